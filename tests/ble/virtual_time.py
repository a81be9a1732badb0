"""An event loop whose clock jumps to the next timer: hours of a link's life in seconds.

It is for what needs nothing from outside the loop, as Bumble's virtual link does. Where nothing
is left to wait for, it says so instead of hanging.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Mapping
from typing import Any


class NothingToWaitForError(Exception):
    """Every task waits for another one: the test would never end."""


class _JumpingSelector(selectors.BaseSelector):
    """Looks whether anything is ready; if not, moves the clock on instead of waiting."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self._inner = selectors.DefaultSelector()

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._inner.register(fileobj, events, data)

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return self._inner.unregister(fileobj)

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = self._inner.select(0.0)
        if ready or timeout == 0.0:
            return ready
        if timeout is None:
            raise NothingToWaitForError("every task waits for another one")
        self.now_s += max(timeout, 0.0)
        return ready

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        return self._inner.get_map()

    def close(self) -> None:
        self._inner.close()


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """The event loop with such a clock; it begins at 0 s."""

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    def time(self) -> float:
        """Seconds of virtual time."""
        return self._jumping.now_s
