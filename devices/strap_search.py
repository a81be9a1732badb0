"""The search for straps in a thread of its own, for those who must not wait.

`StrapSearch` is the live list for a frame loop, `find_strap_now` the choice for a command. What
they do is in `strap_discovery`, whose names are handed on here.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Any

from devices.strap_discovery import Nearby, discover, find_strap
from devices.strap_identity import StrapIdentity

__all__ = ["Nearby", "StrapSearch", "discover", "find_strap", "find_strap_now"]

_STOP_S = 6.0


def find_strap_now(
    asked: str | None,
    remembered: StrapIdentity | None,
    find: Callable[
        [str | None, StrapIdentity | None], Coroutine[Any, Any, StrapIdentity]
    ] = find_strap,
) -> StrapIdentity:
    """As `find_strap`, for those without a loop; an interrupt ends it.

    Parameters
    ----------
    asked, remembered
        As there.
    find
        What finds it.

    Raises
    ------
    StrapChoiceError
        As there.
    """
    work = _Background(lambda: find(asked, remembered), "search")
    work.start()
    try:
        while not work.is_done:
            work.join(0.1)
    finally:
        work.stop()
    if work.failure is not None:
        raise work.failure
    assert isinstance(work.result, StrapIdentity)  # it neither failed nor was stopped
    return work.result


class StrapSearch:
    """The live list, for a frame loop: `start`, read `nearby` in every frame, `stop`.

    Parameters
    ----------
    look
        What looks around.
    """

    def __init__(self, look: Callable[[], AsyncGenerator[Nearby]] = discover) -> None:
        self._look = look
        self.nearby = Nearby()
        """What is near now; never changes itself, is replaced."""
        self._work = _Background(self._keep_looking, "search")

    def start(self) -> None:
        """Begin to look around."""
        self._work.start()

    def stop(self) -> None:
        """End it; a sensor may connect from now on."""
        self._work.stop()

    async def _keep_looking(self) -> None:
        async with contextlib.aclosing(self._look()) as changes:
            async for nearby in changes:
                self.nearby = nearby


class _Background:
    """One coroutine on a loop of its own in a thread of its own."""

    def __init__(self, make: Callable[[], Coroutine[Any, Any, Any]], name: str) -> None:
        self._make = make
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[Any] | None = None
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._is_ready = threading.Event()
        self.result: object = None
        self.failure: BaseException | None = None

    @property
    def is_done(self) -> bool:
        return self._is_ready.is_set() and not self._thread.is_alive()

    def start(self) -> None:
        self._thread.start()
        self._is_ready.wait()

    def join(self, patience_s: float) -> None:
        self._thread.join(patience_s)

    def stop(self) -> None:
        loop, task = self._loop, self._task
        if loop is not None and task is not None:
            with contextlib.suppress(RuntimeError):  # it ended by itself
                loop.call_soon_threadsafe(task.cancel)
            self._thread.join(_STOP_S)

    def _run(self) -> None:
        async def carry_out() -> None:
            self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
            self._is_ready.set()
            self.result = await self._make()

        try:
            asyncio.run(carry_out())
        except asyncio.CancelledError:
            pass
        except BaseException as error:  # raised anew where it is waited for
            self.failure = error
        finally:
            self._is_ready.set()
