"""How a piece of a pulse wave becomes part of a journal's line, in few bytes, and comes back.

Two hundred samples a second are most of a journal. Times are written as one whole number of
microseconds and the steps from it: some 150 kB a minute for pulse and belt.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

from devices.readings import PulseSamples, SampleTiming

__all__ = ["record_of_samples", "record_of_timing", "samples_of_record", "timing_of_record"]

_US_PER_S = 1_000_000


def record_of_samples(samples: PulseSamples) -> dict[str, Any]:
    """What stands in a journal of a piece of a wave; times are written in whole microseconds."""
    times_us = [round(at_s * _US_PER_S) for at_s in samples.times_s]
    return {
        "at_s": samples.at_s,
        "first_us": times_us[0] if times_us else 0,
        "steps_us": [later - earlier for earlier, later in pairwise(times_us)],
        "pulse": _short(samples.pulse),
        "belt": _short(samples.belt),
        "full_scale": samples.full_scale,
        "opens_gap": samples.opens_gap,
        "lost": samples.lost,
        **({"is_ecg": True} if samples.is_ecg else {}),
    }


def samples_of_record(record: Mapping[str, Any]) -> PulseSamples:
    """The piece that `record_of_samples` wrote.

    Raises
    ------
    KeyError, TypeError, ValueError
        The record is none.
    """
    pulse, belt = _numbers(record, "pulse"), _numbers(record, "belt")
    first_us, steps_us = _whole(record["first_us"]), [_whole(step) for step in record["steps_us"]]
    times_us = list(accumulate(steps_us, initial=first_us)) if pulse else []
    if len(times_us) != len(pulse) or len(belt) not in (0, len(pulse)):
        raise ValueError("its columns differ in length")
    full_scale = record["full_scale"]
    return PulseSamples(
        _number(record["at_s"]),
        tuple(at_us / _US_PER_S for at_us in times_us),
        pulse,
        belt,
        None if full_scale is None else _number(full_scale),
        record["opens_gap"] is True,
        _whole(record["lost"]),
        record.get("is_ecg") is True,
    )


def record_of_timing(timing: SampleTiming) -> dict[str, Any]:
    """What stands in a journal of how samples are set in time."""
    return {
        "at_s": timing.at_s,
        "dialect": timing.dialect,
        "rate_hz": timing.rate_hz,
        "rate_doubt_hz": timing.rate_doubt_hz,
        "has_device_clock": timing.has_device_clock,
        "lost": timing.lost,
        "damaged": timing.damaged,
        "nominal_hz": timing.nominal_hz,
    }


def timing_of_record(record: Mapping[str, Any]) -> SampleTiming:
    """The timing that `record_of_timing` wrote.

    Raises
    ------
    KeyError, TypeError, ValueError
        The record is none.
    """
    dialect = record["dialect"]
    if not isinstance(dialect, str):
        raise TypeError("dialect is no text")
    return SampleTiming(
        _number(record["at_s"]),
        dialect,
        _number(record["rate_hz"]),
        _number(record["rate_doubt_hz"]),
        record["has_device_clock"] is True,
        _whole(record["lost"]),
        _whole(record["damaged"]),
        None if record.get("nominal_hz") is None else _number(record["nominal_hz"]),
    )


def _short(values: Sequence[float]) -> list[float | int]:
    """Whole numbers without their point, as a converter gives them."""
    return [int(value) if value.is_integer() else value for value in map(float, values)]


def _numbers(record: Mapping[str, Any], name: str) -> tuple[float, ...]:
    return tuple(_number(value) for value in record[name])


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError(f"{value!r} is no number")
    return float(value)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is no whole number")
    return value
