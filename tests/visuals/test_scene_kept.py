"""What a frame shares with the one before: it must be what a frame of its own would have drawn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame

from tests.visuals.pictures import WIDE, pixels_of, training
from trainer.snapshot import Snapshot
from trainer.timeline import Timeline
from visuals.scene import example
from visuals.scene.kept import KeptCourse

TIMELINE = Timeline(example.PLAN, started_s=0.0)


def kept() -> KeptCourse[float, tuple[float, ...]]:
    """Keeps the points up to a time; a point is its time."""
    return KeptCourse(
        lambda course, _, at_s: tuple(point for point in course if point <= at_s),
        lambda point: point,
    )


def test_a_point_that_was_still_to_come_is_there_when_its_time_has_come() -> None:
    course = (1.0, 2.0, 3.0)
    keeps = kept()
    assert keeps.get(course, TIMELINE, 2.5) == (1.0, 2.0)
    assert keeps.get(course, TIMELINE, 3.5) == course


def test_a_time_before_the_last_one_is_answered_anew() -> None:
    course = (1.0, 2.0, 3.0)
    keeps = kept()
    assert keeps.get(course, TIMELINE, 9.0) == course
    assert keeps.get(course, TIMELINE, 1.5) == (1.0,)
    assert keeps.get(course, TIMELINE, 9.0) == course


def test_another_course_or_timeline_is_not_answered_with_the_old_one() -> None:
    keeps = kept()
    assert keeps.get((1.0,), TIMELINE, 9.0) == (1.0,)
    assert keeps.get((1.0, 2.0), TIMELINE, 9.0) == (1.0, 2.0)
    course = (1.0,)
    paused = TIMELINE.paused(2.0)
    told = KeptCourse[float, Timeline](lambda _, timeline, __: timeline, lambda point: point)
    assert told.get(course, TIMELINE, 9.0) is TIMELINE
    assert told.get(course, paused, 9.0) is paused


def test_it_is_worked_out_once_for_many_frames() -> None:
    course = (1.0, 2.0)
    told = KeptCourse[float, float](lambda _, __, at_s: at_s, lambda point: point)
    assert {told.get(course, TIMELINE, 2.0 + number / 60.0) for number in range(100)} == {2.0}


def picture(snapshot: Snapshot) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """As the shared scene draws it, which has drawn others before."""
    surface = pygame.Surface(WIDE)
    training().draw_picture(surface, snapshot, snapshot.at_s)
    return pixels_of(surface)


def test_many_frames_in_a_row_end_in_the_picture_that_a_single_one_gives() -> None:
    snapshot = example.strap_snapshot()
    alone = picture(snapshot)
    for step in range(40, 0, -1):
        picture(replace(snapshot, at_s=snapshot.at_s - step / 20.0))
    assert np.array_equal(picture(snapshot), alone)
