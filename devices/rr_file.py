"""RR recordings as text: bytes in, intervals out. No file is opened here.

Read are the forms that other programs write: one interval per line (Kubios, Elite HRV,
PhysioNet style), a table with a named column of intervals (HRV Logger, Polar Sensor Logger,
OpenHRV's event log, this program's own export), and two columns of elapsed time and interval
without names (Polar Flow, HRVAS). Seconds and milliseconds are told apart by the values.
"""

from __future__ import annotations

import itertools
import math
import re
import statistics
from dataclasses import dataclass

from devices.errors import RecordingError
from devices.recording_said import RecordingSaid, RecordingUnit
from devices.sayable import Gap, Sentence

__all__ = ["LONGEST_INTERVAL_MS", "RRRecording", "parse_rr_text"]

LONGEST_INTERVAL_MS = 3_600_000.0
"""An hour. A longer number is no pause in a recording but something else."""

_SECONDS_BELOW = 10.0
"""A median below this is in seconds: no heart beats every 10 ms, none waits 10 s."""
_SHORTEST_MEDIAN_MS = 240.0
"""250 beats a minute. A median between 10 and this is a heart rate, not an interval."""
_LONGEST_MEDIAN_MS = 3_000.0
_PLAUSIBLE_MS = (200.0, 3000.0)
_MIXED_SHARE = 0.05
"""Share of values that would be intervals in the other unit from which the file is called mixed."""
_SESSION = ('{"kind":', '"format":"bellybreath-journal"')
"""How the first line of a saved session begins, and what it says."""
_FOLLOWS = "follows"
"""Column of this program's own export: 0 where the interval before is not the one before it."""
_HEAD_LINES = 12
"""Lines of words that may stand before the first number."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+", re.ASCII)
_SECONDS_WITH_COMMA = re.compile(r"[0-2],[0-9]{2,4}", re.ASCII)
_INTERVAL_NAME = re.compile(
    r"(?:^|[^a-z])(?:rr|rri|nn|nni|pp|ppi|ibi|rawibi|interbeatinterval|r-r)(?:$|[^a-z])"
)
_PULSE_NAME = re.compile(r"(?:^|[^a-z])(?:pp|ppi)(?:$|[^a-z])")
"""From pulse to pulse, as optical sensors name it."""
_EXACT_NAMES = frozenset({"rr_ms", "rr_s", "rr", "rri", "ibi", "ibi_ms", "ibi_s", "nn", "pp_ms"})
_OTHER_THINGS = ("time", "correct", "count", "index", "number")
"""What a name says that speaks of intervals and means something else about them."""
_NOT_A_NUMBER_WORDS = frozenset(
    {"nan", "+nan", "-nan", "inf", "+inf", "-inf", "infinity", "na", ""}
)


@dataclass(frozen=True, slots=True)
class RRRecording:
    """A series of intervals as it was written down, unjudged."""

    intervals_ms: tuple[float | None, ...]
    """In ms, oldest first; None where a line holds no interval (not a number, zero, negative,
    over an hour), and before one that is marked as following a gap: the series is broken there."""
    notes: tuple[Sentence, ...]
    """What the reader had to decide, in sentences for a person."""
    is_pulse: bool = False
    """True where the file says that the intervals lie between pulses, not between heartbeats."""

    @property
    def duration_s(self) -> float:
        """Sum of all intervals, in seconds."""
        return math.fsum(rr_ms for rr_ms in self.intervals_ms if rr_ms is not None) / 1000.0


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a table is laid out, and where its intervals stand."""

    separator: str | None
    column: int
    has_decimal_comma: bool = False
    event_column: int | None = None
    """Column that must say "InterBeatInterval" (event logs), or None."""
    unit: str | None = None
    """ "s" or "ms" where the heading says so."""
    is_pulse: bool = False
    follows_column: int | None = None
    """Column that says 0 where beats are missing before the interval, or None."""


