"""Breathing rates of many windows against each by itself: the same but for rounding."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trainer.signal.figure import Withheld
from trainer.signal.respiration import BeatRespiration, respiration_rate
from trainer.signal.respiration_windows import respiration_rates

ROUNDING = 1e-9
"""The two sum the same products in another order; 3e-13 was seen in 8000 windows of a day."""


def breathing_beats(
    seed: int, breaths_per_min: float, mean_ms: float, depth_ms: float, noise_ms: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Four minutes or so of beats, some of them missing."""
    chance = np.random.default_rng(seed)
    at_s = np.arange(250) * mean_ms / 1000.0
    wave = depth_ms * np.sin(2.0 * np.pi * breaths_per_min / 60.0 * at_s)
    slow = chance.uniform(0.0, 60.0) * np.sin(2.0 * np.pi * 0.02 * at_s + 1.0)
    rr_ms = mean_ms + wave + slow + chance.normal(0.0, noise_ms, 250)
    kept = chance.random(250) > chance.choice([0.0, 0.02, 0.3])
    return (np.cumsum(rr_ms) / 1000.0)[kept], rr_ms[kept]


@given(
    seed=st.integers(0, 10_000),
    breaths_per_min=st.floats(2.5, 29.0),
    mean_ms=st.floats(500.0, 1600.0),
    depth_ms=st.sampled_from([5.0, 30.0, 80.0]),
    noise_ms=st.sampled_from([0.0, 5.0, 40.0]),
)
@example(seed=8, breaths_per_min=27.8, mean_ms=520.0, depth_ms=80.0, noise_ms=0.0)  # at the edge
def test_windows_have_the_rate_of_each_by_itself(
    seed: int, breaths_per_min: float, mean_ms: float, depth_ms: float, noise_ms: float
) -> None:
    beat_s, rr_ms = breathing_beats(seed, breaths_per_min, mean_ms, depth_ms, noise_ms)
    begin_s = np.arange(-100.0, beat_s[-1], 7.0)
    length_s = np.random.default_rng(seed).choice([30.0, 46.0, 60.0, 90.0], begin_s.size)
    first = beat_s.searchsorted(begin_s, side="right")
    last = beat_s.searchsorted(begin_s + length_s, side="right")
    found = respiration_rates(beat_s, rr_ms, first, last)
    for begin, end, rate in zip(first, last, found, strict=True):
        expected = respiration_rate(beat_s[begin:end], rr_ms[begin:end])
        if isinstance(expected, Withheld):
            assert rate is expected
        else:
            assert isinstance(rate, BeatRespiration)
            assert rate.breaths_per_min == pytest.approx(expected.breaths_per_min, rel=ROUNDING)
            assert rate.share == pytest.approx(expected.share, rel=ROUNDING)
            assert rate.beats == expected.beats
            # Beside a pure tone the highest rival is rounding itself.
            if expected.prominence < 1e6:
                assert rate.prominence == pytest.approx(expected.prominence, rel=1e-6)


def test_a_recording_without_windows_has_no_rates() -> None:
    none = np.empty(0, dtype=np.intp)
    assert respiration_rates(np.arange(5.0), np.full(5, 900.0), none, none) == []
