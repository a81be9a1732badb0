"""How far a sender's clock is from ours, told by its earliest arrivals.

What is sent can come late, but never early. So the least difference between arrival and the
sender's own time is nearly the true one: the lower envelope. It forgets after some minutes,
for two clocks never run alike.
"""

from __future__ import annotations

import math
from collections import deque

__all__ = ["ArrivalEnvelope"]

BUCKET_S = 60.0
BUCKETS = 5
"""It reaches back so far: long enough to hold early arrivals at every rhythm of sending."""
SURE_AFTER_S = 120.0
"""Arrivals of less time than this cannot show that later ones would be on time."""
DOWN_SHARE = 0.02
"""Share of the time that passes by which a line gives way to earlier arrivals: 1 s in 50 s."""
UP_SHARE = 0.001
"""The same towards later ones: many times what two clocks drift (0.00005), and unseen."""
MOST_STEP_S = 0.04


class ArrivalEnvelope:
    """Least difference between arrival and a sender's time over the last minutes."""

    def __init__(self, began_s: float) -> None:
        self._began_s = began_s
        self._least: deque[tuple[int, float]] = deque()
        self._pending: tuple[float, float] | None = None

    def note(self, arrived_s: float, offset_s: float) -> None:
        """Take in that something came at `arrived_s`, so much after its sender's time."""
        if self._pending is not None and self._pending[0] == arrived_s:
            offset_s = min(offset_s, self._pending[1])
        self._settle(arrived_s)
        self._pending = (arrived_s, offset_s)

    def step_s(self, arrived_s: float, line_s: float, passing_s: float) -> float:
        """By how much a line gives way to the envelope while `passing_s` of its time pass.

        Parameters
        ----------
        arrived_s
            The present. Only arrivals before it count: so it does not matter how what comes
            together is cut into packets.
        line_s
            Where the line lies: the offset that is used.
        passing_s
            How much time of the sender goes by meanwhile.
        """
        self._settle(arrived_s)
        away_s = min([least_s for _, least_s in self._least], default=line_s) - line_s
        if away_s < 0.0:
            return -min(-away_s, DOWN_SHARE * passing_s, MOST_STEP_S)
        if arrived_s - self._began_s > SURE_AFTER_S:
            return min(away_s, UP_SHARE * passing_s, MOST_STEP_S)
        return 0.0

    def _settle(self, arrived_s: float) -> None:
        """Count in what waited, now that the time has gone on."""
        if self._pending is None or self._pending[0] >= arrived_s:
            return
        at_s, offset_s = self._pending
        self._pending = None
        bucket = math.floor((at_s - self._began_s) / BUCKET_S)
        if self._least and self._least[-1][0] == bucket:
            offset_s = min(offset_s, self._least.pop()[1])
        self._least.append((bucket, offset_s))
        while self._least[0][0] <= bucket - BUCKETS:
            self._least.popleft()
