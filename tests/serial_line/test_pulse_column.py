"""Columns of numbers, and which of them is the pulse."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from devices.pulse_column import ColumnChoice, Unit, choose_columns, pulse_score
from tests.firmware.waves import PULSE, BodyOnPins

RATE_HZ = 100.0
SECONDS = 6.0
COUNT = int(SECONDS * RATE_HZ)


def _pulse() -> list[float]:
    body = BodyOnPins(SECONDS)
    return [body.millivolts(PULSE, number / RATE_HZ) for number in range(COUNT)]


def _noise(seed: int) -> list[float]:
    chance = random.Random(seed)
    return [512.0 + chance.gauss(0.0, 20.0) for _ in range(COUNT)]


def _rows(*columns: list[float]) -> list[tuple[float, ...]]:
    return list(zip(*columns, strict=True))


def test_the_column_that_swings_like_a_pulse_is_chosen_wherever_it_is() -> None:
    for place in range(3):
        columns = [_noise(1), _noise(2)]
        columns.insert(place, _pulse())
        choice = choose_columns(_rows(*columns), RATE_HZ)
        assert (choice.pulse, choice.is_sure) == (place, True)


def test_a_breath_is_no_pulse() -> None:
    breath = [500.0 + 200.0 * math.sin(0.2 * math.pi * n / RATE_HZ) for n in range(COUNT)]
    assert choose_columns(_rows(breath, _pulse()), RATE_HZ).pulse == 1


def test_noise_alone_is_not_sure() -> None:
    assert not choose_columns(_rows(_noise(1), _noise(2)), RATE_HZ).is_sure
    assert pulse_score(np.array(_noise(3)), RATE_HZ) < 0.35
    assert pulse_score(np.array(_pulse()), RATE_HZ) > 0.8


def test_the_plotter_layout_is_known_without_a_finger() -> None:
    # Rate and interval step twice a second, as regularly as a pulse; the signal is noise.
    rates = [112.0 + n // 50 % 2 * 9 for n in range(COUNT)]
    intervals = [536.0 - n // 50 % 2 * 40 for n in range(COUNT)]
    assert choose_columns(_rows(rates, intervals, _noise(1)), RATE_HZ).pulse == 2


@pytest.mark.parametrize(
    ("per_second", "unit"),
    [(1.0, Unit.SECONDS), (1e3, Unit.MILLISECONDS), (1e6, Unit.MICROSECONDS)],
)
def test_a_clock_is_found_with_its_unit(per_second: float, unit: Unit) -> None:
    clock = [77.0 + round(n / RATE_HZ * per_second, 3) for n in range(COUNT)]
    choice = choose_columns(_rows(_noise(1), clock, _pulse()), RATE_HZ)
    assert choice == ColumnChoice(pulse=2, time=1, unit=unit)


def test_a_counter_is_no_clock() -> None:
    counter = [float(n) for n in range(COUNT)]
    assert choose_columns(_rows(counter, _pulse()), RATE_HZ).time is None


def test_names_go_before_content_and_what_is_asked_for_before_names() -> None:
    rows = _rows(_pulse(), _noise(1), _noise(2))
    assert choose_columns(rows, RATE_HZ, ("red", "ir", "x")).pulse == 1
    assert choose_columns(rows, RATE_HZ, ("red", "ir", "x"), "X ").pulse == 2
    assert choose_columns(rows, RATE_HZ, ("red", "ir", "x"), 3).pulse == 2
    assert choose_columns(rows, RATE_HZ, (), "x").pulse == 0
    belted = choose_columns(rows, RATE_HZ, ("ppg", "chest_belt", "bpm"))
    assert (belted.pulse, belted.belt) == (0, 1)


def _belt(seconds: float, breaths_per_min: float = 6.0) -> list[float]:
    at_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    noise = np.random.default_rng(4).standard_normal(at_s.size)
    breath = np.sin(2.0 * np.pi * breaths_per_min / 60.0 * at_s)
    return [float(value) for value in np.round(600.0 + 40.0 * breath + noise)]


def test_a_belt_without_a_name_is_told_by_its_slowness_once_a_breath_can_be_seen() -> None:
    seconds = 16.0
    pulse = (_pulse() * 10)[: round(seconds * RATE_HZ)]
    choice = choose_columns(_rows(pulse, _belt(seconds)), RATE_HZ)
    assert (choice.pulse, choice.belt) == (0, 1)
    early = round(4.0 * RATE_HZ)
    assert choose_columns(_rows(pulse[:early], _belt(4.0)), RATE_HZ).belt is None


def test_neither_a_counter_nor_a_second_pulse_nor_a_rate_is_a_belt() -> None:
    size = round(16.0 * RATE_HZ)
    pulse = (_pulse() * 10)[:size]
    counter = [float(n % 1000) for n in range(size)]
    rates = [60.0 + (n // 90) % 7 for n in range(size)]
    for other in (counter, [0.5 * value for value in pulse], [3.0] * size):
        assert choose_columns(_rows(pulse, other), RATE_HZ).belt is None
    named = choose_columns(_rows(pulse, rates), RATE_HZ, ("ir", "bpm"))
    assert named.belt is None


def test_an_ecg_is_told_by_the_name_of_its_column() -> None:
    rows = _rows(_noise(1), _pulse())
    assert choose_columns(rows, RATE_HZ, ("red", "ecg")) == ColumnChoice(pulse=1, is_ecg=True)
    assert not choose_columns(rows, RATE_HZ, ("red", "ppg")).is_ecg
