"""The list of straps, and what is heard when one of them is listened to for a moment."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import pytest

from devices.readings import LinkState
from devices.strap_check import check_strap
from devices.strap_list import StrapCheck, Survey, SurveyedStrap
from devices.strap_survey import StrapSurvey
from tests.ble.encoding import heart_rate_packet
from tests.ble.lab import PATIENCE, Lab
from tests.ble.rungs import ABOVE_BLEAK
from tests.ble.virtual_strap import StrapTraits, VirtualStrap, beat

pytestmark = ABOVE_BLEAK

H10 = StrapTraits(name="Polar H10 1A2B3C4D", address="C0:FF:EE:00:00:A1")
TWIN = StrapTraits(name="Polar H10 1A2B3C4D", address="C0:FF:EE:00:00:A2", battery=None)


@contextlib.asynccontextmanager
async def beating(lab: Lab, *straps: VirtualStrap) -> AsyncIterator[None]:
    """Let straps send beats whenever somebody listens."""

    async def live(strap: VirtualStrap) -> None:
        while True:
            await strap.subscribed.wait()
            await beat(strap, [950.0] * 60, lab.seconds(1.0))

    living = [asyncio.ensure_future(live(strap)) for strap in straps]
    try:
        yield
    finally:
        for each in living:
            each.cancel()
        await asyncio.wait(living)


async def until(lab: Lab, survey: StrapSurvey, is_reached: Callable[[Survey], bool]) -> Survey:
    """The first list of which something is true."""
    async with (
        asyncio.timeout(lab.seconds(120.0) * PATIENCE),
        contextlib.aclosing(survey.run()) as lists,
    ):
        async for found in lists:
            if is_reached(found):
                return found
    raise AssertionError("the list ended")


async def checked(lab: Lab, strap: VirtualStrap) -> StrapCheck:
    """What one strap did in the end."""
    async with asyncio.timeout(lab.seconds(120.0) * PATIENCE):
        checks = [each async for each in check_strap(lab.identity(strap), lab.bluetooth())]
    assert [each.is_over for each in checks] == [False] * (len(checks) - 1) + [True]
    return checks[-1]


def are_heard(found: Survey, number: int) -> bool:
    return sum(strap.check is not None and strap.check.is_over for strap in found.straps) >= number


async def test_a_strap_that_is_listened_to_gives_beats_battery_and_model(lab: Lab) -> None:
    strap = await lab.strap(H10)
    async with beating(lab, strap):
        check = await checked(lab, strap)
    assert check.state is LinkState.ARRIVING
    assert check.beats >= 5
    assert check.rate_per_min == pytest.approx(60_000 / 950, rel=0.01)
    assert (check.battery_percent, check.maker, check.model) == (87, "Polar Electro Oy", "H10")
    assert strap.links == 0, "it is let go"


async def test_nothing_is_connected_to_before_it_is_asked_for(lab: Lab) -> None:
    straps = [await lab.strap(H10), await lab.strap(TWIN)]
    await until(lab, StrapSurvey(lab.bluetooth()), lambda found: len(found.straps) == 2)
    assert [strap.attempts for strap in straps] == [0, 0]


async def test_one_strap_is_listened_to_when_asked_and_stays_in_its_place(lab: Lab) -> None:
    straps = [await lab.strap(H10), await lab.strap(TWIN)]
    survey = StrapSurvey(lab.bluetooth())
    places: list[list[str]] = []

    def is_reached(found: Survey) -> bool:
        if len(found.straps) == 2 and not places:
            survey.listen_to(TWIN.address)
        if len(found.straps) == 2 or places:
            places.append([strap.identity.address for strap in found.straps])
        lists_after.extend([found] if are_heard(found, 1) else [])
        return len(lists_after) == 6

    lists_after: list[Survey] = []
    async with beating(lab, *straps):
        found = await until(lab, survey, is_reached)
    assert {tuple(each) for each in places} == {tuple(places[0])}, "lines stay where they are"
    by_address = {strap.identity.address: strap for strap in found.straps}
    assert by_address[H10.address].check is None
    check = by_address[TWIN.address].check
    assert check is not None
    assert check.beats >= 5
    assert check.battery_percent is None
    assert straps[0].attempts == 0


async def test_all_are_listened_to_one_after_the_other(lab: Lab) -> None:
    straps = [await lab.strap(H10), await lab.strap(TWIN)]
    at_work: list[int] = []

    def is_reached(found: Survey) -> bool:
        at_work.append(sum(strap.is_listened_to for strap in found.straps))
        return are_heard(found, 2)

    async with beating(lab, *straps):
        found = await until(lab, StrapSurvey(lab.bluetooth(), listens_to_all=True), is_reached)
    assert max(at_work) == 1
    assert all(strap.check is not None and strap.check.beats >= 5 for strap in found.straps)


async def test_a_strap_that_is_held_is_shown_as_such_and_left_alone(lab: Lab) -> None:
    strap = await lab.strap(H10)
    await lab.hold(strap)
    attempts = strap.attempts

    held: list[Survey] = []

    def is_enough(found: Survey) -> bool:
        held.extend([found] if found.straps else [])
        survey.listen_to(strap.address)
        return len(held) == 8

    survey = StrapSurvey(lab.bluetooth(), listens_to_all=True)
    await until(lab, survey, is_enough)
    for found in held:
        (only,) = found.straps
        assert only.found.is_held
        assert only == SurveyedStrap(only.found, None, is_listened_to=False)
    check = await checked(lab, strap)
    assert check.state is LinkState.HELD
    assert not check.was_connected
    assert (strap.attempts, strap.links) == (attempts, 1), "the other program keeps it"


async def test_a_radio_that_is_off_is_said_in_the_list_with_the_systems_words(lab: Lab) -> None:
    await lab.radio_off()
    found = await until(lab, StrapSurvey(lab.bluetooth()), lambda each: each.trouble is not None)
    assert found.trouble is LinkState.RADIO_OFF
    assert found.detail != ""


async def test_the_radio_switched_off_while_listening_ends_it(lab: Lab) -> None:
    strap = await lab.strap(H10)
    states: list[LinkState] = []
    async with asyncio.timeout(lab.seconds(120.0) * PATIENCE):
        async for check in check_strap(lab.identity(strap), lab.bluetooth()):
            if check.was_connected and LinkState.CHECKING not in states:
                await lab.radio_off()
            states = list(check.states)
    assert states[-1] is LinkState.RADIO_OFF


async def test_a_strap_off_the_skin_is_told_from_one_that_is_silent(lab: Lab) -> None:
    dry = await lab.strap(H10)

    async def say_no_skin() -> None:
        await dry.subscribed.wait()
        while dry.subscribed.is_set():
            await dry.send(heart_rate_packet(0, [], in_contact=False))
            await lab.sleep(1.0)

    saying = asyncio.ensure_future(say_no_skin())
    check = await checked(lab, dry)
    assert check.state is LinkState.OFF_SKIN
    assert check.packets > 0
    await saying
    silent = await checked(lab, await lab.strap(replace(TWIN, name="TICKR")))
    assert silent.was_connected
    assert (silent.packets, silent.beats) == (0, 0)


async def test_a_strap_that_hangs_up_each_time_says_why(lab: Lab) -> None:
    strap = await lab.strap(H10)
    strap.hang_ups_at_connect = 1000
    check = await checked(lab, strap)
    assert not check.was_connected
    assert check.detail != ""
    assert strap.attempts >= 2, "it is tried again"


async def test_a_device_without_beat_times_tells_its_rate(lab: Lab) -> None:
    strap = await lab.strap(H10)

    async def tell_rate() -> None:
        await strap.subscribed.wait()
        rate = 60
        while strap.subscribed.is_set():
            rate = 61 if rate == 60 else 60
            await strap.send(heart_rate_packet(rate, [], in_contact=None))
            await lab.sleep(1.0)

    telling = asyncio.ensure_future(tell_rate())
    check = await checked(lab, strap)
    await telling
    assert check.state is LinkState.RATE_ONLY
    assert check.beats == 0
    assert check.rate_per_min in (60.0, 61.0)
