"""How far ahead it is certain that the artifact gate accepts every beat of a recording.

A recording is there as a whole, and nearly all of it is quiet. Where the gate remembers nothing
but accepted beats, what it will learn from the beats to come, if it accepts them too, is known
beforehand: one array for each of its scales. The cost of "all of it is true" follows for every beat
at once, and where that is no more than the cheapest artifact, the gate looks at nothing
else. The few beats in between are explained one by one, by the gate's own search. So nothing is
decided here: it is only foretold what the gate decides.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from trainer.signal.arrays import BoolArray, FloatArray, IntArray
from trainer.signal.artifact_costs import LONGEST_MS, SHORTEST_MS
from trainer.signal.artifacts import (
    BEND_BOUNDS,
    CHANGE_BOUNDS,
    JOINS_WITHIN_S,
    LAG_BEATS,
    RESTLESS_CHANGE,
    RESTLESS_STEP,
    SHARPEST_TURN_SHARE,
    STEP_BOUNDS,
    ZIGZAG_BOUNDS,
    AcceptedRun,
    scales_of,
)
from trainer.signal.beats import Verdict
from trainer.signal.deviations import Deviations, deviations_of
from trainer.signal.explanations import Waiting, cheapest_artifact, explain, level_if_true
from trainer.signal.prediction import DEGREES_OF_FREEDOM, Level
from trainer.signal.spread import scales_along

__all__ = ["Lookout"]

_TESTED = LAG_BEATS + 1
"""Intervals that the gate explains together."""
_LONGEST_LOOK = 4096
"""Beats looked at in one go: few enough to stay in the processor's memory."""
_WORTH_A_LOOK = 8
"""Fewer beats than this are judged one by one in less time than it takes to look at them."""

# Half of the sum of (freedom + 1) log(1 + square) over the tested beats is their cost, so their
# product decides; a hair's breadth is left for rounding. A wider scale has the cheaper artifact.
_MOST_PRODUCT = math.exp(
    cheapest_artifact(CHANGE_BOUNDS.highest) * 2.0 / (DEGREES_OF_FREEDOM + 1.0)
) * (1.0 - 1e-9)


