"""How far apart picture and sound are: `python -m benchmarks.picture_and_sound [--dummy]`.

A session runs in a real window (X11, on Xvfb where there is no DISPLAY) with sound, in real time.
At every flip the ring is read off the window's own pixels: how far it is lit says which moment of
the breath is shown. What the mixer gives out is read from SDL's disk driver as fast as a
loudspeaker would take it, and listened to by the tests' ear. The bound is that of the project:
40 ms. It goes by the wall clock: on a busy machine it measures the neighbours.

What a screen and a loudspeaker add of their own is not in it.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import math
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

import numpy as np
import pygame

from benchmarks.frame_time import display
from devices.no_sensor import NoSensor
from tests.visuals.sound.hearing import hear
from trainer.plan import Pace, Plan
from trainer.session import Session
from trainer.signal.arrays import FloatArray
from trainer.timeline import Timeline
from visuals.look import Look
from visuals.screens.session import SessionScreen
from visuals.session_display import SessionDisplay
from visuals.session_sound import SessionSound
from visuals.sound.choice import SoundChoice
from visuals.sound.clip import RATE_HZ
from visuals.sound.player import SoundPlayer
from visuals.sound.sets import SoundSet
from visuals.window import Window

SIZE = (1280, 720)
PLAN = Plan(Pace(12.0, 0.4), breathing_s=40.0, quiet_before_s=4.0, quiet_after_s=2.0)
BOUND_MS = 40.0
READ_FROM, READ_TO = 0.06, 0.20
"""Shares of the ring that are read: its first quarter, where nothing stands before it."""
POINTS = 460
LIT = 250
"""Red, green and blue together between those of a lit and of an unlit pixel."""
FILE_BYTES = 4096
"""The C library gathers so much for a file, which a loudspeaker would have had already."""
SET_PIPE_SIZE = 1031  # F_SETPIPE_SZ of Linux's fcntl.h


class Ring:
    """Reads the fullness that is drawn off a picture of the session."""

    def __init__(self) -> None:
        scene = SessionScreen(SIZE, Look()).scene
        places = scene.layout.places
        turns = np.linspace(0.0, 0.27, POINTS) * 2.0 * math.pi
        radius = places.ring_radius * scene.layout.scale
        x = scene.layout.x(places.ring_centre[0]) + radius * np.sin(turns)
        y = scene.layout.y(places.ring_centre[1]) - radius * np.cos(turns)
        self._points = [(round(a), round(b)) for a, b in zip(x, y, strict=True)]
        # The bright tip reaches beyond the ring's end: learnt from pictures of known moments.
        surface = pygame.Surface(SIZE)
        session = Session(PLAN, NoSensor().description)
        begin_s = PLAN.quiet_before_s + PLAN.pace.breath_s
        self._fullness, self._counts = [], []
        for fullness in np.linspace(0.0, READ_TO + 0.02, 80):
            into = math.acos(1.0 - 2.0 * fullness) / math.pi
            at_s = begin_s + into * PLAN.pace.breath_s * PLAN.pace.inhale_share
            session.step(at_s)
            scene.draw(surface, session.snapshot(at_s), at_s)
            self._fullness.append(float(session.timeline.asked_fullness_at(at_s) or 0.0))
            self._counts.append(self._lit(surface))

    def _lit(self, surface: pygame.Surface) -> int:
        return sum(sum(surface.get_at(point)[:3]) > LIT for point in self._points)

    def fullness(self, surface: pygame.Surface) -> float | None:
        """What is drawn; None outside the part of the ring that is read."""
        lit = self._lit(surface)
        if lit >= self._counts[-1]:
            return None  # all that is looked at, and perhaps more
        drawn = float(np.interp(lit, self._counts, self._fullness))
        return drawn if READ_FROM < drawn < READ_TO else None


class Loudspeaker:
    """Takes the mixer's output from a pipe as fast as it sounds, and notes when."""

    def __init__(self, folder: Path) -> None:
        path = folder / "audio.raw"
        os.mkfifo(path)
        os.environ["SDL_AUDIODRIVER"] = "disk"
        os.environ["SDL_DISKAUDIOFILE"] = str(path)
        os.environ["SDL_DISKAUDIODELAY"] = "0"
        self._pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        fcntl.fcntl(self._pipe, SET_PIPE_SIZE, 4096)
        self._heard = bytearray()
        self._bytes, self._times_s = [0.0], [0.0]
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._play, daemon=True)
        self._thread.start()

    def _play(self) -> None:
        begun_s = 0.0
        while not self._is_over.wait(0.001):
            now_s = time.perf_counter()
            due = round((now_s - begun_s) * RATE_HZ) * 4 - len(self._heard) if begun_s else 64
            try:
                got = os.read(self._pipe, due) if due > 0 else b""
            except BlockingIOError:
                got = b""
            if not got:
                continue
            self._heard += got
            begun_s = begun_s or now_s
            self._bytes.append(float(len(self._heard)))
            self._times_s.append(now_s)

    @property
    def audio(self) -> FloatArray:
        """All that has sounded, shape (n, 2)."""
        whole = len(self._heard) // 4 * 4
        return np.frombuffer(bytes(self._heard[:whole]), dtype=np.int16).reshape(-1, 2) / 32_767.0

    def wall_s(self, into_s: float) -> float:
        """When a moment of the audio sounded, on `time.perf_counter`."""
        place = into_s * RATE_HZ * 4 - FILE_BYTES
        return float(np.interp(place, self._bytes[1:], self._times_s[1:]))

    def close(self) -> None:
        """Play no more, and let the mixer's last samples go."""
        self._is_over.set()
        self._thread.join()
        os.set_blocking(self._pipe, True)
        drain = threading.Thread(target=self._drain)
        drain.start()
        pygame.mixer.quit()
        drain.join()
        os.close(self._pipe)

    def _drain(self) -> None:
        with contextlib.suppress(OSError):
            while os.read(self._pipe, 65_536):
                pass


