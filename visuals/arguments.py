"""What can be asked on the command line, and which command is asked to do it.

Only the words are here; each command's work is imported when it is asked for, so that
`bellybreath --help` answers at once. What becomes of errors is in `visuals.cli`.
"""

from __future__ import annotations

import argparse
import logging
import math
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

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

_EPILOG = """\
begin:
  bellybreath                               the start screen, where there is a screen
  bellybreath calm                          three calm minutes at once: no sensor, no question
  bellybreath practice                      guided belly breathing with a simulated heart
  bellybreath train --strap                 the same with your Bluetooth chest strap
  bellybreath train --serial                the same with a wired pulse sensor
  bellybreath train --recording beats.csv   the same with recorded heartbeats
  bellybreath sensors                       which straps are near
  bellybreath doctor                        when a strap does not do as it should
  bellybreath sessions                      what you have practised
  bellybreath export latest --format csv -o session.csv
  bellybreath check                         do the numbers come out right on this machine?

Bellybreath is no medical device. If you are in danger, call your local emergency number.
"""

_PRACTICE_EPILOG = """\
examples:
  bellybreath practice                      5 minutes at 6 breaths per minute
  bellybreath practice --minutes 2 --pace 7
  bellybreath practice --headless           in the terminal, without a window

The heart is a simulated one, always labelled so: it answers the breath that the pacer asks
for. Esc, Ctrl-C or closing the window ends the session at any moment; everything is kept.
"""

_START_EPILOG = """\
examples:
  bellybreath start
  bellybreath start --language de

Sensor, pace and length are chosen there, and how things look. Without a command the same opens.
"""

_CALM_EPILOG = """\
examples:
  bellybreath calm
  bellybreath calm --headless               in the terminal, without a window

Three minutes of slow breath, from the first moment on. M gives three minutes more, Esc ends at any
moment. No sensor is needed and no number is shown.
"""

_TRAIN_EPILOG = """\
examples:
  bellybreath train --strap                 your strap of last time, or a list to choose from
  bellybreath train --strap H10             by a part of its name
  bellybreath train --strap 3C:4D           by its address, or the end of it
  bellybreath train --strap --breath        your own breath beside the pacer's
  bellybreath train --strap --record ecg,movement
  bellybreath train --serial                the only board that is plugged in
  bellybreath train --serial /dev/ttyUSB0   or COM4: the board at this port
  bellybreath train --serial COM4 --baud 9600 --rate 50 --column 2
  bellybreath train --recording beats.csv
  bellybreath train --recording beats.txt --headless --speed 20
  bellybreath train --recording beats.txt --headless --speed max

The recording is text: one interval per line, or a table with a column named rr_ms. Seconds
and milliseconds are told apart. Its beats arrive one by one, as from a strap.

Any Bluetooth strap works that sends beat times. Put it on with its contacts moist. The list has the
practice heart (P) and the breath alone (N), too. When the link is lost the breath goes on, and the
strap is found again by itself.

With --breath a Polar strap also tells how it moves; small dots show it beside the pacer's wave.
It measures what it is worn on. On the ribs, where it hears the heart well, it shows the ribs: the
belly can move more than you see. Worn lower it shows more of the belly, but its beats get unclear:
go only as low as they stay clear. Firm, not tight; sit still, and dots come within half a minute.

--record keeps the ECG and the movement of a Polar H10 in the journal, frame by frame as they come
(about 15 MB an hour); bellybreath export reads them.

A pulse sensor on an Arduino or the like (--serial) lies on a finger or an ear lobe. With the sketch
of Bellybreath nothing else need be said; other sketches that print the raw wave are made out by
listening, for some seconds. --baud, --rate and --column say it beforehand. What is measured is
pulse-rate variability: close to that of the heart at rest, and not the same.
"""

_SENSORS_EPILOG = """\
examples:
  bellybreath sensors                       a live list; Ctrl-C ends it
  bellybreath sensors --listen              connect to each for a moment: do beats arrive?
  bellybreath sensors --seconds 10 --json > sensors.json

Nothing is connected to unless you add --listen: a strap nearby may be somebody else's. In a file
or a pipe the list is written once, after 8 seconds. Serial ports are listed, never opened.
"""

_DOCTOR_EPILOG = """\
examples:
  bellybreath doctor
  bellybreath doctor --strap H10
  bellybreath doctor --copy                 a report without names, for somebody who helps

From the radio to the heartbeat, one question after the other, each with the next thing to try.
Put the strap on first; it is connected to for half a minute at most. The exit status is 0 when
nothing is amiss, 1 when something is.
"""

_SOUNDS_EPILOG = """\
examples:
  bellybreath sounds --write my-sounds
  bellybreath practice --sound bowl --volume 50
  bellybreath practice --sounds my-sounds/tones

Each set has two breaths in one file to listen to, and a folder with in.wav and out.wav. Change
those, or put your own there, and name the folder with --sounds.
"""

