"""Polar's further streams: recorded when asked for, and stopped whatever happens."""

from __future__ import annotations

from itertools import pairwise

import pytest

from devices.heart_rate_service import SkinContact
from devices.polar_frames import (
    AccelerationFrame,
    EcgFrame,
    PulseInterval,
    PulseIntervalFrame,
    encode_acceleration,
    encode_ecg,
    encode_pulse_intervals,
)
from devices.polar_kinds import PolarKind, PolarStatus
from devices.readings import LinkState, PacketReceived, PacketSource, StreamChanged
from tests.ble.encoding import heart_rate_packet
from tests.ble.lab import Lab
from tests.ble.rungs import ABOVE_BLEAK, EVERYWHERE, NOT_IN_THE_GUEST
from tests.ble.test_strap_link import hear
from tests.ble.virtual_polar import BAND_KINDS, PolarTraits, VirtualPolar
from tests.ble.virtual_strap import StrapTraits, VirtualStrap

pytestmark = NOT_IN_THE_GUEST

ECG = frozenset({PolarKind.ECG})
BOTH = ECG | {PolarKind.ACCELERATION}
ECG_FRAME = encode_ecg(EcgFrame(599_618_164_814_402_794, tuple(range(-36, 37))))
ACC_FRAME = encode_acceleration(AccelerationFrame(599_618_164_814_402_794, ((-187, -28, 949),)))


async def strap_with(lab: Lab, polar: PolarTraits) -> tuple[VirtualStrap, VirtualPolar]:
    strap = await lab.strap(StrapTraits(polar=polar))
    assert strap.polar is not None
    return strap, strap.polar


def frames(packets: list[PacketReceived], source: PacketSource) -> list[bytes]:
    return [each.packet for each in packets if each.source is source]


@EVERYWHERE
async def test_ecg_and_movement_are_recorded_as_they_come_beside_the_beats(lab: Lab) -> None:
    strap, polar = await strap_with(lab, PolarTraits())
    async with lab.listening(strap, wanted=BOTH) as ear:
        await ear.until(lambda: len(ear.all_of(StreamChanged)) == 2)
        assert [told.trouble for told in ear.all_of(StreamChanged)] == ["", ""]
        assert polar.running == BOTH
        await polar.send(ECG_FRAME, ACC_FRAME, ECG_FRAME)
        await hear(lab, strap, ear)
        packets = ear.all_of(PacketReceived)
        assert frames(packets, PacketSource.ECG) == [ECG_FRAME, ECG_FRAME]
        assert frames(packets, PacketSource.MOVEMENT) == [ACC_FRAME]
        assert any(frames(packets, PacketSource.POLAR_CONTROL))
    assert polar.running == set(), "a strap that is left streaming empties its battery"


async def test_the_fullest_setting_on_offer_is_asked_for(lab: Lab) -> None:
    strap, polar = await strap_with(lab, PolarTraits())
    async with lab.listening(strap, wanted=BOTH) as ear:
        await ear.until(lambda: len(ear.all_of(StreamChanged)) == 2)
    # Polar's document, version 1.0: ECG 130 Hz 14 bit; acceleration 200 Hz 16 bit 8 g.
    assert bytes.fromhex("02000001820001010E00") in polar.requests
    assert bytes.fromhex("02020201080000" + "01C8000101" + "1000") in polar.requests


async def test_nothing_is_asked_of_polar_without_a_wish(lab: Lab) -> None:
    strap, polar = await strap_with(lab, PolarTraits(is_secure=True))
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        await hear(lab, strap, ear)
    assert polar.requests == []


async def test_a_stream_that_was_left_running_is_stopped_and_started_anew(lab: Lab) -> None:
    strap, polar = await strap_with(lab, PolarTraits())
    polar.running.add(PolarKind.ECG)
    async with lab.listening(strap, wanted=ECG) as ear:
        await ear.until(lambda: bool(ear.all_of(StreamChanged)))
        assert ear.all_of(StreamChanged)[-1].trouble == ""
        assert b"\x03\x00" in polar.requests
        assert polar.running == ECG
    assert polar.running == set()


@EVERYWHERE
async def test_streams_come_back_with_the_link(lab: Lab) -> None:
    strap, polar = await strap_with(lab, PolarTraits())
    async with lab.listening(strap, wanted=ECG) as ear:
        await ear.until(lambda: bool(ear.all_of(StreamChanged)))
        await strap.hang_up()
        assert polar.running == ECG, "the strap goes on by itself"
        await ear.until(lambda: len(ear.all_of(StreamChanged)) >= 2)
        await polar.send(ECG_FRAME)
        await ear.until(lambda: bool(frames(ear.all_of(PacketReceived), PacketSource.ECG)))
        await hear(lab, strap, ear)
    assert polar.running == set()