def parse_rr_text(content: bytes) -> RRRecording:
    """Intervals of a text file, in ms.

    Parameters
    ----------
    content
        The whole file; the caller bounds its size.

    Raises
    ------
    RecordingError
        The content is empty, binary, or holds no intervals; the message says which, without
        naming the file (the caller does).
    """
    notes: list[Sentence] = []
    text = _decode(content, notes)
    lines = [
        (number, kept)
        for number, line in enumerate(text.splitlines(), start=1)
        if (kept := line.strip().rstrip(",;")) and kept[0] not in "#%"
    ]
    if not lines:
        raise RecordingError(RecordingSaid.EMPTY)
    first_line = lines[0][1]
    if first_line.startswith(_SESSION[0]) and _SESSION[1] in first_line:
        raise RecordingError(RecordingSaid.SESSION)
    headings, rows = _split_head(lines)
    layout = _find_layout(headings, rows)
    values, bad_lines = _read_values(rows, layout)
    good = [value for value in values if value is not None]
    if not good or len(good) < len(values) / 2:
        number, line = rows[0] if rows else lines[0]
        raise RecordingError(RecordingSaid.NO_LIST, number=number, line=_shown(line))
    positive = [value for value in good if value > 0.0]
    if not positive:
        raise RecordingError(RecordingSaid.ONLY_ZEROS)
    scale = _scale_to_ms(statistics.median(positive), layout.unit, notes)
    intervals_ms = tuple(_as_interval(value, scale) for value in values)
    _note_mixed_units(positive, scale, notes)
    broken = sum(rr_ms is None for rr_ms in intervals_ms)
    if broken:
        first = next(
            (number for number, rr_ms in zip(bad_lines, intervals_ms, strict=True) if rr_ms is None)
        )
        gaps: dict[str, Gap] = {"broken": broken, "count": len(intervals_ms), "first": first}
        notes.append(Sentence(RecordingSaid.BROKEN_LINES, gaps))
    intervals_ms = _broken_where_marked(intervals_ms, rows, layout, notes)
    is_pulse = layout.is_pulse or _says_pulse(text)
    if is_pulse:
        notes.append(Sentence(RecordingSaid.PULSES))
    return RRRecording(intervals_ms, tuple(notes), is_pulse)


def _broken_where_marked(
    intervals_ms: tuple[float | None, ...],
    rows: list[tuple[int, str]],
    layout: _Layout,
    notes: list[Sentence],
) -> tuple[float | None, ...]:
    """The intervals, with None before each that does not follow the one above it."""
    column = layout.follows_column
    if column is None:
        return intervals_ms
    kept: list[float | None] = []
    gaps = 0
    for rr_ms, (_, line) in zip(intervals_ms, rows, strict=True):
        cells = _cells(line, layout.separator)
        is_marked = column < len(cells) and cells[column] == "0"
        if kept and is_marked and kept[-1] is not None:
            kept.append(None)
            gaps += 1
        kept.append(rr_ms)
    if gaps:
        notes.append(Sentence(RecordingSaid.GAPS, {"gaps": gaps}))
    return tuple(kept)


def _says_pulse(text: str) -> bool:
    """Whether a comment in the first lines says so, as this program's own export does."""
    head = text.splitlines()[:_HEAD_LINES]
    return any(line.startswith("#") and "pulse to pulse" in line for line in head)


def _decode(content: bytes, notes: list[Sentence]) -> str:
    if not content:
        raise RecordingError(RecordingSaid.EMPTY)
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        if b"\x00" in content:
            raise RecordingError(RecordingSaid.BINARY)
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    text = content.decode("latin-1")
    strange = sum(not (char.isprintable() or char in "\t\r\n\f") for char in text[:4096])
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or strange > 2:
        raise RecordingError(RecordingSaid.BINARY)
    notes.append(Sentence(RecordingSaid.LATIN_1))
    return text


def _cells(line: str, separator: str | None) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(separator)]


def _number(cell: str, has_decimal_comma: bool = False) -> float | None:
    if has_decimal_comma:
        cell = cell.replace(",", ".")
    return float(cell) if _NUMBER.fullmatch(cell) else None


def _is_numberish(cell: str) -> bool:
    return (
        bool(_NUMBER.fullmatch(cell))
        or bool(_DECIMAL_COMMA.fullmatch(cell))
        or cell.lower() in _NOT_A_NUMBER_WORDS
    )


def _separator_of(line: str) -> str | None:
    for separator in ("\t", ";", ","):
        if separator in line:
            return separator
    return None


def _split_head(
    lines: list[tuple[int, str]],
) -> tuple[list[str], list[tuple[int, str]]]:
    """Lines of words before the numbers, and the lines of numbers."""
    head: list[str] = []
    for position, (_, line) in enumerate(lines[: _HEAD_LINES + 1]):
        cells = _cells(line, _separator_of(line))
        has_words = any(not _is_numberish(cell) for cell in cells)
        names_intervals = not head and any(_INTERVAL_NAME.search(cell.lower()) for cell in cells)
        starts_numbers = any(_is_numberish(cell) and cell for cell in cells) and not names_intervals
        is_heading = (
            has_words
            and not (starts_numbers and position > 0)
            and not (starts_numbers and len(cells) > 1)
        )
        if not is_heading:
            return head, lines[position:]
        head.append(line)
    number, line = lines[0]
    raise RecordingError(RecordingSaid.NO_NUMBERS, number=number, line=_shown(line))


