"""The words of the program, language by language, and which language a person wants."""

from __future__ import annotations

import locale
import os

from visuals.texts.catalogue import ChoiceWords, KeyHint
from visuals.texts.english import ENGLISH
from visuals.texts.german import GERMAN
from visuals.texts.plain import NO_NUMBER, minutes_and_seconds, printable
from visuals.texts.sentences import OWN_SENSORS, Texts

__all__ = [
    "ENGLISH",
    "GERMAN",
    "LANGUAGES",
    "NO_NUMBER",
    "OWN_SENSORS",
    "ChoiceWords",
    "KeyHint",
    "Texts",
    "minutes_and_seconds",
    "printable",
    "texts_for",
]

LANGUAGES = {texts.language: texts for texts in (ENGLISH, GERMAN)}
_ASKED_IN = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where a system says its language, the first that says anything counts (POSIX)."""


def texts_for(language: str | None) -> Texts:
    """The words of a language; None asks the system. English where ours has none."""
    wanted = language or _system_language()
    return LANGUAGES.get(wanted[:2].lower(), ENGLISH)


def _system_language() -> str:
    for name in _ASKED_IN:
        if said := os.environ.get(name):
            return said
    return locale.getlocale()[0] or ""
