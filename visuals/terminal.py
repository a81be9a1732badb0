"""The session in a terminal: one line that is kept up to date, and a table at the end."""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from devices.readings import SensorKind
from trainer.plan import Stage
from trainer.signal.figure import Figure
from trainer.signal.response import RateChange
from trainer.signal.swing import InStep
from trainer.snapshot import Snapshot, Summary
from trainer.timeline import fullness_of_phase
from trainer.trust import TrustState
from visuals.display import NO_RESPONSE, Response
from visuals.texts import ENGLISH, minutes_and_seconds

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["TerminalConsole", "TerminalDisplay", "fitted_parts", "summary_table"]

_FRAMES_PER_S = 10.0
_BELLY_CELLS = 12
_PLAIN_EVERY_S = 30.0
"""Session time between two lines where a line cannot be kept up to date: a file, a pipe, or a
terminal that cannot go back."""
_BETWEEN = " \N{MIDDLE DOT} "


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
        self, console: TerminalConsole | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
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
            lines = _lines(snapshot, options.max_width, is_ascii=options.ascii_only)
            live.update(lines, refresh=True)

    def _say_plainly(self, snapshot: Snapshot) -> None:
        """A line at each stage and now and then, for output that keeps every line."""
        notices = _notices(snapshot)
        is_new = snapshot.stage is not self._said_stage or notices != self._said_notices
        if snapshot.stage is Stage.ENDED:
            return
        if is_new or snapshot.at_s - self._said_s >= _PLAIN_EVERY_S:
            self._said_stage, self._said_s = snapshot.stage, snapshot.at_s
            self._said_notices = notices
            self._console.print(_sentence(snapshot), soft_wrap=True, highlight=False, markup=False)


def _sentence(snapshot: Snapshot) -> str:
    """The moment in words."""
    parts = [
        f"{minutes_and_seconds(snapshot.session_left_s)} left",
        ENGLISH.stage_words[snapshot.stage],
    ]
    if snapshot.sensor.kind is SensorKind.NONE:
        return _BETWEEN.join([*parts, *filter(None, [_line(snapshot)]), *_notices(snapshot)])
    parts.append(f"heart {ENGLISH.told(snapshot.heart_rate)}")
    if snapshot.heart_rate.value is not None:
        parts[-1] += " beats/min"
    if snapshot.stage is Stage.BREATHING:
        parts.append(f"swing {ENGLISH.told(snapshot.swing)}")
        parts += _beside_the_swing(snapshot)
    parts += [*_doubt(snapshot), *_strap_movement(snapshot), *_notices(snapshot)]
    return _BETWEEN.join(parts)


def _doubt(snapshot: Snapshot) -> list[str]:
    """Why a number that stands is unsure, unless a notice says it already."""
    reason = snapshot.trust.reason
    is_unsure = snapshot.trust.state is TrustState.UNSURE
    if snapshot.heart_rate.value is None or not is_unsure or reason in _notices(snapshot):
        return []
    return [reason]


def _beside_the_swing(snapshot: Snapshot) -> list[str]:
    """The person's own start, and whether the swing goes with the pacer."""
    parts = []
    if snapshot.swing_start.value is not None:
        parts.append(f"start {ENGLISH.measured(snapshot.swing_start)}")
    if isinstance(snapshot.live.in_step, InStep) and snapshot.live.in_step.is_in_step:
        parts.append("in step")
    return parts


def _strap_movement(snapshot: Snapshot) -> list[str]:
    """How fast the person breathes, as the strap's movement shows, or why that cannot be told."""
    breath = snapshot.strap_breath
    if breath is None:
        return []
    unit = " breaths/min" if breath.rate.value is not None else ""
    return [f"{ENGLISH.strap_movement} {ENGLISH.told(breath.rate, 1)}{unit}"]


def _lines(snapshot: Snapshot, width: int, *, is_ascii: bool) -> RenderableType:
    """The moment in one line as wide as the terminal, and what is not saved in the next."""
    line = Text(no_wrap=True, overflow="ellipsis")
    breath, *rest = fitted_parts(snapshot, width, is_ascii=is_ascii)
    line.append(breath, style="bold cyan")
    line.append(" " + _BETWEEN.join(rest))
    notices = _notices(snapshot)
    return Group(line, *(Text(notice, style="yellow") for notice in notices)) if notices else line


def _notices(snapshot: Snapshot) -> list[str]:
    """What the person should know beside the numbers: what a strap needs, what is not saved."""
    strap = ENGLISH.link_sentence(
        snapshot.sensor,
        snapshot.link_state,
        snapshot.battery_notice_percent,
        snapshot.unrecorded,
        snapshot.wave,
    )
    return [notice for notice in (strap, snapshot.unsaved) if notice]


def fitted_parts(snapshot: Snapshot, width: int, *, is_ascii: bool = False) -> list[str]:
    """What the line says in so many cells: what to do now, then the numbers that have room.

    Breath, heart rate, swing and time left come in this order of importance; each is said
    shortly before the next one is left out. What room is then left goes to the belly, to longer
    forms, and only after that to further words. A number that is withheld is
    never there without its reason.
    """
    if snapshot.sensor.kind is SensorKind.NONE:
        return _parts_without_sensor(snapshot, width, is_ascii=is_ascii)
    heart = ("heart", snapshot.heart_rate, "beats/min")
    swing = ("swing", snapshot.swing, "beats")
    time_left = minutes_and_seconds(snapshot.session_left_s)
    is_breathing = snapshot.stage is Stage.BREATHING
    main = [
        _breath_words(snapshot),
        _forms(*heart),
        _forms(*swing) if is_breathing else ("",),
        (f"{time_left} left", time_left),
        (_belly(snapshot, is_ascii=is_ascii),),
    ]
    chosen = _fitting(main, [], width)
    further: list[tuple[str, ...]] = [(part,) for part in _strap_movement(snapshot)]
    further += [(part,) for part in (_beside_the_swing(snapshot) if is_breathing else ())]
    further.append((ENGLISH.stage_words[snapshot.stage],))
    further += [(part,) for part in _doubt(snapshot)]
    breath, *said, belly = chosen
    more = _fitting(further, chosen, width)
    if belly:
        breath = f"{breath} {belly}"
    return [breath, *filter(None, [*said, *more])]


