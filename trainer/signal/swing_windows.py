"""Heart-rate swings of many breaths of one recording, as `swing` gives them for each.

The same fits and the same conditions, one row for each window, at a pace that is steady within the
window: then the phase is a straight line in time, and no hole hides it. Short windows are
filled up by beats of no weight.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from trainer.signal.arrays import BoolArray, FloatArray, IntArray
from trainer.signal.breath_swings import FEWEST_BREATH_BEATS, LARGEST_BREATH_HOLE_BREATHS
from trainer.signal.interval_waves import GRID_WAVES
from trainer.signal.swing import (
    FEWEST_FIT_BEATS_PER_BREATH,
    HARMONIC_BEATS_PER_BREATH,
    HARMONIC_F,
    LARGEST_FIT_HOLE_BREATHS,
    SHORTEST_FIT_BREATHS,
    SPARE_BEATS,
)

__all__ = ["fitted_swings", "whole_breath_swings"]

_TOGETHER = 256
"""Windows worked on at once: few enough to stay in the processor's memory."""
_TURN = 2.0 * math.pi
_SEAM_BREATHS = 0.2
"""To either side of a breath, within which an interval may cross its seam."""


@dataclass(frozen=True, slots=True)
class _Beats:
    """Beats of some windows: a row for each window, filled up at its end."""

    beat_s: FloatArray
    heart_rate_bpm: FloatArray
    begin: FloatArray
    """Where each interval begins and ends, in breaths from the begin of the first."""
    end: FloatArray
    counts: BoolArray
    """False for what fills up."""
    beats: IntArray

    def part(self, chosen: BoolArray) -> _Beats:
        return _Beats(
            self.beat_s[chosen],
            self.heart_rate_bpm[chosen],
            self.begin[chosen],
            self.end[chosen],
            self.counts[chosen],
            self.beats[chosen],
        )

    def largest_hole(self, inside: BoolArray) -> FloatArray:
        """Most that is between two of the intervals in a row, in breaths; -inf without two."""
        between = np.where(
            inside[:, 1:] & inside[:, :-1], self.begin[:, 1:] - self.end[:, :-1], -np.inf
        )
        hole: FloatArray = between.max(axis=1, initial=-np.inf)
        return hole


def fitted_swings(
    beat_s: FloatArray,
    heart_rate_bpm: FloatArray,
    begin_s: FloatArray,
    breath_s: FloatArray,
    breaths: float,
) -> FloatArray:
    """Fitted swings of windows of so many breaths, beats per minute; without those withheld.

    Parameters
    ----------
    beat_s, heart_rate_bpm : shape (n,)
        As for `swing.fitted_swing`, of the whole recording.
    begin_s, breath_s : shape (windows,)
        When each window begins, and the length of its breaths.
    breaths
        How many a window has.
    """
    found: list[FloatArray] = []
    for at in range(0, begin_s.size, _TOGETHER):
        some = slice(at, at + _TOGETHER)
        begin, breath = begin_s[some], breath_s[some]
        beats = _beats_between(
            beat_s, heart_rate_bpm, begin, breath, begin, begin + breaths * breath
        )
        if beats is not None:
            found.append(_fitted(beats))
    return np.concatenate(found) if found else np.empty(0)


def whole_breath_swings(
    beat_s: FloatArray, heart_rate_bpm: FloatArray, begin_s: FloatArray, breath_s: FloatArray
) -> FloatArray:
    """Peak-trough swings of breaths, beats per minute; without those withheld.

    Parameters
    ----------
    beat_s, heart_rate_bpm : shape (n,)
        As for `swing.peak_trough_swings`, of the whole recording.
    begin_s, breath_s : shape (breaths,)
        When each breath begins, and its length.
    """
    found: list[FloatArray] = []
    for at in range(0, begin_s.size, _TOGETHER):
        some = slice(at, at + _TOGETHER)
        begin, breath = begin_s[some], breath_s[some]
        # The intervals that cross the seams have a part in the breath.
        beats = _beats_between(
            beat_s,
            heart_rate_bpm,
            begin,
            breath,
            begin - _SEAM_BREATHS * breath,
            begin + (1.0 + _SEAM_BREATHS) * breath,
        )
        if beats is not None:
            found.append(_peak_trough(beats))
    return np.concatenate(found) if found else np.empty(0)


