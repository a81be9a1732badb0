"""What earlier sessions tell about a person's own usual spread. Read from the journals' ends."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from devices.readings import SensorDescription, SensorKind
from trainer.answers import Answer, Occasion
from trainer.errors import JournalError
from trainer.journal.entries import Answered, Ended, Header, entry_of_line
from trainer.journal.folder import journal_paths
from trainer.signal.carry_over import CarryOver

__all__ = ["NOT_THE_PERSON", "earlier_changes_ln", "earlier_upset_changes"]

NOT_THE_PERSON = frozenset({SensorKind.SIMULATED, SensorKind.RECORDING})
"""Kinds whose beats are not those of the person who sits there now."""
_MOST_SESSIONS = 60
"""The latest ones: a person changes, and reading more would only take time."""
_MOST_BEHIND_THE_END = 3
_MOST_BEHIND_THE_HEADER = 3
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


def earlier_upset_changes(folder: Path) -> tuple[int, ...]:
    """How upset the person felt after less before, in earlier sessions; oldest first.

    Parameters
    ----------
    folder
        The folder of everything that is kept. Sessions without both answers are left out; whose
        heart it was does not matter, for the person breathed themselves.
    """
    changes: list[int] = []
    for path in journal_paths(folder)[-_MOST_SESSIONS:]:
        try:
            answers = {answer.occasion: answer.upset for answer in _answers(path)}
        except OSError:
            continue  # a journal that cannot be read is said where sessions are listed
        if len(answers) == len(Occasion):
            changes.append(answers[Occasion.AFTER] - answers[Occasion.BEFORE])
    return tuple(changes)


def _answers(path: Path) -> Iterator[Answer]:
    """What was answered, from the few lines among which answers stand."""
    with path.open("rb") as file:
        lines = [file.readline(_TAIL_BYTES) for _ in range(1 + _MOST_BEHIND_THE_HEADER)]
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL_BYTES))
        lines += file.read(_TAIL_BYTES).splitlines()[-_MOST_BEHIND_THE_END:]
    for line in lines:
        if b'"kind":"answer"' in line:
            with contextlib.suppress(JournalError):  # a damaged line costs only itself
                entry = entry_of_line(line)
                if isinstance(entry, Answered):
                    yield entry.answer


def _first_and_last(path: Path) -> tuple[object, object]:
    with path.open("rb") as file:
        first = file.readline(_TAIL_BYTES)
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL_BYTES))
        lines = file.read(_TAIL_BYTES).splitlines()
    # Only an answer may stand behind the end.
    ends = [line for line in lines[-_MOST_BEHIND_THE_END:] if b'"kind":"end"' in line]
    return entry_of_line(first), entry_of_line(ends[-1] if ends else b"")
