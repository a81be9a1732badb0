"""What a strap is asked beside the heart rate: its battery, and what it is.

None of it ever blocks or ends the heart rate: it runs in a task of its own, each question has its
time, and an answer that does not come or says nothing is simply not there.

A question that a strap leaves unanswered is the last one of its connection and is never asked
again. Over one link there is one question at a time, whose answer may take 30 s; then the systems
end the link (Bluetooth Core 5.4, Vol 3, Part F, 3.3.3). Asked anew at each connection, it would
end every one of them.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import TypeVar

from bleak import BleakClient
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.exc import BleakError

from devices.bluetooth import LINK_ERRORS, refuse_if_stopping
from devices.clock import SessionClock
from devices.errors import MalformedPacketError
from devices.heart_rate_service import (
    BATTERY_LEVEL,
    BODY_SENSOR_LOCATION,
    MANUFACTURER_NAME,
    MODEL_NUMBER,
    parse_battery_level,
    parse_body_location,
    parse_text,
)
from devices.link import Emit
from devices.readings import BatteryLevel, StrapInformation
from devices.strap_delays import StrapDelays

__all__ = ["StrapAbout"]

_logger = logging.getLogger(__name__)
_T = TypeVar("_T")


class StrapAbout:
    """Asks at each connection; remembers what was told, so that it is told once."""

    def __init__(self, delays: StrapDelays, clock: SessionClock) -> None:
        self._delays = delays
        self._clock = clock
        self._battery: int | None = None
        self._information: tuple[str | None, ...] | None = None
        self._unanswered: set[str] = set()
        self._is_waited_for = False

    async def ask(self, client: BleakClient, emit: Emit) -> None:
        """Ask for everything once, then hear of the battery, until cancelled.

        Its level is told by itself where the strap does that, and else asked for now and then.
        """
        self._is_waited_for = False
        told: asyncio.Queue[bytes] = asyncio.Queue()
        await self._ask_battery(client, emit)
        await self._subscribe_to_battery(client, told)
        await self._ask_information(client, emit)
        while True:
            refuse_if_stopping()
            try:
                async with asyncio.timeout(self._delays.battery_every_s):
                    value = await told.get()
            except TimeoutError:
                await self._ask_battery(client, emit)
                continue
            with contextlib.suppress(MalformedPacketError):
                await self._tell_battery(parse_battery_level(value), emit)

    async def _ask_battery(self, client: BleakClient, emit: Emit) -> None:
        percent = await self._read(client, BATTERY_LEVEL, parse_battery_level)
        if percent is not None:
            await self._tell_battery(percent, emit)

    async def _tell_battery(self, percent: int, emit: Emit) -> None:
        if percent != self._battery:
            self._battery = percent
            await emit(BatteryLevel(self._clock.now_s(), percent))

    async def _subscribe_to_battery(self, client: BleakClient, told: asyncio.Queue[bytes]) -> None:
        """Let the strap tell its level by itself, if it can."""

        def heed(_characteristic: BleakGATTCharacteristic, value: bytearray) -> None:
            told.put_nowait(bytes(value))

        characteristic = self._offered(client, BATTERY_LEVEL, "notify")
        if characteristic is None:
            return
        try:
            async with asyncio.timeout(self._delays.request_s):
                await client.start_notify(characteristic, heed)
        except TimeoutError:
            self._give_up(BATTERY_LEVEL)
        except LINK_ERRORS as error:
            _logger.info("the battery is not told by itself: %s", error)

    async def _ask_information(self, client: BleakClient, emit: Emit) -> None:
        location = await self._read(client, BODY_SENSOR_LOCATION, parse_body_location)
        maker = await self._read(client, MANUFACTURER_NAME, parse_text)
        model = await self._read(client, MODEL_NUMBER, parse_text)
        place = None if location is None else location.spoken
        told = (maker or None, model or None, place)
        if told != self._information and any(told):
            self._information = told
            await emit(StrapInformation(self._clock.now_s(), *told))

    async def _read(
        self, client: BleakClient, uuid: str, parse: Callable[[bytes], _T]
    ) -> _T | None:
        """An answer, or None where there is none that can be read."""
        refuse_if_stopping()
        characteristic = self._offered(client, uuid, "read")
        if characteristic is None:
            return None
        try:
            async with asyncio.timeout(self._delays.request_s):
                return parse(bytes(await client.read_gatt_char(characteristic)))
        except TimeoutError:
            self._give_up(uuid)
            return None
        except (*LINK_ERRORS, MalformedPacketError) as error:
            _logger.info("%s was not told: %s", uuid[4:8], error)
            return None

    def _offered(self, client: BleakClient, uuid: str, use: str) -> BleakGATTCharacteristic | None:
        """What may be used in a way, now; None where it is not offered or was left unanswered."""
        if self._is_waited_for or uuid in self._unanswered:
            return None
        try:
            characteristic = client.services.get_characteristic(uuid)
        except BleakError:
            return None  # the link was lost meanwhile, and the services with it
        if characteristic is None or use not in characteristic.properties:
            return None
        return characteristic

    def _give_up(self, uuid: str) -> None:
        """Wait for no answer any more: the next question would wait behind it."""
        self._is_waited_for = True
        self._unanswered.add(uuid)
        _logger.info("%s was not answered, and is not asked again", uuid[4:8])
