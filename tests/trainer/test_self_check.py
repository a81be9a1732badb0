"""The self-check: all is as expected, and what is broken is seen."""

from __future__ import annotations

import dataclasses
import math

import pytest

import trainer.analysis
import trainer.signal.explanations
import trainer.window_bands
from devices.readings import Beat
from trainer.analysis import analyze_intervals
from trainer.self_check import Check, run_checks
from trainer.signal.arrays import BoolArray, FloatArray
from trainer.signal.beats import JudgedBeat, Verdict
from trainer.signal.pipeline import Pipeline
from trainer.signal.spectrum import BandPowers, Estimator, band_powers
from trainer.signal.swing import fitted_swing
from trainer.signal.time_domain import TimeDomain, time_domain


def failed() -> set[str]:
    """Which signals do not come out as expected."""
    return {check.signal for check in run_checks() if not check.passed}


def test_all_is_as_expected() -> None:
    assert [check for check in run_checks() if not check.passed] == []


def test_two_runs_are_the_same_to_the_last_digit() -> None:
    assert run_checks() == run_checks()


def test_each_class_of_artifact_is_put_in() -> None:
    found = " ".join(str(check.expected) for check in run_checks() if check.asked == "found")
    others = {Verdict.ACCEPTED, Verdict.GAP}
    assert all(verdict.value in found for verdict in Verdict if verdict not in others)


def test_every_check_says_why() -> None:
    checks = run_checks()
    assert all(len(check.reason) > 15 for check in checks)
    assert len({(check.signal, check.asked) for check in checks}) == len(checks)


def check_of(expected: float | str, tolerance: float, got: float | str | None) -> Check:
    return Check("a signal", "a question", "", expected, tolerance, "a reason", got)


@pytest.mark.parametrize(
    ("expected", "tolerance", "got", "passed"),
    [
        (10.0, 0.5, 10.5, True),
        (10.0, 0.5, 9.5, True),
        (10.0, 0.5, 10.6, False),
        (10.0, 0.5, None, False),
        (10.0, 0.5, math.nan, False),
        (0.0, 0.0, 0.0, True),
        ("missed 61", 0.0, "missed 61", True),
        ("missed 61", 0.0, "missed 62", False),
        ("missed 61", 0.0, None, False),
        ("missed 61", 0.0, 61.0, False),
    ],
)
def test_a_check_passes_within_its_tolerance(
    expected: float | str, tolerance: float, got: float | str | None, passed: bool
) -> None:
    assert check_of(expected, tolerance, got).passed is passed


# ------------------------------------------------------------ a broken pipeline


@pytest.mark.parametrize("factor", [0.97, 1.03, math.nan])
def test_a_wrong_rmssd_is_seen(monkeypatch: pytest.MonkeyPatch, factor: float) -> None:
    def broken(rr_ms: FloatArray, follows: BoolArray) -> TimeDomain:
        right = time_domain(rr_ms, follows)
        assert right.rmssd_ms is not None
        return dataclasses.replace(right, rmssd_ms=factor * right.rmssd_ms)

    monkeypatch.setattr(trainer.analysis, "time_domain", broken)
    assert {"sine of intervals", "a missed beat, three times", "grid of 1/1024 s"} <= failed()


def test_a_number_that_is_none_is_told_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(rr_ms: FloatArray, follows: BoolArray) -> TimeDomain:
        return dataclasses.replace(time_domain(rr_ms, follows), sdnn_ms=math.inf)

    monkeypatch.setattr(trainer.analysis, "time_domain", broken)
    assert [check.got for check in run_checks() if not check.passed] == [None]


def test_a_spectrum_that_leaks_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(beat_s: FloatArray, rr_ms: FloatArray, *, estimator: Estimator) -> BandPowers:
        right = band_powers(beat_s, rr_ms, estimator=estimator)
        return dataclasses.replace(right, lf_ms2=0.98 * right.lf_ms2)

    monkeypatch.setattr(trainer.window_bands, "band_powers", broken)
    assert failed() == {"sine of intervals"}


def test_a_gate_that_accepts_everything_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Pipeline, beat: Beat, now_s: float) -> tuple[JudgedBeat, ...]:
        follows = self.beats > 0
        self.beats += 1
        index = self.beats - 1
        return (
            JudgedBeat(index, beat.beat_s, beat.rr_ms, Verdict.ACCEPTED, (beat.rr_ms,), follows),
        )

    monkeypatch.setattr(Pipeline, "take", broken)
    wrong = failed()
    assert sum(signal.endswith("three times") for signal in wrong) == 6
    assert {"a break that the link tells", "beats lost without a word"} <= wrong


def test_a_gate_that_punishes_a_swing_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trainer.signal.explanations, "LONGEST_MS", 940.0)
    assert "sine of intervals" in failed()


def test_a_fit_that_reads_two_per_cent_high_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(beat_s: FloatArray, heart_rate_bpm: FloatArray, phase: FloatArray) -> object:
        return fitted_swing(beat_s, 1.02 * heart_rate_bpm, phase)

    monkeypatch.setattr("trainer.self_check.fitted_swing", broken)
    assert failed() == {"gliding pace"}


def test_a_swing_told_of_a_heart_without_a_rhythm_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(intervals_ms: list[float | None], **options: float) -> object:
        return analyze_intervals(intervals_ms, breaths_per_min=options.get("breaths_per_min", 6.0))

    monkeypatch.setattr("trainer.self_check.analyze_intervals", broken)
    assert failed() == {"spontaneous rhythm"}
