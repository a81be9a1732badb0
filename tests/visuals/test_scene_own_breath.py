"""The dots of the own breath: where they stand, where there are none, and what is said of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pygame
import pytest

from tests.visuals.pictures import WIDE, pixels_of, said, snapshots, training
from trainer.signal.breath_step import BreathInStep
from trainer.signal.figure import Withheld
from trainer.snapshot import BreathPoint, BreathSource, Snapshot
from visuals.palette import NIGHT
from visuals.scene import example
from visuals.scene.breath_row import BreathRow, CourseColumns
from visuals.scene.training import TrainingScene
from visuals.texts import ENGLISH


def picture(snapshot: Snapshot) -> npt.NDArray[np.int64]:
    surface = pygame.Surface(WIDE)
    training().draw_picture(surface, snapshot, snapshot.at_s)
    return pixels_of(surface).astype(np.int64)


def light(snapshot: Snapshot) -> npt.NDArray[np.int64]:
    """What the dots add to each pixel of the water, heart line left out; (height, width)."""
    bare = replace(snapshot, trace=())
    without = picture(replace(bare, own_breath=None))
    added: npt.NDArray[np.int64] = np.abs(picture(bare) - without).sum(axis=2)
    added[: round(training().layout.places.horizon)] = 0  # the second belly has its own tests
    return added


def column_of(age_s: float) -> int:
    places = training().layout.places
    return round(places.now - age_s * places.units_per_s)


def test_the_dots_stand_where_the_water_of_that_fullness_would() -> None:
    snapshot = example.strap_snapshot()
    assert snapshot.own_breath is not None
    added = light(snapshot)
    places = training().layout.places
    rows = np.arange(added.shape[0]) + 0.5
    seen = [
        point
        for point in snapshot.own_breath.course
        if point.fullness is not None and 2.0 < snapshot.at_s - point.at_s < 25.0
    ]
    assert len(seen) > 100
    for point in seen:
        x = places.now - (snapshot.at_s - point.at_s) * places.units_per_s
        around = added[:, round(x) - 2 : round(x) + 2].sum(axis=1)
        wanted = places.wave_empty + (places.wave_full - places.wave_empty) * (point.fullness or 0)
        near = np.abs(rows - wanted) < 12.0
        # Neighbours on a steep piece lie on both sides alike.
        assert float(np.average(rows[near], weights=around[near])) == pytest.approx(wanted, abs=2.5)
        assert around[~near].sum() < 0.25 * around.sum()


def test_where_the_breath_is_withheld_there_are_no_dots() -> None:
    columns = light(example.strap_snapshot()).max(axis=0)
    assert columns[column_of(32.5) : column_of(27.5)].max() == 0
    assert columns[column_of(20.0) : column_of(2.0)].min() > 0


def test_the_dots_end_where_the_breath_was_last_seen_and_fade_before() -> None:
    snapshot = example.strap_snapshot(seen_until_s=example.FULL_S - 4.0)
    added = light(snapshot).max(axis=0)
    assert added[column_of(3.7) :].max() == 0
    assert 0 < added[column_of(4.8) : column_of(4.1)].max() < added[column_of(8.0)] * 0.8


def test_nothing_is_drawn_without_a_strap_that_sends_its_movement() -> None:
    snapshot = example.example_snapshot()
    assert np.array_equal(
        picture(snapshot), picture(replace(example.strap_snapshot(), own_breath=None))
    )
    assert ENGLISH.breath_sources[BreathSource.STRAP] not in said(
        training().texts(snapshot, snapshot.at_s)
    )


def test_dots_and_heart_and_pacer_have_three_colours() -> None:
    colours = np.array([NIGHT.text, NIGHT.heart, NIGHT.breath], dtype=float)
    for here, there in ((0, 1), (0, 2), (1, 2)):
        assert np.abs(colours[here] - colours[there]).max() >= 90.0


def test_the_label_says_what_the_dots_are_and_why_there_are_none() -> None:
    shots = snapshots()
    words = {
        name: said(training().texts(shots[name], shots[name].at_s))
        for name in ("strap movement", "strap that moves", "strap without breath")
    }
    assert all(ENGLISH.breath_sources[BreathSource.STRAP] in found for found in words.values())
    assert ENGLISH.breath_in_step in words["strap movement"]
    assert Withheld.MOVING.value in words["strap that moves"]
    assert Withheld.STILL.value in words["strap without breath"]
    assert "belly moves" not in "".join(words.values()), "a strap measures what it hangs on"


def test_a_belt_has_its_own_name_and_a_dead_one_is_said() -> None:
    worn, dead = example.belt_snapshot(), example.belt_snapshot(seen_until_s=0.0)
    here, gone = (said(training().texts(each, each.at_s)) for each in (worn, dead))
    name = ENGLISH.breath_sources[BreathSource.BELT]
    assert name in here
    assert name in gone
    assert ENGLISH.breath_in_step in here
    assert Withheld.NO_BELT.value in gone
    assert light(dead).max() == 0


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (BreathInStep(0.9, 0.05, is_in_step=True), ENGLISH.breath_in_step),
        (BreathInStep(0.9, 0.25, is_in_step=False), ENGLISH.breath_behind),
        (BreathInStep(0.9, -0.25, is_in_step=False), ENGLISH.breath_ahead),
        (BreathInStep(0.2, 0.0, is_in_step=False), ENGLISH.breath_own_pace),
        (Withheld.NOT_PACED, ""),
    ],
)
def test_how_the_breath_goes_with_the_pacer_is_said_without_blame(
    step: BreathInStep | Withheld, words: str
) -> None:
    breath = example.belt_snapshot().own_breath
    assert breath is not None
    assert ENGLISH.breath_follows(replace(breath, in_step=step)) == words


def test_rate_and_depth_stand_beside_the_dots_unless_numbers_are_hidden() -> None:
    scene = TrainingScene((1920, 1080))
    snapshot = example.belt_snapshot()
    shown = said(scene.texts(snapshot, snapshot.at_s))
    assert "6.0/min" in shown
    assert "depth 96 %" in shown
    hidden = said(scene.texts(snapshot, snapshot.at_s, hides_numbers=True))
    assert "/min" not in hidden
    assert "96" not in hidden
    assert ENGLISH.breath_in_step in hidden


def test_the_dots_stand_still_in_a_pause_and_none_lead_over_it() -> None:
    at_s, pause_s = example.MIDDLE_S, 25.0
    before = example.strap_snapshot(at_s)
    assert before.own_breath is not None
    course = before.own_breath.course
    in_it = tuple(replace(course[-1], at_s=at_s + second) for second in np.arange(0.2, 25.0, 0.2))
    timeline = before.timeline.paused(at_s).resumed(at_s + pause_s)
    resumed = replace(
        before,
        at_s=at_s + pause_s,
        timeline=timeline,
        trace=before.trace,
        own_breath=replace(before.own_breath, course=course + in_it),
    )
    assert np.array_equal(light(before), light(resumed))
    columns = CourseColumns()
    columns.update(course + in_it)
    assert len(BreathRow(columns, timeline, at_s + pause_s, 1.0).firsts) == 2


def row_of(columns: CourseColumns, course: tuple[BreathPoint, ...], at_s: float) -> list[object]:
    columns.update(course)
    row = BreathRow(columns, example.strap_snapshot().timeline, at_s, 1.0)
    return [*row.elapsed_s, *row.fullness, *row.firsts, *row.strength(at_s)]


def test_a_row_is_the_same_whatever_course_came_before() -> None:
    snapshot = example.strap_snapshot()
    assert snapshot.own_breath is not None
    course, at_s = snapshot.own_breath.course, snapshot.at_s
    other = tuple(replace(point, fullness=0.5) for point in course)
    columns = CourseColumns()
    for shown in (
        course[:100],
        course[30:140],
        course[:20],
        course[:20] + other[20:60] + course[60:],
        other,
        course,
        (),
        course[5:],
    ):
        assert row_of(columns, shown, at_s) == row_of(CourseColumns(), shown, at_s)


def test_the_dots_do_not_walk_in_whole_pixels() -> None:
    snapshot = example.strap_snapshot()
    breath = snapshot.own_breath
    assert breath is not None
    # Four whole pixels from one to the next: all of them lie alike between the pixels.
    per_s = training().layout.places.units_per_s
    course = tuple(
        replace(breath.course[-1], at_s=snapshot.at_s - 10.0 - 4.0 * number / per_s, fullness=0.3)
        for number in range(30, 0, -1)
    )
    still = replace(snapshot, own_breath=replace(breath, course=course))
    middles = []
    for quarter in range(9):
        at_s = snapshot.at_s + 0.25 * quarter / per_s
        added = light(replace(still, at_s=at_s)).sum(axis=0)
        middles.append(float(np.average(np.arange(added.size), weights=added)))
    assert np.diff(middles) == pytest.approx([-0.25] * 8, abs=0.1)
