"""The line between a board's time and ours, on simulated arrivals with a known truth."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.device_clock import BLOCKS, DeviceClock, lower_edge

TRUE_DELAY_S = 0.004


def _run(
    clock: DeviceClock,
    seconds: float,
    ppm: float,
    stalls_per_s: float,
    seed: int,
    frame_s: float = 0.016,
) -> tuple[list[float], list[float]]:
    """Feed arrivals every frame; device times and where the clock placed them."""
    chance = random.Random(seed)
    free_s = 0.0
    device, placed = [], []
    for frame in range(int(seconds / frame_s)):
        sent_s = frame * frame_s
        arrived_s = max(free_s, sent_s + TRUE_DELAY_S + chance.expovariate(1 / 0.0003))
        if chance.random() < stalls_per_s * frame_s:
            arrived_s += chance.expovariate(1 / 0.15)
        free_s = arrived_s
        device_s = sent_s * (1.0 + ppm * 1e-6)
        clock.note(device_s, 50.0 + arrived_s)
        device.append(device_s)
        placed.append(clock.place(device_s))
    return device, placed


@pytest.mark.parametrize("ppm", [-5000.0, 0.0, 80.0, 5000.0])
@pytest.mark.parametrize("seed", range(4))
def test_the_slope_is_found_within_what_it_says_of_itself(ppm: float, seed: int) -> None:
    for seconds, within_ppm in ((8.0, 300.0), (30.0, 40.0), (90.0, 12.0)):
        clock = DeviceClock()
        _run(clock, seconds, ppm, 0.2, seed)
        off = clock.slope * (1.0 + ppm * 1e-6) - 1.0
        assert abs(off) < within_ppm * 1e-6
        assert abs(off) < clock.slope_doubt * 1.5
        assert clock.slope_doubt < 20 * within_ppm * 1e-6


@pytest.mark.parametrize("ppm", [-5000.0, 0.0, 5000.0])
def test_placed_times_end_up_on_the_true_ones(ppm: float) -> None:
    clock = DeviceClock()
    device, placed = _run(clock, 90.0, ppm, 0.2, 3)
    true_s = np.array(device) / (1.0 + ppm * 1e-6) + 50.0 + TRUE_DELAY_S
    late_s = np.array(placed) - true_s
    assert np.abs(late_s[-1000:]).max() < 0.001


@pytest.mark.parametrize("ppm", [-5000.0, 5000.0])
def test_no_second_is_ever_bent_by_more_than_the_clocks_differ(ppm: float) -> None:
    clock = DeviceClock()
    device, placed = _run(clock, 90.0, ppm, 0.5, 5)
    seconds = 63  # frames in about a second
    lasted = np.array(placed[seconds:]) - np.array(placed[:-seconds])
    told = np.array(device[seconds:]) - np.array(device[:-seconds])
    bent_ms = np.abs(lasted - told / (1.0 + ppm * 1e-6)) * 1000.0
    assert bent_ms.max() < 11.0  # at first: half a percent unknown, half a percent of slewing
    assert bent_ms[len(bent_ms) // 2 :].max() < 0.3


def test_bytes_that_had_waited_set_the_line_anew() -> None:
    clock = DeviceClock()
    for tick in range(100):  # a second of old lines, all at once
        clock.note(tick * 0.01, 50.0)
    steps = 0
    for tick in range(100, 1000):
        clock.note(tick * 0.01, 49.0 + tick * 0.01)
        steps += clock.has_stepped
    assert steps == 1
    assert clock.place(9.99) == pytest.approx(49.0 + 9.99, abs=0.002)


def test_memory_is_bounded() -> None:
    clock = DeviceClock()
    for tick in range(2 * BLOCKS):
        clock.note(tick * 0.25, tick * 0.25)
    assert len(clock._blocks) == BLOCKS


@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=60))
def test_the_lower_edge_lies_below_every_point(heights: list[float]) -> None:
    points = [(float(x), y) for x, y in enumerate(heights)]
    edge = lower_edge(points)
    assert edge is not None
    slope, height = edge
    assert all(y >= slope * x + height - 1e-6 for x, y in points)


def test_one_point_has_no_edge() -> None:
    assert lower_edge([(1.0, 2.0)]) is None
