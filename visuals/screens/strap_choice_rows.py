"""The list in the choice: a row for each strap or board, and two cards for what needs none."""

from __future__ import annotations

import numpy as np
import pygame

from devices.readings import LinkState
from devices.strap_signal import MOST_BARS, StrapSignal
from trainer.choosing import Choice, Option, OptionKind
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.scene import marks
from visuals.scene.cards import Cards
from visuals.scene.layout import Layout
from visuals.scene.waiting_dots import WaitingDots
from visuals.screens.strap_choice_advice import StrapChoiceAdvice
from visuals.screens.strap_choice_places import places_of
from visuals.screens.strap_choice_words import family_words

__all__ = ["StrapChoiceRows"]

_LABEL = 18
_NAME = 20
_WORDS = 16
_PAD = 18
_HALF_HEIGHT = 27
"""Distance of the two lines of a row, in design units."""
_CHIP = 30
"""Side of the square that holds a digit or a letter, in design units."""
_BAR = 5
_BAR_GAP = 4
_BAR_HEIGHTS = (8, 14, 20, 26)
_MOST_DIGIT = 9
_UNLIT = 0.24
_CURVE = 148
_CURVE_HEIGHT = 40
"""Room of the wave of a wired sensor, in design units."""


class StrapChoiceRows:
    """Places and draws what can be chosen."""

    def __init__(self, layout: Layout, letters: Lettering, cards: Cards) -> None:
        self._layout = layout
        self._letters = letters
        self._palette, self._texts = layout.look.palette, layout.look.texts
        self._places = places_of(layout)
        self._cards = cards
        self._dots = WaitingDots(layout)
        self._advice = StrapChoiceAdvice(layout, letters, cards, self._dots)
        line = max(1.0, 1.4 * layout.scale)
        width, colour = layout.length(_CHIP + 6), self._palette.text2
        self._marks = {
            OptionKind.STRAP: marks.strap(width, line, colour),
            OptionKind.WIRE: marks.pulse_sensor(width, line, colour),
        }
        words = self._texts
        self._without = {
            OptionKind.PRACTICE: (words.letter_practice, words.sensor_practice),
            OptionKind.BREATH: (words.letter_breath, words.sensor_none),
        }
        self._bars = {
            (lit, height): marks.rounded_box(
                layout.length(_BAR),
                layout.length(height),
                layout.length(_BAR) / 2,
                self._palette.breath if lit else self._palette.text3,
                1.0 if lit else _UNLIT,
            )
            for lit in (True, False)
            for height in _BAR_HEIGHTS
        }

    def places(self, choice: Choice) -> list[tuple[str, pygame.Rect]]:
        """Keys of the options that are shown, and where."""
        shown = [(option.key, self._row(place)) for place, option in enumerate(self._shown(choice))]
        others = [option for option in choice.options if not option.is_sensor]
        return shown + [(option.key, self._other(n)) for n, option in enumerate(others)]

    def advice_card(self, choice: Choice) -> pygame.Rect | None:
        """Where advice stands; None where there is none."""
        if not self._advice.is_needed(choice):
            return None
        return self._advice.card(choice, len(self._shown(choice)))

    def place(self, choice: Choice) -> list[PlacedText]:
        """Every text of the list."""
        place, rect = self._letters.place, self._layout.rect
        words = family_words(choice, self._texts)
        label = words.the_one if choice.is_seeking else words.nearby
        placed = place(label, rect(self._places.label), _LABEL, Weight.REGULAR, self._palette.text2)
        placed += self._place_count(choice)
        placed += place(
            words.without,
            rect(self._places.other_label),
            _LABEL,
            Weight.REGULAR,
            self._palette.text2,
        )
        for option, box in self._boxes(choice):
            placed += self._place_option(option, box, has_focus=option.key == choice.focus)
        if self._advice.is_needed(choice):
            placed += self._advice.place(choice, len(self._shown(choice)))
        return placed

    def draw(self, surface: pygame.Surface, choice: Choice, at_s: float) -> None:
        """Draw cards, chips, bars and dots."""
        for option, box in self._boxes(choice):
            is_focused = option.key == choice.focus
            self._cards.draw_card(surface, box, is_chosen=is_focused, has_focus=False)
            if option.is_sensor and _digit(option) == "":
                chip = self._chip_of(box)
                mark = self._marks[option.kind]
                surface.blit(mark, mark.get_rect(center=chip.center))
            else:
                self._cards.draw_key(surface, self._chip_of(box))
            if not option.is_sensor:
                continue
            if option.kind is OptionKind.WIRE:
                self._draw_wire(surface, option, box, at_s)
            elif option.strap is None or option.strap.is_listened_to:
                self._draw_dots(surface, box, at_s)
            else:
                self._draw_bars(surface, box, StrapSignal.of(option.strap.found).bars)
        if self._advice.is_needed(choice):
            self._advice.draw(surface, choice, len(self._shown(choice)), at_s)

    def _shown(self, choice: Choice) -> tuple[Option, ...]:
        """The straps that have room, the one in focus among them."""
        straps = choice.sensors
        most = self._places.most_rows
        if choice.is_seeking:
            return straps[:1]
        keys = [option.key for option in straps]
        focus = keys.index(choice.focus) if choice.focus in keys else 0
        first = min(max(0, focus - most + 1), max(0, len(straps) - most))
        return straps[first : first + most]

    def _boxes(self, choice: Choice) -> list[tuple[Option, pygame.Rect]]:
        by_key = {option.key: option for option in choice.options}
        return [(by_key[key], box) for key, box in self.places(choice)]

    def _row(self, place: int) -> pygame.Rect:
        left, top, width, _ = self._places.rows
        step = self._places.row_height + self._places.row_gap
        return self._layout.rect((left, top + place * step, width, self._places.row_height))

    def _other(self, place: int) -> pygame.Rect:
        left, top, width, height = self._places.others
        half = (width - 16) / 2
        return self._layout.rect((left + place * (half + 16), top, half, height))

    def _place_count(self, choice: Choice) -> list[PlacedText]:
        """How many straps there are, where they have no room."""
        hidden = len(choice.sensors) - len(self._shown(choice))
        if hidden <= 0:
            return []
        return self._letters.place(
            self._texts.more_straps.format(number=hidden),
            self._layout.rect(self._places.label),
            _WORDS,
            Weight.REGULAR,
            self._palette.text3,
            align=Align.RIGHT,
        )

    def _chip_of(self, box: pygame.Rect) -> pygame.Rect:
        side = self._layout.length(_CHIP)
        chip = pygame.Rect(0, 0, side, side)
        chip.midleft = (box.x + self._layout.length(_PAD), box.centery)
        return chip

    def _marks_of(self, box: pygame.Rect) -> pygame.Rect:
        """Where bars or dots stand, at the right end of a row."""
        width = self._layout.length(MOST_BARS * _BAR + (MOST_BARS - 1) * _BAR_GAP + 12)
        height = self._layout.length(_BAR_HEIGHTS[-1])
        found = pygame.Rect(0, 0, width, height)
        found.midright = (box.right - self._layout.length(_PAD), box.centery)
        return found

    def _place_option(
        self, option: Option, box: pygame.Rect, *, has_focus: bool
    ) -> list[PlacedText]:
        chip = self._chip_of(box)
        name_size, words_size = float(_NAME), float(_WORDS)
        if option.is_sensor:
            letter, name, words = _digit(option), option.name, self._words_of(option)
            is_wire = option.kind is OptionKind.WIRE
            marks = self._curve_of(box) if is_wire else self._marks_of(box)
            upper, lower = self._lines_of(box, marks.left)
        else:
            letter, (name, words) = self._without[option.kind]
            upper, lower = self._lines_of(box, box.right)
            name_size, words_size = self._other_sizes(upper, lower)
        # The ground of what is in focus is too light for the softer words.
        palette, place = self._palette, self._letters.place
        words_colour = palette.text if has_focus else palette.text2
        return [
            *place(letter, chip, _WORDS, Weight.SEMIBOLD, palette.text, align=Align.CENTRE),
            *place(name, upper, name_size, Weight.SEMIBOLD, palette.text),
            *place(words, lower, words_size, Weight.REGULAR, words_colour),
        ]

    def _words_of(self, option: Option) -> str:
        """Second line of a strap's row."""
        words = self._texts
        if option.strap is not None:
            return words.strap_line(option.strap, is_own=option.is_own)
        if option.port is not None:
            return words.wire_line(option.port, option.view, is_own=option.is_own)
        is_wire = option.kind is OptionKind.WIRE
        sought = words.link_short[LinkState.NO_PORT if is_wire else LinkState.SEARCHING]
        return f"{words.last_time}, {sought}" if option.is_own else sought

    def _lines_of(self, box: pygame.Rect, right: int) -> tuple[pygame.Rect, pygame.Rect]:
        """Where the two lines of a row stand, behind the chip and before a column."""
        left = self._chip_of(box).right + self._layout.length(14)
        width = right - self._layout.length(14) - left
        half = min(
            (box.height - self._layout.length(10)) // 2,
            self._layout.length(_HALF_HEIGHT * self._letters.text_scale),
        )
        return (
            pygame.Rect(left, box.centery - half, width, half),
            pygame.Rect(left, box.centery, width, half),
        )

    def _other_sizes(self, upper: pygame.Rect, lower: pygame.Rect) -> tuple[float, float]:
        """Sizes at which both cards that stand side by side have room for their words."""
        common = self._letters.common_size
        cards = [card for _, card in self._without.values()]
        return (
            common([(name, upper) for name, _ in cards], _NAME, Weight.SEMIBOLD),
            common([(words, lower) for _, words in cards], _WORDS, Weight.REGULAR),
        )

    def _draw_bars(self, surface: pygame.Surface, box: pygame.Rect, lit: int) -> None:
        room = self._marks_of(box)
        step = self._layout.length(_BAR + _BAR_GAP)
        left = room.right - (MOST_BARS - 1) * step - self._layout.length(_BAR)
        for place, height in enumerate(_BAR_HEIGHTS):
            picture = self._bars[place < lit, height]
            surface.blit(picture, (left + place * step, room.bottom - picture.get_height()))

    def _curve_of(self, box: pygame.Rect) -> pygame.Rect:
        """Where the wave of a wired sensor runs, at the right end of its row."""
        width = min(self._layout.length(_CURVE), box.width // (5 if self._layout.is_large else 3))
        found = pygame.Rect(0, 0, width, self._layout.length(_CURVE_HEIGHT))
        found.midright = (box.right - self._layout.length(_PAD), box.centery)
        return found

    def _draw_wire(
        self, surface: pygame.Surface, option: Option, box: pygame.Rect, at_s: float
    ) -> None:
        """Draw the wave that is heard; dots while none is, nothing where nobody listens."""
        view = option.view
        if view is not None and len(view.curve) > 1:
            room = self._curve_of(box)
            heights = np.interp(
                np.linspace(0.0, len(view.curve) - 1.0, room.width),
                np.arange(len(view.curve)),
                view.curve,
            )
            line = max(1.0, 1.6 * self._layout.scale)
            rows = line + (room.height - 2.0 * line) * (1.0 - heights)
            colour = self._palette.heart if view.is_good else self._palette.text3
            surface.blit(marks.curve(rows.astype(np.float32), room.height, line / 2, colour), room)
        elif option.port is None or option.port.check is not None:
            self._draw_dots(surface, box, at_s)

    def _draw_dots(self, surface: pygame.Surface, box: pygame.Rect, at_s: float) -> None:
        room = self._marks_of(box)
        self._dots.draw(surface, (room.right, room.centery), at_s)


def _digit(option: Option) -> str:
    """The key that chooses a strap; empty where it has none."""
    return "" if option.number is None or option.number > _MOST_DIGIT else f"{option.number}"
