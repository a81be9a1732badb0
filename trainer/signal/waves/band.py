"""A band of slow waves cut out of a window, without lag: for what looks back over a minute."""

from __future__ import annotations

import numpy as np

from trainer.signal.arrays import FloatArray

__all__ = ["within_band", "without_bend"]


def without_bend(even: FloatArray) -> FloatArray:
    """The values less their least-squares parabola: belts creep, hearts slow down at rest."""
    place = np.linspace(-1.0, 1.0, even.size)
    # Legendre polynomials are orthogonal enough on an even grid to be fitted at once.
    waves = np.stack([np.ones_like(place), place, 1.5 * place**2 - 0.5], axis=1)
    fitted, *_ = np.linalg.lstsq(waves, even, rcond=None)
    return np.asarray(even - waves @ fitted, dtype=np.float64)


def within_band(even: FloatArray, rate_hz: float, low_hz: float, high_hz: float) -> FloatArray:
    """The part of evenly spaced values between two frequencies.

    Notes
    -----
    Fourier coefficients outside are set to zero. The window is continued at both ends by itself,
    turned about its end point, so that it neither jumps nor bends there.
    """
    whole = np.concatenate((2.0 * even[0] - even[:0:-1], even, 2.0 * even[-1] - even[-2::-1]))
    coefficients = np.fft.rfft(whole)
    frequency_hz = np.fft.rfftfreq(whole.size, 1.0 / rate_hz)
    coefficients[(frequency_hz < low_hz) | (frequency_hz > high_hz)] = 0.0
    cut = np.fft.irfft(coefficients, whole.size)
    return np.asarray(cut[even.size - 1 : 2 * even.size - 1], dtype=np.float64)
