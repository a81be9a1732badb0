"""How loud a sound is to an ear: the A-weighted level of its loudest moment.

Sets and signs are made equally loud by it. It is a level of samples, not of air: what a person
hears is up to their loudspeakers.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["a_weight", "loudest_dba"]

_WINDOW_S = 0.4
"""Momentary loudness is taken over so long."""
_SOFTEST_DBA = -160.0
_ANCHORS_HZ = (20.598997, 107.65265, 737.86223, 12194.217)
_AT_1_KHZ = 0.79434  # gain of the formula at 1 kHz: -2.0 dB


def a_weight(frequency_hz: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Gain of the A-weighting at frequencies: 1 at 1 kHz, less where ears hear less.

    References
    ----------
    IEC 61672-1:2013, annex E, formula E.6.
    """
    f2 = frequency_hz * frequency_hz
    low, second, third, high = (anchor * anchor for anchor in _ANCHORS_HZ)
    weight = high * f2 * f2
    weight = weight / ((f2 + low) * np.sqrt((f2 + second) * (f2 + third)) * (f2 + high))
    return weight / _AT_1_KHZ


def loudest_dba(signal: npt.NDArray[np.float64], rate_hz: int) -> float:
    """A-weighted level of the loudest 400 ms, in dB under full scale; both ears' mean power.

    Parameters
    ----------
    signal : shape (n, 2)
        1 is full scale.
    rate_hz
        Samples per second.

    Notes
    -----
    A sine at full scale and 1 kHz has -3.0. The window is that of momentary loudness in
    ITU-R BS.1770; the weighting departs from it, because A is a closed form. A clip that is
    shorter than the window is taken as if silence followed.
    """
    spectrum = np.fft.rfft(signal, axis=0)
    weights = a_weight(np.fft.rfftfreq(len(signal), 1.0 / rate_hz).astype(np.float64))
    weighted = np.fft.irfft(spectrum * weights[:, np.newaxis], len(signal), axis=0)
    energy = np.concatenate([[0.0], np.cumsum(np.mean(weighted * weighted, axis=1))])
    window = round(_WINDOW_S * rate_hz)
    width = min(window, len(signal))
    loudest = float((energy[width:] - energy[:-width]).max()) / window
    return max(10.0 * float(np.log10(loudest)), _SOFTEST_DBA) if loudest > 0.0 else _SOFTEST_DBA
