"""A session that nobody listens to: the breath alone, more of it when wanted, and answers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from devices.readings import SensorDescription, SensorKind
from trainer.answers import Answer, Occasion
from trainer.commands import Command, Wish
from trainer.errors import JournalError
from trainer.history import earlier_changes_ln
from trainer.journal.entries import (
    Answered,
    Ended,
    EndReason,
    Entry,
    Header,
    Taken,
    entry_of_line,
    line_of_entry,
)
from trainer.journal.reader import read_journal
from trainer.journal.replay import replay
from trainer.plan import Pace, Plan, Stage
from trainer.self_talk import CALM_TALK, USUAL_TALK, self_talk_at
from trainer.session import Session
from trainer.signal.figure import Withheld
from trainer.timeline import Timeline

NOBODY = SensorDescription(SensorKind.NONE, "no sensor")
CALM = Plan.of_minutes(3.0, Pace(), 0.0, 0.0)


def test_a_session_without_a_sensor_ends_complete_and_says_why_it_has_no_figure() -> None:
    entries: list[Entry] = []
    session = Session(CALM, NOBODY, write=entries.append)
    session.step(100.0)
    snapshot = session.snapshot(100.0)
    assert snapshot.stage is Stage.BREATHING
    assert snapshot.heart_rate.withheld is snapshot.swing.withheld is Withheld.NO_SENSOR
    session.step(180.0)
    summary = session.summary
    assert summary is not None
    assert summary.is_complete
    assert (summary.breaths, summary.beats, summary.gaps) == (18, 0, 0)
    assert summary.heart_rate_before.value is None
    assert isinstance(entries[-1], Ended)


def test_three_minutes_more_are_whole_breaths_and_leave_the_breath_where_it_is() -> None:
    session = Session(CALM, NOBODY)
    session.step(47.3)
    before = session.timeline.breath_phase_at(47.3)
    session.step(47.3, [Command(47.3, Wish.MORE)])
    assert session.timeline.breath_phase_at(47.3) == before
    assert session.plan.breathing_s == 360.0
    assert session.snapshot(50.0).extended_s == 47.3
    session.step(359.0)
    assert session.stage is Stage.BREATHING
    session.step(360.0)
    assert session.summary is not None
    assert session.summary.breaths == 36


def test_more_is_not_given_once_the_breathing_is_over() -> None:
    session = Session(replace(CALM, quiet_after_s=60.0), NOBODY)
    session.step(200.0, [Command(200.0, Wish.MORE)])
    assert session.stage is Stage.QUIET_AFTER
    assert session.plan.breathing_s == 180.0
    assert session.snapshot(200.0).extended_s is None


def test_a_plan_grows_up_to_a_day_and_no_further() -> None:
    assert Plan(breathing_s=86_390.0).longer(3.0).breathing_s == 86_390.0


def test_a_longer_session_is_the_same_when_its_journal_is_played_again(tmp_path: Path) -> None:
    entries: list[Entry] = [Header("x", "2026-01-01T02:00:00+01:00", 0.0, 0.0, CALM, NOBODY)]
    session = Session(CALM, NOBODY, write=entries.append)
    session.step(170.0, [Command(60.0, Wish.MORE), Command(170.0, Wish.MORE)])
    session.step(600.0)
    entries.append(Answered(600.0, Answer(Occasion.AFTER, 3)))
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"".join(line_of_entry(entry) for entry in entries))
    journal = read_journal(path)
    assert journal.notes == ()
    assert replay(journal, lambda judged, context: None) == session.summary
    assert journal.ended is not None
    assert journal.ended.reason is EndReason.COMPLETE
    assert journal.upset(Occasion.AFTER) == 3
    assert journal.upset(Occasion.BEFORE) is None


@pytest.mark.parametrize("upset", [0, 7, 10])
@pytest.mark.parametrize("occasion", list(Occasion))
def test_an_answer_survives_its_line(occasion: Occasion, upset: int) -> None:
    entry = Answered(12.5, Answer(occasion, upset))
    assert entry_of_line(line_of_entry(entry)) == entry


@pytest.mark.parametrize("upset", [-1, 11, 2.5, "3", None, True])
def test_an_answer_that_cannot_be_is_a_journal_error(upset: object) -> None:
    record = {"kind": "answer", "at_s": 1.0, "occasion": "after", "upset": upset}
    with pytest.raises(JournalError):
        entry_of_line(json.dumps(record).encode())


def test_more_survives_its_line() -> None:
    entry = Taken(3.0, Command(3.0, Wish.MORE))
    assert entry_of_line(line_of_entry(entry)) == entry


def test_nobody_has_no_history(tmp_path: Path) -> None:
    assert earlier_changes_ln(tmp_path, NOBODY) == ()


@pytest.mark.parametrize("rhythm", [USUAL_TALK, CALM_TALK])
def test_lines_come_one_at_a_time_with_the_out_breath(rhythm: object) -> None:
    assert rhythm in (USUAL_TALK, CALM_TALK)
    chosen = CALM_TALK if rhythm is CALM_TALK else USUAL_TALK
    timeline = Timeline(CALM, 0.0)
    seen = [self_talk_at(timeline, at / 10, chosen) for at in range(1800)]
    shown = [talk for talk in seen if talk is not None]
    lines = [talk.line for talk in shown]
    assert lines == sorted(lines)
    starts = sorted({talk.appeared_s for talk in shown})
    assert all(start % 10.0 == 4.0 for start in starts)
    leaves = sorted({talk.leaves_s for talk in shown})
    for leave, start in zip(leaves, starts[1:], strict=False):
        assert leave < start
    assert len(starts) == (5 if chosen is CALM_TALK else 3)


def test_the_first_calm_line_comes_with_the_first_out_breath() -> None:
    talk = self_talk_at(Timeline(CALM, 0.0), 4.1, CALM_TALK)
    assert talk is not None
    assert (talk.line, talk.appeared_s) == (0, 4.0)
