"""What can be wrong with what a person gives to the device room.

::

    DevicesError
    └── RecordingError    a file that holds no heartbeat intervals that can be played

What the world does later (a strap lost, a recording at its end) is no exception beyond this
room: it is a reading with a reason.
"""

from __future__ import annotations

__all__ = ["DevicesError", "RecordingError"]


class DevicesError(Exception):
    """The family of this room: one clear sentence for a person."""


class RecordingError(DevicesError):
    """A file holds no heartbeat intervals that can be played."""
