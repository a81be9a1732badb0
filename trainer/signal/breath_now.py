"""The breath at one moment, out of the slow movement of the last minute, whatever measured it.

A strap's tilt and a belt's stretch are read alike: fullness, phase and depth are all relative to
the person's own last breaths, so that no unit and no creeping matters.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from trainer.signal.arrays import FloatArray
from trainer.signal.breath_side import BreathSide
from trainer.signal.figure import Figure, Withheld
from trainer.signal.movement_bins import STEP_S

__all__ = [
    "LIVE_STEPS",
    "SHORTEST_SPAN_STEPS",
    "SPAN_BREATHS",
    "BreathMovement",
    "depth_now",
    "fullness_now",
    "phase_now",
    "without_depth",
]

LIVE_STEPS = 5
"""The present is the mean of half a second: the heart's beat shows little in it."""
FIT_BREATHS = 1.25
"""The phase is that of a cosine through so much of the present."""
SPAN_BREATHS = 2.2
SHORTEST_SPAN_STEPS = 120
"""Empty and full are the 5th and 95th of 100 over so many breaths, and no less than 12 s."""
_FEWEST_DEPTHS = 3
"""Breaths, the last among them, that a depth is compared over."""
_KEPT_RHYTHMS = 4
"""Fits that are kept: the same one serves until the rhythm is another."""


@dataclass(frozen=True, slots=True)
class BreathMovement:
    """The breath at a time."""

    rate: Figure
    """Breaths per minute over the last minute or so."""
    fullness: float | None
    """0 empty to 1 full, of the last breaths' own range; None while no breath is seen."""
    phase: float | None
    """0 where the breath in begins, 0.5 at its fullest, below 1; None while no breath is seen."""
    side: BreathSide
    """How it is known which way is in."""
    depth: Figure
    """Depth of the last breath over the median of the last minute's: 1 is as deep as usual."""


def fullness_now(along: FloatArray) -> float | None:
    """Where the present lies between empty and full, 0 to 1; None where that cannot be told.

    Parameters
    ----------
    along : shape (n,)
        The movement with the breath in upwards, in steps of 0.1 s, oldest first.
    """
    if len(along) < 2 * LIVE_STEPS:
        return None
    live = _smoothed(along)
    levels = np.sort(live)
    empty, full = _level_of(levels, 0.05), _level_of(levels, 0.95)
    if full <= empty:
        return None
    return min(1.0, max(0.0, (float(live[-1]) - empty) / (full - empty)))


def phase_now(along: FloatArray, period_s: float, late_s: float) -> float | None:
    """Phase of the breath, from a cosine and a drift through the last breath and a quarter.

    Parameters
    ----------
    along : shape (n,)
        As for `fullness_now`.
    period_s
        Length of a breath.
    late_s
        Time from the last step to the moment that is asked for.
    """
    steps = min(len(along), round(FIT_BREATHS * period_s / STEP_S))
    if steps < LIVE_STEPS:
        return None
    cosine, sine = _cosine_and_sine(steps, period_s) @ along[-steps:]
    fullest = math.atan2(float(sine), float(cosine))
    return (0.5 - fullest / (2.0 * math.pi) + late_s / period_s) % 1.0


def depth_now(along: FloatArray, period_s: float) -> Figure:
    """Depth of the last breath as a share of this person's usual one.

    Parameters
    ----------
    along : shape (n,)
        As for `fullness_now`; which way is up does not matter here.
    period_s
        Length of a breath.

    Returns
    -------
    Figure
        `TOO_SHORT` for less than three breaths; `TOO_WEAK` where nothing moves.

    Notes
    -----
    Highest less lowest half second within each stretch of one breath's length, counted back from
    now; the last one over the median of all. Wherever such a stretch begins, a whole breath
    lies in it.
    """
    live = _smoothed(along)
    steps = max(1, round(period_s / STEP_S))
    breaths = len(live) // steps
    if breaths < _FEWEST_DEPTHS:
        return Figure(None, Withheld.TOO_SHORT)
    stretches = live[len(live) - breaths * steps :].reshape(breaths, steps)
    depths = np.ptp(stretches, axis=1)
    usual = _level_of(np.sort(depths), 0.5)
    if not usual > 0.0:
        return Figure(None, Withheld.TOO_WEAK)
    return Figure(float(depths[-1]) / usual, window_s=breaths * steps * STEP_S)


def without_depth(rate: Figure) -> Figure:
    """No depth, for the reason for which there is no rate, or because it is too early."""
    return Figure(None, rate.withheld or Withheld.TOO_SHORT)


@lru_cache(_KEPT_RHYTHMS)
def _cosine_and_sine(steps: int, period_s: float) -> FloatArray:
    """What gives the cosine and the sine of the least-squares fit with a constant and a drift.

    Shape (2, steps). The rhythm is looked for once a second, the phase five times.
    """
    ago = np.arange(1 - steps, 1) * STEP_S
    turn = 2.0 * np.pi * ago / period_s
    columns = np.stack((np.ones(steps), ago, np.cos(turn), np.sin(turn)), axis=1)
    rows: FloatArray = np.linalg.pinv(columns)[2:]
    return rows


def _level_of(rising: FloatArray, share: float) -> float:
    """Quantile of sorted values, between two of them by a straight line."""
    place = share * (len(rising) - 1)
    below = math.floor(place)
    above = min(below + 1, len(rising) - 1)
    low, high = float(rising[below]), float(rising[above])
    return low + (place - below) * (high - low)


def _smoothed(along: FloatArray) -> FloatArray:
    if len(along) < LIVE_STEPS:
        return np.zeros(0)
    return np.convolve(along, np.full(LIVE_STEPS, 1.0 / LIVE_STEPS), "valid")
