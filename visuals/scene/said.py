"""What is said for a moment of what the person asked for: a function of snapshot and time."""

from __future__ import annotations

from trainer.snapshot import Snapshot
from visuals.texts import Texts

__all__ = ["more_said", "pace_said"]

_SAID_S = 5.0


def more_said(texts: Texts, snapshot: Snapshot, at_s: float) -> str:
    """That three minutes more were given; empty a while after."""
    since_s = snapshot.extended_s
    return texts.more_given if since_s is not None and at_s - since_s < _SAID_S else ""


def pace_said(texts: Texts, snapshot: Snapshot, at_s: float, *, hides_numbers: bool) -> str:
    """What came of a wish for another pace; empty a while after."""
    change = snapshot.pace_change
    if change is None or at_s - change.at_s >= _SAID_S:
        return ""
    return texts.pace_said(change, hides_numbers=hides_numbers)
