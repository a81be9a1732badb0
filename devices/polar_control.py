"""Polar Measurement Data, the control point: what a strap offers, and what it answers.

Requests (`polar_settings`) are written to the control point, answers come back as its
indications. A stream that was started must be stopped before leaving: a strap with a running
stream stays awake until its battery is empty, also off the body.

References
----------
Polar Electro, "Polar Measurement Data Specification for 3rd party", 1.0 (August 2024).
"""

from __future__ import annotations

from dataclasses import dataclass

from devices.errors import MalformedPacketError
from devices.polar_kinds import KIND_MASK, PolarKind, PolarOperation, PolarStatus, kind_of

__all__ = [
    "POLAR_CONTROL_POINT",
    "POLAR_DATA",
    "POLAR_MEASUREMENT_SERVICE",
    "ControlAnswer",
    "PolarFeatures",
    "StreamsStopped",
    "encode_control_answer",
    "encode_features",
    "parse_control_point",
]

POLAR_MEASUREMENT_SERVICE = "fb005c80-02e7-f387-1cad-8acd2d8df0c8"
POLAR_CONTROL_POINT = "fb005c81-02e7-f387-1cad-8acd2d8df0c8"
"""Read, write, indicate."""
POLAR_DATA = "fb005c82-02e7-f387-1cad-8acd2d8df0c8"
"""Notify; what it says is read in `polar_frames`."""

_FEATURES = 0x0F
_ANSWER = 0xF0
_ANSWER_HEAD = 4


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
