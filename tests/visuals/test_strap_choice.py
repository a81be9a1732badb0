"""The choice of a strap: every state fits every window, and every gesture means what it should."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pygame
import pytest

from devices.readings import LinkState
from tests.visuals.pictures import SIZES, TEXT_SCALES, WIDE, box_means, luminance, pixels_of, said
from tests.visuals.test_scene_words import check_words
from trainer.choosing import BREATH_KEY, PRACTICE_KEY, Choice, ChoiceWish, OptionKind
from visuals.gestures import Key, Letter, Moved, Pressed, Tapped
from visuals.look import Look
from visuals.palette import NIGHT
from visuals.screens.example_choices import OWN, example_choices
from visuals.screens.screen import WindowWish
from visuals.screens.strap_choice import Numbered, Pointed, StrapChoiceScreen, Took
from visuals.texts import ENGLISH, GERMAN, Texts

CHOICES = example_choices()


@cache
def screen_of(
    size: tuple[int, int] = WIDE, text_scale: float = 1.0, texts: Texts = ENGLISH
) -> StrapChoiceScreen:
    return StrapChoiceScreen(size, Look(texts=texts, text_scale=text_scale))


def drawn(made: StrapChoiceScreen, choice: Choice, at_s: float = 3.0) -> np.ndarray:
    surface = pygame.Surface(made.layout.size)
    made.draw(surface, choice, at_s)
    return pixels_of(surface)


@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["en", "de"])
@pytest.mark.parametrize("text_scale", TEXT_SCALES)
@pytest.mark.parametrize("size", SIZES)
def test_words_fit_and_do_not_overlap(
    size: tuple[int, int], text_scale: float, texts: Texts
) -> None:
    made = screen_of(size, text_scale, texts)
    for choice in CHOICES.values():
        check_words(made.texts(choice), size)


@pytest.mark.parametrize("size", SIZES)
def test_cards_lie_in_the_window_apart_from_each_other(size: tuple[int, int]) -> None:
    made = screen_of(size)
    window = pygame.Rect(0, 0, *size)
    for choice in CHOICES.values():
        boxes = [rect for _, rect in made.rows.places(choice)]
        card = made.rows.advice_card(choice)
        assert (card is not None) is (choice.trouble is not None or choice.needs_checklist)
        boxes += [] if card is None else [card]
        boxes.append(made.begin_button)
        assert all(window.contains(box) for box in boxes)
        for number, box in enumerate(boxes):
            assert box.collidelist(boxes[number + 1 :]) == -1


@pytest.mark.parametrize("size", SIZES)
def test_every_state_is_drawn_at_every_size(size: tuple[int, int]) -> None:
    for choice in CHOICES.values():
        assert drawn(screen_of(size), choice).max() > 200


def test_draw_twice_is_draw_once() -> None:
    surface = pygame.Surface(WIDE)
    for choice in CHOICES.values():
        once = drawn(screen_of(), choice)
        screen_of().draw(surface, choice, 3.0)
        screen_of().draw(surface, choice, 3.0)
        assert np.array_equal(pixels_of(surface), once)


def test_the_choice_is_dark_enough_for_a_dark_room() -> None:
    for name, choice in CHOICES.items():
        assert float(luminance(box_means(drawn(screen_of(), choice))).mean()) < 0.06, name


def test_reduced_motion_leaves_everything_still() -> None:
    still = StrapChoiceScreen((640, 480), Look(reduced_motion=True))
    for choice in (CHOICES["none"], CHOICES["seeking"]):
        assert np.array_equal(drawn(still, choice, 0.0), drawn(still, choice, 4.4))
    moving = screen_of((640, 480))
    assert not np.array_equal(
        drawn(moving, CHOICES["none"], 0.0), drawn(moving, CHOICES["none"], 4.4)
    )


def test_a_pointer_a_click_and_a_finger_find_what_is_shown() -> None:
    made = screen_of()
    choice = CHOICES["few"]
    found = dict(made.rows.places(choice))
    assert list(found) == [option.key for option in choice.options]
    for key, rect in found.items():
        assert made.hear(Moved(rect.center), choice).outcome == Pointed(key)
        in_focus = replace(choice, focus=key)
        assert made.hear(Tapped(rect.center), in_focus).outcome == Took(key)
    begin = made.begin_button.center
    assert made.hear(Tapped(begin), choice).outcome is ChoiceWish.TAKE
    assert made.hear(Moved(begin), choice).outcome is None
    assert made.hear(Tapped((5.0, 5.0)), choice).outcome is None


def test_a_finger_brings_a_strap_into_focus_so_that_it_can_be_listened_to() -> None:
    made = screen_of()
    choice = CHOICES["few"]
    others = [option for option in choice.straps if option.key != choice.focus]
    places = dict(made.rows.places(choice))
    assert others
    for other in others:
        assert made.hear(Tapped(places[other.key].center), choice).outcome == Pointed(other.key)
    # There is nothing to listen to in what needs no strap: a finger takes it at once.
    for key in (PRACTICE_KEY, BREATH_KEY):
        assert made.hear(Tapped(places[key].center), choice).outcome == Took(key)


@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["en", "de"])
def test_the_hint_says_whether_esc_leads_back_or_ends_the_program(texts: Texts) -> None:
    made = screen_of(texts=texts)
    for name, hint in (("few", texts.key_leave), ("from the start", texts.key_go_back)):
        choice = CHOICES[name]
        (word,) = [text for text in made.texts(choice) if text.text == hint[1]]
        assert made.hear(Tapped(word.rect.center), choice).outcome is ChoiceWish.LEAVE


@pytest.mark.parametrize(
    ("gesture", "outcome"),
    [
        (Pressed(Key.UP), ChoiceWish.UP),
        (Pressed(Key.LEFT), ChoiceWish.UP),
        (Pressed(Key.PREVIOUS), ChoiceWish.UP),
        (Pressed(Key.DOWN), ChoiceWish.DOWN),
        (Pressed(Key.RIGHT), ChoiceWish.DOWN),
        (Pressed(Key.NEXT), ChoiceWish.DOWN),
        (Pressed(Key.ENTER), ChoiceWish.TAKE),
        (Pressed(Key.SPACE), ChoiceWish.LISTEN),
        (Pressed(Key.BACK), ChoiceWish.LEAVE),
        (Pressed(Key.ERASE), None),
        (Letter("l"), ChoiceWish.LIST),
        (Letter("c"), ChoiceWish.LIST),
        (Letter("f"), WindowWish.FULL_SCREEN),
        (Letter("p"), Took(PRACTICE_KEY)),
        (Letter("n"), Took(BREATH_KEY)),
        (Letter("3"), Numbered(3)),
        (Letter("q"), None),
    ],
)
@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["en", "de"])
def test_keys_mean_the_same_in_every_language(
    gesture: Pressed | Letter, outcome: object, texts: Texts
) -> None:
    assert screen_of((640, 480), texts=texts).hear(gesture, CHOICES["few"]).outcome == outcome


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["en", "de"])
def test_a_finger_can_press_every_hint(size: tuple[int, int], texts: Texts) -> None:
    made = screen_of(size, texts=texts)
    for name, hints in (
        (
            "few",
            {
                texts.key_listen: ChoiceWish.LISTEN,
                texts.key_full: WindowWish.FULL_SCREEN,
                texts.key_leave: ChoiceWish.LEAVE,
            },
        ),
        ("seeking", {texts.key_all: ChoiceWish.LIST}),
    ):
        placed = {text.text: text.rect.center for text in made.texts(CHOICES[name])}
        for hint, outcome in hints.items():
            for part in hint:
                assert made.hear(Tapped(placed[part]), CHOICES[name]).outcome is outcome, hint


def test_the_button_is_bright_only_where_it_leads_somewhere() -> None:
    made = screen_of()
    left, middle = made.begin_button.midleft
    for name, is_bright in (("few", True), ("seeking", False), ("made", False), ("left", False)):
        pixel = drawn(made, CHOICES[name])[middle, left + 20].astype(int)
        assert bool(np.abs(pixel - np.array(NIGHT.button)).max() < 6) is is_bright, name


@pytest.mark.parametrize("size", SIZES)
def test_of_many_straps_the_one_in_focus_is_always_shown(size: tuple[int, int]) -> None:
    for name in ("many", "many, last"):
        choice = CHOICES[name]
        shown = [key for key, _ in screen_of(size).rows.places(choice)]
        assert choice.focus in shown
        hidden = len(choice.options) - len(shown)
        assert hidden > 0
        assert ENGLISH.more_straps.format(number=hidden) in said(screen_of(size).texts(choice))


def test_what_is_known_of_a_strap_stands_beside_its_name() -> None:
    shown = said(screen_of().texts(CHOICES["few"]))
    assert "heartbeats arrive, 63 a minute" in shown
    assert "good signal" in shown
    assert ENGLISH.strap_held in shown
    assert "(00:A1)" in shown
    assert "(00:A2)" in shown
    assert ENGLISH.last_time in said(screen_of().texts(CHOICES["own"]))
    for name, words in (
        ("off", ENGLISH.link_short[LinkState.OFF_SKIN]),
        ("rate", ENGLISH.strap_rate_only),
        ("silent", ENGLISH.strap_no_beats),
        ("refused", ENGLISH.strap_not_connected),
    ):
        assert words in said(screen_of().texts(CHOICES[name])), name


def test_nothing_seen_shows_the_checklist_and_a_trouble_its_sentence() -> None:
    shown = said(screen_of().texts(CHOICES["none"]))
    assert ENGLISH.no_strap_yet in shown
    for words in ("moist", "chest", "watch"):
        assert words in shown
    for name in ("radio off", "no radio", "not allowed"):
        trouble = CHOICES[name].trouble
        assert trouble is not None
        shown = said(screen_of().texts(CHOICES[name]))
        assert ENGLISH.link_said[trouble] in shown
        assert ENGLISH.no_strap_yet not in shown


def test_while_one_is_sought_its_name_and_the_way_to_the_list_are_shown() -> None:
    shown = said(screen_of().texts(CHOICES["seeking"]))
    assert OWN.name in shown
    assert ENGLISH.link_short[LinkState.SEARCHING] in shown
    assert ENGLISH.seek_subtitle in shown
    assert set(ENGLISH.key_all) <= {text.text for text in screen_of().texts(CHOICES["seeking"])}
    assert ENGLISH.no_strap_yet not in shown
    assert ENGLISH.no_strap_yet in said(screen_of().texts(CHOICES["seeking long"]))


def test_listening_is_offered_only_where_it_can_be_done() -> None:
    listen = ENGLISH.key_listen[1]
    assert listen in said(screen_of().texts(CHOICES["few"]))
    assert listen not in said(screen_of().texts(CHOICES["practice"]))
    held = CHOICES["few"]
    held = replace(held, focus=held.straps[2].key)
    assert listen not in said(screen_of().texts(held))


def test_only_what_is_in_focus_has_the_bright_line() -> None:
    made = screen_of()
    choice = CHOICES["few"]
    pixels = drawn(made, choice)
    for key, rect in made.rows.places(choice):
        edge = pixels[rect.top, rect.centerx]
        is_bright = bool(np.abs(edge.astype(int) - np.array(NIGHT.breath)).max() < 40)
        assert is_bright is (key == choice.focus), key


def test_what_needs_no_strap_is_always_there() -> None:
    for choice in CHOICES.values():
        shown = {key for key, _ in screen_of().rows.places(choice)}
        assert {PRACTICE_KEY, BREATH_KEY} <= shown
    assert {option.kind for option in CHOICES["none"].options} == {
        OptionKind.PRACTICE,
        OptionKind.BREATH,
    }
