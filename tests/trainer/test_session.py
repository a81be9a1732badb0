"""The session as a function of its plan and its inputs."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.readings import (
    BatteryLevel,
    Beat,
    HeartRate,
    LinkChanged,
    LinkState,
    PacketSource,
    Reading,
    StreamChanged,
)
from tests.trainer.example import PLAN, SENSOR, readings, run
from trainer.commands import Command, Wish
from trainer.journal.entries import Ended, EndReason, Entry, Header, StageEntered, Taken
from trainer.journal.reader import Journal
from trainer.journal.replay import replay
from trainer.paced import FIT_AFTER_S
from trainer.plan import Stage
from trainer.session import Session
from trainer.signal.figure import Withheld

WISHES = (
    Command(70.0, Wish.PAUSE),
    Command(82.5, Wish.RESUME),
    Command(100.0, Wish.PAUSE),
    Command(100.0, Wish.RESUME),
)


def inputs() -> list[Reading | Command]:
    return sorted([*readings(), *WISHES], key=lambda what: what.at_s)


def stepped(frames: list[float], what: list[Reading | Command]) -> list[Entry]:
    """Entries of a session whose time is cut into these frames."""
    entries: list[Entry] = []
    session = Session(PLAN, SENSOR, 0.0, entries.append)
    waiting = list(what)
    for now_s in frames:
        due = [item for item in waiting if item.at_s <= now_s]
        waiting = waiting[len(due) :]
        session.step(now_s, due)
    return entries


@given(st.lists(st.floats(min_value=0.0, max_value=230.0), max_size=60))
def test_any_cutting_of_time_into_frames_gives_the_same_journal(cuts: list[float]) -> None:
    assert stepped([*sorted(cuts), 230.0], inputs()) == stepped([230.0], inputs())


def test_sixty_frames_a_second_give_the_same_journal() -> None:
    frames = [frame / 60.0 for frame in range(60 * 230)]
    assert stepped(frames, inputs()) == stepped([230.0], inputs())


@given(st.integers(min_value=0, max_value=230), st.lists(st.floats(0.0, 2.0), max_size=20))
def test_replaying_a_journal_gives_the_same_figures_to_the_last_digit(
    ends_at_s: int, delays_s: list[float]
) -> None:
    entries: list[Entry] = []
    session = Session(PLAN, SENSOR, 0.0, entries.append)
    for number, what in enumerate(item for item in inputs() if item.at_s < ends_at_s):
        late_s = delays_s[number % len(delays_s)] if delays_s else 0.0
        session.step(what.at_s + late_s, [what])
    session.finish()
    header = Header("test", "2026-01-01T00:00:00+00:00", 0.0, 0.0, PLAN, SENSOR)
    again = replay(Journal(Path("x"), header, tuple(entries), ()), lambda judged, context: None)
    assert repr(again) == repr(session.summary)


def test_a_whole_session_passes_its_stages_and_says_what_it_came_to() -> None:
    session, entries = run(readings())
    stages = [(entry.at_s, entry.stage) for entry in entries if isinstance(entry, StageEntered)]
    assert stages == [
        (0.0, Stage.QUIET_BEFORE),
        (60.0, Stage.BREATHING),
        (120.0, Stage.QUIET_AFTER),
    ]
    end = entries[-1]
    assert isinstance(end, Ended)
    assert (end.at_s, end.reason) == (180.0, EndReason.COMPLETE)
    summary = session.summary
    assert summary is not None
    assert summary == end.summary
    assert summary.is_complete
    assert summary.breaths == 6
    assert summary.breathing_s == 60.0
    for figure in (summary.heart_rate_before, summary.rmssd_after, summary.swing_end):
        assert figure.value is not None


def test_the_swing_of_the_simulated_person_grows_with_the_pace() -> None:
    session, _ = run(readings())
    assert session.summary is not None
    assert session.summary.swing_end.value is not None
    # The model's own steady swing at 6 per minute is 16 to 19 beats per minute.
    assert 12.0 < session.summary.swing_end.value < 24.0


def test_every_input_is_written_before_the_next_is_judged() -> None:
    _, entries = run(readings(until_s=50.0))
    taken = [entry.what for entry in entries if isinstance(entry, Taken)]
    assert taken == list(readings(until_s=50.0))


def test_nothing_is_taken_after_the_end() -> None:
    session, entries = run(readings(until_s=50.0))
    session.step(51.0, [Command(51.0, Wish.FINISH)])
    length = len(entries)
    session.step(60.0, [Beat(55.0, 55.0, 800.0)])
    session.finish()
    assert len(entries) == length


def test_finishing_early_keeps_what_was_done() -> None:
    session, entries = run(readings(until_s=95.0))
    session.step(95.0, [Command(95.0, Wish.FINISH)])
    end = entries[-1]
    assert isinstance(end, Ended)
    assert end.reason is EndReason.FINISHED_EARLY
    assert session.stage is Stage.ENDED
    assert end.summary.breaths == 3
    assert end.summary.breathing_s == pytest.approx(35.0)
    assert end.summary.heart_rate_before.value is not None
    assert end.summary.heart_rate_after.withheld is Withheld.NOT_REACHED


def test_the_end_of_a_recording_ends_the_session() -> None:
    _, entries = run((*readings(until_s=50.0), LinkChanged(50.0, LinkState.ENDED)))
    end = entries[-1]
    assert isinstance(end, Ended)
    assert end.reason is EndReason.SENSOR_ENDED


def test_a_pause_moves_the_end_and_leaves_the_beats_coming() -> None:
    session, entries = run(())
    session.step(70.0, [Command(70.0, Wish.PAUSE)])
    session.step(500.0)
    assert session.snapshot(500.0).is_paused
    assert session.snapshot(500.0).session_left_s == pytest.approx(110.0)
    session.step(570.0, [Command(570.0, Wish.RESUME)])
    session.step(679.9)
    assert session.summary is None
    session.step(680.1)
    assert isinstance(entries[-1], Ended)
    assert entries[-1].at_s == pytest.approx(680.0)


def test_figures_of_the_moment_are_withheld_three_seconds_after_the_last_beat() -> None:
    session, _ = run(readings(until_s=110.0))
    last_s = max(reading.at_s for reading in readings(until_s=110.0))
    at_once = session.snapshot(last_s + 1.0)
    assert at_once.heart_rate.value is not None
    assert at_once.swing.value is not None
    later = session.snapshot(last_s + 3.1)
    assert later.heart_rate.withheld is Withheld.SILENT
    assert later.swing.withheld is Withheld.SILENT
    assert later.link_state is LinkState.SILENT


def test_before_the_first_beat_there_is_no_number() -> None:
    session, _ = run(())
    snapshot = session.snapshot(0.0)
    assert snapshot.heart_rate.withheld is Withheld.NO_BEATS
    assert snapshot.swing.withheld is Withheld.NOT_PACED
    assert snapshot.trace == ()


def test_the_swing_comes_with_the_second_whole_breath() -> None:
    session = Session(PLAN, SENSOR)
    first_s = None
    for reading in readings():
        session.step(reading.at_s, [reading])
        shown_s = reading.at_s + 2.0 / 60.0  # a beat's fit comes within two frames of a picture
        session.step(shown_s)
        if first_s is None and session.snapshot(shown_s).swing.value is not None:
            first_s = shown_s
    # Two breaths of 10 s after the quiet minute, and at most three beats until one is final.
    assert first_s is not None
    assert 80.0 <= first_s <= 84.0


def test_a_lost_second_opens_a_gap_in_the_heart_line() -> None:
    beats = [Beat(0.8 * n, 0.8 * n, 800.0) for n in range(1, 30) if not 10 < n < 14]
    session, _ = run(tuple(beats))
    trace = session.snapshot(24.0).trace
    starts = [point.beat_s for point in trace if point.starts_segment]
    assert starts == pytest.approx([0.8, 0.8 * 14])


def test_quiet_breathing_has_no_swing_at_the_pacer() -> None:
    session, _ = run(readings(until_s=150.0))
    assert session.snapshot(150.0).swing.withheld is Withheld.NOT_PACED


def test_a_lost_link_breaks_the_series_and_its_return_opens_a_new_stretch() -> None:
    session = Session(PLAN, SENSOR)
    for number in range(1, 31):
        session.step(0.8 * number, [Beat(0.8 * number, 0.8 * number, 800.0)])
    session.step(24.5, [LinkChanged(24.5, LinkState.LOST)])
    lost = session.snapshot(24.6)
    assert lost.link_state is LinkState.LOST
    assert lost.trust.reason == LinkState.LOST.sentence
    assert lost.heart_rate.withheld is Withheld.SILENT
    session.step(24.7, [LinkChanged(24.7, LinkState.ARRIVING)])
    # Not a tick of time is missing, and yet nothing may be computed across the loss.
    for number in range(31, 60):
        session.step(0.8 * number, [Beat(0.8 * number, 0.8 * number, 800.0)])
    trace = session.snapshot(48.0).trace
    starts = [point.beat_s for point in trace if point.starts_segment]
    assert starts == pytest.approx([0.8, 0.8 * 31])


def test_a_device_without_beat_times_shows_its_rate_while_it_is_fresh() -> None:
    session = Session(PLAN, SENSOR)
    session.step(9.0, [LinkChanged(9.0, LinkState.RATE_ONLY), HeartRate(9.0, 64)])
    assert session.snapshot(9.5).heart_rate.value == 64.0
    assert session.snapshot(9.5).swing.value is None
    session.step(20.0)
    assert session.snapshot(20.0).heart_rate.withheld is Withheld.NO_BEATS


def test_a_stream_that_does_not_run_is_told_until_it_does() -> None:
    session = Session(PLAN, SENSOR)
    session.step(2.0, [StreamChanged(2.0, PacketSource.ECG, "no answer")])
    session.step(3.0, [StreamChanged(3.0, PacketSource.PULSE_INTERVALS, "not asked for")])
    assert session.snapshot(3.0).unrecorded == ("ecg",)
    session.step(4.0, [StreamChanged(4.0, PacketSource.ECG, "")])
    assert session.snapshot(4.0).unrecorded == ()


def test_the_battery_is_known_as_it_was_told_last() -> None:
    session = Session(PLAN, SENSOR)
    assert session.snapshot(0.0).battery_percent is None
    session.step(2.0, [BatteryLevel(1.0, 12)])
    assert session.snapshot(2.0).battery_percent == 12


def test_a_low_battery_is_told_once_for_each_level_and_then_left_alone() -> None:
    session = Session(PLAN, SENSOR)
    told: list[int | None] = []
    levels = {10: 16, 20: 14, 80: 13, 120: 9, 160: 8}
    for second in range(180):
        session.step(
            float(second), [BatteryLevel(float(second), levels[second])] if second in levels else []
        )
        told.append(session.snapshot(float(second)).battery_notice_percent)
    assert [second for second, percent in enumerate(told) if percent is not None] == [
        *range(20, 50),
        *range(120, 150),
    ]
    assert {told[20], told[149]} == {14, 9}


def test_beats_of_a_strap_with_an_empty_battery_are_judged_as_ever() -> None:
    usual, _ = run(readings())
    levels = [BatteryLevel(float(second), max(1, 12 - second // 5)) for second in range(0, 100, 5)]
    both = sorted([*levels, *readings()], key=lambda what: what.at_s)
    low, entries = run(tuple(both))
    assert low.summary == usual.summary
    kept = [entry.what for entry in entries if isinstance(entry, Taken)]
    assert [what for what in kept if isinstance(what, Beat)] == [
        what for what in readings() if isinstance(what, Beat) and what.at_s <= 180.0
    ]


awkward = st.floats(allow_nan=True, allow_infinity=True) | st.floats(-10.0, 300.0)
strange_inputs = st.lists(
    st.builds(Beat, awkward, awkward, awkward)
    | st.builds(LinkChanged, awkward, st.sampled_from(LinkState))
    | st.builds(HeartRate, awkward, st.integers(0, 65_535))
    | st.builds(Command, awkward, st.sampled_from([Wish.PAUSE, Wish.RESUME])),
    max_size=25,
)


@given(strange_inputs, st.floats(min_value=0.0, max_value=60.0))
def test_strange_readings_never_raise(strange: list[Reading | Command], now_s: float) -> None:
    session = Session(PLAN, SENSOR)
    session.step(now_s, strange)
    snapshot = session.snapshot(now_s)
    for figure in (snapshot.heart_rate, snapshot.swing):
        assert figure.value is None or math.isfinite(figure.value)
    session.finish()


strange_beats = st.lists(st.builds(Beat, awkward, awkward, awkward), max_size=10)


@given(strange_beats)
def test_beats_that_cannot_be_leave_no_trace_in_later_figures(strange: list[Beat]) -> None:
    """Stamped at 30 s, where no honest beat would be theirs: from before, after, or never."""
    impossible = [
        Beat(30.0, beat.beat_s, beat.rr_ms) for beat in strange if not 28.0 < beat.beat_s < 31.5
    ]
    honest = readings()
    before = [reading for reading in honest if reading.at_s <= 30.0]
    after = [reading for reading in honest if reading.at_s > 30.0]
    disturbed = Session(PLAN, SENSOR)
    for reading in [*before, *impossible, *after]:
        disturbed.step(max(reading.at_s, 0.0), [reading])
    calm, _ = run(readings())
    assert disturbed.summary is not None
    assert disturbed.summary == calm.summary


def test_a_swing_is_fitted_a_moment_after_its_beat_and_never_missed() -> None:
    """So the frame in which a beat is judged has less to do; the figures stay the same."""
    told: list[float | None] = []
    session = Session(PLAN, SENSOR)
    for reading in readings():
        if reading.at_s > 110.0:
            break
        before = session.snapshot(reading.at_s).swing
        session.step(reading.at_s, [reading])
        assert session.snapshot(reading.at_s).swing.beats == before.beats
        session.step(reading.at_s + FIT_AFTER_S)
        told.append(session.snapshot(reading.at_s + FIT_AFTER_S).swing.value)
    seldom = Session(PLAN, SENSOR)
    for reading in readings():
        if reading.at_s > 110.0:
            break
        seldom.step(reading.at_s, [reading])
    seldom.step(110.0)
    assert seldom.snapshot(110.0).swing == session.snapshot(110.0).swing
    assert len({value for value in told if value is not None}) > 20
