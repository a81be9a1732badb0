"""What a person may ask of a running session; sent up by the picture, stamped by it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Wish(Enum):
    """What is asked for."""

    PAUSE = "pause"
    RESUME = "resume"
    MORE = "more"
    """Three minutes more of the breath that is asked for now."""
    FINISH = "finish"
    """End now; everything so far is kept, and it counts as done."""


@dataclass(frozen=True, slots=True)
class Command:
    """A wish, and when it was made on the session clock."""

    at_s: float
    wish: Wish
