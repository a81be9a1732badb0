"""The sound of a slow breath through the nose: noise that brightens inwards and darkens outwards.

Made of bands of noise whose gains follow the breath. Nothing of it is recorded.
"""

from __future__ import annotations

import numpy as np

from visuals.sound.clip import BREATH_PEAK_DBFS, RATE_HZ, Clip, Signal, finish, samples
from visuals.sound.side import Side, fullness_over

__all__ = ["breath_noise"]

_LOWEST_HZ = 160.0
"""Small loudspeakers hardly play anything under this."""
_BANDS_PER_OCTAVE = 2
_BANDS = 11
"""From 160 Hz to 5.1 kHz."""
_DARK_HZ = {Side.IN: 380.0, Side.OUT: 260.0}
_BRIGHT_HZ = {Side.IN: 1900.0, Side.OUT: 1050.0}
"""Where the noise begins to fall off, at an empty and at a full belly."""
_FALL_OFF = 2.4
"""Amplitude falls with this power of the frequency beyond it: 14 dB per octave."""
_TILT = 0.5
"""Amplitude below it: pink, 3 dB per octave."""
_LEVEL_DBA = {Side.IN: -31.0, Side.OUT: -33.5}
_RISE_S = 0.35
_REST = 0.45
"""Share of the loudness that does not come from the flow: the middle of a long breath would
drown its ends otherwise."""
_FLOW_POWER = 0.8
_FLUTTER = 0.1
_FLUTTER_S = 0.31
_WIDTH = 0.45
"""Share of the noise that differs between the ears."""


def breath_noise(side: Side, length_s: float, chance: np.random.Generator) -> Clip:
    """One half of a breath as noise.

    Parameters
    ----------
    side
        In brightens with the belly and is a little louder; out darkens.
    length_s
        Of that half of the breath.
    chance
        Of the noise.

    Notes
    -----
    Breath sounds are broad noise that falls off beyond a cut-off of 850 to 1600 Hz at the
    trachea, lower when breathing out; their amplitude grows with the flow. Departs from the
    source: the cut-off moves with the belly, so that the ear can tell how full it is; amplitude
    grows less than the measured power of 1.7 of the flow, so that the ends can be heard.

    References
    ----------
    Gavriely, Palti and Alroy, J Appl Physiol 50 (1981) 307-314 (spectra; read as abstract).
    Gavriely and Cugell, J Appl Physiol 80 (1996) 5-13 (amplitude and flow; read as abstract).
    """
    count = samples(length_s)
    phase = np.linspace(0.0, 1.0, count)
    cut_off_hz = _DARK_HZ[side] * (_BRIGHT_HZ[side] / _DARK_HZ[side]) ** fullness_over(side, count)
    # A length of small factors: the transform of an awkward one takes several times as long.
    whole = -(-count // 4096) * 4096
    spectra = np.fft.rfft(_noise(whole, chance), axis=0)
    frequency_hz = np.fft.rfftfreq(whole, 1.0 / RATE_HZ).astype(np.float64)
    signal = np.zeros((count, 2))
    for band in range(_BANDS):
        centre_hz = _LOWEST_HZ * 2.0 ** ((band + 0.5) / _BANDS_PER_OCTAVE)
        window = _band(frequency_hz, centre_hz)
        gain = (centre_hz / 1000.0) ** -_TILT / (1.0 + (centre_hz / cut_off_hz) ** _FALL_OFF)
        part = np.fft.irfft(spectra * window[:, np.newaxis], whole, axis=0)[:count]
        signal += part * gain[:, np.newaxis]
    loudness = _flow(phase) * _flutter(count, chance)
    return finish(
        signal * loudness[:, np.newaxis],
        level_dba=_LEVEL_DBA[side],
        peak_dbfs=BREATH_PEAK_DBFS,
        rise_s=_RISE_S,
        fall_s=_RISE_S,
    )


def _noise(count: int, chance: np.random.Generator) -> Signal:
    """White noise in two ears that share most of it."""
    common = chance.standard_normal((count, 1))
    apart = chance.standard_normal((count, 2))
    both: Signal = np.sqrt(1.0 - _WIDTH) * common + np.sqrt(_WIDTH) * apart
    return both


def _band(frequency_hz: Signal, centre_hz: float) -> Signal:
    """Raised cosine over the logarithm of the frequency; neighbouring bands add up to one."""
    with np.errstate(divide="ignore"):
        away = np.abs(np.log2(frequency_hz / centre_hz)) * _BANDS_PER_OCTAVE
    return np.where(away < 1.0, 0.5 + 0.5 * np.cos(np.pi * np.minimum(away, 1.0)), 0.0)


def _flow(phase: Signal) -> Signal:
    """Loudness over one half of a breath: most in its middle, where the belly moves fastest."""
    speed: Signal = 16.0 * phase**2 * (1.0 - phase) ** 2
    loudness: Signal = _REST + (1.0 - _REST) * speed**_FLOW_POWER
    return loudness


def _flutter(count: int, chance: np.random.Generator) -> Signal:
    """A little unrest, as air has it."""
    steps = max(4, round(count / samples(_FLUTTER_S)) + 1)
    knots = 1.0 + _FLUTTER * chance.uniform(-1.0, 1.0, steps)
    return np.interp(np.linspace(0.0, steps - 1.0, count), np.arange(steps), knots)
