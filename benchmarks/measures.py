"""What one update of the measures costs, beside other programs on the same beats.

Run it from the repository root::

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.measures

The variable keeps numpy on one core, for all programs: on a busy machine idle cores that wait for
each other count as CPU time.

Programs that are not installed are left out. They do not all install together: hrv-analysis
1.0.6 wants a pandas that NeuroKit2 0.2.13 does not bear, and both hrv-analysis and pyhrv 0.5.0
fail to import with nolds 0.6.3 on Python 3.11. So each has its own environment::

    python -m venv /tmp/nk && /tmp/nk/bin/pip install neurokit2==0.2.13
    python -m venv /tmp/ha && /tmp/ha/bin/pip install hrv-analysis==1.0.6
    /tmp/ha/bin/pip install nolds==0.6.1
    python -m venv /tmp/py && /tmp/py/bin/pip install pyhrv==0.5.0 nolds==0.6.1 peakutils

(the second line of hrv-analysis on its own, against its wish for a later nolds), and the script
runs in each: ``/tmp/nk/bin/python -m benchmarks.measures``. Ours needs numpy and
scipy only, which all of them bring, so every run prints both on the same machine at the same
time: the ratio is what compares, not the milliseconds.
"""

from __future__ import annotations

import importlib
import statistics
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.simulated_beats import SimulatedBeats, integral_pulse_beats
from trainer.signal.breath_swings import peak_trough_swings
from trainer.signal.respiration import respiration_rate
from trainer.signal.rhythm import SteadyRhythm, steady_rhythm
from trainer.signal.spectrum import band_powers
from trainer.signal.swing import FittedSwing, fitted_swing
from trainer.signal.swing_in_step import in_step
from trainer.signal.swing_synchrony import breath_lags, phase_synchrony
from trainer.signal.time_domain import RunningTimeDomain, time_domain

_LEAST_TIMED_S = 0.6
"""Time to spend on each call, for a steady median."""


def _milliseconds(call: Callable[[], object]) -> float:
    """Median CPU time of a call, in ms: what else the machine does counts little."""
    call()
    taken: list[float] = []
    begin = time.perf_counter()
    while time.perf_counter() - begin < _LEAST_TIMED_S or len(taken) < 5:
        start = time.process_time()
        call()
        taken.append(time.process_time() - start)
    return 1000.0 * statistics.median(taken)


