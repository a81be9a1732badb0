"""The beats' way in: one time line, its breaks, and the artifact gate. Live and from files alike.

What is decided here is only whether a beat joins the one before; what an interval is, the gate
decides. Readings that cannot be (not a number, from the future, twice, out of order) are
counted and passed over, and leave no trace in any figure.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import replace

from devices.readings import Beat
from trainer.signal.artifacts import JOINS_WITHIN_S, AcceptedRun, ArtifactGate
from trainer.signal.beats import JudgedBeat

__all__ = ["Pipeline"]

_FUTURE_S = 1.0
"""A beat cannot be later than its arrival; so much is granted to clocks."""


class Pipeline:
    """Judges beats one by one, in constant time each."""

    def __init__(self) -> None:
        self._gate = ArtifactGate()
        self._last_beat_s: float | None = None
        self._is_broken = False
        self._vague: deque[int] = deque()
        self.beats = 0
        """Beats that were judged."""
        self.passed_over = 0
        """Readings that could not be beats of this time line."""
        self.gaps = 0
        """Breaks between two beats of the series."""

    def take(self, beat: Beat, now_s: float) -> tuple[JudgedBeat, ...]:
        """Intervals that are final now that this beat has come, oldest first.

        Parameters
        ----------
        beat
            As the sensor gave it.
        now_s
            When it was taken, on the session clock; a beat cannot be later.
        """
        if not (math.isfinite(beat.beat_s) and beat.beat_s <= now_s + _FUTURE_S):
            self.passed_over += 1
            return ()
        last_s = self._last_beat_s
        if last_s is not None and beat.beat_s <= last_s:
            self.passed_over += 1
            return ()
        if not (math.isfinite(beat.rr_ms) and beat.rr_ms > 0.0):
            self.passed_over += 1
            self._is_broken = True
            return ()
        final: tuple[JudgedBeat, ...] = ()
        if beat.is_vague:
            self._vague.append(self.beats)
        if last_s is not None:
            begin_s = beat.beat_s - beat.rr_ms / 1000.0
            if self._is_broken or not abs(begin_s - last_s) <= JOINS_WITHIN_S:
                final = self._gate.restart()
                self.gaps += 1
        self._is_broken = False
        self._last_beat_s = beat.beat_s
        self.beats += 1
        final = self._without_vague((*final, *self._gate.push(beat.beat_s, beat.rr_ms)))
        while self._vague and final and self._vague[0] < final[-1].index:
            self._vague.popleft()
        return final

    @property
    def gate(self) -> ArtifactGate:
        """The gate that judges; `judging` looks ahead of it."""
        return self._gate

    def accept_run(self, run: AcceptedRun) -> None:
        """Go on as if the beats of a run had come one by one; see `ArtifactGate.accept_run`."""
        self._gate.accept_run(run)
        self._last_beat_s = run.waiting_s[-1]
        self.beats += run.beats

    def break_series(self) -> None:
        """The link was interrupted: whatever beat comes next joins nothing before it."""
        self._is_broken = True

    def pending(self) -> tuple[JudgedBeat, ...]:
        """The latest beats, not final yet, with the verdict that is likely."""
        return self._without_vague(self._gate.pending())

    def finish(self) -> tuple[JudgedBeat, ...]:
        """Judge what is left; nothing comes after."""
        return self._without_vague(self._gate.finish())

    def _without_vague(self, judged: Iterable[JudgedBeat]) -> tuple[JudgedBeat, ...]:
        """Take no difference with an interval that is too uncertain for one.

        It stays what the gate found it to be, and counts where one interval counts little.
        """
        if not self._vague:
            return tuple(judged)
        return tuple(
            replace(beat, follows=False)
            if beat.index in self._vague or beat.index - 1 in self._vague
            else beat
            for beat in judged
        )
