"""Cost of a beat as the session grows from five minutes to a day: it must stay flat.

Run: python -m benchmarks.growth

One session takes a day of simulated beats, as the frame loop does it: step, then a snapshot at
each beat. Printed is the CPU time per beat around five marks, as a ratio to the first, and the
memory that the session holds. A journal is written all the while.
"""

from __future__ import annotations

import tempfile
import time
import tracemalloc
from pathlib import Path

from devices.readings import Beat, SensorDescription, SensorKind
from devices.simulated_heart import SimulatedHeart
from trainer.journal.writer import JournalWriter
from trainer.plan import Pace, Plan
from trainer.session import Session

DAY_S = 86_400.0
MARKS_S = (300.0, 1_800.0, 7_200.0, 28_800.0, 86_300.0)
AROUND_S = 120.0


def _session(writer: JournalWriter | None) -> Session:
    plan = Plan.of_minutes(1440.0, Pace(6.0))
    sensor = SensorDescription(SensorKind.SIMULATED, "Practice heart", 1)
    return (
        Session(plan, sensor, 0.0) if writer is None else Session(plan, sensor, 0.0, writer.append)
    )


def _beats() -> list[Beat]:
    heart = SimulatedHeart(1)
    heart.follow(_session(None).timeline.asked_fullness_at)
    beats: list[Beat] = []
    while not beats or beats[-1].beat_s < DAY_S:
        beat = heart.next_beat()
        if not beat.is_lost:
            beats.append(Beat(beat.beat_s, beat.beat_s, beat.rr_ms))
    return beats


def main() -> None:
    """Print the table."""
    beats = _beats()
    with tempfile.TemporaryDirectory() as folder:
        writer = JournalWriter(Path(folder) / "day.jsonl")
        session = _session(writer)
        spent: dict[float, list[float]] = {mark_s: [] for mark_s in MARKS_S}
        for beat in beats:
            begun = time.thread_time()
            session.step(beat.at_s, [beat])
            session.snapshot(beat.at_s)
            took = time.thread_time() - begun
            for mark_s in MARKS_S:
                if abs(beat.at_s - mark_s) <= AROUND_S:
                    spent[mark_s].append(took)
        writer.close()
    print(f"{len(beats)} beats of a day, each with a step, a snapshot and a journal line")
    print(f"{'at':>8} {'median us':>10} {'p95 us':>8} {'ratio':>6}")
    first = None
    for mark_s, costs in spent.items():
        costs.sort()
        median = costs[len(costs) // 2]
        first = median if first is None else first
        print(
            f"{mark_s / 60.0:6.0f} m {1e6 * median:10.0f} "
            f"{1e6 * costs[int(0.95 * len(costs))]:8.0f} {median / first:6.2f}"
        )
    tracemalloc.start()
    session = _session(None)
    held: list[tuple[float, int]] = []
    for beat in beats[: len(beats) // 4]:
        session.step(beat.at_s, [beat])
        if not held or beat.at_s >= 2.0 * held[-1][0]:
            held.append((max(beat.at_s, 300.0), tracemalloc.get_traced_memory()[0]))
    tracemalloc.stop()
    print(
        "memory held:", ", ".join(f"{at_s / 60.0:.0f} m {size / 1e3:.0f} kB" for at_s, size in held)
    )


if __name__ == "__main__":
    main()
