"""One gentle question, before or after: how upset do you feel? It may always be skipped."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame

from trainer.answers import MOST_UPSET, Answer, Occasion
from visuals.gestures import Gesture, Key, Letter, Moved, Place, Pressed, Tapped
from visuals.lettering import Align, PlacedText, Weight
from visuals.look import Look
from visuals.scene.lake import draw_resting, lake_with
from visuals.screens.neighbour import neighbour
from visuals.screens.question_places import PLACES
from visuals.screens.question_record import (
    QuestionFocus,
    QuestionOutcome,
    QuestionRecord,
    WithoutAnswer,
)
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


class QuestionScreen(WordsPage):
    """Draws the question and hears the answer."""

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        super().__init__(size, look)
        self._places = PLACES[self.layout.kind]

    def _draw_ground(self) -> pygame.Surface:
        """The lake, and the person at rest: nobody is alone with a question."""
        places = PLACES[self.layout.kind]
        lake = lake_with(self.layout, places.figure, places.figure_scale)
        return draw_resting(lake, np.random.default_rng(0))

    def hear(
        self, gesture: Gesture, record: QuestionRecord
    ) -> Heard[QuestionRecord, QuestionOutcome]:
        """What a gesture makes of a record."""
        match gesture:
            case Pressed(Key.BACK):
                return Heard(record, WithoutAnswer.SKIPPED)
            case Pressed(Key.ENTER | Key.SPACE):
                return Heard(record, record.outcome_of(record.pressed))
            case Pressed(Key.LEFT | Key.RIGHT | Key.UP | Key.DOWN | Key.NEXT | Key.PREVIOUS):
                return Heard(self._moved(record, gesture.key))
            # The second one is the upper button of a controller, which has no letters.
            case Letter("m" | "c") if record.offers_more:
                return Heard(record, WithoutAnswer.MORE)
            case Letter("d"):
                return Heard(record, WithoutAnswer.CRISIS)
            case Letter(letter) if letter.isdigit():
                typed = int(letter)
                is_ten = record.chosen == 1 and typed == 0
                return Heard(record.with_number(MOST_UPSET if is_ten else typed))
            case Moved(place):
                return Heard(replace(record, over=self._control_at(place, record)))
            case Tapped(place):
                return _tapped(record, self._control_at(place, record))
        return Heard(record)

    def _control_at(self, place: Place, record: QuestionRecord) -> QuestionFocus | int | None:
        """The number or the button that the pointer or a finger is on."""
        for number, rect in enumerate(self.numbers()):
            if rect.collidepoint(place):
                return number
        for rect, _, leads in self._buttons(record):
            if rect.collidepoint(place):
                return leads
        return None

    def _moved(self, record: QuestionRecord, key: Key) -> QuestionRecord:
        """The record after an arrow or Tab: another number, or another button."""
        stops, is_at_numbers = record.stops, record.focus is QuestionFocus.NUMBERS
        step = 1 if key in (Key.RIGHT, Key.DOWN, Key.NEXT) else -1
        if key in (Key.NEXT, Key.PREVIOUS):
            return replace(record, focus=neighbour(stops, record.focus, step))
        is_along = key in (Key.LEFT, Key.RIGHT)
        if is_at_numbers and is_along:
            return record.stepped(step)
        if is_at_numbers and (below := self._below(record.chosen, step)) is not None:
            return record.with_number(below)
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
        cards = self._cards
        for number, rect in enumerate(self.numbers()):
            is_chosen = number == record.chosen
            has_focus = is_chosen and record.pressed is QuestionFocus.NUMBERS
            cards.draw_button(surface, rect, is_main=is_chosen, has_focus=has_focus)
            # Zero is no way out, whatever it equals.
            if record.over == number and not isinstance(record.over, QuestionFocus):
                cards.draw_over(surface, rect, is_round=True)
        for rect, hint, leads in self._buttons(record):
            has_focus = record.pressed is leads
            if leads is QuestionFocus.CRISIS:
                cards.draw_link(surface, rect, hint, _LINK, has_focus=has_focus)
            else:
                cards.draw_key_button(surface, rect, hint, _LINK, has_focus=has_focus)
            if record.over is leads:
                cards.draw_over(surface, rect, is_round=True)
        for text in self.texts(record, at_s):
            self._letters.draw(surface, text)

    def _buttons(self, record: QuestionRecord) -> list[tuple[pygame.Rect, KeyHint, QuestionFocus]]:
        """The way out, after calm minutes the one to more, and help in danger."""
        words, rect = self._words, self.layout.rect
        leaving = words.key_skip if record.chosen is None else words.key_done
        leave = rect(self._places.skip)
        found = [(leave, leaving, QuestionFocus.LEAVE)]
        if record.offers_more:
            found.insert(0, (rect(self._places.more), words.key_more, QuestionFocus.MORE))
        else:
            leave.centerx = rect(self._places.question).centerx
        found.append((rect(self._places.crisis), words.key_crisis, QuestionFocus.CRISIS))
        return found

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
        for button, hint, _ in self._buttons(record):
            placed += self._cards.place_button(button, hint, is_main=False, size=_LINK)
        return placed


def _tapped(
    record: QuestionRecord, control: QuestionFocus | int | None
) -> Heard[QuestionRecord, QuestionOutcome]:
    """What a touch of a number or a button leads to: a number answers at once."""
    match control:
        case None:
            return Heard(record)
        case QuestionFocus():
            return Heard(record, record.outcome_of(control))
        case number:
            return Heard(replace(record, chosen=number), Answer(record.occasion, number))
