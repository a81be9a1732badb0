"""The body's answer during practice: mean heart rate against the person's own quiet minute.

How the swing answers is in `carry_over.swing_against`; this is the other half. Only the person
against themselves, with the uncertainty; no norm and no score.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.signal.carry_over import student_limit
from trainer.signal.figure import Withheld

__all__ = ["RateChange", "rate_change"]

_FEWEST_BLOCKS = 4
"""Means on either side; with fewer a standard error is hardly more than a guess."""


@dataclass(frozen=True, slots=True)
class RateChange:
    """Mean heart rate now against the quiet minute before."""

    difference_bpm: float
    """Now less before, beats per minute; negative is slower."""
    standard_error_bpm: float
    is_clear: bool
    """True when a difference of this size comes about by chance once in twenty times at most."""


def rate_change(before_bpm: Sequence[float], now_bpm: Sequence[float]) -> RateChange | Withheld:
    """Mean heart rate of some breaths less that of some blocks of the quiet minute.

    Parameters
    ----------
    before_bpm
        Mean heart rates of blocks of ten seconds, about a slow breath each.
    now_bpm
        Mean heart rates of whole breaths.

    Returns
    -------
    RateChange or Withheld
        `TOO_SHORT` with fewer than four on either side.

    Notes
    -----
    Batch means: the beats of one block depend on each other, the means of blocks as long as a
    breath hardly. Standard error by Welch, sqrt(s1^2/n1 + s2^2/n2); the limit is Student's for
    the smaller of the two degrees of freedom, which errs on the side of silence.

    References
    ----------
    Welch, Biometrika 34 (1947) 28-35. Schmeiser, Oper Res 30 (1982) 556-568 (batch means).
    """
    if min(len(before_bpm), len(now_bpm)) < _FEWEST_BLOCKS:
        return Withheld.TOO_SHORT
    before_mean, before_square = _mean_and_error(before_bpm)
    now_mean, now_square = _mean_and_error(now_bpm)
    difference_bpm = now_mean - before_mean
    error_bpm = math.sqrt(before_square + now_square)
    limit = student_limit(min(len(before_bpm), len(now_bpm)) - 1)
    return RateChange(difference_bpm, error_bpm, abs(difference_bpm) > limit * error_bpm)


def _mean_and_error(values: Sequence[float]) -> tuple[float, float]:
    """Mean, and the square of its standard error."""
    count = len(values)
    mean = math.fsum(values) / count
    squares = math.fsum((value - mean) ** 2 for value in values)
    return mean, squares / (count - 1) / count
