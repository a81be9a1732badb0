"""A wired sensor's life on fake ports, in virtual time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import pairwise

import pytest

from devices.board_ports import PortIdentity
from devices.readings import LinkState
from devices.serial_sensor import SerialWish
from devices.serial_trouble import PortTroubleError
from tests.firmware.waves import BodyOnPins
from tests.serial_line import senders
from tests.serial_line.fake_door import NANO, UNO, Board, FakeDoor, listening, speaking
from tests.serial_line.senders import Line


def _uno(**more: object) -> Board:
    board = Board("/dev/ttyACM0", UNO, speaking())
    for name, value in more.items():
        setattr(board, name, value)
    return board


async def test_a_board_is_found_woken_and_heard() -> None:
    door = FakeDoor(_uno())
    async with listening(door) as ear:
        await ear.until(lambda: len(ear.pieces) >= 100)
        assert ear.states == [LinkState.WAKING, LinkState.ARRIVING]
        assert ear.gaps == 1
        assert ear.pieces[0].full_scale == 1023.0


async def test_a_board_that_is_plugged_in_later_is_found() -> None:
    board = _uno(is_plugged=False)
    async with listening(FakeDoor(board)) as ear:
        await ear.until_state(LinkState.NO_PORT)
        await asyncio.sleep(30.0)
        assert ear.states == [LinkState.NO_PORT]
        board.is_plugged = True
        await ear.until_state(LinkState.ARRIVING)


async def test_a_pulled_cable_is_said_and_the_wave_comes_back_under_another_name() -> None:
    board = _uno()
    door = FakeDoor(board)
    async with listening(door) as ear:
        await ear.until_state(LinkState.ARRIVING)
        await asyncio.sleep(20.0)
        board.is_plugged = False
        await ear.until_state(LinkState.UNPLUGGED)
        await asyncio.sleep(45.0)
        before = len(ear.pieces)
        again = replace(board, device="/dev/ttyACM1", is_plugged=True, opened=[])
        door.boards.append(again)
        await ear.until_state(LinkState.ARRIVING, times=2)
        await asyncio.sleep(5.0)
        assert ear.gaps == 2
        assert ear.pieces[before].opens_gap
        assert ear.pieces[before].times_s[0] - ear.pieces[before - 1].times_s[-1] > 45.0
        times_s = [at_s for piece in ear.pieces for at_s in piece.times_s]
        assert all(later > earlier for earlier, later in pairwise(times_s))
        assert LinkState.NO_PORT not in ear.states


async def test_attempts_on_a_held_port_come_at_growing_intervals_with_an_upper_bound() -> None:
    held = PortTroubleError(LinkState.PORT_BUSY, "busy")
    board = _uno(trouble=held)
    async with listening(FakeDoor(board)) as ear:
        await ear.until_state(LinkState.PORT_BUSY)
        await asyncio.sleep(60.0)
        pauses = [later - earlier for earlier, later in pairwise(board.opened)]
        assert pauses[0] < 0.7
        assert all(4.0 <= pause <= 6.0 for pause in pauses[3:])
        assert len({round(pause, 6) for pause in pauses[3:]}) > 3  # by chance, not in step
        assert ear.states == [LinkState.PORT_BUSY]
        board.trouble = None
        await ear.until_state(LinkState.ARRIVING)


async def test_a_system_that_refuses_says_so_and_is_asked_again() -> None:
    board = _uno(trouble=PortTroubleError(LinkState.PORT_NOT_ALLOWED, "permission denied"))
    async with listening(FakeDoor(board)) as ear:
        await ear.until_state(LinkState.PORT_NOT_ALLOWED)
        board.trouble = None
        await ear.until_state(LinkState.ARRIVING)


async def test_a_board_without_a_sketch_is_called_silent_and_opened_anew() -> None:
    board = Board("/dev/ttyUSB0", NANO)
    async with listening(FakeDoor(board)) as ear:
        await ear.until_state(LinkState.BOARD_SILENT)
        await asyncio.sleep(30.0)
        assert ear.states[:2] == [LinkState.WAKING, LinkState.BOARD_SILENT]
        assert len(board.opened) >= 3


async def test_a_board_that_hangs_is_opened_anew_and_speaks_again() -> None:
    board = _uno()
    async with listening(FakeDoor(board)) as ear:
        await ear.until_state(LinkState.ARRIVING)
        board.is_hung = True
        await ear.until_state(LinkState.BOARD_SILENT)
        board.is_hung = False
        await asyncio.sleep(1.0)
        assert ear.states[-1] in (LinkState.ARRIVING, LinkState.BOARD_SILENT)
        await ear.until_state(LinkState.ARRIVING, times=2)


async def test_a_port_that_vanishes_without_an_error_is_missed() -> None:
    # A Windows driver may go on giving nothing after the cable was pulled.
    board = _uno()
    async with listening(FakeDoor(board)) as ear:
        await ear.until_state(LinkState.ARRIVING)
        board.is_hung, board.is_listed = True, False
        await ear.until_state(LinkState.UNPLUGGED)
        assert ear.readings[-1].at_s - ear.pieces[-1].at_s < 6.0  # and not when it is opened anew
        assert LinkState.NO_PORT not in ear.states


@pytest.mark.parametrize("baud", [9_600, 57_600, 250_000, 2_000_000])
async def test_another_speed_is_found_and_kept_for_the_next_time(baud: int) -> None:
    board = Board("/dev/ttyUSB0", NANO, speaking(senders.pulse_sensor), baud=baud)
    async with listening(FakeDoor(board)) as ear:
        await ear.until_state(LinkState.ARRIVING)
        assert LinkState.NOISE in ear.states
        assert LinkState.NO_WAVE not in ear.states
        board.is_plugged = False
        await ear.until_state(LinkState.UNPLUGGED)
        board.is_plugged = True
        noises = ear.states.count(LinkState.NOISE)
        await ear.until_state(LinkState.ARRIVING, times=2)
        assert ear.states.count(LinkState.NOISE) == noises


async def test_a_speed_that_is_told_is_the_only_one() -> None:
    board = Board("/dev/ttyUSB0", NANO, speaking(), baud=9_600)
    async with listening(FakeDoor(board), SerialWish(baud=115_200)) as ear:
        await ear.until_state(LinkState.NOISE)
        await asyncio.sleep(60.0)
        assert LinkState.ARRIVING not in ear.states
    async with listening(FakeDoor(board), SerialWish(baud=9_600)) as ear:
        await ear.until_state(LinkState.ARRIVING)


async def test_what_a_boot_loader_says_is_no_reason_to_change_the_speed() -> None:
    garbage = [Line(-1.2 + number * 0.01, b"\xf0\x82\x00\xff" * 8) for number in range(30)]
    board = _uno(says=[*garbage, Line(0.0, b"\n"), *speaking()])
    async with listening(FakeDoor(board)) as ear:
        await ear.until_state(LinkState.ARRIVING)
        assert LinkState.NOISE not in ear.states


async def test_a_sketch_of_words_is_said_to_send_no_wave_after_all_speeds() -> None:
    words = [
        Line(number * 0.1, b"Hello from the board, how are you?\r\n") for number in range(1200)
    ]
    board = Board("/dev/ttyUSB0", NANO, words, baud=None)
    async with listening(FakeDoor(board)) as ear:
        await ear.until_state(LinkState.NO_WAVE)
        assert len(board.opened) == 1


async def test_what_is_plainly_something_else_is_never_opened_unasked() -> None:
    boards = [
        Board("/dev/ttyS0", PortIdentity(None, None, None)),
        Board("/dev/ttyACM3", PortIdentity(0x1546, 0x01A8, None)),  # a GPS receiver
        Board("/dev/ttyACM4", PortIdentity(0x2E8A, 0x000C, "E6")),  # a programmer
    ]
    async with listening(FakeDoor(*boards)) as ear:
        await ear.until_state(LinkState.NO_PORT)
        await asyncio.sleep(20.0)
        assert not any(board.opened for board in boards)
    boards[1].says = speaking()
    async with listening(FakeDoor(*boards), SerialWish(port="/dev/ttyACM3")) as ear:
        await ear.until_state(LinkState.ARRIVING)
        assert not boards[0].opened


async def test_of_two_likely_ports_the_one_with_a_wave_is_taken_and_kept() -> None:
    words = [Line(number * 0.1, b"printer ready: ok\n") for number in range(1200)]
    printer = Board("/dev/ttyUSB0", NANO, words, baud=None)
    sensor = Board("/dev/ttyUSB1", NANO, speaking())
    async with listening(FakeDoor(printer, sensor)) as ear:
        await ear.until_state(LinkState.ARRIVING)
        opened = len(printer.opened)
        sensor.is_plugged = False
        await ear.until_state(LinkState.UNPLUGGED)
        sensor.is_plugged = True
        await ear.until_state(LinkState.ARRIVING, times=2)
        assert len(printer.opened) <= opened + 1  # the same chip: it may be the one, replugged


async def test_a_board_that_does_not_start_anew_is_asked_to_describe_itself() -> None:
    _, *numbers = speaking()
    board = _uno(says=numbers, wakes_s=0.0, baud=None)
    async with listening(FakeDoor(board)) as ear:
        await ear.until(lambda: bytes(board.heard).startswith(b"?"))
        await ear.until_state(LinkState.LISTENING)
        description = Line(10.0, speaking()[0].text)
        later = [line for line in numbers if line.sent_s > 10.0]
        board.says = [*[line for line in numbers if line.sent_s <= 10.0], description, *later]
        await ear.until_state(LinkState.ARRIVING)


async def test_no_finger_is_said_and_taken_back() -> None:
    body = BodyOnPins(60.0)
    made = senders.rows(
        body, 60.0, 100.0, lambda n, board_s, pulse: "511" if board_s < 15.0 else str(pulse)
    )
    async with listening(FakeDoor(_uno(says=made))) as ear:
        await ear.until_state(LinkState.FLAT)
        await ear.until_state(LinkState.ARRIVING, times=2)


async def test_a_heart_rate_without_a_wave_is_told_as_that() -> None:
    made = [Line(number * 0.8, f"BPM: {70 + number % 3}\r\n".encode()) for number in range(150)]
    async with listening(FakeDoor(_uno(says=made, baud=None)), SerialWish(baud=115_200)) as ear:
        await ear.until_state(LinkState.RATE_ONLY)
        assert ear.pieces == []


async def test_a_flood_leaves_the_processor_to_others() -> None:
    flood = [Line(number * 0.01, b"523\n" * 5000) for number in range(2000)]
    board = _uno(says=flood, baud=None)
    async with listening(FakeDoor(board), SerialWish(baud=115_200)) as ear:
        await ear.until_state(LinkState.ARRIVING)
        reads = board.reads
        await asyncio.sleep(2.0)
        assert 20 <= board.reads - reads <= 30  # a read takes 20 ms here: without rest it were 100
