"""The end: one cancel at any moment, and the strap is free."""

from __future__ import annotations

import asyncio

import pytest

from devices.readings import LinkState
from tests.ble.lab import PATIENCE, Ear, Lab
from tests.ble.test_strap_link import hear
from tests.ble.virtual_strap import VirtualStrap


async def is_let_go(lab: Lab, strap: VirtualStrap) -> None:
    """The strap has no link and can be had by another program."""
    async with asyncio.timeout(lab.seconds(60.0) * PATIENCE):
        while strap.links:  # noqa: ASYNC110 - the strap hears of it after we do
            await asyncio.sleep(lab.seconds(0.1))


async def test_ending_while_beats_arrive_lets_the_strap_go(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
    await is_let_go(lab, strap)


@pytest.mark.parametrize(
    "state",
    [
        LinkState.SEARCHING,
        LinkState.FOUND,
        LinkState.CONNECTING,
        LinkState.CHECKING,
        LinkState.WAITING,
    ],
)
async def test_ending_in_any_state_lets_the_strap_go(lab: Lab, state: LinkState) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await ear.until_state(state)
    await is_let_go(lab, strap)


async def test_ending_at_any_moment_lets_the_strap_go(lab: Lab) -> None:
    strap = await lab.strap()
    for moments in lab.moments:
        ear = Ear(lab, lab.sensor(strap))
        await lab.pass_moments(moments)
        await ear.stop()
        await is_let_go(lab, strap)
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)


async def test_ending_while_the_radio_is_off_is_prompt(lab: Lab) -> None:
    strap = await lab.strap()
    await lab.radio_off()
    async with lab.listening(strap) as ear:
        await ear.until_state(LinkState.RADIO_OFF)
    assert strap.attempts == 0


async def test_ending_while_the_strap_is_away_is_prompt(lab: Lab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        await strap.take_off()
        await strap.hang_up()
        await ear.until_state(LinkState.LOST)
        await lab.sleep(8.0)
