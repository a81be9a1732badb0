"""What is asked of a Polar device's control point, and what its answers say."""

from __future__ import annotations

import contextlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import MalformedPacketError
from devices.polar_control import (
    POLAR_CONTROL_POINT,
    POLAR_DATA,
    POLAR_MEASUREMENT_SERVICE,
    ControlAnswer,
    PolarFeatures,
    StreamsStopped,
    encode_control_answer,
    encode_features,
    parse_control_point,
)
from devices.polar_kinds import PolarKind, PolarOperation, PolarStatus
from devices.polar_settings import (
    PolarSettings,
    encode_settings,
    parse_settings,
    request_settings,
    start_acceleration,
    start_ecg,
    start_pulse_intervals,
    stop,
)

# Requests and answers as in the maker's document.
REQUESTS = {
    "settings of the ECG": (request_settings(PolarKind.ECG), "01 00"),
    "settings of the acceleration": (request_settings(PolarKind.ACCELERATION), "01 02"),
    "ECG": (start_ecg(), "02 00 00 01 82 00 01 01 0E 00"),
    "acceleration 200 Hz": (start_acceleration(200), "02 02 02 01 08 00 00 01 C8 00 01 01 10 00"),
    "acceleration 100 Hz": (start_acceleration(100), "02 02 02 01 08 00 00 01 64 00 01 01 10 00"),
    "acceleration 50 Hz": (start_acceleration(50, 4), "02 02 02 01 04 00 00 01 32 00 01 01 10 00"),
    "acceleration 25 Hz": (start_acceleration(25, 2), "02 02 02 01 02 00 00 01 19 00 01 01 10 00"),
    "acceleration of an arm band": (
        start_acceleration(52, channels=3),
        "02 02 02 01 08 00 00 01 34 00 01 01 10 00 04 01 03",
    ),
    "pulse intervals": (start_pulse_intervals(), "02 03"),
    "stop the ECG": (stop(PolarKind.ECG), "03 00"),
    "stop the pulse intervals": (stop(PolarKind.PULSE_INTERVALS), "03 03"),
}

ANSWERS = {
    "ECG settings": (
        "F0 01 00 00 00 00 01 82 00 01 01 0E 00",
        PolarOperation.SETTINGS,
        PolarKind.ECG,
        PolarSettings(rates_hz=(130,), resolutions_bits=(14,)),
    ),
    "acceleration settings": (
        "F0 01 02 00 00 00 04 19 00 32 00 64 00 C8 00 01 01 10 00 02 03 02 00 04 00 08 00",
        PolarOperation.SETTINGS,
        PolarKind.ACCELERATION,
        PolarSettings(rates_hz=(25, 50, 100, 200), resolutions_bits=(16,), ranges=(2, 4, 8)),
    ),
    "chest strap started": (
        "F0 02 02 00 00 01",
        PolarOperation.START,
        PolarKind.ACCELERATION,
        PolarSettings(),
    ),
    "arm band started": (
        "F0 02 02 00 00 05 01 40 DA 7F 39",
        PolarOperation.START,
        PolarKind.ACCELERATION,
        PolarSettings(factor=struct.unpack("<f", bytes.fromhex("40DA7F39"))[0]),
    ),
    "stopped": ("F0 03 02 00 00", PolarOperation.STOP, PolarKind.ACCELERATION, PolarSettings()),
}

SETTINGS = st.builds(
    PolarSettings,
    rates_hz=st.lists(st.integers(0, 65535), max_size=5).map(tuple),
    resolutions_bits=st.lists(st.integers(0, 65535), max_size=3).map(tuple),
    ranges=st.lists(st.integers(0, 65535), max_size=3).map(tuple),
    ranges_milli=st.lists(st.integers(0, 2**32 - 1), max_size=3).map(tuple),
    channels=st.lists(st.integers(0, 255), max_size=3).map(tuple),
    factor=st.none() | st.floats(min_value=2.0**-60, max_value=2.0**60, width=32),
)


@pytest.mark.parametrize(("request_bytes", "expected"), REQUESTS.values(), ids=REQUESTS.keys())
def test_a_request_is_written_as_the_maker_has_it(request_bytes: bytes, expected: str) -> None:
    assert request_bytes == bytes.fromhex(expected)


@pytest.mark.parametrize(
    ("packet", "operation", "kind", "settings"), ANSWERS.values(), ids=ANSWERS.keys()
)
def test_an_answer_is_read_and_written(
    packet: str, operation: PolarOperation, kind: PolarKind, settings: PolarSettings
) -> None:
    answer = parse_control_point(bytearray.fromhex(packet))
    assert isinstance(answer, ControlAnswer)
    assert (answer.operation, answer.kind) == (operation, kind)
    assert (answer.status, answer.code) == (PolarStatus.SUCCESS, 0)
    assert not answer.has_more
    assert parse_settings(answer.parameters) == settings


def test_the_arm_band_s_factor_is_8_g_in_16_bits() -> None:
    factor = parse_settings(bytes.fromhex("05 01 40 DA 7F 39")).factor
    assert factor == pytest.approx(0.000244, abs=5e-7)


def test_each_documented_status_has_its_number() -> None:
    # Polar BLE SDK, Device Error Codes, table of the measurement service: 0 to 18.
    documented = [status for status in PolarStatus if status is not PolarStatus.UNDOCUMENTED]
    assert [status.value for status in documented] == list(range(19))
    for code in range(256):
        answer = parse_control_point(bytes((0xF0, 2, 0, code)))
        assert isinstance(answer, ControlAnswer)
        assert answer.code == code
        known = PolarStatus(code) if code < 19 else PolarStatus.UNDOCUMENTED
        assert answer.status is known


