"""From the start screen to the boards that are plugged in, and from there into the session."""

from __future__ import annotations

from pathlib import Path

import pytest

import devices.serial_sensor
from devices import port_survey
from devices.board_ports import FoundPort, PortIdentity
from devices.no_sensor import NoSensor
from devices.port_memory import remember_port, remembered_port
from devices.port_survey import PortList, SurveyedPort, WatchedPorts
from devices.readings import SensorDescription, SensorKind
from devices.serial_sensor import SerialWish
from devices.strap_identity import StrapIdentity
from devices.strap_memory import remember_strap
from tests.visuals.test_flow import journals, through
from visuals.settings import Settings, save_settings

UNO = FoundPort("/dev/ttyACM0", "Arduino Uno", PortIdentity(0x2341, 0x0043, "7553"))
TO_THE_BOARDS = ("StartScreen", "up up up left enter")
END = [("SessionScreen", "escape"), ("SummaryScreen", "enter"), ("StartScreen", "escape")]


class _Still(WatchedPorts):
    """One board is plugged in, and stays."""

    def __init__(self) -> None:
        super().__init__()
        self._latest = PortList((SurveyedPort(UNO, is_likely=True),), has_looked=True)

    @property
    def is_done(self) -> bool:
        return True

    def start(self) -> None:
        """Nothing moves."""


class _Silent(NoSensor):
    """A board that sends nothing."""

    asked: SerialWish | None = None
    known: FoundPort | None = None

    def __init__(self, wish: SerialWish, *, known: FoundPort) -> None:
        _Silent.asked, _Silent.known = wish, known

    @property
    def description(self) -> SensorDescription:
        return SensorDescription(SensorKind.PULSE_SENSOR, "Pulse sensor")


@pytest.fixture(autouse=True)
def one_board(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the list hold one board, and let it open at once."""
    monkeypatch.setattr(port_survey, "WatchedPorts", _Still)
    monkeypatch.setattr(devices.serial_sensor, "SerialSensor", _Silent)


def test_a_board_is_chosen_from_the_list_and_begins_by_itself_next_time(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(asks=False))
    first = through(tmp_path, [TO_THE_BOARDS, ("StrapChoiceScreen", "1"), *END])
    assert remembered_port(tmp_path) == UNO
    assert _Silent.known == UNO
    assert _Silent.asked == SerialWish(wants_belt=True)
    second = through(tmp_path, [("StartScreen", "enter"), *END])
    way = ["StartScreen", "StrapChoiceScreen", "SessionScreen", "SummaryScreen", "StartScreen"]
    assert first.seen == second.seen == way
    kinds = [journal.header.sensor.kind for journal in journals(tmp_path)]
    assert kinds == [SensorKind.PULSE_SENSOR] * 2


def test_who_leaves_the_list_is_at_the_start_again(tmp_path: Path) -> None:
    script = [TO_THE_BOARDS, ("StrapChoiceScreen", "escape"), ("StartScreen", "escape")]
    window = through(tmp_path, script)
    assert window.seen == ["StartScreen", "StrapChoiceScreen", "StartScreen"]
    assert remembered_port(tmp_path) is None


def test_what_was_used_last_is_chosen_at_first(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(asks=False))
    remember_strap(tmp_path, StrapIdentity("Polar H10 1A2B3C4D", "C0:FF:EE:00:00:A1"))
    remember_port(tmp_path, UNO)
    window = through(tmp_path, [("StartScreen", "enter"), *END])
    assert window.seen[:3] == ["StartScreen", "StrapChoiceScreen", "SessionScreen"]
    assert journals(tmp_path)[0].header.sensor.kind is SensorKind.PULSE_SENSOR
