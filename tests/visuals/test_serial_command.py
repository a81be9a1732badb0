"""`train --serial`: what is asked of the port, and what is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from devices.board_ports import FoundPort
from devices.choice_said import PortChoiceSaid
from devices.errors import PortChoiceError
from devices.port_choice import CheckedPort
from devices.readings import LinkState
from devices.serial_sensor import SerialSensor, SerialWish
from visuals.cli import main
from visuals.commands import session as command


class _Began(Exception):  # noqa: N818 - no error: the session would begin here
    """The session would begin."""


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        (["--serial"], SerialWish()),
        (["--serial", "COM4"], SerialWish("COM4")),
        (
            ["--serial", "COM4", "--baud", "9600", "--rate", "50", "--column", "2"],
            SerialWish("COM4", 9600, 50.0, 2),
        ),
        (["--serial", "--column", "IR"], SerialWish(column="IR")),
        (["--serial", "--breath"], SerialWish(wants_belt=True)),
        (["--serial", "--ecg"], SerialWish(is_ecg=True)),
    ],
)
def test_a_session_begins_with_the_sensor_that_was_asked_for(
    words: list[str], wish: SerialWish, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun: list[SerialSensor] = []
    asked: list[SerialWish] = []

    def begin(plan: object, sensor: SerialSensor, *rest: Any, **options: Any) -> None:
        begun.append(sensor)
        raise _Began

    def check(told: SerialWish, remembered: FoundPort | None) -> CheckedPort:
        assert remembered is None
        asked.append(told)
        return CheckedPort(told)

    monkeypatch.setattr(command, "run_session", begin)
    monkeypatch.setattr("devices.port_choice.check_port_now", check)
    with pytest.raises(_Began):
        main(["train", *words, "--headless", "--data-dir", str(tmp_path)])
    assert asked == [wish]
    assert isinstance(begun[0], SerialSensor)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--serial", "--speed", "5"], "a pulse beats in real time"),
        (["--serial", "--record", "ecg"], "add --strap"),
        (["--serial", "--strap"], "not allowed with"),
        (["--strap", "--baud", "9600"], "--baud tells of a wired pulse sensor; add --serial"),
        (["--recording", "x.csv", "--rate", "50"], "--rate tells of"),
        (["--column", "2"], "--column tells of"),
        (["--strap", "--ecg"], "--ecg tells of"),
        (["--serial", "--baud", "fast"], "'fast' is no speed from 300 to 4000000"),
        (["--serial", "--rate", "2"], "2 is outside 10 to 1000"),
        (["--serial", "--column", "0"], "0 is outside 1 to 64"),
        (["--serial", "--column", " "], "a number or a name"),
        (["--serial", "/dev/there-is-none"], "/dev/there-is-none is no serial port"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    try:
        status = main(["train", "--headless", "--data-dir", str(tmp_path), *words])
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    assert status == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1


def test_a_port_that_may_not_be_opened_ends_with_the_line_that_helps(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def check(told: SerialWish, remembered: FoundPort | None) -> CheckedPort:
        state = LinkState.PORT_NOT_ALLOWED
        raise PortChoiceError(PortChoiceSaid.TROUBLE, name="/dev/ttyACM0", state=state)

    monkeypatch.setattr("devices.port_choice.check_port_now", check)
    assert main(["train", "--serial", "--headless", "--data-dir", str(tmp_path)]) == 2
    assert "sudo usermod -aG dialout $USER" in capsys.readouterr().err
    assert not list((tmp_path / "sessions").iterdir()), "no session began"
