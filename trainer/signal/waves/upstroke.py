"""When a pulse wave arrived: the middle of its upstroke, between two points.

Of all the points of a pulse wave (foot, steepest slope, tangents, peak) the middle in height is the
one whose time is the steadiest: Peralta 2019 (doi 10.1088/1361-6579/ab009b), and Pelaez-Coca
2022 for coarsely sampled waves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Upstroke", "upstroke"]

_FOOT_POINTS = 25
"""The foot is looked for in the 250 ms before the steepest point: no upstroke takes longer, and
what lies before may be the drift of the last pulse's end."""


@dataclass(frozen=True, slots=True)
class Upstroke:
    """One rise of the wave from a foot to a peak."""

    middle: float
    """Where it is half way up, in points from the beginning of the stretch."""
    height: float
    """From foot to peak, in the unit of the signal."""
    points: int
    """From the foot to the peak."""


def upstroke(stretch: Sequence[float]) -> Upstroke | None:
    """Middle and height of the rise that ends at the last point of a stretch.

    Parameters
    ----------
    stretch
        Points of the smoothed wave, 100 a second, from a low to the next high.

    Returns
    -------
    Upstroke or None
        None for fewer than three points or without a rise.
    """
    last = len(stretch) - 1
    if last < 2:
        return None
    slopes = [stretch[place + 1] - stretch[place] for place in range(last)]
    steepest = slopes.index(max(slopes))
    begin = max(0, steepest - _FOOT_POINTS)
    low = min(stretch[begin : steepest + 1])
    foot = begin + stretch[begin : steepest + 1].index(low)
    height = stretch[last] - low
    if not height > 0.0:
        return None
    half = low + 0.5 * height
    for place in range(last, foot, -1):
        below, above = stretch[place - 1], stretch[place]
        if below < half <= above:
            middle = place - 1 + (half - below) / (above - below)
            return Upstroke(middle, height, last - foot)
    return None
