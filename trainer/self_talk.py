"""When a gentle line stands beside the breath: a function of the breath, with no state."""

from __future__ import annotations

import math
from dataclasses import dataclass

from trainer.snapshot import SelfTalk
from trainer.timeline import Timeline

__all__ = ["CALM_TALK", "USUAL_TALK", "TalkRhythm", "self_talk_at"]


@dataclass(frozen=True, slots=True)
class TalkRhythm:
    """How the lines come and go, in breaths; one is gone before the next one comes."""

    first: int = 1
    """The first line comes with the out-breath of this breath; 1 is the second one."""
    stays: int = 3
    rests: int = 3

    @property
    def cycle(self) -> int:
        """From line to line: one breath to fade in, some to stay, some to rest."""
        return 1 + self.stays + self.rests


USUAL_TALK = TalkRhythm()
CALM_TALK = TalkRhythm(first=0, stays=2, rests=1)
"""The calm minutes have nothing else to say: the first line comes with the first out-breath."""


def self_talk_at(
    timeline: Timeline, at_s: float, rhythm: TalkRhythm = USUAL_TALK
) -> SelfTalk | None:
    """The line that is visible at a time, if any; fading in over an out-breath."""
    if timeline.is_paused_at(at_s):
        return None
    phase = timeline.breath_phase_at(at_s)
    if phase is None:
        return None
    pace = timeline.plan.pace
    line = math.floor((phase - rhythm.first - pace.inhale_share) / rhythm.cycle)
    if line < 0:
        return None
    begins = rhythm.first + line * rhythm.cycle + pace.inhale_share
    leaves = begins + 1.0 + rhythm.stays
    if phase >= leaves:
        return None
    return SelfTalk(
        line,
        timeline.breath_clock_s(begins),
        timeline.breath_clock_s(leaves),
        (1.0 - pace.inhale_share) * timeline.pace_of(begins).breath_s,
    )
