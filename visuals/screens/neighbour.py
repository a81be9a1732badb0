"""From one thing to the next of a row, round and round: for arrows and Tab."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

__all__ = ["neighbour"]

Option = TypeVar("Option")


def neighbour(options: Sequence[Option], chosen: Option, step: int) -> Option:
    """The next option in a direction; from the last one to the first."""
    return options[(options.index(chosen) + step) % len(options)]
