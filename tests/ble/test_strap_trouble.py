"""Radios that are off, straps that somebody else holds, connections that fail."""

from __future__ import annotations

from devices.readings import LinkState
from tests.ble.lab import Lab
from tests.ble.test_strap_link import hear
from tests.ble.virtual_strap import StrapTraits


async def test_a_radio_that_is_switched_on_later_is_enough(lab: Lab) -> None:
    strap = await lab.strap()
    await lab.radio_off()
    async with lab.listening(strap) as ear:
        await ear.until_state(LinkState.RADIO_OFF)
        await lab.radio_on()
        await hear(lab, strap, ear)


async def test_a_radio_that_goes_off_and_on_again_brings_the_beats_back(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        await lab.radio_off()
        await ear.until_state(LinkState.RADIO_OFF)
        await strap.lose_link()
        await lab.radio_on()
        await hear(lab, strap, ear)
        assert strap.attempts >= 2


async def test_a_strap_that_this_computer_holds_already_is_said_and_heard(lab: Lab) -> None:
    strap = await lab.strap()
    await lab.hold(strap)
    async with lab.listening(strap) as ear:
        await ear.until_state(LinkState.HELD)
        await hear(lab, strap, ear)


async def test_connections_that_are_dropped_at_once_are_tried_again(lab: Lab) -> None:
    strap = await lab.strap()
    strap.hang_ups_at_connect = 3
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        assert strap.attempts >= 4


async def test_a_strap_that_leaves_between_scan_and_connect_is_looked_for_anew(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await ear.until_state(LinkState.CONNECTING)
        await strap.take_off()
        if not strap.links:
            await ear.until(lambda: ear.states[-1] in (LinkState.SEARCHING, LinkState.LOST))
        await strap.hang_up()
        await strap.put_on()
        await hear(lab, strap, ear)


async def test_a_device_without_a_heart_rate_is_never_called_connected(lab: Lab) -> None:
    strap = await lab.strap(StrapTraits(has_heart_rate=False))
    async with lab.listening(strap) as ear:
        await ear.until(lambda: ear.states.count(LinkState.CHECKING) >= 2)
        assert LinkState.WAITING not in ear.states
        assert strap.attempts >= 2


async def test_a_strap_that_takes_two_listeners_is_heard_beside_another_one(lab: Lab) -> None:
    strap = await lab.strap(StrapTraits(most_links=2))
    await lab.hold(strap)
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
