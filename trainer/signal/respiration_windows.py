"""Breathing rate over many windows of one recording, as `respiration_rate` gives it for each.

A day has 8000 windows of a minute. Here their splines are one elimination, and their spectra one
product: the power of n samples at any frequency is a sum of n cosines over their lagged products,
of which only the range of breathing is worked out. A transform has to give all frequencies, and
nearly all of it would be zeros that make the peak sharp.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from trainer.signal.arrays import FloatArray, IntArray
from trainer.signal.figure import Withheld
from trainer.signal.periodogram import hann_weighted
from trainer.signal.respiration import (
    LEAST_PROMINENCE,
    LEAST_SHARE,
    LOBE_BINS,
    LONGEST_HOLE_S,
    MOST_CYCLES_PER_BEAT,
    POINTS,
    RANGE_HZ,
    SAMPLE_RATE_HZ,
    SHORTEST_S,
    BeatRespiration,
)
from trainer.signal.spline_windows import evenly_spaced_windows

__all__ = ["respiration_rates"]

_TOGETHER = 256
"""Windows worked on at once: few enough to stay in the processor's memory."""
_BLOCK_WINDOWS = 64
_BLOCK_BINS = 32
"""Size of one product. OpenBLAS hands products of more than 262144 multiplications to all cores,
and on a busy machine they wait for each other three times longer than they work."""
_STEP_HZ = SAMPLE_RATE_HZ / POINTS
_LOW = round(RANGE_HZ[0] / _STEP_HZ)
"""First bin of the range."""


def respiration_rates(
    beat_s: FloatArray, rr_ms: FloatArray, first: IntArray, last: IntArray
) -> list[BeatRespiration | Withheld]:
    """Breathing rate of each window of a series, in breaths per minute.

    Parameters
    ----------
    beat_s, rr_ms : shape (n,)
        As for `respiration_rate`, of the whole recording.
    first, last : shape (windows,)
        Each window's slice of it.
    """
    found = _reasons(beat_s, first, last)
    whole = np.array([number for number, reason in enumerate(found) if reason is None], np.intp)
    for begin in range(0, whole.size, _TOGETHER):
        windows = whole[begin : begin + _TOGETHER]
        even = evenly_spaced_windows(beat_s, rr_ms, first[windows], last[windows], SAMPLE_RATE_HZ)
        for samples in np.unique(even.samples).tolist():
            alike = even.samples == samples
            weighted = hann_weighted(even.values[alike, :samples])
            _read(found, weighted, windows[alike], beat_s, rr_ms, first, last)
    return [reason or Withheld.TOO_WEAK for reason in found]


def _reasons(
    beat_s: FloatArray, first: IntArray, last: IntArray
) -> list[BeatRespiration | Withheld | None]:
    """Why a window has no spectrum; None where it has one."""
    found: list[BeatRespiration | Withheld | None] = []
    holes = np.concatenate(([0, 0], np.cumsum(beat_s[1:] - beat_s[:-1] > LONGEST_HOLE_S)))
    for begin, end in zip(first.tolist(), last.tolist(), strict=True):
        if end <= begin:
            found.append(Withheld.NO_BEATS)
        elif beat_s[end - 1] - beat_s[begin] < SHORTEST_S:
            found.append(Withheld.TOO_SHORT)
        elif holes[end] > holes[begin + 1]:
            found.append(Withheld.GAP)
        else:
            found.append(None)
    return found


