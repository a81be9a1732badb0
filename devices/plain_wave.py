"""Lines that describe nothing: told apart by listening, then read as a wave. No I/O here.

Sketches that people already have print numbers with no word about their rate. Two seconds are
listened to; the kind of most lines wins, the pulse's column is found, and the rate is that of the
earliest arrivals. From then on a line is a tick of the sketch's clock, a garbled one as well,
unless a column of the lines is a clock itself.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from devices.bt1_ticks import TickedSample
from devices.device_clock import DeviceClock, lower_edge
from devices.line_shapes import LineKind, ReadLine
from devices.pulse_column import ColumnChoice, choose_columns

__all__ = ["HeardSample", "PlainVerdict", "PlainWave"]

LISTEN_S = 2.0
ENOUGH_LINES = 20
LONGEST_LISTEN_S = 4.0
MOST_LINES = 8000
"""Lines that are held while listening; more than 115200 baud can bring in that time."""
SLOWEST_HZ = 10.0
"""Below, no pulse wave is seen well enough to time a beat."""
_MOST_DAMAGED = 0.2
_WINDOW = 40
_LOST_PATIENCE_S = 3.0
_LEAST_PERIOD_S = 0.008
"""Faster lines lie within the lateness of a quiet computer: one lost line is not seen."""
_LONGEST_STEP_S = 60.0
_ENOUGH_TICKS = 400
_LOOK_AGAIN_S = (4.0, 8.0, 16.0, 30.0)
_WAVE_KINDS = frozenset(
    {LineKind.COLUMNS, LineKind.NAMED, LineKind.PULSE_SENSOR, LineKind.TWO_SENSORS}
)


class PlainVerdict(Enum):
    """What the lines came to."""

    LISTENING = "listening"
    """Not enough of them yet."""
    WAVE = "wave"
    """A wave is being read."""
    RATE_ONLY = "heart rate only"
    """They give a heart rate and no wave."""
    NO_WAVE = "no wave"
    """Words, or numbers that come too seldom to be one."""
    NOISE = "noise"
    """Nothing that anybody would print."""


@dataclass(frozen=True, slots=True)
class HeardSample:
    """A sample by the device's time, and when its line arrived."""

    sample: TickedSample
    arrived_s: float


@dataclass(frozen=True, slots=True)
class _Line:
    read: ReadLine
    arrived_s: float


