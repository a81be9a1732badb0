"""The heart as a warm line that learns to ride the water.

Nothing is drawn across a gap; where a beat was not accepted the line is faint; it ends at the last
real beat. What it goes through is worked out in `heart_points`. The night lies as a soft hem around
it, so that it stands out where the water is bright.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pygame

from trainer.snapshot import TracePoint
from trainer.timeline import Timeline
from visuals.palette import Colour
from visuals.scene.ground import FloatArray, blend_of, shared_surface, smooth
from visuals.scene.heart_points import DisplayScale, DoubleArray, HeartPoints
from visuals.scene.kept import KeptCourse
from visuals.scene.layout import Layout
from visuals.scene.ring import spot
from visuals.scene.water import Water

_HALF_WIDTH = 1.45
"""Half width of the line, in design units."""
_HEM_WIDTH = 4.4
"""Half width of the line with its hem, in design units."""
_STRENGTHS = 32
"""Steps of the line's strength."""
_SUB = 16
"""Places of the line between two pixels."""
_LEANS, _LEANS_LOG2 = 54, 7.0
"""Steps of how steep it is, up to the base-2 logarithm of 1 + slope^2: steeper is the same."""
_HEM = 0.9
"""Opacity of the hem beside the line."""
_SOFT_END_UNITS = 9.0
"""At a gap the line fades over this length: a gap is a pause, not a break."""
_OLD_UNITS = 110.0
"""The line fades towards the left edge over this length."""
_MOST_LEAN = 2.4
"""Steeper pieces of the line lose the outer part of their hem."""
_PIECE = 40
"""Columns that are laid over at a time: of a wave that is half as much as all in one."""
_ROOM = 26.0
"""Room above and below the water's range, in design units; the line is kept inside."""
_PRESSED = 0.5
"""What lies beyond the scale is pressed into so much of half its height."""


_Area = tuple[int, int, int, int]
PixelArray = npt.NDArray[np.uint32]


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
        # The outermost rows take what would lie beyond them, and are not shown.
        self._most_reach = math.ceil(_HEM_WIDTH * layout.scale * _MOST_LEAN)
        self._top = math.floor(layout.y(places.wave_full - _ROOM)) - self._most_reach
        bottom = math.ceil(layout.y(places.wave_empty + _ROOM)) + self._most_reach
        # The line never goes beyond the now marker.
        width = min(layout.size[0], math.ceil(water.now_px) + 2)
        self._pixels, self._band = shared_surface(width, bottom - self._top)
        self._pixels[:] = 0
        self._flat = self._pixels.reshape(-1)
        self._shown = self._band.get_rect().inflate(0, -2 * self._most_reach)
        self._drawn = pygame.Rect(0, 0, width, 0)
        """Rows of the band with something on them: only these are wiped."""
        self._pieces: list[tuple[pygame.Surface, tuple[int, int], _Area]] = []
        """Pieces of the band that are laid over, each as high as the line is there."""
        self._strokes = _strokes(layout, self._most_reach)
        rows = np.arange(-self._most_reach, self._most_reach + 1)
        self._row_begins = rows[:, None] * width
        # Made once: asking for so much memory in a frame takes as long as filling it.
        self._scratch = np.empty(len(rows) * width, dtype=np.uint32)
        self._places = np.empty(len(rows) * width, dtype=np.intp)
        self._old = smooth(np.arange(width) / (_OLD_UNITS * layout.scale))
        self._middles: DoubleArray = np.arange(width, dtype=np.float64) + 0.5
        self._soft_px = _SOFT_END_UNITS * layout.scale
        self._end = spot(2.6 * layout.scale, self._palette.light(self._palette.heart), 0.9)
        self._kept = KeptCourse(HeartPoints, lambda point: point.beat_s)

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
        points = self._kept.get(trace, timeline, at_s)
        scale = points.scale(timeline.elapsed_s(at_s))
        if scale is None:
            return
        self._pixels[self._drawn.top : self._drawn.bottom] = 0
        self._drawn.height = 0
        self._pieces = []
        x = self._water.now_px + (points.elapsed_s - right_s) * self._water.pixels_per_s
        self._draw_curve(points, x, right_s, scale)
        surface.blits(self._pieces, doreturn=False)
        half = self._end.get_width() // 2
        end_y, _ = self._rows_of(points.rates_bpm[-1:], scale)
        surface.blit(
            self._end,
            (round(float(x[-1])) - half, round(float(end_y[0])) - half),
            special_flags=self._blend,
        )

    def _rows_of(
        self, rates_bpm: DoubleArray, scale: DisplayScale
    ) -> tuple[DoubleArray, DoubleArray]:
        """Pixel rows of heart rates, and how many rows one beat per minute is there.

        Far out the height is pressed together instead of cut, so the line stays smooth.
        """
        height = (rates_bpm - scale.centre_bpm) / scale.half_bpm
        steepness = np.full_like(height, -self._half / scale.half_bpm)
        beyond = np.flatnonzero(np.abs(height) > 1.0)
        if beyond.size:
            pressed = np.tanh((np.abs(height[beyond]) - 1.0) / _PRESSED)
            height[beyond] = np.sign(height[beyond]) * (1.0 + _PRESSED * pressed)
            steepness[beyond] *= 1.0 - pressed * pressed
        return self._middle - self._half * height, steepness

    def _draw_curve(
        self, points: HeartPoints, x: DoubleArray, right_s: float, scale: DisplayScale
    ) -> None:
        """Draw every segment: a column for each pixel whose middle lies between two points."""
        edges = np.clip(np.ceil(x - 0.5), 0, self._band.get_width()).astype(np.intp)
        first, last = int(edges[0]), int(edges[-1])
        if first == last:
            return
        piece = np.repeat(np.arange(len(x) - 1), np.diff(edges))
        per_s = self._water.pixels_per_s
        middles_s = right_s + (self._middles[first:last] - self._water.now_px) / per_s
        curve = points.curve(middles_s, piece)
        y, steepness = self._rows_of(curve.rates_bpm, scale)
        # At a cut the line begins half a pixel before it.
        soft = smooth(curve.inside_s * (per_s / self._soft_px) + 0.5 / self._soft_px)
        strength = soft * self._old[first:last] * curve.strengths.astype(np.float32)
        self._stroke(first, y - self._top, curve.tilts * steepness / per_s, strength)

    def _cut(self, column: int, rows: npt.NDArray[np.intp], reach: int) -> None:
        """Note what is drawn on: the line goes through one row a column, and reaches so far."""
        begins = np.arange(0, len(rows), _PIECE)
        tops = np.minimum.reduceat(rows, begins) - reach
        bottoms = np.maximum.reduceat(rows, begins) + reach + 1
        self._drawn.y = int(tops.min())
        self._drawn.height = int(bottoms.max()) - self._drawn.y
        tops = np.maximum(tops, self._shown.top)
        heights = np.maximum(np.minimum(bottoms, self._shown.bottom) - tops, 0)
        lefts = column + begins
        widths = np.minimum(_PIECE, column + len(rows) - lefts)
        self._pieces = [
            (self._band, (area[0], self._top + area[1]), area)
            for area in zip(
                lefts.tolist(), tops.tolist(), widths.tolist(), heights.tolist(), strict=True
            )
        ]

    def _stroke(
        self,
        column: int,
        y: DoubleArray,
        slope: DoubleArray,
        strength: FloatArray,
    ) -> None:
        """Write the opacity of the rows around a curve, from a column on."""
        bend = 1.0 + slope * slope
        lean_most = math.sqrt(float(bend[strength > 0.0].max(initial=1.0)))
        reach = math.ceil(_HEM_WIDTH * self._layout.scale * min(_MOST_LEAN, lean_most))
        whole = np.floor(y)
        first = np.clip(whole, reach, self._band.get_height() - 1 - reach).astype(np.intp)
        self._cut(column, first, reach)
        leans = np.minimum(np.rint(np.log2(bend) * (_LEANS / _LEANS_LOG2)), _LEANS)
        chosen = (np.rint(strength * _STRENGTHS) * (_LEANS + 1) + leans) * _SUB
        chosen = (chosen + np.floor((y - whole) * _SUB)).astype(np.intp)
        # A row at a time: neighbours in the arrays are then neighbours in the picture, too.
        rows = slice(self._most_reach - reach, self._most_reach + reach + 1)
        count = (2 * reach + 1) * len(y)
        pixels = self._scratch[:count].reshape(-1, len(y))
        self._strokes[rows].take(chosen, axis=1, out=pixels, mode="clip")
        places = self._places[:count].reshape(-1, len(y))
        begins = first * self._band.get_width() + np.arange(column, column + len(y))
        np.add(begins, self._row_begins[rows], out=places)
        self._flat[places] = pixels