def test_unknown_operations_and_kinds_are_handed_on_as_unknown() -> None:
    answer = parse_control_point(bytes((0xF0, 0x77, 0x3E, 0)))
    assert isinstance(answer, ControlAnswer)
    assert (answer.operation, answer.kind) == (None, None)


def test_the_two_bits_above_a_kind_are_no_part_of_it() -> None:
    answer = parse_control_point(bytes((0xF0, 2, 0x80 | 2, 0)))
    assert isinstance(answer, ControlAnswer)
    assert answer.kind is PolarKind.ACCELERATION


FEATURES = {
    "chest strap": ("0F 05 00", {PolarKind.ECG, PolarKind.ACCELERATION}),
    "chest strap as it is read": (
        "0F 05 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
        {PolarKind.ECG, PolarKind.ACCELERATION},
    ),
    "arm band": (
        "0F 6E 02",
        {
            PolarKind.PPG,
            PolarKind.ACCELERATION,
            PolarKind.PULSE_INTERVALS,
            PolarKind.GYROSCOPE,
            PolarKind.MAGNETOMETER,
            PolarKind.SDK_MODE,
        },
    ),
    "one byte": ("0F 01", {PolarKind.ECG}),
    "nothing": ("0F 00 00", set()),
    "everything and what is unknown": ("0F FF FF FF", set(PolarKind)),
}


@pytest.mark.parametrize(("packet", "kinds"), FEATURES.values(), ids=FEATURES.keys())
def test_features_are_the_bits_of_the_kinds(packet: str, kinds: set[PolarKind]) -> None:
    assert parse_control_point(bytes.fromhex(packet)) == PolarFeatures(frozenset(kinds))


@given(st.frozensets(st.sampled_from(PolarKind)))
def test_features_that_are_written_are_read_again(kinds: frozenset[PolarKind]) -> None:
    assert parse_control_point(encode_features(kinds)) == PolarFeatures(kinds)


def test_a_device_can_say_by_itself_that_it_stopped() -> None:
    assert parse_control_point(b"\x01\x00\x82\x3e") == StreamsStopped(
        frozenset({PolarKind.ECG, PolarKind.ACCELERATION})
    )


@pytest.mark.parametrize("packet", ["", "0F", "F0", "F0 01", "F0 01 00", "02 00 00", "FF"])
def test_what_is_no_answer_is_refused_in_one_sentence(packet: str) -> None:
    with pytest.raises(MalformedPacketError, match=r"^An? .+Polar .+\.$"):
        parse_control_point(bytes.fromhex(packet))


@given(SETTINGS)
def test_settings_that_are_written_are_read_again(settings: PolarSettings) -> None:
    written = encode_settings(settings)
    assert parse_settings(written) == settings
    answer = ControlAnswer(
        PolarOperation.SETTINGS, PolarKind.ECG, PolarStatus.SUCCESS, 0, True, written
    )
    assert parse_control_point(encode_control_answer(answer)) == answer


@given(SETTINGS)
def test_settings_cut_at_any_byte_lose_whole_settings_or_are_refused(
    settings: PolarSettings,
) -> None:
    written = encode_settings(settings)
    for cut in range(len(written)):
        try:
            left = parse_settings(written[:cut])
        except MalformedPacketError:
            continue
        assert left.rates_hz in ((), settings.rates_hz)
        assert left.channels in ((), settings.channels)
        assert left.factor in (None, settings.factor)


@pytest.mark.parametrize("factor", ["00 00 00 00", "00 00 80 BF", "00 00 C0 7F", "00 00 80 7F"])
def test_a_factor_that_is_no_positive_number_is_refused(factor: str) -> None:
    with pytest.raises(MalformedPacketError, match="no positive number"):
        parse_settings(bytes.fromhex("05 01" + factor))


def test_a_setting_of_the_future_ends_the_reading() -> None:
    assert parse_settings(bytes.fromhex("00 01 82 00 09 01 02 03 04")) == PolarSettings(
        rates_hz=(130,)
    )


@given(st.binary(max_size=64), st.sampled_from((b"", b"\xf0", b"\x0f", b"\x01", b"\x00\x02")))
def test_any_bytes_give_an_answer_or_the_one_named_error(packet: bytes, head: bytes) -> None:
    with contextlib.suppress(MalformedPacketError):
        answer = parse_control_point(head + packet)
        if isinstance(answer, ControlAnswer):
            parse_settings(answer.parameters)
    with contextlib.suppress(MalformedPacketError):
        parse_settings(head + packet)


def test_what_does_not_fit_is_not_written() -> None:
    with pytest.raises(MalformedPacketError, match="do not fit"):
        start_acceleration(65536)
    with pytest.raises(MalformedPacketError, match="do not fit"):
        encode_settings(PolarSettings(channels=(256,)))
    with pytest.raises(MalformedPacketError, match="do not fit"):
        encode_settings(PolarSettings(channels=(1,) * 256))
    with pytest.raises(MalformedPacketError, match="does not fit"):
        encode_settings(PolarSettings(factor=1e300))
    with pytest.raises(MalformedPacketError, match="no byte"):
        encode_control_answer(ControlAnswer(None, None, PolarStatus.UNDOCUMENTED, 256))


def test_the_three_names_are_the_maker_s() -> None:
    names = (POLAR_MEASUREMENT_SERVICE, POLAR_CONTROL_POINT, POLAR_DATA)
    assert [name[:8] for name in names] == ["fb005c80", "fb005c81", "fb005c82"]
    assert {name[8:] for name in names} == {"-02e7-f387-1cad-8acd2d8df0c8"}
