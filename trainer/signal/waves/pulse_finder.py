"""Which rises of a smoothed wave are pulses: neither noise, nor the second wave of a pulse.

The wave goes up. What a rise must reach follows the person: their usual height and interval.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median

from trainer.signal.waves.upstroke import Upstroke, upstroke
from trainer.signal.waves.usual_shape import UsualShape
from trainer.signal.waves.usual_slopes import SLOPES_AFTER, SLOPES_BEFORE, Shift, UsualSlopes

__all__ = ["POINTS_PER_S", "FoundPulse", "PulseFinder", "usual_height"]

POINTS_PER_S = 100

_RISE = 0.15
_FALL = 0.10
"""Shares of the usual height by which the wave must turn to be taken as rising or falling. Below
these ripples count; a larger fall would only tell of a pulse later."""

_NEEDED = 0.40
"""Least share of the usual height, from 0.7 of the usual interval on: a breath halves a pulse."""
NEEDED_EARLY = 0.60
"""The same earlier, where the second (dicrotic) wave comes: it seldom is half as high."""
_EARLY = 0.70
_NEEDED_IN_TIME = 0.22
"""Least share for a weak rise about where a beat is due: small vessels close within three beats
after a deep breath or a fright. It is told only when nothing higher follows at once."""
_IN_TIME = 0.80
_HELD_POINTS = 25

_REFRACTORY_POINTS = 27
"""220 beats a minute."""
REFRACTORY_SHARE = 0.42
"""Of the usual interval: the second wave comes before, an early beat after."""

_HEIGHTS = 5
"""The usual height is the median of so many: two jolts do not move it."""
_HIGHEST = 2.5
"""A height counts as no more than this many usual ones."""
_INTERVALS = 9
_USUAL_POINTS = 80.0
"""The interval that is expected before one was seen: 75 beats a minute."""
_LONGEST_POINTS = 200

_QUIET_POINTS = 120
_QUIET_INTERVALS = 1.6
_FADE = 0.8
_FADE_POINTS = 40
"""Without a pulse for 1.2 s, or 1.6 usual intervals, less height is asked for: a fifth less every
0.4 s, so that a tenth of the usual height is found after about five seconds."""
_LEAST_HEIGHT = 1e-12
"""No sensor's unit is so large; it keeps shares finite after hours of silence."""
_PIECE_POINTS = 150

_REMEMBERED_POINTS = 320
_SHAPE_BEFORE = 25
_SHAPE_AFTER = 9
"""A pulse is compared from 250 ms before the middle of its upstroke (the end of the last pulse) to
90 ms after it: so much is known when most peaks have passed."""
_SLOPES_POINTS = SLOPES_BEFORE + SLOPES_AFTER + 1
_UPSTROKE_POINTS = 5
"""The steepest point of an upstroke lies no farther from its middle."""


@dataclass(frozen=True, slots=True)
class FoundPulse:
    """One pulse, as it was found."""

    middle: float
    """Number of the point, with its fraction, at which its upstroke is half way up."""
    shift: Shift | None
    """How much later than that it came by all of its slopes; None where that is not known."""
    height: float
    """From foot to peak, in the unit of the signal."""
    share: float
    """Its height over the usual one."""
    points: int
    """How long it rose."""
    likeness: float | None
    """Correlation with the usual upstroke; None where that is not known."""
    lopsidedness: float | None
    """Steepest rise over steepest fall since the pulse before. A pulse has 1.3 to 5: the heart
    pushes, the vessels let go. Hum, noise and swinging have 1. None for the first one."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A weak rise that waits for a higher one."""

    at: int
    middle: float
    rise: Upstroke


