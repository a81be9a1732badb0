"""Work on a loop of its own in a thread of its own, for those who must not wait.

The frame loop, a list in the terminal and the doctor look at what the work has come to so far,
and stop it; nothing else crosses the threads.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Any, Generic, TypeVar

__all__ = ["Background", "Watched"]

_T = TypeVar("_T")
_new_loop = asyncio.new_event_loop
"""Makes the loops; a test puts one in its place whose clock jumps."""
_STOP_S = 12.0
"""Longer than a strap that does not answer is given to be let go (`StrapDelays`)."""


class Background(Generic[_T]):
    """One coroutine in the background: `start`, `join`, `stop`.

    Parameters
    ----------
    make
        Makes the coroutine, in the thread.
    name
        Of the thread.
    """

    def __init__(self, make: Callable[[], Coroutine[Any, Any, _T]], name: str) -> None:
        self._make = make
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[Any] | None = None
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._is_ready = threading.Event()
        self._is_let_go = False
        self.result: _T | None = None
        """What it came to; None while it runs, and where it was stopped."""
        self.failure: BaseException | None = None
        """What it raised."""

    @property
    def is_done(self) -> bool:
        """True once it has ended, in whatever way."""
        return self._is_ready.is_set() and not self._thread.is_alive()

    def start(self) -> None:
        """Begin."""
        self._thread.start()
        self._is_ready.wait()

    def join(self, patience_s: float) -> None:
        """Wait so long for its end."""
        self._thread.join(patience_s)

    def let_go(self) -> None:
        """Cancel it, and wait for nothing; once is enough."""
        loop, task = self._loop, self._task
        if loop is not None and task is not None and not self._is_let_go:
            self._is_let_go = True
            with contextlib.suppress(RuntimeError):  # it ended by itself
                loop.call_soon_threadsafe(task.cancel)

    def stop(self) -> None:
        """Cancel it and see it end; safe to call twice."""
        self.let_go()
        if self._thread.is_alive():
            self._thread.join(_STOP_S)

    def _run(self) -> None:
        async def carry_out() -> None:
            self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
            self._is_ready.set()
            self.result = await self._make()

        try:
            with asyncio.Runner(loop_factory=lambda: _new_loop()) as runner:
                runner.run(carry_out())
        except asyncio.CancelledError:
            pass
        except BaseException as error:  # raised anew where it is waited for
            self.failure = error
        finally:
            self._is_ready.set()


class Watched(Generic[_T]):
    """A series of records that is made in the background; the latest one can be looked at.

    Parameters
    ----------
    make
        Makes the series, in the thread.
    first
        What is shown before the series has begun.
    name
        Of the thread.
    """

    def __init__(self, make: Callable[[], AsyncGenerator[_T]], first: _T, name: str) -> None:
        self._make = make
        self._latest = first
        self._work = Background(self._follow, name)

    @property
    def latest(self) -> _T:
        """The record that was made last.

        Raises
        ------
        BaseException
            What broke the series, if anything did.
        """
        if self._work.failure is not None:
            raise self._work.failure
        return self._latest

    @property
    def is_done(self) -> bool:
        """True once the series has ended."""
        return self._work.is_done

    def start(self) -> None:
        """Begin."""
        self._work.start()

    def join(self, patience_s: float) -> None:
        """Wait so long for the end of the series."""
        self._work.join(patience_s)

    def let_go(self) -> None:
        """Begin to end it, and wait for nothing; `is_done` tells when it has."""
        self._work.let_go()

    def stop(self) -> None:
        """End it, and let go what it holds; safe to call twice."""
        self._work.stop()

    async def _follow(self) -> None:
        async with contextlib.aclosing(self._make()) as series:
            async for record in series:
                self._latest = record
