"""A day of real beats: the live pipeline and the analysis beside NeuroKit2, in one run.

Run: python -m benchmarks.day RECORDING

RECORDING is a long RR file. NeuroKit2 0.2.13 has an environment of its own (benchmarks/measures.py
says how); run the script there, from the repository root. Without it only ours are printed.

Two kinds of work are compared, each with the figures that both give:

* live: after every beat, the corrected last 60 s with its time domain and band powers. Ours runs
  the whole day through the session, all measures and a snapshot included, and takes the band
  powers on top. NeuroKit2 recomputes (there is no streaming form of it); its cost is measured on
  windows spread evenly over the day and multiplied by the number of beats.
* analysis: the whole day once, corrected, time domain and bands in windows of five minutes, and
  the rate of breathing every 10 s from the last minute of beats. Ours gives the swings on top.
  NeuroKit2 corrects window by window and takes its own way to the rate of breathing (signal_rate,
  ecg_rsp, rsp_rate, at 100 Hz), measured on windows spread over the day and multiplied.
"""

from __future__ import annotations

import importlib
import sys
import time
import warnings
from collections import deque
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
from trainer.signal.spectrum import band_powers

LIVE_S = 60.0
SAMPLED_WINDOWS = 60


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


def main() -> None:
    """Print the table."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    recording = read_recording(Path(sys.argv[1]))
    rr_ms = np.array([interval for interval in recording.intervals_ms if interval is not None])
    print(f"{rr_ms.size} beats, {rr_ms.sum() / 3.6e6:.1f} h; CPU seconds")
    live_s = _ours_live(rr_ms)
    begun = time.process_time()
    analyze_intervals(recording.intervals_ms)
    day_s = time.process_time() - begun
    print(f"  live, ours      {live_s:10.1f}   {1e6 * live_s / rr_ms.size:7.0f} us a beat")
    print(f"  analysis, ours  {day_s:10.1f}")
    try:
        neurokit = importlib.import_module("neurokit2")
    except ImportError:
        print("  (NeuroKit2 is not installed here)")
        return
    peaks = np.round(np.concatenate([[0.0], np.cumsum(rr_ms)]))
    other_live_s = _neurokit_live(neurokit, peaks) * rr_ms.size
    windows_s = _neurokit_day(neurokit, peaks)
    breathing_s = _neurokit_breathing(neurokit, peaks) * (peaks[-1] / 10_000.0 - 5.0)
    other_day_s = windows_s + breathing_s
    print(f"  live, NeuroKit2 {other_live_s:10.1f}   {other_live_s / live_s:7.1f} x ours")
    print(f"  analysis, NeuroKit2 {other_day_s:6.1f}   {other_day_s / day_s:7.1f} x ours")
    print(f"    of it, windows {windows_s:.1f}, rate of breathing {breathing_s:.1f}")


if __name__ == "__main__":
    main()
