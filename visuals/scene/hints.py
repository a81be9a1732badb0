"""The bottom of the picture: what the lines are, where now is, and the keys."""

from __future__ import annotations

import pygame

from devices.readings import SensorKind
from trainer.snapshot import Snapshot
from visuals import palette, texts
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.scene.keys import place_keys
from visuals.scene.layout import Layout

_SIZE = 16
_NOW_ABOVE = 28
_GAP = 26


class Hints:
    """Legend, "now" and key hints."""

    def __init__(self, layout: Layout, letters: Lettering) -> None:
        self._layout = layout
        self._letters = letters
        places = layout.places
        self._legend = layout.rect(places.legend)
        self._keys = layout.rect(places.keys)
        self._legends: dict[str, list[PlacedText]] = {}
        self._key_texts: dict[tuple[bool, bool], list[PlacedText]] = {}
        self._per_s = places.units_per_s * layout.scale
        self._now = layout.rect((places.now - 40, places.wave_full - _NOW_ABOVE - 12, 80, 26))

    def place_now(self, behind_s: float) -> list[PlacedText]:
        """The word at the now marker; 0 s where it usually stands, less further left."""
        box = self._now.move(round(behind_s * self._per_s), 0)
        return self._letters.place(
            texts.NOW, box, _SIZE, Weight.REGULAR, palette.TEXT3, align=Align.CENTRE
        )

    def place_legend(self, snapshot: Snapshot) -> list[PlacedText]:
        """Names of the lines: the heart's, where a sensor is there, and the breath's."""
        heart = texts.YOUR_HEART
        if snapshot.sensor.kind is SensorKind.SIMULATED:
            heart = texts.PRACTICE_LINE
        elif snapshot.sensor.kind is SensorKind.RECORDING:
            heart = texts.RECORDED_LINE
        elif snapshot.sensor.kind is SensorKind.NONE:
            heart = ""
        if heart in self._legends:
            return self._legends[heart]
        dash = self._layout.length(20 + 8)
        gap = self._layout.length(_GAP)
        half = (self._legend.width - gap) // 2
        whole = pygame.Rect(0, 0, half - dash, self._legend.height)
        both = (heart, texts.THE_BREATH) if heart else (texts.THE_BREATH,)
        size = self._letters.common_size([(words, whole) for words in both], _SIZE, Weight.REGULAR)
        placed: list[PlacedText] = []
        left = self._legend.x
        for words in both:
            box = pygame.Rect(left + dash, self._legend.y, half - dash, self._legend.height)
            placed += self._letters.place(words, box, size, Weight.REGULAR, palette.TEXT2)
            left = placed[-1].right + gap
        self._legends[heart] = placed
        return placed

    def place_keys(self, *, is_paused: bool, hides_numbers: bool) -> list[PlacedText]:
        """Key hints, from the right edge to the left, all of one size."""
        state = (is_paused, hides_numbers)
        if state not in self._key_texts:
            self._key_texts[state] = self._place_keys(*state)
        return self._key_texts[state]

    def _place_keys(self, is_paused: bool, hides_numbers: bool) -> list[PlacedText]:
        hints = (
            texts.KEY_GO_ON if is_paused else texts.KEY_PAUSE,
            texts.KEY_SHOW if hides_numbers else texts.KEY_HIDE,
            texts.KEY_FULL,
            texts.KEY_FINISH,
        )
        return place_keys(hints, self._keys, self._layout, self._letters)

    def draw_legend(self, surface: pygame.Surface, snapshot: Snapshot) -> None:
        """Draw the short pieces of line beside the legend's words."""
        thickness = self._layout.length(3)
        long, gap = self._layout.length(20), self._layout.length(8)
        placed = self.place_legend(snapshot)
        colours = (palette.HEART, palette.BREATH)[-len(placed) :]
        for text, colour in zip(placed, colours, strict=True):
            y = text.rect.centery - thickness // 2
            surface.fill(colour, (text.left - gap - long, y, long, thickness))
