"""A day of real beats: the live pipeline and the analysis beside NeuroKit2, in one run.

Run: OPENBLAS_NUM_THREADS=1 python -m benchmarks.day RECORDING [--analysis-only]

RECORDING is a long RR file. NeuroKit2 0.2.13 has an environment of its own (benchmarks/measures.py
says how); run the script there, from the repository root. Without it only ours are printed. The
variable keeps numpy on one core, for both programs: on a busy machine idle cores that wait for
each other count as CPU time.

Times are CPU seconds; reading the file and importing NeuroKit2 count for neither. Two kinds
of work are compared, each with the figures that both give.

Analysis, the whole day once:

=========================  ============================  =======================================
work                       ours                          NeuroKit2
=========================  ============================  =======================================
artifacts                  gate, over the whole day      signal_fixpeaks, Kubios, iterative, in
                                                         each window of five minutes
time domain                mean RR and rate, SDNN,       hrv_time of each window (25 indices)
                           RMSSD, pNN50, SD1, SD2 of
                           each window and of the day
frequency domain           multitaper, or Lomb where     hrv_frequency of each window (Welch,
                           beats were excised, of each   VLF to HF, total, normalized)
                           window: VLF, LF, HF, total
rate of breathing          respiration_rate, every 10 s  signal_rate, ecg_rsp, rsp_rate at
                           from the last minute          100 Hz, every 10 s from the last minute
only ours                  verdict of each interval; fitted and peak-trough swing of each
                           breath; standard errors; why a figure is withheld
=========================  ============================  =======================================

Everything that `bellybreath analyze --json` prints is computed here, but for the records of single
beats, which are made from arrays when they are printed; the table on the screen shows 24 windows of
it. NeuroKit2 corrects window by window (a whole day at once takes it more: 8 s), and finds its rate
of breathing by the way that its documentation shows for a heart rate; that is measured on 60
windows spread evenly over the day, and multiplied.

Live, after every beat: the corrected last 60 s with its time domain and band powers. Ours runs
the whole day through the session, all measures and a snapshot included, and takes the band
powers on top. NeuroKit2 recomputes (there is no streaming form of it); its cost is measured on
60 windows and multiplied by the number of beats.
"""

from __future__ import annotations

import importlib
import os
import statistics
import sys
import time
import warnings
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from devices.readings import Beat, LinkChanged, LinkState, SensorDescription, SensorKind
from devices.recording import read_recording
from trainer.analysis import WINDOW_S, analyze_intervals
from trainer.plan import Pace, Plan
from trainer.session import BeatContext, Session
from trainer.signal.arrays import FloatArray
from trainer.signal.beats import JudgedBeat
from trainer.signal.judging import judge_series
from trainer.signal.spectrum import band_powers
from trainer.signal.time_domain import time_domain
from trainer.window_bands import window_bands

LIVE_S = 60.0
SAMPLED_WINDOWS = 60
RUNS = 3


def _ours_live(rr_ms: FloatArray) -> float:
    """CPU seconds of the whole day, live."""
    recent: deque[tuple[float, float]] = deque()

    def watch(judged: JudgedBeat, context: BeatContext) -> None:
        if not judged.follows:
            recent.clear()
        if judged.is_accepted:
            recent.append((judged.beat_s, judged.rr_ms))
            while recent[0][0] < judged.beat_s - LIVE_S:
                recent.popleft()

    plan = Plan.of_minutes(1440.0, Pace(6.0), quiet_before_s=0.0, quiet_after_s=0.0)
    sensor = SensorDescription(SensorKind.RECORDING, "day")
    session = Session(plan, sensor, watch=watch)
    session.step(0.0, [LinkChanged(0.0, LinkState.ARRIVING)])
    beat_s = np.cumsum(rr_ms) / 1000.0
    begun = time.process_time()
    for at_s, interval_ms in zip(beat_s.tolist(), rr_ms.tolist(), strict=True):
        session.step(at_s, [Beat(at_s, at_s, interval_ms)])
        session.snapshot(at_s)
        if recent and recent[-1][0] - recent[0][0] > LIVE_S - 5.0:
            series = np.array(recent)
            band_powers(series[:, 0], series[:, 1])
    return time.process_time() - begun


def _neurokit_live(neurokit: Any, peaks: FloatArray) -> float:
    """CPU seconds of one update, from windows spread over the day."""
    begun = time.process_time()
    for last_ms in np.linspace(peaks[-1] * 0.01, peaks[-1], SAMPLED_WINDOWS):
        inside = peaks[(peaks > last_ms - 1000.0 * LIVE_S) & (peaks <= last_ms)]
        _measure(neurokit, inside)
    return (time.process_time() - begun) / SAMPLED_WINDOWS


