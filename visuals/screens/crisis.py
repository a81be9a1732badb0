"""In danger or crisis: neutral words, and a line that the person has written for themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

import pygame

from visuals.gestures import Gesture, Key, Moved, Place, Pressed, Tapped
from visuals.lettering import Align, PlacedText, Weight
from visuals.look import Look
from visuals.scene.layout import Box, Kind
from visuals.screens.screen import Heard
from visuals.screens.words_page import WordsPage

__all__ = ["CrisisOutcome", "CrisisRecord", "CrisisScreen"]

_TITLE = 44
_WORDS = 26
_GAP, _LEAST_GAP = 44, 12
"""Between two paragraphs, in design units."""
_OWN_TITLE = 18
_OWN = 32
_PAD = 24
_MOST_LINES = 9


class CrisisOutcome(Enum):
    """What comes next."""

    BACK = "back"
    WRITE = "write"
    """The person wants to write their own line."""


@dataclass(frozen=True, slots=True)
class CrisisRecord:
    """The person's own line; empty where they wrote none."""

    own_line: str = ""
    over: CrisisOutcome | None = None
    """What the pointer is on."""


@dataclass(frozen=True, slots=True)
class _Places:
    title: Box
    lines: Box
    own: Box
    back: Box


_PLACES = {
    Kind.WIDE: _Places(
        (128, 34, 1048, 64), (128, 108, 1048, 362), (104, 490, 1072, 116), (976, 624, 200, 56)
    ),
    Kind.COMPACT: _Places(
        (60, 30, 840, 64), (60, 104, 840, 350), (36, 474, 888, 124), (724, 622, 200, 56)
    ),
    Kind.PORTRAIT: _Places(
        (60, 140, 600, 74), (60, 250, 600, 540), (36, 830, 648, 180), (210, 1070, 300, 64)
    ),
}


class CrisisScreen(WordsPage):
    """Draws the words and hears whether they are left or added to."""

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        super().__init__(size, look)
        self._places = _PLACES[self.layout.kind]

    def hear(self, gesture: Gesture, record: CrisisRecord) -> Heard[CrisisRecord, CrisisOutcome]:
        """What a gesture makes of a record."""
        match gesture:
            case Pressed(Key.BACK | Key.SPACE):
                return Heard(record, CrisisOutcome.BACK)
            case Pressed(Key.ENTER):
                return Heard(record, CrisisOutcome.WRITE)
            case Moved(place):
                return Heard(replace(record, over=self._at(place)))
            case Tapped(place):
                return Heard(record, self._at(place))
        return Heard(record)

    def _at(self, place: Place) -> CrisisOutcome | None:
        """What the card or the button leads to that the pointer or a finger is on."""
        if self._leads_back(self._places.back, place):
            return CrisisOutcome.BACK
        is_own = self.layout.rect(self._places.own).collidepoint(place)
        return CrisisOutcome.WRITE if is_own else None

    def draw(self, surface: pygame.Surface, record: CrisisRecord, at_s: float) -> None:
        """Draw a record at a time over the whole surface."""
        surface.blit(self._ground, (0, 0))
        rect = self.layout.rect
        own = rect(self._places.own)
        self._cards.draw_card(surface, own, is_chosen=record.own_line != "", has_focus=False)
        if record.over is CrisisOutcome.WRITE:
            self._cards.draw_over(surface, own, is_round=False)
        self._draw_back(surface, self._places.back, is_over=record.over is CrisisOutcome.BACK)
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
        # The heavier letters of the first one are wider: all are placed as if they had them.
        size, boxes = self._letters.stacked(
            words.crisis_lines,
            rect(self._places.lines),
            _WORDS,
            Weight.SEMIBOLD,
            gap=_GAP,
            least_gap=_LEAST_GAP,
        )
        for number, (line, box) in enumerate(zip(words.crisis_lines, boxes, strict=True)):
            # Whom to call comes first, and is seen first.
            weight = Weight.REGULAR if number else Weight.SEMIBOLD
            placed += place(line, box, size, weight, palette.text, max_lines=_MOST_LINES)
        pad = self.layout.length(_PAD)
        own = rect(self._places.own).inflate(-2 * pad, -pad)
        head = self._letters.font(self._letters.size_px(_OWN_TITLE), Weight.REGULAR).get_height()
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
