"""The start screen comes with what was chosen last time, whatever became of the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from devices.readings import SensorKind
from devices.strap_identity import StrapIdentity
from devices.strap_memory import remember_strap
from tests.visuals.test_flow import journals, through
from visuals.flow import Flow, usual_sensors
from visuals.screens.choices import Choices, PaceChoice, choices_of, record_of
from visuals.settings import (
    Settings,
    Theme,
    load_settings,
    remember_choices,
    remember_lines,
    save_settings,
)
from visuals.window import Window

CHOSEN = Choices(SensorKind.NONE, PaceChoice.QUICKER, 2)


def first_choices(folder: Path) -> Choices:
    """What the start screen comes with."""
    return Flow(Window((640, 480)), folder, usual_sensors(folder))._first_choices()


def test_sensor_pace_and_length_of_last_time_are_chosen_at_the_next_start(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(asks=False))
    to_no_sensor = "up up up right"
    to_quicker = "down right right"
    to_two_minutes = "down left left"
    first = f"{to_no_sensor} {to_quicker} {to_two_minutes} enter"
    for keys in (first, "enter"):
        through(
            tmp_path,
            [("StartScreen", keys), ("SummaryScreen", "enter"), ("StartScreen", "escape")],
        )
        assert first_choices(tmp_path) == CHOSEN
    for journal in journals(tmp_path):
        assert journal.header.sensor.kind is SensorKind.NONE
        assert journal.header.plan.pace == CHOSEN.pace.pace
        assert journal.header.plan.breathing_s == 120.0


def test_no_sensor_stays_chosen_though_a_strap_is_remembered(tmp_path: Path) -> None:
    remember_strap(tmp_path, StrapIdentity("Polar H10 1A2B3C4D", "C0:FF:EE:00:00:A1"))
    assert first_choices(tmp_path) == Choices(SensorKind.STRAP)
    remember_choices(tmp_path, CHOSEN)
    assert first_choices(tmp_path) == CHOSEN


def test_a_sensor_that_is_not_offered_gives_way_and_the_rest_stays(tmp_path: Path) -> None:
    remember_choices(tmp_path, Choices(SensorKind.RECORDING, PaceChoice.EVEN, 20))
    assert first_choices(tmp_path) == Choices(SensorKind.SIMULATED, PaceChoice.EVEN, 20)


@pytest.mark.parametrize("sensor", SensorKind)
@pytest.mark.parametrize("pace", PaceChoice)
def test_choices_come_back_from_a_file_as_they_were(sensor: SensorKind, pace: PaceChoice) -> None:
    choices = Choices(sensor, pace, 10)
    assert choices_of(json.loads(json.dumps(record_of(choices)))) == choices


@pytest.mark.parametrize(
    ("kept", "choices"),
    [
        (None, None),
        ([], None),
        ("none", None),
        ({}, Choices()),
        ({"sensor": [], "pace": {}, "minutes": []}, Choices()),
        ({"sensor": "telepathy", "pace": "hasty", "minutes": 7}, Choices()),
        ({"sensor": None, "pace": 4.0, "minutes": True}, Choices()),
        ({"sensor": "none", "pace": "hasty", "minutes": 2.0}, Choices(SensorKind.NONE)),
        ({"minutes": 20, "pace": "even"}, Choices(pace=PaceChoice.EVEN, minutes=20)),
    ],
)
def test_what_an_old_or_wrong_file_does_not_tell_is_as_usual(
    kept: object, choices: Choices | None, tmp_path: Path
) -> None:
    save_settings(tmp_path, Settings(theme=Theme.DAY))
    path = tmp_path / "settings.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(record | {"choices": kept}), encoding="utf-8")
    assert load_settings(tmp_path) == Settings(theme=Theme.DAY, choices=choices)
    assert first_choices(tmp_path) == (choices or Choices())


def test_other_settings_keep_the_choice_and_the_choice_keeps_them(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(theme=Theme.CONTRAST))
    remember_choices(tmp_path, CHOSEN)
    remember_lines(tmp_path, talks=False)
    assert load_settings(tmp_path) == Settings(theme=Theme.CONTRAST, talks=False, choices=CHOSEN)
