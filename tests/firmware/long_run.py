"""Twenty seconds of the sketch on a simulated Uno: the run that most tests look at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tests.firmware.chip import CLOCK_HZ, Chip
from tests.firmware.waves import BodyOnPins

__all__ = ["LONG_RUN_S", "LongRun", "instants_s", "run_long"]

LONG_RUN_S = 20.5


@dataclass(frozen=True, slots=True)
class LongRun:
    """What came out, and what is known of what went in."""

    sent: bytes
    """All that the chip sent."""
    conversions: list[tuple[int, int]]
    """Cycle and pin of each conversion."""
    lamp: list[tuple[int, bool]]
    """Cycle and state of each change of the lamp."""
    beats_s: tuple[float, ...]
    """The beats that were on the pulse pin."""


def run_long(program: Path) -> LongRun:
    """Run a program for `LONG_RUN_S`."""
    body = BodyOnPins(LONG_RUN_S)
    chip = Chip(program, body.millivolts)
    chip.run_until(LONG_RUN_S)
    return LongRun(chip.take(), chip.conversions, chip.lamp, tuple(body.beats_s))


def instants_s(conversions: list[tuple[int, int]], pin: int) -> npt.NDArray[np.float64]:
    """The exact moments at which a pin was sampled, in seconds."""
    return np.array([cycle for cycle, sampled in conversions if sampled == pin]) / CLOCK_HZ
