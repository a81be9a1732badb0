"""The settings: rows to change with the arrows, and lines of the person's own to write."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

import pygame

from visuals.gestures import Gesture, Key, Pressed, Tapped
from visuals.lettering import Align, PlacedText, Weight
from visuals.look import Look
from visuals.scene.keys import LEAST_TARGET_PX
from visuals.scene.layout import Box, Kind
from visuals.screens.neighbour import neighbour
from visuals.screens.screen import Heard
from visuals.screens.settings_rows import (
    OWN,
    ROWS,
    WRITTEN,
    Row,
    changed,
    hint_of,
    label_of,
    line_of,
    value_of,
)
from visuals.screens.words_page import WordsPage
from visuals.settings import Settings

__all__ = ["SettingsOutcome", "SettingsRecord", "SettingsScreen"]

_TITLE = 40
_LABEL = 19
_HINT = 16
_PAD = 20
_GAP = 6
_VALUE_SHARE = 0.4
_LINE_SHARE = 0.68
"""Share of a row that its value has: words of the person's own need more."""
_TALL_LINES = 2
"""Rows of an upright window are narrow and high: large letters break there and stay large."""
_LESS, _MORE = "\u2039", "\u203a"
"""Small angles beside a value that the arrows change."""


class SettingsOutcome(Enum):
    """What comes next."""

    CHANGED = "changed"
    """Something else was set: it is to be seen at once."""
    WRITE = "write"
    """The line of the row that is pointed at is to be written."""
    BACK = "back"


@dataclass(frozen=True, slots=True)
class SettingsRecord:
    """The settings, and the row that is pointed at."""

    settings: Settings = field(default_factory=Settings)
    row: Row = Row.THEME
    has_audio: bool = True
    """False where sound was wanted and this computer has no device for it."""
    is_unsaved: bool = False
    """True where the last change could not be kept."""


@dataclass(frozen=True, slots=True)
class _Places:
    title: Box
    rows: Box
    foot: Box
    back: Box


_PLACES = {
    Kind.WIDE: _Places(
        (104, 22, 1072, 60), (104, 86, 1072, 532), (104, 630, 840, 40), (976, 630, 200, 54)
    ),
    Kind.COMPACT: _Places(
        (36, 20, 888, 60), (36, 84, 888, 540), (36, 638, 660, 40), (724, 634, 200, 54)
    ),
    Kind.PORTRAIT: _Places(
        (40, 60, 640, 70), (36, 150, 648, 880), (36, 1050, 648, 50), (210, 1130, 300, 62)
    ),
}


