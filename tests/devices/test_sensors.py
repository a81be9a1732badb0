"""The sensors and the link: in virtual time, through the real thread and queue."""

from __future__ import annotations

import asyncio
import math
import os
import threading
from itertools import pairwise
from pathlib import Path

import pytest

from devices.clock import FreeClock, RunningClock, SessionClock
from devices.errors import RecordingError
from devices.link import QUEUE_LIMIT, AskedBreath, Emit, Link, Outlet, Sensor
from devices.readings import (
    Beat,
    LinkChanged,
    LinkState,
    Reading,
    SensorDescription,
    SensorKind,
)
from devices.recording import LARGEST_FILE_BYTES, RecordingSensor, read_recording
from devices.rr_file import RRRecording
from devices.simulated_heart import HeartTraits, SimulatedHeart
from devices.simulated_person import SimulatedPerson

CALM = HeartTraits(
    mean_bpm=68.0,
    resonance_hz=5.5 / 60.0,
    natural_breaths_per_min=14.0,
    jitter_ms=5.0,
    ectopic_share=0.0,
    lost_per_min=0.0,
)


def everything(sensor: Sensor, until_s: float = math.inf) -> list[Reading]:
    """All readings of a sensor up to a time, through a real link with a free clock."""
    link = Link(sensor, FreeClock())
    link.start()
    taken: list[Reading] = []
    while link.is_running and (not taken or taken[-1].at_s < until_s):
        taken += link.take(patience_s=0.05)
    link.stop()
    taken += link.take()
    return [reading for reading in taken if reading.at_s < until_s]


def recording(*intervals_ms: float | None) -> RecordingSensor:
    return RecordingSensor(RRRecording(intervals_ms, ()), "beats.csv")


def paced(breaths_per_min: float) -> AskedBreath:
    return lambda at_s: 0.5 - 0.5 * math.cos(2.0 * math.pi * at_s * breaths_per_min / 60.0)


def swing_bpm(heart: SimulatedHeart, from_s: float, to_s: float, breath_s: float) -> float:
    """Mean over breaths of highest minus lowest heart rate."""
    breaths: dict[int, list[float]] = {}
    while (beat := heart.next_beat()).beat_s < to_s:
        if beat.beat_s >= from_s:
            breaths.setdefault(int(beat.beat_s / breath_s), []).append(60_000.0 / beat.rr_ms)
    whole = [rates for rates in breaths.values() if len(rates) > 3]
    return sum(max(rates) - min(rates) for rates in whole) / len(whole)


def test_a_recording_arrives_beat_by_beat_and_says_its_end() -> None:
    assert everything(recording(800.0, 900.0)) == [
        LinkChanged(0.0, LinkState.WAITING),
        LinkChanged(0.8, LinkState.ARRIVING),
        Beat(0.8, 0.8, 800.0),
        Beat(1.7, 1.7, 900.0),
        LinkChanged(1.7, LinkState.ENDED),
    ]


def test_a_line_without_interval_is_a_silence_of_the_link() -> None:
    states = [
        reading.state
        for reading in everything(recording(800.0, None, None, 900.0))
        if isinstance(reading, LinkChanged)
    ]
    assert states == [
        LinkState.WAITING,
        LinkState.ARRIVING,
        LinkState.SILENT,
        LinkState.ARRIVING,
        LinkState.ENDED,
    ]


def test_beat_times_of_a_day_carry_no_rounding() -> None:
    # 100,000 times 0.1 s summed one by one would be off by 1e-8; the sum in ms is exact here.
    beats = [r for r in everything(recording(*[100.0] * 100_000)) if isinstance(r, Beat)]
    assert beats[-1].beat_s == 10_000.0


def test_a_running_clock_hands_beats_out_when_they_are_due() -> None:
    """Virtual time: the loop's own sleep moves the source on by what was asked for."""
    now = 100.0
    slept: list[float] = []

    async def advance(seconds: float, result: object = None) -> object:
        nonlocal now
        slept.append(seconds)
        now += seconds
        return result

    emitted: list[tuple[float, Reading]] = []
    clock = RunningClock(speed=20.0, source=lambda: now)

    async def emit(reading: Reading) -> None:
        emitted.append((clock.now_s(), reading))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio, "sleep", advance)
        asyncio.run(recording(800.0, 900.0).run(clock, emit))
    assert [at_s for at_s, _ in emitted] == pytest.approx([0.0, 0.8, 0.8, 1.7, 1.7])
    assert sum(slept) == pytest.approx(1.7 / 20.0)


