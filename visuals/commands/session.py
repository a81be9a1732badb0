"""`practice` and `train`: a guided session, with a simulated heart or a real one."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from devices.link import Sensor
from devices.readings import SensorKind
from trainer.choosing import Option, OptionKind
from trainer.journal.folder import data_dir, sessions_folder
from trainer.plan import Pace, Plan
from visuals.display import Display
from visuals.errors import NoDisplayError, RequestError
from visuals.output import complain, fall_silent
from visuals.running import Outcome, run_session
from visuals.stops import Stops
from visuals.terminal import TerminalConsole, TerminalDisplay, summary_table
from visuals.texts import printable

if TYPE_CHECKING:
    from visuals.window import Window

__all__ = ["run"]

_INTERRUPTED = 130
_FAILED = 1


def run(request: argparse.Namespace) -> int:
    """Carry out the session that was asked for; the exit status."""
    plan = Plan.of_minutes(
        request.minutes,
        Pace(request.pace, request.inhale_share),
        request.quiet,
        request.quiet,
    )
    console = TerminalConsole()
    if request.command == "train":
        _refuse_stray_words(request)
        if request.strap is not None:
            return _with_a_strap(request, plan, console)
    sensor = _sensor(request)
    outcome = run_session(
        plan, sensor, _display(request, console), data_dir(request.data_dir), request.speed
    )
    return _report(outcome, console, sensor)


def _with_a_strap(request: argparse.Namespace, plan: Plan, console: TerminalConsole) -> int:
    """Let a sensor be chosen, and carry out the session with it; the exit status."""
    if request.speed != 1.0:
        raise RequestError("a strap beats in real time; leave out --speed")
    from devices.strap_memory import remembered_strap
    from devices.strap_survey import WatchedSurvey
    from visuals.choosing import choose_sensor

    folder = data_dir(request.data_dir)
    sessions_folder(folder)  # before the search: a folder that cannot be used is said at once
    asked, remembered = request.strap or None, remembered_strap(folder)
    if request.headless:
        from visuals.terminal_choice import choose_in_terminal

        named = choose_in_terminal(asked, remembered, console)
        sensor = _chosen_sensor(named, request.record, folder)
        outcome = run_session(plan, sensor, TerminalDisplay(console), folder, request.speed)
        return _report(outcome, console, sensor)
    window = _window()
    stops = Stops()
    with stops.listening():
        chosen = choose_sensor(window, WatchedSurvey(), asked, remembered, stops)
    if chosen is None:
        return 0 if stops.received is None else _INTERRUPTED
    try:
        sensor = _chosen_sensor(chosen, request.record, folder)
        outcome = run_session(plan, sensor, window, folder, request.speed)
    finally:
        window.close()
    return _report(outcome, console, sensor)


def _chosen_sensor(chosen: Option, streams: Sequence[str], folder: Path) -> Sensor:
    """The sensor that was chosen; a strap is remembered for next time."""
    match chosen.kind:
        case OptionKind.PRACTICE:
            from devices.simulated_person import SimulatedPerson

            return SimulatedPerson(secrets.randbelow(2**31))
        case OptionKind.BREATH:
            from devices.no_sensor import NoSensor

            return NoSensor()
        case OptionKind.STRAP:
            from devices.polar_kinds import PolarKind
            from devices.strap import StrapSensor
            from devices.strap_memory import remember_strap

            assert chosen.strap is not None  # only what is there can be taken
            identity = chosen.strap.identity
            remember_strap(folder, identity)
            wanted = {"ecg": PolarKind.ECG, "movement": PolarKind.ACCELERATION}
            return StrapSensor(identity, wanted=frozenset(wanted[name] for name in streams))


def _refuse_stray_words(request: argparse.Namespace) -> None:
    """Refuse options of a sensor that was not asked for."""
    if request.record and request.strap is None:
        raise RequestError("only a strap has streams to record; add --strap")
    of_a_port = {"--baud": request.baud, "--rate": request.rate, "--column": request.column}
    for option, value in of_a_port.items():
        if value is not None and request.serial is None:
            raise RequestError(f"{option} tells of a wired pulse sensor; add --serial")


def _serial_sensor(request: argparse.Namespace) -> Sensor:
    """The wired pulse sensor that is meant; its port was opened once and let go."""
    if request.speed != 1.0:
        raise RequestError("a pulse beats in real time; leave out --speed")
    from devices.port_choice import check_port_now
    from devices.serial_sensor import SerialSensor, SerialWish

    sessions_folder(data_dir(request.data_dir))  # a folder that cannot be used is said at once
    wish = SerialWish(request.serial or None, request.baud, request.rate, request.column)
    return SerialSensor(check_port_now(wish))


def _sensor(request: argparse.Namespace) -> Sensor:
    if request.command == "practice":
        from devices.simulated_person import SimulatedPerson

        seed = request.seed if request.seed is not None else secrets.randbelow(2**31)
        return SimulatedPerson(seed)
    if request.serial is not None:
        return _serial_sensor(request)
    if request.recording is None:
        raise RequestError(
            "train needs heartbeats: from a chest strap with --strap, from a wired pulse sensor "
            "with --serial, from a file with --recording FILE; bellybreath practice needs none"
        )
    from devices.recording import RecordingSensor, read_recording

    path = Path(request.recording)
    recording = read_recording(path)
    for note in recording.notes:
        sys.stderr.write(f"{printable(path.name)}: {note}\n")
    return RecordingSensor(recording, printable(path.name))


def _display(request: argparse.Namespace, console: TerminalConsole) -> Display:
    return TerminalDisplay(console) if request.headless else _window()


def _window() -> Window:
    has_screen = any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")
    )
    if sys.platform.startswith("linux") and not has_screen:
        raise NoDisplayError(
            "There is no screen here to open a window on; add --headless to breathe in the "
            "terminal."
        )
    from visuals.window import Window

    return Window()


def _report(outcome: Outcome, console: TerminalConsole, sensor: Sensor) -> int:
    """Say what became of the session; the exit status."""
    is_told = _print_summary(outcome, console, sensor.description.kind)
    if outcome.trouble is not None:
        complain(outcome.trouble)
    if outcome.failure is not None:
        complain(
            f"the listening part broke down ({type(outcome.failure).__name__}: "
            f"{outcome.failure}); please report this."
        )
        return _FAILED
    if outcome.kept_in is None:
        return _FAILED
    if outcome.stopped_by is not None:
        return _INTERRUPTED
    return 0 if is_told else _FAILED


def _print_summary(outcome: Outcome, console: TerminalConsole, sensor: SensorKind) -> bool:
    """Print the table and where the session is; False where the output would not take it."""
    saved = "" if outcome.kept_in is None else f"Saved: {outcome.kept_in}"
    try:
        console.print(summary_table(outcome.summary, sensor))
        if saved:
            console.print(saved, soft_wrap=True, highlight=False, markup=False, emoji=False)
    except BrokenPipeError:
        fall_silent()  # who read our output wanted no more of it
    except OSError as error:
        fall_silent()
        complain(f"the summary cannot be printed ({error.strerror or error}). {saved}".rstrip())
        return False
    return True
