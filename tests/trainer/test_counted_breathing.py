"""Breaths counted in the beats: against simulated breathing, against real breaths, and refusals."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.simulated_beats import integral_pulse_beats
from trainer.errors import AnalysisError
from trainer.signal.counted_breathing import CountedBreathing, counted_breathing
from trainer.signal.figure import Withheld


@pytest.mark.parametrize("pace", [4.5, 6.0, 9.0, 12.0, 15.0])
def test_paced_breathing_is_counted(pace: float) -> None:
    rng = np.random.default_rng(21)
    errors: list[float] = []
    for _ in range(20):
        beats = integral_pulse_beats(rng, duration_s=60.0, breaths_per_min=pace, amplitude_ms=40.0)
        found = counted_breathing(beats.beat_s, beats.rr_ms)
        assert isinstance(found, CountedBreathing)
        errors.append(abs(found.breaths_per_min - pace))
    # Truth: the simulated pace. Measured: at most 0.05 a minute, 0.1 at 15.
    assert np.median(errors) < 0.15


def test_breaths_of_different_length_are_counted_by_their_mean() -> None:
    # Breaths of 3.2 to 7.2 s, mean 5 s: no spectrum has one peak for them.
    rng = np.random.default_rng(4)
    ends_s = np.cumsum(5.0 + 2.0 * rng.uniform(-0.9, 1.1, 40))
    ends_s = ends_s * (200.0 / ends_s[-1])
    beat_s: list[float] = [0.0]
    while beat_s[-1] < 195.0:
        phase = float(np.interp(beat_s[-1], np.concatenate(([0.0], ends_s)), np.arange(41.0)))
        beat_s.append(beat_s[-1] + 0.85 + 0.05 * float(np.sin(2.0 * np.pi * phase)))
    beats = np.array(beat_s)
    errors: list[float] = []
    for until_s in np.arange(70.0, 190.0, 10.0):
        inside = (beats[1:] > until_s - 60.0) & (beats[1:] <= until_s)
        found = counted_breathing(beats[1:][inside], np.diff(beats)[inside] * 1000.0)
        assert isinstance(found, CountedBreathing)
        breaths = np.diff(ends_s[(ends_s > until_s - 60.0) & (ends_s <= until_s)])
        errors.append(abs(found.breaths_per_min - 60.0 / breaths.mean()))
    assert np.mean(errors) < 0.6


def test_a_heart_that_hardly_swings_is_refused() -> None:
    rng = np.random.default_rng(21)
    beats = integral_pulse_beats(
        rng, duration_s=60.0, breaths_per_min=6.0, amplitude_ms=1.5, jitter_ms=0.5, slow_ms=0.0
    )
    assert counted_breathing(beats.beat_s, beats.rr_ms) is Withheld.TOO_WEAK


def test_a_part_of_plain_noise_is_refused() -> None:
    rng = np.random.default_rng(5)
    refused = 0
    for _ in range(200):
        rr_ms = 850.0 * (1.0 + 0.03 * rng.standard_normal(71))
        found = counted_breathing(np.cumsum(rr_ms) / 1000.0, rr_ms)
        refused += found is Withheld.TOO_WEAK
    # Measured: 76. A count is an estimate; the strict rate in `respiration` refuses 195.
    assert refused >= 60


@pytest.mark.parametrize(
    ("beat_s", "reason"),
    [
        (np.array([]), Withheld.NO_BEATS),
        (np.arange(1.0, 40.0), Withheld.TOO_SHORT),
        (np.concatenate((np.arange(1.0, 30.0), np.arange(34.0, 62.0))), Withheld.GAP),
        (np.arange(1.0, 62.0), Withheld.TOO_WEAK),
    ],
    ids=["none", "short", "gap", "clock"],
)
def test_windows_that_cannot_be_counted_say_why(
    beat_s: np.typing.NDArray[np.float64], reason: Withheld
) -> None:
    assert counted_breathing(beat_s, np.full(beat_s.size, 1000.0)) is reason


def test_arrays_that_differ_in_length_are_refused() -> None:
    with pytest.raises(AnalysisError, match=r"\(3,\) beats came with \(2,\) intervals"):
        counted_breathing(np.arange(3.0), np.arange(2.0))
