"""Another pace on the way: the breath under way ends as it began, and nothing ever jumps."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.readings import Beat, LinkChanged, LinkState, Reading, SensorDescription, SensorKind
from devices.simulated_heart import SimulatedHeart
from trainer.commands import Command, Wish
from trainer.journal.entries import Entry, Header, line_of_entry
from trainer.journal.reader import read_journal
from trainer.journal.replay import replay
from trainer.pacing import breath_at, into_s_at, stepped
from trainer.plan import LONGEST_S, Pace, Plan, Stage
from trainer.self_talk import self_talk_at
from trainer.session import Session
from trainer.signal.carry_over import SwingChange
from trainer.signal.figure import Withheld
from trainer.timeline import Timeline

NOBODY = SensorDescription(SensorKind.NONE, "No sensor")
HEART = SensorDescription(SensorKind.SIMULATED, "Practice heart", 4)
PLAN = Plan.of_minutes(5.0, Pace(6.0), 20.0, 20.0)

paces = st.integers(min_value=6, max_value=30).map(lambda halves: Pace(halves / 2.0))
changes = st.lists(
    st.tuples(st.floats(min_value=0.0, max_value=330.0), paces), min_size=1, max_size=6
).map(lambda found: sorted(found, key=lambda change: change[0]))


def changed(found: list[tuple[float, Pace]]) -> list[Timeline]:
    """The timeline before any change, and after each."""
    timelines = [Timeline(PLAN, 0.0)]
    for at_s, pace in found:
        timelines.append(timelines[-1].at_pace(at_s, pace))
    return timelines


def test_a_new_pace_begins_with_the_next_breath() -> None:
    timeline = Timeline(PLAN, 0.0).at_pace(33.0, Pace(5.0))  # 1.3 breaths
    assert timeline.breath_phase_at(33.0) == pytest.approx(1.3)
    assert timeline.breath_phase_at(40.0) == 2.0
    assert timeline.breath_phase_at(46.0) == pytest.approx(2.5)
    assert timeline.pace_of(1.99) == Pace(6.0)
    assert timeline.pace_of(2) == Pace(5.0)
    assert timeline.breath_clock_s(3) == pytest.approx(52.0)


@given(changes, st.floats(min_value=0.0, max_value=400.0))
def test_what_has_passed_stays_and_the_breath_goes_on_without_a_jump(
    found: list[tuple[float, Pace]], later_s: float
) -> None:
    timelines = changed(found)
    for (at_s, _), before, after in zip(found, timelines, timelines[1:], strict=False):
        for earlier_s in (0.0, at_s / 2.0, at_s):
            assert after.breath_phase_at(earlier_s) == before.breath_phase_at(earlier_s)
    last = timelines[-1]
    step_s = 1e-4
    phase, next_phase = last.breath_phase_at(later_s), last.breath_phase_at(later_s + step_s)
    if phase is not None and next_phase is not None:
        fastest = 15.0 / 60.0
        assert 0.0 < next_phase - phase <= fastest * step_s * 1.001 + 1e-9


@given(changes)
def test_speed_and_acceleration_do_not_jump_at_any_change(found: list[tuple[float, Pace]]) -> None:
    timeline = changed(found)[-1]
    step_s = 1e-3
    for part in timeline.later_paces:
        seam_s = timeline.breath_clock_s(part.breath)
        before = [timeline.asked_fullness_at(seam_s - k * step_s) for k in (2, 1)]
        after = [timeline.asked_fullness_at(seam_s + k * step_s) for k in (1, 2)]
        for fullness in (*before, *after):
            # The jerk is at most 60 / (0.4 x 4 s)^3 = 15 a second cubed: 2 ms make this of it.
            assert fullness is not None
            assert fullness <= 15.0 * (2.0 * step_s) ** 3 / 6.0 + 1e-9


@given(changes)
def test_the_breathing_stays_whole_breaths_of_about_the_length_that_was_asked_for(
    found: list[tuple[float, Pace]],
) -> None:
    timeline = changed(found)[-1]
    breaths = timeline.breaths_at(timeline.plan.breathing_s)
    assert breaths == pytest.approx(round(breaths), abs=1e-6)
    slowest_s = max(part.pace.breath_s for part in timeline.paces)
    assert abs(timeline.plan.breathing_s - PLAN.breathing_s) <= slowest_s / 2.0 + 1e-6


@given(changes, st.floats(min_value=0.0, max_value=40.0))
def test_breaths_and_seconds_are_each_the_inverse_of_the_other(
    found: list[tuple[float, Pace]], breath: float
) -> None:
    parts = changed(found)[-1].paces
    assert breath_at(parts, into_s_at(parts, breath)) == pytest.approx(breath, abs=1e-9)


def test_there_and_back_again_gives_the_same_length_again() -> None:
    timeline = Timeline(PLAN, 0.0)
    assert timeline.at_pace(43.0, Pace(5.5)).plan.breathing_s != PLAN.breathing_s
    assert timeline.at_pace(43.0, Pace(5.5)).at_pace(44.0, Pace(6.0)) == replace(
        timeline, wanted_s=300.0
    )
    later = timeline.at_pace(43.0, Pace(5.5)).at_pace(65.0, Pace(6.0))
    assert abs(later.plan.breathing_s - 300.0) <= 5.0


def test_a_pace_that_is_asked_for_in_the_quiet_holds_from_the_first_breath() -> None:
    timeline = Timeline(PLAN, 0.0).at_pace(5.0, Pace(3.0))
    assert timeline.plan.pace == Pace(3.0)
    assert timeline.later_paces == ()
    assert timeline.plan.breathing_s == 300.0
    one = Timeline(Plan(Pace(15.0), 4.0, 10.0, 0.0), 0.0)
    assert one.at_pace(5.0, Pace(3.0)).plan.breathing_s == 20.0
    slow = Timeline(Plan(Pace(3.0), 20.0, 10.0, 0.0), 0.0)
    assert slow.at_pace(5.0, Pace(15.0)).breaths == 5


def test_the_last_breath_keeps_its_pace() -> None:
    timeline = Timeline(PLAN, 0.0)
    assert timeline.at_pace(310.5, Pace(5.0)) is timeline
    assert timeline.at_pace(330.0, Pace(5.0)) is timeline
    assert timeline.at_pace(305.0, Pace(3.0)).breaths == 30  # ten seconds are half a breath
    assert timeline.at_pace(33.0, Pace(3.5)).at_pace(299.0, Pace(3.0)).last_pace == Pace(3.5)
    assert timeline.at_pace(40.0, Pace(6.0)) is timeline


def test_a_day_of_breathing_stays_a_day() -> None:
    timeline = Timeline(Plan.of_minutes(1440.0, Pace(6.0), 0.0, 0.0), 0.0)
    for pace in (Pace(5.5), Pace(7.0), Pace(9.5)):
        assert timeline.at_pace(15.0, pace).plan.breathing_s <= LONGEST_S


def test_another_share_of_the_in_breath_is_refused() -> None:
    with pytest.raises(ValueError, match=r"in-breath of 0\.5 after 0\.4"):
        Timeline(PLAN, 0.0).at_pace(40.0, Pace(5.0, 0.5))


def test_a_pause_stands_still_in_a_changed_breath_too() -> None:
    timeline = Timeline(PLAN, 0.0).at_pace(33.0, Pace(5.0))
    paused = timeline.paused(46.0)
    assert paused.at_pace(50.0, Pace(4.0)).breath_phase_at(60.0) == pytest.approx(2.5)
    resumed = paused.at_pace(50.0, Pace(4.0)).resumed(76.0)
    assert resumed.breath_phase_at(76.0) == pytest.approx(2.5)
    assert resumed.breath_phase_at(82.0) == 3.0
    assert resumed.breath_phase_at(97.0) == pytest.approx(4.0)


def test_a_line_still_comes_with_an_out_breath_and_stays_three() -> None:
    timeline = Timeline(PLAN, 0.0).at_pace(33.0, Pace(5.0))
    talk = self_talk_at(timeline, 46.0)
    assert talk is not None
    assert talk.appeared_s == pytest.approx(34.0)  # 0.4 into the breath from 30 s on
    assert talk.fade_s == pytest.approx(6.0)
    assert talk.leaves_s == pytest.approx(timeline.breath_clock_s(5.4))
    assert talk.leaves_s == pytest.approx(40.0 + 3.4 * 12.0)


@pytest.mark.parametrize(
    ("pace", "slower", "faster"),
    [(6.0, 5.5, 6.5), (5.8, 5.5, 6.0), (3.0, 3.0, 3.5), (15.0, 14.5, 15.0), (3.2, 3.0, 3.5)],
)
def test_steps_are_half_breaths_a_minute_within_three_and_fifteen(
    pace: float, slower: float, faster: float
) -> None:
    assert stepped(Pace(pace), is_slower=True) == Pace(slower)
    assert stepped(Pace(pace, 0.5), is_slower=False) == Pace(faster, 0.5)


def test_a_session_goes_on_at_the_pace_that_was_wished_for_and_tells_it() -> None:
    session = Session(PLAN, NOBODY)
    session.step(33.0, [Command(33.0, Wish.SLOWER), Command(33.0, Wish.SLOWER)])
    change = session.snapshot(33.0).pace_change
    assert change is not None
    assert (change.breaths_per_min, change.is_slower, change.has_changed) == (5.0, True, True)
    assert session.timeline.breath_clock_s(3) == pytest.approx(52.0)
    session.step(400.0)
    summary = session.summary
    assert summary is not None
    assert summary.is_complete
    assert summary.breaths == 2 + 23  # 280 s are left of 300: 23.3 breaths of 12 s
    assert (summary.pace_changes, summary.last_pace_per_min) == (1, 5.0)


def test_a_pace_that_was_never_reached_is_not_told_in_the_summary() -> None:
    session = Session(PLAN, NOBODY)
    session.step(39.0, [Command(38.0, Wish.FASTER)])
    session.finish()
    assert session.summary is not None
    assert session.summary.pace_changes == 0
    assert session.summary.last_pace_per_min == 6.0


def test_a_wish_that_changes_nothing_says_so() -> None:
    session = Session(replace(PLAN, pace=Pace(3.0)), NOBODY)
    session.step(45.0, [Command(45.0, Wish.SLOWER)])
    change = session.snapshot(45.0).pace_change
    assert change is not None
    assert (change.breaths_per_min, change.has_changed) == (3.0, False)
    session.step(325.0, [Command(325.0, Wish.SLOWER)])
    assert session.stage is Stage.QUIET_AFTER
    assert session.snapshot(325.0).pace_change == change


def heard(plan: Plan, wishes: tuple[Command, ...], seed: int = 4) -> list[Reading | Command]:
    """Readings of a simulated person who follows the pacer through its changes, with the wishes."""
    shown = Session(plan, NOBODY)
    heart = SimulatedHeart(seed)
    heart.follow(shown.timeline.asked_fullness_at)
    found: list[Reading | Command] = [LinkChanged(0.0, LinkState.ARRIVING)]
    waiting = list(wishes)
    while (beat := heart.next_beat()).beat_s < plan.total_s + 30.0:
        while waiting and waiting[0].at_s <= beat.beat_s:
            found.append(waiting[0])
            shown.step(waiting[0].at_s, [waiting.pop(0)])
            heart.follow(shown.timeline.asked_fullness_at)
        if not beat.is_lost:
            found.append(Beat(beat.beat_s, beat.beat_s, beat.rr_ms))
    return found


def run(plan: Plan, inputs: list[Reading | Command], until_s: float = math.inf) -> Session:
    session = Session(plan, HEART)
    for what in inputs:
        if what.at_s > until_s:
            break
        session.step(what.at_s, [what])
    return session


def test_the_own_start_is_measured_anew_at_another_pace_and_the_swing_goes_on() -> None:
    wishes = tuple(Command(150.0, Wish.SLOWER) for _ in range(3))
    inputs = heard(PLAN, wishes)
    before = run(PLAN, inputs, 159.0).snapshot(159.0)
    assert before.swing_start.value is not None
    assert isinstance(before.live.swing_change, SwingChange)
    soon = run(PLAN, inputs, 170.0).snapshot(170.0)  # the new pace holds from 160 s on
    assert soon.swing.value is not None
    assert soon.swing_start.withheld is Withheld.TOO_SHORT
    assert soon.live.swing_change is Withheld.TOO_SHORT
    later = run(PLAN, inputs, 250.0).snapshot(250.0)
    assert later.swing_start.value is not None
    assert later.swing_start.value != before.swing_start.value
    assert isinstance(later.live.swing_change, SwingChange)


def test_how_time_is_cut_into_frames_changes_nothing_across_a_change(tmp_path: Path) -> None:
    """And the journal, read again, gives the same summary."""
    inputs = heard(PLAN, (Command(77.7, Wish.SLOWER), Command(210.1, Wish.FASTER)))
    entries: list[Entry] = []
    fine = Session(PLAN, HEART, 0.0, entries.append)
    at_s = 0.0
    for what in inputs:
        while at_s < what.at_s:
            fine.step(at_s)
            at_s += 0.31
        fine.step(what.at_s, [what])
    coarse = run(PLAN, inputs)
    assert fine.summary == coarse.summary
    assert fine.summary is not None
    assert fine.summary.pace_changes == 2
    header = Header("test", "2026-03-14T02:12:00+01:00", 0.0, 0.0, PLAN, HEART, (), None)
    path = tmp_path / "session.jsonl"
    path.write_bytes(b"".join(line_of_entry(entry) for entry in (header, *entries)))
    journal = read_journal(path)
    assert replay(journal, lambda judged, context: None) == fine.summary
    assert journal.ended is not None
    assert journal.ended.summary == fine.summary
