"""Boards whose lines say less than they should: one clear state each, and back from it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from devices.bt1 import encode_bt1
from devices.readings import LinkState, PulseSamples
from devices.serial_lines import SerialLines, Speech
from devices.serial_sensor import SerialWish
from tests.serial_line.fake_door import UNO, Board, FakeDoor, listening, speaking
from tests.serial_line.senders import Line


def _numbers(seconds: float, *, damage: Callable[[bytes], bytes] = lambda line: line) -> list[Line]:
    """Lines of BT1 without a word of what they mean."""
    return [
        Line(
            n / 200.0, damage(encode_bt1(f"{n % 10000},{n * 5000 + 56},{500 + n % 50},300")) + b"\n"
        )
        for n in range(round(seconds * 200))
    ]


def _with_a_wrong_digit(line: bytes) -> bytes:
    return line[:-1] + (b"0" if line[-1:] != b"0" else b"1")


def _board(lines: list[Line]) -> Board:
    return Board("/dev/ttyACM0", UNO, lines)


async def test_a_board_that_never_describes_itself_is_asked_and_then_said() -> None:
    board = _board(_numbers(60.0))
    async with listening(FakeDoor(board)) as ear:
        await ear.until_state(LinkState.UNDESCRIBED)
        assert board.heard.count(b"?") >= 5
        assert ear.states == [LinkState.WAKING, LinkState.LISTENING, LinkState.UNDESCRIBED]
        assert len(board.opened) == 1
        assert not ear.pieces
        assert "reset button" in LinkState.UNDESCRIBED.sentence


async def test_a_description_that_comes_late_is_enough() -> None:
    lines = _numbers(60.0)
    told = encode_bt1("#BT1 rate=200 cols=n,us,pulse,belt max=1023 up=0 lost=0") + b"\n"
    lines.insert(12 * 200, Line(12.0, told))
    async with listening(FakeDoor(_board(lines))) as ear:
        await ear.until_state(LinkState.UNDESCRIBED)
        await ear.until_state(LinkState.ARRIVING)
        await ear.until(lambda: bool(ear.pieces))


async def test_lines_that_all_arrive_damaged_are_said_and_no_speed_is_tried() -> None:
    board = _board(_numbers(60.0, damage=_with_a_wrong_digit))
    async with listening(FakeDoor(board)) as ear:
        await ear.until_state(LinkState.DAMAGED)
        await asyncio.sleep(20.0)
        assert LinkState.NOISE not in ear.states
        assert len(board.opened) == 1
        assert "cable" in LinkState.DAMAGED.sentence


async def test_a_stretch_of_garbage_in_a_wave_is_said_and_the_wave_comes_back() -> None:
    lines = speaking()
    for number, line in enumerate(lines):
        if 15.0 <= line.sent_s < 30.0:
            lines[number] = Line(line.sent_s, _with_a_wrong_digit(line.text.rstrip()) + b"\n")
    async with listening(FakeDoor(_board(lines))) as ear:
        await ear.until_state(LinkState.ARRIVING)
        await ear.until_state(LinkState.DAMAGED)
        before = len(ear.pieces)
        await ear.until_state(LinkState.ARRIVING, times=2)
        await ear.until(lambda: len(ear.pieces) > before)
        assert ear.pieces[before].opens_gap


@pytest.mark.parametrize("junk", [b"\x00\x13\xfe\xff\x80\x07", b"~~#!@^%$&~", b"\xff" * 12])
async def test_whatever_garbage_comes_for_seconds_one_sentence_is_said(junk: bytes) -> None:
    lines = [line for line in speaking() if line.sent_s < 10.0]
    lines += [Line(10.0 + n / 100.0, junk + b"\n") for n in range(3000)]
    async with listening(FakeDoor(_board(lines))) as ear:
        await ear.until_state(LinkState.ARRIVING)
        await ear.until(
            lambda: ear.states[-1] in (LinkState.NOISE, LinkState.NO_WAVE), patience_s=90.0
        )


async def test_an_ecg_board_without_electrodes_is_told_from_a_silent_one() -> None:
    lines = [Line(n / 200.0, b"!\r\n") for n in range(12 * 200)]
    lines += [
        Line(12.0 + n / 190.0, b"%d\r\n" % (500 + 40 * ((n % 150) < 6))) for n in range(60 * 190)
    ]
    door = FakeDoor(Board("/dev/ttyACM0", UNO, lines, baud=9600))
    async with listening(door, SerialWish(baud=9600, is_ecg=True)) as ear:
        await ear.until_state(LinkState.SENSOR_OFF)
        await ear.until_state(LinkState.ARRIVING)
        assert all(piece.is_ecg for piece in ear.pieces)


@pytest.mark.parametrize("wish", [SerialWish(), SerialWish(wants_belt=True)])
async def test_the_belt_is_handed_on_where_it_is_wanted_and_nowhere_else(
    wish: SerialWish,
) -> None:
    async with listening(FakeDoor(_board(speaking())), wish) as ear:
        await ear.until(lambda: len(ear.pieces) >= 50)
        assert all(bool(piece.belt) is wish.wants_belt for piece in ear.pieces)


def test_the_description_tells_an_ecg_from_a_pulse() -> None:
    lines = SerialLines()
    told = [encode_bt1("#BT1 rate=200 cols=n,us,ecg max=1023 up=0 lost=0")]
    told += [encode_bt1(f"{n},{n * 5000 + 56},{500 + n % 7}") for n in range(100)]
    found = lines.feed(b"".join(line + b"\n" for line in told), 1.0)
    found += lines.feed(b"", 2.0)
    pieces = [reading for reading in found if isinstance(reading, PulseSamples)]
    assert pieces
    assert all(piece.is_ecg for piece in pieces)
    assert lines.speech is Speech.WAVE


def test_a_persons_word_goes_before_that_of_the_lines() -> None:
    lines = SerialLines(is_ecg=False)
    told = [encode_bt1("#BT1 rate=200 cols=n,us,ecg max=1023 up=0 lost=0")]
    told += [encode_bt1(f"{n},{n * 5000 + 56},{500 + n % 7}") for n in range(100)]
    found = lines.feed(b"".join(line + b"\n" for line in told), 1.0)
    found += lines.feed(b"", 2.0)
    pieces = [reading for reading in found if isinstance(reading, PulseSamples)]
    assert pieces
    assert not any(piece.is_ecg for piece in pieces)
