"""The plan, the stages and the breath that is asked for."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.errors import PlanError
from trainer.plan import Pace, Plan, Stage
from trainer.self_talk import self_talk_at
from trainer.timeline import Timeline, fullness_of_phase

shares = st.floats(min_value=0.25, max_value=0.6)


@pytest.mark.parametrize("pace", [2.9, 15.1, 0.0, -6.0, math.nan, math.inf])
def test_a_pace_outside_three_to_fifteen_is_refused(pace: float) -> None:
    with pytest.raises(PlanError, match="outside 3 to 15"):
        Pace(pace)


@pytest.mark.parametrize("share", [0.1, 0.7, math.nan])
def test_an_in_breath_share_outside_its_range_is_refused(share: float) -> None:
    with pytest.raises(PlanError, match=r"outside 0\.25 to 0\.6"):
        Pace(6.0, share)


@pytest.mark.parametrize("minutes", [0.0, -1.0, 1441.0, math.nan, math.inf])
def test_a_length_that_cannot_be_is_refused(minutes: float) -> None:
    with pytest.raises(PlanError, match="more than 0 and at most 1440 minutes"):
        Plan.of_minutes(minutes, Pace())


@given(st.floats(min_value=0.1, max_value=30.0), st.floats(min_value=3.0, max_value=15.0))
def test_a_planned_length_is_a_whole_number_of_breaths(minutes: float, pace: float) -> None:
    plan = Plan.of_minutes(minutes, Pace(pace))
    breaths = plan.breathing_s / plan.pace.breath_s
    assert breaths == pytest.approx(round(breaths), abs=1e-6)
    assert plan.breathing_s >= 60.0 * minutes - 1e-6
    assert plan.breathing_s <= 60.0 * minutes + plan.pace.breath_s + 1e-6


def test_five_minutes_at_six_are_thirty_breaths_between_two_quiet_minutes() -> None:
    assert Plan.of_minutes(5.0, Pace(6.0)).stages == (
        (Stage.QUIET_BEFORE, 0.0, 60.0),
        (Stage.BREATHING, 60.0, 360.0),
        (Stage.QUIET_AFTER, 360.0, 420.0),
    )


def test_a_stage_without_length_is_left_out() -> None:
    plan = Plan.of_minutes(1.0, Pace(), quiet_before_s=0.0, quiet_after_s=0.0)
    assert plan.stages == ((Stage.BREATHING, 0.0, 60.0),)


@given(shares, st.floats(min_value=0.0, max_value=5.0))
def test_fullness_is_between_empty_and_full(share: float, phase: float) -> None:
    assert 0.0 <= fullness_of_phase(phase, share) <= 1.0 + 1e-12


@given(shares)
def test_the_belly_is_empty_at_the_seam_and_full_at_the_turn(share: float) -> None:
    assert fullness_of_phase(0.0, share) == 0.0
    assert fullness_of_phase(share, share) == pytest.approx(1.0)


@given(shares)
def test_seams_are_smooth_to_the_second_derivative(share: float) -> None:
    """Speed and acceleration on both sides of a seam, by differences over a small step."""
    step = 1e-4
    for seam in (1.0, 1.0 + share):
        values = [fullness_of_phase(seam + k * step, share) for k in (-2, -1, 0, 1, 2)]
        before = (values[2] - 2.0 * values[1] + values[0]) / step**2
        after = (values[4] - 2.0 * values[3] + values[2]) / step**2
        # The third derivative is at most 60 / share^3; over a step it makes less than this.
        assert abs(after - before) < 4.0 * 60.0 / 0.25**3 * step
        assert abs(values[3] - values[2]) / step < 1e-3


def test_the_timeline_knows_stage_and_breath() -> None:
    timeline = Timeline(Plan.of_minutes(1.0, Pace(6.0)), started_s=100.0)
    assert timeline.stage_at(159.9) is Stage.QUIET_BEFORE
    assert timeline.breath_phase_at(159.9) is None
    assert timeline.asked_fullness_at(159.9) is None
    assert timeline.stage_at(160.0) is Stage.BREATHING
    assert timeline.breath_phase_at(165.0) == pytest.approx(0.5)
    assert timeline.asked_fullness_at(164.0) == pytest.approx(1.0)
    assert timeline.stage_at(220.0) is Stage.QUIET_AFTER
    assert timeline.stage_at(280.0) is Stage.ENDED


@given(
    st.floats(min_value=61.0, max_value=100.0),
    st.floats(min_value=0.0, max_value=500.0),
    st.floats(min_value=0.0, max_value=15.0),
)
def test_a_pause_carries_the_phase_on(at_s: float, pause_s: float, later_s: float) -> None:
    timeline = Timeline(Plan.of_minutes(1.0, Pace(6.0)), started_s=0.0)
    paused = timeline.paused(at_s)
    assert paused.asked_fullness_at(at_s + later_s) is None
    assert paused.breath_phase_at(at_s + later_s) == timeline.breath_phase_at(at_s)
    resumed = paused.resumed(at_s + pause_s)
    assert resumed.breath_phase_at(at_s + pause_s + later_s) == pytest.approx(
        timeline.breath_phase_at(at_s + later_s), abs=1e-9
    )


def test_a_beat_that_comes_after_a_pause_is_placed_where_it_beat() -> None:
    timeline = Timeline(Plan.of_minutes(1.0, Pace(6.0)), started_s=0.0)
    resumed = timeline.paused(70.0).resumed(85.0)
    assert resumed.breath_phase_at(68.0) == timeline.breath_phase_at(68.0)
    assert resumed.asked_fullness_at(75.0) is None
    assert resumed.clock_s(65.0) == 65.0
    assert resumed.clock_s(75.0) == 90.0


@pytest.mark.parametrize(
    "timeline",
    [
        Timeline(Plan(Pace()), 10.0),
        Timeline(Plan(Pace()), 10.0).paused(40.0).resumed(55.0).paused(90.0).resumed(91.0),
        Timeline(Plan(Pace()), 10.0).paused(40.0).resumed(55.0).paused(120.0),
    ],
)
def test_many_times_at_once_are_told_as_one_by_one(timeline: Timeline) -> None:
    times_s = np.arange(10.0, 200.0, 0.5)
    one_by_one = list(times_s)
    assert list(timeline.elapsed_s_of(times_s)) == [timeline.elapsed_s(t) for t in one_by_one]
    assert list(timeline.are_paused_at(times_s)) == [timeline.is_paused_at(t) for t in one_by_one]


def test_pausing_twice_and_resuming_twice_is_once() -> None:
    timeline = Timeline(Plan(), 0.0)
    assert timeline.paused(10.0).paused(20.0) == timeline.paused(10.0)
    assert timeline.resumed(20.0) is timeline


def test_a_line_comes_with_an_out_breath_stays_three_breaths_and_rests_three() -> None:
    timeline = Timeline(Plan.of_minutes(5.0, Pace(6.0)), started_s=0.0)
    talks = [self_talk_at(timeline, 60.0 + 10.0 * breath + 5.0) for breath in range(16)]
    lines = [None if talk is None else talk.line for talk in talks]
    assert lines == [None, 0, 0, 0, 0, None, None, None, 1, 1, 1, 1, None, None, None, 2]
    first = self_talk_at(timeline, 75.0)
    assert first is not None
    assert first.appeared_s == pytest.approx(74.0)
    assert first.fade_s == pytest.approx(6.0)
    assert first.leaves_s == pytest.approx(114.0)


def test_no_line_speaks_in_the_quiet_or_in_a_pause() -> None:
    timeline = Timeline(Plan.of_minutes(5.0, Pace(6.0)), started_s=0.0)
    assert self_talk_at(timeline, 30.0) is None
    assert self_talk_at(timeline, 400.0) is None
    assert self_talk_at(timeline.paused(75.0), 80.0) is None
