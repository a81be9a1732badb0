"""What a pulse sensor's wearer would be shown: RMSSD from detector and artifact gate together.

    python -m benchmarks.pulse FOLDER [--inverted]

FOLDER holds recordings with a truth, one `.npz` each: `ppg` (and `ppg2`, a second site) with `t_ms`
or `fs`; `beat_t`, the true beats; `pulse_t` (and `pulse2_t`), offline upstrokes of the same
beats; `bad`, stretches without truth; `meta`. Nothing is skipped: the detector and the gate
must cope with every second. Beside it stands what offline upstrokes of the same channel, found
with filters of zero phase, give through the same gate: no detector can be expected below.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from trainer.signal.arrays import FloatArray
from trainer.signal.artifacts import ArtifactGate
from trainer.signal.beats import JudgedBeat
from trainer.signal.waves.pulse_detector import PulseDetector


@dataclass(frozen=True, slots=True)
class Channel:
    """One site of one recording."""

    name: str
    truth: str
    at_s: FloatArray
    values: FloatArray
    beat_s: FloatArray
    offline_s: FloatArray


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
                )


def judged(beat_s: FloatArray) -> list[JudgedBeat]:
    """What the gate makes of the intervals between these beats."""
    gate = ArtifactGate()
    found: list[JudgedBeat] = []
    for before_s, at_s in pairwise(beat_s.tolist()):
        found.extend(gate.push(at_s, (at_s - before_s) * 1000.0))
    return [*found, *gate.finish()]


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
    print(
        f"{'channel':20s} {'truth':>18s} {'shown %':>8s} {'offline %':>9s}"
        f" {'kept':>6s} {'cpu %':>6s}"
    )
    for channel in channels(options.folder):
        detector = PulseDetector()
        sign = -1.0 if options.inverted else 1.0
        begin_s = time.process_time()
        beats = detector.push(channel.at_s.tolist(), (sign * channel.values).tolist())
        cpu_share = (time.process_time() - begin_s) / float(channel.at_s[-1] - channel.at_s[0])
        shown = judged(np.array([beat.beat_s for beat in beats if beat.is_sharp]))
        truth_ms = rmssd_ms(judged(channel.beat_s))
        errors.append(100.0 * (rmssd_ms(shown) / truth_ms - 1.0))
        floors.append(100.0 * (rmssd_ms(judged(channel.offline_s)) / truth_ms - 1.0))
        kept_shares.append(sum(beat.is_accepted for beat in shown) / (channel.beat_s.size - 1))
        print(
            f"{channel.name:20s} {channel.truth:>18s} {errors[-1]:8.1f} {floors[-1]:9.1f}"
            f" {kept_shares[-1]:6.3f} {100.0 * cpu_share:6.2f}"
        )
    for name, found in (("shown", np.abs(errors)), ("offline", np.abs(floors))):
        print(f"{name}: median {np.median(found):.1f} %, p90 {np.percentile(found, 90):.1f} %")
    print(f"kept: mean {np.mean(kept_shares):.3f}, least {min(kept_shares):.3f}")


if __name__ == "__main__":
    main()
