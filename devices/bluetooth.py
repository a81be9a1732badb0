"""The door to bleak: one scan at a time, and its many errors as what they mean for a person.

bleak runs on whatever the system has (BlueZ, WinRT, CoreBluetooth). What it raises is told
apart here once, so that nobody else in this room needs to know. A backend may be handed in; it is
given on to bleak and is otherwise never spoken of.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

from bleak import BleakAdapter, BleakClient, BleakScanner
from bleak.backends.adapter import BaseBleakAdapter
from bleak.backends.client import BaseBleakClient
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakDBusError,
    BleakError,
)

from devices.heart_rate_service import HEART_RATE_SERVICE
from devices.readings import LinkState
from devices.strap_delays import StrapDelays

__all__ = ["LINK_ERRORS", "Bluetooth", "BluetoothTroubleError", "refuse_if_stopping"]

_logger = logging.getLogger(__name__)
_T = TypeVar("_T")

LINK_ERRORS = (BleakError, TimeoutError, OSError, EOFError)
"""What bleak and the systems below it raise when the world does not play along. D-Bus adds the
last two when its daemon dies."""

_one_scan = threading.Lock()
"""A second scan in the same process is refused by BlueZ (`org.bluez.Error.InProgress`)."""

_STATES = {
    BleakBluetoothNotAvailableReason.NO_BLUETOOTH: LinkState.NO_RADIO,
    BleakBluetoothNotAvailableReason.NO_BLE_CENTRAL_ROLE: LinkState.NO_RADIO,
    BleakBluetoothNotAvailableReason.POWERED_OFF: LinkState.RADIO_OFF,
    BleakBluetoothNotAvailableReason.DENIED_BY_USER: LinkState.NOT_ALLOWED,
    BleakBluetoothNotAvailableReason.DENIED_BY_SYSTEM: LinkState.NOT_ALLOWED,
    BleakBluetoothNotAvailableReason.DENIED_BY_UNKNOWN: LinkState.NOT_ALLOWED,
    BleakBluetoothNotAvailableReason.UNKNOWN: LinkState.NO_RADIO,
}
_DBUS_STATES = {
    "org.freedesktop.DBus.Error.ServiceUnknown": LinkState.NO_RADIO,
    "org.freedesktop.DBus.Error.NameHasNoOwner": LinkState.NO_RADIO,
    "org.freedesktop.DBus.Error.AccessDenied": LinkState.NOT_ALLOWED,
    "org.bluez.Error.NotReady": LinkState.RADIO_OFF,
    "org.bluez.Error.NotAuthorized": LinkState.NOT_ALLOWED,
}


class BluetoothTroubleError(Exception):
    """Bluetooth itself cannot be used at the moment; never leaves this room."""

    def __init__(self, state: LinkState, detail: str) -> None:
        super().__init__(detail)
        self.state = state
        self.detail = detail


def refuse_if_stopping() -> None:
    """Raise the cancellation of the running task anew if it was swallowed on the way.

    `asyncio.wait_for` before Python 3.12 loses a cancellation that arrives in the moment in
    which what it waits for completes, and libraries use it. A task remembers that it was asked
    to stop; every loop around a library's call asks here.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


