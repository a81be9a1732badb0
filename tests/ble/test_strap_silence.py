"""A link that stands over which no beats come, or strange ones."""

from __future__ import annotations

import asyncio

from devices.readings import HeartRate, LinkState, PacketReceived
from tests.ble.encoding import heart_rate_packet
from tests.ble.lab import Lab
from tests.ble.rungs import ABOVE_BLEAK, EVERYWHERE
from tests.ble.test_strap_link import hear
from tests.ble.virtual_strap import VirtualStrap, replay

pytestmark = ABOVE_BLEAK


async def send_every_second(lab: Lab, strap: VirtualStrap, *packets: bytes) -> None:
    """One packet a session second, as straps do."""
    for packet in packets:
        await strap.send(packet)
        await lab.sleep(1.0)


async def test_silence_is_said_and_then_the_connection_is_made_anew(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        await ear.until_state(LinkState.SILENT)
        silent_since_s = ear.beats[-1].at_s
        await ear.until_state(LinkState.LOST)
        lost_s = ear.readings[-1].at_s
        assert lost_s - silent_since_s >= 10.0
        await hear(lab, strap, ear)
        assert strap.attempts >= 2


async def test_a_strap_that_never_sends_is_asked_anew(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await strap.subscribed.wait()
        await ear.until_state(LinkState.LOST)
        assert LinkState.ARRIVING not in ear.states
        await hear(lab, strap, ear)


async def test_off_the_skin_is_told_from_silence_and_ends_with_the_next_beats(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        off = heart_rate_packet(72, in_contact=False)
        await send_every_second(lab, strap, *[off] * 5)
        await ear.until_state(LinkState.OFF_SKIN)
        await hear(lab, strap, ear)
        assert ear.states[-1] is LinkState.ARRIVING
        assert LinkState.LOST not in ear.states


async def test_a_contact_bit_alone_stops_no_plausible_beats(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await strap.subscribed.wait()
        packets = [heart_rate_packet(60, [1024 + step % 7], in_contact=False) for step in range(20)]
        await send_every_second(lab, strap, *packets)
        await ear.until_beats(20)
        assert LinkState.OFF_SKIN not in ear.states


@EVERYWHERE
async def test_malformed_packets_are_passed_over_and_the_link_stays(lab: Lab) -> None:
    strap = await lab.strap()
    broken = [bytes.fromhex(text) for text in ("10", "1140", "085001", "104001", "")]
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        await strap.send(*broken)
        await hear(lab, strap, ear)
        kept = [reading.packet for reading in ear.all_of(PacketReceived)]
        assert [packet for packet in kept if packet in broken] == broken
        assert LinkState.LOST not in ear.states


@EVERYWHERE
async def test_packets_that_come_all_at_once_are_all_heard_in_order(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        await lab.sleep(3.0)
        ticks = [820 + number for number in range(6)]
        await strap.send(
            *[heart_rate_packet(75, ticks[at : at + 2], in_contact=True) for at in (0, 2, 4)]
        )
        await ear.until_beats(10)
        assert [reading.rr_ms for reading in ear.beats[-6:]] == [n * 1000 / 1024 for n in ticks]


async def test_a_device_without_beat_times_is_told_apart_and_its_rate_is_given(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await strap.subscribed.wait()
        await send_every_second(lab, strap, *[heart_rate_packet(60 + n) for n in range(14)])
        await ear.until_state(LinkState.RATE_ONLY)
        assert not ear.beats
        assert ear.all_of(HeartRate)[-1].rate_per_min == 73
        assert LinkState.LOST not in ear.states


async def test_a_rate_that_comes_for_ever_is_a_working_link(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await strap.subscribed.wait()
        sending = asyncio.ensure_future(
            send_every_second(lab, strap, *[heart_rate_packet(60 + n % 2) for n in range(60)])
        )
        await sending
        assert ear.states[-1] is LinkState.RATE_ONLY
        assert ear.states.count(LinkState.CONNECTING) >= 1
        assert LinkState.SILENT not in ear.states


async def test_a_log_of_packets_sent_again_gives_the_same_beats_and_states(lab: Lab) -> None:
    strap = await lab.strap()
    off = heart_rate_packet(71, in_contact=False)
    sent = [heart_rate_packet(60, [1000 + n], in_contact=True) for n in range(6)]
    sent += [b"\x10", off, off, off, off]
    sent += [heart_rate_packet(62, [980 + n, 990], in_contact=True) for n in range(4)]
    async with lab.listening(strap) as first:
        await strap.subscribed.wait()
        await send_every_second(lab, strap, *sent)
        await first.until_beats(14)
    kept = first.all_of(PacketReceived)
    async with lab.listening(strap) as second:
        await strap.subscribed.wait()
        await replay(strap, kept, lab.seconds(1.0))
        await second.until_beats(14)
        assert [beat.rr_ms for beat in second.beats] == [beat.rr_ms for beat in first.beats]
        told = {LinkState.OFF_SKIN, LinkState.ARRIVING}
        for ear in (first, second):
            states = [state for state in ear.states if state in told]
            assert states == [LinkState.ARRIVING, LinkState.OFF_SKIN, LinkState.ARRIVING]
