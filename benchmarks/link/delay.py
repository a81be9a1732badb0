"""What the link adds to a packet: from bleak's callback to the hands of the frame loop."""

from __future__ import annotations

import queue
import statistics
import threading
import time

from benchmarks.link.beds import Bed
from benchmarks.link.feeds import PACKET_EVERY_S
from devices.clock import RunningClock, SessionClock
from devices.link import AskedBreath, Emit, Link
from devices.readings import PacketReceived, SensorDescription, SensorKind

__all__ = ["delay"]

_PACKETS = 1_000


class _Fast:
    """The product's sensor; its strap is made where it runs, in the link's thread."""

    description = SensorDescription(SensorKind.STRAP, "virtual")

    def __init__(self, bed: Bed) -> None:
        self._bed = bed

    def follow(self, asked_breath: AskedBreath) -> None:
        """Nothing."""

    async def run(self, clock: SessionClock, emit: Emit) -> None:
        """Listen until cancelled."""
        async with self._bed.packets() as sensor:
            await sensor.run(clock, emit)


def delay(bed: Bed) -> None:
    """Print how long a packet takes from bleak's callback to the frame loop's hands."""
    clock = RunningClock()
    link = Link(_Fast(bed), clock)
    link.start()
    took_ms: list[float] = []
    while len(took_ms) < _PACKETS:
        readings = link.take(patience_s=0.5)
        now_s = clock.now_s()
        took_ms += [1000.0 * (now_s - r.at_s) for r in readings if isinstance(r, PacketReceived)]
        if not link.is_running:
            raise SystemExit(f"the link ended by itself: {link.failure!r}")
    link.stop()
    print(
        f"{_PACKETS} packets, from bleak's callback to the frame loop "
        f"({bed.words}; real time, real thread)"
    )
    _print_delays("the link", took_ms)
    _print_delays("a bare queue between two threads, same machine", _bare_delays())


def _bare_delays() -> list[float]:
    """What the machine itself takes to hand something to another thread, ms each."""
    between: queue.Queue[float] = queue.Queue()

    def send() -> None:
        for _ in range(_PACKETS):
            between.put(time.perf_counter())
            time.sleep(PACKET_EVERY_S)

    threading.Thread(target=send, daemon=True).start()
    took_ms: list[float] = []
    for _ in range(_PACKETS):
        sent_s = between.get()
        took_ms.append(1000.0 * (time.perf_counter() - sent_s))
    return took_ms


def _print_delays(who: str, took_ms: list[float]) -> None:
    took_ms.sort()
    p99_ms = took_ms[len(took_ms) * 99 // 100 - 1]
    print(
        f"  {who}: median {statistics.median(took_ms):.2f} ms, p99 {p99_ms:.2f} ms, "
        f"worst {took_ms[-1]:.2f} ms"
    )
