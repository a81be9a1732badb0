"""Cards of the choice, each kept once for its size, and the dots that say that one waits."""

from __future__ import annotations

import math
from enum import Enum

import pygame

from visuals import palette
from visuals.palette import Colour
from visuals.scene import marks
from visuals.scene.layout import Layout

__all__ = ["Cards", "Look", "WaitingDots"]

_RADIUS = 16
_CHIP_RADIUS = 8
_DOT = 3.4
_DOT_GAP = 16
_DOTS = 3
_DIM = 0.25
_TURN_S = 1.8
"""The dots light up one after the other in so long."""


class Look(Enum):
    """How a card looks."""

    PLAIN = "plain"
    """At rest."""
    FOCUSED = "focused"
    """In focus: filled, with a double line."""
    WARNING = "warning"
    """Something is in the way."""
    CHIP = "chip"
    """The small square around a key."""


_FILLS: dict[Look, tuple[Colour, float]] = {
    Look.PLAIN: (palette.CARD, palette.CARD_ALPHA / 255),
    Look.FOCUSED: (palette.SELECTED, palette.SELECTED_ALPHA / 255),
    Look.WARNING: (palette.INK, 0.35),
    Look.CHIP: (palette.CARD, 0.14),
}
_STROKES: dict[Look, tuple[Colour, float, float]] = {
    Look.PLAIN: (palette.CARD_STROKE, palette.CARD_STROKE_ALPHA / 255, 1.0),
    Look.FOCUSED: (palette.BREATH, 1.0, 2.0),
    Look.WARNING: (palette.WARN, 0.55, 1.0),
    Look.CHIP: (palette.CARD, 0.0, 1.0),
}
"""Colour, opacity, and thickness in design units."""


class Cards:
    """Draws cards of one window size."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._kept: dict[tuple[tuple[int, int], Look], pygame.Surface] = {}

    def draw(self, surface: pygame.Surface, box: pygame.Rect, look: Look) -> None:
        """Draw a card in a box, in pixels."""
        key = (box.size, look)
        if key not in self._kept:
            self._kept[key] = self._made(box.size, look)
        surface.blit(self._kept[key], box)

    def _made(self, size: tuple[int, int], look: Look) -> pygame.Surface:
        scale = self._layout.scale
        radius = (_CHIP_RADIUS if look is Look.CHIP else _RADIUS) * scale
        radius = min(radius, min(size) / 2)
        card = marks.rounded_box(*size, radius, *_FILLS[look])
        colour, opacity, thickness = _STROKES[look]
        if opacity > 0.0:
            line = max(1.0, thickness * scale)
            card.blit(marks.rounded_frame(*size, radius, colour, opacity, line), (0, 0))
        return card


class WaitingDots:
    """Three dots, one of them lit in turn."""

    def __init__(self, layout: Layout) -> None:
        self._gap = layout.length(_DOT_GAP)
        radius = _DOT * layout.scale
        self._dim = marks.disc(radius, palette.BREATH, _DIM)
        self._lit = marks.disc(radius, palette.BREATH)

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
