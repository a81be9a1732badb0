"""What can be wrong with what a person gives to the device room.

::

    DevicesError
    ├── RecordingError        a file that holds no heartbeat intervals that can be played
    ├── MalformedPacketError  bytes of a sensor that do not say what they claim to say
    ├── StrapChoiceError      a strap that cannot be told from others, or is not there
    └── PortChoiceError       a serial port of which the same is true, or that may not be opened

Those that reach a person are sentences by their names (`sayable.py`); packets reach nobody.

What the world does later (a strap lost, a recording at its end) is no exception beyond this
room: it is a reading with a reason.
"""

from __future__ import annotations

from devices.sayable import SaidError

__all__ = [
    "DevicesError",
    "MalformedPacketError",
    "PortChoiceError",
    "RecordingError",
    "StrapChoiceError",
]


class DevicesError(Exception):
    """The family of this room: one clear sentence for a person."""


class RecordingError(SaidError, DevicesError):
    """A file holds no heartbeat intervals that can be played."""


class MalformedPacketError(DevicesError):
    """Bytes that a sensor sent do not hold what they claim to hold.

    The only error that a parser of this room ever raises, whatever the bytes are. One packet is
    counted and passed over for it; it never ends a link. Encoders raise it for values that
    their packet has no room for.
    """


class StrapChoiceError(SaidError, DevicesError):
    """Which strap is meant cannot be told, or it is not to be had."""


class PortChoiceError(SaidError, DevicesError):
    """Which serial port is meant cannot be told, or it is not to be had."""
