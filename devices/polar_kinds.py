"""Polar Measurement Data: what can be measured, asked and answered, with the numbers on the wire.

References
----------
Polar Electro, "Polar Measurement Data Specification for 3rd party", 1.0 (August 2024). Polar
BLE SDK, "Device Error Codes & D2H Notifications" (2026), for the codes from 15 on.
"""

from __future__ import annotations

from enum import Enum

__all__ = ["KIND_MASK", "PolarKind", "PolarOperation", "PolarStatus", "kind_of"]

KIND_MASK = 0x3F
"""The two bits above tell live streams and recordings in the device apart."""


class PolarKind(Enum):
    """What a Polar device can measure; its number is also its bit in the features."""

    ECG = 0
    """The heart's electricity, in microvolt."""
    PPG = 1
    """Light through the skin."""
    ACCELERATION = 2
    """Three axes, in thousandths of the earth's pull."""
    PULSE_INTERVALS = 3
    """Pulse to pulse intervals that the device found in its light, with an error estimate."""
    GYROSCOPE = 5
    """Turning."""
    MAGNETOMETER = 6
    """The magnetic field."""
    SKIN_TEMPERATURE = 7
    """At the skin."""
    SDK_MODE = 9
    """No measurement: a mode with more settings, in which heart rate and intervals are off."""
    LOCATION = 10
    """Satellite positions."""
    PRESSURE = 11
    """Of the air."""
    TEMPERATURE = 12
    """Of the device."""
    OFFLINE_RECORDING = 13
    """No measurement: recording without a link."""
    OFFLINE_HEART_RATE = 14
    """Heart rate in such a recording."""


class PolarOperation(Enum):
    """What can be asked at the control point."""

    SETTINGS = 1
    """Which settings a kind has."""
    START = 2
    """Start a stream."""
    STOP = 3
    """Stop a stream."""
    SDK_MODE_SETTINGS = 4
    """Which settings a kind has in SDK mode."""
    STATUS = 5
    """Which streams run."""
    SDK_MODE_STATUS = 6
    """Whether the SDK mode is on."""
    TRIGGER_STATUS = 7
    """When recordings without a link start."""
    TRIGGER_MODE = 8
    """Set when recordings without a link start."""
    TRIGGER_SETTINGS = 9
    """Set what is recorded then."""


class PolarStatus(Enum):
    """How a request ended."""

    SUCCESS = 0
    """Done."""
    INVALID_OPERATION = 1
    """The device does not know the request."""
    INVALID_KIND = 2
    """The device does not know the kind, or it cannot be started by itself."""
    NOT_SUPPORTED = 3
    """The device knows the kind, but does not measure it."""
    INVALID_LENGTH = 4
    """The request has another length than the device expects."""
    INVALID_PARAMETER = 5
    """A setting is not known."""
    ALREADY_IN_STATE = 6
    """The stream runs already, or is stopped already: left over from an earlier link."""
    INVALID_RESOLUTION = 7
    """Not one of the resolutions on offer."""
    INVALID_SAMPLE_RATE = 8
    """Not one of the rates on offer."""
    INVALID_RANGE = 9
    """Not one of the ranges on offer."""
    INVALID_MTU = 10
    """The link's packets are too small for this stream."""
    INVALID_CHANNELS = 11
    """Not one of the numbers of channels on offer."""
    INVALID_STATE = 12
    """The device cannot do this now: not ready, not set up, or in the wrong mode."""
    IN_CHARGER = 13
    """The device is being charged."""
    DISK_FULL = 14
    """No room for a recording."""
    INVALID_DERIVED_METHOD = 15
    """The way of computing is not known."""
    INVALID_SOURCE_KIND = 16
    """That cannot be computed from this kind."""
    INVALID_SOURCE_RATE = 17
    """Not one of the rates on offer for what it is computed from."""
    INVALID_DERIVED_SETTINGS = 18
    """The group of settings is not known."""
    UNDOCUMENTED = -1
    """A code that no document explains; the answer keeps the number."""


def kind_of(number: int) -> PolarKind | None:
    """Kind of a number on the wire; None for one that is not known here."""
    try:
        return PolarKind(number & KIND_MASK)
    except ValueError:
        return None
