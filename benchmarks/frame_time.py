"""What a frame of the training screen costs: `python -m benchmarks.frame_time`.

Prints, for each window size, CPU time until the first picture, for baking all frames, and per
frame (median and 99th percentile), and the memory of the process. CPU time of the drawing
thread is what counts: on a shared machine the wall clock measures the neighbours.
"""

from __future__ import annotations

import argparse
import os
import resource
import time

import numpy as np

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame

from visuals.scene.example import FULL_S, example_snapshot
from visuals.scene.training import TrainingScene

SIZES = ((1280, 720), (1920, 1080))
FRAMES_PER_S = 60
SNAPSHOTS_PER_S = 10
WARM_UP = 30
"""Frames before the measured ones: texts are rendered and fitted then."""


def frame_times_ms(scene: TrainingScene, surface: pygame.Surface, frames: int) -> list[float]:
    """CPU time of each frame, in ms."""
    every = FRAMES_PER_S // SNAPSHOTS_PER_S
    snapshots = [
        example_snapshot(FULL_S + index / SNAPSHOTS_PER_S) for index in range(frames // every + 1)
    ]
    times_ms = []
    for frame in range(-WARM_UP, frames):
        snapshot = snapshots[max(0, frame) // every]
        begun_s = time.thread_time()
        scene.draw(surface, snapshot, FULL_S + frame / FRAMES_PER_S)
        if frame >= 0:
            times_ms.append((time.thread_time() - begun_s) * 1000.0)
    return times_ms


def measure(size: tuple[int, int], frames: int) -> str:
    """One line of figures for a window size."""
    surface = pygame.display.set_mode(size)
    begun_s = time.thread_time()
    scene = TrainingScene(size)
    scene.draw(surface, example_snapshot(FULL_S), FULL_S)
    first_s = time.thread_time() - begun_s
    begun_s = time.thread_time()
    while not scene.bake(0.05):
        pass
    bake_s = time.thread_time() - begun_s
    median_ms, late_ms = np.percentile(frame_times_ms(scene, surface, frames), [50, 99])
    # Kilobytes on Linux, bytes on macOS; the benchmark is read on Linux.
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{size[0]}x{size[1]}: first picture {first_s:.2f} s, bake {bake_s:.2f} s, "
        f"frame p50 {median_ms:.1f} ms, p99 {late_ms:.1f} ms, peak memory {peak_mb:.0f} MB"
    )


def main() -> None:
    """Measure each size and print a line for it."""
    parser = argparse.ArgumentParser(description="CPU time of the training screen.")
    parser.add_argument("--frames", type=int, default=900, help="frames per window size")
    frames = parser.parse_args().frames
    pygame.display.init()
    print(f"pygame {pygame.version.ver}, SDL {'.'.join(map(str, pygame.get_sdl_version()))}")
    for size in SIZES:
        print(measure(size, frames))
    pygame.display.quit()


if __name__ == "__main__":
    main()
