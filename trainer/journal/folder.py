"""Where journals live, and how they are called. The folder is the person's own: 0700."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from trainer.errors import JournalError

__all__ = ["DATA_DIR_VARIABLE", "data_dir", "journal_paths", "new_journal_path", "sessions_folder"]

DATA_DIR_VARIABLE = "BELLYBREATH_DATA_DIR"
SUFFIX = ".jsonl"


def data_dir(asked: str | None) -> Path:
    """The folder of everything that is kept: as asked, as the environment says, or the platform's.

    `asked` comes first, then the variable BELLYBREATH_DATA_DIR, then the user data folder of
    the platform (Linux: ~/.local/share/bellybreath).
    """
    chosen = asked if asked is not None else os.environ.get(DATA_DIR_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs  # here, because most commands' help needs no folder

    return Path(platformdirs.user_data_dir("bellybreath", appauthor=False))


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
    except OSError as error:
        raise JournalError(
            f"Sessions cannot be kept in {folder}: {error.strerror or error}. "
            "Choose another folder with --data-dir."
        ) from None
    return sessions


def _make_private(folder: Path) -> None:
    """Make a folder that only its owner may enter; one that exists is left as it is."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        if not folder.is_dir():
            raise NotADirectoryError(0, "a file of that name is in the way") from None


def new_journal_path(sessions: Path, started: datetime) -> Path:
    """A name that is not taken: the local date and time, so that names sort by time."""
    stem = started.strftime("%Y-%m-%d_%H-%M-%S")
    path = sessions / f"{stem}{SUFFIX}"
    number = 2
    while path.exists():
        path = sessions / f"{stem}_{number:02d}{SUFFIX}"
        number += 1
    return path


def journal_paths(folder: Path) -> list[Path]:
    """All journals, oldest first; empty where there is no folder yet.

    Raises
    ------
    JournalError
        The folder is there and cannot be read.
    """
    sessions = folder / "sessions"
    try:
        return sorted(path for path in sessions.iterdir() if path.suffix == SUFFIX)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise JournalError(f"{sessions} cannot be read: {error.strerror or error}.") from None
