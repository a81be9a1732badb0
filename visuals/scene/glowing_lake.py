"""The lake in the light around the person: a ready picture for each step of that light.

The light is a table look-up by radius, laid on the lake once for each of its steps: a frame copies
what is ready, which costs a third of laying light on.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pygame

from visuals.scene.backdrop import draw_backdrop
from visuals.scene.ground import FloatArray, blend_of, packed, plain_surface
from visuals.scene.layout import Layout
from visuals.scene.ring import above_water

__all__ = ["GlowingLake"]

_REACH = 1.34
"""Radius at which the light has faded out, in ring radii."""
_STEPS = 640
"""Entries of the look-up table; more than the radius has pixels at 720 lines."""
_LEVELS = 32
"""Steps of the light from an empty to a full belly: each is about one step of 255."""
_JITTER = 3.5
"""Half width of the random shift of each pixel's radius, in design units: hides the bands."""
_MIRROR_DEPTH = 112
"""How far the light reaches down into the water, in design units."""

IntArray = npt.NDArray[np.intp]


class GlowingLake:
    """Sky, water, and the light around the person above the water and on it.

    Parameters
    ----------
    layout
        Where it is.
    chance
        Of the dither and the stars.
    """

    def __init__(self, layout: Layout, chance: np.random.Generator) -> None:
        self._palette = layout.look.palette
        self._blend = blend_of(self._palette)
        self._dark = draw_backdrop(layout, chance)
        scale = layout.scale
        ring_px = layout.places.ring_radius * scale
        reach = ring_px * _REACH
        corner, across, down = above_water(layout, reach)
        depth = round(_MIRROR_DEPTH * scale)
        above = np.hypot(across[None, :], down[:, None])
        below = np.arange(depth, dtype=np.float32) + 0.5
        mirrored = np.hypot(across[None, :] * 1.15, (below[:, None] + ring_px * 0.42) * 1.25)
        mirrored += reach * 0.55 * (below[:, None] / depth) ** 2
        radius: FloatArray = np.concatenate([above, mirrored.astype(np.float32)])
        self._index = _jittered(radius / reach, _JITTER * scale / reach, chance)
        lit = pygame.Rect(corner, (len(across), len(down) + depth))
        self._lit = lit.clip(self._dark.get_rect())
        self._beside = [
            (self._dark, area.topleft, area) for area in _around(self._lit, self._dark.get_rect())
        ]
        self._light = plain_surface(*self._index.shape[::-1])
        self._pictures: dict[int, pygame.Surface] = {}

    def draw(self, surface: pygame.Surface, fullness: float) -> None:
        """Draw it over the whole surface, as bright as for a belly of a fullness of 0 to 1."""
        surface.blits(self._beside, doreturn=False)
        level = round(min(1.0, max(0.0, fullness)) * _LEVELS)
        surface.blit(self._picture(level), self._lit)

    def bake(self, budget_s: float, clock: Callable[[], float] = time.perf_counter) -> bool:
        """Make further pictures for about this long; True when all are there."""
        begun_s = clock()
        for level in range(_LEVELS + 1):
            if level not in self._pictures:
                if clock() - begun_s >= budget_s:
                    return False
                self._picture(level)
        return True

    def _picture(self, level: int) -> pygame.Surface:
        """What is lit, at one of the levels, made when it is first wanted."""
        if level not in self._pictures:
            pixels = pygame.surfarray.pixels2d(self._light).T
            np.take(self._table(level / _LEVELS), self._index, out=pixels, mode="clip")
            del pixels
            picture = self._dark.subsurface(self._lit).copy()
            picture.blit(self._light, (0, 0), special_flags=self._blend)
            self._pictures[level] = picture
        return self._pictures[level]

    def _table(self, fullness: float) -> npt.NDArray[np.uint32]:
        """Colours of the light by radius."""
        away = np.linspace(0.0, _REACH, _STEPS, dtype=np.float32)
        spread = 0.80 + 0.14 * fullness
        fall = np.exp(-((away / spread) ** 2)) * (1.0 - (away / _REACH) ** 2) ** 2
        deep = np.array(self._palette.light(self._palette.breath_deep), dtype=np.float32)
        pale = np.array(self._palette.light(self._palette.breath), dtype=np.float32)
        mix = np.exp(-((away / 0.5) ** 2))[:, None] * 0.35
        strength = 0.36 + 0.34 * fullness
        return packed(strength * fall[:, None] * (deep + (pale - deep) * mix))


def _jittered(radius: FloatArray, jitter: float, chance: np.random.Generator) -> IntArray:
    """Places in the table, of radii in shares of the reach, each moved by chance."""
    noise = (chance.random(radius.shape, dtype=np.float32) * 2.0 - 1.0) * jitter
    places: IntArray = np.clip((radius + noise) * (_STEPS - 1), 0, _STEPS - 1).astype(np.intp)
    return places


def _around(hole: pygame.Rect, whole: pygame.Rect) -> list[pygame.Rect]:
    """What is left of a rectangle around a hole in it."""
    parts = (
        pygame.Rect(whole.x, whole.y, whole.width, hole.y - whole.y),
        pygame.Rect(whole.x, hole.y, hole.x - whole.x, hole.height),
        pygame.Rect(hole.right, hole.y, whole.right - hole.right, hole.height),
        pygame.Rect(whole.x, hole.bottom, whole.width, whole.bottom - hole.bottom),
    )
    return [part for part in parts if part.width > 0 and part.height > 0]
