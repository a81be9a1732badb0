"""What a person says of themselves before and after a session: in their words, never a score."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

__all__ = ["MOST_UPSET", "Answer", "Occasion"]

MOST_UPSET = 10


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
