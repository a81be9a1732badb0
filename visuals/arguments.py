"""What is asked on the command line, and which command is asked to do it.

Each command's work is imported when it is asked for, so that `bellybreath --help` answers at once.
What becomes of errors is in `visuals.cli`; what can be asked, in `visuals.command_line`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from visuals.command_line.argparse_speech import ArgparseSpeech
from visuals.command_line.language import language_of, words_for
from visuals.command_line.parser import build_parser
from visuals.output import speak_utf8

__all__ = ["carry_out"]


def carry_out(arguments: Sequence[str]) -> int:
    """Do what is asked for; the exit status.

    Raises
    ------
    SystemExit
        Help was shown (0), or the words cannot be understood (2).
    """
    words = words_for(language_of(arguments))
    with ArgparseSpeech(words.argparse):
        parser = build_parser(words, [*arguments, "start"])
        request = parser.parse_args(arguments)
        if request.command is None and not request.version:
            from visuals.commands.start import has_screen

            if not has_screen(is_seen=True):
                from visuals.output import complain
                from visuals.texts import texts_for

                parser.print_help()
                complain(texts_for(language_of(arguments)).trouble.no_screen_start)
                return 0
            request = parser.parse_args([*arguments, "start"])
    if request.version:
        from visuals.version import software_name

        sys.stdout.write(software_name() + "\n")
        return 0
    _begin_logging()
    if _is_for_programs(request):
        speak_utf8()
    return _run(request)


def _begin_logging() -> None:
    """Let warnings be read; imported here, for help writes none."""
    import logging

    logging.basicConfig(level=logging.WARNING, format="bellybreath: %(message)s")
    # What bleak warns of becomes a state of the link, with a sentence that helps.
    logging.getLogger("bleak").setLevel(logging.CRITICAL)


def _is_for_programs(request: argparse.Namespace) -> bool:
    """True where standard output takes JSON, or the text of a file."""
    return getattr(request, "json", False) or getattr(request, "output", None) == "-"


def _run(request: argparse.Namespace) -> int:
    match request.command:
        case "practice" | "train":
            from visuals.commands.session import run
        case "start" | "calm":
            from visuals.commands.start import run
        case "sensors":
            from visuals.commands.sensors import run
        case "doctor":
            from visuals.commands.doctor import run
        case "sounds":
            from visuals.commands.sounds import run
        case "sessions":
            from visuals.commands.sessions import run
        case "export":
            from visuals.commands.export import run
        case "check":
            from visuals.commands.check import run
        case _:
            from visuals.commands.analyze import run
    return run(request)
