"""A beat after judgement, and the verdicts there are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """What an interval was found to be."""

    ACCEPTED = "accepted"
    """A true interval between two normal beats: it counts in every statistic."""
    MISSED = "missed"
    """One or more beats inside it were not detected: about a whole multiple too long."""
    EXTRA = "extra"
    """Part of a true interval that was cut by a beat that never was."""
    ECTOPIC = "ectopic"
    """Before or after a single premature (ectopic) beat."""
    COUPLET = "couplet"
    """Within two premature beats in a row."""
    MISPLACED = "misplaced"
    """One end was detected at a wrong time; the sum with its neighbour is right."""
    NOISE = "noise"
    """Not a heart interval, or none that any hypothesis explains."""
    GAP = "gap"
    """The series is broken here: nothing is computed across."""


@dataclass(frozen=True, slots=True)
class JudgedBeat:
    """One interval with its verdict; the raw value is kept for ever."""

    index: int
    """Number of the interval in its stream, from 0, each judged exactly once and in order."""
    beat_s: float
    """When the beat closed the interval, in seconds on the session clock."""
    rr_ms: float
    """The interval as the sensor gave it, in ms."""
    verdict: Verdict
    drawn_ms: tuple[float, ...]
    """What a picture may draw in its place, in ms: the interval itself if accepted, the
    likely true intervals if not, empty if it was merged into a neighbour or is a gap.
    Never used in a statistic."""
    follows: bool
    """True when this interval and the one before it are both accepted and touch, and neither is
    vague (`Beat.is_vague`), so that their difference may be taken."""

    @property
    def is_accepted(self) -> bool:
        """True when the interval counts in statistics."""
        return self.verdict is Verdict.ACCEPTED
