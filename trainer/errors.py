"""What we did wrong, in the trainer room.

::

    TrainerError
    ├── PlanError        a session that cannot be planned so
    ├── AnalysisError    nothing can be computed from what was given
    └── JournalError     a journal that cannot be read, or a folder that cannot hold one
"""

from __future__ import annotations

__all__ = ["AnalysisError", "JournalError", "PlanError", "TrainerError"]


class TrainerError(Exception):
    """The family of this room: one clear sentence for a person."""


class PlanError(TrainerError):
    """A session cannot be planned with these values."""


class AnalysisError(TrainerError):
    """Nothing can be computed from what was given."""


class JournalError(TrainerError):
    """A journal cannot be read, or a folder cannot hold one."""
