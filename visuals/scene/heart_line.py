"""The heart as a warm line that learns to ride the water.

Its scale is a function of the points alone: the centre is the mean of about the last 30 s, half
its height the spread of that time, both with soft window ends, so they change slowly and the
same points always give the same picture. Nothing is drawn across a gap; where a beat was not
accepted the line is faint; it ends at the last real beat.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pygame

from trainer.snapshot import TracePoint
from trainer.timeline import Timeline
from visuals.scene.ground import blend_of, smooth
from visuals.scene.layout import Layout
from visuals.scene.ring import spot
from visuals.scene.water import Water

_WINDOW_S = 30.0
_SOFT_END_S = 8.0
"""The window's ends fade over this time; a beat that enters or leaves does not jerk the line."""
_LEAST_HALF_BPM = 4.0
"""A very steady heart must not look like a storm."""
_SPREAD = 0.95
"""Share of the deviations that lie within half the height."""
_HALF_WIDTH = 1.45
"""Half width of the line, in design units."""
_GLOW_WIDTH = 4.4
_PROFILE_STEPS = 32
"""Entries of the light's table per design unit of distance."""
_GLOW_LIGHT = 0.22
_SOFT = 0.30
"""Opacity where the value stands in for a beat that was not accepted."""
_SOFT_END_UNITS = 9.0
"""At a gap the line fades over this length: a gap is a pause, not a break."""
_OLD_UNITS = 110.0
"""The line fades towards the left edge over this length."""
_MOST_LEAN = 2.4
"""Steeper pieces of the line lose the outer part of their glow."""
_ROOM = 26.0
"""Room above and below the water's range, in design units; the line is kept inside."""

DoubleArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DisplayScale:
    """How heart rates become heights."""

    centre_bpm: float
    half_bpm: float


def display_scale(
    trace: Sequence[TracePoint], timeline: Timeline, at_s: float
) -> DisplayScale | None:
    """Centre and half height of the heart line at a time; None without an accepted beat."""
    heard = [point for point in trace if not point.is_corrected and point.beat_s <= at_s]
    if not heard:
        return None
    beats_s = np.array([point.beat_s for point in heard])
    if _has_pauses(timeline):
        beats_s = np.array([timeline.elapsed_s(beat_s) for beat_s in beats_s])
        age_s = timeline.elapsed_s(at_s) - beats_s
    else:
        age_s = at_s - beats_s
    rates = np.array([point.heart_rate_bpm for point in heard])
    leaving = smooth((_WINDOW_S + _SOFT_END_S - age_s) / _SOFT_END_S)
    entering = smooth(age_s / _SOFT_END_S)
    # A little weight for every beat: the first one of all must already have a centre.
    weights = leaving.astype(np.float64) * (0.02 + 0.98 * entering) + 1e-9
    centre = float(np.average(rates, weights=weights))
    away = np.abs(rates - centre)
    order = np.argsort(away)
    share = np.cumsum(weights[order]) / weights.sum()
    half = float(np.interp(_SPREAD, share, away[order]))
    return DisplayScale(centre, max(_LEAST_HALF_BPM, half))


def shown_segments(
    trace: Sequence[TracePoint], timeline: Timeline, at_s: float
) -> list[list[TracePoint]]:
    """Points up to a time, cut where a segment starts and where a pause was.

    The picture stands still in a pause, so the beats that came in it have no place.
    """
    found: list[list[TracePoint]] = []
    starts = True
    has_pauses = _has_pauses(timeline)
    for point in trace:
        if point.beat_s > at_s:
            break
        if has_pauses and timeline.is_paused_at(point.beat_s):
            starts = True
            continue
        if point.starts_segment or starts:
            found.append([])
        starts = False
        found[-1].append(point)
    return found


def _has_pauses(timeline: Timeline) -> bool:
    """Whether any was; asked for each beat of each frame, it would take a tenth of a frame."""
    return bool(timeline.pauses) or timeline.paused_since_s is not None


