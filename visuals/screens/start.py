"""The start: whose heart, which pace, how long; or calm at once, help, settings."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame

from trainer.timeline import fullness_of_phase
from visuals.gestures import Gesture, Key, Letter, Moved, Pressed, Tapped
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.look import Look
from visuals.scene.figure import Figure
from visuals.scene.glowing_lake import GlowingLake
from visuals.scene.keys import KeyRow
from visuals.scene.layout import START, Layout
from visuals.screens.screen import Heard, WindowWish
from visuals.screens.start_cards import StartCards
from visuals.screens.start_places import places_of
from visuals.screens.start_record import Control, StartOutcome, StartRecord, moved

__all__ = ["StartScreen"]

_TITLE = 44
_SUBTITLE = 20
_LABEL = 18
_SMALL = 16
_BREATH_S = 10.0
_STILL = 0.35
"""Fullness of the belly where motion is reduced."""
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
        self._places = places_of(self.layout)
        self._palette, self._words = look.palette, look.texts
        self._reduced_motion = look.reduced_motion
        self._letters = Lettering(self.layout.scale, look.text_scale)
        self._cards = StartCards(self.layout, self._letters)
        self._lake = GlowingLake(self.layout, chance)
        self.figure = Figure(self.layout, chance)
        keys = self.layout.rect(self._places.keys)
        self._keys = KeyRow(keys, self.layout, self._letters, is_centred=True)
        self._hints = (self._words.key_full, self._words.key_leave)

    def bake(self, budget_s: float) -> bool:
        """Prepare further pictures for about this long; True when all are there."""
        return self.figure.bake(budget_s) and self._lake.bake(budget_s)

    def takes_text(self, record: StartRecord) -> bool:
        """Nothing is written here."""
        del record
        return False

    def hear(
        self, gesture: Gesture, record: StartRecord
    ) -> Heard[StartRecord, StartOutcome | WindowWish]:
        """What a gesture makes of a record."""
        match gesture:
            case Pressed(Key.ENTER):
                is_action = isinstance(record.focus, StartOutcome)
                return Heard(record, record.focus if is_action else StartOutcome.BEGIN)  # type: ignore[arg-type]  # told apart in the line above
            case Pressed(Key.BACK):
                return Heard(record, StartOutcome.LEAVE)
            case Pressed(Key.LEFT | Key.RIGHT | Key.UP | Key.DOWN | Key.NEXT | Key.PREVIOUS):
                return Heard(moved(record, gesture.key))
            case Letter(letter) if letter in _SHORT_CUTS:
                return Heard(record, _SHORT_CUTS[letter])
            case Moved(place):
                return Heard(replace(record, over=self._cards.control_at(place, record)))
            case Tapped(place):
                return self._tapped(record, place)
        return Heard(record)

    def _tapped(
        self, record: StartRecord, place: tuple[float, float]
    ) -> Heard[StartRecord, StartOutcome | WindowWish]:
        hint = self._keys.hint_at(place, self._hints)
        if hint is not None:
            is_leaving = hint == self._words.key_leave
            return Heard(record, StartOutcome.LEAVE if is_leaving else WindowWish.FULL_SCREEN)
        control = self._cards.control_at(place, record)
        if control is None:
            return Heard(record)
        if isinstance(control, StartOutcome):
            return Heard(record, control)
        return Heard(record.with_choice(control))

    def controls(self, record: StartRecord) -> list[tuple[Control, pygame.Rect]]:
        """Everything that can be chosen, with its place."""
        return self._cards.controls(record)

    def draw(self, surface: pygame.Surface, record: StartRecord, at_s: float) -> None:
        """Draw a record at a time over the whole surface."""
        fullness = _STILL if self._reduced_motion else fullness_of_phase(at_s / _BREATH_S, 0.4)
        self._lake.draw(surface, fullness)
        self.figure.draw(surface, fullness, is_mirrored=not self._reduced_motion)
        self._cards.draw(surface, record)
        for text in self.texts(record, at_s):
            self._letters.draw(surface, text)

    def texts(self, record: StartRecord, at_s: float) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        del at_s
        words, places, rect = self._words, self._places, self.layout.rect
        place, palette = self._letters.place, self._palette
        subtitle, colour, lines = words.start_subtitle, palette.text2, 2
        if record.is_back:
            subtitle = words.start_again
        if record.notice:
            subtitle, colour, lines = record.notice, palette.warn, 4
        placed = place(words.start_title, rect(places.title), _TITLE, Weight.LIGHT, palette.text)
        placed += place(
            subtitle,
            rect(places.subtitle),
            _SUBTITLE,
            Weight.REGULAR,
            colour,
            align=Align.TOP_LEFT,
            max_lines=lines,
        )
        for label, box in (
            (words.your_sensor, places.sensor_label),
            (words.your_pace, places.pace_label),
            (words.how_long, places.length_label),
        ):
            placed += place(label, rect(box), _LABEL, Weight.REGULAR, palette.text2)
        placed += self._cards.texts(record)
        placed += place(
            words.calm_hint,
            rect(places.calm_hint),
            _SMALL,
            Weight.REGULAR,
            palette.text2,
            align=Align.CENTRE,
        )
        return placed + self._keys.place(self._hints)