def _strokes(layout: Layout, reach: int) -> PixelArray:
    """Pixels across the line, shape (2 * reach + 1, each kind of column).

    A kind is a strength from none to full, then a lean, then a place between two pixels: a frame
    needs one look-up for a pixel.
    """
    palette, scale = layout.look.palette, layout.scale
    rows = np.arange(-reach, reach + 1, dtype=np.float32)
    within = (np.arange(_SUB, dtype=np.float32) + 0.5) / _SUB - 0.5
    lean = np.exp2(np.arange(_LEANS + 1, dtype=np.float32) * (0.5 * _LEANS_LOG2 / _LEANS))
    away = np.abs(rows[:, None, None] - within) / (scale * lean[:, None])
    core = np.clip((_HALF_WIDTH - away) * scale + 0.5, 0.0, 1.0).astype(np.float32)
    outside = np.clip((away - _HALF_WIDTH) / (_HEM_WIDTH - _HALF_WIDTH), 0.0, 1.0)
    hem = (_HEM * (1.0 - smooth(outside)) * (1.0 - core)).astype(np.float32)
    strength = np.arange(_STRENGTHS + 1, dtype=np.float32)[:, None, None] / _STRENGTHS
    opacity = (255.0 * strength * (core + hem)[:, None]).astype(np.uint32)
    colours = _mixed(palette.heart, palette.night_stops[0][1], core, hem)
    pixels: PixelArray = opacity << np.uint32(24) | colours[:, None]
    return pixels.reshape(len(rows), -1)


def _mixed(line: Colour, hem: Colour, core: FloatArray, beside: FloatArray) -> PixelArray:
    """Red, green and blue of a line over its hem, by the shares that both have of a pixel."""
    share = core / np.maximum(core + beside, 1e-6)
    red, green, blue = (
        np.rint(under + (over - under) * share).astype(np.uint32)
        for over, under in zip(line, hem, strict=True)
    )
    pixels: PixelArray = red << np.uint32(16) | green << np.uint32(8) | blue
    return pixels
