"""What the change from beat to beat is called: a pulse is not the heart's own beat.

A pulse reaches a finger later than the heart beats, and by a time that varies a little. What is
made of such intervals is pulse-rate variability, and every table and file says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import Enum

from devices.heart_rate_service import BodyLocation
from devices.readings import Beat, PulseSamples, SensorDescription, SensorKind, StrapInformation
from trainer.journal.entries import Entry, Taken

__all__ = ["PULSE_SENSORS", "Variability", "heard_sensor", "told_of", "variability_of"]

PULSE_SENSORS = frozenset({SensorKind.PULSE_SENSOR, SensorKind.OPTICAL_BAND})
"""Sensors that see the pulse, not the heart's own beat."""

_PULSE_LOCATIONS = frozenset(
    place.spoken for place in BodyLocation if place not in (BodyLocation.CHEST, BodyLocation.OTHER)
)
"""Where no strap is worn that feels the heart's electricity. At the chest it is, and a sensor that
says nothing, or a place without a number, may be one: it stays a strap."""


class Variability(Enum):
    """What the intervals are of; the value is what a file says."""

    HEART = "heart-rate variability (HRV)"
    """From one beat of the heart to the next."""
    PULSE = "pulse-rate variability (PRV)"
    """From one pulse to the next, in an arm, a finger or an ear lobe."""

    @property
    def interval_column(self) -> str:
        """Name of the column of intervals in ms, as other programs know them."""
        return "pp_ms" if self is Variability.PULSE else "rr_ms"


def variability_of(kind: SensorKind) -> Variability:
    """What a sensor's intervals give."""
    return Variability.PULSE if kind in PULSE_SENSORS else Variability.HEART


def heard_sensor(sensor: SensorDescription, entries: Iterable[Entry]) -> SensorDescription:
    """The sensor of a session, once it has said itself what it is.

    Parameters
    ----------
    sensor
        As its journal's first line has it.
    entries
        All of the journal.
    """
    for entry in entries:
        if isinstance(entry, Taken):
            sensor = told_of(sensor, entry.what)
    return sensor


def told_of(sensor: SensorDescription, what: object) -> SensorDescription:
    """The sensor, after one more of its readings.

    An ECG board is known by its samples. An optical band is known by the place that it says it is
    worn at (Body Sensor Location), or by intervals with an error estimate: those are read from
    light, in a stream that no chest strap has (Polar's pulse intervals).
    """
    match sensor.kind, what:
        case SensorKind.PULSE_SENSOR, PulseSamples(is_ecg=True):
            return replace(sensor, kind=SensorKind.ECG_BOARD)
        case SensorKind.STRAP, Beat(error_ms=float()):
            return replace(sensor, kind=SensorKind.OPTICAL_BAND)
        case SensorKind.STRAP, StrapInformation(location=str(place)) if place in _PULSE_LOCATIONS:
            return replace(sensor, kind=SensorKind.OPTICAL_BAND)
        case _:
            return sensor
