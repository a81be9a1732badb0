"""The heart over the whole session in the summary: in its card, cut at gaps, hidden when asked."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pygame
import pytest

from devices.readings import SensorDescription, SensorKind
from tests.visuals.pictures import SIZES, WIDE, pixels_of, said
from tests.visuals.test_terminal import printed
from trainer.heart_course import CoursePoint
from trainer.snapshot import Snapshot
from visuals.look import Look
from visuals.scene import example
from visuals.scene.summary import SummaryScene
from visuals.scene.summary_course import beats_of, joined
from visuals.scene.summary_places import places_of
from visuals.texts import ENGLISH, GERMAN, Texts


def added(scene: SummaryScene, snapshot: Snapshot, *, hides: bool = False) -> npt.NDArray[np.int64]:
    """What the course adds to each pixel."""
    shots = []
    for shown in (snapshot, replace(snapshot, course=())):
        surface = pygame.Surface(WIDE)
        scene.draw(surface, shown, shown.at_s, hides_numbers=hides)
        shots.append(pixels_of(surface).astype(np.int64))
    difference: npt.NDArray[np.int64] = np.abs(shots[0] - shots[1]).sum(axis=2)
    return difference


def test_the_course_fills_its_card_from_side_to_side_and_nothing_else() -> None:
    scene = SummaryScene(WIDE)
    light = added(scene, example.summary_snapshot())
    card = scene.layout.rect(places_of(scene.layout).course)
    rows, columns = np.nonzero(light)
    assert card.left < columns.min()
    assert columns.max() < card.right
    assert card.top < rows.min()
    assert rows.max() < card.bottom
    assert columns.max() - columns.min() > 0.85 * card.width


def test_a_faster_heart_stands_higher() -> None:
    snapshot = example.summary_snapshot()
    steps = tuple(CoursePoint(at + 0.5, 1.0, rate, rate) for at, rate in _step(snapshot.at_s))
    scene = SummaryScene(WIDE)
    light = added(scene, replace(snapshot, course=steps))
    place = scene.course.picture
    # Away from the shaded quiet minutes only the course is as bright as this.
    inside = light[place.top : place.bottom, place.left : place.right] > 120
    # Well within the first and the second half.
    sixth = inside.shape[1] // 6
    slow, fast = inside[:, sixth : 2 * sixth], inside[:, 4 * sixth : 5 * sixth]
    heights = np.arange(inside.shape[0], dtype=float)
    slow_row, fast_row = (np.average(heights, weights=part.sum(axis=1)) for part in (slow, fast))
    assert fast_row < slow_row - 25.0


def _step(length_s: float) -> list[tuple[float, float]]:
    return [
        (at, 60.0 if at < length_s / 2 else 80.0) for at in np.arange(0.0, length_s, 1.0).tolist()
    ]


def test_nothing_is_drawn_where_beats_are_missing() -> None:
    points = [CoursePoint(at + 0.5, 1.0, 60.0, 62.0) for at in (0.0, 2.0, 3.0, 9.0, 10.0)]
    assert [len(part) for part in joined(tuple(points))] == [3, 2]
    snapshot = example.summary_snapshot()
    timeline, length_s = snapshot.timeline, snapshot.at_s
    kept = tuple(point for point in snapshot.course if not 200.0 < point.at_s < 240.0)
    scene = SummaryScene(WIDE)
    place = scene.course.picture
    edge = round(0.06 * place.height) + 2  # the lines of the highest and the lowest rate
    light = added(scene, replace(snapshot, course=kept))[place.top + edge : place.bottom - edge]
    light = light.max(axis=0)
    seen = [
        place.left + place.width * timeline.elapsed_s(at_s) / length_s for at_s in (203.0, 237.0)
    ]
    assert light[round(seen[0]) : round(seen[1])].max() == 0
    assert light[round(seen[0]) - 12] > 0


def test_hidden_numbers_hide_it_and_a_session_without_a_sensor_has_none() -> None:
    snapshot = example.summary_snapshot()
    assert added(SummaryScene(WIDE), snapshot, hides=True).max() == 0
    unheard = replace(snapshot, sensor=SensorDescription(SensorKind.NONE, ""))
    assert added(SummaryScene(WIDE), unheard).max() == 0


@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["english", "german"])
@pytest.mark.parametrize("kind", [SensorKind.STRAP, SensorKind.SIMULATED, SensorKind.RECORDING])
def test_it_says_whose_heart_it_is_and_how_fast_it_went(texts: Texts, kind: SensorKind) -> None:
    snapshot = example.summary_snapshot()
    snapshot = replace(snapshot, sensor=SensorDescription(kind, "x"))
    scene = SummaryScene(WIDE, Look(texts=texts))
    heart = texts.heart_line(kind)
    assert f"{heart[0].upper()}{heart[1:]}, " in said(scene.texts(snapshot))
    slowest = min(point.lowest_bpm for point in snapshot.course)
    fastest = max(point.highest_bpm for point in snapshot.course)
    for rate, edge in ((slowest, scene.course.picture.bottom), (fastest, scene.course.picture.top)):
        (label,) = (
            text
            for text in scene.texts(snapshot)
            if text.text == f"{rate:.0f}"
            and text.right < scene.course.picture.left
            and text.left > scene.layout.rect(places_of(scene.layout).course).left
        )
        assert abs(label.rect.centery - edge) < label.height


def test_two_beats_in_a_wide_span_are_a_line_and_no_wedge() -> None:
    course = tuple(
        CoursePoint(at + 0.5, 1.0, 60.0, 75.0 if at % 5 == 2 else 60.0) for at in range(30)
    )
    beats = beats_of(course)
    assert len(beats) == 36
    assert all(beat.lowest_bpm == beat.highest_bpm for beat in beats)
    assert [beat.at_s for beat in beats] == sorted(beat.at_s for beat in beats)
    snapshot = replace(example.summary_snapshot(), at_s=60.0, course=course)
    scene = SummaryScene(WIDE)
    light = added(scene, snapshot)
    place = scene.course.picture
    # A peak has two thin flanks, and night between them: a filled wedge would have none.
    per_s = place.width / 60.0
    half_way = light[place.top + place.height // 2, round(place.left + 22 * per_s) :]
    lit = half_way[: round(2 * per_s)] > 120
    assert 1 <= np.count_nonzero(np.diff(lit.astype(int)) == 1) <= 3
    assert lit.mean() < 0.6


def test_of_two_beats_the_nearer_to_the_beat_before_comes_first() -> None:
    rising = (CoursePoint(0.5, 1.0, 60.0, 60.0), CoursePoint(1.5, 1.0, 64.0, 70.0))
    falling = (CoursePoint(0.5, 1.0, 80.0, 80.0), CoursePoint(1.5, 1.0, 64.0, 70.0))
    assert [beat.lowest_bpm for beat in beats_of(rising)] == [60.0, 64.0, 70.0]
    assert [beat.lowest_bpm for beat in beats_of(falling)] == [80.0, 70.0, 64.0]


@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["english", "german"])
def test_it_says_in_how_many_breaths_the_heart_went_with_them_as_the_terminal_does(
    texts: Texts,
) -> None:
    snapshot = example.summary_snapshot()
    assert snapshot.summary is not None
    scene = SummaryScene(WIDE, Look(texts=texts))
    told = texts.breaths_in_step(snapshot.summary)
    assert told in said(scene.texts(snapshot))
    assert told in " ".join(printed(snapshot.summary, SensorKind.STRAP, texts).split())
    assert re.findall(r"\d+", told) == ["26", "29"]
    unknown = replace(snapshot, summary=replace(snapshot.summary, breaths_judged=0))
    assert unknown.summary is not None
    assert texts.breaths_in_step(unknown.summary) == ""
    assert not re.search(r"\b26\b", said(scene.texts(unknown)))


@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["english", "german"])
def test_a_single_breath_that_could_be_judged_is_no_plural(texts: Texts) -> None:
    summary = replace(example.example_summary(), breaths_in_step=0, breaths_judged=1)
    told = texts.breaths_in_step(summary)
    assert re.search(r"\b1 (breath|Atemzug)\b", told)
    assert re.search(r"\b0\b", told)


@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["english", "german"])
@pytest.mark.parametrize("size", SIZES)
def test_the_count_of_all_breaths_stands_there_once(size: tuple[int, int], texts: Texts) -> None:
    for kind in (SensorKind.STRAP, SensorKind.NONE):
        snapshot = replace(example.summary_snapshot(), sensor=SensorDescription(kind, "x"))
        words = said(SummaryScene(size, Look(texts=texts)).texts(snapshot))
        assert len(re.findall(r"\b30\b", words)) == 1, words


@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["english", "german"])
@pytest.mark.parametrize("kind", [SensorKind.STRAP, SensorKind.PULSE_SENSOR])
def test_what_is_usual_afterwards_says_of_which_figure_it_is(
    kind: SensorKind, texts: Texts
) -> None:
    snapshot = replace(example.summary_snapshot(), sensor=SensorDescription(kind, "x"))
    usual = f"{texts.variation_of(kind)}: "
    assert usual in said(SummaryScene(WIDE, Look(texts=texts)).texts(snapshot))
    assert snapshot.summary is not None
    assert usual in texts.carry_over_words(snapshot.summary, kind)
