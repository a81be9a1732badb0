"""A Bluetooth heart-rate strap as a sensor: found, connected, and found again when it is lost.

Connecting is always a loop. A first attempt may fail although the link is fine (seen with the
real bluetoothd: "already connected", then no services), straps go out of reach and come back,
radios are switched off and on. The session goes on through all of it; only the states tell.
"""

from __future__ import annotations

import asyncio
import random

from bleak.backends.adapter import BaseBleakAdapter
from bleak.backends.client import BaseBleakClient
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import BaseBleakScanner

from devices.back_off import BackOff
from devices.beat_timeline import BeatTimeline
from devices.bluetooth import Bluetooth, BluetoothTroubleError, refuse_if_stopping
from devices.clock import SessionClock
from devices.link import AskedBreath, Outlet
from devices.link_voice import LinkVoice
from devices.polar_kinds import PolarKind
from devices.readings import LinkState, SensorDescription, SensorKind
from devices.strap_about import StrapAbout
from devices.strap_connection import StrapConnection
from devices.strap_delays import StrapDelays
from devices.strap_identity import StrapIdentity

__all__ = ["StrapSensor"]


class StrapSensor:
    """Gives the beats of one strap until cancelled; then lets the strap go.

    Parameters
    ----------
    strap
        Which one.
    wanted
        Further streams to be recorded, where the strap has them.
    delays
        How long each step may take.
    chance
        For the jitter of the pauses; a generator of its own by default.
    scanner_backend, client_backend, adapter_backend
        Handed on to bleak where given.
    """

    def __init__(
        self,
        strap: StrapIdentity,
        *,
        wanted: frozenset[PolarKind] = frozenset(),
        delays: StrapDelays | None = None,
        chance: random.Random | None = None,
        scanner_backend: type[BaseBleakScanner] | None = None,
        client_backend: type[BaseBleakClient] | None = None,
        adapter_backend: type[BaseBleakAdapter] | None = None,
    ) -> None:
        self._strap = strap
        self._wanted = wanted
        self._delays = delays if delays is not None else StrapDelays()
        self._chance = chance if chance is not None else random.Random()
        self._bluetooth = Bluetooth(self._delays, scanner_backend, client_backend, adapter_backend)
        self._description = SensorDescription(SensorKind.STRAP, strap.name)

    @property
    def description(self) -> SensorDescription:
        """Who is speaking."""
        return self._description

    def follow(self, asked_breath: AskedBreath) -> None:
        """Nothing: a person sees the pacer."""

    async def run(self, clock: SessionClock, emit: Outlet) -> None:
        """Give readings until cancelled."""
        voice = LinkVoice(clock, emit)
        about = StrapAbout(self._delays, clock)
        timeline = BeatTimeline()
        back_off = BackOff(self._delays, self._chance)
        looking = LinkState.SEARCHING
        is_retry = False
        await voice.say(looking)
        while True:
            device = await self._look_for(voice, looking)
            connection = StrapConnection(
                self._bluetooth, clock, emit, voice, timeline, about, self._wanted
            )
            ended = await connection.run(device, is_retry=is_retry)
            refuse_if_stopping()
            if ended.was_steady:
                back_off.forget()
            if ended.was_up:
                looking = LinkState.LOST
                timeline.restart()
            is_retry = not ended.was_up
            await voice.say(looking, ended.why_ended)
            await self._pause(back_off.next_s(had_beats=ended.had_beats))

    async def _look_for(self, voice: LinkVoice, looking: LinkState) -> BLEDevice:
        """Look around until the strap is there."""
        loop = asyncio.get_running_loop()
        since_s = loop.time()
        while True:
            try:
                found = await self._bluetooth.find(
                    lambda device, name: self._strap.is_same(device.address, name)
                )
            except BluetoothTroubleError as trouble:
                refuse_if_stopping()
                if trouble.state is LinkState.SEARCHING:
                    await voice.say(looking, trouble.detail)
                else:
                    since_s = loop.time()
                    await voice.say(trouble.state, trouble.detail)
                await self._pause(self._delays.radio_poll_s)
                continue
            refuse_if_stopping()
            if found is not None:
                device, is_held = found
                await voice.say(LinkState.HELD if is_held else LinkState.FOUND)
                return device
            is_gone = loop.time() - since_s >= self._delays.gone_s
            await voice.say(LinkState.GONE if is_gone else looking)
            await self._pause(self._delays.between_scans_s)

    async def _pause(self, seconds: float) -> None:
        refuse_if_stopping()
        await asyncio.sleep(seconds)
