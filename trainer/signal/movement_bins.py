"""Acceleration in even steps: samples of any rate, averaged into tenths of a second.

A breath is slow: a tenth of a second is enough of it, and what is averaged is quieter. What shakes
within a step is kept as one number. The memory is bounded; so is the work for each sample.
"""

from __future__ import annotations

import math

import numpy as np

from trainer.signal.arrays import FloatArray

__all__ = ["STEP_S", "MovementBins"]

STEP_S = 0.1
KEPT = 1000
"""Steps that are kept: 100 s, five breaths of 20 s."""
LONGEST_HOLE_S = 2.0
"""A hole up to this is drawn over; after a longer one everything begins anew. The slowest breath
moves little in that time."""
_ROUNDING = 1e-6
"""A sample on the edge of a step belongs to the later one, wherever zero is."""
MOST_MG = 20_000.0
"""No strap measures more; a larger number is none."""


class MovementBins:
    """The last 100 s of acceleration in steps of 0.1 s."""

    def __init__(self) -> None:
        self._rows = np.zeros((2 * KEPT, 4))
        self._filled = 0
        self._first_s = 0.0
        self._bin = 0
        self._sum = [0.0, 0.0, 0.0]
        self._sum_of_squares = 0.0
        self._count = 0
        self._last_s = -math.inf
        self.total = 0
        """Steps since the beginning, or since the last hole."""
        self.holes = 0
        """How often everything began anew."""

    @property
    def last_sample_s(self) -> float:
        """Time of the last sample, in s; minus infinity before the first."""
        return self._last_s

    def time_s(self, number: int) -> float:
        """Middle of a step, in s."""
        return self._first_s + (number + 0.5) * STEP_S

    def add(self, at_s: float, x_mg: float, y_mg: float, z_mg: float) -> int:
        """Take in one sample; gives how many steps it completed.

        Samples that are no numbers, impossible, or not after the one before are passed over.
        """
        size_mg = max(abs(x_mg), abs(y_mg), abs(z_mg))
        if not (math.isfinite(at_s) and at_s > self._last_s and size_mg <= MOST_MG):
            return 0
        if at_s - self._last_s > LONGEST_HOLE_S:
            self._begin(at_s)
        self._last_s = at_s
        number = math.floor((at_s - self._first_s) / STEP_S + _ROUNDING)
        completed = 0
        if number > self._bin:
            completed = self._complete(number)
        self._sum[0] += x_mg
        self._sum[1] += y_mg
        self._sum[2] += z_mg
        self._sum_of_squares += x_mg * x_mg + y_mg * y_mg + z_mg * z_mg
        self._count += 1
        return completed

    def latest(self, steps: int) -> FloatArray:
        """The last so many steps, shape (m, 3) in mg, oldest first; fewer if there are fewer."""
        return self._rows[max(0, self._filled - min(steps, KEPT)) : self._filled, :3]

    def shaking_mg(self, steps: int) -> float:
        """Root mean square of what moved within the last so many steps, in mg."""
        spread = self._rows[max(0, self._filled - min(steps, KEPT)) : self._filled, 3]
        return math.sqrt(float(spread.mean())) if spread.size else 0.0

    def _begin(self, at_s: float) -> None:
        if self._last_s > -math.inf:
            self.holes += 1
        self._first_s = at_s
        self._filled = self._bin = self._count = self.total = 0
        self._sum = [0.0, 0.0, 0.0]
        self._sum_of_squares = 0.0

    def _complete(self, number: int) -> int:
        """Close the step that was filled, and draw over the empty ones up to `number`."""
        mean = [value / self._count for value in self._sum]
        spread = self._sum_of_squares / self._count - sum(value * value for value in mean)
        row = np.array((*mean, max(0.0, spread)))
        before = self._rows[self._filled - 1] if self._filled else row
        steps = self._bin - self.total + 1
        for step in range(1, steps + 1):
            self._append(before + (row - before) * (step / steps))
        self._bin = number
        self._sum = [0.0, 0.0, 0.0]
        self._sum_of_squares = 0.0
        self._count = 0
        return steps

    def _append(self, row: FloatArray) -> None:
        if self._filled == 2 * KEPT:
            self._rows[:KEPT] = self._rows[KEPT:]
            self._filled = KEPT
        self._rows[self._filled] = row
        self._filled += 1
        self.total += 1
