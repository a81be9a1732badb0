"""The figures of a running session, kept up beat by beat in constant time.

A figure rests on final, accepted beats. Each knows its window and says why where it has no
value. The two halves of a session have files of their own: `quiet` and `paced`.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from trainer.heart_course import HeartCourse
from trainer.paced import PacedBreathing
from trainer.plan import Stage
from trainer.quiet import DIFFERENCES_SHARE, DIRTY_SHARE, QuietMinute
from trainer.signal.beats import JudgedBeat, Verdict
from trainer.signal.carry_over import CarryOver, carry_over
from trainer.signal.figure import Figure, Withheld
from trainer.signal.respiration import BeatRespiration, respiration_rate
from trainer.signal.response import RateChange, rate_change
from trainer.signal.rhythm import SteadyRhythm, steady_rhythm
from trainer.signal.time_domain import RunningTimeDomain, TimeDomain
from trainer.snapshot import LiveMeasures, TracePoint

__all__ = ["LiveFigures"]

_HEART_RATE_S = 10.0
_FEWEST_HEART_RATE_BEATS = 3
_TRACE_S = 75.0
_RMSSD_S = 60.0
_RMSSD_COVERED_S = 45.0
_MINUTE_S = 66.0
"""Beats kept for the steady rhythm (64 s) and the rate of breathing (60 s)."""
_RESPIRATION_S = 60.0
_EVERY_S = 5.0
"""How often the measures of the last minute are brought up to date."""


class LiveFigures:
    """Takes judged beats and keeps what a snapshot and a summary show."""

    def __init__(self, inhale_share: float) -> None:
        self.paced = PacedBreathing(inhale_share)
        self.before = QuietMinute()
        self.after = QuietMinute()
        self.course = HeartCourse()
        self._recent: deque[tuple[float, float]] = deque()
        self._minute: deque[tuple[float, float]] = deque()
        self._updated_s = -_EVERY_S
        self._rhythm: SteadyRhythm | Withheld = Withheld.NO_BEATS
        self._respiration: BeatRespiration | Withheld = Withheld.NO_BEATS
        self._running = RunningTimeDomain(_RMSSD_S)
        self._rate: RateChange | Withheld = Withheld.TOO_SHORT
        self._rate_rests_on: tuple[int, tuple[float, ...]] = (0, ())
        self._trace: deque[TracePoint] = deque()
        self._shown: tuple[TracePoint, ...] | None = None
        self._shown_pending: tuple[JudgedBeat, ...] = ()
        self._has_left_off = True
        self._stretch = 0
        self.beats = 0
        self.corrected = 0

    def take(
        self,
        judged: JudgedBeat,
        stage: Stage,
        phase: float | None,
        stretch: int,
        taken_s: float,
    ) -> None:
        """Count a final beat in.

        Parameters
        ----------
        judged
            The beat with its final verdict.
        stage
            In which it fell.
        phase
            Breaths since paced breathing began, where it was paced.
        stretch
            Number of its unbroken stretch; nothing is drawn from one to the next.
        taken_s
            When the verdict was final, on the session clock.
        """
        if stretch != self._stretch:
            self._stretch = stretch
            self._has_left_off = True
            self._shown = None
        self.beats += 1
        self.corrected += not judged.is_accepted
        self._draw(judged)
        if stage is Stage.QUIET_BEFORE:
            self.before.take(judged)
        elif stage is Stage.QUIET_AFTER:
            self.after.take(judged)
        if judged.is_accepted:
            self._take_good(judged)
        else:
            self._running.add_excised(judged.beat_s)
        if phase is None:
            self.paced.leave()
        else:
            self.paced.take(judged, phase, taken_s)

    def go_on(self, to_s: float) -> None:
        """Do what is due until a time of the session."""
        self.paced.go_on(to_s)

    def heart_rate(self, now_s: float, pending: tuple[JudgedBeat, ...]) -> Figure:
        """Mean heart rate over the last 10 s, beats per minute; the latest beats provisional."""
        beats = [rr_ms for beat_s, rr_ms in self._recent if beat_s >= now_s - _HEART_RATE_S]
        good = [judged.rr_ms for judged in pending if judged.is_accepted]
        beats += good
        if len(beats) < _FEWEST_HEART_RATE_BEATS:
            if len(pending) > len(good):
                return Figure(None, Withheld.TOO_DIRTY)
            return Figure(None, Withheld.TOO_SHORT if self.beats else Withheld.NO_BEATS)
        total_ms = sum(beats)
        return Figure(60_000.0 * len(beats) / total_ms, None, None, total_ms / 1000.0, len(beats))

    def measures(self, now_s: float, stage: Stage) -> LiveMeasures:
        """What is measured beside heart rate and swing, at a time in a stage."""
        is_paced = stage is Stage.BREATHING
        return LiveMeasures(
            swing_change=self.paced.swing_change() if is_paced else Withheld.NOT_PACED,
            rate_change=self.rate_change() if is_paced else Withheld.NOT_PACED,
            in_step=self.paced.in_step,
            synchrony=self.paced.synchrony,
            steady_rhythm=self._rhythm,
            respiration=self._respiration,
            rmssd=Figure(None, Withheld.NOT_AT_REST) if is_paced else self._rmssd(now_s),
        )

    def rate_change(self) -> RateChange | Withheld:
        """Mean heart rate of the last six paced breaths against the quiet minute before."""
        rests_on = (self.before.beats, self.paced.breath_rates_bpm)
        if rests_on != self._rate_rests_on:
            self._rate_rests_on = rests_on
            self._rate = rate_change(self.before.block_rates_bpm(), self.paced.breath_rates_bpm)
        return self._rate

    def carry_over(self, earlier_changes_ln: tuple[float, ...]) -> CarryOver | Withheld:
        """Change of resting ln RMSSD over the session, with its usual spread."""
        before, after = self.before.time_domain(), self.after.time_domain()
        match before, after:
            case (TimeDomain(), TimeDomain()) if self.before.is_coarse or self.after.is_coarse:
                return Withheld.TOO_COARSE
            case (TimeDomain(), TimeDomain()):
                return carry_over(before, after, earlier_changes_ln=earlier_changes_ln)
            case (Withheld(), _):
                return before
            case _:
                assert isinstance(after, Withheld)  # all that is left
                return after

    def trace(self, pending: tuple[JudgedBeat, ...]) -> tuple[TracePoint, ...]:
        """The heart line of the last 75 s; the latest beats provisional.

        Until a beat is judged anew it is the same tuple: who draws it need not look again.
        """
        if self._shown is not None and self._shown_pending is pending:
            return self._shown
        drawn = list(self._trace)
        starts = self._has_left_off
        for judged in pending:
            points = _points_of(judged, starts)
            starts = not points if judged.verdict is Verdict.GAP else starts and not points
            drawn += points
        self._shown, self._shown_pending = tuple(drawn), pending
        return self._shown

    def _take_good(self, judged: JudgedBeat) -> None:
        beat_s = judged.beat_s
        self.course.take(beat_s, judged.rr_ms)
        self._running.add(beat_s, judged.rr_ms, judged.follows)
        self._recent.append((beat_s, judged.rr_ms))
        while self._recent[0][0] < beat_s - _HEART_RATE_S:
            self._recent.popleft()
        self._minute.append((beat_s, judged.rr_ms))
        while self._minute[0][0] < beat_s - _MINUTE_S:
            self._minute.popleft()
        if beat_s - self._updated_s >= _EVERY_S:
            self._updated_s = beat_s
            minute = np.array(self._minute)
            self._rhythm = steady_rhythm(minute[:, 0], minute[:, 1])
            last = minute[minute[:, 0] >= beat_s - _RESPIRATION_S]
            self._respiration = respiration_rate(last[:, 0], last[:, 1])

    def _rmssd(self, now_s: float) -> Figure:
        beats = self._running.beats(now_s)
        if beats == 0:
            return Figure(None, Withheld.NO_BEATS)
        found = self._running.figures(now_s)
        share = self._running.corrected_share(now_s)
        covered_s = beats * (found.mean_rr_ms or 0.0) / 1000.0
        reason = None
        if share > DIRTY_SHARE:
            reason = Withheld.TOO_DIRTY
        elif covered_s < _RMSSD_COVERED_S:
            reason = Withheld.TOO_SHORT
        elif found.differences < DIFFERENCES_SHARE * beats:
            reason = Withheld.TOO_COARSE
        elif found.rmssd_ms is None:
            reason = Withheld.TOO_SHORT
        value = None if reason is not None else found.rmssd_ms
        return Figure(value, reason, None, covered_s, beats, share)

    def _draw(self, judged: JudgedBeat) -> None:
        points = _points_of(judged, self._has_left_off)
        if judged.verdict is Verdict.GAP:
            self._has_left_off = True
        elif points:
            self._has_left_off = False
        self._trace.extend(points)
        while self._trace and self._trace[0].beat_s < judged.beat_s - _TRACE_S:
            self._trace.popleft()
        self._shown = None


def _points_of(judged: JudgedBeat, starts_segment: bool) -> list[TracePoint]:
    """Points that stand for a judged beat; drawn in its place where it was not accepted."""
    points: list[TracePoint] = []
    beat_s = judged.beat_s - sum(judged.drawn_ms) / 1000.0
    for drawn_ms in judged.drawn_ms:
        beat_s += drawn_ms / 1000.0
        points.append(
            TracePoint(beat_s, 60_000.0 / drawn_ms, not judged.is_accepted, starts_segment)
        )
        starts_segment = False
    return points
