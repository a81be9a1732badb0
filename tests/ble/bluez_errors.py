"""The errors that bluetoothd answers with (src/error.c and gatt-client.c of BlueZ)."""

from __future__ import annotations

from bleak.exc import BleakError, BleakGATTProtocolError


class BluezError(Exception):
    """An error as D-Bus carries it."""

    def __init__(self, name: str, text: str = "") -> None:
        super().__init__(f"{name}: {text}")
        self.name = name
        self.text = text


def in_progress() -> BluezError:
    """The same is under way already."""
    return BluezError("org.bluez.Error.InProgress", "Operation already in progress")


def not_ready() -> BluezError:
    """The adapter is off."""
    return BluezError("org.bluez.Error.NotReady", "Resource Not Ready")


def not_authorized() -> BluezError:
    """A characteristic may not be read by us."""
    return BluezError("org.bluez.Error.NotAuthorized", "Not Authorized")


def failed(text: str) -> BluezError:
    """What BlueZ says of a connection that did not come about, and of much else."""
    return BluezError("org.bluez.Error.Failed", text)


def unknown_object(path: str | None) -> BluezError:
    """The D-Bus library's own: there is nothing at this path (any more)."""
    return BluezError(
        "org.freedesktop.DBus.Error.UnknownObject", f"Method called on {path}, no such object"
    )


def of_gatt(error: BleakError) -> BluezError:
    """An error from over the air, as bluetoothd words it."""
    if isinstance(error, BleakGATTProtocolError):
        not_paired = BluezError("org.bluez.Error.NotPermitted", "Not paired")
        named = {
            0x02: BluezError("org.bluez.Error.NotPermitted", "Read not permitted"),
            0x05: not_paired,
            0x0C: not_paired,
            0x0F: not_paired,
            0x08: not_authorized(),
        }
        return named.get(error.code, failed(f"Operation failed with ATT error: 0x{error.code:02x}"))
    return failed("Not connected")
