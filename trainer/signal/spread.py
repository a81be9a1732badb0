"""How far this person's beats usually stray from a prediction: a learnt, bounded scale."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque
from dataclasses import dataclass

__all__ = ["LearntSpread", "SpreadBounds"]

WINDOW_BEATS = 61
"""About a minute: several breaths at the slowest pace, yet it follows a person who settles."""
PRIOR_BEATS = 8
"""Weight of the prior: a few beats outvote it, one odd first beat does not."""


@dataclass(frozen=True, slots=True)
class SpreadBounds:
    """Limits of a spread and the shape of its distribution, all as changes of log RR.

    The quantiles are those of the absolute deviation when the scale is 1.
    """

    prior: float
    lowest: float
    highest: float
    quantile_50: float
    quantile_75: float
    quantile_90: float


class LearntSpread:
    """Scale of the deviations of the latest accepted beats; constant cost per beat.

    Parameters
    ----------
    bounds
        Where the scale starts and what it never leaves.

    Notes
    -----
    The scale is the largest of the three that the median, the upper quartile and the upper
    tenth of the absolute deviations ask for. The median alone is blind for a person whose
    heart turns sharply once per breath and runs smoothly in between; the quantiles together
    still ignore the odd artifact that was taken for a beat.

    The upper bound is what keeps a bad recording from opening the gate: a threshold of
    Lipponen and Tarvainen (J Med Eng Technol 43 (2019) 173-181) grows with the artifacts
    themselves and at one in ten loses a fifth of them. Departs from that source: three
    quantiles instead of the quartile deviation, past accepted beats only instead of 91 beats
    around, and bounds.
    """

    __slots__ = ("_bounds", "_latest", "_sorted", "scale")

    def __init__(self, bounds: SpreadBounds) -> None:
        self._bounds = bounds
        # Deviations spread evenly from 0 to 2.4 scales have an upper quartile and an upper
        # tenth close to those of the distribution that they stand for.
        self._sorted = [
            bounds.prior * 2.4 * (step + 0.5) / PRIOR_BEATS for step in range(PRIOR_BEATS)
        ]
        self._latest: deque[float] = deque(self._sorted)
        self.scale = bounds.prior
        """One scale, as a change of log RR."""

    def learn(self, deviation: float) -> None:
        """Take in the absolute deviation of one accepted beat, as a change of log RR."""
        ranked = self._sorted
        self._latest.append(deviation)
        insort(ranked, deviation)
        if len(self._latest) > WINDOW_BEATS:
            del ranked[bisect_left(ranked, self._latest.popleft())]
        bounds = self._bounds
        count = len(ranked)
        asked = max(
            ranked[count // 2] / bounds.quantile_50,
            ranked[3 * count // 4] / bounds.quantile_75,
            ranked[9 * count // 10] / bounds.quantile_90,
        )
        self.scale = min(bounds.highest, max(bounds.lowest, asked))
