"""The second contour on the figure: where it stands, and when there is none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame
import pytest

from tests.visuals.pictures import WIDE, pixels_of, training
from trainer.snapshot import BreathPoint, Snapshot
from trainer.timeline import Timeline
from visuals.scene import body, example
from visuals.scene.moment import moment_at
from visuals.scene.own_belly import Ahead

BELLY_Y = 290.0


def fuller(snapshot: Snapshot, by: float) -> Snapshot:
    """The same person, whose breath was so much fuller than the pacer's all the time."""
    breath = snapshot.own_breath
    assert breath is not None

    def moved(point: BreathPoint) -> BreathPoint:
        if point.fullness is None or point.asked_fullness is None:
            return point
        return replace(point, fullness=point.asked_fullness + by)

    return replace(
        snapshot,
        own_breath=replace(breath, course=tuple(moved(point) for point in breath.course)),
    )


def dot_columns(snapshot: Snapshot) -> list[float]:
    """Columns, in design units, that dots light up beside the figure's belly."""
    figure = training().figure
    pictures = []
    for shown in (snapshot, replace(snapshot, own_breath=None)):
        surface = pygame.Surface(WIDE)
        training().draw_picture(surface, shown, shown.at_s)
        pictures.append(pixels_of(surface).astype(int))
    row = round(figure.row_of(BELLY_Y))
    added = np.abs(pictures[0] - pictures[1]).sum(axis=2)[row - 5 : row + 6].sum(axis=0)
    columns = np.flatnonzero(added > 0)
    return [] if columns.size == 0 else [float(np.average(np.arange(added.size), weights=added))]


@pytest.mark.parametrize("by", [-0.5, -0.2, 0.0])
def test_it_stands_off_the_pacing_belly_by_what_the_breath_differed(by: float) -> None:
    snapshot = fuller(example.strap_snapshot(), by)
    fullness = moment_at(snapshot.timeline, snapshot.at_s).fullness
    wanted = training().figure.columns_of(np.array([body.front_x(fullness + by, BELLY_Y)]))
    assert dot_columns(snapshot) == pytest.approx(wanted.tolist(), abs=2.0)


def test_a_breath_that_goes_with_the_pacer_lies_on_it_though_it_is_seen_late() -> None:
    snapshot = fuller(example.strap_snapshot(), 0.0)
    assert snapshot.own_breath is not None
    ahead, strength = Ahead(snapshot.own_breath.course, snapshot.timeline, snapshot.at_s).at(
        snapshot.at_s
    )
    assert ahead == 0.0
    assert strength == 1.0


def test_there_is_none_where_the_breath_is_withheld() -> None:
    assert dot_columns(example.strap_snapshot(seen_until_s=example.FULL_S - 6.0)) == []
    assert dot_columns(example.example_snapshot()) == []


def test_there_is_none_in_the_quiet_minute_which_paces_nobody() -> None:
    timeline = Timeline(example.PLAN, started_s=0.0)
    snapshot = fuller(example.strap_snapshot(), 0.0)
    assert snapshot.own_breath is not None
    quiet = tuple(
        replace(point, asked_fullness=None, breath_phase=None)
        for point in snapshot.own_breath.course
    )
    assert Ahead(quiet, timeline, snapshot.at_s).at(snapshot.at_s) == (0.0, 0.0)


def test_it_comes_and_goes_softly() -> None:
    snapshot = fuller(example.strap_snapshot(), 0.0)
    assert snapshot.own_breath is not None
    course = snapshot.own_breath.course
    strengths = [
        Ahead(course, snapshot.timeline, at_s).at(at_s)[1]
        for at_s in (snapshot.at_s + np.arange(60) / 20).tolist()
    ]
    assert strengths[0] == 1.0
    assert strengths[-1] == 0.0
    assert np.abs(np.diff(strengths)).max() <= 0.06
