"""Draws the keyboard of the screen; its keys are large enough for a finger in every window."""

from __future__ import annotations

from collections.abc import Iterator

import pygame

from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.scene.cards import Cards
from visuals.scene.layout import Box, Layout
from visuals.screens.touch_keys import COLUMNS, Act, Focus, TouchKey

__all__ = ["TouchBoard"]

_LETTER = 26
_WORD = 19
_GAP = 8
_GAP_PX = 6
"""Gap where the window is so small that keys need all room."""
_FINGER_PX = 44
"""Least side of a key (WCAG 2.5.5), in windows that have the room."""
_ROWS = 5
_SHIFT = "Aa"
_ARROWS = (Act.LEFT, Act.RIGHT)
_LEFT, _RIGHT = "\u2039", "\u203a"


class TouchBoard:
    """The keyboard in a box; where that is too small for fingers, it takes what the window has."""

    def __init__(self, layout: Layout, letters: Lettering, cards: Cards, box: Box) -> None:
        self._letters = letters
        self._cards = cards
        self._palette, self._words = layout.look.palette, layout.look.texts
        rect, gap = layout.rect(box), layout.length(_GAP)
        least = (_FINGER_PX + _GAP_PX) * COLUMNS
        if rect.width // COLUMNS - gap < _FINGER_PX:
            gap = _GAP_PX
            room = layout.size[0] - gap
            rect = rect.inflate(max(0, least - rect.width), 0)
            if rect.width > room:
                # Where not even that has room, every key gives a little of its width.
                rect.width, rect.centerx = room, layout.size[0] // 2
        self._rect, self._gap = rect, gap

    def keys(
        self, rows: tuple[tuple[TouchKey, ...], ...]
    ) -> Iterator[tuple[Focus, TouchKey, pygame.Rect]]:
        """Every key with its focus and its place, in pixels."""
        across, down = self._rect.width / COLUMNS, self._rect.height / _ROWS
        gap = self._gap
        for row, keys in enumerate(rows):
            # A row of fewer columns stands in the middle.
            used = sum(key.width for key in keys)
            shift = (COLUMNS - used) * across / 2
            top = self._rect.y + round(row * down)
            height = self._rect.y + round((row + 1) * down) - gap - top
            for number, key in enumerate(keys):
                left = self._rect.x + round(shift + key.column * across) + gap // 2
                right = self._rect.x + round(shift + (key.column + key.width) * across)
                width = right - gap + gap // 2 - left
                yield (row, number), key, pygame.Rect(left, top, width, height)

    def draw(
        self,
        surface: pygame.Surface,
        rows: tuple[tuple[TouchKey, ...], ...],
        focus: Focus | None,
        over: Focus | None,
        *,
        is_shifted: bool,
    ) -> None:
        """Draw the grounds of all keys; the words are drawn with all others."""
        for place, key, rect in self.keys(rows):
            has_focus = place == focus
            if key.what is Act.DONE:
                self._cards.draw_button(surface, rect, is_main=True, has_focus=has_focus)
            else:
                is_on = has_focus or (key.what is Act.SHIFT and is_shifted)
                self._cards.draw_card(surface, rect, is_chosen=is_on, has_focus=False)
            if place == over:
                self._cards.draw_over(surface, rect, is_round=key.what is Act.DONE)

    def texts(self, rows: tuple[tuple[TouchKey, ...], ...]) -> list[PlacedText]:
        """What stands on every key, letters of one size."""
        keys = list(self.keys(rows))
        letters = [(key.what, rect) for _, key, rect in keys if isinstance(key.what, str)]
        letters += [(arrow, rect) for arrow in (_LEFT, _RIGHT) for _, _, rect in keys[:1]]
        size = self._letters.common_size(letters, _LETTER, Weight.REGULAR)
        words = [
            (self._word(key.what), rect.inflate(-2 * self._gap, 0))
            for _, key, rect in keys
            if isinstance(key.what, Act) and key.what not in _ARROWS
        ]
        word_size = self._letters.common_size(words, _WORD, Weight.SEMIBOLD)
        placed: list[PlacedText] = []
        for _, key, rect in keys:
            is_done = key.what is Act.DONE
            is_word = isinstance(key.what, Act) and key.what not in _ARROWS
            placed += self._letters.place(
                self._word(key.what) if isinstance(key.what, Act) else key.what,
                rect,
                word_size if is_word else size,
                Weight.SEMIBOLD if is_word else Weight.REGULAR,
                self._palette.ink if is_done else self._palette.text,
                align=Align.CENTRE,
            )
        return placed

    def _word(self, act: Act) -> str:
        return {
            Act.SHIFT: _SHIFT,
            Act.LEFT: _LEFT,
            Act.RIGHT: _RIGHT,
            Act.SPACE: self._words.board_space,
            Act.ERASE: self._words.board_erase,
            Act.DONE: self._words.key_done[1],
        }[act]
