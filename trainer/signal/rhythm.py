"""Steady rhythm: how much of the heart's variation is one single slow rhythm.

Others call such a number "coherence", in many ways that do not agree. Ours is fixed here and
in docs/methods.md, has a scale with a meaning, and is compared with nobody's. It says nothing
of the size of the swing and nothing of health.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from trainer.errors import AnalysisError
from trainer.signal.arrays import FloatArray
from trainer.signal.figure import Withheld
from trainer.signal.periodogram import hann_periodogram
from trainer.signal.spline import evenly_spaced

__all__ = ["RHYTHM_WINDOW_S", "SteadyRhythm", "steady_rhythm"]

RHYTHM_WINDOW_S = 64.0
"""McCraty's published window."""

_SHORTEST_S = 61.0
"""From the first to the last beat: the window less the two intervals cut at its ends, at a
heart rate of 40 a minute."""

_SAMPLE_RATE_HZ = 2.0
"""One value each 500 ms, as published; the band ends at 0.4 Hz."""

_POINTS = 4096
"""Zero-padded length: bins of 0.0005 Hz, 61 of them in the peak window."""

_PEAK_HZ = (0.04, 0.26)
"""Where the one rhythm is looked for."""

_PEAK_HALF_WIDTH_HZ = 0.015
"""The published peak window is 0.030 Hz wide."""

_TOTAL_HZ = (0.0033, 0.4)
"""Where all the variation is."""

_LONGEST_HOLE_S = 3.0
"""Three seconds without an accepted beat: one premature beat with its pause at 40 beats a
minute. The spline bridges such a hole well; a longer one withholds the number."""

_SMALLEST_VARIATION_MS = 0.5
"""Standard deviation below which there is no rhythm but only the steps of the sensor's clock
(1/1024 s has 0.28 ms)."""


@dataclass(frozen=True, slots=True)
class SteadyRhythm:
    """How much one rhythm dominates."""

    percent: float
    """Share of all power that lies in the peak, as a share of what a perfect sine of the same
    frequency gets in the same window: 0 none, 100 a perfect sine."""
    peak_hz: float
    """Frequency of the rhythm."""
    ratio: float | None
    """Peak over the rest, the form others publish; None when there is no rest. It has no
    common scale and is here to compare programs with."""
    beats: int


def steady_rhythm(beat_s: FloatArray, rr_ms: FloatArray) -> SteadyRhythm | Withheld:
    """Steady rhythm of the last 64 s of beats, 0 to 100 %.

    Parameters
    ----------
    beat_s : shape (n,)
        Times of the beats that closed accepted intervals, increasing, in s; about the last
        65 s. Older ones are left out.
    rr_ms : shape (n,)
        These intervals.

    Returns
    -------
    SteadyRhythm or Withheld
        `NO_BEATS`; `TOO_SHORT` for less than 61 s from the first beat to the last; `GAP` for
        more than 3 s without an accepted beat; `TOO_WEAK` when the heart hardly varies.

    Raises
    ------
    AnalysisError
        The arrays differ in length.

    Notes
    -----
    Cubic spline to 2 Hz, linear detrend, periodic Hann window over all of it, zero-padded to
    4096. The peak is the highest density in 0.04 to 0.26 Hz, its power the sum within 0.015 Hz
    on both sides, clipped to that band; the total runs from 0.0033 to 0.4 Hz. The share of a
    perfect sine is computed in the same way at the same frequency and length (about 0.90), as
    the mean over its phase.

    Departs from the source in the taper, the padding, the total and the scale, which the source
    does not fix.

    References
    ----------
    McCraty, Front Public Health 10 (2022) 871533 (as cited by others).
    """
    if beat_s.shape != rr_ms.shape or beat_s.ndim != 1:
        raise AnalysisError(
            f"{beat_s.shape} beats came with {rr_ms.shape} intervals; give one for each"
        )
    if beat_s.size == 0:
        return Withheld.NO_BEATS
    # One knot before the window's begin, where there is one, lets the samples fill it.
    first = max(0, int(beat_s.searchsorted(beat_s[-1] - RHYTHM_WINDOW_S, side="right")) - 1)
    knot_s, knot_ms = beat_s[first:], rr_ms[first:]
    if float(knot_s[-1] - knot_s[0]) < _SHORTEST_S:
        return Withheld.TOO_SHORT
    if float((knot_s[1:] - knot_s[:-1]).max()) > _LONGEST_HOLE_S:
        return Withheld.GAP
    _, even_ms = evenly_spaced(knot_s, knot_ms, _SAMPLE_RATE_HZ)
    even_ms = even_ms[-int(RHYTHM_WINDOW_S * _SAMPLE_RATE_HZ) :]
    power, variance = hann_periodogram(even_ms, _POINTS)
    if variance < _SMALLEST_VARIATION_MS**2:
        return Withheld.TOO_WEAK
    low, high = _bins(_PEAK_HZ)
    peak = low + int(power[low:high].argmax())
    share = _share(power, peak)
    percent = 100.0 * share / _share_of_sine(even_ms.size, peak)
    return SteadyRhythm(
        percent=min(100.0, percent),
        peak_hz=peak * _SAMPLE_RATE_HZ / _POINTS,
        ratio=share / (1.0 - share) if share < 1.0 else None,
        beats=int(beat_s.size - first),
    )


def _bins(band_hz: tuple[float, float]) -> tuple[int, int]:
    """First bin of a band and the one after its last."""
    low, high = (edge * _POINTS / _SAMPLE_RATE_HZ for edge in band_hz)
    return int(np.ceil(low - 1e-9)), int(np.floor(high + 1e-9)) + 1


def _share(power: FloatArray, peak: int) -> float:
    """Share of the total that lies about the peak."""
    low, high = _bins(_PEAK_HZ)
    half = int(_PEAK_HALF_WIDTH_HZ * _POINTS / _SAMPLE_RATE_HZ)
    begin, end = _bins(_TOTAL_HZ)
    about = float(power[max(low, peak - half) : min(high, peak + half + 1)].sum())
    return about / float(power[begin:end].sum())


@lru_cache(maxsize=2048)
def _share_of_sine(size: int, peak: int) -> float:
    """Share that a perfect sine at a bin gets in a window of so many samples."""
    turn = 2.0 * np.pi * peak / _POINTS * np.arange(size, dtype=np.float64)
    sine, _ = hann_periodogram(np.sin(turn), _POINTS)
    cosine, _ = hann_periodogram(np.cos(turn), _POINTS)
    return _share(sine + cosine, peak)
