"""A heart-rate strap on Bumble's virtual link that can be told to misbehave.

Wait for `subscribed` before you send: it is set when the central has asked for the heart rate,
and cleared when it is gone. Never wait for a time instead.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from bumble import hci
from bumble.core import UUID, AdvertisingData
from bumble.device import Connection, Device, DeviceConfiguration
from bumble.gatt import Characteristic, CharacteristicValue, Service
from bumble.host import Host
from bumble.link import LocalLink
from bumble.transport.common import AsyncPipeSink

from devices.readings import PacketReceived, PacketSource
from tests.ble.bumble_fixes import MendedController
from tests.ble.encoding import TICKS_PER_S, heart_rate_packet
from tests.ble.virtual_polar import PolarTraits, VirtualPolar

_HEART_RATE_SERVICE = UUID.from_16_bits(0x180D)
_LOCATION = 0x2A38
_ADVERTISED_EVERY_MS = 60
REMOTE_USER_TERMINATED = 0x13


@dataclass(frozen=True, slots=True)
class StrapTraits:
    """What makes one strap."""

    name: str = "Polar H10 1A2B3C4D"
    address: str = "C0:FF:EE:00:00:01"
    battery: int | None = 87
    """Percent; None: it has no battery service."""
    location: int | None = 1
    maker: str | None = "Polar Electro Oy"
    model: str | None = "H10"
    leaves_reads_unanswered: bool = False
    """Every read of battery, location and information hangs for ever."""
    leaves_location_unanswered: bool = False
    """That of the location alone does."""
    most_links: int = 1
    """Centrals that it takes at a time; it advertises while there is room."""
    polar: PolarTraits | None = None
    """Polar's measurement service; None: it has none."""
    has_heart_rate: bool = True
    """False: it advertises heart rate and has no such service (a firmware that was updated)."""


