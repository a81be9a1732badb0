"""The screen stays awake while somebody breathes before it, and only then."""

from __future__ import annotations

import pygame
import pytest

from trainer.snapshot import Snapshot
from visuals.scene import example
from visuals.session_display import SessionDisplay
from visuals.window import Window

RUNNING = example.example_snapshot(example.FULL_S)
PAUSED = example.paused_snapshot()
ENDED = example.summary_snapshot()


class _Shown:
    """A session before a window whose clock is told."""

    def __init__(self, *, is_calm: bool = False, asks: bool = False) -> None:
        self.now_s = 0.0
        self.window = Window((640, 480), clock=lambda: self.now_s)
        self.display = SessionDisplay(self.window, is_calm=is_calm, asks=asks, keeps_window=True)
        self.display.open()

    def is_awake_at(self, at_s: float, snapshot: Snapshot) -> bool:
        self.now_s = at_s
        self.display.show(snapshot)
        return not pygame.display.get_allow_screensaver()

    def close(self) -> None:
        self.display.close()
        self.window.close()


@pytest.mark.parametrize(
    ("is_calm", "asks"), [(False, False), (False, True), (True, True)], ids=str
)
def test_summary_and_question_let_the_screen_go_dark(is_calm: bool, asks: bool) -> None:
    shown = _Shown(is_calm=is_calm, asks=asks)
    assert shown.is_awake_at(1.0, RUNNING)
    assert not shown.is_awake_at(2.0, ENDED)
    shown.close()


def test_a_long_pause_lets_the_screen_go_dark_and_going_on_keeps_it_awake() -> None:
    shown = _Shown()
    assert shown.is_awake_at(1.0, RUNNING)
    assert shown.is_awake_at(100.0, PAUSED)
    assert not shown.is_awake_at(200.0, PAUSED)
    assert shown.is_awake_at(201.0, RUNNING)
    assert shown.is_awake_at(300.0, PAUSED)
    shown.close()


def test_a_session_that_comes_after_another_is_awake_from_its_first_picture_on() -> None:
    shown = _Shown()
    assert not shown.is_awake_at(9.0, ENDED)
    shown.display.close()
    shown.display.open()
    assert not pygame.display.get_allow_screensaver()
    shown.close()
