"""What is said when a session cannot be as it was asked for, as one record: part of the catalogue.

Each is one sentence: what is the matter, and what to do. What the command line asked for in a way
that nobody can understand is in `visuals/command_line`, and what a file or a sensor is refused for
in `refusals.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["TroubleTexts"]


@dataclass(frozen=True, slots=True, eq=False)
class TroubleTexts:
    """Sentences for the command line."""

    no_screen: str
    no_screen_start: str
    no_window: str
    """With {reason}."""
    strap_in_real_time: str
    pulse_in_real_time: str
    breath_needs_strap: str
    record_needs_strap: str
    needs_serial: str
    """With {option}."""
    needs_heartbeats: str
    unheard: str
    nothing_chosen: str
    broke_down: str
    """With {error}."""
    settings_unread: str
    """With {path} and {kept}."""
    cannot_print: str
    """With {reason}, as the next."""
    cannot_write: str
    start_before: str
    """With {start}."""
    no_duration: str
    """With {duration}."""