class VirtualStrap:
    """One strap; `put_on` makes it advertise."""

    def __init__(self, link: LocalLink, traits: StrapTraits) -> None:
        self.traits = traits
        self.subscribed = asyncio.Event()
        self.attempts = 0
        """Connections that a central has opened so far."""
        self.unanswered = 0
        """Reads so far that were left unanswered."""
        self.hang_ups_at_connect = 0
        """So many of the next connections are dropped as soon as they stand."""
        self.rr_ms = 1000.0
        self.controller = MendedController(traits.name, link=link)
        self.device = Device(
            config=DeviceConfiguration(
                name=traits.name,
                address=hci.Address(traits.address),
                advertising_interval_min=_ADVERTISED_EVERY_MS,
                advertising_interval_max=_ADVERTISED_EVERY_MS,
            ),
            host=Host(self.controller, AsyncPipeSink(self.controller)),
        )
        self.device.advertising_data = bytes(
            AdvertisingData(
                [
                    (AdvertisingData.FLAGS, b"\x06"),
                    (
                        AdvertisingData.INCOMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS,
                        _HEART_RATE_SERVICE.to_bytes(),
                    ),
                    (AdvertisingData.COMPLETE_LOCAL_NAME, traits.name.encode()),
                ]
            )
        )
        self._is_wanted = False
        self._links: list[Connection] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._measurement: Characteristic[bytes] = Characteristic(
            UUID.from_16_bits(0x2A37), Characteristic.Properties.NOTIFY, Characteristic.READABLE
        )
        self._measurement.on(self._measurement.EVENT_SUBSCRIPTION, self._heed_subscription)
        self._battery: Characteristic[bytes] = Characteristic(
            UUID.from_16_bits(0x2A19),
            Characteristic.Properties.READ | Characteristic.Properties.NOTIFY,
            Characteristic.READABLE,
            CharacteristicValue(read=self._read_battery),
        )
        self._battery_percent = traits.battery if traits.battery is not None else 0
        self.polar = None if traits.polar is None else VirtualPolar(self.device, traits.polar)
        self.device.add_services(self._services())
        self.device.on(self.device.EVENT_CONNECTION, self._heed_connection)

    @property
    def links(self) -> int:
        """Connections that stand, as far as the strap knows."""
        return len(self._links)

    @property
    def address(self) -> str:
        """As a central sees it."""
        return self.traits.address

    async def put_on(self) -> None:
        """Power up and advertise; again after each lost link, until it is taken off."""
        self._is_wanted = True
        if not self.device.powered_on:
            await self.device.power_on()
        await self._advertise()

    async def take_off(self) -> None:
        """Stop to advertise: out of reach, or switched off. Links that stand are kept."""
        self._is_wanted = False
        await self.device.stop_advertising()

    async def send(self, *packets: bytes) -> None:
        """Notify with these bytes, one after the other, whatever they are."""
        for packet in packets:
            await self.device.notify_subscribers(self._measurement, packet)

    async def send_beats(self, *rr_ms: float, in_contact: bool | None = True) -> None:
        """One well-formed packet with these intervals."""
        ticks = [round(interval * TICKS_PER_S / 1000.0) for interval in rr_ms]
        rate = round(60_000.0 / rr_ms[-1]) if rr_ms else round(60_000.0 / self.rr_ms)
        await self.send(heart_rate_packet(rate, ticks, in_contact=in_contact))

    async def set_battery(self, percent: int) -> None:
        """Change the level and tell who has asked to be told."""
        self._battery_percent = percent
        await self.device.notify_subscribers(self._battery, bytes([percent]))

    async def hang_up(self, reason: int = REMOTE_USER_TERMINATED) -> None:
        """End every link in good order, as a strap does that is switched off."""
        for connection in list(self._links):
            await connection.disconnect(reason)

    async def lose_link(self) -> None:
        """Lose every link without the other side's knowledge."""
        self.controller.lose_link()
        while self._links:  # noqa: ASYNC110 - our own host hears of it a few turns later
            await asyncio.sleep(0)

    async def shut_down(self) -> None:
        """Leave nothing running."""
        self._is_wanted = False
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _services(self) -> list[Service]:
        services: list[Service] = []
        traits = self.traits
        if traits.has_heart_rate:
            parts = [self._measurement]
            if traits.location is not None:
                parts.append(self._readable(_LOCATION, bytes([traits.location])))
            services.append(Service(_HEART_RATE_SERVICE, parts))
        if traits.battery is not None:
            services.append(Service(UUID.from_16_bits(0x180F), [self._battery]))
        words = {0x2A29: traits.maker, 0x2A24: traits.model}
        parts = [
            self._readable(number, text.encode())
            for number, text in words.items()
            if text is not None
        ]
        if parts:
            services.append(Service(UUID.from_16_bits(0x180A), parts))
        if self.polar is not None:
            services.append(self.polar.service)
        return services

    def _readable(self, number: int, value: bytes) -> Characteristic[bytes]:
        async def read(_connection: Connection) -> bytes:
            is_location = number == _LOCATION
            await self._hang_if_told(is_location and self.traits.leaves_location_unanswered)
            return value

        return Characteristic(
            UUID.from_16_bits(number),
            Characteristic.Properties.READ,
            Characteristic.READABLE,
            CharacteristicValue(read=read),
        )

    async def _read_battery(self, _connection: Connection) -> bytes:
        await self._hang_if_told()
        return struct.pack("<B", self._battery_percent)

    async def _hang_if_told(self, is_told: bool = False) -> None:
        if is_told or self.traits.leaves_reads_unanswered:
            self.unanswered += 1
            await asyncio.get_running_loop().create_future()

    def _heed_subscription(self, _connection: object, notifies: bool, _indicates: bool) -> None:
        if notifies:
            self.subscribed.set()
        else:
            self.subscribed.clear()

    def _heed_connection(self, connection: Connection) -> None:
        self.attempts += 1
        self._links.append(connection)
        connection.on(connection.EVENT_DISCONNECTION, lambda _: self._heed_loss(connection))
        if self.hang_ups_at_connect > 0:
            self.hang_ups_at_connect -= 1
            self._begin(connection.disconnect(REMOTE_USER_TERMINATED))
        elif len(self._links) < self.traits.most_links:
            self._begin(self._advertise())

    def _heed_loss(self, connection: Connection) -> None:
        self._links.remove(connection)
        if not self._links:
            self.subscribed.clear()
        self._begin(self._advertise())

    async def _advertise(self) -> None:
        if self._is_wanted and len(self._links) < self.traits.most_links:
            await self.device.start_advertising()

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def beat(
    strap: VirtualStrap, rr_ms: Sequence[float], second_s: float, *, in_contact: bool | None = True
) -> None:
    """Send beats in time, one packet a beat, as long as somebody listens.

    Parameters
    ----------
    strap
        Must be subscribed to.
    rr_ms
        The intervals.
    second_s
        Length of a session second on the loop's clock.
    in_contact
        What the contact bits say.
    """
    for interval in rr_ms:
        await asyncio.sleep(interval / 1000.0 * second_s)
        if not strap.subscribed.is_set():
            return
        await strap.send_beats(interval, in_contact=in_contact)


async def replay(strap: VirtualStrap, kept: Sequence[PacketReceived], second_s: float) -> None:
    """Send the heart rate packets of a journal again, as far apart as they came.

    So the log of a real strap becomes a scenario.
    """
    before_s = kept[0].at_s if kept else 0.0
    for packet in kept:
        await asyncio.sleep((packet.at_s - before_s) * second_s)
        before_s = packet.at_s
        if packet.source is PacketSource.HEART_RATE:
            await strap.send(packet.packet)
