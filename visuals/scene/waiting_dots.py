"""Three dots that say that one waits: one of them is lit in turn."""

from __future__ import annotations

import math

import pygame

from visuals.palette import Colour
from visuals.scene import marks
from visuals.scene.layout import Layout

__all__ = ["WaitingDots"]

_DOT = 3.4
_GAP = 16
_DOTS = 3
_DIM = 0.25
_TURN_S = 1.8
"""The dots light up one after the other in so long."""


class WaitingDots:
    """Draws them for one window size."""

    def __init__(self, layout: Layout, colour: Colour | None = None) -> None:
        self._gap = layout.length(_GAP)
        radius = _DOT * layout.scale
        colour = layout.look.palette.breath if colour is None else colour
        self._dim = marks.disc(radius, colour, _DIM)
        self._lit = marks.disc(radius, colour)

    @property
    def width(self) -> int:
        """Room that they need, in pixels."""
        return _DOTS * self._gap

    def draw(self, surface: pygame.Surface, right: tuple[int, int], at_s: float) -> None:
        """Draw them to the left of a point, at its height."""
        lit = math.floor(at_s / _TURN_S * _DOTS) % _DOTS
        width, height = self._lit.get_size()
        for place in range(_DOTS):
            left = right[0] - (_DOTS - 1 - place) * self._gap - width
            dot = self._lit if place == lit else self._dim
            surface.blit(dot, (left, right[1] - height // 2))
