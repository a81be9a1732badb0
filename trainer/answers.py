"""What a person says of themselves before and after a session: in their words, never a score."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

__all__ = ["MOST_UPSET", "Answer", "Occasion", "UsualAfter", "usual_after"]

MOST_UPSET = 10
_FEWEST_CHANGES = 5
"""Earlier sessions with both answers from which a person's own spread is taken; as many as for the
quiet minutes (`signal/carry_over.py`)."""
_LATEST_CHANGES = 10
"""The latest ones alone: a person changes."""


class Occasion(Enum):
    """When the question was asked."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Answer:
    """How upset the person feels. A question that was skipped has no answer: there is none."""

    occasion: Occasion
    upset: int
    """0 not at all, 10 very much."""

    def __post_init__(self) -> None:
        if not 0 <= self.upset <= MOST_UPSET:
            raise ValueError(f"how upset one feels goes from 0 to {MOST_UPSET}, not {self.upset}")


@dataclass(frozen=True, slots=True)
class UsualAfter:
    """The answers that were usual afterwards for this person, both ends among them."""

    low: int
    high: int


def usual_after(before: int, earlier_changes: Sequence[int]) -> UsualAfter | None:
    """Answers that are usual after a session which began with this one; None while it is not known.

    Parameters
    ----------
    before
        How upset the person felt before, 0 to 10.
    earlier_changes
        After less before in the person's earlier sessions, oldest first.

    Notes
    -----
    The answer before, plus the mean of the ten latest changes, give or take their standard
    deviation (n - 1): two of three sessions end there. Nothing is known from fewer than five. It is
    rounded outwards to whole answers, since a range must not be narrower than it is known.
    """
    changes = earlier_changes[-_LATEST_CHANGES:]
    count = len(changes)
    if count < _FEWEST_CHANGES:
        return None
    mean = math.fsum(changes) / count
    spread = math.sqrt(math.fsum((change - mean) ** 2 for change in changes) / (count - 1))
    low = math.floor(before + mean - spread)
    high = math.ceil(before + mean + spread)
    return UsualAfter(min(max(low, 0), MOST_UPSET), max(min(high, MOST_UPSET), 0))
