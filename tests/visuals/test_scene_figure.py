"""The person: the belly swells outwards and lights up, all else stands still."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pygame
import pytest

from tests.visuals.pictures import (
    WIDE,
    baked,
    luminance,
    pixels_of,
)
from trainer.timeline import Timeline, fullness_of_phase
from visuals.look import Look
from visuals.palette import CONTRAST
from visuals.scene import body, example
from visuals.scene.chest_arm import CHEST_ARM, ChestArm
from visuals.scene.moment import moment_at
from visuals.scene.portrait import Painted, Portrait
from visuals.scene.shading import Canvas, form_of
from visuals.scene.training import TrainingScene

CHEST_Y = (190.0, 210.0)
"""Collar bone and the chest at its deepest."""
BELLY_Y = 294.0
LEAST_REACH_PX = 50
"""At 720 lines; on a 13-inch screen this is a quarter of a degree at 2 m, a sixth at 3 m."""
STILL_PX = 2
INHALE_SHARE = 0.4


def figure_alpha(scene: TrainingScene, fullness: float) -> npt.NDArray[np.float64]:
    """Where the person covers the ground: drawn on black and on white, and compared."""
    shots = []
    for ground in (0, 255):
        surface = pygame.Surface(scene.layout.size)
        surface.fill((ground, ground, ground))
        scene.figure.draw(surface, fullness, is_mirrored=False)
        shots.append(pixels_of(surface).astype(float))
    alpha: npt.NDArray[np.float64] = 1.0 - (shots[1] - shots[0]).mean(axis=2) / 255.0
    return alpha


def contour(alpha: npt.NDArray[np.float64], row: int) -> tuple[int, int]:
    """First and last column that the person covers by half."""
    columns = np.nonzero(alpha[row] > 0.5)[0]
    return int(columns[0]), int(columns[-1])


def test_belly_swells_outwards_while_chest_and_back_stand_still() -> None:
    scene = baked()
    empty, full = figure_alpha(scene, 0.0), figure_alpha(scene, 1.0)
    belly = round(scene.figure.row_of(BELLY_Y))
    assert contour(full, belly)[1] - contour(empty, belly)[1] >= LEAST_REACH_PX
    for y in CHEST_Y:
        chest = round(scene.figure.row_of(y))
        for side in (0, 1):
            assert abs(contour(full, chest)[side] - contour(empty, chest)[side]) <= STILL_PX
    above = slice(scene.figure.rect.top, round(scene.figure.row_of(body.NECKLINE)))
    assert np.abs(full[above] - empty[above]).max() < 0.02


def test_full_belly_reaches_far_beyond_the_chest_and_an_empty_one_does_not() -> None:
    chest = body.front_x(0.0, 207.0)
    assert body.front_x(1.0, BELLY_Y) - chest > 45.0
    assert body.front_x(0.0, BELLY_Y) < chest


def test_belly_follows_the_breath_without_a_jump() -> None:
    scene = baked()
    row = round(scene.figure.row_of(BELLY_Y))
    fronts = [contour(figure_alpha(scene, step / 60), row)[1] for step in range(61)]
    steps = np.diff(fronts)
    assert steps.min() >= 0
    assert steps.max() <= 2


@pytest.mark.parametrize("is_all_baked", [False, True])
def test_in_is_told_from_out_by_the_belly_alone(is_all_baked: bool) -> None:
    """Only the figure's box is looked at, and there only where the front of the belly moves."""
    scene = baked() if is_all_baked else TrainingScene(WIDE)
    row = round(scene.figure.row_of(BELLY_Y))
    timeline = Timeline(example.PLAN, started_s=0.0)
    reached = {}
    for name, into_s in (("in", 3.2), ("out", 8.5)):
        moment = moment_at(timeline, 60.0 + 40.0 + into_s)
        reached[name] = contour(figure_alpha(scene, moment.fullness), row)[1]
    assert reached["in"] - reached["out"] > 0.6 * LEAST_REACH_PX


def test_light_in_the_belly_grows_with_the_in_breath() -> None:
    scene = baked()
    lights = []
    for fullness in (0.0, 0.5, 1.0):
        surface = pygame.Surface(WIDE)
        scene.figure.draw(surface, fullness)
        row = round(scene.figure.row_of(BELLY_Y))
        lights.append(float(pixels_of(surface)[row].max()))
    assert lights[0] + 30 < lights[1] < lights[2] - 30


def test_a_person_baked_a_little_at_a_time_looks_as_one_baked_at_once() -> None:
    size = (640, 480)
    slowly, at_once = TrainingScene(size), TrainingScene(size)
    turns = 1
    while not slowly.figure.bake(0.0):
        turns += 1
    at_once.figure.bake(1e9)
    assert turns > 10 * 30  # ten stops in each of thirty pictures: none takes a whole frame
    assert np.array_equal(figure_alpha(slowly, 0.53), figure_alpha(at_once, 0.53))


