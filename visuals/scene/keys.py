"""Key hints in a row: the key, and what it does."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from visuals import palette
from visuals.lettering import Lettering, PlacedText, Weight
from visuals.scene.layout import Layout

__all__ = ["place_keys"]

_SIZE = 16
_GAP = 26
_KEY_GAP = 8


def place_keys(
    hints: Sequence[tuple[str, str]], box: pygame.Rect, layout: Layout, letters: Lettering
) -> list[PlacedText]:
    """Hints from the right edge of a box to the left, all of one size that fits.

    Parameters
    ----------
    hints
        Keys and what they do, from left to right.
    box
        In pixels.
    """
    size = float(_SIZE)
    while _whole_width(hints, size, layout, letters) > box.width and size > _SIZE / 2:
        size -= 0.5
    placed: list[PlacedText] = []
    right = box.right
    for key, words in reversed(hints):
        for text, colour, gap in (
            (words, palette.TEXT3, _KEY_GAP),
            (key, palette.TEXT2, _GAP),
        ):
            width = _width(text, size, letters)
            room = pygame.Rect(right - width, box.y, width, box.height)
            placed += letters.place(text, room, size, Weight.REGULAR, colour)
            right -= width + layout.length(gap)
    return placed


def _width(text: str, size: float, letters: Lettering) -> int:
    px = max(1, round(size * letters.scale * letters.text_scale))
    return letters.font(px, Weight.REGULAR).size(text)[0]


def _whole_width(
    hints: Sequence[tuple[str, str]], size: float, layout: Layout, letters: Lettering
) -> int:
    words = sum(_width(key, size, letters) + _width(text, size, letters) for key, text in hints)
    gaps = len(hints) * layout.length(_KEY_GAP) + (len(hints) - 1) * layout.length(_GAP)
    return words + gaps
