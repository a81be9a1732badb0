"""What bytes of the heart rate service may say, and what is made of bytes that say nothing."""

from __future__ import annotations

import contextlib
import itertools
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

import devices.heart_rate_service as service
from devices.errors import DevicesError, MalformedPacketError
from devices.heart_rate_service import (
    BodyLocation,
    HeartRateMeasurement,
    SkinContact,
    encode_heart_rate_measurement,
    parse_battery_level,
    parse_body_location,
    parse_heart_rate_measurement,
)

# Written from the flag bits of the Heart Rate Service 1.0, section 3.1.1.1, not from the parser.
RATE_FIELDS = {0b0: (b"\x48", 0x48), 0b1: (b"\x48\x01", 0x148)}
CONTACT_BITS = {
    0b000: SkinContact.NOT_SUPPORTED,
    0b010: SkinContact.NOT_SUPPORTED,
    0b100: SkinContact.OFF,
    0b110: SkinContact.ON,
}
ENERGY_FIELDS = {0b0000: (b"", None), 0b1000: (b"\x34\x12", 0x1234)}
RR_FIELDS = {0b00000: (b"", ()), 0b10000: (b"\x35\x03\xe8\x03", (0x335, 0x3E8))}
FLAG_TABLE = [
    pytest.param(
        bytes((rate_bit | contact_bits | energy_bit | rr_bit,))
        + RATE_FIELDS[rate_bit][0]
        + ENERGY_FIELDS[energy_bit][0]
        + RR_FIELDS[rr_bit][0],
        HeartRateMeasurement(
            RATE_FIELDS[rate_bit][1],
            CONTACT_BITS[contact_bits],
            ENERGY_FIELDS[energy_bit][1],
            RR_FIELDS[rr_bit][1],
        ),
        id=f"flags {rate_bit | contact_bits | energy_bit | rr_bit:05b}",
    )
    for rate_bit, contact_bits, energy_bit, rr_bit in itertools.product(
        RATE_FIELDS, CONTACT_BITS, ENERGY_FIELDS, RR_FIELDS
    )
]

# Packets as straps send them.
GOLDEN = {
    "one interval": ("16 48 35 03", HeartRateMeasurement(72, SkinContact.ON, None, (821,))),
    "two intervals": (
        "10 3C 00 04 E8 03",
        HeartRateMeasurement(60, SkinContact.NOT_SUPPORTED, None, (1024, 1000)),
    ),
    "no interval ended": ("06 50", HeartRateMeasurement(80, SkinContact.ON)),
    "off the skin": ("04 00", HeartRateMeasurement(0, SkinContact.OFF)),
    "everything": (
        "1F 2C 01 FF FF D2 00",
        HeartRateMeasurement(300, SkinContact.ON, 65535, (210,)),
    ),
    "impossible intervals": (
        "10 48 00 00 FF FF",
        HeartRateMeasurement(72, SkinContact.NOT_SUPPORTED, None, (0, 65535)),
    ),
}
MALFORMED = ("", "10", "00", "11 40", "08 50 01", "08 50", "10 40 01", "16 48 35 03 35")

MEASUREMENTS = st.builds(
    HeartRateMeasurement,
    st.integers(0, 65535),
    st.sampled_from(SkinContact),
    st.none() | st.integers(0, 65535),
    st.lists(st.integers(0, 65535), max_size=12).map(tuple),
)


def test_the_table_holds_every_combination_of_the_known_flags() -> None:
    assert len(FLAG_TABLE) == 2**5


@pytest.mark.parametrize(("packet", "measurement"), FLAG_TABLE)
def test_each_combination_of_flags_has_its_fields(
    packet: bytes, measurement: HeartRateMeasurement
) -> None:
    assert parse_heart_rate_measurement(packet) == measurement


@pytest.mark.parametrize(("packet", "measurement"), FLAG_TABLE)
@pytest.mark.parametrize("reserved", [0x20, 0x40, 0x80, 0xE0])
def test_reserved_flags_change_nothing(
    packet: bytes, measurement: HeartRateMeasurement, reserved: int
) -> None:
    assert parse_heart_rate_measurement(bytes((packet[0] | reserved,)) + packet[1:]) == measurement


@pytest.mark.parametrize(("packet", "measurement"), GOLDEN.values(), ids=GOLDEN.keys())
def test_a_strap_s_packet_is_read_and_written(
    packet: str, measurement: HeartRateMeasurement
) -> None:
    assert parse_heart_rate_measurement(bytes.fromhex(packet)) == measurement
    assert parse_heart_rate_measurement(bytearray.fromhex(packet)) == measurement
    assert encode_heart_rate_measurement(measurement) == bytes.fromhex(packet)


def test_intervals_in_ms_are_exact() -> None:
    # 821 * 1000 / 1024 in decimal: the tick is 125/128 ms, so seven binary places are enough.
    assert HeartRateMeasurement(72, rr_ticks=(821, 1024, 0, 65535)).rr_ms == (
        801.7578125,
        1000.0,
        0.0,
        63999.0234375,
    )


