"""A wired pulse sensor as a sensor: found, opened, listened to, and found again when unplugged.

The session goes on through all of it; only the states tell. What a port says is made out by
`serial_lines`, how it is opened by `serial_door`; this file decides what to do next.
"""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, replace

from devices.back_off import BackOff
from devices.board_ports import FoundPort, PortIdentity, likely_ports, same_port
from devices.clock import SessionClock
from devices.link import AskedBreath, Emit
from devices.link_voice import LinkVoice
from devices.readings import (
    NAMELESS,
    LinkState,
    PulseSamples,
    Reading,
    SensorDescription,
    SensorKind,
)
from devices.serial_delays import SerialDelays
from devices.serial_door import Door, OpenPort, SerialDoor
from devices.serial_lines import SerialLines
from devices.serial_listening import Listened, SerialListening
from devices.serial_trouble import PortTroubleError

__all__ = ["SPEEDS", "SerialSensor", "SerialWish"]

SPEEDS = (115_200, 9_600, 57_600, 250_000, 38_400, 230_400, 19_200, 2_000_000)
"""In the order in which they are tried. Boards with their own USB do not care."""
_NOBODY = PortIdentity(None, None, None)


@dataclass(frozen=True, slots=True)
class SerialWish:
    """What a person says of their sensor; nothing of it is needed."""

    port: str | None = None
    """The port's name or address (COM4, /dev/ttyUSB0, socket://board:3333); None to look for it."""
    baud: int | None = None
    """The line's speed; None to find it."""
    rate_hz: float | None = None
    """Samples in a second, where the lines do not tell; None to find it."""
    column: int | str | None = None
    """The pulse's column, counted from 1, or its name; None to find it."""
    is_ecg: bool | None = None
    """Whether it is an ECG board; None: as its lines tell."""
    wants_belt: bool = False
    """Whether the belt is handed on: the person's own breath beside the pacer's."""


class SerialSensor:
    """Gives the pulse wave of one wired sensor until cancelled; then lets the port go.

    Parameters
    ----------
    wish
        Which one, and what is known of its lines.
    delays
        How long each step may take.
    known
        The board that was chosen: it is found again under whatever name, and no other one is tried.
    chance
        For the jitter of the pauses; a generator of its own by default.
    door
        How ports are found and opened; pyserial by default.
    """

    def __init__(
        self,
        wish: SerialWish | None = None,
        *,
        known: FoundPort | None = None,
        delays: SerialDelays | None = None,
        chance: random.Random | None = None,
        door: Door | None = None,
    ) -> None:
        self._wish = wish if wish is not None else SerialWish()
        self._delays = delays if delays is not None else SerialDelays()
        self._chance = chance if chance is not None else random.Random()
        self._door = door if door is not None else SerialDoor()
        self._known = known
        self._speeds: tuple[int, ...] = SPEEDS if self._wish.baud is None else (self._wish.baud,)
        self._tried: set[str] = set()
        kind = SensorKind.ECG_BOARD if self._wish.is_ecg else SensorKind.PULSE_SENSOR
        name = NAMELESS[kind] if self._wish.port is None else self._wish.port
        self._description = SensorDescription(kind, name)

    @property
    def description(self) -> SensorDescription:
        """Who is speaking."""
        return self._description

    def follow(self, asked_breath: AskedBreath) -> None:
        """Nothing: a person sees the pacer."""

    async def run(self, clock: SessionClock, emit: Emit) -> None:
        """Give readings until cancelled."""
        if not self._wish.wants_belt:
            emit = _without_belt(emit)
        voice = LinkVoice(clock, emit)
        back_off = BackOff(self._delays, self._chance)
        lines = SerialLines(self._wish.rate_hz, self._wish.column, is_ecg=self._wish.is_ecg)
        while True:
            port = await self._look_for()
            if port is None:
                await voice.say(self._missing)
                await asyncio.sleep(self._delays.poll_s)
                continue
            try:
                opened = await self._door.open(
                    port.device, self._speeds[0], self._delays.read_s, clock.now_s
                )
            except PortTroubleError as trouble:
                is_missing = trouble.state is LinkState.NO_PORT
                await voice.say(self._missing if is_missing else trouble.state, trouble.detail)
                self._tried.add(port.device)
                await asyncio.sleep(back_off.next_s())
                continue
            listened = await self._listen(port, opened, lines, voice, emit)
            if listened.was_steady:
                back_off.forget()
            if listened.ended is not None:
                await voice.say(listened.ended, listened.detail)
            await asyncio.sleep(back_off.next_s(had_beats=listened.was_up))

    @property
    def _missing(self) -> LinkState:
        return LinkState.NO_PORT if self._known is None else LinkState.UNPLUGGED

    async def _listen(
        self, port: FoundPort, opened: OpenPort, lines: SerialLines, voice: LinkVoice, emit: Emit
    ) -> Listened:
        listening = SerialListening(
            port, opened, lines, voice, emit, self._door, self._delays, self._speeds
        )
        try:
            listened = await listening.run(lambda: self._has_other(port))
        finally:
            await opened.close()
        for reading in lines.interrupt():
            await emit(reading)
        if listened.was_up:
            self._known = port
            self._tried.clear()
            if listened.speed in self._speeds:
                others = (speed for speed in self._speeds if speed != listened.speed)
                self._speeds = (listened.speed, *others)
        else:
            self._tried.add(port.device)
        return listened

    async def _look_for(self) -> FoundPort | None:
        """The port to open next; None when there is none."""
        if self._wish.port is not None:
            listed = [p for p in await self._door.ports() if p.device == self._wish.port]
            return listed[0] if listed else FoundPort(self._wish.port, self._wish.port, _NOBODY)
        ports = await self._door.ports()
        if self._known is not None:
            return same_port(ports, self._known)
        likely = likely_ports(ports)
        fresh = [port for port in likely if port.device not in self._tried]
        if not fresh:
            self._tried.clear()
        return next(iter(fresh or likely), None)

    async def _has_other(self, port: FoundPort) -> bool:
        """True when another port could be the one instead."""
        if self._wish.port is not None or self._known is not None:
            return False
        likely = likely_ports(await self._door.ports())
        return any(other.device != port.device for other in likely)


def _without_belt(emit: Emit) -> Emit:
    """Hand all readings on; samples of a belt that nobody asked for are nobody's business."""

    async def hand_on(reading: Reading) -> None:
        if isinstance(reading, PulseSamples) and reading.belt:
            reading = replace(reading, belt=())
        await emit(reading)

    return hand_on
