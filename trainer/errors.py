"""What we did wrong, in the trainer room.

::

    TrainerError
    ├── PlanError           a session that cannot be planned so
    ├── AnalysisError       nothing can be computed from what was given
    │   └── NothingToAnalyzeError   a part of a recording that holds no interval
    └── JournalError        a journal that cannot be read, or a folder that cannot hold one

Those that reach a person are sentences by their names (`devices/sayable.py`, `trainer/said.py`); an
`AnalysisError` of another kind is a wrong call, and reaches nobody.
"""

from __future__ import annotations

from devices.sayable import SaidError

__all__ = [
    "AnalysisError",
    "EntryError",
    "JournalError",
    "NothingToAnalyzeError",
    "PlanError",
    "TrainerError",
]


class TrainerError(Exception):
    """The family of this room: one clear sentence for a person."""


class PlanError(SaidError, TrainerError):
    """A session cannot be planned with these values."""


class AnalysisError(TrainerError):
    """Nothing can be computed from what was given."""


class JournalError(SaidError, TrainerError):
    """A journal cannot be read, or a folder cannot hold one."""


class NothingToAnalyzeError(SaidError, AnalysisError):
    """No interval lies in the part that was asked for."""


class EntryError(SaidError, ValueError):
    """A value in a line of a journal is none; the journal's reader says it with the line."""
