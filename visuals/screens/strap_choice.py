"""The choice of a sensor: which strap or board, or the practice heart, or the breath alone.

Its record is a `Choice` that changes with what is near; what a gesture means is said as an outcome,
and what becomes of that is decided in `trainer/choosing.py`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pygame

from trainer.choosing import BREATH_KEY, PRACTICE_KEY, Choice, ChoiceWish
from visuals.gestures import Gesture, Key, Letter, Moved, Place, Pressed, Tapped
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.look import Look
from visuals.scene.cards import Cards
from visuals.scene.figure import Figure
from visuals.scene.keys import KeyRow
from visuals.scene.lake import draw_lit_lake
from visuals.scene.layout import Layout
from visuals.screens.screen import Heard, WindowWish
from visuals.screens.strap_choice_places import lake_of, places_of
from visuals.screens.strap_choice_rows import StrapChoiceRows
from visuals.screens.strap_choice_words import family_words
from visuals.texts import KeyHint

__all__ = ["Numbered", "Pointed", "StrapChoiceOutcome", "StrapChoiceScreen", "Took"]

_TITLE = 44
_SUBTITLE = 20
_BREATH_S = 10.0
_CALM_FULLNESS = 0.55
"""The person breathes softly while they wait: nobody is asked to follow yet."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """The pointer went over an option."""

    key: str


@dataclass(frozen=True, slots=True)
class Took:
    """An option was chosen directly."""

    key: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A strap was chosen by its digit."""

    number: int


StrapChoiceOutcome = ChoiceWish | Pointed | Took | Numbered | WindowWish

_WISHES = {
    Key.UP: ChoiceWish.UP,
    Key.LEFT: ChoiceWish.UP,
    Key.PREVIOUS: ChoiceWish.UP,
    Key.DOWN: ChoiceWish.DOWN,
    Key.RIGHT: ChoiceWish.DOWN,
    Key.NEXT: ChoiceWish.DOWN,
    Key.ENTER: ChoiceWish.TAKE,
    Key.SPACE: ChoiceWish.LISTEN,
    Key.BACK: ChoiceWish.LEAVE,
}
_LIST_LETTERS = ("l", "c")
"""The second one is the upper button of a controller, which has no letters."""


