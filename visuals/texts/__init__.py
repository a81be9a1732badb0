"""The words of the program, language by language, and which language a person wants.

A language is loaded when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from visuals.system_language import system_language
from visuals.texts.catalogue import ChoiceWords, KeyHint
from visuals.texts.plain import NO_NUMBER, minutes_and_seconds, printable
from visuals.texts.sentences import OWN_SENSORS, Texts

if TYPE_CHECKING:
    from visuals.texts.german import GERMAN

from visuals.texts.english import ENGLISH

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

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""What each is called on the command line, and what it calls itself."""


def texts_for(language: str | None) -> Texts:
    """The words of a language; None asks the system. English where ours has none."""
    wanted = language or system_language()
    if wanted[:2].lower() == "de":
        from visuals.texts.german import GERMAN

        return GERMAN
    return ENGLISH


def __getattr__(name: str) -> Texts:
    if name == "GERMAN":
        return texts_for("de")
    raise AttributeError(name)
