"""From beats in a wave to intervals: what is left out, what is marked, what is not given."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from trainer.signal.waves.beat_intervals import BeatIntervals
from trainer.signal.waves.wave_beat import BeatQuality, WaveBeat

SHARP, ROUGH = BeatQuality.SHARP, BeatQuality.ROUGH


def made(
    distances_ms: Sequence[int],
    qualities: Sequence[BeatQuality] | None = None,
    torn: Sequence[int] = (),
) -> list[int | None]:
    """Intervals, in ms, that beats so far apart close; the first beat comes at 0."""
    return [None if one is None else one[0] for one in marked(distances_ms, qualities, torn)]


def marked(
    distances_ms: Sequence[int],
    qualities: Sequence[BeatQuality] | None = None,
    torn: Sequence[int] = (),
    vague: Sequence[int] = (),
) -> list[tuple[int, bool] | None]:
    """The same with whether they are vague."""
    intervals = BeatIntervals()
    found: list[tuple[int, bool] | None] = []
    at_ms = 0
    for number, distance_ms in enumerate((0, *distances_ms)):
        at_ms += distance_ms
        quality = SHARP if qualities is None else qualities[number]
        joins = number > 0 and number not in torn
        beat = WaveBeat(at_ms / 1000.0, quality, 0.99, 100.0, joins, number in vague)
        one = intervals.take(beat, beat.beat_s + 0.2)
        found.append(None if one is None else (round(one.rr_ms), one.is_vague))
    return found


def test_a_misshapen_beat_is_left_out_and_the_interval_is_whole_again() -> None:
    qualities = [SHARP, SHARP, SHARP, ROUGH, SHARP]
    assert made([800, 810, 790, 800], qualities) == [None, 800, 810, None, 1590]


@pytest.mark.parametrize("quality", [ROUGH, BeatQuality.CUT_OFF, BeatQuality.TORN])
def test_a_series_never_begins_with_an_interval_that_a_beat_was_left_out_of(
    quality: BeatQuality,
) -> None:
    qualities = [SHARP, quality, SHARP, SHARP]
    assert made([800, 810, 790], qualities) == [None, None, None, 790]
    # Nor after a hole.
    again = [SHARP, SHARP, SHARP, quality, SHARP, SHARP]
    assert made([800, 810, 9000, 800, 780], again, torn=[3])[3:] == [None, None, 780]


def test_both_intervals_about_a_vague_beat_are_marked() -> None:
    found = marked([800, 810, 790, 800], vague=[2])
    assert found == [None, (800, False), (810, True), (790, True), (800, False)]


def test_one_long_interval_is_left_to_the_gate_and_the_ones_after_it_are_not_given() -> None:
    found = made([790, 800, 1550, 1490, 1350, 1200, 810, 1560, 790])
    # 1200 ms are under 1.6 of the last whole one: a heart may slow down so far.
    assert found == [None, 790, 800, 1550, None, None, 1200, 810, 1560, 790]


def test_a_pulse_that_stays_slow_is_believed_after_six_beats() -> None:
    found = made([700, 700, *[1400] * 9])
    assert found == [None, 700, 700, 1400, *[None] * 5, 1400, 1400, 1400]


def test_the_steepest_swing_of_a_breath_loses_no_interval() -> None:
    # Each 1.28 times the one before, as log RR may change by 0.25 a beat, and back again.
    swing = [500, 640, 819, 1049, 1342, 1049, 819, 640, 500] * 2
    assert made(swing) == [None, *swing]
