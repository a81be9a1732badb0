"""Start-up: CPU time of `bellybreath --help`, and time until the first frame and first inhale.

Run: python -m benchmarks.start_up

The bounds are those of the project: help under 0.3 s of CPU, the window within 2 s. Both are
printed as a ratio to a bare `python -c pass` in the same run as well.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time

RUNS = 5
FIRST_FRAME = """
import sys, time
from visuals.commands import session
from visuals.session_display import SessionDisplay
show = SessionDisplay.show
def first(self, snapshot):
    show(self, snapshot)
    sys.stdout.write('frame')
    sys.stdout.flush()
    import os
    os._exit(0)
SessionDisplay.show = first
from visuals.cli import main
main([*sys.argv[2:], '--data-dir', sys.argv[1]])
"""
FROM_START = """
import os, sys, time
import pygame
from visuals.session_display import SessionDisplay
from visuals.window import Window
present, show = Window.present, SessionDisplay.show
seen, pressed_s = [], []
def presented(self, bake, **options):
    present(self, bake, **options)
    seen.append(self)
    if len(seen) == 30:
        pressed_s.append(time.perf_counter())
        keys = {'key': pygame.K_c, 'unicode': '', 'mod': 0, 'scancode': 0}
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, keys))
def first(self, snapshot):
    show(self, snapshot)
    sys.stdout.write(str(time.perf_counter() - pressed_s[0]))
    sys.stdout.flush()
    os._exit(0)
Window.present, SessionDisplay.show = presented, first
from visuals.cli import main
main(['start', '--data-dir', sys.argv[1]])
"""


def _cpu_s(arguments: list[str]) -> float:
    """CPU time of a command and its children: the least of some runs."""
    least = float("inf")
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(arguments, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        least = min(least, used)
    return least


def _first_frame_s(*command: str) -> float:
    """Wall time until a command's first frame is on the screen: the least of some runs."""
    least = float("inf")
    environment = {"SDL_VIDEODRIVER": "dummy", **os.environ}
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            begun = time.perf_counter()
            subprocess.run(
                [sys.executable, "-c", FIRST_FRAME, folder, *command],
                env=environment,
                stdout=subprocess.DEVNULL,
                check=True,
            )
            least = min(least, time.perf_counter() - begun)
    return least


def _from_the_start_s() -> float:
    """Wall time from C on the start screen until the first frame of the calm minutes."""
    least = float("inf")
    environment = {"SDL_VIDEODRIVER": "dummy", **os.environ}
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            told = subprocess.run(
                [sys.executable, "-c", FROM_START, folder],
                env=environment,
                stdout=subprocess.PIPE,
                check=True,
            )
        least = min(least, float(told.stdout.splitlines()[-1]))
    return least


def main() -> None:
    """Print the table."""
    bare = _cpu_s([sys.executable, "-c", "pass"])
    helped = _cpu_s([sys.executable, "-m", "visuals.cli", "--help"])
    german = _cpu_s([sys.executable, "-m", "visuals.cli", "--help", "--language", "de"])
    frame = _first_frame_s("practice", "--no-question")
    inhale = _first_frame_s("calm")
    print(f"python -c pass            {bare:6.3f} s CPU")
    print(f"bellybreath --help        {helped:6.3f} s CPU, {helped / bare:.1f} x  (bound 0.3)")
    print(f"the same in German        {german:6.3f} s CPU, {german / bare:.1f} x  (bound 0.3)")
    print(f"practice, first frame     {frame:6.3f} s wall            (bound 2)")
    print(f"calm, first inhale        {inhale:6.3f} s wall            (bound 3)")
    print(f"C on the start, the same  {_from_the_start_s():6.3f} s wall            (bound 3)")


if __name__ == "__main__":
    main()