class StrapChoiceScreen:
    """Draws a choice and hears what is wished."""

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        chance = np.random.default_rng(0)
        self.layout = Layout(size, look)
        self._places = places_of(self.layout)
        self._palette, self._words = look.palette, look.texts
        self._reduced_motion = look.reduced_motion
        self._letters = Lettering(self.layout.scale, look.text_scale)
        self._cards = Cards(self.layout, self._letters)
        lake = lake_of(self.layout)
        self._ground = draw_lit_lake(lake, chance)
        self._figure = Figure(lake, chance)
        self.rows = StrapChoiceRows(self.layout, self._letters, self._cards)
        self._keys = KeyRow(self.layout.rect(self._places.keys), self.layout, self._letters)

    @property
    def begin_button(self) -> pygame.Rect:
        """Where a click takes what is in focus, in pixels."""
        return self.layout.rect(self._places.begin)

    def bake(self, budget_s: float) -> bool:
        """Bake further frames of the person for about this long; True when all are there."""
        return self._figure.bake(budget_s)

    def takes_text(self, record: Choice) -> bool:
        """Nothing is written here."""
        del record
        return False

    def hear(self, gesture: Gesture, record: Choice) -> Heard[Choice, StrapChoiceOutcome]:
        """What a gesture wishes; the record stays as it is."""
        return Heard(record, self._meant(gesture, record))

    def _meant(self, gesture: Gesture, choice: Choice) -> StrapChoiceOutcome | None:
        match gesture:
            case Pressed(key):
                return _WISHES.get(key)
            case Letter(letter):
                return self._of_letter(letter)
            case Moved(place):
                over = self._option_at(place, choice)
                return None if over is None else Pointed(over)
            case Tapped(place):
                return self._tapped(place, choice)
        return None

    def _of_letter(self, letter: str) -> StrapChoiceOutcome | None:
        if letter.isdecimal():
            return Numbered(int(letter))
        if letter in _LIST_LETTERS:
            return ChoiceWish.LIST
        if letter == "f":
            return WindowWish.FULL_SCREEN
        return {
            self._words.letter_practice.lower(): Took(PRACTICE_KEY),
            self._words.letter_breath.lower(): Took(BREATH_KEY),
        }.get(letter)

    def _tapped(self, place: Place, choice: Choice) -> StrapChoiceOutcome | None:
        if self.begin_button.collidepoint(place):
            return ChoiceWish.TAKE
        key = self._option_at(place, choice)
        if key is not None:
            # A finger points at nothing before it taps: a strap can be listened to first.
            is_strap = any(option.key == key for option in choice.straps)
            return Pointed(key) if is_strap and key != choice.focus else Took(key)
        words = self._words
        pressed: dict[KeyHint, StrapChoiceOutcome] = {
            words.key_listen: ChoiceWish.LISTEN,
            family_words(choice, words).key_all: ChoiceWish.LIST,
            words.key_full: WindowWish.FULL_SCREEN,
            self._parting(choice): ChoiceWish.LEAVE,
        }
        hint = self._keys.hint_at(place, self._hints(choice))
        return None if hint is None else pressed.get(hint)

    def _option_at(self, place: Place, choice: Choice) -> str | None:
        """Key of the option under a place on the canvas; None: nothing."""
        shown = self.rows.places(choice)
        return next((key for key, rect in shown if rect.collidepoint(place)), None)

    def draw(self, surface: pygame.Surface, record: Choice, at_s: float) -> None:
        """Draw the choice at a time over the whole surface."""
        surface.blit(self._ground, (0, 0))
        self._figure.draw(surface, self._fullness_at(at_s), is_mirrored=not self._reduced_motion)
        self.rows.draw(surface, record, 0.0 if self._reduced_motion else at_s)
        button, is_main = self.begin_button, _can_begin(record)
        self._cards.draw_button(surface, button, is_main=is_main, has_focus=False)
        self._cards.draw_chip(surface, self._button_texts(record)[-1], is_main=is_main)
        for text in self.texts(record, at_s):
            self._letters.draw(surface, text)

    def texts(self, record: Choice, at_s: float = 0.0) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        del at_s
        title, subtitle = self._titles(record)
        place, rect = self._letters.place, self.layout.rect
        # All titles in one size: they stand for each other.
        box = rect(self._places.title)
        words = family_words(record, self._words)
        titles = (words.seek_title, words.title, words.found_title)
        size = self._letters.common_size([(each, box) for each in titles], _TITLE, Weight.LIGHT)
        return [
            *place(title, box, size, Weight.LIGHT, self._palette.text),
            *place(
                subtitle,
                rect(self._places.subtitle),
                _SUBTITLE,
                Weight.REGULAR,
                self._palette.text2,
                align=Align.TOP_LEFT,
                max_lines=2,
            ),
            *self.rows.place(record),
            *self._button_texts(record),
            *self._keys.place(self._hints(record)),
        ]

    def _fullness_at(self, at_s: float) -> float:
        if self._reduced_motion:
            return 0.0
        return _CALM_FULLNESS * 0.5 * (1.0 - math.cos(2 * math.pi * at_s / _BREATH_S))

    def _button_texts(self, choice: Choice) -> list[PlacedText]:
        hint, is_main = self._words.key_begin, _can_begin(choice)
        return self._cards.place_button(self.begin_button, hint, is_main=is_main)

    def _titles(self, choice: Choice) -> tuple[str, str]:
        words, one_moment = family_words(choice, self._words), self._words.one_moment
        if choice.is_left:
            return words.title, one_moment
        if choice.is_made:
            return words.found_title if choice.focused.is_sensor else words.title, one_moment
        if choice.is_seeking:
            return words.seek_title, words.seek_subtitle
        return words.title, words.subtitle

    def _hints(self, choice: Choice) -> tuple[KeyHint, ...]:
        words = self._words
        if choice.is_seeking:
            return (family_words(choice, words).key_all, words.key_full, self._parting(choice))
        focus = choice.focused
        listens = focus.strap is not None and not focus.strap.found.is_held
        listens = listens or focus.port is not None
        listen = (words.key_listen,) if listens else ()
        return (words.key_choose, *listen, words.key_full, self._parting(choice))

    def _parting(self, choice: Choice) -> KeyHint:
        """What Esc does here."""
        return self._words.key_go_back if choice.leads_back else self._words.key_leave


def _can_begin(choice: Choice) -> bool:
    return choice.focused.can_be_taken and not choice.is_made and not choice.is_left
