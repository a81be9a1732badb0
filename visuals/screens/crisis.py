"""In danger or crisis: neutral words, and a line that the person has written for themselves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
import pygame

from visuals.gestures import Gesture, Key, Pressed, Tapped
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.look import Look
from visuals.scene.backdrop import draw_night
from visuals.scene.cards import Cards
from visuals.scene.layout import Box, Kind, Layout
from visuals.screens.screen import Heard

__all__ = ["CrisisOutcome", "CrisisRecord", "CrisisScreen"]

_TITLE = 40
_WORDS = 24
_OWN_TITLE = 18
_OWN = 30
_BUTTON = 19
_PAD = 24


class CrisisOutcome(Enum):
    """What comes next."""

    BACK = "back"
    WRITE = "write"
    """The person wants to write their own line."""


@dataclass(frozen=True, slots=True)
class CrisisRecord:
    """The person's own line; empty where they wrote none."""

    own_line: str = ""


@dataclass(frozen=True, slots=True)
class _Places:
    title: Box
    lines: Box
    own: Box
    back: Box


_PLACES = {
    Kind.WIDE: _Places(
        (120, 56, 1040, 64), (120, 136, 1040, 292), (104, 452, 1072, 128), (976, 612, 200, 56)
    ),
    Kind.COMPACT: _Places(
        (48, 48, 864, 64), (48, 124, 864, 310), (36, 456, 888, 128), (724, 612, 200, 56)
    ),
    Kind.PORTRAIT: _Places(
        (48, 110, 624, 70), (48, 210, 624, 560), (36, 800, 648, 170), (210, 1060, 300, 62)
    ),
}


class CrisisScreen:
    """Draws the words and hears whether they are left or added to."""

    is_still = True

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        self.layout = Layout(size, look)
        self._places = _PLACES[self.layout.kind]
        self._palette, self._words = look.palette, look.texts
        self._letters = Lettering(self.layout.scale, look.text_scale)
        self._cards = Cards(self.layout, self._letters)
        self._ground = draw_night(self.layout, np.random.default_rng(0))

    def bake(self, budget_s: float) -> bool:
        """Nothing is left to prepare."""
        del budget_s
        return True

    def takes_text(self, record: CrisisRecord) -> bool:
        """The line is written among the settings."""
        del record
        return False

    def hear(self, gesture: Gesture, record: CrisisRecord) -> Heard[CrisisRecord, CrisisOutcome]:
        """What a gesture makes of a record."""
        rect = self.layout.rect
        match gesture:
            case Pressed(Key.BACK | Key.SPACE):
                return Heard(record, CrisisOutcome.BACK)
            case Pressed(Key.ENTER):
                return Heard(record, CrisisOutcome.WRITE)
            case Tapped(place) if rect(self._places.back).collidepoint(place):
                return Heard(record, CrisisOutcome.BACK)
            case Tapped(place) if rect(self._places.own).collidepoint(place):
                return Heard(record, CrisisOutcome.WRITE)
        return Heard(record)

    def draw(self, surface: pygame.Surface, record: CrisisRecord, at_s: float) -> None:
        """Draw a record at a time over the whole surface."""
        surface.blit(self._ground, (0, 0))
        rect = self.layout.rect
        own = rect(self._places.own)
        self._cards.draw_card(surface, own, is_chosen=record.own_line != "", has_focus=False)
        back = rect(self._places.back)
        self._cards.draw_button(surface, back, is_main=True, has_focus=False)
        chip = self._cards.place_button(back, self._words.key_back, is_main=True, size=_BUTTON)[-1]
        self._cards.draw_chip(surface, chip, is_main=True)
        for text in self.texts(record, at_s):
            self._letters.draw(surface, text)

    def texts(self, record: CrisisRecord, at_s: float) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        del at_s
        words, rect, palette = self._words, self.layout.rect, self._palette
        place = self._letters.place
        placed = place(
            words.crisis_title, rect(self._places.title), _TITLE, Weight.LIGHT, palette.text
        )
        lines = rect(self._places.lines)
        each = lines.height // len(words.crisis_lines)
        boxes = [
            pygame.Rect(lines.x, lines.y + index * each, lines.width, each)
            for index in range(len(words.crisis_lines))
        ]
        size = self._letters.common_size(
            list(zip(words.crisis_lines, boxes, strict=True)),
            _WORDS,
            Weight.REGULAR,
            max_lines=5,
        )
        for line, box in zip(words.crisis_lines, boxes, strict=True):
            placed += place(line, box, size, Weight.REGULAR, palette.text, max_lines=5)
        pad = self.layout.length(_PAD)
        own = rect(self._places.own).inflate(-2 * pad, -pad)
        head = self.layout.length(30)
        top = pygame.Rect(own.x, own.y, own.width, head)
        below = pygame.Rect(own.x, own.y + head, own.width, own.height - head)
        placed += place(words.crisis_own, top, _OWN_TITLE, Weight.REGULAR, palette.text2)
        has_line = record.own_line != ""
        placed += place(
            record.own_line if has_line else words.crisis_own_empty,
            below,
            _OWN if has_line else _OWN_TITLE + 2,
            Weight.SEMIBOLD if has_line else Weight.REGULAR,
            palette.text if has_line else palette.text2,
            align=Align.LEFT,
            max_lines=2,
        )
        placed += self._cards.place_button(
            rect(self._places.back), words.key_back, is_main=True, size=_BUTTON
        )
        return placed
