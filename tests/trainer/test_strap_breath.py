"""A strap's movement in a session: its breath beside the pacer, live and from the journal."""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.readings import LinkChanged, LinkState, PacketReceived, PacketSource, Reading
from tests.breathing_strap import follower, movement_packets, settings_told
from tests.trainer.example import PLAN, SENSOR
from trainer.commands import Command, Wish
from trainer.journal.entries import Entry, Header, entry_of_line, line_of_entry
from trainer.journal.reader import Journal
from trainer.journal.replay import replay
from trainer.own_breath import POINT_EVERY_S
from trainer.session import Session
from trainer.signal import strap_movement
from trainer.signal.arrays import FloatArray
from trainer.signal.breath_rhythm import BreathRhythm, breath_rhythm_in_steps
from trainer.signal.breath_side import BreathSide
from trainer.signal.breath_step import BreathInStep, breath_in_step
from trainer.signal.figure import Withheld
from trainer.snapshot import BreathPoint, OwnBreath
from trainer.timeline import Timeline, fullness_of_phase

TIMELINE = Timeline(PLAN, 0.0)
ASKED = TIMELINE.asked_fullness_at
"""A quiet minute, one at six breaths a minute, a quiet minute."""


def heard(
    inputs: Sequence[Reading | Command], *, until_s: float
) -> tuple[Session, list[Entry], list[BreathPoint]]:
    """A session that has taken the inputs one by one, its journal, and the breath's course."""
    entries: list[Entry] = []
    points: list[BreathPoint] = []
    session = Session(PLAN, SENSOR, 0.0, entries.append, watch_breath=points.append)
    for what in inputs:
        session.step(what.at_s, [what])
    session.step(until_s)
    return session, entries, points


def followed(end_s: float = 118.0, begin_s: float = 0.0) -> list[Reading | Command]:
    """Packets of somebody who follows the pacer 0.4 s late."""
    return [settings_told(), *movement_packets(follower(ASKED), begin_s, end_s)]


def breath_of(session: Session, at_s: float) -> OwnBreath:
    breath = session.snapshot(at_s).own_breath
    assert breath is not None
    return breath


def test_whoever_follows_the_pacer_sees_the_own_breath_go_with_it() -> None:
    session, _, points = heard(followed(), until_s=118.0)
    breath = breath_of(session, 118.0)
    assert breath.rate.value == pytest.approx(6.0, abs=0.3)
    assert breath.side is BreathSide.PACER
    assert isinstance(breath.in_step, BreathInStep)
    assert breath.in_step.is_in_step
    # 0.4 s late of 10 s.
    assert breath.in_step.lag_breaths == pytest.approx(0.04, abs=0.02)
    person = follower(ASKED)
    late = [point for point in points if point.at_s > 80.0]
    errors = [abs((point.fullness or 0.0) - person(point.at_s)) for point in late]
    assert len(late) == pytest.approx((118.0 - 80.0) / 0.2, abs=6)
    # 3 mg of noise in each of 25 samples, on 40 mg; the range is that of 95 of 100.
    assert float(np.percentile(errors, 95)) < 0.12
    assert breath.fullness.value == points[-1].fullness


def test_the_looks_of_one_packet_are_spread_over_the_frames_after_it() -> None:
    inputs = followed(end_s=100.0)
    came_s, next_s = inputs[-2].at_s, inputs[-1].at_s
    session, _, points = heard(inputs[:-1], until_s=came_s)
    counts = [len(points)]
    for number in range(1, math.floor((next_s - came_s) * 60.0)):
        session.step(came_s + number / 60.0)
        counts.append(len(points))
    assert np.diff(counts).max() == 1
    assert counts[-1] - counts[0] == pytest.approx((next_s - came_s) / POINT_EVERY_S, abs=1.0)
    assert counts[-1] - counts[0] > 1


