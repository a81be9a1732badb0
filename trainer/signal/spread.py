"""How far this person's beats usually stray from a prediction: a learnt, bounded scale."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque
from dataclasses import dataclass

import numpy as np

from trainer.signal.arrays import FloatArray, IntArray

__all__ = ["WINDOW_BEATS", "LearntSpread", "SpreadBounds", "scales_along"]

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
        self._rescale()

    def learn_run(self, deviations: list[float]) -> None:
        """Take in one or more, oldest first: as if each had been learnt by itself."""
        latest = self._latest
        latest.extend(deviations[-WINDOW_BEATS:])
        while len(latest) > WINDOW_BEATS:
            latest.popleft()
        self._sorted = sorted(latest)
        self._rescale()

    @property
    def latest(self) -> list[float]:
        """The deviations that the scale rests on, oldest first; `WINDOW_BEATS` at most."""
        return list(self._latest)

    @property
    def is_full(self) -> bool:
        """True when it has as many as it ever holds."""
        return len(self._latest) == WINDOW_BEATS

    def _rescale(self) -> None:
        bounds, ranked = self._bounds, self._sorted
        count = len(ranked)
        asked = max(
            ranked[count // 2] / bounds.quantile_50,
            ranked[3 * count // 4] / bounds.quantile_75,
            ranked[9 * count // 10] / bounds.quantile_90,
        )
        self.scale = min(bounds.highest, max(bounds.lowest, asked))


def scales_along(
    bounds: SpreadBounds, deviations: FloatArray, chosen: IntArray | None = None
) -> FloatArray:
    """Scale of a `LearntSpread` after each of many deviations, from the 61st on.

    Parameters
    ----------
    bounds
        As of the spread.
    deviations : shape (n,)
        All that it learns, oldest first, at least `WINDOW_BEATS`.
    chosen
        Which of the scales, from 0; None for all.

    Returns
    -------
    shape (n - 60,), or that of chosen
        The same numbers, to the last digit, as from learning one by one.
    """
    windows = np.lib.stride_tricks.sliding_window_view(deviations, WINDOW_BEATS)
    ranked = np.sort(windows if chosen is None else windows[chosen], axis=1)
    asked = np.maximum(
        ranked[:, WINDOW_BEATS // 2] / bounds.quantile_50,
        np.maximum(
            ranked[:, 3 * WINDOW_BEATS // 4] / bounds.quantile_75,
            ranked[:, 9 * WINDOW_BEATS // 10] / bounds.quantile_90,
        ),
    )
    scales: FloatArray = np.minimum(bounds.highest, np.maximum(bounds.lowest, asked))
    return scales
