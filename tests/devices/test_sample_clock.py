"""Samples of a stream stand when they were taken, whatever rate its device claims to have."""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.sample_clock import SampleClock, StampedFrame

START_NS = 599616023171427290
"""A time as a chest strap has it after it was off."""


@dataclass(frozen=True, slots=True)
class SentFrame:
    """A frame of a simulated strap with what is true of it."""

    arrived_s: float
    last_ns: int
    taken_s: tuple[float, ...]
    """When its samples were taken, on the host's clock."""


def strap(
    seed: int,
    *,
    rate_hz: float = 127.6,
    frames: int = 2000,
    samples: int = 73,
    drift: float = 50e-6,
    stall_share: float = 0.002,
) -> list[SentFrame]:
    """Frames over a radio that takes up to 0.3 s and stalls for 2 s now and then."""
    chance = random.Random(seed)
    sent: list[SentFrame] = []
    arrived_s = clear_s = 0.0
    for number in range(1, frames + 1):
        device_s = [((number - 1) * samples + sample) / rate_hz for sample in range(1, samples + 1)]
        taken_s = tuple(50.0 + at_s * (1.0 + drift) for at_s in device_s)
        if chance.random() < stall_share:
            clear_s = taken_s[-1] + 2.0
        due_s = max(taken_s[-1] + chance.uniform(0.005, 0.3), clear_s)
        arrived_s = max(arrived_s, due_s)
        sent.append(SentFrame(arrived_s, START_NS + round(device_s[-1] * 1e9), taken_s))
    return sent


def errors_s(sent: list[SentFrame], stamped: list[StampedFrame], after: int) -> list[float]:
    return [
        time_s - true_s
        for frame, times in list(zip(sent, stamped, strict=True))[after:]
        for time_s, true_s in zip(times.times_s, frame.taken_s, strict=True)
    ]


def stamp(clock: SampleClock, sent: list[SentFrame]) -> list[StampedFrame]:
    return [clock.stamp(f.arrived_s, f.last_ns, len(f.taken_s)) for f in sent]


def assert_rising(stamped: list[StampedFrame]) -> None:
    times_s = [time_s for frame in stamped for time_s in frame.times_s]
    assert all(before < after for before, after in itertools.pairwise(times_s))


@pytest.mark.parametrize("rate_hz", [127.6, 130.0, 132.4])
@pytest.mark.parametrize("drift", [-50e-6, 50e-6])
def test_samples_stand_where_they_were_taken_at_any_true_rate(rate_hz: float, drift: float) -> None:
    # Believing 130 Hz would be off by 20 s after these 19 minutes.
    sent = strap(round(rate_hz), rate_hz=rate_hz, drift=drift)
    clock = SampleClock(130.0)
    stamped = stamp(clock, sent)
    assert max(map(abs, errors_s(sent, stamped, 0))) < 0.35
    late_s = errors_s(sent, stamped, 200)
    assert -0.02 < min(late_s)
    assert max(late_s) < 0.06
    assert clock.rate_hz == pytest.approx(rate_hz, rel=1e-4)
    assert [frame.opens_gap for frame in stamped] == [True] + [False] * (len(sent) - 1)
    assert_rising(stamped)


def test_neighbours_are_a_period_apart_also_between_frames() -> None:
    sent = strap(4, rate_hz=132.4, stall_share=0.02)
    stamped = stamp(SampleClock(130.0), sent)
    times_s = [time_s for frame in stamped[200:] for time_s in frame.times_s]
    steps = [after - before for before, after in itertools.pairwise(times_s)]
    assert min(steps) * 132.4 > 0.97
    assert max(steps) * 132.4 < 1.01


def test_a_first_frame_that_was_stalled_is_made_good_without_going_back() -> None:
    sent = strap(5, frames=400, stall_share=0.0)
    late = SentFrame(sent[3].arrived_s, sent[0].last_ns, sent[0].taken_s)
    sent = [
        late,
        *(SentFrame(max(f.arrived_s, late.arrived_s), f.last_ns, f.taken_s) for f in sent[1:]),
    ]
    stamped = stamp(SampleClock(130.0), sent)
    assert errors_s(sent, stamped, 0)[0] > 1.5
    assert max(map(abs, errors_s(sent, stamped, 100))) < 0.1
    assert_rising(stamped)