def test_the_look_for_the_rhythm_has_frames_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part takes as long as all the rest; they change nothing but when."""
    looks: list[int] = []

    def counted(
        window_mg: FloatArray,
    ) -> Generator[None, None, BreathRhythm | Withheld]:
        finding = breath_rhythm_in_steps(window_mg)
        while True:
            looks.append(0)
            try:
                next(finding)
            except StopIteration as done:
                found: BreathRhythm | Withheld = done.value
                return found
            yield

    monkeypatch.setattr(strap_movement, "breath_rhythm_in_steps", counted)
    inputs = followed(end_s=100.0)
    begins_s = inputs[-8].at_s
    session, _, points = heard(inputs[:-7], until_s=begins_s)
    waiting, alone = list(inputs[-7:]), 0
    for number in range(1, math.floor((inputs[-1].at_s - begins_s) * 60.0)):
        at_s = begins_s + number / 60.0
        before = len(looks), len(points)
        due = [what for what in waiting if what.at_s <= at_s]
        waiting = waiting[len(due) :]
        session.step(at_s, due)
        looked, noted = len(looks) - before[0], len(points) - before[1]
        assert looked <= 1
        assert looked == 0 or noted == 0
        alone += looked
    assert alone >= 2 * math.floor(inputs[-1].at_s - begins_s) - 1
    unbroken, _, _ = heard(inputs, until_s=101.0)
    session.step(101.0, [inputs[-1]])
    assert breath_of(session, 101.0) == breath_of(unbroken, 101.0)


def test_somebody_who_breathes_at_another_pace_is_not_in_step() -> None:
    def alone(at_s: float) -> float:
        return fullness_of_phase(at_s * 9.0 / 60.0, 0.4)

    packets = [settings_told(), *movement_packets(alone, 0.0, 118.0)]
    session, _, _ = heard(packets, until_s=118.0)
    breath = breath_of(session, 118.0)
    assert breath.rate.value == pytest.approx(9.0, abs=0.3)
    in_step = breath.in_step
    assert not isinstance(in_step, BreathInStep) or not in_step.is_in_step


def test_natural_breathing_has_a_rate_and_nothing_to_be_in_step_with() -> None:
    session, _, _ = heard(followed(58.0), until_s=58.0)
    breath = breath_of(session, 58.0)
    assert breath.rate.value == pytest.approx(12.0, abs=0.4)
    assert breath.in_step is Withheld.NOT_PACED


def test_without_movement_there_is_no_breath_at_all() -> None:
    session, _, points = heard([settings_told()], until_s=30.0)
    assert session.snapshot(30.0).own_breath is None
    assert points == []


def test_nothing_is_drawn_before_it_is_known_which_way_is_in() -> None:
    session, _, points = heard(followed(20.0), until_s=20.0)
    breath = breath_of(session, 20.0)
    assert breath.rate.value is not None
    assert breath.side is BreathSide.UNKNOWN
    assert breath.fullness.withheld is Withheld.TOO_SHORT
    assert {point.fullness for point in points} == {None}


def test_a_lost_link_ends_the_line_and_begins_everything_anew() -> None:
    inputs = followed(90.0)
    session, _, _ = heard(inputs, until_s=90.0)
    session.step(90.5, [LinkChanged(90.5, LinkState.LOST)])
    lost = breath_of(session, 90.5)
    assert lost.rate.withheld is Withheld.GAP
    assert lost.fullness.withheld is Withheld.GAP
    assert lost.in_step is Withheld.NOT_PACED
    session.step(91.0, [LinkChanged(91.0, LinkState.WAITING)])
    # Not a second is missing, and yet the strap may hang otherwise now.
    for packet in movement_packets(follower(ASKED), 90.0, 118.0):
        if packet.at_s > 91.0:
            session.step(packet.at_s, [packet])
            if packet.at_s < 96.0:
                assert breath_of(session, packet.at_s).rate.withheld is Withheld.TOO_SHORT
    back = breath_of(session, 118.0)
    starts = [point.at_s for point in back.course if point.starts_segment]
    assert len([at_s for at_s in starts if at_s > 91.0]) == 1
    assert not [
        point
        for point in back.course
        if point.fullness is not None and 90.5 < point.at_s < 91.0 + 12.0
    ]


@pytest.mark.parametrize(("frames", "is_over"), [(2, True), (4, False)])
def test_lost_frames_are_drawn_over_up_to_two_seconds(frames: int, is_over: bool) -> None:
    inputs = followed()
    late = [what for what in inputs if what.at_s > 95.0][:frames]
    session, _, points = heard([what for what in inputs if what not in late], until_s=100.0)
    breath = breath_of(session, 118.0)
    after = [point for point in points if 97.0 < point.at_s < 105.0]
    assert any(point.fullness is not None for point in after) is is_over
    assert (breath.rate.value is not None) or not is_over


def test_a_strap_that_falls_silent_withholds_the_breath() -> None:
    session, _, _ = heard(followed(100.0), until_s=100.0)
    assert breath_of(session, 101.0).fullness.value is not None
    session.step(104.0)
    silent = breath_of(session, 104.0)
    assert silent.rate.withheld is Withheld.GAP
    assert silent.fullness.withheld is Withheld.GAP
    assert silent.in_step is Withheld.GAP


def test_a_pause_leaves_nothing_to_be_in_step_with() -> None:
    inputs = sorted([*followed(), Command(100.0, Wish.PAUSE)], key=lambda what: what.at_s)
    session, _, _ = heard(inputs, until_s=118.0)
    assert breath_of(session, 118.0).in_step is Withheld.NOT_PACED


@given(st.lists(st.floats(min_value=0.0, max_value=100.0), max_size=40))
@settings(max_examples=6)
def test_any_cutting_of_time_into_frames_gives_the_same_breath(cuts: list[float]) -> None:
    inputs = [*followed(100.0, 50.0), Command(99.0, Wish.PAUSE)]
    inputs.sort(key=lambda what: what.at_s)
    whole = heard(inputs, until_s=100.0)
    entries: list[Entry] = []
    points: list[BreathPoint] = []
    session = Session(PLAN, SENSOR, 0.0, entries.append, watch_breath=points.append)
    waiting = list(inputs)
    for now_s in [*sorted(cuts), 100.0]:
        due = [what for what in waiting if what.at_s <= now_s]
        waiting = waiting[len(due) :]
        session.step(now_s, due)
        session.snapshot(now_s)
    assert entries == whole[1]
    assert points == whole[2]


@pytest.mark.parametrize("frame", [5, 50])
def test_how_a_strap_cuts_samples_into_frames_moves_nothing(frame: int) -> None:
    usual = heard(followed(100.0, 40.0), until_s=100.0)[2]
    packets = movement_packets(follower(ASKED), 40.0, 100.0, frame=frame)
    other = heard([settings_told(), *packets], until_s=100.0)[2]
    seen = [
        ([point.at_s for point in points], [point.fullness or 0.0 for point in points])
        for points in (usual, other)
    ]
    times_s = np.arange(75.0, 98.0, 0.1)
    here, there = (np.interp(times_s, *columns) for columns in seen)
    # The first sample may fall into another tenth of a second.
    assert float(np.abs(here - there).max()) < 0.08


@pytest.mark.parametrize("ends_at_s", [30.0, 75.3, 118.0])
def test_a_journal_gives_the_same_breath_to_the_last_digit(ends_at_s: float) -> None:
    inputs: list[Reading | Command] = [
        *followed(),
        LinkChanged(81.0, LinkState.LOST),
        LinkChanged(82.0, LinkState.ARRIVING),
        Command(100.0, Wish.PAUSE),
        Command(104.0, Wish.RESUME),
        PacketReceived(math.nan, PacketSource.MOVEMENT, b"\x02"),
    ]
    inputs.sort(key=lambda what: what.at_s if math.isfinite(what.at_s) else 40.0)
    inputs = [what for what in inputs if not what.at_s > ends_at_s]
    session, entries, points = heard(inputs, until_s=ends_at_s)
    session.finish()
    written = tuple(entry_of_line(line_of_entry(entry)) for entry in entries)
    header = Header("test", "2026-01-01T00:00:00+00:00", 0.0, 0.0, PLAN, SENSOR)
    again: list[BreathPoint] = []
    summary = replay(
        Journal(Path("x"), header, written, ()), lambda judged, context: None, again.append
    )
    assert repr(again) == repr(points)
    assert repr(summary) == repr(session.summary)
    assert points


def test_the_course_is_bounded() -> None:
    session, _, _ = heard(followed(178.0), until_s=178.0)
    course = breath_of(session, 178.0).course
    assert len(course) <= 75.0 / 0.2 + 1
    assert course[-1].at_s - course[0].at_s <= 75.0


strange_packets = st.lists(
    st.builds(
        PacketReceived,
        st.floats(allow_nan=True, allow_infinity=True),
        st.sampled_from(PacketSource),
        st.binary(max_size=50),
    )
    | st.sampled_from(movement_packets(follower(ASKED), 0.0, 8.0))
    | st.builds(LinkChanged, st.floats(0.0, 60.0), st.sampled_from(LinkState)),
    max_size=20,
)


@given(strange_packets)
def test_strange_packets_never_raise(strange: list[Reading | Command]) -> None:
    session = Session(PLAN, SENSOR)
    for number, what in enumerate(strange):
        session.step(float(number), [what])
        breath = session.snapshot(float(number)).own_breath
        if breath is not None and breath.fullness.value is not None:
            assert 0.0 <= breath.fullness.value <= 1.0


PHASES = np.arange(0.0, 3.0, 0.02)
PACER = np.array([fullness_of_phase(phase, 0.4) for phase in PHASES.tolist()])


@pytest.mark.parametrize("lag", [-0.3, -0.1, 0.0, 0.1, 0.25])
def test_the_lag_of_a_breath_is_read_off_its_phase(lag: float) -> None:
    own = np.array([fullness_of_phase(phase - lag, 0.4) for phase in PHASES.tolist()])
    found = breath_in_step(PHASES, own, PACER)
    assert isinstance(found, BreathInStep)
    assert found.lag_breaths == pytest.approx(lag, abs=1e-9)
    assert found.is_in_step is (abs(lag) <= 1 / 6)


def test_what_cannot_be_told_is_withheld_with_its_reason() -> None:
    assert breath_in_step(PHASES[:90], PACER[:90], PACER[:90]) is Withheld.TOO_SHORT
    assert breath_in_step(PHASES, 0.0 * PACER, PACER) is Withheld.TOO_WEAK
