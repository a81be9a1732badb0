"""Swings of many breaths against each by itself: the same but for rounding."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.signal.arrays import FloatArray
from trainer.signal.breath_swings import peak_trough_swings
from trainer.signal.swing import FittedSwing, fitted_swing
from trainer.signal.swing_windows import fitted_swings, whole_breath_swings

ROUNDING = 1e-8
"""Few beats at the edge of what can be fitted magnify rounding. Recordings stay under 1e-9."""


def swinging_beats(
    seed: int, breath_s: float, mean_ms: float, depth_ms: float, noise_ms: float
) -> tuple[FloatArray, FloatArray]:
    """Some minutes of beats, some of them missing; times and heart rates."""
    chance = np.random.default_rng(seed)
    turn = 2.0 * np.pi * np.arange(200) * mean_ms / 1000.0 / breath_s
    rr_ms = mean_ms + depth_ms * (np.sin(turn) + chance.choice([0.0, 0.3]) * np.sin(2.0 * turn))
    rr_ms = np.clip(rr_ms + chance.normal(0.0, noise_ms, 200), 260.0, 2400.0)
    kept = chance.random(200) > chance.choice([0.0, 0.03, 0.3])
    return (np.cumsum(rr_ms) / 1000.0)[kept], (60_000.0 / rr_ms)[kept]


@given(
    seed=st.integers(0, 10_000),
    mean_ms=st.floats(400.0, 1500.0),
    depth_ms=st.sampled_from([0.0, 20.0, 150.0]),
    noise_ms=st.sampled_from([1.0, 10.0, 60.0]),
    breaths=st.sampled_from([1.0, 2.0, 3.0]),
)
def test_swings_of_many_breaths_are_those_of_each(
    seed: int, mean_ms: float, depth_ms: float, noise_ms: float, breaths: float
) -> None:
    chance = np.random.default_rng(seed)
    beat_s, rate_bpm = swinging_beats(seed, chance.uniform(3.0, 15.0), mean_ms, depth_ms, noise_ms)
    begin_s = np.sort(chance.uniform(-30.0, beat_s[-1] + 10.0, 40))
    breath_s = chance.uniform(2.0, 15.0, 40)
    fitted: list[float] = []
    peak_trough: list[float] = []
    for begin, breath in zip(begin_s, breath_s, strict=True):
        inside = (beat_s > begin) & (beat_s <= begin + breaths * breath)
        phase = (beat_s - begin) / breath
        fit = fitted_swing(beat_s[inside], rate_bpm[inside], phase[inside])
        if isinstance(fit, FittedSwing):
            fitted.append(fit.swing_bpm)
        inside = (beat_s > begin - 0.2 * breath) & (beat_s <= begin + 1.2 * breath)
        swings = peak_trough_swings(beat_s[inside], rate_bpm[inside], phase[inside])
        if swings and swings[0] is not None:
            peak_trough.append(swings[0])
    found = fitted_swings(beat_s, rate_bpm, begin_s, breath_s, breaths)
    assert found.tolist() == pytest.approx(fitted, rel=ROUNDING, abs=ROUNDING)
    assert whole_breath_swings(beat_s, rate_bpm, begin_s, breath_s).tolist() == peak_trough


def test_without_beats_there_are_no_swings() -> None:
    none, one = np.empty(0), np.ones(1)
    assert fitted_swings(none, none, one, one, 3.0).size == 0
    assert whole_breath_swings(none, none, one, one).size == 0
    assert fitted_swings(np.arange(90.0), np.full(90, 60.0), none, none, 3.0).size == 0
