"""Numbers as words: one way to write a figure, a time and a reason, in window and terminal."""

from __future__ import annotations

from trainer.plan import Stage
from trainer.signal.figure import Figure

__all__ = ["NO_NUMBER", "STAGE_WORDS", "clock_words", "figure_words", "value_words"]

NO_NUMBER = "\N{EN DASH}\N{EN DASH}"
"""Stands where a number is withheld; never 0."""

STAGE_WORDS = {
    Stage.QUIET_BEFORE: "quiet minute",
    Stage.BREATHING: "belly breathing",
    Stage.QUIET_AFTER: "quiet minute",
    Stage.ENDED: "done",
}


def clock_words(seconds: float) -> str:
    """Time left as minutes and seconds, 6:42; hours where there are some."""
    whole = max(0, round(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def figure_words(figure: Figure, decimals: int = 0) -> str:
    """The number, with its standard error where it has one; an en dash pair where withheld."""
    words = value_words(figure, decimals)
    if figure.standard_error is not None:
        words += f" \N{PLUS-MINUS SIGN} {figure.standard_error:.{max(decimals, 1)}f}"
    return words


def value_words(figure: Figure, decimals: int = 0) -> str:
    """The number alone; an en dash pair where withheld."""
    return NO_NUMBER if figure.value is None else f"{figure.value:.{decimals}f}"
