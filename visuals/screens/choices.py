"""What can be chosen for a session on the start screen, and what was."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from devices.readings import SensorKind
from trainer.plan import Pace

__all__ = ["LENGTHS_MIN", "Choices", "PaceChoice", "choices_of", "record_of"]

LENGTHS_MIN = (2, 3, 5, 10, 20)


class PaceChoice(Enum):
    """Paces that are offered; the value is how long in and out last, in seconds."""

    LONG_OUT = (4.0, 6.0)
    EVEN = (5.0, 5.0)
    QUICKER = (3.0, 4.5)
    """For those to whom six breaths a minute are too slow at first."""

    @property
    def pace(self) -> Pace:
        """The same as the plan knows it."""
        inhale_s, exhale_s = self.value
        whole_s = inhale_s + exhale_s
        return Pace(60.0 / whole_s, inhale_s / whole_s)


@dataclass(frozen=True, slots=True)
class Choices:
    """Sensor, pace and length."""

    sensor: SensorKind = SensorKind.SIMULATED
    pace: PaceChoice = PaceChoice.LONG_OUT
    minutes: int = 5


_PACES = {
    "long out": PaceChoice.LONG_OUT,
    "even": PaceChoice.EVEN,
    "quicker": PaceChoice.QUICKER,
}
"""Words for a file."""


def record_of(choices: Choices) -> dict[str, Any]:
    """Choices as a file keeps them."""
    paces = {pace: word for word, pace in _PACES.items()}
    return {
        "sensor": choices.sensor.value,
        "pace": paces[choices.pace],
        "minutes": choices.minutes,
    }


def choices_of(record: object) -> Choices | None:
    """Choices that a file kept; None where there are none, the usual for what is not understood."""
    if not isinstance(record, dict):
        return None
    usual = Choices()
    sensors = {kind.value: kind for kind in SensorKind}
    sensor, pace, minutes = record.get("sensor"), record.get("pace"), record.get("minutes")
    return Choices(
        sensors.get(sensor, usual.sensor) if isinstance(sensor, str) else usual.sensor,
        _PACES.get(pace, usual.pace) if isinstance(pace, str) else usual.pace,
        minutes if isinstance(minutes, int) and minutes in LENGTHS_MIN else usual.minutes,
    )
