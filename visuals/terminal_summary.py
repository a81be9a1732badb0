"""What a session came to, in the terminal: a table, or a few calm words where nobody listened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from devices.readings import SensorKind
from trainer.signal.response import RateChange
from trainer.snapshot import Summary
from trainer.variability import PULSE_SENSORS
from visuals.texts import ENGLISH, Texts

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["practised_text", "summary_table", "summary_text"]


def summary_text(summary: Summary, sensor: SensorKind, texts: Texts) -> RenderableType:
    """The table of what was measured; without a heartbeat to tell of, what was practised."""
    was_set_aside = summary.alone_from_s is not None and not summary.beats
    if sensor is SensorKind.NONE or was_set_aside:
        return practised_text(summary, sensor, texts)
    return summary_table(summary, sensor, texts)


def practised_text(summary: Summary, sensor: SensorKind, texts: Texts) -> Text:
    """What was done and for how long: no row of numbers that are not there, or not wanted."""
    title = texts.summary_title if summary.is_complete else texts.summary_stopped
    done = texts.breathing_done(summary.breathing_s, summary.breaths)
    note = texts.sensor_note(sensor)
    return Text("\n".join([title, f"{done} {note}".rstrip()]))


def summary_table(
    summary: Summary, sensor: SensorKind = SensorKind.STRAP, texts: Texts = ENGLISH
) -> Table:
    """What the session came to, for the terminal; what a pulse sensor gave is called so."""
    said = texts.terminal
    table = Table(title=said.done if summary.is_complete else said.done_early, title_justify="left")
    table.add_column("")
    table.add_column(texts.before, justify="right")
    table.add_column(texts.after, justify="right")
    table.add_row(
        said.rate_row,
        texts.told(summary.heart_rate_before, is_over=True),
        texts.told(summary.heart_rate_after, is_over=True),
    )
    table.add_row(
        said.pulse_variation_row if sensor in PULSE_SENSORS else said.variation_row,
        texts.told(summary.rmssd_before, is_over=True),
        texts.told(summary.rmssd_after, is_over=True),
    )
    table.add_section()
    table.add_row("", f"[bold]{texts.at_start}[/]", f"[bold]{texts.at_end}[/]")
    table.add_row(
        said.swing_row,
        texts.told(summary.swing_start, is_over=True),
        texts.told(summary.swing_end, is_over=True),
    )
    table.caption = "\n".join(filter(None, _captions(summary, sensor, texts)))
    table.caption_justify = "left"
    return table


def _captions(summary: Summary, sensor: SensorKind, texts: Texts) -> list[str]:
    said = texts.terminal
    breaths = texts.counted(summary.breaths, texts.breaths)
    if not summary.beats:
        return [f"{breaths}."]
    counted = said.counted.format(
        breaths=breaths,
        beats=texts.counted(summary.beats, texts.heartbeats),
        percent=texts.decimal(100.0 * summary.corrected_share, 1),
        gaps=texts.counted(summary.gaps, texts.gaps),
    )
    return [
        counted,
        texts.breaths_in_step(summary),
        texts.carry_over_words(summary, sensor),
        _rate_words(summary, texts),
        texts.pace_changed_words(summary),
        texts.alone_words(summary),
    ]


def _rate_words(summary: Summary, texts: Texts) -> str:
    """Whether the heart was slower in the last breaths than before; empty where not known."""
    change = summary.rate_change
    if not isinstance(change, RateChange):
        return ""
    is_slower = change.difference_bpm < 0.0
    said = texts.terminal.slower if is_slower else texts.terminal.faster
    return said.format(
        difference=texts.decimal(abs(change.difference_bpm), 1),
        error=texts.decimal(change.standard_error_bpm, 1),
    )
