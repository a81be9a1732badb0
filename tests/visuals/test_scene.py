"""The training screen as a whole: drawn anywhere, twice as once, without flashes, as it was."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from tests.visuals.pictures import (
    GOLDEN,
    GOLDEN_SCREENS,
    GOLDEN_TIMES,
    SIZES,
    WIDE,
    baked,
    box_means,
    drawn,
    golden_screen,
    luminance,
    pixels_of,
    snapshots,
    training,
)
from trainer.plan import Pace, Plan
from visuals.look import Look
from visuals.scene import example
from visuals.scene.calm import CalmScene
from visuals.scene.layout import Layout
from visuals.scene.training import TrainingScene
from visuals.settings import Theme


@pytest.mark.parametrize("size", SIZES)
def test_every_state_is_drawn_at_every_size(size: tuple[int, int]) -> None:
    for name, snapshot in snapshots().items():
        pixels = drawn(training(size), snapshot)
        assert pixels.shape == (size[1], size[0], 3), name
        assert pixels.max() > 200, name


def test_draw_twice_is_draw_once() -> None:
    scene = training()
    snapshot = example.example_snapshot(example.MIDDLE_S)
    once = drawn(scene, snapshot)
    surface = pygame.Surface(WIDE)
    scene.draw(surface, snapshot, snapshot.at_s)
    scene.draw(surface, snapshot, snapshot.at_s)
    assert np.array_equal(pixels_of(surface), once)


def test_a_frame_does_not_depend_on_the_frames_before_it() -> None:
    scene = training()
    snapshot = example.example_snapshot(example.MIDDLE_S)
    before = drawn(scene, snapshot)
    for other in snapshots().values():
        drawn(scene, other)
    assert np.array_equal(drawn(scene, snapshot), before)


def test_two_scenes_with_the_same_seed_draw_the_same() -> None:
    snapshot = example.example_snapshot(example.FULL_S)
    size = (640, 480)
    assert np.array_equal(
        drawn(TrainingScene(size, seed=5), snapshot), drawn(TrainingScene(size, seed=5), snapshot)
    )


@pytest.mark.parametrize("theme", list(Theme), ids=lambda theme: theme.value)
@pytest.mark.parametrize("scene_of", [TrainingScene, CalmScene])
def test_nothing_flashes_over_a_breath(
    scene_of: type[TrainingScene] | type[CalmScene], theme: Theme
) -> None:
    """A flash is a change of 0.1 in relative luminance and back (WCAG 2.1, 2.3.1).

    Looked at in eight by eight cells of the window, smaller than the area that the rule speaks
    of: a frame changes a cell by less than an eighth of a flash, a third of a second by less than
    one, so three flashes a second cannot happen.
    """
    size = (640, 480)
    scene = scene_of(size, Look(palette=theme.palette))
    while not scene.bake(1.0):
        pass
    snapshot = example.example_snapshot(140.0)
    surface = pygame.Surface(size)
    frames = []
    for frame in range(600):
        at_s = 140.0 + frame / 60
        scene.draw_picture(surface, snapshot, at_s)
        boxes = luminance(box_means(pixels_of(surface)))
        frames.append(boxes[:56].reshape(8, 7, 8, 10).mean(axis=(1, 3)))
    cells = np.array(frames)
    assert np.abs(np.diff(cells, axis=0)).max() < 0.0125
    third_of_a_second = 20
    assert np.abs(cells[third_of_a_second:] - cells[:-third_of_a_second]).max() < 0.1


def test_screen_stays_dark_enough_for_a_dark_room() -> None:
    for name, snapshot in snapshots().items():
        mean = float(luminance(box_means(drawn(training(), snapshot))).mean())
        assert mean < 0.06, name


def test_sky_has_no_bands() -> None:
    """In a band many equal rows follow each other; dither breaks every row."""
    pixels = drawn(training(), example.example_snapshot(example.QUIET_S))
    piece = pixels[100:480, 1236:1276, 2]
    assert min(len(np.unique(row)) for row in piece) >= 2


TOLERANCE = 10.0
"""Between the two bindings box means differ by up to 8.1; a belly 5 % off gives 11."""


@pytest.mark.parametrize("name", sorted(GOLDEN_TIMES))
def test_picture_without_words_looks_as_it_did(name: str) -> None:
    scene = baked()
    surface = pygame.Surface(WIDE)
    at_s = GOLDEN_TIMES[name]
    scene.draw_picture(surface, example.example_snapshot(at_s), at_s)
    means = box_means(pixels_of(surface))
    golden = np.load(GOLDEN / f"{name}.npy").astype(float)
    assert np.abs(means - golden).max() < TOLERANCE


@pytest.mark.parametrize("name", sorted(GOLDEN_SCREENS))
def test_screens_without_words_look_as_they_did(name: str) -> None:
    means = box_means(golden_screen(name))
    with np.load(GOLDEN / f"{name}.npz") as golden:
        assert np.abs(means - golden["means"].astype(float)).max() < TOLERANCE


@pytest.mark.parametrize("breaths_per_min", [3.0, 6.0, 15.0])
@pytest.mark.parametrize("size", [(640, 480), (720, 1280)])
def test_every_pace_is_drawn(breaths_per_min: float, size: tuple[int, int]) -> None:
    plan = Plan(Pace(breaths_per_min, 0.6), quiet_before_s=0.0)
    for at_s in (0.0, 0.1, 33.3):
        pixels = drawn(training(size), example.example_snapshot(at_s, plan=plan))
        assert pixels.max() > 200


@pytest.mark.parametrize("size", [(900, 900), (900, 1000), (640, 700), (1080, 1080)])
def test_a_window_that_is_about_square_is_used_from_side_to_side(size: tuple[int, int]) -> None:
    layout = Layout(size)
    assert layout.places.stage[0] * layout.scale >= 0.95 * size[0]
    assert layout.places.stage[1] * layout.scale >= 0.65 * size[1]
