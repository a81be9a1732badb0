"""Even cells made smooth: running means that take mains hum and lamp flicker away.

A running mean has linear phase: it delays every wave by the same time, which is taken off the
stamps. So the shape of a pulse is kept and no time depends on the heart rate.
"""

from __future__ import annotations

from collections import deque

from trainer.signal.waves.even_grid import CELLS_PER_S, Cell

__all__ = ["HumFree"]

_CELLS_50_HZ = 6
_CELLS_60_HZ = 5


class HumFree:
    """Three running means, of 20 ms, of 16.7 ms and of a width of one's own.

    Parameters
    ----------
    every
        A point is given every so many cells (of 1/300 s).
    width
        Points that the last mean runs over.
    """

    def __init__(self, every: int, width: int) -> None:
        self.points_per_s = CELLS_PER_S / every
        self._every = every
        self._first: deque[float] = deque(maxlen=_CELLS_50_HZ)
        self._second: deque[float] = deque(maxlen=_CELLS_60_HZ)
        self._third: deque[float] = deque(maxlen=width)
        self._width = width
        # A mean over n steps is late by (n - 1) / 2 steps, and a cell by half of itself.
        cells = 0.5 + (_CELLS_50_HZ - 1) / 2.0 + (_CELLS_60_HZ - 1) / 2.0
        self.delay_s = (cells + every * (width - 1) / 2.0) / CELLS_PER_S
        """How long ago it is what a point shows when its last cell has come."""

    def push(self, cell: Cell) -> tuple[int, float] | None:
        """Number and value of the point that this cell completes, if it does.

        The moment that a point shows is its number over `points_per_s`, less `delay_s`.
        """
        end, mean = cell
        first, second, third = self._first, self._second, self._third
        first.append(mean)
        if len(first) < _CELLS_50_HZ:
            return None
        second.append(sum(first) / _CELLS_50_HZ)
        if len(second) < _CELLS_60_HZ or end % self._every:
            return None
        third.append(sum(second) / _CELLS_60_HZ)
        if len(third) < self._width:
            return None
        return end // self._every, sum(third) / self._width

    def moment_s(self, number: int) -> float:
        """When it was what the point of this number shows, on the clock of the stamps."""
        return number / self.points_per_s - self.delay_s

    def restart(self) -> None:
        """Forget the samples: what comes next joins nothing before it."""
        self._first.clear()
        self._second.clear()
        self._third.clear()
