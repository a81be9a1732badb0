"""Whether the heart swings with the pacer: the fitted swing beside that from peak to trough."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.signal.figure import Withheld
from trainer.signal.swing import FittedSwing

__all__ = ["InStep", "in_step"]

_WEAKEST_FOR_IN_STEP_BPM = 4.0
"""Peak-trough swing below which beat noise alone may make the ratio (its floor is 2.4 bpm at
8 ms of beat jitter)."""

_IN_STEP_RATIO = 0.5
"""Ratio at and above which the person counts as in step with the pacer. On simulated beats in
step it is 0.6 or more nine times in ten even with much noise (20 ms white, 25 ms slow); one
breath a minute off it is 0.5 to 0.6, two off under 0.2. It errs on the kind side."""


@dataclass(frozen=True, slots=True)
class InStep:
    """Whether the swing goes with the pacer or with some other rate."""

    ratio: float
    """Fitted over mean peak-trough swing: about 1 in step, towards 0 off the pace."""
    is_in_step: bool
    """True when the ratio is at least 0.5."""


def in_step(fitted: FittedSwing, peak_trough: Sequence[float | None]) -> InStep | Withheld:
    """Tell whether the heart swings with the pacer, from the ratio of the two swings.

    Parameters
    ----------
    fitted
        Over the last breaths, at the pacer's phase.
    peak_trough
        Of the same breaths, from `peak_trough_swings`.

    Returns
    -------
    InStep or Withheld
        `TOO_SHORT` with fewer than two whole breaths; `TOO_WEAK` when the peak-trough swing is
        under 4 bpm, where noise alone makes the ratio.

    Notes
    -----
    Off the pace the heart swings on at the person's own rate: peak-trough stays, the fit at the
    pacer's phase falls away. A hint, not a proof: it cannot see the breath. `phase_synchrony`
    of five breaths is the sharper sign: 0.9 or more in step, 0.2 one breath a minute off.
    """
    whole = [swing_bpm for swing_bpm in peak_trough if swing_bpm is not None]
    if len(whole) < 2:
        return Withheld.TOO_SHORT
    mean_bpm = math.fsum(whole) / len(whole)
    if mean_bpm < _WEAKEST_FOR_IN_STEP_BPM:
        return Withheld.TOO_WEAK
    ratio = fitted.swing_bpm / mean_bpm
    return InStep(ratio, ratio >= _IN_STEP_RATIO)
