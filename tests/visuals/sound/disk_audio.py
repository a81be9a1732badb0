"""The mixer's real output, taken from SDL's disk driver in step with the test's own time.

The driver writes what a loudspeaker would get into a pipe that holds 23 ms. It is blocked while
the pipe is full, so the audio goes exactly as fast as the test reads it: no clock, no waiting, the
same on a busy machine. Between mixing and reading lie the pipe and one buffer of the mixer, 35 ms
in all, as with a loudspeaker; and 23 ms that the C library gathers for a file, which are taken off.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from tests.visuals.sound.hearing import Audio
from visuals.sound.clip import RATE_HZ

__all__ = ["DiskAudio", "disk_audio"]

_FRAME_BYTES = 4
_PIPE_BYTES = 4096
_FILE_BYTES = 4096
_SET_PIPE_SIZE = 1031  # F_SETPIPE_SZ of Linux's fcntl.h
_PATIENCE_S = 30.0


class DiskAudio:
    """A loudspeaker that plays when it is told to."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._heard = bytearray()

    @property
    def heard_s(self) -> float:
        """How much has sounded, or waits in the file's own buffer; the time of the test."""
        if not self._heard:
            return 0.0  # the mixer may not be open yet
        select.select([self._pipe], [], [], _PATIENCE_S)  # until it has caught up
        return (len(self._heard) + _FILE_BYTES) / (_FRAME_BYTES * RATE_HZ)

    @property
    def audio(self) -> Audio:
        """All that has sounded, shape (n, 2), 1 is full scale."""
        return np.frombuffer(bytes(self._heard), dtype=np.int16).reshape(-1, 2) / 32_767.0

    def play(self, seconds: float) -> None:
        """Let so much sound."""
        left = round(seconds * RATE_HZ) * _FRAME_BYTES
        while left:
            ready, _, _ = select.select([self._pipe], [], [], _PATIENCE_S)
            assert ready, "the mixer has stopped"
            got = os.read(self._pipe, left)
            assert got, "the mixer has gone"
            self._heard += got
            left -= len(got)


@contextlib.contextmanager
def disk_audio(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DiskAudio]:
    """The disk driver for the mixer, until it is closed."""
    path = folder / "audio.raw"
    os.mkfifo(path)
    monkeypatch.setenv("SDL_AUDIODRIVER", "disk")
    monkeypatch.setenv("SDL_DISKAUDIOFILE", str(path))
    monkeypatch.setenv("SDL_DISKAUDIODELAY", "0")
    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    fcntl.fcntl(pipe, _SET_PIPE_SIZE, _PIPE_BYTES)
    os.set_blocking(pipe, True)
    try:
        yield DiskAudio(pipe)
    finally:
        # The driver may be blocked: what it still has to write goes away while it closes.
        drain = threading.Thread(target=_drain, args=(pipe,))
        drain.start()
        pygame.mixer.quit()
        drain.join()
        os.close(pipe)


def _drain(pipe: int) -> None:
    with contextlib.suppress(OSError):
        while os.read(pipe, 65_536):
            pass
