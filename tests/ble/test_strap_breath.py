"""A known breath over the air: what the strap sends becomes the breath beside the pacer."""

from __future__ import annotations

import asyncio

import pytest

from devices.polar_kinds import PolarKind
from devices.readings import (
    LinkState,
    PacketReceived,
    PacketSource,
    SensorDescription,
    SensorKind,
    StreamChanged,
)
from tests.ble.lab import Ear, Lab
from tests.ble.rungs import ABOVE_BLEAK
from tests.ble.test_strap_link import hear
from tests.ble.virtual_polar import PolarTraits, VirtualPolar
from tests.ble.virtual_strap import StrapTraits, VirtualStrap
from tests.breathing_strap import follower, movement_packets
from trainer.plan import Pace, Plan
from trainer.session import Session
from trainer.signal.breath_side import BreathSide
from trainer.signal.breath_step import BreathInStep
from trainer.signal.figure import Withheld
from trainer.snapshot import OwnBreath
from trainer.timeline import Timeline

pytestmark = ABOVE_BLEAK

PLAN = Plan(Pace(8.0), breathing_s=600.0, quiet_before_s=0.0, quiet_after_s=0.0)
BREATHES = follower(Timeline(PLAN, 0.0).asked_fullness_at)
STREAM_HZ = 200.0
"""The fullest that the virtual strap offers, so that is what it is started at."""


def polar_of(strap: VirtualStrap) -> VirtualPolar:
    assert strap.polar is not None
    return strap.polar


async def stream(lab: Lab, strap: VirtualStrap, ear: Ear, seconds: float) -> None:
    """Send what a strap on this person measures from now on, in time, and a heart beside it."""
    polar = polar_of(strap)
    begin_s = ear.all_of(StreamChanged)[-1].at_s
    packets = movement_packets(BREATHES, begin_s, begin_s + seconds, rate_hz=STREAM_HZ)
    before_s = begin_s
    for number, packet in enumerate(packets):
        await lab.sleep(packet.at_s - before_s)
        before_s = packet.at_s
        await polar.send(packet.packet)
        if number % 5 == 0:
            await strap.send_beats(900.0)
    # What was sent is heard in turn.
    for _ in range(20):
        await asyncio.sleep(0)


def breath_after(ear: Ear) -> OwnBreath:
    """What a session makes of everything that was heard."""
    session = Session(PLAN, SensorDescription(SensorKind.STRAP, "Polar H10"))
    for reading in ear.readings:
        session.step(reading.at_s, [reading])
    breath = session.snapshot(session.now_s).own_breath
    assert breath is not None
    return breath


async def test_a_known_breath_comes_over_the_air_and_goes_with_the_pacer(lab: Lab) -> None:
    strap = await lab.strap(StrapTraits(polar=PolarTraits()))
    async with lab.listening(strap, wanted=frozenset({PolarKind.ACCELERATION})) as ear:
        await ear.until(lambda: bool(ear.all_of(StreamChanged)))
        await stream(lab, strap, ear, 50.0)
        breath = breath_after(ear)
    assert breath.rate.value == pytest.approx(8.0, abs=0.3)
    assert breath.side is BreathSide.PACER
    assert isinstance(breath.in_step, BreathInStep)
    assert breath.in_step.is_in_step
    shown = [point for point in breath.course if point.fullness is not None]
    errors = sorted(abs((point.fullness or 0.0) - BREATHES(point.at_s)) for point in shown[50:])
    assert errors[round(0.95 * len(errors))] < 0.15


async def test_after_a_lost_link_the_breath_is_learnt_anew(lab: Lab) -> None:
    strap = await lab.strap(StrapTraits(polar=PolarTraits()))
    async with lab.listening(strap, wanted=frozenset({PolarKind.ACCELERATION})) as ear:
        await ear.until(lambda: bool(ear.all_of(StreamChanged)))
        await stream(lab, strap, ear, 40.0)
        assert breath_after(ear).fullness.value is not None
        await strap.hang_up()
        await ear.until_state(LinkState.LOST)
        lost = breath_after(ear)
        assert lost.rate.withheld is Withheld.GAP
        assert lost.fullness.withheld is Withheld.GAP
        assert [point for point in lost.course if point.fullness is not None], "it was so"
        await ear.until(lambda: len(ear.all_of(StreamChanged)) == 2)
        await stream(lab, strap, ear, 8.0)
        assert breath_after(ear).rate.withheld is Withheld.TOO_SHORT
        await hear(lab, strap, ear)
    kept = [each for each in ear.all_of(PacketReceived) if each.source is PacketSource.MOVEMENT]
    assert len(kept) > 200