def _neurokit_day(neurokit: Any, peaks: FloatArray) -> float:
    """CPU seconds of all windows of five minutes."""
    begun = time.process_time()
    for begin_ms in np.arange(0.0, peaks[-1], 1000.0 * WINDOW_S):
        inside = peaks[(peaks >= begin_ms) & (peaks < begin_ms + 1000.0 * WINDOW_S)]
        if inside.size > 50:
            _measure(neurokit, inside)
    return time.process_time() - begun


def _neurokit_breathing(neurokit: Any, peaks: FloatArray) -> float:
    """CPU seconds of one rate of breathing from a minute of beats."""
    begun = time.process_time()
    for last_ms in np.linspace(peaks[-1] * 0.01, peaks[-1], SAMPLED_WINDOWS):
        inside = peaks[(peaks > last_ms - 60_000.0) & (peaks <= last_ms)]
        places = np.round((inside - inside[0]) / 10.0).astype(int)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the other program warns a great deal
            rate = neurokit.signal_rate(places, sampling_rate=100, desired_length=6000)
            breath = neurokit.ecg_rsp(rate, sampling_rate=100)
            neurokit.rsp_rate(breath, sampling_rate=100)
    return (time.process_time() - begun) / SAMPLED_WINDOWS


def _measure(neurokit: Any, peaks: FloatArray) -> None:
    """Correct a window's beats, then time and frequency domain."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the other program warns a great deal
        _, corrected = neurokit.signal_fixpeaks(
            peaks.astype(int), sampling_rate=1000, iterative=True, method="Kubios"
        )
        neurokit.hrv_time(corrected, sampling_rate=1000)
        neurokit.hrv_frequency(corrected, sampling_rate=1000)


def _windows(intervals_ms: Sequence[float | None]) -> None:
    """Artifacts, time and frequency domain alone, window by window."""
    series = judge_series(intervals_ms)
    for begin_s in np.arange(0.0, series.beat_s[-1], WINDOW_S):
        first, last = series.beat_s.searchsorted((begin_s, begin_s + WINDOW_S))
        part = series.part(slice(int(first), int(last)))
        time_domain(part.rr_ms[part.accepted], part.follows[part.accepted])
        window_bands(part, (), is_paced=False)


def _median_s(name: str, work: Callable[[], object]) -> float:
    """CPU seconds of some runs, the median; printed."""
    taken_s: list[float] = []
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        taken_s.append(time.process_time() - begun)
    each = ", ".join(f"{one_s:.2f}" for one_s in taken_s)
    print(f"  {name:28}{statistics.median(taken_s):8.2f}   (runs: {each})")
    return statistics.median(taken_s)


def _print_live(neurokit: Any | None, rr_ms: FloatArray, peaks: FloatArray) -> None:
    live_s = _ours_live(rr_ms)
    print(f"  {'live, ours':28}{live_s:8.1f}   {1e6 * live_s / rr_ms.size:7.0f} us a beat")
    if neurokit is not None:
        other_s = _neurokit_live(neurokit, peaks) * rr_ms.size
        print(f"  {'live, NeuroKit2':28}{other_s:8.1f}   {other_s / live_s:7.1f} x ours")


def main() -> None:
    """Print the table."""
    if len(sys.argv) not in (2, 3) or sys.argv[2:] not in ([], ["--analysis-only"]):
        raise SystemExit(__doc__)
    recording = read_recording(Path(sys.argv[1]))
    rr_ms = np.array([interval for interval in recording.intervals_ms if interval is not None])
    cores = os.environ.get("OPENBLAS_NUM_THREADS", "all")
    print(f"{rr_ms.size} beats, {rr_ms.sum() / 3.6e6:.1f} h; CPU seconds, numpy on {cores} core(s)")
    neurokit: Any | None = None
    try:
        neurokit = importlib.import_module("neurokit2")
    except ImportError:
        print("  (NeuroKit2 is not installed here)")
    peaks = np.round(np.concatenate([[0.0], np.cumsum(rr_ms)]))
    day_s = _median_s("analysis, ours", lambda: analyze_intervals(recording.intervals_ms))
    part_s = _median_s("  of it, windows alone", lambda: _windows(recording.intervals_ms))
    if neurokit is not None:
        windows_s = _neurokit_day(neurokit, peaks)
        breathing_s = _neurokit_breathing(neurokit, peaks) * (peaks[-1] / 10_000.0 - 5.0)
        other_s = windows_s + breathing_s
        print(f"  {'analysis, NeuroKit2':28}{other_s:8.2f}   {other_s / day_s:7.1f} x ours")
        print(
            f"  {'  of it, windows alone':28}{windows_s:8.2f}   {windows_s / part_s:7.1f} x ours,"
            f" {windows_s / day_s:.1f} x all of ours"
        )
    if "--analysis-only" not in sys.argv:
        _print_live(neurokit, rr_ms, peaks)


if __name__ == "__main__":
    main()
