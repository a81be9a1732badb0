"""A whole recording through the live pipeline, with the same verdicts and a fraction of the work.

Quiet stretches are accepted at once (`looking_ahead`), all else goes beat by beat through the very
pipeline that runs live. `tests/trainer/test_judging.py` holds both beside each other, to the last
digit, for any stream.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from devices.readings import Beat
from trainer.signal.arrays import BoolArray, FloatArray, IntArray
from trainer.signal.artifacts import LAG_BEATS, RUN_BEATS
from trainer.signal.beats import JudgedBeat, Verdict
from trainer.signal.looking_ahead import Lookout
from trainer.signal.pipeline import Pipeline

__all__ = ["JudgedSeries", "judge_series"]


@dataclass(frozen=True)
class JudgedSeries:
    """Judged intervals, oldest first, as arrays; every one but those passed over."""

    beat_s: FloatArray
    rr_ms: FloatArray
    accepted: BoolArray
    follows: BoolArray
    is_gap: BoolArray
    """Intervals that are themselves a gap."""
    stretch: IntArray
    """Number of the unbroken stretch, from 1. It changes where the series was broken and after
    intervals that are themselves a gap; those have that of the stretch before."""
    numbers: IntArray
    """Number of each in its stream, from 0."""
    one_by_one: dict[int, JudgedBeat]
    """Those that were judged one by one, by their number; the others are accepted and follow."""

    @cached_property
    def beats(self) -> tuple[JudgedBeat, ...]:
        """The same as records."""
        columns = zip(self.numbers.tolist(), self.beat_s.tolist(), self.rr_ms.tolist(), strict=True)
        return tuple(
            self.one_by_one.get(number)
            or JudgedBeat(number, beat_s, rr_ms, Verdict.ACCEPTED, (rr_ms,), True)
            for number, beat_s, rr_ms in columns
        )

    @property
    def unclear(self) -> tuple[JudgedBeat, ...]:
        """Records of those that were not accepted."""
        return tuple(self.one_by_one[number] for number in self.numbers[~self.accepted].tolist())

    def part(self, chosen: BoolArray | slice) -> JudgedSeries:
        """Some of them."""
        return JudgedSeries(
            beat_s=self.beat_s[chosen],
            rr_ms=self.rr_ms[chosen],
            accepted=self.accepted[chosen],
            follows=self.follows[chosen],
            is_gap=self.is_gap[chosen],
            stretch=self.stretch[chosen],
            numbers=self.numbers[chosen],
            one_by_one=self.one_by_one,
        )


def judge_series(intervals_ms: Iterable[float | None]) -> JudgedSeries:
    """Every interval through the pipeline, as if its beats had arrived in time.

    Parameters
    ----------
    intervals_ms
        Raw intervals in ms, oldest first, any numbers at all; None where the series is broken.
    """
    rr_ms, is_broken = _without_breaks(intervals_ms)
    with np.errstate(invalid="ignore", over="ignore"):
        beat_s = np.cumsum(rr_ms) / 1000.0
    lookout = Lookout.over(rr_ms, beat_s, is_broken)
    pipeline = Pipeline()
    taken = np.zeros(rr_ms.size, dtype=np.bool_)
    stretch = np.ones(rr_ms.size, dtype=np.intp)
    judged: list[JudgedBeat] = []
    fed = 0
    while fed < rr_ms.size:
        # What was passed over is not among those remembered, and moves their places.
        if pipeline.gate.is_in_run and taken[fed - LAG_BEATS - RUN_BEATS : fed].all():
            run = lookout.run_from(fed - LAG_BEATS, pipeline.gate.learnt)
            if run is not None:
                pipeline.accept_run(run)
                taken[fed : fed + run.beats] = True
                stretch[fed : fed + run.beats] = pipeline.gaps + 1
                fed += run.beats
                continue
        if is_broken[fed]:
            pipeline.break_series()
        before = pipeline.beats
        at_s = float(beat_s[fed])
        judged += pipeline.take(Beat(at_s, at_s, float(rr_ms[fed])), at_s)
        taken[fed] = pipeline.beats > before
        stretch[fed] = pipeline.gaps + 1
        fed += 1
    judged += pipeline.finish()
    return _series(rr_ms[taken], beat_s[taken], stretch[taken], judged)


def _without_breaks(intervals_ms: Iterable[float | None]) -> tuple[FloatArray, BoolArray]:
    """Intervals, and where the series is broken before them."""
    rr_ms: list[float] = []
    broken: list[int] = []
    for interval_ms in intervals_ms:
        if interval_ms is None:
            broken.append(len(rr_ms))
        else:
            rr_ms.append(interval_ms)
    is_broken = np.zeros(len(rr_ms) + 1, dtype=np.bool_)
    is_broken[broken] = True
    return np.array(rr_ms, dtype=np.float64), is_broken[:-1]


def _series(
    rr_ms: FloatArray, beat_s: FloatArray, stretch: IntArray, judged: list[JudgedBeat]
) -> JudgedSeries:
    """Put those that were judged one by one in the places that are their numbers."""
    accepted, follows = np.ones(rr_ms.size, dtype=np.bool_), np.ones(rr_ms.size, dtype=np.bool_)
    is_gap = np.zeros(rr_ms.size, dtype=np.bool_)
    for beat in judged:
        accepted[beat.index] = beat.is_accepted
        follows[beat.index] = beat.follows
        is_gap[beat.index] = beat.verdict is Verdict.GAP
    after_gap = ~is_gap
    after_gap[1:] &= is_gap[:-1]
    after_gap[:1] = False
    return JudgedSeries(
        beat_s=beat_s,
        rr_ms=rr_ms,
        accepted=accepted,
        follows=follows,
        is_gap=is_gap,
        stretch=stretch + np.cumsum(after_gap),
        numbers=np.arange(rr_ms.size),
        one_by_one={beat.index: beat for beat in judged},
    )
