"""From the start screen to the list of straps, and from there into the session or back."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

import devices.strap
from devices import strap_survey
from devices.no_sensor import NoSensor
from devices.readings import SensorDescription, SensorKind
from devices.strap_identity import FoundStrap, StrapIdentity
from devices.strap_list import Survey, SurveyedStrap
from devices.strap_memory import remember_strap, remembered_strap
from devices.strap_survey import WatchedSurvey
from tests.visuals.test_flow import journals, through
from trainer.answers import Occasion
from trainer.choosing import Choice
from visuals.screens.strap_choice import StrapChoiceScreen
from visuals.settings import Settings, save_settings

H10 = StrapIdentity("Polar H10 1A2B3C4D", "C0:FF:EE:00:00:A1")


class _Still(WatchedSurvey):
    """One strap is near, and stays."""

    def __init__(self) -> None:
        super().__init__()
        self._latest = Survey((SurveyedStrap(FoundStrap(H10, -60, is_held=False)),))

    @property
    def is_done(self) -> bool:
        return True

    def start(self) -> None:
        """Nothing moves."""


class _Silent(NoSensor):
    """A strap that sends nothing."""

    def __init__(self, strap: StrapIdentity, **_: object) -> None:
        self._strap = strap

    @property
    def description(self) -> SensorDescription:
        return SensorDescription(SensorKind.STRAP, self._strap.name)


@pytest.fixture(autouse=True)
def one_strap_near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the list hold one strap, and let it connect at once."""
    monkeypatch.setattr(strap_survey, "WatchedSurvey", _Still)
    monkeypatch.setattr(devices.strap, "StrapSensor", _Silent)


TO_THE_LIST = ("StartScreen", "up up up left left enter")


def test_a_strap_is_chosen_from_the_list_and_begins_by_itself_next_time(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(asks=False))
    end = [("SessionScreen", "escape"), ("SummaryScreen", "enter"), ("StartScreen", "escape")]
    first = through(tmp_path, [TO_THE_LIST, ("StrapChoiceScreen", "1"), *end])
    assert remembered_strap(tmp_path) == H10
    second = through(tmp_path, [("StartScreen", "enter"), *end])
    way = ["StartScreen", "StrapChoiceScreen", "SessionScreen", "SummaryScreen", "StartScreen"]
    assert first.seen == second.seen == way
    sensors = [journal.header.sensor for journal in journals(tmp_path)]
    assert sensors == [SensorDescription(SensorKind.STRAP, H10.name)] * 2


def test_the_question_comes_when_the_strap_is_chosen(tmp_path: Path) -> None:
    window = through(
        tmp_path,
        [
            TO_THE_LIST,
            ("StrapChoiceScreen", "enter"),
            ("QuestionScreen", "7 enter"),
            ("SessionScreen", "escape"),
            ("QuestionScreen", "escape"),
            ("SummaryScreen", "enter"),
            ("StartScreen", "escape"),
        ],
    )
    assert window.seen[:4] == [
        "StartScreen",
        "StrapChoiceScreen",
        "QuestionScreen",
        "SessionScreen",
    ]
    (journal,) = journals(tmp_path)
    assert journal.upset(Occasion.BEFORE) == 7


def test_who_leaves_the_list_is_at_the_start_again_and_nothing_is_recorded(tmp_path: Path) -> None:
    script = [TO_THE_LIST, ("StrapChoiceScreen", "escape"), ("StartScreen", "escape")]
    window = through(tmp_path, script)
    assert window.seen == ["StartScreen", "StrapChoiceScreen", "StartScreen"]
    assert journals(tmp_path) == []
    assert remembered_strap(tmp_path) is None


def test_the_list_says_that_esc_leads_back_to_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    drawn: list[Choice] = []

    class Seen(StrapChoiceScreen):
        def draw(self, surface: pygame.Surface, record: Choice, at_s: float) -> None:
            drawn.append(record)
            super().draw(surface, record, at_s)

    Seen.__name__ = StrapChoiceScreen.__name__
    monkeypatch.setattr("visuals.choosing.StrapChoiceScreen", Seen)
    through(tmp_path, [TO_THE_LIST, ("StrapChoiceScreen", "escape"), ("StartScreen", "escape")])
    assert drawn
    assert all(choice.leads_back for choice in drawn)


def test_the_breath_alone_from_the_list_needs_no_quiet_minute(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(asks=False))
    through(
        tmp_path,
        [
            TO_THE_LIST,
            ("StrapChoiceScreen", "n"),
            ("SessionScreen", "escape"),
            ("SummaryScreen", "enter"),
            ("StartScreen", "escape"),
        ],
    )
    (journal,) = journals(tmp_path)
    assert journal.header.sensor.kind is SensorKind.NONE
    assert journal.header.plan.quiet_before_s == 0.0


def test_the_own_strap_can_be_left_for_the_list(tmp_path: Path) -> None:
    remember_strap(tmp_path, StrapIdentity("HRM-Dual:123456", "C0:FF:EE:00:00:B7"))
    save_settings(tmp_path, Settings(asks=False))
    through(
        tmp_path,
        [
            ("StartScreen", "enter"),
            ("StrapChoiceScreen", "l 1"),
            ("SessionScreen", "escape"),
            ("SummaryScreen", "enter"),
            ("StartScreen", "escape"),
        ],
    )
    assert remembered_strap(tmp_path) == H10
