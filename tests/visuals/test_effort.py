"""What is left out where frames take too long, when, and how it comes back; in virtual time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pygame
import pytest

from trainer.snapshot import Snapshot
from visuals.effort import Effort, EffortWatch
from visuals.scene import example
from visuals.screens.session import CalmScreen, SessionScreen
from visuals.session_display import SessionDisplay
from visuals.session_sound import SessionSound
from visuals.sound.player import SoundPlayer
from visuals.window import Window

JUDGED = 120


class _Computer:
    """A computer of a given speed, told frame by frame."""

    def __init__(self) -> None:
        self.watch = EffortWatch()
        self.passed_s = 0.0

    def draws(self, took_s: float, for_s: float, *, is_scaled_up: bool = False) -> list[Effort]:
        """Efforts of all frames of a time, each frame as long as it takes or as it waits."""
        found: list[Effort] = []
        until_s = self.passed_s + for_s
        while self.passed_s < until_s:
            since_last_s = max(took_s, 1.0 / self.watch.effort.frames_per_s)
            self.watch.frame(took_s, since_last_s, is_scaled_up=is_scaled_up)
            self.passed_s += since_last_s
            found.append(self.watch.effort)
        return found


def test_a_fast_computer_gives_sixty_frames_for_ever() -> None:
    computer = _Computer()
    assert set(computer.draws(0.013, 600.0)) == {Effort.FULL}


def test_frames_that_come_late_become_thirty_after_two_seconds() -> None:
    computer = _Computer()
    found = computer.draws(0.020, 3.0)
    assert found.index(Effort.HALF_RATE) == JUDGED - 1
    assert set(computer.draws(0.020, 600.0)) == {Effort.HALF_RATE}
    assert computer.watch.effort.frames_per_s == 30


def test_a_hiccup_now_and_then_changes_nothing() -> None:
    watch = EffortWatch()
    for frame in range(6000):
        is_hiccup = frame % 25 == 0  # 4 of 100
        took_s = 0.1 if is_hiccup else 0.005
        watch.frame(took_s, max(took_s, 1 / 60), is_scaled_up=True)
        assert watch.effort is Effort.FULL


@pytest.mark.parametrize(
    ("took_s", "since_last_s"),
    [
        pytest.param(1 / 60, 1 / 60, id="a screen that waits for its own rhythm"),
        pytest.param(0.004, 0.025, id="a computer that wakes up late"),
    ],
)
def test_what_fewer_frames_would_not_help_changes_nothing(
    took_s: float, since_last_s: float
) -> None:
    watch = EffortWatch()
    for _ in range(20 * JUDGED):
        watch.frame(took_s, since_last_s, is_scaled_up=True)
    assert watch.effort is Effort.FULL


def test_sixty_frames_come_back_after_a_while_and_more_seldom_each_time_they_do_not_last() -> None:
    computer = _Computer()
    waits: list[float] = []
    for _ in range(6):
        computer.draws(0.020, 5.0)
        assert computer.watch.effort is Effort.HALF_RATE
        begun_s = computer.passed_s
        while computer.watch.effort is Effort.HALF_RATE:
            computer.draws(0.006, 0.03)
        waits.append(computer.passed_s - begun_s)
    assert 12.0 <= waits[0] <= 17.0
    assert all(later > 1.5 * earlier for earlier, later in pairwise(waits[:5]))
    assert waits[5] < 200.0


def test_between_the_two_bounds_nothing_goes_to_and_fro() -> None:
    computer = _Computer()
    computer.draws(0.020, 5.0)
    assert set(computer.draws(0.012, 600.0)) == {Effort.HALF_RATE}  # would do for sixty, just


def test_fewer_lines_come_only_where_the_window_is_scaled_and_go_with_the_next_screen() -> None:
    computer = _Computer()
    assert computer.draws(0.05, 60.0)[-1] is Effort.HALF_RATE
    assert computer.draws(0.05, 60.0, is_scaled_up=True)[-1] is Effort.FEW_LINES
    computer.watch.next_screen()
    assert computer.draws(0.02, 60.0, is_scaled_up=True)[-1] is Effort.FEW_LINES
    # Light frames alone bring nothing back while somebody breathes before this screen.
    assert computer.draws(0.008, 60.0, is_scaled_up=True)[-1] is Effort.FEW_LINES
    computer.watch.next_screen()
    assert computer.watch.effort is Effort.HALF_RATE


class _VirtualTime:
    """A clock, and a rhythm of frames that goes by it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now_s = 0.0
        self.asked: list[int] = []
        self._last_s = 0.0
        monkeypatch.setattr("pygame.time.Clock", lambda: self)

    def __call__(self) -> float:
        return self.now_s

    def tick(self, frames_per_s: int) -> None:
        """Wait for the turn."""
        self.asked.append(frames_per_s)
        self.now_s = self._last_s = max(self.now_s, self._last_s + 1.0 / frames_per_s)


