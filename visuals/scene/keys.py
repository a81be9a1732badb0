"""Key hints in a row or two: the key, and what it does; a finger presses a hint like its key."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from visuals.gestures import Place
from visuals.lettering import Lettering, PlacedText, Weight
from visuals.palette import Colour
from visuals.scene.layout import Layout
from visuals.texts import KeyHint

__all__ = ["LEAST_TARGET_PX", "KeyRow"]

LEAST_TARGET_PX = 24
"""What can be clicked is as high and wide at least (WCAG 2.2, 2.5.8)."""

_SIZE = 16
_GAP = 26
_LEAST_GAP = 12
"""Between hints where a row is full: they come closer before their letters become smaller."""
_KEY_GAP = 8
_TOUCH = 18
"""Room around a hint in which a finger still hits it, both sides together, in design units."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One word or key of a hint, and the room between it and the one before, in pixels."""

    text: str
    colour: Colour
    room_before: int


@dataclass(frozen=True, slots=True)
class _Row:
    """Hints as they are placed, in a row or in several: the last one comes first."""

    placed: list[PlacedText]
    rects: dict[KeyHint, pygame.Rect]


class KeyRow:
    """Places hints in one row, or in a few where one has no room for them.

    Parameters
    ----------
    box
        Where the row has room, in pixels.
    layout, letters
        Scale and colours, and the fonts.
    is_centred
        True for the middle of the box; else the hints end at its right edge.
    in_halves
        Hints of two keys, for less and for more: they stand to both sides of the word, and each
        half is large enough for a finger.
    most_rows
        So many the box has room for.
    """

    def __init__(
        self,
        box: pygame.Rect,
        layout: Layout,
        letters: Lettering,
        *,
        is_centred: bool = False,
        in_halves: tuple[KeyHint, ...] = (),
        most_rows: int = 1,
    ) -> None:
        self._box = box
        self._layout = layout
        self._letters = letters
        self._palette = layout.look.palette
        self._is_centred = is_centred
        self._in_halves = in_halves
        self._most_rows = most_rows
        self._rows: dict[tuple[KeyHint, ...], _Row] = {}

    def place(self, hints: tuple[KeyHint, ...]) -> list[PlacedText]:
        """Hints of one size that fits, the last one first."""
        return self._row(hints).placed

    def hint_at(self, place: Place, hints: tuple[KeyHint, ...]) -> KeyHint | None:
        """The hint that a finger or a click is on, or the nearest of two, of the nearer row."""
        pad = self._layout.length(_TOUCH)
        nearest: KeyHint | None = None
        least = (float("inf"), float("inf"))
        for hint, shown in self._row(hints).rects.items():
            wider = max(pad, LEAST_TARGET_PX - shown.width)
            higher = max(pad, LEAST_TARGET_PX - shown.height)
            across = max(shown.left - place[0], place[0] - shown.right)
            off = (max(0.0, shown.top - place[1], place[1] - shown.bottom), across)
            if off < least and shown.inflate(wider, higher).collidepoint(place):
                nearest, least = hint, off
        return nearest

    def rect_of(self, hint: KeyHint, hints: tuple[KeyHint, ...]) -> pygame.Rect:
        """Where a hint of a row is shown."""
        return self._row(hints).rects[hint]

    def _row(self, hints: tuple[KeyHint, ...]) -> _Row:
        if hints not in self._rows:
            self._rows[hints] = self._place(hints)
        return self._rows[hints]

    def _place(self, hints: tuple[KeyHint, ...]) -> _Row:
        rows = self._rows_of(hints)
        size, gap = float(_SIZE), _GAP
        while gap > _LEAST_GAP and not self._fit_across(rows, size, gap):
            gap -= 1
        while size > _SIZE / 2 and not self._fit(rows, size, gap):
            size -= 0.5
        whole = _Row([], {})
        height = self._box.height // len(rows)
        for number, row in reversed(list(enumerate(rows))):
            top = self._box.y + number * height
            box = pygame.Rect(self._box.x, top, self._box.width, height)
            self._place_row(whole, row, box, size, gap)
        return whole

    def _rows_of(self, hints: tuple[KeyHint, ...]) -> list[tuple[KeyHint, ...]]:
        """One row where all have their full size on it; else as many as there may be."""
        is_low = self._box.height // self._most_rows < LEAST_TARGET_PX
        if self._most_rows == 1 or is_low or self._fit_across([hints], _SIZE, _GAP):
            return [hints]
        count = -(-len(hints) // self._most_rows)
        return [hints[first : first + count] for first in range(0, len(hints), count)]

    def _fit_across(self, rows: list[tuple[KeyHint, ...]], size: float, gap: int) -> bool:
        return all(self._whole_width(row, size, gap) <= self._box.width for row in rows)

    def _fit(self, rows: list[tuple[KeyHint, ...]], size: float, gap: int) -> bool:
        """Whether rows have room at a size, on top of each other as well."""
        is_low = len(rows) > 1 and self._font(size).get_height() > self._box.height // len(rows)
        return not is_low and self._fit_across(rows, size, gap)

    def _place_row(
        self, whole: _Row, hints: tuple[KeyHint, ...], box: pygame.Rect, size: float, gap: int
    ) -> None:
        right = box.right
        if self._is_centred:
            right -= max(0, box.width - self._whole_width(hints, size, gap)) // 2
        for hint in reversed(hints):
            first = len(whole.placed)
            for part in reversed(self._parts(hint, size)):
                width = self._width(part.text, size)
                room = pygame.Rect(right - width, box.y, width, box.height)
                whole.placed.extend(
                    self._letters.place(part.text, room, size, Weight.REGULAR, part.colour)
                )
                right -= width + part.room_before
            whole.rects[hint] = whole.placed[first].rect.unionall(
                [text.rect for text in whole.placed[first:]]
            )
            right -= self._layout.length(gap)
        # A word that had to be smaller is no farther from a finger than its neighbours.
        shown = [whole.rects[hint] for hint in hints]
        top, bottom = min(rect.top for rect in shown), max(rect.bottom for rect in shown)
        for rect in shown:
            rect.update(rect.x, top, rect.width, bottom - top)

    def _parts(self, hint: KeyHint, size: float) -> list[_Part]:
        """Keys and words of a hint from left to right."""
        key, words = hint
        key_gap = self._layout.length(_KEY_GAP)
        key_colour, colour = self._palette.text2, self._palette.text3
        if hint not in self._in_halves:
            return [_Part(key, key_colour, 0), _Part(words, colour, key_gap)]
        less, more = key.split()
        width = sum(self._width(text, size) for text in (less, words, more))
        key_gap = max(key_gap, -(-(2 * LEAST_TARGET_PX - width) // 2))
        return [
            _Part(less, key_colour, 0),
            _Part(words, colour, key_gap),
            _Part(more, key_colour, key_gap),
        ]

    def _font(self, size: float) -> pygame.font.Font:
        px = max(1, round(size * self._letters.scale * self._letters.text_scale))
        return self._letters.font(px, Weight.REGULAR)

    def _width(self, text: str, size: float) -> int:
        return self._font(size).size(text)[0]

    def _whole_width(self, hints: tuple[KeyHint, ...], size: float, gap: int) -> int:
        words = sum(
            self._width(part.text, size) + part.room_before
            for hint in hints
            for part in self._parts(hint, size)
        )
        return words + (len(hints) - 1) * self._layout.length(gap)
