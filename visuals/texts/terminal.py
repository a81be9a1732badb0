"""What a session says in the terminal, as one record: part of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["TerminalTexts"]


@dataclass(frozen=True, slots=True, eq=False)
class TerminalTexts:
    """Words of the one line, of the summary behind it, and of the list of straps."""

    left: str
    """With {time}."""
    heart: str
    swing: str
    start: str
    in_step: str
    per_min: str
    beats: str
    breaths_per_min: str
    short_in: str
    short_out: str
    unsure: str
    done: str
    done_early: str
    rate_row: str
    variation_row: str
    pulse_variation_row: str
    """The same of a pulse sensor."""
    swing_row: str
    counted: str
    """With {breaths}, {beats}, {percent} and {gaps}."""
    slower: str
    """With {difference} and {error}."""
    faster: str
    saved: str
    """With {path}."""
    looking: str
    look_again: str
    which_one: str
    """With {sign}."""
    type_one: str
    found: str
    """With {name}."""
