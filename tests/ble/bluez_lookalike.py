"""A bluetoothd look-alike: what bleak's own BlueZ backend talks to, with Bumble's radio behind it.

It answers the members that bleak calls for a heart-rate strap, in the order of signals that the
real daemon keeps (bluetoothd 5.66, seen on rung 3), and it can be told to refuse. It knows nothing
of the strap: links, services and bytes come over the air as on rung 1.
"""

from __future__ import annotations

from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData
from bleak.exc import BleakBluetoothNotAvailableReason
from dbus_fast import Message, Variant

from tests.ble.bluez_device import ABORTED, Device
from tests.ble.bluez_errors import BluezError, failed, in_progress, not_ready, unknown_object
from tests.ble.bluez_objects import (
    ADAPTER,
    ADAPTER_1,
    DEVICE_1,
    BluezObjects,
    adapter_properties,
    device_path,
    device_properties,
)
from tests.ble.bluez_service import Answer, BusService
from tests.ble.bumble_backend import Radio

RSSI_THRESHOLD_DB = 8
"""As in bluetoothd's src/device.c, for clients that want no duplicates; bleak is one."""
HEART_RATE = "0000180d-0000-1000-8000-00805f9b34fb"


class BluezLookalike(BusService):
    """The daemon; `start` puts it on a bus."""

    def __init__(self, radio: Radio) -> None:
        super().__init__("org.bluez")
        self.aborts_at_connect = 0
        """So many of the next connections the daemon ends by itself, as when the air is busy."""
        self.rejects_at_stop = 0
        """So many of the next ends of a scan are refused although it ends (BlueZ before 5.88)."""
        self.forgets_at_connect = 0
        """So many of the next devices to be connected are forgotten just before."""
        self._radio = radio
        self._devices: dict[str, Device] = {}
        self._discoverers: set[str | None] = set()
        self._scanner = radio.Scanner(self._hear, None, "active")
        self.objects = BluezObjects(self.send)
        self.members = {
            "GetManagedObjects": self._managed_objects,
            "SetDiscoveryFilter": self._set_discovery_filter,
            "StartDiscovery": self._start_discovery,
            "StopDiscovery": self._stop_discovery,
            "RemoveDevice": self._remove_device,
            "Connect": self._connect,
            "Disconnect": self._disconnect,
            "Pair": self._pair,
            "Set": self._set,
            "ReadValue": self._read_value,
            "WriteValue": self._write_value,
            "StartNotify": self._start_notify,
            "StopNotify": self._stop_notify,
        }

    async def start(self, bus_address: str) -> None:
        """Take the name of the real one on a bus, with one adapter that is on."""
        self.objects.tree.clear()
        self._devices.clear()
        self._discoverers.clear()
        await self.join(bus_address)
        self._add_adapter()
        await self.take_name()

    async def stop(self) -> None:
        """Leave the bus without a word, as in a crash; then the air and every link."""
        await self.vanish()
        await self._scanner.stop()
        for device in self._devices.values():
            await device.drop()
        await self.end_calls()

    @property
    def is_searching(self) -> bool:
        """True while it looks around for anybody."""
        return bool(self._discoverers)

    # What a test does to it.

    async def switch_off(self) -> None:
        """Power the adapter off: the scan and every link end."""
        self._discoverers.clear()
        await self._stop_scanning()
        for device in self._devices.values():
            await device.drop()
        self._radio.trouble = BleakBluetoothNotAvailableReason.POWERED_OFF
        self.objects.change(ADAPTER, ADAPTER_1, Powered=Variant("b", False))

    async def switch_on(self) -> None:
        """Power it on again."""
        await self._radio.power_on()
        self.objects.change(ADAPTER, ADAPTER_1, Powered=Variant("b", True))

    async def unplug(self) -> None:
        """Take the adapter away with all that it knows."""
        await self.switch_off()
        self._devices.clear()
        self.objects.remove(ADAPTER)

    async def plug_in(self) -> None:
        """Bring it back."""
        await self._radio.power_on()
        self._add_adapter()

    async def drop(self, address: str) -> None:
        """End the link to a device from this side, as the daemon does when told by another."""
        await self._devices[device_path(address)].drop()

    async def hold(self, address: str, name: str) -> None:
        """Connect to a device and keep it, as for another program of this computer."""
        self._add_device(address, name, [HEART_RATE], rssi=-127)
        device = self._devices[device_path(address)]
        await device.connect()
        await device.resolved.wait()

    async def _managed_objects(self, _message: Message) -> Answer:
        return Answer("a{oa{sa{sv}}}", (self.objects.tree,))

    # The adapter.

    def _add_adapter(self) -> None:
        address = self._radio.device.random_address.to_string(with_type_qualifier=False)
        self.objects.add(ADAPTER, ADAPTER_1, adapter_properties(address))

    async def _set_discovery_filter(self, _message: Message) -> Answer:
        return Answer()  # bleak filters by itself once more

    async def _start_discovery(self, message: Message) -> Answer:
        if self._radio.trouble is not None:
            raise not_ready()
        if message.sender in self._discoverers:
            raise in_progress()
        if not self._discoverers:
            await self._scanner.start()
        self._discoverers.add(message.sender)
        self.objects.change(ADAPTER, ADAPTER_1, Discovering=Variant("b", True))
        return Answer()

    async def _stop_discovery(self, message: Message) -> Answer:
        if self._radio.trouble is not None:
            raise not_ready()
        if message.sender not in self._discoverers:
            raise BluezError("org.bluez.Error.Failed", "No discovery started")
        self._discoverers.remove(message.sender)
        if not self._discoverers:
            await self._stop_scanning()
        if self.rejects_at_stop:
            self.rejects_at_stop -= 1
            raise in_progress()
        return Answer()

    async def _stop_scanning(self) -> None:
        await self._scanner.stop()
        for path in self._devices:
            self.objects.invalidate(path, DEVICE_1, "RSSI")
        self.objects.change(ADAPTER, ADAPTER_1, Discovering=Variant("b", False))

    async def _remove_device(self, message: Message) -> Answer:
        (path,) = message.body
        if path not in self._devices:
            raise BluezError("org.bluez.Error.DoesNotExist", "Does Not Exist")
        await self._devices.pop(path).drop()
        self.objects.remove(path)
        return Answer()

    def _hear(self, device: BLEDevice, seen: AdvertisementData) -> None:
        """Tell of a device once a scan, and again only when its strength has changed by much."""
        path = device_path(device.address)
        if path not in self._devices:
            self._add_device(device.address, seen.local_name, seen.service_uuids, seen.rssi)
            return
        known = self.objects.tree[path][DEVICE_1].get("RSSI")
        if known is None or abs(known.value - seen.rssi) >= RSSI_THRESHOLD_DB:
            self.objects.change(path, DEVICE_1, RSSI=Variant("n", seen.rssi))

    def _add_device(self, address: str, name: str | None, uuids: list[str], rssi: int) -> None:
        path = device_path(address)
        self._devices[path] = Device(path, address, self._radio, self.objects)
        self.objects.add(path, DEVICE_1, device_properties(address, name, uuids, rssi))

    # A device and what it has.

    async def _connect(self, message: Message) -> Answer:
        if self._radio.trouble is not None:
            raise not_ready()
        device = self._device(message)
        if self.forgets_at_connect:
            self.forgets_at_connect -= 1
            self._devices.pop(device.path)
            self.objects.remove(device.path)
            raise unknown_object(device.path)
        await device.connect()
        if self.aborts_at_connect:
            self.aborts_at_connect -= 1
            await device.drop()
            raise failed(ABORTED)
        return Answer()

    async def _disconnect(self, message: Message) -> Answer:
        await self._device(message).disconnect()
        return Answer()

    async def _pair(self, message: Message) -> Answer:
        await self._device(message).pair()
        return Answer()

    async def _set(self, message: Message) -> Answer:
        interface, name, value = message.body
        device = self._device(message)
        self.objects.change(device.path, interface, **{name: value})
        return Answer()

    async def _write_value(self, message: Message) -> Answer:
        value, options = message.body
        is_request = options["type"].value == "request"
        await self._device(message).write(message.path or "", value, is_request=is_request)
        return Answer()

    async def _read_value(self, message: Message) -> Answer:
        return Answer("ay", (await self._device(message).read(message.path or ""),))

    async def _start_notify(self, message: Message) -> Answer:
        await self._device(message).start_notify(message.path or "")
        return Answer()

    async def _stop_notify(self, message: Message) -> Answer:
        await self._device(message).stop_notify(message.path or "")
        return Answer()

    def _device(self, message: Message) -> Device:
        """The device of a path like /org/bluez/hci0/dev_AA_BB/service0001/char0002."""
        device = self._devices.get("/".join((message.path or "").split("/")[:5]))
        if device is None or message.path not in self.objects.tree:
            raise unknown_object(message.path)
        return device
