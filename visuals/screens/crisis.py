"""In danger or crisis: neutral words, and a line that the person has written for themselves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import pygame

from visuals.gestures import Gesture, Key, Pressed, Tapped
from visuals.lettering import Align, PlacedText, Weight
from visuals.look import Look
from visuals.scene.layout import Box, Kind
from visuals.screens.screen import Heard
from visuals.screens.words_page import WordsPage

__all__ = ["CrisisOutcome", "CrisisRecord", "CrisisScreen"]

_TITLE = 40
_WORDS = 24
_OWN_TITLE = 18
_OWN = 30
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


class CrisisScreen(WordsPage):
    """Draws the words and hears whether they are left or added to."""

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        super().__init__(size, look)
        self._places = _PLACES[self.layout.kind]

    def hear(self, gesture: Gesture, record: CrisisRecord) -> Heard[CrisisRecord, CrisisOutcome]:
        """What a gesture makes of a record."""
        rect = self.layout.rect
        match gesture:
            case Pressed(Key.BACK | Key.SPACE):
                return Heard(record, CrisisOutcome.BACK)
            case Pressed(Key.ENTER):
                return Heard(record, CrisisOutcome.WRITE)
            case Tapped(place) if self._leads_back(self._places.back, place):
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
        self._draw_back(surface, self._places.back)
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
        placed += self._place_back(self._places.back)
        return placed
