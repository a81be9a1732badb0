"""Values on the command line: each is understood, or refused in one sentence with its limits."""

from __future__ import annotations

import argparse
import math

__all__ = ["baud", "column", "number", "rate_hz", "speed", "streams", "volume_percent"]

_STREAMS = ("ecg", "movement")


def number(text: str) -> float:
    """Any number that is one: neither infinite nor NaN."""
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number")
    return value


def speed(text: str) -> float | None:
    """How many times real time; None for as fast as it goes."""
    if text == "max":
        return None
    value = number(text)
    if not 0.1 <= value <= 1000.0:
        raise argparse.ArgumentTypeError(f"{text} is outside 0.1 to 1000; or say max")
    return value


def baud(text: str) -> int:
    """Speed of a serial line, 300 to 4000000."""
    if not (text.isascii() and text.isdigit() and 300 <= int(text) <= 4_000_000):
        raise argparse.ArgumentTypeError(f"{text!r} is no speed from 300 to 4000000")
    return int(text)


def rate_hz(text: str) -> float:
    """Samples in a second, 10 to 1000."""
    value = number(text)
    if not 10.0 <= value <= 1000.0:
        raise argparse.ArgumentTypeError(f"{text} is outside 10 to 1000")
    return value


def column(text: str) -> int | str:
    """Number of a column, from 1, or its name."""
    name = text.strip()
    if not name:
        raise argparse.ArgumentTypeError("a column has a number or a name")
    if not name.lstrip("+-").isdecimal():
        return name
    if not 1 <= int(name) <= 64:
        raise argparse.ArgumentTypeError(f"{name} is outside 1 to 64")
    return int(name)


def streams(text: str) -> tuple[str, ...]:
    """Names of streams, each once."""
    names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",")))
    for name in names:
        if name not in _STREAMS:
            raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(_STREAMS)}")
    return names


def volume_percent(text: str) -> int:
    """Loudness, 0 to 100."""
    value = number(text)
    if not 0.0 <= value <= 100.0:
        raise argparse.ArgumentTypeError(f"{text} is outside 0 to 100")
    return round(value)
