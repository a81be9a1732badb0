"""What the change from beat to beat is called: a pulse is not the heart's own beat.

A pulse reaches a finger later than the heart beats, and by a time that varies a little. What is
made of such intervals is pulse-rate variability, and every table and file says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from devices.readings import PulseSamples, SensorDescription, SensorKind
from trainer.journal.entries import Entry, Taken

__all__ = ["Variability", "heard_sensor", "told_of", "variability_of"]


class Variability(Enum):
    """What the intervals are of; the value is what a file says."""

    HEART = "heart-rate variability (HRV)"
    """From one beat of the heart to the next."""
    PULSE = "pulse-rate variability (PRV)"
    """From one pulse in a finger or an ear lobe to the next."""

    @property
    def interval_column(self) -> str:
        """Name of the column of intervals in ms, as other programs know them."""
        return "pp_ms" if self is Variability.PULSE else "rr_ms"


def variability_of(kind: SensorKind) -> Variability:
    """What a sensor's intervals give."""
    return Variability.PULSE if kind is SensorKind.PULSE_SENSOR else Variability.HEART


def heard_sensor(sensor: SensorDescription, entries: Iterable[Entry]) -> SensorDescription:
    """The sensor of a session, once its own lines have said what it is.

    Parameters
    ----------
    sensor
        As its journal's first line has it.
    entries
        All of the journal.
    """
    if sensor.kind is not SensorKind.PULSE_SENSOR:
        return sensor
    is_ecg = any(
        isinstance(entry, Taken) and isinstance(entry.what, PulseSamples) and entry.what.is_ecg
        for entry in entries
    )
    return told_of(sensor, is_ecg=is_ecg)


def told_of(sensor: SensorDescription, *, is_ecg: bool) -> SensorDescription:
    """The sensor, as an ECG board where its samples say that it is one."""
    if sensor.kind is SensorKind.PULSE_SENSOR and is_ecg:
        return SensorDescription(SensorKind.ECG_BOARD, sensor.name, sensor.seed)
    return sensor
