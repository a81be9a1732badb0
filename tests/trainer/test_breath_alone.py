"""Going on without the sensor: what was measured stands, nothing is added, and it says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.readings import Beat, Reading
from tests.trainer.example import PLAN, SENSOR, readings
from trainer.commands import Command, Wish
from trainer.journal.entries import Ended, Entry, Header, Taken, entry_of_line, line_of_entry
from trainer.journal.reader import Journal
from trainer.journal.replay import replay
from trainer.session import Session
from trainer.signal.beats import JudgedBeat
from trainer.signal.figure import Withheld
from trainer.snapshot import Summary
from trainer.trust import TrustState

HALF_WAY_S = 95.0
"""In the middle of the paced breathing, which lasts from 60 to 120 s."""


def session_with(*wishes: Command) -> tuple[Session, list[Entry], list[JudgedBeat]]:
    entries: list[Entry] = []
    judged: list[JudgedBeat] = []
    session = Session(PLAN, SENSOR, 0.0, entries.append, lambda beat, context: judged.append(beat))
    inputs: list[Reading | Command] = sorted([*readings(), *wishes], key=lambda what: what.at_s)
    for what in inputs:
        session.step(what.at_s, [what])
    session.finish()
    return session, entries, judged


def summary_with(*wishes: Command) -> Summary:
    summary = session_with(*wishes)[0].summary
    assert summary is not None
    return summary


ALONE = Command(HALF_WAY_S, Wish.WITHOUT_SENSOR)


def test_beats_that_come_afterwards_are_kept_and_not_counted() -> None:
    _, entries, judged = session_with(ALONE)
    kept = [entry.what for entry in entries if isinstance(entry, Taken)]
    assert sum(isinstance(what, Beat) and what.at_s > HALF_WAY_S for what in kept) > 50
    assert kept.count(ALONE) == 1
    assert max(beat.beat_s for beat in judged) <= HALF_WAY_S


def test_the_summary_has_what_was_measured_until_then_and_no_number_of_afterwards() -> None:
    whole, summary = summary_with(), summary_with(ALONE)
    assert summary.alone_from_s == HALF_WAY_S
    assert whole.alone_from_s is None
    assert summary.heart_rate_before == whole.heart_rate_before
    assert summary.swing_start == whole.swing_start
    assert summary.breaths == whole.breaths == 6
    for figure in (summary.swing_end, summary.heart_rate_after, summary.rmssd_after):
        assert figure.withheld is Withheld.SET_ASIDE
    for measure in (summary.swing_change, summary.rate_change, summary.carry_over):
        assert measure is Withheld.SET_ASIDE


def test_a_sensor_set_aside_in_the_last_minute_leaves_the_swing_as_it_was() -> None:
    whole = summary_with()
    summary = summary_with(Command(140.0, Wish.WITHOUT_SENSOR))
    assert summary.swing_end == whole.swing_end
    assert summary.swing_change == whole.swing_change
    assert summary.rmssd_after.withheld is not None


def test_a_sensor_set_aside_at_once_leaves_no_number_and_one_reason() -> None:
    summary = summary_with(Command(0.2, Wish.WITHOUT_SENSOR))
    figures = (summary.heart_rate_before, summary.swing_start, summary.swing_mean)
    assert {figure.withheld for figure in figures} == {Withheld.SET_ASIDE}
    assert summary.beats == 0


def test_while_alone_no_number_is_shown_and_nothing_is_called_lost() -> None:
    session = Session(PLAN, SENSOR)
    for reading in readings(until_s=HALF_WAY_S):
        session.step(reading.at_s, [reading])
    assert session.snapshot(HALF_WAY_S).heart_rate.value is not None
    session.step(HALF_WAY_S, [ALONE])
    session.step(HALF_WAY_S + 10.0)
    snapshot = session.snapshot(HALF_WAY_S + 10.0)
    assert snapshot.is_alone
    assert not snapshot.listens
    assert snapshot.heart_rate.withheld is snapshot.swing.withheld is Withheld.SET_ASIDE
    assert snapshot.trust.state is TrustState.LISTENING
    assert snapshot.timeline.breath_phase_at(HALF_WAY_S + 10.0) == pytest.approx(4.5)


def test_a_sensor_that_is_taken_up_again_measures_again_after_one_gap() -> None:
    again = (Command(80.0, Wish.WITHOUT_SENSOR), Command(84.0, Wish.WITH_SENSOR))
    whole, summary = summary_with(), summary_with(*again)
    assert summary.alone_from_s is None
    assert summary.gaps == whole.gaps + 1
    assert summary.swing_end.value is not None
    assert summary.rmssd_after.value == whole.rmssd_after.value


def test_taking_up_what_was_never_set_aside_changes_nothing() -> None:
    assert summary_with(Command(80.0, Wish.WITH_SENSOR)) == summary_with()


def test_a_replay_of_the_journal_gives_the_same_summary() -> None:
    for wishes in ((ALONE,), (ALONE, Command(101.0, Wish.WITH_SENSOR))):
        session, entries, _ = session_with(*wishes)
        header = Header("test", "2026-01-01T00:00:00+00:00", 0.0, 0.0, PLAN, SENSOR)
        read = tuple(entry_of_line(line_of_entry(entry)) for entry in entries)
        journal = Journal(Path("x"), header, read, ())
        assert journal.ended is not None
        assert journal.ended.summary == session.summary
        assert replay(journal, lambda judged, context: None) == session.summary


def test_a_summary_from_before_sensors_could_be_set_aside_is_read() -> None:
    _, entries, _ = session_with()
    line = line_of_entry(entries[-1])
    assert b',"alone_from_s":null' in line
    read = entry_of_line(line.replace(b',"alone_from_s":null', b""))
    assert isinstance(read, Ended)
    assert read == entries[-1]
