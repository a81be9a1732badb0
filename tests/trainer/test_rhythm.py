"""Steady rhythm against perfect sines, noise, and the reference definition."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.recordings import reference_values, window
from benchmarks.simulated_beats import integral_pulse_beats
from trainer.errors import AnalysisError
from trainer.signal.arrays import FloatArray
from trainer.signal.figure import Withheld
from trainer.signal.rhythm import SteadyRhythm, steady_rhythm


def sine_beats(hz: float, amplitude_ms: float = 40.0) -> tuple[FloatArray, FloatArray]:
    beats = integral_pulse_beats(
        np.random.default_rng(1),
        duration_s=67.0,
        breaths_per_min=60.0 * hz,
        amplitude_ms=amplitude_ms,
        jitter_ms=0.0,
        slow_ms=0.0,
    )
    return beats.beat_s, beats.rr_ms


def measured(beat_s: FloatArray, rr_ms: FloatArray) -> SteadyRhythm:
    found = steady_rhythm(beat_s, rr_ms)
    assert isinstance(found, SteadyRhythm)
    return found


@pytest.mark.parametrize("hz", [0.07, 0.1, 0.15, 0.2])
def test_a_perfect_sine_is_a_hundred(hz: float) -> None:
    # By definition of the scale. 1.5 %: the heart rate is the sine here, so RR has a little of
    # its second harmonic.
    got = measured(*sine_beats(hz))
    assert got.percent == pytest.approx(100.0, abs=1.5)
    assert got.peak_hz == pytest.approx(hz, abs=0.001)


def test_two_equal_rhythms_share_it() -> None:
    # Closed form: two tones of equal power far apart hold half of it each; 2 points for the
    # side lobes in the total and the beats being uneven.
    time_s = np.arange(0.9, 66.0, 0.9)
    rr_ms = 900.0 + 20.0 * np.sin(2.0 * np.pi * 0.08 * time_s)
    rr_ms += 20.0 * np.sin(2.0 * np.pi * 0.2 * time_s)
    assert measured(time_s, rr_ms).percent == pytest.approx(50.0, abs=2.0)


def test_noise_is_low() -> None:
    # White noise up to 0.4 Hz: a peak window of 0.03 Hz holds 7.5 % of it, the highest of about
    # fifteen a few times that; as a share of the sine's 0.90. Measured 22.
    time_s = np.arange(0.9, 66.0, 0.9)
    rng = np.random.default_rng(4)
    found = [measured(time_s, 900.0 + rng.normal(0.0, 30.0, time_s.size)) for _ in range(20)]
    assert 12.0 < np.median([one.percent for one in found]) < 35.0


@pytest.mark.parametrize(
    "key", ["h10_slow_breathing_10min.csv@60+300", "syn_lfhf.csv@0+1000", "rest_15min.csv@0+300"]
)
def test_ratio_is_near_the_reference_definition(key: str) -> None:
    # Reference: coherence_ratio_64s_hann, the median over windows each 5 s, on one grid for the
    # whole recording and with a peak window not clipped to its band; hence 5 %.
    cut = window(key)
    ratios: list[float] = []
    begin_s = cut.beat_s[0]
    while begin_s + 64.0 <= cut.beat_s[-1]:
        keep = (cut.beat_s >= begin_s - 1.0) & (cut.beat_s < begin_s + 64.0)
        ratio = measured(cut.beat_s[keep], cut.rr_ms[keep]).ratio
        assert ratio is not None
        ratios.append(ratio)
        begin_s += 5.0
    wanted = float(reference_values(key)["coherence_ratio_64s_hann"])  # type: ignore[arg-type] # a bare number among tables
    assert np.median(ratios) == pytest.approx(wanted, rel=0.05)


@settings(max_examples=25)
@given(st.floats(0.0, 1e4), st.floats(0.2, 3.0), st.floats(-100.0, 100.0))
def test_time_shift_size_and_mean_change_nothing(
    shift_s: float, factor: float, offset_ms: float
) -> None:
    cut = window("rest_15min.csv@0+60")
    time_s = np.append(cut.beat_s, cut.beat_s[-1] + np.arange(1.0, 7.0))
    rr_ms = np.append(cut.rr_ms, np.full(6, 1000.0))
    base = measured(time_s, rr_ms)
    # The grid begins at the first beat: 1e4 s is good to 2e-12 s.
    other = measured(time_s + shift_s, factor * rr_ms + offset_ms)
    assert other.percent == pytest.approx(base.percent, rel=1e-6)
    assert other.peak_hz == base.peak_hz


def test_older_beats_change_nothing() -> None:
    beat_s, rr_ms = sine_beats(0.1)
    older = np.arange(-50.0, -0.5)
    got = steady_rhythm(np.append(older, beat_s), np.append(np.full(older.size, 600.0), rr_ms))
    assert got == steady_rhythm(beat_s[beat_s > beat_s[-1] - 65.0], rr_ms[beat_s > beat_s[-1] - 65])


def test_one_missing_beat_is_bridged() -> None:
    # A tenth of a per cent of the percentage: the spline follows the wave through 2 s.
    beat_s, rr_ms = sine_beats(0.1)
    keep = np.arange(beat_s.size) != 40
    assert measured(beat_s[keep], rr_ms[keep]).percent == pytest.approx(
        measured(beat_s, rr_ms).percent, abs=1.0
    )


def test_what_has_no_rhythm_is_withheld() -> None:
    beat_s, rr_ms = sine_beats(0.1)
    assert steady_rhythm(beat_s[:0], rr_ms[:0]) is Withheld.NO_BEATS
    assert steady_rhythm(beat_s[:60], rr_ms[:60]) is Withheld.TOO_SHORT
    keep = (beat_s < 30.0) | (beat_s > 34.0)
    assert steady_rhythm(beat_s[keep], rr_ms[keep]) is Withheld.GAP
    assert steady_rhythm(beat_s, np.full(beat_s.size, 900.0)) is Withheld.TOO_WEAK


def test_arrays_of_different_lengths_are_refused() -> None:
    with pytest.raises(AnalysisError, match="one for each"):
        steady_rhythm(np.arange(80.0), np.full(79, 900.0))
