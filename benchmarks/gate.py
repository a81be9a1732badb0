"""What the artifact gate does to simulated hearts whose every beat is known.

Run it from the repository root::

    python -m benchmarks.gate             # about a minute
    python -m benchmarks.gate --hearts 8000

Four questions. Does a clean deep swing pass whole, from its first beats on? How small an artifact
is found in a steady heart? How much of a restless heart at rest is taken for artifacts? The hearts
are drawn at random, each from its own seed, so that a row can be had again with more of them.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np

from benchmarks.simulated_beats import integral_pulse_beats
from trainer.signal.arrays import FloatArray
from trainer.signal.artifacts import ArtifactGate
from trainer.signal.beats import JudgedBeat, Verdict

_GRIDS_MS = (0.0, 1000.0 / 1024.0, 1000.0 / 128.0, 10.0)
"""None, that of a strap, that of a Holter, that of a coarse pulse sensor."""
_BEGINNING_BEATS = 11


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of one heart, or of many."""

    hearts: int = 0
    hearts_flagged: int = 0
    beats: int = 0
    beats_flagged: int = 0
    placed: int = 0
    """Artifacts that were put in."""
    found: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.hearts + other.hearts,
            self.hearts_flagged + other.hearts_flagged,
            self.beats + other.beats,
            self.beats_flagged + other.beats_flagged,
            self.placed + other.placed,
            self.found + other.found,
        )


def rejected(rr_ms: Iterable[float]) -> set[int]:
    """Which intervals the gate does not accept."""
    gate = ArtifactGate()
    clock_s = 0.0
    judged: list[JudgedBeat] = []
    for interval_ms in rr_ms:
        clock_s += interval_ms / 1000.0
        judged.extend(gate.push(clock_s, interval_ms))
    judged.extend(gate.finish())
    return {beat.index for beat in judged if beat.verdict is not Verdict.ACCEPTED}


def _tally_of_clean(rr_ms: list[float]) -> Tally:
    flagged = len(rejected(rr_ms))
    return Tally(1, int(flagged > 0), len(rr_ms), flagged)


def _heart(
    rng: np.random.Generator,
    *,
    duration_s: float,
    mean_bpm: float,
    swing_bpm: float,
    breaths_per_min: float,
    beat_jitter_ms: float,
    grid_ms: float,
    harmonic: float = 0.0,
) -> FloatArray:
    """Intervals in ms of a heart that swings with the breath, its beats moved by white noise."""
    mean_rr_ms = 60000.0 / mean_bpm
    beats = integral_pulse_beats(
        rng,
        duration_s=duration_s,
        breaths_per_min=breaths_per_min,
        amplitude_ms=swing_bpm / 2.0 * mean_rr_ms / mean_bpm,
        harmonic=harmonic,
        jitter_ms=beat_jitter_ms * math.sqrt(2.0),
        slow_ms=0.0,
        mean_rr_ms=mean_rr_ms,
    )
    beat_s = np.concatenate(([beats.beat_s[0] - beats.rr_ms[0] / 1000.0], beats.beat_s))
    if grid_ms:
        beat_s = np.round(beat_s * (1000.0 / grid_ms)) * (grid_ms / 1000.0)
    return np.asarray(np.diff(beat_s) * 1000.0, dtype=np.float64)


def _deep_swing(rng: np.random.Generator, duration_s: float, jitter_ms: float) -> list[float]:
    swing: FloatArray = _heart(
        rng,
        duration_s=duration_s,
        mean_bpm=float(rng.uniform(50.0, 95.0)),
        swing_bpm=float(rng.choice([20.0, 30.0, 40.0])),
        breaths_per_min=float(rng.choice([4.5, 6.0])),
        harmonic=float(rng.uniform(0.0, 0.2)),
        beat_jitter_ms=jitter_ms,
        grid_ms=float(rng.choice(_GRIDS_MS)),
    )
    return [float(rr_ms) for rr_ms in swing]


def clean_swing(seed: int) -> Tally:
    """Three minutes of a swing of 20, 30 or 40 beats a minute, up to 8 ms of jitter a beat."""
    rng = np.random.default_rng((1, seed))
    return _tally_of_clean(_deep_swing(rng, 180.0, float(rng.uniform(0.0, 8.0))))


def restless_swing(seed: int) -> Tally:
    """The same with 8 ms of jitter in every beat: intervals scatter by 11 ms."""
    rng = np.random.default_rng((2, seed))
    return _tally_of_clean(_deep_swing(rng, 180.0, 8.0))


def beginning(seed: int) -> Tally:
    """The first eleven beats of a swing."""
    rng = np.random.default_rng((3, seed))
    return _tally_of_clean(_deep_swing(rng, 20.0, float(rng.uniform(0.0, 8.0)))[:_BEGINNING_BEATS])


