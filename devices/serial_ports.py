"""Serial ports of this computer: listed, never opened. A home-made pulse sensor shows as one."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from serial.tools import list_ports

from devices.sensor_text import NAMELESS, clean_name

__all__ = ["SerialPort", "serial_ports"]

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SerialPort:
    """One port; its serial number is not asked for."""

    name: str
    """As programs open it: /dev/ttyUSB0, COM3."""
    maker: str | None = None
    product: str | None = None
    vendor_id: int | None = None
    """Of USB, as the product's; None for a port that is none of USB's."""
    product_id: int | None = None

    @property
    def usb_id(self) -> str | None:
        """Vendor and product, as they are looked up: 10C4:EA60."""
        if self.vendor_id is None or self.product_id is None:
            return None
        return f"{self.vendor_id:04X}:{self.product_id:04X}"


def serial_ports() -> tuple[SerialPort, ...]:
    """All ports, by name; empty where there are none, or the system cannot tell."""
    try:
        found = list(list_ports.comports())
    except (OSError, ValueError, TypeError) as error:
        # pyserial reads a device's files one by one: it may be unplugged in between.
        _logger.info("the serial ports cannot be listed: %s", error)
        return ()
    ports = (
        SerialPort(
            clean_name(port.device),
            _words(port.manufacturer),
            _words(port.product),
            port.vid,
            port.pid,
        )
        for port in found
    )
    return tuple(sorted(ports, key=lambda port: port.name))


def _words(told: str | None) -> str | None:
    cleaned = clean_name(told)
    return None if cleaned == NAMELESS else cleaned
