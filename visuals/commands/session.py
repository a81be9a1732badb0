"""`practice` and `train`: a guided session, with a simulated heart or a real one."""

from __future__ import annotations

import argparse
import contextlib
import secrets
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from devices.link import Sensor
from trainer.answers import Answer, Occasion
from trainer.data_folder import data_dir
from trainer.history import earlier_upset_changes
from trainer.journal.entries import Answered
from trainer.journal.folder import sessions_folder
from trainer.journal.writer import append_answer
from trainer.plan import Pace, Plan
from visuals.chosen_sensor import sensor_of
from visuals.commands.start import has_screen, refuse_unheard
from visuals.errors import NoDisplayError, RequestError
from visuals.language import look_of, texts_of
from visuals.output import complain, fall_silent
from visuals.running import Outcome, run_session
from visuals.stops import Stops
from visuals.terminal import TerminalConsole, TerminalDisplay
from visuals.terminal_line import LineWords
from visuals.terminal_question import ask_in_terminal, can_ask
from visuals.terminal_summary import summary_text
from visuals.texts import Texts, printable
from visuals.texts.told import told

if TYPE_CHECKING:
    from visuals.session_display import SessionDisplay
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
    refuse_unheard(request)
    if request.command == "train":
        _refuse_stray_words(request)
        if request.strap is not None:
            return _with_a_strap(request, plan, console)
    sensor = _sensor(request)
    if request.headless:
        return _in_terminal(request, plan, sensor, console)
    window, stops = _window(request), Stops()
    with contextlib.closing(window), stops.listening():
        return _in_window(request, plan, sensor, window, stops, console)


def _with_a_strap(request: argparse.Namespace, plan: Plan, console: TerminalConsole) -> int:
    """Let a sensor be chosen, and carry out the session with it; the exit status."""
    if request.speed != 1.0:
        raise RequestError(texts_of(request).trouble.strap_in_real_time)
    from devices.strap_memory import remembered_strap

    folder = data_dir(request.data_dir)
    sessions_folder(folder)  # before the search: a folder that cannot be used is said at once
    asked, remembered = request.strap or None, remembered_strap(folder)
    if request.headless:
        from visuals.terminal_choice import choose_in_terminal

        named = choose_in_terminal(asked, remembered, console, look_of(request).texts)
        sensor = sensor_of(named, folder, _streams(request))
        return _in_terminal(request, plan, sensor, console)
    window = _window(request)
    from devices.strap_survey import WatchedSurvey
    from visuals.choosing import choose_sensor

    stops = Stops()
    with contextlib.closing(window), stops.listening():
        chosen = choose_sensor(window, WatchedSurvey(), asked, remembered, stops)
        if chosen is None:
            return 0 if stops.received is None else _INTERRUPTED
        sensor = sensor_of(chosen, folder, _streams(request))
        return _in_window(request, plan, sensor, window, stops, console)


def _in_terminal(
    request: argparse.Namespace, plan: Plan, sensor: Sensor, console: TerminalConsole
) -> int:
    """Carry out the session on one line, between the two questions; the exit status."""
    folder = data_dir(request.data_dir)
    sessions_folder(folder)  # before the question: a folder that cannot be used is said at once
    look, asks = look_of(request), _asks(request) and can_ask(console)
    texts = look.texts
    earlier = earlier_upset_changes(folder)
    before = ask_in_terminal(console, Occasion.BEFORE, texts) if asks else ()
    words = LineWords(texts, look.lines(texts.calm_talk) if look.talks else ())
    display = TerminalDisplay(console, words=words)
    outcome = run_session(plan, sensor, display, folder, request.speed, answers=before)
    after: tuple[Answer, ...] = ()
    if asks and outcome.stopped_by is None and outcome.kept_in is not None:
        after = ask_in_terminal(console, Occasion.AFTER, texts)
        for answer in after:
            append_answer(outcome.kept_in, Answered(outcome.ended_s, answer))
    said = texts.upset_words(_upset(before), _upset(after), earlier)
    return _report(outcome, console, said, texts)


def _in_window(
    request: argparse.Namespace,
    plan: Plan,
    sensor: Sensor,
    window: Window,
    stops: Stops,
    console: TerminalConsole,
) -> int:
    """Carry out the session in a window, between the two questions; the exit status."""
    from visuals.question_before import ask_before

    folder, asks = data_dir(request.data_dir), _asks(request)
    sessions_folder(folder)  # before the question: a folder that cannot be used is said at once
    earlier = earlier_upset_changes(folder)
    before: tuple[Answer, ...] = ()
    helps = partial(_help_in_danger, window, stops, folder)
    if asks:
        window.open()
        before = ask_before(window, stops, helps)
        if stops.received is not None or window.is_closed:
            return 0 if stops.received is None else _INTERRUPTED
    display = _session_display(window, request, asks, _upset(before), earlier, helps)
    outcome = run_session(plan, sensor, display, folder, request.speed, answers=before, stops=stops)
    texts = look_of(request).texts
    said = texts.upset_words(_upset(before), display.upset_after, earlier)
    return _report(outcome, console, said, texts)


def _asks(request: argparse.Namespace) -> bool:
    """Whether the question is wanted. A hurried session is a trial, and nobody's practice."""
    from visuals.settings import load_settings

    if request.no_question or request.speed != 1.0:
        return False
    return load_settings(data_dir(request.data_dir)).asks