@pytest.mark.parametrize("packet", MALFORMED)
def test_a_packet_that_breaks_its_promise_is_refused_in_one_sentence(packet: str) -> None:
    with pytest.raises(MalformedPacketError, match=r"^A heart rate packet .+\.$"):
        parse_heart_rate_measurement(bytes.fromhex(packet))


@pytest.mark.parametrize(("packet", "measurement"), FLAG_TABLE)
def test_a_packet_cut_at_any_byte_is_refused_or_loses_only_intervals(
    packet: bytes, measurement: HeartRateMeasurement
) -> None:
    has_rr = bool(packet[0] & 0x10)
    rr_at = len(packet) - (4 if has_rr else 0)
    for cut in range(len(packet)):
        if cut >= rr_at and (cut - rr_at) % 2 == 0:
            left = parse_heart_rate_measurement(packet[:cut])
            assert left.rr_ticks == measurement.rr_ticks[: (cut - rr_at) // 2]
            assert left.rate_per_min == measurement.rate_per_min
            assert left.energy_kj == measurement.energy_kj
        else:
            with pytest.raises(MalformedPacketError):
                parse_heart_rate_measurement(packet[:cut])


def test_announced_intervals_that_are_not_there_leave_the_rate() -> None:
    assert parse_heart_rate_measurement(b"\x10\x48") == HeartRateMeasurement(72)


def test_what_follows_a_packet_without_intervals_belongs_to_the_future() -> None:
    assert parse_heart_rate_measurement(b"\x20\x48\x01\x02\x03") == HeartRateMeasurement(72)


def test_more_intervals_than_a_heart_can_beat_are_handed_on() -> None:
    assert parse_heart_rate_measurement(b"\x10\x48" + b"\x01\x00" * 300).rr_ticks == (1,) * 300


@given(MEASUREMENTS, st.booleans())
def test_what_is_written_is_read_again(measurement: HeartRateMeasurement, wide: bool) -> None:
    packet = encode_heart_rate_measurement(measurement, wide_rate=wide)
    assert parse_heart_rate_measurement(packet) == measurement
    assert len(packet) == 2 + (wide or measurement.rate_per_min > 255) + 2 * (
        len(measurement.rr_ticks) + (measurement.energy_kj is not None)
    )


@pytest.mark.parametrize(
    "measurement",
    [
        HeartRateMeasurement(65536),
        HeartRateMeasurement(-1),
        HeartRateMeasurement(60, energy_kj=65536),
        HeartRateMeasurement(60, rr_ticks=(800, 65536)),
    ],
)
def test_what_does_not_fit_is_not_written(measurement: HeartRateMeasurement) -> None:
    with pytest.raises(MalformedPacketError, match="does not fit"):
        encode_heart_rate_measurement(measurement)


@given(st.binary(max_size=64))
def test_any_bytes_give_a_measurement_or_the_one_named_error(packet: bytes) -> None:
    for parse in (parse_heart_rate_measurement, parse_battery_level, parse_body_location):
        with contextlib.suppress(MalformedPacketError):
            parse(packet)


def test_the_battery_has_at_most_a_hundred_percent() -> None:
    assert [parse_battery_level(bytes((level,))) for level in range(101)] == list(range(101))
    for level in range(101, 256):
        with pytest.raises(MalformedPacketError, match=f"{level} %"):
            parse_battery_level(bytes((level,)))


def test_each_body_location_has_its_number_and_later_ones_are_unknown() -> None:
    places = [parse_body_location(bytes((number,))) for number in range(256)]
    assert places[:7] == list(BodyLocation)
    assert places[7:] == [None] * 249


@pytest.mark.parametrize("packet", [b"", b"\x01\x01"])
def test_one_byte_values_have_one_byte(packet: bytes) -> None:
    with pytest.raises(MalformedPacketError, match="needs 1 byte"):
        parse_battery_level(packet)
    with pytest.raises(MalformedPacketError, match="needs 1 byte"):
        parse_body_location(packet)


def test_names_are_whole_lower_case_uuids_of_the_bluetooth_base() -> None:
    names = [name for name in service.__all__ if name.isupper() and name != "TICKS_PER_S"]
    numbers = {name: getattr(service, name) for name in names}
    assert all(str(uuid.UUID(number)) == number for number in numbers.values())
    assert {number[8:] for number in numbers.values()} == {"-0000-1000-8000-00805f9b34fb"}
    # Bluetooth SIG, Assigned Numbers, sections 3.4 and 3.8.
    assert {name: number[4:8] for name, number in numbers.items()} == {
        "HEART_RATE_SERVICE": "180d",
        "HEART_RATE_MEASUREMENT": "2a37",
        "BODY_SENSOR_LOCATION": "2a38",
        "BATTERY_SERVICE": "180f",
        "BATTERY_LEVEL": "2a19",
        "DEVICE_INFORMATION": "180a",
        "MANUFACTURER_NAME": "2a29",
        "MODEL_NUMBER": "2a24",
        "FIRMWARE_REVISION": "2a26",
    }


def test_the_one_named_error_belongs_to_the_room_s_family() -> None:
    assert issubclass(MalformedPacketError, DevicesError)
