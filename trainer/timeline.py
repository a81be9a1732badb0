"""Where in the session a moment lies, and what breath is asked for then.

A `Timeline` is a frozen value: the picture and the simulated person may hold one and ask it
for any time, without asking the session. It changes only by pause and resume, which give a
new one; the phase of the breath is carried on, so the belly never jumps.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.plan import Plan, Stage


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

    def elapsed_s(self, at_s: float) -> float:
        """Seconds of the session that have passed at a time, pauses not counted."""
        passed_s = at_s - self.started_s
        for begin_s, end_s in self.pauses:
            passed_s -= max(0.0, min(at_s, end_s) - begin_s)
        if self.paused_since_s is not None:
            passed_s -= max(0.0, at_s - self.paused_since_s)
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
        return into_s / self.plan.pace.breath_s

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
        return replace(self, plan=self.plan.longer(minutes))

    def resumed(self, at_s: float) -> Timeline:
        """Return the timeline that goes on, from where it stood still, at a time."""
        if self.paused_since_s is None:
            return self
        pause = (self.paused_since_s, max(at_s, self.paused_since_s))
        return replace(self, pauses=(*self.pauses, pause), paused_since_s=None)