def _upset(answers: tuple[Answer, ...]) -> int | None:
    return answers[0].upset if answers else None


def _streams(request: argparse.Namespace) -> tuple[str, ...]:
    """Names of the streams that are wanted beside the beats; the own breath needs the movement."""
    return (*request.record, *(("movement",) if request.breath else ()))


def _refuse_stray_words(request: argparse.Namespace) -> None:
    """Refuse options of a sensor that was not asked for."""
    trouble = texts_of(request).trouble
    if request.breath and request.strap is None and request.serial is None:
        raise RequestError(trouble.breath_needs_strap)
    if request.record and request.strap is None:
        raise RequestError(trouble.record_needs_strap)
    of_a_port = {
        "--baud": request.baud,
        "--rate": request.rate,
        "--column": request.column,
        "--ecg": request.ecg,
    }
    for option, value in of_a_port.items():
        if value is not None and request.serial is None:
            raise RequestError(trouble.needs_serial.format(option=option))


def _serial_sensor(request: argparse.Namespace) -> Sensor:
    """The wired pulse sensor that is meant; its port was opened once and let go."""
    if request.speed != 1.0:
        raise RequestError(texts_of(request).trouble.pulse_in_real_time)
    from devices.port_choice import check_port_now
    from devices.port_memory import remembered_port
    from devices.serial_sensor import SerialSensor, SerialWish

    folder = data_dir(request.data_dir)
    sessions_folder(folder)  # a folder that cannot be used is said at once
    wish = SerialWish(
        request.serial or None,
        request.baud,
        request.rate,
        request.column,
        is_ecg=request.ecg,
        wants_belt=request.breath,
    )
    checked = check_port_now(wish, remembered_port(folder))
    return SerialSensor(checked.wish, known=checked.known)


def _sensor(request: argparse.Namespace) -> Sensor:
    if request.command == "practice":
        from devices.simulated_person import SimulatedPerson

        seed = request.seed if request.seed is not None else secrets.randbelow(2**31)
        return SimulatedPerson(seed)
    if request.serial is not None:
        return _serial_sensor(request)
    if request.recording is None:
        raise RequestError(texts_of(request).trouble.needs_heartbeats)
    from devices.recording import RecordingSensor, read_recording

    path = Path(request.recording)
    recording, texts = read_recording(path), texts_of(request)
    for note in recording.notes:
        sys.stderr.write(f"{printable(path.name)}: {told(note, texts)}\n")
    return RecordingSensor(recording, printable(path.name))


def _session_display(
    window: Window,
    request: argparse.Namespace,
    asks: bool,
    upset_before: int | None,
    earlier_upset: tuple[int, ...],
    helps: Callable[[], object],
) -> SessionDisplay:
    """A session in a window, with the sound that was chosen."""
    from visuals.commands.sounds import session_sound
    from visuals.session_display import SessionDisplay
    from visuals.settings import remember_lines

    folder = data_dir(request.data_dir)
    return SessionDisplay(
        window,
        asks=asks,
        upset_before=upset_before,
        earlier_upset=earlier_upset,
        sound=session_sound(request, folder, request.speed),
        remember_lines=lambda talks: remember_lines(folder, talks),
        help_in_danger=helps,
    )


def _help_in_danger(window: Window, stops: Stops, folder: Path) -> None:
    """Show the page for somebody in danger; a line that they write there is kept."""
    from visuals.own_line import help_in_danger
    from visuals.settings import load_settings, save_settings

    help_in_danger(window, stops, load_settings(folder), partial(save_settings, folder))


def _window(request: argparse.Namespace) -> Window:
    """A window that looks as the person has set it.

    Raises
    ------
    NoDisplayError
        No window can be hoped for here.
    """
    if not has_screen():
        raise NoDisplayError(texts_of(request).trouble.no_screen)
    from visuals.settings import load_settings
    from visuals.window import Window

    return Window(look=load_settings(data_dir(request.data_dir)).look(request.language))


def _report(outcome: Outcome, console: TerminalConsole, upset: str, texts: Texts) -> int:
    """Say what became of the session; the exit status."""
    is_told = _print_summary(outcome, console, upset, texts)
    if outcome.trouble is not None:
        complain(told(outcome.trouble, texts))
    if outcome.failure is not None:
        error = f"{type(outcome.failure).__name__}: {outcome.failure}"
        complain(texts.trouble.broke_down.format(error=error))
        return _FAILED
    if outcome.kept_in is None:
        return _FAILED
    if outcome.stopped_by is not None:
        return _INTERRUPTED
    return 0 if is_told else _FAILED


def _print_summary(outcome: Outcome, console: TerminalConsole, upset: str, texts: Texts) -> bool:
    """Print the table, what the person said, and where it is kept; False where that failed."""
    kept = outcome.kept_in
    saved = "" if kept is None else texts.terminal.saved.format(path=kept)
    try:
        console.print(summary_text(outcome.summary, outcome.sensor.kind, texts))
        if upset:
            console.print(upset, highlight=False, markup=False, emoji=False)
        if saved:
            console.print(saved, soft_wrap=True, highlight=False, markup=False, emoji=False)
    except BrokenPipeError:
        fall_silent()  # who read our output wanted no more of it
    except OSError as error:
        fall_silent()
        why = texts.trouble.cannot_print.format(reason=told(error, texts))
        complain(f"{why} {saved}".rstrip())
        return False
    return True
