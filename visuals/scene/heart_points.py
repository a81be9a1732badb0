"""What the heart line goes through, worked out once for a beat and not for every frame.

The curve is a cubic for each pair of neighbouring beats, in beats per minute over elapsed time: a
frame has only to look along it. Its scale is a function of the points and the time alone: the
centre is the mean of about the last 30 s, half its height the spread of that time, both with soft
window ends, so they change slowly and the same points always give the same picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trainer.snapshot import TracePoint
from trainer.timeline import Timeline
from visuals.scene.ground import smooth

__all__ = ["DisplayScale", "HeartCurve", "HeartPoints"]

_WINDOW_S = 30.0
_SOFT_END_S = 8.0
"""The window's ends fade over this time; a beat that enters or leaves does not jerk the line."""
_LEAST_HALF_BPM = 4.0
"""A very steady heart must not look like a storm."""
_SPREAD = 0.95
"""Share of the deviations that lie within half the height."""

_SOFT = 0.30
"""Opacity where the value stands in for a beat that was not accepted."""

DoubleArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class DisplayScale:
    """How heart rates become heights."""

    centre_bpm: float
    half_bpm: float


@dataclass(frozen=True, slots=True)
class HeartCurve:
    """The line at some moments, each array of shape (m,)."""

    rates_bpm: DoubleArray
    tilts: DoubleArray
    """Slopes, in beats per minute for each second."""
    strengths: DoubleArray
    """Opacities, 0 to 1."""
    inside_s: DoubleArray
    """How far within its segment: time to the nearer cut, negative between two segments. The end of
    the last segment is none."""


class HeartPoints:
    """Points of the heart line up to a time, cut where a segment starts and where a pause was.

    The picture stands still in a pause, so the beats that came in it have no place.

    Parameters
    ----------
    trace
        In the order of time.
    timeline
        Gives the elapsed time of each beat.
    at_s
        On the session clock; later points are left out.
    """

    def __init__(self, trace: Sequence[TracePoint], timeline: Timeline, at_s: float) -> None:
        beats_s = np.array([point.beat_s for point in trace], dtype=np.float64)
        until = int(beats_s.searchsorted(at_s, "right"))
        beats_s, trace = beats_s[:until], trace[:until]
        is_kept = ~timeline.are_paused_at(beats_s)
        begins = np.array([point.starts_segment for point in trace], dtype=np.bool_)
        begins[1:] |= ~is_kept[:-1]
        begins[:1] = True
        self.elapsed_s = timeline.elapsed_s_of(beats_s[is_kept])
        """Of each point, shape (n,)."""
        rates_bpm = np.array([point.heart_rate_bpm for point in trace], dtype=np.float64)
        self.rates_bpm = rates_bpm[is_kept]
        """Shape (n,)."""
        is_corrected = np.array([point.is_corrected for point in trace], dtype=np.bool_)[is_kept]
        is_heard = ~is_corrected
        self._heard_s, self._heard_bpm = self.elapsed_s[is_heard], self.rates_bpm[is_heard]
        self._pieces = _pieces(self.elapsed_s, self.rates_bpm, is_corrected, begins[is_kept])

    def scale(self, elapsed_s: float) -> DisplayScale | None:
        """Centre and half height when so much of the session has passed; None without a beat."""
        if not self._heard_s.size:
            return None
        age_s = elapsed_s - self._heard_s
        leaving = smooth((_WINDOW_S + _SOFT_END_S - age_s) / _SOFT_END_S)
        entering = smooth(age_s / _SOFT_END_S)
        # A little weight for every beat: the first one of all must already have a centre.
        weights = leaving * (0.02 + 0.98 * entering.astype(np.float64)) + 1e-9
        whole = float(weights.sum())
        centre = float(weights @ self._heard_bpm) / whole
        away = np.abs(self._heard_bpm - centre)
        order = away.argsort()
        share = weights[order].cumsum() / whole
        half = float(np.interp(_SPREAD, share, away[order]))
        return DisplayScale(centre, max(_LEAST_HALF_BPM, half))

    def curve(self, elapsed_s: DoubleArray, piece: npt.NDArray[np.intp]) -> HeartCurve:
        """The line between its points.

        Parameters
        ----------
        elapsed_s : shape (m,)
            Moments.
        piece : shape (m,)
            Number of the last point before each.
        """
        start_s, per_s, a, b, c, d, clear, clears, begin_s, end_s = self._pieces.take(piece, axis=1)
        share = (elapsed_s - start_s) * per_s
        return HeartCurve(
            a + share * (b + share * (c + share * d)),
            (b + share * (2.0 * c + share * (3.0 * d))) * per_s,
            clear + share * clears,
            np.minimum(elapsed_s - begin_s, end_s - elapsed_s),
        )


def _pieces(
    elapsed_s: DoubleArray, rates_bpm: DoubleArray, is_corrected: BoolArray, begins: BoolArray
) -> DoubleArray:
    """Of each pair of neighbours all that a moment between them needs, shape (10, n - 1).

    Start and one over its length; the cubic Hermite polynomial over the share of the way, from the
    constant on; the opacity and how it changes; begin and end of the segment.
    """
    count = len(elapsed_s)
    if count < 2:
        return np.zeros((10, 0))
    step = np.maximum(np.diff(elapsed_s), 1e-6)
    slope = _slopes(step, rates_bpm, begins)
    rise = np.diff(rates_bpm)
    leaves, comes = slope[:-1] * step, slope[1:] * step
    clear = np.where(is_corrected, _SOFT, 1.0)
    firsts = np.flatnonzero(begins)
    segment = np.cumsum(begins)[:-1] - 1
    end_s = np.append(elapsed_s[firsts[1:] - 1], np.inf)
    # Between two segments everything lies infinitely far outside.
    begin_s = np.where(begins[1:], np.inf, elapsed_s[firsts][segment])
    return np.stack(
        (
            elapsed_s[:-1],
            1.0 / step,
            rates_bpm[:-1],
            leaves,
            3.0 * rise - 2.0 * leaves - comes,
            leaves + comes - 2.0 * rise,
            clear[:-1],
            np.diff(clear),
            begin_s,
            end_s[segment],
        )
    )


def _slopes(step: DoubleArray, rates_bpm: DoubleArray, begins: BoolArray) -> DoubleArray:
    """Slope of the curve at each point.

    That of the parabola through it and its two neighbours, cut to three times the smaller of the
    two chords, so that an uneven beat makes no loop; at the ends of a segment that of the chord.
    """
    rise = np.diff(rates_bpm) / step
    before, after = rise[:-1], rise[1:]
    parabola = (before * step[1:] + after * step[:-1]) / (step[1:] + step[:-1])
    limit = 3.0 * np.minimum(np.abs(before), np.abs(after))
    inner = np.where(before * after <= 0.0, parabola, np.clip(parabola, -limit, limit))
    slope = np.empty(len(rates_bpm))
    slope[0], slope[-1] = rise[0], rise[-1]
    is_first, is_last = begins[1:-1], begins[2:]
    slope[1:-1] = np.where(is_first, after, np.where(is_last, before, inner))
    return slope
