"""The artifact gate: every heart interval is judged once, at most three beats late.

It holds what is remembered from beat to beat. The tests themselves are in `explanations`,
the learnt scales in `spread`. Nothing is corrected for statistics: what was not accepted is
left out, and no difference is taken across it.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from itertools import islice

import numpy as np

from trainer.signal.artifact_costs import MOST_MISSED_BEATS
from trainer.signal.beats import JudgedBeat, Verdict
from trainer.signal.deviations import Deviations
from trainer.signal.explanations import Part, Scales, Waiting, explain
from trainer.signal.prediction import STALE_BEATS, Level, bend, surprise, zigzag
from trainer.signal.spread import WINDOW_BEATS, LearntSpread, SpreadBounds

__all__ = ["JOINS_WITHIN_S", "LAG_BEATS", "RUN_BEATS", "AcceptedRun", "ArtifactGate", "scales_of"]

LAG_BEATS = 3
"""Enough to see a couplet with its pause and the beat after it; two or three seconds."""
GAP_MS = 10_000.0
"""An interval this long is a break in the series: four beats at the slowest heart rate."""
JOINS_WITHIN_S = 0.15
"""How far a beat may lie from the sum of the one before and its interval, and still join it:
more than stamping by arrival moves a beat, less than the shortest interval."""
LONGEST_NOISE_INTERVALS = 8
"""More noise than this in a row is a gap: about one breath of which nothing is known."""

# Lower bounds: what a grid of 7.8 ms, that of a Holter, does to a heart of 640 ms as steady as a
# clock (0.7 q in a change, 0.6 q in a zigzag and in a bend).
# Upper bounds: a young heart at rest, breathing with it; what spreads wider cannot be told
# from artifacts. The prior is at the wide end: a swing must pass from the first beat on.
# The quantiles are those of Student's t with 6 degrees of freedom for changes and of a
# normal distribution for the two patterns, which sum several changes.
CHANGE_BOUNDS = SpreadBounds(0.045, 0.010, 0.06, 0.718, 1.273, 1.943)
ZIGZAG_BOUNDS = SpreadBounds(0.035, 0.0072, 0.035, 0.6745, 1.150, 1.645)
BEND_BOUNDS = SpreadBounds(0.045, 0.008, 0.045, 0.6745, 1.150, 1.645)
STEP_BOUNDS = SpreadBounds(0.06, 0.001, 0.3, 0.718, 1.273, 1.943)
"""Of the whole change from beat to beat; wide, for it only says how restless a person is."""

RESTLESS_STEP = 0.03
RESTLESS_CHANGE = 0.025
RESTLESS_ZIGZAG = 0.018
RESTLESS_BEND = 0.02
"""Least scales of a person whose heart changes by `RESTLESS_STEP` or more from beat to beat; less
in proportion for a steadier one. A swing runs smoothly for most of a breath and then
turns, so what is learnt between two turns is too sharp for the turn."""
SHARPEST_TURN_SHARE = 0.25
"""The scale of the change is no less than this share of the steps. In deep swings the heart turns
within a beat: the last beat of a recording was rejected there (54 beats a minute, swing 40)."""


RUN_BEATS = 4
"""Accepted intervals in a row that are remembered: a zigzag is taken of so many."""


@dataclass(frozen=True, slots=True)
class AcceptedRun:
    """Intervals that were pushed at once, because it was certain what each would get accepted."""

    beats: int
    """How many were pushed; as many were accepted, the first of them `LAG_BEATS` before."""
    deviations: Deviations
    """Of the accepted ones, of the last `WINDOW_BEATS` at least."""
    logs_ms: tuple[float, ...]
    """Logarithms of the last four accepted."""
    waiting: tuple[Waiting, ...]
    """The last `LAG_BEATS` that were pushed."""
    waiting_s: tuple[float, ...]
    """Times of their beats."""


def scales_of(change: float, zigzag: float, bend: float, step: float) -> Scales:
    """Scales that count: those learnt, no sharper than the size of the steps allows."""
    restless = min(1.0, step / RESTLESS_STEP)
    turning = min(CHANGE_BOUNDS.highest, SHARPEST_TURN_SHARE * step)
    return Scales(
        change=max(change, restless * RESTLESS_CHANGE, turning),
        zigzag=max(zigzag, restless * RESTLESS_ZIGZAG),
        bend=max(bend, restless * RESTLESS_BEND),
        step=step,
    )


class ArtifactGate:
    """Judges RR intervals one by one, with a fixed lag of at most three beats.

    Give it every interval in the order of arrival, also those that look impossible. It never
    raises for what a sensor may send. The cost per beat does not depend on the length of
    the stream.

    Notes
    -----
    Classes of artifacts after Lipponen and Tarvainen (J Med Eng Technol 43 (2019) 173-181).
    Departs from them: causal, scales learnt from accepted beats only and bounded, whole
    explanations compared with "a true change" instead of one limit for every beat, excised
    instead of corrected.
    """

    __slots__ = (
        "_accepted_logs",
        "_bend",
        "_change",
        "_in_noise",
        "_latest_s",
        "_level",
        "_next_index",
        "_rejected_run",
        "_step",
        "_touches",
        "_waiting",
        "_waiting_beats",
        "_zigzag",
    )

    def __init__(self) -> None:
        self._change = LearntSpread(CHANGE_BOUNDS)
        self._zigzag = LearntSpread(ZIGZAG_BOUNDS)
        self._bend = LearntSpread(BEND_BOUNDS)
        self._step = LearntSpread(STEP_BOUNDS)
        self._waiting: deque[Waiting] = deque()
        self._waiting_beats: deque[tuple[int, float]] = deque()
        self._next_index = 0
        self._open_segment()

    def push(self, beat_s: float, rr_ms: float) -> tuple[JudgedBeat, ...]:
        """Take in one interval; gives those whose verdict became final, oldest first.

        Parameters
        ----------
        beat_s
            When the beat closed the interval, in seconds on the session clock. A time that is
            not after the one before makes the interval noise: it was sent twice or late.
        rr_ms
            The interval in ms; any number at all.

        Notes
        -----
        An interval that does not begin where the last one ended, within `JOINS_WITHIN_S`,
        opens a new segment: beats were lost between them, and nobody said so.
        """
        judged = self.restart() if self._is_torn(beat_s, rr_ms) else ()
        self._waiting_beats.append((self._next_index, beat_s))
        self._waiting.append(self._examine(beat_s, rr_ms))
        self._next_index += 1
        if math.isfinite(beat_s):
            # Also when it goes back: one wrong stamp must not make all that follow late.
            self._latest_s = beat_s
        if len(self._waiting) <= LAG_BEATS:
            return judged
        return (*judged, *self._settle(self._explained()[0]))

    def restart(self) -> tuple[JudgedBeat, ...]:
        """Judge what is waiting and open a new segment: beats were lost on the way.

        What was learnt of the person is kept; nothing is measured across.
        """
        judged = self.finish()
        self._open_segment()
        return judged

    def finish(self) -> tuple[JudgedBeat, ...]:
        """Judge all that is waiting, with what is known of it."""
        judged: list[JudgedBeat] = []
        for part in self._explained():
            judged.extend(self._settle(part))
        return tuple(judged)

    def pending(self) -> tuple[JudgedBeat, ...]:
        """Waiting intervals with the verdict that is likely now; changes nothing."""
        judged: list[JudgedBeat] = []
        level, touches, run, at = self._level, self._touches, self._rejected_run, 0
        for part in self._explained():
            beats = list(islice(self._waiting_beats, at, at + part.intervals))
            intervals = list(islice(self._waiting, at, at + part.intervals))
            is_accepted = part.verdict is Verdict.ACCEPTED
            run = 0 if is_accepted else run + part.intervals
            judged.extend(_judged(part, beats, intervals, level, touches, run))
            level, touches, at = part.level, is_accepted, at + part.intervals
        return tuple(judged)

    def _open_segment(self) -> None:
        self._level: Level | None = None
        self._in_noise = False
        self._touches = False
        self._rejected_run = 0
        self._accepted_logs: deque[float] = deque(maxlen=RUN_BEATS)
        self._latest_s = -math.inf

    @property
    def is_in_run(self) -> bool:
        """True when all it remembers are accepted intervals in a row and its memory is full.

        What comes next then depends on nothing but them, and `accept_run` may go on.
        """
        return (
            len(self._accepted_logs) == RUN_BEATS
            and len(self._waiting) == LAG_BEATS
            and self._level is not None
            and self._level.trend is not None
            and self._change.is_full
            and self._step.is_full
            and self._bend.is_full
            and self._zigzag.is_full
        )

    @property
    def learnt(self) -> Deviations:
        """The deviations that the scales rest on, oldest first."""
        change = np.array(self._change.latest)
        return Deviations(
            trend=np.full_like(change, np.nan),
            step=np.array(self._step.latest),
            change=change,
            bend=np.array(self._bend.latest),
            zigzag=np.array(self._zigzag.latest),
        )

    def accept_run(self, run: AcceptedRun) -> None:
        """Go on as if a run of intervals had been pushed one by one and accepted.

        Only while `is_in_run`. That each of them would have been accepted is up to the caller
        (`judging`).
        """
        for spread, deviations in (
            (self._step, run.deviations.step),
            (self._change, run.deviations.change),
            (self._bend, run.deviations.bend),
            (self._zigzag, run.deviations.zigzag),
        ):
            spread.learn_run(deviations[-WINDOW_BEATS:].tolist())
        self._next_index += run.beats
        first = self._next_index - LAG_BEATS
        self._waiting = deque(run.waiting)
        self._waiting_beats = deque(enumerate(run.waiting_s, start=first))
        self._accepted_logs.extend(run.logs_ms)
        self._level = Level(run.logs_ms[-1], float(run.deviations.trend[-1]), 0.5)
        self._latest_s = run.waiting_s[-1]

    def _is_torn(self, beat_s: float, rr_ms: float) -> bool:
        """Tell whether an interval that may be true leaves a hole before it, or overlaps."""
        if not (self._latest_s < beat_s < math.inf and 0.0 < rr_ms < math.inf):
            return False
        torn_s = abs(beat_s - rr_ms / 1000.0 - self._latest_s)
        return JOINS_WITHIN_S < torn_s < math.inf

    def _examine(self, beat_s: float, rr_ms: float) -> Waiting:
        if not (math.isfinite(rr_ms) and math.isfinite(beat_s)) or rr_ms <= 0.0:
            return Waiting(rr_ms, math.nan, Verdict.NOISE)
        if rr_ms > GAP_MS:
            return Waiting(rr_ms, math.nan, Verdict.GAP)
        if beat_s <= self._latest_s:
            return Waiting(rr_ms, math.nan, Verdict.NOISE)
        return Waiting(rr_ms, math.log(rr_ms))

    def _explained(self) -> tuple[Part, ...]:
        return explain(tuple(self._waiting), self._level, self._in_noise, self._scales())

    def _scales(self) -> Scales:
        return scales_of(self._change.scale, self._zigzag.scale, self._bend.scale, self._step.scale)

    def _settle(self, part: Part) -> list[JudgedBeat]:
        """Make the first part of an explanation final."""
        beats = [self._waiting_beats.popleft() for _ in range(part.intervals)]
        intervals = [self._waiting.popleft() for _ in range(part.intervals)]
        is_accepted = part.verdict is Verdict.ACCEPTED
        self._rejected_run = 0 if is_accepted else self._rejected_run + part.intervals
        judged = _judged(part, beats, intervals, self._level, self._touches, self._rejected_run)
        if is_accepted:
            self._learn(intervals[0].log_ms)
        else:
            self._accepted_logs.clear()
        self._level = part.level
        self._in_noise = part.is_noise
        self._touches = is_accepted
        return judged

    def _learn(self, log_ms: float) -> None:
        """Learn from an accepted interval; only what touches accepted beats is compared."""
        logs = self._accepted_logs
        if self._level is not None and self._level.trend is not None and logs:
            change = log_ms - self._level.log_ms
            self._step.learn(abs(change))
            self._change.learn(surprise(change, self._level.trend))
        logs.append(log_ms)
        if len(logs) >= 3:
            self._bend.learn(abs(bend(logs[-3], logs[-2], logs[-1])))
        if len(logs) == RUN_BEATS:
            self._zigzag.learn(abs(zigzag(*logs)))


def _judged(
    part: Part,
    beats: list[tuple[int, float]],
    intervals: list[Waiting],
    level: Level | None,
    touches: bool,
    rejected_run: int,
) -> list[JudgedBeat]:
    """Return the records of one part of an explanation."""
    verdict = part.verdict
    if verdict is Verdict.NOISE and rejected_run > LONGEST_NOISE_INTERVALS:
        verdict = Verdict.GAP
    last = len(beats) - 1
    return [
        JudgedBeat(
            index=index,
            beat_s=beat_s,
            rr_ms=interval.rr_ms,
            verdict=verdict,
            drawn_ms=_drawn_ms(verdict, part, intervals, position, position == last, level),
            follows=touches and verdict is Verdict.ACCEPTED,
        )
        for position, ((index, beat_s), interval) in enumerate(zip(beats, intervals, strict=True))
    ]


def _drawn_ms(
    verdict: Verdict,
    part: Part,
    intervals: list[Waiting],
    position: int,
    is_last: bool,
    level: Level | None,
) -> tuple[float, ...]:
    """Return what a picture may draw in place of an interval, in ms."""
    rr_ms = intervals[position].rr_ms
    match verdict:
        case Verdict.ACCEPTED:
            return (rr_ms,)
        case Verdict.GAP:
            return ()
        case Verdict.NOISE:
            if intervals[position].fixed is not None or level is None:
                return ()
            if level.beats_away > STALE_BEATS:
                return ()
            # As many beats of the old length as fit, so that the picture keeps its time.
            count = min(MOST_MISSED_BEATS + 1, round(rr_ms / math.exp(level.log_ms)))
            return (rr_ms / count,) * count if count else ()
        case Verdict.MISSED:
            return (rr_ms / part.beats,) * part.beats
        case Verdict.EXTRA:
            return (sum(interval.rr_ms for interval in intervals),) if is_last else ()
        case Verdict.ECTOPIC | Verdict.COUPLET | Verdict.MISPLACED:
            return (sum(interval.rr_ms for interval in intervals) / part.beats,)