def test_a_picture_that_is_half_baked_is_not_shown() -> None:
    size = (640, 480)
    scene, untouched = TrainingScene(size), TrainingScene(size)
    for _ in range(5):
        scene.figure.bake(0.0)
    assert np.array_equal(figure_alpha(scene, 0.25), figure_alpha(untouched, 0.25))


def test_the_first_in_breath_has_one_contour_while_pictures_are_still_baked() -> None:
    """Where two pictures far apart are laid over each other, two bellies are seen through.

    A slow machine bakes for the whole of the first in-breath.
    """

    def seen_through(scene: TrainingScene, fullness: float) -> int:
        alpha = figure_alpha(scene, fullness)
        return int(np.count_nonzero((alpha > 0.15) & (alpha < 0.85)))

    first, ready, whole = TrainingScene(WIDE), baked(), TrainingScene(WIDE)
    turns = 1
    while not whole.figure.bake(0.0):
        turns += 1
    done = 0
    for share in (0.2, 0.35, 0.5, 0.65, 0.8):
        while done < share * turns:
            first.figure.bake(0.0)
            done += 1
        fullness = fullness_of_phase(share * INHALE_SHARE, INHALE_SHARE)
        assert seen_through(first, fullness) < 1.3 * seen_through(ready, fullness), share


def test_a_hand_on_the_chest_lies_still_and_is_there_only_where_it_is_wanted() -> None:
    usual, wanted = (TrainingScene(WIDE, Look(chest_hand=chest)).figure for chest in (False, True))
    scale = usual.rect.width / body.WIDTH
    left, right = (usual.rect.left + (x - body.LEFT) * scale for x in (214.0, 250.0))
    hand = pygame.Rect(left, usual.row_of(186.0), right - left, 40.0 * scale)
    shots = {}
    for name, figure in (("usual", usual), ("wanted", wanted)):
        for fullness in (0.0, 1.0):
            surface = pygame.Surface(WIDE)
            surface.fill((40, 60, 80))
            figure.draw(surface, fullness, is_mirrored=False)
            shots[name, fullness] = pixels_of(surface).astype(float)
    part = slice(hand.top, hand.bottom), slice(hand.left, hand.right)
    seen = np.abs(shots["usual", 0.0] - shots["wanted", 0.0])[part].max(axis=2) > 30.0
    assert seen.mean() > 0.2  # there is a hand
    moved = np.abs(shots["wanted", 0.0] - shots["wanted", 1.0])[part].max(axis=2)[seen]
    assert np.median(moved) < 2.0
    below = slice(round(usual.row_of(250.0)), round(usual.row_of(400.0)))
    at_rest = np.abs(shots["usual", 1.0] - shots["wanted", 1.0])[below]
    assert at_rest.mean() < 0.5


def painted(arm: ChestArm | None, k: float, scale: float) -> Painted:
    size = math.ceil(body.WIDTH * scale), math.ceil(body.HEIGHT * scale)
    canvas = Canvas(body.LEFT, body.TOP, scale, *size)
    return Portrait(canvas, chest_arm=arm).paint(k)


@pytest.mark.parametrize("k", [0.0, 0.5, 1.0])
def test_the_sleeve_of_the_chest_s_hand_reaches_from_the_wrist_to_the_trunk(k: float) -> None:
    """Before a full belly the old forearm was a piece by itself, which belonged to nobody."""
    scale = 1.3
    _, bare = painted(None, k, scale)
    _, whole = painted(CHEST_ARM, k, scale)
    rows, columns = np.nonzero((whole > 0.5) & (bare < 0.5))
    ys, xs = rows / scale + body.TOP, columns / scale + body.LEFT
    below_cuff = ys > CHEST_ARM.forearm.line[-1][1]
    assert ys.max() > body.BELLY_MIDDLE - 40.0  # down to the elbow
    for y in np.arange(230.0, body.BELLY_MIDDLE - 40.0, 2.0):
        row = xs[below_cuff & (np.abs(ys - y) < 1.0)]
        assert np.ptp(row) > 5.0, y  # as wide as a finger at least
        assert np.diff(np.sort(row)).max() < 2.0, y  # and in one piece
    beside_trunk = xs[(ys > 232.0) & (ys < 250.0)].min() - body.front_x(k, 241.0)
    assert beside_trunk < 8.0


