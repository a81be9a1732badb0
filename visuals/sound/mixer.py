"""The door to the computer's audio: it opens, takes clips, and fades them out.

No audio device is no error: then it does not open, and everything else stays silent.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import numpy as np
import pygame

from visuals.sound.clip import RATE_HZ, Clip, to_int16

__all__ = ["Mixer", "Output"]

_logger = logging.getLogger(__name__)

_BUFFER = 512
"""Samples, 12 ms: what is played sounds so much later at most."""
_LAST_FADE_MS = 250
_LAST_STEP_MS = 10
_VOICES = 8
"""The two halves of a breath, one that fades, a bowl's ringing, a sign: they never reach it."""


class Output(Protocol):
    """Where clips are played."""

    @property
    def is_open(self) -> bool:
        """True between an `open` that succeeded and `close`."""
        ...

    def open(self) -> bool:
        """Come up, or be up already; False where there is nothing to play on."""
        ...

    def prepare(self, clip: Clip) -> object:
        """A clip as `play` takes it, or None once it is closed; may take a while."""
        ...

    def decode(self, path: Path) -> Clip:
        """The samples of a sound file; ValueError where it is none."""
        ...

    def play(self, sound: object, gain: float) -> None:
        """Let a prepared clip sound from its beginning, beside what sounds already."""
        ...

    def set_gain(self, gain: float) -> None:
        """Make everything that sounds so loud, 0 to 1."""
        ...

    def fade_out(self, length_s: float) -> None:
        """Let everything that sounds die away."""
        ...

    def close(self) -> None:
        """Go away; safe to call twice and without `open`."""
        ...


class Mixer:
    """pygame's mixer."""

    def __init__(self) -> None:
        self._is_open = False
        self._using = threading.Lock()
        """Clips are prepared in another thread, which may be at one when the audio closes."""
        self._sounding: list[pygame.mixer.Sound] = []

    @property
    def is_open(self) -> bool:
        """True between an `open` that succeeded and `close`."""
        return self._is_open

    def open(self) -> bool:
        """Open the audio device; False where there is none. No-op where it is open."""
        if self._is_open:
            return True
        try:
            with _hushed():
                pygame.mixer.init(RATE_HZ, -16, 2, _BUFFER, allowedchanges=0)
            pygame.mixer.set_num_channels(_VOICES)
        except pygame.error as error:
            _logger.info("no sound: %s", error)
            return False
        self._is_open = True
        return True

    def prepare(self, clip: Clip) -> pygame.mixer.Sound | None:
        """A clip as the mixer plays it; None once it is closed, when nobody wants it any more."""
        samples = to_int16(clip).tobytes()
        with self._using:
            return pygame.mixer.Sound(buffer=samples) if self._is_open else None

    def decode(self, path: Path) -> Clip:
        """The samples of a sound file, at the mixer's rate, in both ears.

        Raises
        ------
        ValueError
            It cannot be read as sound.
        """
        try:
            with self._using:
                sound = pygame.mixer.Sound(str(path))
        except (pygame.error, OSError) as error:
            raise ValueError(str(error)) from None
        samples = np.frombuffer(sound.get_raw(), dtype=np.int16).reshape(-1, 2)
        return samples.astype(np.float32) / np.float32(32_768.0)

    def play(self, sound: object, gain: float) -> None:
        """Let a prepared clip sound, where a voice is free.

        Its volume is set before it begins: a channel's own is reset by `play`, and would jump.
        """
        assert isinstance(sound, pygame.mixer.Sound)  # from prepare
        channel = pygame.mixer.find_channel()
        if channel is None:
            return
        sound.set_volume(gain)
        channel.play(sound)
        self._sounding = [other for other in self._sounding if other.get_num_channels()]
        self._sounding.append(sound)

    def set_gain(self, gain: float) -> None:
        """Make everything that sounds so loud."""
        for sound in self._sounding:
            sound.set_volume(gain)

    def fade_out(self, length_s: float) -> None:
        """Let everything that sounds die away."""
        if self._is_open:
            pygame.mixer.fadeout(round(1000.0 * length_s))

    def close(self) -> None:
        """Let what sounds die away within a moment, and close the audio device."""
        if self._is_open:
            with self._using:
                self._is_open = False
            pygame.mixer.fadeout(_LAST_FADE_MS)
            for _ in range(_LAST_FADE_MS // _LAST_STEP_MS):
                if not pygame.mixer.get_busy():
                    break
                pygame.time.wait(_LAST_STEP_MS)
            self._sounding.clear()
            pygame.mixer.quit()


@contextlib.contextmanager
def _hushed() -> Iterator[None]:
    """Keep the system's audio library from printing: no audio device is nothing to complain of.

    ALSA writes to the process's own standard error, past everything that Python could catch.
    """
    if not sys.platform.startswith("linux"):
        yield
        return
    try:
        kept = os.dup(2)
    except OSError:  # there is no standard error
        yield
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nothing)
        os.close(kept)
