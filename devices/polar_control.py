"""Polar Measurement Data, the control point: what a strap offers, is asked for, and answers.

Requests are written to the control point, answers come back as its indications. A stream that
was started must be stopped before leaving: a strap with a running stream stays awake until its
battery is empty, also off the body.

References
----------
Polar Electro, "Polar Measurement Data Specification for 3rd party", 1.0 (August 2024). Polar
BLE SDK, "Device Error Codes & D2H Notifications" (2026), for the codes from 15 on.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from enum import Enum

from devices.errors import MalformedPacketError

__all__ = [
    "POLAR_CONTROL_POINT",
    "POLAR_DATA",
    "POLAR_MEASUREMENT_SERVICE",
    "ControlAnswer",
    "PolarFeatures",
    "PolarKind",
    "PolarOperation",
    "PolarSettings",
    "PolarStatus",
    "StreamsStopped",
    "encode_control_answer",
    "encode_features",
    "encode_settings",
    "parse_control_point",
    "parse_settings",
    "request_settings",
    "start_acceleration",
    "start_ecg",
    "start_pulse_intervals",
    "stop",
]

POLAR_MEASUREMENT_SERVICE = "fb005c80-02e7-f387-1cad-8acd2d8df0c8"
POLAR_CONTROL_POINT = "fb005c81-02e7-f387-1cad-8acd2d8df0c8"
"""Read, write, indicate."""
POLAR_DATA = "fb005c82-02e7-f387-1cad-8acd2d8df0c8"
"""Notify; what it says is read in `polar_frames`."""

KIND_MASK = 0x3F
"""The two bits above tell live streams and recordings in the device apart."""
_FEATURES = 0x0F
_ANSWER = 0xF0
_STOPPED = 0x01
_ANSWER_HEAD = 4


class PolarKind(Enum):
    """What a Polar device can measure; its number is also its bit in the features."""

    ECG = 0
    """The heart's electricity, in microvolt."""
    PPG = 1
    """Light through the skin."""
    ACCELERATION = 2
    """Three axes, in thousandths of the earth's pull."""
    PULSE_INTERVALS = 3
    """Pulse to pulse intervals that the device found in its light, with an error estimate."""
    GYROSCOPE = 5
    """Turning."""
    MAGNETOMETER = 6
    """The magnetic field."""
    SKIN_TEMPERATURE = 7
    """At the skin."""
    SDK_MODE = 9
    """No measurement: a mode with more settings, in which heart rate and intervals are off."""
    LOCATION = 10
    """Satellite positions."""
    PRESSURE = 11
    """Of the air."""
    TEMPERATURE = 12
    """Of the device."""
    OFFLINE_RECORDING = 13
    """No measurement: recording without a link."""
    OFFLINE_HEART_RATE = 14
    """Heart rate in such a recording."""


class PolarOperation(Enum):
    """What can be asked at the control point."""

    SETTINGS = 1
    """Which settings a kind has."""
    START = 2
    """Start a stream."""
    STOP = 3
    """Stop a stream."""
    SDK_MODE_SETTINGS = 4
    """Which settings a kind has in SDK mode."""
    STATUS = 5
    """Which streams run."""
    SDK_MODE_STATUS = 6
    """Whether the SDK mode is on."""
    TRIGGER_STATUS = 7
    """When recordings without a link start."""
    TRIGGER_MODE = 8
    """Set when recordings without a link start."""
    TRIGGER_SETTINGS = 9
    """Set what is recorded then."""


class PolarStatus(Enum):
    """How a request ended."""

    SUCCESS = 0
    """Done."""
    INVALID_OPERATION = 1
    """The device does not know the request."""
    INVALID_KIND = 2
    """The device does not know the kind, or it cannot be started by itself."""
    NOT_SUPPORTED = 3
    """The device knows the kind, but does not measure it."""
    INVALID_LENGTH = 4
    """The request has another length than the device expects."""
    INVALID_PARAMETER = 5
    """A setting is not known."""
    ALREADY_IN_STATE = 6
    """The stream runs already, or is stopped already: left over from an earlier link."""
    INVALID_RESOLUTION = 7
    """Not one of the resolutions on offer."""
    INVALID_SAMPLE_RATE = 8
    """Not one of the rates on offer."""
    INVALID_RANGE = 9
    """Not one of the ranges on offer."""
    INVALID_MTU = 10
    """The link's packets are too small for this stream."""
    INVALID_CHANNELS = 11
    """Not one of the numbers of channels on offer."""
    INVALID_STATE = 12
    """The device cannot do this now: not ready, not set up, or in the wrong mode."""
    IN_CHARGER = 13
    """The device is being charged."""
    DISK_FULL = 14
    """No room for a recording."""
    INVALID_DERIVED_METHOD = 15
    """The way of computing is not known."""
    INVALID_SOURCE_KIND = 16
    """That cannot be computed from this kind."""
    INVALID_SOURCE_RATE = 17
    """Not one of the rates on offer for what it is computed from."""
    INVALID_DERIVED_SETTINGS = 18
    """The group of settings is not known."""
    UNDOCUMENTED = -1
    """A code that no document explains; the answer keeps the number."""