def _beats_between(
    beat_s: FloatArray,
    heart_rate_bpm: FloatArray,
    begin_s: FloatArray,
    breath_s: FloatArray,
    from_s: FloatArray,
    to_s: FloatArray,
) -> _Beats | None:
    """Beats of the windows that have two or more; None where no window has."""
    first = beat_s.searchsorted(from_s, side="right")
    last = beat_s.searchsorted(to_s, side="right")
    filled = last - first >= 2
    if not filled.any():
        return None
    first, last = first[filled], last[filled]
    beats = last - first
    number = np.arange(int(beats.max()))
    place = np.minimum(first[:, np.newaxis] + number, last[:, np.newaxis] - 1)
    time_s, rate_bpm = beat_s[place], heart_rate_bpm[place]
    breath_s = breath_s[filled, np.newaxis]
    end = (time_s - begin_s[filled, np.newaxis]) / breath_s
    return _Beats(
        time_s,
        rate_bpm,
        end - 60.0 / rate_bpm / breath_s,
        end,
        number < beats[:, np.newaxis],
        beats,
    )


def _fitted(beats: _Beats) -> FloatArray:
    """Swings of the windows that carry a fit; see `swing.fitted_swing`."""
    covered = np.where(beats.counts, beats.end - beats.begin, 0.0).sum(axis=1)
    carried = (
        (beats.beats >= 4 + SPARE_BEATS)
        & (beats.end[:, -1] - beats.begin[:, 0] >= SHORTEST_FIT_BREATHS)
        & (beats.largest_hole(beats.counts) < LARGEST_FIT_HOLE_BREATHS)
        & (beats.beats >= FEWEST_FIT_BEATS_PER_BREATH * covered)
    )
    beats, covered = beats.part(carried), covered[carried]
    design = _design(beats)
    wanted = np.where(beats.counts, beats.heart_rate_bpm, 0.0)
    moments = design.transpose(0, 2, 1) @ design
    targets = (wanted[:, np.newaxis, :] @ design)[:, 0, :]
    with_harmonic = (beats.beats >= 6 + SPARE_BEATS) & (
        beats.beats >= HARMONIC_BEATS_PER_BREATH * covered
    )
    tried = with_harmonic.nonzero()[0]
    inverse = np.linalg.inv(moments[tried])
    values = (inverse @ targets[tried, :, np.newaxis])[:, :, 0]
    residue = wanted[tried] - (design[tried] @ values[:, :, np.newaxis])[:, :, 0]
    variance = (residue * residue).sum(axis=1) / (beats.beats[tried] - 6)
    first, second = values[:, 2:4], values[:, 4:6]
    # Wald's F, and a bound on the size.
    weighed = np.linalg.solve(inverse[:, 4:, 4:], second[:, :, np.newaxis])[:, :, 0]
    carries = (second * second).sum(axis=1) <= (first * first).sum(axis=1)
    carries &= (second * weighed).sum(axis=1) / 2.0 > HARMONIC_F * variance
    swing_bpm = np.empty(beats.beats.size)
    swing_bpm[tried[carries]] = _peak_to_trough(values[carries, 2:])
    plain = np.ones(beats.beats.size, dtype=np.bool_)
    plain[tried[carries]] = False
    four = np.linalg.solve(moments[plain, :4, :4], targets[plain, :4, np.newaxis])[:, :, 0]
    swing_bpm[plain] = 2.0 * np.hypot(four[:, 2], four[:, 3])
    return swing_bpm


