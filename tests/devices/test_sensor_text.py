"""Whatever a sensor calls itself, what is shown of it is one short line of visible letters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.sensor_text import LONGEST_TEXT, NAMELESS, clean_name, parse_text

CLEANED = {
    "plain": ("Polar H10 1A2B3C4D", "Polar H10 1A2B3C4D"),
    "other letters": ("心拍計 Gürtel", "心拍計 Gürtel"),
    "right to left letters": ("חגורה", "חגורה"),
    "right to left override": ("Polar\u202e01H\u202c \u200fH10\u200e", "Polar01H H10"),
    "isolates": ("\u2066a\u2067b\u2068c\u2069", "abc"),
    "colours of a terminal": ("\x1b[31mred\x1b[0m", "[31mred[0m"),
    "a bell": ("ding\a", "ding"),
    "line breaks": ("one\r\ntwo\u2028three\x85four", "one two three four"),
    "blanks": ("  a \t\u00a0\u3000 b ", "a b"),
    "zero width": ("a\u200bb\ufeffc\u00add", "abcd"),
    "letters that show nothing": ("a\u3164\u115f\u2800b", "ab"),
    "private and unassigned": ("a\ue000b\U000e0001c\uffff", "abc"),
    "half a character": ("a\ud800b", "ab"),
    "a tower of accents": ("e\u0301" + "\u0316" * 30 + "x", "é\u0316\u0316x"),
    "an accent on nothing": ("\u0301x", "x"),
    "an accent in two parts": ("u\u0308", "ü"),
}


@pytest.mark.parametrize(("name", "cleaned"), CLEANED.values(), ids=CLEANED.keys())
def test_a_name_is_made_fit_to_be_shown(name: str, cleaned: str) -> None:
    assert clean_name(name) == cleaned


@pytest.mark.parametrize("name", [None, "", " \n", "\u202e\u200f", "\x00\x1b", "\u3164", "\u0301"])
def test_a_name_of_nothing_gets_a_plain_one(name: str | None) -> None:
    assert clean_name(name) == NAMELESS


def test_a_text_ends_at_the_zero_that_sensors_pad_with() -> None:
    assert parse_text(b"Polar Electro Oy\x00\x00garbage") == "Polar Electro Oy"
    assert parse_text(bytearray(b"3.1.1\x00")) == "3.1.1"
    assert parse_text(b"\x00") == ""


def test_bytes_that_are_no_letters_are_left_out() -> None:
    assert parse_text(b"G\xc3\xbcr\xfftel \xe2\x80\xaeX\xc3") == "G\u00fcrtel X"


def test_long_words_are_cut() -> None:
    assert clean_name("a" * 5_000_000) == "a" * LONGEST_TEXT
    assert parse_text(b"b" * 5_000_000) == "b" * LONGEST_TEXT


@given(st.text(st.characters(), max_size=100) | st.none())
def test_any_name_gives_one_short_line_of_visible_letters(name: str | None) -> None:
    cleaned = clean_name(name)
    assert 0 < len(cleaned) <= LONGEST_TEXT
    assert cleaned == cleaned.strip()
    assert all(unicodedata.category(char)[0] != "C" for char in cleaned)
    assert cleaned.splitlines() == [cleaned]
    assert clean_name(cleaned) == cleaned


@given(st.binary(max_size=600))
def test_any_bytes_give_one_short_line_of_visible_letters(packet: bytes) -> None:
    text = parse_text(packet)
    assert len(text) <= LONGEST_TEXT
    assert all(unicodedata.category(char)[0] != "C" for char in text)
    assert len(text.splitlines()) <= 1