_SESSIONS_EPILOG = """\
examples:
  bellybreath sessions
  bellybreath sessions --json
"""

_EXPORT_EPILOG = """\
examples:
  bellybreath export latest --format csv -o session.csv
  bellybreath export 2026-11-23_21-05-00 --format rr -o beats.txt

formats:
  csv   one line a beat: time, raw interval, verdict, stage, breath (units in the names)
  rr    plain raw intervals in ms, one per line, for other programs; where the series has
        gaps, FILE.gaps.csv beside it says where
  json  everything but samples: plan, beats, link, stages, the strap's breath, summary

of a strap that sent more than its beats (train --strap --breath, --record ecg,movement):
  breath    a line for each 0.2 s of the breath that the strap's movement shows: fullness 0 to 1,
            breaths a minute, what was asked for, or why there is no number
  ecg       a line a sample: its time on the session clock in s, microvolt
  movement  a line a sample: its time, x, y and z in mg
A 1 in starts_stretch says that samples are missing before that line.
"""

_ANALYZE_EPILOG = """\
examples:
  bellybreath analyze beats.csv
  bellybreath analyze beats.csv --json > figures.json
  bellybreath analyze beats.csv --start 0 --duration 300
  bellybreath analyze beats.csv --pace 6    the pace that was breathed, if it is known
  bellybreath analyze beats.csv --estimator all
  bellybreath analyze beats.csv --estimator welch --estimator lomb --json

estimators of the band powers:
  multitaper            three smooth windows over all of it: exact on tones, little chance in it.
                        The usual one here; other programs rarely have it
  multitaper-levelled   the same, and what a spline takes from fast rhythms given back. Chosen
                        below 55 beats per minute, where that is a sixth of HF or more
  lomb-multitaper       the same windows on the beats as they are, without a spline. Chosen where
                        beats were left out; puts part of slow breathing into HF
  lomb                  without windows, as many programs have it; puts more into HF
  hann                  one window: sees the middle most
  welch                 windows of 64 s, averaged: what most programs call "Welch" or "FFT"
  smoothness-priors     one window after the detrending of Tarvainen (lambda 500), which Kubios
                        offers; takes part of slow breathing

The one that suits the beats is chosen, and named beside its figures; those that you ask for stand
beside it, of the same beats. On real beats they differ by 10 to 30 %: compare like with like.

The recording goes through the very pipeline that runs live. A figure that cannot be trusted
is withheld, with the reason.
"""

_CHECK_EPILOG = """\
examples:
  bellybreath check
  bellybreath check --json > check.json

Sines, resting hearts, artifacts, gaps, coarse grids and a gliding pace, each with an answer that
was known before, go through the very pipeline that runs live. It takes a few seconds, needs no
sensor, and touches nothing that you recorded. The exit status is 0 when all is as expected, 1
when it is not.
"""


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


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number")
    return value


def _speed(text: str) -> float | None:
    """How many times real time; None for as fast as it goes."""
    if text == "max":
        return None
    value = _number(text)
    if not 0.1 <= value <= 1000.0:
        raise argparse.ArgumentTypeError(f"{text} is outside 0.1 to 1000; or say max")
    return value


def _add_language(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--language",
        choices=("en", "de"),
        default=default,
        help="of all that is said to you (default: as set, then as the system says)",
    )


def _baud(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 300 <= int(text) <= 4_000_000):
        raise argparse.ArgumentTypeError(f"{text!r} is no speed from 300 to 4000000")
    return int(text)


def _rate_hz(text: str) -> float:
    value = _number(text)
    if not 10.0 <= value <= 1000.0:
        raise argparse.ArgumentTypeError(f"{text} is outside 10 to 1000")
    return value


def _column(text: str) -> int | str:
    """Number of a column, from 1, or its name."""
    name = text.strip()
    if not name:
        raise argparse.ArgumentTypeError("a column has a number or a name")
    if not name.lstrip("+-").isdecimal():
        return name
    if not 1 <= int(name) <= 64:
        raise argparse.ArgumentTypeError(f"{name} is outside 1 to 64")
    return int(name)


def _streams(text: str) -> tuple[str, ...]:
    """Names of streams, each once."""
    names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",")))
    for name in names:
        if name not in _STREAMS:
            raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(_STREAMS)}")
    return names


_STREAMS = ("ecg", "movement")


def _volume(text: str) -> int:
    value = _number(text)
    if not 0.0 <= value <= 100.0:
        raise argparse.ArgumentTypeError(f"{text} is outside 0 to 100")
    return round(value)


def _add_sound(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--sound",
        choices=("breath", "tones", "bowl", "off"),
        help="what is heard in the window; remembered (default: as last time, at first breath)",
    )
    parser.add_argument(
        "--volume", type=_volume, metavar="N", help="how loud, 0 to 100; remembered (at first 70)"
    )
    parser.add_argument(
        "--sounds",
        metavar="DIR",
        help="sounds of your own: in.wav and out.wav (or ogg, flac, mp3); remembered",
    )


