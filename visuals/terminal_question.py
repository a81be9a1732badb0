"""The question before and after a session, asked in the terminal: a number, or Enter to skip it."""

from __future__ import annotations

import sys
from collections.abc import Callable

from rich.text import Text

from trainer.answers import MOST_UPSET, Answer, Occasion
from visuals.terminal import TerminalConsole
from visuals.texts import Texts

__all__ = ["ask_in_terminal", "can_ask"]


def can_ask(console: TerminalConsole) -> bool:
    """Whether there is somebody to answer: nobody is in a pipe or a file."""
    return console.is_terminal and sys.stdin is not None and sys.stdin.isatty()


def ask_in_terminal(
    console: TerminalConsole,
    occasion: Occasion,
    texts: Texts,
    typed: Callable[[], str] | None = None,
) -> tuple[Answer, ...]:
    """What the person said of themselves; empty where they pressed Enter, or are no longer there.

    Parameters
    ----------
    console
        Where it is asked.
    occasion
        Before or after.
    texts
        The words.
    typed
        One line that the person typed, empty at the end of all input; None asks the terminal.
    """
    read = sys.stdin.readline if typed is None else typed
    is_before = occasion is Occasion.BEFORE
    console.print(Text(texts.question_before if is_before else texts.question_after))
    while True:
        console.print(Text(texts.question_typed, style="dim"), end=" ")
        line = read().strip()
        if not line:
            return ()
        if line.isascii() and line.isdigit() and int(line) <= MOST_UPSET:
            return (Answer(occasion, int(line)),)
