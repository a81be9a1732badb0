"""What the sound costs a frame, and how long its making takes beside the frames.

A whole session of five minutes is told frame by frame to a player before a mixer on SDL's dummy
driver; CPU time of the telling thread alone.
"""

from __future__ import annotations

import os
import time
from dataclasses import replace

os.environ["SDL_AUDIODRIVER"] = "dummy"

import numpy as np

from trainer.plan import Pace, Plan
from trainer.timeline import Timeline
from visuals.scene import example
from visuals.sound.choice import SoundChoice
from visuals.sound.mixer import Mixer
from visuals.sound.player import SoundPlayer
from visuals.sound.sets import SoundSet, breath_clips
from visuals.sound.workbench import Job

FRAME_S = 1.0 / 60.0
FRAMES = 18_000
MOST_US = 100.0


class _Aside:
    """Jobs are done between frames, and are not counted."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []

    def begin(self, job: Job) -> None:
        """Take a job."""
        self.jobs.append(job)

    def itself(self) -> _Aside:
        """The bench, as a player asks for one."""
        return self

    def close(self) -> None:
        """Nothing is left to do."""


def main() -> None:
    """Print the cost of a frame and of making a breath."""
    for sounds in SoundSet:
        bench = _Aside()
        player = SoundPlayer(SoundChoice(sounds), output=Mixer(), make_bench=bench.itself)
        timeline = Timeline(Plan(Pace(), 240.0, 30.0, 30.0), 0.0)
        shown = replace(example.example_snapshot(), summary=None, timeline=timeline)
        cost_us = np.empty(FRAMES)
        for frame in range(FRAMES):
            at_s = frame * FRAME_S
            snapshot = replace(shown, at_s=at_s, stage=timeline.stage_at(at_s))
            begun = time.thread_time()
            player.tell(snapshot, at_s)
            cost_us[frame] = 1e6 * (time.thread_time() - begun)
            while bench.jobs:
                bench.jobs.pop(0)()
        player.close()
        begun = time.thread_time()
        breath_clips(sounds, Pace())
        made_s = time.thread_time() - begun
        mean, p99, most = cost_us.mean(), np.percentile(cost_us, 99), cost_us.max()
        verdict = "within" if p99 < MOST_US else "OVER"
        print(
            f"{sounds.value:7} frame: mean {mean:5.1f} us, p99 {p99:5.1f}, most {most:6.1f} "
            f"({verdict} {MOST_US:g} us); a breath is made in {made_s:.2f} s beside the frames"
        )


if __name__ == "__main__":
    main()
