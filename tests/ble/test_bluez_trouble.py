"""What only BlueZ does to a client, done by its look-alike at will."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from devices.clock import RunningClock
from devices.errors import StrapChoiceError
from devices.readings import BatteryLevel, LinkChanged, LinkState, Reading, StrapInformation
from devices.strap_discovery import find_strap
from tests.ble.bluez_errors import BluezError, failed, in_progress, not_authorized
from tests.ble.bluez_labs import LookalikeLab
from tests.ble.lab import PATIENCE
from tests.ble.rungs import ONLY_THE_LOOKALIKE
from tests.ble.test_strap_link import hear

if sys.platform == "linux":
    from bleak.backends.bluezdbus.version import BlueZFeatures

pytestmark = ONLY_THE_LOOKALIKE
ACCESS_DENIED = BluezError("org.freedesktop.DBus.Error.AccessDenied", "Rejected send message")


class PausingTheBus:
    """Hears a sensor, and stops the D-Bus in the moment in which it begins to connect."""

    def __init__(self, lab: LookalikeLab) -> None:
        self._lab = lab
        self.is_connecting = asyncio.Event()

    async def __call__(self, reading: Reading) -> None:
        """Hear one reading."""
        self.at_once([reading])

    def at_once(self, readings: Iterable[Reading]) -> None:
        """Hear several."""
        for reading in readings:
            if isinstance(reading, LinkChanged) and reading.state is LinkState.CONNECTING:
                self._lab.bus.pause()
                self.is_connecting.set()


async def until(is_reached: Callable[[], bool]) -> None:
    """Wait until something is true of the daemon."""
    async with asyncio.timeout(30.0 * PATIENCE):
        while not is_reached():  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)


async def ended(sensing: asyncio.Future[None]) -> None:
    """Cancel a sensor, and see it end sooner than a person looks for the reason."""
    sensing.cancel()
    done, _ = await asyncio.wait({sensing}, timeout=6.0 * PATIENCE)
    assert done, "it hangs"


async def test_a_scan_that_is_refused_for_another_one_is_tried_again(lab: LookalikeLab) -> None:
    strap = await lab.strap()
    lab.daemon.refuse("StartDiscovery", in_progress(), in_progress())
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        assert lab.daemon.calls["StartDiscovery"] >= 3


async def test_a_scan_whose_end_is_refused_does_not_stand_in_the_way(lab: LookalikeLab) -> None:
    strap = await lab.strap()
    lab.daemon.rejects_at_stop = 1
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        assert lab.daemon.calls["StopDiscovery"] >= 2


async def test_a_missing_permission_is_said_and_its_grant_noticed(lab: LookalikeLab) -> None:
    strap = await lab.strap()
    lab.daemon.refuse("StartDiscovery", ACCESS_DENIED)
    async with lab.listening(strap) as ear:
        await ear.until_state(LinkState.NOT_ALLOWED)
        await hear(lab, strap, ear)


@pytest.mark.parametrize("refusal", [failed("Software caused connection abort"), in_progress()])
async def test_a_connection_that_is_refused_is_tried_again(
    lab: LookalikeLab, refusal: BluezError
) -> None:
    strap = await lab.strap()
    lab.daemon.refuse("Connect", refusal, refusal)
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        assert lab.daemon.calls["Connect"] >= 3


async def test_a_connection_that_the_daemon_itself_aborts_is_tried_again(lab: LookalikeLab) -> None:
    strap = await lab.strap()
    lab.daemon.aborts_at_connect = 2
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        assert strap.attempts >= 3


async def test_a_first_connection_that_was_broken_off_does_not_block_the_next(
    lab: LookalikeLab, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As bleak 3.1.0 is left by a cancel while it waits for `bluetoothctl --version`.
    monkeypatch.setattr(BlueZFeatures, "checked_bluez_version", False)
    monkeypatch.setattr(BlueZFeatures, "_check_bluez_event", asyncio.Event())
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)


async def test_a_device_that_is_forgotten_before_it_is_connected_is_found_anew(
    lab: LookalikeLab,
) -> None:
    strap = await lab.strap()
    lab.daemon.forgets_at_connect = 1
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        assert ear.states.count(LinkState.FOUND) >= 2


async def test_a_subscription_that_is_refused_is_asked_for_again(lab: LookalikeLab) -> None:
    strap = await lab.strap()
    lab.daemon.refuse("StartNotify", failed("Operation failed with ATT error: 0x0e"))
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        assert strap.attempts >= 2


async def test_a_question_that_comes_while_another_is_asked_is_answered(lab: LookalikeLab) -> None:
    strap = await lab.strap()
    lab.daemon.refuse("ReadValue", in_progress(), in_progress(), in_progress())
    async with lab.listening(strap) as ear:
        await ear.until(lambda: bool(ear.all_of(BatteryLevel)))
        await hear(lab, strap, ear)


async def test_a_battery_that_may_not_be_read_takes_nothing_else_away(lab: LookalikeLab) -> None:
    strap = await lab.strap()
    lab.daemon.refuse("ReadValue", not_authorized())
    async with lab.listening(strap) as ear:
        await ear.until(lambda: bool(ear.all_of(StrapInformation)))
        await hear(lab, strap, ear)
        assert not ear.all_of(BatteryLevel)
        assert LinkState.LOST not in ear.states


async def test_a_link_that_another_program_ends_comes_back(lab: LookalikeLab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        await lab.daemon.drop(strap.address)
        await ear.until_state(LinkState.LOST)
        await hear(lab, strap, ear)
        assert strap.attempts >= 2


async def test_an_adapter_that_is_pulled_out_and_put_back_is_noticed(lab: LookalikeLab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        await lab.daemon.unplug()
        await ear.until_state(LinkState.NO_RADIO)
        await lab.daemon.plug_in()
        await hear(lab, strap, ear)


async def test_a_bluez_that_crashes_and_is_started_again_is_noticed(lab: LookalikeLab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        await lab.daemon.stop()
        await ear.until_state(LinkState.NO_RADIO)
        await lab.daemon.start(lab.bus.address)
        await hear(lab, strap, ear)


async def test_a_d_bus_that_is_killed_and_started_again_is_noticed(lab: LookalikeLab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        await lab.kill_bus()
        await ear.until_state(LinkState.LOST)
        await ear.until_state(LinkState.NO_RADIO)
        await lab.restart_bus()
        await hear(lab, strap, ear)


async def test_ending_while_the_d_bus_opens_no_connection_is_prompt(lab: LookalikeLab) -> None:
    lab.delays = replace(lab.delays, disconnect_s=60.0 * PATIENCE)  # longer than the limit below
    strap = await lab.strap()
    outlet = PausingTheBus(lab)
    sensing = asyncio.ensure_future(lab.sensor(strap).run(RunningClock(), outlet))
    await outlet.is_connecting.wait()
    await lab.sleep(1.0)
    await ended(sensing)
    lab.bus.go_on()
    assert strap.links == 0


@pytest.mark.parametrize("member", ["StartDiscovery", "Connect"])
async def test_ending_while_the_d_bus_answers_nothing_more_is_prompt(
    lab: LookalikeLab, member: str
) -> None:
    lab.delays = replace(lab.delays, connect_s=60.0 * PATIENCE)  # longer than the limit below
    strap = await lab.strap()
    is_mute = asyncio.Event()

    def fall_silent() -> None:
        lab.bus.pause()
        is_mute.set()

    lab.daemon.before[member] = fall_silent
    async with lab.listening(strap) as ear:
        await asyncio.wait_for(is_mute.wait(), 30.0 * PATIENCE)
        await ended(ear.task)
    lab.bus.go_on()


async def test_ending_while_a_search_begins_leaves_none_running(lab: LookalikeLab) -> None:
    strap = await lab.strap()
    answer = lab.daemon.held_back["StartDiscovery"] = asyncio.Event()
    async with lab.listening(strap) as ear:
        await until(lambda: lab.daemon.is_searching)
        ear.task.cancel()
        await lab.sleep(1.0)
        answer.set()
        await asyncio.wait({ear.task}, timeout=30.0 * PATIENCE)
    assert not lab.daemon.is_searching
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)


async def test_a_search_that_begins_too_late_is_ended(lab: LookalikeLab) -> None:
    lab.delays = replace(lab.delays, connect_s=0.5)
    strap = await lab.strap()
    answer = lab.daemon.held_back["StartDiscovery"] = asyncio.Event()
    async with lab.listening(strap) as ear:
        await ear.until_state(LinkState.NO_ANSWER)
        answer.set()
        await ear.until_state(LinkState.FOUND)


async def test_a_d_bus_that_answers_nothing_is_said_in_one_sentence(lab: LookalikeLab) -> None:
    strap = await lab.strap()
    lab.bus.pause()
    with pytest.raises(StrapChoiceError, match="Bluetooth does not answer"):
        await find_strap(None, lab.identity(strap), **lab.search())
    async with lab.listening(strap) as ear:
        await ear.until_state(LinkState.NO_ANSWER)
        lab.bus.go_on()
        await hear(lab, strap, ear)


async def test_ending_while_the_d_bus_is_gone_is_clean(lab: LookalikeLab) -> None:
    strap = await lab.strap()
    async with lab.listening(strap) as ear:
        await hear(lab, strap, ear)
        await lab.kill_bus()
        await ear.until_state(LinkState.NO_RADIO)
    assert strap.links == 0
