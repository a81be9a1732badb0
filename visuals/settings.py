"""What a person has set for themselves, in a small file; a damaged one does no harm."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Any

from visuals.look import Look
from visuals.palette import CONTRAST, DAY, NIGHT, Palette
from visuals.screens.choices import Choices, choices_of, record_of
from visuals.settings_file import (
    FORMAT,
    FORMAT_VERSION,
    SETTINGS_FILE,
    UNREAD_FILE,
    holds_what_is_unread,
    read_record,
)
from visuals.sound.choice import SoundChoice
from visuals.sound.sets import SoundSet
from visuals.texts import LANGUAGES, texts_for

__all__ = [
    "LONGEST_LINE",
    "OWN_LINES",
    "TEXT_SCALES",
    "Settings",
    "Theme",
    "clean_line",
    "load_settings",
    "remember_choices",
    "remember_lines",
    "remember_sound",
    "save_settings",
]

_logger = logging.getLogger(__name__)

OWN_LINES = 3
"""Lines of their own that a person may write."""
LONGEST_LINE = 80
TEXT_SCALES = (1.0, 1.25, 1.5)


class Theme(Enum):
    """Colours that can be chosen; the value is what the file holds."""

    NIGHT = "night"
    DAY = "day"
    CONTRAST = "contrast"

    @property
    def palette(self) -> Palette:
        """Its colours."""
        return {Theme.NIGHT: NIGHT, Theme.DAY: DAY, Theme.CONTRAST: CONTRAST}[self]


@dataclass(frozen=True, slots=True)
class Settings:
    """All of it. Absent is what the program comes with."""

    theme: Theme = Theme.NIGHT
    text_scale: float = 1.0
    reduced_motion: bool = False
    language: str | None = None
    """None: as the system says."""
    chest_hand: bool = False
    """One hand of the person in the picture on the chest, as in the help."""
    talks: bool = True
    """Gentle lines beside the breath."""
    asks: bool = True
    """The question before and after a session."""
    own_lines: tuple[str, ...] = ("",) * OWN_LINES
    """Empty where none was written."""
    help_line: str = ""
    """A line for hard moments: whom to call."""
    sound: SoundChoice = field(default_factory=SoundChoice)
    """What is heard; silence is a choice, too."""
    choices: Choices | None = None
    """Of the last session that was begun on the start screen; None before the first."""

    def look(self, language: str | None = None) -> Look:
        """How everything looks by these settings; a language of the command line comes first."""
        return Look(
            palette=self.theme.palette,
            texts=texts_for(language or self.language),
            text_scale=self.text_scale,
            reduced_motion=self.reduced_motion,
            chest_hand=self.chest_hand,
            own_lines=tuple(line for line in self.own_lines if line),
            talks=self.talks,
        )


def load_settings(folder: Path) -> Settings:
    """Settings of last time; what cannot be understood is as the program comes with it.

    Parameters
    ----------
    folder
        The folder of everything that is kept.
    """
    return _settings_of(read_record(folder))


def _settings_of(record: dict[str, Any]) -> Settings:
    usual = Settings()
    themes = {theme.value: theme for theme in Theme}
    theme = record.get("theme")
    lines = record.get("own_lines")
    own = [clean_line(line) for line in lines] if isinstance(lines, list) else []
    language = record.get("language")
    scale = record.get("text_scale")
    return Settings(
        theme=themes.get(theme, usual.theme) if isinstance(theme, str) else usual.theme,
        text_scale=scale if scale in TEXT_SCALES else usual.text_scale,
        reduced_motion=record.get("reduced_motion") is True,
        language=language if isinstance(language, str) and language in LANGUAGES else None,
        chest_hand=record.get("chest_hand") is True,
        talks=record.get("talks") is not False,
        asks=record.get("asks") is not False,
        own_lines=tuple((own + [""] * OWN_LINES)[:OWN_LINES]),
        help_line=clean_line(record.get("help_line")),
        sound=_sound_of(record),
        choices=choices_of(record.get("choices")),
    )


def _sound_of(record: dict[str, Any]) -> SoundChoice:
    usual = SoundChoice()
    sets = {sounds.value: sounds for sounds in SoundSet}
    sounds, volume, own = record.get("sounds"), record.get("volume"), record.get("own_sounds")
    if isinstance(volume, bool) or not isinstance(volume, int) or not 0 <= volume <= 100:
        volume = usual.volume_percent
    return SoundChoice(
        sounds=sets.get(sounds, usual.sounds) if isinstance(sounds, str) else usual.sounds,
        is_on=record.get("sound_is_on") is not False,
        volume_percent=volume,
        own_folder=Path(own) if isinstance(own, str) and own else None,
    )


def clean_line(line: object) -> str:
    """A line as it may stand on the screen: one line of text, not too long."""
    if not isinstance(line, str):
        return ""
    return "".join(char for char in line if char.isprintable()).strip()[:LONGEST_LINE]


def remember_sound(folder: Path, choice: SoundChoice) -> bool:
    """Keep what is heard for next time, and all else as it is; False where it cannot be kept."""
    return _remember(folder, lambda settings: replace(settings, sound=choice))


def remember_lines(folder: Path, talks: bool) -> bool:
    """Keep whether gentle lines are wanted, and all else; False where it cannot be kept."""
    return _remember(folder, lambda settings: replace(settings, talks=talks))


def remember_choices(folder: Path, choices: Choices) -> bool:
    """Keep what a session was begun with, and all else; False where it cannot be kept."""
    return _remember(folder, lambda settings: replace(settings, choices=choices))


def _remember(folder: Path, change: Callable[[Settings], Settings]) -> bool:
    """Keep one change for next time; what is so already is not written."""
    settings = load_settings(folder)
    changed = change(settings)
    return changed == settings or save_settings(folder, changed)


def save_settings(folder: Path, settings: Settings) -> bool:
    """Keep the settings for next time; False where they cannot be kept.

    A file that was not understood is kept beside them.
    """
    record = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "theme": settings.theme.value,
        "text_scale": settings.text_scale,
        "reduced_motion": settings.reduced_motion,
        "language": settings.language,
        "chest_hand": settings.chest_hand,
        "talks": settings.talks,
        "asks": settings.asks,
        "own_lines": list(settings.own_lines),
        "help_line": settings.help_line,
        "sounds": settings.sound.sounds.value,
        "sound_is_on": settings.sound.is_on,
        "volume": settings.sound.volume_percent,
        "choices": None if settings.choices is None else record_of(settings.choices),
        "own_sounds": str(settings.sound.own_folder) if settings.sound.own_folder else None,
    }
    waiting: str | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # A new file takes the old one's place at once: a crash leaves one of them whole.
        descriptor, waiting = tempfile.mkstemp(prefix=".settings-", dir=folder)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(record, file, ensure_ascii=False, indent=1)
        if holds_what_is_unread(folder):
            (folder / SETTINGS_FILE).replace(folder / UNREAD_FILE)
        Path(waiting).replace(folder / SETTINGS_FILE)
    except (OSError, UnicodeError) as error:
        _logger.info("the settings cannot be kept: %s", error)
        if waiting is not None:
            with contextlib.suppress(OSError):
                Path(waiting).unlink()
        return False
    return True
