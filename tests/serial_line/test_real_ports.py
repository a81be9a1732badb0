"""The serial layer on real pseudo-terminals and pyserial's loop, and the sketch at its other end.

Only content is looked at here, never timing: how fast a busy machine is says nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from devices.clock import RunningClock
from devices.readings import LinkState
from devices.serial_door import SerialDoor
from devices.serial_sensor import SerialSensor, SerialWish
from devices.serial_trouble import PortTroubleError, trouble_of
from tests.firmware.chip import Chip
from tests.firmware.listening import listen
from tests.firmware.waves import BodyOnPins
from tests.serial_line import senders
from tests.serial_line.cable import Cable, CountedDoor
from tests.serial_line.fake_door import Ear


@contextlib.asynccontextmanager
async def _at_work(
    wish: SerialWish, clock: RunningClock | None = None, door: SerialDoor | None = None
) -> AsyncIterator[Ear]:
    ear = Ear()
    sensor = SerialSensor(wish, door=door or SerialDoor())
    task = asyncio.ensure_future(sensor.run(clock or RunningClock(), ear.take))
    try:
        yield ear
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _serial_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("serial")]


def _join_serial_threads() -> None:
    for thread in _serial_threads():
        thread.join(5.0)
    assert not _serial_threads()


def test_every_sample_comes_through_a_real_port_and_a_pulled_cable_is_said(cable: Cable) -> None:
    made = senders.bt1(BodyOnPins(3.0), 3.0)
    expected = [
        float(sample.pulse or 0) for sample in listen(b"".join(x.text for x in made)).samples
    ]

    async def scenario() -> None:
        door = CountedDoor()
        async with _at_work(SerialWish(cable.port, 115_200), door=door) as ear:
            await ear.until_state(LinkState.WAKING)
            cable.plug_in()
            for line in made:
                await cable.send(line.text)
            await door.until_taken(cable)  # what is still on its way is lost with the cable
            await ear.until(lambda: _heights(ear)[:-16] == expected[: len(_heights(ear)) - 16]
                            and len(_heights(ear)) > len(expected) - 16)  # fmt: skip
            cable.pull()
            await ear.until_state(LinkState.UNPLUGGED)
            await ear.until(lambda: len(_heights(ear)) == len(expected))
            assert _heights(ear) == expected

    asyncio.run(scenario())
    _join_serial_threads()


def _heights(ear: Ear) -> list[float]:
    return [value for piece in ear.pieces for value in piece.pulse]


def test_the_sketch_on_a_simulated_board_is_heard_through_a_real_port(
    build: Callable[..., Path], cable: Cable
) -> None:
    chip = Chip(build(), BodyOnPins(3.0).millivolts)
    sent = bytearray()
    now_s = 0.0

    async def scenario() -> None:
        nonlocal now_s
        # The board's own pace, not the machine's: a clock that ran off would open gaps.
        clock = RunningClock(source=lambda: now_s)
        async with _at_work(SerialWish(cable.port, 115_200, wants_belt=True), clock) as ear:
            await ear.until_state(LinkState.WAKING)
            for slice_number in range(1, 301):
                now_s = slice_number * 0.01
                chip.run_until(now_s)
                taken = chip.take()
                sent.extend(taken)
                await cable.send(taken)
                await cable.until_read()
                chip.tell(cable.heard())
            expected = [float(sample.pulse or 0) for sample in listen(bytes(sent)).samples]
            now_s += 1.0  # what was held back for company is due
            await ear.until(lambda: len(_heights(ear)) >= len(expected))
            assert _heights(ear) == expected
            assert ear.gaps == 1
            assert ear.states[-1] is LinkState.ARRIVING
            assert all(len(piece.belt) == len(piece.pulse) for piece in ear.pieces)

    asyncio.run(scenario())
    _join_serial_threads()


def test_a_port_that_another_reader_holds_is_busy(cable: Cable) -> None:
    async def scenario() -> None:
        door = SerialDoor()
        first = await door.open(cable.port, 115_200, 0.05, lambda: 0.0)
        with pytest.raises(PortTroubleError) as raised:
            await door.open(cable.port, 115_200, 0.05, lambda: 0.0)
        assert raised.value.state is LinkState.PORT_BUSY
        await first.close()
        await asyncio.to_thread(_join_serial_threads)
        again = await door.open(cable.port, 115_200, 0.05, lambda: 0.0)
        await again.close()

    asyncio.run(scenario())
    _join_serial_threads()


def test_what_is_no_port_says_so(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("no port")

    async def scenario() -> None:
        for name in (str(tmp_path / "nothing"), str(tmp_path), str(file), "nonsense://x", "\0"):
            with pytest.raises(PortTroubleError) as raised:
                await SerialDoor().open(name, 115_200, 0.05, lambda: 0.0)
            assert raised.value.state is LinkState.NO_PORT
            assert raised.value.detail

    asyncio.run(scenario())
    _join_serial_threads()


def test_bytes_go_round_pyserials_own_loop() -> None:
    async def scenario() -> None:
        port = await SerialDoor().open("loop://", 115_200, 0.05, lambda: 7.5)
        assert await port.read() == (b"", 7.5)
        await port.write(b"S523\r\n" * 3)
        received = b""
        while len(received) < 18:
            piece, at_s = await port.read()
            assert at_s == 7.5
            received += piece
        assert received == b"S523\r\n" * 3
        await port.set_baud(9600)
        await port.close()

    asyncio.run(scenario())
    _join_serial_threads()


def test_ports_are_listed_without_an_error() -> None:
    async def scenario() -> None:
        for port in await SerialDoor().ports():
            assert port.device

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("error", "platform", "state"),
    [
        (OSError(errno.ENOENT, "No such file or directory"), "linux", LinkState.NO_PORT),
        (OSError(errno.EACCES, "Permission denied"), "linux", LinkState.PORT_NOT_ALLOWED),
        (OSError(errno.EBUSY, "Device or resource busy"), "linux", LinkState.PORT_BUSY),
        (OSError(errno.EAGAIN, "Could not exclusively lock port"), "linux", LinkState.PORT_BUSY),
        (OSError(errno.ENOTTY, "Inappropriate ioctl"), "linux", LinkState.NO_PORT),
        (OSError(errno.EISDIR, "Is a directory"), "linux", LinkState.NO_PORT),
        # As pyserial words them on Windows, where they have no number.
        (
            OSError(
                "could not open port 'COM3': PermissionError(13, 'Access is denied.', None, 5)"
            ),
            "win32",
            LinkState.PORT_BUSY,
        ),
        (
            OSError("could not open port 'COM9': FileNotFoundError(2, 'cannot find', None, 2)"),
            "win32",
            LinkState.NO_PORT,
        ),
        (OSError("Could not configure port: (25, 'ioctl')"), "linux", LinkState.NO_PORT),
        (TypeError("'NoneType' cannot be interpreted"), "linux", LinkState.NO_PORT),
    ],
    ids=lambda part: str(part)[:40],
)
def test_what_a_system_raises_is_told_apart(
    error: Exception, platform: str, state: LinkState
) -> None:
    assert trouble_of(error, platform=platform).state is state
    assert trouble_of(error, was_open=True, platform=platform).state is LinkState.UNPLUGGED
