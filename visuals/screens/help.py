"""How to breathe with the belly, in three pictures; the keys; and what breathing does not solve."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

import pygame

from visuals.gestures import Gesture, Key, Letter, Moved, Place, Pressed, Tapped
from visuals.lettering import Align, PlacedText, Weight
from visuals.look import Look
from visuals.scene.still import Goes, draw_still
from visuals.screens.help_cards import step_cards
from visuals.screens.help_keys import place_keys
from visuals.screens.help_places import LARGE_PLACES, PLACES
from visuals.screens.neighbour import neighbour
from visuals.screens.screen import Heard
from visuals.screens.words_page import WordsPage
from visuals.texts import KeyHint

__all__ = ["Focus", "HelpScreen", "Page", "PageOutcome"]

_TITLE = 44
_KEY = 17
_CRISIS_PAD = 3
"""Above and below the words of the row that leads to help, in design units."""
_BUTTON = 19
_SHOWN = ((0.3, Goes.NOWHERE), (1.0, Goes.OUT), (0.0, Goes.BACK))
"""How full the belly is in the three pictures, and where its hand goes."""
_PAD = 20
_CHIP = 7
"""So far the chip of a key goes beyond its name."""


class Focus(Enum):
    """What Enter presses, in the order in which the arrows go."""

    BACK = "back"
    KEYS = "keys"
    CRISIS = "crisis"


class PageOutcome(Enum):
    """What comes next."""

    BACK = "back"
    CRISIS = "crisis"


@dataclass(frozen=True, slots=True)
class Page:
    """Which of its two sides is shown, and what Enter presses."""

    shows_keys: bool = False
    focus: Focus = Focus.BACK
    over: Focus | None = None
    """What the pointer is on."""


class HelpScreen(WordsPage):
    """Draws the three pictures with their words."""

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        super().__init__(size, look)
        places = LARGE_PLACES if self.layout.is_large else PLACES
        self._places = places[self.layout.kind]
        self._plain = self._ground.copy()
        self._steps = step_cards(
            self.layout, self._letters, look.palette, self._places, look.texts.help_steps
        )
        for step, (fullness, goes) in zip(self._steps, _SHOWN, strict=True):
            self._cards.draw_card(self._ground, step.card, is_chosen=False, has_focus=False)
            draw_still(self._ground, step.picture, fullness, look.palette, goes)

    def hear(self, gesture: Gesture, record: Page) -> Heard[Page, PageOutcome]:
        """What a gesture makes of a record."""
        match gesture:
            case Pressed(Key.BACK):
                return _pressed(replace(record, focus=Focus.BACK))
            case Pressed(Key.ENTER | Key.SPACE):
                return _pressed(record)
            case Pressed(Key.LEFT | Key.UP | Key.NEXT):
                return Heard(replace(record, focus=neighbour(tuple(Focus), record.focus, 1)))
            case Pressed(Key.RIGHT | Key.DOWN | Key.PREVIOUS):
                return Heard(replace(record, focus=neighbour(tuple(Focus), record.focus, -1)))
            case Letter("k"):
                return _pressed(replace(record, focus=Focus.KEYS))
            case Letter("d"):
                return Heard(record, PageOutcome.CRISIS)
            case Moved(place):
                return Heard(replace(record, over=self._at(place)))
            case Tapped(place):
                focus = self._at(place)
                return Heard(record) if focus is None else _pressed(replace(record, focus=focus))
        return Heard(record)

    def _at(self, place: Place) -> Focus | None:
        """What the pointer or a finger is on."""
        shown = self._buttons().items()
        return next((focus for focus, rect in shown if rect.collidepoint(place)), None)

    def _buttons(self) -> dict[Focus, pygame.Rect]:
        """Whatever can be pressed, with its place."""
        places, rect = self._places, self.layout.rect
        return {
            Focus.BACK: rect(places.back),
            Focus.KEYS: rect(places.keys),
            Focus.CRISIS: rect(places.crisis),
        }

    def _hint(self, focus: Focus, record: Page) -> KeyHint:
        words = self._words
        if focus is Focus.BACK:
            return words.key_back
        return words.key_pictures if record.shows_keys else words.key_keys

    def draw(self, surface: pygame.Surface, record: Page, at_s: float) -> None:
        """Draw a record at a time over the whole surface."""
        surface.blit(self._plain if record.shows_keys else self._ground, (0, 0))
        for focus, rect in self._buttons().items():
            has_focus = focus is record.focus
            if focus is Focus.CRISIS:
                self._cards.draw_card(surface, rect, is_chosen=False, has_focus=has_focus)
                self._cards.draw_chip(surface, self._place_crisis()[-1], is_main=False)
            else:
                is_main, hint = focus is Focus.BACK, self._hint(focus, record)
                self._cards.draw_key_button(
                    surface, rect, hint, _BUTTON, is_main=is_main, has_focus=has_focus
                )
            if focus is record.over:
                self._cards.draw_over(surface, rect, is_round=focus is not Focus.CRISIS)
        if record.shows_keys:
            for key in self._place_keys()[: len(self._words.help_keys)]:
                self._cards.draw_chip(surface, key, is_main=False)
        for text in self.texts(record, at_s):
            self._letters.draw(surface, text)

    def texts(self, record: Page, at_s: float) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        del at_s
        words, rect, palette = self._words, self.layout.rect, self._palette
        title = words.help_keys_title if record.shows_keys else words.help_title
        placed = self._letters.place(
            title, rect(self._places.title), _TITLE, Weight.LIGHT, palette.text
        )
        placed += self._place_keys() if record.shows_keys else self._place_steps()
        placed += self._place_feet(record)
        placed += self._place_crisis()
        for focus in (Focus.KEYS, Focus.BACK):
            placed += self._cards.place_button(
                self._buttons()[focus],
                self._hint(focus, record),
                is_main=focus is Focus.BACK,
                size=_BUTTON,
            )
        return placed

    def _place_crisis(self) -> list[PlacedText]:
        """What breathing is no answer to, and at the end the key that leads to who helps."""
        length, palette = self.layout.length, self._palette
        row = self._buttons()[Focus.CRISIS].inflate(-2 * length(_PAD), -2 * length(_CRISIS_PAD))
        name, _ = self._words.key_crisis
        key = self._letters.place(
            name, row, _KEY, Weight.SEMIBOLD, palette.text, align=Align.RIGHT
        )[0]
        row.width = key.left - length(_PAD) - row.x
        said = self._letters.place(
            self._words.help_crisis,
            row,
            self._places.size,
            Weight.REGULAR,
            palette.text,
            max_lines=2,
        )
        return [*said, key]

    def _place_steps(self) -> list[PlacedText]:
        """The words of the three pictures."""
        return [text for step in self._steps for text in step.words]

    def _place_keys(self) -> list[PlacedText]:
        """Every key with what it does, where the pictures are else."""
        first, last = (self.layout.rect(box) for box in self._places.cards[::2])
        room = first.union(last)
        room.height = self.layout.rect(self._places.softly).bottom - room.y
        indent = self.layout.rect(self._places.title).x - room.x + self.layout.length(_CHIP)
        room.x, room.width = room.x + indent, room.width - 2 * indent
        return place_keys(
            self._letters,
            self._palette,
            self._words.help_keys,
            room,
            columns=self._places.columns,
        )

    def _place_feet(self, record: Page) -> list[PlacedText]:
        """Two lines below the pictures; below the keys, who else can press them."""
        words, palette = self._words, self._palette
        boxes = [self.layout.rect(box) for box in (self._places.softly, self._places.words)]
        said = [words.help_softly, words.help_words]
        if record.shows_keys:
            said = ["", words.help_hands]
        pairs = [(line, box) for line, box in zip(said, boxes, strict=True) if line]
        size = self._letters.common_size(pairs, self._places.size, Weight.REGULAR, max_lines=2)
        placed: list[PlacedText] = []
        for (line, box), colour in zip(pairs, (palette.text2, palette.text), strict=False):
            placed += self._letters.place(line, box, size, Weight.REGULAR, colour, max_lines=2)
        return placed


def _pressed(record: Page) -> Heard[Page, PageOutcome]:
    """What the button that is pointed at does."""
    match record.focus:
        case Focus.CRISIS:
            return Heard(record, PageOutcome.CRISIS)
        case Focus.KEYS:
            return Heard(replace(record, shows_keys=not record.shows_keys))
        case Focus.BACK if record.shows_keys:
            return Heard(Page())
    return Heard(record, PageOutcome.BACK)
