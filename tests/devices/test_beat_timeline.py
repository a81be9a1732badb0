"""Beats of a strap are set where they happened, whatever the way of their packets was like."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.beat_timeline import FUTURE_S, BeatTimeline, PacketNote, PlacedPacket
from devices.readings import Beat
from trainer.signal.artifacts import JOINS_WITHIN_S
from trainer.signal.pipeline import Pipeline

Packet = tuple[float, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class SentPacket:
    """A packet of a simulated strap with what is true of it."""

    arrived_s: float
    rr_ms: tuple[float, ...]
    beats_s: tuple[float, ...]
    """When its beats happened, on the host's clock."""


def strap(
    seed: int,
    *,
    minutes: float = 20.0,
    rate_per_min: float = 65.0,
    drift: float = 50e-6,
    stalls_per_hour: float = 20.0,
    is_steady: bool = False,
) -> list[SentPacket]:
    """A strap that sends one packet a second over a radio that delays and stalls.

    Up to 0.3 s on the way, radio silent for 2 s now and then, host clock off by `drift`; the
    heart swings with a breath of 10 s.
    """
    chance = random.Random(seed)
    end_s = minutes * 60.0
    mean_ms = 60_000.0 / rate_per_min
    spread = 0.0005 if is_steady else 0.04
    beats: list[tuple[float, float]] = []
    at_s = chance.random()
    while at_s < end_s:
        swing = 0.0 if is_steady else 0.07 * math.sin(2.0 * math.pi * at_s / 10.0)
        ticks = round(mean_ms * (1.0 + swing + chance.gauss(0.0, spread)) * 1.024)
        at_s += ticks / 1024
        beats.append((at_s, ticks * 1000 / 1024))
    stalls = [chance.uniform(0.0, end_s) for _ in range(round(stalls_per_hour * minutes / 60.0))]
    sent: list[SentPacket] = []
    due_s = chance.random()
    arrived_s = 0.0
    waiting = iter(beats)
    ahead = next(waiting)
    while due_s < end_s:
        due_s += 1.0
        held: list[tuple[float, float]] = []
        while ahead[0] <= due_s < end_s:
            held.append(ahead)
            ahead = next(waiting)
        clear_s = max(
            [stall_s + 2.0 for stall_s in stalls if stall_s <= due_s < stall_s + 2.0] or [due_s]
        )
        late_s = chance.uniform(0.005, 0.3) if clear_s == due_s else 0.02
        arrived_s = max(arrived_s, 100.0 + clear_s * (1.0 + drift) + late_s)
        sent.append(
            SentPacket(
                arrived_s,
                tuple(rr_ms for _, rr_ms in held),
                tuple(100.0 + beat_s * (1.0 + drift) for beat_s, _ in held),
            )
        )
    return sent


def place(packets: Iterable[Packet]) -> list[PlacedPacket]:
    timeline = BeatTimeline()
    return [timeline.push(arrived_s, rr_ms) for arrived_s, rr_ms in packets]


def errors_s(sent: list[SentPacket], placed: list[PlacedPacket], after_s: float) -> list[float]:
    return [
        beat.beat_s - true_s
        for packet, given_back in zip(sent, placed, strict=True)
        for beat, true_s in zip(given_back.beats, packet.beats_s, strict=True)
        if packet.arrived_s > 100.0 + after_s
    ]


def bends_s(placed: list[PlacedPacket], after_s: float) -> list[float]:
    beats = [beat for packet in placed for beat in packet.beats]
    return [
        abs(after.beat_s - before.beat_s - after.rr_ms / 1000.0)
        for before, after in itertools.pairwise(beats)
        if before.at_s > 100.0 + after_s
    ]


