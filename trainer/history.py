"""What earlier sessions tell about a person's own usual spread. Read from the journals' ends."""

from __future__ import annotations

import os
from pathlib import Path

from devices.readings import SensorDescription, SensorKind
from trainer.errors import JournalError
from trainer.journal.entries import Ended, Header, entry_of_line
from trainer.journal.folder import journal_paths
from trainer.signal.carry_over import CarryOver

__all__ = ["NOT_THE_PERSON", "earlier_changes_ln"]

NOT_THE_PERSON = frozenset({SensorKind.SIMULATED, SensorKind.RECORDING})
"""Kinds whose beats are not those of the person who sits there now."""
_MOST_SESSIONS = 60
"""The latest ones: a person changes, and reading more would only take time."""
_MOST_BEHIND_THE_END = 3
_TAIL_BYTES = 65_536
"""The end of a journal is one line of a few kilobytes."""


def earlier_changes_ln(folder: Path, sensor: SensorDescription) -> tuple[float, ...]:
    """Changes of resting ln RMSSD in earlier sessions with the same kind of sensor.

    Parameters
    ----------
    folder
        The folder of everything that is kept.
    sensor
        Of the session to come. A practice heart or a recording is not the person: no history.

    Returns
    -------
    tuple
        Oldest first; sessions without two clean quiet minutes are left out.
    """
    if sensor.kind in NOT_THE_PERSON or sensor.kind is SensorKind.NONE:
        return ()
    changes: list[float] = []
    for path in journal_paths(folder)[-_MOST_SESSIONS:]:
        try:
            header, last = _first_and_last(path)
        except (OSError, JournalError):
            continue  # a damaged journal is said where sessions are listed
        if not (isinstance(header, Header) and isinstance(last, Ended)):
            continue
        found = last.summary.carry_over
        if header.sensor.kind is sensor.kind and isinstance(found, CarryOver):
            changes.append(found.change_ln)
    return tuple(changes)


def _first_and_last(path: Path) -> tuple[object, object]:
    with path.open("rb") as file:
        first = file.readline(_TAIL_BYTES)
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL_BYTES))
        lines = file.read(_TAIL_BYTES).splitlines()
    # Only an answer may stand behind the end.
    ends = [line for line in lines[-_MOST_BEHIND_THE_END:] if b'"kind":"end"' in line]
    return entry_of_line(first), entry_of_line(ends[-1] if ends else b"")
