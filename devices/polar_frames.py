"""Polar Measurement Data, the data frames: ECG, acceleration and pulse intervals.

A frame holds the samples since the one before and the device's time of its last sample. When each
sample was taken is worked out in `sample_clock`. Nothing is judged here.

References
----------
Polar Electro, "Polar Measurement Data Specification for 3rd party", 1.0 (August 2024).
"""

from __future__ import annotations

from dataclasses import dataclass

from devices.errors import MalformedPacketError
from devices.heart_rate_service import SkinContact
from devices.packed_changes import unpack_changes
from devices.polar_kinds import KIND_MASK, PolarKind, kind_of

__all__ = [
    "AccelerationFrame",
    "EcgFrame",
    "PulseInterval",
    "PulseIntervalFrame",
    "encode_acceleration",
    "encode_ecg",
    "encode_pulse_intervals",
    "parse_frame",
]

_HEAD = 10
_COMPRESSED = 0x80
_TYPE_MASK = 0x7F
_AXES = 3
_MG_PER_G = 1000.0
_INTERVAL_BYTES = 6
_LATEST_NS = (1 << 64) - 1

_BLOCKED = 0x01
_IN_CONTACT = 0x02
_CONTACT_SUPPORTED = 0x04


@dataclass(frozen=True, slots=True)
class EcgFrame:
    """A stretch of ECG."""

    last_sample_ns: int
    """Device's time of the last sample, in ns since 2000-01-01 if anybody set its clock. It starts
    anew at 2019-01-01 when the device was off: use differences only."""
    microvolts: tuple[int, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class AccelerationFrame:
    """A stretch of acceleration."""

    last_sample_ns: int
    """As in `EcgFrame`."""
    samples_mg: tuple[tuple[float, float, float], ...]
    """x, y, z in thousandths of the earth's pull, oldest first."""


@dataclass(frozen=True, slots=True)
class PulseInterval:
    """One interval between two pulses, found by the device in its light."""

    interval_ms: int
    """In ms, not in 1/1024 s as in the heart rate service."""
    error_ms: int
    """How far off it may be, by the device's own estimate."""
    rate_per_min: int
    """The device's own heart rate; 0 while it has none."""
    is_blocked: bool
    """True when the device moved or found no pulse: the interval is worth nothing."""
    contact: SkinContact
    """By the maker's own word unreliable."""


@dataclass(frozen=True, slots=True)
class PulseIntervalFrame:
    """A batch of pulse intervals."""

    last_sample_ns: int | None
    """As in `EcgFrame`; None where the device does not tell."""
    intervals: tuple[PulseInterval, ...]
    """Oldest first."""


def parse_frame(
    packet: bytes | bytearray, factor: float | None = None
) -> EcgFrame | AccelerationFrame | PulseIntervalFrame:
    """Samples of one frame.

    Parameters
    ----------
    packet
        Notification of `POLAR_DATA`.
    factor
        What compressed values are multiplied with, from the answer to the start; None is 1.

    Raises
    ------
    MalformedPacketError
        The frame is cut short, holds no sample, or is of a kind or type that is not read here.

    Notes
    -----
    Read are ECG type 0, acceleration types 0, 1 and 2 raw and 0 and 1 compressed, and pulse
    intervals type 0. Type 0 of compressed acceleration is in g, all others in milli-g.
    """
    if len(packet) <= _HEAD:
        raise MalformedPacketError(
            f"A Polar data frame has {len(packet)} bytes; it needs more than {_HEAD}."
        )
    kind = kind_of(packet[0])
    last_ns = int.from_bytes(packet[1:9], "little")
    is_compressed = bool(packet[9] & _COMPRESSED)
    frame_type = packet[9] & _TYPE_MASK
    content = bytes(packet[_HEAD:])
    match kind, is_compressed, frame_type:
        case PolarKind.ECG, False, 0:
            return EcgFrame(last_ns, _numbers(content, 3, 3))
        case PolarKind.ACCELERATION, False, 0 | 1 | 2:
            width = frame_type + 1
            flat = _numbers(content, width, width * _AXES)
            return AccelerationFrame(last_ns, _triples(flat, 1.0))
        case PolarKind.ACCELERATION, True, 0 | 1:
            scale = (1.0 if factor is None else factor) * (_MG_PER_G if frame_type == 0 else 1.0)
            return AccelerationFrame(last_ns, _triples(unpack_changes(content, _AXES), scale))
        case PolarKind.PULSE_INTERVALS, False, 0:
            return PulseIntervalFrame(last_ns or None, _intervals(content))
        case _:
            raise MalformedPacketError(
                f"A Polar data frame of kind {packet[0] & KIND_MASK}, "
                f"{'compressed' if is_compressed else 'raw'} type {frame_type}, is not read here."
            )


def encode_ecg(frame: EcgFrame) -> bytes:
    """Notification of an ECG frame (type 0), for virtual straps.

    Raises
    ------
    MalformedPacketError
        A value does not fit.
    """
    return _head(PolarKind.ECG, frame.last_sample_ns, 0) + _packed(frame.microvolts, 3)


def encode_acceleration(frame: AccelerationFrame) -> bytes:
    """Notification of an acceleration frame (raw type 1), for virtual straps; rounded to 1 mg.

    Raises
    ------
    MalformedPacketError
        A value does not fit into 16 bits.
    """
    flat = tuple(round(value) for sample in frame.samples_mg for value in sample)
    return _head(PolarKind.ACCELERATION, frame.last_sample_ns, 1) + _packed(flat, 2)


def encode_pulse_intervals(frame: PulseIntervalFrame) -> bytes:
    """Notification of pulse intervals (type 0), for virtual arm bands.

    Raises
    ------
    MalformedPacketError
        A value does not fit.
    """
    return _head(PolarKind.PULSE_INTERVALS, frame.last_sample_ns or 0, 0) + b"".join(
        _unsigned(interval.rate_per_min, 1)
        + _unsigned(interval.interval_ms, 2)
        + _unsigned(interval.error_ms, 2)
        + bytes(
            (
                (_BLOCKED if interval.is_blocked else 0)
                | (_IN_CONTACT if interval.contact is SkinContact.ON else 0)
                | (_CONTACT_SUPPORTED if interval.contact is not SkinContact.NOT_SUPPORTED else 0),
            )
        )
        for interval in frame.intervals
    )


def _numbers(content: bytes, width: int, step: int) -> tuple[int, ...]:
    """Signed numbers of so many bytes; the content must be whole steps."""
    if len(content) % step:
        raise MalformedPacketError(
            f"A Polar data frame holds {len(content)} bytes of samples; {step} make one."
        )
    return tuple(
        int.from_bytes(content[at : at + width], "little", signed=True)
        for at in range(0, len(content), width)
    )


def _triples(flat: tuple[int, ...], scale: float) -> tuple[tuple[float, float, float], ...]:
    values = [value * scale for value in flat]
    return tuple(zip(values[0::3], values[1::3], values[2::3], strict=True))


def _intervals(content: bytes) -> tuple[PulseInterval, ...]:
    if len(content) % _INTERVAL_BYTES:
        raise MalformedPacketError(
            f"Pulse intervals have {len(content)} bytes; {_INTERVAL_BYTES} make one."
        )
    return tuple(
        PulseInterval(
            rate_per_min=content[at],
            interval_ms=int.from_bytes(content[at + 1 : at + 3], "little"),
            error_ms=int.from_bytes(content[at + 3 : at + 5], "little"),
            is_blocked=bool(content[at + 5] & _BLOCKED),
            contact=_contact(content[at + 5]),
        )
        for at in range(0, len(content), _INTERVAL_BYTES)
    )


def _contact(flags: int) -> SkinContact:
    if not flags & _CONTACT_SUPPORTED:
        return SkinContact.NOT_SUPPORTED
    return SkinContact.ON if flags & _IN_CONTACT else SkinContact.OFF


def _head(kind: PolarKind, last_ns: int, frame_type: int) -> bytes:
    if not 0 <= last_ns <= _LATEST_NS:
        raise MalformedPacketError(f"A time of {last_ns} ns does not fit into 8 bytes.")
    return bytes((kind.value,)) + last_ns.to_bytes(8, "little") + bytes((frame_type,))


def _packed(values: tuple[int, ...], width: int) -> bytes:
    most = 1 << 8 * width - 1
    if not all(-most <= value < most for value in values):
        raise MalformedPacketError(f"A sample does not fit; -{most} to {most - 1} do.")
    return b"".join(value.to_bytes(width, "little", signed=True) for value in values)


def _unsigned(value: int, width: int) -> bytes:
    most = (1 << 8 * width) - 1
    if not 0 <= value <= most:
        raise MalformedPacketError(f"{value} does not fit into a pulse interval; 0 to {most} do.")
    return value.to_bytes(width, "little")
