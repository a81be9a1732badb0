"""What a few intervals most likely are: the hypotheses of the artifact gate and their cost.

Every way to cut the waiting intervals into true beats, missed beats, extra beats, ectopic
beats and so on is one explanation. Each has a cost, minus the logarithm of how likely it is,
and the cheapest wins. "All of it is true, the heart really did that" is always one of them,
so an artifact is never found because a limit was crossed, only because something else
explains the same intervals better. What each costs is in `artifact_costs`, what the next
interval should be in `prediction`. What is judged, remembered and emitted when is not
decided here but in `artifacts`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.signal.artifact_costs import (
    BEND_LIMIT,
    COUPLET_COST,
    COUPLET_SHARE,
    EARLY_COST,
    EARLY_SHARE,
    ECTOPIC_SHARE,
    EXTRA_COST,
    FIRST_COST,
    FURTHER_MISSED_COST,
    LARGE_EARLY_SHARE,
    LARGE_SHIFT_MS,
    LARGE_SHIFT_SHARE,
    LONGEST_MS,
    LONGEST_PAUSE_SHARE,
    MISSED_COST,
    MOST_MISSED_BEATS,
    MOVED_COST,
    NOISE_COST,
    NOISE_ENDS_COST,
    NOISE_STAYS_COST,
    ONE_SIDED_COST,
    SHORTEST_MS,
    SHORTEST_PAUSE_SHARE,
    SHORTEST_SHARE,
    SMALL_BEND_LIMIT,
    SMALL_SHIFT_MS,
    SMALL_SHIFT_SHARE,
    SMALL_STEP_LIMIT,
    SMALL_ZIGZAG_LIMIT,
    UNFINISHED_COST,
    ZIGZAG_LIMIT,
)
from trainer.signal.beats import Verdict
from trainer.signal.prediction import (
    ZIGZAG_OF_A_SHIFT,
    Level,
    bend,
    measure,
    one_beat_older,
    peak_log_density,
    zigzag,
)

__all__ = ["Part", "Scales", "Waiting", "cheapest_artifact", "explain", "level_if_true"]


@dataclass(frozen=True, slots=True)
class Scales:
    """Scales of this very person at the moment, all as changes of log RR."""

    change: float
    """Of what a trend leaves unexplained."""
    zigzag: float
    """Of the third difference over four beats, see `zigzag`."""
    bend: float
    """Of an interval against the mean of its two neighbours, see `bend`."""
    step: float
    """Of the whole change from one beat to the next."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An interval that waits for its verdict."""

    rr_ms: float
    log_ms: float
    """Logarithm of the interval; NaN when it is no interval at all."""
    fixed: Verdict | None = None
    """The verdict when there is nothing to test: the value itself is impossible."""


@dataclass(frozen=True, slots=True)
class Part:
    """The first, next or last piece of an explanation."""

    verdict: Verdict
    intervals: int
    """How many intervals it takes up."""
    beats: int
    """How many true beats they stand for; 0 when nobody knows."""
    level: Level | None
    """What comes next is measured against this; None: against nothing."""
    is_noise: bool = False
    """True when it belongs to a noisy stretch."""


def explain(
    waiting: Sequence[Waiting], level: Level | None, in_noise: bool, scales: Scales
) -> tuple[Part, ...]:
    """Cheapest explanation of the waiting intervals, from the oldest to the newest.

    Parameters
    ----------
    waiting
        At most four or so: the cost grows with the number of ways to cut them.
    level
        What the oldest is measured against.
    in_noise
        True when the interval before the oldest was noise.
    scales
        This person's own.
    """
    search = _Search(waiting, scales)
    search.go_on(0, level, in_noise, 0.0, ())
    return search.cheapest


def level_if_true(waiting: Sequence[Waiting], level: Level, scales: Scales) -> Level | None:
    """Level after the oldest interval where it is surely explained as true; None elsewhere.

    All of it being true is one explanation that begins so. Where none that begins with an artifact
    is cheaper, it does not matter what the later ones are. Not after noise.
    """
    cost = 0.0
    following = first = level
    for number, interval in enumerate(waiting):
        if interval.fixed is not None or not SHORTEST_MS <= interval.rr_ms <= LONGEST_MS:
            return None
        misfit, following = measure(interval.log_ms, 1, following, scales.change)
        cost += misfit
        if number == 0:
            first = following
    search = _Search(waiting, scales, cost)
    search.try_artifacts(0, level, False, 0.0, ())
    return None if search.cheapest else first


def cheapest_artifact(change_scale: float) -> float:
    """Least that an explanation costs in which not all is true; less for a wider scale.

    Where all of it is true for no more than that, nothing else is looked at.
    """
    return min(MISSED_COST, MOVED_COST + _free(change_scale))


def _free(change_scale: float) -> float:
    """Price of explaining everything.

    An interval that no prediction binds may lie anywhere within about one unit of log RR.
    Against the sharp peak around a prediction that is the more unlikely the steadier the heart.
    """
    return max(0.0, peak_log_density() - math.log(change_scale))


