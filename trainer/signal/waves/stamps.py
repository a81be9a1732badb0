"""Whether a stamped sample joins the one before: the one place where bad stamps are met."""

from __future__ import annotations

import math
from enum import Enum

__all__ = ["Joining", "Stamps"]

_BACKWARD_RUN = 50
"""So many stamps in a row that lie before the latest are a clock that was set back (a board that
started again), not late packets."""

_FARTHEST_S = 1e9
_LARGEST = 1e12
"""Beyond these no clock and no converter counts; they would only overflow."""


class Joining(Enum):
    """What to do with a sample."""

    JOINS = "joins"
    """It follows the one before."""
    BEGINS = "begins"
    """It begins a new series: the first one, after a hole, or with a clock that was set back."""
    PASSED_OVER = "passed over"
    """No number, sent twice, or from before the latest: it leaves no trace."""


class Stamps:
    """Judges stamps; never raises.

    Parameters
    ----------
    hole_s
        From this distance on a sample begins a new series.
    """

    def __init__(self, hole_s: float) -> None:
        self._hole_s = hole_s
        self.passed_over = 0
        """Samples that could not be used."""
        self.holes = 0
        """Times that a series began anew."""
        self._latest_s: float | None = None
        self._backward = 0
        self._behind_s = -math.inf

    def judge(self, at_s: float, value: float) -> Joining:
        """Decide about a sample, in order of arrival."""
        if not (abs(at_s) <= _FARTHEST_S and abs(value) <= _LARGEST):
            self.passed_over += 1
            return Joining.PASSED_OVER
        latest_s = self._latest_s
        if latest_s is not None and at_s <= latest_s:
            self._backward = self._backward + 1 if at_s > self._behind_s else 1
            self._behind_s = at_s
            if self._backward < _BACKWARD_RUN:
                self.passed_over += 1
                return Joining.PASSED_OVER
        self._latest_s = at_s
        self._backward = 0
        self._behind_s = -math.inf
        if latest_s is None:
            return Joining.BEGINS
        if not latest_s < at_s <= latest_s + self._hole_s:
            self.holes += 1
            return Joining.BEGINS
        return Joining.JOINS
