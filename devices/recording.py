"""A recording as a sensor: its intervals arrive again, each when its beat is due."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from devices.clock import SessionClock
from devices.errors import RecordingError
from devices.link import AskedBreath, Emit
from devices.readings import Beat, LinkChanged, LinkState, SensorDescription, SensorKind
from devices.recording_said import RecordingSaid
from devices.rr_file import RRRecording, parse_rr_text
from devices.sayable import SystemReason

__all__ = ["LARGEST_FILE_BYTES", "RecordingSensor", "read_recording"]

LARGEST_FILE_BYTES = 8 * 1024 * 1024
"""A day of heartbeats takes about 1 MB; what is far larger is something else. Reading takes some
forty bytes of memory for each of the file."""


def read_recording(path: Path) -> RRRecording:
    """Intervals of a file.

    Raises
    ------
    RecordingError
        The file is missing, unreadable, no plain file, over 8 MB or holds no intervals: one
        sentence that names the file and what to do.
    """
    try:
        # Non-blocking, so that a pipe without a writer is an error and not a wait.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    except OSError as error:
        raise _open_trouble(path, error) from None
    except ValueError:  # a zero byte in the name
        raise RecordingError(RecordingSaid.NO_NAME, path=str(path)) from None
    if stat.S_ISDIR(os.fstat(descriptor).st_mode):  # Python opens no stream on a folder
        os.close(descriptor)
        raise RecordingError(RecordingSaid.FOLDER, path=path)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise RecordingError(RecordingSaid.NO_PLAIN_FILE, path=path)
        if status.st_size > LARGEST_FILE_BYTES:
            raise RecordingError(
                RecordingSaid.TOO_LARGE,
                path=path,
                megabytes=status.st_size / 1e6,
                limit=LARGEST_FILE_BYTES // (1024 * 1024),
            )
        try:
            content = file.read(LARGEST_FILE_BYTES + 1)
        except OSError as error:
            why = SystemReason.of(error)
            raise RecordingError(RecordingSaid.UNREADABLE, path=path, why=why) from None
    try:
        return parse_rr_text(content)
    except RecordingError as error:
        raise RecordingError(RecordingSaid.OF_FILE, path=path, why=error.sentence) from None


_BINARY = getattr(os, "O_BINARY", 0)


def _open_trouble(path: Path, error: OSError) -> RecordingError:
    if error.errno == errno.ENOENT:
        return RecordingError(RecordingSaid.NOT_THERE, path=path)
    if error.errno == errno.EISDIR or (os.name == "nt" and path.is_dir()):
        return RecordingError(RecordingSaid.FOLDER, path=path)
    if error.errno in (errno.EACCES, errno.EPERM):
        return RecordingError(RecordingSaid.NOT_ALLOWED, path=path)
    return RecordingError(RecordingSaid.NOT_OPENED, path=path, why=SystemReason.of(error))


class RecordingSensor:
    """Plays a recording: each interval is handed out when the beat that closes it is due."""

    def __init__(self, recording: RRRecording, name: str) -> None:
        self._recording = recording
        self._description = SensorDescription(SensorKind.RECORDING, name)

    @property
    def description(self) -> SensorDescription:
        """Who is speaking."""
        return self._description

    def follow(self, asked_breath: AskedBreath) -> None:
        """Nothing: a recorded heart does not answer."""

    async def run(self, clock: SessionClock, emit: Emit) -> None:
        """Give the beats in time from the clock's zero on, then say that it is over."""
        beat_s = 0.0
        await emit(LinkChanged(beat_s, LinkState.WAITING))
        is_arriving = False
        # The running sum is kept in ms and divided once: no error builds up over a day.
        elapsed_ms = 0.0
        for rr_ms in self._recording.intervals_ms:
            if rr_ms is None:
                if is_arriving:
                    await emit(
                        LinkChanged(beat_s, LinkState.SILENT, "no interval in the recording")
                    )
                is_arriving = False
                continue
            elapsed_ms += rr_ms
            beat_s = elapsed_ms / 1000.0
            await clock.promise_until(beat_s)
            if not is_arriving:
                await emit(LinkChanged(beat_s, LinkState.ARRIVING))
                is_arriving = True
            await emit(Beat(beat_s, beat_s, rr_ms))
        await emit(LinkChanged(beat_s, LinkState.ENDED))
