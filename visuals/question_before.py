"""The question before a session, in the window: the same from the start screen and by command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from trainer.answers import Answer, Occasion
from visuals.asking import ask
from visuals.screens.question import QuestionRecord, QuestionScreen, WithoutAnswer
from visuals.stops import Stops
from visuals.window import Window

__all__ = ["ask_before"]


def ask_before(
    window: Window, stops: Stops, help_in_danger: Callable[[], object]
) -> tuple[Answer, ...]:
    """What the person said of themselves; empty where the question was skipped or left.

    Parameters
    ----------
    help_in_danger
        Shows the page for somebody in danger until it is left; the question then is as it was.
    """
    record = QuestionRecord(Occasion.BEFORE)
    while True:
        heard = ask(window, QuestionScreen, record, stops)
        if heard.outcome is not WithoutAnswer.CRISIS:
            return (heard.outcome,) if isinstance(heard.outcome, Answer) else ()
        help_in_danger()
        record = replace(heard.record, over=None)