def test_a_promise_keeps_the_session_from_passing_a_beat_that_is_due() -> None:
    now = 0.0
    clock = RunningClock(source=lambda: now, awaits_promises=True)
    assert clock.settled_s == 0.0
    now = 5.0
    assert clock.settled_s == 0.0, "nothing was promised yet"
    asyncio.run(clock.promise_until(3.0))
    assert clock.settled_s == 3.0
    clock.release()
    assert clock.settled_s == 5.0
    assert RunningClock(source=lambda: now).settled_s == 0.0  # its zero is now


def test_a_link_that_ends_releases_its_clock() -> None:
    clock = RunningClock(speed=1000.0, awaits_promises=True)
    link = Link(recording(800.0), clock)
    link.start()
    while link.is_running:
        link.take(patience_s=0.05)
    assert clock.settled_s == pytest.approx(clock.now_s(), abs=100.0)
    assert clock.settled_s > 0.8
    link.stop()


class _Endless:
    """A sensor that never stops by itself, and counts what it could hand out."""

    description = SensorDescription(SensorKind.RECORDING, "endless")

    def __init__(self) -> None:
        self.given = 0

    def follow(self, asked_breath: AskedBreath) -> None:
        """Nothing."""

    async def run(self, clock: SessionClock, emit: Emit) -> None:
        while True:
            await emit(Beat(0.0, 0.0, 800.0))
            self.given += 1


class _Broken(_Endless):
    """A sensor whose own code fails."""

    async def run(self, clock: SessionClock, emit: Emit) -> None:
        raise ZeroDivisionError("one divided by none")


def test_the_queue_holds_a_fast_sensor_back() -> None:
    sensor = _Endless()
    link = Link(sensor, FreeClock())
    link.start()
    link.take(patience_s=1.0)
    link.stop()
    assert sensor.given <= 3 * QUEUE_LIMIT


class _Unstoppable:
    """A sensor whose readings come whether anybody takes them or not."""

    description = SensorDescription(SensorKind.STRAP, "unstoppable")

    def follow(self, asked_breath: AskedBreath) -> None:
        """Nothing."""

    async def run(self, clock: SessionClock, emit: Outlet) -> None:
        emit.at_once(Beat(0.0, 0.0, float(number)) for number in range(3 * QUEUE_LIMIT))


def test_what_comes_at_once_waits_for_nobody_and_is_all_taken_in_order() -> None:
    link = Link(_Unstoppable(), FreeClock())
    link.start()
    taken: list[Reading] = []
    was_running = True
    while was_running:
        was_running = link.is_running
        while readings := link.take(patience_s=0.05):
            assert len(readings) <= QUEUE_LIMIT
            taken += readings
    numbers = [reading.rr_ms for reading in taken if isinstance(reading, Beat)]
    assert numbers == [float(number) for number in range(3 * QUEUE_LIMIT)]


def test_stopping_a_link_ends_its_thread() -> None:
    link = Link(_Endless(), FreeClock())
    link.start()
    link.stop()
    assert not link.is_running


class _SlowToFree(_Endless):
    """A sensor that takes its time to let its device go."""

    def __init__(self) -> None:
        super().__init__()
        self.is_free = False
        self.is_ending = threading.Event()
        self.may_end = asyncio.Event()
        self.loop: asyncio.AbstractEventLoop | None = None

    async def run(self, clock: SessionClock, emit: Emit) -> None:
        self.loop = asyncio.get_running_loop()
        await emit(Beat(0.0, 0.0, 800.0))
        try:
            await self.loop.create_future()
        finally:
            self.is_ending.set()
            await self.may_end.wait()
            self.is_free = True


def test_letting_go_waits_for_nothing_and_stopping_lets_the_device_be_freed() -> None:
    sensor = _SlowToFree()
    link = Link(sensor, FreeClock())
    link.start()
    assert link.take(patience_s=10.0)
    link.let_go()
    assert sensor.is_ending.wait(10.0)
    assert link.is_running
    assert not sensor.is_free
    assert sensor.loop is not None
    # Freed only after `stop` has begun: a second cancel there would cut it short.
    sensor.loop.call_soon_threadsafe(sensor.loop.call_later, 0.05, sensor.may_end.set)
    link.stop()
    assert not link.is_running
    assert sensor.is_free


def test_a_broken_sensor_says_so_with_a_last_reading(caplog: pytest.LogCaptureFixture) -> None:
    link = Link(_Broken(), FreeClock())
    link.start()
    readings = link.take(patience_s=5.0)
    link.stop()
    assert readings == [LinkChanged(0.0, LinkState.FAILED, "ZeroDivisionError")]
    assert isinstance(link.failure, ZeroDivisionError)
    assert "the sensor's code failed" in caplog.text


