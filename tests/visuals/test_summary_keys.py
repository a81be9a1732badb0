"""What else can be done at a session's end: the same again, and a table for other programs."""

from __future__ import annotations

import csv
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from devices.readings import SensorDescription, SensorKind
from tests.visuals.test_flow import journals, through
from trainer.journal.unsaved import Unsaved
from trainer.snapshot import Snapshot
from visuals.gestures import Gesture, Letter, Tapped
from visuals.look import Look
from visuals.scene import example
from visuals.screens.summary import SummaryOutcome, SummaryRecord, SummaryScreen
from visuals.settings import Settings, save_settings
from visuals.summary_export import EXPORTS, export_beats
from visuals.texts import ENGLISH

SIZE = (1280, 720)
OWN = SensorDescription(SensorKind.STRAP, "Strap")


def ended() -> Snapshot:
    return replace(example.summary_snapshot(), sensor=OWN)


def outcome(gesture: Gesture, record: SummaryRecord) -> SummaryOutcome | None:
    return SummaryScreen(SIZE, Look()).hear(gesture, record).outcome


def test_e_writes_the_beats_of_the_session_beside_its_folder(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(asks=False))
    through(
        tmp_path,
        [("StartScreen", "enter"), ("SummaryScreen", "e enter"), ("StartScreen", "escape")],
    )
    (journal,) = journals(tmp_path)
    target = tmp_path / EXPORTS / f"{journal.path.stem}.csv"
    with target.open(newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    assert len(rows) > 300
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_begins_the_same_session_once_more(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(asks=False))
    window = through(
        tmp_path,
        [
            ("StartScreen", "enter"),
            ("SummaryScreen", "a"),
            ("SessionScreen", "escape"),
            ("SummaryScreen", "enter"),
            ("StartScreen", "escape"),
        ],
    )
    way = ["StartScreen", "SessionScreen", "SummaryScreen", "SessionScreen", "SummaryScreen"]
    assert window.seen == [*way, "StartScreen"]
    first, second = journals(tmp_path)
    assert first.header.plan == second.header.plan


def test_a_click_does_what_the_key_does() -> None:
    screen = SummaryScreen(SIZE, Look())
    record = SummaryRecord(ended(), offers_again=True)
    places = [rect.center for rect, _ in screen.scene.buttons((ENGLISH.key_export,) * 2)]
    assert [screen.hear(Tapped(place), record).outcome for place in places] == [
        SummaryOutcome.EXPORT,
        SummaryOutcome.AGAIN,
    ]
    assert screen.hear(Tapped((5, 5)), record).outcome is None


def test_nothing_is_offered_that_cannot_be_done() -> None:
    whole = SummaryRecord(ended())
    assert outcome(Letter("e"), whole) is SummaryOutcome.EXPORT
    assert outcome(Letter("a"), whole) is None
    for snapshot in (
        replace(ended(), unsaved=Unsaved(is_full=True)),
        replace(ended(), saved_to=None),
        replace(ended(), sensor=SensorDescription(SensorKind.NONE, "")),
    ):
        record = SummaryRecord(snapshot)
        assert outcome(Letter("e"), record) is None
        said = [text.text for text in SummaryScreen(SIZE, Look()).texts(record, 0.0)]
        assert ENGLISH.key_export[1] not in said


def test_where_a_table_cannot_be_written_it_is_said_and_the_session_is_safe(
    tmp_path: Path,
) -> None:
    save_settings(tmp_path, Settings(asks=False))
    (tmp_path / EXPORTS).write_text("a file where the folder would be")
    through(
        tmp_path,
        [("StartScreen", "enter"), ("SummaryScreen", "e enter"), ("StartScreen", "escape")],
    )
    (journal,) = journals(tmp_path)
    said = export_beats(journal.path, ENGLISH)
    assert said.startswith("The table could not be written: ")
    assert said.endswith("Your session itself is safe.")


@pytest.mark.parametrize("words", ["Exported to somewhere.csv", ""])
def test_what_became_of_it_is_said_where_the_session_was_saved(words: str) -> None:
    record = SummaryRecord(ended(), exported=words)
    said = " ".join(text.text for text in SummaryScreen(SIZE, Look()).texts(record, 0.0))
    assert (words in said) is True
    assert (ENGLISH.saved_to in said) is not bool(words)