@dataclass(frozen=True, slots=True)
class PolarFeatures:
    """What a device measures: the value of the control point when it is read."""

    kinds: frozenset[PolarKind]


@dataclass(frozen=True, slots=True)
class ControlAnswer:
    """The answer to one request."""

    operation: PolarOperation | None
    """None for one that is not known here."""
    kind: PolarKind | None
    """None for one that is not known here."""
    status: PolarStatus
    code: int
    """The status as a number, for the log."""
    has_more: bool = False
    """True when the parameters go on in the next answer."""
    parameters: bytes = b""
    """What `parse_settings` reads, when the request was successful."""


@dataclass(frozen=True, slots=True)
class StreamsStopped:
    """The device says by itself that it has stopped streams."""

    kinds: frozenset[PolarKind]


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


def parse_control_point(
    packet: bytes | bytearray,
) -> PolarFeatures | ControlAnswer | StreamsStopped:
    """What the control point says, read or indicated.

    Some systems hand a value that was read to the listener for indications as well; it is
    recognised by its first byte and is no answer.

    Raises
    ------
    MalformedPacketError
        Empty, cut short, or begun with a byte that is none of the three.
    """
    match packet[:1]:
        case b"\x0f":
            if len(packet) < 2:
                raise MalformedPacketError("A list of Polar features is cut short: it is 1 byte.")
            mask = int.from_bytes(packet[1:3], "little")
            return PolarFeatures(frozenset(kind for kind in PolarKind if mask >> kind.value & 1))
        case b"\xf0":
            return _parse_answer(packet)
        case b"\x01":
            kinds = (kind_of(number) for number in packet[1:])
            return StreamsStopped(frozenset(kind for kind in kinds if kind is not None))
        case b"":
            raise MalformedPacketError("A packet of the Polar control point is empty.")
        case _:
            raise MalformedPacketError(
                f"A packet of the Polar control point begins with 0x{packet[0]:02X}; answers begin "
                "with 0xF0, features with 0x0F, stopped streams with 0x01."
            )


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


def encode_features(kinds: frozenset[PolarKind]) -> bytes:
    """Value of the control point of a device that measures these kinds, for virtual straps."""
    mask = sum(1 << kind.value for kind in kinds)
    return bytes((_FEATURES,)) + mask.to_bytes(2, "little") + bytes(14)


def encode_control_answer(answer: ControlAnswer) -> bytes:
    """Indication of an answer, for virtual straps; an operation or kind that is None becomes 0x3F.

    Raises
    ------
    MalformedPacketError
        The code is no byte.
    """
    if not 0 <= answer.code <= 0xFF:
        raise MalformedPacketError(f"A status code of {answer.code} is no byte.")
    operation = KIND_MASK if answer.operation is None else answer.operation.value
    kind = KIND_MASK if answer.kind is None else answer.kind.value
    head = bytes((_ANSWER, operation, kind, answer.code))
    if not answer.has_more and not answer.parameters:
        return head
    return head + bytes((answer.has_more,)) + answer.parameters


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


def kind_of(number: int) -> PolarKind | None:
    """Kind of a number on the wire; None for one that is not known here."""
    try:
        return PolarKind(number & KIND_MASK)
    except ValueError:
        return None


_RATE, _RESOLUTION, _RANGE, _RANGE_MILLI, _CHANNELS, _FACTOR = range(6)
_WIDTHS = {_RATE: 2, _RESOLUTION: 2, _RANGE: 2, _RANGE_MILLI: 4, _CHANNELS: 1, _FACTOR: 4}
"""Bytes of a value, by the number of its setting."""


def _parse_answer(packet: bytes | bytearray) -> ControlAnswer:
    if len(packet) < _ANSWER_HEAD:
        raise MalformedPacketError(
            f"An answer of the Polar control point has {len(packet)} bytes; it needs at least "
            f"{_ANSWER_HEAD}."
        )
    code = packet[3]
    try:
        operation = PolarOperation(packet[1])
    except ValueError:
        operation = None
    try:
        status = PolarStatus(code)
    except ValueError:
        status = PolarStatus.UNDOCUMENTED
    return ControlAnswer(
        operation, kind_of(packet[2]), status, code, any(packet[4:5]), bytes(packet[5:])
    )


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
