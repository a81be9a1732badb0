"""The loop of the choice of a sensor: shows what is near, hears what is wished, until it is made.

It holds the clock and the survey in the background; what may be chosen, and what is taken by
itself, is the affair of `trainer.choosing` and `trainer.choosing_wire`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import assert_never

from devices.board_ports import FoundPort
from devices.port_survey import WatchedPorts
from devices.strap_identity import StrapIdentity
from devices.strap_survey import WatchedSurvey
from trainer.choosing import ChoiceWish, Choosing, Option, Wishing
from trainer.choosing_wire import WireChoosing
from visuals.screens.screen import WindowWish
from visuals.screens.strap_choice import (
    Numbered,
    Pointed,
    StrapChoiceOutcome,
    StrapChoiceScreen,
    Took,
)
from visuals.stops import Stops
from visuals.window import Window

__all__ = ["choose_sensor", "choose_wire"]


def choose_sensor(
    window: Window,
    survey: WatchedSurvey,
    asked: str | None,
    remembered: StrapIdentity | None,
    stops: Stops,
    *,
    leads_back: bool = False,
) -> Option | None:
    """What was chosen; None when the person left, closed the window, or a signal came.

    The window stays open where something was chosen or the person left, for whoever comes next.
    It is closed where nobody will look at it any more.

    Parameters
    ----------
    window
        Where it is shown; opened here where it is not open yet.
    survey
        The straps that are near; it has ended when this returns, so that a sensor may connect.
    asked, remembered
        As for `Choosing`.
    stops
        Signals that ask for the end.
    leads_back
        As for `Choosing`.

    Raises
    ------
    NoDisplayError
        The window cannot be opened.
    """
    choosing = Choosing(asked, remembered, 0.0, survey.listen_to, leads_back=leads_back)
    return _choose(window, survey, choosing, lambda at_s: choosing.see(survey.latest, at_s), stops)


def choose_wire(
    window: Window, survey: WatchedPorts, remembered: FoundPort | None, stops: Stops
) -> Option | None:
    """The same among the boards that are plugged in.

    Parameters
    ----------
    window, stops
        As for `choose_sensor`.
    survey
        What is plugged in; it has ended when this returns, so that a sensor may open a port.
    remembered
        The board of last time.

    Raises
    ------
    NoDisplayError
        The window cannot be opened.
    """
    choosing = WireChoosing(remembered, 0.0, survey.listen_to)
    return _choose(window, survey, choosing, lambda at_s: choosing.see(survey.latest, at_s), stops)


def _choose(
    window: Window,
    survey: WatchedSurvey | WatchedPorts,
    choosing: Wishing,
    see: Callable[[float], None],
    stops: Stops,
) -> Option | None:
    """Show the list until something was chosen, or the person left."""
    with contextlib.ExitStack() as stack:
        stack.callback(survey.stop)  # last: nobody looks at a window that waits
        stack.callback(window.close)
        window.open()
        window.hold_awake(holds=False)
        began_s = window.clock()
        survey.start()
        while stops.received is None and not window.is_closed:
            at_s = window.clock() - began_s
            see(at_s)
            _show(window, choosing, at_s)
            if choosing.taken is not None or choosing.is_left:
                survey.let_go()
                if survey.is_done:
                    stack.pop_all()
                    return None if choosing.is_left else choosing.taken
    return None


def _show(window: Window, choosing: Wishing, at_s: float) -> None:
    """Draw one frame, wait for its turn, and follow what was wished."""
    choice = choosing.choice()
    screen = window.screen(StrapChoiceScreen)
    screen.draw(window.canvas, choice, at_s)
    window.present(screen.bake)
    for gesture in window.gestures():
        # Each hears what the one before has changed: a pointer comes over a row, then it clicks.
        outcome = screen.hear(gesture, choosing.choice()).outcome
        if outcome is WindowWish.FULL_SCREEN:
            window.toggle_fullscreen()
            break  # the places of what was drawn are no more
        if outcome is not None:
            _follow(outcome, choosing)


def _follow(outcome: StrapChoiceOutcome, choosing: Wishing) -> None:
    match outcome:
        case ChoiceWish():
            choosing.wish(outcome)
        case Pointed(key):
            choosing.focus_on(key)
        case Took(key):
            choosing.take(key)
        case Numbered(number):
            choosing.take_number(number)
        case WindowWish():
            pass  # the window's own affair
        case _:
            assert_never(outcome)