class PulseFinder:
    """Finds pulses in an unbroken series of points, 100 a second, in constant memory.

    Parameters
    ----------
    height
        What is taken as the usual height at first, over 0.
    needed_early
        Least share of the usual height before 0.7 of the usual interval.
    refractory_share
        Share of the usual interval before which there is no beat.
    """

    def __init__(
        self,
        height: float,
        needed_early: float = NEEDED_EARLY,
        refractory_share: float = REFRACTORY_SHARE,
    ) -> None:
        self._needed_early = needed_early
        self._refractory_share = refractory_share
        self._shape = UsualShape(_SHAPE_BEFORE + _SHAPE_AFTER, _SHAPE_BEFORE + 4)
        self._slopes = UsualSlopes()
        self._heights: deque[float] = deque([height], maxlen=_HEIGHTS)
        self._intervals: deque[float] = deque(maxlen=_INTERVALS)
        self._usual_points = _USUAL_POINTS
        self.height = height
        """What is taken as the usual height now, in the unit of the signal."""
        self._points: deque[float] = deque(maxlen=_REMEMBERED_POINTS)
        self._last: float | None = None
        self._last_height = height
        self._held: _Held | None = None
        self._is_rising = False
        self._foot: tuple[int, float] | None = None
        self._peak: tuple[int, float] = (0, 0.0)
        self._quiet_from = 0
        self._number = 0

    def push(self, number: int, value: float) -> tuple[FoundPulse, ...]:
        """Pulses that are certain now that this point has come, oldest first."""
        self._points.append(value)
        self._number = number
        found: list[FoundPulse] = []
        height = self.height
        if self._foot is None:
            self._foot = (number, value)
            self._quiet_from = number
        elif not self._is_rising:
            if value <= self._foot[1]:
                self._foot = (number, value)
            elif value - self._foot[1] > _RISE * height:
                self._is_rising = True
                self._peak = (number, value)
        elif value > self._peak[1]:
            self._peak = (number, value)
        elif self._peak[1] - value > _FALL * height:
            found.extend(self._weigh(number, height))
            self._is_rising = False
            self._foot = (number, value)
        if self._held is not None and number - self._held.at > _HELD_POINTS:
            found.append(self._tell_held())
        allowed = max(_QUIET_POINTS, _QUIET_INTERVALS * self._usual_points)
        if number - self._quiet_from > allowed:
            self.height = max(height * _FADE, _LEAST_HEIGHT)
            self._quiet_from = round(number - allowed + _FADE_POINTS)
        return tuple(found)

    def _weigh(self, number: int, height: float) -> list[FoundPulse]:
        """Decide about the rise that has just ended."""
        assert self._foot is not None
        first = number - len(self._points) + 1
        begin = max(0, self._foot[0] - first)
        end = self._peak[0] - first
        rise = upstroke(list(islice(self._points, begin, end + 1)))
        if rise is None:
            return []
        middle = first + begin + rise.middle
        usual = self._usual_points
        since = middle - self._last if self._last is not None else 10.0 * usual
        if since < _REFRACTORY_POINTS or since < self._refractory_share * usual:
            return []
        share = rise.height / height
        if share < (self._needed_early if since < _EARLY * usual else _NEEDED):
            if share < _NEEDED_IN_TIME or since < _IN_TIME * usual:
                return []
            if self._held is None or rise.height > self._held.rise.height:
                self._held = _Held(number, middle, rise)
            return []
        found: list[FoundPulse] = []
        if self._held is not None:
            if middle - self._held.middle >= _HELD_POINTS:
                found.append(self._tell_held())
                since = middle - found[0].middle
            self._held = None
        if since >= max(_REFRACTORY_POINTS, self._refractory_share * self._usual_points):
            found.append(self._tell(middle, rise))
        return found

    def _tell_held(self) -> FoundPulse:
        held = self._held
        assert held is not None
        self._held = None
        return self._tell(held.middle, held.rise)

    def _tell(self, middle: float, rise: Upstroke) -> FoundPulse:
        """Learn from a pulse and describe it."""
        height = self.height
        share = rise.height / height
        likeness = self._shape.compare(
            self._around(middle, _SHAPE_BEFORE, _SHAPE_BEFORE + _SHAPE_AFTER)
        )
        lopsidedness = self._lopsidedness(middle)
        shift = self._slopes.lay_on(self._around(middle, SLOPES_BEFORE, _SLOPES_POINTS))
        if self._last is not None:
            # Only now all of its fall has come.
            fallen = self._around(self._last, SLOPES_BEFORE, _SLOPES_POINTS)
            self._slopes.learn(fallen, self._last_height)
        if self._last is not None and middle - self._last < _LONGEST_POINTS:
            self._intervals.append(middle - self._last)
            self._usual_points = median(self._intervals)
        self._last, self._last_height = middle, rise.height
        self._quiet_from = self._number
        self._heights.append(min(rise.height, _HIGHEST * height))
        self.height = median(self._heights)
        return FoundPulse(middle, shift, rise.height, share, rise.points, likeness, lopsidedness)

    def _lopsidedness(self, middle: float) -> float | None:
        """Return steepest rise over steepest fall from the last pulse's upstroke to this one's."""
        if self._last is None:
            return None
        first = self._number - len(self._points) + 1
        begin = max(0, int(self._last) - first - _UPSTROKE_POINTS)
        end = int(middle) - first + _UPSTROKE_POINTS
        stretch = list(islice(self._points, begin, end + 1))
        slopes = [after - before for before, after in pairwise(stretch)]
        steepest_fall = -min(slopes, default=0.0)
        return max(slopes) / steepest_fall if steepest_fall > 0.0 else None

    def _around(self, middle: float, before: int, count: int) -> list[float]:
        """Return the wave from so many points before a middle on, at whole steps from it.

        Fewer than asked for where the end has not come, none where the beginning is forgotten.
        """
        points = self._points
        begin = middle - before - (self._number - len(points) + 1)
        first = int(begin)
        if begin < 0.0:
            return []
        part = begin - first
        stretch = list(islice(points, first, first + count + 1))
        return [left + part * (right - left) for left, right in pairwise(stretch)]


def usual_height(points: Sequence[float]) -> float:
    """Height of the pulses in some seconds of points: the median span of pieces of 1.5 s.

    At 40 beats a minute there is a pulse in each piece; a jolt is in fewer than half of them.
    """
    last = max(1, len(points) - _PIECE_POINTS + 1)
    pieces = [points[first : first + _PIECE_POINTS] for first in range(0, last, _PIECE_POINTS // 3)]
    return max(_LEAST_HEIGHT, median(max(piece) - min(piece) for piece in pieces))
