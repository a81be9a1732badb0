"""What every rung of the test bed offers to the scenarios, and the first rung: Bumble.

A scenario is written once. On which rung it runs decides only what stands behind `Lab`: bleak on
a virtual link in virtual time here; bleak's own BlueZ backend before a look-alike, or the real
bluetoothd, on the others. Seconds in a scenario are session seconds: `Lab.pace` of them pass in
one second of the loop.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import fields, replace
from itertools import count
from typing import TypedDict, TypeVar

from bleak.backends.adapter import BaseBleakAdapter
from bleak.backends.client import BaseBleakClient
from bleak.backends.scanner import BaseBleakScanner
from bleak.exc import BleakBluetoothNotAvailableReason

from devices.bluetooth import Bluetooth
from devices.clock import RunningClock
from devices.polar_kinds import PolarKind
from devices.readings import Beat, LinkChanged, LinkState, Reading
from devices.strap import StrapSensor
from devices.strap_delays import StrapDelays
from devices.strap_identity import StrapIdentity
from tests.ble.bumble_backend import Radio
from tests.ble.bumble_fixes import MendedLink
from tests.ble.virtual_strap import StrapTraits, VirtualStrap
from tests.ble.virtual_time import VirtualTimeLoop

_ReadingT = TypeVar("_ReadingT")
PATIENCE = float(os.environ.get("BELLYBREATH_BLE_PATIENCE", "1"))
"""Factor for every time-out on a slow machine."""
_WAIT_S = 120.0
"""Session seconds after which a scenario that waits for something has failed."""


def hastened(delays: StrapDelays, pace: float) -> StrapDelays:
    """Delays as they are on a loop in whose second so many session seconds pass.

    Time-outs on what the system does stay as they are: it does not hurry.
    """
    changed: dict[str, float | tuple[float, ...]] = {}
    for field in fields(StrapDelays):
        value = getattr(delays, field.name)
        if field.name == "jitter":
            continue
        if field.name in ("connect_s", "subscribe_s", "request_s", "disconnect_s", "release_s"):
            changed[field.name] = value * PATIENCE
            continue
        changed[field.name] = (
            tuple(each / pace for each in value) if isinstance(value, tuple) else value / pace
        )
    return replace(delays, **changed)  # type: ignore[arg-type]  # each of its own kind


class SearchOptions(TypedDict, total=False):
    """Keyword arguments of `discover` and `find_strap`."""

    delays: StrapDelays
    scanner_backend: type[BaseBleakScanner]
    adapter_backend: type[BaseBleakAdapter]


class Ear:
    """Hears a sensor's readings while it runs."""

    def __init__(self, lab: Lab, sensor: StrapSensor) -> None:
        self.readings: list[Reading] = []
        self._lab = lab
        self._stirred = asyncio.Event()
        self._clock = RunningClock(lab.pace, asyncio.get_running_loop().time)
        self.task = asyncio.ensure_future(sensor.run(self._clock, self))
        self.task.add_done_callback(lambda _: self._stirred.set())

    async def __call__(self, reading: Reading) -> None:
        """Hear one reading."""
        self.at_once([reading])

    def at_once(self, readings: Iterable[Reading]) -> None:
        """Hear several."""
        self.readings += readings
        self._stirred.set()

    def all_of(self, kind: type[_ReadingT]) -> list[_ReadingT]:
        """All readings of one kind so far, in order."""
        return [reading for reading in self.readings if isinstance(reading, kind)]

    @property
    def states(self) -> list[LinkState]:
        """All states so far, in order."""
        return [reading.state for reading in self.readings if isinstance(reading, LinkChanged)]

    @property
    def beats(self) -> list[Beat]:
        """All beats so far, in order."""
        return [reading for reading in self.readings if isinstance(reading, Beat)]

    async def until(self, is_reached: Callable[[], bool]) -> None:
        """Wait until something is true of what was heard."""
        async with asyncio.timeout(self._lab.seconds(_WAIT_S) * PATIENCE):
            while not is_reached():
                if self.task.done():
                    self.task.result()
                    raise AssertionError("the sensor ended by itself")
                self._stirred.clear()
                await self._stirred.wait()

    async def until_state(self, state: LinkState, times: int = 1) -> None:
        """Wait until a state was said so many times."""
        await self.until(lambda: self.states.count(state) >= times)

    async def until_beats(self, number: int) -> None:
        """Wait until so many beats have come in all."""
        await self.until(lambda: len(self.beats) >= number)

    async def stop(self) -> None:
        """Cancel the sensor as the link does, and see it end."""
        self.task.cancel()
        done, _ = await asyncio.wait(
            {self.task}, timeout=self._lab.delays.disconnect_s * 2 + 5.0 * PATIENCE
        )
        assert done, "one cancel must be enough"
        with contextlib.suppress(asyncio.CancelledError):
            self.task.result()


