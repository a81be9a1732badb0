"""The breath as water: past breaths, the one now, and the next ones, dimmed.

One breath of each pace is painted at quarter pixels and laid out in four pieces, one for each
position between two pixels; every breath in the picture is one of them, added each frame: adding
light costs a fifth of laying a see-through picture over.
Across the picture runs the session's elapsed time: in a pause the water stands still.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pygame

from trainer.plan import Pace
from trainer.timeline import Timeline, fullness_of_phase
from visuals.scene.ground import FloatArray, blend_of, dithered, opaque_surface
from visuals.scene.layout import Layout

_SUB_PIXELS = 4
"""Positions per pixel; with one, slow water visibly walks in steps."""
_BODY_DEPTH = 36.0
"""Depth over which the extra light below the edge fades to a third, in design units."""
_NEAR_SHARE = 0.45
"""Share of the water's light that lies near the edge; the rest depends on the height only."""
_BODY_OPACITY = 0.80
_EDGE = 1.1
"""Half width of the bright edge, in design units."""
_EDGE_OPACITY = 0.92
_ABOVE = 10
"""Room above the highest water for the edge, in design units."""
_BELOW = 84
"""Room below the lowest water until its light has faded, in design units."""
_FUTURE = 0.40
"""Opacity of the breaths to come."""
_FLAT_COLUMNS = 64
_NOTHING = 0.002
"""Opacity below which there is no water, only sky."""


_PACES_KEPT = 12
"""Paces whose water is kept: more are hardly ever in the picture at a time."""


_Piece = tuple[pygame.Surface, tuple[int, int], tuple[int, int, int, int], int]
"""A strip, where it goes, which part of it, and how it is laid on."""


@dataclass(frozen=True, slots=True)
class _Breath:
    """Pictures of light for one breath at a pace, one for each position between two pixels."""

    past: tuple[pygame.Surface, ...]
    future: tuple[pygame.Surface, ...]


