"""The artifact gate: what it must find, what it must leave alone, and what it must survive."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.signal.artifacts import CHANGE_BOUNDS, LAG_BEATS, ArtifactGate
from trainer.signal.beats import JudgedBeat, Verdict
from trainer.signal.prediction import bend, surprise, zigzag
from trainer.signal.spread import LearntSpread

RR_FOLDER = Path(__file__).parent.parent / "data" / "rr"

ACCEPTED, MISSED, EXTRA, ECTOPIC, COUPLET, MISPLACED, NOISE, GAP = Verdict


def swinging_heart(
    mean_bpm: float,
    swing_bpm: float,
    breaths_per_min: float,
    *,
    beats: int,
    phase: float = 0.0,
    harmonic: float = 0.0,
    jitter_ms: float = 0.0,
    seed: int = 0,
    grid_ms: float | None = None,
) -> list[float]:
    """Intervals in ms of a heart whose rate is a sine, a beat at each whole integral of it."""
    seconds = 60.0 * (beats + 4) / (mean_bpm - swing_bpm / 2.0)
    time_s = np.arange(0.0, seconds, 0.002)
    angle = 2.0 * np.pi * breaths_per_min / 60.0 * time_s + phase
    rate_bpm = mean_bpm + swing_bpm / 2.0 * (np.sin(angle) + harmonic * np.sin(2.0 * angle))
    integral = np.cumsum(rate_bpm) * 0.002 / 60.0
    beats_s: npt.NDArray[np.float64] = np.interp(np.arange(1, beats + 2), integral, time_s)
    beats_s = beats_s + np.random.default_rng(seed).normal(0.0, jitter_ms / 1000.0, beats + 1)
    if grid_ms is not None:
        beats_s = np.round(beats_s * 1000.0 / grid_ms) * grid_ms / 1000.0
    return [float(rr_ms) for rr_ms in np.diff(beats_s) * 1000.0]


def feed(gate: ArtifactGate, rr_ms: Iterable[float], start_s: float = 0.0) -> list[JudgedBeat]:
    """What becomes final while intervals that touch each other are pushed."""
    judged: list[JudgedBeat] = []
    clock_s = start_s
    for interval_ms in rr_ms:
        clock_s += interval_ms / 1000.0
        judged.extend(gate.push(clock_s, interval_ms))
    return judged


def judge(rr_ms: Iterable[float], start_s: float = 0.0) -> list[JudgedBeat]:
    gate = ArtifactGate()
    return feed(gate, rr_ms, start_s) + list(gate.finish())


def verdicts(judged: Iterable[JudgedBeat]) -> list[Verdict]:
    return [beat.verdict for beat in judged]


def rmssd_ms(judged: Sequence[JudgedBeat]) -> float:
    squares = [
        (after.rr_ms - before.rr_ms) ** 2 for before, after in pairwise(judged) if after.follows
    ]
    return math.sqrt(sum(squares) / len(squares))


# ------------------------------------------------------------------ the classes


@dataclass(frozen=True, slots=True)
class Corruption:
    """What takes the place of some true intervals a, b, c of 1000 ms or so."""

    name: str
    replaced: int
    shares: tuple[float, ...]
    """The intervals that are seen, as shares of the mean of those they replace."""
    expected: tuple[Verdict, ...]
    keeps_time: bool = True


CORRUPTIONS = [
    Corruption("one beat missed", 2, (2.0,), (MISSED,)),
    Corruption("two beats missed", 3, (3.0,), (MISSED,)),
    Corruption("three beats missed", 4, (4.0,), (MISSED,)),
    Corruption("extra beat in the middle", 1, (0.5, 0.5), (EXTRA, EXTRA)),
    Corruption("extra beat soon after", 1, (0.3, 0.7), (EXTRA, EXTRA)),
    Corruption("extra beat late", 1, (0.75, 0.25), (EXTRA, EXTRA)),
    Corruption("ventricular, full pause", 2, (0.7, 1.3), (ECTOPIC, ECTOPIC)),
    Corruption("very early, full pause", 2, (0.55, 1.45), (ECTOPIC, ECTOPIC)),
    Corruption("atrial, short pause", 2, (0.7, 1.05), (ECTOPIC, ECTOPIC), keeps_time=False),
    Corruption("couplet", 3, (0.65, 0.6, 1.75), (COUPLET, COUPLET, COUPLET)),
    Corruption("misplaced early", 2, (0.87, 1.13), (MISPLACED, MISPLACED)),
    Corruption("misplaced late", 2, (1.13, 0.87), (MISPLACED, MISPLACED)),
    Corruption("misplaced very late", 2, (1.28, 0.72), (MISPLACED, MISPLACED)),
    Corruption("pause of no kind", 1, (1.5,), (NOISE,), keeps_time=False),
]

HEARTS = {
    "at rest": swinging_heart(60.0, 6.0, 14.0, beats=80, jitter_ms=4.0),
    "swinging 15 at 6 per minute": swinging_heart(68.0, 15.0, 6.0, beats=80, jitter_ms=3.0),
    "swinging 30 at 4.5 per minute": swinging_heart(75.0, 30.0, 4.5, beats=80, jitter_ms=3.0),
    "fast, on a 10 ms grid": swinging_heart(92.0, 10.0, 6.0, beats=80, grid_ms=10.0),
    "on a 7.8 ms Holter grid": swinging_heart(65.0, 8.0, 12.0, beats=80, grid_ms=1000 / 128),
}


def corrupted(heart_ms: list[float], at: int, corruption: Corruption) -> list[float]:
    mean_ms = sum(heart_ms[at : at + corruption.replaced]) / corruption.replaced
    seen_ms = [share * mean_ms for share in corruption.shares]
    return heart_ms[:at] + seen_ms + heart_ms[at + corruption.replaced :]


@pytest.mark.parametrize("corruption", CORRUPTIONS, ids=lambda corruption: corruption.name)
@pytest.mark.parametrize("heart", HEARTS)
@pytest.mark.parametrize("at", [40, 52])
def test_each_class_is_found_and_its_neighbours_are_left_alone(
    heart: str, corruption: Corruption, at: int
) -> None:
    judged = judge(corrupted(HEARTS[heart], at, corruption))
    count = len(corruption.expected)
    assert tuple(verdicts(judged[at : at + count])) == corruption.expected
    others = judged[:at] + judged[at + count :]
    assert all(beat.is_accepted for beat in others)
    assert not any(beat.follows for beat in judged[at : at + count + 1])
    assert all(beat.follows for beat in others[1:at] + others[at + 1 :])


@pytest.mark.parametrize(
    "corruption",
    [corruption for corruption in CORRUPTIONS if corruption.keeps_time],
    ids=lambda corruption: corruption.name,
)
def test_what_is_drawn_takes_as_long_as_what_was_measured(corruption: Corruption) -> None:
    seen_ms = corrupted(HEARTS["at rest"], 40, corruption)
    judged = judge(seen_ms)
    drawn_ms = [interval for beat in judged for interval in beat.drawn_ms]
    assert sum(drawn_ms) == pytest.approx(sum(seen_ms))
    assert len(drawn_ms) == len(HEARTS["at rest"])


def test_an_extra_beat_is_drawn_as_one_interval_at_its_end() -> None:
    judged = judge([1000.0] * 30 + [400.0, 600.0] + [1000.0] * 10)
    assert judged[30].drawn_ms == ()
    assert judged[31].drawn_ms == pytest.approx((1000.0,))


def test_the_raw_value_and_the_time_are_handed_on_as_they_came() -> None:
    gate = ArtifactGate()
    given_beats = [(10.0 + beat, 1000.0 + beat % 3) for beat in range(20)]
    given_beats[12] = (22.0, 432.1)
    judged = [beat for beat_s, rr_ms in given_beats for beat in gate.push(beat_s, rr_ms)]
    judged += gate.finish()
    assert [(beat.beat_s, beat.rr_ms) for beat in judged] == given_beats


@pytest.mark.parametrize("factor", [0.5, 0.62, 1.7, 2.0])
def test_a_leap_that_lasts_is_a_true_change(factor: float) -> None:
    first_ms = swinging_heart(70.0, 10.0, 6.0, beats=60, jitter_ms=4.0)
    then_ms = [factor * rr_ms for rr_ms in first_ms]
    assert set(verdicts(judge(first_ms + then_ms))) == {ACCEPTED}


def test_a_minute_of_bigeminy_is_ectopic_and_the_heart_after_it_is_not() -> None:
    steady_ms = swinging_heart(65.0, 6.0, 12.0, beats=60, jitter_ms=4.0)
    judged = judge(steady_ms + [550.0, 1250.0] * 20 + steady_ms)
    assert sum(beat.verdict is ECTOPIC for beat in judged[60:100]) >= 36
    assert all(beat.is_accepted for beat in judged[:60] + judged[105:])


# ------------------------------------------------------------ the first beats


@pytest.mark.parametrize("at", range(2, 11))
@pytest.mark.parametrize("name", ["one beat missed", "extra beat in the middle", "couplet"])
def test_a_gross_artifact_among_the_first_beats_is_found(at: int, name: str) -> None:
    corruption = next(each for each in CORRUPTIONS if each.name == name)
    judged = judge(corrupted(HEARTS["at rest"], at, corruption))
    count = len(corruption.expected)
    assert tuple(verdicts(judged[at : at + count])) == corruption.expected
    assert all(beat.is_accepted for beat in judged[at + count :])


def test_a_missed_beat_in_the_very_first_interval_is_found() -> None:
    judged = judge([1960.0, 990.0, 1000.0, 985.0, 990.0, 1000.0])
    assert verdicts(judged) == [MISSED, *[ACCEPTED] * 5]


@pytest.mark.parametrize("beats", range(8))
def test_a_stream_of_a_few_beats_is_judged_whole(beats: int) -> None:
    judged = judge([1000.0 + beat for beat in range(beats)])
    assert verdicts(judged) == [ACCEPTED] * beats
    assert [beat.follows for beat in judged] == [position > 0 for position in range(beats)]


# ------------------------------------------------------- never punish success


# `python -m benchmarks.gate --hearts 8000`: of 8 000 random three-minute swings of this kind none
# has a beat flagged; with 8 ms of jitter in every beat it is 1 of 4 000. The same examples are
# drawn on every run, lest such a one fail it now and then.
@settings(derandomize=True, max_examples=150)
@given(
    mean_bpm=st.floats(50.0, 95.0),
    swing_bpm=st.sampled_from([20.0, 30.0, 40.0]),
    breaths_per_min=st.sampled_from([4.5, 6.0]),
    phase=st.floats(0.0, 6.28),
    harmonic=st.floats(0.0, 0.2),
    jitter_ms=st.floats(0.0, 8.0),
    seed=st.integers(0, 2**32 - 1),
    grid_ms=st.sampled_from([None, 1000.0 / 1024.0]),
)
def test_no_beat_of_a_clean_swing_is_flagged(
    mean_bpm: float,
    swing_bpm: float,
    breaths_per_min: float,
    phase: float,
    harmonic: float,
    jitter_ms: float,
    seed: int,
    grid_ms: float | None,
) -> None:
    rr_ms = swinging_heart(
        mean_bpm,
        swing_bpm,
        breaths_per_min,
        beats=120,
        phase=phase,
        harmonic=harmonic,
        jitter_ms=jitter_ms,
        seed=seed,
        grid_ms=grid_ms,
    )
    judged = judge(rr_ms)
    assert set(verdicts(judged)) == {ACCEPTED}
    assert all(beat.follows for beat in judged[1:])


def test_the_last_beat_of_a_recording_may_be_the_turn_of_a_deep_swing() -> None:
    # The turn of a heart at 54 beats a minute with a swing of 40: from 36 to 50 within a beat.
    heart_ms = swinging_heart(53.5, 40.0, 4.5, beats=160, phase=2.35, harmonic=0.18, jitter_ms=0.2)
    turn_ms = [970.0, 850.0, 807.0, 814.0, 857.0, 933.0, 1036.0, 1172.0, 1394.0, 1745.0, 1664.0]
    for end in range(100, 161):
        assert set(verdicts(judge(heart_ms[:end]))) == {ACCEPTED}
    assert set(verdicts(judge([*(heart_ms[:60]), *(turn_ms * 6), 1205.0]))) == {ACCEPTED}


def test_the_end_of_a_recording_in_the_turn_of_a_deep_swing_is_no_piece_of_a_beat() -> None:
    # ... 1208, 1641, 1894, 1265 and 967 ms: the last two together would go on as the three before.
    heart_ms = swinging_heart(
        50.0, 40.0, 6.0, beats=150, phase=0.28, harmonic=0.11, jitter_ms=2.62, seed=809680382
    )
    assert heart_ms[-2:] == pytest.approx([1265.0, 966.7], abs=0.1)
    assert set(verdicts(judge(heart_ms))) == {ACCEPTED}


def test_a_deep_swing_that_begins_at_its_slow_end_is_no_couplet() -> None:
    turn_ms = [979.0, 1303.0, 2061.0, 1497.0, 1084.0, 965.0, 915.0, 888.0, 936.0, 1144.0, 1855.0]
    assert set(verdicts(judge(turn_ms))) == {ACCEPTED}


@pytest.mark.parametrize("seed", [499, 501, 1237, 1322])
def test_the_fast_end_of_a_swing_with_much_jitter_is_accepted(seed: int) -> None:
    # Pairs such as 520 and 605 ms among 590 ms: early by 0.87, or displaced by 45 to 50 ms.
    heart_ms = swinging_heart(
        92.0, 30.0, 6.0, beats=200, phase=0.9, harmonic=0.06, jitter_ms=7.4, seed=seed
    )
    assert set(verdicts(judge(heart_ms))) == {ACCEPTED}


def test_a_swing_that_grows_within_a_few_breaths_is_accepted() -> None:
    small_ms = swinging_heart(68.0, 4.0, 6.0, beats=60, jitter_ms=4.0)
    large_ms = swinging_heart(68.0, 40.0, 6.0, beats=60, jitter_ms=4.0)
    assert set(verdicts(judge(small_ms + large_ms + small_ms))) == {ACCEPTED}


# -------------------------------------------------- as sharp as the person is steady


STEADY_HEARTS = {
    "steady, 109 a minute": swinging_heart(109.0, 2.0, 15.0, beats=160, jitter_ms=1.5, seed=1),
    "steady, 80 a minute": swinging_heart(80.0, 2.0, 15.0, beats=160, jitter_ms=1.5, seed=2),
    "steady, on a 10 ms grid": swinging_heart(75.0, 1.0, 12.0, beats=160, grid_ms=10.0),
    "steady, on a 7.8 ms grid": swinging_heart(100.0, 2.0, 15.0, beats=160, grid_ms=1000 / 128),
}


@pytest.mark.parametrize("heart", STEADY_HEARTS)
@pytest.mark.parametrize("early", [0.055, 0.08])
def test_a_small_displacement_is_found_in_a_steady_heart(heart: str, early: float) -> None:
    # 30 ms at 109 a minute: under the 55 ms and 6.5 % that it takes in a restless one.
    heart_ms = STEADY_HEARTS[heart]
    assert set(verdicts(judge(heart_ms))) == {ACCEPTED}
    moved = Corruption("", 2, (1.0 - early, 1.0 + early), (MISPLACED, MISPLACED))
    judged = judge(corrupted(heart_ms, 120, moved))
    assert [beat.index for beat in judged if not beat.is_accepted] == [120, 121]


@pytest.mark.parametrize("heart", ["steady, 109 a minute", "steady, 80 a minute"])
def test_an_atrial_beat_that_is_hardly_early_is_found_in_a_steady_heart(heart: str) -> None:
    heart_ms = list(STEADY_HEARTS[heart])
    heart_ms[120] *= 0.9
    found = [beat.verdict for beat in judge(heart_ms)[118:124] if not beat.is_accepted]
    assert ECTOPIC in found


@pytest.mark.parametrize(
    ("mean_bpm", "swing_bpm", "breaths_per_min", "phase", "jitter_ms", "seed"),
    # Of 1 200 swings with 4 to 7 ms of jitter: flagged when a small displacement need not exceed
    # the steps of the swing, and when the scales may be as sharp here as in a steady heart.
    [(94.0, 40.0, 6.0, 3.5, 6.8, 162), (94.0, 20.0, 4.5, 3.3, 6.7, 369)],
)
def test_what_is_a_displacement_in_a_steady_heart_is_none_in_a_restless_one(
    mean_bpm: float,
    swing_bpm: float,
    breaths_per_min: float,
    phase: float,
    jitter_ms: float,
    seed: int,
) -> None:
    heart_ms = swinging_heart(
        mean_bpm,
        swing_bpm,
        breaths_per_min,
        beats=200,
        phase=phase,
        jitter_ms=jitter_ms,
        seed=seed,
    )
    assert set(verdicts(judge(heart_ms))) == {ACCEPTED}


@pytest.mark.parametrize("seed", [0, 2, 3, 4])
def test_a_small_displacement_that_this_heart_may_make_itself_is_left_in(seed: int) -> None:
    # 4 ms of jitter and 34 ms of displacement: 3 to 5 of what the heart's own beats zigzag.
    heart_ms = swinging_heart(75.0, 1.0, 12.0, beats=160, jitter_ms=4.0, seed=seed)
    moved = Corruption("", 2, (0.957, 1.043), (ACCEPTED, ACCEPTED))
    assert set(verdicts(judge(corrupted(heart_ms, 120, moved)))) == {ACCEPTED}


# --------------------------------------------------------- bursts, gaps, restarts


@pytest.mark.parametrize("length", [3, 8, 20, 60])
@pytest.mark.parametrize("seed", range(12))
def test_five_beats_after_a_burst_all_is_accepted_again(length: int, seed: int) -> None:
    heart_ms = HEARTS["swinging 15 at 6 per minute"]
    burst_ms = np.random.default_rng(seed).uniform(300.0, 1800.0, length).tolist()
    judged = judge(heart_ms[:50] + burst_ms + heart_ms[50:])
    assert all(beat.is_accepted for beat in judged[:49])
    assert all(beat.is_accepted for beat in judged[50 + length + 5 :])


def test_most_of_a_long_burst_is_rejected_and_its_later_part_is_a_gap() -> None:
    rejected, gaps = 0, 0
    for seed in range(20):
        burst_ms = np.random.default_rng(seed).uniform(300.0, 1800.0, 40).tolist()
        found = verdicts(judge(HEARTS["at rest"][:40] + burst_ms)[40:])
        rejected += sum(verdict is not ACCEPTED for verdict in found)
        gaps += sum(verdict is GAP for verdict in found[20:])
    assert rejected >= 0.8 * 20 * 40  # 0.89 when this was written
    assert gaps >= 0.4 * 20 * 20


@pytest.mark.parametrize("length", [9, 30, 300])
def test_more_than_eight_impossible_values_in_a_row_are_a_gap(length: int) -> None:
    heart_ms = HEARTS["at rest"]
    judged = judge(heart_ms[:40] + [120.0] * length + heart_ms[40:])
    assert set(verdicts(judged[40:48])) <= {NOISE, EXTRA}
    assert set(verdicts(judged[56 : 40 + length])) <= {GAP}
    assert all(beat.is_accepted for beat in judged[40 + length + 5 :])


def test_ten_minutes_are_a_gap_and_nothing_reaches_across() -> None:
    heart_ms = HEARTS["at rest"]
    faster_ms = HEARTS["fast, on a 10 ms grid"]
    judged = judge([*heart_ms[:40], 600_000.0, *faster_ms])
    assert verdicts(judged[:40]) == [ACCEPTED] * 40
    assert judged[40].verdict is GAP
    assert judged[40].drawn_ms == ()
    assert verdicts(judged[41:]) == [ACCEPTED] * len(faster_ms)
    assert not judged[41].follows
    assert judged[42].follows


def test_a_restart_judges_what_waits_and_opens_a_new_segment() -> None:
    gate = ArtifactGate()
    before = feed(gate, [1000.0, 1010.0, 1005.0, 1000.0, 995.0])
    assert [beat.index for beat in before] == [0, 1]
    assert [beat.index for beat in gate.restart()] == [2, 3, 4]
    assert gate.pending() == ()
    after = feed(gate, [700.0, 705.0, 700.0, 700.0], start_s=90.0) + list(gate.finish())
    assert [beat.index for beat in after] == [5, 6, 7, 8]
    assert [beat.follows for beat in after] == [False, True, True, True]
    assert verdicts(after) == [ACCEPTED] * 4


def test_no_explanation_reaches_across_a_restart() -> None:
    steady_ms = [1000.0, 1010.0, 1005.0, 998.0] * 8
    whole = judge([*steady_ms, 700.0, 1300.0, *steady_ms])
    assert verdicts(whole[32:34]) == [ECTOPIC, ECTOPIC]
    gate = ArtifactGate()
    first = feed(gate, [*steady_ms, 700.0]) + list(gate.restart())
    second = feed(gate, [1300.0, *steady_ms], start_s=300.0) + list(gate.finish())
    assert first[-1].verdict is not ECTOPIC
    assert second[0].verdict is not ECTOPIC
    assert not second[0].follows


@pytest.mark.parametrize("lost_s", [0.4, 1.0, 17.0, 3600.0])
def test_beats_that_were_lost_without_a_word_open_a_new_segment(lost_s: float) -> None:
    heart_ms = HEARTS["at rest"]
    gate = ArtifactGate()
    judged = feed(gate, heart_ms[:40])
    judged += feed(gate, heart_ms[40:], sum(heart_ms[:40]) / 1000.0 + lost_s)
    judged += gate.finish()
    assert verdicts(judged) == [ACCEPTED] * len(heart_ms)
    assert [beat.index for beat in judged] == list(range(len(heart_ms)))
    assert [beat.index for beat in judged if not beat.follows] == [0, 40]


def test_no_explanation_reaches_across_beats_that_were_lost_without_a_word() -> None:
    steady_ms = [1000.0, 1010.0, 1005.0, 998.0] * 8
    gate = ArtifactGate()
    judged = feed(gate, [*steady_ms, 700.0])
    judged += feed(gate, [1300.0, *steady_ms], start_s=300.0) + list(gate.finish())
    assert ECTOPIC not in verdicts(judged)


@pytest.mark.parametrize("moved_s", [-0.14, 0.14])
def test_a_stamp_that_arrival_moved_a_little_tears_nothing(moved_s: float) -> None:
    heart_ms = HEARTS["at rest"]
    gate = ArtifactGate()
    judged: list[JudgedBeat] = []
    for index, beat_s in enumerate(np.cumsum(heart_ms) / 1000.0):
        judged += gate.push(float(beat_s) + (moved_s if index == 40 else 0.0), heart_ms[index])
    judged += gate.finish()
    assert all(beat.follows for beat in judged[1:])


def test_nothing_is_learnt_across_a_rejected_interval() -> None:
    """Stretches of a steady heart, each at another rate than the one before."""
    gaps = [[rate_ms] * 6 + [11_000.0] for rate_ms in (1000.0, 700.0) * 15]
    rr_ms = [interval_ms for stretch in gaps for interval_ms in stretch]
    rr_ms += [1000.0] * 8 + [920.0, 1080.0] + [1000.0] * 8
    flagged = [beat.index for beat in judge(rr_ms) if beat.verdict in (MISPLACED, ECTOPIC)]
    assert flagged == [len(rr_ms) - 10, len(rr_ms) - 9]


def test_what_was_learnt_outlives_a_restart() -> None:
    swing_ms = swinging_heart(62.0, 40.0, 6.0, beats=60, jitter_ms=5.0)
    gate = ArtifactGate()
    judged = feed(gate, swing_ms) + list(gate.restart())
    judged += feed(gate, swing_ms, start_s=500.0) + list(gate.finish())
    assert set(verdicts(judged)) == {ACCEPTED}


# ------------------------------------------------------------------ any input


VOID = [math.nan, math.inf, -math.inf, 0.0, -0.0, -1.0, -850.0]


@pytest.mark.parametrize("value", VOID, ids=str)
def test_a_value_that_is_no_interval_is_noise_and_its_neighbours_are_kept(value: float) -> None:
    heart_ms = HEARTS["at rest"]
    gate = ArtifactGate()
    judged = feed(gate, heart_ms[:40])
    clock_s = sum(heart_ms[:40]) / 1000.0
    judged += gate.push(clock_s + 0.001, value)
    judged += feed(gate, heart_ms[40:], clock_s)
    judged += gate.finish()
    assert judged[40].verdict is NOISE
    assert judged[40].drawn_ms == ()
    assert not judged[41].follows
    assert all(beat.is_accepted for beat in judged[:40] + judged[41:])


def test_an_interval_that_is_sent_twice_is_noise_the_second_time() -> None:
    gate = ArtifactGate()
    judged: list[JudgedBeat] = []
    for beat in range(20):
        judged += gate.push(float(beat), 1000.0)
        if beat == 10:
            judged += gate.push(float(beat), 1000.0)
    judged += gate.finish()
    assert [beat.index for beat in judged if not beat.is_accepted] == [11]
    assert judged[11].verdict is NOISE


@pytest.mark.parametrize("wrong_s", [-5.0, 0.0, 1e9, math.nan, math.inf])
def test_one_wrong_time_stamp_spoils_two_beats_at_most(wrong_s: float) -> None:
    gate = ArtifactGate()
    judged: list[JudgedBeat] = []
    for beat in range(1, 40):
        judged += gate.push(wrong_s if beat == 20 else float(beat), 1000.0)
    judged += gate.finish()
    assert {beat.index for beat in judged if not beat.is_accepted} <= {19, 20}


ANY_INTERVAL = st.one_of(
    st.floats(),
    st.floats(200.0, 2500.0),
    st.sampled_from([*VOID, 5e-324, 600_000.0, 1e308, 249.9, 250.0, 2400.0, 2400.1, 10_000.0]),
)
ANY_STEP = st.one_of(st.floats(), st.floats(-1.0, 3.0))


@given(st.lists(st.tuples(ANY_STEP, ANY_INTERVAL, st.booleans()), max_size=60))
def test_nothing_that_a_sensor_sends_raises_or_spoils_later_beats(
    sent: list[tuple[float, float, bool]],
) -> None:
    gate = ArtifactGate()
    judged: list[JudgedBeat] = []
    clock_s = 0.0
    for step_s, rr_ms, is_restart in sent:
        judged += gate.push(clock_s + step_s, rr_ms)
        if is_restart:
            judged += gate.restart()
        if math.isfinite(step_s) and abs(step_s) < 1e6:
            clock_s += step_s
        for beat in judged:
            assert all(math.isfinite(drawn) and drawn > 0.0 for drawn in beat.drawn_ms)
    judged += feed(gate, [900.0, 905.0, 910.0, 900.0, 895.0] * 5, clock_s + 10.0)
    judged += gate.finish()
    assert [beat.index for beat in judged] == list(range(len(sent) + 25))
    assert all(beat.is_accepted for beat in judged[len(sent) + 6 :])
    for before, after in pairwise(judged):
        assert not after.follows or (before.is_accepted and after.is_accepted)


@given(st.lists(st.floats(250.0, 2200.0), max_size=80))
def test_verdicts_come_once_in_order_and_three_beats_late_at_most(rr_ms: list[float]) -> None:
    gate = ArtifactGate()
    judged: list[JudgedBeat] = []
    clock_s = 0.0
    for count, interval_ms in enumerate(rr_ms, start=1):
        clock_s += interval_ms / 1000.0
        judged += gate.push(clock_s, interval_ms)
        assert len(judged) >= count - LAG_BEATS
        waiting = gate.pending()
        assert [beat.index for beat in [*judged, *waiting]] == list(range(count))
        assert [beat.rr_ms for beat in [*judged, *waiting]] == rr_ms[:count]
    judged += gate.finish()
    assert [beat.index for beat in judged] == list(range(len(rr_ms)))
    assert gate.finish() == ()
    assert gate.pending() == ()


@given(st.lists(st.floats(250.0, 2200.0), max_size=60), st.booleans())
def test_looking_at_pending_beats_changes_nothing(rr_ms: list[float], does_look: bool) -> None:
    gate = ArtifactGate()
    judged: list[JudgedBeat] = []
    clock_s = 0.0
    for interval_ms in rr_ms:
        clock_s += interval_ms / 1000.0
        judged += gate.push(clock_s, interval_ms)
        if does_look:
            assert gate.pending() == gate.pending()
    assert judged + list(gate.finish()) == judge(rr_ms)


def test_pending_verdicts_at_the_end_are_those_that_finish_gives() -> None:
    for artifacts in ([], [1900.0], [420.0, 560.0], [650.0, 1310.0]):
        gate = ArtifactGate()
        feed(gate, [*HEARTS["at rest"][:40], *artifacts])
        waiting = gate.pending()
        assert waiting == gate.finish()


# -------------------------------------------------------------- invariances


def stored_injection(name: str) -> tuple[list[float], list[str], list[int], float]:
    """Intervals in ms, their true kinds, event numbers and the RMSSD before injection in ms."""
    with (RR_FOLDER / name).open(encoding="utf-8") as file:
        lines = file.readlines()
    clean_ms = float(next(line for line in lines if "clean_rmssd_ms" in line).split()[2])
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return (
        [float(row["rr_ms"]) for row in rows],
        [row["kind"] for row in rows],
        [int(row["event"]) for row in rows],
        clean_ms,
    )


@given(factor=st.floats(0.93, 1.07))
def test_a_heart_a_little_faster_or_slower_gets_the_same_verdicts(factor: float) -> None:
    rr_ms = stored_injection("inj_rest_2pct.csv")[0][:300]
    scaled = judge([factor * interval_ms for interval_ms in rr_ms])
    assert verdicts(scaled) == verdicts(judge(rr_ms))


@given(start_s=st.floats(-1e5, 1e7))
def test_the_hour_of_the_day_makes_no_difference(start_s: float) -> None:
    rr_ms = stored_injection("inj_h10slow_5pct.csv")[0][:300]
    shifted, unshifted = judge(rr_ms, start_s), judge(rr_ms)
    assert verdicts(shifted) == verdicts(unshifted)
    assert [beat.follows for beat in shifted] == [beat.follows for beat in unshifted]
    assert [beat.drawn_ms for beat in shifted] == [beat.drawn_ms for beat in unshifted]


# ------------------------------------------------- recordings, with floors


@pytest.mark.parametrize(
    ("name", "most_missed_events", "most_false", "most_error"),
    # When this was written: no event missed; 2, 0, 2 and 0 false flags; errors of 1.3, 2.7, 0.4
    # and 0.6 %. Flags within one interval of an artifact are right, as in the benchmark.
    [
        ("inj_rest_2pct.csv", 0, 2, 0.02),
        ("inj_h10slow_5pct.csv", 0, 0, 0.03),
        ("inj_earppg_2pct.csv", 0, 2, 0.02),
        ("inj_nsr001_5pct.csv", 0, 0, 0.015),
    ],
)
def test_injected_artifacts_are_found_and_their_effect_is_gone(
    name: str, most_missed_events: int, most_false: int, most_error: float
) -> None:
    rr_ms, kinds, events, clean_ms = stored_injection(name)
    judged = judge(rr_ms)
    flagged = {beat.index for beat in judged if not beat.is_accepted}
    near_flagged = {index + step for index in flagged for step in (-1, 0, 1)}
    hit = {event for index, event in enumerate(events) if event >= 0 and index in near_flagged}
    truth = {index for index, kind in enumerate(kinds) if kind != "n"}
    near_truth = {index + step for index in truth for step in (-1, 0, 1)}
    assert len(set(events) - {-1} - hit) <= most_missed_events
    assert len(flagged - near_truth) <= most_false
    assert rmssd_ms(judged) == pytest.approx(clean_ms, rel=most_error)


def test_real_ectopic_beats_are_found_and_few_others_are_flagged() -> None:
    with (RR_FOLDER / "ectopy_excerpts.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    events = hits = good = false = 0
    for excerpt in dict.fromkeys(row["excerpt"] for row in rows):
        part = [row for row in rows if row["excerpt"] == excerpt]
        labels = [row["label"] or "N" for row in part]
        flagged = {
            beat.index
            for beat in judge(float(row["rr_ms"]) for row in part)
            if not beat.is_accepted
        }
        unsure = {
            index + step
            for index, label in enumerate(labels)
            if label not in "NVASsa"
            for step in range(-3, 5)
        }
        ectopic = {
            index for index, label in enumerate(labels) if label in "VASsa" and index not in unsure
        }
        touched = ectopic | {index + 1 for index in ectopic}
        near = {index + step for index in touched for step in (-1, 0, 1)}
        events += len(ectopic)
        hits += sum(bool(flagged & {index, index + 1}) for index in ectopic)
        good += len((flagged & near) - unsure)
        false += len(flagged - near - unsure)
    assert events >= 15
    assert hits >= 0.97 * events
    assert good >= 0.8 * (good + false)


def test_a_day_would_not_open_the_gate_to_artifacts() -> None:
    """At one artifact in ten beats, learning from all of them would widen every threshold."""
    heart_ms = HEARTS["at rest"]
    rr_ms: list[float] = []
    for _ in range(30):
        rr_ms += [*heart_ms[:7], heart_ms[7] + heart_ms[8], *heart_ms[9:14], 0.72 * heart_ms[14]]
        rr_ms += [1.28 * heart_ms[15], *heart_ms[16:22]]
    flagged = [beat.verdict for beat in judge(rr_ms) if not beat.is_accepted]
    assert flagged.count(MISSED) == 30
    assert flagged.count(ECTOPIC) == 60
    assert len(flagged) == 90


# ------------------------------------------------------------- the measures


def test_a_displaced_beat_zigzags_by_one_and_a_half_times_its_displacement() -> None:
    # Closed form, exact for small displacements: (s + 4 s + s) / 4.
    logs = [math.log(rr_ms) for rr_ms in (1000.0, 1001.0, 999.0, 1000.0)]
    assert zigzag(*logs) == pytest.approx(1.5 * 0.001, rel=1e-5)


@given(st.floats(-1.0, 1.0), st.floats(-0.2, 0.2), st.floats(-0.1, 0.1))
def test_a_parabola_has_no_zigzag(level: float, slope: float, curvature: float) -> None:
    logs = [level + slope * beat + curvature * beat * beat for beat in range(4)]
    assert zigzag(*logs) == pytest.approx(0.0, abs=1e-12)


def test_an_interval_shorter_than_both_neighbours_bends_by_the_difference() -> None:
    assert bend(0.0, -0.3, 0.0) == pytest.approx(0.3)
    assert bend(0.0, 0.1, 0.2) == pytest.approx(0.0)


@pytest.mark.parametrize(
    ("change", "expected", "left"),
    # By hand: no surprise from 0 to 1.2 times the expected change, the distance outside.
    [
        (0.05, 0.1, 0.0),
        (0.12, 0.1, 0.0),
        (0.2, 0.1, 0.08),
        (-0.03, 0.1, 0.03),
        (-0.05, -0.1, 0.0),
        (-0.2, -0.1, 0.08),
        (0.03, -0.1, 0.03),
        (0.04, 0.0, 0.04),
        (-0.04, 0.0, 0.04),
    ],
)
def test_only_what_a_trend_does_not_foretell_is_a_surprise(
    change: float, expected: float, left: float
) -> None:
    assert surprise(change, expected) == pytest.approx(left, abs=1e-12)


@given(st.lists(st.floats(0.0, 5.0), max_size=200))
def test_a_learnt_spread_never_leaves_its_bounds(deviations: list[float]) -> None:
    spread = LearntSpread(CHANGE_BOUNDS)
    for deviation in deviations:
        spread.learn(deviation)
        assert CHANGE_BOUNDS.lowest <= spread.scale <= CHANGE_BOUNDS.highest


def test_a_learnt_spread_finds_the_scale_and_forgets_it() -> None:
    draws = np.random.default_rng(3).standard_t(6.0, 4000)
    spread = LearntSpread(CHANGE_BOUNDS)
    scales = []
    for draw in draws:
        spread.learn(0.035 * abs(float(draw)))
        scales.append(spread.scale)
    # The largest of three quantiles of 61 beats reads high: 13 % by simulation.
    assert np.median(scales) == pytest.approx(0.035 * 1.13, rel=0.05)
    for _ in range(61):
        spread.learn(0.0)
    assert spread.scale == CHANGE_BOUNDS.lowest
