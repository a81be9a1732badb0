"""The Bluetooth heart rate service: bytes in, records out. No radio and no clock here.

What a strap says of itself in the standard way is read here: the heart rate with its RR
intervals, where it is worn, its battery, its name and maker. Nothing is judged: an impossible
interval is handed on as it was sent.

References
----------
Heart Rate Service 1.0, Bluetooth SIG, 2011-07-12, section 3.1 (Heart Rate Measurement) and 3.2
(Body Sensor Location); Battery Service 1.0; Device Information Service 1.1.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import Enum

from devices.errors import MalformedPacketError
from devices.sensor_text import clean_name, parse_text

__all__ = [
    "BATTERY_LEVEL",
    "BATTERY_SERVICE",
    "BODY_SENSOR_LOCATION",
    "DEVICE_INFORMATION",
    "FIRMWARE_REVISION",
    "HEART_RATE_MEASUREMENT",
    "HEART_RATE_SERVICE",
    "MANUFACTURER_NAME",
    "MODEL_NUMBER",
    "TICKS_PER_S",
    "BodyLocation",
    "HeartRateMeasurement",
    "SkinContact",
    "clean_name",
    "encode_heart_rate_measurement",
    "parse_battery_level",
    "parse_body_location",
    "parse_heart_rate_measurement",
    "parse_text",
]

HEART_RATE_SERVICE = "0000180d-0000-1000-8000-00805f9b34fb"
HEART_RATE_MEASUREMENT = "00002a37-0000-1000-8000-00805f9b34fb"
BODY_SENSOR_LOCATION = "00002a38-0000-1000-8000-00805f9b34fb"
BATTERY_SERVICE = "0000180f-0000-1000-8000-00805f9b34fb"
BATTERY_LEVEL = "00002a19-0000-1000-8000-00805f9b34fb"
DEVICE_INFORMATION = "0000180a-0000-1000-8000-00805f9b34fb"
MANUFACTURER_NAME = "00002a29-0000-1000-8000-00805f9b34fb"
MODEL_NUMBER = "00002a24-0000-1000-8000-00805f9b34fb"
FIRMWARE_REVISION = "00002a26-0000-1000-8000-00805f9b34fb"

TICKS_PER_S = 1024
"""RR intervals are counted in 1/1024 s. Taken for milliseconds they would be 2.3 % too long."""

_WIDE_RATE = 0x01
_IN_CONTACT = 0x02
_CONTACT_SUPPORTED = 0x04
_HAS_ENERGY = 0x08
_HAS_RR = 0x10
_LARGEST_BYTE = 0xFF
_LARGEST_WORD = 0xFFFF
_FULL_BATTERY = 100


class SkinContact(Enum):
    """Whether the sensor feels skin. Many straps do not know, and some that say so are wrong."""

    NOT_SUPPORTED = "not supported"
    """The sensor does not tell (bits 00 or 01, the second one also in the standard)."""
    OFF = "off"
    """The sensor can tell, and feels no skin."""
    ON = "on"
    """The sensor can tell, and feels skin."""


class BodyLocation(Enum):
    """Where a sensor is meant to be worn."""

    OTHER = 0
    """Somewhere that the standard has no number for."""
    CHEST = 1
    """A strap around the chest: the heart's electricity, exact to a millisecond."""
    WRIST = 2
    """A watch or band, which looks at the pulse."""
    FINGER = 3
    """A clip or ring on a finger."""
    HAND = 4
    """In the hand, as on exercise machines."""
    EAR_LOBE = 5
    """A clip at the ear."""
    FOOT = 6
    """On a foot."""

    @property
    def spoken(self) -> str:
        """As `StrapInformation` has it: chest, ear lobe."""
        return self.name.lower().replace("_", " ")


@dataclass(frozen=True, slots=True)
class HeartRateMeasurement:
    """One packet of the heart rate measurement, unjudged."""

    rate_per_min: int
    """The sensor's own, smoothed heart rate in beats per minute, 0 to 65535; often 0 off the
    skin. No RR interval can be recovered from it."""
    contact: SkinContact = SkinContact.NOT_SUPPORTED
    energy_kj: int | None = None
    """Energy spent since it was last set to zero, in kJ; 65535 is that or more. None when the
    packet does not tell, as in most."""
    rr_ticks: tuple[int, ...] = ()
    """Intervals between beats in 1/1024 s, oldest first; none or several are both normal."""

    @property
    def rr_ms(self) -> tuple[float, ...]:
        """Intervals in ms, oldest first. Exact: a tick is 125/128 ms."""
        return tuple([ticks * 1000 / TICKS_PER_S for ticks in self.rr_ticks])


