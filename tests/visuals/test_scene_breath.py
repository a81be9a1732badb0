"""What moves with the breath: belly, ring and water follow the timeline and never jump."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.visuals.pictures import (
    drawn,
    training,
)
from trainer.plan import Plan
from trainer.timeline import Timeline
from visuals.scene import example
from visuals.scene.moment import Asked, moment_at
from visuals.scene.water import Water


def test_belly_ring_and_water_agree_with_the_timeline() -> None:
    timeline = Timeline(example.PLAN, started_s=0.0)
    for at_s in np.arange(61.0, 110.0, 0.37):
        asked = timeline.asked_fullness_at(float(at_s))
        moment = moment_at(timeline, float(at_s))
        assert moment.fullness == asked
        assert moment.ring == asked


def test_belly_never_jumps_from_the_first_to_the_last_second() -> None:
    timeline = Timeline(example.PLAN, started_s=0.0)
    times_s = np.arange(0.0, example.PLAN.total_s + 2.0, 1 / 60)
    fullness = [moment_at(timeline, float(at_s)).fullness for at_s in times_s]
    assert np.abs(np.diff(fullness)).max() < 0.012


def test_a_moment_before_the_first_looks_like_the_first() -> None:
    for quiet_s in (0.0, 60.0):
        timeline = Timeline(Plan(quiet_before_s=quiet_s), started_s=5.0)
        early, first = moment_at(timeline, 4.9), moment_at(timeline, 5.0)
        assert (early.asked, early.fullness, early.ring) == (first.asked, 0.0, 0.0)


def test_belly_does_not_jump_when_paused_and_when_resumed() -> None:
    timeline = Timeline(example.PLAN, started_s=0.0)
    at_s = example.MIDDLE_S
    before = moment_at(timeline, at_s).fullness
    paused = timeline.paused(at_s)
    assert moment_at(paused, at_s + 30.0).fullness == before
    resumed = paused.resumed(at_s + 30.0)
    assert moment_at(resumed, at_s + 30.0).fullness == pytest.approx(before, abs=1e-9)


def test_quiet_minute_asks_for_nothing_and_cannot_be_followed() -> None:
    timeline = Timeline(example.PLAN, started_s=0.0)
    times_s = np.arange(5.0, 55.0, 0.05)
    moments = [moment_at(timeline, float(at_s)) for at_s in times_s]
    assert {moment.asked for moment in moments} == {Asked.NOTHING}
    fullness = np.array([moment.fullness for moment in moments])
    assert np.ptp(fullness) < 0.08
    spectrum = np.abs(np.fft.rfft(fullness - fullness.mean())) ** 2
    assert spectrum.max() < 0.75 * spectrum.sum()
    rings = [moment.ring for moment in moments]
    assert np.all(np.diff(rings) > 0)


def test_the_ring_of_the_first_quiet_minute_goes_dark_before_the_breath_takes_it_over() -> None:
    """A full ring that was gone with the first in-breath would startle."""
    scene = training()
    layout = scene.layout
    x = round(layout.x(layout.places.ring_centre[0] + layout.places.ring_radius))
    y = round(layout.y(layout.places.ring_centre[1]))
    begins_s = example.PLAN.quiet_before_s
    lights = []
    for at_s in np.arange(begins_s - 3.0, begins_s + 0.5, 1 / 60):
        snapshot = replace(example.example_snapshot(float(at_s)), trace=())
        picture = drawn(scene, snapshot).astype(int)
        lights.append(picture[y - 2 : y + 3, x - 3 : x + 4].sum())
    steps = np.abs(np.diff(lights))
    assert np.ptp(lights) > 1500
    assert steps.max() < 0.06 * np.ptp(lights)


def test_water_is_flat_in_the_quiet_minute_and_the_coming_breath_is_seen() -> None:
    scene = training()
    snapshot = replace(example.example_snapshot(20.0), trace=())
    pixels = drawn(scene, snapshot).astype(int)
    level = round(scene.layout.y(scene.layout.places.wave_empty))
    left = pixels[level, 100:420].sum(axis=1)
    assert np.ptp(left) < 30
    snapshot = replace(example.example_snapshot(58.0), trace=())
    later = drawn(scene, snapshot).astype(int)
    crest = round(scene.layout.y(scene.layout.places.wave_full)) + 6
    assert later[crest, 1060:1270].sum(axis=1).max() > later[crest, 100:420].sum(axis=1).max() + 40


def test_standing_water_changes_only_between_breaths() -> None:
    timeline = Timeline(example.PLAN, 0.0)
    stands = {Water.standing_s(timeline, elapsed_s) for elapsed_s in np.arange(70.0, 79.9, 0.1)}
    assert len(stands) == 1
    assert stands.pop() == pytest.approx(80.0)
