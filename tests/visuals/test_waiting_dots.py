"""The dots that say that one waits: softly, and still where motion is reduced."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pygame

from tests.visuals.pictures import pixels_of
from visuals.look import Look
from visuals.scene.layout import Layout
from visuals.scene.waiting_dots import WaitingDots

SIZE = (120, 40)


def frames(*, reduced_motion: bool) -> npt.NDArray[np.float64]:
    """Light of each column in three seconds of the dots, 60 pictures a second."""
    dots = WaitingDots(Layout((1280, 720), Look(reduced_motion=reduced_motion)))
    found = []
    for frame in range(180):
        surface = pygame.Surface(SIZE)
        dots.draw(surface, (100, 20), frame / 60)
        found.append(pixels_of(surface).max(axis=(0, 2)).astype(float))
    return np.array(found)


def test_a_light_goes_from_dot_to_dot_and_nothing_blinks() -> None:
    seen = frames(reduced_motion=False)
    assert np.abs(np.diff(seen, axis=0)).max() < 16.0
    assert len(np.unique(np.argmax(seen, axis=1) // 16)) == 3


def test_the_dots_stand_still_where_motion_is_reduced() -> None:
    seen = frames(reduced_motion=True)
    assert seen.max() > 100.0
    assert np.ptp(seen, axis=0).max() == 0.0
