"""When a gentle line stands beside the breath: a function of the breath, with no state."""

from __future__ import annotations

import math

from trainer.snapshot import SelfTalk
from trainer.timeline import Timeline

__all__ = ["self_talk_at"]

_FIRST_BREATH = 1
"""The line first comes with the out-breath of the second breath."""
_STAYS = 3
_RESTS = 3
_CYCLE = 1 + _STAYS + _RESTS
"""Breaths from line to line: one to fade in, three to stay, three to rest."""


def self_talk_at(timeline: Timeline, at_s: float) -> SelfTalk | None:
    """The line that is visible at a time, if any; fading in over an out-breath."""
    if timeline.is_paused_at(at_s):
        return None
    phase = timeline.breath_phase_at(at_s)
    if phase is None:
        return None
    pace = timeline.plan.pace
    line = math.floor((phase - _FIRST_BREATH - pace.inhale_share) / _CYCLE)
    if line < 0:
        return None
    begins = _FIRST_BREATH + line * _CYCLE + pace.inhale_share
    leaves = begins + 1.0 + _STAYS
    if phase >= leaves:
        return None
    quiet_s = timeline.plan.quiet_before_s
    return SelfTalk(
        line,
        timeline.clock_s(quiet_s + begins * pace.breath_s),
        timeline.clock_s(quiet_s + leaves * pace.breath_s),
        (1.0 - pace.inhale_share) * pace.breath_s,
    )
