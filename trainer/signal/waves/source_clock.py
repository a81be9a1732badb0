"""The clock of a slow source behind a faster line, from the moments at which its value changed.

Each change says only that the source made its value after the last sample with the old one and not
after the first with the new one. A line through many such spans is far better known than any.
"""

from __future__ import annotations

__all__ = ["SourceClock"]

_REMEMBERED = 60
"""Changes that the line rests on: two seconds of a camera."""
_FEWEST = 20
_KNOWN = 10
"""A period that is given counts as much as so many changes."""
_BEYOND_SHARE = 0.1
"""A made-up time may lie so far outside its span, by its length, and still be in it."""
_STEADY_SHARE = 0.97
_UNSTEADY_SHARE = 0.87
"""Share of the last changes in whose span the line lies from which the source keeps a steady time,
and below which no longer."""
_INSIDE_SHARE = 0.05
"""No observation is set to the very beginning of its span, where the sample before it stands."""


class SourceClock:
    """A line through the times of a source's observations, in constant time each.

    Parameters
    ----------
    period_s
        About how far apart they are.

    Notes
    -----
    Least squares with a memory that grows to sixty changes and then fades, in its recursive form
    (the expanding-memory polynomial filter of first degree: Morrison, Introduction to Sequential
    Smoothing and Prediction, 1969). Departs from it: the period begins as if ten changes had told
    it. Periods without a change are counted by the line itself.
    """

    def __init__(self, period_s: float) -> None:
        self.period_s = period_s
        """How far apart observations are."""
        self.is_steady = False
        """True while the line lies where the changes say it must."""
        self.has_failed = False
        """True once it does not: to be begun anew."""
        self._line_s: float | None = None
        self._changes = 0
        self._inside = 0.0
        self._passed = 0

    def take(self, after_s: float, until_s: float) -> tuple[list[float], float]:
        """When observations that did not show were made, and when the new value was.

        Parameters
        ----------
        after_s
            Stamp of the last sample that had the old value.
        until_s
            Stamp of the first one that has the new value.
        """
        middle_s = 0.5 * (after_s + until_s)
        if self._line_s is None:
            self._line_s, self._changes = middle_s, 1
            return [], middle_s
        periods = max(1, round((middle_s - self._line_s) / self.period_s))
        due_s = self._line_s + periods * self.period_s
        off_s = middle_s - due_s
        span_s = until_s - after_s
        self._changes = changes = min(self._changes + 1, _REMEMBERED)
        line_s = due_s + off_s * 2.0 * (2 * changes - 1) / (changes * (changes + 1))
        known = changes + _KNOWN
        self.period_s += off_s / periods * 6.0 / (known * (known + 1))
        self._line_s = line_s
        self._weigh(abs(line_s - middle_s) <= (0.5 + _BEYOND_SHARE) * span_s)
        unseen, self._passed = periods - self._passed - 1, 0
        made_s = min(max(line_s, after_s + _INSIDE_SHARE * span_s), until_s)
        return [line_s - period * self.period_s for period in range(unseen, 0, -1)], made_s

    def _weigh(self, is_inside: bool) -> None:
        """Decide whether the line is a clock's."""
        self._inside += (is_inside - self._inside) / self._changes
        if self.is_steady:
            self.has_failed = self._inside < _UNSTEADY_SHARE
        elif self._changes >= _FEWEST:
            self.is_steady = self._inside >= _STEADY_SHARE
            self.has_failed = self._changes == _REMEMBERED and not self.is_steady
        self.is_steady = self.is_steady and not self.has_failed

    def pass_until(self, until_s: float) -> list[float]:
        """Times of observations that were due by a time and showed no new value."""
        passed: list[float] = []
        if self._line_s is not None:
            while self._line_s + (self._passed + 1) * self.period_s <= until_s:
                self._passed += 1
                passed.append(self._line_s + self._passed * self.period_s)
        return passed
