"""The breath as water: past breaths, the one now, and the next ones, dimmed.

One period is painted at quarter pixels, laid out once in four strips, and blitted each frame.
Across the picture runs the session's elapsed time: in a pause the water stands still.
"""

from __future__ import annotations

import math

import numpy as np
import pygame

from trainer.plan import Pace, Plan
from trainer.timeline import fullness_of_phase
from visuals import palette
from visuals.scene.ground import FloatArray, clear_surface
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


class Water:
    """Strips of water for one pace and window."""

    def __init__(self, layout: Layout, pace: Pace, chance: np.random.Generator) -> None:
        self._layout = layout
        self._places = layout.places
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
        colours, opacity = self._paint(rows, level, slope.astype(np.float32), chance)
        width = layout.size[0] + math.ceil(self._period_px) + 2
        self._strips = []
        for sub in range(_SUB_PIXELS):
            places = (np.arange(width) * _SUB_PIXELS + sub) % (self._period_px * _SUB_PIXELS)
            index = np.minimum(np.rint(places).astype(np.intp), columns - 1)
            self._strips.append(clear_surface(colours[:, index], opacity[:, index]))
        still = np.full(_FLAT_COLUMNS, self.level_px(np.zeros(1))[0], dtype=np.float32)
        colours, opacity = self._paint(rows, still, np.zeros_like(still), chance)
        index = np.arange(layout.size[0]) % _FLAT_COLUMNS
        self._flat = clear_surface(colours[:, index], opacity[:, index])

    def level_px(self, fullness: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> FloatArray:
        """Pixel row of the water's edge at a fullness of 0 to 1."""
        places = self._places
        units = places.wave_empty + (places.wave_full - places.wave_empty) * fullness
        level: FloatArray = (self._layout.top_px + units * self._layout.scale).astype(np.float32)
        return level

    def _paint(
        self, rows: FloatArray, level: FloatArray, slope: FloatArray, chance: np.random.Generator
    ) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.uint8]], ...]:
        """Colours and opacities of columns of water, dithered."""
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
        deep = np.array(palette.BREATH_DEEP, dtype=np.float32)
        light = np.array(palette.BREATH, dtype=np.float32)
        colours = deep + (light - deep) * share[:, :, None]
        noise = chance.random(opacity.shape, dtype=np.float32) - chance.random(
            opacity.shape, dtype=np.float32
        )
        dither = np.where(opacity > 0.0, noise * 1.2, 0.0)
        alpha = np.clip(opacity * 255.0 + dither + 0.5, 0, 255).astype(np.uint8)
        return np.clip(colours + 0.5, 0, 255).astype(np.uint8), alpha

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
        for left, right, opacity in ((0, now, 1.0), (now, width, _FUTURE)):
            self._blit(surface, self._flat, 0, (left, min(right, first)), opacity)
            self._blit(surface, self._flat, 0, (max(left, last), right), opacity)
            shown = (max(left, first), min(right, last))
            if shown[0] < shown[1]:
                quarter = round((shown[0] - begin) * _SUB_PIXELS)
                source = (quarter / _SUB_PIXELS) % self._period_px
                whole = int(source)
                sub = min(_SUB_PIXELS - 1, round((source - whole) * _SUB_PIXELS))
                self._blit(surface, self._strips[sub], whole, shown, opacity)

    def _blit(
        self,
        surface: pygame.Surface,
        strip: pygame.Surface,
        source: int,
        shown: tuple[int, int],
        opacity: float,
    ) -> None:
        left, right = max(0, shown[0]), min(self._layout.size[0], shown[1])
        if left >= right:
            return
        strip.set_alpha(round(255 * opacity))
        area = (source + left - shown[0], 0, right - left, strip.get_height())
        surface.blit(strip, (left, self._top), area)