class Water:
    """The water of one window.

    Parameters
    ----------
    layout
        Where it is.
    seed
        Of the dither. That of a pace does not depend on which paces were drawn before.
    """

    def __init__(self, layout: Layout, seed: int = 0) -> None:
        self._layout = layout
        self._places = layout.places
        self._palette = layout.look.palette
        self._blend = blend_of(self._palette)
        self._seed = seed
        self.pixels_per_s = layout.places.units_per_s * layout.scale
        self.now_px = layout.x(layout.places.now)
        self._top = math.floor(layout.y(layout.places.wave_full - _ABOVE))
        bottom = math.ceil(layout.y(layout.places.wave_empty + _BELOW))
        self._rows = np.arange(self._top, min(bottom, layout.size[1]), dtype=np.float32) + 0.5
        still = np.full(_FLAT_COLUMNS, self.level_px(np.zeros(1))[0], dtype=np.float32)
        flat = self._paint(still, np.zeros_like(still))
        columns = np.arange(layout.size[0]) % _FLAT_COLUMNS
        chance = np.random.default_rng(seed)
        self._still_past, self._still_future = (
            opaque_surface(dithered(flat * share, chance)[:, columns]) for share in (1.0, _FUTURE)
        )
        self._breaths: dict[Pace, _Breath] = {}

    def _breath(self, pace: Pace) -> _Breath:
        """The pictures of a breath; made where they are not kept."""
        found = self._breaths.get(pace)
        if found is None:
            while len(self._breaths) >= _PACES_KEPT:
                del self._breaths[next(iter(self._breaths))]
            found = self._breaths[pace] = self._make_breath(pace)
        return found

    def _make_breath(self, pace: Pace) -> _Breath:
        period = pace.breath_s * self.pixels_per_s * _SUB_PIXELS
        phases = np.arange(math.ceil(period)) / period
        fullness = np.array([fullness_of_phase(phase, pace.inhale_share) for phase in phases])
        level = self.level_px(fullness).astype(np.float32)
        slope = (np.roll(level, -1) - np.roll(level, 1)) * (_SUB_PIXELS / 2)
        light = self._paint(level, slope.astype(np.float32))
        chance = np.random.default_rng((self._seed, round(1000.0 * pace.breath_s)))
        columns = np.arange(math.ceil(period / _SUB_PIXELS) + 2) * _SUB_PIXELS
        both = []
        for share in (1.0, _FUTURE):
            bright = dithered(light * share, chance)
            both.append(
                tuple(
                    opaque_surface(
                        bright[:, np.rint((columns + sub) % period).astype(np.intp) % len(level)]
                    )
                    for sub in range(_SUB_PIXELS)
                )
            )
        return _Breath(*both)

    def level_px(self, fullness: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> FloatArray:
        """Pixel row of the water's edge at a fullness of 0 to 1."""
        places = self._places
        units = places.wave_empty + (places.wave_full - places.wave_empty) * fullness
        level: FloatArray = (self._layout.top_px + units * self._layout.scale).astype(np.float32)
        return level

    def row_px(self, fullness: float) -> float:
        """The same for one fullness."""
        places = self._places
        return self._layout.y(places.wave_empty + (places.wave_full - places.wave_empty) * fullness)

    def _paint(self, level: FloatArray, slope: FloatArray) -> FloatArray:
        """Light of columns of water, to be added to the lake, 0 to 255."""
        scale, rows = self._layout.scale, self._rows
        depth = rows[:, None] - level[None, :]
        end = rows[-1]
        fade = np.clip((end - rows) / (end - rows[0]), 0.0, 1.0)[:, None]
        body = np.clip(depth + 0.5, 0.0, 1.0) * fade**1.6
        near = np.exp(-np.maximum(depth, 0.0) / (_BODY_DEPTH * scale))
        body *= _BODY_OPACITY * (1.0 - _NEAR_SHARE + _NEAR_SHARE * near)
        off = np.abs(depth) / np.sqrt(1.0 + slope * slope)[None, :]
        edge = np.clip(_EDGE * scale + 0.5 - off, 0.0, 1.0) * _EDGE_OPACITY
        glow = 0.20 * np.exp(-((off / (4.5 * scale)) ** 2))
        edge = np.maximum(edge, glow)
        opacity = edge + body * (1.0 - edge)
        share = np.divide(edge, opacity, out=np.zeros_like(edge), where=opacity > 0)
        deep = np.array(self._palette.light(self._palette.breath_deep), dtype=np.float32)
        bright = np.array(self._palette.light(self._palette.breath), dtype=np.float32)
        colours = deep + (bright - deep) * share[:, :, None]
        # Where there is no water it stays exactly dark, or the dither would lay a veil there.
        result: FloatArray = (colours * opacity[:, :, None]).astype(np.float32)
        result[opacity < _NOTHING] = -1.0
        return result

    def x_of(self, elapsed_s: float, right_s: float) -> float:
        """Pixel column of a moment, when `right_s` is at the now marker's usual place.

        Both are elapsed seconds of the session.
        """
        return self.now_px + (elapsed_s - right_s) * self.pixels_per_s

    @staticmethod
    def standing_s(timeline: Timeline, elapsed_s: float) -> float:
        """Elapsed time for the now marker's usual place when the water must not move.

        It is the end of the breath that is under way: the water stands for a breath, the marker
        walks along it, and the next breath finds the same water.
        """
        plan = timeline.plan
        into_s = elapsed_s - plan.quiet_before_s
        if 0.0 <= into_s < plan.breathing_s:
            return timeline.breath_elapsed_s(math.floor(timeline.breaths_at(into_s)) + 1)
        # In the quiet it stands as long as a breath would.
        seam_s = 0.0 if into_s < 0.0 else plan.breathing_s
        breath_s = (timeline.pace_of(0) if into_s < 0.0 else timeline.last_pace).breath_s
        breaths = math.floor((into_s - seam_s) / breath_s) + 1
        return plan.quiet_before_s + seam_s + breaths * breath_s

    def draw(
        self, surface: pygame.Surface, timeline: Timeline, elapsed_s: float, right_s: float
    ) -> None:
        """Draw the water when `elapsed_s` of the session have passed."""
        plan = timeline.plan
        width = self._layout.size[0]
        now = round(self.x_of(elapsed_s, right_s))
        begin = self.x_of(plan.quiet_before_s, right_s)
        end = begin + plan.breathing_s * self.pixels_per_s
        first, last = math.ceil(begin), math.ceil(end)
        pieces: list[_Piece] = []
        for left, right, still in ((0, now, self._still_past), (now, width, self._still_future)):
            self._lay(pieces, still, 0, (left, min(right, first)))
            self._lay(pieces, still, 0, (max(left, last), right))
        ends = [begin + part.begin_s * self.pixels_per_s for part in timeline.paces[1:]]
        for part, part_end in zip(timeline.paces, (*ends, end), strict=True):
            part_begin = begin + part.begin_s * self.pixels_per_s
            if part_begin < width and part_end > 0.0:
                self._lay_breaths(pieces, part.pace, (part_begin, part_end), now)
        surface.blits(pieces, doreturn=False)

    def _lay_breaths(
        self, pieces: list[_Piece], pace: Pace, span: tuple[float, float], now: int
    ) -> None:
        """Lay out the breaths of one pace, from seam to seam."""
        pictures = self._breath(pace)
        begin, end = span
        period = pace.breath_s * self.pixels_per_s
        until = min(end, float(self._layout.size[0]))
        number = max(0, math.floor(-begin / period))
        # Rounding alone must not begin one more breath.
        while (seam := begin + number * period) < until - 1e-6:
            number += 1
            left, right = math.ceil(seam), math.ceil(min(begin + number * period, end))
            whole, sub = divmod(round((left - seam) * _SUB_PIXELS), _SUB_PIXELS)
            middle = min(max(now, left), right)
            self._lay(pieces, pictures.past[sub], whole, (left, middle))
            self._lay(pieces, pictures.future[sub], whole + middle - left, (middle, right))

    def _lay(
        self, pieces: list[_Piece], strip: pygame.Surface, source: int, shown: tuple[int, int]
    ) -> None:
        left, right = max(0, shown[0]), min(self._layout.size[0], shown[1])
        if left < right:
            area = (source + left - shown[0], 0, right - left, strip.get_height())
            pieces.append((strip, (left, self._top), area, self._blend))
