"""BT1 against its test vectors, and whatever else a line may hold."""

from __future__ import annotations

import binascii
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.bt1 import (
    COUNTS,
    LONGEST_LINE,
    MICROSECONDS_WRAP,
    BT1Column,
    BT1Description,
    BT1Sample,
    encode_bt1,
    is_bt1,
    parse_bt1,
)
from devices.bt1_ticks import BT1Ticks
from devices.errors import MalformedPacketError
from tests.firmware.vectors import VECTORS

NOTES = Path(__file__).parents[2] / "firmware_notes"
FOUR = BT1Description(
    200.0,
    (BT1Column.COUNTER, BT1Column.MICROSECONDS, BT1Column.PULSE, BT1Column.BELT),
    1023,
    0,
    0,
)


def _described(columns: list[str | None]) -> BT1Description:
    known = {column.value: column for column in BT1Column}
    return BT1Description(
        200.0, tuple(known.get(name) if name else None for name in columns), 1023, None, None
    )


@pytest.mark.parametrize("vector", VECTORS["samples"], ids=lambda vector: vector["line"])
def test_a_line_of_numbers_is_read_as_the_vectors_say(vector: dict[str, Any]) -> None:
    columns = [name for name in vector if name != "line"]
    found = parse_bt1(vector["line"].encode(), _described(list(columns)))
    assert found == BT1Sample(vector["n"], vector.get("us"), vector["pulse"], vector.get("belt"))


@pytest.mark.parametrize(
    "vector",
    VECTORS["descriptions"] + VECTORS["descriptions_of_others"],
    ids=lambda vector: vector["line"],
)
def test_a_description_is_read_as_the_vectors_say(vector: dict[str, Any]) -> None:
    found = parse_bt1(vector["line"].encode())
    assert isinstance(found, BT1Description)
    told = asdict(found)
    told["columns"] = [column.value if column else None for column in found.columns]
    assert told == {key: value for key, value in vector.items() if key not in ("line", "title")}


@pytest.mark.parametrize("vector", VECTORS["refused"], ids=lambda vector: vector["why"])
def test_a_line_that_the_vectors_refuse_is_refused(vector: dict[str, Any]) -> None:
    description = parse_bt1(VECTORS["refused_after"].encode())
    assert isinstance(description, BT1Description)
    with pytest.raises(MalformedPacketError):
        parse_bt1(vector["line"].encode(), description)


@pytest.mark.parametrize("vector", VECTORS["streams"], ids=lambda vector: vector["title"])
def test_a_stream_of_the_vectors_gives_its_samples_in_time(vector: dict[str, Any]) -> None:
    ticks, description, refused, found = BT1Ticks(), None, 0, []
    for line in vector["lines"]:
        try:
            record = parse_bt1(line.encode(), description)
        except MalformedPacketError:
            refused += 1
            continue
        match record:
            case BT1Description():
                description = record
                ticks.hear(record)
            case BT1Sample():
                assert description is not None
                found.append(ticks.take(record, description))
            case None:
                pass
    assert [
        {
            "device_us": round(sample.device_s * 1e6),
            "lost": sample.lost,
            "is_start": sample.is_start,
            "pulse": sample.pulse,
            "belt": sample.belt,
        }
        for sample in found
        if sample is not None
    ] == vector["samples"]
    assert (refused, ticks.restarts) == (vector["refused"], vector["restarts"])


def test_numbers_before_any_description_say_nothing() -> None:
    assert parse_bt1(VECTORS["samples"][0]["line"].encode()) is None


@given(
    n=st.integers(0, COUNTS - 1),
    us=st.integers(0, MICROSECONDS_WRAP - 1),
    pulse=st.integers(0, 1023),
    belt=st.integers(0, 1023),
)
def test_every_legal_sample_comes_back(n: int, us: int, pulse: int, belt: int) -> None:
    line = encode_bt1(f"{n},{us},{pulse},{belt}")
    assert parse_bt1(line, FOUR) == BT1Sample(n, us, pulse, belt)


@given(st.binary(max_size=2 * LONGEST_LINE))
def test_any_bytes_give_a_record_or_the_one_error(line: bytes) -> None:
    for described in (None, FOUR):
        try:
            parse_bt1(line, described)
        except MalformedPacketError:
            assert line != b"0,6280,511,511*0FBC"


@given(st.text(st.characters(codec="ascii"), max_size=80))
def test_any_content_with_a_right_checksum_gives_a_record_or_the_one_error(content: str) -> None:
    line = encode_bt1(content)
    for described in (None, FOUR):
        try:
            record = parse_bt1(line, described)
        except MalformedPacketError:
            continue
        assert record is None or isinstance(record, BT1Description | BT1Sample)


@given(st.integers(0, 18), st.integers(1, 255))
def test_no_changed_byte_is_believed(place: int, change: int) -> None:
    line = bytearray(b"0,6280,511,511*0FBC")
    line[place] ^= change
    assert not is_bt1(bytes(line))


def test_a_line_cut_anywhere_is_refused() -> None:
    line = VECTORS["descriptions"][0]["line"].encode()
    for end in range(len(line)):
        with pytest.raises(MalformedPacketError):
            parse_bt1(line[:end])


def test_the_checksum_is_the_one_of_the_standard_library() -> None:
    # CRC-16/CCITT-FALSE of the usual check string, from the catalogue of parametrised CRCs.
    assert binascii.crc_hqx(b"123456789", 0xFFFF) == 0x29B1
    assert encode_bt1("123456789") == b"123456789*29B1"


def test_after_an_interruption_nothing_connects() -> None:
    ticks = BT1Ticks()
    assert ticks.take(BT1Sample(5, 25_056, 1, 2), FOUR) is not None
    ticks.interrupt()
    sample = ticks.take(BT1Sample(900, 4_500_056, 1, 2), FOUR)
    assert sample is not None
    assert sample.is_start
    assert (ticks.lost, ticks.restarts) == (0, 0)


@pytest.mark.parametrize(
    "page", ["PROTOCOL.md", "README.md", "bellybreath_sensor/bellybreath_sensor.ino"]
)
def test_every_example_line_of_the_notes_is_right(page: str) -> None:
    text = (NOTES / page).read_text(encoding="utf-8")
    examples = re.findall(r"(?:#BT1 [^\n*]+|[0-9]+(?:,[0-9]+)+)\*[0-9A-F]{4}", text)
    assert examples
    for example in examples:
        assert parse_bt1(example.encode(), FOUR) is not None
