"""The session in a terminal: one line that is kept up to date, and a table at the end."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from trainer.plan import Stage
from trainer.signal.response import RateChange
from trainer.signal.swing import InStep
from trainer.snapshot import Snapshot, Summary
from trainer.timeline import fullness_of_phase
from trainer.trust import TrustState
from visuals.display import NO_RESPONSE, Response
from visuals.texts import (
    GAPS,
    STAGE_WORDS,
    carry_over_words,
    counted,
    measured,
    minutes_and_seconds,
    number,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["TerminalDisplay", "summary_table"]

_FRAMES_PER_S = 10.0
_BELLY_CELLS = 12
_PLAIN_EVERY_S = 30.0
"""Session time between two lines where the output is no terminal but a file or a pipe."""


class TerminalDisplay:
    """Progress and live numbers on one updating line."""

    stays_for_summary = False
    patience_s = 1.0 / _FRAMES_PER_S

    def __init__(
        self, console: Console | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._console = console if console is not None else Console()
        self._live: Live | None = None
        self._drawn_s = -math.inf
        self._said_s = -math.inf
        self._said_stage: Stage | None = None

    def open(self) -> None:
        """Take the line."""
        if self._console.is_terminal:
            self._live = Live(console=self._console, auto_refresh=False, transient=True)
            self._live.start()

    def show(self, snapshot: Snapshot) -> Response:
        """Bring the line up to date, at most ten times a second."""
        if self._live is None:
            self._say_plainly(snapshot)
            return NO_RESPONSE
        now_s = self._clock()
        if now_s - self._drawn_s >= 1.0 / _FRAMES_PER_S:
            self._drawn_s = now_s
            self._live.update(_line(snapshot), refresh=True)
        return NO_RESPONSE

    def close(self) -> None:
        """Give the line back."""
        if self._live is not None:
            self._live.stop()
            self._live = None

    def _say_plainly(self, snapshot: Snapshot) -> None:
        """A line at each stage and now and then, for output that keeps every line."""
        is_new = snapshot.stage is not self._said_stage
        if snapshot.stage is Stage.ENDED:
            return
        if is_new or snapshot.at_s - self._said_s >= _PLAIN_EVERY_S:
            self._said_stage, self._said_s = snapshot.stage, snapshot.at_s
            self._console.print(_sentence(snapshot), soft_wrap=True)


def _sentence(snapshot: Snapshot) -> str:
    """The moment in words."""
    parts = [
        f"{minutes_and_seconds(snapshot.session_left_s)} left",
        STAGE_WORDS[snapshot.stage],
        f"heart {number(snapshot.heart_rate)} beats/min",
    ]
    if snapshot.stage is Stage.BREATHING:
        parts.append(f"swing {measured(snapshot.swing)}")
        if snapshot.swing_start.value is not None:
            parts.append(f"start {measured(snapshot.swing_start)}")
        if isinstance(snapshot.live.in_step, InStep) and snapshot.live.in_step.is_in_step:
            parts.append("in step")
    reason = snapshot.heart_rate.withheld
    if reason is not None:
        parts.append(reason.value)
    elif snapshot.trust.state is TrustState.UNSURE:
        parts.append(snapshot.trust.reason)
    if snapshot.unsaved is not None:
        parts.append(snapshot.unsaved)
    return " \N{MIDDLE DOT} ".join(parts)


def _line(snapshot: Snapshot) -> RenderableType:
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(f"{_breath_words(snapshot):<12}", style="bold cyan")
    line.append(_belly(snapshot), style="cyan")
    line.append("  " + _sentence(snapshot))
    return Group(line)


def _breath_words(snapshot: Snapshot) -> str:
    if snapshot.is_paused:
        return "Paused"
    phase = snapshot.timeline.breath_phase_at(snapshot.at_s)
    if phase is None:
        return "Just breathe"
    return "Breathe in" if phase % 1.0 < snapshot.timeline.plan.pace.inhale_share else "Breathe out"


def _belly(snapshot: Snapshot) -> str:
    """The belly as a bar that swells and sinks."""
    phase = snapshot.timeline.breath_phase_at(snapshot.at_s)
    if phase is None:
        return " " * _BELLY_CELLS
    full = fullness_of_phase(phase, snapshot.timeline.plan.pace.inhale_share)
    cells = round(full * _BELLY_CELLS)
    return "\N{FULL BLOCK}" * cells + "\N{LIGHT SHADE}" * (_BELLY_CELLS - cells)


def summary_table(summary: Summary) -> Table:
    """What the session came to, for the terminal."""
    table = Table(
        title="Done." if summary.is_complete else "Finished early. That counts as done.",
        title_justify="left",
    )
    table.add_column("")
    table.add_column("before", justify="right")
    table.add_column("after", justify="right")
    table.add_row(
        "heart rate at rest (beats/min)",
        measured(summary.heart_rate_before),
        measured(summary.heart_rate_after),
    )
    table.add_row(
        "beat-to-beat variation at rest, RMSSD (ms)",
        measured(summary.rmssd_before),
        measured(summary.rmssd_after),
    )
    table.add_section()
    table.add_row("", "[bold]at the start[/]", "[bold]at the end[/]")
    table.add_row(
        "heart-rate swing with each breath (beats/min)",
        measured(summary.swing_start),
        measured(summary.swing_end),
    )
    table.caption = "\n".join(_captions(summary))
    table.caption_justify = "left"
    return table


def _captions(summary: Summary) -> list[str]:
    breaths = f"{summary.breaths} breaths"
    if summary.breaths_judged:
        breaths += f" ({summary.breaths_in_step} of {summary.breaths_judged} in step)"
    lines = [
        f"{breaths}, {summary.beats} heartbeats, {100.0 * summary.corrected_share:.1f} % of them "
        f"unclear, {counted(summary.gaps, *GAPS)}.",
        carry_over_words(summary),
    ]
    change = summary.rate_change
    if isinstance(change, RateChange):
        slower = "slower" if change.difference_bpm < 0.0 else "faster"
        lines.append(
            f"In the last breaths the heart was {abs(change.difference_bpm):.1f} "
            f"\N{PLUS-MINUS SIGN} {change.standard_error_bpm:.1f} beats a minute {slower} "
            "than before."
        )
    return lines
