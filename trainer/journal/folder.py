"""Where journals live, and how they are called. The folder is the person's own: 0700."""

from __future__ import annotations

import math
import os
from datetime import datetime
from pathlib import Path

from devices.sayable import Gap, SystemReason
from trainer.errors import JournalError
from trainer.journal.entries import Header, entry_of_line
from trainer.said import JournalSaid

__all__ = ["journal_paths", "new_journal_path", "sessions_folder"]

SUFFIX = ".jsonl"
_LONGEST_HEADER = 65_536
"""A header is one line of some hundred bytes."""


def sessions_folder(folder: Path) -> Path:
    """The folder of the journals, made (0700) where it is not there.

    Raises
    ------
    JournalError
        It cannot be made or written to.
    """
    sessions = folder / "sessions"
    try:
        _make_private(folder)
        _make_private(sessions)
        sessions.chmod(0o700)
        probe = sessions / f".probe-{os.getpid()}"
        descriptor = os.open(probe, os.O_CREAT | os.O_WRONLY, 0o600)
        os.close(descriptor)
        probe.unlink()
    except (OSError, ValueError) as error:
        why: Gap = SystemReason.of(error)
        if isinstance(error, FileExistsError):
            why = JournalSaid.FILE_IN_THE_WAY
        raise JournalError(JournalSaid.NOT_KEPT, folder=folder, why=why) from None
    return sessions


def _make_private(folder: Path) -> None:
    """Make a folder that only its owner may enter; one that exists is left as it is."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        if not folder.is_dir():
            raise


def new_journal_path(sessions: Path, started: datetime) -> Path:
    """A name that is not taken: the local date and time, for people."""
    stem = started.strftime("%Y-%m-%d_%H-%M-%S")
    number = 1
    while True:
        name = f"{stem}{SUFFIX}" if number == 1 else f"{stem}_{number:02d}{SUFFIX}"
        path = sessions / name
        if not path.exists():
            return path
        number += 1


def journal_paths(folder: Path) -> list[Path]:
    """All journals, oldest first by the instant in their headers; empty where there is no folder.

    Journals whose header cannot be read come first, by name: nothing is the latest by mistake.

    Raises
    ------
    JournalError
        The folder is there and cannot be read.
    """
    sessions = folder / "sessions"
    try:
        found = [path for path in sessions.iterdir() if path.suffix == SUFFIX and path.is_file()]
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        why = SystemReason.of(error)
        raise JournalError(JournalSaid.UNREADABLE, path=sessions, why=why) from None
    return sorted(found, key=lambda path: (_began_s(path), path.name))


def _began_s(path: Path) -> float:
    """Instant at which a session began, in seconds since 1970; -inf where it cannot be read.

    Names are local time, for people; after a journey or in the autumn they do not tell the order.
    """
    try:
        with path.open("rb") as file:
            header = entry_of_line(file.readline(_LONGEST_HEADER))
    except (OSError, JournalError):
        return -math.inf
    return header.began.timestamp() if isinstance(header, Header) else -math.inf
