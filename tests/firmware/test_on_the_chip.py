"""The sketch on a simulated Uno, instruction by instruction, in virtual time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from devices.bt1 import COUNTS, BT1Column
from tests.firmware import toolchain
from tests.firmware.chip import CLOCK_HZ, Chip
from tests.firmware.listening import listen
from tests.firmware.long_run import LongRun, instants_s
from tests.firmware.waves import BELT, PULSE, BodyOnPins, belt_mv, middles_of_upstrokes

Build = Callable[..., Path]

RATE_HZ = 200
STEP_MV = 5000 / 1023
"""As simavr converts; the real converter's step is a thousandth smaller."""


def test_it_describes_itself_first_and_every_five_seconds(long_run: LongRun) -> None:
    heard = listen(long_run.sent)
    assert [before for before, _ in heard.descriptions] == [0, 1000, 2000, 3000, 4000]
    for number, (_, description) in enumerate(heard.descriptions):
        assert description.rate_hz == RATE_HZ
        assert description.columns == (
            BT1Column.COUNTER,
            BT1Column.MICROSECONDS,
            BT1Column.PULSE,
            BT1Column.BELT,
        )
        assert description.full_scale == 1023
        assert description.up_s == 5 * number
        assert description.lost == 0


def test_twenty_seconds_come_whole(long_run: LongRun) -> None:
    heard = listen(long_run.sent)  # a wrong checksum would raise
    assert len(heard.samples) >= 4095
    assert [sample.counter for sample in heard.samples] == list(range(len(heard.samples)))
    assert (heard.ticks.lost, heard.ticks.restarts) == (0, 0)


def test_the_sampling_clock_is_exact(long_run: LongRun) -> None:
    sampled_s = instants_s(long_run.conversions, PULSE)
    steps_us = np.diff(sampled_s) * 1e6
    whole_us = (sampled_s[-1] - sampled_s[0]) / (len(sampled_s) - 1) * 1e6
    assert whole_us == pytest.approx(1e6 / RATE_HZ, abs=0.01)
    assert np.abs(steps_us - 1e6 / RATE_HZ).max() < 15.0
    assert steps_us.std() < 1.0


def test_the_microseconds_are_those_of_the_sample(long_run: LongRun) -> None:
    heard = listen(long_run.sent)
    told_us = np.array([sample.microseconds for sample in heard.samples])
    late_us = told_us - instants_s(long_run.conversions, PULSE)[: len(told_us)] * 1e6
    # micros() of the core counts from its own start and in steps of 4.
    assert np.ptp(late_us) < 15.0


def test_both_pins_come_in_their_own_column_and_scale(long_run: LongRun) -> None:
    heard = listen(long_run.sent)
    count = len(heard.samples)
    belt = np.array([sample.belt for sample in heard.samples], dtype=np.float64)
    asked_mv = np.array([belt_mv(at_s) for at_s in instants_s(long_run.conversions, BELT)[:count]])
    error_mv = (belt + 0.5) * STEP_MV - asked_mv
    assert abs(error_mv.mean()) < 1.0
    assert error_mv.std() < 5.0  # 4 mV of noise were put on, and a step adds 1.4


def test_intervals_of_known_beats_come_back_within_a_millisecond(long_run: LongRun) -> None:
    heard = listen(long_run.sent)
    found_s = middles_of_upstrokes(
        [ticked.device_s for ticked in heard.ticked],
        [sample.pulse or 0 for sample in heard.samples],
        1023,
    )
    known_s = np.array(long_run.beats_s[: len(found_s)])
    assert len(found_s) >= 20
    error_ms = (np.diff(found_s) - np.diff(known_s)) * 1000.0
    assert error_ms.std() < 1.0
    assert np.abs(error_ms).max() < 3.0
    rmssd_ms = [
        float(np.sqrt(np.mean(np.diff(np.diff(beats_s) * 1000.0) ** 2)))
        for beats_s in (found_s, known_s)
    ]
    assert rmssd_ms[0] == pytest.approx(rmssd_ms[1], rel=0.02)


def test_the_lamp_goes_with_the_pulse(long_run: LongRun) -> None:
    lit_s = [cycle / CLOCK_HZ for cycle, is_lit in long_run.lamp if is_lit]
    later_s = [at_s for at_s in lit_s if at_s > 6.0]  # it finds the level in the first seconds
    known_s = [at_s for at_s in long_run.beats_s if 6.0 < at_s < 20.4]
    assert len(later_s) == len(known_s)
    assert np.ptp(np.array(later_s) - np.array(known_s)) < 0.05


def test_the_same_run_gives_the_same_bytes(build: Build) -> None:
    sent = []
    for _ in range(2):
        chip = Chip(build(), BodyOnPins(1.0).millivolts)
        chip.run_until(1.0)
        sent.append(chip.take())
    assert sent[0] == sent[1]


