"""The question before a session, in the window: the same from the start screen and by command."""

from __future__ import annotations

from trainer.answers import Answer, Occasion
from visuals.asking import ask
from visuals.screens.question import QuestionRecord, QuestionScreen
from visuals.stops import Stops
from visuals.window import Window

__all__ = ["ask_before"]


def ask_before(window: Window, stops: Stops) -> tuple[Answer, ...]:
    """What the person said of themselves; empty where the question was skipped or left."""
    outcome = ask(window, QuestionScreen, QuestionRecord(Occasion.BEFORE), stops).outcome
    return (outcome,) if isinstance(outcome, Answer) else ()
