"""Whatever a screen can lead to is reached by controller, by keyboard or by touch alone.

Every record that gestures can lead to is searched, from every picture of the gallery on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from trainer.choosing import Choice, ChoiceWish
from trainer.commands import Wish
from visuals.gestures import (
    BUTTONS_BESIDE_HAT,
    BUTTONS_WITHOUT_HAT,
    Gesture,
    Key,
    Letter,
    Pressed,
    Tapped,
)
from visuals.look import Look
from visuals.screens.crisis import CrisisOutcome
from visuals.screens.gallery import Picture, gallery
from visuals.screens.question import QuestionRecord, WithoutAnswer
from visuals.screens.screen import Screen, WindowWish
from visuals.screens.session import SessionView
from visuals.screens.settings import SettingsOutcome, SettingsRecord
from visuals.screens.start_record import StartOutcome, StartRecord
from visuals.screens.strap_choice import Numbered, Pointed, Took
from visuals.screens.summary import SummaryOutcome
from visuals.screens.writing import WritingOutcome, WritingRecord
from visuals.session_sound import SoundWish

SIZE = (640, 480)
STEP_PX = 23

_CROSS = tuple(Pressed(key) for key in (Key.UP, Key.DOWN, Key.LEFT, Key.RIGHT))
_KEYS = (Key.ENTER, Key.BACK, Key.SPACE, Key.NEXT, Key.PREVIOUS)
KEYBOARD: tuple[Gesture, ...] = (
    *_CROSS,
    *(Pressed(key) for key in _KEYS),
    *(Letter(letter) for letter in "abcdefghijklmnopqrstuvwxyz0123456789+-"),
)
ARROWS: tuple[Gesture, ...] = (*_CROSS, *(Pressed(key) for key in _KEYS))
XBOX: tuple[Gesture, ...] = (*_CROSS, *dict.fromkeys(BUTTONS_BESIDE_HAT.values()))
SWITCH: tuple[Gesture, ...] = tuple(dict.fromkeys(BUTTONS_WITHOUT_HAT.values()))
FINGER: tuple[Gesture, ...] = tuple(
    Tapped((float(x), float(y)))
    for y in range(STEP_PX // 2, SIZE[1], STEP_PX)
    for x in range(STEP_PX // 2, SIZE[0], STEP_PX)
)
MOUSE: tuple[Gesture, ...] = (*FINGER, Pressed(Key.UP), Pressed(Key.DOWN))
"""Its wheel is an arrow up or down."""
HANDS = {"xbox": XBOX, "switch": SWITCH, "keyboard": KEYBOARD, "mouse": MOUSE, "finger": FINGER}

ENUMS = (
    ChoiceWish,
    CrisisOutcome,
    SettingsOutcome,
    SoundWish,
    StartOutcome,
    SummaryOutcome,
    Wish,
    WindowWish,
    WithoutAnswer,
    WritingOutcome,
)
SHORT_CUTS = (Numbered, Pointed, Took)
"""In a list of sensors: the same as going to one with the arrows, and taking it."""
BY_FINGER_ELSEWHERE = {
    SoundWish.LOUDER,
    SoundWish.SOFTER,
    ChoiceWish.UP,
    ChoiceWish.DOWN,
}
"""The volume is a row of the settings; a finger goes straight to a sensor."""
FILLED_BY_FINGER = ("StartScreen", "SessionScreen", "StrapChoiceScreen")
"""Screens with a hint that fills the screen. It stays full on all others."""


@cache
def pictures() -> tuple[Picture, ...]:
    """All but those on which everything is where it is on another."""
    same = ("start-two", "start-crisis", "settings-silent", "settings-unsaved")
    return tuple(picture for picture in gallery() if picture.name not in same)


@cache
def screen_of(maker: Any) -> Screen[Any, Any]:
    made: Screen[Any, Any] = maker(SIZE, Look())
    return made


def first_record(picture: Picture) -> Any:
    """A picture's record as a person meets it first."""
    match picture.record:
        case SessionView() as view:
            return replace(view, hints_opacity=1.0)  # the first touch shows them
        case QuestionRecord() as question:
            return replace(question, chosen=None)
        case WritingRecord() as writing:  # while an input method composes, all keys are its own
            return replace(writing, line=replace(writing.line, composing=""))
    return picture.record


