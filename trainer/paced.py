"""What follows from the beats of paced breathing: swings, step, synchrony, mean rates.

The fitted swing is brought up to date with each beat, a moment after it so that no frame of the
picture has to do all at once; everything that belongs to whole breaths at the end of each breath.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trainer.quiet import DIRTY_SHARE
from trainer.signal.arrays import FloatArray
from trainer.signal.beats import JudgedBeat
from trainer.signal.breath_swings import peak_trough_swings
from trainer.signal.carry_over import SwingChange, swing_against
from trainer.signal.figure import Figure, Withheld
from trainer.signal.swing import FittedSwing, fitted_swing
from trainer.signal.swing_in_step import InStep, in_step
from trainer.signal.swing_synchrony import PhaseSynchrony, breath_lags, phase_synchrony

__all__ = ["PacedBreathing"]

_SWING_BREATHS = 3
_SYNCHRONY_BREATHS = 5
_RATE_BREATHS = 6
_SEAM = 0.25
"""Breaths to either side of a breath within which an interval may cross its seam."""
FIT_AFTER_S = 0.02
"""From a beat to its fit, on the session clock: more than a picture's sixtieth."""
_FIRST_FIGURE_BREATHS = 2.0
"""The first fitted swing comes with the second whole breath."""


@dataclass(frozen=True, slots=True)
class _PacedBeat:
    beat_s: float
    heart_rate_bpm: float
    phase: float


