"""The ring that grows with the in-breath: a prefix of pixels sorted by angle, added to the picture.

Only the pixels that change are written for a frame.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pygame

from visuals.palette import Colour
from visuals.scene.ground import FloatArray, blend_of, packed, plain_surface, shared_surface
from visuals.scene.layout import Layout

__all__ = ["Ring", "above_water", "spot"]

_CORE = 1.5
"""Half width of the ring, in design units."""
_GLOW = 6.0
"""Width of the ring's own glow, in design units."""
_GLOW_REACH = 14.4
"""The glow ends so far from the ring's middle line, in design units."""
_AREA = 12
"""Height of the areas that are added to the picture, in design units."""
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

IntArray = npt.NDArray[np.intp]


def above_water(layout: Layout, reach_px: float) -> tuple[tuple[int, int], FloatArray, FloatArray]:
    """The pixels around the ring's middle, so far to each side and down to the water at most.

    Returns
    -------
    tuple
        Column and row of the first one; then how far columns, and rows, are from the middle.
    """
    centre_x = layout.x(layout.places.ring_centre[0])
    centre_y = layout.y(layout.places.ring_centre[1])
    left = max(0, math.floor(centre_x - reach_px))
    top = max(0, math.floor(centre_y - reach_px))
    right = min(layout.size[0], math.ceil(centre_x + reach_px))
    bottom = round(layout.y(layout.places.horizon))
    across = np.arange(left, right, dtype=np.float32) + 0.5 - centre_x
    down = np.arange(top, bottom, dtype=np.float32) + 0.5 - centre_y
    return (left, top), across.astype(np.float32), down.astype(np.float32)


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


class Ring:
    """The ring around the person, and the bright point at its end."""

    def __init__(self, layout: Layout) -> None:
        scale = layout.scale
        self._palette = layout.look.palette
        self._blend = blend_of(self._palette)
        self._radius = layout.places.ring_radius * scale
        self._centre = (
            layout.x(layout.places.ring_centre[0]),
            layout.y(layout.places.ring_centre[1]),
        )
        self._water_top = round(layout.y(layout.places.horizon))
        (self._left, self._top), across, down = above_water(
            layout, self._radius + _GLOW_REACH * scale
        )
        pixels, self._ring = shared_surface(len(across), len(down))
        self._ring_pixels = pixels.reshape(-1)
        self._place_ring(across, down, scale)
        tip = self._palette.light(self._palette.tip)
        self._tip = spot(_TIP * scale, tip, 0.95)
        self._quiet_tip = lru_cache(_LIGHTS + 1)(
            lambda step: spot(_TIP * 0.62 * scale, tip, 0.6 * step / _LIGHTS)
        )

    def _place_ring(self, across: FloatArray, down: FloatArray, scale: float) -> None:
        radius: FloatArray = np.hypot(across[None, :], down[:, None])
        rows, columns = np.nonzero(np.abs(radius - self._radius) < _GLOW_REACH * scale)
        self._pieces = [
            (self._ring, (self._left + area.x, self._top + area.y), area, self._blend)
            for area in _areas_of(rows, columns, math.ceil(_AREA * scale))
        ]
        turn = np.arctan2(across[columns], -down[rows]) / (2 * math.pi) % 1.0
        order = np.argsort(turn, kind="stable")
        self._turn = turn[order]
        self._ring_flat = (rows * self._ring.get_width() + columns)[order]
        off = np.abs(radius[rows, columns][order] - self._radius) / scale
        core = np.clip((_CORE - off) * scale + 0.5, 0.0, 1.0)
        glow = _GLOW_SHARE * np.exp(-((off / _GLOW) ** 2))
        thin = np.clip((_CORE * 0.6 - off) * scale + 0.5, 0.0, 1.0)
        light = np.array(self._palette.light(self._palette.breath), dtype=np.float32) * _RING_LIGHT
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

    def draw(
        self,
        surface: pygame.Surface,
        share: float,
        *,
        is_quiet: bool,
        light: float = 1.0,
    ) -> None:
        """Add the ring to the picture.

        Parameters
        ----------
        share
            Of the ring that is lit, clockwise from the top, 0 to 1.
        is_quiet
            The ring only shows time passing: softer.
        light
            How much of its light a quiet ring has, 0 to 1.
        """
        step = round(light * _LIGHTS) if is_quiet else None
        # In the precision of the turns, or all of them were turned into the other one first.
        self._light_ring(int(np.searchsorted(self._turn, np.float32(share))), step)
        surface.blits(self._pieces, doreturn=False)
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

    def _draw_tip(self, surface: pygame.Surface, share: float, tip: pygame.Surface) -> None:
        angle = 2 * math.pi * share
        x = self._centre[0] + self._radius * math.sin(angle)
        y = self._centre[1] - self._radius * math.cos(angle)
        half = tip.get_width() // 2
        top = round(y) - half
        # At the bottom of the ring the tip ends at the water, behind the person.
        shown = (0, 0, tip.get_width(), max(0, min(tip.get_height(), self._water_top - top)))
        surface.blit(tip, (round(x) - half, top), shown, special_flags=self._blend)


def _areas_of(rows: IntArray, columns: IntArray, height: int) -> list[pygame.Rect]:
    """Areas of a height that hold all these pixels of a ring, and little of what it encloses."""
    areas = []
    for top in range(int(rows.min()), int(rows.max()) + 1, height):
        is_here = (rows >= top) & (rows < top + height)
        across = np.unique(columns[is_here])
        lines = int(rows[is_here].max()) + 1 - top
        # On either side of the hole, where there is one.
        for part in np.split(across, np.flatnonzero(np.diff(across) > 1) + 1):
            left, right = int(part[0]), int(part[-1]) + 1
            areas.append(pygame.Rect(left, top, right - left, lines))
    return areas
