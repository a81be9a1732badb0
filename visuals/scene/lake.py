"""The lake with a still light around the person: the ground of screens on which nobody is paced."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pygame

from visuals.scene import body
from visuals.scene.backdrop import backdrop_colours
from visuals.scene.chest_arm import CHEST_ARM
from visuals.scene.ground import clear_surface, dithered, opaque_surface
from visuals.scene.layout import Kind, Layout
from visuals.scene.mirror import Mirror
from visuals.scene.portrait import Portrait
from visuals.scene.shading import Canvas

__all__ = ["draw_lit_lake", "draw_resting", "lake_with"]

_HALO_REACH = 250.0
_HALO_LIGHT = 0.34
_HALO_BELOW = 20.0
"""The light's middle is so far below the ring's, in design units."""
_ON_WATER = 0.25
_FINE_LINES = 1080
"""Of the shorter side: in a finer window the lake is a smaller one scaled up, for it is soft."""
_MIDDLE = 240.0
"""Height of the person's middle, where the light is, in the figure's units."""
_RESTING = 0.4
"""Fullness of a belly that nobody asks to move."""


def lake_with(layout: Layout, figure: tuple[float, float], figure_scale: float) -> Layout:
    """The same window with the lake of a page: who sits there, sits elsewhere and smaller.

    Parameters
    ----------
    figure
        Where the person sits: across, and the horizon, in design units.
    figure_scale
        Design units of the stage per unit of the figure's own drawing.
    """
    across, horizon = figure
    centre = (across, horizon - _MIDDLE * figure_scale)
    places = replace(layout.places, ring_centre=centre, horizon=horizon, figure_scale=figure_scale)
    return Layout(layout.size, layout.look, dict.fromkeys(Kind, places))


def draw_lit_lake(lake: Layout, chance: np.random.Generator) -> pygame.Surface:
    """The lake with a still light where its ring would be."""
    share = _FINE_LINES / min(lake.size)
    if share < 1.0:
        width, height = lake.size
        fewer = round(width * share), round(height * share)
        small = Layout(fewer, lake.look, dict.fromkeys(Kind, lake.places))
        return pygame.transform.smoothscale(draw_lit_lake(small, chance), lake.size)
    picture = backdrop_colours(lake, chance)
    palette = lake.look.palette
    width, height = lake.size
    reach = _HALO_REACH * lake.scale
    x, y = lake.places.ring_centre
    across = (np.arange(width, dtype=np.float32) - lake.x(x)) / reach
    down = (np.arange(height, dtype=np.float32) - lake.y(y + _HALO_BELOW)) / reach
    light = np.exp(-(across[None, :] ** 2 + down[:, None] ** 2))
    light[round(lake.y(lake.places.horizon)) :] *= _ON_WATER
    if palette.is_bright:
        light = -light
    halo = np.array(palette.light(palette.breath_deep), dtype=np.float32) * _HALO_LIGHT
    picture += light[:, :, None] * halo
    return opaque_surface(dithered(picture, chance))


def draw_resting(lake: Layout, chance: np.random.Generator) -> pygame.Surface:
    """The lit lake, and before it the person, at rest: one picture in which nothing moves."""
    surface = draw_lit_lake(lake, chance)
    look, places = lake.look, lake.places
    scale = places.figure_scale * lake.scale
    size = math.ceil(body.WIDTH * scale), math.ceil(body.HEIGHT * scale)
    canvas = Canvas(body.LEFT, body.TOP, scale, *size)
    arm = CHEST_ARM if look.chest_hand else None
    colours, opacity = Portrait(canvas, look.palette, chest_arm=arm).paint(_RESTING)
    rows = dithered(colours, chance)
    left = round(lake.x(places.ring_centre[0]) - (body.CENTRE - body.LEFT) * scale)
    horizon = round(lake.y(places.horizon))
    if not look.reduced_motion:
        grain = np.zeros((*opacity.shape, 1), dtype=np.float32)
        image = Mirror(canvas, look.palette).of(rows, opacity, grain, _RESTING)
        surface.blit(image, (left, horizon))
    alpha = np.clip(opacity * 255.0 + 0.5, 0, 255).astype(np.uint8)
    top = horizon - round((body.GROUND - body.TOP) * scale)
    surface.blit(clear_surface(rows, alpha), (left, top))
    return surface
