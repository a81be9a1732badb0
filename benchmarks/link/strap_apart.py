"""A strap with its radio as a process of its own, in the guest: `strap_apart packets|streams`.

It plugs its adapter in, says address and name of the strap in a line, and feeds whoever listens
until its standard input is closed. So its work is none of the process whose work is measured.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys

from benchmarks.link.feeds import feed_packets, feed_streams
from benchmarks.link.real_bed import UnhurriedLab
from devices.polar_control import POLAR_DATA
from tests.ble.virtual_polar import PolarTraits
from tests.ble.virtual_strap import StrapTraits, VirtualStrap


async def _feed(feed: str) -> None:
    lab = UnhurriedLab()
    await lab.open()
    try:
        strap = await lab.strap(StrapTraits(polar=PolarTraits() if feed == "streams" else None))
        print(strap.address, strap.traits.name, flush=True)
        feeding = asyncio.ensure_future(_feed_whoever_listens(strap))
        await asyncio.to_thread(sys.stdin.read)
        feeding.cancel()
        await asyncio.wait({feeding})
    finally:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(10.0):
                await lab.close()


async def _feed_whoever_listens(strap: VirtualStrap) -> None:
    """What the strap sends, as soon as somebody listens, and its streams when they run."""
    polar = strap.polar

    async def send(uuid: str, packet: bytes) -> None:
        if uuid != POLAR_DATA and strap.subscribed.is_set():
            await strap.send(packet)
        elif uuid == POLAR_DATA and polar is not None and polar.running:
            await polar.send(packet)

    await strap.subscribed.wait()
    await (feed_packets if polar is None else feed_streams)(send)


if __name__ == "__main__":
    asyncio.run(_feed(sys.argv[1]))
