"""Simulated beats whose swing is known exactly, for tests and validation.

Two models. In the *integral pulse* model a beat comes each time the integral of the heart rate
has grown by one, as the sinus node does it. In the *sampled* model an interval is what a wave of
RR is at the beat that closes it: no heart works so, but reference signals are often made so.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from trainer.signal.arrays import FloatArray

__all__ = ["SimulatedBeats", "integral_pulse_beats", "sampled_beats"]

_TURN = 2.0 * math.pi
_STEP_S = 0.01
_SLOW_HZ = np.linspace(0.005, 0.04, 24)
"""Slow noise is 24 waves of random phase from 0.005 to 0.04 Hz: below all breathing."""


@dataclass(frozen=True, slots=True)
class SimulatedBeats:
    """Beats with the truth about them."""

    beat_s: FloatArray
    rr_ms: FloatArray
    breath_phase: FloatArray
    """The pacer's, in breaths, at the beats."""
    swing_bpm: float
    """Peak to trough of the periodic part of the heart rate."""

    @property
    def heart_rate_bpm(self) -> FloatArray:
        """60000 / RR."""
        return np.asarray(60000.0 / self.rr_ms, dtype=np.float64)

    def between(self, begin_s: float, end_s: float) -> SimulatedBeats:
        """Cut out the intervals that lie wholly within the times."""
        keep = (self.beat_s - self.rr_ms / 1000.0 >= begin_s) & (self.beat_s <= end_s)
        return SimulatedBeats(
            self.beat_s[keep], self.rr_ms[keep], self.breath_phase[keep], self.swing_bpm
        )


def _slow(rng: np.random.Generator, time_s: FloatArray, sd: float) -> FloatArray:
    """Noise below breathing, of the standard deviation given."""
    if sd == 0.0:
        return np.zeros(time_s.size)
    coarse_s = np.arange(0.0, time_s[-1] + 1.0, 0.5)
    angle = _TURN * (_SLOW_HZ[:, None] * coarse_s + rng.uniform(0.0, 1.0, (_SLOW_HZ.size, 1)))
    coarse = sd * math.sqrt(2.0 / _SLOW_HZ.size) * np.cos(angle).sum(axis=0)
    return np.asarray(np.interp(time_s, coarse_s, coarse), dtype=np.float64)


def integral_pulse_beats(
    rng: np.random.Generator,
    *,
    duration_s: float,
    breaths_per_min: float = 6.0,
    breaths_per_min_at_end: float | None = None,
    amplitude_ms: float = 40.0,
    harmonic: float = 0.0,
    harmonic_turns: float | None = None,
    lag_breaths: float | None = None,
    jitter_ms: float = 8.0,
    slow_ms: float = 10.0,
    mean_rr_ms: float = 920.0,
    unpaced_breaths_per_min: float | None = None,
) -> SimulatedBeats:
    """Beats of a heart rate that swings with the pacer.

    Parameters
    ----------
    rng
        For phases and noise.
    duration_s
        Length.
    breaths_per_min, breaths_per_min_at_end
        Pace; it glides evenly in time from the one to the other.
    amplitude_ms
        Of the swing, as an interval about the mean: 40 is about 2.8 beats per minute.
    harmonic, harmonic_turns
        Second harmonic as a share of the fundamental, and its phase; random by default.
    lag_breaths
        Where in the breath the fundamental is highest; random by default.
    jitter_ms
        White noise of the intervals, made by moving the beats.
    slow_ms
        Noise below breathing, as an interval.
    mean_rr_ms
        Mean interval.
    unpaced_breaths_per_min
        The rate at which the heart swings in truth, when the person is off the pace.
    """
    time_s = np.arange(0.0, duration_s + 3.0, _STEP_S)
    end = breaths_per_min if breaths_per_min_at_end is None else breaths_per_min_at_end
    phase = breaths_per_min / 60.0 * time_s + (end - breaths_per_min) / 120.0 * (
        time_s**2 / duration_s
    )
    breath = phase if unpaced_breaths_per_min is None else unpaced_breaths_per_min / 60.0 * time_s
    lag = float(rng.uniform()) if lag_breaths is None else lag_breaths
    turns = float(rng.uniform()) if harmonic_turns is None else harmonic_turns
    mean_bpm = 60000.0 / mean_rr_ms
    bpm_of_ms = mean_bpm / mean_rr_ms

    def wave(at: FloatArray) -> FloatArray:
        first = np.cos(_TURN * (at - lag))
        second = np.cos(_TURN * (2.0 * (at - lag) - turns))
        return np.asarray(first + harmonic * second, dtype=np.float64)

    rate = mean_bpm + amplitude_ms * bpm_of_ms * wave(breath)
    rate += _slow(rng, time_s, slow_ms * bpm_of_ms)
    grown = np.concatenate(([0.0], np.cumsum((rate[1:] + rate[:-1]) / 2.0 * (_STEP_S / 60.0))))
    beat_s = np.interp(np.arange(1.0, grown[-1]), grown, time_s)
    beat_s = beat_s + rng.normal(0.0, jitter_ms / math.sqrt(2.0) / 1000.0, beat_s.size)
    truth = amplitude_ms * bpm_of_ms * float(np.ptp(wave(np.arange(4096) / 4096.0)))
    return SimulatedBeats(
        beat_s[1:], np.diff(beat_s) * 1000.0, np.interp(beat_s[1:], time_s, phase), truth
    )


def sampled_beats(
    rng: np.random.Generator,
    *,
    duration_s: float,
    breaths_per_min: float = 6.0,
    amplitude_ms: float = 40.0,
    harmonic: float = 0.0,
    noise_ms: float = 8.0,
    slow_ms: float = 10.0,
    mean_rr_ms: float = 920.0,
) -> SimulatedBeats:
    """Beats whose intervals are a wave of RR, taken at the beat that closes them.

    Parameters are those of `integral_pulse_beats`; the noise is white and added to the intervals.
    """
    lag, turns = (float(turn) for turn in rng.uniform(size=2))
    hz = breaths_per_min / 60.0
    grid_s = np.arange(0.0, duration_s + 3.0, 0.25)
    slow = _slow(rng, grid_s, slow_ms)

    def interval_ms(breath: float) -> float:
        first = math.cos(_TURN * (breath - lag))
        return mean_rr_ms + amplitude_ms * (
            first + harmonic * math.cos(_TURN * (2.0 * (breath - lag) - turns))
        )

    beat_s: list[float] = []
    rr_ms: list[float] = []
    now_s = 0.0
    while now_s < duration_s:
        clean_ms = mean_rr_ms
        for _ in range(4):  # the interval depends on when it ends: a fixed point, soon reached
            clean_ms = interval_ms(hz * (now_s + clean_ms / 1000.0))
        noisy_ms = clean_ms + float(np.interp(now_s, grid_s, slow)) + float(rng.normal()) * noise_ms
        now_s += noisy_ms / 1000.0
        beat_s.append(now_s)
        rr_ms.append(noisy_ms)
    rates = [60000.0 / interval_ms(step / 2048.0) for step in range(2048)]
    times = np.array(beat_s)
    return SimulatedBeats(times, np.array(rr_ms), hz * times, max(rates) - min(rates))
