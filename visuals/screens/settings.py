"""The settings: rows to change with the arrows, and lines of the person's own to write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TypeVar

import numpy as np
import pygame

from visuals.gestures import Gesture, Key, Pressed, Tapped, Wrote
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.look import Look
from visuals.scene.backdrop import draw_night
from visuals.scene.cards import Cards
from visuals.scene.layout import Box, Kind, Layout
from visuals.screens.screen import Heard
from visuals.settings import LONGEST_LINE, TEXT_SCALES, Settings, Theme, clean_line
from visuals.sound.choice import SoundChoice
from visuals.sound.sets import SoundSet
from visuals.sound.volume import stepped
from visuals.texts import LANGUAGES

__all__ = ["Row", "SettingsOutcome", "SettingsRecord", "SettingsScreen"]

_TITLE = 40
_LABEL = 19
_BUTTON = 19
_HINT = 16
_PAD = 20
_GAP = 8
_VALUE_SHARE = 0.4
_LINE_SHARE = 0.68
"""Share of a row that its value has: words of the person's own need more."""
_CURSOR = "|"
_LESS, _MORE = "\u2039", "\u203a"
"""Small angles beside a value that the arrows change."""


class Row(Enum):
    """Rows in their order on the page."""

    THEME = "theme"
    TEXT_SIZE = "text size"
    MOTION = "motion"
    LANGUAGE = "language"
    SOUND = "sound"
    VOLUME = "volume"
    SELF_TALK = "self-talk"
    QUESTION = "question"
    OWN_1 = "own line 1"
    OWN_2 = "own line 2"
    OWN_3 = "own line 3"
    HELP_LINE = "help line"


_OWN = (Row.OWN_1, Row.OWN_2, Row.OWN_3)
_WRITTEN = (*_OWN, Row.HELP_LINE)
_ROWS = tuple(Row)


class SettingsOutcome(Enum):
    """What comes next."""

    CHANGED = "changed"
    """Something else was set: it is to be seen at once."""
    BACK = "back"


@dataclass(frozen=True, slots=True)
class SettingsRecord:
    """The settings, the row that is pointed at, and the line that is being written."""

    settings: Settings = field(default_factory=Settings)
    row: Row = Row.THEME
    writing: str | None = None
    """What stands in the row's line while it is written; None while nothing is."""
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
        (104, 28, 1072, 60), (104, 96, 1072, 516), (104, 628, 840, 40), (976, 630, 200, 54)
    ),
    Kind.COMPACT: _Places(
        (36, 28, 888, 60), (36, 96, 888, 520), (36, 636, 660, 40), (724, 634, 200, 54)
    ),
    Kind.PORTRAIT: _Places(
        (40, 60, 640, 70), (36, 150, 648, 880), (36, 1050, 648, 50), (210, 1130, 300, 62)
    ),
}

Option = TypeVar("Option")


