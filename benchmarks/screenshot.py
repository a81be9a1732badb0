"""Pictures of the screens: one for the README, or every screen in all sizes and looks.

Run: python -m benchmarks.screenshot docs/training.png [WIDTHxHEIGHT]
     python -m benchmarks.screenshot --all FOLDER [--only NAME ...]
     python -m benchmarks.screenshot --docs docs/screens

The README's picture is not made up: a simulated person practises through the real session, and
the real scene draws the moment shortly before the belly is full. The others show the states of
`visuals/screens/gallery.py`.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pygame

from devices.readings import Beat, LinkChanged, LinkState
from devices.simulated_heart import SimulatedHeart
from devices.simulated_person import SimulatedPerson
from trainer.plan import Pace, Plan
from trainer.session import Session
from trainer.snapshot import Snapshot
from visuals.look import Look
from visuals.palette import CONTRAST, DAY
from visuals.scene.training import TrainingScene
from visuals.screens.gallery import gallery
from visuals.settings import Theme
from visuals.texts import ENGLISH, GERMAN

SEED = 4
MOMENT_S = 60.0 + 4 * 10.0 + 3.2
"""In the fifth in-breath, with a line of self-talk beside it."""
SIZES = ((640, 480), (1280, 720), (1920, 1080), (720, 1280))
LOOKS: dict[str, Look] = {
    **{theme.value: Look(palette=theme.palette) for theme in Theme},
    "night-de": Look(texts=GERMAN),
    "night-large": Look(texts=ENGLISH, text_scale=1.5),
    "night-large-de": Look(texts=GERMAN, text_scale=1.5),
    "day-large": Look(DAY, text_scale=1.5),
    "contrast-large": Look(CONTRAST, text_scale=1.5),
    "night-still": Look(reduced_motion=True),
    "night-hands": Look(chest_hand=True),
}


WIDE, SMALL, TALL = (1280, 720), (640, 480), (720, 1280)
SHOWN: tuple[tuple[str, str, tuple[int, int], str], ...] = (
    ("start", "start", WIDE, "night"),
    ("calm", "calm", WIDE, "night"),
    ("training", "training-own-breath", WIDE, "night"),
    ("training-day", "training-own-breath", WIDE, "day"),
    ("training-contrast", "training-practice", WIDE, "contrast"),
    ("training-portrait", "training-practice", TALL, "night-de"),
    ("training-small", "training-practice", SMALL, "night-large"),
    ("trouble", "trouble", WIDE, "night"),
    ("straps", "straps-few", WIDE, "night"),
    ("question", "question-after", WIDE, "night"),
    ("summary", "summary", WIDE, "night"),
    ("help", "help", WIDE, "night"),
    ("settings", "settings", WIDE, "night"),
)
"""The pictures of docs/screens.md: name of the file, of the picture, size and look."""


def practised(until_s: float) -> Snapshot:
    """Snapshot of a session with the simulated person, at a time."""
    plan = Plan.of_minutes(5.0, Pace())
    session = Session(plan, SimulatedPerson(SEED).description)
    heart = SimulatedHeart(SEED)
    heart.follow(session.timeline.asked_fullness_at)
    session.step(0.0, [LinkChanged(0.0, LinkState.ARRIVING)])
    while (beat := heart.next_beat()).beat_s <= until_s:
        if not beat.is_lost:
            session.step(beat.beat_s, [Beat(beat.beat_s, beat.beat_s, beat.rr_ms)])
    session.step(until_s)
    return session.snapshot(until_s)


def draw_training(target: Path, size: tuple[int, int]) -> None:
    """Draw and write the README's picture."""
    surface = pygame.display.set_mode(size)
    scene = TrainingScene(size)
    while not scene.bake(1.0):
        pass
    scene.draw(surface, practised(MOMENT_S), MOMENT_S)
    pygame.image.save(surface, target)
    print(f"wrote {target}")


def draw_all(folder: Path, only: list[str]) -> None:
    """Draw and write every screen in all sizes and looks."""
    pygame.display.set_mode((64, 64))
    written = 0
    for size in SIZES:
        surface = pygame.Surface(size)
        for name, look in LOOKS.items():
            place = folder / f"{size[0]}x{size[1]}" / name
            place.mkdir(parents=True, exist_ok=True)
            screens: dict[Any, Any] = {}
            for picture in gallery(look.texts):
                if only and picture.name not in only:
                    continue
                if picture.maker not in screens:
                    screens = {picture.maker: picture.maker(size, look)}
                    while not screens[picture.maker].bake(1.0):
                        pass
                screens[picture.maker].draw(surface, picture.record, picture.at_s)
                pygame.image.save(surface, place / f"{picture.name}.png")
                written += 1
    print(f"wrote {written} pictures under {folder}")


def draw_docs(folder: Path) -> None:
    """Draw and write the pictures of docs/screens.md."""
    pygame.display.set_mode((64, 64))
    folder.mkdir(parents=True, exist_ok=True)
    for file, name, size, look in SHOWN:
        surface = pygame.Surface(size)
        (picture,) = (each for each in gallery(LOOKS[look].texts) if each.name == name)
        screen: Any = picture.maker(size, LOOKS[look])
        while not screen.bake(1.0):
            pass
        screen.draw(surface, picture.record, picture.at_s)
        pygame.image.save(surface, folder / f"{file}.jpg")
    print(f"wrote {len(SHOWN)} pictures under {folder}")


def main() -> None:
    """Draw what is asked for."""
    parser = argparse.ArgumentParser(description="Pictures of the screens.")
    parser.add_argument("target", nargs="?", type=Path, default=Path("docs/training.png"))
    parser.add_argument("size", nargs="?", default="1280x720")
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every screen, into a folder")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help="these screens")
    parser.add_argument("--docs", type=Path, metavar="FOLDER", help="those of docs/screens.md")
    asked = parser.parse_args()
    pygame.display.init()
    pygame.font.init()
    if asked.all is not None:
        draw_all(asked.all, asked.only)
    elif asked.docs is not None:
        draw_docs(asked.docs)
    else:
        width, height = map(int, asked.size.split("x"))
        draw_training(asked.target, (width, height))


if __name__ == "__main__":
    main()
