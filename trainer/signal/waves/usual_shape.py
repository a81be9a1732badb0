"""How much a beat looks like the ones before it: noise does not repeat itself, a heart does."""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["UsualShape"]

_LEARNT_SHARE = 0.15
"""Weight of the newest beat: the shape follows a change of posture within about ten beats."""
_FIRST_BEATS = 3
_UNLIKE = 0.60
"""A shape of so few beats that does not foretell the next one is a jolt's; it is put away."""


class UsualShape:
    """A running mean of the wave about a beat, each brought to the same level and size.

    Parameters
    ----------
    points
        Length of a whole stretch.
    fewest
        A stretch with its end missing is compared when it has so many.
    """

    def __init__(self, points: int, fewest: int) -> None:
        self._points = points
        self._fewest = fewest
        self._mean: list[float] | None = None
        self._beats = 0

    def compare(self, stretch: Sequence[float]) -> float | None:
        """Correlation with the usual shape, -1 to 1, and learn from it.

        Returns
        -------
        float or None
            None for the first one, and for a stretch that is too short or level.
        """
        if len(stretch) < self._fewest:
            return None
        newest = _levelled(stretch)
        if newest is None:
            return None
        mean = self._mean
        is_whole = len(stretch) == self._points
        usual = _levelled(mean[: len(newest)]) if mean is not None else None
        if mean is None or usual is None:
            if is_whole:
                self._mean, self._beats = newest, 1
            return None
        likeness = sum(a * b for a, b in zip(usual, newest, strict=True)) / len(newest)
        if is_whole:
            if self._beats < _FIRST_BEATS and likeness < _UNLIKE:
                self._mean, self._beats = newest, 1
            else:
                self._beats += 1
                share = max(_LEARNT_SHARE, 1.0 / self._beats)
                self._mean = [a + share * (b - a) for a, b in zip(mean, newest, strict=True)]
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
