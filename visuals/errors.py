"""What can be wrong with showing things.

::

    VisualsError
    ├── NoDisplayError    no window can be opened here
    └── RequestError      a command line that asks for what there is not
"""

from __future__ import annotations

__all__ = ["NoDisplayError", "RequestError", "VisualsError"]


class VisualsError(Exception):
    """The family of this room: one clear sentence for a person."""


class NoDisplayError(VisualsError):
    """No window can be opened here."""


class RequestError(VisualsError):
    """The command line asks for what there is not, or for what cannot be."""
