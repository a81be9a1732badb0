"""`sessions`: what was recorded, oldest first."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from trainer.answers import Occasion
from trainer.data_folder import data_dir
from trainer.errors import JournalError
from trainer.journal.entries import EndReason, plain
from trainer.journal.folder import journal_paths
from trainer.journal.reader import Journal, read_journal
from trainer.journal.replay import end_reason, replay
from trainer.snapshot import Summary
from trainer.variability import heard_sensor, variability_of
from visuals.language import texts_of
from visuals.output import complain
from visuals.texts import Texts, minutes_and_seconds
from visuals.texts.told import told

__all__ = ["run"]


@dataclass(frozen=True, slots=True)
class _Listed:
    """One line of the list."""

    name: str
    journal: Journal
    summary: Summary
    end: EndReason


def run(request: argparse.Namespace) -> int:
    """List the sessions; the exit status."""
    folder, texts = data_dir(request.data_dir), texts_of(request)
    listed: list[_Listed] = []
    for path in journal_paths(folder):
        try:
            listed.append(_listed(path))
        except JournalError as error:
            complain(told(error, texts))
    if request.json:
        sys.stdout.write(json.dumps([_record(item) for item in listed], indent=1) + "\n")
        return 0
    console = Console(markup=False, emoji=False)
    if not listed:
        console.print(texts.reports.none_yet.format(folder=folder))
        return 0
    console.print(_table(listed, texts))
    kept_in = texts.reports.kept_in.format(folder=folder / "sessions")
    console.print(kept_in, soft_wrap=True, highlight=False)
    return 0


def _listed(path: Path) -> _Listed:
    journal = read_journal(path)
    summary = (
        journal.ended.summary
        if journal.ended is not None
        else replay(journal, lambda judged, context: None)
    )
    return _Listed(path.stem, journal, summary, end_reason(journal))


def _table(listed: list[_Listed], texts: Texts) -> Table:
    said = texts.reports
    table = Table(title=said.sessions_title, title_justify="left")
    table.add_column(said.session, no_wrap=True)
    table.add_column(said.heart, max_width=18)
    table.add_column(said.breathed, justify="right", no_wrap=True)
    table.add_column(said.swing, justify="right", no_wrap=True)
    table.add_column(said.upset, justify="right", no_wrap=True)
    table.add_column(said.ended)
    for item in listed:
        start, end = item.summary.swing_start, item.summary.swing_end
        table.add_row(
            item.name,
            texts.sensor_name(item.journal.header.sensor),
            said.at_pace.format(
                time=minutes_and_seconds(item.summary.breathing_s),
                pace=_paces(item, texts),
            ),
            f"{texts.number(start)} \N{RIGHTWARDS ARROW} {texts.number(end)}",
            _upset(item.journal),
            said.ends[item.end],
        )
    table.caption = said.sessions_caption
    table.caption_justify = "left"
    return table


def _paces(listed: _Listed, texts: Texts) -> str:
    """Breaths a minute that were planned, and where they were changed those of the end."""
    planned = listed.journal.header.plan.pace.breaths_per_min
    paces = [planned]
    if listed.summary.pace_changes and listed.summary.last_pace_per_min is not None:
        paces.append(listed.summary.last_pace_per_min)
    return " \N{RIGHTWARDS ARROW} ".join(map(texts.pace_number, paces))


def _upset(journal: Journal) -> str:
    """How upset the person felt, before and after; empty where they said nothing."""
    said = [journal.upset(occasion) for occasion in (Occasion.BEFORE, Occasion.AFTER)]
    if said == [None, None]:
        return ""
    return " \N{RIGHTWARDS ARROW} ".join("\N{EN DASH}" if one is None else f"{one}" for one in said)


def _record(item: _Listed) -> dict[str, object]:
    return {
        "session": item.name,
        "path": str(item.journal.path),
        "began": item.journal.header.wall_clock,
        "sensor": plain(heard_sensor(item.journal.header.sensor, item.journal.entries)),
        "variability": variability_of(
            heard_sensor(item.journal.header.sensor, item.journal.entries).kind
        ).value,
        "plan": plain(item.journal.header.plan),
        "end": item.end.value,
        "upset_before": item.journal.upset(Occasion.BEFORE),
        "upset_after": item.journal.upset(Occasion.AFTER),
        "summary": plain(item.summary),
        "notes": [str(note) for note in item.journal.notes],
    }
