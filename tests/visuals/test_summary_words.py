"""The summary in every size: no word is lost with large letters, and no place is left a hole."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import combinations

import pygame
import pytest

from devices.readings import SensorKind
from tests.visuals.pictures import TEXT_SCALES, said, without_figures
from trainer.signal.figure import Withheld
from visuals.lettering import PlacedText
from visuals.look import Look
from visuals.scene.layout import Kind, Layout
from visuals.scene.summary_places import places_of
from visuals.screens.gallery import gallery
from visuals.screens.summary import SummaryRecord, SummaryScreen
from visuals.texts import ENGLISH, GERMAN, Texts

WINDOWS = [(640, 480), (800, 600), (1280, 720), (1920, 1080), (720, 1280), (900, 900), (480, 1024)]
BOTH_LANGUAGES = pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["english", "german"])
EVERY_WINDOW = pytest.mark.parametrize("size", WINDOWS)
LEAST_PX = 11
EARLIER = (-4, -3, -2, -1, 0)
"""From so many earlier sessions on it is known what is usual for somebody."""


@cache
def records(texts: Texts) -> dict[str, SummaryRecord]:
    """Every state of the gallery, and those that it has no picture of."""
    found = {
        picture.name: picture.record
        for picture in gallery(texts)
        if isinstance(picture.record, SummaryRecord)
    }
    whole = found["summary"]
    snapshot = whole.snapshot
    assert snapshot.summary is not None
    other_pace = replace(snapshot.summary, pace_changes=2, last_pace_per_min=5.5)
    silent = without_figures(snapshot.summary, Withheld.NO_BEATS)
    unheard = replace(silent, beats=0, breaths_judged=0)
    stopped = replace(snapshot.summary, is_complete=False, breathing_s=83.0)
    return found | {
        "other pace": replace(whole, snapshot=replace(snapshot, summary=other_pace)),
        "usual": replace(whole, earlier_upset=EARLIER),
        "neighbours": replace(whole, upset_before=10, upset_after=9, earlier_upset=EARLIER),
        "the same": replace(whole, upset_before=0, upset_after=0),
        "only after": replace(whole, upset_before=None),
        "unasked": replace(whole, upset_before=None, upset_after=None),
        "stopped": replace(whole, snapshot=replace(snapshot, summary=stopped)),
        "no beats": replace(whole, snapshot=replace(snapshot, summary=unheard, course=())),
    }


@cache
def screen(size: tuple[int, int], texts: Texts, text_scale: float) -> SummaryScreen:
    return SummaryScreen(size, Look(texts=texts, text_scale=text_scale))


def placed_in(
    record: SummaryRecord, size: tuple[int, int], texts: Texts, text_scale: float
) -> list[PlacedText]:
    return screen(size, texts, text_scale).texts(record, 0.0)


@BOTH_LANGUAGES
@EVERY_WINDOW
def test_large_letters_say_all_that_usual_ones_say(size: tuple[int, int], texts: Texts) -> None:
    for name, record in records(texts).items():
        # A path may be broken behind a slash.
        usual, large = (
            sorted(said(placed_in(record, size, texts, scale)).replace("/ ", "/").split())
            for scale in (1.0, 1.5)
        )
        assert large == usual, name


@BOTH_LANGUAGES
@EVERY_WINDOW
def test_every_figure_says_what_it_was_taken_from(size: tuple[int, int], texts: Texts) -> None:
    for scale in TEXT_SCALES:
        words = said(placed_in(records(texts)["summary"], size, texts, scale))
        for hint in (texts.rate_hint, texts.variation_hint, texts.swing_units):
            assert hint in words


@BOTH_LANGUAGES
@EVERY_WINDOW
def test_no_word_meets_another_or_leaves_its_place(size: tuple[int, int], texts: Texts) -> None:
    window = pygame.Rect(0, 0, *size)
    for scale in TEXT_SCALES:
        for name, record in records(texts).items():
            placed = placed_in(record, size, texts, scale)
            for text in placed:
                assert pygame.Rect(text.box).contains(text.rect), (name, text)
                assert window.contains(text.rect), (name, text)
                assert not text.text.endswith("\u2026"), (name, text)
            for one, other in combinations(placed, 2):
                assert not one.rect.colliderect(other.rect), (name, one, other)


@BOTH_LANGUAGES
@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_in_the_smallest_window_no_word_is_too_small(scale: float, texts: Texts) -> None:
    for name, record in records(texts).items():
        for text in placed_in(record, (640, 480), texts, scale):
            assert text.size_px >= LEAST_PX, (name, text.text, text.size_px)


@pytest.mark.parametrize("tells_felt", [True, False])
@pytest.mark.parametrize("scale", TEXT_SCALES)
@EVERY_WINDOW
def test_cards_lie_within_the_window_and_beside_each_other(
    size: tuple[int, int], scale: float, tells_felt: bool
) -> None:
    layout = Layout(size, Look(text_scale=scale))
    places = places_of(layout, tells_felt=tells_felt)
    felt = () if places.felt is None else (places.felt,)
    assert bool(felt) is tells_felt
    boxes = (places.header, *felt, places.quiet, places.swing, places.course)
    rects = [layout.rect(box) for box in (*boxes, places.saved, places.done)]
    for rect in rects:
        assert pygame.Rect(0, 0, *size).contains(rect)
    for one, other in combinations(rects, 2):
        assert not one.colliderect(other)


def test_the_heart_has_the_whole_width_and_more_height_where_a_window_has_it_to_spare() -> None:
    for scale in TEXT_SCALES:
        heights = {}
        for size in ((900, 675), (900, 900), (1280, 720), (1280, 800)):
            look = Look(text_scale=scale)
            picture = SummaryScreen(size, look).scene.course.picture
            heights[size] = picture.height
            if Layout(size, look).kind is not Kind.PORTRAIT:
                assert picture.width > 0.8 * size[0]
        assert heights[900, 900] > heights[900, 675] + 60
        assert heights[1280, 800] > heights[1280, 720] + 20


@BOTH_LANGUAGES
@pytest.mark.parametrize("size", [(640, 480), (800, 600), (1280, 720), (720, 1280)])
def test_with_large_letters_the_heart_is_no_thin_line(size: tuple[int, int], texts: Texts) -> None:
    large = screen(size, texts, 1.5)
    for tells_felt in (True, False):
        places = places_of(large.scene.layout, tells_felt=tells_felt)
        assert places.course[3] >= 150
    assert large.scene.course.picture.height / large.scene.layout.scale > 65


@BOTH_LANGUAGES
def test_without_a_beat_the_place_of_the_heart_says_so(texts: Texts) -> None:
    record = records(texts)["no beats"]
    assert record.snapshot.sensor.kind is SensorKind.STRAP
    made = screen((1280, 720), texts, 1.0)
    (count,) = (
        text for text in made.texts(record, 0.0) if text.text == texts.counted(0, texts.heartbeats)
    )
    course = places_of(made.scene.layout, tells_felt=True).course
    card = made.scene.layout.rect(course)
    assert card.contains(count.rect)
    assert abs(count.rect.centerx - card.centerx) < 2
    assert "%" not in said(made.texts(record, 0.0))
