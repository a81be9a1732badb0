"""When a pulse arrived: where its slopes lie best over those of this person's usual pulse.

The middle of an upstroke (`upstroke`) rests on three points of the wave. The drift of the level
beneath (breath, movement, the end of the last pulse) wanders: what it adds to a slope is small and
new in each, what it adds to a height sums up. So the whole rise, crest and first fall are laid
over the usual ones by their slopes, which is generalized least squares for a level that walks at
random. What is left over tells how certain the time is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import mul

__all__ = ["SLOPES_AFTER", "SLOPES_BEFORE", "Shift", "UsualSlopes"]

SLOPES_BEFORE = 10
SLOPES_AFTER = 20
"""A pulse is laid on from 100 ms before the middle of its upstroke to at most 200 ms after it: from
the foot to the first fall, before a second wave, which moves by itself. At 100 points a second."""
_FEWEST_AFTER = 6
"""Less than the upper half of an upstroke says nothing of its place."""

_LEARNT_SHARE = 0.08
"""Weight of the newest pulse: what one is off by moves the next by a twelfth of it, and a change of
posture is followed in twenty beats."""
_FIRST_PULSES = 3
"""So many make a usual one."""
_FARTHEST_POINTS = 3.0
"""Within 30 ms slopes change in proportion to a shift; what lies farther is another shape."""
_ALIKE_POINTS = 6
"""Each point is a mean over 60 ms: so many slopes in a row err together."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How a pulse lies over the usual one."""

    points: float
    """How much later it came than the middle of its upstroke says; below 0: earlier."""
    error_points: float
    """Standard error of it, by what the two shapes differ."""


class UsualSlopes:
    """A running mean of the slopes about the middle of an upstroke, for pulses of height 1."""

    def __init__(self) -> None:
        self._mean: list[float] = []
        self._pulses = 0

    def learn(self, stretch: Sequence[float], height: float) -> None:
        """Learn from a pulse when its fall has come too.

        The middles of upstrokes are what all are learnt about, so that the usual pulse never
        drifts away from them.

        Parameters
        ----------
        stretch
            The wave about the middle of the upstroke: a point more than `SLOPES_BEFORE` and
            `SLOPES_AFTER` slopes have. Another length is passed over.
        height
            Of the upstroke.
        """
        if len(stretch) != SLOPES_BEFORE + SLOPES_AFTER + 1:
            return
        slopes = [(after - before) / height for before, after in pairwise(stretch)]
        self._pulses += 1
        share = max(_LEARNT_SHARE, 1.0 / self._pulses)
        mean = self._mean or slopes
        self._mean = [a + share * (b - a) for a, b in zip(mean, slopes, strict=True)]

    def lay_on(self, stretch: Sequence[float]) -> Shift | None:
        """Where a pulse lies best over the usual one.

        Parameters
        ----------
        stretch
            The wave about the middle of its upstroke, as in `learn`, as far as it has come.

        Returns
        -------
        Shift or None
            None while no usual pulse is known, for too short a stretch, and for a wave that does
            not lie on it within 30 ms.

        Notes
        -----
        Least squares of `slopes = size * (usual - shift * change of usual)`, with size and shift
        free. A level, and a drift that is slow beside the pulse, leave no trace in the slopes.

        References
        ----------
        Woody, Med Biol Eng 5 (1967) 539-554 (alignment to a running mean); Aitken, Proc R Soc
        Edinburgh 55 (1935) 42-48 (differences of a random walk are independent).
        """
        slopes = [after - before for before, after in pairwise(stretch)]
        count = len(slopes)
        if self._pulses < _FIRST_PULSES or count < SLOPES_BEFORE + _FEWEST_AFTER:
            return None
        usual = self._mean
        last = len(usual) - 1
        change = [
            (usual[min(place + 1, last)] - usual[max(place - 1, 0)])
            / (min(place + 1, last) - max(place - 1, 0))
            for place in range(count)
        ]
        usual = usual[:count]
        usual_usual = _product(usual, usual)
        usual_change = _product(usual, change)
        change_change = _product(change, change)
        slopes_usual = _product(slopes, usual)
        slopes_change = _product(slopes, change)
        spread = usual_usual * change_change - usual_change * usual_change
        if not spread > 0.0:
            return None
        size = (change_change * slopes_usual - usual_change * slopes_change) / spread
        turn = (usual_usual * slopes_change - usual_change * slopes_usual) / spread
        if not size > 0.0 or not abs(turn) <= _FARTHEST_POINTS * size:
            return None
        left = [
            slope - size * one - turn * other
            for slope, one, other in zip(slopes, usual, change, strict=True)
        ]
        variance = _product(left, left) * _ALIKE_POINTS / (count - 2)
        return Shift(-turn / size, math.sqrt(variance * usual_usual / spread) / size)


def _product(left: Sequence[float], right: Sequence[float]) -> float:
    return float(sum(map(mul, left, right)))
