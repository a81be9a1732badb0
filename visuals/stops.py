"""Signals that ask for the end: heard everywhere in one way, so that nothing is cut in two."""

from __future__ import annotations

import contextlib
import signal
import types
from collections.abc import Iterator

__all__ = ["Stops"]


class Stops:
    """Signals only leave a mark here; whoever loops looks at it."""

    def __init__(self) -> None:
        self.received: signal.Signals | None = None
        """The latest one, if any came."""

    def _mark(self, number: int, frame: types.FrameType | None) -> None:
        self.received = signal.Signals(number)

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Hear Ctrl-C, the wish to terminate and a terminal that goes away."""
        wanted = [signal.SIGINT, signal.SIGTERM]
        if hasattr(signal, "SIGHUP"):
            wanted.append(signal.SIGHUP)
        # What somebody chose to ignore (nohup) stays ignored.
        heard = [number for number in wanted if signal.getsignal(number) is not signal.SIG_IGN]
        before = {number: signal.signal(number, self._mark) for number in heard}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
