"""The boards that are plugged in as a live list, with what is heard of those that are listened to.

Ports are listed again and again; a board that is plugged in shows up by itself. To listen starts
many boards anew, so it is done when asked for, or for all that are likely where that is wanted.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from devices.background import Watched
from devices.board_ports import FoundPort, likely_ports
from devices.port_check import PortCheck, check_port_of
from devices.serial_delays import SerialDelays
from devices.serial_door import Door, SerialDoor
from devices.serial_sensor import SerialWish

__all__ = ["PortList", "PortSurvey", "SurveyedPort", "WatchedPorts"]

_EVERY_S = 0.1
_LIST_EVERY_S = 1.0


@dataclass(frozen=True, slots=True)
class SurveyedPort:
    """One line of the list."""

    found: FoundPort
    is_likely: bool
    """True for a board that may be opened unasked."""
    check: PortCheck | None = None
    """What it does while it is listened to; None: it is not."""


@dataclass(frozen=True, slots=True)
class PortList:
    """The list at one moment: likely ports first."""

    ports: tuple[SurveyedPort, ...] = ()
    has_looked: bool = False
    """True once the system has answered."""


class PortSurvey:
    """Looks without end at what is plugged in, and listens when asked.

    Parameters
    ----------
    door
        How ports are found and opened; pyserial by default.
    listens_to_all
        True to listen to each likely port without being asked.
    delays
        Of the session's own loop.
    """

    def __init__(
        self,
        door: Door | None = None,
        *,
        listens_to_all: bool = False,
        delays: SerialDelays | None = None,
    ) -> None:
        self._door = door if door is not None else SerialDoor()
        self._listens_to_all = listens_to_all
        self._delays = delays
        self._asked: set[str] = set()
        self._checks: dict[str, PortCheck] = {}
        self._listeners: dict[str, asyncio.Task[None]] = {}

    def listen_to(self, device: str) -> None:
        """Ask for a port to be listened to; from whatever thread."""
        self._asked.add(device)

    async def run(self) -> AsyncGenerator[PortList]:
        """The list, ten times a second; every port is let go at the end."""
        loop = asyncio.get_running_loop()
        listed: list[FoundPort] = []
        looked_s = float("-inf")
        try:
            while True:
                if loop.time() - looked_s >= _LIST_EVERY_S:
                    looked_s = loop.time()
                    listed = await self._door.ports()
                    await self._tend(listed)
                yield self._list(listed)
                await asyncio.sleep(_EVERY_S)
        finally:
            for listener in self._listeners.values():
                listener.cancel()
            await asyncio.gather(*self._listeners.values(), return_exceptions=True)

    async def _tend(self, listed: list[FoundPort]) -> None:
        """Begin to listen where that is wanted, and forget what is gone."""
        devices = {port.device for port in listed}
        for device in set(self._listeners) - devices:
            self._listeners.pop(device).cancel()
            self._checks.pop(device, None)
        wanted = {port.device for port in likely_ports(listed)} if self._listens_to_all else set()
        for device in (wanted | self._asked) & devices:
            listener = self._listeners.get(device)
            if listener is None:
                self._listeners[device] = asyncio.create_task(self._listen(device))
            elif listener.done():
                listener.result()  # our own code failed: that is said loudly

    async def _listen(self, device: str) -> None:
        checks = check_port_of(SerialWish(device), self._door, None, self._delays)
        try:
            async for check in checks:
                self._checks[device] = check
        finally:
            await checks.aclose()

    def _list(self, listed: list[FoundPort]) -> PortList:
        likely = likely_ports(listed)
        others = sorted((port for port in listed if port not in likely), key=lambda p: p.device)
        return PortList(
            tuple(
                SurveyedPort(port, port in likely, self._checks.get(port.device))
                for port in (*likely, *others)
            ),
            has_looked=True,
        )


class WatchedPorts(Watched[PortList]):
    """The list for those without a loop; `stop` it before a sensor is to open a port."""

    def __init__(self, survey: PortSurvey | None = None) -> None:
        self._survey = survey if survey is not None else PortSurvey()
        super().__init__(self._survey.run, PortList(), "ports")

    def listen_to(self, device: str) -> None:
        """Ask for a port to be listened to."""
        self._survey.listen_to(device)
