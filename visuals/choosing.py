"""The loop of the choice: shows what is near, hears what is wished, until something is chosen.

It holds the clock and the survey in the background; what may be chosen, and what is taken by
itself, is `trainer.choosing`'s affair.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

from devices.strap_identity import StrapIdentity
from devices.strap_survey import WatchedSurvey
from trainer.choosing import Choosing, Option
from visuals.display import ChoiceDisplay, ChoiceResponse
from visuals.stops import Stops

__all__ = ["choose_sensor"]


def choose_sensor(
    display: ChoiceDisplay,
    survey: WatchedSurvey,
    asked: str | None,
    remembered: StrapIdentity | None,
    stops: Stops,
    clock: Callable[[], float] = time.monotonic,
) -> Option | None:
    """What was chosen; None when the person left, or a signal came.

    The display stays open where something was chosen, and is closed everywhere else.

    Parameters
    ----------
    display
        Where it is shown.
    survey
        The straps that are near; it has ended when this returns, so that a sensor may connect.
    asked, remembered
        As for `Choosing`.
    stops
        Signals that ask for the end.
    clock
        The time, in seconds.

    Raises
    ------
    NoDisplayError
        The display cannot come up.
    """
    with contextlib.ExitStack() as stack:
        stack.callback(survey.stop)  # last: nobody looks at a window that waits
        stack.callback(display.close)
        display.open()
        began_s = clock()
        choosing = Choosing(asked, remembered, 0.0, survey.listen_to)
        survey.start()
        while stops.received is None and not choosing.is_left:
            at_s = clock() - began_s
            choosing.see(survey.latest, at_s)
            _follow(display.show_choice(choosing.choice(), at_s), choosing)
            if choosing.taken is not None:
                survey.let_go()
                if survey.is_done:
                    stack.pop_all()
                    return choosing.taken
    return None


def _follow(response: ChoiceResponse, choosing: Choosing) -> None:
    if response.focused is not None:
        choosing.focus_on(response.focused)
    for wish in response.wishes:
        choosing.wish(wish)
    if response.number is not None:
        choosing.take_number(response.number)
    if response.taken is not None:
        choosing.take(response.taken)
