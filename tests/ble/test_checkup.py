"""The doctor before every kind of trouble: what is ok, what is not, and what to try next."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from bleak.backends.scanner import BaseBleakScanner
from bleak.exc import BleakBluetoothNotAvailableReason

from devices.checkup import Checkup, Choice, examine
from devices.finding import STRAP_QUESTIONS, Finding, Question, Verdict
from devices.findings import findings
from devices.serial_ports import SerialPort
from devices.strap_identity import StrapIdentity
from tests.ble.encoding import heart_rate_packet
from tests.ble.lab import PATIENCE, BumbleLab, Lab
from tests.ble.rungs import ABOVE_BLEAK
from tests.ble.test_strap_survey import beating
from tests.ble.virtual_strap import StrapTraits, VirtualStrap
from visuals.texts import ENGLISH
from visuals.texts.found import advised
from visuals.texts.found import said as in_words

pytestmark = ABOVE_BLEAK

H10 = StrapTraits(name="Polar H10 1A2B3C4D", address="C0:FF:EE:00:00:A1")
TWIN = replace(H10, address="C0:FF:EE:00:00:A2")
GARMIN = StrapTraits(name="HRM-Dual:123456", address="C0:FF:EE:00:00:B7")
OK, NOT, NOT_KNOWN = Verdict.OK, Verdict.NOT, Verdict.NOT_KNOWN


async def consulted(
    lab: Lab, asked: str | None = None, remembered: StrapIdentity | None = None
) -> tuple[Checkup, dict[Question, Finding]]:
    """What the doctor finds in the end; on the way nothing that was said is taken back."""
    said: tuple[Finding, ...] = ()
    checkup = Checkup()
    async with asyncio.timeout(lab.seconds(180.0) * PATIENCE):
        async for step in examine(asked, remembered, lab.bluetooth()):
            now = findings(step, ())
            assert now[: len(said)] == said
            said, checkup = now, step
    assert checkup.is_over
    assert [finding.question for finding in said] == list(STRAP_QUESTIONS)
    return checkup, {finding.question: finding for finding in said}


def told(finding: Finding) -> str:
    """What was found, in English."""
    return in_words(finding, ENGLISH)


def verdicts(found: dict[Question, Finding]) -> list[Verdict]:
    """Verdicts in the order of the questions."""
    return [finding.verdict for finding in found.values()]


async def test_a_strap_that_beats_is_well_in_every_point(lab: Lab) -> None:
    strap = await lab.strap(H10)
    async with beating(lab, strap):
        checkup, found = await consulted(lab)
    assert verdicts(found) == [OK] * len(STRAP_QUESTIONS)
    assert "63 a minute" in told(found[Question.BEATS])
    assert "87 %" in told(found[Question.BATTERY])
    assert H10.name in told(found[Question.SEEN])
    assert checkup.chosen is not None
    assert strap.links == 0


async def test_a_radio_that_is_off_ends_the_questions_and_they_say_so(lab: Lab) -> None:
    await lab.strap(H10)
    await lab.radio_off()
    _, found = await consulted(lab)
    assert verdicts(found) == [NOT, *[NOT_KNOWN] * 7, OK]
    assert "Switch it on" in advised(found[Question.RADIO], ENGLISH)
    assert all("Not asked" in told(each) for each in found.values() if each.verdict is NOT_KNOWN)


async def test_a_system_that_refuses_is_told_from_a_missing_radio(lab: Lab) -> None:
    async def verdict(reason: BleakBluetoothNotAvailableReason) -> dict[Question, Finding]:
        lab = BumbleLab()
        await lab.open()
        lab.radio.fail(reason)
        _, found = await consulted(lab)
        await lab.close()
        return found

    reasons = BleakBluetoothNotAvailableReason
    refused = await verdict(reasons.DENIED_BY_USER)
    assert verdicts(refused) == [NOT_KNOWN, NOT, *[NOT_KNOWN] * 6, OK]
    assert refused[Question.ALLOWED].advice is not None
    missing = await verdict(reasons.NO_BLUETOOTH)
    assert verdicts(missing) == [NOT, *[NOT_KNOWN] * 7, OK]
    assert "USB" in advised(missing[Question.RADIO], ENGLISH)


async def test_a_system_that_never_answers_is_not_taken_for_well(lab: Lab) -> None:
    class Mute(BaseBleakScanner):
        """A scanner whose start hangs, as before a message bus that is stuck."""

        def __init__(self, detection_callback: Any, service_uuids: Any, *_: Any, **__: Any) -> None:
            super().__init__(detection_callback, service_uuids)

        async def start(self) -> None:
            await asyncio.get_running_loop().create_future()

        async def stop(self) -> None:
            """Nothing runs."""

    said: tuple[Finding, ...] = ()
    async for step in examine(None, None, replace(lab.bluetooth(), scanner_backend=Mute)):
        said = findings(step, ())
    assert [finding.question for finding in said] == list(STRAP_QUESTIONS)
    assert said[0].verdict is NOT
    assert "off and on" in advised(said[0], ENGLISH)


async def test_no_strap_is_answered_with_the_checklist(lab: Lab) -> None:
    checkup, found = await consulted(lab)
    assert checkup.choice is Choice.NONE
    assert verdicts(found) == [OK, OK, NOT, *[NOT_KNOWN] * 5, OK]
    advice = advised(found[Question.SEEN], ENGLISH)
    assert all(word in advice for word in ("moist", "app", "watch"))


async def test_a_strap_that_is_held_is_left_to_its_program(lab: Lab) -> None:
    strap = await lab.strap(H10)
    await lab.hold(strap)
    attempts = strap.attempts
    _, found = await consulted(lab)
    assert verdicts(found) == [OK, OK, OK, NOT, *[NOT_KNOWN] * 4, OK]
    assert "Close that program" in advised(found[Question.FREE], ENGLISH)
    assert (strap.attempts, strap.links) == (attempts, 1)


async def test_of_several_straps_none_is_connected_to(lab: Lab) -> None:
    straps = [await lab.strap(H10), await lab.strap(TWIN)]
    _, found = await consulted(lab)
    assert "00:A1" in told(found[Question.SEEN])
    assert "00:A2" in told(found[Question.SEEN])
    assert "--strap" in advised(found[Question.SEEN], ENGLISH)
    assert found[Question.CONNECTED].verdict is NOT_KNOWN
    assert [strap.attempts for strap in straps] == [0, 0]


async def test_the_strap_that_is_asked_for_is_the_one_listened_to(lab: Lab) -> None:
    straps = [await lab.strap(H10), await lab.strap(TWIN)]
    async with beating(lab, *straps):
        _, found = await consulted(lab, "00:a2")
    assert verdicts(found) == [OK] * len(STRAP_QUESTIONS)
    assert "(00:A2)" in told(found[Question.SEEN])
    assert straps[0].attempts == 0
    assert straps[1].attempts >= 1


async def test_the_strap_of_last_time_is_missed_and_no_other_taken(lab: Lab) -> None:
    stranger = await lab.strap(GARMIN)
    _, found = await consulted(lab, None, StrapIdentity(H10.name, H10.address))
    assert found[Question.SEEN].verdict is NOT
    assert H10.name in told(found[Question.SEEN])
    assert GARMIN.name in told(found[Question.SEEN])
    assert stranger.attempts == 0


async def off_the_skin(lab: Lab, strap: VirtualStrap) -> None:
    while True:
        await strap.send(heart_rate_packet(0, [], in_contact=False))
        await lab.sleep(1.0)


async def rate_only(lab: Lab, strap: VirtualStrap) -> None:
    for number in range(1000):
        await strap.send(heart_rate_packet(60 + number % 2, [], in_contact=None))
        await lab.sleep(1.0)


async def silent(lab: Lab, strap: VirtualStrap) -> None:
    del lab, strap


@pytest.mark.parametrize(
    ("behave", "expected"),
    [
        (off_the_skin, {Question.CONTACT: NOT, Question.BEATS: NOT_KNOWN}),
        (rate_only, {Question.CONTACT: OK, Question.BEATS: NOT}),
        (silent, {Question.CONTACT: NOT_KNOWN, Question.BEATS: NOT}),
    ],
)
async def test_what_a_connected_strap_lacks_is_told(
    lab: Lab,
    behave: Callable[[Lab, VirtualStrap], Awaitable[None]],
    expected: dict[Question, Verdict],
) -> None:
    strap = await lab.strap(H10)

    async def live() -> None:
        await strap.subscribed.wait()
        await behave(lab, strap)

    living = asyncio.ensure_future(live())
    _, found = await consulted(lab)
    living.cancel()
    await asyncio.wait({living})
    assert found[Question.CONNECTED].verdict is OK
    for question, verdict in expected.items():
        assert found[question].verdict is verdict, found[question]
        assert (found[question].advice is not None) is (verdict is NOT)


async def test_a_strap_that_lets_nobody_in_is_seen_and_not_connected(lab: Lab) -> None:
    strap = await lab.strap(H10)
    strap.hang_ups_at_connect = 1000
    checkup, found = await consulted(lab)
    assert verdicts(found) == [OK, OK, OK, OK, NOT, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, OK]
    assert checkup.check is not None
    assert checkup.check.detail != "", "what the system said is kept for the report"


async def test_a_device_without_the_service_is_told_from_a_silent_one(lab: Lab) -> None:
    await lab.strap(replace(H10, has_heart_rate=False))
    _, found = await consulted(lab)
    assert found[Question.CONNECTED].verdict is OK
    assert "offers no heart rate" in told(found[Question.BEATS])


async def test_a_battery_that_is_low_or_not_told_does_not_hide_the_beats(lab: Lab) -> None:
    low = await lab.strap(replace(H10, battery=9))
    mute = await lab.strap(replace(GARMIN, battery=None))
    async with beating(lab, low, mute):
        _, found = await consulted(lab, "H10")
        assert found[Question.BEATS].verdict is OK
        assert found[Question.BATTERY].verdict is NOT
        assert "9 %" in told(found[Question.BATTERY])
        _, found = await consulted(lab, "HRM")
    assert found[Question.BEATS].verdict is OK
    assert found[Question.BATTERY].verdict is NOT_KNOWN


async def test_reads_that_are_never_answered_do_not_hold_the_doctor_up(lab: Lab) -> None:
    strap = await lab.strap(replace(H10, leaves_reads_unanswered=True))
    async with beating(lab, strap):
        _, found = await consulted(lab)
    assert found[Question.BEATS].verdict is OK
    assert found[Question.BATTERY].verdict is NOT_KNOWN


async def test_serial_ports_are_named_whatever_came_before(lab: Lab) -> None:
    await lab.radio_off()
    checkup, _ = await consulted(lab)
    port = SerialPort("/dev/ttyUSB0", "Silicon Labs", "CP2102", 0x10C4, 0xEA60)
    (last,) = findings(checkup, [port])[-1:]
    assert told(last) == "/dev/ttyUSB0 (Silicon Labs CP2102, 10C4:EA60)."
