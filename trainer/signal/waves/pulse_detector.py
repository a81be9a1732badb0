"""Pulse samples in, heartbeats out: one sample at a time, in constant memory, never in error.

How the pieces go together: in `wave_detector`, `stamps` lets samples in, `even_grid` makes them
even, `hum_free` smooths and `situation` says what hinders; here, `pulse_follower` looks for a pulse
and follows it by `pulse_finder` and `trusted_beats`.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import replace
from itertools import islice

from trainer.signal.waves.hum_free import HumFree
from trainer.signal.waves.pulse_follower import (
    LOOKED_THROUGH_POINTS,
    PulseFollower,
    look_for_pulse,
)
from trainer.signal.waves.wave_beat import BeatQuality, WaveBeat
from trainer.signal.waves.wave_detector import WaveDetector

__all__ = ["PulseDetector"]

_BRIDGED_S = 0.1
"""A slow sensor of 25 Hz may lose one sample before a beat on the line is marked."""

_CELLS_A_POINT = 3
_MEAN_POINTS = 6
"""60 ms: with the two means against hum, half the power is gone at 6.6 Hz."""

_FEWEST_POINTS = 300
_LOOKS_EVERY = 70
"""While no pulse is known, it is looked for every 0.7 s, in three seconds of points at least."""
_ABOUT_S = 0.25
_AFTER_S = 0.10
"""How long before and after the middle of the upstroke samples may not be missing."""
_APART_S = 0.25
"""Two beats are never closer."""


class PulseDetector(WaveDetector):
    """Finds heartbeats in the samples of a pulse sensor, about 0.2 s after their upstroke.

    Any scale, either polarity, 25 to 1000 samples a second. The same samples give the same beats,
    however they are cut into packets.

    Notes
    -----
    The times are those of the pulse at the sensor, later than the heart's by a fifth of a second or
    so that varies a little: pulse-rate variability, not heart-rate variability.

    References
    ----------
    Peralta 2019 and Pelaez-Coca 2022 (the middle of the upstroke), Charlton 2022 (comparison of
    detectors); see docs/methods.md.
    """

    def __init__(self) -> None:
        super().__init__(_BRIDGED_S, HumFree(_CELLS_A_POINT, _MEAN_POINTS))
        self._follower: PulseFollower | None = None
        self._points: deque[tuple[int, float]] = deque(maxlen=max(LOOKED_THROUGH_POINTS))
        self._next_look = 0
        self._looks = 0
        self._latest_beat_s = -math.inf

    @property
    def is_inverted(self) -> bool | None:
        """True when each pulse makes the values smaller; None while that is not known."""
        follower = self._follower
        return follower.sign < 0.0 if follower is not None and follower.is_trusted else None

    def _forget(self) -> None:
        self._follower = None
        self._points.clear()
        self._next_look = 0
        self._latest_beat_s = -math.inf

    def _height_at(self, at_s: float) -> float | None:
        follower = self._follower
        return follower.height if follower is not None and follower.is_trusted else None

    def _take_point(self, number: int, value: float) -> list[WaveBeat]:
        self._points.append((number, value))
        beats: list[WaveBeat] = []
        if self._follower is not None:
            beats = self._follower.push(number, value)
        if not beats and not self._is_followed and number >= self._next_look:
            beats = self._look(number)
        if beats:
            self._latest_beat_s = beats[-1].beat_s
        return beats

    @property
    def _is_followed(self) -> bool:
        return self._follower is not None and self._follower.is_trusted

    def _look(self, number: int) -> list[WaveBeat]:
        """Look for a pulse in the last seconds; one that was lost may still come back by itself."""
        self._next_look = number + _LOOKS_EVERY
        if len(self._points) < _FEWEST_POINTS:
            return []
        # In turn a short stretch, free of what came before the pulse, and one for slow hearts.
        self._looks += 1
        length = LOOKED_THROUGH_POINTS[self._looks % len(LOOKED_THROUGH_POINTS)]
        points = tuple(islice(self._points, max(0, len(self._points) - length), None))
        found = look_for_pulse(points, self._smooth.delay_s, self._spoilt)
        if found is None:
            return []
        self._follower, beats = found
        # Some may have been told before the pulse was lost.
        beats = [beat for beat in beats if beat.beat_s > self._latest_beat_s + _APART_S]
        if beats:
            beats[0] = replace(beats[0], joins=False)
        return beats

    def _spoilt(self, beat_s: float) -> BeatQuality | None:
        """What is wrong with the samples about a beat, if anything."""
        if self._samples.is_cut_off() or self._situation.cut_off_s >= beat_s:
            return BeatQuality.CUT_OFF
        begin_s, end_s = self._bridge_s
        if begin_s - _AFTER_S <= beat_s <= end_s + _ABOUT_S:
            return BeatQuality.TORN
        return None
