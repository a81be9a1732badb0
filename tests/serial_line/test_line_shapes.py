"""Lines that sketches really print, one by one."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.line_shapes import LineKind, read_line, read_number

COLUMNS, NAMED = LineKind.COLUMNS, LineKind.NAMED
KNOWN = [
    (b"0,6280,511,512*0FBC", LineKind.WORDS, (), ()),
    (b"0,6280,511,511*0FBC", LineKind.BT1, (), ()),
    (b"S523", LineKind.PULSE_SENSOR, ("S",), (523.0,)),
    (b"B72", LineKind.PULSE_SENSOR, ("B",), (72.0,)),
    (b"Q833", LineKind.PULSE_SENSOR, ("Q",), (833.0,)),
    (b"a523", LineKind.TWO_SENSORS, ("a",), (523.0,)),
    (b"M833", LineKind.TWO_SENSORS, ("M",), (833.0,)),
    (b"523", COLUMNS, (), (523.0,)),
    (b"-12.5", COLUMNS, (), (-12.5,)),
    (b"72,833,523", COLUMNS, (), (72.0, 833.0, 523.0)),
    (b"523\t498", COLUMNS, (), (523.0, 498.0)),
    (b"523; 498;", COLUMNS, (), (523.0, 498.0)),
    (b" 523 498 ", COLUMNS, (), (523.0, 498.0)),
    (b"Signal 523", NAMED, ("signal",), (523.0,)),
    (b"pulse:523,belt:498", NAMED, ("pulse", "belt"), (523.0, 498.0)),
    (b" R[12345] IR[67890] G[123]", NAMED, ("r", "ir", "g"), (12345.0, 67890.0, 123.0)),
    (
        b" R[12345] IR[67890] G[123] Hz[98.12]",
        NAMED,
        ("r", "ir", "g", "hz"),
        (12345.0, 67890.0, 123.0, 98.12),
    ),
    (
        b"IR=67890, BPM=72.50, Avg BPM=71",
        NAMED,
        ("ir", "bpm", "avg bpm"),
        (67890.0, 72.5, 71.0),
    ),
    (
        b"IR=6789, BPM=72.50, Avg BPM=71 No finger?",
        NAMED,
        ("ir", "bpm", "avg bpm"),
        (6789.0, 72.5, 71.0),
    ),
    (b"red=123, ir=456", NAMED, ("red", "ir"), (123.0, 456.0)),
    (
        b"red=123, ir=456, HR=75, HRvalid=1, SPO2=98, SPO2Valid=1",
        NAMED,
        ("red", "ir", "hr", "hrvalid", "spo2", "spo2valid"),
        (123.0, 456.0, 75.0, 1.0, 98.0, 1.0),
    ),
    (b'{"ir": 123, "t": 5.5}', NAMED, ("ir", "t"), (123.0, 5.5)),
    (b"BPM: 72", LineKind.RATE_ONLY, ("bpm",), (72.0,)),
    (b"72 bpm", LineKind.RATE_ONLY, ("bpm",), (72.0,)),
    (b"Heart_rate_is:\t72", LineKind.RATE_ONLY, ("bpm",), (72.0,)),
    ("♥  A HeartBeat Happened ! ".encode(), LineKind.WORDS, (), ()),
    (b"!", LineKind.SENSOR_OFF, (), ()),
    (b"Please ready your chest belt.", LineKind.WORDS, (), ()),
    (b"time,ppg,belt", LineKind.HEADING, ("time", "ppg", "belt"), ()),
    (b"1e99", LineKind.NOISE, (), ()),
    (b"1e308,5", LineKind.WORDS, (), ()),
    (b"nan", LineKind.WORDS, (), ()),
    (b"inf,inf", LineKind.HEADING, ("inf", "inf"), ()),
    ("٥٢٣".encode(), LineKind.NOISE, (), ()),
    ("\uff15\uff12\uff13,\uff15".encode(), LineKind.NOISE, (), ()),
    (b"\x00\xff\x80S523", LineKind.NOISE, (), ()),
    (b"52\x003", LineKind.NOISE, (), ()),
    (b"S5\xfe3", LineKind.NOISE, (), ()),
    (b"ets Jun  8 2016 00:22:57", LineKind.WORDS, (), ()),
]


@pytest.mark.parametrize(("line", "kind", "names", "values"), KNOWN, ids=lambda part: repr(part))
def test_a_known_line_is_what_it_is(
    line: bytes, kind: LineKind, names: tuple[str, ...], values: tuple[float, ...]
) -> None:
    read = read_line(line)
    assert (read.kind, read.names, read.values) == (kind, names, values)


@given(st.binary(max_size=600))
def test_no_line_raises_and_no_value_is_infinite(line: bytes) -> None:
    read = read_line(line)
    assert all(math.isfinite(value) for value in read.values)
    assert not read.names or not read.values or len(read.names) == len(read.values)


@given(st.text(st.sampled_from('0123456789.,;:=[]{}eE+- \tabISBQ*#"'), max_size=120))
def test_no_line_of_the_likely_letters_raises(text: str) -> None:
    read = read_line(text.encode())
    assert all(math.isfinite(value) for value in read.values)


@given(st.lists(st.floats(-1e9, 1e9).map(lambda value: round(value, 3)), min_size=1, max_size=8))
def test_any_row_of_numbers_comes_back(row: list[float]) -> None:
    for separator in (",", "\t", ";", " ", ", "):
        read = read_line(separator.join(f"{value:.3f}" for value in row).encode())
        assert read.kind is LineKind.COLUMNS
        assert read.values == tuple(float(f"{value:.3f}") for value in row)


@pytest.mark.parametrize(
    "text", ["nan", "inf", "1e308", "1e99", "", "1_000", "٣", "0x1F", "1e-400"]
)
def test_what_is_no_plain_number_is_none(text: str) -> None:
    assert read_number(text) is None


def test_the_longest_line_is_read_without_delay_however_it_is_made() -> None:
    # Nested repetitions in a pattern could take exponential time; the suite's limit would show it.
    for piece in (b"1 ", b"a=1 ", b"a" * 24, b"IR=1,", b"a[", b"1.", b"-", b"a b "):
        read_line(piece * (512 // len(piece)) + b"\x01")
        read_line(piece * (512 // len(piece)) + b"!")
