"""Which straps are near, and which one is meant."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

import pytest

from devices.errors import StrapChoiceError
from devices.readings import LinkState
from devices.strap_discovery import Nearby, discover, find_strap
from devices.strap_identity import StrapIdentity
from tests.ble.lab import PATIENCE, Lab
from tests.ble.rungs import ABOVE_BLEAK
from tests.ble.virtual_strap import StrapTraits

H10 = StrapTraits(name="Polar H10 1A2B3C4D", address="C0:FF:EE:00:00:A1")
OTHER_H10 = StrapTraits(name="Polar H10 1A2B3C4D", address="C0:FF:EE:00:00:A2")
GARMIN = StrapTraits(name="HRM-Dual:123456", address="C0:FF:EE:00:00:B7")


async def until(lab: Lab, is_reached: Callable[[Nearby], bool]) -> Nearby:
    """The first list of which something is true."""
    async with (
        asyncio.timeout(lab.seconds(60.0) * PATIENCE),
        contextlib.aclosing(discover(**lab.search())) as changes,
    ):
        async for nearby in changes:
            if is_reached(nearby):
                return nearby
    raise AssertionError("the list ended")


async def find(lab: Lab, asked: str | None, remembered: StrapIdentity | None = None) -> str:
    """Address of the strap that is chosen."""
    async with asyncio.timeout(lab.seconds(120.0) * PATIENCE):
        strap = await find_strap(asked, remembered, **lab.search())
    return strap.address


async def test_straps_appear_with_name_address_and_strength(lab: Lab) -> None:
    await lab.strap(H10)
    await lab.strap(GARMIN)
    nearby = await until(lab, lambda found: len(found.straps) >= 2)
    assert {(found.name, found.address) for found in nearby.straps} == {
        (H10.name, H10.address),
        (GARMIN.name, GARMIN.address),
    }
    assert all(found.rssi_dbm is not None and not found.is_held for found in nearby.straps)


async def test_a_strap_that_was_taken_off_leaves_the_list(lab: Lab) -> None:
    strap = await lab.strap(H10)
    stays = await lab.strap(GARMIN)
    both_seen = False

    def is_left(nearby: Nearby) -> bool:
        nonlocal both_seen
        if len(nearby.straps) == 2 and not both_seen:
            both_seen = True
            leaving.append(asyncio.ensure_future(strap.take_off()))
        return both_seen and [found.address for found in nearby.straps] == [stays.address]

    leaving: list[asyncio.Future[None]] = []
    await until(lab, is_left)
    await leaving[0]


async def test_a_strap_that_the_system_holds_is_listed_as_held(lab: Lab) -> None:
    strap = await lab.strap(H10)
    await lab.hold(strap)
    nearby = await until(lab, lambda found: bool(found.straps))
    (found,) = nearby.straps
    assert found.is_held
    assert found.rssi_dbm is None
    assert found.name == H10.name


async def test_a_radio_that_is_off_is_said_and_its_return_noticed(lab: Lab) -> None:
    await lab.strap(H10)
    await lab.radio_off()
    turning_on: list[asyncio.Future[None]] = []

    def is_back(nearby: Nearby) -> bool:
        if nearby.trouble is LinkState.RADIO_OFF and not turning_on:
            turning_on.append(asyncio.ensure_future(lab.radio_on()))
        return bool(turning_on and nearby.straps)

    nearby = await until(lab, is_back)
    assert nearby.trouble is None
    await turning_on[0]


async def test_the_only_strap_is_taken_without_a_name(lab: Lab) -> None:
    await lab.strap(H10)
    assert await find(lab, None) == H10.address


@ABOVE_BLEAK
@pytest.mark.parametrize("asked", ["hrm-dual", " 00:B7", "C0:FF:EE:00:00:B7", "c0:ff:ee:00:00:b7"])
async def test_a_strap_is_named_by_name_or_address(lab: Lab, asked: str) -> None:
    await lab.strap(H10)
    await lab.strap(GARMIN)
    assert await find(lab, asked) == GARMIN.address


@ABOVE_BLEAK
async def test_a_name_that_nobody_has_is_answered_with_those_that_are_there(lab: Lab) -> None:
    await lab.strap(GARMIN)
    with pytest.raises(StrapChoiceError, match=r"No strap is called 'wahoo'; there is .*HRM"):
        await find(lab, "wahoo")


@ABOVE_BLEAK
async def test_straps_of_one_name_are_told_apart_by_their_last_digits(lab: Lab) -> None:
    await lab.strap(H10)
    await lab.strap(OTHER_H10)
    with pytest.raises(StrapChoiceError, match="'H10' could be any of them"):
        await find(lab, "H10")
    assert await find(lab, "00:A2") == OTHER_H10.address


@ABOVE_BLEAK
async def test_none_of_several_straps_is_taken_silently(lab: Lab) -> None:
    await lab.strap(H10)
    await lab.strap(GARMIN)
    with pytest.raises(StrapChoiceError, match=r"There are 2 straps: .*none of them was named"):
        await find(lab, None)


@ABOVE_BLEAK
async def test_the_strap_of_last_time_is_taken_among_several(lab: Lab) -> None:
    await lab.strap(GARMIN)
    await lab.strap(H10)
    remembered = StrapIdentity(GARMIN.name, GARMIN.address)
    assert await find(lab, None, remembered) == GARMIN.address


@ABOVE_BLEAK
async def test_no_strangers_strap_is_taken_in_place_of_the_own_one(lab: Lab) -> None:
    await lab.strap(GARMIN)
    with pytest.raises(StrapChoiceError, match=r"no other is taken.*HRM-Dual"):
        await find(lab, None, StrapIdentity(H10.name, H10.address))


@ABOVE_BLEAK
async def test_nothing_nearby_is_said_with_what_to_do(lab: Lab) -> None:
    with pytest.raises(StrapChoiceError, match=r"was not found. Put it on"):
        await find(lab, None)


@ABOVE_BLEAK
async def test_a_radio_that_is_off_ends_the_choice_at_once(lab: Lab) -> None:
    await lab.radio_off()
    with pytest.raises(StrapChoiceError, match="Bluetooth is switched off"):
        await find(lab, None)
