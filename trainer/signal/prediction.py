"""What the next true interval should be, and how much a candidate strays from it.

All in logarithms of RR: a change of 0.1 is about 10 % for any heart rate, and a person whose
heart beats a little faster gets the same verdicts. Only arithmetic; which artifacts there
are is in `explanations`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

__all__ = [
    "STALE_BEATS",
    "ZIGZAG_OF_A_SHIFT",
    "Level",
    "bend",
    "measure",
    "one_beat_older",
    "peak_log_density",
    "surprise",
    "zigzag",
]

STALE_BEATS = 6.0
"""A level that was last seen so many beats ago says nothing: breathing has turned it."""
DEGREES_OF_FREEDOM = 6.0
"""Of the t-distribution of changes: real hearts leap more often than a normal one allows."""
NEW_LEVEL_COST = 11.0
"""Of a leap to a level that no scale foretells. It must be less than twice the cost of an
extra beat: a leap that lasts for four beats is then a true change, not artifact upon artifact."""
STEEPEST_TREND = 0.25
"""Change of log RR per beat that a trend may promise; swings of 40 beats per minute reach it."""
TREND_REACH = 1.2
"""A swing may still be gaining speed: a change up to 1.2 times the last one is no surprise."""
TREND_UNKNOWN_WIDENING = 2.0
"""Without a trend the whole change is a surprise. Whole changes have an upper quartile 1.3
(at rest) to 2.5 times (in slow breathing) that of what a trend leaves of them."""
ZIGZAG_OF_A_SHIFT = 1.5
"""What `zigzag` gives for a displaced beat, per share of an interval."""


@dataclass(frozen=True, slots=True)
class Level:
    """What the next true interval is measured against."""

    log_ms: float
    """Logarithm of the last true interval, or of the mean of a few, in ms."""
    trend: float | None
    """Change of log RR per beat that led here; None when unknown."""
    beats_away: float
    """From the middle of what it averages to the edge of the next interval, in beats."""


def zigzag(a: float, b: float, c: float, d: float) -> float:
    """Signed zigzag of four intervals in a row, as a change of log RR.

    Parameters
    ----------
    a, b, c, d
        Logarithms of the intervals.

    Notes
    -----
    A quarter of the third difference. A beat displaced by the share s between b and c gives
    1.5 s, while any parabola, and so the turn of any slow swing, gives nothing.
    """
    return (d - a + 3.0 * (b - c)) / 4.0


def bend(a: float, b: float, c: float) -> float:
    """How much an interval is shorter than its neighbours, as a change of log RR.

    Parameters
    ----------
    a, b, c
        Logarithms of the interval before, of the interval, and of the one after.

    Notes
    -----
    The test of an isolated beat of Karlsson et al. departs here from its source in that the
    mean is geometric and the limit is learnt from the person instead of 20 to 30 %.

    References
    ----------
    Karlsson, Hörnsten, Rydberg and Wiklund, BioMed Eng OnLine 11 (2012) 2.
    """
    return (a + c) / 2.0 - b


def surprise(change: float, expected: float) -> float:
    """Distance of a change from all that lies between standing still and the expected change.

    Parameters
    ----------
    change, expected
        Changes of log RR.

    Notes
    -----
    A swing turns somewhere between its last change and none; neither the last value nor the
    last change extended is right throughout, and their difference is no surprise at all.
    """
    reach = expected * TREND_REACH
    if reach < 0.0:
        return max(reach - change, change, 0.0)
    return max(change - reach, -change, 0.0)


def measure(log_ms: float, beats: int, level: Level | None, scale: float) -> tuple[float, Level]:
    """Cost of a true level after another, and the level that comes out of it.

    Parameters
    ----------
    log_ms
        Logarithm of the interval, or of the mean of several, in ms.
    beats
        How many true beats it averages.
    level
        What it follows; None when nothing is known.
    scale
        Of the change per beat.

    Returns
    -------
    tuple of float and Level
        Minus the logarithm of the likelihood, 0 when the change is as foretold.

    Notes
    -----
    Student's t with `DEGREES_OF_FREEDOM`; the scale grows with the root of the distance, as
    in a random walk.
    """
    half = beats / 2.0
    if level is None:
        return 0.0, Level(log_ms, None, half)
    steps = level.beats_away + half
    change = log_ms - level.log_ms
    if level.trend is None:
        off = change / TREND_UNKNOWN_WIDENING
    else:
        off = surprise(change, level.trend * steps)
    square = off * off / (steps * scale * scale * DEGREES_OF_FREEDOM)
    cost = 0.5 * (DEGREES_OF_FREEDOM + 1.0) * math.log1p(square)
    if cost > NEW_LEVEL_COST:
        return NEW_LEVEL_COST, Level(log_ms, None, half)
    trend = max(-STEEPEST_TREND, min(STEEPEST_TREND, change / steps))
    return cost, Level(log_ms, trend, half)


@cache
def peak_log_density() -> float:
    """Logarithm of the highest density of the t-distribution of changes, at scale 1."""
    freedom = DEGREES_OF_FREEDOM
    return (
        math.lgamma((freedom + 1.0) / 2.0)
        - math.lgamma(freedom / 2.0)
        - math.log(freedom * math.pi) / 2.0
    )


def one_beat_older(level: Level | None) -> Level | None:
    """Return the level as it is after a beat that told nothing; None when it is too old."""
    if level is None or level.beats_away > STALE_BEATS:
        return None
    return Level(level.log_ms, None, level.beats_away + 1.0)
