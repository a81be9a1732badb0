"""How much a pulse looks like the ones before it: noise does not repeat itself, a heart does."""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["SHAPE_AFTER", "SHAPE_BEFORE", "PulseShape"]

SHAPE_BEFORE = 25
"""Points of 10 ms before the middle of the upstroke: the end of the pulse before, and the foot."""
SHAPE_AFTER = 9
"""Points after it: as many as are known when most peaks have passed."""

_LEAST_POINTS = SHAPE_BEFORE + 4
_LEARNT_SHARE = 0.15
"""Weight of the newest pulse: the shape follows a change of posture within about ten beats."""


class PulseShape:
    """A running mean of the upstrokes, each brought to the same level and size."""

    def __init__(self) -> None:
        self._mean: list[float] | None = None

    def compare(self, points: Sequence[float]) -> float | None:
        """Correlation with the usual shape, -1 to 1, and learn from it.

        Parameters
        ----------
        points
            The wave about the middle of the upstroke, 10 ms apart, from `SHAPE_BEFORE` points
            before it to at most `SHAPE_AFTER` after it.

        Returns
        -------
        float or None
            None for the first one, and for a stretch that is too short or level.
        """
        if len(points) < _LEAST_POINTS:
            return None
        newest = _levelled(points)
        if newest is None:
            return None
        mean = self._mean
        if mean is None:
            if len(points) == SHAPE_BEFORE + SHAPE_AFTER:
                self._mean = newest
            return None
        usual = _levelled(mean[: len(newest)])
        if usual is None:
            self._mean = None
            return None
        likeness = sum(a * b for a, b in zip(usual, newest, strict=True)) / len(newest)
        if len(newest) == len(mean):
            self._mean = [a + _LEARNT_SHARE * (b - a) for a, b in zip(mean, newest, strict=True)]
        return likeness


def _levelled(points: Sequence[float]) -> list[float] | None:
    """Return the points with mean 0 and variance 1; None when they do not vary."""
    count = len(points)
    level = sum(points) / count
    apart = [point - level for point in points]
    size = math.sqrt(sum(point * point for point in apart) / count)
    if not size > 0.0:
        return None
    return [point / size for point in apart]