def test_a_question_mark_is_answered_at_once(build: Build) -> None:
    chip = Chip(build(), BodyOnPins(2.0).millivolts)
    chip.run_until(1.0)
    chip.tell(b"x\n?")
    chip.run_until(1.2)
    heard = listen(chip.take())
    first, second = (before for before, _ in heard.descriptions)
    assert first == 0
    assert 198 <= second <= 201
    assert heard.ticks.lost == 0


def test_a_line_that_is_too_slow_loses_ticks_and_counts_every_one(build: Build) -> None:
    chip = Chip(build(RATE_HZ=500, MICROS=1), BodyOnPins(4.0).millivolts)
    chip.run_until(2.5)
    chip.tell(b"?")
    chip.run_until(3.0)
    heard = listen(chip.take())
    ticks = len(instants_s(chip.conversions, PULSE))
    first, last = heard.samples[0], heard.samples[-1]
    passed = (last.counter - first.counter) % COUNTS
    assert first.counter == 0
    assert heard.ticks.lost == passed - (len(heard.samples) - 1)
    assert 0.1 < heard.ticks.lost / passed < 0.5
    assert ticks - passed < 40  # nothing but what waits in the chip at the end, and its losses
    before, described = heard.descriptions[-1]
    assert described.lost is not None
    lost_by_then = heard.samples[before - 1].counter - (before - 1)
    # What waits in the chip was not lost when the description was made, nor told before it.
    assert 0 <= described.lost - lost_by_then <= 16
    steps_us = np.diff(instants_s(chip.conversions, PULSE)) * 1e6
    assert np.abs(steps_us - 2000.0).max() < 15.0  # the clock does not mind the line


def test_the_main_loop_keeps_time_where_there_is_no_timer(build: Build) -> None:
    chip = Chip(build(TIMER_ISR=0), BodyOnPins(3.0).millivolts)
    chip.run_until(3.0)
    heard = listen(chip.take())
    steps_us = np.diff(instants_s(chip.conversions, PULSE)) * 1e6
    assert heard.ticks.lost == 0
    assert len(heard.samples) >= 596
    assert steps_us.mean() == pytest.approx(5000.0, abs=0.5)
    assert np.abs(steps_us - 5000.0).max() < 150.0


def test_without_a_belt_its_column_is_left_out(build: Build) -> None:
    chip = Chip(build(BELT=0, LAMP=0), BodyOnPins(1.0).millivolts)
    chip.run_until(1.0)
    heard = listen(chip.take())
    assert heard.descriptions[0][1].columns[-1] is BT1Column.PULSE
    assert all(sample.belt is None for sample in heard.samples)
    assert {pin for _, pin in chip.conversions} == {PULSE}
    assert chip.lamp in ([], [(0, False)])


def test_the_plain_mode_is_bare_numbers_for_the_plotter(build: Build) -> None:
    chip = Chip(build(PLAIN=1), BodyOnPins(1.0).millivolts)
    chip.run_until(1.0)
    lines = chip.take().split(b"\n")
    assert len(lines) >= 196
    for line in lines[:-1]:
        pulse, belt = line.split(b",")
        assert 380 < int(pulse) < 620
        assert 280 < int(belt) < 400


def test_a_board_that_starts_anew_says_so(build: Build) -> None:
    chip = Chip(build(), BodyOnPins(4.0).millivolts)
    chip.run_until(1.5)
    before = chip.take()
    chip.reset()
    chip.run_until(2.5)
    torn = before.rpartition(b"\n")[0] + b"\n"  # the reset cut the last line
    after = chip.take()
    heard = listen(torn + after[after.index(b"#") :])
    assert heard.ticks.restarts == 1
    assert [description.up_s for _, description in heard.descriptions] == [0, 0]
    start = heard.descriptions[1][0]
    assert heard.samples[start].counter == 0
    assert heard.ticked[start].is_start


@pytest.mark.parametrize("board", toolchain.BOARDS)
def test_it_compiles_without_a_warning_and_leaves_room(build: Build, board: str) -> None:
    flash_bytes, memory_bytes = toolchain.sizes(build(board))
    assert flash_bytes < 10_000
    assert memory_bytes < 1100


@pytest.mark.parametrize("rate_hz", [50, 100, 125, 250, 500, 1000])
def test_other_rates_compile(build: Build, rate_hz: int) -> None:
    build(RATE_HZ=rate_hz)


@pytest.mark.parametrize("rate_hz", [30, 60, 300, 2000])
def test_a_rate_that_cannot_be_exact_is_refused_by_the_compiler(build: Build, rate_hz: int) -> None:
    with pytest.raises(AssertionError, match=r"must be 31 to 1000|whole microseconds"):
        build(RATE_HZ=rate_hz)
