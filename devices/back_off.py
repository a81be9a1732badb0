"""Pauses between attempts: they grow, have an upper bound, and vary by chance. No clock here."""

from __future__ import annotations

import random

from devices.strap_delays import StrapDelays

__all__ = ["BackOff"]


class BackOff:
    """Gives the next pause.

    Parameters
    ----------
    delays
        The pauses, and the share by which they vary.
    chance
        A seeded generator: two programs that lost the same strap do not try in step.
    """

    def __init__(self, delays: StrapDelays, chance: random.Random) -> None:
        self._delays = delays
        self._chance = chance
        self._failures = 0

    def next_s(self, *, had_beats: bool = False) -> float:
        """Seconds until the next attempt; never long after a link that brought beats."""
        steps = self._delays.back_off_s
        step_s = steps[min(self._failures, len(steps) - 1)]
        if had_beats:
            step_s = min(step_s, self._delays.back_off_after_beats_s)
        self._failures += 1
        return step_s * self._chance.uniform(1.0 - self._delays.jitter, 1.0 + self._delays.jitter)

    def forget(self) -> None:
        """Begin again with the shortest: it went well for a while."""
        self._failures = 0
