"""Small drawn marks, softly edged: heart, strap, round-ended bar, pill, card. The font has none."""

from __future__ import annotations

import numpy as np
import pygame

from visuals.palette import Colour
from visuals.scene.ground import FloatArray

_FINE = 4


def _surface(cover: FloatArray, colour: Colour, opacity: float) -> pygame.Surface:
    """Surface of one colour from coverage, shape (height, width)."""
    height, width = cover.shape
    surface = pygame.Surface((width, height), pygame.SRCALPHA, 32)
    surface.fill((*colour, 0))
    alphas = pygame.surfarray.pixels_alpha(surface)
    alphas[:] = np.clip(cover.T * 255.0 * opacity + 0.5, 0, 255).astype(np.uint8)
    del alphas
    return surface


def _rounded(width: int, height: int, radius: float) -> FloatArray:
    """Signed distance in pixels to a rounded box, negative inside."""
    x = np.abs(np.arange(width, dtype=np.float32) + 0.5 - width / 2)[None, :]
    y = np.abs(np.arange(height, dtype=np.float32) + 0.5 - height / 2)[:, None]
    over_x, over_y = x - (width / 2 - radius), y - (height / 2 - radius)
    outside = np.hypot(np.maximum(over_x, 0.0), np.maximum(over_y, 0.0))
    distance: FloatArray = outside + np.minimum(np.maximum(over_x, over_y), 0.0) - radius
    return distance


def rounded_box(
    width: int, height: int, radius: float, colour: Colour, opacity: float
) -> pygame.Surface:
    """Filled box with round corners."""
    cover = np.clip(0.5 - _rounded(width, height, radius), 0.0, 1.0)
    return _surface(cover, colour, opacity)


def rounded_frame(
    width: int, height: int, radius: float, colour: Colour, opacity: float, line: float
) -> pygame.Surface:
    """Outline of a box with round corners."""
    distance = _rounded(width, height, radius)
    cover = np.clip(0.5 - distance, 0.0, 1.0) * np.clip(distance + line + 0.5, 0.0, 1.0)
    return _surface(cover, colour, opacity)


def disc(radius_px: float, colour: Colour, opacity: float = 1.0) -> pygame.Surface:
    """Filled circle."""
    size = 2 * int(np.ceil(radius_px)) + 1
    away = np.arange(size, dtype=np.float32) - size // 2
    distance = np.hypot(away[:, None], away[None, :])
    cover: FloatArray = np.clip(radius_px + 0.5 - distance, 0.0, 1.0).astype(np.float32)
    return _surface(cover, colour, opacity)


def heart(size_px: int, colour: Colour) -> pygame.Surface:
    """Heart in a square of the given size."""
    fine = (np.arange(size_px * _FINE, dtype=np.float32) + 0.5) / (size_px * _FINE)
    x = (fine[None, :] - 0.5) * 2.5
    y = (0.54 - fine[:, None]) * 2.5
    inside = (x * x + y * y - 1.0) ** 3 - x * x * y**3 < 0.0
    parts = inside.reshape(size_px, _FINE, size_px, _FINE)
    cover: FloatArray = parts.mean(axis=(1, 3)).astype(np.float32)
    return _surface(cover, colour, 1.0)


def strap(width_px: int, colour: Colour) -> pygame.Surface:
    """Chest strap: its sender in the middle of a hanging band; half as high as wide."""
    height_px = max(1, width_px // 2)
    x = ((np.arange(width_px * _FINE, dtype=np.float32) + 0.5) / (width_px * _FINE) - 0.5)[None, :]
    y = ((np.arange(height_px * _FINE, dtype=np.float32) + 0.5) / (height_px * _FINE) - 0.5)[
        :, None
    ]
    y = y * (height_px / width_px)
    line = max(0.055, 1.4 / width_px)
    sag = 0.16 - 1.15 * np.maximum(np.abs(x) - 0.06, 0.0) ** 1.5
    is_band = (np.abs(y - (sag - 0.08)) < line / 2) & (np.abs(x) > 0.17) & (np.abs(x) < 0.48)
    over_x, over_y = np.abs(x) - 0.11, np.abs(y - 0.06) - 0.06
    away = np.hypot(np.maximum(over_x, 0.0), np.maximum(over_y, 0.0)) - 0.07
    is_sender = np.abs(away + line / 2) < line / 2
    is_dot = np.hypot(x, y - 0.06) < 0.045
    inside = is_band | is_sender | is_dot
    parts = inside.reshape(height_px, _FINE, width_px, _FINE)
    cover: FloatArray = parts.mean(axis=(1, 3)).astype(np.float32)
    return _surface(cover, colour, 1.0)
