"""A clip: stereo samples from silence to silence, and the steps that make one so.

Every sound of the house ends its making in `finish`: it begins and ends with a sample of zero, has
no direct current, and is no louder than it may be. So whatever is started at full length, or
faded out by the mixer, does not click.
"""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from visuals.sound.loudness import loudest_dba

__all__ = [
    "BELL_PEAK_DBFS",
    "BREATH_PEAK_DBFS",
    "FADE_S",
    "RATE_HZ",
    "Clip",
    "Signal",
    "amplitude",
    "faded",
    "finish",
    "samples",
    "tail_of",
    "to_int16",
]

RATE_HZ = 44_100
FADE_S = 0.012
"""The shortest fade at either end of a clip."""
BREATH_PEAK_DBFS = -14.0
BELL_PEAK_DBFS = -18.0
"""No sample is over these: they leave room for two clips at once, and for a set volume."""
_FULL_SCALE = 32_767

Signal: TypeAlias = npt.NDArray[np.float64]
"""Samples of one ear or of both: shape (n,) or (n, 2)."""
Clip: TypeAlias = npt.NDArray[np.float32]
"""A finished sound: shape (n, 2), left and right, within -1 to 1."""


def samples(seconds: float) -> int:
    """Number of samples that last so long, to the nearest."""
    return round(seconds * RATE_HZ)


def amplitude(level_db: float) -> float:
    """Share of full scale at a level in dB."""
    return float(10.0 ** (level_db / 20.0))


def faded(count: int, rise_s: float, fall_s: float) -> Signal:
    """Envelope of raised cosines: 0 at the first and last sample, 1 between the two fades.

    Where both do not fit, they share the clip in their proportion.
    """
    rise, fall = max(samples(rise_s), 2), max(samples(fall_s), 2)
    if rise + fall > count:
        rise = max(2, count * rise // (rise + fall))
        fall = max(2, count - rise)
    envelope = np.ones(count)
    envelope[:rise] *= 0.5 - 0.5 * np.cos(np.linspace(0.0, math.pi, rise))
    envelope[count - fall :] *= 0.5 + 0.5 * np.cos(np.linspace(0.0, math.pi, fall))
    return envelope


def finish(
    signal: Signal,
    *,
    level_dba: float,
    peak_dbfs: float,
    rise_s: float = FADE_S,
    fall_s: float = FADE_S,
) -> Clip:
    """A clip from a signal: faded, without direct current, at its loudness.

    Parameters
    ----------
    signal : shape (n, 2)
        Of any size; at least four samples.
    level_dba
        Wanted level of the loudest 400 ms (`loudness.loudest_dba`).
    peak_dbfs
        No sample may be over this; the clip is softer than wanted where it would be.
    rise_s, fall_s
        Length of the fades at its ends.

    Notes
    -----
    The mean is taken away with the weight of the envelope, so that both ends stay zero.
    """
    envelope = faded(len(signal), rise_s, fall_s)[:, np.newaxis]
    shaped = signal * envelope
    shaped = shaped - envelope * (shaped.mean(axis=0) / envelope.mean())
    peak = float(np.abs(shaped).max())
    if peak == 0.0:
        return np.zeros(shaped.shape, dtype=np.float32)
    to_level = amplitude(level_dba - loudest_dba(shaped, RATE_HZ))
    to_peak = amplitude(peak_dbfs) / peak
    clip: Clip = (shaped * min(to_level, to_peak)).astype(np.float32)
    return clip


def tail_of(clip: Clip, from_s: float, rise_s: float = 0.3) -> Clip:
    """The rest of a clip from a time on, risen softly; for a breath that goes on midway."""
    rest = clip[samples(from_s) :]
    if len(rest) < samples(2 * FADE_S):
        return np.zeros((4, 2), dtype=np.float32)
    rise = min(samples(rise_s), len(rest) // 2)
    softened = rest.copy()
    softened[:rise] *= faded(2 * rise, rise_s, rise_s)[:rise, np.newaxis].astype(np.float32)
    return softened


def to_int16(clip: Clip) -> npt.NDArray[np.int16]:
    """A clip as the mixer and WAV files take it."""
    return np.round(clip * _FULL_SCALE).astype(np.int16)
