"""Highest less lowest heart rate of each whole breath: the field's usual measure of the swing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from trainer.signal.arrays import FloatArray
from trainer.signal.interval_phases import checked_length, interval_phases

__all__ = [
    "FEWEST_BREATH_BEATS",
    "LARGEST_BREATH_HOLE_BREATHS",
    "WholeBreath",
    "peak_trough_swings",
    "swings_of_breaths",
    "whole_breaths",
]

FEWEST_BREATH_BEATS = 4
"""Intervals in one breath: with three, the highest and lowest miss the turning points."""

LARGEST_BREATH_HOLE_BREATHS = 0.125
"""An eighth of a breath, 1.25 s at 6 breaths a minute: one interval may be missing, not two."""


def peak_trough_swings(
    beat_s: FloatArray, heart_rate_bpm: FloatArray, breath_phase: FloatArray
) -> tuple[float | None, ...]:
    """Highest minus lowest heart rate of each whole breath, in beats per minute.

    Parameters
    ----------
    beat_s, heart_rate_bpm, breath_phase : shape (n,)
        As for `fitted_swing`.

    Returns
    -------
    tuple
        One entry for each whole breath that the intervals cover, in order. None for a breath
        with fewer than four intervals, or with an eighth of it or more without any.

    Notes
    -----
    An interval belongs to the breath that its middle falls in. The value is biased upwards by
    beat noise (2.4 bpm out of nothing at 8 ms of jitter) and downwards by the averaging within
    intervals; both are left as they are, as in the field.
    """
    beats = checked_length(beat_s, heart_rate_bpm, breath_phase)
    if beats < 2:
        return ()
    begin, end = interval_phases(beat_s, heart_rate_bpm, breath_phase)
    breaths = whole_breaths(begin, end)
    return tuple(swings_of_breaths(heart_rate_bpm, begin, end, breaths))


@dataclass(frozen=True, slots=True)
class WholeBreath:
    """A breath that the intervals cover, and those whose middles fall into it."""

    number: int
    first: int
    last: int
    """One after its last interval."""


def whole_breaths(begin: FloatArray, end: FloatArray) -> list[WholeBreath]:
    """Breaths that the intervals cover from seam to seam, in order."""
    # A stream that starts or ends within an eighth of a breath of the seam still counts as whole.
    first = math.ceil(float(begin[0]) - LARGEST_BREATH_HOLE_BREATHS)
    last = math.floor(float(end[-1]) + LARGEST_BREATH_HOLE_BREATHS)
    seams = ((begin + end) / 2.0).searchsorted(np.arange(first, last + 1)).tolist()
    return [
        WholeBreath(number, *edges) for number, edges in enumerate(pairwise(seams), start=first)
    ]


def swings_of_breaths(
    heart_rate_bpm: FloatArray, begin: FloatArray, end: FloatArray, breaths: list[WholeBreath]
) -> list[float | None]:
    """Highest minus lowest within each breath, None with a hole or too few intervals.

    In plain floats: a breath has some ten of them, fewer than what a call into numpy costs.
    """
    rate_bpm, begins, ends = heart_rate_bpm.tolist(), begin.tolist(), end.tolist()
    width, hole = (end - begin).tolist(), (begin[1:] - end[:-1]).tolist()
    swings: list[float | None] = []
    for breath in breaths:
        first, last = breath.first, breath.last
        if last - first < FEWEST_BREATH_BEATS:
            swings.append(None)
            continue
        # Half an interval at either side may belong to the neighbour, so the edges are no holes
        # until they are a hole beyond that.
        half = max(width[first:last]) / 2.0
        edges = max(begins[first] - breath.number, breath.number + 1.0 - ends[last - 1]) - half
        if max(edges, *hole[first : last - 1]) >= LARGEST_BREATH_HOLE_BREATHS:
            swings.append(None)
        else:
            swings.append(max(rate_bpm[first:last]) - min(rate_bpm[first:last]))
    return swings
