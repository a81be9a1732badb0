"""Made-up snapshots of a heart that rides the breath: the example of the pictures.

Used by the tests of the scenes, the frame-time benchmark and the screenshot command. Nothing
here is measured; the beats follow a formula, with two corrected beats and one gap.
"""

from __future__ import annotations

import math
from dataclasses import replace

from devices.readings import LinkState, SensorDescription, SensorKind
from trainer.heart_course import CoursePoint, HeartCourse
from trainer.journal.unsaved import Unsaved
from trainer.pacing import PaceChange
from trainer.plan import Pace, Plan, Stage
from trainer.signal.breath_side import BreathSide
from trainer.signal.breath_step import BreathInStep
from trainer.signal.carry_over import CarryOver, SpreadSource, SwingChange
from trainer.signal.figure import Figure, Withheld
from trainer.signal.response import RateChange
from trainer.snapshot import (
    BreathPoint,
    BreathSource,
    OwnBreath,
    SelfTalk,
    Snapshot,
    Summary,
    TracePoint,
)
from trainer.timeline import Timeline
from trainer.trust import Trust, TrustState

PLAN = Plan(Pace(6.0, 0.4), breathing_s=300.0)
"""Five minutes at six breaths a minute, with a quiet minute on each side."""
FULL_S = 60.0 + 12 * 10.0 + 3.95
"""Just before the turn to the out-breath: the belly is full."""
EMPTY_S = 60.0 + 13 * 10.0 - 0.05
"""Just before the turn to the in-breath: the belly is empty."""
MIDDLE_S = 60.0 + 12 * 10.0 + 2.0
"""Half way through an in-breath."""
QUIET_S = 38.0
"""In the quiet minute before."""

TRACE_S = 70.0
GAP_AGE_S = (27.0, 31.5)
"""No beats between these ages of the trace, where a gap is asked for."""
_COURSE_GAP_AGE_S = 130.0
_CORRECTED_AGES_S = (14.0, 45.0)


def heart_rate_bpm(elapsed_s: float, plan: Plan) -> float:
    """Made-up heart rate that follows the breath a little late."""
    slow = 1.2 * math.sin(elapsed_s / 9.7) + 0.8 * math.sin(elapsed_s / 3.1 + 1.0)
    into_s = elapsed_s - plan.quiet_before_s
    if not 0.0 <= into_s <= plan.breathing_s:
        return 69.0 + 2.2 * math.sin(2 * math.pi * elapsed_s / 4.3) + slow
    learnt = 0.45 + 0.55 * min(1.0, into_s / 90.0)
    phase = into_s / plan.pace.breath_s - 0.17
    return 66.0 + 8.0 * learnt * math.sin(2 * math.pi * phase) + slow


def example_trace(
    timeline: Timeline, at_s: float, *, has_gap: bool = True
) -> tuple[TracePoint, ...]:
    """Heart line of the last seconds, from beats that the formula gives."""
    points: list[TracePoint] = []
    beat_s = timeline.started_s
    starts = True
    while True:
        rate = heart_rate_bpm(timeline.elapsed_s(beat_s), timeline.plan)
        beat_s += 60.0 / rate
        if beat_s > at_s:
            return tuple(points)
        age_s = at_s - beat_s
        if age_s > TRACE_S:
            continue
        if has_gap and GAP_AGE_S[0] < age_s < GAP_AGE_S[1]:
            starts = True
            continue
        is_corrected = any(abs(age_s - corrected) < 0.9 for corrected in _CORRECTED_AGES_S)
        points.append(TracePoint(beat_s, rate, is_corrected, starts))
        starts = False


def example_course(timeline: Timeline, at_s: float) -> tuple[CoursePoint, ...]:
    """The heart from the start up to a time, with one gap."""
    course = HeartCourse()
    beat_s = timeline.started_s
    while True:
        rate = heart_rate_bpm(timeline.elapsed_s(beat_s), timeline.plan)
        beat_s += 60.0 / rate
        if beat_s > at_s:
            return course.points()
        if not GAP_AGE_S[0] < at_s - beat_s - _COURSE_GAP_AGE_S < GAP_AGE_S[1]:
            course.take(beat_s, 60_000.0 / rate)