@pytest.mark.parametrize("rate_per_min", [40.0, 60.0, 65.0, 80.0, 120.0, 170.0])
@pytest.mark.parametrize("drift", [-50e-6, 50e-6])
@pytest.mark.parametrize("is_steady", [False, True], ids=["swinging", "steady"])
def test_beats_stand_where_they_happened_whatever_the_radio_does(
    rate_per_min: float, drift: float, is_steady: bool
) -> None:
    sent = strap(round(rate_per_min), rate_per_min=rate_per_min, drift=drift, is_steady=is_steady)
    placed = place((packet.arrived_s, packet.rr_ms) for packet in sent)
    # The first packet waited up to 1 s for its turn and 0.3 s on the way, or 2 s in a stall.
    assert -0.05 < min(errors_s(sent, placed, 0.0))
    assert max(errors_s(sent, placed, 0.0)) < 2.3
    # A steady heart can keep its place between two packets for minutes.
    assert -0.03 < min(errors_s(sent, placed, 150.0))
    assert max(errors_s(sent, placed, 150.0)) < (1.0 if is_steady else 0.2)
    assert max(bends_s(placed, 150.0)) < 0.04
    assert {packet.note for packet in placed} == {None}
    assert sum(packet.opens_gap for packet in placed) == 1


@pytest.mark.parametrize("drift", [-50e-6, 50e-6])
def test_a_day_of_drifting_clocks_is_absorbed(drift: float) -> None:
    # Unabsorbed it would be 4.3 s.
    sent = strap(3, minutes=24 * 60.0, drift=drift, stalls_per_hour=6.0)
    placed = place((packet.arrived_s, packet.rr_ms) for packet in sent)
    late_s = errors_s(sent, placed, 150.0)
    assert -0.03 < min(late_s)
    assert max(late_s) < 0.2
    assert max(bends_s(placed, 150.0)) < 0.03
    assert {packet.note for packet in placed} == {None}


@pytest.mark.parametrize("seed", range(12))
def test_all_beats_of_a_strap_join_in_the_trainer(seed: int) -> None:
    # From the first on, although that can be placed a second late and the line must come back.
    pipeline = Pipeline()
    sent = strap(seed, minutes=6.0, stalls_per_hour=0.0)
    for packet in place((packet.arrived_s, packet.rr_ms) for packet in sent):
        for beat in packet.beats:
            pipeline.take(beat, beat.at_s)
    assert pipeline.beats == sum(len(packet.rr_ms) for packet in sent)
    assert (pipeline.gaps, pipeline.passed_over) == (0, 0)


def test_a_packet_delivered_twice_counts_once() -> None:
    sent = strap(7, stalls_per_hour=0.0)
    chance = random.Random(7)
    timeline = BeatTimeline()
    copies = found = 0
    beats = 0
    for packet in sent:
        beats += len(timeline.push(packet.arrived_s, packet.rr_ms).beats)
        if packet.rr_ms and chance.random() < 0.1:
            copies += 1
            again = timeline.push(packet.arrived_s + 0.003, packet.rr_ms)
            found += again == PlacedPacket(note=PacketNote.DOUBLED)
    assert found == copies == timeline.doubled > 80
    assert beats == sum(len(packet.rr_ms) for packet in sent)


def test_equal_packets_of_a_burst_all_count() -> None:
    # A heart as steady as a clock: after a stall its packets are equal and come at once.
    packets: list[Packet] = [(float(second) + 0.05, (1000.0,)) for second in range(60)]
    packets += [(63.05, (1000.0,))] * 4 + [(64.05, (1000.0,))]
    placed = place(packets)
    assert all(len(packet.beats) == 1 and packet.note is None for packet in placed)
    assert placed[-1].beats[0].beat_s == pytest.approx(64.05)


