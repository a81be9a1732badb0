"""A whole recording at once against the same beats one by one: the same, to the last digit."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.readings import Beat
from trainer.signal.beats import JudgedBeat, Verdict
from trainer.signal.deviations import deviations_of
from trainer.signal.judging import JudgedSeries, judge_series
from trainer.signal.pipeline import Pipeline
from trainer.signal.prediction import STEEPEST_TREND, bend, surprise, zigzag
from trainer.signal.spread import WINDOW_BEATS, LearntSpread, SpreadBounds, scales_along

BOUNDS = SpreadBounds(0.045, 0.010, 0.06, 0.718, 1.273, 1.943)


def one_by_one(intervals_ms: list[float | None]) -> tuple[list[JudgedBeat], list[int]]:
    """The records and their stretches, from a pipeline that knows nothing of what is to come."""
    pipeline = Pipeline()
    beats: list[JudgedBeat] = []
    stretches: list[int] = []
    elapsed_ms = 0.0
    for rr_ms in intervals_ms:
        if rr_ms is None:
            pipeline.break_series()
            continue
        elapsed_ms += rr_ms
        before = pipeline.beats
        beats += pipeline.take(Beat(elapsed_ms / 1000.0, elapsed_ms / 1000.0, rr_ms), math.inf)
        if pipeline.beats > before:
            stretches.append(pipeline.gaps + 1)
    beats += pipeline.finish()
    gaps, was_gap = 0, False
    for position, beat in enumerate(beats):
        gaps += was_gap and beat.verdict is not Verdict.GAP
        was_gap = beat.verdict is Verdict.GAP
        stretches[position] += gaps
    return beats, stretches


def assert_same(series: JudgedSeries, intervals_ms: list[float | None]) -> None:
    beats, stretches = one_by_one(intervals_ms)
    assert list(series.beats) == beats
    assert series.stretch.tolist() == stretches
    assert series.accepted.tolist() == [beat.is_accepted for beat in beats]
    assert series.follows.tolist() == [beat.follows for beat in beats]
    assert series.is_gap.tolist() == [beat.verdict is Verdict.GAP for beat in beats]
    assert series.beat_s.tolist() == [beat.beat_s for beat in beats]
    assert series.rr_ms.tolist() == [beat.rr_ms for beat in beats]
    assert list(series.unclear) == [beat for beat in beats if not beat.is_accepted]


def heart(
    seed: int,
    beats: int,
    mean_ms: float = 850.0,
    swing: float = 0.06,
    jitter: float = 0.01,
    grid_ms: float | None = None,
) -> list[float]:
    """A breathing heart: a slow wave, chance, and the clock of the sensor."""
    chance = np.random.default_rng(seed)
    wave = swing * np.sin(2.0 * np.pi * np.arange(beats) / chance.uniform(4.0, 14.0))
    rr_ms = mean_ms * np.exp(wave + jitter * chance.standard_t(6.0, beats))
    if grid_ms is not None:
        rr_ms = np.round(rr_ms / grid_ms) * grid_ms
    return [float(value) for value in np.clip(rr_ms, 260.0, 2390.0)]


HEARTS = st.builds(
    heart,
    seed=st.integers(0, 10_000),
    beats=st.integers(1, 150),
    mean_ms=st.floats(450.0, 1500.0),
    swing=st.floats(0.0, 0.3),
    jitter=st.sampled_from([0.0, 0.002, 0.01, 0.03, 0.08]),
    grid_ms=st.sampled_from([None, 1000.0 / 1024.0, 1000.0 / 128.0, 10.0]),
)
ARTIFACTS = st.sampled_from(
    [
        [1700.0],
        [2550.0],
        [420.0, 430.0],
        [600.0, 1100.0],
        [600.0, 860.0],
        [550.0, 500.0, 1500.0],
        [780.0, 920.0],
        [1300.0],
    ]
)
IMPOSSIBLE = st.lists(
    st.one_of(
        st.none(),
        st.floats(),
        st.sampled_from([0.0, -800.0, 5e-324, 249.9, 2400.1, 9_999.0, 11_000.0, 6e5, 1e308]),
    ),
    max_size=4,
)
BURSTS = st.lists(st.floats(200.0, 2500.0), max_size=14)
STREAMS = st.lists(st.one_of(HEARTS, HEARTS, ARTIFACTS, IMPOSSIBLE, BURSTS), max_size=7)


@given(settled=HEARTS, pieces=STREAMS)
def test_any_stream_is_judged_as_if_it_had_come_beat_by_beat(
    settled: list[float], pieces: list[list[float | None]]
) -> None:
    stream: list[float | None] = [
        *heart(1, 80),
        *settled,
        *(at for piece in pieces for at in piece),
    ]
    assert_same(judge_series(stream), stream)


@pytest.mark.parametrize("seed", range(12))
def test_a_day_with_artifacts_gaps_and_bursts_is_judged_the_same(seed: int) -> None:
    chance = np.random.default_rng(seed)
    stream: list[float | None] = []
    for _ in range(12):
        stream += heart(
            int(chance.integers(1_000_000)),
            int(chance.integers(5, 600)),
            mean_ms=chance.uniform(600.0, 1100.0),
            swing=chance.uniform(0.0, 0.15),
            jitter=float(chance.choice([0.003, 0.015, 0.05])),
            grid_ms=1000.0 / 128.0,
        )
        match int(chance.integers(5)):
            case 0:
                stream += [None]
            case 1:
                stream += chance.uniform(250.0, 2000.0, int(chance.integers(1, 30))).tolist()
            case 2:
                stream += [float(chance.uniform(10_000.0, 1e6))]
            case 3:
                stream += [500.0, 1100.0]
            case _:
                stream += [-float(chance.uniform(1.0, 20_000.0))]
    assert_same(judge_series(stream), stream)


@pytest.mark.parametrize("empty", [[], [None], [None, None]])
def test_a_recording_without_intervals_has_no_beats(empty: list[float | None]) -> None:
    assert judge_series(empty).beats == ()


def test_a_quiet_recording_is_hardly_ever_judged_one_by_one() -> None:
    """Until the scales are full (61 beats after the first), and the last that wait."""
    stream: list[float | None] = [*heart(5, 5000, swing=0.03, jitter=0.004)]
    series = judge_series(stream)
    assert series.accepted.all()
    assert len(series.one_by_one) < 80


def test_around_an_artifact_a_few_beats_are_judged_one_by_one() -> None:
    beats = heart(5, 2000, swing=0.03, jitter=0.004)
    stream: list[float | None] = [*beats[:1000], 1700.0, *beats[1002:]]
    assert 1 <= len(judge_series(stream).one_by_one) - len(judge_series([*beats]).one_by_one) < 12


def test_a_part_keeps_numbers_and_records() -> None:
    stream: list[float | None] = [*heart(2, 300), 1700.0, *heart(3, 300)]
    series = judge_series(stream)
    part = series.part(slice(250, 400))
    assert part.beats == series.beats[250:400]
    assert part.unclear == tuple(beat for beat in part.beats if not beat.is_accepted)


# ------------------------------------------------- what the look ahead rests on


@pytest.mark.parametrize("seed", range(3))
def test_beats_that_join_across_some_that_were_passed_over_are_judged_the_same(seed: int) -> None:
    """The clock runs back by two beats, and by chance the third joins the last that counted."""
    chance = np.random.default_rng(seed)
    beats = heart(seed, 1500, swing=0.05, jitter=0.02)
    stream: list[float | None] = [*beats[:100]]
    for at in range(100, 1500, 20):
        passed_ms = chance.uniform(500.0, 1200.0, 2).tolist()
        stream += [-sum(passed_ms) - 1.0, *passed_ms, *beats[at : at + 20]]
    series = judge_series(stream)
    assert len(series.beats) == 1500
    assert_same(series, stream)


@given(st.lists(st.floats(0.0, 0.3), min_size=1, max_size=150), st.integers(1, 150))
def test_a_run_is_learnt_like_its_beats_one_by_one(deviations: list[float], at: int) -> None:
    single, run = LearntSpread(BOUNDS), LearntSpread(BOUNDS)
    for deviation in deviations:
        single.learn(deviation)
    run.learn_run(deviations[:at])
    run.learn_run(deviations[at:])
    assert run.scale == single.scale
    assert run.latest == single.latest
    assert run.is_full == (len(run.latest) == WINDOW_BEATS)


@given(st.lists(st.floats(0.0, 0.3), min_size=WINDOW_BEATS, max_size=150))
def test_scales_along_a_run_are_those_after_each_of_its_beats(deviations: list[float]) -> None:
    spread = LearntSpread(BOUNDS)
    expected: list[float] = []
    for count, deviation in enumerate(deviations, start=1):
        spread.learn(deviation)
        if count >= WINDOW_BEATS:
            expected.append(spread.scale)
    assert scales_along(BOUNDS, np.array(deviations)).tolist() == expected
    last = np.array([len(expected) - 1])
    assert scales_along(BOUNDS, np.array(deviations), last).tolist() == expected[-1:]


@given(st.lists(st.floats(math.log(250.0), math.log(2400.0)), min_size=4, max_size=40))
def test_deviations_of_many_beats_are_those_of_each(logs_ms: list[float]) -> None:
    found = deviations_of(np.array(logs_ms))
    for at in range(3, len(logs_ms)):
        a, b, c, d = logs_ms[at - 3 : at + 1]
        trend = max(-STEEPEST_TREND, min(STEEPEST_TREND, c - b))
        assert found.trend[at - 1] == trend
        assert found.step[at] == abs(d - c)
        assert found.change[at] == surprise(d - c, trend)
        assert found.bend[at] == abs(bend(b, c, d))
        assert found.zigzag[at] == abs(zigzag(a, b, c, d))
