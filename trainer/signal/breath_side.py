"""Which way a strap, or a belt, moves with the breath in.

Along its axis a breath goes to and fro; nothing in one number says which end is full. The pacer
knows it for those who follow it. Else, breath that is left alone rests after going out.
"""

from __future__ import annotations

import math
from enum import Enum

import numpy as np

from trainer.signal.arrays import FloatArray
from trainer.signal.movement_bins import STEP_S

__all__ = ["BreathSide", "OutwardAxis"]

LEAST_ASKED_S = 15.0
LEAST_AGREEMENT = 0.4
"""Correlation with the breath that is asked for, from which that tells the side."""
LAGS_S = (0.0, 0.5, 1.0, 1.5)
"""How late a belly follows."""
REST_TICKS = 20
REST_MEMORY_TICKS = 60
SURE_SKEWNESS = 0.15
"""Mean skewness from which the lingering end counts as empty."""
OTHER_SKEWNESS = 0.4
"""What it takes against the side that was decided: it is not turned for a doubt."""


class BreathSide(Enum):
    """How it is known which way is in."""

    UNKNOWN = "not known yet"
    """Full and empty may be the other way round."""
    REST = "breath rests when it is out"
    """Likely: the movement lingers at one end, and that is taken for empty. Wrong for
    somebody who holds the breath in."""
    PACER = "it agrees with the breath that is asked for"
    """Sure, as long as the strap stays as it is."""


class OutwardAxis:
    """Axis of the breath, turned so that in is positive. It is turned over only for a reason."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew: after a movement the strap may hang otherwise."""
        self.axis: FloatArray | None = None
        """Positive for the breath in; None before a breath was seen."""
        self.side = BreathSide.UNKNOWN
        """How that is known."""
        self._skewness = 0.0
        self._ticks = 0

    def learn(
        self, axis: FloatArray, skewness: float, along: FloatArray, asked: FloatArray
    ) -> None:
        """Take in a rhythm that was found.

        Parameters
        ----------
        axis
            Along which it moves, of length 1; it may have either sign. A belt has but one.
        skewness
            Third standardized moment along it: positive where the movement lingers low.
        along : shape (n,)
            Movement along that axis, in steps of 0.1 s, oldest first.
        asked : shape (n,)
            Fullness that was asked for then; not a number where none was.
        """
        is_turned = self.axis is not None and float(axis @ self.axis) < 0.0
        sign = -1.0 if is_turned else 1.0
        self._ticks += 1
        weight = 1.0 / min(self._ticks, REST_MEMORY_TICKS)
        self._skewness += weight * (sign * skewness - self._skewness)
        agreement = sign * _agreement(along, asked)
        if abs(agreement) >= LEAST_AGREEMENT:
            self.side = BreathSide.PACER
            is_in_negative = agreement < 0.0
        else:
            is_in_negative = self._rests_high()
        if is_in_negative:
            sign = -sign
            self._skewness = -self._skewness
        self.axis = sign * axis

    def _rests_high(self) -> bool:
        """True when the movement lingers at the positive end, so that in must be the other one."""
        if self.side is BreathSide.PACER or self._ticks < REST_TICKS:
            return False
        if self.side is BreathSide.UNKNOWN and abs(self._skewness) >= SURE_SKEWNESS:
            self.side = BreathSide.REST
            return self._skewness < 0.0
        return self.side is BreathSide.REST and self._skewness < -OTHER_SKEWNESS


def _agreement(along: FloatArray, asked: FloatArray) -> float:
    """Correlation with what is asked for, at the lag where it is strongest; 0 when nothing is."""
    strongest = 0.0
    for lag_s in LAGS_S:
        lag = round(lag_s / STEP_S)
        body, wanted = along[lag:], asked[: len(asked) - lag]
        is_asked = np.isfinite(wanted)
        if is_asked.sum() * STEP_S < LEAST_ASKED_S:
            return 0.0
        body, wanted = body[is_asked], wanted[is_asked]
        spread = float(body.std()) * float(wanted.std())
        if spread > 0.0:
            covariance = float(((body - body.mean()) * (wanted - wanted.mean())).mean())
            if abs(covariance / spread) > abs(strongest):
                strongest = covariance / spread
    return max(-1.0, min(1.0, strongest)) if math.isfinite(strongest) else 0.0
