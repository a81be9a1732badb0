"""`practice` and `train`: a guided session, with a simulated heart or a real one."""

from __future__ import annotations

import argparse
import secrets
import sys
from pathlib import Path

from devices.link import Sensor
from trainer.journal.folder import data_dir, sessions_folder
from trainer.plan import Pace, Plan
from visuals.commands.start import has_screen
from visuals.display import Display
from visuals.errors import NoDisplayError, RequestError
from visuals.output import complain, fall_silent
from visuals.running import Outcome, run_session
from visuals.terminal import TerminalConsole, TerminalDisplay, summary_table
from visuals.texts import printable

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
    sensor = _sensor(request)
    console = TerminalConsole()
    outcome = run_session(
        plan, sensor, _display(request, console), data_dir(request.data_dir), request.speed
    )
    return _report(outcome, console)


def _sensor(request: argparse.Namespace) -> Sensor:
    if request.command == "practice":
        from devices.simulated_person import SimulatedPerson

        seed = request.seed if request.seed is not None else secrets.randbelow(2**31)
        return SimulatedPerson(seed)
    if request.strap is not None:
        return _strap(request)
    if request.record:
        raise RequestError("only a strap has streams to record; add --strap")
    if request.recording is None:
        raise RequestError(
            "train needs heartbeats: from a chest strap with --strap, from a file with "
            "--recording FILE; bellybreath practice needs none"
        )
    from devices.recording import RecordingSensor, read_recording

    path = Path(request.recording)
    recording = read_recording(path)
    for note in recording.notes:
        sys.stderr.write(f"{printable(path.name)}: {note}\n")
    return RecordingSensor(recording, printable(path.name))


def _strap(request: argparse.Namespace) -> Sensor:
    if request.speed != 1.0:
        raise RequestError("a strap beats in real time; leave out --speed")
    from devices.polar_kinds import PolarKind
    from devices.strap import StrapSensor
    from devices.strap_memory import remember_strap, remembered_strap
    from devices.strap_search import find_strap_now

    folder = data_dir(request.data_dir)
    sessions_folder(folder)  # before the search: a folder that cannot be used is said at once
    sys.stderr.write("Looking for your strap. Put it on, with its contacts moist.\n")
    strap = find_strap_now(request.strap or None, remembered_strap(folder))
    remember_strap(folder, strap)
    sys.stderr.write(f"Found {strap.name}.\n")
    wanted = {"ecg": PolarKind.ECG, "movement": PolarKind.ACCELERATION}
    return StrapSensor(strap, wanted=frozenset(wanted[name] for name in request.record))


def _display(request: argparse.Namespace, console: TerminalConsole) -> Display:
    if request.headless:
        return TerminalDisplay(console)
    if not has_screen():
        raise NoDisplayError(
            "There is no screen here to open a window on; add --headless to breathe in the "
            "terminal."
        )
    from visuals.commands.sounds import session_sound
    from visuals.session_display import SessionDisplay
    from visuals.settings import load_settings
    from visuals.window import Window

    folder = data_dir(request.data_dir)
    sound = session_sound(request, folder, request.speed)
    look = load_settings(folder).look(request.language)
    return SessionDisplay(Window(look=look), sound=sound)


def _report(outcome: Outcome, console: TerminalConsole) -> int:
    """Say what became of the session; the exit status."""
    is_told = _print_summary(outcome, console)
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


def _print_summary(outcome: Outcome, console: TerminalConsole) -> bool:
    """Print the table and where the session is; False where the output would not take it."""
    saved = "" if outcome.kept_in is None else f"Saved: {outcome.kept_in}"
    try:
        console.print(summary_table(outcome.summary))
        if saved:
            console.print(saved, soft_wrap=True, highlight=False, markup=False, emoji=False)
    except BrokenPipeError:
        fall_silent()  # who read our output wanted no more of it
    except OSError as error:
        fall_silent()
        complain(f"the summary cannot be printed ({error.strerror or error}). {saved}".rstrip())
        return False
    return True