def _known(record: Any) -> Any:
    """What tells records apart in the search: where the keys are at."""
    match record:
        case WritingRecord() | StartRecord():
            return record.focus
        case SettingsRecord():
            return record.row
        case SessionView():
            return record.hides_numbers, record.hides_lines
        case Choice():
            return None
    return record


def _facts(outcome: Any, record: Any) -> Iterator[Any]:
    """What was reached: an outcome, a choice, a row, a thing that is hidden or shown."""
    if outcome is not None and not isinstance(outcome, SHORT_CUTS):
        yield outcome
    match record:
        case StartRecord():
            yield from (record.choices.sensor, record.choices.pace, record.choices.minutes)
        case SettingsRecord() if isinstance(outcome, SettingsOutcome):
            yield outcome, record.row
        case SessionView():
            if record.snapshot.listens:
                yield "numbers", record.hides_numbers
            yield "lines", record.hides_lines


def _led_to(gesture: Gesture, screen: Screen[Any, Any], record: Any) -> tuple[Any, Any]:
    """Outcome and record; on most screens the loop around them fills the screen."""
    if gesture == Letter("f") and not screen.takes_text(record):
        return WindowWish.FULL_SCREEN, record
    heard = screen.hear(gesture, record)
    return heard.outcome, heard.record


def reached(picture: Picture, gestures: tuple[Gesture, ...]) -> set[Any]:
    """Everything that gestures lead to from a picture on."""
    maker: Any = picture.maker
    screen, first = screen_of(maker), first_record(picture)
    found: set[Any] = set()
    known, waiting = {_known(first)}, [first]
    while waiting:
        record = waiting.pop()
        for gesture in gestures:
            outcome, led_to = _led_to(gesture, screen, record)
            found.update(_facts(outcome, led_to))
            if _known(led_to) not in known:
                known.add(_known(led_to))
                waiting.append(led_to)
    return found


def _place_of(picture: Picture) -> str:
    """Where something is to be reached: on this picture, in a list of sensors on any of it."""
    name: str = getattr(picture.maker, "__name__", "")
    return name if name == "StrapChoiceScreen" else picture.name


@cache
def by_place(hand: str) -> dict[str, set[Any]]:
    """Everything that is reached with one thing in hand, by where."""
    found: dict[str, set[Any]] = {}
    for picture in pictures():
        found.setdefault(_place_of(picture), set()).update(reached(picture, HANDS[hand]))
    return found


def _elsewhere(hand: str, picture: Picture) -> set[Any]:
    """What need not be reached here, for it is within reach on another screen."""
    name: str = getattr(picture.maker, "__name__", "")
    if hand not in ("mouse", "finger"):
        return set()
    fills = set() if name in FILLED_BY_FINGER else {WindowWish.FULL_SCREEN}
    return fills | (BY_FINGER_ELSEWHERE if hand == "finger" else set())


@pytest.mark.parametrize("hand", HANDS)
def test_whatever_a_screen_leads_to_is_reached_with_one_thing_in_hand(hand: str) -> None:
    missing = []
    for picture in pictures():
        place = _place_of(picture)
        wanted = set().union(*(by_place(each)[place] for each in HANDS))
        lacks = wanted - by_place(hand)[place] - _elsewhere(hand, picture)
        missing += [f"{picture.name}: {each}" for each in lacks]
    assert not missing, "\n".join(sorted(missing))


@pytest.mark.parametrize("name", ["start", "question-before", "question-calm", "summary"])
def test_tab_and_arrows_lead_to_every_button(name: str) -> None:
    (picture,) = (each for each in gallery() if each.name == name)
    wanted = reached(picture, KEYBOARD) - {WindowWish.FULL_SCREEN}
    assert wanted <= reached(picture, ARROWS)


def test_nothing_that_a_screen_can_lead_to_is_left_out_of_the_search() -> None:
    found = set().union(*by_place("keyboard").values())
    assert {member for kind in ENUMS for member in kind} <= found
