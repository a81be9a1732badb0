"""More than one search in one program: the system takes one scan at a time."""

from __future__ import annotations

import asyncio
import contextlib

from devices.strap_discovery import discover
from tests.ble.lab import PATIENCE, Lab
from tests.ble.test_strap_link import hear
from tests.ble.virtual_strap import StrapTraits


async def test_two_straps_are_heard_at_once(lab: Lab) -> None:
    one = await lab.strap(StrapTraits(name="TICKR 0001", address="C0:FF:EE:00:00:31"))
    other = await lab.strap(StrapTraits(name="TICKR 0002", address="C0:FF:EE:00:00:32"))
    async with lab.listening(one) as first, lab.listening(other) as second:
        await asyncio.gather(hear(lab, one, first), hear(lab, other, second))
        await one.hang_up()
        await other.hang_up()
        await asyncio.gather(hear(lab, one, first), hear(lab, other, second))


async def test_a_sensor_waits_for_a_list_that_is_still_open(lab: Lab) -> None:
    strap = await lab.strap()
    async with contextlib.aclosing(discover(**lab.search())) as changes:
        async with asyncio.timeout(lab.seconds(60.0) * PATIENCE):
            async for nearby in changes:
                if nearby.straps:
                    break
        async with lab.listening(strap) as ear:
            await lab.sleep(2.0)
            await changes.aclose()
            await hear(lab, strap, ear)
