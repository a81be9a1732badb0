"""What can be asked on the command line, and which command is asked to do it.

Only the words are here; each command's work is imported when it is asked for, so that
`bellybreath --help` answers at once. What becomes of errors is in `visuals.cli`.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from visuals.argument_values import (
    baud,
    column,
    number,
    rate_hz,
    speed,
    streams,
    volume_percent,
)
from visuals.help_pages import (
    ANALYZE_EXAMPLES,
    CALM_EXAMPLES,
    CHECK_EXAMPLES,
    DOCTOR_EXAMPLES,
    EXAMPLES,
    EXPORT_EXAMPLES,
    PRACTICE_EXAMPLES,
    SENSORS_EXAMPLES,
    SESSIONS_EXAMPLES,
    SOUNDS_EXAMPLES,
    START_EXAMPLES,
    TRAIN_EXAMPLES,
)
from visuals.output import speak_utf8

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

__all__ = ["ESTIMATORS", "carry_out"]

_ASKED_WRONGLY = 2

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


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence; its help keeps the line breaks of the examples."""

    def __init__(self, *args: object, **options: object) -> None:
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(*args, **options)  # type: ignore[arg-type]  # passed on as they came

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Print the help; unlike argparse's own, an output that is full is an error."""
        (sys.stdout if file is None else file).write(self.format_help())

    def error(self, message: str) -> NoReturn:
        self.exit(_ASKED_WRONGLY, f"{self.prog}: {message}. See {self.prog} --help.\n")


def _add_language(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--language",
        choices=("en", "de"),
        default=default,
        help="of all that is said to you (default: as set, then as the system says)",
    )


def _add_sound(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--sound",
        choices=("breath", "tones", "bowl", "off"),
        help="what is heard in the window; remembered (default: as last time, at first breath)",
    )
    parser.add_argument(
        "--volume",
        type=volume_percent,
        metavar="N",
        help="how loud, 0 to 100; remembered (at first 70)",
    )
    parser.add_argument(
        "--sounds",
        metavar="DIR",
        help="sounds of your own: in.wav and out.wav (or ogg, flac, mp3); remembered",
    )


def _add_session_options(parser: argparse.ArgumentParser) -> None:
    _add_sound(parser)
    parser.add_argument(
        "--minutes", type=number, default=5.0, metavar="M", help="paced breathing (default 5)"
    )
    parser.add_argument(
        "--pace", type=number, default=6.0, metavar="N", help="breaths per minute (default 6)"
    )
    parser.add_argument(
        "--inhale-share",
        type=number,
        default=0.4,
        metavar="X",
        help="share of a breath that is the in-breath (default 0.4: 4 s in, 6 s out)",
    )
    parser.add_argument(
        "--quiet",
        type=number,
        default=60.0,
        metavar="S",
        help="seconds of quiet before and after (default 60; 0 leaves them out)",
    )
    parser.add_argument("--headless", action="store_true", help="in the terminal, without a window")
    parser.add_argument(
        "--no-question",
        action="store_true",
        help="do not ask how upset you feel, before and after (or switch it off in the settings)",
    )
    parser.add_argument(
        "--speed",
        type=speed,
        default=1.0,
        metavar="X",
        help="times real time, or max (default 1)",
    )


