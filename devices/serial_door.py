"""The door to pyserial: ports are listed, opened, read and closed here, and nowhere else.

pyserial blocks. Each open port has one thread of its own, and what is asked of the port waits in
line there: so it is never closed under a reader (which raises TypeError in it). Bytes are stamped
in that thread, right after they came.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

import serial
from serial.tools import list_ports

from devices.board_ports import FoundPort, PortIdentity
from devices.clock import Clock
from devices.serial_trouble import PORT_ERRORS, trouble_of

__all__ = ["MOST_BYTES", "Door", "OpenPort", "SerialDoor"]

MOST_BYTES = 16_384
"""Taken at once: a flood waits in the system's buffer, not in ours."""
_WRITE_S = 0.5
_ResultT = TypeVar("_ResultT")


class OpenPort(Protocol):
    """A port that is open. Each call may raise `PortTroubleError`."""

    async def read(self) -> tuple[bytes, float]:
        """Bytes and when they came, on the session clock; none after a short wait."""
        ...

    async def write(self, said: bytes) -> None:
        """Say something."""
        ...

    async def set_baud(self, baud: int) -> None:
        """Listen at another speed."""
        ...

    async def close(self) -> None:
        """Let the port go; never raises."""
        ...


class Door(Protocol):
    """How ports are found and opened."""

    async def ports(self) -> list[FoundPort]:
        """Every port that the system lists."""
        ...

    async def open(self, device: str, baud: int, read_s: float, now_s: Clock) -> OpenPort:
        """Open a port.

        Raises
        ------
        PortTroubleError
            It cannot be opened, for the reason that the error holds.
        """
        ...


class SerialDoor:
    """The real one."""

    async def ports(self) -> list[FoundPort]:
        """Every port that the system lists."""
        return await asyncio.to_thread(_listed)

    async def open(self, device: str, baud: int, read_s: float, now_s: Clock) -> OpenPort:
        """Open a port; nobody else can read from it meanwhile.

        Raises
        ------
        PortTroubleError
            It cannot be opened, for the reason that the error holds.
        """
        port = _PySerialPort(now_s)
        await port.open(device, baud, read_s)
        return port


def _listed() -> list[FoundPort]:
    try:
        listed = list(list_ports.comports())
    except PORT_ERRORS:  # a device that vanishes while it is listed
        return []
    return [
        FoundPort(
            port.device,
            port.description or port.device,
            PortIdentity(port.vid, port.pid, port.serial_number),
        )
        for port in listed
    ]


class _PySerialPort:
    """One open port with its thread."""

    def __init__(self, now_s: Clock) -> None:
        self._now_s = now_s
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="serial")
        self._serial: serial.Serial | None = None

    async def open(self, device: str, baud: int, read_s: float) -> None:
        try:
            await self._in_thread(lambda: self._open(device, baud, read_s), was_open=False)
        except BaseException:  # also a cancellation: the thread closes what it opens after it
            await self.close()
            raise

    async def read(self) -> tuple[bytes, float]:
        return await self._in_thread(self._read)

    async def write(self, said: bytes) -> None:
        with contextlib.suppress(serial.SerialTimeoutException):  # it does not listen; so be it
            await self._in_thread(lambda: self._opened.write(said))

    async def set_baud(self, baud: int) -> None:
        def change() -> None:
            self._opened.baudrate = baud
            self._opened.reset_input_buffer()

        await self._in_thread(change)

    async def close(self) -> None:
        opened = self._serial
        if opened is not None:
            with contextlib.suppress(*PORT_ERRORS, AttributeError):
                opened.cancel_read()
        self._thread.submit(self._close)
        self._thread.shutdown(wait=False)

    @property
    def _opened(self) -> serial.Serial:
        assert self._serial is not None  # nothing is asked of it before it is open
        return self._serial

    def _open(self, device: str, baud: int, read_s: float) -> None:
        # An address (loop://, socket://) knows no exclusive use.
        port = serial.serial_for_url(
            device, baud, timeout=read_s, write_timeout=_WRITE_S, do_not_open=True
        )
        if "://" not in device:
            port.exclusive = True
        port.open()
        self._serial = port

    def _read(self) -> tuple[bytes, float]:
        port = self._opened
        first = port.read(1)
        at_s = self._now_s()
        if not first:
            return b"", at_s
        waiting = min(port.in_waiting, MOST_BYTES - 1)
        return first + (port.read(waiting) if waiting > 0 else b""), at_s

    def _close(self) -> None:
        port, self._serial = self._serial, None
        if port is not None:
            with contextlib.suppress(*PORT_ERRORS):
                port.close()

    async def _in_thread(self, work: Callable[[], _ResultT], *, was_open: bool = True) -> _ResultT:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except serial.SerialTimeoutException:
            raise
        except PORT_ERRORS as error:
            raise trouble_of(error, was_open=was_open) from error
