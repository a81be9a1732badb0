"""Which pace each breath of a session has: the plan's, and what it was changed to on the way.

A pace changes only where one breath ends and the next begins. There the belly stands still, with
neither speed nor acceleration (`trainer.timeline.fullness_of_phase`), so nothing jumps, not even
a derivative; and every breath is whole, as sound, figures and exports need it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.plan import FASTEST_PER_MIN, SLOWEST_PER_MIN, Pace

__all__ = ["PaceChange", "PaceFrom", "breath_at", "into_s_at", "part_of", "stepped"]

_STEP_PER_MIN = 0.5


@dataclass(frozen=True, slots=True)
class PaceFrom:
    """A pace, and the breath from which it holds."""

    breath: int
    """Counted from 0 within the paced breathing."""
    begin_s: float
    """Seconds of paced breathing at the begin of that breath."""
    pace: Pace


@dataclass(frozen=True, slots=True)
class PaceChange:
    """A wish for another pace, and what came of it."""

    at_s: float
    """When it was made, on the session clock."""
    breaths_per_min: float
    """What is breathed from the next breath on."""
    is_slower: bool
    has_changed: bool
    """False at the slowest and the fastest pace, and where too little is left to change."""


def breath_at(parts: Sequence[PaceFrom], into_s: float) -> float:
    """Breaths since paced breathing began (2.4: in the third), after so many seconds of it.

    Parameters
    ----------
    parts
        The paces in their order; the first holds from breath 0.
    into_s
        Seconds of paced breathing, 0 or more.
    """
    part = parts[0]
    for later in parts[1:]:
        if into_s < later.begin_s:
            # Rounding must not let the last breath of a pace run over its end.
            last = math.nextafter(later.breath, 0.0)
            return min(last, part.breath + (into_s - part.begin_s) / part.pace.breath_s)
        part = later
    return part.breath + (into_s - part.begin_s) / part.pace.breath_s


def into_s_at(parts: Sequence[PaceFrom], breath: float) -> float:
    """Seconds of paced breathing after so many breaths; the inverse of `breath_at`."""
    part = part_of(parts, breath)
    return part.begin_s + (breath - part.breath) * part.pace.breath_s


def part_of(parts: Sequence[PaceFrom], breath: float) -> PaceFrom:
    """The part that a breath, or a moment of it, belongs to."""
    found = parts[0]
    for later in parts[1:]:
        if breath < later.breath:
            break
        found = later
    return found


def stepped(pace: Pace, *, is_slower: bool) -> Pace:
    """The next pace on a scale of half breaths a minute; the same one at the end of the scale."""
    steps = pace.breaths_per_min / _STEP_PER_MIN
    # From between two steps the nearer one in that direction: 5.8 goes down to 5.5, up to 6.
    step = math.ceil(steps - 1e-9) - 1 if is_slower else math.floor(steps + 1e-9) + 1
    breaths_per_min = min(max(step * _STEP_PER_MIN, SLOWEST_PER_MIN), FASTEST_PER_MIN)
    return Pace(breaths_per_min, pace.inhale_share)
