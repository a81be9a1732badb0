"""Polar Measurement Data: settings of a stream, on offer and asked for.

References
----------
Polar Electro, "Polar Measurement Data Specification for 3rd party", 1.0 (August 2024).
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass

from devices.errors import MalformedPacketError
from devices.polar_kinds import PolarKind, PolarOperation

__all__ = [
    "PolarSettings",
    "encode_settings",
    "parse_settings",
    "request_settings",
    "start_acceleration",
    "start_ecg",
    "start_pulse_intervals",
    "stop",
]

_RATE, _RESOLUTION, _RANGE, _RANGE_MILLI, _CHANNELS, _FACTOR = range(6)
_WIDTHS = {_RATE: 2, _RESOLUTION: 2, _RANGE: 2, _RANGE_MILLI: 4, _CHANNELS: 1, _FACTOR: 4}
"""Bytes of a value, by the number of its setting."""


@dataclass(frozen=True, slots=True)
class PolarSettings:
    """Settings on offer, or those in force after a start. Empty where nothing is said."""

    rates_hz: tuple[int, ...] = ()
    """Nominal; a true rate can be 2 % off."""
    resolutions_bits: tuple[int, ...] = ()
    ranges: tuple[int, ...] = ()
    """In g for acceleration, degrees per second for turning."""
    ranges_milli: tuple[int, ...] = ()
    """In thousandths of the unit."""
    channels: tuple[int, ...] = ()
    factor: float | None = None
    """What raw values are multiplied with; None is 1."""


def parse_settings(parameters: bytes | bytearray) -> PolarSettings:
    """Settings in the parameters of an answer; those of several answers joined.

    A single byte is reserved and says nothing: so answers a chest strap to a start. A kind of
    setting that is not known here ends the reading, for its width is not known.

    Raises
    ------
    MalformedPacketError
        A value is cut short, or the factor is no positive number.
    """
    found: dict[int, tuple[int, ...]] = {}
    at = 0
    while len(parameters) > 1 and at < len(parameters) and parameters[at] in _WIDTHS:
        setting, width = parameters[at], _WIDTHS[parameters[at]]
        values_at = at + 2
        at = values_at + (parameters[at + 1] * width if at + 1 < len(parameters) else 1)
        if at > len(parameters):
            raise MalformedPacketError(
                f"Polar settings of {len(parameters)} bytes are cut short; they need {at}."
            )
        found[setting] = tuple(
            int.from_bytes(parameters[begin : begin + width], "little")
            for begin in range(values_at, at, width)
        )
    factors = found.get(_FACTOR, ())
    return PolarSettings(
        rates_hz=found.get(_RATE, ()),
        resolutions_bits=found.get(_RESOLUTION, ()),
        ranges=found.get(_RANGE, ()),
        ranges_milli=found.get(_RANGE_MILLI, ()),
        channels=found.get(_CHANNELS, ()),
        factor=_factor(factors[0]) if factors else None,
    )


def encode_settings(settings: PolarSettings) -> bytes:
    """Parameters that name settings, in the order of their numbers, for virtual straps."""
    factors = () if settings.factor is None else struct.unpack("<I", _float(settings.factor))
    fields = (
        (_RATE, settings.rates_hz),
        (_RESOLUTION, settings.resolutions_bits),
        (_RANGE, settings.ranges),
        (_RANGE_MILLI, settings.ranges_milli),
        (_CHANNELS, settings.channels),
        (_FACTOR, factors),
    )
    return b"".join(_setting(setting, values) for setting, values in fields if values)


def request_settings(kind: PolarKind) -> bytes:
    """Ask which settings a kind has."""
    return bytes((PolarOperation.SETTINGS.value, kind.value))


def start_ecg(rate_hz: int = 130, resolution_bits: int = 14) -> bytes:
    """Start the ECG; a chest strap has one rate, nominally 130 Hz."""
    return _start(PolarKind.ECG, ((_RATE, rate_hz), (_RESOLUTION, resolution_bits)))


def start_acceleration(
    rate_hz: int, range_g: int = 8, resolution_bits: int = 16, channels: int | None = None
) -> bytes:
    """Start the accelerometer.

    Parameters
    ----------
    rate_hz
        A chest strap has 25, 50, 100 and 200 Hz.
    range_g
        A chest strap has 2, 4 and 8 g.
    resolution_bits
        Of each value.
    channels
        Only where the settings on offer name it, as arm bands do (3).
    """
    settings = ((_RANGE, range_g), (_RATE, rate_hz), (_RESOLUTION, resolution_bits))
    more = () if channels is None else ((_CHANNELS, channels),)
    return _start(PolarKind.ACCELERATION, settings + more)


def start_pulse_intervals() -> bytes:
    """Start the pulse intervals of an arm band; the first come after some 25 s."""
    return _start(PolarKind.PULSE_INTERVALS, ())


def stop(kind: PolarKind) -> bytes:
    """Stop a stream."""
    return bytes((PolarOperation.STOP.value, kind.value))


def _factor(bits: int) -> float:
    factor: float = struct.unpack("<f", bits.to_bytes(4, "little"))[0]
    if not (math.isfinite(factor) and factor > 0.0):
        raise MalformedPacketError(f"A Polar factor of {factor} is no positive number.")
    return factor


def _float(factor: float) -> bytes:
    try:
        return struct.pack("<f", factor)
    except OverflowError:
        raise MalformedPacketError(f"A factor of {factor} does not fit into 4 bytes.") from None


def _setting(setting: int, values: tuple[int, ...]) -> bytes:
    width = _WIDTHS[setting]
    most = (1 << 8 * width) - 1
    if len(values) > 0xFF or not all(0 <= value <= most for value in values):
        raise MalformedPacketError(
            f"Settings {values} do not fit; at most 255 values of 0 to {most} do."
        )
    return bytes((setting, len(values))) + b"".join(v.to_bytes(width, "little") for v in values)


def _start(kind: PolarKind, settings: tuple[tuple[int, int], ...]) -> bytes:
    head = bytes((PolarOperation.START.value, kind.value))
    return head + b"".join(_setting(setting, (value,)) for setting, value in settings)
