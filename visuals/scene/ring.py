"""The ring that grows with the in-breath, and the glow around the person.

Both are added to the picture. The glow is a table look-up by radius, kept for each of its steps
of strength; the ring a prefix of pixels sorted by angle, written anew for every frame.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pygame

from visuals.palette import Colour
from visuals.scene.ground import FloatArray, blend_of, shared_surface
from visuals.scene.layout import Layout

_REACH = 1.34
"""Radius at which the glow has faded out, in ring radii."""
_STEPS = 640
"""Entries of the look-up table; more than the radius has pixels at 720 lines."""
_LEVELS = 32
"""Steps of the glow from an empty to a full belly: each is about one step of 255."""
_JITTER = 3.5
"""Half width of the random shift of each pixel's radius, in design units: hides the bands."""
_CORE = 1.5
"""Half width of the ring, in design units."""
_GLOW = 6.0
"""Width of the ring's own glow, in design units."""
_GLOW_SHARE = 0.20
_START_TURN = 0.012
"""Turns over which the ring's glow begins."""
_TRACK = 0.13
"""Light of the part of the ring that is still to come."""
_RING_LIGHT = 0.86
_QUIET_LIGHT = 0.42
"""Light of the ring in the quiet minutes, when it only shows time passing."""
_LIGHTS = 48
"""Steps of light in which the ring of a quiet minute goes dark."""
_UNLIT = -1
"""No step of light: the ring was not drawn yet."""
_KEPT = 2
"""Colours of a quiet ring that are kept: it has one light but for its last seconds."""
_TIP = 5.2
"""Radius of the bright point at the end of the ring, in design units."""
_MIRROR_DEPTH = 112
"""How far the glow reaches down into the water, in design units."""

IntArray = npt.NDArray[np.intp]


def plain_surface(width: int, height: int) -> pygame.Surface:
    """32-bit surface without alpha whose pixels are red, green, blue from the high byte down."""
    return pygame.Surface((width, height), 0, 32, (0xFF0000, 0xFF00, 0xFF, 0))


def packed(colours: FloatArray) -> npt.NDArray[np.uint32]:
    """Colours in 0 to 255, shape (n, 3), as pixels of `plain_surface`."""
    parts = np.clip(colours + 0.5, 0, 255).astype(np.uint32)
    result: npt.NDArray[np.uint32] = (parts[:, 0] << 16) | (parts[:, 1] << 8) | parts[:, 2]
    return result


def spot(radius_px: float, colour: Colour, light: float = 1.0) -> pygame.Surface:
    """Bright point with a soft glow, to be added; its middle is the surface's middle."""
    half = math.ceil(radius_px * 4.5)
    away = np.arange(-half, half + 1, dtype=np.float32)
    distance = np.hypot(away[:, None], away[None, :])
    core = np.clip(radius_px + 0.5 - distance, 0.0, 1.0)
    fade = np.clip(1.0 - distance / (half + 1), 0.0, 1.0) ** 2
    glow = 0.55 * np.exp(-((distance / (1.9 * radius_px)) ** 2)) * fade
    shape = np.maximum(core, glow) * light
    colours = shape[:, :, None] * np.array(colour, dtype=np.float32)
    surface = plain_surface(2 * half + 1, 2 * half + 1)
    pixels = pygame.surfarray.pixels3d(surface)
    pixels[:] = np.clip(colours + 0.5, 0, 255).astype(np.uint8)
    del pixels
    return surface


