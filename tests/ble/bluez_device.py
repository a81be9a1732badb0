"""One device of the BlueZ look-alike: its link, its services, and what it tells of them."""

from __future__ import annotations

import asyncio
from typing import Any

from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.device import BLEDevice
from bleak.exc import BleakError
from bumble import hci
from bumble.device import Connection
from dbus_fast import Variant

from tests.ble.bluez_errors import BluezError, failed, in_progress, of_gatt
from tests.ble.bluez_objects import (
    CHARACTERISTIC_1,
    DEVICE_1,
    SERVICE_1,
    BluezObjects,
    characteristic_path,
    characteristic_properties,
    service_path,
    service_properties,
)
from tests.ble.bumble_backend import Radio

CONNECT_TIMEOUT_S = 30.0
"""Longer than any client waits: bleak's own time-out cancels with Disconnect."""
ABORTED = "le-connection-abort-by-local"


class Device:
    """A device that was heard; its object is added and removed by the daemon."""

    def __init__(self, path: str, address: str, radio: Radio, objects: BluezObjects) -> None:
        self.path = path
        self.resolved = asyncio.Event()
        """Services are known."""
        self._handle = BLEDevice(address, None, hci.Address(address))
        self._radio = radio
        self._objects = objects
        self._bringing_up: asyncio.Task[None] | None = None
        self._client: Any = None
        self._characteristics: dict[str, BleakGATTCharacteristic] = {}

    async def connect(self) -> None:
        """Return when the link stands; services follow, as with the real daemon."""
        if self._client is not None:
            return
        if self._bringing_up is not None:
            raise in_progress()
        link_stands: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        bringing_up = asyncio.ensure_future(self._bring_up(link_stands))
        self._bringing_up = bringing_up
        await asyncio.wait({bringing_up, link_stands}, return_when=asyncio.FIRST_COMPLETED)
        if not link_stands.done():
            raise failed(ABORTED)

    async def disconnect(self) -> None:
        """End the link, or give up to make one."""
        if self._bringing_up is not None:
            self._bringing_up.cancel()
            await asyncio.wait({self._bringing_up})
        elif self._client is None:
            raise failed("Not Connected")
        await self.drop()

    async def drop(self) -> None:
        """End the link if there is one."""
        if self._bringing_up is not None:
            self._bringing_up.cancel()
            await asyncio.wait({self._bringing_up})
        if self._client is not None:
            await self._client.disconnect()

    async def read(self, path: str) -> bytes:
        """Read a characteristic; its value changes by that, and everybody is told so."""
        try:
            value = bytes(await self._standing().read_gatt_char(self._characteristics[path]))
        except BleakError as error:
            raise of_gatt(error) from error
        self._objects.change(path, CHARACTERISTIC_1, Value=Variant("ay", value))
        return value

    async def write(self, path: str, value: bytes, *, is_request: bool) -> None:
        """Write a characteristic; a request is answered, a command is not."""
        try:
            await self._standing().write_gatt_char(self._characteristics[path], value, is_request)
        except BleakError as error:
            raise of_gatt(error) from error

    async def pair(self) -> None:
        """Encrypt the link, with keys that nobody was asked for."""
        try:
            await self._standing().pair()
        except BleakError as error:
            raise BluezError("org.bluez.Error.AuthenticationFailed", str(error)) from error
        self._objects.change(self.path, DEVICE_1, Paired=Variant("b", True))

    async def start_notify(self, path: str) -> None:
        """Ask the device to notify."""
        if self._objects.tree[path][CHARACTERISTIC_1]["Notifying"].value:
            raise in_progress()

        def tell(value: bytearray) -> None:
            self._objects.change(path, CHARACTERISTIC_1, Value=Variant("ay", bytes(value)))

        try:
            await self._standing().start_notify(self._characteristics[path], tell)
        except BleakError as error:
            raise of_gatt(error) from error
        self._objects.change(path, CHARACTERISTIC_1, Notifying=Variant("b", True))

    async def stop_notify(self, path: str) -> None:
        """Ask it no longer to."""
        try:
            await self._standing().stop_notify(self._characteristics[path])
        except BleakError as error:
            raise of_gatt(error) from error
        self._objects.change(path, CHARACTERISTIC_1, Notifying=Variant("b", False))

    async def _bring_up(self, link_stands: asyncio.Future[None]) -> None:
        """Connect and discover; the link is told of as soon as it stands, the services after."""
        client = self._radio.Client(
            self._handle, disconnected_callback=None, timeout=CONNECT_TIMEOUT_S
        )

        def heed_link(connection: Connection) -> None:
            if connection.peer_address == self._handle.details:
                self._client = client
                connection.on(connection.EVENT_DISCONNECTION, self._heed_loss)
                self._objects.change(self.path, DEVICE_1, Connected=Variant("b", True))
                link_stands.set_result(None)

        central = self._radio.device
        central.on(central.EVENT_CONNECTION, heed_link)
        try:
            await client.connect(False)
        except (BleakError, TimeoutError):
            return  # without a link Connect is refused; a link that was lost again has told so
        finally:
            central.remove_listener(central.EVENT_CONNECTION, heed_link)
            self._bringing_up = None
        self._tell_services(client)

    def _tell_services(self, client: Any) -> None:
        for service in client.services:
            parent = service_path(self.path, service)
            self._objects.add(parent, SERVICE_1, service_properties(self.path, service))
            for each in service.characteristics:
                path = characteristic_path(parent, each)
                self._characteristics[path] = each
                properties = characteristic_properties(parent, each, client.mtu_size)
                self._objects.add(path, CHARACTERISTIC_1, properties)
        self.resolved.set()
        # From here on the daemon goes by what it has found, whatever is advertised.
        uuids = Variant("as", [service.uuid for service in client.services])
        self._objects.change(self.path, DEVICE_1, UUIDs=uuids, ServicesResolved=Variant("b", True))

    def _standing(self) -> Any:
        if self._client is None:
            raise failed("Not connected")
        return self._client

    def _heed_loss(self, _reason: int) -> None:
        """Tell that the services are gone, and then the link, as the real daemon does."""
        self._client = None
        self._characteristics.clear()
        self.resolved.clear()
        self._objects.change(self.path, DEVICE_1, ServicesResolved=Variant("b", False))
        for path in self._objects.below(self.path):
            self._objects.remove(path)
        self._objects.change(self.path, DEVICE_1, Connected=Variant("b", False))