def _read(
    found: list[BeatRespiration | Withheld | None],
    weighted: FloatArray,
    windows: IntArray,
    beat_s: FloatArray,
    rr_ms: FloatArray,
    first: IntArray,
    last: IntArray,
) -> None:
    """Enter the rates of windows of one length that show one clearly.

    The same steps as in `respiration_rate`, one row for each window.
    """
    row = np.arange(windows.size)
    begin, end = first[windows], last[windows]
    length_s = beat_s[end - 1] - beat_s[begin]
    beats = end - begin
    # Sums from each begin to its end are every other one of those between all the edges.
    edges = np.column_stack((begin, end)).ravel()
    rr_sum_ms = np.add.reduceat(np.append(rr_ms, 0.0), edges)[::2]
    highest_hz = np.minimum(RANGE_HZ[1], MOST_CYCLES_PER_BEAT * 1000.0 * beats / rr_sum_ms)
    high = np.rint(highest_hz / _STEP_HZ).astype(np.intp) + 1
    lobe = np.rint(LOBE_BINS / length_s / _STEP_HZ).astype(np.intp)

    power = _power(weighted)
    in_range = power[:, _LOW:].copy()
    for values, stop in zip(in_range, (high - _LOW).tolist(), strict=True):
        values[stop:] = 0.0
    peak = _LOW + in_range.argmax(axis=1)
    before, top, after = power[row, peak - 1], power[row, peak], power[row, peak + 1]
    is_clear = (before < top) & (top > after)
    for number in (is_clear & (peak - lobe < _LOW)).nonzero()[0].tolist():
        below = power[number, _LOW - lobe[number] : _LOW]
        is_clear[number] = below.max() <= top[number]
    total = in_range.sum(axis=1)
    lobe_begin, lobe_end = np.maximum(0, peak - _LOW - lobe), peak - _LOW + lobe + 1
    for values, start, stop in zip(in_range, lobe_begin.tolist(), lobe_end.tolist(), strict=True):
        values[start:stop] = 0.0
    rival = in_range.max(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (total - in_range.sum(axis=1)) / total
        prominence = np.where(rival > 0.0, top / rival, np.inf)
        shift = 0.5 * (before - after) / (before - 2.0 * top + after)
    is_clear &= (share >= LEAST_SHARE) & (prominence >= LEAST_PROMINENCE)
    for number in is_clear.nonzero()[0].tolist():
        found[int(windows[number])] = BeatRespiration(
            breaths_per_min=60.0 * float(peak[number] + shift[number]) * _STEP_HZ,
            share=float(share[number]),
            prominence=float(prominence[number]),
            beats=int(beats[number]),
        )


def _power(weighted: FloatArray) -> FloatArray:
    """Power of each window (rows) at the bins up to the end of the range."""
    lagged = _lagged_products(weighted)
    cosines = _cosines(weighted.shape[1])
    power = np.empty((len(lagged), len(cosines) * _BLOCK_BINS))
    blocks = power.reshape(len(lagged), len(cosines), _BLOCK_BINS)
    for begin in range(0, len(lagged), _BLOCK_WINDOWS):
        part = slice(begin, begin + _BLOCK_WINDOWS)
        blocks[part] = (lagged[part] @ cosines).transpose(1, 0, 2)
    return power


def _lagged_products(weighted: FloatArray) -> FloatArray:
    """Sum of the products of values so many samples apart, for every lag; a row for each window."""
    samples = weighted.shape[1]
    points = 1 << (2 * samples - 1).bit_length()  # long enough that nothing wraps around
    waves = np.fft.rfft(weighted, points, axis=1)
    lagged = np.fft.irfft(waves.real**2 + waves.imag**2, points, axis=1)
    return np.ascontiguousarray(lagged[:, :samples])


@lru_cache(maxsize=8)
def _cosines(samples: int) -> FloatArray:
    """What each lag adds to the power at each bin: shape (blocks, samples, bins of a block).

    The power at bin k is the sum over lags m, of both signs, of their lagged product times
    cos(2 pi m k / points) (Wiener and Khinchin).
    """
    blocks = -(-(round(RANGE_HZ[1] / _STEP_HZ) + 2) // _BLOCK_BINS)
    bins = np.arange(blocks * _BLOCK_BINS).reshape(blocks, 1, _BLOCK_BINS)
    turn = np.arange(samples)[:, np.newaxis] * bins % POINTS
    waves: FloatArray = np.cos(2.0 * np.pi / POINTS * np.arange(POINTS))[turn]
    waves[:, 1:] *= 2.0
    return waves