class RingAndGlow:
    """Ring, glow and the glow's light on the water."""

    def __init__(self, layout: Layout, chance: np.random.Generator) -> None:
        scale = layout.scale
        self._palette = layout.look.palette
        self._blend = blend_of(self._palette)
        self._radius = layout.places.ring_radius * scale
        self._centre = (
            layout.x(layout.places.ring_centre[0]),
            layout.y(layout.places.ring_centre[1]),
        )
        reach = self._radius * _REACH
        horizon = round(layout.y(layout.places.horizon))
        self._left = max(0, math.floor(self._centre[0] - reach))
        self._top = max(0, math.floor(self._centre[1] - reach))
        right = min(layout.size[0], math.ceil(self._centre[0] + reach))
        width, height = right - self._left, horizon - self._top
        across = np.arange(self._left, right, dtype=np.float32) + 0.5 - self._centre[0]
        down = np.arange(self._top, horizon, dtype=np.float32) + 0.5 - self._centre[1]
        radius = np.hypot(across[None, :], down[:, None])
        pixels, self._ring = shared_surface(width, height)
        self._ring_pixels = pixels.reshape(-1)
        self._place_ring(radius, across, down, scale)

        depth = round(_MIRROR_DEPTH * scale)
        self._water_top = horizon
        below = np.arange(depth, dtype=np.float32) + 0.5
        stretched = np.hypot(across[None, :] * 1.15, (below[:, None] + self._radius * 0.42) * 1.25)
        stretched += reach * 0.55 * (below[:, None] / depth) ** 2
        both = np.concatenate([radius, stretched.astype(np.float32)])
        self._index = self._jittered(both, reach, _JITTER * scale, chance)
        self._glows: dict[int, pygame.Surface] = {}
        tip = self._palette.light(self._palette.tip)
        self._tip = spot(_TIP * scale, tip, 0.95)
        self._quiet_tip = lru_cache(_LIGHTS + 1)(
            lambda step: spot(_TIP * 0.62 * scale, tip, 0.6 * step / _LIGHTS)
        )

    @staticmethod
    def _jittered(
        radius: FloatArray, reach: float, jitter_px: float, chance: np.random.Generator
    ) -> IntArray:
        noise = (chance.random(radius.shape, dtype=np.float32) * 2.0 - 1.0) * jitter_px
        return np.clip((radius + noise) / reach * (_STEPS - 1), 0, _STEPS - 1).astype(np.intp)

    def _place_ring(
        self, radius: FloatArray, across: FloatArray, down: FloatArray, scale: float
    ) -> None:
        near = np.abs(radius - self._radius) < 2.4 * _GLOW * scale
        rows, columns = np.nonzero(near)
        self._ring_areas = _areas_around(rows, columns, self._radius - 2.4 * _GLOW * scale)
        turn = np.arctan2(across[columns], -down[rows]) / (2 * math.pi) % 1.0
        order = np.argsort(turn, kind="stable")
        self._turn = turn[order]
        self._ring_flat = (rows * self._ring.get_width() + columns)[order]
        off = np.abs(radius[rows, columns][order] - self._radius) / scale
        core = np.clip((_CORE - off) * scale + 0.5, 0.0, 1.0)
        glow = _GLOW_SHARE * np.exp(-((off / _GLOW) ** 2))
        thin = np.clip((_CORE * 0.6 - off) * scale + 0.5, 0.0, 1.0)
        light = np.array(self._light(self._palette.breath), dtype=np.float32) * _RING_LIGHT
        # The glow fades in behind the top, so that it has no cut edge where the ring begins.
        shape = np.maximum(core, glow * np.clip(self._turn / _START_TURN, 0.0, 1.0))
        self._lit = packed(shape[:, None] * light)
        self._track = packed(thin[:, None] * light * _TRACK)

        def quiet(step: int) -> npt.NDArray[np.uint32]:
            dimmed = np.maximum(shape * _QUIET_LIGHT * step / _LIGHTS, thin * _TRACK)
            return packed(dimmed[:, None] * light)

        self._quiet = lru_cache(_KEPT)(quiet)
        self._shown: tuple[int, int | None] = (0, _UNLIT)
        """How many pixels are lit on the ring's surface; of a quiet minute, with which light."""

    def _light(self, colour: Colour) -> Colour:
        return self._palette.light(colour)

    def _table(self, strength: float, fullness: float) -> npt.NDArray[np.uint32]:
        """Colours of the glow by radius."""
        away = np.linspace(0.0, _REACH, _STEPS, dtype=np.float32)
        spread = 0.80 + 0.14 * fullness
        fall = np.exp(-((away / spread) ** 2)) * (1.0 - (away / _REACH) ** 2) ** 2
        deep = np.array(self._light(self._palette.breath_deep), dtype=np.float32)
        pale = np.array(self._light(self._palette.breath), dtype=np.float32)
        mix = np.exp(-((away / 0.5) ** 2))[:, None] * 0.35
        return packed(strength * fall[:, None] * (deep + (pale - deep) * mix))

    def draw(
        self,
        surface: pygame.Surface,
        fullness: float,
        share: float,
        *,
        is_quiet: bool,
        light: float = 1.0,
    ) -> None:
        """Add glow and ring.

        Parameters
        ----------
        fullness
            Of the belly, 0 to 1: how strong the glow is.
        share
            Of the ring that is lit, clockwise from the top, 0 to 1.
        is_quiet
            The ring only shows time passing: softer.
        light
            How much of its light a quiet ring has, 0 to 1.
        """
        self.draw_glow(surface, fullness)
        step = round(light * _LIGHTS) if is_quiet else None
        # In the precision of the turns, or all of them were turned into the other one first.
        self._light_ring(int(np.searchsorted(self._turn, np.float32(share))), step)
        for area in self._ring_areas:
            place = (self._left + area.x, self._top + area.y)
            surface.blit(self._ring, place, area, special_flags=self._blend)
        self._draw_tip(surface, share, self._tip if step is None else self._quiet_tip(step))

    def _light_ring(self, lit: int, quiet_step: int | None) -> None:
        """Light so many of the ring's pixels; only those that change are written."""
        was_lit, was_quiet_step = self._shown
        begin, end = min(lit, was_lit), max(lit, was_lit)
        if quiet_step != was_quiet_step:
            begin, end = 0, len(self._turn)
        if begin == end:
            return
        colours = self._lit if quiet_step is None else self._quiet(quiet_step)
        middle = min(max(lit, begin), end)
        self._ring_pixels[self._ring_flat[begin:middle]] = colours[begin:middle]
        self._ring_pixels[self._ring_flat[middle:end]] = self._track[middle:end]
        self._shown = (lit, quiet_step)

    def draw_glow(self, surface: pygame.Surface, fullness: float) -> None:
        """Lay on the glow alone, without the ring."""
        glow = self._glow(round(min(1.0, max(0.0, fullness)) * _LEVELS))
        surface.blit(glow, (self._left, self._top), special_flags=self._blend)

    def bake(self, budget_s: float, clock: Callable[[], float] = time.perf_counter) -> bool:
        """Make further levels of the glow for about this long; True when all are there."""
        begun_s = clock()
        for level in range(_LEVELS + 1):
            if level not in self._glows:
                if clock() - begun_s >= budget_s:
                    return False
                self._glow(level)
        return True

    def _glow(self, level: int) -> pygame.Surface:
        """Glow above and on the water at one of its levels, made when it is first wanted."""
        if level not in self._glows:
            fullness = level / _LEVELS
            table = self._table(0.36 + 0.34 * fullness, fullness)
            height, width = self._index.shape
            made = plain_surface(width, height)
            pixels = pygame.surfarray.pixels2d(made).T
            np.take(table, self._index, out=pixels, mode="clip")
            del pixels
            self._glows[level] = made
        return self._glows[level]

    def _draw_tip(self, surface: pygame.Surface, share: float, tip: pygame.Surface) -> None:
        angle = 2 * math.pi * share
        x = self._centre[0] + self._radius * math.sin(angle)
        y = self._centre[1] - self._radius * math.cos(angle)
        half = tip.get_width() // 2
        top = round(y) - half
        # At the bottom of the ring the tip ends at the water, behind the person.
        shown = (0, 0, tip.get_width(), max(0, min(tip.get_height(), self._water_top - top)))
        surface.blit(tip, (round(x) - half, top), shown, special_flags=self._blend)


def _areas_around(rows: IntArray, columns: IntArray, hole_px: float) -> tuple[pygame.Rect, ...]:
    """Four areas that hold all these pixels, and not the square within a circle that holds none."""
    top, bottom = int(rows.min()), int(rows.max()) + 1
    left, right = int(columns.min()), int(columns.max()) + 1
    # The ring's centre: it is cut off at the water, never above or at the sides.
    middle = ((left + right) // 2, top + (right - left) // 2)
    half = max(0, math.floor(hole_px / math.sqrt(2.0)) - 1)
    above, below = middle[1] - half, min(middle[1] + half, bottom)
    return (
        pygame.Rect(left, top, right - left, above - top),
        pygame.Rect(left, above, middle[0] - half - left, below - above),
        pygame.Rect(middle[0] + half, above, right - middle[0] - half, below - above),
        pygame.Rect(left, below, right - left, bottom - below),
    )
