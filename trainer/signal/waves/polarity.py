"""Which way up a pulse wave is: it rises faster than it falls.

Sensors that measure the light which comes back show less of it with each pulse (MAX3010x), others
turn that round on the board (PulseSensor). A wave that rises and falls alike is no pulse.
"""

from __future__ import annotations

from collections import deque
from statistics import median

__all__ = ["Polarity"]

_BLOCK_POINTS = 100
_POOLED_BLOCKS = 3
_REMEMBERED = 5
"""The skewness is that of 3 s, and of the last five such (a new one every second) the median: a
jolt is in three of them at the most."""


class Polarity:
    """Skewness of the first difference of the smoothed wave, 100 points a second."""

    def __init__(self) -> None:
        self._skews: deque[float] = deque(maxlen=_REMEMBERED)
        self.restart()

    def restart(self) -> None:
        """Forget the wave: what comes next joins nothing before it."""
        self._blocks: deque[tuple[float, float, float]] = deque(maxlen=_POOLED_BLOCKS)
        self._skews.clear()
        self._latest: float | None = None
        self._differences: list[float] = []

    def push(self, value: float) -> bool:
        """Take in a point; True when the skewness was made anew."""
        latest, self._latest = self._latest, value
        if latest is None:
            return False
        self._differences.append(value - latest)
        if len(self._differences) < _BLOCK_POINTS:
            return False
        ones = self._differences
        self._differences = []
        self._blocks.append(
            (sum(ones), sum(one * one for one in ones), sum(one * one * one for one in ones))
        )
        if len(self._blocks) < _POOLED_BLOCKS:
            return False
        count = _BLOCK_POINTS * _POOLED_BLOCKS
        mean = sum(block[0] for block in self._blocks) / count
        square = sum(block[1] for block in self._blocks) / count
        cube = sum(block[2] for block in self._blocks) / count
        spread = square - mean * mean
        if spread > 1e-12 * square:
            third = cube - 3.0 * mean * square + 2.0 * mean**3
            self._skews.append(third / spread**1.5)
        else:
            self._skews.append(0.0)
        return True

    @property
    def skewness(self) -> float:
        """Positive for an upright pulse, negative for an inverted one, about 0 for neither."""
        return median(self._skews) if self._skews else 0.0
