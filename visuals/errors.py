"""What can be wrong with showing things.

::

    VisualsError
    ├── NoDisplayError    no window can be opened here
    ├── RequestError      a command line that asks for what there is not
    └── SoundFileError    a sound of the person's own that cannot be used
"""

from __future__ import annotations

from devices.sayable import SaidError

__all__ = ["NoDisplayError", "RequestError", "SoundFileError", "VisualsError"]


class VisualsError(Exception):
    """The family of this room: one clear sentence for a person."""


class NoDisplayError(VisualsError):
    """No window can be opened here."""


class RequestError(VisualsError):
    """The command line asks for what there is not, or for what cannot be."""


class SoundFileError(SaidError, VisualsError):
    """A sound of the person's own cannot be used; a set takes its place."""