class Lab(ABC):
    """One rung of the test bed."""

    pace = 1.0
    """Session seconds in a second of the loop."""
    moments: Iterable[int] = range(0, 500, 9)
    """After so many a sensor is ended, one after the other, to cut each of its steps in two."""

    def __init__(self) -> None:
        self.delays = StrapDelays()

    @staticmethod
    def new_loop() -> asyncio.AbstractEventLoop:
        """The loop that the scenario runs on."""
        return asyncio.new_event_loop()

    @abstractmethod
    async def open(self) -> None:
        """Make everything ready."""

    @abstractmethod
    async def close(self) -> None:
        """Leave nothing running."""

    @abstractmethod
    async def strap(self, traits: StrapTraits | None = None) -> VirtualStrap:
        """A new strap that is put on."""

    @abstractmethod
    def sensor(
        self, strap: VirtualStrap, *, seed: int = 1, wanted: frozenset[PolarKind] = frozenset()
    ) -> StrapSensor:
        """The product's sensor for a strap, with what this rung needs."""

    @abstractmethod
    def search(self) -> SearchOptions:
        """What `discover` and `find_strap` need on this rung."""

    def client_backend(self) -> type[BaseBleakClient] | None:
        """What bleak's client needs on this rung; None: the system's own."""
        return None

    def bluetooth(self) -> Bluetooth:
        """Delays and backends in one."""
        search = self.search()
        return Bluetooth(
            search.get("delays", self.delays),
            search.get("scanner_backend"),
            self.client_backend(),
            search.get("adapter_backend"),
        )

    @abstractmethod
    async def hold(self, strap: VirtualStrap) -> None:
        """Let another program of this computer connect to the strap."""

    @abstractmethod
    async def radio_off(self) -> None:
        """Switch Bluetooth off."""

    @abstractmethod
    async def radio_on(self) -> None:
        """Switch Bluetooth on again."""

    @abstractmethod
    def central_loses_link(self) -> None:
        """Let this computer alone notice that the link is lost (supervision timeout)."""

    def seconds(self, session_s: float) -> float:
        """Seconds of the loop in so many session seconds."""
        return session_s / self.pace

    async def sleep(self, session_s: float) -> None:
        """Let session time pass."""
        await asyncio.sleep(self.seconds(session_s))

    async def pass_moments(self, number: int) -> None:
        """Let things go on for a while, in steps so small that something can be cut in two."""
        await asyncio.sleep(0.002 * number)

    @contextlib.asynccontextmanager
    async def listening(
        self,
        strap: VirtualStrap,
        *,
        seed: int = 1,
        wanted: frozenset[PolarKind] = frozenset(),
        is_about_the_end: bool = False,
    ) -> AsyncIterator[Ear]:
        """Run the product's sensor for a strap as long as the context lasts.

        Where the scenario is not about the end, the strap may help it along (`part`).
        """
        ear = Ear(self, self.sensor(strap, seed=seed, wanted=wanted))
        try:
            yield ear
        finally:
            await (ear.stop() if is_about_the_end else self.part(strap, ear))

    async def part(self, strap: VirtualStrap, ear: Ear) -> None:
        """End a sensor as quickly as this rung can."""
        del strap
        await ear.stop()

    @staticmethod
    def identity(strap: VirtualStrap) -> StrapIdentity:
        """The strap as the product knows it."""
        return StrapIdentity(strap.traits.name, strap.address)


class BumbleLab(Lab):
    """Rung 1: bleak on Bumble's virtual link. Virtual time; nothing but Python is needed."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers = count(1)
        self._straps: list[VirtualStrap] = []

    @staticmethod
    def new_loop() -> asyncio.AbstractEventLoop:
        """A loop whose clock jumps."""
        return VirtualTimeLoop()

    async def open(self) -> None:
        """Power the radio up."""
        self.link = MendedLink()  # type: ignore[no-untyped-call]  # of Bumble's
        self.radio = Radio(self.link)
        await self.radio.power_on()

    async def close(self) -> None:
        """Stop what the straps still do."""
        for strap in self._straps:
            await strap.shut_down()

    async def strap(self, traits: StrapTraits | None = None) -> VirtualStrap:
        """A new strap; where no traits are given, with an address of its own."""
        number = next(self._numbers)
        if traits is None:
            traits = replace(StrapTraits(), address=f"C0:FF:EE:00:00:{number:02X}")
        strap = VirtualStrap(self.link, traits)
        self._straps.append(strap)
        await strap.put_on()
        return strap

    def sensor(
        self, strap: VirtualStrap, *, seed: int = 1, wanted: frozenset[PolarKind] = frozenset()
    ) -> StrapSensor:
        """The sensor with the backends of the virtual radio."""
        return StrapSensor(
            self.identity(strap),
            wanted=wanted,
            delays=self.delays,
            chance=random.Random(seed),
            scanner_backend=self.radio.Scanner,
            client_backend=self.radio.Client,
            adapter_backend=self.radio.Adapter,
        )

    def search(self) -> SearchOptions:
        """The delays and the backends of the virtual radio."""
        return SearchOptions(
            delays=self.delays,
            scanner_backend=self.radio.Scanner,
            adapter_backend=self.radio.Adapter,
        )

    def client_backend(self) -> type[BaseBleakClient] | None:
        """The client on the virtual radio."""
        return self.radio.Client

    async def pass_moments(self, number: int) -> None:
        """Turns of the loop: on a virtual link nothing takes time."""
        for _ in range(number):
            await asyncio.sleep(0)

    async def hold(self, strap: VirtualStrap) -> None:
        """Connect beside bleak."""
        await self.radio.hold(strap.address, strap.traits.name)

    async def radio_off(self) -> None:
        """Lose all links; every use is refused from now on."""
        self.radio.fail(BleakBluetoothNotAvailableReason.POWERED_OFF)

    async def radio_on(self) -> None:
        """Allow its use again."""
        await self.radio.power_on()

    def central_loses_link(self) -> None:
        """Lose every link on the central's side alone."""
        self.radio.controller.lose_link()