class Watched(Window):
    """A window of which a picture is read at each flip."""

    def __init__(self) -> None:
        super().__init__(SIZE)
        self.ring = Ring()
        self.seen: list[tuple[float, float]] = []
        """When a fullness was shown, and which."""

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        """Read off what every flip shows."""
        flip = pygame.display.flip

        def told() -> None:
            flip()
            now_s = time.perf_counter()
            drawn = self.ring.fullness(self.canvas)
            if drawn is not None:
                self.seen.append((now_s, drawn))

        pygame.display.flip = told
        try:
            yield
        finally:
            pygame.display.flip = flip


def late_s(timeline: Timeline, shown_s: float, fullness: float) -> float:
    """How long before it was shown a fullness was asked for."""
    shifts_s = np.arange(-0.1, 0.3, 0.0005)
    asked = [timeline.asked_fullness_at(shown_s - shift_s) or 0.0 for shift_s in shifts_s]
    return float(shifts_s[np.argmin(np.abs(np.array(asked) - fullness))])


def main() -> None:
    """Run a session and print how late picture and sound are."""
    parser = argparse.ArgumentParser(description="How far apart picture and sound are.")
    parser.add_argument("--dummy", action="store_true", help="a window that nobody sees")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, display(is_window=not asked.dummy):
        speaker = Loudspeaker(Path(folder))
        pygame.display.init()
        window = Watched()
        player = SoundPlayer(SoundChoice(SoundSet.TONES, volume_percent=100))
        sound = SessionSound(player, lambda choice: None)
        shown = SessionDisplay(window, keeps_window=True, sound=sound)
        session = Session(PLAN, NoSensor().description)
        shown.open()
        while not window.screen(SessionScreen).bake(1.0):
            pass
        shown.show(session.snapshot(0.0))
        begun_s = time.perf_counter()
        with window.watching():
            while (now_s := time.perf_counter() - begun_s) < PLAN.total_s - 1.0:
                session.step(now_s)
                shown.show(session.snapshot(now_s))
        player.end_session()
        effort, driver = window.effort.value, pygame.display.get_driver()
        speaker.close()
        window.close()
    timeline = session.timeline
    first_s = PLAN.quiet_before_s + 0.3
    paced = [(at_s - begun_s, f) for at_s, f in window.seen if at_s - begun_s > first_s]
    picture_ms = 1e3 * np.array([late_s(timeline, at_s, f) for at_s, f in paced])
    begins_s = [
        PLAN.quiet_before_s + breath * PLAN.pace.breath_s + into_s
        for breath in range(8)
        for into_s in (0.0, PLAN.pace.breath_s * PLAN.pace.inhale_share)
    ]
    heard_s = np.array(
        [speaker.wall_s(one.at_s) - begun_s for one in hear(speaker.audio, SoundSet.TONES)]
    )
    sound_ms = np.array(
        [1e3 * heard_s[np.argmin(np.abs(heard_s - at_s))] - 1e3 * at_s for at_s in begins_s]
    )
    apart_ms = sound_ms - np.median(picture_ms)
    worst_ms = float(np.abs(apart_ms).max())
    print(f"{driver}, {effort}, load {os.getloadavg()[0]:.1f}, {len(picture_ms)} pictures read")
    for name, late_ms in (
        ("picture", picture_ms),
        ("sound", sound_ms),
        ("sound to picture", apart_ms),
    ):
        low, middle, high = np.percentile(late_ms, [5, 50, 95])
        print(f"{name:16} late by {middle:5.1f} ms ({low:.1f} to {high:.1f})")
    verdict = "within" if worst_ms < BOUND_MS else "OVER"
    print(f"farthest apart {worst_ms:.0f} ms: {verdict} {BOUND_MS:g} ms")


if __name__ == "__main__":
    main()