def _design(beats: _Beats) -> FloatArray:
    """Columns of each fit, as in `swing`: shape (windows, beats, 6), zero where nothing counts."""
    design = np.empty((*beats.begin.shape, 6))
    design[:, :, 0] = 1.0
    middle_s = beats.beat_s - 30.0 / beats.heart_rate_bpm
    mean_s = np.where(beats.counts, middle_s, 0.0).sum(axis=1) / beats.beats
    length_s = beats.beat_s[:, -1] - beats.beat_s[:, 0]
    design[:, :, 1] = (middle_s - mean_s[:, np.newaxis]) / length_s[:, np.newaxis]
    for harmonic in (1, 2):
        half_turn = math.pi * (harmonic * (beats.end - beats.begin))
        flattening = np.sin(half_turn) / half_turn
        centre = harmonic * (math.pi * (beats.end + beats.begin))
        design[:, :, 2 * harmonic] = np.sin(centre) * flattening
        design[:, :, 2 * harmonic + 1] = np.cos(centre) * flattening
    design[~beats.counts] = 0.0
    return design


def _peak_to_trough(waves: FloatArray) -> FloatArray:
    """Peak to trough of fundamental plus second harmonic: a grid of 64 and two Newton steps."""
    sine, cosine, sine_2, cosine_2 = waves.T
    heights = waves @ GRID_WAVES.T
    turning: list[FloatArray] = []
    for start in (heights.argmax(axis=1), heights.argmin(axis=1)):
        turn = _TURN * start / 64.0
        for _ in range(2):
            s1, c1, s2, c2 = np.sin(turn), np.cos(turn), np.sin(2.0 * turn), np.cos(2.0 * turn)
            slope = sine * c1 - cosine * s1 + 2.0 * (sine_2 * c2 - cosine_2 * s2)
            bend = -sine * s1 - cosine * c1 - 4.0 * (sine_2 * s2 + cosine_2 * c2)
            bend[bend == 0.0] = 1.0
            turn = turn + np.clip(-slope / bend, -_TURN / 64.0, _TURN / 64.0)
        turning.append(
            sine * np.sin(turn)
            + cosine * np.cos(turn)
            + sine_2 * np.sin(2.0 * turn)
            + cosine_2 * np.cos(2.0 * turn)
        )
    return turning[0] - turning[1]


def _peak_trough(beats: _Beats) -> FloatArray:
    """Swings of the breaths that are whole; see `swing.peak_trough_swings`."""
    middle = (beats.begin + beats.end) / 2.0
    inside = beats.counts & (middle >= 0.0) & (middle < 1.0)
    some = inside.any(axis=1)
    row = np.arange(some.size)
    first = inside.argmax(axis=1)
    last = inside.shape[1] - 1 - inside[:, ::-1].argmax(axis=1)
    half = np.where(inside, beats.end - beats.begin, 0.0).max(axis=1) / 2.0
    edges = np.maximum(beats.begin[row, first], 1.0 - beats.end[row, last]) - half
    is_whole = (
        some
        # The breath is the first that the intervals cover from seam to seam, within a hole.
        & (np.ceil(beats.begin[:, 0] - LARGEST_BREATH_HOLE_BREATHS) == 0.0)
        & (np.floor(beats.end[:, -1] + LARGEST_BREATH_HOLE_BREATHS) >= 1.0)
        & (inside.sum(axis=1) >= FEWEST_BREATH_BEATS)
        & (np.maximum(edges, beats.largest_hole(inside)) < LARGEST_BREATH_HOLE_BREATHS)
    )
    highest = np.where(inside, beats.heart_rate_bpm, -np.inf).max(axis=1)
    lowest = np.where(inside, beats.heart_rate_bpm, np.inf).min(axis=1)
    swing_bpm: FloatArray = highest[is_whole] - lowest[is_whole]
    return swing_bpm
