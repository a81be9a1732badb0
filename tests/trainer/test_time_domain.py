"""Time-domain measures against closed forms, the reference definition and each other."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.recordings import reference_values, window, windows
from trainer.errors import AnalysisError
from trainer.signal.arrays import BoolArray, FloatArray
from trainer.signal.time_domain import RunningTimeDomain, TimeDomain, time_domain

intervals = st.lists(st.integers(300 * 1024, 2000 * 1024), min_size=3, max_size=120).map(
    lambda units: np.array(units) / 1024.0
)
marks = st.lists(st.booleans(), min_size=120, max_size=120)


def all_follow(rr_ms: FloatArray) -> BoolArray:
    return np.ones(rr_ms.size, dtype=np.bool_)


def floats(figures: TimeDomain) -> list[float | None]:
    return [
        figures.mean_rr_ms,
        figures.mean_heart_rate_bpm,
        figures.sdnn_ms,
        figures.rmssd_ms,
        figures.ln_rmssd,
        figures.pnn50_percent,
        figures.sd1_ms,
        figures.sd2_ms,
    ]


@pytest.mark.parametrize("key", windows())
def test_agrees_with_the_reference_definition(key: str) -> None:
    # Reference: definition.time of reference_small.json, written with seven digits; hence 1e-6.
    wanted = reference_values(key)["time"]
    rr_ms = window(key).rr_ms
    got = time_domain(rr_ms, all_follow(rr_ms))
    assert (got.beats, got.nn50) == (wanted["n"], wanted["nn50"])
    assert floats(got) == pytest.approx(
        [
            wanted[name]
            for name in (
                "mean_rr",
                "mean_hr",
                "sdnn",
                "rmssd",
                "ln_rmssd",
                "pnn50",
                "sd1",
                "sd2",
            )
        ],
        rel=1e-6,
    )


@given(intervals)
def test_agrees_with_exact_arithmetic(rr_ms: FloatArray) -> None:
    # Truth: the same formulas over integers (units of 1/1024 ms), which lose nothing.
    unit = [round(value * 1024) for value in rr_ms]
    n = len(unit)
    steps = [b - a for a, b in itertools.pairwise(unit)]
    squares = n * sum(u * u for u in unit) - sum(unit) ** 2
    got = time_domain(rr_ms, all_follow(rr_ms))
    # 1e-9 is the bar; the 1e-7 ms absolute is for SDNN that is rounding only.
    assert got.sdnn_ms == pytest.approx(math.sqrt(squares / n / (n - 1)) / 1024, rel=1e-9, abs=1e-7)
    assert got.rmssd_ms == pytest.approx(
        math.sqrt(sum(s * s for s in steps) / (n - 1)) / 1024, rel=1e-9
    )


def test_sine_has_the_closed_form() -> None:
    # Closed form for RR = m + A sin(2 pi f m k) over whole periods: SDNN = A / sqrt 2 (divisor n),
    # RMSSD = sqrt 2 A |sin(pi f m)|. 1000 intervals: the divisor n - 1 is 0.05 % of SDNN, the
    # difference across the ends 0.1 % of RMSSD.
    amplitude_ms, cycles_per_beat = 40.0, 0.09
    rr_ms = 900.0 + amplitude_ms * np.sin(2.0 * np.pi * cycles_per_beat * np.arange(1000))
    got = time_domain(rr_ms, all_follow(rr_ms))
    assert got.sdnn_ms == pytest.approx(amplitude_ms / math.sqrt(2.0), rel=6e-4)
    assert got.rmssd_ms == pytest.approx(
        math.sqrt(2.0) * amplitude_ms * math.sin(math.pi * cycles_per_beat), rel=1.1e-3
    )


def test_no_difference_is_taken_across_an_excised_beat() -> None:
    rr_ms = np.array([800.0, 810.0, 1000.0, 1004.0])
    got = time_domain(rr_ms, np.array([False, True, False, True]))
    # By hand: differences 10 and 4, mean square 58.
    assert got.differences == 2
    assert got.rmssd_ms == pytest.approx(math.sqrt(58.0), rel=1e-12)
    assert got.nn50 == 0


def test_exactly_fifty_is_not_more_than_fifty() -> None:
    rr_ms = np.array([800.0, 850.0, 901.0])
    got = time_domain(rr_ms, all_follow(rr_ms))
    assert (got.nn50, got.pnn50_percent) == (1, 50.0)


def test_what_the_beats_do_not_carry_is_none() -> None:
    nothing = time_domain(np.array([]), np.array([], dtype=np.bool_))
    assert nothing.beats == 0
    assert floats(nothing) == [None] * 8
    one = time_domain(np.array([800.0]), np.array([True]))
    assert (one.mean_rr_ms, one.sdnn_ms, one.rmssd_ms, one.pnn50_percent) == (
        800.0,
        None,
        None,
        None,
    )
    still = time_domain(np.array([800.0, 800.0]), np.array([False, True]))
    assert (still.rmssd_ms, still.ln_rmssd, still.sd1_ms) == (0.0, None, None)


def test_sd2_is_none_where_its_square_is_negative() -> None:
    # SDNN^2 = 400/3 * 100, var(d)/2 = 40000 / 2 = 20000 > 2 SDNN^2 for these three differences.
    rr_ms = np.array([800.0, 1000.0, 800.0, 1000.0])
    got = time_domain(rr_ms, np.array([False, True, True, False]))
    assert got.sd1_ms == pytest.approx(200.0, rel=1e-12)
    assert got.sd2_ms is None


def test_arrays_of_different_lengths_are_refused() -> None:
    with pytest.raises(AnalysisError, match="one mark for each"):
        time_domain(np.array([800.0, 810.0]), np.array([True]))


@given(intervals, st.floats(0.5, 2.0))
def test_scaling_the_intervals_scales_what_is_in_ms(rr_ms: FloatArray, factor: float) -> None:
    before, after = (time_domain(rr, all_follow(rr)) for rr in (rr_ms, rr_ms * factor))
    assert before.sdnn_ms is not None
    assert before.rmssd_ms is not None
    # 1e-6 ms: a standard deviation of rounding alone is no proportion of anything.
    assert after.sdnn_ms == pytest.approx(before.sdnn_ms * factor, rel=1e-9, abs=1e-6)
    assert after.rmssd_ms == pytest.approx(before.rmssd_ms * factor, rel=1e-9, abs=1e-6)


@given(intervals, st.floats(-100.0, 100.0))
def test_adding_to_all_intervals_moves_only_the_mean(rr_ms: FloatArray, shift_ms: float) -> None:
    before, after = (time_domain(rr, all_follow(rr)) for rr in (rr_ms, rr_ms + shift_ms))
    assert after.sdnn_ms == pytest.approx(before.sdnn_ms, rel=1e-9, abs=1e-6)
    assert after.rmssd_ms == pytest.approx(before.rmssd_ms, rel=1e-9, abs=1e-6)
    assert before.mean_rr_ms is not None
    assert after.mean_rr_ms == pytest.approx(before.mean_rr_ms + shift_ms, rel=1e-12)


def batch_of_window(
    beat_s: FloatArray, rr_ms: FloatArray, accepted: BoolArray, now_s: float, window_s: float
) -> tuple[TimeDomain, float]:
    inside = (beat_s > now_s - window_s) & (beat_s <= now_s)
    follows = np.concatenate(([False], accepted[1:] & accepted[:-1]))
    keep = inside & accepted
    share = 1.0 - keep.sum() / inside.sum() if inside.any() else 0.0
    return time_domain(rr_ms[keep], follows[keep]), float(share)


@given(intervals, marks, st.floats(2.0, 40.0))
def test_running_is_batch_at_every_beat(
    rr_ms: FloatArray, accepted_list: list[bool], window_s: float
) -> None:
    accepted = np.array(accepted_list[: rr_ms.size])
    beat_s = np.cumsum(rr_ms) / 1000.0
    running = RunningTimeDomain(window_s)
    for index, now_s in enumerate(beat_s):
        if accepted[index]:
            running.add(now_s, rr_ms[index], index > 0 and bool(accepted[index - 1]))
        else:
            running.add_excised(now_s)
        seen = slice(0, index + 1)
        wanted, share = batch_of_window(beat_s[seen], rr_ms[seen], accepted[seen], now_s, window_s)
        got = running.figures(now_s)
        assert (got.beats, got.differences, got.nn50) == (
            wanted.beats,
            wanted.differences,
            wanted.nn50,
        )
        # 1e-6 is the bar; 1e-5 ms absolute for spreads that are rounding. SD2 and ln RMSSD
        # follow from the others but may be None on one side at exactly zero.
        for ours, exact in (
            (got.mean_rr_ms, wanted.mean_rr_ms),
            (got.sdnn_ms, wanted.sdnn_ms),
            (got.rmssd_ms, wanted.rmssd_ms),
            (got.sd1_ms, wanted.sd1_ms),
        ):
            assert (ours is None) is (exact is None)
            if exact is not None:
                assert ours == pytest.approx(exact, rel=1e-6, abs=1e-5)
        assert running.corrected_share(now_s) == pytest.approx(share, abs=1e-12)
        assert running.beats(now_s) == wanted.beats


def test_running_is_within_a_billionth_after_a_hundred_thousand_beats() -> None:
    # The bar is 1e-6; what is measured is about 1e-14. Levels jump by 300 ms to strain the offset.
    rng = np.random.default_rng(7)
    rr_ms = 850.0 + 300.0 * (np.arange(100_000) // 700 % 2) + rng.normal(0.0, 40.0, 100_000)
    accepted = rng.random(100_000) > 0.03
    beat_s = np.cumsum(rr_ms) / 1000.0
    running = RunningTimeDomain(60.0)
    for index in range(rr_ms.size):
        if accepted[index]:
            running.add(beat_s[index], rr_ms[index], follows=True)
        else:
            running.add_excised(beat_s[index])
    last = slice(-200, None)
    wanted, share = batch_of_window(
        beat_s[last], rr_ms[last], accepted[last], float(beat_s[-1]), 60.0
    )
    assert floats(running.figures(float(beat_s[-1]))) == pytest.approx(floats(wanted), rel=1e-9)
    assert running.corrected_share(float(beat_s[-1])) == pytest.approx(share)


def test_running_survives_a_calm_after_a_storm() -> None:
    # 10 000 ms^2 of variance, then 1e-6 ms^2: sums that only subtract would keep rounding of
    # the storm (about 1e-9 ms^2 a beat) in the calm.
    rng = np.random.default_rng(3)
    storm = 800.0 + rng.normal(0.0, 100.0, 150)
    calm = 800.0 + rng.normal(0.0, 1e-3, 100)
    running = RunningTimeDomain(30.0)
    now_s = 0.0
    for rr_ms in np.concatenate((storm, calm)):
        now_s += rr_ms / 1000.0
        running.add(now_s, float(rr_ms), follows=True)
    got = running.figures(now_s)
    last = calm[-got.beats :]
    assert got.sdnn_ms == pytest.approx(float(np.std(last, ddof=1)), rel=1e-6)
    assert got.rmssd_ms == pytest.approx(float(np.sqrt(np.mean(np.diff(last) ** 2))), rel=1e-6)


def test_window_slides_by_time_without_new_beats() -> None:
    running = RunningTimeDomain(10.0)
    running.add(0.0, 800.0, follows=False)
    running.add_excised(1.0)
    running.add(2.0, 820.0, follows=True)
    assert running.figures(9.9).beats == 2
    assert running.figures(9.9).differences == 0, "an excised beat lies between"
    assert running.corrected_share(9.9) == pytest.approx(1 / 3)
    # The window is open at its begin: the beat at 0 s has left at 10 s.
    assert running.figures(10.0).beats == 1
    assert running.corrected_share(11.0) == 0.0
    assert running.figures(12.0) == time_domain(np.array([]), np.array([], dtype=np.bool_))


def test_a_window_without_length_is_refused() -> None:
    with pytest.raises(AnalysisError, match="over 0 s"):
        RunningTimeDomain(0.0)
