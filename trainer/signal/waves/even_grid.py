"""Stamped samples of any rate made even: means over cells of 1/300 s.

300 cells a second, because 20 ms (one period of 50 Hz mains) are then 6 cells and 16.7 ms (60 Hz)
are 5, so that two plain means take both hums away with all their overtones. The stamps are
believed, never the rate that a board promises: real ones miss it by up to 10 %.
"""

from __future__ import annotations

import math

__all__ = ["CELLS_PER_S", "Cell", "EvenGrid"]

CELLS_PER_S = 300
"""See the module's docstring."""

Cell = tuple[int, float]
"""Number of the cell's end, counted in 1/300 s from stamp 0, and the mean of the signal in it."""


class EvenGrid:
    """Means of the line through the samples, cell by cell."""

    def __init__(self) -> None:
        self._at_s = 0.0
        self._value = 0.0
        self._end = 0
        self._area = 0.0
        self._is_partial = True

    def begin(self, at_s: float, value: float) -> None:
        """Begin a series: this sample joins nothing before it."""
        self._at_s, self._value = at_s, value
        self._end = math.floor(at_s * CELLS_PER_S) + 1
        self._area = 0.0
        self._is_partial = True

    def push(self, at_s: float, value: float) -> list[Cell]:
        """Cells that this sample completes; it lies after the one before."""
        cells: list[Cell] = []
        last_s = from_s = self._at_s
        from_value = self._value
        slope = (value - self._value) / (at_s - last_s)
        end_s = self._end / CELLS_PER_S
        while end_s <= at_s:
            end_value = self._value + slope * (end_s - last_s)
            self._area += 0.5 * (from_value + end_value) * (end_s - from_s)
            if not self._is_partial:
                cells.append((self._end, self._area * CELLS_PER_S))
            self._is_partial = False
            self._area = 0.0
            from_s, from_value = end_s, end_value
            self._end += 1
            end_s = self._end / CELLS_PER_S
        self._area += 0.5 * (from_value + value) * (at_s - from_s)
        self._at_s, self._value = at_s, value
        return cells
