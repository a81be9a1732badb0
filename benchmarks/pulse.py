"""What a pulse sensor's wearer would be shown: RMSSD from detector and artifact gate together.

    python -m benchmarks.pulse FOLDER [--inverted]

FOLDER holds recordings with a truth, one `.npz` each: `ppg` (and `ppg2`, a second site) with `t_ms`
or `fs`; `beat_t`, the true beats; `pulse_t` (and `pulse2_t`), offline upstrokes of the same
beats; `bad`, stretches without truth; `meta`. Nothing is skipped of what is shown: the detector and
the gate must cope with every second from the first true beat to the last. The truth goes through
the same gate, without its bad stretches. Beside it stands what offline upstrokes of the same
channel, found with filters of zero phase, give through the same gate.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from devices.readings import Beat
from trainer.signal.arrays import FloatArray
from trainer.signal.beats import JudgedBeat
from trainer.signal.pipeline import Pipeline
from trainer.signal.waves.beat_intervals import BeatIntervals
from trainer.signal.waves.pulse_detector import PulseDetector

_LATE_S = 0.4
"""A pulse may come so much later than the true beat: arrival at a finger, a monitor's filter."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One site of one recording."""

    name: str
    truth: str
    at_s: FloatArray
    values: FloatArray
    beat_s: FloatArray
    offline_s: FloatArray
    bad_s: FloatArray
    """Begins and ends of stretches without truth, shape (n, 2)."""


def channels(folder: Path) -> Iterator[Channel]:
    """Every usable channel in a folder."""
    for path in sorted(folder.glob("*.npz")):
        with np.load(path, allow_pickle=False) as kept:
            meta = json.loads(str(kept["meta"]))
            if meta.get("usable") is False:
                continue
            if "t_ms" in kept:
                at_s = kept["t_ms"].astype(np.float64) / 1000.0
            else:
                at_s = np.arange(kept["ppg"].size) / float(kept["fs"])
            sites = [("", "ppg", kept["beat_t"], kept["pulse_t"])]
            if "ppg2" in kept:  # each site is held against the other, never against itself
                sites = [
                    ("/finger", "ppg", kept["beat_t"], kept["pulse_t"]),
                    ("/ear", "ppg2", kept["pulse_t"], kept["pulse2_t"]),
                ]
            for site, field, truth, offline in sites:
                yield Channel(
                    path.stem + site,
                    meta["truth"],
                    at_s,
                    kept[field].astype(np.float64),
                    np.sort(truth[np.isfinite(truth)]),
                    np.sort(offline[np.isfinite(offline)]),
                    kept["bad"].reshape(-1, 2),
                )


def between(beat_s: FloatArray) -> Iterator[Beat]:
    """Intervals between beats in a row."""
    for before_s, at_s in pairwise(beat_s.tolist()):
        yield Beat(at_s, at_s, (at_s - before_s) * 1000.0)


def judged(intervals: Iterable[Beat], bad_s: FloatArray | None = None) -> list[JudgedBeat]:
    """What the pipeline makes of intervals; those that touch a bad stretch are not given to it."""
    pipeline = Pipeline()
    found: list[JudgedBeat] = []
    for beat in intervals:
        begin_s = beat.beat_s - beat.rr_ms / 1000.0
        if bad_s is not None and bool(
            np.any((begin_s < bad_s[:, 1]) & (beat.beat_s > bad_s[:, 0]))
        ):
            continue
        found.extend(pipeline.take(beat, beat.beat_s))
    return [*found, *pipeline.finish()]


def within(intervals: Iterable[Beat], begin_s: float, end_s: float) -> list[Beat]:
    """Those that lie in a stretch of time altogether."""
    return [
        beat
        for beat in intervals
        if beat.beat_s - beat.rr_ms / 1000.0 >= begin_s and beat.beat_s <= end_s
    ]


def rmssd_ms(beats: list[JudgedBeat]) -> float:
    """RMSSD over the differences that may be taken."""
    differences = [beat.rr_ms - before.rr_ms for before, beat in pairwise(beats) if beat.follows]
    return float(np.sqrt(np.mean(np.square(differences)))) if differences else float("nan")


def main() -> None:
    """Print one line a channel and the summary."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--inverted", action="store_true", help="turn every wave upside down")
    options = parser.parse_args()
    errors: list[float] = []
    floors: list[float] = []
    kept_shares: list[float] = []
    used_shares: list[float] = []
    print(
        f"{'channel':20s} {'truth':>18s} {'shown %':>8s} {'offline %':>9s}"
        f" {'kept':>6s} {'used':>6s} {'cpu %':>6s}"
    )
    for channel in channels(options.folder):
        detector = PulseDetector()
        sign = -1.0 if options.inverted else 1.0
        begin_s = time.process_time()
        beats = detector.push(channel.at_s.tolist(), (sign * channel.values).tolist())
        cpu_share = (time.process_time() - begin_s) / float(channel.at_s[-1] - channel.at_s[0])
        makes = BeatIntervals()
        made = [one for beat in beats if (one := makes.take(beat, beat.beat_s)) is not None]
        # Strap series begin before the wave and end before it does: only what both have.
        first_s = max(float(channel.beat_s[0]), float(channel.at_s[0]))
        last_s = min(float(channel.beat_s[-1]), float(channel.at_s[-1]))
        shown = judged(within(made, first_s - 0.1, last_s + _LATE_S))
        truth = within(between(channel.beat_s), first_s, last_s)
        truth_ms = rmssd_ms(judged(truth, channel.bad_s))
        offline = within(between(channel.offline_s), first_s - 0.1, last_s + _LATE_S)
        errors.append(100.0 * (rmssd_ms(shown) / truth_ms - 1.0))
        floors.append(100.0 * (rmssd_ms(judged(offline, channel.bad_s)) / truth_ms - 1.0))
        kept_shares.append(sum(beat.is_accepted for beat in shown) / len(truth))
        used_shares.append(sum(beat.follows for beat in shown) / len(truth))
        print(
            f"{channel.name:20s} {channel.truth:>18s} {errors[-1]:8.1f} {floors[-1]:9.1f}"
            f" {kept_shares[-1]:6.3f} {used_shares[-1]:6.3f} {100.0 * cpu_share:6.2f}"
        )
    for name, found in (("shown", np.abs(errors)), ("offline", np.abs(floors))):
        print(f"{name}: median {np.median(found):.1f} %, p90 {np.percentile(found, 90):.1f} %")
    print(f"intervals kept: mean {np.mean(kept_shares):.3f}, least {min(kept_shares):.3f}")
    print(f"differences used: mean {np.mean(used_shares):.3f}, least {min(used_shares):.3f}")


if __name__ == "__main__":
    main()
