"""A belt that shows nothing: unplugged, slack, or at the end of its converter."""

from __future__ import annotations

import numpy as np

from trainer.signal.arrays import FloatArray

__all__ = ["is_dead"]

_TIMES_NOISE = 4.0
_LEAST_STEPS = 4.0
"""A breath is at least so many times as high as the noise, and as the steps of the converter."""
_CONVERTERS = tuple(2.0**bits - 1.0 for bits in (8, 10, 12, 14, 16))
_AT_END = 0.02
"""Share of a converter's range: a belt that stays so near its end is pulled too tight."""


def is_dead(points: FloatArray) -> bool:
    """Tell whether a window of a belt holds no breath.

    Parameters
    ----------
    points : shape (n,)
        A point each 0.1 s, as the converter gave them.

    Notes
    -----
    Where all points are whole or half numbers, the smallest usual converter that holds them is
    taken for the belt's: one with 12 bits that never leaves 1003 to 1023 would be called dead.
    """
    if points.size < 3:
        return True
    low, high = (float(value) for value in np.quantile(points, (0.05, 0.95)))
    bends = np.abs(np.diff(points, 2))
    # The median of |x| is 0.6745 deviations; a second difference has sqrt(6) times the noise.
    noise = float(np.median(bends)) / (0.6745 * 6.0**0.5)
    if not high - low > _TIMES_NOISE * noise:
        return True
    if bool((points * 2.0 != np.round(points * 2.0)).any()):
        return False
    if high - low < _LEAST_STEPS:
        return True
    ends = [end for end in _CONVERTERS if end >= float(points.max())]
    return bool(ends) and low > (1.0 - _AT_END) * ends[0]
