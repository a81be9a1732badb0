"""The still picture of the help: an arrow says where the belly's hand goes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pygame
import pytest

from tests.visuals.pictures import pixels_of
from visuals.palette import NIGHT
from visuals.scene import body
from visuals.scene.still import Goes, draw_still

BOX = pygame.Rect(0, 0, 318, 414)


def shown(goes: Goes) -> npt.NDArray[np.int64]:
    surface = pygame.Surface(BOX.size)
    draw_still(surface, BOX, 0.5, NIGHT, goes)
    return pixels_of(surface).astype(np.int64)


@pytest.mark.parametrize("goes", [Goes.OUT, Goes.BACK])
def test_the_arrow_stands_beside_the_belly_and_its_head_is_where_the_hand_goes(goes: Goes) -> None:
    added = np.abs(shown(goes) - shown(Goes.NOWHERE)).sum(axis=2) > 120
    rows, columns = np.nonzero(added)
    assert columns.min() > body.front_x(0.5, 318.0) - body.LEFT
    assert abs(rows.mean() - (318.0 - body.TOP)) < 3.0
    heights = added.sum(axis=0)[columns.min() : columns.max() + 1]
    left, right = heights[: len(heights) // 2].max(), heights[len(heights) // 2 :].max()
    assert (right > 3 * left) if goes is Goes.OUT else (left > 3 * right)
