"""Heart-rate swing against simulated beats whose swing is known."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.simulated_beats import SimulatedBeats, integral_pulse_beats, sampled_beats
from trainer.errors import AnalysisError
from trainer.signal.breath_swings import peak_trough_swings
from trainer.signal.figure import Withheld
from trainer.signal.interval_phases import interval_phases
from trainer.signal.interval_waves import fullest_phase, interval_waves
from trainer.signal.swing import FittedSwing, _inflation, fitted_swing
from trainer.signal.swing_in_step import InStep, in_step
from trainer.signal.swing_synchrony import PhaseSynchrony, breath_lags, phase_synchrony


def fit(
    beats: SimulatedBeats, *, inhale_share: float = 0.4, with_harmonic: bool = True
) -> FittedSwing:
    found = fitted_swing(
        beats.beat_s,
        beats.heart_rate_bpm,
        beats.breath_phase,
        inhale_share=inhale_share,
        with_harmonic=with_harmonic,
    )
    assert isinstance(found, FittedSwing)
    return found


def quiet(duration_s: float = 32.0, **settings: float) -> SimulatedBeats:
    """Beats without noise, of about three breaths at 6 a minute."""
    chosen = {"lag_breaths": 0.3, "jitter_ms": 0.0, "slow_ms": 0.0} | settings
    return integral_pulse_beats(np.random.default_rng(1), duration_s=duration_s, **chosen)


def many(make: Callable[[np.random.Generator], SimulatedBeats], count: int) -> list[SimulatedBeats]:
    rng = np.random.default_rng(11)
    return [make(rng) for _ in range(count)]


@pytest.mark.parametrize("pace", [4.5, 6.0, 9.0, 15.0])
def test_clean_wave_is_found_exactly(pace: float) -> None:
    # Truth: the wave that the integral pulse model was driven with. 0.05 % for its 10 ms steps.
    beats = quiet(breaths_per_min=pace).between(0.0, 180.0 / pace + 1.0)
    got = fit(beats)
    assert got.swing_bpm == pytest.approx(beats.swing_bpm, rel=5e-4)
    assert got.mean_bpm == pytest.approx(60000.0 / 920.0, rel=1e-3)


@pytest.mark.parametrize("turns", [0.0, 0.2, 0.55, 0.8])
def test_clean_wave_with_a_second_harmonic_is_found_exactly(turns: float) -> None:
    # Truth: peak to trough of fundamental and harmonic (0.3 of it) together. 0.02 % for the steps
    # of the simulation; a grid of 64 without refinement would be 0.1 % off.
    beats = quiet(harmonic=0.3, harmonic_turns=turns)
    got = fit(beats)
    assert got.swing_bpm == pytest.approx(beats.swing_bpm, rel=2e-4)
    assert got.harmonic_bpm == pytest.approx(0.3 * 40.0 * 60000.0 / 920.0**2, rel=5e-3)
    assert fit(beats, with_harmonic=False).harmonic_bpm == 0.0


def test_gliding_pace_is_followed() -> None:
    # Truth as above. From 6.75 to 4.25 breaths a minute within 36 s: a fit at one rate fails.
    beats = quiet(36.0, breaths_per_min=6.75, breaths_per_min_at_end=4.25)
    assert fit(beats).swing_bpm == pytest.approx(beats.swing_bpm, rel=1e-3)
    steady = replace(beats, breath_phase=beats.beat_s * (beats.breath_phase[-1] / beats.beat_s[-1]))
    assert fit(steady).swing_bpm < 0.98 * beats.swing_bpm


@pytest.mark.parametrize("pace", [4.5, 6.0, 7.0])
@pytest.mark.parametrize("harmonic", [0.0, 0.3])
def test_bias_and_scatter_at_low_noise(pace: float, harmonic: float) -> None:
    # Truth of the integral pulse model; bars: bias 2 %, standard deviation 6 %, at 8 ms white and
    # 10 ms slow noise on 40 ms. 120 trials give the mean to 0.5 %.
    trials = many(
        lambda rng: integral_pulse_beats(
            rng, duration_s=180.0 / pace, breaths_per_min=pace, harmonic=harmonic
        ),
        120,
    )
    ratios = np.array([fit(beats).swing_bpm / beats.swing_bpm for beats in trials])
    assert abs(ratios.mean() - 1.0) < 0.02
    assert ratios.std() < 0.06


def test_sampled_model_reads_high_by_the_averaging_it_lacks() -> None:
    # Closed form: 1 / sinc(f RR) = 1.0140 at 0.1 Hz and 0.92 s (no averaging in that model, so
    # undoing it adds). 0.3 % for the unevenness of the beats. Still inside the 2 % bar.
    beats = sampled_beats(np.random.default_rng(5), duration_s=32.0, noise_ms=0.0, slow_ms=0.0)
    got = fit(beats, with_harmonic=False).swing_bpm / beats.swing_bpm
    assert got == pytest.approx(1.0 / np.sinc(0.1 * 0.92), rel=3e-3)


def test_floor_is_under_half_a_beat() -> None:
    # No swing at all: what remains is noise. science.md gives 0.4 bpm for 8 ms of white noise.
    trials = many(
        lambda rng: sampled_beats(rng, duration_s=30.0, amplitude_ms=0.0, slow_ms=0.0), 60
    )
    found = [fit(beats) for beats in trials]
    assert np.mean([one.swing_bpm for one in found]) < 0.45
    assert np.mean([one.stands_out for one in found]) < 0.1, "1 % by theory, 60 trials"


@pytest.mark.parametrize("noise_ms", [8.0, 20.0])
def test_standard_error_covers_the_scatter(noise_ms: float) -> None:
    # Errors over their standard error should scatter by 1; it is meant to err on the safe side.
    trials = many(
        lambda rng: sampled_beats(
            rng, duration_s=30.0, noise_ms=noise_ms, slow_ms=1.25 * noise_ms, mean_rr_ms=920.0
        ),
        120,
    )
    scores = [
        (one.swing_bpm - beats.swing_bpm) / one.standard_error_bpm
        for beats in trials
        for one in (fit(beats),)
    ]
    assert 0.6 < np.std(scores) < 1.2


def test_lag_is_counted_from_the_fullest_belly() -> None:
    # Equal halves are fullest at 0.5 of the breath by symmetry; the wave was made highest at 0.3.
    assert fit(quiet(), inhale_share=0.5).lag_breaths == pytest.approx(-0.2, abs=2e-3)
    assert fit(quiet(lag_breaths=0.6), inhale_share=0.5).lag_breaths == pytest.approx(0.1, abs=2e-3)


@settings(max_examples=25)
@given(st.floats(-1e5, 1e5), st.integers(-1000, 1000), st.floats(0.5, 2.0))
def test_shifts_change_nothing_and_stretching_time_scales(
    shift_s: float, breaths: int, factor: float
) -> None:
    # Times near 1e5 s are good to 1.5e-11 s. All times longer by a factor: all rates lower by it.
    beats = quiet(jitter_ms=8.0)
    base = fit(beats)
    shifted = fit(
        replace(beats, beat_s=beats.beat_s + shift_s, breath_phase=beats.breath_phase + breaths)
    )
    assert shifted.swing_bpm == pytest.approx(base.swing_bpm, rel=1e-6)
    assert shifted.lag_breaths == pytest.approx(base.lag_breaths, abs=1e-6)
    stretched = fit(replace(beats, beat_s=beats.beat_s * factor, rr_ms=beats.rr_ms * factor))
    assert stretched.swing_bpm * factor == pytest.approx(base.swing_bpm, rel=1e-9)
    assert stretched.standard_error_bpm * factor == pytest.approx(base.standard_error_bpm, rel=1e-9)


def test_a_slope_is_no_swing() -> None:
    # A heart slowing by 6 bpm over the window with no swing: half a per cent of it may leak,
    # since the drift also moves how long each interval is.
    beats = quiet(amplitude_ms=0.0)
    rate = beats.heart_rate_bpm - 0.2 * (beats.beat_s - beats.rr_ms / 2000.0)
    found = fitted_swing(beats.beat_s, rate, beats.breath_phase)
    assert isinstance(found, FittedSwing)
    assert found.swing_bpm < 0.03


def test_beats_on_both_sides_of_a_missing_one_still_fit() -> None:
    # One interval taken out, then a pause of 20 s with the phase standing still: the interval
    # after either has the length it has, not the distance to the beat before.
    beats = quiet()
    keep = np.arange(beats.beat_s.size) != 12
    holed = SimulatedBeats(
        beats.beat_s[keep] + np.where(beats.beat_s[keep] > 20.0, 20.0, 0.0),
        beats.rr_ms[keep],
        beats.breath_phase[keep],
        beats.swing_bpm,
    )
    # Time runs on in the pause, so the slope column differs; the wave does not: exact as without.
    assert fit(holed).swing_bpm == pytest.approx(beats.swing_bpm, rel=5e-4)


def test_what_cannot_be_fitted_is_withheld() -> None:
    beats = quiet()
    rate = beats.heart_rate_bpm

    def of(keep: slice | np.ndarray[tuple[int], np.dtype[np.bool_]]) -> FittedSwing | Withheld:
        return fitted_swing(beats.beat_s[keep], rate[keep], beats.breath_phase[keep])

    assert of(slice(0, 0)) is Withheld.NO_BEATS
    assert of(slice(0, 6)) is Withheld.TOO_SHORT
    assert of(slice(0, 14)) is Withheld.TOO_SHORT, "14 beats at 65 a minute are 1.3 breaths"
    assert of((beats.beat_s < 10.0) | (beats.beat_s > 17.0)) is Withheld.GAP


def test_two_beats_to_a_breath_are_too_few() -> None:
    # 30 beats and 15 breaths a minute: sine or cosine is zero at every beat.
    beat_s = np.arange(2.0, 40.0, 2.0)
    assert fitted_swing(beat_s, np.full(19, 30.0), beat_s / 4.0) is Withheld.TOO_SHORT


def test_a_heart_that_does_not_vary_has_no_swing() -> None:
    # Nothing but rounding of 60 bpm; no error of it either, and nothing to divide by.
    beat_s = np.arange(1.0, 31.0)
    found = fitted_swing(beat_s, np.full(30, 60.0), beat_s / 10.0)
    assert isinstance(found, FittedSwing)
    assert found.swing_bpm < 1e-9
    assert found.standard_error_bpm < 1e-9
    # A residue of exactly zero, which rounding grants seldom, has no correlation.
    assert _inflation(np.zeros(30), 0.1) == 1.0


def test_beats_of_which_none_touch_take_the_pace_between_them() -> None:
    # Every second beat left out: the rate of the phase can only come from across the holes, where
    # it is the same, the pace being even: exact as with all beats.
    beats = quiet()
    half = slice(0, None, 2)
    found = fitted_swing(beats.beat_s[half], beats.heart_rate_bpm[half], beats.breath_phase[half])
    assert isinstance(found, FittedSwing)
    assert found.swing_bpm == pytest.approx(beats.swing_bpm, rel=5e-4)


def test_arrays_of_different_lengths_and_a_phase_that_runs_back_are_refused() -> None:
    beats = quiet()
    with pytest.raises(AnalysisError, match="one number per beat"):
        fitted_swing(beats.beat_s, beats.heart_rate_bpm[1:], beats.breath_phase)
    with pytest.raises(AnalysisError, match="must not run back"):
        fitted_swing(beats.beat_s, beats.heart_rate_bpm, -beats.breath_phase)


def test_peak_trough_is_highest_less_lowest_of_each_whole_breath() -> None:
    # By hand: 5 intervals of 1 s to a breath of 5 s, rates given.
    beat_s = np.arange(1.0, 11.0)
    phase = beat_s / 5.0
    rate = np.full(10, 60.0)
    rate[1], rate[3], rate[7] = 63.0, 58.0, 70.0
    assert peak_trough_swings(beat_s, rate, phase) == (5.0, 10.0)


def test_a_breath_with_a_hole_or_too_few_beats_has_no_peak_trough() -> None:
    beats = quiet(amplitude_ms=40.0)
    keep = (beats.beat_s < 12.0) | (beats.beat_s > 15.0)
    first, holed, third = peak_trough_swings(
        beats.beat_s[keep], beats.heart_rate_bpm[keep], beats.breath_phase[keep]
    )
    assert holed is None
    assert first is not None
    assert third is not None
    fast = 12.0 * beats.breath_phase
    assert set(peak_trough_swings(beats.beat_s, beats.heart_rate_bpm, fast)) == {None}
    assert peak_trough_swings(beats.beat_s[:1], beats.heart_rate_bpm[:1], fast[:1]) == ()


def test_in_step_tells_on_the_pace_from_off_it() -> None:
    # Off by two breaths a minute the fit over three breaths loses the wave: the ratio is near 0.
    def ratio(unpaced: float | None) -> InStep:
        beats = integral_pulse_beats(
            np.random.default_rng(2), duration_s=30.0, unpaced_breaths_per_min=unpaced
        )
        found = in_step(
            fit(beats),
            peak_trough_swings(beats.beat_s, beats.heart_rate_bpm, beats.breath_phase),
        )
        assert isinstance(found, InStep)
        return found

    assert ratio(None).is_in_step
    assert ratio(None).ratio > 0.75
    assert not ratio(8.0).is_in_step
    assert ratio(8.0).ratio < 0.3


def test_in_step_is_withheld_where_noise_could_make_it() -> None:
    got = fit(quiet())
    assert in_step(got, (9.0, None)) is Withheld.TOO_SHORT
    assert in_step(got, (3.0, None, 3.5)) is Withheld.TOO_WEAK


def test_lags_of_breaths_agree_with_the_fit_and_are_locked() -> None:
    beats = quiet(52.0)
    lags = breath_lags(beats.beat_s, beats.heart_rate_bpm, beats.breath_phase)
    assert len(lags) == 5
    # A single breath cannot tell slope from wave, so 0.01 of a breath rather than 0.002.
    assert lags == pytest.approx([fit(beats).lag_breaths] * 5, abs=0.01)
    found = phase_synchrony(lags)
    assert isinstance(found, PhaseSynchrony)
    assert found.locking > 0.999
    assert found.mean_lag_breaths == pytest.approx(fit(beats).lag_breaths, abs=0.01)
    assert breath_lags(beats.beat_s[:5], beats.heart_rate_bpm[:5], beats.breath_phase[:5]) == ()


def test_a_holed_breath_has_no_lag() -> None:
    beats = quiet(52.0)
    keep = (beats.beat_s < 12.0) | (beats.beat_s > 15.0)
    lags = breath_lags(beats.beat_s[keep], beats.heart_rate_bpm[keep], beats.breath_phase[keep])
    assert [lag is None for lag in lags] == [False, True, False, False, False]


def test_a_breath_through_which_the_pacer_leapt_has_no_lag() -> None:
    # Four beats at the seam and one interval as long as the breath: no wave can be told from it.
    phase = np.array([0.0] * 4 + [1.0] * 6)
    beat_s, rate = np.arange(1.0, 11.0), np.full(10, 60.0)
    assert peak_trough_swings(beat_s, rate, phase) == (0.0,)
    assert breath_lags(beat_s, rate, phase) == (None,)


@given(st.integers(0, 1000), st.floats(4.0, 12.0), st.sampled_from([0.0, 0.05]))
def test_lags_are_those_of_least_squares(seed: int, pace: float, missing: float) -> None:
    rng = np.random.default_rng(seed)
    beats = integral_pulse_beats(rng, duration_s=50.0, breaths_per_min=pace)
    kept = rng.random(beats.beat_s.size) >= missing
    beat_s, rate, phase = (
        array[kept] for array in (beats.beat_s, beats.heart_rate_bpm, beats.breath_phase)
    )
    begin, end = interval_phases(beat_s, rate, phase)
    design = interval_waves(beat_s, rate, begin, end, with_harmonic=False)
    level = rate - design[:, :2] @ np.linalg.lstsq(design, rate, rcond=None)[0][:2]
    middle = (begin + end) / 2.0
    for breath, lag in enumerate(
        breath_lags(beat_s, rate, phase), start=math.ceil(float(begin[0]) - 0.125)
    ):
        inside = (middle >= breath) & (middle < breath + 1)
        if lag is None:
            continue
        _, sine, cosine = np.linalg.lstsq(design[inside][:, [0, 2, 3]], level[inside], rcond=None)[
            0
        ]
        expected = math.atan2(sine, cosine) / (2.0 * math.pi) - fullest_phase(0.4)
        # 1e-9: both are exact but for rounding.
        assert abs((lag - expected + 0.5) % 1.0 - 0.5) < 1e-9


def test_synchrony_is_circular() -> None:
    # Closed form: lags at +-0.45 average to 0.5, not to 0; even spacing locks nothing.
    near_the_seam = phase_synchrony((0.45, -0.45, 0.45, -0.45, None))
    assert isinstance(near_the_seam, PhaseSynchrony)
    assert abs(near_the_seam.mean_lag_breaths) == pytest.approx(0.5)
    assert near_the_seam.locking == pytest.approx(np.cos(0.1 * np.pi))
    assert near_the_seam.breaths == 4
    even = phase_synchrony((0.0, 0.25, 0.5, -0.25))
    assert isinstance(even, PhaseSynchrony)
    assert even.locking == pytest.approx(0.0, abs=1e-12)
    assert phase_synchrony((0.1, 0.2, None)) is Withheld.TOO_SHORT
