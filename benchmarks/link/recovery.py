"""How soon beats are back after a loss, and whether any are lost beside it."""

from __future__ import annotations

import asyncio
import random
import statistics

from benchmarks.link.beds import Bed
from devices.readings import LinkState
from tests.ble.lab import Lab
from tests.ble.virtual_strap import VirtualStrap

__all__ = ["recovery"]


def recovery(bed: Bed) -> None:
    """Print how soon beats are back after each of the losses."""
    with asyncio.Runner(loop_factory=bed.new_loop) as runner:

        async def carry_out() -> tuple[list[float], int, int]:
            lab = bed.lab()
            await lab.open()
            try:
                return await _recover(lab, bed.losses)
            finally:
                await lab.close()

        took_s, sent, came = runner.run(carry_out())
    print(f"{bed.losses} losses, the strap away for up to 80 s, a beat every 0.9 s ({bed.words})")
    print(
        f"  strap advertises again to first beat: median {statistics.median(took_s):.2f} s, "
        f"worst {max(took_s):.2f} s"
    )
    print(f"  beats sent {sent}, arrived {came}, lost on a link that stood: {sent - came}")


async def _recover(lab: Lab, losses: int) -> tuple[list[float], int, int]:
    """Seconds from advertising again to the first beat; beats that were sent, and that came."""
    chance = random.Random(11)
    loop = asyncio.get_running_loop()
    strap = await lab.strap()
    sent: list[float] = []
    heart = asyncio.ensure_future(_live(strap, sent))
    took_s: list[float] = []
    async with lab.listening(strap) as ear:
        await ear.until_beats(1)
        for number in range(losses):
            await lab.sleep(chance.uniform(2.0, 25.0))
            await strap.take_off()
            lost = ear.states.count(LinkState.LOST)
            if number % 2:
                await strap.hang_up()
            else:
                lab.central_loses_link()
                await strap.lose_link()
            await ear.until_state(LinkState.LOST, lost + 1)
            await lab.sleep(chance.choice((0.0, 1.0, 5.0, 30.0, 80.0)) * chance.random())
            before = len(ear.beats)
            back_s = loop.time()
            await strap.put_on()
            await ear.until_beats(before + 1)
            took_s.append(loop.time() - back_s)
        heart.cancel()
        await asyncio.wait({heart})
        await lab.sleep(2.0)
        return took_s, len(sent), len(ear.beats)


async def _live(strap: VirtualStrap, sent: list[float]) -> None:
    """Beat for ever, as a heart does, whoever listens; note the beats that were sent."""
    chance = random.Random(7)
    while True:
        rr_ms = chance.uniform(750.0, 1050.0)
        await asyncio.sleep(rr_ms / 1000.0)
        if strap.subscribed.is_set():
            sent.append(rr_ms)
            await strap.send_beats(rr_ms)
