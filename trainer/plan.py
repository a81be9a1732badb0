"""What a session will ask for: its pace and its three stages. No clock, no state."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import lru_cache

from trainer.errors import PlanError
from trainer.said import PlanSaid

SLOWEST_PER_MIN = 3.0
FASTEST_PER_MIN = 15.0
LONGEST_S = 86_400.0
"""Of paced breathing: one day."""
_PLANS_KEPT = 8


class Stage(Enum):
    """The parts of a guided session, in their order."""

    QUIET_BEFORE = "quiet before"
    """Natural breathing, nothing to do: the person's own start."""
    BREATHING = "breathing"
    """Paced belly breathing."""
    QUIET_AFTER = "quiet after"
    """Natural breathing again, to compare with the start."""
    ENDED = "ended"
    """Over: complete, or finished early."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast to breathe, and how a breath is shared between in and out."""

    breaths_per_min: float = 6.0
    inhale_share: float = 0.4

    def __post_init__(self) -> None:
        if not SLOWEST_PER_MIN <= self.breaths_per_min <= FASTEST_PER_MIN:
            raise PlanError(PlanSaid.PACE, pace=self.breaths_per_min)
        if not 0.25 <= self.inhale_share <= 0.6:
            raise PlanError(PlanSaid.IN_BREATH, share=self.inhale_share)

    @property
    def breath_s(self) -> float:
        """Length of one whole breath, in seconds."""
        return 60.0 / self.breaths_per_min


@dataclass(frozen=True, slots=True)
class Plan:
    """A guided session: a quiet minute, paced breathing, a quiet minute."""

    pace: Pace = field(default_factory=Pace)
    breathing_s: float = 300.0
    quiet_before_s: float = 60.0
    quiet_after_s: float = 60.0

    def __post_init__(self) -> None:
        if not self.pace.breath_s <= self.breathing_s <= LONGEST_S:
            raise PlanError(
                PlanSaid.BREATHING, seconds=self.breathing_s, breath_s=self.pace.breath_s
            )
        for said, seconds in (
            (PlanSaid.QUIET_BEFORE, self.quiet_before_s),
            (PlanSaid.QUIET_AFTER, self.quiet_after_s),
        ):
            if not 0.0 <= seconds <= 3600.0:
                raise PlanError(said, seconds=seconds)

    @classmethod
    def of_minutes(
        cls, minutes: float, pace: Pace, quiet_before_s: float = 60.0, quiet_after_s: float = 60.0
    ) -> Plan:
        """Plan whose breathing lasts the given minutes, made up to a whole number of breaths."""
        if not 0.0 < minutes <= 1440.0:
            raise PlanError(PlanSaid.LENGTH, minutes=minutes)
        breaths = max(1, math.ceil(minutes * pace.breaths_per_min - 1e-9))
        breathing_s = min(breaths * pace.breath_s, LONGEST_S)
        return cls(pace, breathing_s, quiet_before_s, quiet_after_s)

    def longer(self, minutes: float, pace: Pace | None = None) -> Plan:
        """Plan with more breathing, a whole number of breaths; at most one day of it.

        Parameters
        ----------
        minutes
            About so much more.
        pace
            Of these breaths; None for the plan's own.
        """
        added = self.pace if pace is None else pace
        breaths = max(1, round(minutes * added.breaths_per_min))
        longer_s = self.breathing_s + breaths * added.breath_s
        return replace(self, breathing_s=longer_s) if longer_s <= LONGEST_S else self

    @property
    def total_s(self) -> float:
        """Length of the whole session, pauses not counted, in seconds."""
        return self.quiet_before_s + self.breathing_s + self.quiet_after_s

    @property
    def stages(self) -> tuple[tuple[Stage, float, float], ...]:
        """Stage, begin and end in elapsed seconds, in order; an empty stage is left out."""
        return _stages(self.quiet_before_s, self.breathing_s, self.quiet_after_s)


@lru_cache(_PLANS_KEPT)
def _stages(
    quiet_before_s: float, breathing_s: float, quiet_after_s: float
) -> tuple[tuple[Stage, float, float], ...]:
    """A frame asks for them four times, and they are the same for a whole session."""
    begin_s = 0.0
    found: list[tuple[Stage, float, float]] = []
    for stage, length_s in (
        (Stage.QUIET_BEFORE, quiet_before_s),
        (Stage.BREATHING, breathing_s),
        (Stage.QUIET_AFTER, quiet_after_s),
    ):
        if length_s > 0.0:
            found.append((stage, begin_s, begin_s + length_s))
        begin_s += length_s
    return tuple(found)