def example_summary() -> Summary:
    """Figures of a finished session."""
    return Summary(
        is_complete=True,
        breathing_s=300.0,
        breaths=30,
        beats=472,
        corrected_share=0.011,
        gaps=1,
        heart_rate_before=Figure(72.0, window_s=60.0, beats=71),
        heart_rate_after=Figure(66.0, window_s=60.0, beats=65),
        rmssd_before=Figure(28.0, window_s=60.0, beats=71),
        rmssd_after=Figure(34.0, window_s=60.0, beats=65),
        swing_start=Figure(8.2, standard_error=0.9, window_s=30.0, beats=34),
        swing_end=Figure(14.1, standard_error=1.1, window_s=30.0, beats=33),
        swing_mean=Figure(13.0, window_s=300.0, beats=330),
        swing_change=SwingChange(5.9, 1.4, is_clear=True),
        rate_change=RateChange(-3.1, 1.2, is_clear=True),
        carry_over=CarryOver(0.19, 1.21, 0.30, 0.59, SpreadSource.DEFAULT, 0),
        breaths_in_step=26,
        breaths_judged=29,
    )


def example_snapshot(at_s: float = FULL_S, *, plan: Plan = PLAN, has_gap: bool = True) -> Snapshot:
    """Session at a time, sensor clear, three breaths known."""
    timeline = Timeline(plan, started_s=0.0)
    stage = timeline.stage_at(at_s)
    ends = {found: end_s for found, _, end_s in plan.stages}
    rate = heart_rate_bpm(at_s, plan)
    too_short = Figure(None, Withheld.TOO_SHORT)
    is_breathing = stage is Stage.BREATHING
    return Snapshot(
        at_s=at_s,
        timeline=timeline,
        stage=stage,
        is_paused=False,
        stage_left_s=max(0.0, ends.get(stage, plan.total_s) - at_s),
        session_left_s=max(0.0, plan.total_s - at_s),
        sensor=SensorDescription(SensorKind.SIMULATED, "Practice heart", seed=1),
        link_state=LinkState.ARRIVING,
        link_since_s=0.0,
        heart_rate=Figure(rate, window_s=10.0, beats=11),
        swing=Figure(14.1, standard_error=1.1, window_s=30.0, beats=33)
        if is_breathing
        else too_short,
        swing_start=Figure(8.2, standard_error=0.9, window_s=30.0, beats=34)
        if is_breathing
        else too_short,
        trust=Trust(TrustState.STEADY, "The beats are clear."),
        trace=example_trace(timeline, at_s, has_gap=has_gap),
        self_talk=SelfTalk(0, at_s - 10.0, at_s + 20.0, 6.0),
        summary=None,
    )


