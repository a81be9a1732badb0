"""Many cubic splines at once: one through each window of a long series.

The same arithmetic as `spline.cubic_spline`, in the same order, with one row for each window and
short windows filled up by rows that change nothing. Elimination then takes as many steps as the
longest window has knots, instead of as many as all of them together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trainer.signal.arrays import FloatArray, IntArray

__all__ = ["EvenWindows", "evenly_spaced_windows"]


@dataclass(frozen=True, slots=True)
class EvenWindows:
    """Evenly spaced values of many windows."""

    values: FloatArray
    """Shape (windows, most samples); what is beyond a window's own samples means nothing."""
    samples: IntArray
    """How many each window has."""


def evenly_spaced_windows(
    time_s: FloatArray, value: FloatArray, first: IntArray, last: IntArray, rate_hz: float
) -> EvenWindows:
    """Spline values at a fixed rate, from each window's first time on up to its last.

    Parameters
    ----------
    time_s, value : shape (n,)
        The whole series, times strictly increasing.
    first, last : shape (windows,)
        Each window's slice of it, of at least four knots.
    rate_hz
        Samples per second.

    Notes
    -----
    The same values, to the last digit, as `spline.evenly_spaced` of each slice.
    """
    size = last - first
    begin_s = time_s[first]
    samples = np.floor((time_s[last - 1] - begin_s) * rate_hz + 1e-9).astype(np.intp) + 1
    place = first[:, np.newaxis] + np.arange(int(size.max()))
    np.minimum(place, last[:, np.newaxis] - 1, out=place)
    knot, height = time_s[place], value[place]
    width = knot[:, 1:] - knot[:, :-1]
    width[np.arange(width.shape[1]) >= size[:, np.newaxis] - 1] = 1.0
    slope = (height[:, 1:] - height[:, :-1]) / width
    bend = _second_derivatives(width, slope, size)
    linear = slope - width * (2.0 * bend[:, :-1] + bend[:, 1:]) / 6.0
    cubic = (bend[:, 1:] - bend[:, :-1]) / (6.0 * width)

    at_s = begin_s[:, np.newaxis] + np.arange(int(samples.max())) / rate_hz
    piece = time_s.searchsorted(at_s, side="right") - 1
    np.clip(piece, first[:, np.newaxis], last[:, np.newaxis] - 2, out=piece)
    along = at_s - time_s[piece]
    # The same place in the flat tables of pieces, which have one column less than the knots.
    flat = piece + (np.arange(size.size) * width.shape[1] - first)[:, np.newaxis]
    half = 0.5 * bend[:, :-1]
    values: FloatArray = value[piece] + along * (
        linear.ravel()[flat] + along * (half.ravel()[flat] + along * cubic.ravel()[flat])
    )
    return EvenWindows(values, samples)


def _second_derivatives(width: FloatArray, slope: FloatArray, size: IntArray) -> FloatArray:
    """Second derivatives at the knots, not-a-knot at both ends of each window."""
    row = np.arange(size.size)
    inner = size - 2
    diagonal = 2.0 * (width[:, :-1] + width[:, 1:])
    right = 6.0 * (slope[:, 1:] - slope[:, :-1])
    above, below = width[:, 1:-1].copy(), width[:, 1:-1].copy()
    beyond = np.arange(diagonal.shape[1]) >= inner[:, np.newaxis]
    diagonal[beyond] = 1.0
    right[beyond] = 0.0
    above[beyond[:, 1:]] = 0.0
    below[beyond[:, 1:]] = 0.0
    first, second = width[:, 0], width[:, 1]
    diagonal[:, 0] += first + first * first / second
    above[:, 0] -= first * first / second
    last, last_but_one = width[row, size - 2], width[row, size - 3]
    diagonal[row, inner - 1] += last + last * last / last_but_one
    below[row, inner - 2] -= last * last / last_but_one
    found = _solve_tridiagonals(below.T.copy(), diagonal.T.copy(), above.T.copy(), right.T.copy())
    bend = np.zeros((size.size, width.shape[1] + 1))
    bend[:, 1:-1] = found.T
    bend[:, 0] = found[0] + (found[0] - found[1]) * first / second
    end, before = found[inner - 1, row], found[inner - 2, row]
    bend[row, size - 1] = end + (end - before) * last / last_but_one
    return bend


def _solve_tridiagonals(
    below: FloatArray, pivot: FloatArray, above: FloatArray, values: FloatArray
) -> FloatArray:
    """Solve as many tridiagonal systems as there are columns, by elimination, in place."""
    for row in range(1, len(pivot)):
        share = below[row - 1] / pivot[row - 1]
        pivot[row] -= share * above[row - 1]
        values[row] -= share * values[row - 1]
    values[-1] /= pivot[-1]
    for row in range(len(pivot) - 2, -1, -1):
        values[row] = (values[row] - above[row] * values[row + 1]) / pivot[row]
    return values
