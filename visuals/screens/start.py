"""The start: whose heart, which pace, how long; or calm at once, help, settings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

import numpy as np
import pygame

from devices.readings import SensorKind
from trainer.timeline import fullness_of_phase
from visuals.gestures import Gesture, Key, Letter, Pressed, Tapped
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.look import Look
from visuals.scene import marks
from visuals.scene.backdrop import draw_backdrop
from visuals.scene.cards import Cards
from visuals.scene.figure import Figure
from visuals.scene.layout import START, Box, Layout
from visuals.scene.ring import RingAndGlow
from visuals.screens.choices import LENGTHS_MIN, Choices, PaceChoice
from visuals.screens.screen import Heard
from visuals.screens.start_places import PLACES
from visuals.texts import KeyHint

__all__ = ["Control", "StartOutcome", "StartRecord", "StartScreen"]

_TITLE = 44
_SUBTITLE = 20
_LABEL = 18
_CARD_TITLE = 20
_SMALL = 16
_MINUTES = 30
_LINK = 18
_GAP = 16
_PAD = 14
_WAVE = 44
"""Height of a pace's picture, in design units."""
_MOST_IN_A_ROW = 3
_LOW = 90
"""A card lower than this has its icon beside its words, in design units."""
_LOW_GAP = 10
_LOW_LINE = 22
_LOW_ICON = 60
_SHOWN_BREATHS_S = 20.0
_BREATH_S = 10.0
_STILL = 0.35
"""Fullness of the belly where motion is reduced."""


class StartOutcome(Enum):
    """What comes next."""

    BEGIN = "begin"
    CALM = "calm"
    HELP = "help"
    CRISIS = "crisis"
    SETTINGS = "settings"
    LEAVE = "leave"


Control = SensorKind | PaceChoice | int | StartOutcome
"""What can be pointed at: a choice (a length is its minutes), or what comes next."""


@dataclass(frozen=True, slots=True)
class StartRecord:
    """What is chosen, what is offered, and where the focus is."""

    choices: Choices = field(default_factory=Choices)
    offers: tuple[SensorKind, ...] = (SensorKind.SIMULATED, SensorKind.NONE)
    focus: Control = StartOutcome.BEGIN
    is_back: bool = False
    """True after a session."""

    @property
    def groups(self) -> tuple[tuple[Control, ...], ...]:
        """Controls in the order of the page; within a group left and right go on."""
        return (
            self.offers,
            tuple(PaceChoice),
            LENGTHS_MIN,
            _ACTIONS,
        )

    def chosen_in(self, group: tuple[Control, ...]) -> Control:
        """Control on which the focus lands when it comes to a group."""
        for chosen in (self.choices.sensor, self.choices.pace, self.choices.minutes):
            if chosen in group:
                return chosen
        return group[0]

    def with_choice(self, control: Control) -> StartRecord:
        """Return the record with the focus on a control; a choice is chosen by that."""
        choices = self.choices
        match control:
            case SensorKind():
                choices = replace(choices, sensor=control)
            case PaceChoice():
                choices = replace(choices, pace=control)
            case int():
                choices = replace(choices, minutes=control)
        return replace(self, choices=choices, focus=control)


_ACTIONS: tuple[Control, ...] = (
    StartOutcome.BEGIN,
    StartOutcome.CALM,
    StartOutcome.HELP,
    StartOutcome.SETTINGS,
    StartOutcome.CRISIS,
)
_SHORT_CUTS = {
    "c": StartOutcome.CALM,
    "h": StartOutcome.HELP,
    "d": StartOutcome.CRISIS,
    "s": StartOutcome.SETTINGS,
}


