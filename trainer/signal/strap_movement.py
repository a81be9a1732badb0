"""The breath of a person who wears an accelerometer: a strap rises, sinks and tilts with it.

Told samples and times, it gives the rate, and while the breath is seen, how full the belly is and
where in the breath it is. Everything is causal: nothing that is given is changed later. Where the
person moves, holds the breath or has put the strap on a table, it says so and gives no number.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass

import numpy as np

from trainer.signal.arrays import FloatArray
from trainer.signal.breath_now import (
    LIVE_STEPS,
    SHORTEST_SPAN_STEPS,
    SPAN_BREATHS,
    BreathMovement,
    depth_now,
    fullness_now,
    phase_now,
    without_depth,
)
from trainer.signal.breath_rhythm import BreathRhythm, breath_rhythm_in_steps
from trainer.signal.breath_side import OutwardAxis
from trainer.signal.figure import Figure, Withheld
from trainer.signal.movement_bins import KEPT, STEP_S, MovementBins

__all__ = ["BreathMovement", "StrapMovement"]

WINDOW_STEPS = 600
"""The rate describes a minute, or `KEPT` steps when a minute holds fewer than four breaths."""
LEAST_BREATHS = 4.0
TICK_STEPS = 10
"""The rhythm is looked for once a second."""
SETTLING_STEPS = 20
"""After a beginning or a movement: hands leave the strap."""
_ALL = object()
"""Nothing is left of a look."""
SILENT_S = 3.0


@dataclass(frozen=True, slots=True)
class _Look:
    """All that a look for the rhythm rests on, as it was when it became due."""

    window_mg: FloatArray
    asked: FloatArray
    quiet: int
    has_moved: bool


_Looking = Generator[None, None, None]
"""A look that is under way: it goes on to its next stop each time."""


class StrapMovement:
    """Breath from acceleration in milli-g at 25 to 200 Hz, at constant cost for each sample.

    Once a second the rhythm is looked for, which takes 0.6 ms: who has a picture to draw may have
    it done a little later (`push`, `settle`), with the same result.
    """

    def __init__(self) -> None:
        self._bins = MovementBins()
        self._guard = _MovementGuard()
        self._outward = OutwardAxis()
        self._asked: Callable[[float], float | None] = lambda _: None
        self._asked_fullness: deque[float] = deque(maxlen=WINDOW_STEPS)
        self._holes = 0
        self._steps = 0
        self._found: BreathRhythm | Withheld = Withheld.TOO_SHORT
        self._window_steps = 0
        self._looking: _Looking | None = None

    def follow(self, asked: Callable[[float], float | None]) -> None:
        """Hear of the breath that is asked for: fullness 0 to 1 by time, None for none.

        It only tells which way is in, never how fast somebody breathes.
        """
        self._asked = asked

    def push(self, times_s: FloatArray, samples_mg: FloatArray, *, settles: bool = True) -> None:
        """Take in samples.

        Parameters
        ----------
        times_s : shape (n,)
            In seconds on the session clock, rising. How they are cut into calls changes nothing.
        samples_mg : shape (n, 3)
            In thousandths of the earth's pull. Samples that are no numbers are passed over.
        settles
            False leaves the last look for the rhythm, where one is due, to `settle`; until then
            rate and state rest on the look before.
        """
        for at_s, (x_mg, y_mg, z_mg) in zip(times_s.tolist(), samples_mg.tolist(), strict=True):
            completed = self._bins.add(at_s, x_mg, y_mg, z_mg)
            if self._bins.holes != self._holes:
                self._begin()
            if completed:
                self._advance(completed)
        if settles:
            self.settle()

    @property
    def is_settled(self) -> bool:
        """False while a look for the rhythm is due."""
        return self._looking is None

    def settle(self) -> None:
        """Look for the rhythm where that is due."""
        while self._looking is not None:
            self.settle_in_part()

    def settle_in_part(self) -> None:
        """Do about a ninth of a look for the rhythm, where one is due."""
        if self._looking is not None and next(self._looking, _ALL) is _ALL:
            self._looking = None

    @property
    def present_s(self) -> float | None:
        """Middle of the half second that `fullness` describes; None before there is one."""
        if self._bins.total < LIVE_STEPS:
            return None
        return self._bins.time_s(self._bins.total - 1) - (LIVE_STEPS - 1) / 2.0 * STEP_S

    def rate(self, at_s: float) -> Figure:
        """Breaths per minute at a time that is not before the last sample."""
        window_s = self._window_steps * STEP_S
        if at_s - self._bins.last_sample_s > SILENT_S:
            reason = Withheld.GAP if self._steps else Withheld.TOO_SHORT
            return Figure(None, reason, window_s=window_s)
        if isinstance(self._found, Withheld):
            return Figure(None, self._found, window_s=window_s)
        return Figure(60.0 / self._found.period_s, window_s=window_s)

    def state(self, at_s: float) -> BreathMovement:
        """Rate, fullness and phase at a time that is not before the last sample."""
        rate = self.rate(at_s)
        axis = self._outward.axis
        if rate.value is None or axis is None or isinstance(self._found, Withheld):
            return BreathMovement(rate, None, None, self._outward.side, without_depth(rate))
        period_s = self._found.period_s
        late_s = at_s - self._bins.time_s(self._bins.total - 1)
        span = max(SHORTEST_SPAN_STEPS, round(SPAN_BREATHS * period_s / STEP_S))
        quiet = self._guard.quiet_steps(self._steps)
        along = self._bins.latest(min(span, quiet)) @ axis
        return BreathMovement(
            rate,
            fullness_now(along),
            phase_now(along, period_s, late_s),
            self._outward.side,
            depth_now(self._window(min(WINDOW_STEPS, quiet)) @ axis, period_s),
        )

    def _begin(self) -> None:
        self._holes = self._bins.holes
        self._steps = 0
        self._guard = _MovementGuard()
        self._outward.forget()
        self._asked_fullness.clear()
        self._found = Withheld.TOO_SHORT
        self._window_steps = 0
        self._looking = None

    def _advance(self, completed: int) -> None:
        """Go on by steps that were completed; more than one only across a short hole."""
        for back in range(completed - 1, -1, -1):
            self._steps += 1
            asked = self._asked(self._bins.time_s(self._steps - 1))
            self._asked_fullness.append(math.nan if asked is None else asked)
            if self._guard.step(self._bins, back, self._steps):
                self.settle()
                self._found = Withheld.MOVING
                self._outward.forget()
        if self._steps % TICK_STEPS < completed:
            self.settle()
            quiet = self._guard.quiet_steps(self._steps)
            self._looking = self._look(
                _Look(
                    self._window(min(KEPT, quiet)).copy(),
                    np.array(self._asked_fullness),
                    quiet,
                    self._guard.has_moved,
                )
            )

    def _look(self, due: _Look) -> _Looking:
        """Find the rhythm in what came since the last movement."""
        window = due.window_mg[-WINDOW_STEPS:]
        found = yield from breath_rhythm_in_steps(window)
        is_slow = (
            isinstance(found, BreathRhythm)
            and found.period_s * LEAST_BREATHS > WINDOW_STEPS * STEP_S
        )
        if (is_slow or found is Withheld.TOO_WEAK) and due.quiet > WINDOW_STEPS:
            window = due.window_mg
            yield
            found = yield from breath_rhythm_in_steps(window)
        if found is Withheld.TOO_SHORT and due.has_moved:
            found = Withheld.MOVING
        self._window_steps = len(window)
        self._found = found
        if isinstance(found, BreathRhythm):
            window = window[-len(due.asked) :]
            asked = due.asked[-len(window) :]
            self._outward.learn(found.axis, found.skewness, window @ found.axis, asked)

    def _window(self, steps: int) -> FloatArray:
        return self._bins.latest(steps) if steps > 0 else np.zeros((0, 3))


class _MovementGuard:
    """Tells movement from breath: what shakes, or turns faster than a breath can turn a strap."""

    SHAKING_MG = 80.0
    """Within tenths of a second. A heart shakes a chest by 20, a step by hundreds."""
    TURN_MG = 400.0
    """Within half a second. A phone that lay on a chest which took breaths of 2 s as deep as it
    could was turned by 287; somebody who sits up turns a strap by more."""
    JUMP = 15.0
    """Times the usual turn. Breaths of 20 s with long rests turned up to 12 times as fast."""
    LEAST_JUMP_MG = 60.0
    """What is less does not drown a breath."""
    MOST_COUNTED = 4.0
    """Times the usual turn that a larger one counts as, lest movement become usual."""
    USUAL_STEPS = 300
    LEARNING_STEPS = 100

    def __init__(self) -> None:
        self._usual_mg = 0.0
        self._quiet_since = SETTLING_STEPS
        self.has_moved = False
        """True when a movement was seen since the beginning."""

    def quiet_steps(self, steps: int) -> int:
        """Steps since the last movement."""
        return max(0, steps - self._quiet_since)

    def step(self, bins: MovementBins, back: int, steps: int) -> bool:
        """Look at one step, `back` before the last; True when there is movement."""
        window = bins.latest(2 * LIVE_STEPS + back)
        window = window[: len(window) - back]
        if len(window) < 2 * LIVE_STEPS:
            return False
        turn = (window[LIVE_STEPS:] - window[:LIVE_STEPS]).sum(axis=0) / LIVE_STEPS
        turn_mg = math.sqrt(float(turn @ turn))
        is_jump = steps > self.LEARNING_STEPS and turn_mg > max(
            self.LEAST_JUMP_MG, self.JUMP * self._usual_mg
        )
        is_moving = (
            is_jump or turn_mg > self.TURN_MG or bins.shaking_mg(2 * LIVE_STEPS) > self.SHAKING_MG
        )
        weight = 1.0 / min(steps, self.USUAL_STEPS)
        counted_mg = min(turn_mg, max(self.LEAST_JUMP_MG, self.MOST_COUNTED * self._usual_mg))
        self._usual_mg += weight * (counted_mg - self._usual_mg)
        if is_moving:
            self._quiet_since = steps + SETTLING_STEPS
            self.has_moved = True
        return is_moving
