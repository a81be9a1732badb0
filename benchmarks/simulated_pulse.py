"""Pulse waves that are made of known beats, and what spoils them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from trainer.signal.arrays import FloatArray

__all__ = ["SimulatedPulse", "pulse_wave"]

_PEAK_AFTER_S = 0.12
_WIDTH_S = 0.055
_FALLING_WIDTH_S = 0.10
"""The vessels let go more slowly than the heart pushes."""
_SECOND_AFTER_S = 0.38
_SECOND_WIDTH_S = 0.08


@dataclass(frozen=True, slots=True)
class SimulatedPulse:
    """Samples and the middles of the upstrokes in them."""

    at_s: FloatArray
    values: FloatArray
    upstroke_s: FloatArray


def pulse_wave(
    rng: np.random.Generator,
    *,
    duration_s: float = 60.0,
    rate_hz: float = 100.0,
    beats_per_min: float = 68.0,
    breaths_per_min: float = 6.0,
    swing_ms: float = 60.0,
    second_wave: float = 0.4,
    noise: float = 0.02,
    wander: float = 0.3,
    hum: float = 0.0,
    scale: float = 150.0,
    offset: float = 512.0,
    is_whole: bool = True,
) -> SimulatedPulse:
    """Two bells a beat, on beats that breathe, wander and are noisy.

    Parameters
    ----------
    rng
        Chance.
    duration_s, rate_hz
        Length and sampling.
    beats_per_min, breaths_per_min, swing_ms
        The heart: mean rate, and a sine of this amplitude in its intervals.
    second_wave
        Height of the second (dicrotic) wave over the first.
    noise, wander, hum
        White noise, a slow wave of the level with the breath, and 50 Hz: amplitudes over the
        height of the pulse.
    scale, offset, is_whole
        The converter: counts for one height, level, and whether it gives whole numbers. A negative
        scale turns the wave upside down.
    """
    beats: list[float] = []
    beat_s = 0.3
    phase = float(rng.uniform(0.0, 2.0 * math.pi))
    while beat_s < duration_s + 2.0:
        beats.append(beat_s)
        breath = math.sin(2.0 * math.pi * breaths_per_min / 60.0 * beat_s + phase)
        interval_ms = 60000.0 / beats_per_min + swing_ms * breath + float(rng.normal(0.0, 5.0))
        beat_s += interval_ms / 1000.0
    at_s = np.arange(round(duration_s * rate_hz)) / rate_hz
    wave = np.zeros(at_s.size)
    for begin_s in beats:
        near = np.abs(at_s - begin_s) < 1.4
        since_s = at_s[near] - begin_s
        width_s = np.where(since_s < _PEAK_AFTER_S, _WIDTH_S, _FALLING_WIDTH_S)
        wave[near] += np.exp(-0.5 * ((since_s - _PEAK_AFTER_S) / width_s) ** 2)
        wave[near] += second_wave * np.exp(
            -0.5 * ((since_s - _SECOND_AFTER_S) / _SECOND_WIDTH_S) ** 2
        )
    wave += wander * np.sin(2.0 * math.pi * breaths_per_min / 60.0 * at_s + 0.4)
    wave += noise * rng.standard_normal(at_s.size)
    wave += hum * np.sin(2.0 * math.pi * 50.0 * at_s)
    values = offset + scale * wave
    half_before_s = _WIDTH_S * math.sqrt(2.0 * math.log(2.0))
    middles = np.array(beats) + _PEAK_AFTER_S - half_before_s
    return SimulatedPulse(
        at_s, np.round(values) if is_whole else values, middles[middles < duration_s - 0.5]
    )
