"""Where in the breath a person is, from moment to moment: fullness, phase and depth.

Causal: it knows only what has come. All is relative to the person's own last breaths, so that
neither the belt's unit nor its creeping matters.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from statistics import median

__all__ = ["BreathMoment", "BreathTop", "BreathWave"]

_SMOOTHED_S = 0.5
_TURN = 0.35
"""Share of the usual depth by which the wave must turn: less is talk and the heart's push."""
_FIRST_S = 8.0
"""The usual depth before a breath was seen is the span of so many seconds."""
_DEPTHS = 9
_LARGEST = 2.5
_QUIET_S = 12.0
_FADE = 0.9
"""Without a turn for 12 s, a tenth less depth is asked for each second."""


@dataclass(frozen=True, slots=True)
class BreathMoment:
    """One moment of a breath."""

    at_s: float
    fullness: float
    """0 at the last empty, 1 at the last full; beyond them in a deeper breath."""
    is_in: bool
    """True while the person breathes in."""
    phase: float
    """0 to 1 through a breath: 0 empty, 0.5 full, by fullness, never by an expected time."""


@dataclass(frozen=True, slots=True)
class BreathTop:
    """The end of an in-breath."""

    at_s: float
    told_s: float
    """When it was certain."""
    depth: float
    """From empty to full, in the unit of the belt."""
    depth_share: float | None
    """The same over the median of the breaths before; None for the first one."""


class BreathWave:
    """Follows turns of an even series of points.

    Parameters
    ----------
    points_per_s
        How many points come a second.
    """

    def __init__(self, points_per_s: int) -> None:
        self._points_per_s = points_per_s
        self._smoothed: deque[float] = deque(maxlen=round(_SMOOTHED_S * points_per_s))
        self._first: deque[float] = deque(maxlen=round(_FIRST_S * points_per_s))
        self._depths: deque[float] = deque(maxlen=_DEPTHS)
        self.restart()

    def restart(self) -> None:
        """Forget the wave but not the depths: what comes next joins nothing before it."""
        self.moment: BreathMoment | None = None
        self._smoothed.clear()
        self._first.clear()
        self._is_in: bool | None = None
        self._extreme = (0.0, 0.0)
        self._empty: float | None = None
        self._full: float | None = None
        self._depth: float | None = median(self._depths) if self._depths else None
        self._quiet_from_s = 0.0

    def push(self, at_s: float, value: float) -> BreathTop | None:
        """The end of an in-breath, when this point makes it certain."""
        self._smoothed.append(value)
        level = sum(self._smoothed) / len(self._smoothed)
        at_s -= (len(self._smoothed) - 1) / 2.0 / self._points_per_s
        if self._depth is None:
            self._first.append(level)
            if len(self._first) == self._first.maxlen:
                self._depth = max(self._first) - min(self._first)
            return None
        if self._is_in is None:
            self._is_in = True
            self._extreme = (at_s, level)
            self._quiet_from_s = at_s
        top = self._turn(at_s, level, self._depth)
        if at_s - self._quiet_from_s > _QUIET_S:
            self._depth *= _FADE
            self._quiet_from_s = at_s - _QUIET_S + 1.0
        self.moment = self._see(at_s, level)
        return top

    def _turn(self, at_s: float, level: float, depth: float) -> BreathTop | None:
        way = 1.0 if self._is_in else -1.0
        beyond = way * (level - self._extreme[1])
        if beyond >= 0.0:
            self._extreme = (at_s, level)
            return None
        if -beyond <= _TURN * depth or not depth > 0.0:
            return None
        turn_s, turned = self._extreme
        self._extreme = (at_s, level)
        self._quiet_from_s = at_s
        if not self._is_in:
            self._is_in, self._empty = True, turned
            return None
        self._is_in, self._full = False, turned
        if self._empty is None or not turned > self._empty:
            return None
        found = turned - self._empty
        share = found / median(self._depths) if self._depths else None
        self._depths.append(min(found, _LARGEST * depth))
        self._depth = median(self._depths)
        told_s = at_s + (len(self._smoothed) - 1) / 2.0 / self._points_per_s
        return BreathTop(turn_s, told_s, found, share)

    def _see(self, at_s: float, level: float) -> BreathMoment | None:
        if self._empty is None or self._full is None or not self._full > self._empty:
            return None
        fullness = (level - self._empty) / (self._full - self._empty)
        half = 0.5 * min(1.0, max(0.0, fullness))
        is_in = bool(self._is_in)
        return BreathMoment(at_s, fullness, is_in, half if is_in else (1.0 - half) % 1.0)
