"""Where a window gives little room: nearly square ones, and large letters beside the ring."""

from __future__ import annotations

import math
from functools import cache
from itertools import combinations, pairwise

import pygame
import pytest

from tests.visuals.pictures import TEXT_SCALES, pixels_of
from trainer.timeline import Timeline
from visuals.lettering import Lettering, PlacedText
from visuals.look import Look
from visuals.scene import example
from visuals.scene.layout import Kind, Layout
from visuals.scene.moment import moment_at
from visuals.scene.training import TrainingScene
from visuals.scene.words import Words
from visuals.screens.gallery import Picture, gallery
from visuals.screens.session import CalmScreen, SessionScreen
from visuals.texts import ENGLISH, GERMAN, Texts

SQUARE = [(640, 640), (1000, 1000), (900, 1100)]
EVERY_SHAPE = [(640, 480), (800, 600), (1280, 720), (720, 1280), *SQUARE]
BOTH_LANGUAGES = pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=lambda one: one.language)
CLEAR_OF_RING = 3.0
"""Design units between the ring's line and the nearest letter."""
GROWTH = 1.25
"""As `test_screens.py` asks of the words that matter."""


def moving(texts: Texts) -> list[Picture]:
    """Pictures of the screens that breathe."""
    return [one for one in gallery(texts) if one.maker in (SessionScreen, CalmScreen)]


@cache
def screen(maker: type[SessionScreen], size: tuple[int, int], look: Look) -> SessionScreen:
    return maker(size, look)


def words_of(picture: Picture, size: tuple[int, int], look: Look) -> list[PlacedText]:
    made = screen(picture.maker, size, look)  # type: ignore[arg-type]
    return made.texts(picture.record, picture.at_s)


def layout_of(picture: Picture, size: tuple[int, int], look: Look) -> Layout:
    return screen(picture.maker, size, look).scene.layout  # type: ignore[arg-type]


@BOTH_LANGUAGES
@pytest.mark.parametrize("size", SQUARE)
def test_words_of_a_square_window_fit_and_do_not_overlap(
    size: tuple[int, int], texts: Texts
) -> None:
    window = pygame.Rect(0, 0, *size)
    for scale in TEXT_SCALES:
        for picture in moving(texts):
            placed = words_of(picture, size, Look(texts=texts, text_scale=scale))
            for text in placed:
                assert pygame.Rect(text.box).contains(text.rect), text
                assert window.contains(text.rect), text
                assert not text.text.endswith("\u2026"), text
            for one, other in combinations(placed, 2):
                assert not one.rect.colliderect(other.rect), (one, other)


@pytest.mark.parametrize("scale", TEXT_SCALES)
@pytest.mark.parametrize("size", SQUARE)
def test_a_square_window_is_used_from_edge_to_edge(size: tuple[int, int], scale: float) -> None:
    look = Look(text_scale=scale)
    for maker, least in ((SessionScreen, 0.34), (CalmScreen, 0.48)):
        layout = screen(maker, size, look).scene.layout
        assert layout.kind is Kind.SQUARE
        # An upright stage would give 0.32 and 0.39 of a square's width.
        ring = 2.0 * layout.places.ring_radius * layout.scale / size[0]
        assert ring > least
    left = min(text.left for text in words_of(moving(ENGLISH)[0], size, look))
    assert left < 0.06 * size[0]


@BOTH_LANGUAGES
@pytest.mark.parametrize("size", EVERY_SHAPE)
def test_no_word_touches_the_ring(size: tuple[int, int], texts: Texts) -> None:
    for scale in TEXT_SCALES:
        look = Look(texts=texts, text_scale=scale)
        for picture in moving(texts):
            layout = layout_of(picture, size, look)
            places = layout.places
            x, y = layout.x(places.ring_centre[0]), layout.y(places.ring_centre[1])
            for text in words_of(picture, size, look):
                if text.rect.bottom > layout.y(places.horizon):
                    continue  # the ring ends at the water
                across = max(text.left - x, 0.0, x - text.right)
                down = max(text.top - y, 0.0, y - text.rect.bottom)
                away = math.hypot(across, down) / layout.scale - places.ring_radius
                assert away > CLEAR_OF_RING, (picture.name, text.text, scale, away)


@BOTH_LANGUAGES
@pytest.mark.parametrize("size", EVERY_SHAPE)
def test_in_and_out_stand_in_the_same_place(size: tuple[int, int], texts: Texts) -> None:
    """Broken on one line and on two by turns, the word would jump with every breath."""
    for scale in TEXT_SCALES:
        tops = set()
        for name, words in (("training", texts.breathe_in), ("training-out", texts.breathe_out)):
            (picture,) = (one for one in moving(texts) if one.name == name)
            placed = words_of(picture, size, Look(texts=texts, text_scale=scale))
            first = next(text for text in placed if words.startswith(text.text))
            tops.add((first.top, first.size_px))
        assert len(tops) == 1, (scale, tops)


def quiet_words(texts: Texts) -> list[str]:
    return [
        texts.swing,
        "braucht noch etwas Zeit" if texts is GERMAN else "needs a little more time",
    ]


def key_words(texts: Texts) -> list[str]:
    return [texts.key_pause[1], texts.key_finish[1]]


def more_words(texts: Texts) -> list[str]:
    return [texts.key_more[1], texts.key_finish[1]]


def size_px_of(words: str, placed: list[PlacedText]) -> int:
    """Pixels of a text that may stand on two lines."""
    for one in placed:
        if one.text == words:
            return one.size_px
    return next(
        one.size_px for one, after in pairwise(placed) if f"{one.text} {after.text}" == words
    )


@BOTH_LANGUAGES
@pytest.mark.parametrize("size", EVERY_SHAPE)
@pytest.mark.parametrize(
    ("name", "named"),
    [("training-quiet", quiet_words), ("training-practice", key_words), ("calm", more_words)],
)
def test_small_words_grow_with_large_letters(
    name: str, named: object, size: tuple[int, int], texts: Texts
) -> None:
    (picture,) = (one for one in moving(texts) if one.name == name)
    usual, large = (
        words_of(picture, size, Look(texts=texts, text_scale=scale)) for scale in (1.0, 1.5)
    )
    assert callable(named)
    for words in named(texts):
        before, after = size_px_of(words, usual), size_px_of(words, large)
        assert after >= math.floor(GROWTH * before), (words, before, after)


def test_dots_come_when_the_hint_of_the_quiet_minute_has_left_their_place() -> None:
    scene = TrainingScene((640, 480))
    words = Words(scene.layout, Lettering(scene.layout.scale, 1.0))
    row = scene.layout.rect(scene.layout.places.dots)
    timeline = Timeline(example.PLAN, started_s=0.0)
    lights = []
    for into_s in (0.05, 0.12, 0.19, 0.3):
        surface = pygame.Surface((640, 480))
        words.draw_dots(surface, moment_at(timeline, example.PLAN.quiet_before_s + into_s))
        lights.append(int(pixels_of(surface)[row.top : row.bottom].max()))
    assert lights[0] == lights[1] == 0
    assert 0 < lights[2] < lights[3]
