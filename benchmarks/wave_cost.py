"""CPU time of a wave's detector, for a clear pulse and for what is none, as a share of one core.

    python -m benchmarks.wave_cost [--rate HZ]

While no pulse is known it is looked for in the last seconds again and again; so noise costs most.
The bound is one per cent of a core for each channel at 200 samples a second.
"""

from __future__ import annotations

import argparse
import sys
import time

import numpy as np

from benchmarks.random_waves import RandomWave, random_wave
from benchmarks.simulated_ecg import ecg_wave
from benchmarks.simulated_pulse import pulse_wave
from trainer.signal.arrays import FloatArray
from trainer.signal.waves.ecg_detector import EcgDetector
from trainer.signal.waves.pulse_detector import PulseDetector
from trainer.signal.waves.wave_detector import WaveDetector

_DURATION_S = 120.0
_RUNS = 3
_BOUND_PERCENT = 1.0


def cost_percent(detector: WaveDetector, at_s: FloatArray, values: FloatArray) -> float:
    """CPU time over the wave's own time, in per cent."""
    stamps, samples = at_s.tolist(), values.tolist()
    begin_s = time.process_time()
    for first in range(0, len(stamps), 8):
        detector.push(stamps[first : first + 8], samples[first : first + 8])
    return 100.0 * (time.process_time() - begin_s) / float(at_s[-1] - at_s[0])


def main() -> int:
    """Print one line a kind of wave; 1 where one is over the bound."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--rate", type=float, default=200.0, help="samples a second")
    rate_hz = parser.parse_args().rate
    waves: dict[str, tuple[FloatArray, FloatArray]] = {}
    pulse = pulse_wave(np.random.default_rng(1), duration_s=_DURATION_S, rate_hz=rate_hz)
    waves["pulse"] = (pulse.at_s, pulse.values)
    waves["level"] = (pulse.at_s, np.full(pulse.at_s.size, 512.0))
    for kind in RandomWave:
        chance = np.random.default_rng(1)
        waves[kind.value] = random_wave(kind, chance, duration_s=_DURATION_S, rate_hz=rate_hz)
    ecg = ecg_wave(np.random.default_rng(1), duration_s=_DURATION_S, rate_hz=rate_hz)
    worst = 0.0
    print(f"{rate_hz:g} samples a second, per cent of a core, best of {_RUNS}")
    for name, (at_s, values) in waves.items():
        percent = min(cost_percent(PulseDetector(), at_s, values) for _ in range(_RUNS))
        worst = max(worst, percent)
        print(f"{name:20s} {percent:6.2f}")
    for name, (at_s, values) in (("ECG", (ecg.at_s, ecg.values)), ("ECG: white", waves["white"])):
        percent = min(cost_percent(EcgDetector(), at_s, values) for _ in range(_RUNS))
        worst = max(worst, percent)
        print(f"{name:20s} {percent:6.2f}")
    print(f"most: {worst:.2f} (bound {_BOUND_PERCENT:g} at 200 a second)")
    return 1 if worst > _BOUND_PERCENT and rate_hz <= 200.0 else 0


if __name__ == "__main__":
    sys.exit(main())
