"""Which of several columns of numbers is the pulse wave. No I/O here.

Names are believed; otherwise the content tells: a clock or a counter rises evenly, the rate and the
interval that PulseSensor's plotter layout prints move in steps, and a pulse wave swings 0.7 to 3.5
times a second with its overtones.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

__all__ = ["ColumnChoice", "Unit", "choose_columns"]

FloatArray = npt.NDArray[np.float64]

_ECG_NAMES = ("ecg", "ekg")
_PULSE_NAMES = ("ppg", "pulse", "bvp", "ir", "signal", "infrared", "green", "red", "raw", "value")
"""In order of preference: the infrared of an oximeter swings most."""
_BELT_NAMES = ("belt", "breath", "resp", "respiration", "stretch", "thorax", "abdomen", "belly")
_RATE_NAMES = ("bpm", "hr", "heart", "ibi", "avg", "spo2", "valid", "hz", "temp")
_BAND_HZ = (0.7, 3.5)
_LOW_HZ, _HIGH_HZ = 0.3, 12.0
_HALF_WIDTH_HZ = 0.25
SURE_SCORE = 0.5
"""Share of a column's movement that lies at one rate in the band and its overtones."""
BELT_SCORE = 0.8
"""Share of a column's movement that is as slow as a breath; a pulse has a fifth of it there."""
_BELT_HZ = (0.05, 0.6)
_BELT_S = 7.5
"""Less cannot hold a breath, and a pulse that has just been found wanders by as much."""
_LEAST_BELT_STEPS = 4.0
_COUNTER_SHARE = 0.95
"""A column that rises from nearly every row to the next counts something."""
_LEAST_ROWS = 40
_EVEN_WITHIN = 0.5
"""A clock's step varies by less than half of its middle."""
_STEPWISE_SHARE = 0.2


class Unit(Enum):
    """What a column of times counts; the value is units in a second."""

    SECONDS = 1.0
    MILLISECONDS = 1e3
    MICROSECONDS = 1e6


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What each column is for, counted from 0."""

    pulse: int
    belt: int | None = None
    time: int | None = None
    """The device's own clock, rising evenly."""
    unit: Unit = Unit.SECONDS
    is_ecg: bool = False
    """True when the column's name says so."""
    is_sure: bool = True
    """False when no column swings like a pulse yet: no finger, perhaps."""


def choose_columns(
    rows: Sequence[Sequence[float]],
    rate_hz: float,
    names: Sequence[str] = (),
    asked: int | str | None = None,
) -> ColumnChoice:
    """What the columns hold.

    Parameters
    ----------
    rows
        Some seconds of them, all of one length, oldest first.
    rate_hz
        Rows in a second, as they arrived.
    names
        Of the columns, in small letters, where they were told.
    asked
        The pulse's column as a person asks for it: a number counted from 1, or a name. One that is
        not there is passed over.
    """
    table = np.array(rows, dtype=np.float64)
    width = table.shape[1]
    time, unit = _find_clock(table, rate_hz)
    belt = next((place for place, name in enumerate(names) if _means(name, _BELT_NAMES)), None)
    pulse = _asked(asked, names, width)
    is_sure = True
    if pulse is None:
        pulse = _by_name(names)
    if pulse is None:
        taken = {place for place in (time, belt) if place is not None}
        pulse, is_sure = _by_content(table, rate_hz, taken, names)
    if belt is None:
        belt = _belt_by_content(table, rate_hz, {pulse, time}, names)
    is_ecg = pulse < len(names) and _means(names[pulse], _ECG_NAMES)
    return ColumnChoice(
        pulse,
        None if belt == pulse else belt,
        None if time == pulse else time,
        unit,
        is_ecg,
        is_sure,
    )


def pulse_score(column: FloatArray, rate_hz: float) -> float:
    """Share of a column's movement that is at one rate of a pulse and its overtones, 0 to 1."""
    if len(column) < _LEAST_ROWS or np.ptp(column) == 0.0:
        return 0.0
    times = np.linspace(-1.0, 1.0, len(column))
    level = column - np.polynomial.Polynomial.fit(times, column, 2)(times)
    power = np.abs(np.fft.rfft(level * np.hanning(len(level)))) ** 2
    hz = np.fft.rfftfreq(len(level), 1.0 / rate_hz)
    whole = float(power[(hz >= _LOW_HZ) & (hz <= _HIGH_HZ)].sum())
    band = (hz >= _BAND_HZ[0]) & (hz <= _BAND_HZ[1])
    if whole <= 0.0 or not band.any():
        return 0.0
    best_hz = float(hz[band][np.argmax(power[band])])
    near = np.zeros_like(band)
    for overtone in (1, 2, 3):
        near |= np.abs(hz - overtone * best_hz) <= _HALF_WIDTH_HZ
    return float(power[near & (hz >= _LOW_HZ)].sum()) / whole


