"""When each heart beat of a strap happened: intervals that arrive in packets, set in time.

A strap counts intervals exactly and says nothing of when they were; a packet comes up to a
second after its last beat, then waits for the radio, sometimes for seconds. So the running sum
of intervals gives the differences, and the arrivals give the place: no beat is later than the
arrival of its packet, and the earliest arrivals, relative to the sum, are nearly on time. That
lower envelope is where the line is drawn. It is told the time and holds no clock; what an
interval is worth is judged later, in `trainer`.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from enum import Enum

from devices.arrival_envelope import ArrivalEnvelope
from devices.readings import Beat

__all__ = ["BeatTimeline", "PacketNote", "PlacedPacket"]

MOST_BEHIND_S = 3.5
"""A last beat so long before its packet's arrival is no delay: 2 s of stalled radio, 1 s until the
next packet is due and 0.3 s on the way are less."""
BEHIND_S = 0.4
"""A beat that should have been in the packet before by more than a delay on the way (0.3 s)."""
BEHIND_PACKETS = 5
"""So many arrivals in a row must say so: a stalled radio is over after one."""
TOGETHER_S = 0.1
"""Packets that come within so little time waited for each other."""
FUTURE_S = 0.8
"""A beat may be drawn so much after its arrival while the line settles; the trainer takes 1 s."""
CLEARLY_FUTURE_S = 0.2
FIRM_STEP_S = 0.1
"""What one beat is moved by when the line lies clearly in the future, as it can in the first
minute: less than the distance within which the trainer joins beats (0.15 s)."""
SETTLING_S = 5.0
"""So long after a start the line may be moved all at once: the first packet can come late."""
AHEAD_S = 4.0
AHEAD_MEMORY_S = 300.0
"""Intervals that made more than 4 s too much within some 5 minutes (1.4 %) are no clock's drift."""
COPY_WITHIN_S = 0.25
STALL_S = 1.5
"""Silence after which several packets may come at once."""
BURST_S = 0.5
LONGEST_STEP_S = 66.0
"""More than a 16-bit count of 1/1024 s can hold."""


class PacketNote(Enum):
    """What was special about a packet."""

    DOUBLED = "the same packet was delivered twice"
    """Left out: it repeats the one before, and there was no time for its beats to happen."""
    LOST = "beats were lost on the way"
    """The sum of intervals fell behind the arrivals: the line starts anew after a gap."""
    AHEAD = "intervals sum up to more than the time that passed"
    """The sensor invents or repeats intervals, or holds its clock badly."""


@dataclass(frozen=True, slots=True)
class PlacedPacket:
    """The beats of one packet, each with its time."""

    beats: tuple[Beat, ...] = ()
    """Oldest first. No beat is before one that was given earlier."""
    note: PacketNote | None = None
    opens_gap: bool = False
    """True when the first of the beats must not be joined with the beat before it."""