@pytest.mark.parametrize("lost", [1, 2, 30])
def test_lost_frames_are_counted_and_what_follows_stays_in_place(lost: int) -> None:
    sent = strap(6, rate_hz=127.6, stall_share=0.0)
    del sent[700 : 700 + lost]
    stamped = stamp(SampleClock(130.0), sent)
    assert [number for number, frame in enumerate(stamped) if frame.opens_gap] == [0, 700]
    assert stamped[700].lost_samples == lost * 73
    assert max(map(abs, errors_s(sent, stamped, 700))) < 0.06
    assert_rising(stamped)


def test_a_second_frame_that_is_lost_is_told_at_the_nominal_rate() -> None:
    sent = strap(7, rate_hz=127.6, frames=3)
    del sent[1]
    assert stamp(SampleClock(130.0), sent)[1].lost_samples == pytest.approx(73, abs=4)


def test_a_frame_that_comes_twice_is_left_out() -> None:
    sent = strap(8, frames=10)
    clock = SampleClock(130.0)
    for frame in sent:
        assert clock.stamp(frame.arrived_s, frame.last_ns, 73).times_s
        assert clock.stamp(frame.arrived_s + 0.01, frame.last_ns, 73) == StampedFrame()
    assert clock.doubled == 10


@pytest.mark.parametrize("set_to_ns", [0, 1, START_NS // 2, START_NS * 2, 2**64 - 10**12])
def test_a_device_clock_that_is_set_starts_a_new_line_where_it_arrives(set_to_ns: int) -> None:
    sent = strap(9, frames=600, stall_share=0.0)
    moved = [
        f if number < 300 else SentFrame(f.arrived_s, f.last_ns - START_NS + set_to_ns, f.taken_s)
        for number, f in enumerate(sent)
    ]
    stamped = stamp(SampleClock(130.0), moved)
    assert [number for number, frame in enumerate(stamped) if frame.opens_gap] == [0, 300]
    assert max(map(abs, errors_s(moved, stamped, 300))) < 0.35
    assert_rising(stamped)


def test_after_a_restart_nothing_is_joined() -> None:
    sent = strap(10, frames=20)
    clock = SampleClock(130.0)
    stamped = stamp(clock, sent[:10])
    clock.restart()
    stamped += stamp(clock, sent[10:])
    assert [number for number, frame in enumerate(stamped) if frame.opens_gap] == [0, 10]
    assert_rising(stamped)


@given(
    st.lists(
        st.tuples(
            st.sampled_from((0.0, 0.1, 0.6, 30.0, 1e6)),
            st.one_of(st.integers(0, 2**64 - 1), st.integers(START_NS, START_NS + 10**10)),
            st.integers(0, 300),
        ),
        max_size=30,
    )
)
def test_any_frames_get_rising_times(frames: list[tuple[float, int, int]]) -> None:
    clock = SampleClock(130.0)
    arrived_s = 0.0
    stamped: list[StampedFrame] = []
    for wait_s, last_ns, samples in frames:
        arrived_s += wait_s
        stamped.append(clock.stamp(arrived_s, last_ns, samples))
        assert len(stamped[-1].times_s) in (0, samples)
        assert all(map(math.isfinite, stamped[-1].times_s))
    assert_rising(stamped)
    assert 117.0 < clock.rate_hz < 143.0


@given(st.integers(0, 100), st.sampled_from((-512.0, 0.25, 86_400.0)))
def test_moving_all_arrivals_moves_all_times(seed: int, by_s: float) -> None:
    sent = strap(seed, frames=60, stall_share=0.05)
    moved = [SentFrame(f.arrived_s + by_s, f.last_ns, f.taken_s) for f in sent]
    here, there = stamp(SampleClock(130.0), sent), stamp(SampleClock(130.0), moved)
    for one, other in zip(here, there, strict=True):
        assert other.times_s == pytest.approx([at_s + by_s for at_s in one.times_s], abs=1e-6)


@pytest.mark.parametrize("rate_hz", [0.0, -1.0, math.nan, math.inf])
def test_a_rate_that_is_none_is_refused(rate_hz: float) -> None:
    with pytest.raises(ValueError, match="not positive"):
        SampleClock(rate_hz)
