"""A pulse and a breath with known times, as voltages on the analog pins.

The pulse rises along half a cosine for 150 ms and falls off slowly; a beat's time is the middle of
its upstroke, the point that keeps its place best in real pulse waves (Pelaez-Coca 2022).
"""

from __future__ import annotations

import bisect
import math
import random
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["BELT", "PULSE", "BodyOnPins", "belt_mv", "middles_of_upstrokes"]

PULSE, BELT = 0, 1
_REST_MV, _HEIGHT_MV = 2000.0, 900.0
_RISE_S = 0.15
_FALL_S = 0.25


class BodyOnPins:
    """A heart that swings with ten seconds of breath, and the belly that breathes them.

    Parameters
    ----------
    noise_mv
        Standard deviation of what the sensor adds; an Uno's step is 4.9 mV.
    """

    def __init__(self, seconds: float, noise_mv: float = 4.0, seed: int = 7) -> None:
        self._chance = random.Random(seed)
        self._noise_mv = noise_mv
        self.beats_s = [0.6]
        while self.beats_s[-1] < seconds:
            last_s = self.beats_s[-1]
            swing_s = 0.08 * math.sin(2.0 * math.pi * 0.1 * last_s)
            self.beats_s.append(last_s + 0.92 + swing_s + self._chance.gauss(0.0, 0.015))

    def millivolts(self, channel: int, at_s: float) -> float:
        """What lies on a pin; the belt's pin when it is not the pulse's."""
        noise_mv = self._chance.gauss(0.0, self._noise_mv)
        if channel == PULSE:
            return _REST_MV + _HEIGHT_MV * self._pulse(at_s) + noise_mv
        return belt_mv(at_s) + noise_mv

    def _pulse(self, at_s: float) -> float:
        """Height of the wave, 0 to 1."""
        number = bisect.bisect_right(self.beats_s, at_s + _RISE_S / 2.0) - 1
        if number < 0:
            return 0.0
        since_s = at_s - self.beats_s[number] + _RISE_S / 2.0
        if since_s < _RISE_S:
            return 0.5 - 0.5 * math.cos(math.pi * since_s / _RISE_S)
        return math.exp(-(((since_s - _RISE_S) / _FALL_S) ** 1.5))


def belt_mv(at_s: float) -> float:
    """The stretch of the belt, without noise."""
    return 1500.0 + 400.0 * math.sin(2.0 * math.pi * 0.1 * at_s)


def middles_of_upstrokes(
    times_s: Sequence[float], heights: Sequence[float], full_scale: int
) -> npt.NDArray[np.float64]:
    """Times at which the wave rises through its known middle, in seconds.

    A straight line through the samples of 50 ms around the crossing: no detector, only what the
    sample times are worth.
    """
    middle = (_REST_MV + _HEIGHT_MV / 2.0) / 5000.0 * full_scale - 0.5
    times, values = np.asarray(times_s), np.asarray(heights, dtype=np.float64)
    crossings = np.flatnonzero((values[:-1] < middle) & (values[1:] >= middle))
    found: list[float] = []
    for crossing in crossings:
        near = np.abs(times - times[crossing]) <= 0.025
        slope, level = np.polyfit(times[near] - times[crossing], values[near], 1)
        at_s = float(times[crossing] + (middle - level) / slope)
        if slope > 0.0 and (not found or at_s - found[-1] > 0.3):
            found.append(at_s)
    return np.array(found)
