"""Three dots that say that one waits: a light goes softly from one to the next.

Nothing beside the breath may blink. Where motion is reduced they stand still.
"""

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
_TURN_S = 2.4
"""The light goes over all of them in so long."""
_LIGHTS = 32
"""Steps of light of a dot."""


class WaitingDots:
    """Draws them for one window size."""

    def __init__(self, layout: Layout, colour: Colour | None = None) -> None:
        self._gap = layout.length(_GAP)
        radius = _DOT * layout.scale
        colour = layout.look.palette.breath if colour is None else colour
        self._lit = [
            marks.disc(radius, colour, _DIM + (1.0 - _DIM) * step / _LIGHTS)
            for step in range(_LIGHTS + 1)
        ]
        self._is_still = layout.look.reduced_motion

    @property
    def width(self) -> int:
        """Room that they need, in pixels."""
        return _DOTS * self._gap

    def draw(self, surface: pygame.Surface, right: tuple[int, int], at_s: float) -> None:
        """Draw them to the left of a point, at its height."""
        turn = 0.0 if self._is_still else at_s / _TURN_S
        width, height = self._lit[0].get_size()
        for place in range(_DOTS):
            left = right[0] - (_DOTS - 1 - place) * self._gap - width
            share = 0.5 + 0.5 * math.cos(2.0 * math.pi * (turn - place / _DOTS))
            # Squared, so that one of them leads.
            dot = self._lit[round(share * share * _LIGHTS)]
            surface.blit(dot, (left, right[1] - height // 2))
