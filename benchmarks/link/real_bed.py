"""Rung 3 for the figures: the real bluetoothd in a guest; only importable where BlueZ can be."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from benchmarks.link.beds import Bed, StrapInReach
from benchmarks.link.feeds import WANTED
from devices.polar_kinds import PolarKind
from devices.strap_delays import StrapDelays
from devices.strap_identity import StrapIdentity
from tests.ble.bluez_labs import RealLab, leave_bus
from tests.ble.lab import Lab

__all__ = ["RealBed", "UnhurriedLab"]

_SYSTEM = ("bluetoothd", "dbus-daemon")


class UnhurriedLab(RealLab):
    """The real stack with the delays that a person meets."""

    pace = 1.0

    def __init__(self) -> None:
        super().__init__()
        self.delays = StrapDelays()


class RealBed(Bed):
    """Rung 3, inside the guest.

    For delay and cost the strap and its radio are a process of their own: beyond `/dev/vhci` the
    product's process sees of them what it would see of a radio.
    """

    words = "rung 3, real bluetoothd in an emulated guest"
    stretch_s = 300.0
    warm_up = 20
    reconnections = 1_000
    new_loop = asyncio.SelectorEventLoop

    def __init__(self, yardstick_s: float) -> None:
        self.yardstick_s = yardstick_s

    def lab(self) -> Lab:
        """The real stack."""
        return UnhurriedLab()

    def hurried_lab(self) -> Lab:
        """The real stack, as the scenarios have it."""
        return RealLab()

    def packets(self) -> contextlib.AbstractAsyncContextManager[StrapInReach]:
        """A strap in a process of its own that sends beats many times a second."""
        return _strap_apart("packets", frozenset())

    def streams(self) -> contextlib.AbstractAsyncContextManager[StrapInReach]:
        """A strap in a process of its own that sends all that an H10 has."""
        return _strap_apart("streams", WANTED)

    def system_cpu_s(self) -> dict[str, float]:
        """CPU seconds of the system's programs, from proc(5)."""
        spent_s = dict.fromkeys(_SYSTEM, 0.0)
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):  # it ended meanwhile
                name = (process / "comm").read_text(encoding="utf-8").strip()
                if name in spent_s:
                    told = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2]
                    user, kernel = map(int, told.split()[11:13])
                    spent_s[name] += (user + kernel) / os.sysconf("SC_CLK_TCK")
        return spent_s


@contextlib.asynccontextmanager
async def _strap_apart(feed: str, wanted: frozenset[PolarKind]) -> AsyncIterator[StrapInReach]:
    """Start the process, and give the way to its strap; its end closes the pipe and ends it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.link.strap_apart", feed),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None and process.stdout is not None  # noqa: PT018 - asked for above
    try:
        told = (await process.stdout.readline()).decode("utf-8").strip()
        address, _, name = told.partition(" ")
        if not name:
            raise SystemExit("the strap's own process did not come up")
        yield StrapInReach(StrapIdentity(name, address), wanted)
    finally:
        process.stdin.close()
        await process.wait()
        await leave_bus()
