"""The frame around what Enter presses, and the buttons of controllers of both kinds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pygame
import pytest

from devices.readings import SensorDescription, SensorKind
from tests.visuals.pictures import pixels_of
from tests.visuals.test_flow import journals, through
from trainer.answers import Answer, Occasion
from visuals.gestures import Gesture, Gestures, Key, Letter, Pressed
from visuals.look import Look
from visuals.scene import example
from visuals.screens.question import QuestionFocus, QuestionRecord, QuestionScreen, WithoutAnswer
from visuals.screens.summary import SummaryOutcome, SummaryRecord, SummaryScreen
from visuals.settings import Settings, save_settings
from visuals.summary_export import EXPORTS

SIZE = (640, 480)
ENDED = replace(example.summary_snapshot(), sensor=SensorDescription(SensorKind.STRAP, "Strap"))
SUMMARY = SummaryRecord(ENDED, offers_again=True)
CALM = QuestionRecord(Occasion.AFTER, offers_more=True)
LEFT, RIGHT, UP, DOWN = (Pressed(key) for key in (Key.LEFT, Key.RIGHT, Key.UP, Key.DOWN))
ENTER, TAB, BACK_TAB = (Pressed(key) for key in (Key.ENTER, Key.NEXT, Key.PREVIOUS))


def after(screen: Any, record: Any, *gestures: Gesture) -> Any:
    """The last outcome of gestures one after the other, from a record on."""
    outcome = None
    for gesture in gestures:
        heard = screen.hear(gesture, record)
        record, outcome = heard.record, heard.outcome
    return outcome


@pytest.mark.parametrize(
    ("gestures", "outcome"),
    [
        ((ENTER,), SummaryOutcome.DONE),
        ((LEFT, ENTER), SummaryOutcome.EXPORT),
        ((LEFT, LEFT, ENTER), SummaryOutcome.AGAIN),
        ((LEFT, LEFT, LEFT, ENTER), SummaryOutcome.AGAIN),
        ((LEFT, RIGHT, RIGHT, ENTER), SummaryOutcome.DONE),
        ((TAB, ENTER), SummaryOutcome.AGAIN),
        ((BACK_TAB, ENTER), SummaryOutcome.EXPORT),
        ((LEFT, Pressed(Key.BACK)), SummaryOutcome.DONE),
    ],
)
def test_arrows_and_tab_lead_along_the_buttons_of_the_summary(
    gestures: tuple[Gesture, ...], outcome: SummaryOutcome
) -> None:
    assert after(SummaryScreen(SIZE, Look()), SUMMARY, *gestures) is outcome


def test_a_focus_on_what_is_offered_no_more_is_on_the_way_out() -> None:
    gone = replace(SUMMARY, focus=SummaryOutcome.AGAIN, offers_again=False)
    assert after(SummaryScreen(SIZE, Look()), gone, ENTER) is SummaryOutcome.DONE


@pytest.mark.parametrize(
    ("gestures", "outcome"),
    [
        ((ENTER,), WithoutAnswer.SKIPPED),
        ((DOWN, ENTER), WithoutAnswer.MORE),
        ((TAB, ENTER), WithoutAnswer.MORE),
        ((TAB, TAB, ENTER), WithoutAnswer.SKIPPED),
        ((RIGHT, ENTER), Answer(Occasion.AFTER, 5)),
        ((RIGHT, RIGHT, DOWN, RIGHT, ENTER), Answer(Occasion.AFTER, 6)),
        ((RIGHT, DOWN, UP, LEFT, ENTER), Answer(Occasion.AFTER, 4)),
        ((Letter("c"),), WithoutAnswer.MORE),
    ],
)
def test_arrows_and_tab_lead_from_the_numbers_to_the_buttons_and_back(
    gestures: tuple[Gesture, ...], outcome: object
) -> None:
    assert after(QuestionScreen(SIZE, Look()), CALM, *gestures) == outcome


def test_where_numbers_stand_in_two_rows_down_goes_to_the_row_below() -> None:
    upright = QuestionScreen((480, 640), Look())
    record = replace(CALM, chosen=2)
    assert after(upright, record, DOWN, ENTER) == Answer(Occasion.AFTER, 8)
    assert after(upright, record, DOWN, UP, ENTER) == Answer(Occasion.AFTER, 2)
    assert after(upright, record, DOWN, DOWN, ENTER) is WithoutAnswer.MORE


def _drawn(screen: Any, record: Any) -> Any:
    surface = pygame.Surface(SIZE)
    screen.draw(surface, record, 0.0)
    return pixels_of(surface).astype(int)


@pytest.mark.parametrize(
    ("screen", "record", "other"),
    [
        (SummaryScreen, SUMMARY, SummaryOutcome.EXPORT),
        (SummaryScreen, SUMMARY, SummaryOutcome.AGAIN),
        (QuestionScreen, CALM, QuestionFocus.MORE),
        (QuestionScreen, replace(CALM, chosen=5), QuestionFocus.LEAVE),
    ],
)
def test_what_enter_presses_has_a_frame(screen: Any, record: Any, other: Any) -> None:
    made = screen(SIZE, Look())
    changed = np.abs(_drawn(made, record) - _drawn(made, replace(record, focus=other))).max(axis=2)
    assert (changed > 60).sum() > 200  # two frames of a button's length: one gone, one come


def test_the_focus_stays_where_it_was_while_the_summary_is_shown(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(asks=False))
    through(
        tmp_path,
        [
            ("StartScreen", "enter"),
            ("SummaryScreen", "left"),
            ("SummaryScreen", "enter"),
            ("SummaryScreen", "right"),
            ("SummaryScreen", "enter"),
            ("StartScreen", "escape"),
        ],
    )
    (journal,) = journals(tmp_path)
    assert (tmp_path / EXPORTS / f"{journal.path.stem}.csv").exists()


class _Controller:
    """A controller as far as it is asked here."""

    def __init__(self, number: int) -> None:
        self._hats = number

    def get_instance_id(self) -> int:
        return 40 + self._hats

    def get_numhats(self) -> int:
        return self._hats


@pytest.mark.parametrize(
    ("hats", "button", "gesture"),
    [
        (0, 11, UP),
        (0, 13, LEFT),
        (0, 9, Letter("s")),
        (0, 10, Letter("h")),
        (0, 4, Letter("f")),
        (0, 5, None),
        (1, 4, Letter("s")),
        (1, 5, Letter("h")),
        (1, 6, Letter("f")),
        (1, 7, Letter("t")),
        (1, 11, None),
        (0, 3, Letter("c")),
        (1, 3, Letter("c")),
    ],
)
def test_the_cross_and_the_shoulders_are_known_on_both_kinds_of_controllers(
    hats: int, button: int, gesture: Gesture | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pygame.joystick, "Joystick", _Controller)
    gestures = Gestures(lambda place: place)
    event = pygame.event.Event
    assert gestures.of(event(pygame.JOYDEVICEADDED, device_index=hats), SIZE) is None
    pressed = event(pygame.JOYBUTTONDOWN, button=button, instance_id=40 + hats)
    assert gestures.of(pressed, SIZE) == gesture


def test_the_wheel_is_an_arrow() -> None:
    gestures = Gestures(lambda place: place)
    turned = [gestures.of(pygame.event.Event(pygame.MOUSEWHEEL, y=y), SIZE) for y in (1, -2, 0)]
    assert turned == [UP, DOWN, None]