@pytest.mark.parametrize("lost", [1, 2, 3, 10])
def test_lost_packets_open_a_gap_within_five_packets(lost: int) -> None:
    sent = [packet for packet in strap(9, stalls_per_hour=0.0) if packet.rr_ms]
    del sent[600 : 600 + lost]
    placed = place((packet.arrived_s, packet.rr_ms) for packet in sent)
    told = [number for number, packet in enumerate(placed) if packet.note is PacketNote.LOST]
    assert len(told) == 1
    assert 600 <= told[0] < 606
    assert placed[told[0]].opens_gap
    gap = placed[told[0]].beats[0]
    before = placed[told[0] - 1].beats[-1]
    assert gap.beat_s - gap.rr_ms / 1000.0 - before.beat_s > JOINS_WITHIN_S
    assert max(map(abs, errors_s(sent, placed, sent[700].arrived_s - 100.0))) < 0.3


def test_a_stalled_radio_loses_nothing() -> None:
    packets: list[Packet] = [(second + 0.5, (997.0 + second % 7,)) for second in range(100)]
    late: list[Packet] = [
        (max(at_s, 60.4) if 58 < at_s < 60.5 else at_s, rr) for at_s, rr in packets
    ]
    assert [p.note for p in place(late)] == [None] * 100


def test_the_first_packet_after_a_restart_joins_nothing_before() -> None:
    timeline = BeatTimeline()
    for second in range(30):
        timeline.push(second + 0.1, (1000.0,))
    timeline.restart()
    again = timeline.push(30.1, (1000.0,))
    assert again.opens_gap
    assert len(again.beats) == 1
    assert timeline.gaps == 0


def test_after_a_restart_no_beat_goes_back() -> None:
    timeline = BeatTimeline()
    last = timeline.push(10.0, (800.0,)).beats[-1]
    timeline.restart()
    beats = timeline.push(10.2, (800.0, 800.0)).beats
    assert [beat.beat_s for beat in beats] == [last.beat_s, 10.2]


OVER_COUNTS = {
    "a sixth too many": (585.0, 2),
    "three percent too many": (515.0, 2),
    "three for two": (500.0, 3),
    "all its buffer every time": (800.0, 9),
    "the longest there is": (65535 * 1000 / 1024, 1),
}


@pytest.mark.parametrize(("rr_ms", "per_packet"), OVER_COUNTS.values(), ids=OVER_COUNTS.keys())
def test_a_sensor_that_counts_too_much_is_told(rr_ms: float, per_packet: int) -> None:
    placed = place((float(second), (rr_ms,) * per_packet) for second in range(300))
    notes = [packet.note for packet in placed]
    beats = [beat for packet in placed for beat in packet.beats]
    assert PacketNote.AHEAD in notes
    assert all(beat.beat_s <= beat.at_s + FUTURE_S for beat in beats)


def test_a_sensor_that_counts_too_little_is_told_as_losing_beats() -> None:
    # 500 ms filled in for every beat of a heart of 60: the sum falls behind.
    placed = place((float(second), (500.0,)) for second in range(60))
    assert PacketNote.LOST in {packet.note for packet in placed}


def test_a_clock_that_drifts_is_no_sensor_that_counts_too_much() -> None:
    # 500 ppm, ten times what quartz does: 1.8 s an hour.
    placed = place((second * 1.0, (1000.5,)) for second in range(7200))
    assert {packet.note for packet in placed} == {None}


@pytest.mark.parametrize(
    "odd",
    [
        (0.0,),
        (65535 * 1000 / 1024,),
        (65535 * 1000 / 1024,) * 9,
        (1000.0 / 1024,) * 300,
        (800.0,) * 300,
        (math.nan, math.inf, -math.inf, -5.0),
    ],
    ids=["zero", "longest", "nine longest", "300 ticks", "300 beats", "no numbers"],
)
def test_an_impossible_packet_is_handed_on_and_leaves_no_bend(odd: tuple[float, ...]) -> None:
    timeline = BeatTimeline()
    for second in range(60):
        timeline.push(second + 0.1, (1000.0,))
    beats = timeline.push(60.1, odd).beats
    assert [repr(beat.rr_ms) for beat in beats] == [repr(rr_ms) for rr_ms in odd]
    assert all(59.1 <= beat.beat_s <= 60.1 + FUTURE_S for beat in beats)
    later = [timeline.push(second + 0.1, (1000.0,)).beats[-1] for second in range(61, 130)]
    assert all(math.isclose(beat.beat_s, beat.at_s, abs_tol=1.01) for beat in later)


