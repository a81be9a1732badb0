"""`sensors` and `doctor` before boards on fake ports, in virtual time."""

from __future__ import annotations

import io
import json
import re
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from devices import background
from devices.board_ports import PortIdentity
from devices.checkup import Checkup, Choice
from devices.finding import Finding, Question, Verdict
from devices.port_survey import PortSurvey, WatchedPorts
from devices.readings import LinkState
from devices.serial_ports import SerialPort
from devices.serial_trouble import PortTroubleError
from devices.strap_list import Survey
from devices.strap_survey import StrapSurvey, WatchedSurvey
from devices.wire_checkup import WireCheckup, examine_wire, port_group
from tests.ble.virtual_time import VirtualTimeLoop
from tests.firmware.waves import BodyOnPins
from tests.serial_line import senders
from tests.serial_line.fake_door import NANO, UNO, Board, FakeDoor, speaking
from tests.serial_line.senders import Line
from tests.visuals.test_german_commands import ENGLISH_WORDS
from trainer.signal.waves.wave_condition import WaveCondition, WaveKind
from trainer.wire_said import WireAdvice, WireSaid
from visuals.commands.doctor import consult
from visuals.commands.sensors import list_sensors
from visuals.terminal import TerminalConsole
from visuals.texts import ENGLISH, GERMAN, Texts
from visuals.texts.found import advised, said

GPS = PortIdentity(0x1546, 0x01A7, None)
_NO_RADIO = Survey((), LinkState.NO_RADIO)