@EVERYWHERE
async def test_a_strap_that_wants_an_encrypted_link_is_paired_on_demand(lab: Lab) -> None:
    strap, polar = await strap_with(lab, PolarTraits(is_secure=True))
    async with lab.listening(strap, wanted=ECG) as ear:
        await ear.until(lambda: bool(ear.all_of(StreamChanged)))
        assert ear.all_of(StreamChanged)[-1].trouble == ""
        assert polar.running == ECG
    assert polar.running == set()


@pytest.mark.parametrize("status", [PolarStatus.INVALID_MTU, PolarStatus.IN_CHARGER])
async def test_a_refusal_is_told_and_the_beats_go_on(lab: Lab, status: PolarStatus) -> None:
    strap, _ = await strap_with(lab, PolarTraits(refuses=status))
    async with lab.listening(strap, wanted=ECG) as ear:
        await ear.until(lambda: bool(ear.all_of(StreamChanged)))
        assert str(status.value) in ear.all_of(StreamChanged)[-1].trouble
        await hear(lab, strap, ear)


@ABOVE_BLEAK
async def test_a_control_point_that_never_answers_ends_nothing(lab: Lab) -> None:
    strap, polar = await strap_with(lab, PolarTraits(is_mute=True))
    async with lab.listening(strap, wanted=ECG) as ear:
        await ear.until(lambda: bool(ear.all_of(StreamChanged)))
        assert ear.all_of(StreamChanged)[-1].trouble == "no answer"
        await hear(lab, strap, ear)
        assert LinkState.LOST not in ear.states
    assert polar.requests[-1] == b"\x03\x00", "it may run all the same, and is stopped"


async def test_a_strap_without_such_streams_says_so_and_is_heard(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap, wanted=ECG) as ear:
        await hear(lab, strap, ear)
        (told,) = ear.all_of(StreamChanged)
        assert told.trouble == "the device has no such streams"


@ABOVE_BLEAK
async def test_ending_in_the_middle_of_a_start_stops_the_stream(lab: Lab) -> None:
    strap, polar = await strap_with(lab, PolarTraits())
    async with lab.listening(strap, wanted=ECG) as ear:
        await polar.until_running(PolarKind.ECG)
        assert not ear.all_of(StreamChanged)
    await polar.until_running(PolarKind.ECG, is_running=False)


def band_frame(*intervals_ms: int, is_blocked: bool = False) -> bytes:
    return encode_pulse_intervals(
        PulseIntervalFrame(
            None,
            tuple(
                PulseInterval(each, 5, round(60_000 / each), is_blocked, SkinContact.ON)
                for each in intervals_ms
            ),
        )
    )


@ABOVE_BLEAK
async def test_an_arm_band_without_beat_times_gives_its_pulse_intervals(lab: Lab) -> None:
    strap, polar = await strap_with(lab, PolarTraits(kinds=BAND_KINDS))
    async with lab.listening(strap) as ear:
        await strap.subscribed.wait()
        for second in range(12):
            await strap.send(heart_rate_packet(60 + second % 2))
            await lab.sleep(1.0)
        await polar.until_running(PolarKind.PULSE_INTERVALS)
        assert LinkState.RATE_ONLY in ear.states
        for _ in range(4):
            for _ in range(5):
                await strap.send(heart_rate_packet(60))
                await lab.sleep(1.0)
            await polar.send(band_frame(1000, 1010, 990, 1005, 995))
        await ear.until_beats(20)
        assert {beat.error_ms for beat in ear.beats} == {5.0}
        assert [beat.rr_ms for beat in ear.beats[:5]] == [1000, 1010, 990, 1005, 995]
        assert ear.states[-1] is LinkState.ARRIVING
        assert ear.states.count(LinkState.ARRIVING) == 1
        # Five at a time they came; one by one they are handed out.
        waits_s = [after.at_s - before.at_s for before, after in pairwise(ear.beats)]
        assert max(waits_s) < 2.5
        await polar.send(band_frame(1000, 1000, is_blocked=True))
        await lab.sleep(1.0)
        assert len(ear.beats) == 20, "an interval that is worth nothing is no beat"
    assert polar.running == set()


async def test_a_strap_with_beat_times_is_never_asked_for_pulse_intervals(lab: Lab) -> None:
    strap, polar = await strap_with(lab, PolarTraits(kinds=BAND_KINDS | {PolarKind.ECG}))
    async with lab.listening(strap) as ear:
        for _ in range(4):
            await hear(lab, strap, ear)
    assert polar.requests == []
