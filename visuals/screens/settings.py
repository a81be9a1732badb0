"""The settings: rows to change with the arrows, and lines of the person's own to write."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

import pygame

from visuals.gestures import Gesture, Key, Moved, Place, Pressed, Tapped
from visuals.lettering import Align, PlacedText, Weight
from visuals.look import Look
from visuals.scene.keys import LEAST_TARGET_PX
from visuals.screens.neighbour import neighbour
from visuals.screens.screen import Heard
from visuals.screens.settings_places import PLACES, ROW_GAP, places_of_rows
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

_TITLE = 44
_LABEL = 20
_NAME = 16
"""Of a line of the person's own: it stands small above the line."""
_HINT = 18
_PAD = 20
_CARD_PAD = 12
_BETWEEN = "     "
"""So wide apart are a name and its value at least."""
_OWN_LINES = 3
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
    over: Row | SettingsOutcome | None = None
    """What the pointer is on: a row, or the way back."""


class SettingsScreen(WordsPage):
    """Draws the settings and hears what is changed."""

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        super().__init__(size, look)
        self._places = PLACES[self.layout.kind]

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
            case Moved(place):
                return Heard(replace(record, over=self._at(place)))
            case Tapped(place):
                return self._tapped(record, place)
        return Heard(record)

    def _at(self, place: Place) -> Row | SettingsOutcome | None:
        """The row or the way back that the pointer or a finger is on."""
        if self._leads_back(self._places.back, place):
            return SettingsOutcome.BACK
        gap = self.layout.length(ROW_GAP)
        for row, rect in self.rows():
            # Its share of the gaps belongs to a row: in a small window it would be too low else.
            if rect.inflate(0, gap).collidepoint(place):
                return row
        return None

    def _tapped(
        self, record: SettingsRecord, place: Place
    ) -> Heard[SettingsRecord, SettingsOutcome]:
        match self._at(place):
            case None:
                return Heard(record)
            case SettingsOutcome() as outcome:
                return Heard(record, outcome)
            case row:
                touched = replace(record, row=row)
                is_less = row not in WRITTEN and self._less(row, record).collidepoint(place)
                return _changed(touched, -1) if is_less else _entered(touched)

    def _less(self, row: Row, record: SettingsRecord) -> pygame.Rect:
        """Where a finger takes the value before: the left half of the value, its angle included."""
        rect = dict(self.rows())[row]
        (shown,) = self._place_value(row, rect, record, self._size(record))
        width = max(shown.width // 2 + self.layout.length(_PAD), LEAST_TARGET_PX)
        left = shown.rect.centerx - width
        return pygame.Rect(left, rect.y - ROW_GAP, width, rect.height + 2 * ROW_GAP)

    def rows(self) -> list[tuple[Row, pygame.Rect]]:
        """Every row with its place, in pixels."""
        return places_of_rows(self.layout)

    def draw(self, surface: pygame.Surface, record: SettingsRecord, at_s: float) -> None:
        """Draw a record at a time over the whole surface."""
        surface.blit(self._ground, (0, 0))
        for row, rect in self.rows():
            self._cards.draw_card(surface, rect, is_chosen=row is record.row, has_focus=False)
            if row is record.over:
                self._cards.draw_over(surface, rect, is_round=False)
        self._draw_back(surface, self._places.back, is_over=record.over is SettingsOutcome.BACK)
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
            if row in WRITTEN:
                placed += self._place_written(row, box, record)
                continue
            name = label_of(row, words)
            placed += place(name, self._inner(box), size, Weight.REGULAR, palette.text2)
            placed += self._place_value(row, box, record, size)
        foot, colour = "", palette.text2
        if record.is_unsaved:
            foot, colour = words.settings_unsaved, palette.warn
        elif record.row in (Row.SOUND, Row.VOLUME) and not record.has_audio:
            foot = words.no_audio
        elif record.row in OWN:
            foot = words.own_lines
        placed += place(foot, rect(self._places.foot), _HINT, Weight.REGULAR, colour, max_lines=2)
        return placed + self._place_back(self._places.back)

    def _size(self, record: SettingsRecord) -> float:
        """Size in design units at which every name fits its row beside its value."""
        beside = [
            (f"{label_of(row, self._words)}{_BETWEEN}{self._value(row, record)}", self._inner(box))
            for row, box in self.rows()
            if row not in WRITTEN
        ]
        return self._letters.common_size(beside, _LABEL, Weight.SEMIBOLD)

    def _place_value(
        self, row: Row, rect: pygame.Rect, record: SettingsRecord, size: float
    ) -> list[PlacedText]:
        """What a row is set to, between the small angles of the arrows."""
        return self._letters.place(
            self._value(row, record),
            self._inner(rect),
            size,
            Weight.SEMIBOLD,
            self._palette.text,
            align=Align.RIGHT,
        )

    def _place_written(
        self, row: Row, rect: pygame.Rect, record: SettingsRecord
    ) -> list[PlacedText]:
        """A line of the person's own below its name, or what could stand there."""
        inner = self._inner(rect).inflate(0, -2 * self.layout.length(_CARD_PAD))
        head = self._letters.font(self._letters.size_px(_NAME), Weight.REGULAR).get_height()
        top = pygame.Rect(inner.x, inner.y, inner.width, head)
        below = pygame.Rect(inner.x, inner.y + head, inner.width, inner.height - head)
        line, palette, place = line_of(row, record.settings), self._palette, self._letters.place
        return [
            *place(label_of(row, self._words), top, _NAME, Weight.REGULAR, palette.text2),
            *place(
                line or hint_of(row, self._words),
                below,
                _LABEL,
                Weight.SEMIBOLD if line else Weight.REGULAR,
                palette.text if line else palette.text2,
                max_lines=_OWN_LINES,
            ),
        ]

    def _inner(self, rect: pygame.Rect) -> pygame.Rect:
        """Where in a row its words stand."""
        return rect.inflate(-2 * self.layout.length(_PAD), 0)

    def _value(self, row: Row, record: SettingsRecord) -> str:
        return f"{_LESS} {value_of(row, record.settings, self._words)} {_MORE}"


def _entered(record: SettingsRecord) -> Heard[SettingsRecord, SettingsOutcome]:
    """A row was chosen: its next value, or its line to write."""
    if record.row in WRITTEN:
        return Heard(record, SettingsOutcome.WRITE)
    return _changed(record, 1)


def _changed(record: SettingsRecord, step: int) -> Heard[SettingsRecord, SettingsOutcome]:
    """The record with the next value of its row."""
    settings = changed(record.row, record.settings, step)
    return Heard(replace(record, settings=settings), SettingsOutcome.CHANGED)
