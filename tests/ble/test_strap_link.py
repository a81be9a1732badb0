"""Found, connected, lost and found again; on whichever rung of the test bed is chosen."""

from __future__ import annotations

import asyncio

from devices.readings import BatteryLevel, LinkState, PacketReceived, StrapInformation
from tests.ble.lab import Ear, Lab
from tests.ble.rungs import NOT_IN_THE_GUEST
from tests.ble.virtual_strap import StrapTraits, VirtualStrap, beat

RR_MS = (812.5, 820.3125, 835.9375, 828.125)


async def hear(lab: Lab, strap: VirtualStrap, ear: Ear) -> None:
    """Some beats over the link that stands, all of which must arrive."""
    await strap.subscribed.wait()
    wanted = len(ear.beats) + len(RR_MS)
    await beat(strap, RR_MS, lab.seconds(1.0))
    await ear.until_beats(wanted)


async def beat_on(lab: Lab, strap: VirtualStrap) -> None:
    """A heart that beats for ever, whoever listens."""
    while True:
        await strap.subscribed.wait()
        await beat(strap, RR_MS, lab.seconds(1.0))


async def test_a_strap_is_found_connected_and_heard(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        assert [reading.rr_ms for reading in ear.beats] == list(RR_MS)
        expected = [
            LinkState.SEARCHING,
            LinkState.FOUND,
            LinkState.CONNECTING,
            LinkState.CHECKING,
            LinkState.WAITING,
            LinkState.ARRIVING,
        ]
        # The real daemon may need a second attempt, which begins with a search.
        assert ear.states[-len(expected) :] == expected


async def test_every_packet_is_kept_as_it_came(lab: Lab) -> None:
    strap = await lab.strap()
    sent = (bytes.fromhex("16483503"), bytes.fromhex("103C0004E803"), b"\x10")
    async with lab.listening(strap) as ear:
        await strap.subscribed.wait()
        await strap.send(*sent)
        await ear.until(lambda: len(ear.all_of(PacketReceived)) >= len(sent))
        assert [reading.packet for reading in ear.all_of(PacketReceived)] == list(sent)


async def test_a_strap_tells_its_battery_and_what_it_is(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await ear.until(lambda: bool(ear.all_of(StrapInformation)))
        (battery,) = ear.all_of(BatteryLevel)
        (about,) = ear.all_of(StrapInformation)
        assert battery.percent == 87
        assert (about.maker, about.model, about.location) == ("Polar Electro Oy", "H10", "chest")


async def test_a_battery_that_sinks_is_told_as_soon_as_the_strap_says_so(lab: Lab) -> None:
    strap = await lab.strap()
    heart = asyncio.ensure_future(beat_on(lab, strap))
    async with lab.listening(strap) as ear:
        await ear.until(lambda: bool(ear.all_of(StrapInformation)))  # asked for after it
        links = strap.attempts
        await strap.set_battery(255)
        await strap.set_battery(12)
        await ear.until(lambda: len(ear.all_of(BatteryLevel)) >= 2)
        assert [level.percent for level in ear.all_of(BatteryLevel)] == [87, 12]
        assert strap.attempts == links, "another link asks for it anew"
    heart.cancel()


# bluetoothd reads the battery by itself as soon as it knows the services (btmon: a read of handle
# 2A19, then nothing), and over one link there is one question at a time: the wish to hear the heart
# rate waits behind it until bluetoothd ends the link, after 30 s.
@NOT_IN_THE_GUEST
async def test_questions_that_are_never_answered_do_not_touch_the_beats(lab: Lab) -> None:
    strap = await lab.strap(StrapTraits(leaves_reads_unanswered=True))
    async with lab.listening(strap) as ear:
        for _ in range(5):
            await hear(lab, strap, ear)
        assert strap.attempts >= 1
        assert ear.states[-1] is LinkState.ARRIVING
        assert LinkState.LOST not in ear.states
        assert not ear.all_of(BatteryLevel)


async def test_a_question_that_was_left_unanswered_is_never_asked_again(lab: Lab) -> None:
    strap = await lab.strap(StrapTraits(leaves_location_unanswered=True))
    heart = asyncio.ensure_future(beat_on(lab, strap))
    async with lab.listening(strap) as ear:
        await ear.until(lambda: strap.unanswered > 0)
        assert ear.all_of(BatteryLevel)
        await asyncio.sleep(1.5 * lab.delays.request_s)
        assert LinkState.LOST not in ear.states
        await strap.hang_up()
        # Over the next link it goes on with what comes after that question.
        await ear.until(lambda: bool(ear.all_of(StrapInformation)))
        (about,) = ear.all_of(StrapInformation)
        assert (about.maker, about.model, about.location) == ("Polar Electro Oy", "H10", None)
        assert strap.unanswered == 1
    heart.cancel()


async def test_a_strap_without_further_services_is_heard(lab: Lab) -> None:
    strap = await lab.strap(StrapTraits(battery=None, location=None, maker=None, model=None))
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)


async def test_a_strap_that_hangs_up_comes_back_by_itself(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        for _ in range(3):
            lost = ear.states.count(LinkState.LOST)
            await hear(lab, strap, ear)
            await strap.hang_up()
            await ear.until_state(LinkState.LOST, lost + 1)
        await hear(lab, strap, ear)
        assert strap.attempts >= 4


async def test_beats_after_a_loss_lie_after_those_before_it(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        await strap.hang_up()
        await ear.until_state(LinkState.LOST)
        await hear(lab, strap, ear)
        times_s = [reading.beat_s for reading in ear.beats]
        assert times_s == sorted(times_s)
        stamps_s = [reading.at_s for reading in ear.readings]
        assert stamps_s == sorted(stamps_s)


async def test_the_first_beat_after_a_loss_is_set_anew_by_its_arrival(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        for _ in range(4):
            await hear(lab, strap, ear)
        before = len(ear.beats)
        await strap.hang_up()
        await hear(lab, strap, ear)
        first = ear.beats[before]
        # The beats that nobody heard are no part of the sum.
        assert abs(first.at_s - first.beat_s) < 0.4


async def test_a_loss_that_this_computer_alone_notices_is_waited_out(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        lab.central_loses_link()
        await ear.until_state(LinkState.LOST)
        await lab.sleep(6.0)  # the strap still believes in its link, and does not advertise
        await strap.lose_link()
        await hear(lab, strap, ear)
        assert strap.attempts >= 2


async def test_a_loss_that_the_strap_alone_notices_is_found_by_the_silence(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        await strap.lose_link()
        await ear.until_state(LinkState.SILENT)
        await ear.until_state(LinkState.LOST)
        await hear(lab, strap, ear)
        assert strap.attempts >= 2


@NOT_IN_THE_GUEST
async def test_a_strap_that_is_away_for_long_is_called_gone_and_still_looked_for(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        await strap.take_off()
        await strap.hang_up()
        await ear.until_state(LinkState.GONE)
        await strap.put_on()
        await hear(lab, strap, ear)


async def test_the_strap_that_is_meant_is_taken_and_no_other(lab: Lab) -> None:
    other = await lab.strap(StrapTraits(name="Garmin HRM", address="C0:FF:EE:00:00:99"))
    twin = await lab.strap(StrapTraits(address="C0:FF:EE:00:00:98"))
    strap = await lab.strap(StrapTraits(address="C0:FF:EE:00:00:97"))
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        await strap.hang_up()
        await hear(lab, strap, ear)
        assert other.attempts == 0
        assert twin.attempts == 0
