"""What a pulse sensor's wearer would be shown: RMSSD from detector, intervals and gate together.

    python -m benchmarks.pulse FOLDER [--inverted]

FOLDER holds recordings with a truth, one `.npz` each: `ppg` (and `ppg2`, a second site) with `t_ms`
or `fs`; `beat_t`, the true beats; `pulse_t` (and `pulse2_t`), offline upstrokes of the same
beats; `bad`, stretches without truth; `meta`. Detector and gate must cope with every second of it.
There are two definitions of the error, and both are printed:

- over the same time: from the first true beat to the last that the wave covers too; the truth goes
  through the same gate, without its bad stretches, in which it is none;
- over everything: all of either series, the truth through the gate as if all of it was true.

What the error is made of stands beside it, in ms, from beat to beat (standard deviation): how far
the offline upstrokes of this channel are from the truth (the body, the other site, the truth
itself: no detector's), and how far the found ones are from the offline ones (the detector's own).

Channels whose RMSSD the program withholds are marked; the summary is given without them and with
them. Beside it stands what offline upstrokes of the same channel, found with filters of zero phase,
give through the same gate.
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
from trainer.quiet import DIFFERENCES_SHARE
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


@dataclass(frozen=True, slots=True)
class Shown:
    """What became of one channel; errors in per cent."""

    channel: Channel
    same_time: float
    everything: float
    offline: float
    kept: float
    """Accepted intervals over true ones."""
    used: float
    """Differences that were taken, over true intervals."""
    body_ms: float
    """Standard deviation of offline upstrokes about the truth."""
    own_ms: float
    """Standard deviation of found upstrokes about the offline ones; vague ones are left out."""
    is_withheld: bool
    """True where the program would say why it shows none."""
    cpu_percent: float


def shown(channel: Channel, sign: float) -> Shown:
    """Run one channel through detector, intervals and gate."""
    detector = PulseDetector()
    begin_s = time.process_time()
    beats = detector.push(channel.at_s.tolist(), (sign * channel.values).tolist())
    cpu_s = time.process_time() - begin_s
    makes = BeatIntervals()
    made = [one for beat in beats if (one := makes.take(beat, beat.beat_s)) is not None]
    # Strap series begin before the wave and end before it does: only what both have.
    first_s = max(float(channel.beat_s[0]), float(channel.at_s[0]))
    last_s = min(float(channel.beat_s[-1]), float(channel.at_s[-1]))
    found = judged(within(made, first_s - 0.1, last_s + _LATE_S))
    truth = within(between(channel.beat_s), first_s, last_s)
    truth_ms = rmssd_ms(judged(truth, channel.bad_s))
    offline = within(between(channel.offline_s), first_s - 0.1, last_s + _LATE_S)
    accepted, used = sum(beat.is_accepted for beat in found), sum(beat.follows for beat in found)
    return Shown(
        channel,
        _off_percent(rmssd_ms(found), truth_ms),
        _off_percent(rmssd_ms(judged(made)), rmssd_ms(judged(between(channel.beat_s)))),
        _off_percent(rmssd_ms(judged(offline, channel.bad_s)), truth_ms),
        accepted / len(truth),
        used / len(truth),
        _apart_ms(channel.offline_s, channel.beat_s),
        _apart_ms(
            np.array([beat.beat_s for beat in beats if beat.is_sharp and not beat.is_vague]),
            channel.offline_s,
        ),
        used < DIFFERENCES_SHARE * accepted,
        100.0 * cpu_s / float(channel.at_s[-1] - channel.at_s[0]),
    )


def _off_percent(found_ms: float, truth_ms: float) -> float:
    return 100.0 * (found_ms / truth_ms - 1.0)


def _apart_ms(late_s: FloatArray, true_s: FloatArray) -> float:
    """Standard deviation of the distance to the nearest, within 0.1 s of the one lag that fits."""

    def off_s(lag_s: float) -> FloatArray:
        after = np.clip(np.searchsorted(true_s, late_s - lag_s), 1, true_s.size - 1)
        to_last, to_next = (late_s - lag_s - true_s[after - step] for step in (1, 0))
        return np.where(np.abs(to_last) < np.abs(to_next), to_last, to_next)

    lags_s = np.arange(-0.35, 0.75, 0.01)
    best_s = max(lags_s, key=lambda lag_s: int((np.abs(off_s(lag_s)) < 0.06).sum()))
    off = off_s(float(best_s))
    return 1000.0 * float(off[np.abs(off) < 0.1].std())


def main() -> None:
    """Print one line a channel and the summary."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--inverted", action="store_true", help="turn every wave upside down")
    options = parser.parse_args()
    print(
        f"{'channel':20s} {'truth':>18s} {'same time %':>11s} {'everything %':>12s}"
        f" {'offline %':>9s} {'body ms':>7s} {'own ms':>6s} {'kept':>6s} {'used':>6s} {'cpu %':>6s}"
    )
    rows: list[Shown] = []
    for channel in channels(options.folder):
        row = shown(channel, -1.0 if options.inverted else 1.0)
        rows.append(row)
        print(
            f"{channel.name:20s} {channel.truth:>18s} {row.same_time:11.1f} {row.everything:12.1f}"
            f" {row.offline:9.1f} {row.body_ms:7.1f} {row.own_ms:6.1f} {row.kept:6.3f}"
            f" {row.used:6.3f} {row.cpu_percent:6.2f}"
            f"{' withheld' if row.is_withheld else ''}"
        )
    told = [row for row in rows if not row.is_withheld]
    for name, of in (("not withheld", told), ("all", rows)):
        print(f"{name}: {len(of)} channels")
        for what, errors in (
            ("over the same time", [row.same_time for row in of]),
            ("over everything", [row.everything for row in of]),
            ("offline upstrokes, same time", [row.offline for row in of]),
        ):
            sizes = np.abs([error for error in errors if np.isfinite(error)])
            middle, most = np.median(sizes), np.percentile(sizes, 90)
            print(f"  {what}: median {middle:.1f} %, p90 {most:.1f} %")
    kept, used = [row.kept for row in rows], [row.used for row in rows]
    print(f"intervals kept: mean {np.mean(kept):.3f}, least {min(kept):.3f}")
    print(f"differences used: mean {np.mean(used):.3f}, least {min(used):.3f}")


if __name__ == "__main__":
    main()
