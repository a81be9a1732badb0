"""Appending to a journal so that nothing is lost: not by a kill, not by a full disk.

Each entry goes to the operating system at once (one `write`, unbuffered), so that killing the
program loses nothing that was taken. A helper thread asks the disk to keep it (fsync, 4 to 9 ms
and more) at least every two seconds and at once at stage changes, off the frame path. Where the
disk refuses, entries wait in memory, byte for byte, and are written as soon as it can.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import math
import os
import tempfile
import threading
from pathlib import Path

from devices.sayable import SystemReason
from trainer.errors import JournalError
from trainer.journal.entries import (
    Answered,
    Ended,
    Entry,
    Header,
    StageEntered,
    line_of_entry,
)
from trainer.journal.unsaved import Unsaved
from trainer.said import JournalSaid

__all__ = ["SYNC_EVERY_S", "JournalWriter", "append_answer"]

_logger = logging.getLogger(__name__)

SYNC_EVERY_S = 1.5
"""Under the two seconds that may be lost by a power failure."""
_RETRY_EVERY_S = 1.0
"""How often a full disk is asked again while nothing new arrives."""
_MOST_NAMES = 99
_FULL_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if os.name != "nt" else {28})


def append_answer(path: Path, entry: Answered) -> bool:
    """Write an answer behind the end of a closed journal; False where the disk refuses it.

    The question after a session comes when the session is safe; an answer that is lost costs no
    more than itself.
    """
    try:
        with path.open("ab", buffering=0) as file:
            file.write(line_of_entry(entry))
            os.fsync(file.fileno())
    except OSError as error:
        _logger.info("the answer cannot be written: %s", error)
        return False
    return True


class JournalWriter:
    """One session's open journal.

    Raises
    ------
    JournalError
        The file cannot be made for another reason than a full disk.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._waiting = bytearray()
        self._trouble: OSError | None = None
        self._retried_s = -math.inf
        self._descriptor: int | None = None
        self._open()
        self._wake = threading.Event()
        self._is_closing = False
        self._is_dirty = False
        self._is_unsynced = False
        self._syncer = threading.Thread(target=self._keep_syncing, name="journal", daemon=True)
        self._syncer.start()

    @property
    def trouble(self) -> Unsaved | None:
        """Why entries wait in memory; None when all is written."""
        if self._trouble is None:
            return None
        is_full = self._trouble.errno in _FULL_ERRORS
        return Unsaved(is_full, self._trouble.strerror or "")

    @property
    def waiting_bytes(self) -> int:
        """Bytes that are in memory only."""
        return len(self._waiting)

    def append(self, entry: Entry) -> None:
        """Write an entry; where the disk refuses it waits in memory, and nothing is raised."""
        self._waiting += line_of_entry(entry)
        self._write_waiting()
        if isinstance(entry, Header | StageEntered | Ended | Answered):
            self._wake.set()

    def retry(self, now_s: float) -> None:
        """Try again to write what waits, once a second at most; told the time by the frame loop."""
        if self._waiting and now_s - self._retried_s >= _RETRY_EVERY_S:
            self._retried_s = now_s
            self._write_waiting()

    def close(self) -> Path:
        """Write and sync everything; where it ended up.

        Where the disk still refuses, what waits is kept beside the system's temporary files.

        Raises
        ------
        JournalError
            No place would take it; the message says so.
        """
        self._write_waiting()
        self._is_closing = True
        self._wake.set()
        self._syncer.join()
        kept = self.path
        if self._waiting or self._is_unsynced:
            kept = self._rescue()
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        return kept

    def _open(self) -> None:
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0)
        try:
            self._descriptor = self._open_next_free(flags)
        except OSError as error:
            if error.errno not in _FULL_ERRORS:
                why = SystemReason.of(error)
                raise JournalError(JournalSaid.UNWRITABLE, path=self.path, why=why) from None
            self._refuse(error)
            return
        if os.name != "nt":
            # So that the name itself survives a power failure.
            folder = os.open(self.path.parent, os.O_RDONLY)
            try:
                with contextlib.suppress(OSError):  # some file systems sync no folders
                    os.fsync(folder)
            finally:
                os.close(folder)

    def _open_next_free(self, flags: int) -> int:
        """Open a file that is not there yet; where another session took the name, the next one."""
        stem, suffix, number = self.path.stem, self.path.suffix, 1
        while True:
            try:
                return os.open(self.path, flags, 0o600)
            except FileExistsError:
                number += 1
                if number > _MOST_NAMES:
                    raise
                self.path = self.path.with_name(f"{stem}_{number:02d}{suffix}")

    def _write_waiting(self) -> None:
        if self._descriptor is None:
            with contextlib.suppress(JournalError):
                self._open()
            if self._descriptor is None:
                return
        try:
            while self._waiting:
                # A disk that fills up may take a part; the rest stays, byte for byte.
                written = os.write(self._descriptor, self._waiting)
                del self._waiting[:written]
                self._is_dirty = True
        except OSError as error:
            self._refuse(error)
            return
        if self._trouble is not None and not self._is_unsynced:
            _logger.info("the journal can be written again")
            self._trouble = None

    def _refuse(self, error: OSError) -> None:
        if self._trouble is None:
            _logger.info("the journal cannot be written: %s", error)
        self._trouble = error

    def _keep_syncing(self) -> None:
        is_last = False
        while not is_last:
            self._wake.wait(SYNC_EVERY_S)
            self._wake.clear()
            is_last = self._is_closing  # read before the sync, so that the last write is synced
            descriptor = self._descriptor
            if self._is_dirty and descriptor is not None:
                self._is_dirty = False
                try:
                    os.fsync(descriptor)
                    self._is_unsynced = False
                except OSError as error:
                    # Some file systems find out only now that there is no room.
                    self._is_dirty = self._is_unsynced = True
                    self._refuse(error)

    def _rescue(self) -> Path:
        """Put the whole journal, written part and waiting part, where there is room."""
        written = b""
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                written = self.path.read_bytes()
        try:
            descriptor, name = tempfile.mkstemp(prefix=f"{self.path.stem}_", suffix=".jsonl")
            with os.fdopen(descriptor, "wb") as file:
                file.write(written + self._waiting)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            why = SystemReason.of(error)
            raise JournalError(JournalSaid.NOT_SAVED, path=self.path, why=why) from None
        self._waiting.clear()
        if not written:
            with contextlib.suppress(OSError):  # nothing is in it
                self.path.unlink()
        return Path(name)
