"""Which straps are near, and the one that is meant for a session; on the caller's own loop.

For those without a loop there is `strap_search`, and `strap_survey` for a live list.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass
from typing import TypeVar

from bleak.backends.adapter import BaseBleakAdapter
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner

from devices.bluetooth import Bluetooth, BluetoothTroubleError, refuse_if_stopping
from devices.choice_said import StrapChoiceSaid
from devices.errors import StrapChoiceError
from devices.readings import LinkState
from devices.sensor_text import clean_name
from devices.strap_delays import StrapDelays
from devices.strap_identity import FoundStrap, StrapIdentity, choose_strap, named_straps

__all__ = ["Nearby", "at_least_every", "discover", "find_strap"]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Nearby:
    """What is near at one moment."""

    straps: tuple[FoundStrap, ...] = ()
    """In the order in which they were first heard, so that a list does not jump about."""
    trouble: LinkState | None = None
    """Why Bluetooth cannot be used; its sentence says what to do. None: it can."""
    detail: str = ""
    """What the system said of the trouble, for troubleshooting."""


async def discover(
    known: Iterable[FoundStrap] = (),
    *,
    delays: StrapDelays | None = None,
    scanner_backend: type[BaseBleakScanner] | None = None,
    adapter_backend: type[BaseBleakAdapter] | None = None,
) -> AsyncGenerator[Nearby]:
    """Everything with a heart rate nearby, anew whenever it changes; without end.

    A radio that is off, or a permission that is missing, is reported and asked for again.
    Only one scan runs in a program at a time: close this before a `StrapSensor` is to connect.

    Parameters
    ----------
    known
        Straps that were heard just now, where the list goes on after a pause.
    """
    delays = delays if delays is not None else StrapDelays()
    bluetooth = Bluetooth(delays, scanner_backend, None, adapter_backend)
    loop = asyncio.get_running_loop()
    heard = {strap.address: (strap, loop.time()) for strap in known}
    told: Nearby | None = None

    def heed(device: BLEDevice, seen: AdvertisementData) -> None:
        name = clean_name(seen.local_name or device.name)
        identity = StrapIdentity(name, device.address)
        heard[device.address] = FoundStrap(identity, seen.rssi, is_held=False), loop.time()

    while True:
        refuse_if_stopping()
        try:
            # A scan that goes on says nothing of a radio that was switched off: begin anew.
            async with bluetooth.scanning(heed):
                for _ in range(max(1, round(delays.scan_s / delays.list_every_s))):
                    await asyncio.sleep(delays.list_every_s)
                    forget_s = loop.time() - delays.forget_s
                    heard = {key: each for key, each in heard.items() if each[1] >= forget_s}
                    found = Nearby(tuple(strap for strap, _ in heard.values()))
                    if found != told:
                        told = found
                        yield found
            for device in await bluetooth.connected_devices():
                identity = StrapIdentity(clean_name(device.name), device.address)
                heard[device.address] = FoundStrap(identity, None, is_held=True), loop.time()
        except BluetoothTroubleError as error:
            trouble = error.state if error.state is not LinkState.SEARCHING else None
            heard.clear()
            found = Nearby((), trouble, error.detail)
            if found != told:
                told = found
                yield found
            await asyncio.sleep(delays.radio_poll_s)


async def find_strap(
    asked: str | None,
    remembered: StrapIdentity | None,
    *,
    delays: StrapDelays | None = None,
    scanner_backend: type[BaseBleakScanner] | None = None,
    adapter_backend: type[BaseBleakAdapter] | None = None,
) -> StrapIdentity:
    """The strap that is meant: the one that is asked for, or that of last time, or the only one.

    Parameters
    ----------
    asked
        An address, its end, or a part of a name; None: none in particular.
    remembered
        The strap of last time. Where it is not there, no other one is taken in its place: that
        could be a stranger's.

    Raises
    ------
    StrapChoiceError
        None or more than one is meant, or Bluetooth cannot be used; the message says what to do.
    """
    delays = delays if delays is not None else StrapDelays()
    loop = asyncio.get_running_loop()
    began_s = loop.time()
    heard_since_s: float | None = None
    nearby: Nearby | None = None
    steps = discover(
        delays=delays, scanner_backend=scanner_backend, adapter_backend=adapter_backend
    )
    async with contextlib.aclosing(at_least_every(delays.list_every_s, steps)) as changes:
        async for change in changes:
            nearby = change if change is not None else nearby
            if nearby is not None and nearby.trouble is not None:
                raise StrapChoiceError(StrapChoiceSaid.TROUBLE, state=nearby.trouble)
            straps = [] if nearby is None else [found.identity for found in nearby.straps]
            now_s = loop.time()
            if straps and heard_since_s is None:
                heard_since_s = now_s
            certain = _certain(straps, asked, remembered)
            if certain is not None:
                return certain
            # A second one that fits may advertise a moment later.
            if heard_since_s is not None and now_s - heard_since_s >= delays.settle_s:
                chosen = choose_strap(straps, asked, remembered)
                if chosen is not None:
                    return chosen
            if now_s - began_s >= delays.choose_s:
                break
    if nearby is None:  # the system took the wish to look around, and never answered it
        raise StrapChoiceError(StrapChoiceSaid.TROUBLE, state=LinkState.NO_ANSWER)
    raise _none_there(nearby, asked, remembered)


async def at_least_every(every_s: float, steps: AsyncGenerator[_T]) -> AsyncGenerator[_T | None]:
    """What comes, and None where nothing came for a while."""
    coming: asyncio.Future[_T] | None = None
    try:
        while True:
            if coming is None:
                coming = asyncio.ensure_future(anext(steps))
            done, _ = await asyncio.wait({coming}, timeout=every_s)
            if not done:
                yield None
                continue
            change, coming = coming.result(), None
            yield change
    finally:
        if coming is not None:
            coming.cancel()
            await asyncio.wait({coming})
        await steps.aclose()


def _certain(
    straps: list[StrapIdentity], asked: str | None, remembered: StrapIdentity | None
) -> StrapIdentity | None:
    """The strap that no further one can make doubtful: its whole address, or that of last time."""
    for strap in straps:
        if asked is not None and strap.address.casefold() == asked.strip().casefold():
            return strap
        if asked is None and remembered is not None:
            if remembered.is_same(strap.address, strap.name):
                return strap
    return None


def _none_there(
    nearby: Nearby, asked: str | None, remembered: StrapIdentity | None
) -> StrapChoiceError:
    """Why no strap was taken, and what to do."""
    others = named_straps([found.identity for found in nearby.straps])
    if asked is not None and others:
        return StrapChoiceError(StrapChoiceSaid.OTHER_NAMES, asked=asked, names=others)
    if asked is not None:
        return StrapChoiceError(StrapChoiceSaid.NAMED_NOT_FOUND, asked=asked)
    if remembered is None:
        return StrapChoiceError(StrapChoiceSaid.NONE_FOUND)
    if others:
        said = StrapChoiceSaid.OTHERS_ONLY
        return StrapChoiceError(said, last=remembered.name, names=others)
    return StrapChoiceError(StrapChoiceSaid.LAST_NOT_FOUND, last=remembered.name)
