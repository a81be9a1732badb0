"""The figures of a running session, kept up beat by beat in constant time.

A figure rests on final, accepted beats. Each knows its window and says why where it has no
value.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from trainer.plan import Stage
from trainer.signal.arrays import FloatArray
from trainer.signal.beats import JudgedBeat, Verdict
from trainer.signal.figure import Figure, Withheld
from trainer.signal.swing import FittedSwing, fitted_swing, peak_trough_swings
from trainer.signal.time_domain import time_domain
from trainer.snapshot import TracePoint

__all__ = ["SILENT_AFTER_S", "LiveFigures"]

SILENT_AFTER_S = 3.0
"""So long after the last beat the figures of the moment are withheld. The slowest heart that
the gate accepts beats every 2 s."""
_HEART_RATE_S = 10.0
_FEWEST_HEART_RATE_BEATS = 3
_SWING_BREATHS = 3.0
_TRACE_S = 75.0
_NOISY_BEATS = 10
_NOISY_FROM = 3
"""Unclear beats among the last ten from which the signal is called noisy."""
_DIRTY_SHARE = 0.2
"""Share of corrected beats over which a figure is withheld (docs/methods.md)."""
_QUIET_COVERED_S = 45.0
"""Accepted time that the figures of a quiet minute need: RMSSD settles from about 60 s."""


@dataclass(frozen=True, slots=True)
class _Paced:
    beat_s: float
    heart_rate_bpm: float
    phase: float


class _QuietBeats:
    """The intervals of one quiet stage."""

    def __init__(self) -> None:
        self._rr_ms: list[float] = []
        self._follows: list[bool] = []
        self._excised = 0

    def take(self, judged: JudgedBeat) -> None:
        if judged.is_accepted:
            # A difference with a beat from before the stage is not the stage's.
            self._follows.append(judged.follows and bool(self._rr_ms))
            self._rr_ms.append(judged.rr_ms)
        else:
            self._excised += 1

    def figures(self) -> tuple[Figure, Figure]:
        """Mean heart rate (beats per minute) and RMSSD (ms) of the stage."""
        beats = len(self._rr_ms)
        if beats == 0:
            nothing = Figure(None, Withheld.NOT_REACHED)
            return nothing, nothing
        share = self._excised / (beats + self._excised)
        rr_ms = np.array(self._rr_ms)
        covered_s = float(rr_ms.sum()) / 1000.0
        reason = None
        if share > _DIRTY_SHARE:
            reason = Withheld.TOO_DIRTY
        elif covered_s < _QUIET_COVERED_S:
            reason = Withheld.TOO_SHORT
        figures = time_domain(rr_ms, np.array(self._follows))

        def figure(value: float | None) -> Figure:
            found = reason if reason is not None or value is not None else Withheld.TOO_SHORT
            return Figure(None if found else value, found, None, covered_s, beats, share)

        return figure(figures.mean_heart_rate_bpm), figure(figures.rmssd_ms)


class LiveFigures:
    """Takes judged beats and keeps what a snapshot and a summary show."""

    def __init__(self, inhale_share: float) -> None:
        self._inhale_share = inhale_share
        self._recent: deque[tuple[float, float]] = deque()
        self._verdicts: deque[bool] = deque(maxlen=_NOISY_BEATS)
        self._paced: deque[_Paced] = deque()
        self._paced_verdicts: deque[tuple[float, bool]] = deque()
        self._trace: deque[TracePoint] = deque()
        self._has_left_off = True
        self._stretch = 0
        self._quiet = {Stage.QUIET_BEFORE: _QuietBeats(), Stage.QUIET_AFTER: _QuietBeats()}
        self._swing = Figure(None, Withheld.NOT_PACED)
        self._swing_start = Figure(None, Withheld.TOO_SHORT)
        self._swing_end = Figure(None, Withheld.NOT_REACHED)
        self._breath_begun = 0
        self._breath_beats: list[_Paced] = []
        self._breath_swings: list[float] = []
        self._breath_count = 0
        self.beats = 0
        self.corrected = 0

    def take(self, judged: JudgedBeat, stage: Stage, phase: float | None, stretch: int) -> None:
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
        """
        if stretch != self._stretch:
            self._stretch = stretch
            self._has_left_off = True
        self.beats += 1
        self.corrected += not judged.is_accepted
        self._verdicts.append(judged.is_accepted)
        self._draw(judged)
        quiet = self._quiet.get(stage)
        if quiet is not None:
            quiet.take(judged)
        if judged.is_accepted:
            self._recent.append((judged.beat_s, judged.rr_ms))
            while self._recent and self._recent[0][0] < judged.beat_s - _HEART_RATE_S:
                self._recent.popleft()
        if phase is None:
            self._leave_paced()
        else:
            self._take_paced(judged, phase)

    def heart_rate(self, now_s: float, pending: tuple[JudgedBeat, ...]) -> Figure:
        """Mean heart rate over the last 10 s, beats per minute; the latest beats provisional."""
        beats = [rr_ms for beat_s, rr_ms in self._recent if beat_s >= now_s - _HEART_RATE_S]
        beats += [judged.rr_ms for judged in pending if judged.is_accepted]
        if len(beats) < _FEWEST_HEART_RATE_BEATS:
            found = Withheld.NO_BEATS if not self.beats else Withheld.TOO_SHORT
            return Figure(None, Withheld.TOO_DIRTY if self.is_noisy else found)
        total_ms = sum(beats)
        return Figure(60_000.0 * len(beats) / total_ms, None, None, total_ms / 1000.0, len(beats))

    @property
    def swing(self) -> Figure:
        """Fitted swing over the last three breaths, beats per minute."""
        return self._swing

    @property
    def swing_start(self) -> Figure:
        """The first clean fitted swing over three whole breaths: the person's own start."""
        return self._swing_start

    @property
    def is_noisy(self) -> bool:
        """True when three or more of the last ten beats were unclear."""
        return sum(not accepted for accepted in self._verdicts) >= _NOISY_FROM

    @property
    def swing_end(self) -> Figure:
        """Fitted swing over the last three breaths that were paced: at the end, the end's."""
        return self._swing_end

    def quiet_figures(self, stage: Stage) -> tuple[Figure, Figure]:
        """Mean heart rate (beats per minute) and RMSSD (ms) of a quiet stage."""
        return self._quiet[stage].figures()

    def swing_mean(self) -> Figure:
        """Mean peak-trough swing per breath over all paced breaths, beats per minute."""
        if not self._breath_swings:
            return Figure(None, Withheld.TOO_SHORT)
        swings = np.array(self._breath_swings)
        error = float(swings.std(ddof=1) / np.sqrt(len(swings))) if len(swings) > 1 else None
        return Figure(float(swings.mean()), None, error, beats=self._breath_count)

    def trace(self, pending: tuple[JudgedBeat, ...]) -> tuple[TracePoint, ...]:
        """The heart line of the last 75 s; the latest beats provisional."""
        drawn = list(self._trace)
        starts = self._has_left_off
        for judged in pending:
            points = _points_of(judged, starts)
            starts = not points if judged.verdict is Verdict.GAP else starts and not points
            drawn += points
        return tuple(drawn)

    def _draw(self, judged: JudgedBeat) -> None:
        points = _points_of(judged, self._has_left_off)
        if judged.verdict is Verdict.GAP:
            self._has_left_off = True
        elif points:
            self._has_left_off = False
        self._trace.extend(points)
        while self._trace and self._trace[0].beat_s < judged.beat_s - _TRACE_S:
            self._trace.popleft()

    def _take_paced(self, judged: JudgedBeat, phase: float) -> None:
        self._paced_verdicts.append((phase, judged.is_accepted))
        while self._paced_verdicts[0][0] < phase - _SWING_BREATHS:
            self._paced_verdicts.popleft()
        if not judged.is_accepted:
            return
        paced = _Paced(judged.beat_s, 60_000.0 / judged.rr_ms, phase)
        self._breath_beats.append(paced)
        if int(phase) != self._breath_begun:
            self._close_breath()
            # The interval that crosses the seam has a part in either breath.
            self._breath_beats.append(paced)
            self._breath_begun = int(phase)
        self._paced.append(paced)
        while self._paced[0].phase < phase - _SWING_BREATHS:
            self._paced.popleft()
        self._swing = self._swing_end = self._fit()
        if self._swing_start.value is None and phase >= _SWING_BREATHS:
            self._swing_start = self._swing

    def _leave_paced(self) -> None:
        """The breath is not asked for any more: the next paced beat begins a new window."""
        if self._paced_verdicts:
            self._close_breath()
            self._paced.clear()
            self._paced_verdicts.clear()
            self._swing = Figure(None, Withheld.NOT_PACED)

    def _fit(self) -> Figure:
        beats = len(self._paced)
        unclear = sum(not accepted for _, accepted in self._paced_verdicts)
        share = unclear / len(self._paced_verdicts)
        window_s = self._paced[-1].beat_s - self._paced[0].beat_s
        if share > _DIRTY_SHARE:
            return Figure(None, Withheld.TOO_DIRTY, None, window_s, beats, share)
        if self._paced[-1].phase < 2.0:
            # The first figure comes with the second whole breath.
            return Figure(None, Withheld.TOO_SHORT, None, window_s, beats, share)
        found = fitted_swing(*_columns(self._paced), inhale_share=self._inhale_share)
        match found:
            case FittedSwing():
                return Figure(
                    found.swing_bpm, None, found.standard_error_bpm, window_s, beats, share
                )
            case Withheld():
                return Figure(None, found, None, window_s, beats, share)

    def _close_breath(self) -> None:
        """Take the peak-trough swing of the breath that is over, where it was seen whole."""
        swings = peak_trough_swings(*_columns(self._breath_beats))
        whole = [swing_bpm for swing_bpm in swings if swing_bpm is not None]
        self._breath_swings += whole
        if whole:
            self._breath_count += len(self._breath_beats)
        self._breath_beats.clear()


def _columns(paced: deque[_Paced] | list[_Paced]) -> tuple[FloatArray, FloatArray, FloatArray]:
    return (
        np.array([beat.beat_s for beat in paced]),
        np.array([beat.heart_rate_bpm for beat in paced]),
        np.array([beat.phase for beat in paced]),
    )


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
