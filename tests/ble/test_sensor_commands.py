"""`sensors` and `doctor` as a person sees them, before straps on the virtual link."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from devices import background
from devices.checkup import Checkup, examine
from devices.readings import LinkState
from devices.serial_ports import SerialPort
from devices.strap_list import Survey
from devices.strap_signal import StrapSignal
from devices.strap_survey import StrapSurvey, WatchedSurvey
from tests.ble.lab import BumbleLab
from tests.ble.test_strap_survey import beating
from tests.ble.virtual_strap import StrapTraits
from tests.ble.virtual_time import VirtualTimeLoop
from tests.visuals.test_german_commands import ENGLISH_WORDS
from visuals.commands.doctor import consult
from visuals.commands.sensors import list_sensors
from visuals.terminal import TerminalConsole
from visuals.texts import ENGLISH, GERMAN, Texts

H10 = StrapTraits(name="Polar H10 1A2B3C4D", address="C0:FF:EE:00:00:A1")
TWIN = StrapTraits(name="Polar H10 1A2B3C4D", address="C0:FF:EE:00:00:A2", battery=None)
HOSTILE = StrapTraits(name="A\x1b[2J\u202eB [red]x", address="C0:FF:EE:00:00:A3")
PORTS = (SerialPort("/dev/ttyUSB0", "Silicon Labs", "CP2102", 0x10C4, 0xEA60),)


@pytest.fixture(autouse=True)
def jumping_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock of the background jump: nobody here waits for a strap in real time."""
    monkeypatch.setattr(background, "_new_loop", VirtualTimeLoop)


class World:
    """Straps that beat, on the loop of whoever looks at them."""

    def __init__(
        self, *straps: StrapTraits, is_radio_off: bool = False, is_held: bool = False
    ) -> None:
        self._straps = straps
        self._is_radio_off = is_radio_off
        self._is_held = is_held

    @contextlib.asynccontextmanager
    async def _open(self) -> AsyncIterator[BumbleLab]:
        lab = BumbleLab()
        await lab.open()
        straps = [await lab.strap(traits) for traits in self._straps]
        if self._is_held:
            await lab.hold(straps[0])
        if self._is_radio_off:
            await lab.radio_off()
        try:
            if straps:
                async with beating(lab, *straps):
                    yield lab
            else:
                yield lab
        finally:
            await lab.close()

    async def checkup(self, asked: str | None = None) -> AsyncGenerator[Checkup]:
        async with self._open() as lab:
            async with contextlib.aclosing(examine(asked, None, lab.bluetooth())) as steps:
                async for step in steps:
                    yield step

    def survey(self, *, listens: bool = False) -> WatchedSurvey:
        world = self

        class Here(StrapSurvey):
            """The survey in this world."""

            async def run(self) -> AsyncGenerator[Survey]:
                async with world._open() as lab:
                    self._bluetooth = lab.bluetooth()
                    async with contextlib.aclosing(super().run()) as lists:
                        async for found in lists:
                            yield found

        return WatchedSurvey(Here(listens_to_all=listens))


def console(*, is_terminal: bool = False) -> tuple[TerminalConsole, io.StringIO]:
    file = io.StringIO()
    made = TerminalConsole(
        file=file, width=120, force_terminal=is_terminal, markup=False, emoji=False
    )
    return made, file


def look_at(survey: WatchedSurvey, number: int, *ports: SerialPort, **options: Any) -> int:
    """The list once so many straps are in it, however busy the machine is; the exit status."""

    def clock() -> float:
        return 10.0 if len(survey.latest.straps) >= number else 0.0

    return list_sensors(survey, ports, seconds=5.0, clock=clock, **options)


def test_the_list_tells_two_straps_of_one_kind_apart() -> None:
    where, file = console()
    survey = World(H10, TWIN).survey()
    assert look_at(survey, 2, *PORTS, console=where) == 0
    listed = file.getvalue()
    assert "Polar H10 1A2B3C4D (00:A1)" in listed
    assert "Polar H10 1A2B3C4D (00:A2)" in listed
    assert "10C4:EA60" in listed
    assert "a minute" not in listed


def test_a_list_that_listens_says_which_straps_beat() -> None:
    where, file = console()
    survey = World(H10, TWIN).survey(listens=True)
    assert look_at(survey, 2, listens=True, console=where) == 0
    listed = file.getvalue()
    assert listed.count("heartbeats arrive, 63 a minute") == 2
    assert listed.count("87 %") == 1
    assert "No serial ports." in listed


