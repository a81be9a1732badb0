"""Small drawn marks, softly edged: heart, strap, round-ended bar, pill, card. The font has none."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
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


def curve(
    rows: FloatArray, height: int, half_width: float, colour: Colour, *, fading: float = 0.0
) -> pygame.Surface:
    """Softly edged line through one row a column; rows in pixels from the top.

    Over the last share `fading` of its length it fades out: it goes on unseen.
    """
    slope = np.gradient(rows)
    down = np.arange(height, dtype=np.float32)[:, None] + 0.5
    off = np.abs(down - rows[None, :]) / np.sqrt(1.0 + slope * slope)[None, :]
    cover: FloatArray = np.clip(half_width + 0.5 - off, 0.0, 1.0).astype(np.float32)
    if fading > 0.0:
        left = np.linspace(1.0, 0.0, rows.size, dtype=np.float32) / fading
        cover *= np.minimum(1.0, left)[None, :]
    return _surface(cover, colour, 1.0)


def band(
    upper: npt.NDArray[np.float64],
    lower: npt.NDArray[np.float64],
    height: int,
    half_width: float,
    colour: Colour,
) -> pygame.Surface:
    """Softly edged area between two rows of each column; rows in pixels from the top."""
    down = np.arange(height)[:, None] + 0.5
    off = np.maximum(upper[None, :] - down, down - lower[None, :])
    cover: FloatArray = np.clip(half_width + 0.5 - off, 0.0, 1.0).astype(np.float32)
    return _surface(cover, colour, 1.0)


def circle(radius_px: float, line_px: float, colour: Colour) -> pygame.Surface:
    """Outline of a circle."""
    size = 2 * int(np.ceil(radius_px)) + 3
    away = np.arange(size, dtype=np.float32) - size // 2
    off = np.abs(np.hypot(away[:, None], away[None, :]) - radius_px + line_px / 2)
    cover: FloatArray = np.clip(line_px / 2 + 0.5 - off, 0.0, 1.0).astype(np.float32)
    return _surface(cover, colour, 1.0)


def strap(width: int, line_px: float, colour: Colour) -> pygame.Surface:
    """A chest strap: a small box on a band that goes round."""
    height = round(width * 0.5)
    pod_width, pod_height = round(width * 0.36), round(width * 0.26)
    surface = pygame.Surface((width, height), pygame.SRCALPHA, 32)
    columns = np.arange(width, dtype=np.float32)
    across = (columns / max(1, width - 1) - 0.5) * 2.0
    band = curve(
        (height * (0.62 - 0.42 * across * across)).astype(np.float32), height, line_px / 2, colour
    )
    surface.blit(band, (0, 0))
    left, top = (width - pod_width) // 2, round(height * 0.62) - pod_height // 2
    surface.fill((0, 0, 0, 0), (left, top, pod_width, pod_height))
    surface.blit(
        rounded_frame(pod_width, pod_height, pod_height / 2.4, colour, 1.0, line_px), (left, top)
    )
    return surface


def pulse_sensor(width: int, line_px: float, colour: Colour) -> pygame.Surface:
    """A pulse sensor: a round light on a cable that swings away."""
    height = round(width * 0.5)
    surface = pygame.Surface((width, height), pygame.SRCALPHA, 32)
    radius = height * 0.42
    ring = circle(radius, line_px, colour)
    centre = (width - 1 - ring.get_width() // 2, height // 2)
    reach = centre[0] - round(radius)
    along = np.linspace(0.0, 1.0, max(2, reach), dtype=np.float32)
    swing = 0.5 + 0.26 * np.sin(2.0 * np.pi * along) * (1.0 - along)
    surface.blit(curve((height * swing).astype(np.float32), height, line_px / 2, colour), (0, 0))
    surface.blit(ring, ring.get_rect(center=centre))
    light = disc(radius * 0.34, colour)
    surface.blit(light, light.get_rect(center=centre))
    return surface
