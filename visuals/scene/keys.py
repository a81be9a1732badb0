"""Key hints in a row: the key, and what it does; a finger presses a hint like its key."""

from __future__ import annotations

import pygame

from visuals.gestures import Place
from visuals.lettering import Lettering, PlacedText, Weight
from visuals.scene.layout import Layout
from visuals.texts import KeyHint

__all__ = ["LEAST_TARGET_PX", "KeyRow"]

LEAST_TARGET_PX = 24
"""What can be clicked is as high and wide at least (WCAG 2.2, 2.5.8)."""

_SIZE = 16
_GAP = 26
_KEY_GAP = 8
_TOUCH = 18
"""Room around a hint in which a finger still hits it, both sides together, in design units."""


class KeyRow:
    """Places hints in one row.

    Parameters
    ----------
    box
        Where the row has room, in pixels.
    layout, letters
        Scale and colours, and the fonts.
    is_centred
        True for the middle of the box; else the hints end at its right edge.
    """

    def __init__(
        self, box: pygame.Rect, layout: Layout, letters: Lettering, *, is_centred: bool = False
    ) -> None:
        self._box = box
        self._layout = layout
        self._letters = letters
        self._palette = layout.look.palette
        self._is_centred = is_centred
        self._placed: dict[tuple[KeyHint, ...], list[PlacedText]] = {}

    def place(self, hints: tuple[KeyHint, ...]) -> list[PlacedText]:
        """Hints from left to right, all of one size that fits; the last one comes first."""
        if hints not in self._placed:
            self._placed[hints] = self._place(hints)
        return self._placed[hints]

    def hint_at(self, place: Place, hints: tuple[KeyHint, ...]) -> KeyHint | None:
        """The hint that a finger or a click is on."""
        placed = self.place(hints)
        pad = self._layout.length(_TOUCH)
        for index, hint in enumerate(reversed(hints)):
            words, key = placed[2 * index : 2 * index + 2]
            shown = key.rect.union(words.rect)
            higher = max(pad, LEAST_TARGET_PX - shown.height)
            if shown.inflate(pad, higher).collidepoint(place):
                return hint
        return None

    def _place(self, hints: tuple[KeyHint, ...]) -> list[PlacedText]:
        box = self._box
        size = float(_SIZE)
        while self._whole_width(hints, size) > box.width and size > _SIZE / 2:
            size -= 0.5
        placed: list[PlacedText] = []
        right = box.right
        if self._is_centred:
            right -= max(0, box.width - self._whole_width(hints, size)) // 2
        for key, words in reversed(hints):
            for text, colour, gap in (
                (words, self._palette.text3, _KEY_GAP),
                (key, self._palette.text2, _GAP),
            ):
                width = self._width(text, size)
                room = pygame.Rect(right - width, box.y, width, box.height)
                placed += self._letters.place(text, room, size, Weight.REGULAR, colour)
                right -= width + self._layout.length(gap)
        return placed

    def _width(self, text: str, size: float) -> int:
        px = max(1, round(size * self._letters.scale * self._letters.text_scale))
        return self._letters.font(px, Weight.REGULAR).size(text)[0]

    def _whole_width(self, hints: tuple[KeyHint, ...], size: float) -> int:
        gap, key_gap = self._layout.length(_GAP), self._layout.length(_KEY_GAP)
        words = sum(self._width(key, size) + self._width(text, size) for key, text in hints)
        return words + len(hints) * key_gap + (len(hints) - 1) * gap
