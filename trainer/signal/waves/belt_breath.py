"""Breath from a stretch belt: the wave now, and the rate of the last minute.

Any scale; 5 to 1000 samples a second by their stamps. A belt is longest at the end of the in-breath
(say `is_inverted` for one that is wired the other way round).
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable
from statistics import median

import numpy as np

from trainer.signal.arrays import FloatArray
from trainer.signal.figure import Withheld
from trainer.signal.waves.band import within_band, without_bend
from trainer.signal.waves.breath_wave import BreathMoment, BreathTop, BreathWave
from trainer.signal.waves.dead_belt import is_dead
from trainer.signal.waves.stamps import Joining, Stamps
from trainer.signal.waves.turning_points import count_breaths

__all__ = ["BeltBreath"]

POINTS_PER_S = 10
"""A point is the median of the samples of 0.1 s: single wrong ones of the converter vanish."""

_WINDOW_POINTS = 600
_SHORTEST_POINTS = 150
_HOLE_S = 2.0
_MOST_IN_A_POINT = 200

_LOW_HZ = 0.035
_HIGH_HZ = 0.60
"""2 to 36 breaths a minute."""
_LEAST_SHARE = 0.35
_QUANTILE = 0.90
"""A swing of a third of the large ones counts; smaller ones are talk and the heart."""


class BeltBreath:
    """Follows the breath in the samples of a belt, in constant memory; never raises.

    Parameters
    ----------
    is_inverted
        True when the values fall while the person breathes in.
    """

    def __init__(self, is_inverted: bool = False) -> None:
        self._sign = -1.0 if is_inverted else 1.0
        self._stamps = Stamps(_HOLE_S)
        self._in_point: list[float] = []
        self._number = 0
        self._last_number: int | None = None
        self._points: deque[float] = deque(maxlen=_WINDOW_POINTS)
        self._wave = BreathWave(POINTS_PER_S)
        self._rate_of = -1
        self._rate: float | Withheld = Withheld.TOO_SHORT

    @property
    def passed_over(self) -> int:
        """Samples that were no numbers, or whose stamps were not after the one before."""
        return self._stamps.passed_over

    @property
    def holes(self) -> int:
        """Times that the series began anew, because samples were missing for too long."""
        return self._stamps.holes

    @property
    def present_s(self) -> float | None:
        """Middle of the point that was closed last; None before there is one."""
        return None if self._last_number is None else (self._last_number + 0.5) / POINTS_PER_S

    @property
    def points(self) -> FloatArray:
        """Points of the last minute, one each 0.1 s, oldest first, as the converter gave them."""
        return self._sign * self._window()

    @property
    def moment(self) -> BreathMoment | None:
        """Where in the breath the person is; None before the first breath and on a dead belt."""
        return None if self._is_dead() else self._wave.moment

    def push(self, at_s: Iterable[float], values: Iterable[float]) -> tuple[BreathTop, ...]:
        """Ends of in-breaths that these samples make certain, oldest first.

        Parameters
        ----------
        at_s
            Stamps in s.
        values
            The samples, in any unit, one for each stamp.
        """
        found: list[BreathTop] = []
        for stamp_s, value in zip(at_s, values, strict=True):
            found.extend(self._take(float(stamp_s), float(value)))
        return tuple(found)

    def breaths_per_min(self) -> float | Withheld:
        """Mean rate of the last 60 s (15 s at least), or why there is none.

        Returns
        -------
        float or Withheld
            `TOO_SHORT` for less than 15 s or fewer than two breaths; `TOO_WEAK` when nothing
            moves the belt, or it sits at the end of its converter.

        Notes
        -----
        Medians of 0.1 s; parabola taken away; 0.035 to 0.6 Hz; turns with swings of at least 0.35
        of the upper tenth are counted, tops and bottoms alike.
        """
        if self._rate_of != self._number:
            self._rate_of = self._number
            self._rate = self._count()
        return self._rate

    def _take(self, at_s: float, value: float) -> list[BreathTop]:
        joining = self._stamps.judge(at_s, value)
        if joining is Joining.PASSED_OVER:
            return []
        number = math.floor(at_s * POINTS_PER_S)
        if joining is Joining.BEGINS:
            self._points.clear()
            self._wave.restart()
            self._in_point = [value]
            self._number = number
            self._last_number = None
            return []
        found: list[BreathTop] = []
        if number > self._number:
            found.extend(self._close())
            self._number = number
        if len(self._in_point) < _MOST_IN_A_POINT:
            self._in_point.append(value)
        return found

    def _close(self) -> list[BreathTop]:
        """Take the median of a point that is over; points without samples lie on a line to it."""
        newest = self._sign * median(self._in_point)
        self._in_point = []
        before = self._points[-1] if self._points else newest
        missing = 0 if self._last_number is None else self._number - self._last_number - 1
        self._last_number = self._number
        found: list[BreathTop] = []
        for step in range(1, missing + 2):
            point = before + (newest - before) * step / (missing + 1)
            self._points.append(point)
            at_s = (self._number - missing - 1 + step + 0.5) / POINTS_PER_S
            top = self._wave.push(at_s, point)
            if top is not None and not self._is_dead():
                found.append(top)
        return found

    def _window(self) -> FloatArray:
        return np.array(self._points, dtype=np.float64)

    def _is_dead(self) -> bool:
        return is_dead(self._sign * self._window())

    def _count(self) -> float | Withheld:
        points = self._window()
        if points.size < _SHORTEST_POINTS:
            return Withheld.TOO_SHORT
        if self._is_dead():
            return Withheld.TOO_WEAK
        wave = within_band(without_bend(points), POINTS_PER_S, _LOW_HZ, _HIGH_HZ)
        found = count_breaths(wave, least_share=_LEAST_SHARE, quantile=_QUANTILE)
        if found is None:
            return Withheld.TOO_SHORT
        return 60.0 * POINTS_PER_S / found.period
