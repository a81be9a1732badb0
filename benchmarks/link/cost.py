"""What listening costs: CPU time of the loop that holds the link, for beats, ECG and movement."""

from __future__ import annotations

import asyncio
import time
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
    print(
        f"  CPU time of the loop {of_link.spent_s:.2f} s = {100.0 * share:.2f} % of a core, "
        f"{of_link.spent_s * an_hour:.1f} s an hour"
    )
    print(f"  (with making the journal's lines: {of_link.written * an_hour / 1e6:.1f} MB an hour)")
    for name, spent_s in after.items():
        system = (spent_s - before[name]) / bed.stretch_s
        print(f"  beside it {name}, start included: {100.0 * system:.2f} % of a core")
    if bed.yardstick_s is not None:
        slower = yardstick() / bed.yardstick_s
        print(
            f"  the same code takes {slower:.1f} times as long here as on the host's core: "
            f"of one of the host's the loop takes {100.0 * share / slower:.2f} %"
        )


def yardstick() -> float:
    """CPU seconds that this machine takes for a stretch on rung 1, in virtual time."""
    bed = BumbleBed()
    with asyncio.Runner(loop_factory=bed.new_loop) as runner:
        return runner.run(_stretch(bed, _YARDSTICK_S)).spent_s


async def _stretch(bed: Bed, stretch_s: float) -> _Cost:
    """Listen for so long, from the first packet of each kind on."""
    counted = _Cost()
    is_counting = False
    missing = set(_HEARD_FIRST)
    all_heard = asyncio.Event()

    async def emit(reading: Reading) -> None:
        line = line_of_entry(Taken(reading.at_s, reading))
        if is_counting:
            counted.readings += 1
            counted.written += len(line)
        if isinstance(reading, PacketReceived):
            missing.discard(reading.source)
            if not missing:
                all_heard.set()

    loop = asyncio.get_running_loop()
    async with bed.streams() as sensor:
        listening = asyncio.ensure_future(sensor.run(RunningClock(source=loop.time), emit))
        await all_heard.wait()
        is_counting = True
        begun_s = time.thread_time()
        await asyncio.sleep(stretch_s)
        counted.spent_s = time.thread_time() - begun_s
        is_counting = False
        listening.cancel()
        await asyncio.wait({listening})
    return counted
