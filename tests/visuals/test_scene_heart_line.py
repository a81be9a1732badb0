"""The heart line: no bridge over a gap, soft where corrected, a scale that does not jerk."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pygame
import pytest

from tests.visuals.pictures import (
    WIDE,
    drawn,
    pixels_of,
    training,
)
from trainer.snapshot import Snapshot, TracePoint
from trainer.timeline import Timeline
from visuals.scene import example
from visuals.scene.heart_points import HeartPoints

TIMELINE = Timeline(example.PLAN, started_s=0.0)


def heart_change(snapshot: Snapshot) -> npt.NDArray[np.int64]:
    """What the heart line changes in each pixel of the picture, by comparing with no line."""
    scene = training()
    shots = []
    for trace in (snapshot.trace, ()):
        surface = pygame.Surface(WIDE)
        scene.draw_picture(surface, replace(snapshot, trace=trace), snapshot.at_s)
        shots.append(pixels_of(surface).astype(np.int64))
    change: npt.NDArray[np.int64] = shots[0] - shots[1]
    return change


def heart_light(snapshot: Snapshot) -> npt.NDArray[np.int64]:
    """Light of the heart line in each column of the picture."""
    light: npt.NDArray[np.int64] = np.abs(heart_change(snapshot)).sum(axis=2).max(axis=0)
    return light


def heart_columns(snapshot: Snapshot) -> npt.NDArray[np.bool_]:
    """Columns of the picture that the heart line touches."""
    touched: npt.NDArray[np.bool_] = heart_light(snapshot) > 60
    return touched


def test_a_gap_is_not_bridged() -> None:
    snapshot = example.example_snapshot(example.FULL_S)
    places = training().layout.places
    gap = [places.now - age_s * places.units_per_s for age_s in reversed(example.GAP_AGE_S)]
    inside = slice(round(gap[0]) + 24, round(gap[1]) - 24)
    assert not heart_columns(snapshot)[inside].any()
    whole = example.example_snapshot(example.FULL_S, has_gap=False)
    assert heart_columns(whole)[inside].all()


def test_heart_line_ends_at_the_last_beat() -> None:
    snapshot = example.withheld_snapshot()
    last = np.nonzero(heart_columns(snapshot))[0].max()
    places = training().layout.places
    beat_s = snapshot.trace[-1].beat_s
    assert last <= places.now - (snapshot.at_s - beat_s) * places.units_per_s + 12


def test_corrected_beats_are_drawn_softly() -> None:
    snapshot = example.example_snapshot(example.FULL_S, has_gap=False)
    clear = tuple(replace(point, is_corrected=False) for point in snapshot.trace)
    middle = len(clear) // 2
    soft = tuple(
        replace(point, is_corrected=middle - 2 <= index <= middle + 2)
        for index, point in enumerate(clear)
    )
    places = training().layout.places
    age_s = snapshot.at_s - clear[middle].beat_s
    column = round(places.now - age_s * places.units_per_s)
    near = slice(column - 6, column + 6)
    softly = heart_light(replace(snapshot, trace=soft))[near].mean()
    clearly = heart_light(replace(snapshot, trace=clear))[near].mean()
    assert 0.1 * clearly < softly < 0.6 * clearly


def test_a_steep_line_is_one_line() -> None:
    snapshot = example.example_snapshot(example.FULL_S, has_gap=False)
    beats_s = np.arange(snapshot.at_s - 60.0, snapshot.at_s, 0.35)
    trace = tuple(
        TracePoint(float(beat_s), 145.0 if index % 2 else 195.0, False, index == 0)
        for index, beat_s in enumerate(beats_s)
    )
    # Redder than the water, and not its dark hem.
    lit = heart_change(replace(snapshot, trace=trace))[:, :, 0] > 80
    columns = np.flatnonzero(lit.any(axis=0))[40:-40]
    assert len(columns) > 800
    rows = [np.flatnonzero(lit[:, column]) for column in columns]
    steepest = max(abs(one.mean() - other.mean()) for one, other in pairwise(rows))
    assert steepest > 20.0
    for one, other in pairwise(rows):
        assert one.max() + 1 >= other.min(), "the line comes apart"
        assert other.max() + 1 >= one.min(), "the line comes apart"


def test_display_scale_is_at_least_four_beats_and_does_not_jerk() -> None:
    steady = tuple(TracePoint(float(s), 65.0, False, s == 0) for s in range(60))
    scale = HeartPoints(steady, TIMELINE, 60.0).scale(60.0)
    assert scale is not None
    assert scale.centre_bpm == pytest.approx(65.0)
    assert scale.half_bpm == 4.0
    trace = example.example_snapshot(240.0, has_gap=False).trace
    times_s = [200.0 + step / 60 for step in range(40 * 60)]
    scales = [HeartPoints(trace, TIMELINE, at_s).scale(at_s) for at_s in times_s]
    centres = np.array([found.centre_bpm for found in scales if found is not None])
    halves = np.array([found.half_bpm for found in scales if found is not None])
    assert np.abs(np.diff(centres)).max() < 0.25
    assert np.abs(np.diff(halves)).max() < 0.25


def test_no_beats_give_no_line() -> None:
    assert HeartPoints((), TIMELINE, 10.0).scale(10.0) is None
    snapshot = replace(example.example_snapshot(example.FULL_S), trace=())
    assert drawn(training(), snapshot).shape == (720, 1280, 3)


def test_picture_goes_on_after_a_pause_where_it_stood_before() -> None:
    """Beats that came in the pause are not drawn, and no line leads over it."""
    at_s, pause_s = example.MIDDLE_S, 25.0
    before = example.example_snapshot(at_s)
    came_in_it = tuple(
        TracePoint(at_s + second, 90.0, False, False) for second in np.arange(0.5, pause_s, 0.8)
    )
    resumed = replace(
        before,
        at_s=at_s + pause_s,
        timeline=before.timeline.paused(at_s).resumed(at_s + pause_s),
        trace=before.trace + came_in_it,
    )
    shots = []
    for snapshot in (before, resumed):
        surface = pygame.Surface(WIDE)
        training().draw_picture(surface, snapshot, snapshot.at_s)
        shots.append(pixels_of(surface))
    assert np.array_equal(shots[0], shots[1])


def test_a_crest_beyond_the_scale_is_pressed_and_still_round() -> None:
    """Half as high again as all the others: it must not be cut, nor flattened between beats."""
    snapshot = example.example_snapshot(example.FULL_S, has_gap=False)
    crest_s = snapshot.at_s - 37.0  # too long ago for the scale
    beats_s = snapshot.at_s - np.arange(60.0, 0.5, -0.8)
    sizes = np.where(np.abs(beats_s - crest_s) < 5.0, 15.0, 10.0)
    rates = 65.0 + sizes * np.cos(2.0 * np.pi * (beats_s - crest_s) / 10.0)
    trace = tuple(
        TracePoint(at_s, rate, False, number == 0)
        for number, (at_s, rate) in enumerate(zip(beats_s.tolist(), rates.tolist(), strict=True))
    )
    scene = training()
    shots = []
    for shown in (trace, ()):
        surface = pygame.Surface(WIDE)
        scene.draw_picture(surface, replace(snapshot, trace=shown), snapshot.at_s)
        shots.append(pixels_of(surface).astype(float))
    places = scene.layout.places
    middle = round(places.now - 37.0 * places.units_per_s)
    light = np.abs(shots[0] - shots[1]).sum(axis=2)[:, middle - 30 : middle + 31]
    rows = (light * np.arange(len(light))[:, None]).sum(axis=0) / light.sum(axis=0)
    sag = rows - rows.min()
    assert np.all(np.diff(sag[34:50]) > 0.0)
    assert sag[44] > 2.0  # where the line was cut it would be 0