@pytest.fixture
def virtual(monkeypatch: pytest.MonkeyPatch) -> _VirtualTime:
    return _VirtualTime(monkeypatch)


@pytest.fixture
def window(virtual: _VirtualTime) -> Iterator[Window]:
    opened = Window((640, 480), virtual)
    opened.open()
    yield opened
    opened.close()


def _frames(window: Window, virtual: _VirtualTime, took_s: float, count: int) -> None:
    for _ in range(count):
        window.screen(CalmScreen)
        virtual.now_s += took_s
        window.present(lambda budget_s: True)


def test_a_window_that_is_late_shows_thirty_pictures_and_sixty_again(
    window: Window, virtual: _VirtualTime
) -> None:
    _frames(window, virtual, 0.020, 2 * JUDGED)
    assert virtual.asked[-1] == 30
    assert window.frame_s == pytest.approx(1 / 30)
    _frames(window, virtual, 0.003, 5 * JUDGED)
    assert virtual.asked[-1] == 60


def test_preparing_pictures_makes_no_frame_late(window: Window, virtual: _VirtualTime) -> None:
    def bake(budget_s: float) -> bool:
        virtual.now_s += 0.03
        return False

    for _ in range(5 * JUDGED):
        virtual.now_s += 0.003
        window.present(bake)
    assert window.effort is Effort.FULL


def test_a_large_window_is_drawn_with_fewer_lines_and_a_smaller_one_is_not(
    virtual: _VirtualTime,
) -> None:
    sizes = []
    for size in ((2560, 1440), (1920, 1080)):
        window = Window(size, virtual)
        window.open()
        _frames(window, virtual, 0.05, 5 * JUDGED)
        window.screen(CalmScreen)
        sizes.append(window.canvas.get_size())
        window.close()
    assert sizes == [(1280, 720), (1920, 1080)]


def test_every_picture_shows_the_breath_at_its_own_time_however_late_frames_are(
    window: Window, virtual: _VirtualTime
) -> None:
    """What was drawn at 60 frames a second is drawn alike at 30: the effort is no part of it."""
    shots = []
    for took_s in (0.001, 0.05):
        _frames(window, virtual, took_s, 5 * JUDGED)
        display = SessionDisplay(window, keeps_window=True)
        screen = window.screen(SessionScreen)
        while not screen.bake(1.0):
            pass
        snapshot = example.example_snapshot(143.21)
        virtual.now_s += 100.0  # the hints are gone in both
        display.show(snapshot)
        shots.append((window.effort, pygame.image.tobytes(window.canvas, "RGB")))
    assert [effort for effort, _ in shots] == [Effort.FULL, Effort.HALF_RATE]
    assert shots[0][1] == shots[1][1]


class _Told(SoundPlayer):
    """A player that tells how often it thinks it is asked."""

    frames_s: list[float]

    def tell(self, snapshot: Snapshot, now_s: float, *, tells_signal: bool = True) -> None:
        self.frames_s.append(self.frame_s)


def test_the_sound_knows_how_often_it_is_told(window: Window, virtual: _VirtualTime) -> None:
    player = _Told()
    player.frames_s = []
    sound = SessionSound(player, lambda choice: None)
    display = SessionDisplay(window, keeps_window=True, sound=sound)
    snapshot = example.example_snapshot()
    display.show(snapshot)
    display.show(snapshot)
    _frames(window, virtual, 0.05, 5 * JUDGED)
    display.show(snapshot)
    assert player.frames_s == pytest.approx([1 / 60, 1 / 30])
