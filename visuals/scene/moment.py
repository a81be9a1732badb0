"""What the picture needs to know of a moment: the breath, its words and how far they have faded.

A function of the timeline and the time only; no clock and no memory.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

from trainer.plan import Stage
from trainer.timeline import Timeline, fullness_of_phase

_WORD_FADE_S = 0.25
"""Change of the phase word: half for the old one to go, half for the new one to come."""
_REST_FADE_S = 4.0
"""The figure comes to rest, and leaves it, over this time at the ends of a quiet minute."""
_RING_GOES_S = 2.0
"""The ring of the first quiet minute goes dark over this time, before the breath takes it over."""
_REST = 0.10
"""Fullness of the belly at rest: neither asked to be empty nor full."""
_LIVING = 0.035
"""Greatest deviation of the living movement at rest: too small and irregular to follow."""


class Asked(Enum):
    """What is asked of the person."""

    IN = "in"
    OUT = "out"
    NOTHING = "nothing"
    """A quiet minute."""
    PAUSE = "pause"
    END = "end"


@dataclass(frozen=True, slots=True)
class Moment:
    """The breath and its words at one time."""

    asked: Asked
    before: Asked
    """What was asked before; its word fades out before the new one fades in."""
    faded_in: float
    """How far the change of the word is, 0 to 1: the old one is gone at a half."""
    fullness: float
    """Of the belly, 0 to 1."""
    ring: float
    """Share of the ring that is lit, 0 to 1."""
    into_s: float
    """Seconds since the in-breath or out-breath began; 0 where there is none."""
    length_s: float
    """Seconds that it takes; 0 where there is none."""
    other_s: float = 0.0
    """Seconds that the other half of the breath takes."""
    ring_light: float = 1.0
    """How much of its light the ring has, 0 to 1."""

    @property
    def is_paced(self) -> bool:
        """True where the ring follows a breath, also while that breath is paused."""
        return self.length_s > 0.0


def moment_at(timeline: Timeline, at_s: float) -> Moment:
    """Everything about the breath at a time."""
    is_paused = timeline.paused_since_s is not None and at_s >= timeline.paused_since_s
    phase = timeline.breath_phase_at(at_s)
    if phase is None:
        return _unpaced(timeline, at_s, is_paused)
    pace = timeline.pace_of(phase)
    within = phase % 1.0
    fullness = fullness_of_phase(phase, pace.inhale_share)
    in_s = pace.breath_s * pace.inhale_share
    if within < pace.inhale_share:
        asked, before = Asked.IN, Asked.OUT if phase >= 1.0 else Asked.NOTHING
        into_s, length_s = within * pace.breath_s, in_s
        if phase < 1.0 and timeline.plan.quiet_before_s <= 0.0:
            before = Asked.IN
    else:
        asked, before = Asked.OUT, Asked.IN
        into_s, length_s = within * pace.breath_s - in_s, pace.breath_s - in_s
    faded_in = into_s / _WORD_FADE_S
    if is_paused and timeline.paused_since_s is not None:
        before, asked = asked, Asked.PAUSE
        faded_in = (at_s - timeline.paused_since_s) / _WORD_FADE_S
    return Moment(
        asked,
        before,
        min(1.0, faded_in),
        fullness,
        fullness,
        into_s,
        length_s,
        pace.breath_s - length_s,
    )


def _unpaced(timeline: Timeline, at_s: float, is_paused: bool) -> Moment:
    # A picture may be asked for a moment before the session's first.
    elapsed_s = max(0.0, timeline.elapsed_s(at_s))
    pace = timeline.pace_of(0.0)
    if elapsed_s == 0.0 and timeline.plan.quiet_before_s <= 0.0:
        in_s = pace.breath_s * pace.inhale_share
        return Moment(Asked.IN, Asked.IN, 1.0, 0.0, 0.0, 0.0, in_s, pace.breath_s - in_s)
    for stage, begin_s, end_s in timeline.plan.stages:
        if stage is Stage.BREATHING or not begin_s <= elapsed_s < end_s:
            continue
        into_s = elapsed_s - begin_s
        still = min(1.0, into_s / _REST_FADE_S, (end_s - elapsed_s) / _REST_FADE_S)
        still = still * still * (3.0 - 2.0 * still)
        fullness = still * (_REST + _LIVING * _wander(elapsed_s))
        asked, before = Asked.NOTHING, Asked.NOTHING
        if stage is Stage.QUIET_AFTER:
            before = Asked.OUT
        faded_in = into_s / _WORD_FADE_S
        if is_paused and timeline.paused_since_s is not None:
            asked, before = Asked.PAUSE, Asked.NOTHING
            faded_in = (at_s - timeline.paused_since_s) / _WORD_FADE_S
        ring, light = into_s / (end_s - begin_s), 1.0
        if stage is Stage.QUIET_BEFORE:
            light = min(1.0, (end_s - elapsed_s) / _RING_GOES_S)
        return Moment(asked, before, min(1.0, faded_in), fullness, ring, 0.0, 0.0, ring_light=light)
    return Moment(Asked.END, Asked.END, 1.0, 0.0, 1.0, 0.0, 0.0)


def _wander(at_s: float) -> float:
    """Slow movement without a period that a person could fall in with, -1 to 1."""
    # Periods of 7.3, 11.9 and 4.1 s share no common multiple within an hour.
    return (
        0.5 * math.sin(2 * math.pi * at_s / 7.3)
        + 0.3 * math.sin(2 * math.pi * at_s / 11.9 + 1.0)
        + 0.2 * math.sin(2 * math.pi * at_s / 4.1 + 2.0)
    )
