"""In which language help and usage speak, known before anything is parsed.

As asked with --language, else as set, else as the system says: the same order as everywhere. Light,
for it comes before help.
"""

from __future__ import annotations

from collections.abc import Sequence

from visuals.command_line.words import CommandLineWords

__all__ = ["language_of", "words_for"]

_LANGUAGE, _FOLDER = "--language", "--data-dir"
_SHORTEST = {_LANGUAGE: "--la", _FOLDER: "--da"}
"""argparse takes the beginning of an option for it."""


def language_of(arguments: Sequence[str]) -> str:
    """The language of a command line, as the person may see it before it is understood."""
    asked = _value_of(_LANGUAGE, arguments) or _set_language(_value_of(_FOLDER, arguments))
    if asked in ("en", "de"):
        return asked
    from visuals.system_language import system_language

    return "de" if system_language()[:2].lower() == "de" else "en"


def words_for(language: str) -> CommandLineWords:
    """Help and usage in a language; only that one is loaded."""
    if language == "de":
        from visuals.command_line.german import GERMAN_COMMAND_LINE

        return GERMAN_COMMAND_LINE
    from visuals.command_line.english import ENGLISH_COMMAND_LINE

    return ENGLISH_COMMAND_LINE


def _value_of(option: str, arguments: Sequence[str]) -> str | None:
    """The last value of an option, written with or without =; None where it has none."""
    found = None
    for number, word in enumerate(arguments):
        name, equals, value = word.partition("=")
        if not (option.startswith(name) and name.startswith(_SHORTEST[option])):
            continue
        if equals:
            found = value
        elif number + 1 < len(arguments):
            found = arguments[number + 1]
    return found


def _set_language(folder: str | None) -> str | None:
    """What the settings say; None where they say nothing, or where their folder is unclear."""
    from trainer.data_folder import data_dir
    from visuals.settings_file import read_record

    try:
        language = read_record(data_dir(folder)).get("language")
    except Exception as error:
        from trainer.errors import JournalError

        if not isinstance(error, JournalError):
            raise
        return None
    return language if isinstance(language, str) else None
