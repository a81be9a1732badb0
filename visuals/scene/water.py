"""The breath as water: past breaths, the one now, and the next ones, dimmed.

One period is painted at quarter pixels, laid out once in four strips, and added each frame:
adding light costs a fifth of laying a see-through picture over.
Across the picture runs the session's elapsed time: in a pause the water stands still.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pygame

from trainer.plan import Pace, Plan
from trainer.timeline import fullness_of_phase
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


@dataclass(frozen=True, slots=True)
class _Strips:
    """Pictures of light for one stretch of time."""

    waves: tuple[pygame.Surface, ...]
    """One for each position between two pixels."""
    flat: pygame.Surface


class Water:
    """Strips of water for one pace and window."""

    def __init__(self, layout: Layout, pace: Pace, chance: np.random.Generator) -> None:
        self._layout = layout
        self._places = layout.places
        self._palette = layout.look.palette
        self._blend = blend_of(self._palette)
        self.pixels_per_s = layout.places.units_per_s * layout.scale
        self.now_px = layout.x(layout.places.now)
        self._period_px = pace.breath_s * self.pixels_per_s
        self._top = math.floor(layout.y(layout.places.wave_full - _ABOVE))
        bottom = math.ceil(layout.y(layout.places.wave_empty + _BELOW))
        rows = np.arange(self._top, min(bottom, layout.size[1]), dtype=np.float32) + 0.5
        columns = math.ceil(self._period_px * _SUB_PIXELS)
        phases = np.arange(columns) / (self._period_px * _SUB_PIXELS)
        fullness = np.array([fullness_of_phase(phase, pace.inhale_share) for phase in phases])
        level = self.level_px(fullness).astype(np.float32)
        slope = (np.roll(level, -1) - np.roll(level, 1)) * (_SUB_PIXELS / 2)
        light = self._paint(rows, level, slope.astype(np.float32), chance)
        still = np.full(_FLAT_COLUMNS, self.level_px(np.zeros(1))[0], dtype=np.float32)
        flat = self._paint(rows, still, np.zeros_like(still), chance)
        width = layout.size[0]
        period = math.ceil(self._period_px)
        # Standing water lets the now marker walk back by up to a period.
        later = width - math.floor(self.now_px) + period
        self._past = self._lay_out(light, flat, min(width, math.ceil(self.now_px)), 1.0, chance)
        self._future = self._lay_out(light, flat, later, _FUTURE, chance)

    def _lay_out(
        self,
        light: FloatArray,
        flat: FloatArray,
        width: int,
        share: float,
        chance: np.random.Generator,
    ) -> _Strips:
        """Strips that serve a stretch of the given width, at a share of the light."""
        period = self._period_px * _SUB_PIXELS
        columns = np.arange(width + math.ceil(self._period_px) + 2) * _SUB_PIXELS
        bright, still = (dithered(part * share, chance) for part in (light, flat))
        waves = []
        for sub in range(_SUB_PIXELS):
            index = np.minimum(np.rint((columns + sub) % period).astype(np.intp), len(light[0]) - 1)
            waves.append(opaque_surface(bright[:, index]))
        index = np.arange(self._layout.size[0]) % _FLAT_COLUMNS
        return _Strips(tuple(waves), opaque_surface(still[:, index]))

    def level_px(self, fullness: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> FloatArray:
        """Pixel row of the water's edge at a fullness of 0 to 1."""
        places = self._places
        units = places.wave_empty + (places.wave_full - places.wave_empty) * fullness
        level: FloatArray = (self._layout.top_px + units * self._layout.scale).astype(np.float32)
        return level

    def _paint(
        self, rows: FloatArray, level: FloatArray, slope: FloatArray, chance: np.random.Generator
    ) -> FloatArray:
        """Light of columns of water, to be added to the lake, 0 to 255."""
        scale = self._layout.scale
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
    def standing_s(plan: Plan, elapsed_s: float) -> float:
        """Elapsed time for the now marker's usual place when the water must not move.

        It is the end of the breath that is under way: the water stands for a breath, the marker
        walks along it, and the next breath finds the same water.
        """
        breath_s = plan.pace.breath_s
        breaths = math.floor((elapsed_s - plan.quiet_before_s) / breath_s) + 1
        return plan.quiet_before_s + breaths * breath_s

    def draw(self, surface: pygame.Surface, plan: Plan, elapsed_s: float, right_s: float) -> None:
        """Draw the water when `elapsed_s` of the session have passed."""
        width = self._layout.size[0]
        begin = self.x_of(plan.quiet_before_s, right_s)
        end = self.x_of(plan.quiet_before_s + plan.breathing_s, right_s)
        now = round(self.x_of(elapsed_s, right_s))
        first, last = round(begin), round(end)
        for left, right, strips in ((0, now, self._past), (now, width, self._future)):
            self._blit(surface, strips.flat, 0, (left, min(right, first)))
            self._blit(surface, strips.flat, 0, (max(left, last), right))
            shown = (max(left, first), min(right, last))
            if shown[0] < shown[1]:
                quarter = round((shown[0] - begin) * _SUB_PIXELS)
                source = (quarter / _SUB_PIXELS) % self._period_px
                whole = int(source)
                sub = min(_SUB_PIXELS - 1, round((source - whole) * _SUB_PIXELS))
                self._blit(surface, strips.waves[sub], whole, shown)

    def _blit(
        self, surface: pygame.Surface, strip: pygame.Surface, source: int, shown: tuple[int, int]
    ) -> None:
        left, right = max(0, shown[0]), min(self._layout.size[0], shown[1])
        if left >= right:
            return
        area = (source + left - shown[0], 0, right - left, strip.get_height())
        surface.blit(strip, (left, self._top), area, special_flags=self._blend)
