"""Waves by chance that are no pulse: noise, a swing of no rhythm, a hand that walks along."""

from __future__ import annotations

import math
from enum import Enum
from typing import assert_never

import numpy as np

from trainer.signal.arrays import FloatArray

__all__ = ["RandomWave", "random_wave"]

_SWING_HZ = (0.3, 3.0)


class RandomWave(Enum):
    """What is made by chance; the value is for people."""

    WHITE = "white"
    """Every sample by itself: a sensor in the air, an open input."""
    DRIFTING = "drifting"
    """A random walk: light that changes, a sensor that warms up."""
    SWINGING = "swinging"
    """All of 0.3 to 3 Hz alike, where hearts are: a cable that swings, a hand that fidgets."""
    WALKING = "walking"
    """Steps of 1.4 to 2.2 a second that vary by 5 %, each a little different, upon a sway."""


def random_wave(
    kind: RandomWave, rng: np.random.Generator, *, duration_s: float = 60.0, rate_hz: float = 100.0
) -> tuple[FloatArray, FloatArray]:
    """Times in s and values, in whole steps of a converter about 512.

    Parameters
    ----------
    kind
        What it is.
    rng
        Chance.
    duration_s, rate_hz
        Length and sampling.
    """
    at_s = np.arange(round(duration_s * rate_hz)) / rate_hz
    match kind:
        case RandomWave.WHITE:
            wave = rng.standard_normal(at_s.size)
        case RandomWave.DRIFTING:
            wave = np.cumsum(rng.standard_normal(at_s.size)) / math.sqrt(rate_hz)
        case RandomWave.SWINGING:
            wave = _swinging(rng, at_s.size, rate_hz)
        case RandomWave.WALKING:
            wave = _walking(rng, at_s)
        case _:
            assert_never(kind)
    return at_s, np.round(512.0 + 60.0 * wave)


def _swinging(rng: np.random.Generator, size: int, rate_hz: float) -> FloatArray:
    hz = np.fft.rfftfreq(size, 1.0 / rate_hz)
    chance = rng.standard_normal(hz.size) + 1j * rng.standard_normal(hz.size)
    wave = np.fft.irfft(chance * ((hz >= _SWING_HZ[0]) & (hz <= _SWING_HZ[1])), size)
    return np.asarray(wave / wave.std(), dtype=np.float64)


def _walking(rng: np.random.Generator, at_s: FloatArray) -> FloatArray:
    """Each step a jolt and its echo, of their own heights and widths."""
    wave = 0.5 * np.sin(2.0 * math.pi * 0.15 * at_s + rng.uniform(0.0, 2.0 * math.pi))
    step_s = 1.0 / float(rng.uniform(1.4, 2.2))
    now_s = 0.0
    while now_s < at_s[-1]:
        near = np.abs(at_s - now_s) < 1.0
        for after_s, height in ((0.0, 1.0), (0.18, -0.7), (0.36, 0.4)):
            height *= float(rng.normal(1.0, 0.4))
            width_s = 0.06 * float(rng.uniform(0.7, 1.4))
            away = (at_s[near] - now_s - after_s) / width_s
            wave[near] += height * np.exp(-0.5 * away**2)
        now_s += step_s * float(rng.normal(1.0, 0.05))
    return np.asarray(wave + 0.05 * rng.standard_normal(at_s.size), dtype=np.float64)
