"""A scanner and a client of bleak's that hand packets over without any radio."""

from __future__ import annotations

import asyncio
from typing import Any

from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient, NotifyCallback
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection

from benchmarks.link.feeds import WANTED
from devices.heart_rate_service import HEART_RATE_MEASUREMENT, HEART_RATE_SERVICE
from devices.polar_control import (
    POLAR_CONTROL_POINT,
    POLAR_DATA,
    POLAR_MEASUREMENT_SERVICE,
    ControlAnswer,
    encode_control_answer,
    encode_features,
)
from devices.polar_kinds import PolarKind, PolarOperation, PolarStatus

__all__ = ["BARE_CLIENT", "BARE_SCANNER", "hand_over"]

_listeners: dict[str, NotifyCallback] = {}
"""By characteristic; one strap at a time."""


async def hand_over(uuid: str, packet: bytes) -> None:
    """Give a packet to whoever has subscribed, as if it had come over the air."""
    listener = _listeners.get(uuid)
    if listener is not None:
        listener(bytearray(packet))


class _BareScanner(BaseBleakScanner):
    """One strap, there at once."""

    def __init__(self, callback: Any, uuids: list[str] | None, _mode: str, **_: Any) -> None:
        super().__init__(callback, uuids)

    async def start(self) -> None:
        self.seen_devices = {}
        seen = AdvertisementData("bare", {}, {}, [HEART_RATE_SERVICE], None, -50, ())
        device = self.create_or_update_device("bare", "C0:FF:EE:00:00:01", "bare", None, seen)
        asyncio.get_running_loop().call_soon(self.call_detection_callbacks, device, seen)

    async def stop(self) -> None:
        pass


class _BareClient(BaseBleakClient):
    """Packets handed over without a radio."""

    def __init__(self, device: BLEDevice | str, **options: Any) -> None:
        super().__init__(
            device,
            disconnected_callback=options["disconnected_callback"],
            timeout=options["timeout"],
        )

    @property
    def name(self) -> str:
        return "bare"

    @property
    def mtu_size(self) -> int:
        return 247

    @property
    def is_connected(self) -> bool:
        return self.services is not None

    async def connect(self, pair: bool, **kwargs: Any) -> None:
        self.services = BleakGATTServiceCollection()
        handle = 1
        for service, parts in (
            (HEART_RATE_SERVICE, (HEART_RATE_MEASUREMENT,)),
            (POLAR_MEASUREMENT_SERVICE, (POLAR_CONTROL_POINT, POLAR_DATA)),
        ):
            own = BleakGATTService(None, handle, service)
            self.services.add_service(own)
            for uuid in parts:
                handle += 1
                self.services.add_characteristic(
                    BleakGATTCharacteristic(None, handle, uuid, ["notify"], lambda: 244, own)
                )
            handle += 1

    async def disconnect(self) -> None:
        self.services = None

    async def pair(self, *args: Any, **kwargs: Any) -> None:
        raise NotImplementedError

    async def unpair(self) -> None:
        raise NotImplementedError

    async def read_gatt_char(self, characteristic: Any, **kwargs: Any) -> bytearray:
        return bytearray(encode_features(WANTED))

    async def read_gatt_descriptor(self, descriptor: Any, **kwargs: Any) -> bytearray:
        raise NotImplementedError

    async def write_gatt_char(self, characteristic: Any, data: Any, response: bool) -> None:
        request = bytes(data)
        answer = ControlAnswer(
            PolarOperation(request[0]), PolarKind(request[1]), PolarStatus.SUCCESS, 0
        )
        _listeners[POLAR_CONTROL_POINT](bytearray(encode_control_answer(answer)))

    async def write_gatt_descriptor(self, descriptor: Any, data: Any) -> None:
        raise NotImplementedError

    async def start_notify(
        self, characteristic: BleakGATTCharacteristic, callback: NotifyCallback, **kwargs: Any
    ) -> None:
        _listeners[characteristic.uuid] = callback

    async def stop_notify(self, characteristic: BleakGATTCharacteristic) -> None:
        del _listeners[characteristic.uuid]


BARE_SCANNER: type[BaseBleakScanner] = _BareScanner
BARE_CLIENT: type[BaseBleakClient] = _BareClient