# Odd numbers, so that no sum of them lies on a limit, where rounding would decide.
INTERVALS = st.lists(
    st.sampled_from((0.0, 1.3, 307.1, 803.9, 811.3, 1511.7, 64e3, math.nan, -1.0, math.inf)),
    max_size=4,
).map(tuple)
PACKETS = st.lists(
    st.tuples(st.sampled_from((0.0, 0.013, 0.827, 1.019, 3.11, 401.7)), INTERVALS), max_size=40
)


def stamped(waits: list[tuple[float, tuple[float, ...]]], begin_s: float = 0.0) -> list[Packet]:
    arrivals = itertools.accumulate((wait_s for wait_s, _ in waits), initial=begin_s)
    return list(zip(itertools.islice(arrivals, 1, None), (rr for _, rr in waits), strict=True))


@given(PACKETS)
def test_any_packets_give_their_intervals_in_order_never_far_in_the_future(
    waits: list[tuple[float, tuple[float, ...]]],
) -> None:
    last_s = -math.inf
    for (arrived_s, rr_ms), packet in zip(stamped(waits), place(stamped(waits)), strict=True):
        if packet.note is PacketNote.DOUBLED:
            assert packet.beats == ()
            continue
        assert [repr(beat.rr_ms) for beat in packet.beats] == [repr(given_ms) for given_ms in rr_ms]
        for beat in packet.beats:
            assert last_s <= beat.beat_s <= arrived_s + FUTURE_S + 1e-9
            assert beat.at_s == arrived_s
            last_s = beat.beat_s


@given(PACKETS, st.sampled_from((-1024.0, 0.5, 64.0, 86_400.0)))
def test_moving_all_arrivals_moves_all_beats(
    waits: list[tuple[float, tuple[float, ...]]], by_s: float
) -> None:
    here = place(stamped(waits))
    there = place([(at_s + by_s, rr_ms) for at_s, rr_ms in stamped(waits)])
    assert [p.note for p in here] == [p.note for p in there]
    for one, other in zip(here, there, strict=True):
        assert [b.beat_s for b in other.beats] == pytest.approx(
            [b.beat_s + by_s for b in one.beats], abs=1e-6
        )


@given(st.integers(0, 1000))
def test_it_does_not_matter_how_intervals_that_come_together_are_cut_into_packets(
    seed: int,
) -> None:
    sent = strap(seed, minutes=4.0, rate_per_min=150.0, stalls_per_hour=60.0)
    whole = place((packet.arrived_s, packet.rr_ms) for packet in sent)
    chance = random.Random(seed)
    timeline = BeatTimeline()
    apart: list[Beat] = []
    for packet in sent:
        cut = chance.randint(0, len(packet.rr_ms))
        parts = [part for part in (packet.rr_ms[:cut], packet.rr_ms[cut:]) if part]
        if len(parts) == 2 and parts[0] == parts[1]:
            parts = [packet.rr_ms]  # that would be a packet delivered twice
        apart += [beat for part in parts for beat in timeline.push(packet.arrived_s, part).beats]
    together = [beat for packet in whole for beat in packet.beats]
    assert [beat.rr_ms for beat in apart] == [beat.rr_ms for beat in together]
    # The very first packet ends in its arrival, so its cut sets where the line begins.
    settled = [(a, b) for a, b in zip(apart, together, strict=True) if a.at_s > 100.0 + 150.0]
    assert all(abs(a.beat_s - b.beat_s) < 0.02 for a, b in settled)
