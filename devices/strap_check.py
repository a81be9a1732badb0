"""Listens to one strap for a moment, with the code that listens for a session.

For the list of straps and for the doctor: do beats arrive, and if not, how far does it get?
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable
from dataclasses import replace

from devices.bluetooth import Bluetooth, refuse_if_stopping
from devices.clock import RunningClock
from devices.readings import BLUETOOTH_TROUBLES, LinkChanged, LinkState, Reading
from devices.strap import StrapSensor
from devices.strap_identity import StrapIdentity
from devices.strap_list import StrapCheck

__all__ = ["check_strap"]

_ENOUGH_BEATS = 5
"""So many heartbeats are no accident."""
_SETTLED = frozenset({LinkState.ARRIVING, LinkState.RATE_ONLY, LinkState.OFF_SKIN})
"""States in which a strap has shown what it does."""


async def check_strap(strap: StrapIdentity, bluetooth: Bluetooth) -> AsyncGenerator[StrapCheck]:
    """Connect to a strap, listen for a moment, and let it go; anew whenever more is known.

    A strap that another program of this computer holds is not touched: to let it go afterwards
    would take it from that program.

    Parameters
    ----------
    strap
        Which one.
    bluetooth
        Delays and backends.
    """
    loop = asyncio.get_running_loop()
    outlet = _CheckOutlet()
    heard = outlet.heard
    sensor = StrapSensor(
        strap,
        delays=bluetooth.delays,
        scanner_backend=bluetooth.scanner_backend,
        client_backend=bluetooth.client_backend,
        adapter_backend=bluetooth.adapter_backend,
    )
    work = asyncio.create_task(sensor.run(RunningClock(source=loop.time), outlet))
    check = StrapCheck()
    try:
        until_s = loop.time() + bluetooth.delays.check_s
        while not _is_enough(check):
            coming = asyncio.create_task(heard.get())
            await asyncio.wait(
                {coming, work},
                timeout=max(0.0, until_s - loop.time()),
                return_when=asyncio.FIRST_COMPLETED,
            )
            refuse_if_stopping()
            if not coming.done():
                coming.cancel()
                if work.done():
                    work.result()  # our own code failed: that is said loudly
                break
            was_settled = check.state in _SETTLED
            check = check.with_reading(coming.result())
            if check.state in _SETTLED and not was_settled:
                until_s = min(until_s, loop.time() + bluetooth.delays.check_more_s)
            yield check
    finally:
        work.cancel()
        await asyncio.wait({work})
    yield replace(check, is_over=True)


class _CheckOutlet:
    """Where the sensor's readings go; a strap that is held goes no further than to be said so."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[Reading] = asyncio.Queue()

    async def __call__(self, reading: Reading) -> None:
        self.heard.put_nowait(reading)
        if isinstance(reading, LinkChanged) and reading.state is LinkState.HELD:
            await asyncio.get_running_loop().create_future()  # the check cancels it

    def at_once(self, readings: Iterable[Reading]) -> None:
        for reading in readings:
            self.heard.put_nowait(reading)


def _is_enough(check: StrapCheck) -> bool:
    if check.state is LinkState.HELD or check.state in BLUETOOTH_TROUBLES:
        return True
    knows_all = check.battery_percent is not None and check.model is not None
    return check.beats >= _ENOUGH_BEATS and knows_all
