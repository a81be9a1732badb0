"""The recordings in tests/data/rr and the reference values that belong to them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from trainer.signal.arrays import FloatArray

__all__ = ["Window", "analytic_truth", "reference_values", "window", "windows"]

_FOLDER = Path(__file__).parent.parent / "tests" / "data" / "rr"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of one recording."""

    key: str
    """FILE@start+duration, in s, as in reference_small.json."""
    beat_s: FloatArray
    rr_ms: FloatArray

    @property
    def file(self) -> str:
        """Name of the recording."""
        return self.key.split("@")[0]


@lru_cache(maxsize=32)
def _intervals_ms(file: str) -> FloatArray:
    """All intervals of a recording, in ms."""
    lines = (_FOLDER / file).read_text(encoding="utf-8").splitlines()
    rows = [line.split(",") for line in lines if not line.startswith("#")]
    column = rows[0].index("rr_ms")
    return np.array([float(row[column]) for row in rows[1:]])


def window(key: str) -> Window:
    """Intervals whose closing beat falls in the window that a key names."""
    file, times = key.split("@")
    begin_s, length_s = (float(part) for part in times.split("+"))
    rr_ms = _intervals_ms(file)
    beat_s = np.cumsum(rr_ms) / 1000.0
    keep = (beat_s >= begin_s) & (beat_s < begin_s + length_s)
    return Window(key, beat_s[keep], rr_ms[keep])


@lru_cache(maxsize=1)
def _reference() -> Any:
    return json.loads((_FOLDER / "reference_small.json").read_text(encoding="utf-8"))


def reference_values(key: str, program: str = "definition") -> dict[str, dict[str, float]]:
    """What the reference definition, or another program, gives for a window."""
    found: dict[str, dict[str, float]] = _reference()["values"][key][program]
    return found


def windows() -> tuple[str, ...]:
    """Keys of all windows with reference values."""
    return tuple(_reference()["values"])


def analytic_truth(file: str) -> dict[str, float]:
    """Powers that a synthetic recording was made with, in ms^2."""
    found: dict[str, float] = _reference()["analytic_truth"][file]
    return found
