"""BlueZ's objects on D-Bus, and the signals that tell of every change.

Which properties there are is what bleak reads; names and paths are BlueZ's own
(doc/org.bluez.*.rst in its source). The paths' form is part of the interface: bleak parses it.
"""

from __future__ import annotations

from collections.abc import Callable

from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.service import BleakGATTService
from dbus_fast import Message, Variant

ADAPTER = "/org/bluez/hci0"
ADAPTER_1 = "org.bluez.Adapter1"
DEVICE_1 = "org.bluez.Device1"
SERVICE_1 = "org.bluez.GattService1"
CHARACTERISTIC_1 = "org.bluez.GattCharacteristic1"
OBJECT_MANAGER = "org.freedesktop.DBus.ObjectManager"
PROPERTIES = "org.freedesktop.DBus.Properties"

Properties = dict[str, Variant]


class BluezObjects:
    """The tree of objects; whoever changes it has told everybody on the bus."""

    def __init__(self, send: Callable[[Message], object]) -> None:
        self.tree: dict[str, dict[str, Properties]] = {}
        """Properties by path and interface."""
        self._send = send

    def add(self, path: str, interface: str, properties: Properties) -> None:
        """Add an object; BlueZ sends this signal from the root, whatever the path."""
        self.tree[path] = {interface: properties}
        self._signal("/", OBJECT_MANAGER, "InterfacesAdded", "oa{sa{sv}}", path, self.tree[path])

    def remove(self, path: str) -> None:
        """Remove an object with all below it, the lowest first."""
        for each in sorted(self.tree, reverse=True):
            if each == path or each.startswith(f"{path}/"):
                interfaces = list(self.tree.pop(each))
                self._signal("/", OBJECT_MANAGER, "InterfacesRemoved", "oas", each, interfaces)

    def change(self, path: str, interface: str, **properties: Variant) -> None:
        """Change properties of an object; nothing if it is gone."""
        if path in self.tree:
            self.tree[path][interface].update(properties)
            self._signal(
                path, PROPERTIES, "PropertiesChanged", "sa{sv}as", interface, properties, []
            )

    def invalidate(self, path: str, interface: str, name: str) -> None:
        """Take a property of an object away; nothing if it has none."""
        if self.tree.get(path, {}).get(interface, {}).pop(name, None) is not None:
            self._signal(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", interface, {}, [name])

    def below(self, path: str) -> list[str]:
        """Paths directly below one."""
        return [each for each in self.tree if each.rpartition("/")[0] == path]

    def _signal(
        self, path: str, interface: str, member: str, signature: str, *body: object
    ) -> None:
        self._send(Message.new_signal(path, interface, member, signature, list(body)))


def adapter_properties(address: str) -> Properties:
    """An adapter that is on."""
    return {
        "Address": Variant("s", address),
        "Powered": Variant("b", True),
        "Discovering": Variant("b", False),
        "Roles": Variant("as", ["central", "peripheral"]),
    }


def device_path(address: str) -> str:
    """Where a device with this address is."""
    return f"{ADAPTER}/dev_{address.replace(':', '_')}"


def device_properties(address: str, name: str | None, uuids: list[str], rssi: int) -> Properties:
    """A device that was just heard."""
    properties = {
        "Address": Variant("s", address),
        "AddressType": Variant("s", "random"),
        "Alias": Variant("s", name or address.replace(":", "-")),
        "Adapter": Variant("o", ADAPTER),
        "Paired": Variant("b", False),
        "Connected": Variant("b", False),
        "ServicesResolved": Variant("b", False),
        "UUIDs": Variant("as", uuids),
        "RSSI": Variant("n", rssi),
    }
    return properties if name is None else properties | {"Name": Variant("s", name)}


def service_path(device: str, service: BleakGATTService) -> str:
    """Where a service of a device is."""
    return f"{device}/service{service.handle:04x}"


def service_properties(device: str, service: BleakGATTService) -> Properties:
    """A primary service of a device."""
    return {
        "UUID": Variant("s", service.uuid),
        "Device": Variant("o", device),
        "Primary": Variant("b", True),
    }


def characteristic_path(service: str, characteristic: BleakGATTCharacteristic) -> str:
    """Where a characteristic of a service is."""
    return f"{service}/char{characteristic.handle:04x}"


def characteristic_properties(
    service: str, characteristic: BleakGATTCharacteristic, mtu: int
) -> Properties:
    """A characteristic of a service."""
    properties = {
        "UUID": Variant("s", characteristic.uuid),
        "Service": Variant("o", service),
        "Flags": Variant("as", characteristic.properties),
        "MTU": Variant("q", mtu),
    }
    if {"notify", "indicate"} & set(characteristic.properties):
        properties |= {"Notifying": Variant("b", False), "NotifyAcquired": Variant("b", False)}
    return properties
