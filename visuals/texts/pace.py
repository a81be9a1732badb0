"""What is said when the person takes another pace, as one record: part of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.pacing import PaceChange
from trainer.plan import FASTEST_PER_MIN, SLOWEST_PER_MIN

__all__ = ["PaceSteps", "PaceTexts"]


@dataclass(frozen=True, slots=True, eq=False)
class PaceSteps:
    """What is said of a step to a slower or a quicker pace."""

    slower: str
    quicker: str
    slowest: str
    """No slower pace is left."""
    quickest: str
    last: str
    """Too little is left to breathe."""

    def of(self, change: PaceChange) -> str:
        """What to say of a change; it may hold {breaths}."""
        at_end = SLOWEST_PER_MIN if change.is_slower else FASTEST_PER_MIN
        if change.has_changed:
            return self.slower if change.is_slower else self.quicker
        if change.breaths_per_min == at_end:
            return self.slowest if change.is_slower else self.quickest
        return self.last


@dataclass(frozen=True, slots=True, eq=False)
class PaceTexts:
    """Words of the pace while it is breathed."""

    counted: PaceSteps
    """In guided practice, with {breaths} a minute."""
    uncounted: PaceSteps
    """In the calm minutes, and where numbers are hidden."""
    changed: str
    """In the summary, with {breaths}: of which pace the swings are."""