class StartScreen:
    """Draws the start and hears what is chosen."""

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        chance = np.random.default_rng(0)
        self.layout = Layout(size, look, START)
        self._places = PLACES[self.layout.kind]
        self._palette, self._words = look.palette, look.texts
        self._reduced_motion = look.reduced_motion
        self._letters = Lettering(self.layout.scale, look.text_scale)
        self._cards = Cards(self.layout, self._letters)
        self._backdrop = draw_backdrop(self.layout, chance)
        self._glow = RingAndGlow(self.layout, chance)
        self.figure = Figure(self.layout, chance)
        self._icons = self._draw_icons()

    def bake(self, budget_s: float) -> bool:
        """Prepare further pictures for about this long; True when all are there."""
        return self.figure.bake(budget_s) and self._glow.bake(budget_s)

    def takes_text(self, record: StartRecord) -> bool:
        """Nothing is written here."""
        del record
        return False

    def hear(self, gesture: Gesture, record: StartRecord) -> Heard[StartRecord, StartOutcome]:
        """What a gesture makes of a record."""
        match gesture:
            case Pressed(Key.ENTER):
                is_action = isinstance(record.focus, StartOutcome)
                return Heard(record, record.focus if is_action else StartOutcome.BEGIN)  # type: ignore[arg-type]  # told apart in the line above
            case Pressed(Key.BACK):
                return Heard(record, StartOutcome.LEAVE)
            case Pressed(Key.LEFT | Key.RIGHT | Key.UP | Key.DOWN | Key.NEXT | Key.PREVIOUS):
                return Heard(_moved(record, gesture.key))
            case Letter(letter) if letter in _SHORT_CUTS:
                return Heard(record, _SHORT_CUTS[letter])
            case Tapped(place):
                return self._tapped(record, place)
        return Heard(record)

    def _tapped(
        self, record: StartRecord, place: tuple[float, float]
    ) -> Heard[StartRecord, StartOutcome]:
        for control, rect in self.controls(record):
            if rect.collidepoint(place):
                if isinstance(control, StartOutcome):
                    return Heard(record, control)
                return Heard(record.with_choice(control))
        return Heard(record)

    def controls(self, record: StartRecord) -> list[tuple[Control, pygame.Rect]]:
        """Everything that can be chosen, with its place."""
        places, rect = self._places, self.layout.rect
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
            self.layout.rect((left + index * (each + _GAP), top, each, height))
            for index in range(count)
        ]

    def draw(self, surface: pygame.Surface, record: StartRecord, at_s: float) -> None:
        """Draw a record at a time over the whole surface."""
        surface.blit(self._backdrop, (0, 0))
        fullness = _STILL if self._reduced_motion else fullness_of_phase(at_s / _BREATH_S, 0.4)
        self._glow.draw_glow(surface, fullness)
        self.figure.draw(surface, fullness, is_mirrored=not self._reduced_motion)
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
                        self._cards.draw_card(surface, rect, is_chosen=False, has_focus=True)
                case _:
                    is_chosen = control in chosen
                    self._cards.draw_card(surface, rect, is_chosen=is_chosen, has_focus=has_focus)
                    if icon := self._icons.get(control):
                        surface.blit(icon, self._icon_at(rect, icon))
        for text in self.texts(record, at_s):
            self._letters.draw(surface, text)

    def _icon_at(self, rect: pygame.Rect, icon: pygame.Surface) -> tuple[int, int]:
        length = self.layout.length
        if self._is_low(rect):
            middle = rect.x + length(_PAD) + length(_LOW_ICON) // 2
            return middle - icon.get_width() // 2, rect.centery - icon.get_height() // 2
        middle = rect.y + length(14) + length(_WAVE) // 2
        return rect.x + length(_PAD), middle - icon.get_height() // 2

    def _is_low(self, rect: pygame.Rect) -> bool:
        """True for a card whose icon stands beside its words."""
        return rect.height < self.layout.length(_LOW)

    def _words_left(self, rect: pygame.Rect) -> int:
        """Where the words of a card begin, from its left edge."""
        beside = _LOW_ICON + _PAD if self._is_low(rect) else 0
        return self.layout.length(_PAD + beside)

    def texts(self, record: StartRecord, at_s: float) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        del at_s
        words, places, rect = self._words, self._places, self.layout.rect
        place, palette = self._letters.place, self._palette
        subtitle = words.start_again if record.is_back else words.start_subtitle
        placed = place(words.start_title, rect(places.title), _TITLE, Weight.LIGHT, palette.text)
        placed += place(
            subtitle,
            rect(places.subtitle),
            _SUBTITLE,
            Weight.REGULAR,
            palette.text2,
            max_lines=2,
        )
        for label, box in (
            (words.your_sensor, places.sensor_label),
            (words.your_pace, places.pace_label),
            (words.how_long, places.length_label),
        ):
            placed += place(label, rect(box), _LABEL, Weight.REGULAR, palette.text2)
        placed += self._card_texts(record)
        placed += place(
            words.calm_hint,
            rect(places.calm_hint),
            _SMALL,
            Weight.REGULAR,
            palette.text2,
            align=Align.CENTRE,
        )
        return placed + self._hint_texts()

    def _hint_texts(self) -> list[PlacedText]:
        words, places, rect = self._words, self._places, self.layout.rect
        full, leave = words.key_full, words.key_leave
        line = f"{full[0]}  {full[1]}     {leave[0]}  {leave[1]}"
        return self._letters.place(
            line,
            rect(places.keys),
            _SMALL,
            Weight.REGULAR,
            self._palette.text3,
            align=Align.CENTRE,
        )

    def _card_texts(self, record: StartRecord) -> list[PlacedText]:
        controls = self.controls(record)
        placed: list[PlacedText] = []
        lines = [(rect, self._lines(control)) for control, rect in controls]
        titles = self._common(lines, 0, _CARD_TITLE, Weight.SEMIBOLD)
        small = self._common(lines, 1, _SMALL, Weight.REGULAR)
        for control, rect in controls:
            match control:
                case StartOutcome.BEGIN | StartOutcome.CALM:
                    placed += self._button(control, rect)
                case StartOutcome():
                    pad = self.layout.length(10)
                    placed += self._cards.place_link(
                        rect.inflate(-2 * pad, 0), self._link(control), _LINK
                    )
                case int():
                    placed += self._minutes(control, rect)
                case _:
                    placed += self._stacked(rect, self._lines(control), titles, small)
        return placed

    def _common(
        self,
        lines: list[tuple[pygame.Rect, tuple[str, ...]]],
        first: int,
        size: float,
        weight: Weight,
    ) -> float:
        """Size at which the titles, or all lines below them, fit every card."""
        pad, height = self.layout.length(_PAD), self.layout.length(30)
        boxes = []
        for rect, said in lines:
            room = pygame.Rect(0, 0, rect.width - pad - self._words_left(rect), height)
            boxes += [(text, room) for text in (said[:1] if first == 0 else said[1:])]
        return self._letters.common_size(boxes, size, weight)

    def _lines(self, control: Control) -> tuple[str, ...]:
        """Title and lines of a card; empty for what is no card of lines."""
        words = self._words
        match control:
            case SensorKind():
                return {
                    SensorKind.SIMULATED: words.sensor_practice,
                    SensorKind.STRAP: words.sensor_strap,
                    SensorKind.PULSE_SENSOR: words.sensor_pulse,
                }.get(control, words.sensor_none)
            case PaceChoice():
                inhale_s, exhale_s = control.value
                name = {
                    PaceChoice.LONG_OUT: words.pace_long,
                    PaceChoice.EVEN: words.pace_even,
                    PaceChoice.QUICKER: words.pace_quick,
                }[control]
                return (
                    name,
                    words.pace_in_out.format(
                        inhale=words.decimal(inhale_s, int(inhale_s % 1 > 0)),
                        exhale=words.decimal(exhale_s, int(exhale_s % 1 > 0)),
                    ),
                    words.pace_per_minute.format(breaths=round(control.pace.breaths_per_min)),
                )
            case _:
                return ()

    def _stacked(
        self, rect: pygame.Rect, lines: tuple[str, ...], title: float, small: float
    ) -> list[PlacedText]:
        length = self.layout.length
        left, row = self._words_left(rect), length(24)
        width = rect.width - left - length(_PAD)
        top = rect.y + length(14 + _WAVE + 4)
        if self._is_low(rect):
            row = length(_LOW_LINE)
            top = rect.centery - (length(28) + row) // 2
        placed: list[PlacedText] = []
        for index, line in enumerate(lines):
            box = pygame.Rect(rect.x + left, top, width, length(28) if not index else row)
            placed += self._letters.place(
                line,
                box,
                title if index == 0 else small,
                Weight.SEMIBOLD if index == 0 else Weight.REGULAR,
                self._palette.text if index == 0 else self._palette.text2,
            )
            top += box.height
        return placed

    def _minutes(self, minutes: int, rect: pygame.Rect) -> list[PlacedText]:
        """Number and unit on one baseline, together in the middle of their card."""
        gap = self.layout.length(8)
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
        length, palette = self.layout.length, self._palette
        line = max(1.2, 2.0 * self.layout.scale)
        icons: dict[Control, pygame.Surface] = {
            SensorKind.SIMULATED: marks.heart(length(34), palette.heart),
            SensorKind.NONE: marks.circle(16 * self.layout.scale, line, palette.breath),
            SensorKind.STRAP: marks.strap(length(52), line, palette.breath),
            SensorKind.PULSE_SENSOR: marks.pulse_sensor(length(60), line, palette.breath),
        }
        width = self._row(self._places.paces, len(PaceChoice))[0].width - 2 * length(_PAD)
        height = length(_WAVE)
        for choice in PaceChoice:
            pace = choice.pace
            seconds = np.linspace(0.0, _SHOWN_BREATHS_S, width)
            full = [fullness_of_phase(at / pace.breath_s, pace.inhale_share) for at in seconds]
            margin = 2 * line
            rows = margin + (height - 2 * margin) * (1.0 - np.array(full, dtype=np.float32))
            icons[choice] = marks.curve(rows, height, line / 2, palette.breath)
        return icons


def _moved(record: StartRecord, key: Key) -> StartRecord:
    """The record with the focus moved: along its group, or to the next one."""
    groups = record.groups
    number = next(
        index
        for index, group in enumerate(groups)
        if any(record.focus == item and type(record.focus) is type(item) for item in group)
    )
    group = groups[number]
    if key in (Key.LEFT, Key.RIGHT):
        at = group.index(record.focus) + (1 if key is Key.RIGHT else -1)
        return record.with_choice(group[min(max(at, 0), len(group) - 1)])
    step = 1 if key in (Key.DOWN, Key.NEXT) else -1
    if key in (Key.UP, Key.DOWN):
        number = min(max(number + step, 0), len(groups) - 1)
    else:
        number = (number + step) % len(groups)
    target = groups[number]
    return replace(record, focus=record.chosen_in(target))
