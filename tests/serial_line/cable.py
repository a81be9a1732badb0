"""A cable between a test and a real port: a pseudo-terminal."""

from __future__ import annotations

import array
import asyncio
import os

import pytest

__all__ = ["Cable"]


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

    async def send(self, sent: bytes) -> None:
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
