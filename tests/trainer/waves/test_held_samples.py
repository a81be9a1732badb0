"""A slow source behind a fast line: repeats are no observations, each value has its own time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.simulated_pulse import SimulatedPulse, pulse_wave
from tests.trainer.waves.beat_comparison import compare
from trainer.signal.arrays import FloatArray
from trainer.signal.waves.held_samples import HeldSamples
from trainer.signal.waves.pulse_detector import PulseDetector

_SOURCE_HZ = 29.97


def _polled(pulse: SimulatedPulse, rate_hz: float, from_s: float = 0.5) -> tuple[FloatArray, ...]:
    """What a line sends that gives the latest value so many times a second."""
    at_s = np.arange(from_s, pulse.at_s[-1], 1.0 / rate_hz)
    return at_s, pulse.values[np.searchsorted(pulse.at_s, at_s, "right") - 1]


def _observed(at_s: FloatArray, values: FloatArray) -> tuple[FloatArray, FloatArray, HeldSamples]:
    held = HeldSamples()
    found = [
        one
        for stamp_s, value in zip(at_s.tolist(), values.tolist(), strict=True)
        for one in held.push(stamp_s, value)
    ]
    pairs = np.array(found)
    return pairs[:, 0], pairs[:, 1], held


def _slow(duration_s: float = 60.0, noise: float = 0.0) -> SimulatedPulse:
    return pulse_wave(
        np.random.default_rng(7), rate_hz=_SOURCE_HZ, duration_s=duration_s, noise=noise
    )


@pytest.mark.parametrize("rate_hz", [45.0, 50.0, 100.0, 200.0])
def test_values_of_a_slow_source_are_set_to_the_time_at_which_it_made_them(rate_hz: float) -> None:
    pulse = _slow()
    at_s, values, held = _observed(*_polled(pulse, rate_hz))
    assert held.period_s == pytest.approx(1.0 / _SOURCE_HZ, rel=0.05)
    late = at_s > 8.0
    # Where the values are equal one after another, the earlier one is as good.
    moved = np.append(True, np.diff(values) != 0.0) & late
    nearest = np.abs(at_s[moved][:, None] - pulse.at_s[None, :]).argmin(axis=1)
    assert (pulse.values[nearest] == values[moved]).mean() > 0.98
    off_ms = 1000.0 * (at_s[moved] - pulse.at_s[nearest])
    # A value shows up to one step of the line late, by lot: a standard deviation of 0.29 steps.
    # Measured: 0.15 at 45 a second (two values in three steps tell least), 0.02 to 0.07 above.
    assert float(np.std(off_ms)) < (0.2 if rate_hz < 50.0 else 0.1) * 1000.0 / rate_hz


def test_a_value_that_the_source_made_twice_is_seen_twice() -> None:
    pulse = _slow()
    at_s, _, _ = _observed(*_polled(pulse, 100.0))
    steps_s = np.diff(at_s[at_s > 8.0])
    # Up to five frames of the flat stretch before each pulse are equal: no hole in the wave.
    assert float(steps_s.max()) < 3.5 / _SOURCE_HZ
    assert float(np.median(steps_s)) == pytest.approx(1.0 / _SOURCE_HZ, rel=0.02)


@pytest.mark.parametrize("rate_hz", [25.0, 50.0, 100.0, 259.0, 1000.0])
@pytest.mark.parametrize("scale", [20.0, 150.0, 30000.0])
@pytest.mark.parametrize("noise", [0.0, 0.02, 0.1])
def test_a_line_whose_source_is_as_fast_is_left_as_it_is(
    rate_hz: float, scale: float, noise: float
) -> None:
    pulse = pulse_wave(np.random.default_rng(3), rate_hz=rate_hz, scale=scale, noise=noise)
    at_s, values, held = _observed(pulse.at_s, pulse.values)
    assert held.period_s is None
    assert np.array_equal(at_s, pulse.at_s)
    assert np.array_equal(values, pulse.values)


def test_a_source_without_a_steady_time_is_left_to_the_stamps() -> None:
    pulse = _slow(noise=0.02)
    chance = np.random.default_rng(2)
    # Frames handed over up to 30 ms late, two at once now and then.
    jittered_s = np.maximum.accumulate(pulse.at_s + chance.uniform(0.0, 0.03, pulse.at_s.size))
    stamps_s = np.arange(0.5, jittered_s[-1], 0.02)
    sent = pulse.values[np.searchsorted(jittered_s, stamps_s, "right") - 1]
    at_s, values, held = _observed(stamps_s, sent)
    assert held.period_s is not None
    assert not held.is_set_anew
    assert np.array_equal(at_s, stamps_s)
    assert np.array_equal(values, sent)


def test_a_wave_that_stands_still_goes_on_in_time() -> None:
    pulse = _slow()
    at_s, values = _polled(pulse, 50.0)
    values[at_s > 40.0] = values[at_s > 40.0][0]
    seen_s, _, held = _observed(at_s, values)
    assert held.is_set_anew
    assert at_s[-1] - seen_s[-1] < 0.25
    assert float(np.diff(seen_s).max()) < 0.25


def test_beats_of_a_held_wave_are_nearly_as_well_timed_as_those_of_the_source() -> None:
    errors_ms = []
    pulse = _slow(120.0, noise=0.01)
    for at_s, values in ((pulse.at_s, pulse.values), _polled(pulse, 50.0)):
        beats = PulseDetector().push(at_s.tolist(), values.tolist())
        wrong, error_ms = compare(list(beats), pulse.upstroke_s, from_s=8.0)
        assert wrong == 0
        errors_ms.append(error_ms)
    source_ms, held_ms = errors_ms
    # Measured: 0.8 and 1.7 ms; with repeats taken for observations 3.1.
    assert source_ms < 1.2
    assert held_ms < 2.4


@given(
    st.lists(st.tuples(st.integers(1, 60), st.integers(0, 6)), max_size=300),
    st.integers(1, 5),
)
def test_observations_rise_and_none_is_from_the_future(
    steps: list[tuple[int, int]], holds: int
) -> None:
    held = HeldSamples()
    now_s = told_s = 0.0
    for step_ms, value in steps:
        for _ in range(holds):
            now_s += step_ms / 1000.0
            for made_s, _ in held.push(now_s, float(value * value)):
                assert told_s < made_s <= now_s
                told_s = made_s
