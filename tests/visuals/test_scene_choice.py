"""The picture of the choice: every state fits every window, and what lies where is told."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pygame
import pytest

from tests.visuals.pictures import SIZES, TEXT_SCALES, WIDE, box_means, luminance, pixels_of, said
from tests.visuals.test_scene_words import check_words
from trainer.choosing import BREATH_KEY, PRACTICE_KEY, Choice, OptionKind
from visuals import palette, texts
from visuals.scene.choice import BEGIN_KEY, ChoiceScene
from visuals.scene.example_choice import OWN, example_choices

CHOICES = example_choices()


@cache
def scene(size: tuple[int, int] = WIDE, text_scale: float = 1.0) -> ChoiceScene:
    return ChoiceScene(size, text_scale=text_scale)


def drawn(made: ChoiceScene, choice: Choice, at_s: float = 3.0) -> np.ndarray:
    surface = pygame.Surface(made.layout.size)
    made.draw(surface, choice, at_s)
    return pixels_of(surface)


@pytest.mark.parametrize("text_scale", TEXT_SCALES)
@pytest.mark.parametrize("size", SIZES)
def test_words_fit_and_do_not_overlap(size: tuple[int, int], text_scale: float) -> None:
    made = scene(size, text_scale)
    for choice in CHOICES.values():
        check_words(made.texts(choice), size)


@pytest.mark.parametrize("size", SIZES)
def test_cards_lie_in_the_window_apart_from_each_other(size: tuple[int, int]) -> None:
    made = scene(size)
    window = pygame.Rect(0, 0, *size)
    for choice in CHOICES.values():
        boxes = [rect for _, rect in made._rows.places(choice)]
        card = made._rows.advice_card(choice)
        assert (card is not None) is (choice.trouble is not None or choice.needs_checklist)
        boxes += [] if card is None else [card]
        boxes.append(made._begin)
        assert all(window.contains(box) for box in boxes)
        for number, box in enumerate(boxes):
            assert box.collidelist(boxes[number + 1 :]) == -1


@pytest.mark.parametrize("size", SIZES)
def test_every_state_is_drawn_at_every_size(size: tuple[int, int]) -> None:
    for choice in CHOICES.values():
        assert drawn(scene(size), choice).max() > 200


def test_draw_twice_is_draw_once() -> None:
    surface = pygame.Surface(WIDE)
    for choice in CHOICES.values():
        once = drawn(scene(), choice)
        scene().draw(surface, choice, 3.0)
        scene().draw(surface, choice, 3.0)
        assert np.array_equal(pixels_of(surface), once)


def test_the_choice_is_dark_enough_for_a_dark_room() -> None:
    for name, choice in CHOICES.items():
        assert float(luminance(box_means(drawn(scene(), choice))).mean()) < 0.06, name


def test_reduced_motion_leaves_everything_still() -> None:
    still = ChoiceScene((640, 480), reduced_motion=True)
    for choice in (CHOICES["none"], CHOICES["seeking"]):
        assert np.array_equal(drawn(still, choice, 0.0), drawn(still, choice, 4.4))
    moving = scene((640, 480))
    assert not np.array_equal(
        drawn(moving, CHOICES["none"], 0.0), drawn(moving, CHOICES["none"], 4.4)
    )


def test_a_pointer_finds_what_is_shown() -> None:
    made = scene()
    choice = CHOICES["few"]
    found = dict(made._rows.places(choice))
    assert list(found) == [option.key for option in choice.options]
    for key, rect in found.items():
        assert made.key_at(choice, rect.center) == key
    assert made.key_at(choice, made._begin.center) == BEGIN_KEY
    assert made.key_at(choice, (5.0, 5.0)) is None


@pytest.mark.parametrize("size", SIZES)
def test_of_many_straps_the_one_in_focus_is_always_shown(size: tuple[int, int]) -> None:
    for name in ("many", "many, last"):
        choice = CHOICES[name]
        shown = [key for key, _ in scene(size)._rows.places(choice)]
        assert choice.focus in shown
        hidden = len(choice.options) - len(shown)
        assert hidden > 0
        assert f"{hidden} more" in said(scene(size).texts(choice))


def test_what_is_known_of_a_strap_stands_beside_its_name() -> None:
    shown = said(scene().texts(CHOICES["few"]))
    assert "heartbeats arrive, 63 a minute" in shown
    assert "good signal" in shown
    assert texts.STRAP_HELD in shown
    assert "(00:A1)" in shown
    assert "(00:A2)" in shown
    assert texts.LAST_TIME in said(scene().texts(CHOICES["own"]))
    for name, words in (
        ("off", texts.STRAP_NO_SKIN),
        ("rate", texts.STRAP_RATE_ONLY),
        ("silent", texts.STRAP_NO_BEATS),
        ("refused", texts.STRAP_NOT_CONNECTED),
    ):
        assert words in said(scene().texts(CHOICES[name])), name


def test_nothing_seen_shows_the_checklist_and_a_trouble_its_sentence() -> None:
    shown = said(scene().texts(CHOICES["none"]))
    assert texts.NO_STRAP_YET in shown
    for words in ("moist", "chest", "watch"):
        assert words in shown
    for name in ("radio off", "no radio", "not allowed"):
        trouble = CHOICES[name].trouble
        assert trouble is not None
        shown = said(scene().texts(CHOICES[name]))
        assert trouble.sentence in shown
        assert texts.NO_STRAP_YET not in shown


def test_while_one_is_sought_its_name_and_the_way_to_the_list_are_shown() -> None:
    shown = said(scene().texts(CHOICES["seeking"]))
    assert OWN.name in shown
    assert texts.LOOKING_FOR_IT in shown
    assert texts.SEEK_SUBTITLE in shown
    assert set(texts.KEY_ALL) <= {text.text for text in scene().texts(CHOICES["seeking"])}
    assert texts.NO_STRAP_YET not in shown
    assert texts.NO_STRAP_YET in said(scene().texts(CHOICES["seeking long"]))


def test_listening_is_offered_only_where_it_can_be_done() -> None:
    listen = texts.KEY_LISTEN[1]
    assert listen in said(scene().texts(CHOICES["few"]))
    assert listen not in said(scene().texts(CHOICES["practice"]))
    held = CHOICES["few"]
    held = replace(held, focus=held.straps[2].key)
    assert listen not in said(scene().texts(held))


def test_only_what_is_in_focus_has_the_bright_line() -> None:
    made = scene()
    choice = CHOICES["few"]
    pixels = drawn(made, choice)
    for key, rect in made._rows.places(choice):
        edge = pixels[rect.top, rect.centerx]
        is_bright = bool(np.abs(edge.astype(int) - np.array(palette.BREATH)).max() < 40)
        assert is_bright is (key == choice.focus), key


def test_what_needs_no_strap_is_always_there() -> None:
    for choice in CHOICES.values():
        shown = {key for key, _ in scene()._rows.places(choice)}
        assert {PRACTICE_KEY, BREATH_KEY} <= shown
    assert {option.kind for option in CHOICES["none"].options} == {
        OptionKind.PRACTICE,
        OptionKind.BREATH,
    }
