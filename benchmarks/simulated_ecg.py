"""An ECG that is made of known R peaks: P wave, QRS complex and T wave as bells."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from trainer.signal.arrays import FloatArray

__all__ = ["SimulatedEcg", "ecg_wave"]

_BELLS = ((-0.17, 0.025, 0.12), (-0.026, 0.009, -0.12), (0.0, 0.011, 1.0), (0.027, 0.010, -0.25))
"""P, Q, R, S: seconds from the R peak, width, height."""
_T_AFTER_S = 0.26
_T_WIDTH_S = 0.045


@dataclass(frozen=True, slots=True)
class SimulatedEcg:
    """Samples and the R peaks in them."""

    at_s: FloatArray
    values: FloatArray
    peak_s: FloatArray


def ecg_wave(
    rng: np.random.Generator,
    *,
    duration_s: float = 60.0,
    rate_hz: float = 200.0,
    beats_per_min: float = 68.0,
    swing_ms: float = 60.0,
    t_wave: float = 0.3,
    noise: float = 0.02,
    wander: float = 0.3,
    hum: float = 0.0,
    scale: float = 250.0,
    offset: float = 512.0,
) -> SimulatedEcg:
    """An ECG of a heart that swings with six breaths a minute.

    Parameters
    ----------
    rng
        Chance.
    duration_s, rate_hz
        Length and sampling.
    beats_per_min, swing_ms
        The heart: mean rate, and a sine of this amplitude in its intervals.
    t_wave, noise, wander, hum
        Heights of the T wave, of white noise, of a slow wave of the level and of 50 Hz over the
        height of R.
    scale, offset
        The converter: counts for the height of R, and level. A negative scale turns it round.
    """
    peaks: list[float] = []
    peak_s = 0.4
    while peak_s < duration_s + 1.0:
        peaks.append(peak_s)
        interval_ms = 60000.0 / beats_per_min + swing_ms * math.sin(0.2 * math.pi * peak_s)
        peak_s += (interval_ms + float(rng.normal(0.0, 5.0))) / 1000.0
    at_s = np.arange(round(duration_s * rate_hz)) / rate_hz
    wave = np.zeros(at_s.size)
    for begin_s in peaks:
        near = np.abs(at_s - begin_s) < 0.6
        since_s = at_s[near] - begin_s
        for after_s, width_s, height in (*_BELLS, (_T_AFTER_S, _T_WIDTH_S, t_wave)):
            wave[near] += height * np.exp(-0.5 * ((since_s - after_s) / width_s) ** 2)
    wave += wander * np.sin(2.0 * math.pi * 0.2 * at_s)
    wave += noise * rng.standard_normal(at_s.size)
    wave += hum * np.sin(2.0 * math.pi * 50.0 * at_s)
    truth = np.array(peaks)
    return SimulatedEcg(at_s, np.round(offset + scale * wave), truth[truth < duration_s - 0.5])
