"""BT1, the line protocol of Bellybreath's own sketch: a line in, a record out. No I/O here.

The specification is `firmware_notes/PROTOCOL.md`; its test vectors are read by the tests of this
file and by those of the sketch. A line either carries its checksum or is not believed.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from enum import Enum

from devices.errors import MalformedPacketError

__all__ = [
    "COUNTS",
    "LONGEST_LINE",
    "MICROSECONDS_WRAP",
    "BT1Column",
    "BT1Description",
    "BT1Sample",
    "encode_bt1",
    "is_bt1",
    "parse_bt1",
]

COUNTS = 10_000
"""The counter of ticks runs from 0 to 9999."""
MICROSECONDS_WRAP = 1 << 32
"""The board's microseconds begin again after 71.6 minutes."""
LONGEST_LINE = 160
"""Bytes; the sketch's own longest line has 85."""

_START = 0xFFFF
_SEALED = re.compile(rb"([\x20-\x29\x2b-\x7e]+)\*([0-9A-F]{4})")
_UNSIGNED = re.compile(rb"[0-9]{1,10}")
_VERSION = b"#BT1"
_FASTEST_HZ = 10_000.0
_MOST_COLUMNS = 12


class BT1Column(Enum):
    """What a column holds; others are passed over."""

    COUNTER = "n"
    """Ticks of the sampling clock, those without a line as well, modulo 10000."""
    MICROSECONDS = "us"
    """The board's clock at the sample, modulo 2^32."""
    PULSE = "pulse"
    """The pulse sensor, 0 to full scale."""
    BELT = "belt"
    """The stretch belt, 0 to full scale."""
    ECG = "ecg"
    """An ECG board in the pulse sensor's place, 0 to full scale."""


_KNOWN = {column.value: column for column in BT1Column}


@dataclass(frozen=True, slots=True)
class BT1Description:
    """What a sensor says of its own lines."""

    rate_hz: float
    columns: tuple[BT1Column | None, ...]
    """In their order; None for one that this program does not know."""
    full_scale: int
    up_s: int | None
    """Seconds since the board started, where it tells: it falls when the board starts anew."""
    lost: int | None
    """Ticks since the start that gave no line, where it tells."""

    @property
    def is_ecg(self) -> bool:
        """True where the heart is seen by its electricity, and not by its pulse."""
        return BT1Column.ECG in self.columns


@dataclass(frozen=True, slots=True)
class BT1Sample:
    """One line of numbers."""

    counter: int
    microseconds: int | None
    pulse: int | None
    """Or the ECG, where the description names one."""
    belt: int | None


def is_bt1(line: bytes) -> bool:
    """True for a line whose checksum is right."""
    return _content(line) is not None


def parse_bt1(
    line: bytes, description: BT1Description | None = None
) -> BT1Description | BT1Sample | None:
    """The record in a line.

    Parameters
    ----------
    line
        Without its line end.
    description
        The latest one. Without it no line of numbers can be understood.

    Returns
    -------
    BT1Description or BT1Sample or None
        None for a comment, and for numbers that no description has been heard for.

    Raises
    ------
    MalformedPacketError
        The checksum is wrong or missing, or the content is not what was described.
    """
    content = _content(line)
    if content is None:
        raise MalformedPacketError(f"a line of {len(line)} bytes without its right checksum")
    if content.startswith(b"#"):
        return _parse_description(content) if _claims_description(content) else None
    if description is None:
        return None
    return _parse_sample(content, description)


def encode_bt1(content: str) -> bytes:
    """A line with its checksum, without its line end."""
    encoded = content.encode("ascii")
    return b"%b*%04X" % (encoded, binascii.crc_hqx(encoded, _START))


def _content(line: bytes) -> bytes | None:
    if len(line) > LONGEST_LINE:
        return None
    sealed = _SEALED.fullmatch(line)
    if sealed is None or binascii.crc_hqx(sealed[1], _START) != int(sealed[2], 16):
        return None
    return sealed[1]


def _claims_description(content: bytes) -> bool:
    if content.startswith(b"#BT") and content.split(b" ", 1)[0] != _VERSION:
        version = content.split(b" ", 1)[0].decode()
        raise MalformedPacketError(f"lines of version {version[:8]}; this program reads #BT1")
    return content.startswith(_VERSION)


def _parse_description(content: bytes) -> BT1Description:
    told: dict[bytes, bytes] = {}
    for word in content.split()[1:]:
        key, equals, value = word.partition(b"=")
        if not equals or key in told:
            raise MalformedPacketError(f"a description with the word {word.decode()[:24]!r}")
        told[key] = value
    rate_hz = _described(told, b"rate")
    full_scale = _described(told, b"max")
    if rate_hz is None or not 0 < rate_hz <= _FASTEST_HZ:
        raise MalformedPacketError("a description without a rate of 1 to 10000 Hz")
    if not full_scale:
        raise MalformedPacketError("a description without its full scale")
    names = told.get(b"cols", b"").decode().split(",")
    if len(names) > _MOST_COLUMNS or len(set(names)) < len(names):
        raise MalformedPacketError(f"a description of the columns {','.join(names)[:40]!r}")
    columns = tuple(_KNOWN.get(name) for name in names)
    if BT1Column.COUNTER not in columns:
        raise MalformedPacketError("a description without the column n")
    return BT1Description(
        float(rate_hz), columns, full_scale, _described(told, b"up"), _described(told, b"lost")
    )


def _described(told: dict[bytes, bytes], key: bytes) -> int | None:
    """A number that a description tells; None when it does not."""
    value = told.get(key)
    if value is None:
        return None
    if _UNSIGNED.fullmatch(value) is None:
        raise MalformedPacketError(f"a description with {key.decode()}={value.decode()[:24]}")
    return int(value)


def _parse_sample(content: bytes, description: BT1Description) -> BT1Sample:
    fields = content.split(b",")
    if len(fields) != len(description.columns):
        raise MalformedPacketError(
            f"{len(fields)} numbers where {len(description.columns)} were described"
        )
    found: dict[BT1Column, int] = {}
    for column, field in zip(description.columns, fields, strict=True):
        if column is None:
            continue
        if _UNSIGNED.fullmatch(field) is None:
            raise MalformedPacketError(f"{field.decode()[:24]!r} in the column {column.value}")
        found[column] = value = int(field)
        if value >= _limit(column, description):
            raise MalformedPacketError(f"{value} in the column {column.value} is too much")
    return BT1Sample(
        found[BT1Column.COUNTER],
        found.get(BT1Column.MICROSECONDS),
        found.get(BT1Column.ECG, found.get(BT1Column.PULSE)),
        found.get(BT1Column.BELT),
    )


def _limit(column: BT1Column, description: BT1Description) -> int:
    match column:
        case BT1Column.COUNTER:
            return COUNTS
        case BT1Column.MICROSECONDS:
            return MICROSECONDS_WRAP
        case BT1Column.PULSE | BT1Column.BELT | BT1Column.ECG:
            return description.full_scale + 1
