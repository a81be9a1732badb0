"""One Hann-weighted periodogram of evenly spaced values, which two live measures share."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from trainer.signal.arrays import FloatArray

__all__ = ["hann_periodogram", "hann_weighted"]


def hann_periodogram(even: FloatArray, points: int) -> tuple[FloatArray, float]:
    """Power at each bin, in arbitrary units, and variance of the values less their line.

    Parameters
    ----------
    even : shape (n,)
        Evenly spaced values.
    points
        Length that the transform is zero-padded to, at least n.

    Notes
    -----
    The least-squares line is taken away, then the periodic Hann window applied over all.
    """
    place, place_squares, taper = _frame(even.size)
    level = even - even.sum() / even.size
    level = level - (float(place @ level) / place_squares) * place
    waves = np.fft.rfft(taper * level, points)
    power = np.asarray(waves.real**2 + waves.imag**2, dtype=np.float64)
    return power, float(level @ level) / even.size


def hann_weighted(even: FloatArray) -> FloatArray:
    """Each row of evenly spaced values less its least-squares line, times the Hann window.

    What `hann_periodogram` transforms, for many windows of one length, shape (windows, n).
    """
    place, place_squares, taper = _frame(even.shape[1])
    level: FloatArray = even - even.mean(axis=1, keepdims=True)
    level -= np.outer((level @ place) / place_squares, place)
    level *= taper
    return level


@lru_cache(maxsize=16)
def _frame(size: int) -> tuple[FloatArray, float, FloatArray]:
    """Centred places, the sum of their squares, and the Hann taper, for one length."""
    index = np.arange(size, dtype=np.float64)
    place: FloatArray = index - (size - 1) / 2.0
    taper: FloatArray = 0.5 - 0.5 * np.cos(2.0 * np.pi * index / size)
    return place, float(place @ place), taper