def _steady(rng: np.random.Generator) -> list[float]:
    heart = _heart(
        rng,
        duration_s=120.0,
        mean_bpm=float(rng.uniform(70.0, 125.0)),
        swing_bpm=float(rng.uniform(1.0, 3.0)),
        breaths_per_min=float(rng.uniform(12.0, 16.0)),
        beat_jitter_ms=float(rng.uniform(0.35, 3.5)),
        grid_ms=float(rng.choice(_GRIDS_MS)),
    )
    return [float(rr_ms) for rr_ms in heart]


def steady(seed: int) -> Tally:
    """Two minutes of a steady heart, 0.5 to 5 ms of jitter an interval."""
    return _tally_of_clean(_steady(np.random.default_rng((4, seed))))


def _placed(rr_ms: list[float], at: int) -> Tally:
    found = rejected(rr_ms) & {at - 1, at, at + 1, at + 2}
    return Tally(placed=1, found=int(bool(found)))


def steady_displaced(seed: int) -> Tally:
    """The same with one beat displaced by 6 to 8 % of its interval."""
    rng = np.random.default_rng((5, seed))
    rr_ms = _steady(rng)
    at = int(rng.integers(70, len(rr_ms) - 10))
    shift_ms = float(rng.uniform(0.06, 0.08)) * rr_ms[at] * float(rng.choice([-1.0, 1.0]))
    rr_ms[at] += shift_ms
    rr_ms[at + 1] -= shift_ms
    return _placed(rr_ms, at)


def steady_atrial(seed: int) -> Tally:
    """The same with one atrial beat 10 to 12 % early; the rhythm starts anew from it."""
    rng = np.random.default_rng((6, seed))
    rr_ms = _steady(rng)
    at = int(rng.integers(70, len(rr_ms) - 10))
    rr_ms[at] *= 1.0 - float(rng.uniform(0.10, 0.12))
    return _placed(rr_ms, at)


def _leaping(rng: np.random.Generator, swing_bpm: tuple[float, float], tail_ms: float) -> Tally:
    """Five minutes at rest, breathing at will, with heavy-tailed jitter and new levels at times."""
    heart = _heart(
        rng,
        duration_s=300.0,
        mean_bpm=float(rng.uniform(50.0, 100.0)),
        swing_bpm=float(rng.uniform(*swing_bpm)),
        breaths_per_min=float(rng.uniform(9.0, 18.0)),
        beat_jitter_ms=0.0,
        grid_ms=0.0,
        harmonic=float(rng.uniform(0.0, 0.3)),
    )
    heart = heart + np.diff(rng.standard_t(4.0, heart.size + 1)) * tail_ms / 2.0
    for at in rng.integers(20, heart.size, 3):  # a sigh, a noise in the street
        heart[at:] *= 1.0 + float(rng.uniform(-0.08, 0.08))
    return _tally_of_clean([float(rr_ms) for rr_ms in heart])


def restless_rest(seed: int) -> Tally:
    """A heart at rest, swing 4 to 12 beats a minute, jitter up to 12 ms."""
    rng = np.random.default_rng((7, seed))
    return _leaping(rng, (4.0, 12.0), float(rng.uniform(0.0, 12.0)))


def young_rest(seed: int) -> Tally:
    """A young heart that breathing moves much at rest: median RMSSD 106 ms."""
    rng = np.random.default_rng((8, seed))
    return _leaping(rng, (18.0, 32.0), float(rng.uniform(0.0, 12.0)))


ROWS: tuple[tuple[str, Callable[[int], Tally], float], ...] = (
    ("clean swing, jitter 0 to 8 ms", clean_swing, 1.0),
    ("clean swing, jitter 8 ms", restless_swing, 0.5),
    ("beginning of a clean swing", beginning, 2.0),
    ("steady heart, clean", steady, 0.5),
    ("steady heart, beat displaced 6 to 8 %", steady_displaced, 0.25),
    ("steady heart, atrial beat 10 to 12 % early", steady_atrial, 0.25),
    ("restless heart at rest", restless_rest, 0.05),
    ("young heart at rest, swing 18 to 32", young_rest, 0.05),
)
"""What is asked, how one heart answers, and how many hearts as a share of those asked for."""


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--hearts", type=int, default=2000, metavar="N", help="hearts in a row")
    hearts = max(20, parser.parse_args(arguments).hearts)
    print(f"{'':44s} {'hearts':>7s} {'flagged':>8s} {'of 1000 beats':>14s} {'found':>7s}")
    with ProcessPoolExecutor() as pool:
        for name, judge, share in ROWS:
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{name} ...\x1b[K\r")
            counted = sum(pool.map(judge, range(round(hearts * share)), chunksize=16), Tally())
            if counted.placed:
                print(f"{name:44s} {counted.placed:7d} {counted.found / counted.placed:31.2f}")
            else:
                per_1000 = 1000.0 * counted.beats_flagged / counted.beats
                print(
                    f"{name:44s} {counted.hearts:7d} {counted.hearts_flagged:8d} {per_1000:14.4f}"
                )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
