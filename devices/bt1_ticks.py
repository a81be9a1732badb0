"""Ticks of a BT1 sensor: where the counter and the board's clock have wrapped, what was lost.

No I/O. One tick is one period of the sampling clock since the board started; a lost line leaves a
hole in the ticks, of exactly its size.
"""

from __future__ import annotations

from dataclasses import dataclass

from devices.bt1 import COUNTS, MICROSECONDS_WRAP, BT1Description, BT1Sample

__all__ = ["BT1Ticks", "TickedSample"]

_LONGEST_GAP_S = 60.0
"""A longer step of the board's clock means that the board started anew."""
_RATE_WITHIN = 0.02
"""Counter and microseconds come from one clock; what differs more is a new start."""
_US_PER_S = 1e6


@dataclass(frozen=True, slots=True)
class TickedSample:
    """A sample with its place in time by the board's own clock."""

    device_s: float
    """Seconds of the board's clock, without wraps; it begins again with each start."""
    lost: int
    """Ticks without a line since the sample before."""
    is_start: bool
    """True when nothing connects it with the sample before: the first one, or a new start."""
    pulse: float | None
    belt: float | None


class BT1Ticks:
    """Follows one sensor, line by line."""

    def __init__(self) -> None:
        self._last: BT1Sample | None = None
        self._device_s = 0.0
        self._up_s: int | None = None
        self.lost = 0
        """Ticks without a line, over all."""
        self.restarts = 0
        """How often the board started anew while it was listened to."""
        self.doubled = 0
        """Lines that came twice and were left out."""

    def interrupt(self) -> None:
        """Say that the line was broken: what comes next connects with nothing."""
        self._last = None
        self._up_s = None

    def hear(self, description: BT1Description) -> None:
        """Take in a description; one that has been up for less time than before is a new start."""
        if self._up_s is not None and description.up_s is not None:
            if description.up_s < self._up_s:
                self._begin_anew()
        self._up_s = description.up_s

    def take(self, sample: BT1Sample, description: BT1Description) -> TickedSample | None:
        """The sample in its place; None for one that came twice."""
        last, self._last = self._last, sample
        if last is None or (last.microseconds is None) != (sample.microseconds is None):
            return self._start(sample)
        passed = (sample.counter - last.counter) % COUNTS
        if sample.microseconds is not None and last.microseconds is not None:
            passed_us = (sample.microseconds - last.microseconds) % MICROSECONDS_WRAP
            by_clock = passed_us * description.rate_hz / _US_PER_S
            passed += COUNTS * round((by_clock - passed) / COUNTS)
            is_anew = passed_us > _LONGEST_GAP_S * _US_PER_S
            if is_anew or abs(by_clock - passed) > 1.0 + _RATE_WITHIN * by_clock:
                self._begin_anew()
                self._last = sample
                return self._start(sample)
            passed_s = passed_us / _US_PER_S
        else:
            passed_s = passed / description.rate_hz
        if passed == 0:
            self._last = last
            self.doubled += 1
            return None
        self._device_s += passed_s
        self.lost += passed - 1
        return TickedSample(self._device_s, passed - 1, False, sample.pulse, sample.belt)

    def _start(self, sample: BT1Sample) -> TickedSample:
        self._device_s = 0.0
        return TickedSample(0.0, 0, True, sample.pulse, sample.belt)

    def _begin_anew(self) -> None:
        self.restarts += 1
        self._last = None