def test_a_list_in_german_holds_no_english(capsys: pytest.CaptureFixture[str]) -> None:
    where, file = console()
    survey = World(H10).survey(listens=True)
    assert look_at(survey, 1, listens=True, console=where, texts=GERMAN) == 0
    listed = file.getvalue()
    assert ENGLISH_WORDS.search(listed) is None, listed
    assert GERMAN.sensor_list.straps_title in listed
    assert GERMAN.doctor.signals[StrapSignal.STRONG] in listed
    where, _ = console()
    off = World(H10, is_radio_off=True).survey()
    assert list_sensors(off, (), console=where, texts=GERMAN) == 1
    assert GERMAN.link_said[LinkState.RADIO_OFF] in capsys.readouterr().err


def test_a_live_list_ends_by_itself_when_told_and_stays_on_the_screen() -> None:
    where, file = console(is_terminal=True)
    assert look_at(World(H10).survey(), 1, console=where) == 0
    shown = file.getvalue()
    assert "Ctrl-C ends the list" in shown
    assert "Polar H10" in shown[shown.rindex("Ctrl-C") :]


def test_a_held_strap_is_listed_as_held_by_another_program() -> None:
    where, file = console()
    survey = World(H10, is_held=True).survey(listens=True)
    assert look_at(survey, 1, listens=True, console=where) == 0
    assert "held by another program" in file.getvalue()


def test_nothing_nearby_is_answered_with_the_checklist() -> None:
    where, file = console()
    assert list_sensors(World().survey(), (), seconds=0.5, console=where) == 0
    listed = file.getvalue()
    assert "No strap seen yet" in listed
    assert "moist" in listed


def test_a_radio_that_is_off_is_one_sentence_and_a_status(
    capsys: pytest.CaptureFixture[str],
) -> None:
    where, _ = console()
    assert list_sensors(World(H10, is_radio_off=True).survey(), (), console=where) == 1
    assert capsys.readouterr().err.count("Bluetooth is switched off") == 1


@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["en", "de"])
def test_the_list_for_programs_is_one_record_in_every_language(
    texts: Texts, capsys: pytest.CaptureFixture[str]
) -> None:
    survey = World(H10).survey(listens=True)
    done = look_at(survey, 1, *PORTS, listens=True, is_for_programs=True, texts=texts)
    assert done == 0
    record = json.loads(capsys.readouterr().out)
    (strap,) = record["straps"]
    assert strap["name"] == H10.name
    assert strap["beats_arrive"] is True
    assert strap["signal"] in [each.words for each in StrapSignal]
    assert strap["battery_percent"] == 87
    assert strap["is_held"] is False
    assert record["serial_ports"][0]["usb"] == "10C4:EA60"
    assert record["trouble"] is None


def test_a_name_from_the_air_can_move_nothing() -> None:
    where, file = console(is_terminal=True)
    assert look_at(World(HOSTILE).survey(), 1, console=where) == 0
    assert "\x1b[2J" not in file.getvalue()
    assert "\u202e" not in file.getvalue()
    assert "A[2JB [red]x" in file.getvalue()


def test_the_doctor_speaks_of_a_strap_that_is_well() -> None:
    where, file = console()
    assert consult(World(H10).checkup, PORTS, console=where) == 0
    told = file.getvalue()
    assert told.count("\nok ") == 9
    assert "All is well" in told


def test_a_name_that_looks_like_markup_does_not_trip_the_doctor() -> None:
    where, file = console(is_terminal=True)
    traits = StrapTraits(name="H10 [/red][bold]", address="C0:FF:EE:00:00:A4")
    assert consult(World(traits).checkup, (), console=where) == 0
    assert "H10 [/red][bold] is there" in file.getvalue()


@pytest.mark.parametrize("is_terminal", [True, False])
def test_the_doctor_says_what_to_try_first(is_terminal: bool) -> None:
    where, file = console(is_terminal=is_terminal)
    assert consult(World(is_radio_off=True).checkup, (), console=where) == 1
    told = file.getvalue()
    assert "Try: Switch it on" in told
    assert told.count("not known") == 7
    assert "bellybreath practice" in told


def test_the_doctors_record_is_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert consult(World(H10).checkup, PORTS, is_for_programs=True) == 0
    record = json.loads(capsys.readouterr().out)
    assert [each["verdict"] for each in record["findings"]] == ["ok"] * 9
    assert record["strap"] == H10.name
    assert "arriving" in record["link"]
    assert {"Bellybreath", "Python", "bleak", "numpy"} <= set(record["versions"])


def test_the_report_is_written_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no tool for a clipboard
    where, _ = console()
    path = tmp_path / "data" / "checkup.txt"
    assert consult(World(H10).checkup, PORTS, report=path, console=where) == 0
    assert str(path) in capsys.readouterr().err
    report = path.read_text(encoding="utf-8")
    assert "Strap 1 (Polar H10) is there" in report
    assert "beats: 5" in report
    assert "10C4:EA60" in report
    for secret in (H10.name, "1A2B3C4D", H10.address, "C0:FF", str(Path.home())):
        assert secret not in report