@dataclass(frozen=True, slots=True)
class Bluetooth:
    """bleak as the strap's code uses it."""

    delays: StrapDelays
    scanner_backend: type[BaseBleakScanner] | None = None
    client_backend: type[BaseBleakClient] | None = None
    adapter_backend: type[BaseBleakAdapter] | None = None

    @contextlib.asynccontextmanager
    async def scanning(
        self, heed: Callable[[BLEDevice, AdvertisementData], None], *, knows_it: bool = False
    ) -> AsyncIterator[None]:
        """Hear every device nearby that offers a heart rate, as long as the context lasts.

        Parameters
        ----------
        heed
            Told of each, again and again.
        knows_it
            True where `heed` knows the device that it waits for. It is then also told of one that
            advertises a heart rate and had none when it was connected last: BlueZ goes by the
            services that it found then, and bleak by what BlueZ says of the device.

        Raises
        ------
        BluetoothTroubleError
            Bluetooth cannot be used.
        """
        while not _one_scan.acquire(blocking=False):  # noqa: ASYNC110 - held by another thread's loop
            await asyncio.sleep(self.delays.lock_s)
        try:
            asked_for = _for_the_system_alone() if knows_it else _for_bleak_too()
            scanner = BleakScanner(heed, **asked_for, **_given(self.scanner_backend))
            try:
                await self._start(scanner)
                yield
            except LINK_ERRORS as error:
                raise trouble_of(error) from error
            finally:
                with contextlib.suppress(*LINK_ERRORS):
                    async with asyncio.timeout(self.delays.request_s):
                        await scanner.stop()
        finally:
            _one_scan.release()

    async def carry_out(
        self, work: Coroutine[Any, Any, _T], *, within_s: float, parting_s: float
    ) -> _T:
        """What a library's call gives; broken off, it has a time of its own to clear up.

        bleak gives a broken off call back to the system before it returns, and a system that does
        not answer would keep whoever has closed the window waiting.

        Parameters
        ----------
        work
            The call.
        within_s
            How long it may take.
        parting_s
            How long its end is waited for after a cancellation, or when its time is up.

        Raises
        ------
        TimeoutError
            Its time was up.
        """
        task = asyncio.ensure_future(work)
        try:
            async with asyncio.timeout(within_s):
                return await asyncio.shield(task)
        except (asyncio.CancelledError, TimeoutError):
            for patience_s in (parting_s, self.delays.release_s):
                task.cancel()
                await asyncio.wait({task}, timeout=patience_s)
                if task.done():
                    break
            raise
        finally:
            task.add_done_callback(_look_at)

    async def _start(self, scanner: BleakScanner) -> None:
        """Begin a scan, and never break its beginning off.

        BlueZ carries on what was asked of it. A scan whose beginning is cancelled runs for as long
        as the program does: bleak knows of none to be stopped, and every later one is refused
        (`org.bluez.Error.InProgress`).
        """
        starting = asyncio.ensure_future(scanner.start())
        try:
            async with asyncio.timeout(self.delays.connect_s):
                await asyncio.shield(starting)
        except asyncio.CancelledError:
            await asyncio.wait({starting}, timeout=self.delays.request_s)
            starting.cancel()
            raise
        except TimeoutError as error:
            starting.add_done_callback(lambda _: _stop_late(scanner, starting))
            raise BluetoothTroubleError(LinkState.NO_ANSWER, "the search did not begin") from error

    async def connected_devices(self) -> list[BLEDevice]:
        """Devices with a heart rate that the system is connected to: they do not advertise.

        Empty where the system cannot tell.

        Raises
        ------
        BluetoothTroubleError
            Bluetooth cannot be used.
        """
        try:
            async with asyncio.timeout(self.delays.request_s):
                adapter = await BleakAdapter.get(**_given(self.adapter_backend))
                return await adapter.get_connected_devices([HEART_RATE_SERVICE])
        except NotImplementedError:
            return []
        except LINK_ERRORS as error:
            raise trouble_of(error) from error

    async def find(
        self, wanted: Callable[[BLEDevice, str | None], bool]
    ) -> tuple[BLEDevice, bool] | None:
        """The first device that is wanted, told by itself and its name, and whether it is held.

        It looks around for `scan_s`; then the devices are asked that the system is connected to.

        Raises
        ------
        BluetoothTroubleError
            Bluetooth cannot be used.
        """
        heard: list[BLEDevice] = []
        is_heard = asyncio.Event()

        def heed(device: BLEDevice, seen: AdvertisementData) -> None:
            if wanted(device, seen.local_name or device.name):
                heard.append(device)
                is_heard.set()

        async with self.scanning(heed, knows_it=True):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.delays.scan_s):
                    await is_heard.wait()
        if heard:
            return heard[-1], False
        for device in await self.connected_devices():
            if wanted(device, device.name):
                return device, True
        return None

    def client(self, device: BLEDevice, gone: Callable[[], None], *, is_retry: bool) -> BleakClient:
        """A client for a device that was just found.

        Parameters
        ----------
        device
            Fresh from a scan: an old handle may stand for nothing any more.
        gone
            Called on every disconnect.
        is_retry
            True when the last attempt failed: Windows is then told not to trust what it
            remembers of the services.
        """
        _forget_broken_off_question()
        return BleakClient(
            device,
            disconnected_callback=lambda _: gone(),
            timeout=self.delays.connect_s,
            winrt={"use_cached_services": False} if is_retry else {},
            **_given(self.client_backend),
        )


_late_stops: set[asyncio.Task[None]] = set()


def _stop_late(scanner: BleakScanner, starting: asyncio.Future[None]) -> None:
    """End a scan that has begun when nobody waited for it any more."""

    async def stop() -> None:
        with contextlib.suppress(*LINK_ERRORS):
            await scanner.stop()

    if not starting.cancelled() and starting.exception() is None:
        stopping = asyncio.ensure_future(stop())
        _late_stops.add(stopping)
        stopping.add_done_callback(_late_stops.discard)


def _look_at(task: asyncio.Future[Any]) -> None:
    """Take note of what a call came to that nobody waits for any more."""
    if not task.cancelled() and (fault := task.exception()) is not None:
        _logger.debug("a call ended: %s", fault)


def _for_bleak_too() -> dict[str, Any]:
    """Arguments of a scanner that hears devices with a heart rate only."""
    return {"service_uuids": [HEART_RATE_SERVICE]}


def _for_the_system_alone() -> dict[str, Any]:
    """The same, where BlueZ is asked for it and bleak does not look again."""
    if sys.platform != "linux":
        return _for_bleak_too()
    return {"bluez": {"filters": {"UUIDs": [HEART_RATE_SERVICE]}}}


def _forget_broken_off_question() -> None:
    """Let bleak ask for BlueZ's version anew where a cancellation broke its question off.

    bleak 3.1.0 asks once in a program, at the first connection. Where that one is cancelled in the
    middle, every later connection waits without end for an answer that nobody gives any more.
    """
    if sys.platform == "linux":
        from bleak.backends.bluezdbus.version import BlueZFeatures

        if not BlueZFeatures.checked_bluez_version:
            BlueZFeatures._check_bluez_event = None


def trouble_of(error: Exception) -> BluetoothTroubleError:
    """What an error of bleak's means for the use of Bluetooth as a whole."""
    detail = f"{type(error).__name__}: {error}"[:200]
    if isinstance(error, BleakBluetoothNotAvailableError):
        return BluetoothTroubleError(_STATES.get(error.reason, LinkState.NO_RADIO), detail)
    if isinstance(error, BleakDBusError):
        # Another scan runs, or one that got stuck: it passes, or switching Bluetooth off helps.
        return BluetoothTroubleError(
            _DBUS_STATES.get(error.dbus_error, LinkState.SEARCHING), detail
        )
    if isinstance(error, PermissionError):
        return BluetoothTroubleError(LinkState.NOT_ALLOWED, detail)
    if isinstance(error, OSError) and not isinstance(error, TimeoutError):
        # No D-Bus to talk to: the system's part of Bluetooth does not run.
        return BluetoothTroubleError(LinkState.NO_RADIO, detail)
    return BluetoothTroubleError(LinkState.SEARCHING, detail)


def _given(backend: Any) -> dict[str, Any]:
    return {} if backend is None else {"backend": backend}