class BeatTimeline:
    """Sets the beats of a strap in time, packet by packet, in constant time and memory.

    Notes
    -----
    Simulated straps (40 to 170 beats a minute, a packet a second, up to 0.3 s on the way, the
    radio stalled for 2 s now and then, clocks 50 ppm apart, 30 minutes to 24 hours): in the
    first minute a beat is up to 1.1 s late, or 2.3 s when the very first packet was stalled,
    the time that it happened to wait; after 150 s between 10 ms early and 200 ms late, typically
    40 ms late. Times of neighbours differ from their interval by 2 % of it (34 ms) at most
    then. A heart like a clock can keep its place between two packets for minutes: then up to
    0.9 s late. After packets were lost, the next five are set early by what was lost until the
    gap is told.
    """

    def __init__(self) -> None:
        self.doubled = 0
        """Packets that were left out as copies."""
        self.gaps = 0
        """Times that the line started anew because beats were lost or too many."""
        self._last_beat_s = -math.inf
        self._arrived_s = -math.inf
        self._last_rr_ms: tuple[float, ...] = ()
        self._burst_began_s = -math.inf
        self._started_s = -math.inf
        self._surplus_s = 0.0
        self._offset_s: float | None = None
        self._begin()

    def restart(self) -> None:
        """Say that the link was down: what comes next joins nothing that was before."""
        self._last_rr_ms = ()
        self._begin()

    def push(self, arrived_s: float, rr_ms: tuple[float, ...]) -> PlacedPacket:
        """Beats of one packet with their times.

        Parameters
        ----------
        arrived_s
            When the packet came, in seconds on the session clock, not before the last one.
        rr_ms
            Its intervals in ms, oldest first, any numbers at all; also none, which tells that
            no beat ended. They are handed on as they are. What cannot be a duration
            (negative, not a number) moves the line by nothing, and over 66 s by 66 s.
        """
        arrived_s = max(arrived_s, self._arrived_s)
        before_s, self._arrived_s = self._arrived_s, arrived_s
        if arrived_s - before_s > STALL_S:
            self._burst_began_s = arrived_s
        if not rr_ms:
            return PlacedPacket()
        steps_s = [_duration_s(interval_ms) for interval_ms in rr_ms]
        total_s = math.fsum(steps_s)
        if self._is_copy(rr_ms, total_s, arrived_s - before_s):
            self.doubled += 1
            return PlacedPacket(note=PacketNote.DOUBLED)
        self._last_rr_ms = rr_ms
        if self._surplus_s > 0.0:
            self._surplus_s *= math.exp(-min(arrived_s - before_s, 1e6) / AHEAD_MEMORY_S)
        if self._offset_s is None:
            self._started_s = arrived_s
            self._envelope = ArrivalEnvelope(arrived_s)
            self._offset_s = arrived_s - total_s  # it ends in its arrival
            return PlacedPacket(self._place(arrived_s, rr_ms, steps_s, 0.0), opens_gap=True)
        return self._follow(arrived_s, before_s, rr_ms, steps_s, total_s)

    def _begin(self) -> None:
        """Forget where the line is; what was given stays given."""
        self._offset_s = None
        self._sum_s = 0.0
        self._envelope = ArrivalEnvelope(0.0)
        self._behind: deque[tuple[float, float, float]] = deque(maxlen=BEHIND_PACKETS)

    def _follow(
        self,
        arrived_s: float,
        before_s: float,
        rr_ms: tuple[float, ...],
        steps_s: list[float],
        total_s: float,
    ) -> PlacedPacket:
        assert self._offset_s is not None  # a line was begun
        end_s = self._sum_s + total_s
        late_s = arrived_s - end_s - self._offset_s
        first_s = self._sum_s + steps_s[0]
        self._note_behind(arrived_s, before_s - first_s, arrived_s - end_s)
        if late_s > MOST_BEHIND_S or self._stays_behind():
            is_at_once = late_s > MOST_BEHIND_S
            offset_s = arrived_s - end_s if is_at_once else min(late for _, _, late in self._behind)
            self._reopen(arrived_s, self._sum_s + offset_s)
            self._started_s = arrived_s
            beats = self._place(arrived_s, rr_ms, steps_s, 0.0)
            return PlacedPacket(beats, PacketNote.LOST, opens_gap=True)
        if _furthest_s(-late_s, steps_s) > FUTURE_S:
            is_settling = arrived_s - self._started_s < SETTLING_S
            self._surplus_s += 0.0 if is_settling else -late_s
            self._reopen(arrived_s, arrived_s - total_s)
            beats = self._place(arrived_s, rr_ms, steps_s, 0.0)
            return PlacedPacket(beats, None if is_settling else PacketNote.AHEAD, opens_gap=True)
        beats = self._place(arrived_s, rr_ms, steps_s, -late_s - CLEARLY_FUTURE_S)
        return PlacedPacket(beats, PacketNote.AHEAD if self._surplus_s > AHEAD_S else None)

    def _note_behind(self, arrived_s: float, early_s: float, late_s: float) -> None:
        """Remember between which offsets a packet puts the line; those of a burst count as one."""
        if self._behind and arrived_s - self._behind[-1][0] < TOGETHER_S:
            _, other_early_s, other_late_s = self._behind.pop()
            early_s, late_s = min(early_s, other_early_s), min(late_s, other_late_s)
        self._behind.append((arrived_s, early_s, late_s))

    def _stays_behind(self) -> bool:
        """True when packet after packet holds beats that had time for the one before it."""
        assert self._offset_s is not None
        if len(self._behind) < BEHIND_PACKETS:
            return False
        limit_s = self._offset_s + BEHIND_S
        return all(early_s > limit_s and late_s > limit_s for _, early_s, late_s in self._behind)

    def _reopen(self, arrived_s: float, begin_s: float) -> None:
        """Start a line anew: the next interval begins at `begin_s`."""
        self.gaps += 1
        self._begin()
        self._envelope = ArrivalEnvelope(arrived_s)
        self._offset_s = begin_s

    def _place(
        self, arrived_s: float, rr_ms: tuple[float, ...], steps_s: list[float], future_s: float
    ) -> tuple[Beat, ...]:
        """Beats along the line, which gives way to what the arrivals before this one showed.

        By how much it lies too far in the future is said by `future_s`: that is taken back with
        firm steps.
        """
        assert self._offset_s is not None
        beats: list[Beat] = []
        for interval_ms, step_s in zip(rr_ms, steps_s, strict=True):
            self._sum_s += step_s
            move_s = self._envelope.step_s(arrived_s, self._offset_s, step_s)
            if future_s > 0.0:
                move_s = min(move_s, -min(future_s, FIRM_STEP_S))
                future_s += move_s
            self._offset_s += move_s
            self._surplus_s += max(0.0, -move_s)
            self._last_beat_s = max(self._sum_s + self._offset_s, self._last_beat_s)
            beats.append(Beat(arrived_s, self._last_beat_s, interval_ms))
        self._envelope.note(arrived_s, arrived_s - self._sum_s)
        return tuple(beats)

    def _is_copy(self, rr_ms: tuple[float, ...], total_s: float, since_last_s: float) -> bool:
        """True for the packet before once more, when its beats had no time to happen.

        After a silence several packets come at once, and equal ones can be true; they are, as
        long as the line stays behind their arrival.
        """
        if rr_ms != self._last_rr_ms or since_last_s >= min(COPY_WITHIN_S, total_s):
            return False
        assert self._offset_s is not None  # there was a packet before
        is_future = self._sum_s + total_s + self._offset_s > self._arrived_s + FIRM_STEP_S
        return is_future or self._arrived_s - self._burst_began_s > BURST_S


def _duration_s(rr_ms: float) -> float:
    return min(rr_ms / 1000.0, LONGEST_STEP_S) if rr_ms > 0.0 else 0.0


def _furthest_s(future_s: float, steps_s: list[float]) -> float:
    """How far in the future a beat of a packet would be set at most, for all firm steps.

    Parameters
    ----------
    future_s
        How far after the arrival the last one would be without them.
    steps_s
        The packet's intervals; not every one need be long enough to make up for its step.
    """
    furthest_s = -math.inf
    for number in range(len(steps_s), 0, -1):
        furthest_s = max(furthest_s, future_s - FIRM_STEP_S * number)
        future_s -= steps_s[number - 1]
    return furthest_s