def test_fingers_on_the_chest_point_to_it_and_have_lines_between_them() -> None:
    scale = 1.9
    colours, _ = painted(CHEST_ARM, 0.5, scale)
    light = luminance(colours.astype(np.float64))
    for finger in CHEST_ARM.fingers:
        root, tip = finger.line[0], finger.line[-1]
        assert tip[0] < root[0] < body.front_x(0.5, float(root[1]))
    first, last = (CHEST_ARM.fingers[index].line[12] for index in (0, -1))
    across = first + np.linspace(0.0, 1.0, 60)[:, None] * (last - first)
    places = np.rint((across - (body.LEFT, body.TOP)) * scale).astype(int)
    met = light[places[:, 1], places[:, 0]]
    tops = [part.max() for part in np.array_split(met, 4)]
    for middle in (15, 30, 45):
        assert met[middle - 5 : middle + 5].min() < 0.8 * min(tops), middle


def test_on_a_black_ground_legs_and_seat_have_an_edge_that_is_seen() -> None:
    """WCAG 1.4.11: three times as light as what is beside it, which is black here."""
    scale = 0.6
    size = math.ceil(body.WIDTH * scale), math.ceil(body.HEIGHT * scale)
    canvas = Canvas(body.LEFT, body.TOP, scale, *size)
    colours, opacity = Portrait(canvas, CONTRAST).paint(0.0)
    light = luminance((colours * opacity[:, :, None]).astype(np.float64))
    rows = slice(round((340.0 - body.TOP) * scale), None)
    for across in range(110, 350, 10):
        column = round((across - body.LEFT) * scale)
        assert light[rows, column - 1 : column + 2].max() >= 0.10, across


def test_the_belly_s_light_lies_warm_on_the_water_and_goes_with_the_breath() -> None:
    scene = baked()
    figure = scene.figure
    middle = round(figure.columns_of(np.array([240.0]))[0])
    below = slice(
        round(figure.row_of(body.GROUND + 20.0)), round(figure.row_of(body.GROUND + 70.0))
    )
    warmth = []
    for fullness in (0.0, 0.5, 1.0):
        surface = pygame.Surface(WIDE)
        surface.fill((12, 40, 54))
        figure.draw(surface, fullness)
        red, _, blue = pixels_of(surface)[below, middle - 25 : middle + 25].mean(axis=(0, 1))
        warmth.append(float(red - blue))
    assert warmth[0] + 15.0 < warmth[1] < warmth[2] - 15.0


def test_the_light_on_the_water_ends_softly_within_its_picture() -> None:
    """Cut off at an edge of the mirror's picture it would be seen as a line on the lake."""
    figure = baked().figure
    surface = pygame.Surface(WIDE)
    surface.fill((12, 40, 54))
    figure.draw(surface, 1.0)
    rows = slice(figure.rect.bottom, figure.rect.bottom + 200)
    pixels = pixels_of(surface)[rows].astype(int)
    for column in (figure.rect.left - 1, figure.rect.right - 1):
        step = np.abs(pixels[:, column + 1] - pixels[:, column])
        assert step.max() <= 3
    lowest = figure.row_of(body.GROUND + 128.0) - figure.rect.bottom
    around = slice(round(lowest) - 3, round(lowest) + 3)
    assert np.abs(np.diff(pixels[around], axis=0)).max() <= 4


def test_hair_has_strands_and_the_hand_has_fingers() -> None:
    scale = 1.3
    size = math.ceil(body.WIDTH * scale), math.ceil(body.HEIGHT * scale)
    canvas = Canvas(body.LEFT, body.TOP, scale, *size)
    colours, _ = Portrait(canvas).paint(0.5)
    light = luminance(colours.astype(np.float64))

    def edges(x: float, top: float, bottom: float) -> int:
        """Lines that are met on the way down a column."""
        column = round((x - body.LEFT) * scale)
        rows = slice(round((top - body.TOP) * scale), round((bottom - body.TOP) * scale))
        steps = np.sign(np.diff(light[rows, column - 1 : column + 2].mean(axis=1)))
        return int(np.count_nonzero(np.diff(steps[steps != 0.0])))

    hand = body.arm(0.5).fingers[1].line
    across = float(np.median(hand[:, 0]))
    middle = float(np.median(hand[:, 1]))
    assert edges(180.0, 25.0, 80.0) >= 6
    assert edges(across, middle - 10.0, middle + 18.0) >= 4


@pytest.mark.parametrize("scale", [0.6, 0.86, 1.3])
def test_a_limb_is_round_without_a_crease_along_its_middle(scale: float) -> None:
    """The neck had a line from top to bottom, and the thigh one along it."""
    canvas = Canvas(0, 0, scale, round(160 * scale), round(200 * scale))
    arm = body.limb([(80, 20, 20), (80, 100, 20), (80, 180, 20)])
    form = form_of(canvas, (arm,), 2.4, 10.0)
    facing = form.right[form.right.shape[0] // 2]
    assert facing.max() > 0.5
    assert facing.min() < -0.5
    assert np.abs(np.diff(facing)).max() * scale < 0.085
