"""Breath from a belt: rate, tops, phase and depth, and nothing from a dead one."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.signal.arrays import FloatArray
from trainer.signal.figure import Withheld
from trainer.signal.waves.belt_breath import BeltBreath
from trainer.signal.waves.breath_wave import BreathMoment, BreathTop


def belt(
    breaths_per_min: float,
    *,
    duration_s: float = 90.0,
    rate_hz: float = 100.0,
    depth: float = 60.0,
    creep: float = 40.0,
    noise: float = 1.0,
    level: float = 1600.0,
) -> tuple[FloatArray, FloatArray]:
    """A belt that creeps, on a 12-bit converter; empty at 0 s."""
    rng = np.random.default_rng(3)
    at_s = np.arange(round(duration_s * rate_hz)) / rate_hz
    breath = 0.5 - 0.5 * np.cos(2.0 * math.pi * breaths_per_min / 60.0 * at_s)
    crept = creep * np.exp(-at_s / 30.0)
    return at_s, np.round(level + crept + depth * breath + noise * rng.standard_normal(at_s.size))


def follow(at_s: FloatArray, values: FloatArray, **how: bool) -> tuple[BeltBreath, list[BreathTop]]:
    follower = BeltBreath(**how)
    return follower, list(follower.push(at_s.tolist(), values.tolist()))


@pytest.mark.parametrize("rate_hz", [10.0, 25.0, 100.0, 500.0])
@pytest.mark.parametrize("pace", [3.0, 4.5, 6.0, 12.0, 20.0, 30.0])
def test_the_rate_of_a_paced_breath_is_read(pace: float, rate_hz: float) -> None:
    # Truth: the pace. Measured: at most 0.03 a minute, 0.1 at 3 a minute (three breaths a window).
    follower, _ = follow(*belt(pace, rate_hz=rate_hz))
    assert follower.breaths_per_min() == pytest.approx(pace, abs=0.2)


def test_tops_come_where_the_belt_is_longest() -> None:
    _, tops = follow(*belt(6.0))
    expected_s = [5.0 + 10.0 * place for place in range(1, 9)]
    found_s = [top.at_s for top in tops if top.at_s > 10.0]
    assert found_s == pytest.approx(expected_s, abs=0.35)
    # A sine of 10 s has fallen by 0.35 of its depth 2 s after its top.
    assert all(1.5 < top.told_s - top.at_s < 2.8 for top in tops)


def test_an_inverted_belt_is_followed_when_it_is_said() -> None:
    at_s, values = belt(6.0)
    _, upright = follow(at_s, values)
    _, turned = follow(at_s, 4000.0 - values, is_inverted=True)
    assert [top.at_s for top in turned] == pytest.approx([top.at_s for top in upright])


def test_depth_is_told_relative_to_the_breaths_before() -> None:
    at_s, values = belt(6.0, duration_s=100.0, creep=0.0)
    deep = (at_s >= 70.0) & (at_s < 80.0)
    values = np.where(deep, 1600.0 + 2.0 * (values - 1600.0), values)
    _, tops = follow(at_s, values)
    shares = {round(top.at_s): top.depth_share for top in tops}
    assert shares[65] == pytest.approx(1.0, abs=0.08)
    assert shares[75] == pytest.approx(2.0, abs=0.15)


def test_phase_runs_from_empty_to_full_and_back() -> None:
    at_s, values = belt(6.0, creep=0.0, noise=0.3)
    follower = BeltBreath()
    moments: list[BreathMoment] = []
    for stamp_s, value in zip(at_s.tolist(), values.tolist(), strict=True):
        follower.push([stamp_s], [value])
        if follower.moment is not None:
            moments.append(follower.moment)
    assert len(moments) > 5000
    late = [moment for moment in moments if 42.0 < moment.at_s < 80.0]
    for moment in late:
        # Between turns; about a turn the way is known 0.35 of the depth later.
        share = (moment.at_s / 10.0) % 1.0
        if 0.25 < share < 0.45:
            assert moment.is_in
            assert moment.phase == pytest.approx((1 - math.cos(2 * math.pi * share)) / 4, abs=0.05)
        if 0.75 < share < 0.95:
            assert not moment.is_in
            assert moment.phase == pytest.approx(
                1 - (1 - math.cos(2 * math.pi * share)) / 4, abs=0.05
            )


@pytest.mark.parametrize(
    "values",
    [
        np.full(9000, 812.0),
        np.round(812.0 + 0.6 * np.random.default_rng(1).standard_normal(9000)),
        np.round(812.0 + 15.0 * np.random.default_rng(2).standard_normal(9000)),
        np.round(4052.0 + 20.0 * np.sin(np.arange(9000) / 150.0)),
    ],
    ids=["level", "one step of noise", "noise", "at the end of a converter"],
)
def test_a_dead_belt_shows_nothing(values: FloatArray) -> None:
    follower, tops = follow(np.arange(9000) / 100.0, values)
    assert follower.breaths_per_min() is Withheld.TOO_WEAK
    assert follower.moment is None
    assert tops == []


def test_a_short_series_is_too_short() -> None:
    follower, _ = follow(*belt(12.0, duration_s=14.0))
    assert follower.breaths_per_min() is Withheld.TOO_SHORT


def test_single_wrong_samples_of_a_converter_vanish() -> None:
    at_s, values = belt(9.0)
    spiked = values.copy()
    spiked[::37] = 4095.0
    assert follow(at_s, spiked)[0].breaths_per_min() == pytest.approx(9.0, abs=0.05)


def test_talk_on_top_of_the_breath_is_not_counted() -> None:
    at_s, values = belt(8.0)
    talking = values + 9.0 * np.sin(2.0 * math.pi * 0.45 * at_s)
    assert follow(at_s, talking)[0].breaths_per_min() == pytest.approx(8.0, abs=0.3)


def test_a_hole_of_some_seconds_begins_a_new_series() -> None:
    at_s, values = belt(12.0)
    kept = (at_s < 70.0) | (at_s > 80.0)
    follower, _ = follow(at_s[kept], values[kept])
    assert follower.breaths_per_min() is Withheld.TOO_SHORT


def test_missing_tenths_of_a_second_move_no_top() -> None:
    at_s, values = belt(6.0)
    kept = (at_s * 100.0 % 130.0) > 45.0
    _, whole = follow(at_s, values)
    _, holed = follow(at_s[kept], values[kept])
    late = [[top.at_s for top in tops if top.at_s > 20.0] for tops in (whole, holed)]
    assert len(late[0]) == 7
    assert late[1] == pytest.approx(late[0], abs=0.4)
    assert all(after.at_s > before.at_s for before, after in pairwise(holed))


@settings(max_examples=20)
@given(cuts=st.lists(st.integers(1, 700), min_size=1, max_size=30))
def test_the_same_samples_give_the_same_breaths_however_they_are_cut(cuts: list[int]) -> None:
    at_s, values = belt(10.0, duration_s=50.0, rate_hz=40.0)
    follower, whole = follow(at_s, values)
    again = BeltBreath()
    pieces: list[BreathTop] = []
    first = 0
    for cut in [*cuts, at_s.size]:
        part = slice(first, first + cut)
        pieces.extend(again.push(at_s[part].tolist(), values[part].tolist()))
        first += cut
    assert pieces == whole
    assert again.breaths_per_min() == follower.breaths_per_min()


ANY_FLOAT = st.floats(allow_nan=True, allow_infinity=True)


@given(samples=st.lists(st.tuples(ANY_FLOAT, ANY_FLOAT), max_size=60))
def test_nothing_that_a_line_may_hold_raises(samples: list[tuple[float, float]]) -> None:
    follower = BeltBreath()
    for at_s, value in samples:
        follower.push([at_s], [value])
        follower.breaths_per_min()