class _Search:
    """Depth first, the plain explanation first, and nothing that cannot win any more.

    All costs are zero or more, so that a branch ends once it costs as much as the best.
    In quiet beats nothing but the plain explanation is ever worked out.
    """

    __slots__ = (
        "_cheapest_artifact",
        "_count",
        "_free",
        "_lowest",
        "_scales",
        "_waiting",
        "cheapest",
    )

    def __init__(self, waiting: Sequence[Waiting], scales: Scales, below: float = math.inf) -> None:
        self._waiting = waiting
        self._count = len(waiting)
        self._scales = scales
        self._free = _free(scales.change)
        self._cheapest_artifact = cheapest_artifact(scales.change)
        self._lowest = below
        self.cheapest: tuple[Part, ...] = ()

    def go_on(
        self, at: int, level: Level | None, in_noise: bool, cost: float, parts: tuple[Part, ...]
    ) -> None:
        """Explain the rest; only called with a cost below the lowest so far."""
        if at == self._count:
            self._lowest = cost
            self.cheapest = parts
            return
        here = self._waiting[at]
        if here.fixed is not None:
            kept = one_beat_older(level) if here.fixed is Verdict.NOISE else None
            part = Part(here.fixed, 1, 0, kept, in_noise)
            self.go_on(at + 1, kept, in_noise, cost, (*parts, part))
            return
        turn = NOISE_ENDS_COST if in_noise else 0.0
        if SHORTEST_MS <= here.rr_ms <= LONGEST_MS:
            misfit, following = measure(here.log_ms, 1, level, self._scales.change)
            if level is None and in_noise:
                # Nothing speaks for it yet but itself.
                misfit = self._free
            price = cost + turn + misfit
            if price < self._lowest:
                part = Part(Verdict.ACCEPTED, 1, 1, following)
                self.go_on(at + 1, following, False, price, (*parts, part))
        self.try_artifacts(at, level, in_noise, cost, parts)

    def try_artifacts(
        self, at: int, level: Level | None, in_noise: bool, cost: float, parts: tuple[Part, ...]
    ) -> None:
        """Explain the rest in every way that does not begin with a true interval."""
        turn = NOISE_ENDS_COST if in_noise else 0.0
        if cost + (self._free if in_noise else self._cheapest_artifact) >= self._lowest:
            return
        first = FIRST_COST if level is None else 0.0
        self._try_missed(at, level, cost + turn + first, parts)
        tested = self._tested_after(at)
        if tested >= 2:
            self._try_extra(at, level, cost + turn + first, parts)
            self._try_moved(at, level, cost + turn, parts)
            if level is not None:
                self._try_early(at, level, cost + turn, parts)
        if tested >= 3:
            self._try_couplet(at, level, cost + turn + first, parts)
        left = self._count - at
        older = one_beat_older(level)
        price = cost + turn + UNFINISHED_COST + left * self._free
        if left <= 2 and price < self._lowest:
            # Two intervals may be the beginning of a couplet.
            part = Part(Verdict.NOISE, left, 0, older)
            self.go_on(self._count, older, False, price, (*parts, part))
        price = cost + self._free + (NOISE_STAYS_COST if in_noise else NOISE_COST)
        if price < self._lowest:
            part = Part(Verdict.NOISE, 1, 0, older, True)
            self.go_on(at + 1, older, True, price, (*parts, part))

    def _tested_after(self, at: int) -> int:
        """How many intervals from here on, at most four, can be tested together."""
        count = 0
        for interval in self._waiting[at : at + 4]:
            if interval.fixed is not None:
                break
            count += 1
        return count

    def _try(
        self,
        at: int,
        verdict: Verdict,
        intervals: int,
        beats: int,
        mean_ms: float,
        level: Level | None,
        cost: float,
        parts: tuple[Part, ...],
    ) -> None:
        """Take some intervals together for some true beats of a mean length."""
        if cost >= self._lowest or not SHORTEST_MS <= mean_ms <= LONGEST_MS:
            return
        misfit, following = measure(math.log(mean_ms), beats, level, self._scales.change)
        if cost + misfit < self._lowest:
            part = Part(verdict, intervals, beats, following)
            self.go_on(at + intervals, following, False, cost + misfit, (*parts, part))

    def _try_missed(
        self, at: int, level: Level | None, cost: float, parts: tuple[Part, ...]
    ) -> None:
        """One interval holds two beats or more."""
        rr_ms = self._waiting[at].rr_ms
        if cost + MISSED_COST >= self._lowest or rr_ms < 2.0 * SHORTEST_MS:
            return
        fewest = 2
        if level is not None:
            # A swing may have carried the level either way meanwhile: both whole numbers.
            fewest = min(MOST_MISSED_BEATS, max(2, int(rr_ms / math.exp(level.log_ms))))
        for beats in (fewest, fewest + 1):
            price = cost + MISSED_COST + FURTHER_MISSED_COST * (beats - 2)
            self._try(at, Verdict.MISSED, 1, beats, rr_ms / beats, level, price, parts)

    def _try_extra(
        self, at: int, level: Level | None, cost: float, parts: tuple[Part, ...]
    ) -> None:
        """Two intervals are the pieces of one."""
        sum_ms = self._waiting[at].rr_ms + self._waiting[at + 1].rr_ms
        price = cost + EXTRA_COST + self._free
        if self._tested_after(at) < 3:
            price += ONE_SIDED_COST
        self._try(at, Verdict.EXTRA, 2, 1, sum_ms, level, price, parts)

    def _try_moved(
        self, at: int, level: Level | None, cost: float, parts: tuple[Part, ...]
    ) -> None:
        """The beat between two intervals is displaced, or early with a full pause.

        It must zigzag more than this person's accepted beats do, a small one by far.
        """
        price = cost + MOVED_COST + self._free
        if price >= self._lowest:
            return
        first, second = self._waiting[at], self._waiting[at + 1]
        mean_ms = (first.rr_ms + second.rr_ms) / 2.0
        if min(first.rr_ms, second.rr_ms) < SHORTEST_SHARE * mean_ms:
            return
        large = max(LARGE_SHIFT_SHARE, LARGE_SHIFT_MS / mean_ms)
        if level is None or self._tested_after(at) < 3:
            price += ONE_SIDED_COST
            if abs(second.rr_ms - first.rr_ms) / (2.0 * mean_ms) < large:
                return
        else:
            third = self._waiting[at + 2]
            turn = abs(zigzag(level.log_ms, first.log_ms, second.log_ms, third.log_ms))
            # Without the part of the difference that is the trend of a swing.
            shift = turn / ZIGZAG_OF_A_SHIFT
            if shift < max(SMALL_SHIFT_SHARE, SMALL_SHIFT_MS / mean_ms):
                return
            if shift >= large:
                limit = ZIGZAG_LIMIT
            elif 2.0 * shift >= SMALL_STEP_LIMIT * self._scales.step:
                limit = SMALL_ZIGZAG_LIMIT
            else:
                return
            if turn < limit * self._scales.zigzag:
                return
        is_early = first.rr_ms < ECTOPIC_SHARE * mean_ms
        verdict = Verdict.ECTOPIC if is_early else Verdict.MISPLACED
        self._try(at, verdict, 2, 2, mean_ms, level, price, parts)

    def _try_early(self, at: int, level: Level, cost: float, parts: tuple[Part, ...]) -> None:
        """A beat comes early and the rhythm starts anew after a pause of some length.

        The two intervals tell nothing of the level, so the old one is kept. The short one
        must stand out of both neighbours more than this person's accepted beats do, one that
        is hardly early by far.
        """
        price = cost + EARLY_COST + 2.0 * self._free
        if price >= self._lowest:
            return
        first, second = self._waiting[at], self._waiting[at + 1]
        level_ms = math.exp(level.log_ms)
        share, pause = first.rr_ms / level_ms, second.rr_ms / level_ms
        if not SHORTEST_SHARE < share < EARLY_SHARE:
            return
        if not SHORTEST_PAUSE_SHARE < pause < LONGEST_PAUSE_SHARE:
            return
        limit = BEND_LIMIT
        if share >= LARGE_EARLY_SHARE:
            limit = SMALL_BEND_LIMIT
            if second.log_ms - first.log_ms < SMALL_STEP_LIMIT * self._scales.step:
                return
        if bend(level.log_ms, first.log_ms, second.log_ms) < limit * self._scales.bend:
            return
        following = Level(level.log_ms, None, level.beats_away + 2.0)
        part = Part(Verdict.ECTOPIC, 2, 2, following)
        self.go_on(at + 2, following, False, price, (*parts, part))

    def _try_couplet(
        self, at: int, level: Level | None, cost: float, parts: tuple[Part, ...]
    ) -> None:
        """Two early beats in a row, then a pause that makes up for both."""
        price = cost + COUPLET_COST + 2.0 * self._free
        if price >= self._lowest:
            return
        first_ms, second_ms, third_ms = (interval.rr_ms for interval in self._waiting[at : at + 3])
        mean_ms = (first_ms + second_ms + third_ms) / 3.0
        # Early for the sum and, where it is known, for the rhythm before: two plain beats and
        # a long pause are no couplet.
        usual_ms = mean_ms if level is None else min(mean_ms, math.exp(level.log_ms))
        if max(first_ms, second_ms) > COUPLET_SHARE * usual_ms:
            return
        if min(first_ms, second_ms) < SHORTEST_SHARE * mean_ms:
            return
        if level is None:
            price += ONE_SIDED_COST
        self._try(at, Verdict.COUPLET, 3, 3, mean_ms, level, price, parts)
