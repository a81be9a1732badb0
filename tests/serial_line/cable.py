"""A cable between a test and a real port: a pseudo-terminal."""

from __future__ import annotations

import array
import asyncio
import os

import pytest

from devices.clock import Clock
from devices.serial_door import OpenPort, SerialDoor

__all__ = ["Cable", "CountedDoor"]


class Cable:
    """A pseudo-terminal: what is written at one end can be read from the port at the other."""

    def __init__(self) -> None:
        pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
        tty = pytest.importorskip("tty")
        self._master, slave = pty.openpty()
        tty.setraw(slave)
        self.port = os.ttyname(slave)
        self._slave = slave
        os.set_blocking(self._master, False)
        self.sent = 0
        """Bytes, over all."""

    async def send(self, sent: bytes) -> None:
        self.sent += len(sent)
        while sent:
            try:
                sent = sent[os.write(self._master, sent) :]
            except BlockingIOError:
                await asyncio.sleep(0.001)  # the port's buffer is full: its reader comes first
            await asyncio.sleep(0)

    async def until_read(self) -> None:
        """Wait until the other end has taken everything."""
        termios, fcntl = pytest.importorskip("termios"), pytest.importorskip("fcntl")
        waiting = array.array("i", [1])
        async with asyncio.timeout(30.0):
            while waiting[0]:
                fcntl.ioctl(self._slave, termios.FIONREAD, waiting)
                await asyncio.sleep(0)

    def heard(self) -> bytes:
        try:
            return os.read(self._master, 4096)
        except BlockingIOError:
            return b""

    def plug_in(self) -> None:
        """Let the port be the only one that holds its end, as with a board."""
        os.close(self._slave)
        self._slave = -1

    def pull(self) -> None:
        for end in (self._master, self._slave):
            if end >= 0:
                os.close(end)
        self._master = self._slave = -1


class CountedDoor(SerialDoor):
    """The real door, which also knows how many bytes went through it.

    What was written at one end of a pseudo-terminal is not at once at the other: the system carries
    it over when it has time. So an empty port says nothing on a busy machine, and a count does.
    """

    def __init__(self) -> None:
        self._taken = 0
        self._stirred = asyncio.Event()

    def note(self, received: bytes) -> None:
        self._taken += len(received)
        self._stirred.set()

    async def open(self, device: str, baud: int, read_s: float, now_s: Clock) -> OpenPort:
        return _CountedPort(await super().open(device, baud, read_s, now_s), self)

    async def until_taken(self, cable: Cable) -> None:
        async with asyncio.timeout(60.0):
            while self._taken < cable.sent:
                self._stirred.clear()
                await self._stirred.wait()


class _CountedPort:
    def __init__(self, port: OpenPort, door: CountedDoor) -> None:
        self._port = port
        self._door = door

    async def read(self) -> tuple[bytes, float]:
        received, at_s = await self._port.read()
        self._door.note(received)
        return received, at_s

    async def write(self, said: bytes) -> None:
        await self._port.write(said)

    async def set_baud(self, baud: int) -> None:
        await self._port.set_baud(baud)

    async def close(self) -> None:
        await self._port.close()
