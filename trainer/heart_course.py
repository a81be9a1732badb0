"""The heart over a whole session in a bounded number of points: for one look at its end."""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["CoursePoint", "HeartCourse"]

_FINEST_S = 0.125
"""So short that no heart beats twice in it: until spans are doubled, a point is a beat."""
MOST_POINTS = 1200
"""Twice as many as a picture has columns for; a day of beats takes no more than twenty minutes."""


@dataclass(frozen=True, slots=True)
class CoursePoint:
    """The heart in one short span of a session."""

    at_s: float
    """Middle of the span, on the session clock."""
    span_s: float
    lowest_bpm: float
    highest_bpm: float
    """Heart rate of the slowest and the fastest accepted interval that ended in the span."""


class HeartCourse:
    """Lowest and highest heart rate of every span; spans are doubled when there are too many."""

    def __init__(self) -> None:
        self._span_s = _FINEST_S
        self._spans: dict[int, tuple[float, float]] = {}

    def take(self, beat_s: float, rr_ms: float) -> None:
        """Count an accepted beat in, at its time and with the interval that ended there."""
        rate_bpm = 60_000.0 / rr_ms
        self._widen(math.floor(beat_s / self._span_s), rate_bpm, rate_bpm)
        if len(self._spans) > MOST_POINTS:
            halves, self._spans = self._spans, {}
            self._span_s *= 2.0
            for number, (lowest_bpm, highest_bpm) in halves.items():
                self._widen(number // 2, lowest_bpm, highest_bpm)

    def _widen(self, number: int, lowest_bpm: float, highest_bpm: float) -> None:
        low_bpm, high_bpm = self._spans.get(number, (lowest_bpm, highest_bpm))
        self._spans[number] = min(low_bpm, lowest_bpm), max(high_bpm, highest_bpm)

    def points(self) -> tuple[CoursePoint, ...]:
        """Every span in which a beat was accepted, oldest first."""
        return tuple(
            CoursePoint((number + 0.5) * self._span_s, self._span_s, *self._spans[number])
            for number in sorted(self._spans)
        )