@dataclass(frozen=True, slots=True)
class Lookout:
    """A whole recording, seen by somebody who knows what the gate will ask."""

    rr_ms: FloatArray
    beat_s: FloatArray
    log_ms: FloatArray
    """NaN where there is no interval."""
    joins: BoolArray
    """True where an interval could be a heart's and touches the one before."""
    breaks: IntArray
    """Where it does not."""
    doubtful: IntArray
    """Where "all of it is true" is dear even for the most restless heart."""
    deviations: Deviations

    @classmethod
    def over(cls, rr_ms: FloatArray, beat_s: FloatArray, is_broken: BoolArray) -> Lookout:
        """Look over a recording.

        Parameters
        ----------
        rr_ms, beat_s : shape (n,)
            Any numbers at all, as they will be pushed.
        is_broken : shape (n,)
            True where the series is broken before the interval.
        """
        with np.errstate(invalid="ignore", over="ignore"):
            before_s = np.concatenate(([-np.inf], beat_s[:-1]))
            joins = (rr_ms >= SHORTEST_MS) & (rr_ms <= LONGEST_MS) & ~is_broken
            joins &= (beat_s > before_s) & (beat_s < np.inf)
            joins &= np.abs(beat_s - rr_ms / 1000.0 - before_s) <= JOINS_WITHIN_S
        # The gate takes its logarithms from the same function; numpy's may differ by a digit.
        log_ms = np.array(
            [math.log(value) if 0.0 < value < math.inf else math.nan for value in rr_ms.tolist()]
        )
        deviations = deviations_of(log_ms)
        product = _product(1.0 + deviations.change**2 / _scaled(CHANGE_BOUNDS.highest))
        return cls(
            rr_ms=rr_ms,
            beat_s=beat_s,
            log_ms=log_ms,
            joins=joins,
            breaks=(~joins).nonzero()[0],
            doubtful=(~(product <= _MOST_PRODUCT)).nonzero()[0],
            deviations=deviations,
        )

    def run_from(self, begin: int, learnt: Deviations) -> AcceptedRun | None:
        """Intervals that are accepted for certain, from the oldest that waits on.

        Parameters
        ----------
        begin
            Place of the oldest waiting interval; the gate is in a run up to the one before.
        learnt
            What the gate's scales rest on.

        Returns
        -------
        AcceptedRun or None
            None where not one is certain, or too few are to be looked at.
        """
        end = min(
            begin + _LONGEST_LOOK,
            _next(self.breaks, begin, self.rr_ms.size) - LAG_BEATS,
            # What is doubtful may still be accepted, but what comes after it is not worth a look.
            _next(self.doubtful, begin, self.rr_ms.size) + 1,
        )
        if end - begin < _WORTH_A_LOOK:
            return None
        end = self._first_not_accepted(begin, end, learnt)
        if end <= begin:
            return None
        waiting = range(end, end + LAG_BEATS)
        return AcceptedRun(
            beats=end - begin,
            deviations=self.deviations.part(begin, end),
            logs_ms=tuple(self.log_ms[end - _TESTED : end].tolist()),
            waiting=tuple(self._waiting(place) for place in waiting),
            waiting_s=tuple(self.beat_s[end : end + LAG_BEATS].tolist()),
        )

    def _first_not_accepted(self, begin: int, end: int, learnt: Deviations) -> int:
        """Place of the first from begin on that is not accepted for certain; at most end."""
        known = self.deviations.part(begin, end - 1)
        step = scales_along(STEP_BOUNDS, np.concatenate((learnt.step, known.step)))
        change = scales_along(CHANGE_BOUNDS, np.concatenate((learnt.change, known.change)))
        scale = np.maximum(
            np.maximum(change, np.minimum(1.0, step / RESTLESS_STEP) * RESTLESS_CHANGE),
            np.minimum(CHANGE_BOUNDS.highest, SHARPEST_TURN_SHARE * step),
        )
        squares = self.deviations.change[begin : end + LAG_BEATS] ** 2
        scaled = _scaled(scale)
        product = 1.0 + squares[: end - begin] / scaled
        for ahead in range(1, _TESTED):
            product *= 1.0 + squares[ahead : ahead + end - begin] / scaled
        uncertain = (~(product <= _MOST_PRODUCT)).nonzero()[0]
        if uncertain.size == 0:
            return end
        zigzag = scales_along(
            ZIGZAG_BOUNDS, np.concatenate((learnt.zigzag, known.zigzag)), uncertain
        )
        bend = scales_along(BEND_BOUNDS, np.concatenate((learnt.bend, known.bend)), uncertain)
        for number, ahead in enumerate(uncertain.tolist()):
            scales = scales_of(
                float(change[ahead]),
                float(zigzag[number]),
                float(bend[number]),
                float(step[ahead]),
            )
            place = begin + ahead
            level = Level(
                float(self.log_ms[place - 1]), float(self.deviations.trend[place - 1]), 0.5
            )
            waiting = [self._waiting(at) for at in range(place, place + _TESTED)]
            following = level_if_true(waiting, level, scales)
            if following is None:
                first = explain(waiting, level, False, scales)[0]
                following = first.level if first.verdict is Verdict.ACCEPTED else None
            # Accepted as a new level it is no part of a run: no trend leads to it.
            if following is None or following.trend is None:
                return place
        return end

    def _waiting(self, place: int) -> Waiting:
        return Waiting(float(self.rr_ms[place]), float(self.log_ms[place]))


def _next(places: IntArray, begin: int, otherwise: int) -> int:
    """First of increasing places from begin on."""
    at = int(places.searchsorted(begin))
    return int(places[at]) if at < places.size else otherwise


def _scaled(scale: FloatArray | float) -> FloatArray | float:
    """What the square of a surprise is divided by in its likelihood, one beat ahead."""
    return scale * scale * DEGREES_OF_FREEDOM


def _product(factor: FloatArray) -> FloatArray:
    """Product of each factor with those of the beats that wait behind it."""
    product = factor.copy()
    for ahead in range(1, _TESTED):
        product[:-ahead] *= factor[ahead:]
    return product
