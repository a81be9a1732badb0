"""Samples that a line sends more than once: a slow source, held until its next value.

A camera of 30 frames a second asked 50 times a second, or a sensor whose library measures at a pace
of its own, gives stairs: each value once, twice or thrice. A repeat is no new observation. Taken
for one it bends the wave, and moves each beat by up to a step of the line.

So where values are held, and their source keeps a steady time, repeats are left out, and each value
is set to the time at which its source made it, by a clock that is fitted to all of them. Where it
keeps none (a camera that gives two frames at once), nothing better is known than the stamps.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

from trainer.signal.waves.source_clock import SourceClock

__all__ = ["HeldSamples"]

_FAR_STEPS = 4.0
_FAR_SHARE = 1.0 / 12.0
"""A move of four of the smallest steps and a twelfth of the last seconds' span is a slope: no wave
stands still for one sample in the middle of it, neither by the converter's steps nor by noise.
Where a sample is no such part of a pulse, it does not matter which of them are repeats."""
_SPAN_S = 1.0
_MOVES = 40
_FEWEST_MOVES = 12
_HELD_SHARE = 1.0 / 3.0
_NOT_HELD_SHARE = 0.15
"""Share of the last large moves that were held at least once on a slope: from a third on the source
is slower than the line, below 0.15 no longer. Where nothing is held it is 0 to 0.08, once 0.23 (a
weak ear); for a camera of 30 frames a second that is asked 50 times 0.42 at least."""
_MOST_MISSED = 2
"""Cameras miss a frame or two at a time; three periods without a change are a wave that stands."""
_LONGEST_S = 0.2
"""A value that stands longer stands still on its own: observations are no longer waited for."""

Observation = tuple[float, float]
"""When a value was made, in s, and the value."""


@dataclass(frozen=True, slots=True)
class _Move:
    """Two large moves in a row, whatever repeats lay between them."""

    apart_s: float
    was_held: bool
    """There were repeats, in the middle of a slope."""
    goes_on: bool
    """Both were up or both down; in noise most are not."""


class HeldSamples:
    """Tells observations from repeats, in constant time a sample."""

    def __init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Forget the samples: what comes next joins nothing before it."""
        self._latest: Observation | None = None
        self._smallest = 0.0
        self._span = _RecentSpan()
        self._moves: deque[_Move] = deque()
        self._held_moves = 0
        self._changed_s = 0.0
        self._told_s = 0.0
        self._last_move = 0.0
        self._was_held = False
        self._clock: SourceClock | None = None

    @property
    def period_s(self) -> float | None:
        """How far apart the source's own observations are; None where each sample is one."""
        return None if self._clock is None else self._apart_s()

    @property
    def is_set_anew(self) -> bool:
        """True while values are set to the times of their source's clock."""
        return self._clock is not None and self._clock.is_steady

    def push(self, at_s: float, value: float) -> tuple[Observation, ...]:
        """Observations that this sample makes certain, oldest first, each later than the last.

        Parameters
        ----------
        at_s
            Its stamp, after the one before.
        value
            Its value.
        """
        latest, self._latest = self._latest, (at_s, value)
        if latest is None:
            self._changed_s = self._told_s = at_s
            self._span.push(at_s, value)
            return ((at_s, value),)
        if value == latest[1]:
            self._was_held = True
        else:
            self._span.push(at_s, value)
            self._learn(at_s, value - latest[1])
        clock = self._clock
        if clock is not None and (found := self._seen(clock, latest, (at_s, value))) is not None:
            return found
        self._told_s = at_s
        return ((at_s, value),)

    def _seen(
        self, clock: SourceClock, old: Observation, new: Observation
    ) -> tuple[Observation, ...] | None:
        """Observations by the source's clock; None while it keeps no steady time."""
        was_steady = clock.is_steady
        if new[1] == old[1]:
            if not was_steady:
                return None
            found = [(made_s, new[1]) for made_s in clock.pass_until(new[0] - _LONGEST_S)]
        else:
            unseen_s, made_s = clock.take(old[0], new[0])
            if clock.has_failed:
                self._clock = SourceClock(self._apart_s())
            if not clock.is_steady:
                return None
            # A wave that stood was seen in between; one that jumped, the source has missed.
            has_stood = abs(new[1] - old[1]) < _FAR_STEPS * self._smallest
            has_stood = was_steady and (has_stood or len(unseen_s) > _MOST_MISSED)
            found = [(one_s, old[1]) for one_s in unseen_s if has_stood]
            found = [one for one in found if one[0] < made_s] + [(made_s, new[1])]
        found = [one for one in found if one[0] > self._told_s]
        if found:
            self._told_s = found[-1][0]
        return tuple(found)

    def _learn(self, at_s: float, move: float) -> None:
        """Learn from a change of the value; it may show that values are held, or no longer."""
        size = abs(move)
        if self._smallest == 0.0 or size < self._smallest:
            self._smallest = size
        far = max(_FAR_STEPS * self._smallest, _FAR_SHARE * self._span.size)
        last_move = self._last_move
        if size >= far and abs(last_move) >= far:
            goes_on = (move > 0.0) is (last_move > 0.0)
            self._note(_Move(at_s - self._changed_s, goes_on and self._was_held, goes_on))
        self._last_move = move
        self._changed_s = at_s
        self._was_held = False

    def _note(self, newest: _Move) -> None:
        """Remember a large move, and decide anew whether values are held."""
        moves = self._moves
        if len(moves) == _MOVES:
            self._held_moves -= moves.popleft().was_held
        moves.append(newest)
        self._held_moves += newest.was_held
        if len(moves) < _FEWEST_MOVES:
            return
        share = self._held_moves / len(moves)
        if self._clock is None and share >= _HELD_SHARE:
            self._clock = SourceClock(self._apart_s())
        elif share < _NOT_HELD_SHARE:
            self._clock = None

    def _apart_s(self) -> float:
        """Mean time from value to value on slopes."""
        slopes = [move.apart_s for move in self._moves if move.goes_on]
        return sum(slopes) / len(slopes)


class _RecentSpan:
    """Highest less lowest value of the last one to two seconds."""

    def __init__(self) -> None:
        self._begin_s = -math.inf
        self._low = self._high = 0.0
        self._earlier_low = self._earlier_high = 0.0

    def push(self, at_s: float, value: float) -> None:
        """Take in a value that is not the one before."""
        if at_s - self._begin_s > _SPAN_S:
            is_first = self._begin_s == -math.inf
            self._earlier_low = value if is_first else self._low
            self._earlier_high = value if is_first else self._high
            self._low = self._high = value
            self._begin_s = at_s
        elif value > self._high:
            self._high = value
        elif value < self._low:
            self._low = value

    @property
    def size(self) -> float:
        """In the unit of the signal."""
        return max(self._high, self._earlier_high) - min(self._low, self._earlier_low)