def example_breath(
    timeline: Timeline,
    at_s: float,
    *,
    seen_until_s: float = math.inf,
    source: BreathSource = BreathSource.STRAP,
) -> OwnBreath:
    """Breath of somebody who follows a little late, and moved about 30 s ago."""
    course: list[BreathPoint] = []
    starts = True
    for number in range(math.ceil((at_s - TRACE_S) * 5), math.floor((at_s - 0.4) * 5)):
        point_s = number / 5
        asked = timeline.asked_fullness_at(point_s - 0.5)
        late = timeline.asked_fullness_at(point_s - 0.9)
        is_seen = point_s < seen_until_s and not 27.0 < at_s - point_s < 33.0
        fullness = None
        if is_seen and asked is not None and late is not None:
            slow = 0.05 * math.sin(point_s / 4.1)
            fullness = min(1.0, max(0.0, 0.06 + 0.45 * (asked + late) + slow))
        withheld = Withheld.MOVING if fullness is None else None
        side = BreathSide.PACER
        stage, phase = timeline.stage_at(point_s), timeline.breath_phase_at(point_s)
        starts_segment = fullness is not None and starts
        starts = fullness is None
        rate = None if fullness is None else 6.0
        course.append(
            BreathPoint(
                point_s,
                fullness,
                rate,
                withheld,
                side,
                starts_segment,
                stage,
                phase,
                asked,
                None if fullness is None else 1.0,
                None if fullness is None else 0.93,
                None if fullness is None else 0.05,
                source,
            )
        )
    if course and course[-1].fullness is not None:
        now = Figure(course[-1].fullness)
        in_step = BreathInStep(0.93, 0.05, is_in_step=True)
        return OwnBreath(
            source, Figure(6.0), now, BreathSide.PACER, in_step, Figure(0.96), tuple(course)
        )
    why = Withheld.MOVING if source is BreathSource.STRAP else Withheld.NO_BELT
    none = Figure(None, why)
    return OwnBreath(source, none, none, BreathSide.UNKNOWN, why, none, tuple(course))


def strap_snapshot(at_s: float = FULL_S, *, seen_until_s: float = math.inf) -> Snapshot:
    """Session with a strap that sends its movement too."""
    running = example_snapshot(at_s)
    return replace(
        running,
        sensor=SensorDescription(SensorKind.STRAP, "Polar H10 1A2B3C4D"),
        own_breath=example_breath(running.timeline, at_s, seen_until_s=seen_until_s),
    )


def belt_snapshot(at_s: float = FULL_S, *, seen_until_s: float = math.inf) -> Snapshot:
    """Session with a wired pulse sensor and a belt on the same board; a dead one after a time."""
    running = example_snapshot(at_s)
    return replace(
        running,
        sensor=SensorDescription(SensorKind.PULSE_SENSOR, "Pulse sensor"),
        own_breath=example_breath(
            running.timeline, at_s, seen_until_s=seen_until_s, source=BreathSource.BELT
        ),
    )


def other_pace_snapshot(at_s: float) -> Snapshot:
    """Just after a slower pace was asked for, which comes with the next breath."""
    running = example_snapshot(at_s)
    timeline = running.timeline.at_pace(at_s - 1.0, Pace(5.0, PLAN.pace.inhale_share))
    change = PaceChange(at_s - 1.0, 5.0, is_slower=True, has_changed=True)
    return replace(running, timeline=timeline, pace_change=change)


def paused_snapshot(at_s: float = MIDDLE_S, paused_for_s: float = 5.0) -> Snapshot:
    """Session that was paused at a time, some seconds later."""
    running = example_snapshot(at_s)
    return replace(
        running,
        at_s=at_s + paused_for_s,
        timeline=running.timeline.paused(at_s),
        is_paused=True,
    )


def withheld_snapshot(at_s: float = MIDDLE_S) -> Snapshot:
    """Session whose sensor has fallen silent."""
    silent = Figure(None, Withheld.SILENT)
    running = example_snapshot(at_s)
    return replace(
        running,
        link_state=LinkState.SILENT,
        heart_rate=silent,
        swing=Figure(None, Withheld.GAP),
        trace=tuple(point for point in running.trace if point.beat_s < at_s - 9.0),
    )


def unsaved_snapshot(at_s: float = FULL_S) -> Snapshot:
    """Session whose journal cannot be written."""
    return replace(example_snapshot(at_s), unsaved=Unsaved(is_full=True))


def summary_snapshot() -> Snapshot:
    """Session at its end."""
    snapshot = example_snapshot(PLAN.total_s)
    return replace(
        snapshot,
        stage=Stage.ENDED,
        self_talk=None,
        summary=example_summary(),
        course=example_course(snapshot.timeline, snapshot.at_s),
        saved_to="Documents/Bellybreath/2026-03-14_0212.journal",
    )
