"""The bottom of the picture: what the lines are, where now is, and the keys."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pygame

from devices.readings import SensorKind
from trainer.snapshot import Snapshot
from visuals.gestures import Place
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.palette import Colour
from visuals.scene.keys import KeyRow
from visuals.scene.layout import Kind, Layout
from visuals.texts import KeyHint

_SIZE = 16
_NOW_ABOVE = 28
_GAP = 26
_SAID_ABOVE = {True: 14, False: 1}
"""What is said for a moment may be two lines high: from so far above the keys (centred ones stand
alone) down to the edge of the stage, in design units."""


class Hints:
    """Legend, "now" and key hints."""

    def __init__(self, layout: Layout, letters: Lettering) -> None:
        self._layout = layout
        self._letters = letters
        self._palette, self._texts = layout.look.palette, layout.look.texts
        places = layout.places
        self._legend = layout.rect(places.legend)
        self._keys_box = layout.rect(places.keys)
        self._keys = KeyRow(
            self._keys_box,
            layout,
            letters,
            is_centred=places.words_centred,
            in_halves=(self._texts.key_pace,),
            most_rows=places.key_rows,
        )
        self._legend_of = cache(self._place_names)
        self._dashes = cache(self._dashes_of)
        self._per_s = places.units_per_s * layout.scale
        self._now = layout.rect((places.now - 40, places.wave_full - _NOW_ABOVE - 12, 80, 26))

    def place_now(self, behind_s: float) -> list[PlacedText]:
        """The word at the now marker; 0 s where it usually stands, less further left."""
        box = self._now.move(round(behind_s * self._per_s), 0)
        return self._letters.place(
            self._texts.now, box, _SIZE, Weight.REGULAR, self._palette.text3, align=Align.CENTRE
        )

    def place_legend(self, snapshot: Snapshot) -> list[PlacedText]:
        """Names of the two lines."""
        return self._legend_of(snapshot.sensor.kind)

    def _place_names(self, kind: SensorKind) -> list[PlacedText]:
        dash = self._layout.length(20 + 8)
        gap = self._layout.length(_GAP)
        both: tuple[str, ...] = (self._texts.heart_line(kind), self._texts.the_breath)
        if kind is SensorKind.NONE:
            both = (self._texts.the_breath,)
        room = self._legend.width - len(both) * dash - (len(both) - 1) * gap
        whole = pygame.Rect(0, 0, room, self._legend.height)
        size = self._letters.common_size([(" ".join(both), whole)], _SIZE, Weight.REGULAR)
        placed: list[PlacedText] = []
        left = self._legend.x
        for words in both:
            right = self._legend.right
            box = pygame.Rect(left + dash, self._legend.y, right - left - dash, self._legend.height)
            placed += self._letters.place(words, box, size, Weight.REGULAR, self._palette.text2)
            left = placed[-1].right + gap
        return placed

    def place_keys(self, hints: tuple[KeyHint, ...], opacity: float = 1.0) -> list[PlacedText]:
        """Key hints at the right end of their row, or in its middle, all of one size."""
        placed = self._keys.place(hints)
        return placed if opacity >= 1.0 else [replace(text, opacity=opacity) for text in placed]

    def place_said(self, words: str) -> list[PlacedText]:
        """A few words for a moment, where the keys stand else."""
        is_centred = self._layout.places.words_centred
        # In portrait the legend stands close above the keys, elsewhere beside them.
        is_alone = is_centred and self._layout.kind is not Kind.PORTRAIT
        room = self._keys_box.copy()
        room.y -= self._layout.length(_SAID_ABOVE[is_alone])
        room.height = round(self._layout.y(self._layout.places.stage[1])) - room.y
        return self._letters.place(
            words,
            room,
            _SIZE,
            Weight.REGULAR,
            self._palette.text2,
            align=Align.CENTRE if is_centred else Align.RIGHT,
            max_lines=2,
        )

    def hint_at(self, place: Place, hints: tuple[KeyHint, ...]) -> KeyHint | None:
        """The hint that a finger or a click is on: each can be pressed like its key."""
        return self._keys.hint_at(place, hints)

    def rect_of(self, hint: KeyHint, hints: tuple[KeyHint, ...]) -> pygame.Rect:
        """Where a hint of a row is shown."""
        return self._keys.rect_of(hint, hints)

    def draw_legend(self, surface: pygame.Surface, snapshot: Snapshot) -> None:
        """Draw the short pieces of line beside the legend's words."""
        for place, colour in self._dashes(snapshot.sensor.kind):
            surface.fill(colour, place)

    def _dashes_of(self, kind: SensorKind) -> list[tuple[pygame.Rect, Colour]]:
        thickness = self._layout.length(3)
        colours: tuple[Colour, ...] = (self._palette.heart, self._palette.breath)
        if kind is SensorKind.NONE:
            colours = (self._palette.breath,)
        long, gap = self._layout.length(20), self._layout.length(8)
        return [
            (
                pygame.Rect(
                    text.left - gap - long, text.rect.centery - thickness // 2, long, thickness
                ),
                colour,
            )
            for text, colour in zip(self._legend_of(kind), colours, strict=True)
        ]
