"""What a frame of each moving screen costs: `python -m benchmarks.frame_time`.

Prints, for each screen and window size, CPU time until the first picture, for preparing all
pictures, and per frame (median and 99th percentile), and the memory of the process. CPU time of
the drawing thread is what counts: on a shared machine the wall clock measures the neighbours.
The bounds are those of the project: p99 under 6 ms at 1280x720 and under 10 ms at 1920x1080.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame

from devices.readings import SensorDescription, SensorKind
from visuals.look import Look
from visuals.scene.example import FULL_S, example_snapshot
from visuals.screens.session import CalmScreen, SessionScreen, SessionView
from visuals.screens.start import StartRecord, StartScreen
from visuals.settings import Theme

SIZES = ((1280, 720), (1920, 1080))
FRAMES_PER_S = 60
SNAPSHOTS_PER_S = 10
WARM_UP = 30
"""Frames before the measured ones: texts are rendered and fitted then."""
NOBODY = SensorDescription(SensorKind.NONE, "no sensor")


def training(at_s: float) -> SessionView:
    """A moment of guided practice."""
    return SessionView(example_snapshot(at_s))


def calm(at_s: float) -> SessionView:
    """A moment of the calm minutes."""
    return SessionView(replace(example_snapshot(at_s), sensor=NOBODY, trace=()))


def start(at_s: float) -> StartRecord:
    """The start, which does not change."""
    del at_s
    return StartRecord()


SCREENS: dict[str, tuple[Any, Callable[[float], Any]]] = {
    "training": (SessionScreen, training),
    "calm": (CalmScreen, calm),
    "start": (StartScreen, start),
}


def frame_times_ms(
    screen: Any, record_at: Callable[[float], Any], surface: pygame.Surface, frames: int
) -> list[float]:
    """CPU time of each frame, in ms."""
    every = FRAMES_PER_S // SNAPSHOTS_PER_S
    records = [record_at(FULL_S + index / SNAPSHOTS_PER_S) for index in range(frames // every + 1)]
    times_ms = []
    for frame in range(-WARM_UP, frames):
        record = records[max(0, frame) // every]
        begun_s = time.thread_time()
        screen.draw(surface, record, FULL_S + frame / FRAMES_PER_S)
        if frame >= 0:
            times_ms.append((time.thread_time() - begun_s) * 1000.0)
    return times_ms


def measure(name: str, size: tuple[int, int], theme: Theme, frames: int) -> str:
    """One line of figures for a screen and a window size."""
    maker, record_at = SCREENS[name]
    surface = pygame.display.set_mode(size)
    begun_s = time.thread_time()
    screen = maker(size, Look(palette=theme.palette))
    screen.draw(surface, record_at(FULL_S), FULL_S)
    first_s = time.thread_time() - begun_s
    begun_s = time.thread_time()
    while not screen.bake(0.05):
        pass
    bake_s = time.thread_time() - begun_s
    times_ms = frame_times_ms(screen, record_at, surface, frames)
    median_ms, late_ms = np.percentile(times_ms, [50, 99])
    # Kilobytes on Linux, bytes on macOS; the benchmark is read on Linux.
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{name} {size[0]}x{size[1]} {theme.value}: first picture {first_s:.2f} s, "
        f"bake {bake_s:.2f} s, frame p50 {median_ms:.1f} ms, p99 {late_ms:.1f} ms, "
        f"peak memory {peak_mb:.0f} MB"
    )


def main() -> None:
    """Measure each screen and size and print a line for it."""
    parser = argparse.ArgumentParser(description="CPU time of the moving screens.")
    parser.add_argument("--frames", type=int, default=900, help="frames per window size")
    parser.add_argument("--screens", nargs="*", default=list(SCREENS), choices=list(SCREENS))
    parser.add_argument("--themes", nargs="*", default=["night"], metavar="THEME")
    asked = parser.parse_args()
    pygame.display.init()
    print(f"pygame {pygame.version.ver}, SDL {'.'.join(map(str, pygame.get_sdl_version()))}")
    for size in SIZES:
        for name in asked.screens:
            for theme in asked.themes:
                print(measure(name, size, Theme(theme), asked.frames), flush=True)
    pygame.display.quit()


if __name__ == "__main__":
    main()
