"""No sensor: the breath alone, for whoever wants no numbers or has no strap at hand."""

from __future__ import annotations

import asyncio

from devices.clock import SessionClock
from devices.link import AskedBreath, Emit
from devices.readings import SensorDescription, SensorKind

__all__ = ["NoSensor"]


class NoSensor:
    """Gives no reading until it is cancelled; no beat is ever made up."""

    @property
    def description(self) -> SensorDescription:
        """Nobody."""
        return SensorDescription(SensorKind.NONE, "No sensor")

    def follow(self, asked_breath: AskedBreath) -> None:
        """Nothing: nobody breathes here but the person."""

    async def run(self, clock: SessionClock, emit: Emit) -> None:
        """Wait for the end."""
        await asyncio.get_running_loop().create_future()
