"""Waves at the pacer's breath as intervals see them, and the phases of a breath.

An interval's heart rate is the mean of the heart rate over it (`swing` says why); so a wave that is
fitted to intervals is averaged over each of them, too.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from trainer.signal.arrays import FloatArray
from trainer.timeline import fullness_of_phase

__all__ = [
    "DEFAULT_INHALE_SHARE",
    "GRID_WAVES",
    "TURN",
    "fullest_phase",
    "interval_waves",
    "wave_values",
    "wrapped",
]

TURN = 2.0 * math.pi
DEFAULT_INHALE_SHARE = 0.4
_HARMONICS = np.array([[1.0], [2.0]])


def interval_waves(
    beat_s: FloatArray,
    heart_rate_bpm: FloatArray,
    begin: FloatArray,
    end: FloatArray,
    with_harmonic: bool,
) -> FloatArray:
    """Columns of the fit: 1, time (centred, scaled), and the waves averaged over intervals."""
    harmonics = _HARMONICS[: 2 if with_harmonic else 1]
    half_turn = math.pi * (harmonics * (end - begin))
    half_turn[half_turn == 0.0] = 1e-20  # a pause stands still, and its mean is its value
    flattening = np.sin(half_turn) / half_turn
    centre = harmonics * (math.pi * (end + begin))
    design = np.empty((beat_s.size, 6 if with_harmonic else 4))
    design[:, 0] = 1.0
    middle_s = beat_s - 30.0 / heart_rate_bpm
    design[:, 1] = (middle_s - middle_s.mean()) / (beat_s[-1] - beat_s[0])
    design[:, 2::2] = (np.sin(centre) * flattening).T
    design[:, 3::2] = (np.cos(centre) * flattening).T
    return design


def wave_values(phase: float, size: int) -> FloatArray:
    """Sine and cosine of one phase, and of its double when size is 4."""
    turn = TURN * phase
    values = [math.sin(turn), math.cos(turn)]
    if size == 4:
        values += [math.sin(2.0 * turn), math.cos(2.0 * turn)]
    return np.array(values)


_GRID_PHASES = np.arange(64) / 64.0
GRID_WAVES = np.array([wave_values(float(phase), 4) for phase in _GRID_PHASES])
"""Sine and cosine of the grid's phases, and of their doubles."""


@lru_cache(maxsize=64)
def fullest_phase(inhale_share: float) -> float:
    """Phase at which the fundamental of the asked-for fullness is highest."""
    fullness = np.array([fullness_of_phase(float(phase), inhale_share) for phase in _GRID_PHASES])
    sine, cosine = GRID_WAVES[:, :2].T @ fullness
    return math.atan2(sine, cosine) / TURN


def wrapped(breaths: float) -> float:
    """Bring a phase difference into -0.5 to 0.5."""
    return (breaths + 0.5) % 1.0 - 0.5
