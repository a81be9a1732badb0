"""The session clock of the link: real, hurried, or as fast as the session can follow.

Zero is when the clock was made. Only the link and the frame loop hold one.

A sensor whose beats are known beforehand (a recording, a model) keeps a *promise*: it says up to
which time everything has been handed out. The frame loop does not pass that time. So a beat
that is due is never late, however long a thread was held up, and how fast the clock runs
changes nothing in the session.
"""

from __future__ import annotations

import asyncio
import math
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

    async def promise_until(self, at_s: float) -> None:
        """Say that everything before a time was handed out, and come back when it is due."""
        ...

    def release(self) -> None:
        """Say that nothing more will come: nobody need wait."""
        ...


class RunningClock:
    """A session clock that runs by itself, in real time or a fixed number of times faster.

    Parameters
    ----------
    speed
        Session seconds in a second.
    source
        Where the seconds come from.
    awaits_promises
        True when the sensor promises: until its first word nothing is due.
    """

    def __init__(
        self,
        speed: float = 1.0,
        source: Clock = time.perf_counter,
        *,
        awaits_promises: bool = False,
    ) -> None:
        self._speed = speed
        self._source = source
        self._zero = source()
        self._promised_s = 0.0 if awaits_promises else math.inf

    def now_s(self) -> float:
        """Seconds on the session clock."""
        return (self._source() - self._zero) * self._speed

    @property
    def settled_s(self) -> float:
        """The time up to which a session may go: now, or what is promised if that is less."""
        return min(self.now_s(), self._promised_s)

    async def sleep_until(self, at_s: float) -> None:
        """Come back when the session clock shows that time."""
        while (left_s := at_s - self.now_s()) > _CLOSE_ENOUGH_S:  # noqa: ASYNC110 - a timer may come early
            await asyncio.sleep(left_s / self._speed)

    async def promise_until(self, at_s: float) -> None:
        """Say that everything before a time was handed out, and come back when it is due."""
        self._promised_s = at_s
        await self.sleep_until(at_s)

    def release(self) -> None:
        """Say that nothing more will come: nobody need wait."""
        self._promised_s = math.inf


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

    async def promise_until(self, at_s: float) -> None:
        """Move the clock on to that time, and let others have their turn."""
        await self.sleep_until(at_s)

    def release(self) -> None:
        """Nothing: nobody waits for a free clock."""
