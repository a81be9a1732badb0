"""What listening costs: CPU time of the loop that holds the link, for beats, ECG and movement.

On rung 1 it is measured on the machine's own core. In the guest it is measured on an emulated
one, which carries out each instruction as some dozens of the host's: a bound for the real stack on
the host, and far from it. The bound divided by what the emulation makes of code that can be run on
both is printed as well, and said to be scaled.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.link.beds import Bed, BumbleBed
from devices.clock import RunningClock
from devices.readings import PacketReceived, PacketSource, Reading
from trainer.journal.entries import Taken, line_of_entry

__all__ = ["cost", "yardstick"]

_YARDSTICK_S = 1800.0
_HEARD_FIRST = {PacketSource.HEART_RATE, PacketSource.ECG, PacketSource.MOVEMENT}


@dataclass(slots=True)
class _Cost:
    """Of one stretch."""

    spent_s: float = 0.0
    """CPU time of the loop's thread."""
    readings: int = 0
    written: int = 0
    """Bytes of the journal's lines, which are made here too."""


def cost(bed: Bed) -> None:
    """Print the CPU time of a stretch of beats, ECG 130 Hz and movement 200 Hz, as of an hour."""
    before = bed.system_cpu_s()
    with asyncio.Runner(loop_factory=bed.new_loop) as runner:
        of_link = runner.run(_stretch(bed, bed.stretch_s))
    after = bed.system_cpu_s()
    an_hour = 3600.0 / bed.stretch_s
    share = of_link.spent_s / bed.stretch_s
    print(
        f"{bed.stretch_s:.0f} s of beats, ECG 130 Hz and movement 200 Hz ({bed.words}): "
        f"{of_link.readings} readings"
    )
    print(f"  (with making the journal's lines: {of_link.written * an_hour / 1e6:.1f} MB an hour)")
    of_loop = f"the loop took {of_link.spent_s:.2f} s, {of_link.spent_s * an_hour:.1f} s an hour"
    if bed.yardstick_s is None:
        print(f"  measured, on this core: {of_loop} = {100.0 * share:.2f} %")
    else:
        slower = yardstick() / bed.yardstick_s
        print(
            f"  measured, on the emulated core: {of_loop} = {100.0 * share:.2f} %, and so a bound: "
            "without the emulation it is less"
        )
        print(
            f"  scaled, no measurement: rung 1's part of the same code takes {slower:.1f} times as "
            f"long here as on the host's core, of which the loop would take "
            f"{100.0 * share / slower:.2f} %"
        )
    for name, spent_s in after.items():
        system = (spent_s - before[name]) / bed.stretch_s
        print(f"  beside it {name}, start included: {100.0 * system:.2f} % of the same core")


def yardstick() -> float:
    """CPU seconds that this machine takes for a stretch on rung 1, in virtual time."""
    bed = BumbleBed()
    with asyncio.Runner(loop_factory=bed.new_loop) as runner:
        return runner.run(_stretch(bed, _YARDSTICK_S)).spent_s


class _Counting:
    """Where the readings go: made a line of the journal each, and counted while told to."""

    def __init__(self) -> None:
        self.cost = _Cost()
        self.is_counting = False
        self.all_heard = asyncio.Event()
        self._missing = set(_HEARD_FIRST)

    async def __call__(self, reading: Reading) -> None:
        self.at_once([reading])

    def at_once(self, readings: Iterable[Reading]) -> None:
        for reading in readings:
            line = line_of_entry(Taken(reading.at_s, reading))
            if self.is_counting:
                self.cost.readings += 1
                self.cost.written += len(line)
            elif isinstance(reading, PacketReceived):
                self._missing.discard(reading.source)
                if not self._missing:
                    self.all_heard.set()


async def _stretch(bed: Bed, stretch_s: float) -> _Cost:
    """Listen for so long, from the first packet of each kind on."""
    outlet = _Counting()
    loop = asyncio.get_running_loop()
    async with bed.streams() as strap:
        clock = RunningClock(source=loop.time)
        listening = asyncio.ensure_future(strap.sensor().run(clock, outlet))
        await outlet.all_heard.wait()
        outlet.is_counting = True
        begun_s = time.thread_time()
        await asyncio.sleep(stretch_s)
        outlet.cost.spent_s = time.thread_time() - begun_s
        outlet.is_counting = False
        listening.cancel()
        await asyncio.wait({listening})
    return outlet.cost