class SettingsScreen:
    """Draws the settings and hears what is changed."""

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        self.layout = Layout(size, look)
        self._places = _PLACES[self.layout.kind]
        self._palette, self._words = look.palette, look.texts
        self._letters = Lettering(self.layout.scale, look.text_scale)
        self._cards = Cards(self.layout, self._letters)
        self._ground = draw_night(self.layout, np.random.default_rng(0))

    def bake(self, budget_s: float) -> bool:
        """Nothing is left to prepare."""
        del budget_s
        return True

    def takes_text(self, record: SettingsRecord) -> bool:
        """True while a line is written."""
        return record.writing is not None

    def hear(
        self, gesture: Gesture, record: SettingsRecord
    ) -> Heard[SettingsRecord, SettingsOutcome]:
        """What a gesture makes of a record."""
        if record.writing is not None and not isinstance(gesture, Tapped):
            return _write(gesture, record, record.writing)
        match gesture:
            case Pressed(Key.BACK):
                return Heard(record, SettingsOutcome.BACK)
            case Pressed(Key.UP | Key.PREVIOUS):
                return Heard(replace(record, row=_neighbour(_ROWS, record.row, -1)))
            case Pressed(Key.DOWN | Key.NEXT):
                return Heard(replace(record, row=_neighbour(_ROWS, record.row, 1)))
            case Pressed(Key.LEFT) if record.row not in _WRITTEN:
                return _changed(record, -1)
            case Pressed(Key.RIGHT) if record.row not in _WRITTEN:
                return _changed(record, 1)
            case Pressed(Key.ENTER | Key.SPACE):
                return _entered(record)
            case Tapped(place):
                return self._tapped(record, place)
        return Heard(record)

    def _tapped(
        self, record: SettingsRecord, place: tuple[float, float]
    ) -> Heard[SettingsRecord, SettingsOutcome]:
        if record.writing is not None:  # a touch elsewhere keeps what was written
            kept = _with_line(record, record.writing)
            return Heard(kept, SettingsOutcome.CHANGED)
        if self.layout.rect(self._places.back).collidepoint(place):
            return Heard(record, SettingsOutcome.BACK)
        for row, rect in self.rows():
            if rect.collidepoint(place):
                return _entered(replace(record, row=row))
        return Heard(record)

    def rows(self) -> list[tuple[Row, pygame.Rect]]:
        """Every row with its place, in pixels."""
        left, top, width, height = self._places.rows
        each = (height + _GAP) / len(_ROWS)
        return [
            (row, self.layout.rect((left, top + index * each, width, each - _GAP)))
            for index, row in enumerate(_ROWS)
        ]

    def draw(self, surface: pygame.Surface, record: SettingsRecord, at_s: float) -> None:
        """Draw a record at a time over the whole surface."""
        surface.blit(self._ground, (0, 0))
        for row, rect in self.rows():
            is_here = row is record.row
            self._cards.draw_card(
                surface, rect, is_chosen=is_here, has_focus=is_here and record.writing is not None
            )
        back = self.layout.rect(self._places.back)
        self._cards.draw_button(surface, back, is_main=True, has_focus=False)
        chip = self._cards.place_button(back, self._words.key_back, is_main=True, size=_BUTTON)[-1]
        self._cards.draw_chip(surface, chip, is_main=True)
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
        rows = self.rows()
        labels = [(self._label(row), self._parts(row, box)[0]) for row, box in rows]
        # Words of the person's own may be long: they alone do not make all others small.
        values = [
            (self._value(row, record)[0], self._parts(row, box)[1])
            for row, box in rows
            if row not in _WRITTEN
        ]
        size = min(
            self._letters.common_size(labels, _LABEL, Weight.REGULAR),
            self._letters.common_size(values, _LABEL, Weight.SEMIBOLD),
        )
        for (row, box), (label, label_box) in zip(rows, labels, strict=True):
            placed += place(label, label_box, size, Weight.REGULAR, palette.text2)
            value, is_hint = self._value(row, record)
            placed += place(
                value,
                self._parts(row, box)[1],
                size,
                Weight.REGULAR if is_hint else Weight.SEMIBOLD,
                palette.text if not is_hint else palette.text2,
                align=Align.RIGHT,
            )
        foot, colour = "", palette.text2
        if record.writing is not None:
            foot = words.typing_hint
        elif record.is_unsaved:
            foot, colour = words.settings_unsaved, palette.warn
        elif record.row in (Row.SOUND, Row.VOLUME) and not record.has_audio:
            foot = words.no_audio
        elif record.row in _OWN:
            foot = words.own_lines
        placed += place(foot, rect(self._places.foot), _HINT, Weight.REGULAR, colour, max_lines=2)
        placed += self._cards.place_button(
            rect(self._places.back), words.key_back, is_main=True, size=_BUTTON
        )
        return placed

    def _parts(self, row: Row, rect: pygame.Rect) -> tuple[pygame.Rect, pygame.Rect]:
        """Where in a row its name and its value stand."""
        pad = self.layout.length(_PAD)
        inner = rect.inflate(-2 * pad, 0)
        share = _LINE_SHARE if row in _WRITTEN else _VALUE_SHARE
        right = round(inner.width * share)
        gap = self.layout.length(12)
        return (
            pygame.Rect(inner.x, inner.y, inner.width - right - gap, inner.height),
            pygame.Rect(inner.right - right, inner.y, right, inner.height),
        )

    def _label(self, row: Row) -> str:
        words = self._words
        if row in _OWN:
            return words.own_line.format(number=_OWN.index(row) + 1)
        return {
            Row.THEME: words.set_theme,
            Row.TEXT_SIZE: words.set_text_size,
            Row.MOTION: words.set_motion,
            Row.LANGUAGE: words.set_language,
            Row.SOUND: words.set_sound,
            Row.VOLUME: words.set_volume,
            Row.SELF_TALK: words.set_self_talk,
            Row.QUESTION: words.set_question,
            Row.HELP_LINE: words.set_help_line,
        }[row]

    def _value(self, row: Row, record: SettingsRecord) -> tuple[str, bool]:
        """What a row says, and whether that is only a hint of what could stand there."""
        words, settings = self._words, record.settings
        if row in _WRITTEN:
            if row is record.row and record.writing is not None:
                return f"{record.writing}{_CURSOR}", False
            line = _line_of(settings, row)
            hint = words.set_help_empty if row is Row.HELP_LINE else words.own_line_empty
            return (line, False) if line else (hint, True)
        switch = {True: words.switched_on, False: words.switched_off}
        value = {
            Row.THEME: {
                Theme.NIGHT: words.theme_night,
                Theme.DAY: words.theme_day,
                Theme.CONTRAST: words.theme_contrast,
            }[settings.theme],
            Row.TEXT_SIZE: f"{round(100 * settings.text_scale)} %",
            Row.MOTION: words.motion_reduced if settings.reduced_motion else words.motion_full,
            Row.LANGUAGE: LANGUAGES[settings.language].name
            if settings.language
            else words.language_system,
            Row.SOUND: words.sound_name(settings.sound)
            if settings.sound.is_on
            else words.switched_off,
            Row.VOLUME: f"{settings.sound.volume_percent} %",
            Row.SELF_TALK: switch[settings.talks],
            Row.QUESTION: switch[settings.asks],
        }[row]
        return f"{_LESS} {value} {_MORE}", False


