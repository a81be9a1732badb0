"""`start` and `calm`: the program in its window, from the start screen or from the first breath."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys

from trainer.data_folder import data_dir
from visuals.errors import NoDisplayError, RequestError
from visuals.language import look_of, texts_of
from visuals.output import complain
from visuals.running import Outcome, run_session
from visuals.texts import Texts
from visuals.texts.told import told

__all__ = ["has_screen", "refuse_unheard", "run"]

_INTERRUPTED = 130
_FAILED = 1


_UNSEEN = ("dummy", "offscreen")
"""Drivers that draw where nobody sees it."""


def has_screen(*, is_seen: bool = False) -> bool:
    """Whether a window can be hoped for here; where asked so, one that somebody sees."""
    driver = os.environ.get("SDL_VIDEODRIVER")
    if driver in _UNSEEN:
        return not is_seen
    if not sys.platform.startswith("linux"):
        return True
    return bool(driver or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def refuse_unheard(request: argparse.Namespace) -> None:
    """Refuse what is asked of the sound where there is none: in the terminal."""
    is_heard = request.sounds is not None or request.sound not in (None, "off")
    if request.headless and (is_heard or request.volume is not None):
        raise RequestError(texts_of(request).trouble.unheard)


def run(request: argparse.Namespace) -> int:
    """Open the window, or breathe in the terminal; the exit status."""
    is_calm = request.command == "calm"
    folder = data_dir(request.data_dir)
    if is_calm:
        refuse_unheard(request)
    if is_calm and request.headless:
        return _calm_in_terminal(request)
    if not has_screen():
        trouble = texts_of(request).trouble
        raise NoDisplayError(trouble.no_screen if is_calm else trouble.no_screen_start)
    from visuals.commands.sounds import session_sound
    from visuals.flow import Flow
    from visuals.window import Window

    sound = session_sound(request, folder)
    flow = Flow(Window(), folder, language=request.language, sound=sound)
    flow.run(begins_calm=is_calm)
    return _status(flow.outcomes, texts_of(request), is_interrupted=flow.stops.received is not None)


def _calm_in_terminal(request: argparse.Namespace) -> int:
    """Three calm minutes on one line; a strap or a board of last time joins unseen, as ever."""
    from trainer.plan import Pace, Plan
    from trainer.self_talk import CALM_TALK
    from visuals.chosen_sensor import calm_companion
    from visuals.terminal import TerminalConsole, TerminalDisplay
    from visuals.terminal_line import LineWords
    from visuals.terminal_summary import practised_text

    console, folder = TerminalConsole(), data_dir(request.data_dir)
    look = look_of(request)
    lines = look.lines(look.texts.calm_talk) if look.talks else ()
    words = LineWords(look.texts, lines, is_calm=True)
    outcome = run_session(
        Plan.of_minutes(3.0, Pace(), 0.0, 0.0),
        calm_companion(folder),
        TerminalDisplay(console, words=words),
        folder,
        1.0,
        talk=CALM_TALK,
    )
    with contextlib.suppress(BrokenPipeError):  # who read our output wanted no more of it
        console.print(practised_text(outcome.summary, outcome.sensor.kind, look.texts))
    return _status([outcome], look.texts, is_interrupted=outcome.stopped_by is not None)


def _status(outcomes: list[Outcome], texts: Texts, *, is_interrupted: bool) -> int:
    """Say where the sessions are and what went wrong; the exit status."""
    has_failed = False
    for outcome in outcomes:
        if outcome.trouble is not None:
            complain(told(outcome.trouble, texts))
        if outcome.failure is not None:
            error = f"{type(outcome.failure).__name__}: {outcome.failure}"
            complain(texts.trouble.broke_down.format(error=error))
        if outcome.kept_in is not None:
            sys.stdout.write(f"{texts.terminal.saved.format(path=outcome.kept_in)}\n")
        has_failed |= outcome.failure is not None or outcome.kept_in is None
    if has_failed:
        return _FAILED
    return _INTERRUPTED if is_interrupted else 0
