"""What the person said of themselves, before and after: two marks on a row from 0 to 10.

Both marks have the same colour: one is a ring, the other a disc. Nothing is made of them, neither
a score nor a praise; what is usual for this person lies behind them as a quiet band.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pygame

from trainer.answers import MOST_UPSET, UsualAfter
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.scene import marks
from visuals.scene.layout import Box, Layout
from visuals.scene.summary_places import PAD

__all__ = ["Felt", "SummaryFelt"]

_TITLE, _SMALL, _NUMBER = 20, 16, 17
_EDGE = 8
"""Room above the first row and below the last."""
_ROWS = (0.27, 0.205, 0.315, 0.21)
"""Title, words over the marks, numbers, and the ends with what is usual: shares of the height."""
_RING = 1.8
_DISC = 0.8
"""A disc's share of the ring's width: at the same answer both are seen."""
_BAND_OPACITY = 0.16
_GAP = 10
"""Between words that stand beside each other."""


@dataclass(frozen=True, slots=True)
class Felt:
    """How upset the person felt, 0 to 10; an answer that was not given is not there."""

    before: int | None
    after: int | None
    usual: UsualAfter | None = None
    """What is usual for them after a session that began like this one."""

    @property
    def is_told(self) -> bool:
        """Whether there is any answer."""
        return self.before is not None or self.after is not None


class SummaryFelt:
    """Draws both answers into their card."""

    def __init__(self, layout: Layout, letters: Lettering, box: Box) -> None:
        self._letters = letters
        self._palette, self._texts = layout.look.palette, layout.look.texts
        self._line = max(1.5, _RING * layout.scale)
        self._gap = layout.length(_GAP)
        self.card = layout.rect(box)
        """The whole card, in pixels."""
        inside = layout.rect((box[0] + PAD, box[1] + _EDGE, box[2] - 2 * PAD, box[3] - 2 * _EDGE))
        tops = [round(sum(_ROWS[:row]) * inside.height) for row in range(len(_ROWS) + 1)]
        self._title, self._words, self._numbers, self._ends = (
            pygame.Rect(inside.x, inside.y + top, inside.width, below - top)
            for top, below in pairwise(tops)
        )
        self._mark = min(self._numbers.height, round(0.92 * inside.width / (MOST_UPSET + 1)))

    def centre_of(self, number: int) -> tuple[int, int]:
        """The middle of a number's place, in pixels."""
        row = self._numbers
        across = (row.width - self._mark) * number / MOST_UPSET
        return round(row.x + self._mark / 2 + across), row.centery

    def draw(self, surface: pygame.Surface, felt: Felt) -> None:
        """Draw band and marks; the words over them are placed by `place`."""
        palette = self._palette
        if felt.usual is not None:
            left, right = (self.centre_of(end)[0] for end in (felt.usual.low, felt.usual.high))
            width = right - left + self._mark
            shade = marks.rounded_box(
                width, self._mark, self._mark / 2, palette.card_stroke, _BAND_OPACITY
            )
            surface.blit(shade, (left - self._mark // 2, self._numbers.centery - self._mark // 2))
        if felt.before is not None:
            ring = marks.circle(self._mark / 2, self._line, palette.button)
            surface.blit(ring, ring.get_rect(center=self.centre_of(felt.before)))
        if felt.after is not None:
            disc = marks.disc(_DISC * self._mark / 2, palette.button)
            surface.blit(disc, disc.get_rect(center=self.centre_of(felt.after)))

    def place(self, felt: Felt) -> list[PlacedText]:
        """Title, words over the marks, the numbers, and what both ends mean."""
        palette = self._palette
        placed = self._letters.place(
            self._texts.felt_title, self._title, _TITLE, Weight.SEMIBOLD, palette.text
        )
        return [*placed, *self._mark_words(felt), *self._row(felt), *self._end_words(felt)]

    def _mark_words(self, felt: Felt) -> list[PlacedText]:
        """When each answer was given, over its mark; neighbours make room for each other."""
        before, after = felt.before, felt.after
        if before is not None and before == after:
            both = self._texts.and_between.join((self._texts.before, self._texts.after))
            told = [(before, both)]
        else:
            pairs = ((before, self._texts.before), (after, self._texts.after))
            told = sorted((number, word) for number, word in pairs if number is not None)
        row = self._words
        size = self._letters.common_size(
            [(word, pygame.Rect(row.x, row.y, row.width // 2, row.height)) for _, word in told],
            _SMALL,
            Weight.REGULAR,
        )
        widths = [self._letters.width(word, size, Weight.REGULAR) for _, word in told]
        lefts = [
            min(max(self.centre_of(number)[0] - width // 2, row.x), row.right - width)
            for (number, _), width in zip(told, widths, strict=True)
        ]
        if len(told) == 2 and lefts[0] + widths[0] + self._gap > lefts[1]:
            over = lefts[0] + widths[0] + self._gap - lefts[1]
            lefts[0] = max(row.x, lefts[0] - over // 2)
            lefts[1] = lefts[0] + widths[0] + self._gap
            beyond = max(0, lefts[1] + widths[1] - row.right)
            lefts = [left - beyond for left in lefts]
        placed: list[PlacedText] = []
        for (_, word), left, width in zip(told, lefts, widths, strict=True):
            box = pygame.Rect(left, row.y, width, row.height)
            placed += self._letters.place(word, box, size, Weight.REGULAR, self._palette.text2)
        return placed

    def _row(self, felt: Felt) -> list[PlacedText]:
        """0 to 10; those that were answered stand out."""
        palette = self._palette
        boxes = []
        for number in range(MOST_UPSET + 1):
            box = pygame.Rect(0, 0, self._mark, self._mark)
            box.center = self.centre_of(number)
            boxes.append(box)
        inner = [(str(MOST_UPSET), box.inflate(-box.width // 4, 0)) for box in boxes[-1:]]
        size = self._letters.common_size(inner, _NUMBER, Weight.SEMIBOLD)
        placed: list[PlacedText] = []
        for number, box in enumerate(boxes):
            is_told = number in (felt.before, felt.after)
            colour = palette.text if is_told else palette.text3
            placed += self._letters.place(
                str(number),
                box,
                size,
                Weight.SEMIBOLD if is_told else Weight.REGULAR,
                palette.ink if number == felt.after else colour,
                align=Align.CENTRE,
            )
        return placed

    def _end_words(self, felt: Felt) -> list[PlacedText]:
        """What 0 and 10 mean, and between them what is usual, all in one size."""
        texts, letters, row = self._texts, self._letters, self._ends
        usual = felt.usual
        between = ""
        if usual is not None:
            between = texts.upset_usual.format(low=usual.low, high=usual.high)
        words = [word for word in (texts.not_at_all, between, texts.very_much) if word]
        apart = (" " * 2).join(words)
        size = letters.common_size([(apart, row)], _SMALL, Weight.REGULAR)
        placed: list[PlacedText] = []
        for word, align in (
            (texts.not_at_all, Align.LEFT),
            (between, Align.CENTRE),
            (texts.very_much, Align.RIGHT),
        ):
            width = letters.width(word, size, Weight.REGULAR)
            left = row.x + round((row.width - width) * align.value[0])
            if align is Align.CENTRE:  # in the middle of what the ends leave
                ends = [
                    letters.width(end, size, Weight.REGULAR)
                    for end in (texts.not_at_all, texts.very_much)
                ]
                left += (ends[0] - ends[1]) // 2
            colour = self._palette.text2 if align is Align.CENTRE else self._palette.text3
            box = pygame.Rect(left, row.y, width, row.height)
            placed += letters.place(word, box, size, Weight.REGULAR, colour)
        return placed