def _ours(beats: SimulatedBeats, window: SimulatedBeats) -> dict[str, Callable[[], object]]:
    """Our measures; the live update is all that changes with a beat, together.

    Time domain and bands are of the window; the others have lengths of their own.
    """
    beat_s, rr_ms, phase = beats.beat_s, beats.rr_ms, beats.breath_phase
    rate = beats.heart_rate_bpm
    follows = np.ones(window.rr_ms.size, dtype=np.bool_)
    three, five, minute = (beat_s > beat_s[-1] - seconds for seconds in (30.0, 50.0, 66.0))
    if not isinstance(steady_rhythm(beat_s[minute], rr_ms[minute]), SteadyRhythm):
        raise SystemExit("steady rhythm is withheld on these beats: its cost would be missing")
    running = RunningTimeDomain(60.0)
    for index in range(beat_s.size):
        running.add(float(beat_s[index]), float(rr_ms[index]), follows=True)
    clock_s = [float(beat_s[-1])]

    def running_update() -> object:
        clock_s[0] += 0.9
        running.add(clock_s[0], float(rr_ms[len(rr_ms) // 2]), follows=True)
        return running.figures(clock_s[0]), running.corrected_share(clock_s[0])

    def swings() -> object:
        fitted = fitted_swing(beat_s[three], rate[three], phase[three])
        troughs = peak_trough_swings(beat_s[three], rate[three], phase[three])
        if isinstance(fitted, FittedSwing):
            in_step(fitted, troughs)
        return phase_synchrony(breath_lags(beat_s[five], rate[five], phase[five]))

    def live() -> object:
        running_update()
        swings()
        steady_rhythm(beat_s[minute], rr_ms[minute])
        respiration_rate(beat_s[minute], rr_ms[minute])
        return band_powers(window.beat_s, window.rr_ms)

    return {
        "running time domain, one beat": running_update,
        "time domain, whole window": lambda: time_domain(window.rr_ms, follows),
        "fitted swing": lambda: fitted_swing(beat_s[three], rate[three], phase[three]),
        "all of swing, in step, synchrony": swings,
        "steady rhythm": lambda: steady_rhythm(beat_s[minute], rr_ms[minute]),
        "respiration rate": lambda: respiration_rate(beat_s[minute], rr_ms[minute]),
        "band powers": lambda: band_powers(window.beat_s, window.rr_ms),
        "all live measures together": live,
    }


def _module(name: str) -> Any:
    """Import another program, or give None."""
    try:
        return importlib.import_module(name)
    except Exception as reason:  # benchmarks/: a peer may fail to import in ways of its own
        print(f"  ({name} left out: {type(reason).__name__}: {str(reason)[:70]})")
        return None


def _peers(beats: SimulatedBeats) -> dict[str, Callable[[], object]]:
    """Calls of other programs that answer the same questions."""
    calls: dict[str, Callable[[], object]] = {}
    beat_s, rr_ms = beats.beat_s, beats.rr_ms
    neurokit = _module("neurokit2")
    if neurokit is not None:
        given = {"RRI": rr_ms, "RRI_Time": beat_s}
        peaks = {"ECG_R_Peaks": np.round(beat_s * 1000.0).astype(int)}

        def correction() -> object:
            return neurokit.signal_fixpeaks(
                peaks["ECG_R_Peaks"], sampling_rate=1000, method="Kubios", iterative=True
            )

        def everything() -> object:
            neurokit.hrv_time(given, sampling_rate=1000)
            neurokit.hrv_frequency(given, sampling_rate=1000)
            return correction()

        calls["NeuroKit2 hrv_time"] = lambda: neurokit.hrv_time(given, sampling_rate=1000)
        calls["NeuroKit2 hrv_frequency"] = lambda: neurokit.hrv_frequency(given, sampling_rate=1000)
        calls["NeuroKit2 fixpeaks"] = correction
        calls["NeuroKit2 the three together"] = everything
    analysis = _module("hrvanalysis")
    if analysis is not None:
        calls["hrv-analysis time and frequency"] = lambda: (
            analysis.get_time_domain_features(rr_ms),
            analysis.get_frequency_domain_features(rr_ms),
        )
    pyhrv_time, pyhrv_frequency = _module("pyhrv.time_domain"), _module("pyhrv.frequency_domain")
    if pyhrv_time is not None and pyhrv_frequency is not None:
        calls["pyhrv time and welch"] = lambda: (
            pyhrv_time.sdnn(rr_ms),
            pyhrv_time.rmssd(rr_ms),
            pyhrv_time.nn50(rr_ms),
            pyhrv_frequency.welch_psd(nni=rr_ms, mode="dev"),  # "dev": without its picture
        )
    return calls


def main() -> None:
    """Print the tables."""
    warnings.simplefilter("ignore")  # the others warn a great deal
    for length_s in (60.0, 300.0):
        rng = np.random.default_rng(8)
        beats = integral_pulse_beats(rng, duration_s=length_s + 10.0, mean_rr_ms=690.0)
        window = beats.between(float(beats.beat_s[-1]) - length_s - 0.7, np.inf)
        print(f"\n{length_s:g} s window, {window.beat_s.size} beats")
        live_ms = 0.0
        for name, call in _ours(beats, window).items():
            live_ms = _milliseconds(call)
            print(f"  {name:36s}{live_ms:9.3f} ms")
        for name, call in _peers(window).items():
            taken_ms = _milliseconds(call)
            print(f"  {name:36s}{taken_ms:9.3f} ms {taken_ms / live_ms:9.1f} x all of ours")


if __name__ == "__main__":
    main()
