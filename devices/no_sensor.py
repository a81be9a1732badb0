"""Nobody listens: a sensor that gives no reading, so that the breath alone makes a session."""

from __future__ import annotations

import math

from devices.clock import SessionClock
from devices.link import AskedBreath, Emit
from devices.readings import SensorDescription, SensorKind

__all__ = ["NoSensor"]


class NoSensor:
    """Waits until the session is over; no beat is ever made up."""

    @property
    def description(self) -> SensorDescription:
        """Nobody."""
        return SensorDescription(SensorKind.NONE, "no sensor")

    def follow(self, asked_breath: AskedBreath) -> None:
        """Nothing: nobody breathes here but the person."""

    async def run(self, clock: SessionClock, emit: Emit) -> None:
        """Wait, second by second, until cancelled."""
        second = math.floor(clock.now_s())
        while True:
            second += 1
            await clock.sleep_until(float(second))
