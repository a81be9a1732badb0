"""Beats from Polar's pulse intervals, where a device sends no beat times in the standard way.

The device finds them in its light and says how sure it is. An interval that it calls worth
nothing is no beat, but its time passes: the next beat joins nothing before it.
"""

from __future__ import annotations

from dataclasses import replace

from devices.beat_timeline import BeatTimeline, PlacedPacket
from devices.errors import MalformedPacketError
from devices.polar_frames import PulseIntervalFrame, parse_frame

__all__ = ["PulseBeats"]


class PulseBeats:
    """Sets the intervals of one stream in time.

    Parameters
    ----------
    timeline
        Of the connection.
    """

    def __init__(self, timeline: BeatTimeline) -> None:
        self._timeline = timeline

    def push(self, arrived_s: float, packet: bytes) -> PlacedPacket:
        """The beats of a frame that are worth something, each with the device's error estimate.

        Raises
        ------
        MalformedPacketError
            The frame cannot be read.
        """
        frame = parse_frame(packet)
        if not isinstance(frame, PulseIntervalFrame):
            raise MalformedPacketError("A frame of pulse intervals holds something else.")
        placed = self._timeline.push(
            arrived_s, tuple(float(interval.interval_ms) for interval in frame.intervals)
        )
        if not placed.beats:
            return placed  # a copy of the frame before
        beats = tuple(
            replace(beat, error_ms=float(interval.error_ms))
            for beat, interval in zip(placed.beats, frame.intervals, strict=True)
            if not interval.is_blocked and interval.interval_ms > 0
        )
        return replace(placed, beats=beats)
