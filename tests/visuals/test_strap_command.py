"""`train --strap`: what is asked of the search, what is remembered, and what is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from devices.choice_said import StrapChoiceSaid
from devices.errors import StrapChoiceError
from devices.polar_kinds import PolarKind
from devices.readings import LinkState, SensorDescription, SensorKind
from devices.strap import StrapSensor
from devices.strap_identity import StrapIdentity
from devices.strap_memory import remembered_strap
from visuals.cli import main
from visuals.commands import session as command

H10 = StrapIdentity("Polar H10 1A2B3C4D", "C0:FF:EE:00:00:A1")


class _Began(Exception):  # noqa: N818 - no error: the session would begin here
    """The session would begin."""


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str | None, StrapIdentity | None]]:
    """What was looked for; the H10 is always found."""
    asked_for: list[tuple[str | None, StrapIdentity | None]] = []

    def find(asked: str | None, remembered: StrapIdentity | None) -> StrapIdentity:
        asked_for.append((asked, remembered))
        return H10

    monkeypatch.setattr("devices.strap_search.find_strap_now", find)
    return asked_for


@pytest.fixture
def sensors(monkeypatch: pytest.MonkeyPatch) -> list[StrapSensor]:
    """The sensors with which a session would begin."""
    begun: list[StrapSensor] = []

    def begin(plan: object, sensor: StrapSensor, *rest: Any, **options: Any) -> None:
        begun.append(sensor)
        raise _Began

    monkeypatch.setattr(command, "run_session", begin)
    return begun


def test_the_strap_is_found_remembered_and_asked_for_next_time(
    searches: list[tuple[str | None, StrapIdentity | None]],
    sensors: list[StrapSensor],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = str(tmp_path / "data")
    for words in (["--strap"], ["--strap"], ["--strap", "H10"]):
        with pytest.raises(_Began):
            main(["train", *words, "--headless", "--data-dir", folder])
    assert searches == [(None, None), (None, H10), ("H10", H10)]
    assert remembered_strap(tmp_path / "data") == H10
    assert sensors[0].description == SensorDescription(SensorKind.STRAP, H10.name)
    assert "Found Polar H10 1A2B3C4D." in capsys.readouterr().err


@pytest.mark.usefixtures("searches")
def test_streams_are_recorded_when_they_are_named(sensors: list[StrapSensor]) -> None:
    for words in (["--record", "ecg, Movement"], []):
        with pytest.raises(_Began):
            main(["train", "--strap", "--headless", *words])
    wanted = [sensor._wanted for sensor in sensors]
    assert wanted == [{PolarKind.ECG, PolarKind.ACCELERATION}, set()]


@pytest.mark.usefixtures("searches")
def test_the_own_breath_is_shown_when_it_is_asked_for(sensors: list[StrapSensor]) -> None:
    for words in (
        ["--breath"],
        ["--breath", "--record", "ecg"],
        ["--breath", "--record", "movement"],
    ):
        with pytest.raises(_Began):
            main(["train", "--strap", "--headless", *words])
    movement = {PolarKind.ACCELERATION}
    wanted = [sensor._wanted for sensor in sensors]
    assert wanted == [movement, {PolarKind.ECG, *movement}, movement]


def test_the_help_teaches_where_a_strap_measures_what(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["train", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "--breath" in told
    assert "On the ribs, where it hears the heart well, it shows the ribs" in told
    assert "Worn lower it shows more of the belly" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--strap", "--speed", "5"], "a strap beats in real time"),
        (["--record", "ecg", "--recording", "x.csv"], "add --strap"),
        (["--breath", "--recording", "x.csv"], "a strap or a belt shows your own breath"),
        (["--strap", "--record", "eeg"], "'eeg' is none of ecg, movement"),
        (["--strap", "--recording", "x.csv"], "not allowed with"),
        ([], "--strap"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = main(["train", "--headless", *words])
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    assert status == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1


def test_a_strap_that_is_not_to_be_had_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def find(asked: str | None, remembered: StrapIdentity | None) -> StrapIdentity:
        raise StrapChoiceError(StrapChoiceSaid.TROUBLE, state=LinkState.NO_RADIO)

    monkeypatch.setattr("devices.strap_search.find_strap_now", find)
    assert main(["train", "--strap", "--headless", "--data-dir", str(tmp_path)]) == 2
    assert capsys.readouterr().err.endswith(f"bellybreath: {LinkState.NO_RADIO.sentence}\n")
    assert not list((tmp_path / "sessions").iterdir()), "no session began"
