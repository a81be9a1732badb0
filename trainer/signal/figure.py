"""A number that may be shown, or the reason why it is withheld."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Withheld(Enum):
    """Why a number is not shown; each member carries the words for a person."""

    NO_BEATS = "no heartbeats yet"
    """Nothing has arrived in the window."""
    NOT_REACHED = "not measured this time"
    """The session ended before the part of it that the number describes, or without beats in it."""
    TOO_SHORT = "needs a little more time"
    """Fewer beats, breaths or seconds than the measure needs."""
    TOO_DIRTY = "too many unclear beats"
    """The share of corrected beats in the window is over the limit."""
    SILENT = "no heartbeats for a moment"
    """The sensor has stopped sending."""
    NO_PULSE = "no pulse to be seen"
    """A wave is measured, and there is no heartbeat in it: no finger on the sensor."""
    MOVING = "you are moving"
    """Movement larger than a breath, or so recent that what followed is too short."""
    STILL = "no breathing movement to be seen"
    """Nothing moves as much as a breath: a held breath, a loose strap, or one on a table."""
    NO_BELT = "shows no breath; is it snug and plugged in?"
    """Nothing moves a stretch belt, or it sits at the end of its converter."""
    GAP = "interrupted by a gap"
    """The window is cut by a gap that nothing may be computed across."""
    HOLES = "needs every beat in a row"
    """Beats were left out in between, and the way it is computed bears none missing."""
    TOO_COARSE = "beats too coarsely timed"
    """The times of beats are too uncertain for their differences: the sensor measures too seldom,
    or its wave was misshapen most of the time."""
    TOO_WEAK = "too weak to tell"
    """The effect does not stand out of the noise."""
    NOT_PACED = "measured while you follow the breath"
    """The measure needs the pacer's breath, and none is asked for."""
    NOT_ASKED = "not measured over the whole"
    """The measure belongs to windows of a few minutes, not to the whole recording."""
    NO_SENSOR = "without a sensor"
    """Nobody listens to the heart in this session."""
    SET_ASIDE = "sensor set aside"
    """The person went on without their sensor before this could be measured."""
    NOT_AT_REST = "only measured at rest"
    """The measure misleads during paced breathing."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number with what it rests on."""

    value: float | None
    """None when it is withheld; never 0, -1 or NaN in its place."""
    withheld: Withheld | None = None
    """Why there is no value; None exactly when there is one."""
    standard_error: float | None = None
    """In the unit of the value, where the measure has one."""
    window_s: float = 0.0
    """Length of the time that it describes, in seconds."""
    beats: int = 0
    """Accepted intervals that it rests on."""
    corrected_share: float = 0.0
    """Share of the window's intervals that were not accepted, 0 to 1."""

    def __post_init__(self) -> None:
        if (self.value is None) is (self.withheld is None):
            raise ValueError("a figure has either a value or the reason why it has none")
