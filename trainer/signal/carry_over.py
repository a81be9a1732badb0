"""What changed, beside how much such numbers change anyway.

Two comparisons: resting RMSSD of the quiet minute after with that of the one before, and the
heart-rate swing now with the person's own start. Neither says what a change means.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from trainer.signal.figure import Withheld
from trainer.signal.swing import FittedSwing
from trainer.signal.time_domain import TimeDomain

__all__ = [
    "CarryOver",
    "SpreadSource",
    "SwingChange",
    "carry_over",
    "swing_against",
]

_FEWEST_DIFFERENCES = 30
"""Successive differences that each quiet minute needs: a minute at 40 beats a minute less a
quarter lost to artifacts."""

_FEWEST_PAIRS = 5
"""Earlier sessions from which the person's own spread is taken."""

_DEFAULT_SPREAD_LN = 0.30
"""Standard deviation of the change of ln RMSSD between two clean minutes about seven minutes
apart, nothing being done between them: 0.28 in 15 min of rest, 0.33 over a day of a Holter
recording, 0.23 in two hours of another (docs/methods.md)."""

_SMALLEST_SPREAD_LN = 0.11
"""What sampling alone gives: the error of ln RMSSD of one such minute is 0.07 to 0.09 by block
bootstrap (10 beats), of a difference sqrt 2 times that. A history that spreads less was lucky."""

_USUAL = 1.96
"""Normal quantile: 19 of 20 chance changes are usual."""

_CLEAR_SWING = 1.96
"""Standard errors of its difference at which a swing has clearly changed."""


class SpreadSource(Enum):
    """Where the usual spread was taken from."""

    OWN_HISTORY = "own earlier sessions"
    """The person's own earlier changes."""
    DEFAULT = "recordings of other people"
    """Too few earlier sessions: what recordings of others show."""


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Change of resting RMSSD over the session, on a logarithmic scale."""

    change_ln: float
    """ln RMSSD after, less before; 0.1 is about 10 %."""
    ratio: float
    """RMSSD after over before."""
    usual_spread_ln: float
    """Standard deviation of such changes."""
    usual_limit_ln: float
    """Changes up to this size, either way, happen by chance in 19 of 20 cases."""
    spread_source: SpreadSource
    earlier_pairs: int
    """Earlier sessions that were known."""

    @property
    def is_usual(self) -> bool:
        """True when changes of this size also happen by chance."""
        return abs(self.change_ln) <= self.usual_limit_ln


@dataclass(frozen=True, slots=True)
class SwingChange:
    """Swing now against the person's own start."""

    difference_bpm: float
    standard_error_bpm: float
    is_clear: bool
    """True when the difference is over 1.96 of its standard errors."""


def carry_over(
    before: TimeDomain, after: TimeDomain, *, earlier_changes_ln: Sequence[float] = ()
) -> CarryOver | Withheld:
    """Change of ln RMSSD from the quiet minute before to the one after.

    Parameters
    ----------
    before, after
        Of the two quiet minutes, at natural breathing and in one posture.
    earlier_changes_ln
        The same change in the person's earlier sessions, in any order.

    Returns
    -------
    CarryOver or Withheld
        `NO_BEATS` when one of the minutes has none, `TOO_SHORT` when one has fewer than 30
        differences, `TOO_WEAK` when one has an RMSSD of zero.

    Notes
    -----
    With five or more earlier changes the spread is their standard deviation (n - 1) about
    their own mean, not below 0.11, and the limit is Student's for n - 1 degrees of freedom;
    with fewer it is 0.30 and the normal limit. The change itself is not corrected by the
    mean of the earlier ones: what usually happens to this person is no chance.
    """
    if before.beats == 0 or after.beats == 0:
        return Withheld.NO_BEATS
    if min(before.differences, after.differences) < _FEWEST_DIFFERENCES:
        return Withheld.TOO_SHORT
    if before.ln_rmssd is None or after.ln_rmssd is None:
        return Withheld.TOO_WEAK
    change_ln = after.ln_rmssd - before.ln_rmssd
    pairs = len(earlier_changes_ln)
    if pairs >= _FEWEST_PAIRS:
        mean_ln = math.fsum(earlier_changes_ln) / pairs
        squares = math.fsum((change - mean_ln) ** 2 for change in earlier_changes_ln)
        spread_ln = max(_SMALLEST_SPREAD_LN, math.sqrt(squares / (pairs - 1)))
        limit_ln = student_limit(pairs - 1) * spread_ln
        source = SpreadSource.OWN_HISTORY
    else:
        spread_ln = _DEFAULT_SPREAD_LN
        limit_ln = _USUAL * spread_ln
        source = SpreadSource.DEFAULT
    return CarryOver(change_ln, math.exp(change_ln), spread_ln, limit_ln, source, pairs)


def swing_against(start: FittedSwing, now: FittedSwing) -> SwingChange:
    """Swing now less swing at the start, with the standard error of the difference.

    Notes
    -----
    The two windows must not overlap: their errors are added as independent. Error of the fit
    only; that swings vary from breath to breath comes on top.
    """
    difference_bpm = now.swing_bpm - start.swing_bpm
    error_bpm = math.hypot(now.standard_error_bpm, start.standard_error_bpm)
    return SwingChange(difference_bpm, error_bpm, abs(difference_bpm) > _CLEAR_SWING * error_bpm)


def student_limit(degrees: int) -> float:
    """Two-sided 95 % limit of Student's t, by its expansion about the normal.

    Within 0.3 % from four degrees of freedom on (2.776 there).

    References
    ----------
    Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.5.
    """
    z = 1.959964
    terms = (
        z,
        (z**3 + z) / 4.0,
        (5.0 * z**5 + 16.0 * z**3 + 3.0 * z) / 96.0,
        (3.0 * z**7 + 19.0 * z**5 + 17.0 * z**3 - 15.0 * z) / 384.0,
    )
    return math.fsum(term / degrees**power for power, term in enumerate(terms))