def _parts_without_sensor(snapshot: Snapshot, width: int, *, is_ascii: bool) -> list[str]:
    """The breath, the belly, and a gentle line where it has room."""
    forms = [_breath_words(snapshot), (_belly(snapshot, is_ascii=is_ascii),), (_line(snapshot),)]
    breath, belly, line = _fitting(forms, [], width)
    return [f"{breath} {belly}".rstrip(), *filter(None, [line])]


def _line(snapshot: Snapshot) -> str:
    """The gentle line of the moment; empty where there is none."""
    if snapshot.self_talk is None:
        return ""
    lines = ENGLISH.calm_talk
    return lines[snapshot.self_talk.line % len(lines)]


def _fitting(parts: list[tuple[str, ...]], taken: list[str], width: int) -> list[str]:
    """One form of each part, empty where none has room beside what is taken.

    Parts stand in the order of their importance, the forms of each from the longest to the
    shortest.
    """
    chosen: list[str] = [""] * len(parts)

    def has_room(index: int, form: str) -> bool:
        shown = [*taken, *chosen[:index], form, *chosen[index + 1 :]]
        return len(_BETWEEN.join(filter(None, shown))) <= width

    for index, forms in enumerate(parts):
        if has_room(index, forms[-1]):
            chosen[index] = forms[-1]
    for index, forms in enumerate(parts):
        chosen[index] = next((form for form in forms if has_room(index, form)), "")
    return chosen


def _forms(name: str, figure: Figure, unit: str) -> tuple[str, ...]:
    """A number with its name, from the longest form to the shortest."""
    if figure.withheld is not None:
        return (f"{name} {ENGLISH.told(figure)}", f"{name}: {figure.withheld.value}")
    return (f"{name} {ENGLISH.measured(figure)} {unit}", f"{name} {ENGLISH.measured(figure)}")


def _breath_words(snapshot: Snapshot) -> tuple[str, ...]:
    """What to do now, long and short, each as wide as what it stands in turn with."""
    if snapshot.is_paused:
        return (ENGLISH.paused,)
    phase = snapshot.timeline.breath_phase_at(snapshot.at_s)
    if phase is None:
        return (ENGLISH.just_breathe,)
    if phase % 1.0 < snapshot.timeline.plan.pace.inhale_share:
        return (ENGLISH.breathe_in + " ", "In ")
    return (ENGLISH.breathe_out, "Out")


def _belly(snapshot: Snapshot, *, is_ascii: bool) -> str:
    """The belly as a bar that swells and sinks."""
    phase = snapshot.timeline.breath_phase_at(snapshot.at_s)
    if phase is None:
        return ""
    full = fullness_of_phase(phase, snapshot.timeline.plan.pace.inhale_share)
    cells = round(full * _BELLY_CELLS)
    block, shade = ("#", "-") if is_ascii else ("\N{FULL BLOCK}", "\N{LIGHT SHADE}")
    return block * cells + shade * (_BELLY_CELLS - cells)


def summary_table(summary: Summary, sensor: SensorKind = SensorKind.STRAP) -> Table:
    """What the session came to, for the terminal; what a pulse sensor gave is called so."""
    table = Table(
        title="Done." if summary.is_complete else "Finished early. That counts as done.",
        title_justify="left",
    )
    table.add_column("")
    table.add_column("before", justify="right")
    table.add_column("after", justify="right")
    table.add_row(
        "heart rate at rest (beats/min)",
        ENGLISH.told(summary.heart_rate_before),
        ENGLISH.told(summary.heart_rate_after),
    )
    table.add_row(
        f"{ENGLISH.variation_of(sensor).lower()} at rest, RMSSD (ms)",
        ENGLISH.told(summary.rmssd_before),
        ENGLISH.told(summary.rmssd_after),
    )
    table.add_section()
    table.add_row("", "[bold]at the start[/]", "[bold]at the end[/]")
    table.add_row(
        "heart-rate swing with each breath (beats/min)",
        ENGLISH.told(summary.swing_start),
        ENGLISH.told(summary.swing_end),
    )
    table.caption = "\n".join(filter(None, _captions(summary)))
    table.caption_justify = "left"
    return table


def _captions(summary: Summary) -> list[str]:
    breaths = ENGLISH.counted(summary.breaths, ENGLISH.breaths)
    if summary.breaths_judged:
        breaths += f" ({summary.breaths_in_step} of {summary.breaths_judged} in step)"
    if not summary.beats:
        return [f"{breaths}."]
    lines = [
        f"{breaths}, {ENGLISH.counted(summary.beats, ENGLISH.heartbeats)}, "
        f"{100.0 * summary.corrected_share:.1f} % of them unclear, "
        f"{ENGLISH.counted(summary.gaps, ENGLISH.gaps)}.",
        ENGLISH.carry_over_words(summary),
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
