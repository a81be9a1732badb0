"""Cards and buttons that can be chosen: one drawing of them for all screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pygame

from visuals.lettering import Lettering, PlacedText, Weight
from visuals.palette import Colour
from visuals.scene import marks
from visuals.scene.layout import Layout
from visuals.texts import KeyHint

__all__ = ["Cards"]

_RADIUS = 16
_BUTTON_STROKE = 0.42
_OVER_STROKE, _OVER_WASH = 0.26, 0.05
"""The frame of what the pointer is on, a tenth stronger than a card's, and the light within."""
_FOCUS_OUT = 5
"""The outline of what has the focus lies this far outside, in design units."""
_FOCUS_LINE = 2.2
_CHIP_PAD = 9
_CHIP_GAP = 14
_CHIP_ALPHA = 0.16
_KEY_ALPHA = 0.10
_WARNING_GROUND = 0.72
_WARNING_STROKE = 0.55
_BUTTON_TEXT = 20
_KEY_TEXT = 16


class Cards:
    """Draws cards and buttons; pictures are kept by their size."""

    def __init__(self, layout: Layout, letters: Lettering) -> None:
        self._layout = layout
        self._letters = letters
        self._palette = layout.look.palette
        self._pictures: dict[tuple[object, ...], pygame.Surface] = {}

    def draw_card(
        self, surface: pygame.Surface, rect: pygame.Rect, *, is_chosen: bool, has_focus: bool
    ) -> None:
        """Draw the ground and the frame of a card."""
        radius = min(_RADIUS * self._layout.scale, rect.height / 2)
        palette, line = self._palette, max(1.0, self._layout.scale)
        self._box(surface, rect, radius, palette.card, palette.card_alpha / 255)
        if is_chosen:
            self._box(surface, rect, radius, palette.button, palette.chosen_alpha / 255)
            self._frame(surface, rect, radius, palette.breath, 1.0, 2.0 * line)
        else:
            stroke = palette.card_stroke_alpha / 255
            self._frame(surface, rect, radius, palette.card_stroke, stroke, line)
        if has_focus:
            self._focus(surface, rect, radius)

    def draw_over(self, surface: pygame.Surface, rect: pygame.Rect, *, is_round: bool) -> None:
        """Lighten a card or a button that the pointer is on."""
        radius = rect.height / 2 if is_round else _RADIUS * self._layout.scale
        radius, palette = min(radius, rect.height / 2), self._palette
        self._box(surface, rect, radius, palette.text, _OVER_WASH)
        line = max(1.0, self._layout.scale)
        self._frame(surface, rect, radius, palette.card_stroke, _OVER_STROKE, line)

    def draw_warning(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        """Draw the ground and the frame of a card that says what is in the way."""
        radius, palette = _RADIUS * self._layout.scale, self._palette
        self._box(surface, rect, radius, palette.night_stops[0][1], _WARNING_GROUND)
        line = max(1.0, 1.4 * self._layout.scale)
        self._frame(surface, rect, radius, palette.warn, _WARNING_STROKE, line)

    def draw_key(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        """Draw the soft square around the key of a card."""
        self._box(surface, rect, 8 * self._layout.scale, self._palette.text, _KEY_ALPHA)

    def draw_button(
        self, surface: pygame.Surface, rect: pygame.Rect, *, is_main: bool, has_focus: bool
    ) -> None:
        """Draw the ground of a fully round button."""
        radius, palette = rect.height / 2, self._palette
        if is_main:
            self._box(surface, rect, radius, palette.button, 1.0)
        else:
            self._box(surface, rect, radius, palette.card, palette.card_alpha / 255)
            line = max(1.0, self._layout.scale)
            self._frame(surface, rect, radius, palette.card_stroke, _BUTTON_STROKE, line)
        if has_focus:
            self._focus(surface, rect, radius)

    def place_button(
        self, rect: pygame.Rect, hint: KeyHint, *, is_main: bool, size: float = _BUTTON_TEXT
    ) -> list[PlacedText]:
        """Word and key in the middle of a button: first the word, then the key in its chip."""
        chip, said = self._key_and_word(rect, hint, min(_KEY_TEXT, size - 2), size, is_main=is_main)
        if chip.size_px > said.size_px:
            # A word that had to be small would stand beside a loud key.
            whole = self._letters.scale * self._letters.text_scale
            small = (said.size_px + 0.01) / whole
            chip, said = self._key_and_word(rect, hint, small, size, is_main=is_main)
        pad, gap = self._layout.length(_CHIP_PAD), self._layout.length(_CHIP_GAP)
        left = rect.centerx - (said.width + gap + 2 * pad + chip.width) // 2
        placed = []
        for text, x in ((said, left), (chip, left + said.width + gap + pad)):
            placed.append(replace(text, left=x, box=(x, text.box[1], text.width, text.box[3])))
        return placed

    def _key_and_word(
        self, rect: pygame.Rect, hint: KeyHint, key_size: float, size: float, *, is_main: bool
    ) -> tuple[PlacedText, PlacedText]:
        """Key and word as large as both fit beside each other, not yet in the middle."""
        key, word = hint
        colour = self._palette.ink if is_main else self._palette.text
        weight = Weight.BOLD if is_main else Weight.SEMIBOLD
        pad, gap = self._layout.length(_CHIP_PAD), self._layout.length(_CHIP_GAP)
        inner = rect.inflate(-2 * self._layout.length(16), -2 * self._layout.length(5))
        chip = self._letters.place(key, inner, key_size, Weight.SEMIBOLD, colour)[0]
        width = max(1, inner.width - chip.width - gap - 2 * pad)
        room = pygame.Rect(inner.x, inner.y, width, inner.height)
        return chip, self._letters.place(word, room, size, weight, colour)[0]

    def draw_chip(self, surface: pygame.Surface, key: PlacedText, *, is_main: bool) -> None:
        """Draw the soft ground behind a key's name."""
        chip = key.rect.inflate(2 * self._layout.length(_CHIP_PAD - 2), self._layout.length(2))
        colour = self._palette.ink if is_main else self._palette.text
        self._box(surface, chip, 7 * self._layout.scale, colour, _CHIP_ALPHA)

    def draw_key_button(
        self,
        surface: pygame.Surface,
        rect: pygame.Rect,
        hint: KeyHint,
        size: float,
        *,
        is_main: bool = False,
        has_focus: bool = False,
    ) -> None:
        """Draw a button with the chip of its key; its words are placed by `place_button`."""
        self.draw_button(surface, rect, is_main=is_main, has_focus=has_focus)
        chip = self.place_button(rect, hint, is_main=is_main, size=size)[-1]
        self.draw_chip(surface, chip, is_main=is_main)

    def draw_link(
        self,
        surface: pygame.Surface,
        rect: pygame.Rect,
        hint: KeyHint,
        size: float,
        *,
        has_focus: bool,
    ) -> None:
        """Draw a quiet button without a ground; its words are placed by `place_button`."""
        self.draw_chip(
            surface, self.place_button(rect, hint, is_main=False, size=size)[-1], is_main=False
        )
        if has_focus:
            # On its own edge: above it stands a button.
            out = self._layout.length(_FOCUS_OUT)
            self._focus(surface, rect.inflate(-2 * out, -2 * out), rect.height / 2 - out)

    def place_links(
        self, links: Sequence[tuple[pygame.Rect, KeyHint]], size: float
    ) -> list[PlacedText]:
        """Words that can be chosen, each with its key before it; keys and words in columns."""
        keys = [key for _, (key, _) in links]
        widest = max(keys, key=lambda key: self._letters.width(key, size, Weight.REGULAR))
        lines = [(f"{widest}  {word}", rect) for rect, (_, word) in links]
        common = self._letters.common_size(lines, size, Weight.REGULAR)
        placed: list[PlacedText] = []
        for rect, (key, _) in links:
            placed += self._letters.place(key, rect, common, Weight.REGULAR, self._palette.text2)
        column = max(key.width for key in placed)
        gap = self._letters.font(placed[0].size_px, Weight.REGULAR).size("  ")[0]
        for rect, (_, word) in links:
            left = rect.x + column + gap
            room = pygame.Rect(left, rect.y, max(1, rect.right - left), rect.height)
            placed += self._letters.place(word, room, common, Weight.REGULAR, self._palette.text)
        return placed

    def _focus(self, surface: pygame.Surface, rect: pygame.Rect, radius: float) -> None:
        out = self._layout.length(_FOCUS_OUT)
        line = max(1.5, _FOCUS_LINE * self._layout.scale)
        around = rect.inflate(2 * out, 2 * out)
        self._frame(surface, around, radius + out, self._palette.breath, 0.9, line)

    def _box(
        self,
        surface: pygame.Surface,
        rect: pygame.Rect,
        radius: float,
        colour: Colour,
        opacity: float,
    ) -> None:
        key = ("box", rect.size, radius, colour, opacity)
        if key not in self._pictures:
            self._pictures[key] = marks.rounded_box(*rect.size, radius, colour, opacity)
        surface.blit(self._pictures[key], rect)

    def _frame(
        self,
        surface: pygame.Surface,
        rect: pygame.Rect,
        radius: float,
        colour: Colour,
        opacity: float,
        line: float,
    ) -> None:
        key = ("frame", rect.size, radius, colour, opacity, line)
        if key not in self._pictures:
            self._pictures[key] = marks.rounded_frame(*rect.size, radius, colour, opacity, line)
        surface.blit(self._pictures[key], rect)