class HeartLine:
    """Draws the trace over the water."""

    def __init__(self, layout: Layout, water: Water) -> None:
        self._layout = layout
        self._water = water
        self._palette = layout.look.palette
        self._blend = blend_of(self._palette)
        places = layout.places
        self._middle = layout.y((places.wave_full + places.wave_empty) / 2)
        self._half = (places.wave_empty - places.wave_full) / 2 * layout.scale
        self._top = math.floor(layout.y(places.wave_full - _ROOM))
        bottom = math.ceil(layout.y(places.wave_empty + _ROOM))
        # The line never goes beyond the now marker.
        width = min(layout.size[0], math.ceil(water.now_px) + 2)
        self._band = pygame.Surface((width, bottom - self._top), pygame.SRCALPHA, 32)
        self._band.fill((*self._palette.heart, 0))
        self._drawn = pygame.Rect(0, 0, width, 0)
        """Rows of the band with something on them: only these are laid over and wiped."""
        # Light across the line by distance, so that a frame needs one look-up per pixel.
        away = np.arange(int(_GLOW_WIDTH * _PROFILE_STEPS) + 2, dtype=np.float32) / _PROFILE_STEPS
        core = np.clip((_HALF_WIDTH - away) * layout.scale + 0.5, 0.0, 1.0)
        glow = _GLOW_LIGHT * np.clip(1.0 - away / _GLOW_WIDTH, 0.0, 1.0) ** 2
        self._profile = (255.0 * np.maximum(core, glow)).astype(np.float32)
        self._profile[-1] = 0.0
        self._end = spot(2.6 * layout.scale, self._palette.light(self._palette.heart), 0.9)

    def draw(
        self,
        surface: pygame.Surface,
        trace: Sequence[TracePoint],
        timeline: Timeline,
        at_s: float,
        right_s: float,
    ) -> None:
        """Draw the line up to the last beat before `at_s`.

        `right_s` is the session's elapsed time at the now marker's usual place.
        """
        segments = shown_segments(trace, timeline, at_s)
        shown = [point for segment in segments for point in segment]
        scale = display_scale(shown, timeline, at_s)
        if scale is None:
            return
        self._band.fill((*self._palette.heart, 0), self._drawn)
        self._drawn.height = 0
        alphas = pygame.surfarray.pixels_alpha(self._band)
        ends: list[tuple[float, float]] = []
        for segment in segments:
            is_last = segment[-1] is shown[-1]
            end = self._draw_segment(alphas, segment, timeline, right_s, scale, is_last=is_last)
            if end is not None:
                ends.append(end)
        del alphas
        surface.blit(self._band, (0, self._top + self._drawn.y), self._drawn)
        if ends:
            half = self._end.get_width() // 2
            x, y = ends[-1]
            surface.blit(
                self._end,
                (round(x) - half, round(y) - half),
                special_flags=self._blend,
            )

    def _draw_segment(
        self,
        alphas: npt.NDArray[np.uint8],
        segment: list[TracePoint],
        timeline: Timeline,
        right_s: float,
        scale: DisplayScale,
        *,
        is_last: bool,
    ) -> tuple[float, float] | None:
        # No pause lies within a segment.
        beats_s = np.array([point.beat_s for point in segment])
        begin_px = self._water.x_of(timeline.elapsed_s(segment[0].beat_s), right_s)
        places_x = begin_px + (beats_s - beats_s[0]) * self._water.pixels_per_s
        rates = np.array([point.heart_rate_bpm for point in segment])
        height = (rates - scale.centre_bpm) / scale.half_bpm
        # Far out the height is pressed together instead of cut, so the line stays smooth.
        height = np.where(
            np.abs(height) > 1.0,
            np.sign(height) * (1.0 + 0.5 * np.tanh(np.abs(height) - 1.0)),
            height,
        )
        places_y = self._middle - self._half * height
        clear = np.array([_SOFT if point.is_corrected else 1.0 for point in segment])
        if places_x.size == 1:
            return float(places_x[0]), float(places_y[0])
        first = max(0, math.ceil(places_x[0] - 0.5))
        last = min(self._band.get_width() - 1, math.floor(places_x[-1] - 0.5))
        if last >= first:
            columns = np.arange(first, last + 1)
            y, slope = _curve(places_x, places_y, columns + 0.5)
            strength = np.interp(columns + 0.5, places_x, clear)
            strength = strength * smooth(columns / (_OLD_UNITS * self._layout.scale))
            soft_px = _SOFT_END_UNITS * self._layout.scale
            strength = strength * smooth((columns + 1 - places_x[0]) / soft_px)
            if not is_last:
                strength = strength * smooth((places_x[-1] - columns) / soft_px)
            self._stroke(alphas, columns, y - self._top, slope, strength)
        return float(places_x[-1]), float(places_y[-1])

    def _stroke(
        self,
        alphas: npt.NDArray[np.uint8],
        columns: npt.NDArray[np.int64],
        y: DoubleArray,
        slope: DoubleArray,
        strength: DoubleArray,
    ) -> None:
        unit = self._layout.scale
        lean = np.sqrt(1.0 + slope * slope).astype(np.float32)
        reach = math.ceil(_GLOW_WIDTH * unit * min(_MOST_LEAN, float(lean.max())))
        first = np.floor(y).astype(np.int64)
        self._note_rows(int(first.min()) - reach, int(first.max()) + reach + 1)
        # A row at a time: neighbours in the arrays are then neighbours in the picture, too.
        rows = np.arange(-reach, reach + 1)[:, None]
        beside = rows.astype(np.float32) + (first - y + 0.5).astype(np.float32)
        np.abs(beside, out=beside)
        beside *= (_PROFILE_STEPS / (unit * lean)).astype(np.float32)
        light = self._profile.take(beside.astype(np.intp), mode="clip")
        light *= strength.astype(np.float32)
        # Rows beyond the band fold onto its border, where the light is zero by then.
        where = np.clip(first + rows, 0, alphas.shape[1] - 1)
        alphas.T[where, columns] = light.astype(np.uint8)

    def _note_rows(self, begin: int, end: int) -> None:
        """Remember that the band has something on these rows, or on its border beyond it."""
        height = self._band.get_height()
        begin, end = (min(max(row, low), low + height - 1) for row, low in ((begin, 0), (end, 1)))
        if self._drawn.height:
            begin, end = min(begin, self._drawn.top), max(end, self._drawn.bottom)
        self._drawn.y, self._drawn.height = begin, end - begin


