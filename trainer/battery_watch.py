"""When a person hears of a strap's battery: once for each level, for a while, and no more.

A low battery is no fault of the beats: they are taken and judged as ever.
"""

from __future__ import annotations

import math

__all__ = ["BatteryWatch"]

LEVELS_PERCENT = (15, 9)
"""At the first there is time to buy one; under 10 % a strap may stop any day."""
TOLD_FOR_S = 30.0
"""Long enough to be read between two breaths."""


class BatteryWatch:
    """Watches one sensor's battery."""

    def __init__(self) -> None:
        self.percent: int | None = None
        """As it was told last; None before that."""
        self._levels_left: tuple[int, ...] = LEVELS_PERCENT
        self._told_s = -math.inf

    def take(self, percent: int, now_s: float) -> None:
        """Take in what the sensor told at a time on the session clock."""
        self.percent = percent
        left = tuple(level for level in self._levels_left if percent > level)
        if left != self._levels_left:
            self._levels_left = left
            self._told_s = now_s

    def notice_percent(self, at_s: float) -> int | None:
        """What to tell the person at a time, in percent; None where there is nothing new."""
        return self.percent if at_s - self._told_s < TOLD_FOR_S else None
