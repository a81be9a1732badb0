"""Which ports may have a pulse sensor behind them, the likeliest first. Nothing is opened here.

A bridge chip says nothing about the board behind it, so the list only says what may be asked. What
is plainly something else (a modem, a GPS receiver, a programmer), and what the system cannot name,
is never opened unasked; a person can name it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["FoundPort", "PortIdentity", "likely_ports", "same_port"]

_ARDUINO, _BOARD, _BRIDGE = 0, 1, 2
_MAKERS = {
    0x2341: _ARDUINO,  # Arduino
    0x2A03: _ARDUINO,  # Arduino.org
    0x239A: _BOARD,  # Adafruit
    0x2E8A: _BOARD,  # Raspberry Pi Pico
    0x303A: _BOARD,  # Espressif
    0x1B4F: _BOARD,  # SparkFun
    0x2886: _BOARD,  # Seeed
    0x1A86: _BRIDGE,  # WCH: CH340, CH9102; most Nano clones
    0x0403: _BRIDGE,  # FTDI
    0x10C4: _BRIDGE,  # Silicon Labs CP210x
    0x067B: _BRIDGE,  # Prolific PL2303
}
_PRODUCTS = {
    (0x16C0, 0x0483): _BOARD  # Teensy; the maker's number is shared by many others
}
_NEVER = frozenset(
    {
        (0x2E8A, 0x0004),  # Picoprobe
        (0x2E8A, 0x000C),  # Debug Probe
    }
)


@dataclass(frozen=True, slots=True)
class PortIdentity:
    """What a board keeps when it is plugged in elsewhere; its port's name it does not keep."""

    vendor: int | None
    product: int | None
    serial_number: str | None


@dataclass(frozen=True, slots=True)
class FoundPort:
    """A port as the system lists it."""

    device: str
    """To open it by: /dev/ttyUSB0, COM4, or an address."""
    title: str
    """For people."""
    identity: PortIdentity


def likely_ports(ports: Iterable[FoundPort]) -> list[FoundPort]:
    """Ports that may be opened unasked, boards before bridges, otherwise in the order of names."""
    ranked = [(rank, port) for port in ports if (rank := _rank(port.identity)) is not None]
    return [port for _, port in sorted(ranked, key=lambda pair: (pair[0], pair[1].device))]


def same_port(ports: Sequence[FoundPort], known: FoundPort) -> FoundPort | None:
    """The port of a board that was known before, under whatever name it is now."""
    alike = [port for port in ports if port.identity == known.identity]
    by_name = [port for port in alike if port.device == known.device]
    return next(iter(by_name or alike), None)


def _rank(identity: PortIdentity) -> int | None:
    if identity.vendor is None or identity.product is None:
        return None
    pair = (identity.vendor, identity.product)
    if pair in _NEVER:
        return None
    return _PRODUCTS.get(pair, _MAKERS.get(identity.vendor))
