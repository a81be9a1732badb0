"""The rows of the settings: what each is called, what it says, and what its next value is."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from visuals.screens.neighbour import neighbour
from visuals.settings import TEXT_SCALES, Settings, Theme, clean_line
from visuals.sound.choice import SoundChoice
from visuals.sound.sets import SoundSet
from visuals.sound.volume import stepped
from visuals.texts import LANGUAGES, Texts

__all__ = [
    "ROWS",
    "WRITTEN",
    "Row",
    "changed",
    "hint_of",
    "label_of",
    "line_of",
    "value_of",
    "with_line",
]


class Row(Enum):
    """Rows in their order on the page."""

    THEME = "theme"
    TEXT_SIZE = "text size"
    MOTION = "motion"
    HANDS = "hands"
    LANGUAGE = "language"
    SOUND = "sound"
    VOLUME = "volume"
    SELF_TALK = "self-talk"
    QUESTION = "question"
    OWN_1 = "own line 1"
    OWN_2 = "own line 2"
    OWN_3 = "own line 3"
    HELP_LINE = "help line"


OWN = (Row.OWN_1, Row.OWN_2, Row.OWN_3)
WRITTEN = (*OWN, Row.HELP_LINE)
"""Rows that hold a line of the person's own."""
ROWS = tuple(Row)


def label_of(row: Row, words: Texts) -> str:
    """What a row is called."""
    if row in OWN:
        return words.own_line.format(number=OWN.index(row) + 1)
    return {
        Row.THEME: words.set_theme,
        Row.TEXT_SIZE: words.set_text_size,
        Row.MOTION: words.set_motion,
        Row.HANDS: words.set_hands,
        Row.LANGUAGE: words.set_language,
        Row.SOUND: words.set_sound,
        Row.VOLUME: words.set_volume,
        Row.SELF_TALK: words.set_self_talk,
        Row.QUESTION: words.set_question,
        Row.HELP_LINE: words.set_help_line,
    }[row]


def hint_of(row: Row, words: Texts) -> str:
    """What could stand in a line that is still empty."""
    return words.set_help_empty if row is Row.HELP_LINE else words.own_line_empty


def value_of(row: Row, settings: Settings, words: Texts) -> str:
    """What a row that is no line says."""
    switch = {True: words.switched_on, False: words.switched_off}
    return {
        Row.THEME: {
            Theme.NIGHT: words.theme_night,
            Theme.DAY: words.theme_day,
            Theme.CONTRAST: words.theme_contrast,
        }[settings.theme],
        Row.TEXT_SIZE: f"{round(100 * settings.text_scale)} %",
        Row.MOTION: words.motion_reduced if settings.reduced_motion else words.motion_full,
        Row.HANDS: words.hands_both if settings.chest_hand else words.hands_belly,
        Row.LANGUAGE: LANGUAGES[settings.language] if settings.language else words.language_system,
        Row.SOUND: words.sound_name(settings.sound) if settings.sound.is_on else words.switched_off,
        Row.VOLUME: f"{settings.sound.volume_percent} %",
        Row.SELF_TALK: switch[settings.talks],
        Row.QUESTION: switch[settings.asks],
    }[row]


def line_of(row: Row, settings: Settings) -> str:
    """The person's own line in a row; empty where they wrote none."""
    return settings.help_line if row is Row.HELP_LINE else settings.own_lines[OWN.index(row)]


def with_line(row: Row, settings: Settings, line: str) -> Settings:
    """The settings with a line as it was written."""
    clean = clean_line(line)
    if row is Row.HELP_LINE:
        return replace(settings, help_line=clean)
    lines = list(settings.own_lines)
    lines[OWN.index(row)] = clean
    return replace(settings, own_lines=tuple(lines))


def changed(row: Row, settings: Settings, step: int) -> Settings:
    """The settings with the next value of a row that is no line."""
    match row:
        case Row.THEME:
            return replace(settings, theme=neighbour(tuple(Theme), settings.theme, step))
        case Row.TEXT_SIZE:
            return replace(settings, text_scale=neighbour(TEXT_SCALES, settings.text_scale, step))
        case Row.MOTION:
            return replace(settings, reduced_motion=not settings.reduced_motion)
        case Row.HANDS:
            return replace(settings, chest_hand=not settings.chest_hand)
        case Row.LANGUAGE:
            chosen = neighbour((None, *LANGUAGES), settings.language, step)
            return replace(settings, language=chosen)
        case Row.SOUND:
            return replace(settings, sound=_next_sound(settings.sound, step))
        case Row.VOLUME:
            volume = stepped(settings.sound.volume_percent, step)
            return replace(settings, sound=replace(settings.sound, volume_percent=volume))
        case Row.SELF_TALK:
            return replace(settings, talks=not settings.talks)
        case Row.QUESTION:
            return replace(settings, asks=not settings.asks)
    return settings


def _next_sound(sound: SoundChoice, step: int) -> SoundChoice:
    """Silence and the sets in turn; a folder of the person's own gives way to a set."""
    chosen = sound.sounds if sound.is_on and sound.own_folder is None else None
    following = neighbour((None, *SoundSet), chosen, step)
    if following is None:
        return replace(sound, is_on=False, own_folder=None)
    return replace(sound, sounds=following, is_on=True, own_folder=None)
