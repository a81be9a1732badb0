"""What helps where there is no list: Bluetooth that cannot be used, or no strap seen yet."""

from __future__ import annotations

import pygame

from trainer.choosing import Choice
from visuals.lettering import Lettering, PlacedText, Weight
from visuals.scene import marks
from visuals.scene.cards import Cards
from visuals.scene.layout import Layout
from visuals.scene.waiting_dots import WaitingDots
from visuals.screens.strap_choice_places import places_of
from visuals.screens.strap_choice_words import family_words
from visuals.texts import Texts

__all__ = ["StrapChoiceAdvice"]

_TITLE = 20
_LINE = 18
_PAD = 24
_CARD_PAD = 14
_STEP = 42
"""Distance of the lines, in design units."""
_INDENT = 22
_MARK = 3.4
_TROUBLE_LINES = 2
"""Lines that a trouble's sentence usually takes; a third one has room where it must."""
_QUESTIONS = 3
_QUESTION_LINES = 2


class StrapChoiceAdvice:
    """One card, as high as its words need, in the room that the rows leave."""

    def __init__(self, layout: Layout, letters: Lettering, cards: Cards, dots: WaitingDots) -> None:
        self._layout = layout
        self._letters = letters
        self._palette, self._texts = layout.look.palette, layout.look.texts
        self._places = places_of(layout)
        self._cards = cards
        self._dots = dots
        self._lamp = marks.disc(_MARK * 1.25 * layout.scale, self._palette.warn)
        self._bullet = marks.disc(_MARK * 0.9 * layout.scale, self._palette.breath)

    @staticmethod
    def is_needed(choice: Choice) -> bool:
        """Whether anything is to be said."""
        return choice.trouble is not None or choice.needs_checklist

    def card(self, choice: Choice, rows: int) -> pygame.Rect:
        """Where the card is, below so many rows."""
        left, top, width, height = self._places.rows
        taken = rows * (self._places.row_height + self._places.row_gap)
        wanted = 2 * _CARD_PAD + _STEP * (1 + _rows_of(choice)) * self._letters.text_scale
        return self._layout.rect((left, top + taken, width, min(height - taken, wanted)))

    def place(self, choice: Choice, rows: int) -> list[PlacedText]:
        """Every text of the card."""
        title, boxes = self._boxes(choice, rows)
        words, lines = _words_of(choice, self._texts)
        most = _QUESTION_LINES if choice.trouble is None else _TROUBLE_LINES + 1
        size = self._letters.common_size(
            list(zip(lines, boxes, strict=True)), _LINE, Weight.REGULAR, max_lines=most
        )
        placed = self._letters.place(words, title, _TITLE, Weight.SEMIBOLD, self._palette.text)
        for line, box in zip(lines, boxes, strict=True):
            placed += self._letters.place(
                line, box, size, Weight.REGULAR, self._palette.text2, max_lines=most
            )
        return placed

    def draw(self, surface: pygame.Surface, choice: Choice, rows: int, at_s: float) -> None:
        """Draw the card and its marks."""
        card = self.card(choice, rows)
        is_trouble = choice.trouble is not None
        if is_trouble:
            self._cards.draw_warning(surface, card)
        else:
            self._cards.draw_card(surface, card, is_chosen=False, has_focus=False)
        title, boxes = self._boxes(choice, rows)
        left = card.x + self._layout.length(_PAD)
        mark = self._lamp if is_trouble else self._bullet
        for box in [title] if is_trouble else boxes:
            surface.blit(mark, (left, box.centery - mark.get_height() // 2))
        if not is_trouble and not choice.is_seeking:
            right = card.right - self._layout.length(_PAD)
            self._dots.draw(surface, (right, title.centery), at_s)

    def _boxes(self, choice: Choice, rows: int) -> tuple[pygame.Rect, list[pygame.Rect]]:
        """Where the title and the lines stand."""
        length = self._layout.length
        inner = self.card(choice, rows).inflate(-2 * length(_PAD), -2 * length(_CARD_PAD))
        lines = len(_words_of(choice, self._texts)[1])
        step = inner.height // (1 + _rows_of(choice))
        indent = length(_INDENT)
        title = pygame.Rect(inner.x, inner.y, inner.width - self._dots.width, step)
        if choice.trouble is not None:
            title.x += indent
        high = step * (_rows_of(choice) // lines)
        boxes = [
            pygame.Rect(inner.x + indent, title.bottom + n * high, inner.width - indent, high)
            for n in range(lines)
        ]
        return title, boxes


def _words_of(choice: Choice, texts: Texts) -> tuple[str, tuple[str, ...]]:
    """The title and the lines."""
    if choice.trouble is not None:
        return texts.no_bluetooth_title, (texts.link_said[choice.trouble],)
    words = family_words(choice, texts)
    return words.none_yet, words.checklist


def _rows_of(choice: Choice) -> int:
    """Lines of room below the title."""
    return _TROUBLE_LINES if choice.trouble is not None else _QUESTIONS
