"""Every screen: its words fit in every language and size, its colours can be read, it is still."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
import pygame
import pytest

from devices.readings import LinkState, SensorKind
from tests.visuals.pictures import SIZES, TEXT_SCALES, pixels_of
from visuals.gestures import Key, Letter, Moved, Pressed, Tapped
from visuals.lettering import PlacedText
from visuals.look import Look
from visuals.screens.gallery import Picture, gallery
from visuals.screens.screen import Screen
from visuals.screens.settings_rows import Row, label_of
from visuals.texts import ENGLISH, GERMAN, Texts

PICTURES = [pytest.param(picture, id=picture.name) for picture in gallery()]
LANGUAGES = [pytest.param(texts, id=texts.language) for texts in (ENGLISH, GERMAN)]


NIGHTLY = Look()


@cache
def screen_of(maker: Any, size: tuple[int, int], look: Look = NIGHTLY) -> Screen[Any, Any]:
    made: Screen[Any, Any] = maker(size, look)
    return made


def maker_of(picture: Picture) -> Any:
    """The maker as something that can be remembered."""
    return picture.maker


def check_words(placed: list[PlacedText], size: tuple[int, int]) -> None:
    window = pygame.Rect(0, 0, *size)
    for text in placed:
        assert pygame.Rect(text.box).contains(text.rect), text
        assert window.contains(text.rect), text
        assert not text.text.endswith("\u2026"), text
    for one, other in combinations(placed, 2):
        assert not one.rect.colliderect(other.rect), (one, other)


@pytest.mark.parametrize("texts", LANGUAGES)
@pytest.mark.parametrize("size", [size for size in SIZES if size != (1920, 1080)])
def test_words_fit_and_do_not_overlap(size: tuple[int, int], texts: Texts) -> None:
    for scale in TEXT_SCALES:
        look = Look(texts=texts, text_scale=scale)
        makers: dict[Any, Screen[Any, Any]] = {}
        for picture in gallery(texts):
            if picture.maker not in makers:
                makers[picture.maker] = picture.maker(size, look)
            screen = makers[picture.maker]
            placed = screen.texts(picture.record, picture.at_s)
            check_words(placed, size)


def test_a_german_picture_holds_german_words_where_its_record_holds_words() -> None:
    words = ("said", "exported", "label", "empty_hint")
    for english, german in zip(gallery(ENGLISH), gallery(GERMAN), strict=True):
        for name in words:
            said = getattr(english.record, name, "")
            assert not said or said != getattr(german.record, name), (english.name, said)


LEAST_PX = 11
"""In the smallest window nothing is set smaller than this; it is 2.3 % of its height."""


@pytest.mark.parametrize("texts", LANGUAGES)
@pytest.mark.parametrize("size", [(640, 480), (1280, 720)])
def test_no_word_becomes_too_small_to_read(size: tuple[int, int], texts: Texts) -> None:
    for picture in gallery(texts):
        screen = screen_of(maker_of(picture), size, Look(texts=texts))
        for text in screen.texts(picture.record, picture.at_s):
            assert text.size_px >= LEAST_PX, (picture.name, text.text, text.size_px)


GROWTH = 1.25
"""With letters of 150 % the words that matter are larger by this at least."""


def of_training(texts: Texts) -> list[str]:
    return [texts.breathe_in, texts.belly_out, texts.self_talk[0]]


def of_trouble(texts: Texts) -> list[str]:
    kind, state = SensorKind.STRAP, LinkState.LOST
    helps = f"{texts.trouble_goes_on} {texts.state_help(kind, state)}"
    return [*of_training(texts), texts.state_title(kind, state), helps]


def of_summary(texts: Texts) -> list[str]:
    return [texts.heart_rate, texts.variation, texts.swing]


def of_start(texts: Texts) -> list[str]:
    sensors = (texts.sensor_practice, texts.sensor_strap, texts.sensor_pulse, texts.sensor_none)
    return [*(words[0] for words in sensors), texts.pace_long, texts.pace_even, texts.pace_quick]


def of_help(texts: Texts) -> list[str]:
    return [said for step in texts.help_steps for said in step]


def of_feet(texts: Texts) -> list[str]:
    return [texts.help_softly, texts.help_words]


def of_crisis(texts: Texts) -> list[str]:
    return [*texts.crisis_lines, texts.crisis_own]


def of_keys(texts: Texts) -> list[str]:
    return [said for hint in texts.help_keys for said in hint]


def of_settings(texts: Texts) -> list[str]:
    return [label_of(row, texts) for row in Row]


def of_own_lines(texts: Texts) -> list[str]:
    return [texts.own_line_empty, texts.set_help_empty]


def of_question(texts: Texts) -> list[str]:
    return [texts.not_at_all, texts.very_much, texts.key_crisis[1], *map(str, range(11))]


def of_straps(texts: Texts) -> list[str]:
    return ["HRM-Dual:123456", texts.sensor_practice[0], texts.sensor_none[0]]


LESS_GROWTH = 1.15
"""The same for lines that stand where little room is left."""
LESS_NAMED = [
    pytest.param("help", of_feet, id="feet"),
    pytest.param("settings", of_own_lines, id="own lines"),
]
NAMED = [
    pytest.param("help-keys", of_keys, id="keys"),
    pytest.param("settings", of_settings, id="settings"),
    pytest.param("question-before", of_question, id="question"),
    pytest.param("straps-few", of_straps, id="straps"),
    pytest.param("crisis", of_crisis, id="crisis"),
    pytest.param("help", of_help, id="help"),
    pytest.param("start", of_start, id="start"),
    pytest.param("training", of_training, id="training"),
    pytest.param("calm", of_training, id="calm"),
    pytest.param("trouble", of_trouble, id="trouble"),
    pytest.param("summary", of_summary, id="summary"),
]


def size_of(words: str, placed: list[PlacedText]) -> int:
    """Pixels of the smallest line of a text that may stand on several."""
    for first in range(len(placed)):
        for last in range(first + 1, len(placed) + 1):
            if " ".join(text.text for text in placed[first:last]) == words:
                return min(text.size_px for text in placed[first:last])
    raise AssertionError(words)


@pytest.mark.parametrize("texts", LANGUAGES)
@pytest.mark.parametrize("size", [(800, 600), (1280, 720)])
@pytest.mark.parametrize(("name", "named"), NAMED)
def test_large_letters_are_larger(
    name: str, named: Callable[[Texts], list[str]], size: tuple[int, int], texts: Texts
) -> None:
    check_growth(name, named(texts), size, texts, GROWTH)


@pytest.mark.parametrize("texts", LANGUAGES)
@pytest.mark.parametrize("size", [(800, 600), (1280, 720), (720, 1280)])
@pytest.mark.parametrize(("name", "named"), LESS_NAMED)
def test_large_letters_are_larger_where_little_room_is_left(
    name: str, named: Callable[[Texts], list[str]], size: tuple[int, int], texts: Texts
) -> None:
    check_growth(name, named(texts), size, texts, LESS_GROWTH)


@pytest.mark.parametrize("texts", LANGUAGES)
@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (720, 1280)])
def test_large_letters_leave_no_word_of_the_start_out(size: tuple[int, int], texts: Texts) -> None:
    for picture in gallery(texts):
        if not picture.name.startswith("start"):
            continue
        usual, large = (
            " ".join(
                text.text
                for text in screen_of(
                    maker_of(picture), size, Look(texts=texts, text_scale=scale)
                ).texts(picture.record, picture.at_s)
            ).split()
            for scale in (1.0, 1.5)
        )
        assert sorted(usual) == sorted(large), picture.name


def check_growth(
    name: str, named: list[str], size: tuple[int, int], texts: Texts, growth: float
) -> None:
    """These words of a picture are so much larger at 150 %."""
    (picture,) = (picture for picture in gallery(texts) if picture.name == name)
    usual, large = (
        screen_of(maker_of(picture), size, Look(texts=texts, text_scale=scale)).texts(
            picture.record, picture.at_s
        )
        for scale in (1.0, 1.5)
    )
    for words in named:
        before, after = size_of(words, usual), size_of(words, large)
        # Sizes are whole pixels.
        assert after >= math.floor(growth * before), (words, before, after)


@pytest.mark.parametrize("picture", PICTURES)
def test_drawing_twice_is_drawing_once_and_covers_everything(picture: Picture) -> None:
    size = (800, 600)
    screen = screen_of(maker_of(picture), size)
    shots = []
    for ground in ((255, 0, 255), (0, 255, 0)):
        surface = pygame.Surface(size)
        surface.fill(ground)
        screen.draw(surface, picture.record, picture.at_s)
        screen.draw(surface, picture.record, picture.at_s)
        shots.append(pixels_of(surface))
    assert np.array_equal(shots[0], shots[1])


@pytest.mark.parametrize("picture", PICTURES)
def test_a_gesture_that_means_nothing_changes_nothing(picture: Picture) -> None:
    screen = screen_of(maker_of(picture), (800, 600))
    for gesture in (Moved((3.0, 3.0)), Letter("q"), Tapped((799.0, 1.0))):
        if isinstance(gesture, Tapped) and screen.takes_text(picture.record):
            continue  # a touch elsewhere keeps what was written
        heard = screen.hear(gesture, picture.record)
        assert heard.record == picture.record
        assert heard.outcome is None


LEAVING = (
    "start",
    "question-before",
    "help",
    "crisis",
    "settings",
    "summary",
    "training",
    "calm",
    "straps-few",
)


@pytest.mark.parametrize("name", LEAVING)
def test_escape_leaves_every_screen(name: str) -> None:
    (picture,) = (picture for picture in gallery() if picture.name == name)
    heard = screen_of(maker_of(picture), (800, 600)).hear(Pressed(Key.BACK), picture.record)
    assert heard.outcome is not None
