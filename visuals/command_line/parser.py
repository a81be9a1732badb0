"""Which commands and options there are; the words are the language's, the work is elsewhere."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, NoReturn

from visuals.command_line.values import Values
from visuals.command_line.words import CommandLineWords

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

__all__ = ["ESTIMATORS", "build_parser"]

_ASKED_WRONGLY = 2
_NEARLY = "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)"
_SOUNDS = ("breath", "tones", "bowl", "off")
_FORMATS = ("csv", "rr", "json", "breath", "ecg", "movement")

ESTIMATORS = (
    "multitaper",
    "multitaper-levelled",
    "lomb-multitaper",
    "lomb",
    "hann",
    "welch",
    "smoothness-priors",
)
"""Names of the members of `trainer.signal.spectrum.Estimator`, in lower case with hyphens; that
file is not opened for help."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence; its help keeps the line breaks of the examples.

    Parameters
    ----------
    words
        What it says.
    """

    def __init__(self, *, words: CommandLineWords, **options: Any) -> None:
        super().__init__(
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=False,
            allow_abbrev=False,  # half an option may be another one tomorrow
            **options,
        )
        self._words = words

    def add_own_help(self) -> None:
        """Let it answer to --help."""
        self.add_argument("-h", "--help", action="help", help=self._words.options.help)

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Print the help; unlike argparse's own, an output that is full is an error."""
        (sys.stdout if file is None else file).write(self.format_help())

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse what is no choice; where it is nearly one, that one is named.

        argparse does so by itself from Python 3.14 on, and only where it is asked to.
        """
        if action.choices is not None and value not in action.choices:
            from difflib import get_close_matches  # only a slip needs it

            choices = [str(choice) for choice in action.choices]
            for closest in get_close_matches(str(value), choices, n=1):
                listed = ", ".join(map(repr, choices))
                said = {"value": value, "closest": closest, "choices": listed}
                message = vars(argparse)["_"](_NEARLY)  # as argparse says it just now
                raise argparse.ArgumentError(action, message % said)
        super()._check_value(action, value)

    def error(self, message: str) -> NoReturn:
        sentence = self._words.usage_error.format(program=self.prog, message=message)
        self.exit(_ASKED_WRONGLY, f"{sentence}\n")


def build_parser(words: CommandLineWords, asked: Collection[str] | None = None) -> Parser:
    """The parser of the whole command line, in the words of one language.

    Parameters
    ----------
    words
        What it says.
    asked
        The command line: a command that is not in it gets no options, which saves help a third of
        its time. None gives every command its own.
    """
    parser = Parser(
        words=words, prog="bellybreath", description=words.description, epilog=words.examples
    )
    parser.add_own_help()
    parser.add_argument("--version", action="store_true", help=words.options.version)
    options = _Options(words)
    options.add_common(parser, None)
    commands = parser.add_subparsers(dest="command", metavar=words.places.command)
    for name, said, add_options in (
        ("start", words.start, options.add_sound),
        ("calm", words.calm, options.of_calm),
        ("practice", words.practice, options.of_practice),
        ("train", words.train, options.of_train),
        ("sensors", words.sensors, options.of_sensors),
        ("doctor", words.doctor, options.of_doctor),
        ("sounds", words.sounds, options.of_sounds),
        ("sessions", words.sessions, options.of_sessions),
        ("export", words.export, options.of_export),
        ("analyze", words.analyze, options.of_analyze),
        ("check", words.check, options.of_check),
    ):
        command = commands.add_parser(
            name,
            help=said.help,
            words=words,
            description=said.description,
            epilog=said.examples,
        )
        command.add_own_help()
        if asked is None or name in asked:
            options.add_common(command, argparse.SUPPRESS)
            add_options(command)
    return parser


class _Options:
    """Gives commands their options, in the words of one language."""

    def __init__(self, words: CommandLineWords) -> None:
        self._options, self._places = words.options, words.places
        self._values = Values(words.values)

    def add_common(self, parser: Parser, default: str | None) -> None:
        """What may stand before the command and behind it."""
        options = self._options
        parser.add_argument(
            "--language", choices=("en", "de"), default=default, help=options.language
        )
        folder = self._places.folder
        parser.add_argument("--data-dir", metavar=folder, default=default, help=options.data_dir)

    def add_sound(self, parser: Parser) -> None:
        """What is heard."""
        options = self._options
        parser.add_argument("--sound", choices=_SOUNDS, help=options.sound)
        volume = self._values.volume_percent
        parser.add_argument("--volume", type=volume, metavar="N", help=options.volume)
        parser.add_argument("--sounds", metavar=self._places.folder, help=options.sounds)

    def of_calm(self, calm: Parser) -> None:
        """The calm minutes."""
        self._add_headless(calm)
        self.add_sound(calm)

    def of_practice(self, practice: Parser) -> None:
        """The practice heart."""
        self._add_session(practice)
        seed = self._values.whole_number
        practice.add_argument("--seed", type=seed, metavar="N", help=self._options.seed)

    def of_train(self, train: Parser) -> None:
        """Real heartbeats."""
        options, places, values = self._options, self._places, self._values
        source = train.add_mutually_exclusive_group()
        name, port = places.name, places.port
        source.add_argument("--strap", nargs="?", const="", metavar=name, help=options.strap)
        source.add_argument("--serial", nargs="?", const="", metavar=port, help=options.serial)
        source.add_argument("--recording", metavar=places.file, help=options.recording)
        train.add_argument("--breath", action="store_true", help=options.breath)
        train.add_argument(
            "--record",
            type=values.streams,
            default=(),
            metavar=places.streams,
            help=options.record,
        )
        train.add_argument("--baud", type=values.baud, metavar="N", help=options.baud)
        train.add_argument("--rate", type=values.rate_hz, metavar="HZ", help=options.rate)
        train.add_argument("--column", type=values.column, metavar="C", help=options.column)
        train.add_argument("--ecg", action="store_true", default=None, help=options.ecg)
        self._add_session(train)

    def of_sensors(self, sensors: Parser) -> None:
        """The list of what is near."""
        sensors.add_argument("--listen", action="store_true", help=self._options.listen)
        self._add_number(sensors, "--seconds", None, "S", self._options.seconds)
        self._add_json(sensors, self._options.json_at_end)

    def of_doctor(self, doctor: Parser) -> None:
        """The checkup."""
        options, port = self._options, self._places.port
        doctor.add_argument("--strap", metavar=self._places.name, help=options.doctor_strap)
        doctor.add_argument(
            "--serial", nargs="?", const="", metavar=port, help=options.doctor_serial
        )
        doctor.add_argument("--copy", action="store_true", help=options.copy)
        self._add_json(doctor, options.json_at_end)

    def of_sounds(self, sounds: Parser) -> None:
        """Sounds as files."""
        options, folder = self._options, self._places.folder
        sounds.add_argument("--write", metavar=folder, required=True, help=options.write)
        self._add_number(sounds, "--pace", 6.0, "N", options.pace)
        self._add_number(sounds, "--inhale-share", 0.4, "X", options.sounds_inhale_share)

    def of_sessions(self, sessions: Parser) -> None:
        """The list of sessions."""
        self._add_json(sessions, self._options.json)

    def of_export(self, export: Parser) -> None:
        """A session for other programs."""
        options, places = self._options, self._places
        export.add_argument("session", metavar=places.session, help=options.session)
        export.add_argument("--format", choices=_FORMATS, default="csv", help=options.format)
        export.add_argument(
            "-o", "--output", metavar=places.file, required=True, help=options.output
        )

    def of_analyze(self, analyze: Parser) -> None:
        """Figures of a recording."""
        options, places = self._options, self._places
        analyze.add_argument("file", metavar=places.file, help=options.file)
        self._add_json(analyze, options.json_of_beats)
        self._add_number(analyze, "--start", 0.0, "S", options.start)
        self._add_number(analyze, "--duration", None, "S", options.duration)
        self._add_number(analyze, "--pace", None, "N", options.known_pace)
        analyze.add_argument(
            "--estimator",
            action="append",
            choices=(*ESTIMATORS, "all"),
            default=[],
            metavar=places.name,
            help=options.estimator,
        )

    def of_check(self, check: Parser) -> None:
        """Known signals through the pipeline."""
        self._add_json(check, self._options.json_of_checks)

    def _add_session(self, parser: Parser) -> None:
        options, speed = self._options, self._values.speed
        self.add_sound(parser)
        self._add_number(parser, "--minutes", 5.0, "M", options.minutes)
        self._add_number(parser, "--pace", 6.0, "N", options.pace)
        self._add_number(parser, "--inhale-share", 0.4, "X", options.inhale_share)
        self._add_number(parser, "--quiet", 60.0, "S", options.quiet)
        self._add_headless(parser)
        parser.add_argument("--no-question", action="store_true", help=options.no_question)
        parser.add_argument("--speed", type=speed, default=1.0, metavar="X", help=options.speed)

    def _add_headless(self, parser: Parser) -> None:
        parser.add_argument("--headless", action="store_true", help=self._options.headless)

    def _add_number(
        self, parser: Parser, name: str, default: float | None, metavar: str, words: str
    ) -> None:
        number = self._values.number
        parser.add_argument(name, type=number, default=default, metavar=metavar, help=words)

    @staticmethod
    def _add_json(parser: Parser, words: str) -> None:
        parser.add_argument("--json", action="store_true", help=words)
