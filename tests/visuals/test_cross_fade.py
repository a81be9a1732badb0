"""Screens go over into each other, and key hints fade: nothing is gone from frame to frame."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pygame

from devices.readings import LinkState
from tests.visuals.pictures import pixels_of
from visuals.cross_fade import CrossFade
from visuals.scene import example
from visuals.screens.crisis import CrisisRecord, CrisisScreen
from visuals.screens.help import HelpScreen, Page
from visuals.screens.session import SessionScreen, SessionView
from visuals.session_display import SessionDisplay
from visuals.window import Window

SIZE = (640, 480)


class Hands:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def whole(colour: int) -> pygame.Surface:
    surface = pygame.Surface(SIZE)
    surface.fill((colour, colour, colour))
    return surface


def test_what_was_seen_goes_softly_and_only_from_the_next_first_picture_on() -> None:
    fade, lights = CrossFade(), []
    fade.leave(whole(200))
    for frame in range(40):
        screen = whole(20)
        fade.lay_over(screen, 1000.0 + frame / 60)
        lights.append(int(pixels_of(screen)[0, 0, 0]))
    assert lights[0] == 200
    assert lights[-1] == 20
    assert np.all(np.diff(lights) <= 0)
    assert np.abs(np.diff(lights)).max() < 16
    assert lights[23] < 40 < lights[12]


def test_nothing_of_another_size_is_laid_over() -> None:
    fade = CrossFade()
    fade.leave(pygame.Surface((320, 240)))
    screen = whole(20)
    fade.lay_over(screen, 1.0)
    assert int(pixels_of(screen).max()) == 20


def test_a_window_goes_from_one_screen_into_the_next() -> None:
    clock = Hands()
    window = Window(SIZE, clock=clock)
    window.open()
    seen = []
    for frame in range(60):
        if frame < 5:
            window.screen(HelpScreen).draw(window.canvas, Page(), 0.0)
        else:
            window.screen(CrisisScreen).draw(window.canvas, CrisisRecord(), 0.0)
        window.present(lambda budget_s: True)
        seen.append(pixels_of(pygame.display.get_surface()).astype(int))
        clock.now_s += 1 / 60
    window.close()
    assert np.array_equal(seen[0], seen[4])  # nothing was seen before the first
    steps = [np.abs(one - other).max() for one, other in pairwise(seen)]
    assert 0 < max(steps) < 26
    assert np.array_equal(seen[40], seen[-1])


def test_key_hints_fade_when_nobody_touches_them() -> None:
    clock = Hands()
    window = Window(SIZE, clock=clock)
    window.open()
    opacities = []
    for _ in range(70):
        opacities.append(window.hints_opacity)
        assert window.shows_hints is (window.hints_opacity > 0.0)
        clock.now_s += 0.1
    window.close()
    assert opacities[0] == 1.0
    assert opacities[-1] == 0.0
    assert any(0.2 < opacity < 0.8 for opacity in opacities)


def test_a_card_takes_the_place_of_the_numbers_softly() -> None:
    clock = Hands()
    window = Window(SIZE, clock=clock)
    display = SessionDisplay(window)
    display.open()
    running = example.strap_snapshot()
    lost = replace(running, link_state=LinkState.LOST, link_since_s=running.at_s)
    screen = window.screen(SessionScreen)
    while not screen.bake(1.0):
        pass
    area = screen.scene.side_area
    seen = []
    for frame in range(100):
        display.show(lost if 5 <= frame < 50 else running)
        seen.append(pixels_of(window.canvas.subsurface(area)).astype(int))
        clock.now_s += 1 / 60
    alone = pygame.Surface(SIZE)
    for snapshot, frame in ((running, 4), (lost, 49), (running, 99)):
        screen.draw(alone, SessionView(snapshot), snapshot.at_s)
        assert np.array_equal(seen[frame], pixels_of(alone.subsurface(area)))
    display.close()
    assert np.abs(seen[4] - seen[49]).max() > 150
    assert max(np.abs(one - other).max() for one, other in pairwise(seen)) < 26


def test_the_pictures_of_a_session_go_with_it() -> None:
    window = Window(SIZE)
    display = SessionDisplay(window)
    display.open()
    display.show(example.strap_snapshot())
    screen = weakref.ref(window.screen(SessionScreen))
    display.show(example.summary_snapshot())
    gc.collect()
    assert screen() is None
    display.close()
