"""A second pair of hands for what takes longer than a frame: opening the audio, making clips.

One small thread, which ends with its session. It touches nothing but what it is given; what it made
is fetched by the frame loop, when it is done.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from typing import Protocol

__all__ = ["Bench", "Workbench"]

_logger = logging.getLogger(__name__)

Job = Callable[[], None]


class Bench(Protocol):
    """Somebody who does jobs one after another."""

    def begin(self, job: Job) -> None:
        """Take a job; it may be done later."""
        ...

    def close(self) -> None:
        """Take no more jobs, and forget those that were not begun."""
        ...


class Workbench:
    """A bench with a thread of its own, from its first job on."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._is_closed = threading.Event()

    def begin(self, job: Job) -> None:
        """Take a job; it is done in the thread."""
        if self._thread is None:
            # A daemon: a sound server that does not answer must not keep the program alive.
            self._thread = threading.Thread(target=self._work, name="sound", daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def close(self, patience_s: float = 2.0) -> None:
        """Take no more jobs; wait a little for the one that is being done."""
        self._is_closed.set()
        self._jobs.put(None)
        if self._thread is not None:
            self._thread.join(patience_s)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None and not self._is_closed.is_set():
            try:
                job()
            except Exception:
                if not self._is_closed.is_set():
                    raise
                # It took longer than `close` waits, and the audio that it worked with is gone.
                _logger.info("a sound was given up at the end", exc_info=True)
