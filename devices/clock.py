"""The session clock of the link: real, hurried, or as fast as the session can follow.

Zero is when the clock was made. Only the link and the frame loop hold one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

Clock = Callable[[], float]

_CLOSE_ENOUGH_S = 1e-6
"""Less than any timer can wait for; without it rounding could keep a wait from ever ending."""


class SessionClock(Protocol):
    """What a sensor needs of time."""

    def now_s(self) -> float:
        """Seconds on the session clock."""
        ...

    async def sleep_until(self, at_s: float) -> None:
        """Come back when the session clock shows at least that time."""
        ...


class RunningClock:
    """A session clock that runs by itself, in real time or a fixed number of times faster."""

    def __init__(self, speed: float = 1.0, source: Clock = time.monotonic) -> None:
        self._speed = speed
        self._source = source
        self._zero = source()

    def now_s(self) -> float:
        """Seconds on the session clock."""
        return (self._source() - self._zero) * self._speed

    async def sleep_until(self, at_s: float) -> None:
        """Come back when the session clock shows that time."""
        while (left_s := at_s - self.now_s()) > _CLOSE_ENOUGH_S:  # noqa: ASYNC110 - a timer may come early
            await asyncio.sleep(left_s / self._speed)


class FreeClock:
    """A session clock without waiting: it shows the latest time that a sensor asked for."""

    def __init__(self) -> None:
        self._now_s = 0.0

    def now_s(self) -> float:
        """Seconds on the session clock."""
        return self._now_s

    async def sleep_until(self, at_s: float) -> None:
        """Move the clock on to that time, and let others have their turn."""
        self._now_s = max(self._now_s, at_s)
        await asyncio.sleep(0)
