"""The breath of a person who wears a stretch belt, with the same answers as of a strap that moves.

Rate and life of the belt are `waves.belt_breath`'s; here the present is added: fullness, phase and
depth, and which way is in. A cord between 5 V and the pin falls with the breath in, one on the
other side rises, and nothing in a number says which was built; so the pacer tells, as with a strap.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable

import numpy as np

from trainer.signal.arrays import FloatArray
from trainer.signal.breath_now import (
    SHORTEST_SPAN_STEPS,
    SPAN_BREATHS,
    BreathMovement,
    depth_now,
    fullness_now,
    phase_now,
    without_depth,
)
from trainer.signal.breath_side import OutwardAxis
from trainer.signal.figure import Figure, Withheld
from trainer.signal.movement_bins import STEP_S
from trainer.signal.waves.band import without_bend
from trainer.signal.waves.belt_breath import BeltBreath
from trainer.signal.waves.dead_belt import is_dead

__all__ = ["BeltMovement"]

WINDOW_STEPS = 600
TICK_STEPS = 10
SILENT_S = 3.0
STILL_STEPS = 200
"""A belt that shows nothing for 20 s is not breathed in: no paced breath lasts longer."""
_ONE_WAY = np.ones(1)


class BeltMovement:
    """Breath from a belt in any unit, at constant cost for each sample; it never raises."""

    def __init__(self) -> None:
        self._belt = BeltBreath()
        self._outward = OutwardAxis()
        self._asked: Callable[[float], float | None] = lambda _: None
        self._asked_fullness: deque[float] = deque(maxlen=WINDOW_STEPS)
        self._holes = 0
        self._steps = 0
        self._last_sample_s = -math.inf
        self._rate: float | Withheld = Withheld.TOO_SHORT

    def follow(self, asked: Callable[[float], float | None]) -> None:
        """Hear of the breath that is asked for: fullness 0 to 1 by time, None for none.

        It only tells which way is in, never how fast somebody breathes.
        """
        self._asked = asked

    @property
    def present_s(self) -> float | None:
        """Middle of the half second that `fullness` describes; None before there is one."""
        last_s = self._belt.present_s
        return None if last_s is None else last_s - 2.0 * STEP_S

    is_settled = True
    """Counting breaths costs little: unlike with a strap nothing is left for later."""

    def settle(self) -> None:
        """Nothing is ever due."""

    def settle_in_part(self) -> None:
        """Nothing is ever due."""

    def push(self, times_s: FloatArray, values: FloatArray, *, settles: bool = True) -> None:
        """Take in samples.

        Parameters
        ----------
        times_s : shape (n,)
            In seconds on the session clock, rising. How they are cut into calls changes nothing.
        values : shape (n,)
            In steps of the converter. Samples that are no numbers are passed over.
        settles
            Makes no difference; as of `StrapMovement`.
        """
        del settles
        for at_s, value in zip(times_s.tolist(), values.tolist(), strict=True):
            before_s = self._belt.present_s
            self._belt.push((at_s,), (value,))
            self._last_sample_s = at_s
            if self._belt.holes != self._holes:
                self._begin()
            now_s = self._belt.present_s
            if now_s is not None and now_s != before_s:
                self._advance(now_s, 1 if before_s is None else round((now_s - before_s) / STEP_S))

    def rate(self, at_s: float) -> Figure:
        """Breaths per minute at a time that is not before the last sample.

        Withheld as `NO_BELT` where the belt shows no breath at all, as `STILL` where it has
        stopped showing one.
        """
        window_s = min(self._steps, WINDOW_STEPS) * STEP_S
        if at_s - self._last_sample_s > SILENT_S:
            reason = Withheld.GAP if self._steps else Withheld.TOO_SHORT
            return Figure(None, reason, window_s=window_s)
        if isinstance(self._rate, Withheld):
            return Figure(None, self._rate, window_s=window_s)
        return Figure(self._rate, window_s=window_s)

    def state(self, at_s: float) -> BreathMovement:
        """Rate, fullness, phase and depth at a time that is not before the last sample."""
        rate, axis, side = self.rate(at_s), self._outward.axis, self._outward.side
        if rate.value is None or axis is None:
            return BreathMovement(rate, None, None, side, without_depth(rate))
        period_s = 60.0 / rate.value
        span = max(SHORTEST_SPAN_STEPS, round(SPAN_BREATHS * period_s / STEP_S))
        points = self._belt.points * float(axis[0])
        along = points[-span:]
        late_s = at_s - (self._belt.present_s or at_s)
        return BreathMovement(
            rate,
            fullness_now(along),
            phase_now(along, period_s, late_s),
            side,
            depth_now(points, period_s),
        )

    def _begin(self) -> None:
        self._holes = self._belt.holes
        self._steps = 0
        self._outward.forget()
        self._asked_fullness.clear()
        self._rate = Withheld.TOO_SHORT

    def _advance(self, now_s: float, completed: int) -> None:
        """Go on by points that were closed; more than one only across a short hole."""
        for back in range(completed - 1, -1, -1):
            self._steps += 1
            asked = self._asked(now_s - back * STEP_S)
            self._asked_fullness.append(math.nan if asked is None else asked)
        if self._steps % TICK_STEPS < completed:
            self._look()

    def _look(self) -> None:
        """Count the breaths, and learn which way is in."""
        rate = self._belt.breaths_per_min()
        if rate is Withheld.TOO_WEAK:
            rate = Withheld.NO_BELT
        points = self._belt.points
        if not isinstance(rate, Withheld) and is_dead(points[-STILL_STEPS:]):
            rate = Withheld.STILL
        self._rate = rate
        if isinstance(rate, Withheld):
            return
        # The parabola would lie along a breath that fills most of the window.
        along = without_bend(points) if points.size == WINDOW_STEPS else points - points.mean()
        spread = float(along.std())
        if spread > 0.0:
            skewness = float((along**3).mean()) / spread**3
            asked = np.array(self._asked_fullness)[-along.size :]
            self._outward.learn(_ONE_WAY, skewness, along[-asked.size :], asked)
