"""What is written alike in every language: times, names from outside, a missing number."""

from __future__ import annotations

from functools import lru_cache

_NAMES_KEPT = 64
NO_NUMBER = "\u2013\u2009\u2013"
"""An en dash pair stands where no number may."""


def minutes_and_seconds(seconds: float) -> str:
    """Time as 6:42, or 1:06:42; a part of a second counts as a whole one, so it ends on 0:00."""
    minutes, rest = divmod(max(0, -int(-seconds // 1)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


@lru_cache(_NAMES_KEPT)
def printable(name: str) -> str:
    """A name from outside as it may be printed: no control codes, nothing that is no character."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)