def parse_heart_rate_measurement(packet: bytes | bytearray) -> HeartRateMeasurement:
    """Heart rate, skin contact, energy and RR intervals of one notification.

    Parameters
    ----------
    packet
        Value of `HEART_RATE_MEASUREMENT`, of any length.

    Raises
    ------
    MalformedPacketError
        A field that the flags promise is cut short.

    Notes
    -----
    Flags that are reserved for future use (bits 5 to 7) are ignored, and so is what follows the
    last known field when no RR intervals are announced: it belongs to one of them. When RR
    intervals are announced, they are the rest of the packet. The standard wants one or more of
    them then; a packet that announces them and holds none is taken as one without, since
    its heart rate is whole and nothing can be misread.
    """
    if not packet:
        raise MalformedPacketError("A heart rate packet is empty; it needs at least 2 bytes.")
    flags = packet[0]
    width = 2 if flags & _WIDE_RATE else 1
    energy_at = 1 + width
    rr_at = energy_at + (2 if flags & _HAS_ENERGY else 0)
    if len(packet) < rr_at:
        raise MalformedPacketError(
            f"A heart rate packet with flags 0x{flags:02X} has {_bytes(len(packet))}; it needs at "
            f"least {rr_at}."
        )
    rr_ticks: tuple[int, ...] = ()
    if flags & _HAS_RR:
        if (len(packet) - rr_at) % 2:
            raise MalformedPacketError(
                f"A heart rate packet of {_bytes(len(packet))} ends in the middle of an interval."
            )
        rr_ticks = struct.unpack_from(f"<{(len(packet) - rr_at) // 2}H", packet, rr_at)
    return HeartRateMeasurement(
        int.from_bytes(packet[1:energy_at], "little"),
        _contact(flags),
        _word(packet, energy_at) if flags & _HAS_ENERGY else None,
        rr_ticks,
    )


def encode_heart_rate_measurement(
    measurement: HeartRateMeasurement, *, wide_rate: bool = False
) -> bytes:
    """Packet that says what a measurement says, for virtual straps and tests.

    Parameters
    ----------
    measurement
        What to say.
    wide_rate
        True for two bytes of heart rate also where one would do; sensors may change between both
        from packet to packet.

    Raises
    ------
    MalformedPacketError
        A value does not fit into its field.
    """
    energy = () if measurement.energy_kj is None else (measurement.energy_kj,)
    for value in (measurement.rate_per_min, *energy, *measurement.rr_ticks):
        if not 0 <= value <= _LARGEST_WORD:
            raise MalformedPacketError(
                f"{value} does not fit into a heart rate packet; 0 to {_LARGEST_WORD} do."
            )
    is_wide = wide_rate or measurement.rate_per_min > _LARGEST_BYTE
    flags = (
        (_WIDE_RATE if is_wide else 0)
        | (_CONTACT_SUPPORTED if measurement.contact is not SkinContact.NOT_SUPPORTED else 0)
        | (_IN_CONTACT if measurement.contact is SkinContact.ON else 0)
        | (_HAS_ENERGY if energy else 0)
        | (_HAS_RR if measurement.rr_ticks else 0)
    )
    rate = measurement.rate_per_min.to_bytes(2 if is_wide else 1, "little")
    words = b"".join(value.to_bytes(2, "little") for value in (*energy, *measurement.rr_ticks))
    return bytes((flags,)) + rate + words


def parse_battery_level(packet: bytes | bytearray) -> int:
    """Charge of the battery in percent, 0 to 100.

    Raises
    ------
    MalformedPacketError
        Not exactly one byte, or over 100: such a number is no charge, and none is made of it.
    """
    level = _one_byte(packet, "battery level")
    if level > _FULL_BATTERY:
        raise MalformedPacketError(f"A battery level of {level} % is over {_FULL_BATTERY} %.")
    return level


def parse_body_location(packet: bytes | bytearray) -> BodyLocation | None:
    """Where the sensor is meant to be worn; None for a number that the standard keeps for later.

    None is not `BodyLocation.OTHER`: there the sensor says that it is somewhere else, here it
    says something that is not known yet.

    Raises
    ------
    MalformedPacketError
        Not exactly one byte.
    """
    place = _one_byte(packet, "body location")
    return BodyLocation(place) if place <= BodyLocation.FOOT.value else None


def _contact(flags: int) -> SkinContact:
    if not flags & _CONTACT_SUPPORTED:
        return SkinContact.NOT_SUPPORTED
    return SkinContact.ON if flags & _IN_CONTACT else SkinContact.OFF


def _word(packet: bytes | bytearray, at: int) -> int:
    return int.from_bytes(packet[at : at + 2], "little")


def _one_byte(packet: bytes | bytearray, what: str) -> int:
    if len(packet) != 1:
        raise MalformedPacketError(f"A {what} has {_bytes(len(packet))}; it needs 1 byte.")
    return packet[0]


def _bytes(count: int) -> str:
    return "1 byte" if count == 1 else f"{count} bytes"
