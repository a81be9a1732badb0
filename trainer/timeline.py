"""Where in the session a moment lies, and what breath is asked for then.

A `Timeline` is a frozen value: the picture and the simulated person may hold one and ask it
for any time, without asking the session. It changes only by pause and resume, by more time and by
another pace, which give a new one; the phase of the breath is carried on, so the belly never jumps.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from trainer.pacing import PaceFrom, breath_at, into_s_at, part_of
from trainer.plan import LONGEST_S, Pace, Plan, Stage


def fullness_of_phase(phase: float, inhale_share: float) -> float:
    """Fullness of the belly, 0 (empty) to 1 (full), at a phase of the breath.

    Parameters
    ----------
    phase
        In breaths; only the fraction counts. 0 is the start of the in-breath.
    inhale_share
        Share of the breath that is the in-breath, between 0 and 1.

    Notes
    -----
    In-breath and out-breath are the minimum-jerk polynomial 10u^3 - 15u^4 + 6u^5, whose speed
    and acceleration are zero at both ends: the seams are smooth to the second derivative for
    any share, which a raised cosine is only for equal halves.

    References
    ----------
    Flash and Hogan, J Neurosci 5 (1985) 1688-1703 (minimum-jerk movement).
    """
    within = phase % 1.0
    if within < inhale_share:
        u = within / inhale_share
    else:
        u = (1.0 - within) / (1.0 - inhale_share)
    return u * u * u * (10.0 - u * (15.0 - 6.0 * u))


@dataclass(frozen=True, slots=True)
class Timeline:
    """The session's stages on the session clock, pauses taken into account."""

    plan: Plan
    started_s: float
    pauses: tuple[tuple[float, float], ...] = ()
    """Begin and end of each pause that is over, in order: a beat that comes late is placed in
    the breath that was asked for when it beat."""
    paused_since_s: float | None = None
    later_paces: tuple[PaceFrom, ...] = ()
    """What the pace was changed to, in order; the plan's own holds before."""
    paces: tuple[PaceFrom, ...] = field(init=False, repr=False, compare=False)
    """The plan's pace and what it was changed to, in order."""
    wanted_s: float | None = None
    """Breathing that was asked for, before other paces made it up to whole breaths; None: as in
    the plan. So changing there and back again gives the same length again."""

    def __post_init__(self) -> None:
        # Asked for a dozen times a frame.
        paces = (PaceFrom(0, 0.0, self.plan.pace), *self.later_paces)
        object.__setattr__(self, "paces", paces)

    def elapsed_s(self, at_s: float) -> float:
        """Seconds of the session that have passed at a time, pauses not counted."""
        passed_s = at_s - self.started_s
        for begin_s, end_s in self.pauses:
            passed_s -= max(0.0, min(at_s, end_s) - begin_s)
        if self.paused_since_s is not None:
            passed_s -= max(0.0, at_s - self.paused_since_s)
        return passed_s

    def elapsed_s_of(self, at_s: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The same for many times at once, shape (n,)."""
        passed_s = at_s - self.started_s
        for begin_s, end_s in self.pauses:
            passed_s -= np.maximum(0.0, np.minimum(at_s, end_s) - begin_s)
        if self.paused_since_s is not None:
            passed_s -= np.maximum(0.0, at_s - self.paused_since_s)
        return passed_s

    def clock_s(self, elapsed_s: float) -> float:
        """Time on the session clock at which so much of the session has passed."""
        at_s = self.started_s + elapsed_s
        for begin_s, end_s in self.pauses:
            if at_s > begin_s:
                at_s += end_s - begin_s
        return at_s

    def is_paused_at(self, at_s: float) -> bool:
        """True within a pause."""
        if self.paused_since_s is not None and at_s >= self.paused_since_s:
            return True
        return any(begin_s <= at_s < end_s for begin_s, end_s in self.pauses)

    def are_paused_at(self, at_s: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        """The same for many times at once, shape (n,)."""
        are_paused = np.zeros(at_s.shape, dtype=np.bool_)
        for begin_s, end_s in self.pauses:
            are_paused |= (begin_s <= at_s) & (at_s < end_s)
        if self.paused_since_s is not None:
            are_paused |= at_s >= self.paused_since_s
        return are_paused

    def stage_at(self, at_s: float) -> Stage:
        """Stage at a time; a stage holds its begin but not its end."""
        elapsed_s = self.elapsed_s(at_s)
        for stage, _, end_s in self.plan.stages:
            if elapsed_s < end_s:
                return stage
        return Stage.ENDED

    def breath_phase_at(self, at_s: float) -> float | None:
        """Breaths since paced breathing began (2.4: in the third), or None when not paced.

        While paused it stands still.
        """
        into_s = self.elapsed_s(at_s) - self.plan.quiet_before_s
        if not 0.0 <= into_s < self.plan.breathing_s:
            return None
        if not self.later_paces:
            return into_s / self.plan.pace.breath_s
        return breath_at(self.paces, into_s)

    def breath_clock_s(self, breath: float) -> float:
        """Time on the session clock after so many paced breaths."""
        return self.clock_s(self.breath_elapsed_s(breath))

    def breath_elapsed_s(self, breath: float) -> float:
        """Seconds of the session that have passed after so many paced breaths."""
        return self.plan.quiet_before_s + into_s_at(self.paces, breath)

    def pace_of(self, breath: float) -> Pace:
        """The pace of a paced breath, counted from 0, or at a phase within it."""
        return part_of(self.paces, breath).pace

    @property
    def last_pace(self) -> Pace:
        """The pace of the last breath, which a change just now may not have reached yet."""
        return self.paces[-1].pace

    @property
    def breaths(self) -> int:
        """How many breaths are asked for in all."""
        return round(self.breaths_at(self.plan.breathing_s))

    def breaths_at(self, into_s: float) -> float:
        """How many breaths so many seconds of paced breathing hold."""
        return breath_at(self.paces, into_s)

    def asked_fullness_at(self, at_s: float) -> float | None:
        """Belly fullness that the pacer asks for, 0 to 1; None for natural breathing.

        A pause leaves the person to breathe as they like: None.
        """
        if self.is_paused_at(at_s):
            return None
        phase = self.breath_phase_at(at_s)
        if phase is None:
            return None
        return fullness_of_phase(phase, self.plan.pace.inhale_share)

    def paused(self, at_s: float) -> Timeline:
        """Return the timeline that stands still from a time on."""
        if self.paused_since_s is not None:
            return self
        return replace(self, paused_since_s=at_s)

    def longer(self, minutes: float) -> Timeline:
        """Return the timeline with more breathing; what has passed stays as it was."""
        plan = self.plan.longer(minutes, self.last_pace)
        wanted_s = self.wanted_s
        if wanted_s is not None:
            wanted_s += plan.breathing_s - self.plan.breathing_s
        return replace(self, plan=plan, wanted_s=wanted_s)

    def at_pace(self, at_s: float, pace: Pace) -> Timeline:
        """Return the timeline that goes on at another pace from the next breath on.

        The breath that is under way at `at_s` ends as it began. The breathing becomes longer or
        shorter by up to half a breath, so that it ends with one. What differs in `inhale_share` is
        refused, for the figures rest on it. Where not even half a breath at the new pace is left
        it is the same timeline.

        Raises
        ------
        ValueError
            The pace has another share of the in-breath.
        """
        if pace.inhale_share != self.plan.pace.inhale_share:
            raise ValueError(
                f"in-breath of {pace.inhale_share:g} after {self.plan.pace.inhale_share:g}; "
                "a session keeps its share"
            )
        into_s = self.elapsed_s(at_s) - self.plan.quiet_before_s
        next_breath = 0 if into_s < 0.0 else math.floor(breath_at(self.paces, into_s)) + 1
        if next_breath >= self.breaths or pace == self.last_pace:
            return self
        begin_s = into_s_at(self.paces, next_breath)
        wanted_s = self.plan.breathing_s if self.wanted_s is None else self.wanted_s
        breaths = round((wanted_s - begin_s) / pace.breath_s)
        if breaths < 1 and next_breath > 0:
            return self
        breaths = max(1, breaths)
        if begin_s + breaths * pace.breath_s > LONGEST_S:
            breaths -= 1
        breathing_s = begin_s + breaths * pace.breath_s
        if next_breath == 0:
            plan = replace(self.plan, pace=pace, breathing_s=breathing_s)
            return replace(self, plan=plan, later_paces=(), wanted_s=wanted_s)
        before = tuple(part for part in self.later_paces if part.breath < next_breath)
        last = before[-1].pace if before else self.plan.pace
        added = () if last == pace else (PaceFrom(next_breath, begin_s, pace),)
        plan = replace(self.plan, breathing_s=breathing_s)
        return replace(self, plan=plan, later_paces=(*before, *added), wanted_s=wanted_s)

    def resumed(self, at_s: float) -> Timeline:
        """Return the timeline that goes on, from where it stood still, at a time."""
        if self.paused_since_s is None:
            return self
        pause = (self.paused_since_s, max(at_s, self.paused_since_s))
        return replace(self, pauses=(*self.pauses, pause), paused_since_s=None)
