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

BRIDGED_S = 0.1
"""From this distance between two samples on, what lies between is a guess: a slow sensor of
25 Hz may lose one sample. A line is drawn, and a beat on it is marked."""

HOLE_S = 0.5
"""From this distance on nothing is drawn: what comes next begins anew."""

_BACKWARD_RUN = 50
"""So many stamps in a row that lie before the latest are a clock that was set back (a board that
started again), not late packets."""

_FARTHEST_S = 1e9
_LARGEST = 1e12
"""Beyond these no clock and no converter counts; they would only overflow."""

Cell = tuple[int, float]
"""Number of the cell's end, counted in 1/300 s from stamp 0, and the mean of the signal in it."""


class EvenGrid:
    """Means of the line through the samples, cell by cell, in constant memory.

    Never raises: a sample that is no number, or whose stamp is not after the one before, is
    counted in `passed_over` and leaves no trace.
    """

    def __init__(self) -> None:
        self.passed_over = 0
        """Samples that could not be used."""
        self.holes = 0
        """Times that the series began anew after a hole or a clock that was set back."""
        self.bridged_until_s = -math.inf
        """End of the last stretch without samples that was bridged by a line."""
        self._at_s: float | None = None
        self._value = 0.0
        self._end = 0
        self._area = 0.0
        self._is_partial = True
        self._backward = 0
        self._behind_s = -math.inf

    def push(self, at_s: float, value: float) -> tuple[Cell, ...] | None:
        """Cells that this sample completes; None when the series begins anew with it.

        Parameters
        ----------
        at_s
            The sample's stamp, in s.
        value
            The sample, in any unit.
        """
        if not (abs(at_s) <= _FARTHEST_S and abs(value) <= _LARGEST):
            self.passed_over += 1
            return ()
        last_s = self._at_s
        if last_s is None:
            self._begin(at_s, value)
            return None
        step_s = at_s - last_s
        if step_s <= 0.0:
            return self._go_back(at_s, value)
        self._backward = 0
        if step_s > HOLE_S:
            self.holes += 1
            self._begin(at_s, value)
            return None
        if step_s > BRIDGED_S:
            self.bridged_until_s = at_s
        return self._advance(at_s, value, last_s, (value - self._value) / step_s)

    def _go_back(self, at_s: float, value: float) -> tuple[Cell, ...] | None:
        self.passed_over += 1
        self._backward = self._backward + 1 if at_s > self._behind_s else 1
        self._behind_s = at_s
        if self._backward < _BACKWARD_RUN:
            return ()
        self.holes += 1
        self._begin(at_s, value)
        return None

    def _begin(self, at_s: float, value: float) -> None:
        self._at_s, self._value = at_s, value
        self._end = math.floor(at_s * CELLS_PER_S) + 1
        self._area = 0.0
        self._is_partial = True
        self._backward = 0
        self._behind_s = -math.inf

    def _advance(self, at_s: float, value: float, last_s: float, slope: float) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        from_s, from_value = last_s, self._value
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
        return tuple(cells)
