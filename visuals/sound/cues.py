"""When something is to sound, as a function of the timeline; no clock and no memory."""

from __future__ import annotations

import math
from dataclasses import dataclass

from trainer.timeline import Timeline
from visuals.sound.side import Side
from visuals.sound.signs import COUNT_FROM

__all__ = ["Half", "count_at", "half_at"]


@dataclass(frozen=True, slots=True)
class Half:
    """Half of a breath, and where in it a moment lies."""

    breath: int
    """Counted from 0 within a session."""
    side: Side
    into_s: float
    left_s: float

    @property
    def key(self) -> tuple[int, Side]:
        """Which half it is, whatever the moment."""
        return self.breath, self.side


def half_at(timeline: Timeline, at_s: float) -> Half | None:
    """The half of a breath that is asked for at a time; None where none is, or while paused."""
    if timeline.is_paused_at(at_s):
        return None
    phase = timeline.breath_phase_at(at_s)
    if phase is None:
        return None
    breath = math.floor(phase)
    pace = timeline.pace_of(breath)
    into_s = (phase - breath) * pace.breath_s
    inhale_s = pace.inhale_share * pace.breath_s
    if into_s < inhale_s:
        return Half(breath, Side.IN, into_s, inhale_s - into_s)
    return Half(breath, Side.OUT, into_s - inhale_s, pace.breath_s - into_s)


def count_at(timeline: Timeline, at_s: float) -> int | None:
    """How many seconds are still counted before the first breath; None where nothing is counted.

    A quiet time that is hardly longer than the count has none.
    """
    quiet_s = timeline.plan.quiet_before_s
    if quiet_s < 2.0 * COUNT_FROM or timeline.is_paused_at(at_s):
        return None
    number = math.ceil(quiet_s - timeline.elapsed_s(at_s))
    return number if 1 <= number <= COUNT_FROM else None
