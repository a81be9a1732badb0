"""Which port is tried before a session, and what is said when none will do."""

from __future__ import annotations

import pytest

from devices.board_ports import FoundPort, PortIdentity
from devices.errors import PortChoiceError
from devices.port_choice import CheckedPort, check_port
from devices.readings import LinkState
from devices.serial_sensor import SerialWish
from devices.serial_trouble import PortTroubleError
from tests.serial_line.fake_door import NANO, UNO, Board, FakeDoor

NOBODY = PortIdentity(None, None, None)


async def test_the_only_board_is_tried_and_let_go_and_stays_unnamed() -> None:
    door = FakeDoor(Board("/dev/ttyS0", NOBODY), Board("/dev/ttyACM0", UNO))
    assert await check_port(SerialWish(), door) == CheckedPort(SerialWish())
    assert [len(board.opened) for board in door.boards] == [0, 1]
    assert not any(port.is_open for port in door.open_ports)


async def test_a_named_port_is_tried_alone_and_its_folder_may_be_left_out() -> None:
    door = FakeDoor(Board("/dev/ttyUSB0", NANO), Board("/dev/ttyACM0", UNO))
    wish = SerialWish("ttyUSB0", 9600, 50.0, 2)
    checked = await check_port(wish, door, FoundPort("/dev/ttyACM0", "a board", UNO))
    assert checked == CheckedPort(SerialWish("/dev/ttyUSB0", 9600, 50.0, 2))
    assert [len(board.opened) for board in door.boards] == [1, 0]


async def _said(wish: SerialWish, *boards: Board) -> str:
    door = FakeDoor(*boards)
    with pytest.raises(PortChoiceError) as raised:
        await check_port(wish, door)
    assert "\n" not in str(raised.value)
    return str(raised.value)


async def test_two_boards_are_named() -> None:
    said = await _said(SerialWish(), Board("/dev/ttyUSB0", NANO), Board("/dev/ttyACM0", UNO))
    assert "2 boards are plugged in: /dev/ttyACM0 (a board), /dev/ttyUSB0 (a board)" in said
    assert "--serial /dev/ttyACM0" in said


async def test_of_two_boards_the_one_of_last_time_is_meant_wherever_it_is_plugged_in() -> None:
    door = FakeDoor(Board("/dev/ttyACM0", NANO), Board("/dev/ttyUSB7", UNO))
    checked = await check_port(SerialWish(), door, FoundPort("/dev/ttyACM0", "a board", UNO))
    assert checked.wish == SerialWish()
    assert checked.known is not None
    assert (checked.known.device, checked.known.identity) == ("/dev/ttyUSB7", UNO)
    assert [len(board.opened) for board in door.boards] == [0, 1]


async def test_a_board_of_last_time_that_is_not_there_decides_nothing() -> None:
    away = FoundPort("/dev/ttyACM0", "a board", PortIdentity(0x2E8A, 0x0005, "E66"))
    door = FakeDoor(Board("/dev/ttyUSB0", NANO), Board("/dev/ttyACM0", UNO))
    with pytest.raises(PortChoiceError, match="2 boards are plugged in"):
        await check_port(SerialWish(), door, away)
    alone = FakeDoor(Board("/dev/ttyUSB0", NANO))
    assert await check_port(SerialWish(), alone, away) == CheckedPort(SerialWish())


async def test_no_board_is_said_with_the_ports_that_could_be_meant() -> None:
    assert "No pulse sensor is plugged in." in await _said(SerialWish())
    ports = [Board(f"/dev/ttyS{number}", NOBODY) for number in range(32)]
    said = await _said(SerialWish(), *ports)
    assert "if it is at one of /dev/ttyS0, /dev/ttyS1, " in said
    assert len(said) < 200


async def test_a_port_that_is_not_there_is_named_without_its_control_codes() -> None:
    said = await _said(SerialWish("/dev/tty\x1b[2J9"), Board("/dev/ttyACM0", UNO))
    assert said.startswith("/dev/tty[2J9 is no serial port that is there.")


@pytest.mark.parametrize("state", [LinkState.PORT_BUSY, LinkState.PORT_NOT_ALLOWED])
async def test_a_port_that_cannot_be_opened_says_what_to_do(state: LinkState) -> None:
    board = Board("/dev/ttyACM0", UNO, trouble=PortTroubleError(state, "errno"))
    for wish in (SerialWish(), SerialWish("/dev/ttyACM0")):
        assert await _said(wish, board) == f"/dev/ttyACM0: {state.sentence}"
    assert ("dialout" in state.sentence) is (state is LinkState.PORT_NOT_ALLOWED)
