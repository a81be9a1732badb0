"""The lake at night: sky, a few stars, two far ridges and the water. Drawn once, then copied."""

from __future__ import annotations

import numpy as np
import pygame

from visuals.scene.ground import FloatArray, dithered, gradient, opaque_surface, smooth
from visuals.scene.layout import Layout

_STARS = 70
"""Few enough to be found only when looked for."""
_STAR_SKY = 0.62
"""Share of the sky, from the top, that holds stars."""
_STAR_LIGHT = (10.0, 58.0)
"""Least and greatest light of a star, in 1/255."""
_SHORE_LIGHT = 34.0
"""Light of the thin line where sky and water meet, in 1/255."""
_FINE_LINES = 1080
"""Of the shorter side: four times as many pixels take 1.4 s and 450 MB, and look the same."""
_MOON = (0.27, 0.10)
"""Where the light of a page of words comes from, in shares of its width and height."""
_MOON_REACH = 0.52
"""How wide it is, in shares of the shorter side."""
_CORNER_SHADE = 0.30
"""How much darker the corners are than the middle."""


def draw_backdrop(layout: Layout, chance: np.random.Generator) -> pygame.Surface:
    """Sky and water for the whole window, dithered, without anything that moves."""
    picture = backdrop_colours(layout, chance)
    return opaque_surface(dithered(picture, chance))


def draw_night(layout: Layout, chance: np.random.Generator) -> pygame.Surface:
    """The sky alone over the whole window, a ground for pages of words.

    In a finer window than `_FINE_LINES` it is a smaller one scaled up: a sky has no edges.
    """
    width, height = layout.size
    share = _FINE_LINES / min(layout.size)
    if share < 1.0:
        small = Layout((round(width * share), round(height * share)), layout.look)
        return pygame.transform.smoothscale(draw_night(small, chance), layout.size)
    rows = np.arange(height, dtype=np.float32) / height
    picture = np.repeat(
        gradient(layout.look.palette.night_stops, rows * 0.96)[:, None, :], width, axis=1
    )
    _add_moonlight(picture, layout)
    _add_stars(picture, layout, chance)
    return opaque_surface(dithered(picture, chance))


def backdrop_colours(layout: Layout, chance: np.random.Generator) -> FloatArray:
    """Colours of the backdrop before rounding, shape (height, width, 3)."""
    width, height = layout.size
    horizon = round(layout.y(layout.places.horizon))
    rows = np.arange(height, dtype=np.float32)
    sky = gradient(layout.look.palette.night_stops, rows[:horizon] / max(1, horizon))
    water = water_column(layout)
    column = np.concatenate([sky, water])
    picture = np.repeat(column[:, None, :], width, axis=1)
    _add_stars(picture, layout, chance)
    _add_ridges(picture, layout, horizon)
    across = (np.arange(width, dtype=np.float32) / width - 0.5) * 2.0
    down = (rows / height - 0.5) * 2.0
    corner = _CORNER_SHADE * (0.25 if layout.look.palette.is_bright else 1.0)
    shade = 1.0 - corner * smooth((across[None, :] ** 2 + down[:, None] ** 2) / 2.0)
    picture *= shade[:, :, None]
    _add_shore(picture, layout, horizon)
    return picture


def water_column(layout: Layout) -> FloatArray:
    """Colours of the water from the horizon to the bottom of the window."""
    height = layout.size[1]
    horizon = round(layout.y(layout.places.horizon))
    depth = np.arange(height - horizon, dtype=np.float32) / max(1, height - horizon)
    return gradient(layout.look.palette.water_stops, depth)


def _add_moonlight(picture: FloatArray, layout: Layout) -> None:
    """A wide soft light behind the title, so that a page of words is a place, too."""
    height, width = picture.shape[:2]
    palette = layout.look.palette
    x, y = (share * length for share, length in zip(_MOON, (width, height), strict=True))
    reach = _MOON_REACH * min(width, height)
    across = ((np.arange(width, dtype=np.float32) - x) / reach) ** 2
    down = ((np.arange(height, dtype=np.float32) - y) / reach) ** 2
    light = np.exp(-across)[None, :] * np.exp(-down)[:, None] * palette.moon_light
    if palette.is_bright:
        light = -light
    colour = np.array(palette.light(palette.breath_deep), dtype=np.float32)
    picture += light[:, :, None] * colour


def _add_stars(picture: FloatArray, layout: Layout, chance: np.random.Generator) -> None:
    width = layout.size[0]
    reach = layout.y(layout.places.horizon) * _STAR_SKY
    least, greatest = _STAR_LIGHT
    if layout.look.palette.star_light == 0.0:
        return
    star = np.array(layout.look.palette.star, dtype=np.float32) / 255.0
    radius = max(0.6, 0.75 * layout.scale)
    for _ in range(_STARS):
        x, y = chance.random() * width, chance.random() * reach
        light = least + (greatest - least) * chance.random() ** 3
        light *= 1.0 - 0.8 * y / reach
        left, top = int(x) - 2, int(y) - 2
        if left < 0 or top < 0 or left + 5 > width:
            continue
        grid = np.arange(5, dtype=np.float32)
        away = (grid[None, :] + left - x) ** 2 + (grid[:, None] + top - y) ** 2
        spot = light * np.exp(-away / (2 * radius * radius))
        picture[top : top + 5, left : left + 5] += spot[:, :, None] * star


def _add_ridges(picture: FloatArray, layout: Layout, horizon: int) -> None:
    """Two soft lines of hills, whose mirror image lies on the water, fainter."""
    width = layout.size[0]
    units = (np.arange(width, dtype=np.float32) - layout.left_px) / layout.scale
    units -= layout.places.stage[0] / 2
    for colour, heights, strength in (
        (
            layout.look.palette.ridge_far,
            30 + 16 * np.sin(units / 173 + 0.9) + 9 * np.sin(units / 67 + 2.0),
            0.55,
        ),
        (
            layout.look.palette.ridge_near,
            13 + 11 * np.sin(units / 211 + 4.1) + 5 * np.sin(units / 83 + 0.4),
            0.75,
        ),
    ):
        top = horizon - np.maximum(heights, 1.0) * layout.scale
        for direction in (-1, 1):
            reach = min(round(64 * layout.scale), horizon if direction < 0 else picture.shape[0])
            if direction < 0:
                rows = np.arange(horizon - reach, horizon, dtype=np.float32)
                part = picture[horizon - reach : horizon]
                cover = np.clip(rows[:, None] - top[None, :] + 0.5, 0.0, 1.0)
            else:
                part = picture[horizon : horizon + reach]
                mirrored = np.arange(part.shape[0], dtype=np.float32)
                cover = np.clip(horizon - top[None, :] - mirrored[:, None] + 0.5, 0.0, 1.0) * 0.35
            cover *= strength
            part += (np.array(colour, dtype=np.float32) - part) * cover[:, :, None]


def _add_shore(picture: FloatArray, layout: Layout, horizon: int) -> None:
    width = layout.size[0]
    away = np.abs(np.arange(width, dtype=np.float32) - layout.x(layout.places.ring_centre[0]))
    light = _SHORE_LIGHT * (0.25 + 0.75 * np.exp(-((away / (360 * layout.scale)) ** 2)))
    palette = layout.look.palette
    breath = np.array(palette.light(palette.breath), dtype=np.float32) / 255.0
    if palette.is_bright:
        breath = -breath
    thickness = max(1.0, layout.scale)
    for row in range(horizon - 3, horizon + 4):
        fall = np.exp(-(((row - horizon) / thickness) ** 2))
        picture[row] += (light * fall)[:, None] * breath
