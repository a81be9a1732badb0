"""The pictures of the help: large enough to see the hands, with no word on the person."""

from __future__ import annotations

import pygame
import pytest

from tests.visuals.pictures import pixels_of
from visuals.lettering import Lettering
from visuals.look import Look
from visuals.palette import NIGHT
from visuals.scene.layout import Layout
from visuals.scene.still import Goes, draw_still
from visuals.screens.help_cards import StepCard, step_cards
from visuals.screens.help_places import LARGE_PLACES, PLACES
from visuals.texts import ENGLISH, GERMAN, Texts

SIZES = ((640, 480), (800, 600), (1280, 720), (1920, 1080), (720, 1280))
LEAST_SHARE = {1.0: 0.70, 1.25: 0.55, 1.5: 0.54}
"""Of a card's height, at a size of letters; with large ones it was 0.42."""


def cards_of(size: tuple[int, int], texts: Texts, text_scale: float) -> tuple[StepCard, ...]:
    look = Look(texts=texts, text_scale=text_scale)
    layout = Layout(size, look)
    places = (LARGE_PLACES if layout.is_large else PLACES)[layout.kind]
    letters = Lettering(layout.scale, text_scale)
    return step_cards(layout, letters, NIGHT, places, texts.help_steps)


@pytest.mark.parametrize("text_scale", LEAST_SHARE)
@pytest.mark.parametrize("texts", [ENGLISH, GERMAN])
@pytest.mark.parametrize("size", SIZES)
def test_the_person_gets_most_of_a_card(
    size: tuple[int, int], texts: Texts, text_scale: float
) -> None:
    for step in cards_of(size, texts, text_scale):
        assert step.card.contains(step.picture)
        assert step.picture.height >= LEAST_SHARE[text_scale] * step.card.height


@pytest.mark.parametrize("text_scale", LEAST_SHARE)
@pytest.mark.parametrize("texts", [ENGLISH, GERMAN])
@pytest.mark.parametrize("size", SIZES)
def test_no_word_stands_on_the_person(
    size: tuple[int, int], texts: Texts, text_scale: float
) -> None:
    _, step, _ = cards_of(size, texts, text_scale)
    surface = pygame.Surface(size)
    draw_still(surface, step.picture, 1.0, NIGHT, Goes.OUT)
    shown = pixels_of(surface).max(axis=2)
    for text in step.words:
        left, top, right, bottom = text.left, text.top, text.right, text.rect.bottom
        assert shown[top:bottom, left:right].max() == 0, text.text
        assert step.card.contains(text.rect)
