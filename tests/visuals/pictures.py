"""What the picture tests share: scenes made once, every state, surfaces as arrays."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pygame
import pytest

from devices.readings import LinkState, SensorDescription, SensorKind
from trainer.signal.figure import Figure, Withheld
from trainer.snapshot import Snapshot, Summary
from trainer.trust import Trust, TrustState
from visuals.lettering import Lettering, PlacedText
from visuals.look import Look
from visuals.palette import DAY
from visuals.scene import example
from visuals.scene.training import TrainingScene
from visuals.screens.gallery import gallery
from visuals.screens.session import CalmScreen, SessionScreen

GOLDEN = Path(__file__).parent / "golden"
GOLDEN_TIMES = {
    "full": example.FULL_S,
    "empty": example.EMPTY_S,
    "middle": example.MIDDLE_S,
    "quiet": example.QUIET_S,
}
GOLDEN_SCREENS: dict[str, tuple[str, tuple[int, int], Look]] = {
    "start-day": ("start", (960, 540), Look(DAY)),
    "calm": ("calm", (960, 540), Look()),
    "training-day": ("training-own-breath", (960, 540), Look(DAY)),
    "training-upright": ("training-own-breath", (540, 960), Look()),
    "summary": ("summary", (960, 540), Look()),
    "help-day": ("help", (960, 540), Look(DAY)),
}
"""Name of the file: name in the gallery, size and look."""
BOX = 8
"""Side of the boxes that pictures are compared by, in pixels."""

SIZES = [(640, 480), (800, 600), (1280, 720), (1920, 1080), (720, 1280)]
TEXT_SCALES = [1.0, 1.25, 1.5]
WIDE = (1280, 720)


@cache
def training(size: tuple[int, int] = WIDE, text_scale: float = 1.0) -> TrainingScene:
    """A scene as it is first shown, made once for each size."""
    return TrainingScene(size, Look(text_scale=text_scale))


@cache
def baked() -> TrainingScene:
    """A scene with all frames of the figure."""
    scene = TrainingScene(WIDE)
    while not scene.bake(1.0):
        pass
    return scene


@contextlib.contextmanager
def without_words() -> Iterator[None]:
    """Leave letters out of all pictures: the bindings cut them differently."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("draw", "draw_all"):
            patch.setattr(Lettering, name, lambda self, surface, placed: None)
        yield


def golden_screen(name: str) -> npt.NDArray[np.uint8]:
    """A picture of the gallery as it is compared: without words.

    Of a session it is without marks, too: their places follow from the width of words.
    """
    shown, size, look = GOLDEN_SCREENS[name]
    (picture,) = (each for each in gallery() if each.name == shown)
    screen = picture.maker(size, look)
    while not screen.bake(1.0):
        pass
    surface = pygame.Surface(size)
    if isinstance(screen, SessionScreen | CalmScreen):
        screen.scene.draw_picture(surface, picture.record.snapshot, picture.at_s)
    else:
        with without_words():
            screen.draw(surface, picture.record, picture.at_s)
    return pixels_of(surface)


def drawn(scene: TrainingScene, snapshot: Snapshot) -> npt.NDArray[np.uint8]:
    """The whole screen as rows of colours."""
    surface = pygame.Surface(scene.layout.size)
    scene.draw(surface, snapshot, snapshot.at_s)
    return pixels_of(surface)


def snapshots() -> dict[str, Snapshot]:
    """One of every state the training screen can be in."""
    full = example.example_snapshot(example.FULL_S)
    return {
        "full": full,
        "empty": example.example_snapshot(example.EMPTY_S),
        "turning": example.example_snapshot(example.EMPTY_S + 0.1),
        "quiet": example.example_snapshot(example.QUIET_S),
        "ended": example.example_snapshot(example.PLAN.total_s),
        "paused": example.paused_snapshot(),
        "withheld": example.withheld_snapshot(),
        "unsaved": example.unsaved_snapshot(),
        "noisy": replace(full, trust=Trust(TrustState.UNSURE, "Some beats are unclear.")),
        "recording": replace(
            full,
            sensor=SensorDescription(SensorKind.RECORDING, f"{'A very long file name ' * 6}.csv"),
            link_state=LinkState.ENDED,
        ),
        "failed": replace(full, link_state=LinkState.FAILED),
        "waiting": replace(full, link_state=LinkState.WAITING, trace=()),
        "strap movement": example.strap_snapshot(),
        "strap that moves": example.strap_snapshot(seen_until_s=example.FULL_S - 4.0),
        "strap without breath": _still_strap(),
    }


def _still_strap() -> Snapshot:
    """A strap on a table: the longest reason that the label has to hold."""
    running = example.strap_snapshot(seen_until_s=0.0)
    assert running.own_breath is not None
    still = Figure(None, Withheld.STILL)
    return replace(running, own_breath=replace(running.own_breath, rate=still, fullness=still))


def said(placed: list[PlacedText]) -> str:
    """All placed words in one line."""
    return " ".join(text.text for text in placed)


FloatArray = npt.NDArray[np.float64]


def pixels_of(surface: pygame.Surface) -> npt.NDArray[np.uint8]:
    """Rows of colours, shape (height, width, 3)."""
    return np.ascontiguousarray(pygame.surfarray.array3d(surface).swapaxes(0, 1))


def box_means(pixels: npt.NDArray[np.uint8]) -> FloatArray:
    """Mean colour of each box; rows and columns that fill no box are left out."""
    height, width = (length // BOX * BOX for length in pixels.shape[:2])
    boxes = pixels[:height, :width].reshape(height // BOX, BOX, width // BOX, BOX, 3)
    means: FloatArray = boxes.mean(axis=(1, 3))
    return means


def luminance(means: FloatArray) -> FloatArray:
    """Relative luminance, 0 to 1, of sRGB colours (WCAG 2.1)."""
    share = means / 255.0
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    result: FloatArray = linear @ np.array([0.2126, 0.7152, 0.0722])
    return result


def without_figures(summary: Summary, reason: Withheld) -> Summary:
    """A summary whose figures are all withheld for one reason."""
    none = Figure(None, reason)
    return replace(
        summary,
        heart_rate_before=none,
        heart_rate_after=none,
        rmssd_before=none,
        rmssd_after=none,
        swing_start=none,
        swing_end=none,
    )