def _add_session_options(parser: argparse.ArgumentParser) -> None:
    _add_sound(parser)
    parser.add_argument(
        "--minutes", type=_number, default=5.0, metavar="M", help="paced breathing (default 5)"
    )
    parser.add_argument(
        "--pace", type=_number, default=6.0, metavar="N", help="breaths per minute (default 6)"
    )
    parser.add_argument(
        "--inhale-share",
        type=_number,
        default=0.4,
        metavar="X",
        help="share of a breath that is the in-breath (default 0.4: 4 s in, 6 s out)",
    )
    parser.add_argument(
        "--quiet",
        type=_number,
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
        type=_speed,
        default=1.0,
        metavar="X",
        help="times real time, or max (default 1)",
    )


def _build_parser() -> _Parser:
    parser = _Parser(
        prog="bellybreath",
        description="Guided belly breathing with honest heart-rate feedback.",
        epilog=_EPILOG,
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
        epilog=_START_EPILOG,
    )
    _add_sound(start)

    calm = commands.add_parser(
        "calm",
        parents=[common],
        help="three calm minutes, at once",
        description="Three calm minutes, at once: no sensor, no question, no number.",
        epilog=_CALM_EPILOG,
    )
    calm.add_argument("--headless", action="store_true", help="in the terminal, without a window")
    _add_sound(calm)

    practice = commands.add_parser(
        "practice",
        parents=[common],
        help="guided session with a simulated heart, no hardware needed",
        description="A guided session with a simulated heart that answers your pacer.",
        epilog=_PRACTICE_EPILOG,
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
        epilog=_TRAIN_EPILOG,
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
        help="show your own breath beside the pacer's, from the movement of a Polar strap, and "
        "record it",
    )
    train.add_argument(
        "--record",
        type=_streams,
        default=(),
        metavar="STREAMS",
        help="further streams of a Polar strap to keep in the journal: ecg, movement, or both "
        "with a comma",
    )
    train.add_argument(
        "--baud", type=_baud, metavar="N", help="speed of the serial line (default: found)"
    )
    train.add_argument(
        "--rate",
        type=_rate_hz,
        metavar="HZ",
        help="samples in a second, where the lines do not tell (default: found)",
    )
    train.add_argument(
        "--column",
        type=_column,
        metavar="C",
        help="which column is the pulse, counted from 1, or its name (default: found)",
    )
    _add_session_options(train)

    sensors = commands.add_parser(
        "sensors",
        parents=[common],
        help="list the straps and serial ports that are near",
        description="The heart-rate straps nearby, and the serial ports.",
        epilog=_SENSORS_EPILOG,
    )
    sensors.add_argument(
        "--listen", action="store_true", help="connect to each strap once: do beats arrive?"
    )
    sensors.add_argument(
        "--seconds", type=_number, metavar="S", help="end after so long (default: in a file, 8)"
    )
    sensors.add_argument("--json", action="store_true", help="for programs, at the end")

    doctor = commands.add_parser(
        "doctor",
        parents=[common],
        help="find out why a strap does not do as it should",
        description="What is in the way between your strap and this program, and what to try.",
        epilog=_DOCTOR_EPILOG,
    )
    doctor.add_argument(
        "--strap", metavar="NAME", help="which one: a part of its name, or the end of its address"
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
        epilog=_SOUNDS_EPILOG,
    )
    sounds.add_argument("--write", metavar="DIR", required=True, help="folder to write them to")
    sounds.add_argument(
        "--pace", type=_number, default=6.0, metavar="N", help="breaths per minute (default 6)"
    )
    sounds.add_argument(
        "--inhale-share",
        type=_number,
        default=0.4,
        metavar="X",
        help="share of a breath that is the in-breath (default 0.4)",
    )

    sessions = commands.add_parser(
        "sessions",
        parents=[common],
        help="list what was recorded",
        description="All recorded sessions, oldest first.",
        epilog=_SESSIONS_EPILOG,
    )
    sessions.add_argument("--json", action="store_true", help="for programs")

    export = commands.add_parser(
        "export",
        parents=[common],
        help="write a session for other programs",
        description="Write a recorded session in a form that other programs read.",
        epilog=_EXPORT_EPILOG,
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
        epilog=_ANALYZE_EPILOG,
    )
    analyze.add_argument("file", metavar="FILE", help="RR intervals as text or CSV")
    analyze.add_argument("--json", action="store_true", help="for programs, beat by beat")
    analyze.add_argument("--start", type=_number, default=0.0, metavar="S", help="from second S on")
    analyze.add_argument("--duration", type=_number, metavar="S", help="so many seconds of it")
    analyze.add_argument(
        "--pace", type=_number, metavar="N", help="breaths per minute, where it is known"
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
        epilog=_CHECK_EPILOG,
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
