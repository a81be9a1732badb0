"""What the link adds to a packet: from bleak's callback to the hands of the frame loop.

Of a packet and of the beat in it, which is in the frame loop's hands no sooner. Beside it
stands what no link could do without: bleak alone with the same packets, its callback putting a
number into a queue and a thread waiting for it, in the same process; and the same queue
while the machine has nothing else to do.

All of it runs as a session does, with Python's search for garbage kept from what was there before
(`visuals/undisturbed.py`): no session goes without it, and where it is missing the search of
this program's own and the test bed's objects is measured, up to 70 ms on rung 3, and no link.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import statistics
import threading
import time
from collections.abc import Callable, Iterator

from bleak.backends.characteristic import BleakGATTCharacteristic

from benchmarks.link.beds import Bed, StrapInReach
from benchmarks.link.feeds import PACKET_EVERY_S
from devices.bluetooth import LINK_ERRORS, BluetoothTroubleError
from devices.clock import RunningClock, SessionClock
from devices.heart_rate_service import HEART_RATE_MEASUREMENT
from devices.link import AskedBreath, Link, Outlet, Sensor
from devices.readings import Beat, PacketReceived, SensorDescription, SensorKind
from visuals.undisturbed import undisturbed

__all__ = ["delay"]

_PACKETS = 1_000
_PATIENCE_S = 60.0

_Heed = Callable[[BleakGATTCharacteristic, bytearray], None]


class _Fast:
    """The product's sensor; its strap is made where it runs, in the link's thread."""

    description = SensorDescription(SensorKind.STRAP, "virtual")

    def __init__(self, bed: Bed) -> None:
        self._bed = bed

    def follow(self, asked_breath: AskedBreath) -> None:
        """Nothing."""

    async def run(self, clock: SessionClock, emit: Outlet) -> None:
        """Listen until cancelled."""
        async with self._bed.packets() as strap:
            await strap.sensor().run(clock, emit)


class _BleakAlone:
    """The same strap, with nothing between bleak's callback and a queue."""

    description = SensorDescription(SensorKind.STRAP, "bleak alone")

    def __init__(self, bed: Bed) -> None:
        self._bed = bed
        self.came_s: queue.SimpleQueue[float] = queue.SimpleQueue()
        """When each packet came."""

    def follow(self, asked_breath: AskedBreath) -> None:
        """Nothing."""

    async def run(self, clock: SessionClock, emit: Outlet) -> None:
        """Listen until cancelled; the first attempts may fail, as with any client."""

        def heed(_characteristic: BleakGATTCharacteristic, _packet: bytearray) -> None:
            self.came_s.put(clock.now_s())

        async with self._bed.packets() as strap:
            while True:
                with contextlib.suppress(*LINK_ERRORS, BluetoothTroubleError):
                    await self._listen(strap, heed)

    async def _listen(self, strap: StrapInReach, heed: _Heed) -> None:
        bluetooth = strap.bluetooth()
        found = await bluetooth.find(
            lambda device, name: strap.identity.is_same(device.address, name)
        )
        if found is None:
            return
        is_gone = asyncio.Event()
        client = bluetooth.client(found[0], is_gone.set, is_retry=False)
        await client.connect()
        try:
            await client.start_notify(HEART_RATE_MEASUREMENT, heed)
            await is_gone.wait()
        finally:
            await client.disconnect()


def delay(bed: Bed) -> None:
    """Print how long a packet and its beat take from bleak's callback to the frame loop's hands."""
    with undisturbed():
        packets_ms, beats_ms = _through_the_link(bed)
        alone_ms = _through_bleak_alone(bed)
        bare_ms = _through_a_queue()
    print(
        f"{_PACKETS} packets, from bleak's callback to the frame loop "
        f"({bed.words}; real time, real thread)"
    )
    _print_delays("the link", packets_ms)
    _print_delays("the link, to the beats", beats_ms)
    _print_delays("bleak alone and a bare queue, same packets", alone_ms)
    _print_delays("a bare queue between two threads, nothing else to do", bare_ms)


def _through_the_link(bed: Bed) -> tuple[list[float], list[float]]:
    """Delays of packets and of beats, ms."""
    clock = RunningClock()
    packets_ms: list[float] = []
    beats_ms: list[float] = []
    with _at_work(_Fast(bed), clock) as link:
        while len(packets_ms) < _PACKETS:
            readings = link.take(patience_s=0.5)
            now_s = clock.now_s()
            for reading in readings:
                if isinstance(reading, PacketReceived):
                    packets_ms.append(1000.0 * (now_s - reading.at_s))
                elif isinstance(reading, Beat):
                    beats_ms.append(1000.0 * (now_s - reading.at_s))
            _see_that_it_runs(link)
    if len(beats_ms) < 0.99 * _PACKETS:
        raise SystemExit(f"{_PACKETS} packets and only {len(beats_ms)} beats")
    return packets_ms, beats_ms


def _through_bleak_alone(bed: Bed) -> list[float]:
    """Delays without the product, ms."""
    clock = RunningClock()
    sensor = _BleakAlone(bed)
    took_ms: list[float] = []
    with _at_work(sensor, clock) as link:
        while len(took_ms) < _PACKETS:
            try:
                came_s = sensor.came_s.get(timeout=0.5)
            except queue.Empty:
                _see_that_it_runs(link)
                continue
            took_ms.append(1000.0 * (clock.now_s() - came_s))
    return took_ms


@contextlib.contextmanager
def _at_work(sensor: Sensor, clock: RunningClock) -> Iterator[Link]:
    link = Link(sensor, clock)
    link.start()
    try:
        yield link
    finally:
        link.stop()


def _see_that_it_runs(link: Link) -> None:
    if not link.is_running:
        raise SystemExit(f"the link ended by itself: {link.failure!r}")


def _through_a_queue() -> list[float]:
    """What the machine itself takes to hand something to another thread, ms each."""
    between: queue.SimpleQueue[float] = queue.SimpleQueue()

    def send() -> None:
        for _ in range(_PACKETS):
            between.put(time.perf_counter())
            time.sleep(PACKET_EVERY_S)

    threading.Thread(target=send, daemon=True).start()
    took_ms: list[float] = []
    for _ in range(_PACKETS):
        sent_s = between.get(timeout=_PATIENCE_S)
        took_ms.append(1000.0 * (time.perf_counter() - sent_s))
    return took_ms


def _print_delays(who: str, took_ms: list[float]) -> None:
    took_ms.sort()
    p99_ms = took_ms[len(took_ms) * 99 // 100 - 1]
    print(
        f"  {who}: median {statistics.median(took_ms):.2f} ms, p99 {p99_ms:.2f} ms, "
        f"worst {took_ms[-1]:.2f} ms"
    )
