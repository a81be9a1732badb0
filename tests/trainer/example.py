"""A short guided session with a simulated heart: the inputs that several tests share."""

from __future__ import annotations

from functools import cache

from devices.readings import Beat, LinkChanged, LinkState, Reading, SensorDescription, SensorKind
from devices.simulated_heart import SimulatedHeart
from trainer.journal.entries import Entry
from trainer.plan import Pace, Plan
from trainer.session import Session
from trainer.timeline import Timeline

SENSOR = SensorDescription(SensorKind.SIMULATED, "Practice heart", 4)
PLAN = Plan(Pace(6.0), breathing_s=60.0, quiet_before_s=60.0, quiet_after_s=60.0)


@cache
def readings(seed: int = 4, until_s: float = 200.0) -> tuple[Reading, ...]:
    """Readings of a simulated person who follows the plan, lost seconds left out."""
    heart = SimulatedHeart(seed)
    heart.follow(Timeline(PLAN, 0.0).asked_fullness_at)
    found: list[Reading] = [LinkChanged(0.0, LinkState.WAITING)]
    state = LinkState.WAITING
    while (beat := heart.next_beat()).beat_s < until_s:
        now = LinkState.SILENT if beat.is_lost else LinkState.ARRIVING
        if now is not state:
            state = now
            found.append(LinkChanged(beat.beat_s, state))
        if not beat.is_lost:
            found.append(Beat(beat.beat_s, beat.beat_s, beat.rr_ms))
    return tuple(found)


def run(inputs: tuple[Reading, ...], plan: Plan = PLAN) -> tuple[Session, list[Entry]]:
    """A session that has taken the inputs one by one."""
    entries: list[Entry] = []
    session = Session(plan, SENSOR, 0.0, entries.append)
    for reading in inputs:
        session.step(reading.at_s, [reading])
    return session, entries
