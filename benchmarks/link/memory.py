"""What is held after many reconnections."""

from __future__ import annotations

import asyncio
import gc
import tracemalloc
from pathlib import Path

from benchmarks.link.beds import Bed
from devices.readings import LinkState
from tests.ble.lab import Ear
from tests.ble.virtual_strap import VirtualStrap, beat

__all__ = ["memory"]

_OPEN_FILES = Path("/proc/self/fd")


def memory(bed: Bed) -> None:
    """Print what is held after many reconnections, by the product and in all."""

    async def carry_out() -> None:
        lab = bed.hurried_lab()
        await lab.open()
        strap = await lab.strap()
        async with lab.listening(strap) as ear:
            tracemalloc.start()
            second_s = lab.seconds(1.0)
            await _reconnect(strap, ear, bed.warm_up, second_s)
            ours_before, all_before, files_before = _held()
            await _reconnect(strap, ear, bed.reconnections, second_s)
            ours_after, all_after, files_after = _held()
            tracemalloc.stop()
        await lab.close()
        print(f"{bed.reconnections} reconnections, each with beats ({bed.words})")
        print(f"  held by devices/: {ours_before:.0f} KiB before, {ours_after:.0f} KiB after")
        print(f"  in all, the virtual radio included: {all_before:.0f} and {all_after:.0f} KiB")
        print(f"  open files: {files_before} and {files_after}")

    with asyncio.Runner(loop_factory=bed.new_loop) as runner:
        runner.run(carry_out())


async def _reconnect(strap: VirtualStrap, ear: Ear, times: int, second_s: float) -> None:
    for _ in range(times):
        before = len(ear.beats)
        await strap.subscribed.wait()
        await beat(strap, (800.0, 820.0, 810.0), second_s)
        await ear.until_beats(before + 3)
        lost = ear.states.count(LinkState.LOST)
        await strap.hang_up()
        await ear.until_state(LinkState.LOST, lost + 1)
        ear.readings.clear()


def _held() -> tuple[float, float, int]:
    """KiB that `devices` allocated, KiB in all, and open files (0 where they cannot be counted)."""
    gc.collect()
    taken = tracemalloc.take_snapshot()
    ours = taken.filter_traces([tracemalloc.Filter(True, "*/devices/*")])
    ours_kib, all_kib = (
        sum(line.size for line in each.statistics("filename")) / 1024.0 for each in (ours, taken)
    )
    return ours_kib, all_kib, len(list(_OPEN_FILES.iterdir())) if _OPEN_FILES.is_dir() else 0