def _means(name: str, wanted: Sequence[str]) -> bool:
    words = name.replace("_", " ").replace(".", " ").split()
    return any(word in wanted for word in words)


def _asked(asked: int | str | None, names: Sequence[str], width: int) -> int | None:
    if isinstance(asked, int):
        return asked - 1 if 1 <= asked <= width else None
    if isinstance(asked, str):
        wanted = asked.strip().lower()
        return next((place for place, name in enumerate(names) if name == wanted), None)
    return None


def _by_name(names: Sequence[str]) -> int | None:
    for wanted in (*_ECG_NAMES, *_PULSE_NAMES):
        for place, name in enumerate(names):
            if _means(name, (wanted,)):
                return place
    return None


def _by_content(
    table: FloatArray, rate_hz: float, taken: set[int], names: Sequence[str]
) -> tuple[int, bool]:
    width = table.shape[1]
    if width == 3 and not taken and _is_plotter_layout(table):
        return 2, True
    taken = taken | {place for place, name in enumerate(names) if _means(name, _RATE_NAMES)}
    free = [place for place in range(width) if place not in taken]
    if not free:
        return width - 1, False
    scores = {place: pulse_score(table[:, place], rate_hz) for place in free}
    best = max(free, key=lambda place: (scores[place], np.ptp(table[:, place]) > 0.0, -place))
    return best, len(free) == 1 or scores[best] >= SURE_SCORE


def _belt_by_content(
    table: FloatArray, rate_hz: float, taken: set[int | None], names: Sequence[str]
) -> int | None:
    """The free column that moves as slowly as a breath does; None where none does, or too early."""
    width = table.shape[1]
    if len(table) < _BELT_S * rate_hz or (width == 3 and _is_plotter_layout(table)):
        return None
    rates = {place for place, name in enumerate(names) if _means(name, _RATE_NAMES)}
    shares = {
        place: _belt_score(table[:, place], rate_hz)
        for place in range(width)
        if place not in taken | rates
    }
    best = max(shares, key=lambda place: shares[place], default=None)
    return best if best is not None and shares[best] >= BELT_SCORE else None


def _belt_score(column: FloatArray, rate_hz: float) -> float:
    """Share of a column's movement that is as slow as a breath, 0 to 1."""
    is_counter = float(np.mean(np.diff(column) > 0.0)) > _COUNTER_SHARE
    if is_counter or float(np.ptp(column)) < _LEAST_BELT_STEPS:
        return 0.0
    times = np.linspace(-1.0, 1.0, len(column))
    level = column - np.polynomial.Polynomial.fit(times, column, 2)(times)
    power = np.abs(np.fft.rfft(level * np.hanning(len(level)))) ** 2
    hz = np.fft.rfftfreq(len(level), 1.0 / rate_hz)
    whole = float(power[hz <= _HIGH_HZ].sum())
    slow = float(power[(hz >= _BELT_HZ[0]) & (hz <= _BELT_HZ[1])].sum())
    return slow / whole if whole > 0.0 else 0.0


def _is_plotter_layout(table: FloatArray) -> bool:
    """Rate, interval, signal, as PulseSensor's sketches print them for the plotter."""
    rates, intervals, signal = table.T
    return bool(
        np.all((rates == 0.0) | ((rates >= 20.0) & (rates <= 260.0)))
        and np.all((intervals == 0.0) | ((intervals >= 200.0) & (intervals <= 3000.0)))
        and _changes(rates) <= _STEPWISE_SHARE
        and _changes(intervals) <= _STEPWISE_SHARE
        and _changes(signal) > max(_changes(rates), _changes(intervals))
    )


def _changes(column: FloatArray) -> float:
    """Share of the rows whose value is another than that of the row before."""
    return float(np.mean(np.diff(column) != 0.0))


def _find_clock(table: FloatArray, rate_hz: float) -> tuple[int | None, Unit]:
    """The column that rises evenly, by as much as a clock would in that time."""
    if len(table) < _LEAST_ROWS:
        return None, Unit.SECONDS
    for place, column in enumerate(table.T):
        steps = np.diff(column)
        middle = float(np.median(steps))
        if middle <= 0.0 or np.mean(steps > 0.0) < 0.98 or column[-1] <= column[0]:
            continue
        if np.mean(np.abs(steps - middle) > max(_EVEN_WITHIN * middle, 1.0)) > 0.1:
            continue
        per_second = float(column[-1] - column[0]) / (len(column) - 1) * rate_hz
        for unit in Unit:
            # A counter of rows rises by the rate a second; it is no clock, unless it is both.
            if abs(math.log(per_second / unit.value)) < 0.2:
                return place, unit
    return None, Unit.SECONDS
