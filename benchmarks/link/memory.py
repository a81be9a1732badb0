"""What is held after many reconnections."""

from __future__ import annotations

import asyncio
import gc
import tracemalloc
from dataclasses import dataclass
from pathlib import Path

from benchmarks.link.beds import Bed
from devices.readings import LinkState
from tests.ble.lab import Ear
from tests.ble.virtual_strap import VirtualStrap

__all__ = ["memory"]

_OPEN_FILES = Path("/proc/self/fd")


@dataclass(frozen=True, slots=True)
class _Held:
    """What is held in a moment."""

    after: int
    """Reconnections so far, those of the warm-up not counted."""
    ours_kib: float
    """Allocated by `devices`."""
    all_kib: float
    """Allocated by Python in all, the virtual radio included."""
    open_files: int
    """0 where they cannot be counted."""


def memory(bed: Bed) -> None:
    """Print what is held after many reconnections, by the product and in all.

    At the beginning, after a quarter and at the end: what grows without end grows between the last
    two as well.
    """
    quarter = bed.reconnections // 4

    async def carry_out() -> list[_Held]:
        lab = bed.hurried_lab()
        await lab.open()
        strap = await lab.strap()
        async with lab.listening(strap) as ear:
            tracemalloc.start()
            await _reconnect(strap, ear, bed.warm_up)
            held = [_held(0)]
            await _reconnect(strap, ear, quarter)
            held.append(_held(quarter))
            await _reconnect(strap, ear, bed.reconnections - quarter)
            held.append(_held(bed.reconnections))
            tracemalloc.stop()
        await lab.close()
        return held

    with asyncio.Runner(loop_factory=bed.new_loop) as runner:
        held = runner.run(carry_out())
    print(f"{bed.reconnections} reconnections after {bed.warm_up}, each with beats ({bed.words})")
    for each in held:
        print(
            f"  after {each.after}: held by devices/ {each.ours_kib:.1f} KiB, in all, the virtual "
            f"radio included, {each.all_kib:.0f} KiB, open files {each.open_files}"
        )


async def _reconnect(strap: VirtualStrap, ear: Ear, times: int) -> None:
    for _ in range(times):
        before = len(ear.beats)
        await strap.subscribed.wait()
        await strap.send_beats(800.0, 820.0, 810.0)
        await ear.until_beats(before + 3)
        lost = ear.states.count(LinkState.LOST)
        await strap.hang_up()
        await ear.until_state(LinkState.LOST, lost + 1)
        ear.readings.clear()


def _held(after: int) -> _Held:
    gc.collect()
    taken = tracemalloc.take_snapshot()
    ours = taken.filter_traces([tracemalloc.Filter(True, "*/devices/*")])
    ours_kib, all_kib = (
        sum(line.size for line in each.statistics("filename")) / 1024.0 for each in (ours, taken)
    )
    open_files = len(list(_OPEN_FILES.iterdir())) if _OPEN_FILES.is_dir() else 0
    return _Held(after, ours_kib, all_kib, open_files)
