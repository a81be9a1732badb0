"""Small soft dots at places finer than a pixel, ready to be copied."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pygame

from visuals.palette import Colour

__all__ = ["PlacedDot", "SoftDots"]

_STRENGTH = 0.85
_SUB = 4
"""Places of a dot within a pixel, each way; with one, slow dots walk in steps."""
_LEVELS = 12
"""Strengths that dots are made in."""

_OFFSETS = np.array([[_SUB / 2], [_SUB / 2], [1.0]])

FloatArray = npt.NDArray[np.float64]
PlacedDot = tuple[pygame.Surface, tuple[int, int]]
"""A picture and where its upper left corner goes."""


class SoftDots:
    """A dot at every place within a pixel and in every strength, ready to be copied."""

    def __init__(self, radius_px: float, colour: Colour) -> None:
        self._half = int(np.ceil(radius_px)) + 1
        away = np.arange(-self._half, self._half + 1, dtype=np.float64)
        self._pictures = [
            _dot(away - column / _SUB, away - row / _SUB, radius_px, (level + 1) / _LEVELS, colour)
            for level in range(_LEVELS)
            for column in range(_SUB)
            for row in range(_SUB)
        ]

    def draw(
        self, surface: pygame.Surface, x: FloatArray, y: FloatArray, strength: FloatArray
    ) -> None:
        """Draw dots at places in pixels, each with its strength of 0 to 1."""
        surface.blits(self.placed(x, y, strength), doreturn=False)

    def placed(self, x: FloatArray, y: FloatArray, strength: FloatArray) -> list[PlacedDot]:
        """Which picture goes where for `draw`: dots that stay where they are need it but once."""
        # Pixel n reaches from n to n + 1, its middle lies half way.
        places = np.stack((x * _SUB, y * _SUB, strength * _LEVELS))
        columns, rows, levels = np.rint(places - _OFFSETS).astype(np.intp)
        kept = (levels >= 0) & (columns > -self._half * _SUB)
        if not kept.all():
            columns, rows, levels = columns[kept], rows[kept], levels[kept]
        pictures = (levels * _SUB + columns % _SUB) * _SUB + rows % _SUB
        corners = zip(
            (columns // _SUB - self._half).tolist(),
            (rows // _SUB - self._half).tolist(),
            strict=True,
        )
        return list(zip(map(self._pictures.__getitem__, pictures.tolist()), corners, strict=True))


def _dot(
    across: FloatArray, down: FloatArray, radius_px: float, strength: float, colour: Colour
) -> pygame.Surface:
    """A dot whose middle is so far from that of the picture, softly edged."""
    distance = np.hypot(across[:, None], down[None, :])
    cover = np.clip(radius_px + 0.5 - distance, 0.0, 1.0)
    surface = pygame.Surface(cover.shape, pygame.SRCALPHA, 32)
    surface.fill((*colour, 0))
    alphas = pygame.surfarray.pixels_alpha(surface)
    alphas[:] = np.clip(cover * 255.0 * _STRENGTH * strength + 0.5, 0, 255).astype(np.uint8)
    del alphas
    surface.set_alpha(255, pygame.RLEACCEL)
    return surface