class SettingsScreen(WordsPage):
    """Draws the settings and hears what is changed."""

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        super().__init__(size, look)
        self._places = _PLACES[self.layout.kind]
        self._lines = _TALL_LINES if self.layout.kind is Kind.PORTRAIT else 1

    def hear(
        self, gesture: Gesture, record: SettingsRecord
    ) -> Heard[SettingsRecord, SettingsOutcome]:
        """What a gesture makes of a record."""
        match gesture:
            case Pressed(Key.BACK):
                return Heard(record, SettingsOutcome.BACK)
            case Pressed(Key.UP | Key.PREVIOUS):
                return Heard(replace(record, row=neighbour(ROWS, record.row, -1)))
            case Pressed(Key.DOWN | Key.NEXT):
                return Heard(replace(record, row=neighbour(ROWS, record.row, 1)))
            case Pressed(Key.LEFT) if record.row not in WRITTEN:
                return _changed(record, -1)
            case Pressed(Key.RIGHT) if record.row not in WRITTEN:
                return _changed(record, 1)
            case Pressed(Key.ENTER | Key.SPACE):
                return _entered(record)
            case Tapped(place):
                return self._tapped(record, place)
        return Heard(record)

    def _tapped(
        self, record: SettingsRecord, place: tuple[float, float]
    ) -> Heard[SettingsRecord, SettingsOutcome]:
        if self._leads_back(self._places.back, place):
            return Heard(record, SettingsOutcome.BACK)
        gap = self.layout.length(_GAP)
        for row, rect in self.rows():
            # Its share of the gaps belongs to a row: in a small window it would be too low else.
            if rect.inflate(0, gap).collidepoint(place):
                touched = replace(record, row=row)
                is_less = row not in WRITTEN and self._less(row, rect, record).collidepoint(place)
                return _changed(touched, -1) if is_less else _entered(touched)
        return Heard(record)

    def _less(self, row: Row, rect: pygame.Rect, record: SettingsRecord) -> pygame.Rect:
        """Where a finger takes the value before: the left half of the value, its angle included."""
        lines = self._place_value(row, rect, record, self._size(record))
        shown = lines[0].rect.unionall([line.rect for line in lines])
        width = max(shown.width // 2 + self.layout.length(_PAD), LEAST_TARGET_PX)
        return pygame.Rect(shown.centerx - width, rect.y - _GAP, width, rect.height + 2 * _GAP)

    def rows(self) -> list[tuple[Row, pygame.Rect]]:
        """Every row with its place, in pixels."""
        left, top, width, height = self._places.rows
        each = (height + _GAP) / len(ROWS)
        return [
            (row, self.layout.rect((left, top + index * each, width, each - _GAP)))
            for index, row in enumerate(ROWS)
        ]

    def draw(self, surface: pygame.Surface, record: SettingsRecord, at_s: float) -> None:
        """Draw a record at a time over the whole surface."""
        surface.blit(self._ground, (0, 0))
        for row, rect in self.rows():
            self._cards.draw_card(surface, rect, is_chosen=row is record.row, has_focus=False)
        self._draw_back(surface, self._places.back)
        for text in self.texts(record, at_s):
            self._letters.draw(surface, text)

    def texts(self, record: SettingsRecord, at_s: float) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        del at_s
        words, palette, rect = self._words, self._palette, self.layout.rect
        place = self._letters.place
        placed = place(
            words.settings_title, rect(self._places.title), _TITLE, Weight.LIGHT, palette.text
        )
        size = self._size(record)
        for row, box in self.rows():
            placed += place(
                label_of(row, self._words),
                self._parts(row, box)[0],
                size,
                Weight.REGULAR,
                palette.text2,
                max_lines=self._lines,
            )
            placed += self._place_value(row, box, record, size)
        foot, colour = "", palette.text2
        if record.is_unsaved:
            foot, colour = words.settings_unsaved, palette.warn
        elif record.row in (Row.SOUND, Row.VOLUME) and not record.has_audio:
            foot = words.no_audio
        elif record.row in OWN:
            foot = words.own_lines
        placed += place(foot, rect(self._places.foot), _HINT, Weight.REGULAR, colour, max_lines=2)
        placed += self._place_back(self._places.back)
        return placed

    def _size(self, record: SettingsRecord) -> float:
        """Of all names and values. Words of the person's own do not make the others small."""
        rows = self.rows()
        labels = [(label_of(row, self._words), self._parts(row, box)[0]) for row, box in rows]
        values = [
            (self._value(row, record.settings)[0], self._parts(row, box)[1])
            for row, box in rows
            if row not in WRITTEN
        ]
        common = self._letters.common_size
        return min(
            common(labels, _LABEL, Weight.REGULAR, max_lines=self._lines),
            common(values, _LABEL, Weight.SEMIBOLD, max_lines=self._lines),
        )

    def _place_value(
        self, row: Row, rect: pygame.Rect, record: SettingsRecord, size: float
    ) -> list[PlacedText]:
        """What a row is set to, or what could stand there."""
        value, is_hint = self._value(row, record.settings)
        return self._letters.place(
            value,
            self._parts(row, rect)[1],
            size,
            Weight.REGULAR if is_hint else Weight.SEMIBOLD,
            self._palette.text if not is_hint else self._palette.text2,
            align=Align.RIGHT,
            max_lines=self._lines,
        )

    def _parts(self, row: Row, rect: pygame.Rect) -> tuple[pygame.Rect, pygame.Rect]:
        """Where in a row its name and its value stand."""
        pad = self.layout.length(_PAD)
        inner = rect.inflate(-2 * pad, 0)
        share = _LINE_SHARE if row in WRITTEN else _VALUE_SHARE
        right = round(inner.width * share)
        gap = self.layout.length(12)
        return (
            pygame.Rect(inner.x, inner.y, inner.width - right - gap, inner.height),
            pygame.Rect(inner.right - right, inner.y, right, inner.height),
        )

    def _value(self, row: Row, settings: Settings) -> tuple[str, bool]:
        """What a row says, and whether that is only a hint of what could stand there."""
        if row in WRITTEN:
            line = line_of(row, settings)
            return (line, False) if line else (hint_of(row, self._words), True)
        return f"{_LESS} {value_of(row, settings, self._words)} {_MORE}", False


def _entered(record: SettingsRecord) -> Heard[SettingsRecord, SettingsOutcome]:
    """A row was chosen: its next value, or its line to write."""
    if record.row in WRITTEN:
        return Heard(record, SettingsOutcome.WRITE)
    return _changed(record, 1)


def _changed(record: SettingsRecord, step: int) -> Heard[SettingsRecord, SettingsOutcome]:
    """The record with the next value of its row."""
    settings = changed(record.row, record.settings, step)
    return Heard(replace(record, settings=settings), SettingsOutcome.CHANGED)