def test_following_a_link_that_has_ended_is_no_error() -> None:
    link = Link(recording(800.0), FreeClock())
    link.start()
    link.stop()
    link.follow(lambda at_s: None)


def test_the_same_seed_gives_the_same_beats() -> None:
    one, other = SimulatedHeart(7), SimulatedHeart(7)
    one.follow(paced(6.0))
    other.follow(paced(6.0))
    assert [one.next_beat() for _ in range(300)] == [other.next_beat() for _ in range(300)]
    assert SimulatedHeart(8).next_beat() != SimulatedHeart(7).next_beat()


@pytest.mark.parametrize("seed", range(5))
def test_the_swing_is_largest_at_the_hidden_resonance(seed: int) -> None:
    swings = {}
    for pace in (3.5, 5.5, 9.0, 14.0):
        heart = SimulatedHeart(seed, traits=CALM)
        heart.follow(paced(pace))
        swings[pace] = swing_bpm(heart, 60.0, 360.0, 60.0 / pace)
    assert max(swings, key=lambda pace: swings[pace]) == 5.5
    assert swings[5.5] > 2.0 * swings[14.0]


def test_natural_breathing_swings_less_than_the_pace() -> None:
    natural = swing_bpm(SimulatedHeart(3, traits=CALM), 30.0, 330.0, 10.0)
    heart = SimulatedHeart(3, traits=CALM)
    heart.follow(paced(6.0))
    assert swing_bpm(heart, 30.0, 330.0, 10.0) > 2.0 * natural


def test_intervals_lie_on_the_grid_of_a_strap_and_sum_up_to_the_beats() -> None:
    heart = SimulatedHeart(5)
    beats = [heart.next_beat() for _ in range(400)]
    for before, after in pairwise(beats):
        assert (after.rr_ms * 1.024) % 1.0 == 0.0
        assert after.beat_s - before.beat_s == pytest.approx(after.rr_ms / 1000.0, abs=1e-9)


def test_ectopic_beats_come_early_and_are_made_up_for() -> None:
    traits = HeartTraits(68.0, 5.5 / 60.0, 14.0, 0.0, 0.05, 0.0)
    heart = SimulatedHeart(1, traits=traits)
    rr_ms = [heart.next_beat().rr_ms for _ in range(600)]
    early = [number for number in range(1, 598) if rr_ms[number] < 0.85 * rr_ms[number - 1]]
    assert 15 <= len(early) <= 60
    pauses = [rr_ms[number + 1] for number in early]
    assert sum(pauses) / len(pauses) > 1.1 * sum(rr_ms) / len(rr_ms)


def test_lost_seconds_are_left_out_and_announced() -> None:
    traits = HeartTraits(68.0, 5.5 / 60.0, 14.0, 5.0, 0.0, 4.0)
    readings = everything(SimulatedPerson(2, traits), until_s=200.0)
    silences = [r for r in readings if isinstance(r, LinkChanged) and r.state is LinkState.SILENT]
    beats = [r for r in readings if isinstance(r, Beat)]
    jumps = [
        after.beat_s - after.rr_ms / 1000.0 - before.beat_s for before, after in pairwise(beats)
    ]
    gaps = [jump for jump in jumps if jump > 0.1]
    assert len(silences) >= 4
    assert len(gaps) == len(silences) - (isinstance(readings[-1], LinkChanged))
    assert all(0.4 < gap < 4.5 for gap in gaps)


def test_the_simulated_person_says_which_it_is() -> None:
    description = SimulatedPerson(11).description
    assert description == SensorDescription(SensorKind.SIMULATED, "Practice heart", 11)


@pytest.mark.parametrize("state", LinkState)
def test_every_state_of_the_link_has_a_sentence(state: LinkState) -> None:
    assert state.sentence.endswith(".")


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "beats.txt"
    path.write_text("832\n845\n", encoding="utf-8")
    assert read_recording(path).intervals_ms == (832.0, 845.0)
    assert read_recording(path).duration_s == pytest.approx(1.677)


def test_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(10**9)  # sparse: no disk is used
    with pytest.raises(RecordingError, match=r"1,000 MB.*limit is 8 MB"):
        read_recording(path)
    assert LARGEST_FILE_BYTES < 10**8


def test_what_is_not_there_or_is_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="is not there"):
        read_recording(tmp_path / "none.csv")
    with pytest.raises(RecordingError, match="is a folder"):
        read_recording(tmp_path)
    (tmp_path / "empty.csv").touch()
    with pytest.raises(RecordingError, match=r"empty\.csv is empty"):
        read_recording(tmp_path / "empty.csv")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_without_a_writer_is_an_error_and_no_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RecordingError, match="no plain file"):
        read_recording(tmp_path / "pipe")
