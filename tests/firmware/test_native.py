"""The sketch compiled for this machine, under address and undefined-behaviour sanitizers.

What is run here is the path of boards without the Uno's timer: the main loop keeps time.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from devices.bt1 import COUNTS
from tests.firmware.listening import listen
from tests.firmware.vectors import VECTORS

BuildNative = Callable[..., Path]
LINE_BYTES_PER_S = 11_520
NEARLY_WRAPPED_US = 2**32 - 10_000_000


def _run(
    program: Path,
    start_us: int = 0,
    seconds: float = 20.0,
    line_bytes_per_s: int = LINE_BYTES_PER_S,
    says_room: bool = True,
    stall_at_us: int = 0,
    stall_us: int = 0,
) -> bytes:
    words = (start_us, seconds, line_bytes_per_s, 20, int(says_room), stall_at_us, stall_us)
    done = subprocess.run(
        [program, "run", *map(str, words)], capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def _settings(columns: list[str], **more: int) -> dict[str, int]:
    has = {"MICROS": "us", "BELT": "belt", "ECG": "ecg"}
    return {**{name: int(column in columns) for name, column in has.items()}, **more}


def _lines(program: Path, asked: str) -> list[str]:
    done = subprocess.run(
        [program, "lines"], input=asked.encode(), capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().splitlines()


@pytest.mark.parametrize(
    "columns",
    [["n", "us", "pulse", "belt"], ["n", "us", "pulse"], ["n", "pulse", "belt"], ["n", "pulse"]],
    ids=",".join,
)
def test_it_writes_the_lines_of_the_test_vectors(
    build_native: BuildNative, columns: list[str]
) -> None:
    samples = [s for s in VECTORS["samples"] if list(s)[:-1] == columns]
    assert len(samples) == 4
    asked = [f"s {s['n']} {s.get('us', 0)} {s['pulse']} {s.get('belt', 0)}" for s in samples]
    program = build_native(**_settings(columns))
    assert _lines(program, "\n".join(asked)) == [s["line"] for s in samples]


@pytest.mark.parametrize("vector", VECTORS["descriptions"], ids=lambda vector: vector["line"])
def test_it_describes_itself_as_the_test_vectors_do(
    build_native: BuildNative, vector: dict[str, Any]
) -> None:
    program = build_native(**_settings(vector["columns"], RATE_HZ=vector["rate_hz"]))
    assert _lines(program, f"d {vector['up_s']} {vector['lost']}") == [vector["line"]]


@pytest.mark.parametrize("compiler", ["g++", "clang++"])
def test_twenty_seconds_across_the_wrap_of_the_microseconds(
    build_native: BuildNative, compiler: str
) -> None:
    heard = listen(_run(build_native(compiler), start_us=NEARLY_WRAPPED_US))
    assert len(heard.samples) >= 3995
    assert (heard.ticks.lost, heard.ticks.restarts) == (0, 0)
    told_us = [sample.microseconds or 0 for sample in heard.samples]
    assert max(told_us) > 2**32 - 10_000
    assert min(told_us) < 10_000
    steps_s = np.diff([ticked.device_s for ticked in heard.ticked])
    assert steps_s.mean() == pytest.approx(0.005, abs=1e-6)
    assert steps_s.max() < 0.006


def test_a_stall_of_the_main_loop_is_counted_tick_by_tick(build_native: BuildNative) -> None:
    heard = listen(_run(build_native(), stall_at_us=7_000_000, stall_us=60_000_000))
    assert heard.ticks.restarts in (0, 1)  # a minute is the longest gap that is believed
    short = listen(_run(build_native(), stall_at_us=7_000_000, stall_us=3_000_000))
    assert short.ticks.restarts == 0
    assert short.ticks.lost == 600
    assert short.descriptions[-1][1].lost == 600


def test_a_slow_line_never_makes_it_wait(build_native: BuildNative) -> None:
    heard = listen(_run(build_native(), line_bytes_per_s=3_000))
    steps_s = np.diff([ticked.device_s for ticked in heard.ticked])
    # Each sample that came through was taken at its tick, however full the line was.
    off_s = np.abs(steps_s / 0.005 - np.round(steps_s / 0.005)) * 0.005
    assert off_s.max() < 0.0003
    passed = (heard.samples[-1].counter - heard.samples[0].counter) % COUNTS
    assert heard.ticks.lost == passed - len(heard.samples) + 1
    assert heard.ticks.lost > 1000


def test_a_core_that_never_tells_its_room_is_written_to_all_the_same(
    build_native: BuildNative,
) -> None:
    # Uno R4: availableForWrite() is not implemented and says 0 (ArduinoCore-renesas, issue 308).
    heard = listen(_run(build_native(), says_room=False))
    assert len(heard.samples) >= 3990
    assert heard.ticks.restarts == 0


def test_the_plain_mode_runs_clean(build_native: BuildNative) -> None:
    lines = _run(build_native(PLAIN=1)).splitlines()
    assert len(lines) >= 3995
    assert all(line.count(b",") == 1 for line in lines)