@pytest.fixture(autouse=True)
def jumping_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock of the background jump: nobody here waits for a board in real time."""
    monkeypatch.setattr(background, "_new_loop", VirtualTimeLoop)


class _NoStraps(StrapSurvey):
    """A computer without Bluetooth."""

    async def run(self) -> AsyncGenerator[Survey]:
        yield _NO_RADIO


def console(*, is_terminal: bool = False) -> tuple[TerminalConsole, io.StringIO]:
    file = io.StringIO()
    made = TerminalConsole(
        file=file, width=140, force_terminal=is_terminal, markup=False, emoji=False
    )
    return made, file


def listed(
    *boards: Board,
    is_terminal: bool = False,
    is_for_programs: bool = False,
    texts: Texts = ENGLISH,
) -> tuple[int, str]:
    """What `sensors` says once the boards have been heard; its status and words."""
    where, file = console(is_terminal=is_terminal)
    survey = WatchedPorts(PortSurvey(FakeDoor(*boards), listens_to_all=True))

    def clock() -> float:
        states = [
            port.check is not None and port.check.at_s > 12.0
            for port in survey.latest.ports
            if port.is_likely
        ]
        return 100.0 if survey.latest.has_looked and all(states) else 0.0

    status = list_sensors(
        WatchedSurvey(_NoStraps()),
        (),
        survey,
        seconds=5.0,
        console=where,
        clock=clock,
        is_for_programs=is_for_programs,
        texts=texts,
    )
    return status, file.getvalue()


def _uno(says: list[Line] | None = None, **more: object) -> Board:
    board = Board("/dev/ttyACM0", UNO, speaking() if says is None else says)
    for name, value in more.items():
        setattr(board, name, value)
    return board


def test_a_board_with_a_pulse_shows_its_wave_and_how_good_it_is() -> None:
    status, words = listed(_uno())
    assert status == 0, "no Bluetooth is no trouble for a board"
    assert "pulse seen" in words
    assert "BT1 at 115200 baud" in words
    assert "200 samples a second" in words
    assert "% of the beats are clear" in words
    assert "belt:" in words
    assert "\u2588" in words
    assert "\u2581" in words


def test_in_a_terminal_the_wave_runs_and_stays_on_the_screen() -> None:
    _, words = listed(_uno(), is_terminal=True)
    assert "Ctrl-C ends the list" in words
    assert "\u2588" in words[words.rindex("Ctrl-C") :]


def test_the_list_of_boards_is_german(capsys: pytest.CaptureFixture[str]) -> None:
    _, words = listed(_uno(), texts=GERMAN)
    said = words + capsys.readouterr().err
    assert ENGLISH_WORDS.search(said) is None, said
    assert GERMAN.sensor_list.ports_title in words
    assert "% der Schläge sind klar" in words
    assert "Kein Bluetooth gefunden" in said


def test_what_is_plainly_something_else_is_listed_and_never_opened() -> None:
    gps = Board("/dev/ttyACM1", GPS, speaking())
    _, words = listed(_uno(), gps)
    assert "/dev/ttyACM1" in words
    assert "1546:01A7" in words
    assert gps.opened == []


def test_a_board_that_is_held_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    held = PortTroubleError(LinkState.PORT_BUSY, "busy")
    status, words = listed(_uno(trouble=held))
    assert status == 1
    assert "held elsewhere" in words
    assert "Bluetooth" in capsys.readouterr().err


def test_the_record_for_programs_holds_the_wave(capsys: pytest.CaptureFixture[str]) -> None:
    listed(_uno(), is_for_programs=True)
    (port,) = json.loads(capsys.readouterr().out)["serial_ports"]
    assert port["state"] == "arriving"
    assert port["wave"] == "clear"
    assert 50.0 < port["rate_per_min"] < 80.0
    assert port["clear_share"] > 0.8
    assert port["samples_per_s"] == pytest.approx(200.0, abs=1.0)


def consulted(
    *boards: Board,
    asked: str | None = None,
    report: Path | None = None,
    texts: Texts = ENGLISH,
) -> tuple[int, str]:
    where, file = console()
    door = FakeDoor(*boards)

    async def series() -> AsyncGenerator[WireCheckup]:
        async for step in examine_wire(asked, door):
            yield step

    status = consult(None, (), series, console=where, report=report, texts=texts)
    return status, file.getvalue()


def test_the_doctor_speaks_of_a_board_that_is_well() -> None:
    status, told = consulted(_uno())
    assert told.count("\nok ") == 8
    assert "Bellybreath's own sketch speaks: BT1 at 115200 baud." in told
    assert "the board promises 200" in told
    assert "It is seen, about" in told
    assert "It shows a breath" in told
    assert "train --serial" in told
    assert status == 0


def test_the_doctor_speaks_german_of_a_board_and_in_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no tool for a clipboard
    path = tmp_path / "checkup.txt"
    status, told = consulted(_uno(), report=path, texts=GERMAN)
    assert status == 0
    assert told.count("\nok ") == 8
    assert ENGLISH_WORDS.search(told) is None, told
    assert "Bellybreaths eigener Sketch spricht: BT1 at 115200 baud." in told
    assert re.search(r"Werte +\d+,\d\d in der Sekunde", told), told
    assert GERMAN.doctor.all_well_wired in told
    report = path.read_text(encoding="utf-8")
    assert GERMAN.doctor.report_title in report
    assert "Er zeigt einen Atem" in report


@pytest.mark.parametrize("state", [LinkState.PORT_NOT_ALLOWED, LinkState.PORT_BUSY])
def test_what_is_in_the_way_of_a_board_is_said_in_german(state: LinkState) -> None:
    status, told = consulted(_uno(trouble=PortTroubleError(state, "")), texts=GERMAN)
    assert status == 1
    assert ENGLISH_WORDS.search(told) is None, told
    assert "Versuch: " in told
    assert "{" not in told


def test_what_the_wave_is_like_is_said_in_german() -> None:
    wave = {"wave": WaveCondition.NO_PULSE, "kind": WaveKind.ECG}
    finding = Finding(Question.PULSE, Verdict.NOT, WireSaid.WAVE, WireAdvice.WAVE, gaps=wave)
    whole = f"{said(finding, GERMAN)} {advised(finding, GERMAN)}"
    assert whole == GERMAN.ecg_said[WaveCondition.NO_PULSE]


def _flat(body: BodyOnPins, seconds: float) -> list[Line]:
    return senders.rows(body, seconds, 100.0, lambda number, board_s, pulse: "511")


@pytest.mark.parametrize(
    ("board", "said", "advice"),
    [
        (
            _uno(trouble=PortTroubleError(LinkState.PORT_NOT_ALLOWED, "denied")),
            "does not let you open it",
            "usermod -aG",
        ),
        (
            _uno(trouble=PortTroubleError(LinkState.PORT_BUSY, "busy")),
            "Another program has it open",
            "serial monitor",
        ),
        (_uno([]), "says nothing", "Press its reset button"),
        (_uno(speaking(_flat)), "always sends the same value", "Check that it is plugged in"),
        (
            _uno([Line(n * 0.8, b"BPM: 72\r\n") for n in range(100)]),
            "a heart rate and no wave",
            "Put the Bellybreath sketch on it",
        ),
        (
            _uno([Line(n / 50.0, b"hello world\r\n") for n in range(3000)], baud=None),
            "no pulse wave",
            "Put the Bellybreath sketch on it",
        ),
    ],
    ids=["not allowed", "busy", "silent", "no finger", "rate only", "words"],
)
def test_the_doctor_says_what_is_in_the_way_and_what_to_try(
    board: Board, said: str, advice: str
) -> None:
    status, told = consulted(board)
    assert status == 1
    assert said in told
    assert advice in told
    assert "Try:" in told


def test_the_doctor_without_any_port_asks_nothing_further() -> None:
    status, told = consulted()
    assert status == 0
    assert "only a sensor on a cable needs one" in told
    status, told = consulted(Board("/dev/ttyACM1", GPS, speaking()))
    assert "none of them is plainly a board" in told
    assert "doctor --serial" in told


def test_the_doctor_listens_to_the_port_that_was_named() -> None:
    gps = Board("/dev/ttyACM1", GPS, speaking())
    _, told = consulted(_uno(), gps, asked="ttyACM1")
    assert "/dev/ttyACM1 (a board) is listened to (1 more)" in told
    assert gps.opened


def test_the_report_of_a_wire_holds_no_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no tool for a clipboard
    path = tmp_path / "data" / "checkup.txt"
    secret = "/dev/cu.usbmodem-annas-phone"
    said = PortTroubleError(LinkState.PORT_BUSY, f"{secret} is busy")
    consulted(Board(secret, UNO, trouble=said), report=path)
    report = path.read_text(encoding="utf-8")
    assert "2341:0043" in report
    assert "Another program has it open" in report
    for word in (secret, "annas", UNO.serial_number or "-", str(Path.home())):
        assert word not in report


def test_a_group_is_told_where_the_system_has_groups(tmp_path: Path) -> None:
    assert port_group(str(tmp_path), "win32") is None
    assert port_group(str(tmp_path / "none"), "linux") is None


def test_strap_and_wire_are_told_one_after_the_other() -> None:
    where, file = console()
    door = FakeDoor(_uno())

    async def wires() -> AsyncGenerator[WireCheckup]:
        async for step in examine_wire(None, door):
            yield step

    async def straps() -> AsyncGenerator[Checkup]:
        yield Checkup(choice=Choice.NONE, has_looked=True, is_over=True)

    status = consult(straps, (SerialPort("/dev/ttyACM0"),), wires, console=where)
    told = file.getvalue()
    assert status == 1
    assert told.index("No strap shows itself") < told.index("It is seen, about")
    assert told.count("Serial ports") == 1


def test_two_boards_are_told_apart() -> None:
    nano = Board("/dev/ttyUSB0", NANO, [])
    _, told = consulted(_uno(), nano)
    assert "is listened to (1 more)" in told
    assert "For another one: bellybreath doctor --serial" in told