class PlainWave:
    """Listens, decides, reads; listens anew when the lines change their kind.

    Parameters
    ----------
    rate_hz
        As a person says it is; None to find it.
    column
        The pulse's column as a person says it is: counted from 1, or a name.
    """

    def __init__(self, rate_hz: float | None = None, column: int | str | None = None) -> None:
        self._asked_hz = rate_hz
        self._asked_column = column
        self.damaged = 0
        """Lines that could not be read, over all."""
        self.lost = 0
        """Samples that are missing by the lines' own clock, or by their lateness."""
        self.interrupt()

    def interrupt(self) -> None:
        """Say that the line was broken: listen anew."""
        self._held: list[_Line] = []
        self.verdict = PlainVerdict.LISTENING
        self.kind: LineKind | None = None
        self.period_s = 0.0
        """Seconds from sample to sample by the lines' own time."""
        self._names: tuple[str, ...] = ()
        self._heading: tuple[str, ...] = ()
        self._choice = ColumnChoice(0)
        self._width = 0
        self._rows: deque[tuple[float, ...]] = deque(maxlen=6000)
        self._looked = 0
        self._began_s = 0.0
        self._index = 0
        self._missing = 0
        self._is_start = True
        self._device_s = 0.0
        self._clock_value: float | None = None
        self._clock_ticks = 0
        self._counts_damage = True
        self._good: deque[bool] = deque(maxlen=_WINDOW)
        self._lost_looked_s = 0.0

    @property
    def has_device_clock(self) -> bool:
        """True when a column of the lines is a clock."""
        return self._choice.time is not None

    @property
    def is_ecg(self) -> bool:
        """True when the column's name says that it is one."""
        return self._choice.is_ecg

    @property
    def slope_within(self) -> float:
        """How far the lines' own seconds may be from ours, as a share."""
        if self.has_device_clock or self._asked_hz is not None:
            return 0.02
        return 0.15

    def take(self, read: ReadLine, arrived_s: float) -> list[HeardSample]:
        """Take in a line; samples that are known now, maybe many at once after listening."""
        if read.kind is LineKind.HEADING:
            self._heading = read.names
            return []
        if self.verdict is PlainVerdict.WAVE:
            found = self._read(read, arrived_s)
            return [] if found is None else [found]
        self._held.append(_Line(read, arrived_s))
        heard_s = arrived_s - self._held[0].arrived_s
        is_enough = heard_s >= LISTEN_S and len(self._held) >= ENOUGH_LINES
        if is_enough or heard_s >= LONGEST_LISTEN_S or len(self._held) >= MOST_LINES:
            return self._decide()
        return []

    def find_lost(self, clock: DeviceClock, arrived_s: float) -> None:
        """Take lines for lost when all that arrives is late by whole periods for long."""
        has_waited = arrived_s - max(self._lost_looked_s, self._began_s + 4.0) >= _LOST_PATIENCE_S
        if self.has_device_clock or self.period_s < _LEAST_PERIOD_S or not has_waited:
            return
        periods = round(clock.late_s() / self.period_s)
        if periods >= 1:
            self._lost_looked_s = arrived_s
            self._index += periods
            self._missing += periods
            self.lost += periods

    def _decide(self) -> list[HeardSample]:
        held, self._held = self._held, []
        counts = Counter(line.read.kind for line in held)
        kind, votes = max(counts.items(), key=lambda item: item[1])
        if kind not in _WAVE_KINDS:
            rate_only = kind is LineKind.RATE_ONLY
            noise = kind is LineKind.NOISE
            self.verdict = (
                PlainVerdict.RATE_ONLY if rate_only
                else PlainVerdict.NOISE if noise
                else PlainVerdict.NO_WAVE
            )  # fmt: skip
            return []
        if not self._lay_out(kind, [line.read for line in held if line.read.kind is kind]):
            self.verdict = PlainVerdict.RATE_ONLY
            return []
        self._counts_damage = votes >= (1.0 - _MOST_DAMAGED) * len(held)
        period_s = self._find_period(held)
        if period_s is None or period_s > 1.0 / SLOWEST_HZ:
            self.verdict = PlainVerdict.NO_WAVE
            return []
        self.period_s = period_s if self._asked_hz is None else 1.0 / self._asked_hz
        rows = [row for line in held if (row := self._row(line.read)) is not None]
        self._choice = choose_columns(rows, 1.0 / period_s, self._names, self._asked_column)
        if self._choice.time is not None:
            clock = [row[self._choice.time] for row in rows]
            self.period_s = (clock[-1] - clock[0]) / self._choice.unit.value / (len(clock) - 1)
        self.verdict = PlainVerdict.WAVE
        self._began_s = held[0].arrived_s
        found = (self._read(line.read, line.arrived_s) for line in held)
        return [sample for sample in found if sample is not None]

    def _lay_out(self, kind: LineKind, reads: Sequence[ReadLine]) -> bool:
        """Names and number of the columns; False when none can be a wave."""
        self.kind = kind
        self._names, self._width = (), 1
        if kind is LineKind.COLUMNS:
            widths = Counter(len(read.values) for read in reads)
            self._width = widths.most_common(1)[0][0]
            if len(self._heading) == self._width:
                self._names = self._heading
        elif kind is LineKind.NAMED:
            seen = Counter(name for read in reads for name in set(read.names))
            # A name that every line has: others come and go (SpO2 after its first second).
            self._names = tuple(name for name in seen if seen[name] >= 0.8 * len(reads))
            self._width = len(self._names)
            return any("bpm" not in name and "rate" not in name for name in self._names)
        return True

    def _find_period(self, held: Sequence[_Line]) -> float | None:
        """Seconds from line to line by the earliest arrivals."""
        points: list[tuple[float, float]] = []
        index = 0
        for line in held:
            if self._row(line.read) is not None or self._is_damaged(line.read):
                points.append((float(index), line.arrived_s))
                index += 1
        if len(points) < ENOUGH_LINES:
            return None
        edge = lower_edge(points)
        return None if edge is None or edge[0] <= 0.0 else edge[0]

    def _row(self, read: ReadLine) -> tuple[float, ...] | None:
        """The numbers of a line in their columns; None when it is no line of the wave."""
        if read.kind is not self.kind:
            return None
        match read.kind:
            case LineKind.COLUMNS:
                return read.values if len(read.values) == self._width else None
            case LineKind.NAMED:
                told = dict(zip(read.names, read.values, strict=True))
                values = tuple(told[name] for name in self._names if name in told)
                return values if len(values) == self._width else None
            case LineKind.PULSE_SENSOR:
                return read.values if read.names == ("S",) else None
            case _:
                return read.values if read.names == ("a",) else None

    def _is_damaged(self, read: ReadLine) -> bool:
        """True for a line that was to be a sample and cannot be read as one."""
        if not self._counts_damage:
            return False
        is_garbled = read.kind in (LineKind.NOISE, LineKind.WORDS, LineKind.SENSOR_OFF)
        is_short = read.kind is self.kind and read.kind in (LineKind.COLUMNS, LineKind.NAMED)
        is_foreign = self.kind is LineKind.PULSE_SENSOR and read.kind is LineKind.COLUMNS
        return is_garbled or is_short or is_foreign

    def _read(self, read: ReadLine, arrived_s: float) -> HeardSample | None:
        row = self._row(read)
        if row is None:
            if self._is_damaged(read):
                self.damaged += 1
                self._index += 1
                self._missing += 1
                self._note_quality(is_good=False)
            return None
        self._note_quality(is_good=True)
        if self._width > 1:
            self._look_again(row, arrived_s)
        pulse = row[self._choice.pulse]
        belt = None if self._choice.belt is None else row[self._choice.belt]
        if self._choice.time is not None:
            self._step_by_clock(row[self._choice.time])
        else:
            self._device_s = self._index * self.period_s
            self._index += 1
        sample = TickedSample(self._device_s, self._missing, self._is_start, pulse, belt)
        self._missing, self._is_start = 0, False
        return HeardSample(sample, arrived_s)

    def _step_by_clock(self, value: float) -> None:
        if self._clock_value is not None:
            step_s = (value - self._clock_value) / self._choice.unit.value
            if not 0.0 <= step_s <= _LONGEST_STEP_S:
                self._is_start, self._device_s, self._clock_ticks = True, 0.0, 0
            else:
                gone = max(0, round(step_s / self.period_s) - 1)
                self.lost += max(0, gone - self._missing)
                self._missing = gone
                self._device_s += step_s
                self._clock_ticks += 1 + gone
                if self._clock_ticks >= _ENOUGH_TICKS:
                    self.period_s = self._device_s / self._clock_ticks
        self._clock_value = value

    def _look_again(self, row: tuple[float, ...], arrived_s: float) -> None:
        """Choose anew now and then, as long as a pulse or a belt may still show itself."""
        known = {self._choice.pulse, self._choice.belt, self._choice.time} - {None}
        is_all_known = self._choice.is_sure and len(known) == self._width
        has_belt = self._choice.is_sure and self._choice.belt is not None
        if is_all_known or has_belt or self._looked >= len(_LOOK_AGAIN_S):
            return
        self._rows.append(row)
        if arrived_s - self._began_s < _LOOK_AGAIN_S[self._looked]:
            return
        self._looked += 1
        choice = choose_columns(self._rows, 1.0 / self.period_s, self._names, self._asked_column)
        if self._choice.is_sure:
            if choice.belt != self._choice.pulse:
                self._choice = replace(self._choice, belt=choice.belt)
        elif choice.is_sure and choice.time == self._choice.time:
            self._is_start = self._is_start or choice.pulse != self._choice.pulse
            self._choice = choice
        if self._looked >= len(_LOOK_AGAIN_S):
            self._rows.clear()

    def _note_quality(self, *, is_good: bool) -> None:
        self._good.append(is_good)
        if not is_good and len(self._good) == _WINDOW and sum(self._good) < 0.4 * _WINDOW:
            self.interrupt()
