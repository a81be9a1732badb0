"""A heartbeat found in a wave, and how much its time is worth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

__all__ = ["BeatQuality", "WaveBeat"]


class BeatQuality(Enum):
    """How well a beat was seen. Only a sharp one is used for heart-rate variability."""

    SHARP = "sharp"
    """It looks like this person's other beats: its time can be used."""
    ROUGH = "rough"
    """A beat, but misshapen by movement or noise: its time may be wrong by some 30 ms."""
    CUT_OFF = "cut off"
    """The top or the foot of the wave is missing: its time depends on its height."""
    TORN = "torn"
    """Samples are missing about it."""


@dataclass(frozen=True, slots=True)
class WaveBeat:
    """One heartbeat in a wave."""

    beat_s: float
    """When it came, between two samples, on the clock of the stamps."""
    quality: BeatQuality
    likeness: float
    """Correlation with this person's usual wave about a beat, -1 to 1."""
    height: float
    """Of the wave, in the unit of the signal."""

    joins: bool
    """True when it follows the beat that was told before it; False for the first one, after a hole
    and after a time in which no beat could be told."""

    is_vague: bool = False
    """True when it is sharp, but its time far less certain than those of this person's other beats:
    intervals may use it, differences between intervals may not."""

    @property
    def is_sharp(self) -> bool:
        """True when it can begin and close an interval."""
        return self.quality is BeatQuality.SHARP