class PacedBreathing:
    """The beats of paced breathing; what is kept is bounded by a few breaths."""

    def __init__(self, inhale_share: float) -> None:
        self._inhale_share = inhale_share
        self._beats: deque[_PacedBeat] = deque()
        self._verdicts: deque[tuple[float, bool]] = deque()
        self._breath = 0
        self._changes: tuple[int, ...] = ()
        self._pace_from = 0
        self._due: tuple[float, float] | None = None
        """When the swing is to be fitted, on the session clock, and up to which phase."""
        self._breath_rates_bpm: deque[float] = deque(maxlen=_RATE_BREATHS)
        self._fit: FittedSwing | None = None
        self._start_fit: FittedSwing | None = None
        self._end_fit: FittedSwing | None = None
        self._start_phase = 0.0
        self._end_phase = 0.0
        self._latest_swings: deque[float | None] = deque(maxlen=_SWING_BREATHS)
        self._swing_sum_bpm = 0.0
        self._swing_squares = 0.0
        self._swings = 0
        self.swing = Figure(None, Withheld.NOT_PACED)
        """Fitted swing over the last three breaths, beats per minute."""
        self.swing_start = Figure(None, Withheld.TOO_SHORT)
        """The first clean one over three whole breaths at this pace: the person's own start."""
        self.swing_end = Figure(None, Withheld.NOT_REACHED)
        """The last one that was measured, else why none could be."""
        self.in_step: InStep | Withheld = Withheld.NOT_PACED
        self.synchrony: PhaseSynchrony | Withheld = Withheld.NOT_PACED
        self.breaths_in_step = 0
        self.breaths_judged = 0

    @property
    def breath_rates_bpm(self) -> tuple[float, ...]:
        """Mean heart rates of the last six breaths."""
        return tuple(self._breath_rates_bpm)

    def note_pace_changes(self, breaths: tuple[int, ...]) -> None:
        """Note from which breaths on the pace is another, in order; later ones may be to come.

        A swing depends on the pace, so the own start is measured anew where it changes: no change
        is told between two paces.
        """
        self._changes = breaths

    def take(self, judged: JudgedBeat, phase: float, taken_s: float) -> None:
        """Count in a final beat.

        Parameters
        ----------
        judged
            The beat with its final verdict.
        phase
            Breaths since the beginning at which it fell.
        taken_s
            When that became known, on the session clock.
        """
        self.settle()
        self._reach(phase)
        self._verdicts.append((phase, judged.is_accepted))
        while self._verdicts[0][0] < phase - _SWING_BREATHS:
            self._verdicts.popleft()
        if not judged.is_accepted:
            return
        self._beats.append(_PacedBeat(judged.beat_s, 60_000.0 / judged.rr_ms, phase))
        if int(phase) != self._breath:
            self._close_breath()
            self._breath = int(phase)
        while self._beats[0].phase < phase - _SYNCHRONY_BREATHS - 0.5:
            self._beats.popleft()
        self._due = (taken_s + FIT_AFTER_S, phase)

    def go_on(self, to_s: float) -> None:
        """Do what is due until a time of the session."""
        if self._due is not None and self._due[0] <= to_s:
            self.settle()

    def settle(self) -> None:
        """Fit the swing to the latest beats where that is still to be done."""
        if self._due is not None:
            (_, phase), self._due = self._due, None
            self._fit_swing(phase)

    def leave(self) -> None:
        """No breath is asked for now; the next paced beat begins new windows."""
        self.settle()
        if not self._verdicts:
            return
        if self._beats:
            self._close_breath()
        self._beats.clear()
        self._verdicts.clear()
        self._latest_swings.clear()
        self._fit = None
        self.swing = Figure(None, Withheld.NOT_PACED)
        self.in_step = self.synchrony = Withheld.NOT_PACED

    def swing_change(self) -> SwingChange | Withheld:
        """The latest fitted swing against the start, once their breaths are others."""
        start, end = self._start_fit, self._end_fit
        if start is None or end is None:
            return Withheld.TOO_SHORT
        if self._end_phase - _SWING_BREATHS < self._start_phase:
            return Withheld.TOO_SHORT
        return swing_against(start, end)

    def swing_mean(self) -> Figure:
        """Mean peak-trough swing per breath over all whole breaths, beats per minute."""
        count = self._swings
        if count == 0:
            return Figure(None, Withheld.TOO_SHORT)
        mean = self._swing_sum_bpm / count
        error = None
        if count > 1:
            variance = max(0.0, self._swing_squares - count * mean * mean) / (count - 1)
            error = (variance / count) ** 0.5
        return Figure(mean, None, error)

    def _reach(self, phase: float) -> None:
        """Begin the own start anew with the first beat at another pace."""
        pace_from = max((breath for breath in self._changes if breath <= phase), default=0)
        if pace_from != self._pace_from:
            self._pace_from = pace_from
            self._start_fit = None
            self.swing_start = Figure(None, Withheld.TOO_SHORT)

    def _fit_swing(self, phase: float) -> None:
        part = [beat for beat in self._beats if beat.phase >= phase - _SWING_BREATHS]
        unclear = sum(not accepted for _, accepted in self._verdicts)
        share = unclear / len(self._verdicts)
        window_s = part[-1].beat_s - part[0].beat_s
        found: FittedSwing | Withheld
        if share > DIRTY_SHARE:
            found = Withheld.TOO_DIRTY
        elif phase < _FIRST_FIGURE_BREATHS:
            found = Withheld.TOO_SHORT
        else:
            found = fitted_swing(*_columns(part), inhale_share=self._inhale_share)
        match found:
            case FittedSwing():
                self._fit = self._end_fit = found
                self._end_phase = phase
                error = found.standard_error_bpm
                self.swing = Figure(found.swing_bpm, None, error, window_s, len(part), share)
            case Withheld():
                self._fit = None
                self.swing = Figure(None, found, None, window_s, len(part), share)
        if self._fit is not None or self.swing_end.value is None:
            self.swing_end = self.swing
        is_one_pace = phase >= self._pace_from + _SWING_BREATHS
        if self._start_fit is None and self._fit is not None and is_one_pace:
            self._start_fit, self._start_phase = self._fit, phase
            self.swing_start = self.swing

    def _close_breath(self) -> None:
        """Take what belongs to the breath that is over, where it was seen whole."""
        breath = self._breath
        # The intervals that cross its seams have a part in it.
        around = [
            beat for beat in self._beats if breath - _SEAM <= beat.phase <= breath + 1 + _SEAM
        ]
        swings = peak_trough_swings(*_columns(around))
        swing_bpm = swings[0] if swings else None
        self._latest_swings.append(swing_bpm)
        if swing_bpm is not None:
            self._swings += 1
            self._swing_sum_bpm += swing_bpm
            self._swing_squares += swing_bpm * swing_bpm
            inside = [beat for beat in around if int(beat.phase) == breath]
            interval_min = sum(1.0 / beat.heart_rate_bpm for beat in inside) / len(inside)
            self._breath_rates_bpm.append(1.0 / interval_min)
        lags = breath_lags(*_columns(self._beats), inhale_share=self._inhale_share)
        self.synchrony = phase_synchrony(lags[-_SYNCHRONY_BREATHS:])
        self.in_step = Withheld.TOO_SHORT
        if self._fit is not None:
            self.in_step = in_step(self._fit, tuple(self._latest_swings))
        if isinstance(self.in_step, InStep):
            self.breaths_judged += 1
            self.breaths_in_step += self.in_step.is_in_step


def _columns(
    beats: Sequence[_PacedBeat],
) -> tuple[FloatArray, FloatArray, FloatArray]:
    return (
        np.array([beat.beat_s for beat in beats]),
        np.array([beat.heart_rate_bpm for beat in beats]),
        np.array([beat.phase for beat in beats]),
    )
