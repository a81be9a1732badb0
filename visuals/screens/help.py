"""How to breathe with the belly, in three pictures: two hands, in, out."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from visuals.gestures import Gesture, Key, Pressed, Tapped
from visuals.lettering import Align, PlacedText, Weight
from visuals.look import Look
from visuals.scene.layout import Box, Kind
from visuals.scene.still import draw_still
from visuals.screens.screen import Heard
from visuals.screens.words_page import WordsPage

__all__ = ["HelpScreen", "Page", "PageOutcome"]

_TITLE = 40
_STEP = 22
_WORDS = 19
_FULLNESS = (0.3, 1.0, 0.0)
"""Of the belly in the three pictures."""
_PAD = 20


@dataclass(frozen=True, slots=True)
class Page:
    """A page to read: nothing in it changes."""


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """The page was left."""


@dataclass(frozen=True, slots=True)
class _Places:
    title: Box
    cards: tuple[Box, Box, Box]
    is_beside: bool
    """True where the picture stands beside its words, not above."""
    softly: Box
    words: Box
    back: Box


_PLACES = {
    Kind.WIDE: _Places(
        (56, 36, 1168, 64),
        ((48, 116, 384, 424), (448, 116, 384, 424), (848, 116, 384, 424)),
        False, (56, 560, 960, 36), (56, 604, 960, 60), (1040, 616, 184, 56),
    ),
    Kind.COMPACT: _Places(
        (36, 32, 888, 64),
        ((28, 108, 292, 440), (334, 108, 292, 440), (640, 108, 292, 440)),
        False, (36, 560, 690, 56), (36, 620, 690, 64), (748, 620, 180, 56),
    ),
    Kind.PORTRAIT: _Places(
        (44, 56, 632, 70),
        ((36, 144, 648, 286), (36, 446, 648, 286), (36, 748, 648, 286)),
        True, (44, 1044, 632, 58), (44, 1104, 632, 62), (220, 1178, 280, 60),
    ),
}  # fmt: skip


class HelpScreen(WordsPage):
    """Draws the three pictures with their words."""

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        super().__init__(size, look)
        self._places = _PLACES[self.layout.kind]
        for box, fullness in zip(self._places.cards, _FULLNESS, strict=True):
            card = self.layout.rect(box)
            self._cards.draw_card(self._ground, card, is_chosen=False, has_focus=False)
            draw_still(self._ground, self._picture(card), fullness, look.palette)

    def _picture(self, card: pygame.Rect) -> pygame.Rect:
        """Where in a card the person is."""
        pad = self.layout.length(_PAD)
        if self._places.is_beside:
            return pygame.Rect(
                card.x + pad, card.y + pad, card.width * 2 // 5, card.height - 2 * pad
            )
        return pygame.Rect(
            card.x + pad, card.y + pad, card.width - 2 * pad, round(card.height * 0.68) - pad
        )

    def _said(self, card: pygame.Rect) -> pygame.Rect:
        """Where in a card the words are."""
        pad, picture = self.layout.length(_PAD), self._picture(card)
        if self._places.is_beside:
            left, top = picture.right + pad, card.y + 3 * pad
            return pygame.Rect(left, top, card.right - pad - left, card.bottom - pad - top)
        top = picture.bottom + pad // 4
        return pygame.Rect(card.x + pad, top, card.width - 2 * pad, card.bottom - pad // 2 - top)

    def hear(self, gesture: Gesture, record: Page) -> Heard[Page, PageOutcome]:
        """What a gesture makes of a record."""
        match gesture:
            case Pressed(Key.BACK | Key.ENTER | Key.SPACE):
                return Heard(record, PageOutcome())
            case Tapped(place) if self._leads_back(self._places.back, place):
                return Heard(record, PageOutcome())
        return Heard(record)

    def draw(self, surface: pygame.Surface, record: Page, at_s: float) -> None:
        """Draw a record at a time over the whole surface."""
        surface.blit(self._ground, (0, 0))
        self._draw_back(surface, self._places.back)
        for text in self.texts(record, at_s):
            self._letters.draw(surface, text)

    def texts(self, record: Page, at_s: float) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        del record, at_s
        words, rect, palette = self._words, self.layout.rect, self._palette
        place = self._letters.place
        placed = place(
            words.help_title, rect(self._places.title), _TITLE, Weight.LIGHT, palette.text
        )
        boxes = [self._said(rect(box)) for box in self._places.cards]
        head = self.layout.length(34)
        bodies = [pygame.Rect(box.x, box.y + head, box.width, box.height - head) for box in boxes]
        size = self._letters.common_size(
            [(said, box) for (_, said), box in zip(words.help_steps, bodies, strict=True)],
            _WORDS,
            Weight.REGULAR,
            max_lines=6,
        )
        for (title, said), box, body in zip(words.help_steps, boxes, bodies, strict=True):
            top = pygame.Rect(box.x, box.y, box.width, head)
            placed += place(title, top, _STEP, Weight.SEMIBOLD, palette.text)
            placed += place(
                said,
                body,
                size,
                Weight.REGULAR,
                palette.text2,
                align=Align.TOP_LEFT,
                max_lines=6,
            )
        feet = self._letters.common_size(
            [
                (words.help_softly, rect(self._places.softly)),
                (words.help_words, rect(self._places.words)),
            ],
            _WORDS,
            Weight.REGULAR,
            max_lines=2,
        )
        for said, foot, colour in (
            (words.help_softly, self._places.softly, palette.text2),
            (words.help_words, self._places.words, palette.text),
        ):
            placed += place(said, rect(foot), feet, Weight.REGULAR, colour, max_lines=2)
        placed += self._place_back(self._places.back)
        return placed
