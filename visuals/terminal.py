"""The session in a terminal: one line that is kept up to date."""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live

from trainer.plan import Stage
from trainer.snapshot import Snapshot
from visuals.display import NO_RESPONSE, Response
from visuals.terminal_line import LineWords, lines_of, notices_of, sentence_of
from visuals.texts import ENGLISH

if TYPE_CHECKING:
    pass

__all__ = ["TerminalConsole", "TerminalDisplay"]

_FRAMES_PER_S = 10.0
_PLAIN_EVERY_S = 30.0
"""Session time between two lines where a line cannot be kept up to date: a file, a pipe, or a
terminal that cannot go back."""


class TerminalConsole(Console):
    """A console that lets its user decide what a reader who has gone away means."""

    def on_broken_pipe(self) -> None:
        """Raise the error on, where rich would end the program."""
        raise BrokenPipeError


class TerminalDisplay:
    """Progress and live numbers on one updating line.

    A session is more than its line: once the line can no longer be printed (the reader has
    gone, the disk is full), the display falls silent and the session goes on.
    """

    stays_for_summary = False
    patience_s = 1.0 / _FRAMES_PER_S

    def __init__(
        self,
        console: TerminalConsole | None = None,
        clock: Callable[[], float] = time.monotonic,
        words: LineWords | None = None,
    ) -> None:
        self._clock = clock
        self._words = LineWords(ENGLISH) if words is None else words
        self._console = console if console is not None else TerminalConsole()
        self._live: Live | None = None
        self._is_silent = False
        self._drawn_s = -math.inf
        self._said_s = -math.inf
        self._said_stage: Stage | None = None
        self._said_notices: list[str] = []

    def open(self) -> None:
        """Take the line."""
        if self._console.is_terminal and not self._console.is_dumb_terminal:
            self._live = Live(console=self._console, auto_refresh=False, transient=True)
            with self._silent_on_failure():
                self._live.start()

    def show(self, snapshot: Snapshot) -> Response:
        """Bring the line up to date, at most ten times a second."""
        if self._is_silent:
            return NO_RESPONSE
        with self._silent_on_failure():
            if self._live is None:
                self._say_plainly(snapshot)
            else:
                self._bring_up_to_date(self._live, snapshot)
        return NO_RESPONSE

    def close(self) -> None:
        """Give the line back."""
        if self._live is not None:
            live, self._live = self._live, None
            with self._silent_on_failure():
                live.stop()

    @contextlib.contextmanager
    def _silent_on_failure(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            self._is_silent = True

    def _bring_up_to_date(self, live: Live, snapshot: Snapshot) -> None:
        now_s = self._clock()
        if now_s - self._drawn_s >= 1.0 / _FRAMES_PER_S:
            self._drawn_s = now_s
            options = self._console.options
            lines = lines_of(snapshot, options.max_width, self._words, is_ascii=options.ascii_only)
            live.update(lines, refresh=True)

    def _say_plainly(self, snapshot: Snapshot) -> None:
        """A line at each stage and now and then, for output that keeps every line."""
        notices = notices_of(snapshot, self._words)
        is_new = snapshot.stage is not self._said_stage or notices != self._said_notices
        if snapshot.stage is Stage.ENDED:
            return
        if is_new or snapshot.at_s - self._said_s >= _PLAIN_EVERY_S:
            self._said_stage, self._said_s = snapshot.stage, snapshot.at_s
            self._said_notices = notices
            said = sentence_of(snapshot, self._words)
            self._console.print(said, soft_wrap=True, highlight=False, markup=False)
