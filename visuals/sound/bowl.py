"""A struck singing bowl: partials of a rim, each a pair that beats slowly, dying away.

The breath's bowls and the bells are made of it.
"""

from __future__ import annotations

import math

import numpy as np

from visuals.sound.clip import RATE_HZ, Signal, samples

__all__ = ["rim_ratio", "strike"]

_NODES = (2, 3, 4, 5)
"""Nodal diameters of the rim's modes, from the lowest."""
_STRENGTHS = (1.0, 0.36, 0.13, 0.04)
"""A soft mallet: the higher the mode, the less of it."""
_HALVES_IN_S = (1.4, 0.8, 0.4, 0.22)
"""After so long the modes have half their amplitude; the higher, the sooner."""
_BEATS_HZ = (0.55, 0.9, 1.3, 1.9)
"""How far apart the two frequencies of a pair are."""
_SECOND = 0.55
"""Amplitude of a pair's second one: it beats, and never falls silent."""
_PAN = 0.35
_MALLET_S = 0.06
"""It takes so long to press the rim in: no sudden beginning."""


def rim_ratio(nodes: int) -> float:
    """Frequency of a rim's mode against its lowest one.

    Parameters
    ----------
    nodes
        Nodal diameters of the mode, 2 or more; 2 is the lowest.

    Notes
    -----
    A thin ring's bending within its plane: 1, 2.83, 5.42, 8.77. Bowls that were measured stand
    within some percent of it.

    References
    ----------
    Rayleigh, The Theory of Sound, 2nd ed. (1894), section 233.
    """
    return _ring(nodes) / _ring(2)


def _ring(nodes: int) -> float:
    return nodes * (nodes * nodes - 1.0) / math.sqrt(nodes * nodes + 1.0)


def strike(pitch_hz: float, length_s: float, chance: np.random.Generator) -> Signal:
    """One strike, shape (n, 2), not yet at its loudness.

    Parameters
    ----------
    pitch_hz
        Of the lowest mode.
    length_s
        Of the clip; what still sounds then is to be faded.
    chance
        Of the phases in which the pairs begin.

    References
    ----------
    Inacio, Henrique and Antunes, Acta Acustica 92 (2006) 637-653 (no bowl is quite round: each
    mode is a pair of nearly equal frequency, and the pair beats; read as abstract).
    """
    at_s = np.arange(samples(length_s)) / RATE_HZ
    signal = np.zeros((len(at_s), 2))
    for nodes, strength, half_s, beat_hz in zip(
        _NODES, _STRENGTHS, _HALVES_IN_S, _BEATS_HZ, strict=True
    ):
        decay = strength * 0.5 ** (at_s / half_s)
        # A strike starts both of a pair together.
        start = chance.uniform(0.0, 1.0)
        for sign, share in ((-1.0, 1.0), (1.0, _SECOND)):
            frequency_hz = pitch_hz * rim_ratio(nodes) + 0.5 * sign * beat_hz
            tone = share * decay * np.sin(2.0 * math.pi * (frequency_hz * at_s + start))
            angle = 0.25 * math.pi * (1.0 + sign * _PAN)
            signal += tone[:, np.newaxis] * np.array([math.cos(angle), math.sin(angle)])
    pressed = min(samples(_MALLET_S), len(at_s))
    signal[:pressed] *= (0.5 - 0.5 * np.cos(np.linspace(0.0, math.pi, pressed)))[:, np.newaxis]
    return signal