def _find_layout(head: list[str], rows: list[tuple[int, str]]) -> _Layout:
    first = rows[0][1] if rows else ""
    if head:
        separator = _separator_of(head[-1])
        names = [name.lower() for name in _cells(head[-1], separator)]
        if separator is None:
            has_comma = all(_DECIMAL_COMMA.fullmatch(line) for _, line in rows)
            inside = None if has_comma else _separator_of(first)
            if inside is None:
                return _Layout(None, 0, has_comma, unit=_unit_of(names[0]))
        if "event" in names and "value" in names:
            return _Layout(separator, names.index("value"), event_column=names.index("event"))
        exact = [column for column, name in enumerate(names) if name in _EXACT_NAMES]
        found = exact or [
            column
            for column, name in enumerate(names)
            if _INTERVAL_NAME.search(name) and not any(word in name for word in _OTHER_THINGS)
        ]
        if not found:
            raise RecordingError(RecordingSaid.NO_COLUMN, names=", ".join(names)[:120])
        name = names[found[0]]
        return _Layout(
            separator,
            found[0],
            separator != ",",
            unit=_unit_of(name),
            is_pulse=_PULSE_NAME.search(name) is not None,
            follows_column=names.index(_FOLLOWS) if _FOLLOWS in names else None,
        )
    if all(_SECONDS_WITH_COMMA.fullmatch(line) for _, line in rows):
        return _Layout(None, 0, has_decimal_comma=True)
    separator = _separator_of(first)
    width = len(_cells(first, separator))
    if width == 1:
        return _Layout(separator, 0)
    if width == 2 and _second_is_step_of_first(rows, separator):
        return _Layout(separator, 1, separator != ",")
    raise RecordingError(RecordingSaid.COLUMNS_UNNAMED, width=width)


def _unit_of(name: str) -> str | None:
    if re.search(r"(?:_|\[|\(|\s)ms(?:$|\]|\))", name):
        return "ms"
    if re.search(r"(?:_|\[|\(|\s)(?:s|sec|seconds)(?:$|\]|\))", name):
        return "s"
    return None


def _second_is_step_of_first(rows: list[tuple[int, str]], separator: str | None) -> bool:
    """True when column two is how far column one moved: elapsed time and interval."""
    pairs: list[tuple[float, float]] = []
    for _, line in rows[:50]:
        cells = _cells(line, separator)
        if len(cells) != 2:
            return False
        elapsed = _number(cells[0], separator != ",")
        interval = _number(cells[1], separator != ",")
        if elapsed is None or interval is None:
            return False
        pairs.append((elapsed, interval))
    if len(pairs) < 2:
        return False
    agreeing = 0
    for (before, _), (after, interval) in itertools.pairwise(pairs):
        for scale in (1.0, 0.001):
            if abs((after - before) - interval * scale) <= 0.02 * interval * scale + 1e-9:
                agreeing += 1
                break
    return agreeing >= 0.8 * (len(pairs) - 1)


def _read_values(
    rows: list[tuple[int, str]], layout: _Layout
) -> tuple[list[float | None], list[int]]:
    values: list[float | None] = []
    numbers: list[int] = []
    for number, line in rows:
        cells = (
            [line]
            if layout.has_decimal_comma and layout.separator is None
            else _cells(line, layout.separator)
        )
        if layout.event_column is not None and (
            layout.event_column >= len(cells)
            or cells[layout.event_column].lower() != "interbeatinterval"
        ):
            continue
        cell = cells[layout.column] if layout.column < len(cells) else ""
        values.append(_number(cell, layout.has_decimal_comma))
        numbers.append(number)
    return values, numbers


def _scale_to_ms(median: float, unit: str | None, notes: list[Sentence]) -> float:
    if 0.0 < median < _SECONDS_BELOW:
        is_called_ms = unit == "ms"
        said = RecordingSaid.READ_AS_SECONDS if is_called_ms else RecordingSaid.IN_SECONDS
        notes.append(Sentence(said, {"median": median}))
        scale = 1000.0
    else:
        if unit == "s":
            notes.append(Sentence(RecordingSaid.READ_AS_MS, {"median": median}))
        scale = 1.0
    typical_ms = median * scale
    if typical_ms < _SHORTEST_MEDIAN_MS:
        raise RecordingError(RecordingSaid.TOO_SMALL, median=median)
    if typical_ms > _LONGEST_MEDIAN_MS:
        raise RecordingError(RecordingSaid.TOO_BIG, median=median)
    return scale


def _note_mixed_units(values: list[float], scale: float, notes: list[Sentence]) -> None:
    """Say where a good part of the values would be intervals in the other unit."""
    other = 1.0 if scale == 1000.0 else 1000.0
    strangers = sum(
        not _PLAUSIBLE_MS[0] <= value * scale <= _PLAUSIBLE_MS[1]
        and _PLAUSIBLE_MS[0] <= value * other <= _PLAUSIBLE_MS[1]
        for value in values
    )
    if strangers > _MIXED_SHARE * len(values):
        unit = RecordingUnit.SECONDS if other == 1000.0 else RecordingUnit.MILLISECONDS
        gaps: dict[str, Gap] = {"strangers": strangers, "count": len(values), "unit": unit}
        notes.append(Sentence(RecordingSaid.MIXED_UNITS, gaps))


def _as_interval(value: float | None, scale: float) -> float | None:
    if value is None or not 0.0 < value * scale <= LONGEST_INTERVAL_MS:
        return None
    return value * scale


def _shown(line: str) -> str:
    return line if len(line) <= 40 else line[:37] + "..."
