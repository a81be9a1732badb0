"""Sketches that people have on their boards, as bytes with the times at which they arrive.

Every line format was read in the sources of its maker (PulseSensor Playground 29ad9d9,
SparkFun MAX3010x library 72d5308). Waves are those of `tests.firmware.waves`, with known beats.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from devices.bt1 import COUNTS, MICROSECONDS_WRAP, encode_bt1
from devices.readings import PulseSamples
from devices.serial_lines import LineReading, SerialLines
from tests.firmware.waves import PULSE, BodyOnPins, belt_mv, middles_of_upstrokes

__all__ = [
    "Arrival",
    "Line",
    "arrivals",
    "beats_of",
    "bt1",
    "listen",
    "max3010x",
    "plotter",
    "pulse_of",
    "pulse_sensor",
    "rows",
]


@dataclass(frozen=True, slots=True)
class Line:
    """One line, and when its last byte left the board."""

    sent_s: float
    text: bytes


@dataclass(frozen=True, slots=True)
class Arrival:
    """Bytes, and when they reached us."""

    at_s: float
    received: bytes


def _steps(body: BodyOnPins, at_s: float) -> int:
    return max(0, min(1023, int(body.millivolts(PULSE, at_s) * 1023 / 5000)))


def rows(
    body: BodyOnPins,
    seconds: float,
    rate_hz: float,
    form: Callable[[int, float, int], str],
    clock: float = 1.0,
) -> list[Line]:
    """Lines of a form, made from number, board's time and pulse; `clock` is how fast it runs."""
    made: list[Line] = []
    for number in range(int(seconds * rate_hz * clock)):
        board_s = number / rate_hz
        at_s = board_s / clock
        text = form(number, board_s, _steps(body, at_s))
        made.append(Line(at_s + 0.003, text.encode() + b"\r\n"))
    return made


def bt1(body: BodyOnPins, seconds: float, clock: float = 1.0, start_us: int = 5056) -> list[Line]:
    """Our own sketch, with both columns; `clock` is how fast the board's runs."""
    first = encode_bt1("#BT1 rate=200 cols=n,us,pulse,belt max=1023 up=0 lost=0") + b"\n"
    made = [Line(0.0, first)]
    for number in range(int(seconds * 200 * clock)):
        at_s = number / 200 / clock
        us = (start_us + number * 5000) % MICROSECONDS_WRAP
        belt = int(belt_mv(at_s) * 1023 / 5000)
        content = f"{number % COUNTS},{us},{_steps(body, at_s)},{belt}"
        made.append(Line(at_s + 0.004, encode_bt1(content) + b"\n"))
    return made


def pulse_sensor(body: BodyOnPins, seconds: float, rate_hz: float = 49.48) -> list[Line]:
    """PulseSensor Playground for its visualizer: samples, and B and Q after a beat."""
    made: list[Line] = []
    waiting = list(body.beats_s)
    last_s = 0.0
    for number in range(int(seconds * rate_hz)):
        at_s = number / rate_hz
        made.append(Line(at_s, f"S{_steps(body, at_s)}\r\n".encode()))
        if waiting and at_s > waiting[0] + 0.05:
            beat_s = waiting.pop(0)
            made.append(Line(at_s, f"B{60 / (beat_s - last_s):.0f}\r\n".encode()))
            made.append(Line(at_s, f"Q{(beat_s - last_s) * 1000:.0f}\r\n".encode()))
            last_s = beat_s
    return made


def plotter(body: BodyOnPins, seconds: float, rate_hz: float = 48.7) -> list[Line]:
    """PulseSensor Playground for the plotter: rate, interval, signal."""
    beats = np.array(body.beats_s)

    def row(number: int, board_s: float, pulse: int) -> str:
        passed = int((beats < board_s).sum())
        if passed < 2:
            return f"0,600,{pulse}"
        interval_ms = (beats[passed - 1] - beats[passed - 2]) * 1000
        return f"{60000 / interval_ms:.0f},{interval_ms:.0f},{pulse}"

    return rows(body, seconds, rate_hz, row)


def max3010x(form: str) -> Callable[[int, float, int], str]:
    """Rows of SparkFun's examples; the infrared falls with the pulse."""
    return lambda number, board_s, pulse: form.format(
        ir=60000 - 4 * pulse, red=52000 - 2 * pulse, green=900
    )


def arrivals(
    lines: Iterable[Line],
    frame_s: float = 0.016,
    stalls: float = 0.0,
    seed: int = 1,
    starts_at_s: float = 100.0,
) -> list[Arrival]:
    """Lines as a computer gets them: in frames of a bridge, late after stalls, never early.

    Parameters
    ----------
    frame_s
        How often the bridge hands on what it has (1 ms: own USB; 16 ms: FTDI).
    stalls
        How many times in a second the computer is busy elsewhere, 150 ms each on average.
    """
    chance = random.Random(seed)
    made: list[Arrival] = []
    free_s = 0.0
    held = bytearray()
    frame = -1
    for line in lines:
        number = int(line.sent_s / frame_s)
        if number != frame and held:
            at_s = max(free_s, (frame + 1) * frame_s) + chance.expovariate(1 / 0.0002)
            if stalls and chance.random() < stalls * frame_s:
                at_s += chance.expovariate(1 / 0.15)
            free_s = at_s
            made.append(Arrival(starts_at_s + at_s, bytes(held)))
            held.clear()
        frame = number
        held += line.text
    made.append(Arrival(starts_at_s + max(free_s, (frame + 1) * frame_s), bytes(held)))
    return made


def listen(lines: SerialLines, come: Iterable[Arrival]) -> list[LineReading]:
    """Every reading, also those that come when nothing more follows."""
    readings: list[LineReading] = []
    at_s = 0.0
    for arrival in come:
        at_s = arrival.at_s
        readings += lines.feed(arrival.received, at_s)
    return readings + lines.feed(b"", at_s + 0.2)


def pulse_of(readings: Sequence[object]) -> tuple[list[float], list[float]]:
    """Times and heights of all pieces of the wave."""
    pieces = [reading for reading in readings if isinstance(reading, PulseSamples)]
    times_s = [at_s for piece in pieces for at_s in piece.times_s]
    return times_s, [value for piece in pieces for value in piece.pulse]


def beats_of(readings: Sequence[object]) -> npt.NDArray[np.float64]:
    """Known beats, found again in the wave."""
    times_s, heights = pulse_of(readings)
    return middles_of_upstrokes(times_s, heights, 1023)
