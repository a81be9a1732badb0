"""The bottom of the picture: what the lines are, where now is, and the keys."""

from __future__ import annotations

import pygame

from trainer.snapshot import Snapshot
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.scene.layout import Layout

_SIZE = 16
_NOW_ABOVE = 28
_GAP = 26
_KEY_GAP = 8


class Hints:
    """Legend, "now" and key hints."""

    def __init__(self, layout: Layout, letters: Lettering) -> None:
        self._layout = layout
        self._letters = letters
        self._palette, self._texts = layout.look.palette, layout.look.texts
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
            self._texts.now, box, _SIZE, Weight.REGULAR, self._palette.text3, align=Align.CENTRE
        )

    def place_legend(self, snapshot: Snapshot) -> list[PlacedText]:
        """Names of the two lines."""
        heart = self._texts.heart_line(snapshot.sensor.kind)
        if heart in self._legends:
            return self._legends[heart]
        dash = self._layout.length(20 + 8)
        gap = self._layout.length(_GAP)
        half = (self._legend.width - gap) // 2
        whole = pygame.Rect(0, 0, half - dash, self._legend.height)
        both = (heart, self._texts.the_breath)
        size = self._letters.common_size([(words, whole) for words in both], _SIZE, Weight.REGULAR)
        placed: list[PlacedText] = []
        left = self._legend.x
        for words in both:
            box = pygame.Rect(left + dash, self._legend.y, half - dash, self._legend.height)
            placed += self._letters.place(words, box, size, Weight.REGULAR, self._palette.text2)
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
            self._texts.key_go_on if is_paused else self._texts.key_pause,
            self._texts.key_show if hides_numbers else self._texts.key_hide,
            self._texts.key_full,
            self._texts.key_finish,
        )
        size = float(_SIZE)
        while self._keys_width(hints, size) > self._keys.width and size > _SIZE / 2:
            size -= 0.5
        placed: list[PlacedText] = []
        right = self._keys.right
        for key, words in reversed(hints):
            for text, colour, gap in (
                (words, self._palette.text3, _KEY_GAP),
                (key, self._palette.text2, _GAP),
            ):
                width = self._width(text, size)
                box = pygame.Rect(right - width, self._keys.y, width, self._keys.height)
                placed += self._letters.place(text, box, size, Weight.REGULAR, colour)
                right -= width + self._layout.length(gap)
        return placed

    def _width(self, text: str, size: float) -> int:
        px = max(1, round(size * self._letters.scale * self._letters.text_scale))
        return self._letters.font(px, Weight.REGULAR).size(text)[0]

    def _keys_width(self, hints: tuple[tuple[str, str], ...], size: float) -> int:
        gap = self._layout.length(_GAP)
        key_gap = self._layout.length(_KEY_GAP)
        words = sum(self._width(key, size) + self._width(text, size) for key, text in hints)
        return words + len(hints) * key_gap + (len(hints) - 1) * gap

    def draw_legend(self, surface: pygame.Surface, snapshot: Snapshot) -> None:
        """Draw the short pieces of line beside the legend's words."""
        thickness = self._layout.length(3)
        long, gap = self._layout.length(20), self._layout.length(8)
        for text, colour in zip(
            self.place_legend(snapshot), (self._palette.heart, self._palette.breath), strict=True
        ):
            y = text.rect.centery - thickness // 2
            surface.fill(colour, (text.left - gap - long, y, long, thickness))
