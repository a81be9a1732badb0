"""Breaths counted by where a wave turns: small wiggles are taken out, and what is left is counted.

Counting beats a spectrum where breaths differ from each other, as they do when nobody paces them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trainer.signal.arrays import FloatArray

__all__ = ["CountedBreaths", "count_breaths"]


@dataclass(frozen=True, slots=True)
class CountedBreaths:
    """Breaths in a window."""

    period: float
    """Mean time from top to top and from bottom to bottom, in steps of the window."""
    irregularity: float
    """Standard deviation of these periods over their mean."""
    swing: float
    """Median height from turn to turn, in the unit of the wave."""
    periods: int


def count_breaths(
    wave: FloatArray, *, least_share: float, quantile: float
) -> CountedBreaths | None:
    """Count the breaths in a wave without drift; None for fewer than four turns.

    Parameters
    ----------
    wave : shape (n,)
        Evenly spaced.
    least_share
        A swing from turn to turn smaller than this share of a large one is no breath.
    quantile
        Which of the swings, ordered by size, is the large one.
    """
    turns = _turns(wave)
    if len(turns) < 4:
        return None
    heights = wave[turns]
    large = float(np.quantile(np.abs(np.diff(heights)), quantile))
    turns = _without_small(wave, turns, least_share * large)
    if len(turns) < 4:
        return None
    at = np.array(turns, dtype=np.float64)
    periods = at[2:] - at[:-2]
    mean = float(periods.mean())
    return CountedBreaths(
        mean,
        float(periods.std()) / mean,
        float(np.median(np.abs(np.diff(wave[turns])))),
        int(periods.size),
    )


def _turns(wave: FloatArray) -> list[int]:
    steps = np.diff(wave)
    return [int(place) + 1 for place in np.flatnonzero(steps[1:] * steps[:-1] < 0.0)]


def _without_small(wave: FloatArray, turns: list[int], least: float) -> list[int]:
    """Take out the smallest swing, with both its turns, until none is too small."""
    left = list(turns)
    while len(left) > 3:
        swings = np.abs(np.diff(wave[left]))
        smallest = int(swings.argmin())
        if swings[smallest] >= least:
            break
        if smallest == 0:
            del left[0]
        elif smallest == swings.size - 1:
            del left[-1]
        else:
            del left[smallest : smallest + 2]
    return left
