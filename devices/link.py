"""The one background thread: it holds the one event loop and runs the sensor on it.

Readings leave through one queue. Into the thread goes only what `Link.follow`, `Link.let_go` and
`Link.stop` hand to the loop. The thread never judges a reading and never ends silently: whatever
stops a sensor becomes a last reading that says so.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import queue
import threading
from collections.abc import Callable, Iterable
from typing import Protocol

from devices.clock import SessionClock
from devices.readings import LinkChanged, LinkState, Reading, SensorDescription

_logger = logging.getLogger(__name__)

AskedBreath = Callable[[float], float | None]
"""Belly fullness (0 to 1) that is asked for at a time; None for natural breathing."""

QUEUE_LIMIT = 512
"""Readings that may wait. With a running clock that is minutes of beats; with a free clock it
is what holds the sensor back until the session has followed."""

_CROWDED_S = 0.0005
_STOP_S = 12.0
"""Longer than a strap that does not answer is given to be let go (`StrapDelays`)."""


class Emit(Protocol):
    """How a sensor hands out a reading; it waits while the queue is full."""

    async def __call__(self, reading: Reading) -> None:
        """Hand out one reading."""
        ...


class Outlet(Emit, Protocol):
    """The same, for a sensor that cannot be held back as well: what it sends comes anyway."""

    def at_once(self, readings: Iterable[Reading]) -> None:
        """Hand out readings in one go, from the loop's thread, and wait for nothing."""
        ...


class Sensor(Protocol):
    """Whatever gives heartbeats."""

    @property
    def description(self) -> SensorDescription:
        """Who is speaking."""
        ...

    def follow(self, asked_breath: AskedBreath) -> None:
        """Hear of the breath that is asked for from now on; only a model of a person acts."""
        ...

    async def run(self, clock: SessionClock, emit: Outlet) -> None:
        """Give readings until there are no more; cancelled when the session is over."""
        ...


class Link:
    """A sensor at work in the background."""

    def __init__(self, sensor: Sensor, clock: SessionClock) -> None:
        self._sensor = sensor
        self._clock = clock
        self._queue: queue.SimpleQueue[Reading] = queue.SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._work, name="link", daemon=True)
        self._is_let_go = False
        self._failure: Exception | None = None

    @property
    def failure(self) -> Exception | None:
        """What broke the sensor's own code, if anything did; for the program's edge to report."""
        return self._failure

    @property
    def is_running(self) -> bool:
        """True until the sensor has given its last reading."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin to run the sensor."""
        self._loop = asyncio.new_event_loop()
        self._thread.start()

    def follow(self, asked_breath: AskedBreath) -> None:
        """Tell the sensor which breath is asked for from now on."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is listening
                self._loop.call_soon_threadsafe(self._sensor.follow, asked_breath)

    def take(self, patience_s: float = 0.0) -> list[Reading]:
        """All readings that wait; with patience, wait so long for a first one."""
        taken: list[Reading] = []
        with contextlib.suppress(queue.Empty):
            if patience_s > 0.0:
                taken.append(self._queue.get(timeout=patience_s))
            while len(taken) < QUEUE_LIMIT:
                taken.append(self._queue.get_nowait())
        return taken

    def let_go(self) -> None:
        """Begin to end the sensor, and wait for nothing: a strap takes two seconds to be freed."""
        if self._loop is not None and not self._is_let_go:
            self._is_let_go = True
            with contextlib.suppress(RuntimeError):  # it ended by itself
                self._loop.call_soon_threadsafe(self._cancel)

    def stop(self) -> None:
        """End the sensor and the thread; readings that wait can still be taken."""
        if self._loop is None:
            return
        self.let_go()
        if self._thread.is_alive():
            self._thread.join(_STOP_S)
            if self._thread.is_alive():
                _logger.error("the sensor did not end within %g s", _STOP_S)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _work(self) -> None:
        loop = self._loop
        assert loop is not None  # made before the thread was started
        asyncio.set_event_loop(loop)
        self._task = loop.create_task(self._sensor.run(self._clock, _QueueOutlet(self._queue)))
        try:
            loop.run_until_complete(self._task)
        except asyncio.CancelledError:
            pass
        except Exception as error:  # the thread's edge: reported here and as a reading
            _logger.exception("the sensor's code failed")
            self._failure = error
            self._queue.put(
                LinkChanged(self._clock.now_s(), LinkState.FAILED, f"{type(error).__name__}")
            )
        finally:
            self._clock.release()
            loop.close()


class _QueueOutlet:
    """Where the sensor's readings go into the queue."""

    def __init__(self, waiting: queue.SimpleQueue[Reading]) -> None:
        self._queue = waiting

    async def __call__(self, reading: Reading) -> None:
        while self._queue.qsize() >= QUEUE_LIMIT:  # noqa: ASYNC110 - it empties in another thread
            await asyncio.sleep(_CROWDED_S)
        self._queue.put(reading)

    def at_once(self, readings: Iterable[Reading]) -> None:
        for reading in readings:
            self._queue.put(reading)
