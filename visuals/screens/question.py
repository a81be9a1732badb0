"""One gentle question, before or after: how upset do you feel? It may always be skipped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

import pygame

from trainer.answers import MOST_UPSET, Answer, Occasion
from visuals.gestures import Gesture, Key, Letter, Place, Pressed, Tapped
from visuals.lettering import Align, PlacedText, Weight
from visuals.look import Look
from visuals.scene.layout import Box, Kind
from visuals.screens.neighbour import neighbour
from visuals.screens.screen import Heard
from visuals.screens.words_page import WordsPage
from visuals.texts import KeyHint

__all__ = [
    "QuestionFocus",
    "QuestionOutcome",
    "QuestionRecord",
    "QuestionScreen",
    "WithoutAnswer",
]

_QUESTION = 40
_HINT = 20
_NUMBER = 24
_LINK = 19


class WithoutAnswer(Enum):
    """Ways to leave the question without an answer."""

    SKIPPED = "skipped"
    MORE = "more"
    """Three calm minutes more, instead of an answer."""


QuestionOutcome = Answer | WithoutAnswer


class QuestionFocus(Enum):
    """What the keys are at."""

    NUMBERS = "numbers"
    """Left and right choose one."""
    LEAVE = "leave"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """Which question, and what is pointed at."""

    occasion: Occasion
    offers_more: bool = False
    """True after calm minutes: three more can be had from here."""
    chosen: int | None = None
    focus: QuestionFocus = QuestionFocus.NUMBERS

    @property
    def stops(self) -> tuple[QuestionFocus, ...]:
        """What can have the focus, in the order of Tab."""
        more = (QuestionFocus.MORE,) if self.offers_more else ()
        return (QuestionFocus.NUMBERS, *more, QuestionFocus.LEAVE)

    @property
    def pressed(self) -> QuestionFocus:
        """What Enter presses, and what is framed; without a number that is the way out."""
        is_number = self.focus is QuestionFocus.NUMBERS and self.chosen is not None
        return self.focus if is_number or self.focus in self.stops[1:] else QuestionFocus.LEAVE


@dataclass(frozen=True, slots=True)
class _Places:
    question: Box
    hint: Box
    numbers: Box
    rows: int
    ends: Box
    skip: Box
    more: Box


_PLACES = {
    Kind.WIDE: _Places(
        (140, 176, 1000, 64), (140, 244, 1000, 36), (190, 330, 900, 72), 1,
        (190, 414, 900, 34), (660, 540, 280, 56), (340, 540, 290, 56),
    ),
    Kind.COMPACT: _Places(
        (60, 176, 840, 64), (60, 244, 840, 36), (60, 330, 840, 70), 1,
        (60, 412, 840, 34), (500, 540, 280, 56), (190, 540, 290, 56),
    ),
    Kind.PORTRAIT: _Places(
        (48, 320, 624, 110), (48, 440, 624, 64), (60, 560, 600, 190), 2,
        (60, 764, 600, 40), (160, 990, 400, 64), (160, 900, 400, 64),
    ),
}  # fmt: skip


class QuestionScreen(WordsPage):
    """Draws the question and hears the answer."""

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        super().__init__(size, look)
        self._places = _PLACES[self.layout.kind]

    def hear(
        self, gesture: Gesture, record: QuestionRecord
    ) -> Heard[QuestionRecord, QuestionOutcome]:
        """What a gesture makes of a record."""
        match gesture:
            case Pressed(Key.BACK):
                return Heard(record, WithoutAnswer.SKIPPED)
            case Pressed(Key.ENTER | Key.SPACE):
                return Heard(record, _entered(record))
            case Pressed(Key.LEFT | Key.RIGHT | Key.UP | Key.DOWN | Key.NEXT | Key.PREVIOUS):
                return Heard(self._moved(record, gesture.key))
            # The second one is the upper button of a controller, which has no letters.
            case Letter("m" | "c") if record.offers_more:
                return Heard(record, WithoutAnswer.MORE)
            case Letter(letter) if letter.isdigit():
                typed = int(letter)
                is_ten = record.chosen == 1 and typed == 0
                return Heard(_with_number(record, MOST_UPSET if is_ten else typed))
            case Tapped(place):
                return self._tapped(record, place)
        return Heard(record)

    def _tapped(
        self, record: QuestionRecord, place: Place
    ) -> Heard[QuestionRecord, QuestionOutcome]:
        for number, rect in enumerate(self.numbers()):
            if rect.collidepoint(place):
                return Heard(replace(record, chosen=number), Answer(record.occasion, number))
        for rect, hint in self._buttons(record):
            if rect.collidepoint(place):
                if hint == self._words.key_more:
                    return Heard(record, WithoutAnswer.MORE)
                return Heard(record, _left(record))
        return Heard(record)

    def _moved(self, record: QuestionRecord, key: Key) -> QuestionRecord:
        """The record after an arrow or Tab: another number, or another button."""
        stops, is_at_numbers = record.stops, record.focus is QuestionFocus.NUMBERS
        step = 1 if key in (Key.RIGHT, Key.DOWN, Key.NEXT) else -1
        if key in (Key.NEXT, Key.PREVIOUS):
            return replace(record, focus=neighbour(stops, record.focus, step))
        is_along = key in (Key.LEFT, Key.RIGHT)
        if is_at_numbers and is_along:
            return _stepped(record, step)
        if is_at_numbers and (below := self._below(record.chosen, step)) is not None:
            return _with_number(record, below)
        first = 1 if is_along else 0  # from a button to the numbers only upwards
        at = max(stops.index(record.focus) + step, first)
        return replace(record, focus=stops[min(at, len(stops) - 1)])

    def _below(self, chosen: int | None, rows: int) -> int | None:
        """The number so many rows further down; None where there is none."""
        if chosen is None:
            return None
        per_row = -(-(MOST_UPSET + 1) // self._places.rows)
        row = chosen // per_row + rows
        if not 0 <= row < self._places.rows:
            return None
        return min(chosen + rows * per_row, MOST_UPSET)

    def numbers(self) -> list[pygame.Rect]:
        """Places of 0 to 10, in pixels."""
        left, top, width, height = self._places.numbers
        rows = self._places.rows
        count = MOST_UPSET + 1
        per_row = -(-count // rows)
        step, down = width / per_row, height / rows
        side = min(step * 0.84, down * 0.9)
        found = []
        for number in range(count):
            row, column = divmod(number, per_row)
            in_row = min(per_row, count - row * per_row)
            start = left + (width - in_row * step) / 2
            x = start + column * step + (step - side) / 2
            found.append(self.layout.rect((x, top + row * down, side, side)))
        return found

    def draw(self, surface: pygame.Surface, record: QuestionRecord, at_s: float) -> None:
        """Draw a record at a time over the whole surface."""
        surface.blit(self._ground, (0, 0))
        for number, rect in enumerate(self.numbers()):
            is_chosen = number == record.chosen
            has_focus = is_chosen and record.pressed is QuestionFocus.NUMBERS
            self._cards.draw_button(surface, rect, is_main=is_chosen, has_focus=has_focus)
        for rect, hint in self._buttons(record):
            of_hint = QuestionFocus.MORE if hint == self._words.key_more else QuestionFocus.LEAVE
            has_focus = record.pressed is of_hint
            self._cards.draw_key_button(surface, rect, hint, _LINK, has_focus=has_focus)
        for text in self.texts(record, at_s):
            self._letters.draw(surface, text)

    def _buttons(self, record: QuestionRecord) -> list[tuple[pygame.Rect, KeyHint]]:
        """The button that leaves the question, and after calm minutes the one for more."""
        words = self._words
        leave = self.layout.rect(self._places.skip)
        leaving = words.key_skip if record.chosen is None else words.key_done
        if record.offers_more:
            more = self.layout.rect(self._places.more)
            return [(leave, leaving), (more, words.key_more)]
        leave.centerx = self.layout.rect(self._places.question).centerx
        return [(leave, leaving)]

    def texts(self, record: QuestionRecord, at_s: float) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        del at_s
        words, places, rect = self._words, self._places, self.layout.rect
        place, palette = self._letters.place, self._palette
        is_before = record.occasion is Occasion.BEFORE
        placed = place(
            words.question_before if is_before else words.question_after,
            rect(places.question),
            _QUESTION,
            Weight.LIGHT,
            palette.text,
            align=Align.CENTRE,
            max_lines=2,
        )
        placed += place(
            words.question_hint,
            rect(places.hint),
            _HINT,
            Weight.REGULAR,
            palette.text2,
            align=Align.CENTRE,
            max_lines=2,
        )
        for number, box in enumerate(self.numbers()):
            is_chosen = number == record.chosen
            placed += place(
                str(number),
                box,
                _NUMBER,
                Weight.SEMIBOLD if is_chosen else Weight.REGULAR,
                palette.ink if is_chosen else palette.text,
                align=Align.CENTRE,
            )
        ends = rect(places.ends)
        for word, align, half in (
            (words.not_at_all, Align.TOP_LEFT, 0),
            (words.very_much, Align.TOP_RIGHT, 1),
        ):
            box = pygame.Rect(ends.x + half * ends.width // 2, ends.y, ends.width // 2, ends.height)
            placed += place(word, box, _HINT - 2, Weight.REGULAR, palette.text2, align=align)
        for button, hint in self._buttons(record):
            placed += self._cards.place_button(button, hint, is_main=False, size=_LINK)
        return placed


def _entered(record: QuestionRecord) -> QuestionOutcome:
    """What Enter leads to."""
    return WithoutAnswer.MORE if record.pressed is QuestionFocus.MORE else _left(record)


def _left(record: QuestionRecord) -> QuestionOutcome:
    """What leaving leads to: the number that is chosen, if there is one."""
    if record.chosen is None:
        return WithoutAnswer.SKIPPED
    return Answer(record.occasion, record.chosen)


def _with_number(record: QuestionRecord, number: int) -> QuestionRecord:
    return replace(record, chosen=number, focus=QuestionFocus.NUMBERS)


def _stepped(record: QuestionRecord, step: int) -> QuestionRecord:
    """The record with the next number chosen; the first step begins in the middle."""
    if record.chosen is None:
        return _with_number(record, MOST_UPSET // 2)
    return _with_number(record, min(max(record.chosen + step, 0), MOST_UPSET))
