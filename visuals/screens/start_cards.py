"""The controls of the start: cards of sensors, paces and lengths, two buttons, three links."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame

from devices.readings import SensorKind
from trainer.timeline import fullness_of_phase
from visuals.gestures import Place
from visuals.lettering import Lettering, PlacedText, Weight
from visuals.scene import marks
from visuals.scene.cards import Cards
from visuals.scene.layout import Box, Layout
from visuals.screens.choices import LENGTHS_MIN, PaceChoice
from visuals.screens.start_lines import LOW_ICON, PAD, StartLines
from visuals.screens.start_places import places_of
from visuals.screens.start_record import Control, StartOutcome, StartRecord
from visuals.texts import KeyHint

__all__ = ["StartCards"]

_SMALL = 16
_MINUTES = 30
_LINK = 18
_GAP = 16
_FOCUS_OUT = 5
_MOST_IN_A_ROW = 3
_LOW_GAP = 10
_SHOWN_BREATHS_S = 20.0
_FADING = 0.22
"""Share of a pace's picture in which it fades: breathing goes on."""


class StartCards:
    """Places the controls, draws them, and knows which is where."""

    def __init__(self, layout: Layout, letters: Lettering) -> None:
        self._layout = layout
        self._letters = letters
        self._places = places_of(layout)
        self._palette, self._words = layout.look.palette, layout.look.texts
        self._cards = Cards(layout, letters)
        self._lines = StartLines(layout, letters)
        self._icons = self._draw_icons()

    def control_at(self, place: Place, record: StartRecord) -> Control | None:
        """The control that a click or a finger is on."""
        shown = self.controls(record)
        return next((control for control, rect in shown if rect.collidepoint(place)), None)

    def draw(self, surface: pygame.Surface, record: StartRecord) -> None:
        """Draw the grounds and icons; the words are drawn with all others."""
        chosen = (record.choices.sensor, record.choices.pace, record.choices.minutes)
        for control, rect in self.controls(record):
            has_focus = control == record.focus and type(control) is type(record.focus)
            match control:
                case StartOutcome.BEGIN | StartOutcome.CALM:
                    is_main = control is StartOutcome.BEGIN
                    self._cards.draw_button(surface, rect, is_main=is_main, has_focus=has_focus)
                    key = self._button(control, rect)[-1]
                    self._cards.draw_chip(surface, key, is_main=is_main)
                case StartOutcome():
                    if has_focus:
                        # The outline lies outside its card: here on the link's own edge, for the
                        # next link is close.
                        card = rect.inflate(0, -2 * self._layout.length(_FOCUS_OUT))
                        self._cards.draw_card(surface, card, is_chosen=False, has_focus=True)
                case _:
                    is_chosen = control in chosen
                    self._cards.draw_card(surface, rect, is_chosen=is_chosen, has_focus=has_focus)
                    if icon := self._icons.get(control):
                        surface.blit(icon, self._icon_at(rect, icon))
            if control == record.over:
                is_round = control in (StartOutcome.BEGIN, StartOutcome.CALM)
                self._cards.draw_over(surface, rect, is_round=is_round)

    def controls(self, record: StartRecord) -> list[tuple[Control, pygame.Rect]]:
        """Everything that can be chosen, with its place."""
        places, rect = self._places, self._layout.rect
        found: list[tuple[Control, pygame.Rect]] = []
        sensors = self._sensor_cards(len(record.offers))
        found += zip(record.offers, sensors, strict=True)
        for controls, box in ((tuple(PaceChoice), places.paces), (LENGTHS_MIN, places.lengths)):
            found += zip(controls, self._row(box, len(controls)), strict=True)
        found += [(StartOutcome.BEGIN, rect(places.begin)), (StartOutcome.CALM, rect(places.calm))]
        links = (StartOutcome.HELP, StartOutcome.SETTINGS, StartOutcome.CRISIS)
        found += [(link, rect(box)) for link, box in zip(links, places.links, strict=True)]
        return found

    def _sensor_cards(self, count: int) -> list[pygame.Rect]:
        """One row of cards; two rows of low ones where there are more than three."""
        if count <= _MOST_IN_A_ROW:
            return self._row(self._places.sensors, count)
        left, top, width, height = self._places.sensors
        low = (height - _LOW_GAP) / 2.0
        upper = self._row((left, top, width, low), (count + 1) // 2)
        lower = self._row((left, top + low + _LOW_GAP, width, low), (count + 1) // 2)
        return [*upper, *lower][:count]

    def _row(self, box: Box, count: int) -> list[pygame.Rect]:
        left, top, width, height = box
        each = (width - _GAP * (count - 1)) / count
        return [
            self._layout.rect((left + index * (each + _GAP), top, each, height))
            for index in range(count)
        ]

    def _icon_at(self, rect: pygame.Rect, icon: pygame.Surface) -> tuple[int, int]:
        length = self._layout.length
        if self._lines.is_low(rect):
            middle = rect.x + length(self._lines.low_pad) + length(LOW_ICON) // 2
            return middle - icon.get_width() // 2, rect.centery - icon.get_height() // 2
        middle = rect.y + length(self._lines.top_pad) + length(self._lines.icon_height) // 2
        return rect.x + length(PAD), middle - icon.get_height() // 2

    def texts(self, record: StartRecord) -> list[PlacedText]:
        """Every text of the controls."""
        controls = self.controls(record)
        placed: list[PlacedText] = []
        cards: list[tuple[SensorKind | PaceChoice, pygame.Rect]] = []
        links: list[tuple[pygame.Rect, KeyHint]] = []
        pad = self._layout.length(10)
        for control, rect in controls:
            match control:
                case StartOutcome.BEGIN | StartOutcome.CALM:
                    placed += self._button(control, rect)
                case StartOutcome():
                    links.append((rect.inflate(-2 * pad, 0), self._link(control)))
                case int():
                    placed += self._minutes(control, rect)
                case _:
                    cards.append((control, rect))
        placed += self._lines.place(cards)
        return placed + self._cards.place_links(links, _LINK)

    def _minutes(self, minutes: int, rect: pygame.Rect) -> list[PlacedText]:
        """Number and unit on one baseline, together in the middle of their card."""
        gap = self._layout.length(8)
        half = pygame.Rect(rect.x, rect.y, rect.width // 3, rect.height)
        size = self._letters.common_size(
            [(str(longest), half) for longest in LENGTHS_MIN], _MINUTES, Weight.LIGHT
        )
        number = self._letters.place(str(minutes), half, size, Weight.LIGHT, self._palette.text)
        unit = self._letters.after(
            number[0],
            self._words.minutes_short,
            gap,
            rect.right - 2 * gap,
            _SMALL,
            Weight.REGULAR,
            self._palette.text2,
        )
        whole = [*number, *unit]
        shift = rect.centerx - (whole[0].left + whole[-1].right) // 2
        return [
            replace(text, left=text.left + shift, box=(rect.x, rect.y, rect.width, rect.height))
            for text in whole
        ]

    def _button(self, control: StartOutcome, rect: pygame.Rect) -> list[PlacedText]:
        is_main = control is StartOutcome.BEGIN
        hint = self._words.key_begin if is_main else self._words.key_calm
        return self._cards.place_button(rect, hint, is_main=is_main)

    def _link(self, control: StartOutcome) -> KeyHint:
        return {
            StartOutcome.HELP: self._words.key_help,
            StartOutcome.SETTINGS: self._words.key_settings,
        }.get(control, self._words.key_crisis)

    def _draw_icons(self) -> dict[Control, pygame.Surface]:
        length, palette = self._layout.length, self._palette
        line = max(1.2, 2.0 * self._layout.scale)
        icons: dict[Control, pygame.Surface] = {
            SensorKind.SIMULATED: marks.heart(length(34), palette.heart),
            SensorKind.NONE: marks.circle(16 * self._layout.scale, line, palette.breath),
            SensorKind.STRAP: marks.strap(length(52), line, palette.breath),
            SensorKind.PULSE_SENSOR: marks.pulse_sensor(length(60), line, palette.breath),
        }
        width = self._row(self._places.paces, len(PaceChoice))[0].width - 2 * length(PAD)
        height = length(self._lines.icon_height)
        for choice in PaceChoice:
            pace = choice.pace
            seconds = np.linspace(0.0, _SHOWN_BREATHS_S, width)
            full = [fullness_of_phase(at / pace.breath_s, pace.inhale_share) for at in seconds]
            margin = 2 * line
            rows = margin + (height - 2 * margin) * (1.0 - np.array(full, dtype=np.float32))
            icons[choice] = marks.curve(rows, height, line / 2, palette.breath, fading=_FADING)
        return icons
