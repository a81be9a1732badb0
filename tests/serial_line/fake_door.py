"""Ports that are made of words, in virtual time: plugged in, pulled out, held by others, babbling.

A fake board is a function of time: what it has sent by then, at which speed. Between it and the
sensor stands nothing of pyserial; that part is tested with real pseudo-terminals.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from devices.board_ports import FoundPort, PortIdentity
from devices.clock import Clock, RunningClock
from devices.readings import LinkChanged, LinkState, PulseSamples, Reading
from devices.serial_door import OpenPort
from devices.serial_sensor import SerialSensor, SerialWish
from devices.serial_trouble import PortTroubleError
from tests.firmware.waves import BodyOnPins
from tests.serial_line import senders
from tests.serial_line.senders import Line

__all__ = ["NANO", "UNO", "Board", "Ear", "FakeDoor", "listening", "speaking"]

UNO = PortIdentity(0x2341, 0x0043, "7553130343835141")
NANO = PortIdentity(0x1A86, 0x7523, None)
BODY_S = 120.0


def speaking(make: Callable[[BodyOnPins, float], list[Line]] = senders.bt1) -> list[Line]:
    """Two minutes of a sketch."""
    return make(BodyOnPins(BODY_S), BODY_S)


@dataclass
class Board:
    """A board on a port.

    Parameters
    ----------
    device, identity
        How the system lists it.
    says
        Lines since its start.
    baud
        Speed of its line; at another one it is noise. None: its own USB, where none matters.
    wakes_s
        From its start to its first byte.
    starts_when_opened
        Whether opening the port starts it anew.
    trouble
        What opening it raises.
    """

    device: str
    identity: PortIdentity
    says: Sequence[Line] = ()
    baud: int | None = 115_200
    wakes_s: float = 1.4
    starts_when_opened: bool = True
    trouble: PortTroubleError | None = None
    is_plugged: bool = True
    is_hung: bool = False
    is_listed: bool = True
    opened: list[float] = field(default_factory=list)
    reads: int = 0
    heard: bytearray = field(default_factory=bytearray)


class FakePort:
    """An open one."""

    def __init__(self, board: Board, baud: int, read_s: float, now_s: Clock) -> None:
        self._board = board
        self._baud = baud
        self._read_s = read_s
        self._now_s = now_s
        self._begun_s = asyncio.get_running_loop().time()
        self._next = 0
        self.is_open = True

    async def read(self) -> tuple[bytes, float]:
        await asyncio.sleep(self._read_s / 10.0)
        board = self._board
        board.reads += 1
        if not board.is_plugged:
            raise PortTroubleError(LinkState.UNPLUGGED, "returned no data")
        since_s = asyncio.get_running_loop().time() - self._begun_s - board.wakes_s
        due = bytearray()
        while self._next < len(board.says) and board.says[self._next].sent_s <= since_s:
            if not board.is_hung:
                due += board.says[self._next].text
            self._next += 1
        if not due:
            await asyncio.sleep(self._read_s * 0.9)
        if board.baud is not None and self._baud != board.baud:
            due = bytearray(random.Random(len(due)).randbytes(len(due)))
        return bytes(due), self._now_s()

    async def write(self, said: bytes) -> None:
        self._board.heard += said

    async def set_baud(self, baud: int) -> None:
        self._baud = baud

    async def close(self) -> None:
        self.is_open = False


class FakeDoor:
    """A computer with boards."""

    def __init__(self, *boards: Board) -> None:
        self.boards = list(boards)
        self.open_ports: list[FakePort] = []

    async def ports(self) -> list[FoundPort]:
        return [
            FoundPort(board.device, "a board", board.identity)
            for board in self.boards
            if board.is_plugged and board.is_listed
        ]

    async def open(self, device: str, baud: int, read_s: float, now_s: Clock) -> OpenPort:
        board = next((b for b in self.boards if b.device == device and b.is_plugged), None)
        if board is None:
            raise PortTroubleError(LinkState.NO_PORT, "no such file")
        board.opened.append(asyncio.get_running_loop().time())
        if board.trouble is not None:
            raise board.trouble
        port = FakePort(board, baud, read_s, now_s)
        self.open_ports.append(port)
        return port


class Ear:
    """Hears a sensor's readings while it runs."""

    def __init__(self) -> None:
        self.readings: list[Reading] = []
        self._stirred = asyncio.Event()

    async def take(self, reading: Reading) -> None:
        self.readings.append(reading)
        self._stirred.set()

    @property
    def states(self) -> list[LinkState]:
        return [reading.state for reading in self.readings if isinstance(reading, LinkChanged)]

    @property
    def pieces(self) -> list[PulseSamples]:
        return [reading for reading in self.readings if isinstance(reading, PulseSamples)]

    @property
    def gaps(self) -> int:
        return sum(piece.opens_gap for piece in self.pieces)

    async def until(self, is_reached: Callable[[], bool], patience_s: float = 120.0) -> None:
        async with asyncio.timeout(patience_s):
            while not is_reached():
                self._stirred.clear()
                await self._stirred.wait()

    async def until_state(self, state: LinkState, times: int = 1) -> None:
        await self.until(lambda: self.states.count(state) >= times)


@asynccontextmanager
async def listening(door: FakeDoor, wish: SerialWish | None = None) -> AsyncIterator[Ear]:
    """A sensor at work; afterwards every port must have been let go."""
    ear = Ear()
    sensor = SerialSensor(wish, door=door, chance=random.Random(3))
    clock = RunningClock(source=asyncio.get_running_loop().time)
    task = asyncio.ensure_future(sensor.run(clock, ear.take))
    try:
        yield ear
        assert not task.done(), task.exception()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert not any(port.is_open for port in door.open_ports)
