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
    SLOWER = "slower"
    """Half a breath a minute less, from the next breath on."""
    FASTER = "faster"
    """Half a breath a minute more, from the next breath on."""
    WITHOUT_SENSOR = "without sensor"
    """Go on with the breath alone: no beat counts from here on, whatever the sensor does."""
    WITH_SENSOR = "with sensor"
    """Listen to the sensor again; no-op where it was never set aside."""
    FINISH = "finish"
    """End now; everything so far is kept, and it counts as done."""


@dataclass(frozen=True, slots=True)
class Command:
    """A wish, and when it was made on the session clock."""

    at_s: float
    wish: Wish
