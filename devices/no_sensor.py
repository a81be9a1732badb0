"""No sensor: the breath alone, for whoever wants no numbers or has no strap at hand."""

from __future__ import annotations

import asyncio

from devices.clock import SessionClock
from devices.link import AskedBreath, Emit
from devices.readings import LinkChanged, LinkState, SensorDescription, SensorKind

__all__ = ["NoSensor"]


class NoSensor:
    """Gives nothing until it is cancelled."""

    description = SensorDescription(SensorKind.NONE, "No sensor")

    def follow(self, asked_breath: AskedBreath) -> None:
        """Nothing: nobody is listening."""

    async def run(self, clock: SessionClock, emit: Emit) -> None:
        """Say once that nothing is to be waited for; then be silent until cancelled."""
        await emit(LinkChanged(clock.now_s(), LinkState.WAITING))
        await asyncio.get_running_loop().create_future()
