"""What stands between the product and the strap, for the figures: one class a rung.

A figure is taken by one piece of code; only these differ.
"""

from __future__ import annotations

import asyncio
import contextlib
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from bleak.backends.client import BaseBleakClient
from bleak.backends.scanner import BaseBleakScanner

from benchmarks.link.bare import BARE_CLIENT, BARE_SCANNER, hand_over
from benchmarks.link.feeds import WANTED, Send, feed_packets, feed_streams
from devices.bluetooth import Bluetooth
from devices.polar_kinds import PolarKind
from devices.strap import StrapSensor
from devices.strap_delays import StrapDelays
from devices.strap_identity import StrapIdentity
from tests.ble.lab import BumbleLab, Lab
from tests.ble.virtual_time import VirtualTimeLoop

__all__ = ["Bed", "BumbleBed", "StrapInReach"]


@dataclass(frozen=True, slots=True)
class StrapInReach:
    """A strap that sends, and the way to it."""

    identity: StrapIdentity
    wanted: frozenset[PolarKind]
    """Streams that it has and that are asked for."""
    scanner_backend: type[BaseBleakScanner] | None = None
    client_backend: type[BaseBleakClient] | None = None
    """None: the system's own."""

    def sensor(self) -> StrapSensor:
        """The product's sensor."""
        return StrapSensor(
            self.identity,
            wanted=self.wanted,
            scanner_backend=self.scanner_backend,
            client_backend=self.client_backend,
        )

    def bluetooth(self) -> Bluetooth:
        """Bleak as the sensor has it, for whoever does without the sensor."""
        return Bluetooth(StrapDelays(), self.scanner_backend, self.client_backend)


class Bed(ABC):
    """A rung of the test bed as the figures need it."""

    words: str
    """What it is, for a heading."""
    losses = 50
    stretch_s: float
    """Seconds of beats, ECG and movement whose cost is measured."""
    warm_up: int
    """Reconnections until Python's own free lists are full."""
    reconnections: int
    new_loop: Callable[[], asyncio.AbstractEventLoop]
    """Of recovery, cost and memory; the delay is taken in the link's own thread."""
    yardstick_s: float | None = None
    """CPU seconds of the yardstick (`cost.yardstick`) on the host; None: this is the host."""

    @abstractmethod
    def lab(self) -> Lab:
        """The lab with the delays that a person meets."""

    @abstractmethod
    def hurried_lab(self) -> Lab:
        """The lab for what does not depend on time."""

    @abstractmethod
    def packets(self) -> contextlib.AbstractAsyncContextManager[StrapInReach]:
        """A strap that sends beats at a steady pace, many times a second."""

    @abstractmethod
    def streams(self) -> contextlib.AbstractAsyncContextManager[StrapInReach]:
        """A strap that sends beats, ECG 130 Hz and movement 200 Hz."""

    def system_cpu_s(self) -> dict[str, float]:
        """CPU seconds so far of the system's own programs that take part, by name."""
        return {}


class BumbleBed(Bed):
    """Rung 1.

    For delay and cost packets are handed over without the virtual radio, which would run in the
    thread that is measured.
    """

    words = "rung 1, virtual link"
    stretch_s = 3600.0
    warm_up = 300
    reconnections = 1_000
    new_loop = VirtualTimeLoop

    def lab(self) -> Lab:
        """The virtual link."""
        return BumbleLab()

    def hurried_lab(self) -> Lab:
        """The same: virtual time needs no hurry."""
        return BumbleLab()

    def packets(self) -> contextlib.AbstractAsyncContextManager[StrapInReach]:
        """Beats, handed over many times a second."""
        return _handed_over(feed_packets, frozenset())

    def streams(self) -> contextlib.AbstractAsyncContextManager[StrapInReach]:
        """All that an H10 sends, handed over."""
        return _handed_over(feed_streams, WANTED)


@contextlib.asynccontextmanager
async def _handed_over(
    feed: Callable[[Send], Coroutine[Any, Any, None]], wanted: frozenset[PolarKind]
) -> AsyncIterator[StrapInReach]:
    """A client of a few lines hands over what a strap would send."""
    feeding = asyncio.ensure_future(feed(hand_over))
    try:
        yield StrapInReach(
            StrapIdentity("bare", "C0:FF:EE:00:00:01"), wanted, BARE_SCANNER, BARE_CLIENT
        )
    finally:
        feeding.cancel()
