"""Bytes into lines."""

from __future__ import annotations

import tracemalloc
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from devices.line_splitter import LONGEST_KEPT, LineSplitter


@given(st.lists(st.binary(max_size=20)), st.sampled_from([b"\n", b"\r\n", b"\r"]))
def test_lines_come_back_with_any_line_end(pieces: list[bytes], end: bytes) -> None:
    lines = [piece.replace(b"\r", b"").replace(b"\n", b"") for piece in pieces]
    found = LineSplitter().feed(b"".join(line + end for line in lines))
    assert found == [line for line in lines if line.strip()]


@given(st.binary(max_size=3000), st.lists(st.integers(0, 3000), max_size=12))
def test_how_bytes_are_cut_does_not_matter(sent: bytes, cuts: list[int]) -> None:
    whole, cut = LineSplitter(), LineSplitter()
    places = [0, *sorted(min(place, len(sent)) for place in cuts), len(sent)]
    found: list[bytes] = []
    for start, end in pairwise(places):
        found += cut.feed(sent[start:end])
    assert found == whole.feed(sent)
    assert (cut.overlong, cut.since_line_end) == (whole.overlong, whole.since_line_end)


def test_ten_megabytes_without_a_line_end_take_no_memory_and_spoil_one_line() -> None:
    splitter, piece = LineSplitter(), b"x" * 65_536
    tracemalloc.start()
    try:
        for _ in range(160):
            assert splitter.feed(piece) == []
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 400_000
    assert splitter.overlong == 1
    assert splitter.since_line_end == 160 * 65_536
    assert splitter.feed(b"\n523\n") == [b"523"]


def test_a_line_of_just_the_longest_length_is_kept_and_a_longer_one_is_not() -> None:
    splitter = LineSplitter()
    assert splitter.feed(b"x" * LONGEST_KEPT + b"\n") == [b"x" * LONGEST_KEPT]
    assert splitter.feed(b"x" * (LONGEST_KEPT + 1) + b"\n5\n") == [b"5"]
    assert splitter.overlong == 1


def test_after_a_break_what_was_begun_is_forgotten() -> None:
    splitter = LineSplitter()
    splitter.feed(b"52")
    splitter.begin_anew()
    assert splitter.feed(b"3\n") == [b"3"]
