"""A soft chord that glides a fifth up with the in-breath and a fifth down with the out-breath.

The pitch is the fullness of the belly: who hears it knows where in the breath they are.
"""

from __future__ import annotations

import math

import numpy as np

from visuals.sound.clip import BREATH_PEAK_DBFS, RATE_HZ, Clip, Signal, finish, samples
from visuals.sound.side import Side, fullness_over

__all__ = ["FIFTH", "ROOT_HZ", "tones"]

ROOT_HZ = 220.0
"""Pitch at an empty belly: A3, the lowest that small loudspeakers play well."""
FIFTH = 1.5
"""Pitch at a full belly against that."""
_DETUNED_CENTS = (-4.0, 0.0, 4.5)
"""Three voices that nearly agree: their slow beats keep a long tone alive."""
_SHARES = (0.16, 1.0, 0.14)
"""The outer two are soft: their beats stay under the swell that is the breath (3 dB against 5)."""
_PANS = (-0.7, 0.0, 0.7)
_PARTIALS = 6
_SOFTNESS = {Side.IN: 1.5, Side.OUT: 2.3}
"""Amplitude of a partial falls with this power of its number: in is the brighter one."""
_OPENING = 0.5
"""By so much the power is less at a full belly: the tone opens as it rises."""
_LEVEL_DBA = {Side.IN: -32.0, Side.OUT: -34.0}
_RISE_S = 0.35
_REST = 0.55
"""Share of the loudness at the ends of a half breath against its middle."""


def tones(side: Side, length_s: float, chance: np.random.Generator) -> Clip:
    """One half of a breath as a gliding chord.

    Parameters
    ----------
    side
        In glides up and opens; out glides down and is darker.
    length_s
        Of that half of the breath.
    chance
        Of the voices' phases.

    Notes
    -----
    The glide is even in pitch as it is heard: the logarithm of the frequency follows the
    belly. The phase is the sum of the frequency, so nothing jumps.
    """
    count = samples(length_s)
    fullness = fullness_over(side, count)
    cycles = np.cumsum(ROOT_HZ * FIFTH**fullness) / RATE_HZ
    swell = np.sin(np.linspace(0.0, math.pi, count)) ** 2
    signal = np.zeros((count, 2))
    for number in range(1, _PARTIALS + 1):
        gain = float(number) ** -_SOFTNESS[side] * float(number) ** (_OPENING * fullness)
        signal += gain[:, np.newaxis] * _voices(cycles * number, chance)
    return finish(
        signal * (_REST + (1.0 - _REST) * swell)[:, np.newaxis],
        level_dba=_LEVEL_DBA[side],
        peak_dbfs=BREATH_PEAK_DBFS,
        rise_s=_RISE_S,
        fall_s=_RISE_S,
    )


def _voices(cycles: Signal, chance: np.random.Generator) -> Signal:
    """One partial, sung by all voices, each from its own place."""
    both = np.zeros((len(cycles), 2))
    for cents, share, pan in zip(_DETUNED_CENTS, _SHARES, _PANS, strict=True):
        start = chance.uniform(0.0, 1.0)
        voice = share * np.sin(2.0 * math.pi * (cycles * 2.0 ** (cents / 1200.0) + start))
        angle = 0.25 * math.pi * (1.0 + pan)
        both += voice[:, np.newaxis] * np.array([math.cos(angle), math.sin(angle)])
    return both