def _curve(x: DoubleArray, y: DoubleArray, at: DoubleArray) -> tuple[DoubleArray, DoubleArray]:
    """Smooth curve through points, and its slope: cubic Hermite pieces.

    The slope at a point is that of the parabola through it and its two neighbours, cut to three
    times the smaller of the two chords, so that an uneven beat makes no loop.
    """
    step = np.maximum(np.diff(x), 1e-6)
    rise = np.diff(y) / step
    slope = np.zeros_like(y)
    slope[0], slope[-1] = rise[0], rise[-1]
    if rise.size > 1:
        before, after = rise[:-1], rise[1:]
        parabola = (before * step[1:] + after * step[:-1]) / (step[1:] + step[:-1])
        turns = before * after <= 0.0
        limit = 3.0 * np.minimum(np.abs(before), np.abs(after))
        cut = np.clip(parabola, -limit, limit)
        slope[1:-1] = np.where(turns, parabola, cut)
    piece = np.clip(np.searchsorted(x, at, side="right") - 1, 0, step.size - 1)
    # As a cubic of each piece, worked out for the few beats, not for the many columns.
    y0, y1, m0, m1 = y[:-1], y[1:], slope[:-1] * step, slope[1:] * step
    second, third = 3.0 * (y1 - y0) - 2.0 * m0 - m1, 2.0 * (y0 - y1) + m0 + m1
    u = np.clip((at - x[piece]) / step[piece], 0.0, 1.0)
    b, c, d = m0[piece], second[piece], third[piece]
    value = y0[piece] + u * (b + u * (c + u * d))
    tilt = (b + u * (2.0 * c + u * (3.0 * d))) / step[piece]
    return value, tilt
