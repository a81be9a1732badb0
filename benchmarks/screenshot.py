"""The picture in the README: the training window in the middle of a practice session.

Run: python -m benchmarks.screenshot docs/training.png [WIDTHxHEIGHT]

Nothing is made up: a simulated person practises through the real session, and the real window
draws the moment shortly before the belly is full.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pygame

from devices.readings import Beat, LinkChanged, LinkState
from devices.simulated_heart import SimulatedHeart
from devices.simulated_person import SimulatedPerson
from trainer.plan import Pace, Plan
from trainer.session import Session
from trainer.snapshot import Snapshot
from visuals.scene.training import TrainingScene

SEED = 4
MOMENT_S = 60.0 + 4 * 10.0 + 3.2
"""In the fifth in-breath, with a line of self-talk beside it."""


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


def main() -> None:
    """Draw and write the picture."""
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/training.png")
    width, height = map(int, (sys.argv[2] if len(sys.argv) > 2 else "1280x720").split("x"))
    pygame.display.init()
    pygame.font.init()
    surface = pygame.display.set_mode((width, height))
    scene = TrainingScene((width, height))
    while not scene.bake(1.0):
        pass
    scene.draw(surface, practised(MOMENT_S), MOMENT_S)
    pygame.image.save(surface, target)
    print(f"wrote {target}")


if __name__ == "__main__":
    main()