def _build_parser() -> _Parser:
    parser = _Parser(
        prog="bellybreath",
        description="Guided belly breathing with honest heart-rate feedback.",
        epilog=EXAMPLES,
    )
    parser.add_argument("--version", action="store_true", help="say which version this is")
    data_dir_help = (
        "folder of your sessions (default: BELLYBREATH_DATA_DIR, then the user data folder)"
    )
    parser.add_argument("--data-dir", metavar="DIR", help=data_dir_help)
    _add_language(parser, None)
    common = _Parser(add_help=False)
    _add_language(common, argparse.SUPPRESS)
    common.add_argument("--data-dir", metavar="DIR", default=argparse.SUPPRESS, help=data_dir_help)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    start = commands.add_parser(
        "start",
        parents=[common],
        help="the start screen: choose sensor, pace and length",
        description="The start screen. It is also what opens without a command.",
        epilog=START_EXAMPLES,
    )
    _add_sound(start)

    calm = commands.add_parser(
        "calm",
        parents=[common],
        help="three calm minutes, at once",
        description="Three calm minutes, at once: no sensor, no question, no number.",
        epilog=CALM_EXAMPLES,
    )
    calm.add_argument("--headless", action="store_true", help="in the terminal, without a window")
    _add_sound(calm)

    practice = commands.add_parser(
        "practice",
        parents=[common],
        help="guided session with a simulated heart, no hardware needed",
        description="A guided session with a simulated heart that answers your pacer.",
        epilog=PRACTICE_EXAMPLES,
    )
    _add_session_options(practice)
    practice.add_argument(
        "--seed", type=int, metavar="N", help="which simulated person (default: a new one)"
    )

    train = commands.add_parser(
        "train",
        parents=[common],
        help="guided session with real heartbeats",
        description="A guided session with real heartbeats.",
        epilog=TRAIN_EXAMPLES,
    )
    source = train.add_mutually_exclusive_group()
    source.add_argument(
        "--strap",
        nargs="?",
        const="",
        metavar="NAME",
        help="a Bluetooth heart-rate strap; where there are more, a part of its name or address",
    )
    source.add_argument(
        "--serial",
        nargs="?",
        const="",
        metavar="PORT",
        help="a wired pulse sensor; where there are more, the port that it is at",
    )
    source.add_argument("--recording", metavar="FILE", help="heartbeats that were recorded earlier")
    train.add_argument(
        "--breath",
        action="store_true",
        help="show your own breath beside the pacer's, from the movement of a Polar strap or from "
        "a belt on the pulse sensor's board, and record it",
    )
    train.add_argument(
        "--record",
        type=streams,
        default=(),
        metavar="STREAMS",
        help="further streams of a Polar strap to keep in the journal: ecg, movement, or both "
        "with a comma",
    )
    train.add_argument(
        "--baud", type=baud, metavar="N", help="speed of the serial line (default: found)"
    )
    train.add_argument(
        "--rate",
        type=rate_hz,
        metavar="HZ",
        help="samples in a second, where the lines do not tell (default: found)",
    )
    train.add_argument(
        "--column",
        type=column,
        metavar="C",
        help="which column is the pulse, counted from 1, or its name (default: found)",
    )
    train.add_argument(
        "--ecg",
        action="store_true",
        default=None,
        help="the board measures an ECG, not a pulse (default: as its lines say)",
    )
    _add_session_options(train)

    sensors = commands.add_parser(
        "sensors",
        parents=[common],
        help="list the straps and serial ports that are near",
        description="The heart-rate straps nearby, and the serial ports.",
        epilog=SENSORS_EXAMPLES,
    )
    sensors.add_argument(
        "--listen", action="store_true", help="connect to each strap once: do beats arrive?"
    )
    sensors.add_argument(
        "--seconds", type=number, metavar="S", help="end after so long (default: in a file, 8)"
    )
    sensors.add_argument("--json", action="store_true", help="for programs, at the end")

    doctor = commands.add_parser(
        "doctor",
        parents=[common],
        help="find out why a strap or a pulse sensor does not do as it should",
        description="What is in the way between your sensor and this program, and what to try.",
        epilog=DOCTOR_EXAMPLES,
    )
    doctor.add_argument(
        "--strap", metavar="NAME", help="which one: a part of its name, or the end of its address"
    )
    doctor.add_argument(
        "--serial",
        nargs="?",
        const="",
        metavar="PORT",
        help="only the wired pulse sensor; where there are more, the port that it is at",
    )
    doctor.add_argument(
        "--copy",
        action="store_true",
        help="write a report without names, addresses and folders, and copy it where possible",
    )
    doctor.add_argument("--json", action="store_true", help="for programs, at the end")
    sounds = commands.add_parser(
        "sounds",
        parents=[common],
        help="write the sounds as files, to choose among them",
        description="Write two breaths of every set, and every sign, as WAV files.",
        epilog=SOUNDS_EXAMPLES,
    )
    sounds.add_argument("--write", metavar="DIR", required=True, help="folder to write them to")
    sounds.add_argument(
        "--pace", type=number, default=6.0, metavar="N", help="breaths per minute (default 6)"
    )
    sounds.add_argument(
        "--inhale-share",
        type=number,
        default=0.4,
        metavar="X",
        help="share of a breath that is the in-breath (default 0.4)",
    )

    sessions = commands.add_parser(
        "sessions",
        parents=[common],
        help="list what was recorded",
        description="All recorded sessions, oldest first.",
        epilog=SESSIONS_EXAMPLES,
    )
    sessions.add_argument("--json", action="store_true", help="for programs")

    export = commands.add_parser(
        "export",
        parents=[common],
        help="write a session for other programs",
        description="Write a recorded session in a form that other programs read.",
        epilog=EXPORT_EXAMPLES,
    )
    export.add_argument(
        "session", metavar="SESSION", help="latest, or a name (or its beginning) from sessions"
    )
    export.add_argument(
        "--format", choices=("csv", "rr", "json", "breath", "ecg", "movement"), default="csv"
    )
    export.add_argument(
        "-o", "--output", metavar="FILE", required=True, help="where to write; - for the terminal"
    )

    analyze = commands.add_parser(
        "analyze",
        parents=[common],
        help="figures of an RR recording",
        description="Heart-rate variability of an RR recording.",
        epilog=ANALYZE_EXAMPLES,
    )
    analyze.add_argument("file", metavar="FILE", help="RR intervals as text or CSV")
    analyze.add_argument("--json", action="store_true", help="for programs, beat by beat")
    analyze.add_argument("--start", type=number, default=0.0, metavar="S", help="from second S on")
    analyze.add_argument("--duration", type=number, metavar="S", help="so many seconds of it")
    analyze.add_argument(
        "--pace", type=number, metavar="N", help="breaths per minute, where it is known"
    )

    analyze.add_argument(
        "--estimator",
        action="append",
        choices=(*ESTIMATORS, "all"),
        default=[],
        metavar="NAME",
        help="band powers by this one too, to compare with other programs (may be repeated; all)",
    )

    check = commands.add_parser(
        "check",
        parents=[common],
        help="known signals through the pipeline: expected and got",
        description="Known signals through the pipeline on this machine: expected, got, verdict.",
        epilog=CHECK_EXAMPLES,
    )
    check.add_argument("--json", action="store_true", help="for programs, with every reason")
    return parser


def carry_out(arguments: Sequence[str] | None) -> int:
    """Do what is asked for; the exit status.

    Raises
    ------
    SystemExit
        Help was shown (0), or the words cannot be understood (2).
    """
    logging.basicConfig(level=logging.WARNING, format="bellybreath: %(message)s")
    # What bleak warns of becomes a state of the link, with a sentence that helps.
    logging.getLogger("bleak").setLevel(logging.CRITICAL)
    parser = _build_parser()
    request = parser.parse_args(arguments)
    if request.version:
        from visuals.version import software_name

        sys.stdout.write(software_name() + "\n")
        return 0
    if request.command is None:
        from visuals.commands.start import has_screen

        if not has_screen(is_seen=True):
            parser.print_help()
            return 0
        request = parser.parse_args([*(arguments or sys.argv[1:]), "start"])
    if _is_for_programs(request):
        speak_utf8()
    return _run(request)


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
