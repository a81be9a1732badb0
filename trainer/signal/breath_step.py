"""Whether a person's own breath goes with the breath that is asked for, and how late."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from trainer.signal.arrays import FloatArray
from trainer.signal.figure import Withheld

__all__ = ["WINDOW_BREATHS", "BreathInStep", "breath_in_step"]

WINDOW_BREATHS = 3.0
"""As for the heart's swing."""
FEWEST_BREATHS = 2.0
LEAST_SHARE = 0.5
MOST_LAG_BREATHS = 1.0 / 6.0
"""1.7 s at six breaths a minute: an eye takes a fraction of a second to follow, a belly another."""
_LEAST_SPREAD = 0.05
"""Standard deviation of fullness below which there is no breath to speak of."""


@dataclass(frozen=True, slots=True)
class BreathInStep:
    """How a person's breath goes with the pacer."""

    share: float
    """Share of the movement's variance that goes at the pacer's rate, 0 to 1."""
    lag_breaths: float
    """How late the breath is, in breaths; negative where it is ahead of the pacer."""
    is_in_step: bool
    """True for a share of at least 0.5 and a lag of at most a sixth of a breath."""


def breath_in_step(
    phase: FloatArray, fullness: FloatArray, asked: FloatArray
) -> BreathInStep | Withheld:
    """Compare the breath with the pacer over about three breaths.

    Parameters
    ----------
    phase : shape (n,)
        The pacer's breaths since its start (2.4: in the third breath), rising.
    fullness : shape (n,)
        Of the person, 0 to 1, at these phases.
    asked : shape (n,)
        Fullness that was asked for then.

    Returns
    -------
    BreathInStep or Withheld
        `TOO_SHORT` with fewer than two breaths; `TOO_WEAK` when the fullness does not change.

    Notes
    -----
    A cosine and a sine at the pacer's phase are fitted to both by least squares; the lag is the
    difference of their phases (cosinor analysis: Cornelissen, Theor Biol Med Model 11 (2014) 16,
    with the pacer's phase for time). Breath at another rate has a small share: 0 where it is one
    breath off in the window.

    Which way is in was itself learnt from the pacer, where somebody follows it. So a breath that
    goes exactly the other way round looks in step; the rate alone cannot tell either.
    """
    if phase.size < 4 or float(phase[-1] - phase[0]) < FEWEST_BREATHS:
        return Withheld.TOO_SHORT
    turn = 2.0 * np.pi * phase
    columns = np.stack((np.ones_like(turn), np.cos(turn), np.sin(turn)), axis=1)
    both = np.stack((fullness, asked), axis=1)
    fitted = np.linalg.lstsq(columns, both, rcond=None)[0]
    spread = float(fullness.std())
    if spread < _LEAST_SPREAD:
        return Withheld.TOO_WEAK
    rest = float((fullness - columns @ fitted[:, 0]).std())
    share = max(0.0, 1.0 - (rest / spread) ** 2)
    own, wanted = (math.atan2(float(fitted[2, side]), float(fitted[1, side])) for side in (0, 1))
    lag = ((own - wanted) / (2.0 * math.pi) + 0.5) % 1.0 - 0.5
    return BreathInStep(share, lag, share >= LEAST_SHARE and abs(lag) <= MOST_LAG_BREATHS)
