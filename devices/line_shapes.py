"""One line of a serial sensor: what kind it is and which numbers stand in it. No I/O here.

The kinds are those that sketches really print (PulseSensor Playground, SparkFun's MAX3010x
library, and whatever a person writes with `Serial.println`). Nothing is guessed here about which
number is the pulse; that takes many lines (`pulse_column`).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import Enum

from devices.bt1 import is_bt1

__all__ = ["LineKind", "ReadLine", "read_line", "read_number"]


class LineKind(Enum):
    """What a line looks like."""

    BT1 = "BT1"
    """Our own sketch's: the checksum is right."""
    PULSE_SENSOR = "PulseSensor"
    """PulseSensor Playground for its visualizer: S, B or Q and a number."""
    TWO_SENSORS = "two PulseSensors"
    """The same for two sensors: a, b for samples, A, B, M, N for rates and intervals."""
    COLUMNS = "columns"
    """Numbers with commas, semicolons, tabs or blanks between them; or one number."""
    NAMED = "named numbers"
    """Numbers with their names: IR=50123, BPM=72 or R[123] IR[456]."""
    SENSOR_OFF = "!"
    """An exclamation mark alone: SparkFun's ECG board without electrodes, or a sensor of
    PulseSensor's that did not start."""
    RATE_ONLY = "heart rate only"
    """A heart rate in words, and nothing else."""
    HEADING = "heading"
    """Names of columns."""
    WORDS = "words"
    """Something for people."""
    NOISE = "noise"
    """Bytes that nobody would print."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line with its numbers."""

    kind: LineKind
    names: tuple[str, ...] = ()
    """Names of the numbers, in small letters, where they have some; or of the columns."""
    values: tuple[float, ...] = ()


_NUMBER = r"[+-]?(?:[0-9]{1,13}(?:\.[0-9]{0,12})?|\.[0-9]{1,12})(?:[eE][+-]?[0-9]{1,2})?"
_ONE = re.compile(_NUMBER, re.ASCII)
_ROW = re.compile(rf"\s*{_NUMBER}(?:\s*[,;\t ]\s*{_NUMBER}){{0,15}}\s*[,;]?\s*", re.ASCII)
_SEPARATORS = re.compile(r"\s*[,;\t ]\s*")
_LETTERED = re.compile(r"([A-Za-z])(-?[0-9]{1,7})", re.ASCII)
_NAMED = re.compile(
    rf"[\"']?([A-Za-z_][A-Za-z0-9_. ]{{0,23}}?)[\"']?\s*(?:[=:]\s*|\[\s*|\s)({_NUMBER})\]?",
    re.ASCII,
)
_NAMED_LINE = re.compile(
    rf"[\s{{]*(?:{_NAMED.pattern}[\s,;]*){{1,12}}[}}\s]*(?:No finger\?)?\s*", re.ASCII
)
_RATE = re.compile(
    r"\W*(?:avg\s*)?(?:bpm|heart[ _]?rate(?:[ _]is)?|hr|pulse rate)\s*[:=\s]\s*"
    r"([0-9]{1,3}(?:\.[0-9]{1,4})?)\s*(?:bpm)?\W*"
    r"|([0-9]{1,3}(?:\.[0-9]{1,4})?)\s*bpm\W*",
    re.ASCII | re.IGNORECASE,
)
_HEADING = re.compile(
    r"\s*[A-Za-z_][\w ()/.%-]{0,23}(?:\s*[,;\t]\s*[A-Za-z_][\w ()/.%-]{0,23}){1,15}\s*", re.ASCII
)
_LARGEST = 1e13
_ONE_SENSOR, _OTHERS = frozenset("SBQ"), frozenset("abABMN")
_PRINTABLE_SHARE = 0.9


def read_line(line: bytes) -> ReadLine:
    """Kind and numbers of a line (without its end). Never raises."""
    if b"*" in line and is_bt1(line):
        return ReadLine(LineKind.BT1)
    try:
        text = line.decode("ascii")
    except UnicodeDecodeError:
        return _read_foreign(line)
    if not text.isprintable() and any(char < " " and char != "\t" for char in text):
        return ReadLine(LineKind.NOISE)
    return _read_text(text)


def read_number(text: str) -> float | None:
    """A finite number in plain ASCII, below 10^13; None for anything else."""
    if _ONE.fullmatch(text) is None:
        return None
    value = float(text)
    return value if math.isfinite(value) and abs(value) < _LARGEST else None


def _read_text(text: str) -> ReadLine:
    if text.strip() == "!":
        return ReadLine(LineKind.SENSOR_OFF)
    if _ROW.fullmatch(text) is not None:
        cells = _SEPARATORS.split(text.strip().rstrip(",;").rstrip())
        return _with_values(LineKind.COLUMNS, (), cells)
    lettered = _LETTERED.fullmatch(text.strip())
    if lettered is not None and lettered[1] in _ONE_SENSOR | _OTHERS:
        letter = lettered[1]
        kind = LineKind.PULSE_SENSOR if letter in _ONE_SENSOR else LineKind.TWO_SENSORS
        return ReadLine(kind, (letter,), (float(lettered[2]),))
    rate = _RATE.fullmatch(text)
    if rate is not None:
        return ReadLine(LineKind.RATE_ONLY, ("bpm",), (float(rate[1] or rate[2]),))
    if _NAMED_LINE.fullmatch(text) is not None:
        found = _NAMED.findall(text)
        return _with_values(
            LineKind.NAMED,
            tuple(name.strip().lower() for name, _ in found),
            [number for _, number in found],
        )
    if _HEADING.fullmatch(text) is not None:
        names = re.split(r"\s*[,;\t]\s*", text.strip())
        return ReadLine(LineKind.HEADING, tuple(name.strip().lower() for name in names))
    return ReadLine(LineKind.WORDS)


def _with_values(kind: LineKind, names: tuple[str, ...], cells: list[str]) -> ReadLine:
    values = tuple(value for cell in cells if (value := read_number(cell)) is not None)
    if len(values) < len(cells):
        return ReadLine(LineKind.NOISE)  # 1e99 is nothing that a converter measures
    return ReadLine(kind, names, values)


def _read_foreign(line: bytes) -> ReadLine:
    """A line that is no ASCII: words in UTF-8 (a heart, an accent), or noise."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return ReadLine(LineKind.NOISE)
    plain = sum(char.isascii() and char.isprintable() for char in text)
    return ReadLine(LineKind.WORDS if plain >= len(text) / 2 else LineKind.NOISE)