def _neighbour(options: Sequence[Option], chosen: Option, step: int) -> Option:
    """The next option in a direction; from the last one to the first."""
    return options[(options.index(chosen) + step) % len(options)]


def _line_of(settings: Settings, row: Row) -> str:
    return settings.help_line if row is Row.HELP_LINE else settings.own_lines[_OWN.index(row)]


def _with_line(record: SettingsRecord, line: str) -> SettingsRecord:
    """The record with a line kept as it was written."""
    settings, clean = record.settings, clean_line(line)
    if record.row is Row.HELP_LINE:
        settings = replace(settings, help_line=clean)
    else:
        lines = list(settings.own_lines)
        lines[_OWN.index(record.row)] = clean
        settings = replace(settings, own_lines=tuple(lines))
    return replace(record, settings=settings, writing=None)


def _write(
    gesture: Gesture, record: SettingsRecord, line: str
) -> Heard[SettingsRecord, SettingsOutcome]:
    """What a gesture makes of the line that is being written."""
    match gesture:
        case Wrote(text):
            return Heard(replace(record, writing=(line + text)[:LONGEST_LINE]))
        case Pressed(Key.ERASE):
            return Heard(replace(record, writing=line[:-1]))
        case Pressed(Key.ENTER):
            return Heard(_with_line(record, line), SettingsOutcome.CHANGED)
        case Pressed(Key.BACK):
            return Heard(replace(record, writing=None))
    return Heard(record)


def _entered(record: SettingsRecord) -> Heard[SettingsRecord, SettingsOutcome]:
    """A row was chosen: its next value, or its line to write."""
    if record.row in _WRITTEN:
        return Heard(replace(record, writing=_line_of(record.settings, record.row)))
    return _changed(record, 1)


def _changed(record: SettingsRecord, step: int) -> Heard[SettingsRecord, SettingsOutcome]:
    """The record with the next value of its row."""
    settings = record.settings
    match record.row:
        case Row.THEME:
            settings = replace(settings, theme=_neighbour(tuple(Theme), settings.theme, step))
        case Row.TEXT_SIZE:
            scale = _neighbour(TEXT_SCALES, settings.text_scale, step)
            settings = replace(settings, text_scale=scale)
        case Row.MOTION:
            settings = replace(settings, reduced_motion=not settings.reduced_motion)
        case Row.LANGUAGE:
            languages = (None, *LANGUAGES)
            chosen = _neighbour(languages, settings.language, step)
            settings = replace(settings, language=chosen)
        case Row.SOUND:
            settings = replace(settings, sound=_next_sound(settings.sound, step))
        case Row.VOLUME:
            volume = stepped(settings.sound.volume_percent, step)
            settings = replace(settings, sound=replace(settings.sound, volume_percent=volume))
        case Row.SELF_TALK:
            settings = replace(settings, talks=not settings.talks)
        case Row.QUESTION:
            settings = replace(settings, asks=not settings.asks)
    return Heard(replace(record, settings=settings), SettingsOutcome.CHANGED)


def _next_sound(sound: SoundChoice, step: int) -> SoundChoice:
    """Silence and the sets in turn; a folder of the person's own gives way to a set."""
    chosen = sound.sounds if sound.is_on and sound.own_folder is None else None
    following = _neighbour((None, *SoundSet), chosen, step)
    if following is None:
        return replace(sound, is_on=False, own_folder=None)
    return replace(sound, sounds=following, is_on=True, own_folder=None)
