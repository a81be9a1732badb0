"""Rungs 2 and 3: the scenarios through bleak's own BlueZ backend, which nobody touches.

Behind it is the look-alike on a private bus, or the real bluetoothd of a guest. Both need true
time, so a session runs faster on them: what a person waits for is shortened by `pace`, what a
machine needs is not.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from dataclasses import replace
from itertools import count

from bleak.backends.bluezdbus import manager as bleaks_manager
from bumble.link import LocalLink

from devices.polar_kinds import PolarKind
from devices.strap import StrapSensor
from devices.strap_delays import StrapDelays
from tests.ble.bluez_lookalike import BluezLookalike
from tests.ble.bumble_backend import Radio
from tests.ble.bumble_fixes import MendedLink
from tests.ble.lab import PATIENCE, Lab, SearchOptions, hastened
from tests.ble.private_bus import PrivateBus
from tests.ble.vhci.adapter import RealAdapter, real_adapter
from tests.ble.virtual_strap import StrapTraits, VirtualStrap

_numbers = count(1)
"""Of all straps in this process: the real daemon remembers the services of an address."""


class BluezLab(Lab):
    """What both rungs share."""

    pace = 4.0
    link: LocalLink

    def __init__(self) -> None:
        super().__init__()
        delays = hastened(StrapDelays(), self.pace)
        # A look around and an attempt in vain take their whole time, and nothing less is certain.
        self.delays = replace(
            delays,
            scan_s=delays.scan_s * PATIENCE,
            connect_s=delays.connect_s / self.pace,
        )
        self._straps: list[VirtualStrap] = []

    async def strap(self, traits: StrapTraits | None = None) -> VirtualStrap:
        """A new strap; where the scenario names no address, with one that nobody had before."""
        traits = traits if traits is not None else StrapTraits()
        if traits.address == StrapTraits().address:
            traits = replace(traits, address=f"C0:FF:EE:00:01:{next(_numbers):02X}")
        strap = VirtualStrap(self.link, traits)
        self._straps.append(strap)
        await strap.put_on()
        return strap

    def sensor(
        self, strap: VirtualStrap, *, seed: int = 1, wanted: frozenset[PolarKind] = frozenset()
    ) -> StrapSensor:
        """The sensor as everybody gets it."""
        return StrapSensor(
            self.identity(strap),
            wanted=wanted,
            delays=self.delays,
            chance=random.Random(seed),
        )

    def search(self) -> SearchOptions:
        """The delays alone."""
        return SearchOptions(delays=self.delays)

    async def close(self) -> None:
        """Stop what the straps still do, and let bleak leave the bus."""
        for strap in self._straps:
            await strap.shut_down()
        await leave_bus()


class LookalikeLab(BluezLab):
    """Rung 2."""

    async def open(self) -> None:
        """Start a bus, a radio, and the look-alike between them."""
        self.bus = PrivateBus()
        self.bus.start()
        self.link = MendedLink()  # type: ignore[no-untyped-call]  # of Bumble's
        self.radio = Radio(self.link)
        await self.radio.power_on()
        self.daemon = BluezLookalike(self.radio)
        await self.daemon.start(self.bus.address)

    async def close(self) -> None:
        """End everything, the bus last."""
        await super().close()
        await self.daemon.stop()
        self.bus.close()

    async def kill_bus(self) -> None:
        """Kill the D-Bus daemon, and with it BlueZ, which cannot live without one."""
        self.bus.kill()
        await self.daemon.stop()

    async def restart_bus(self) -> None:
        """Start both again."""
        self.bus.start()
        await self.daemon.start(self.bus.address)

    async def hold(self, strap: VirtualStrap) -> None:
        """Let the daemon hold it."""
        await self.daemon.hold(strap.address, strap.traits.name)

    async def radio_off(self) -> None:
        """Power the daemon's adapter off."""
        await self.daemon.switch_off()

    async def radio_on(self) -> None:
        """Power it on."""
        await self.daemon.switch_on()

    def central_loses_link(self) -> None:
        """Lose every link on the adapter's side alone."""
        self.radio.controller.lose_link()


class RealLab(BluezLab):
    """Rung 3, inside the guest."""

    moments = range(0, 1100, 91)
    """Fewer, and over a longer while: all is slower, and BlueZ takes two seconds to end a link."""

    async def open(self) -> None:
        """Plug an adapter in."""
        self._plug = contextlib.AsyncExitStack()
        self.adapter: RealAdapter = await self._plug.enter_async_context(real_adapter())
        self.link = self.adapter.link

    async def close(self) -> None:
        """Switch it off, which ends every link in good order, and unplug it."""
        await super().close()
        await self.adapter.switch_off()
        await self._plug.aclose()

    async def hold(self, strap: VirtualStrap) -> None:
        """Let another program hold it."""
        await self.adapter.hold(strap.address)

    async def radio_off(self) -> None:
        """Power the adapter off."""
        await self.adapter.switch_off()

    async def radio_on(self) -> None:
        """Power it on."""
        await self.adapter.switch_on()

    def central_loses_link(self) -> None:
        """Lose every link on the adapter's side alone."""
        self.adapter.controller.lose_link()


async def leave_bus() -> None:
    """Close the connection that bleak keeps for as long as its loop lives.

    A program ends with its loop; a test suite goes on, and would count what was left open.
    """
    known = bleaks_manager._global_instances.pop(asyncio.get_running_loop(), None)
    if known is None or known._bus is None:
        return
    known._bus.disconnect()
    if known._bus_watcher_task is not None:
        await asyncio.wait({known._bus_watcher_task})
