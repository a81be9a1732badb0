"""Small soft dots at places finer than a pixel, ready to be copied."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pygame

from visuals.palette import Colour

__all__ = ["DotRow", "PlacedDot", "SoftDots"]

_STRENGTH = 0.85
_SUB = 4
"""Places of a dot within a pixel, each way; with one, slow dots walk in steps."""
_LEVELS = 12
"""Strengths that dots are made in."""

FloatArray = npt.NDArray[np.float64]
PlacedDot = tuple[pygame.Surface, tuple[int, int]]
"""A picture and where its upper left corner goes."""


class SoftDots:
    """A dot at every place within a pixel and in every strength, ready to be copied."""

    def __init__(self, radius_px: float, colour: Colour) -> None:
        self.half_px = int(np.ceil(radius_px)) + 1
        """From the middle of a picture to its edge."""
        away = np.arange(-self.half_px, self.half_px + 1, dtype=np.float64)
        self.pictures: list[pygame.Surface] = [
            _dot(away - column / _SUB, away - row / _SUB, radius_px, (level + 1) / _LEVELS, colour)
            for level in range(_LEVELS)
            for row in range(_SUB)
            for column in range(_SUB)
        ]
        """By strength, then by place within a pixel: its row, its column."""

    def placed(self, x: float, y: float, strength: float) -> PlacedDot | None:
        """A dot at a place in pixels, with a strength of 0 to 1; None where it cannot be seen."""
        # Pixel n reaches from n to n + 1, its middle lies half way.
        column, row = round(x * _SUB - _SUB / 2), round(y * _SUB - _SUB / 2)
        level = round(strength * _LEVELS) - 1
        if level < 0:
            return None
        picture = self.pictures[(level * _SUB + row % _SUB) * _SUB + column % _SUB]
        return picture, (column // _SUB - self.half_px, row // _SUB - self.half_px)


class DotRow:
    """Dots that keep their distances: they move together, a quarter of a pixel at a time.

    Parameters
    ----------
    dots
        What they look like.
    x, y
        Their places in pixels, each of shape (n,), x ascending.
    """

    def __init__(self, dots: SoftDots, x: FloatArray, y: FloatArray) -> None:
        self._pictures = dots.pictures
        self._half_px = dots.half_px
        self._columns = np.rint(x * _SUB - (_SUB / 2 + dots.half_px * _SUB)).astype(np.intp)
        rows = np.rint(y * _SUB - (_SUB / 2 + dots.half_px * _SUB)).astype(np.intp)
        # Below the pictures of the least strength, for level 0 is none.
        self._within = (rows % _SUB - _SUB) * _SUB
        self._tops: list[int] = (rows // _SUB).tolist()

    def placed(self, shift_px: float, strength: FloatArray) -> list[PlacedDot]:
        """The dots so many pixels further right, each with its strength of 0 to 1, shape (n,).

        Those left of the window are left out, and those that cannot be seen.
        """
        shift = round(shift_px * _SUB)
        first = int(self._columns.searchsorted(-2 * self._half_px * _SUB - shift, "right"))
        columns = self._columns[first:] + shift
        levels = np.rint(strength[first:] * _LEVELS).astype(np.intp)
        numbers = (levels * _SUB**2 + self._within[first:] + columns % _SUB).tolist()
        corners = zip((columns // _SUB).tolist(), self._tops[first:], strict=True)
        if levels.all():
            return list(zip(map(self._pictures.__getitem__, numbers), corners, strict=True))
        return [
            (self._pictures[number], corner)
            for number, corner in zip(numbers, corners, strict=True)
            if number >= 0
        ]


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
