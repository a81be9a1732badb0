"""A bleak backend on Bumble's virtual link: bleak's public interface, real bytes, no radio.

It keeps the rules of the real backends: the disconnected callback fires on every disconnect,
also our own; `services` is None after it; an ATT error becomes `BleakGATTProtocolError`; what is
in flight when the link drops raises `BleakError`; a connect that takes too long raises
`TimeoutError`.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from bleak.args import SizedBuffer
from bleak.backends.adapter import BaseBleakAdapter
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient, NotifyCallback
from bleak.backends.descriptor import BleakGATTDescriptor
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakDBusError,
    BleakError,
    BleakGATTProtocolError,
)
from bleak.uuids import normalize_uuid_str
from bumble import hci
from bumble.att import ATT_Error
from bumble.core import BaseBumbleError
from bumble.device import Advertisement, Connection, Device, DeviceConfiguration, Peer
from bumble.gatt import Characteristic
from bumble.host import Host
from bumble.link import LocalLink
from bumble.transport.common import AsyncPipeSink

from tests.ble.bumble_fixes import MendedController

_T = TypeVar("_T")
_LARGEST_MTU = 247


class Radio:
    """The one adapter of the virtual computer, and the backend classes bound to it."""

    def __init__(self, link: LocalLink, address: str = "F0:F1:F2:F3:F4:F5") -> None:
        self.controller = MendedController("central", link=link)
        self.device = Device(
            config=DeviceConfiguration(name="central", address=hci.Address(address)),
            host=Host(self.controller, AsyncPipeSink(self.controller)),
        )
        self.trouble: BleakBluetoothNotAvailableReason | None = None
        """Why Bluetooth cannot be used at the moment."""
        self.held: dict[str, tuple[Connection, str]] = {}
        """Connections that another program of this computer holds, and the names."""
        self.scanners = 0
        """Scans that run now; a second one is refused as BlueZ does."""
        self.clients: set[_Client] = set()
        self.Scanner = type("BumbleScanner", (_Scanner,), {"radio": self})
        self.Client = type("BumbleClient", (_Client,), {"radio": self})
        self.Adapter = type("BumbleAdapter", (_Adapter,), {"radio": self})

    async def power_on(self) -> None:
        """Make it usable."""
        if not self.device.powered_on:
            await self.device.power_on()
        self.trouble = None

    def fail(self, reason: BleakBluetoothNotAvailableReason) -> None:
        """Switch it off, or refuse its use: every link of this side is lost."""
        self.trouble = reason
        self.controller.lose_link()

    def check(self) -> None:
        """Raise what bleak raises while it cannot be used."""
        if self.trouble is not None:
            raise BleakBluetoothNotAvailableError(self.trouble.name, self.trouble)

    async def hold(self, address: str, name: str) -> None:
        """Connect as another program of this computer would."""
        connection = await self.device.connect_le(hci.Address(address))
        self.held[address] = (connection, name)
        connection.on(connection.EVENT_DISCONNECTION, lambda _: self.held.pop(address, None))


class _Adapter(BaseBleakAdapter):
    radio: Radio

    @classmethod
    async def get(cls, **kwargs: Any) -> _Adapter:
        cls.radio.check()
        return cls()

    async def get_connected_devices(self, service_uuids: frozenset[str]) -> list[BLEDevice]:
        self.radio.check()
        return [
            BLEDevice(address, name, hci.Address(address))
            for address, (_, name) in self.radio.held.items()
        ]


class _Scanner(BaseBleakScanner):
    radio: Radio

    def __init__(
        self,
        detection_callback: Any,
        service_uuids: list[str] | None,
        scanning_mode: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(detection_callback, service_uuids)
        self._is_started = False

    async def start(self) -> None:
        self.radio.check()
        if self.radio.scanners:
            raise BleakDBusError("org.bluez.Error.InProgress", ["Operation already in progress"])
        self.radio.scanners += 1
        self._is_started = True
        self.seen_devices = {}
        device = self.radio.device
        device.on(device.EVENT_ADVERTISEMENT, self._heed)
        await device.start_scanning(active=True, filter_duplicates=False)

    async def stop(self) -> None:
        if not self._is_started:
            return
        self._is_started = False
        self.radio.scanners -= 1
        device = self.radio.device
        device.remove_listener(device.EVENT_ADVERTISEMENT, self._heed)
        await device.stop_scanning()

    def _heed(self, seen: Advertisement) -> None:
        if self.radio.trouble is not None:
            return
        name = seen.data.get(seen.data.COMPLETE_LOCAL_NAME)
        uuids = [
            normalize_uuid_str(uuid.to_hex_str("-").lower())
            for listed in seen.data.get_all(seen.data.INCOMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS)
            for uuid in listed
        ]
        if not self.is_allowed_uuid(uuids):
            return
        local_name = name if isinstance(name, str) else None
        data = AdvertisementData(local_name, {}, {}, uuids, None, seen.rssi, ())
        address = seen.address.to_string(with_type_qualifier=False)
        device = self.create_or_update_device(address, address, local_name, seen.address, data)
        self.call_detection_callbacks(device, data)


class _Client(BaseBleakClient):
    radio: Radio

    def __init__(self, address_or_ble_device: BLEDevice | str, **kwargs: Any) -> None:
        super().__init__(
            address_or_ble_device,
            disconnected_callback=kwargs["disconnected_callback"],
            timeout=kwargs["timeout"],
        )
        assert isinstance(address_or_ble_device, BLEDevice)  # the product never gives an address
        self._details: hci.Address = address_or_ble_device.details
        self._name = address_or_ble_device.name
        self._connection: Connection | None = None
        self._peer: Peer | None = None
        self._listeners: dict[int, Callable[[bytes], None]] = {}

    @property
    def name(self) -> str:
        return self._name or self.address.replace(":", "-")

    @property
    def mtu_size(self) -> int:
        return self._connection.att_mtu if self._connection is not None else 23

    @property
    def is_connected(self) -> bool:
        return self._connection is not None

    async def connect(self, pair: bool, **kwargs: Any) -> None:
        self.radio.check()
        held = self.radio.held.get(self.address)
        connection = held[0] if held is not None else await self._link_up()
        self._connection = connection
        self.radio.clients.add(self)
        connection.on(connection.EVENT_DISCONNECTION, self._heed_loss)
        try:
            self._peer = Peer(connection)
            self.services = await self._answer(self._discover(self._peer))
        except BaseException:
            await self.disconnect()
            raise

    async def _link_up(self) -> Connection:
        """Connect; a time-out or a cancel first cancels the radio's own procedure."""
        device = self.radio.device
        task = asyncio.ensure_future(device.connect_le(self._details, timeout=None))
        try:
            async with asyncio.timeout(self._timeout):
                return await asyncio.shield(task)
        except BaseBumbleError as error:
            raise BleakError(str(error)) from error
        except (TimeoutError, asyncio.CancelledError):
            with contextlib.suppress(BaseBumbleError):  # disallowed when it has just come about
                await device.cancel_connection()  # type: ignore[no-untyped-call]  # of Bumble's
            with contextlib.suppress(BaseBumbleError):
                await (await task).disconnect()  # it won the race
            raise

    async def _discover(self, peer: Peer) -> BleakGATTServiceCollection:
        await peer.request_mtu(_LARGEST_MTU)
        found = BleakGATTServiceCollection()
        for service in await peer.discover_services():
            uuid = normalize_uuid_str(service.uuid.to_hex_str("-").lower())
            own = BleakGATTService(service, service.handle, uuid)
            found.add_service(own)
            for each in await peer.discover_characteristics(service=service):
                await peer.discover_descriptors(each)
                found.add_characteristic(
                    BleakGATTCharacteristic(
                        each,
                        each.handle,
                        normalize_uuid_str(each.uuid.to_hex_str("-").lower()),
                        _property_names(each.properties),
                        lambda: self.mtu_size - 3,
                        own,
                    )
                )
        return found

    async def disconnect(self) -> None:
        connection = self._connection
        if connection is not None:
            with contextlib.suppress(BaseBumbleError):
                await connection.disconnect()

    async def pair(self, *args: Any, **kwargs: Any) -> None:
        await self._answer(self._standing().pair())

    async def unpair(self) -> None:
        raise NotImplementedError

    async def read_gatt_char(
        self, characteristic: BleakGATTCharacteristic, *, use_cached: bool = False, **kwargs: Any
    ) -> bytearray:
        self._standing()
        return bytearray(await self._answer(characteristic.obj.read_value()))

    async def read_gatt_descriptor(
        self, descriptor: BleakGATTDescriptor, *, use_cached: bool = False, **kwargs: Any
    ) -> bytearray:
        self._standing()
        return bytearray(await self._answer(descriptor.obj.read_value()))

    async def write_gatt_char(
        self, characteristic: BleakGATTCharacteristic, data: SizedBuffer, response: bool
    ) -> None:
        self._standing()
        await self._answer(characteristic.obj.write_value(bytes(data), with_response=response))

    async def write_gatt_descriptor(
        self, descriptor: BleakGATTDescriptor, data: SizedBuffer
    ) -> None:
        self._standing()
        await self._answer(descriptor.obj.write_value(bytes(data), with_response=True))

    async def start_notify(
        self, characteristic: BleakGATTCharacteristic, callback: NotifyCallback, **kwargs: Any
    ) -> None:
        self._standing()

        def hear(value: bytes) -> None:
            callback(bytearray(value))

        self._listeners[characteristic.handle] = hear
        await self._answer(characteristic.obj.subscribe(hear))

    async def stop_notify(self, characteristic: BleakGATTCharacteristic) -> None:
        self._standing()
        hear = self._listeners.pop(characteristic.handle)
        await self._answer(characteristic.obj.unsubscribe(hear))

    def _standing(self) -> Connection:
        if self._connection is None:
            raise BleakError("Not connected")
        return self._connection

    async def _answer(self, asked: Awaitable[_T]) -> _T:
        """Wait for an answer, with Bumble's errors as bleak's."""
        try:
            return await asked
        except ATT_Error as error:
            raise BleakGATTProtocolError(error.error_code) from error
        except asyncio.CancelledError:
            task = asyncio.current_task()
            assert task is not None  # we run in one
            if task.cancelling():
                raise
            # Bumble cancels what is in flight when the link is lost.
            raise BleakError("the link was lost") from None
        except BaseBumbleError as error:
            raise BleakError(str(error)) from error

    def _heed_loss(self, _reason: int) -> None:
        self._connection = self._peer = None
        self.services = None
        self._listeners.clear()
        self.radio.clients.discard(self)
        if self._disconnected_callback is not None:
            self._disconnected_callback()


def _property_names(properties: Characteristic.Properties) -> list[Any]:
    names = {
        Characteristic.Properties.READ: "read",
        Characteristic.Properties.WRITE: "write",
        Characteristic.Properties.WRITE_WITHOUT_RESPONSE: "write-without-response",
        Characteristic.Properties.NOTIFY: "notify",
        Characteristic.Properties.INDICATE: "indicate",
    }
    return [name for bit, name in names.items() if properties & bit]
