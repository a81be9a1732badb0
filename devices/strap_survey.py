"""The straps nearby as a live list, with what became of those that were listened to.

Only one scan and one connection at a time: while a strap is listened to, the list stands still.
"""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import AsyncGenerator
from dataclasses import replace

from devices.background import Watched
from devices.bluetooth import Bluetooth
from devices.strap_check import check_strap
from devices.strap_delays import StrapDelays
from devices.strap_discovery import Nearby, at_least_every, discover
from devices.strap_identity import StrapIdentity
from devices.strap_list import StrapCheck, Survey, SurveyedStrap
from devices.strap_signal import SteadySignal

__all__ = ["StrapSurvey", "WatchedSurvey"]


class StrapSurvey:
    """Looks around without end, and listens to straps when asked.

    Parameters
    ----------
    bluetooth
        Delays and backends.
    listens_to_all
        True to listen to each strap once, without being asked.
    """

    def __init__(self, bluetooth: Bluetooth | None = None, *, listens_to_all: bool = False) -> None:
        self._bluetooth = bluetooth if bluetooth is not None else Bluetooth(StrapDelays())
        self._listens_to_all = listens_to_all
        self._asked: deque[str] = deque()
        self._checks: dict[str, StrapCheck] = {}
        self._signal = SteadySignal()

    def listen_to(self, address: str) -> None:
        """Ask for a strap to be listened to as soon as may be; from whatever thread."""
        if address not in self._asked:
            self._asked.append(address)

    async def run(self) -> AsyncGenerator[Survey]:
        """The list, at least twice a second."""
        nearby = Nearby()
        while True:
            asked: StrapIdentity | None = None
            looking = discover(
                nearby.straps,
                delays=self._bluetooth.delays,
                scanner_backend=self._bluetooth.scanner_backend,
                adapter_backend=self._bluetooth.adapter_backend,
            )
            every_s = self._bluetooth.delays.list_every_s
            async with contextlib.aclosing(at_least_every(every_s, looking)) as changes:
                async for change in changes:
                    if change is not None:
                        steadied = tuple(self._signal.steadied(each) for each in change.straps)
                        nearby = replace(change, straps=steadied)
                    yield self._survey(nearby)
                    asked = self._next(nearby)
                    if asked is not None:
                        break
            if asked is None:
                return
            async with contextlib.aclosing(check_strap(asked, self._bluetooth)) as checks:
                async for check in checks:
                    self._checks[asked.address] = check
                    yield self._survey(nearby, listened_to=asked.address)

    def _survey(self, nearby: Nearby, listened_to: str | None = None) -> Survey:
        straps = tuple(
            SurveyedStrap(
                strap, self._checks.get(strap.address), is_listened_to=strap.address == listened_to
            )
            for strap in nearby.straps
        )
        return Survey(straps, nearby.trouble, nearby.detail)

    def _next(self, nearby: Nearby) -> StrapIdentity | None:
        """The strap to listen to now, if any."""
        free = {strap.address: strap.identity for strap in nearby.straps if not strap.is_held}
        while self._asked:
            address = self._asked.popleft()
            if address in free:
                return free[address]
        if self._listens_to_all:
            for address, identity in free.items():
                if address not in self._checks:
                    return identity
        return None


class WatchedSurvey(Watched[Survey]):
    """The list for those without a loop; `stop` it before a sensor is to connect."""

    def __init__(self, survey: StrapSurvey | None = None) -> None:
        self._survey = survey if survey is not None else StrapSurvey()
        super().__init__(self._survey.run, Survey(), "survey")

    def listen_to(self, address: str) -> None:
        """Ask for a strap to be listened to."""
        self._survey.listen_to(address)
