"""Truth, reference, ours and the error, for every measure: the table of docs/methods.md.

Run it from the repository root::

    python -m benchmarks.validation

It takes about ten seconds. Truth is analytic or simulated; the reference is that of
tests/data/rr/reference_small.json, which says how it was made.
"""

from __future__ import annotations

import math

import numpy as np

from benchmarks.recordings import analytic_truth, reference_values, window, windows
from benchmarks.simulated_beats import SimulatedBeats, integral_pulse_beats, sampled_beats
from trainer.signal.arrays import FloatArray
from trainer.signal.breath_swings import peak_trough_swings
from trainer.signal.figure import Withheld
from trainer.signal.respiration import respiration_rate
from trainer.signal.rhythm import SteadyRhythm, steady_rhythm
from trainer.signal.spectrum import Estimator, band_powers
from trainer.signal.swing import FittedSwing, fitted_swing
from trainer.signal.swing_in_step import InStep, in_step
from trainer.signal.swing_synchrony import PhaseSynchrony, breath_lags, phase_synchrony
from trainer.signal.time_domain import RunningTimeDomain, time_domain

_TRIALS = 200


def _all_follow(rr_ms: FloatArray) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.ones(rr_ms.size, dtype=np.bool_)


def _per_cent(value: float, truth: float) -> str:
    return f"{100.0 * (value / truth - 1.0):+.2f} %"


def print_time_domain() -> None:
    """Closed form of a sine, reference definition, and drift of the running sums."""
    print("\nTime domain: sine of 40 ms, 0.09 cycles a beat, 1000 beats")
    rr_ms = 900.0 + 40.0 * np.sin(2.0 * np.pi * 0.09 * np.arange(1000))
    got = time_domain(rr_ms, _all_follow(rr_ms))
    assert got.sdnn_ms is not None
    assert got.rmssd_ms is not None
    sdnn_ms, rmssd_ms = 40.0 / math.sqrt(2.0), 40.0 * math.sqrt(2.0) * math.sin(math.pi * 0.09)
    for name, truth, ours in (("SDNN", sdnn_ms, got.sdnn_ms), ("RMSSD", rmssd_ms, got.rmssd_ms)):
        print(f"  {name:8s} closed form {truth:9.4f}  ours {ours:9.4f}  {_per_cent(ours, truth)}")

    print("Time domain: largest relative difference to the reference over all windows")
    worst: dict[str, float] = {}
    for key in windows():
        rr_ms = window(key).rr_ms
        got = time_domain(rr_ms, _all_follow(rr_ms))
        for name, value in (
            ("sdnn", got.sdnn_ms),
            ("rmssd", got.rmssd_ms),
            ("pnn50", got.pnn50_percent),
            ("sd1", got.sd1_ms),
            ("sd2", got.sd2_ms),
        ):
            wanted = reference_values(key)["time"][name]
            if value is not None and wanted != 0.0:
                worst[name] = max(worst.get(name, 0.0), abs(value / wanted - 1.0))
    print("  " + "  ".join(f"{name} {error:.1e}" for name, error in worst.items()))

    rng = np.random.default_rng(7)
    rr_ms = 850.0 + 300.0 * (np.arange(100_000) // 700 % 2) + rng.normal(0.0, 40.0, 100_000)
    beat_s = np.cumsum(rr_ms) / 1000.0
    running = RunningTimeDomain(60.0)
    for moment_s, interval_ms in zip(beat_s.tolist(), rr_ms.tolist(), strict=True):
        running.add(moment_s, interval_ms, follows=True)
    keep = beat_s > beat_s[-1] - 60.0
    batch, now = time_domain(rr_ms[keep], _all_follow(rr_ms[keep])), running.figures(beat_s[-1])
    assert batch.rmssd_ms is not None
    assert now.rmssd_ms is not None
    print(f"  running RMSSD after 100 000 beats: {abs(now.rmssd_ms / batch.rmssd_ms - 1.0):.1e}")


def print_spectrum() -> None:
    """Analytic tones under every estimator, and the reference definition."""
    print("\nBand powers of analytic signals, ms^2 (truth A^2/2)")
    chosen = (
        Estimator.MULTITAPER,
        Estimator.MULTITAPER_LEVELLED,
        Estimator.LOMB_MULTITAPER,
        Estimator.HANN,
    )
    print(f"  {'file':12s}{'band':>5s}{'truth':>8s}", end="")
    print("".join(f"{estimator.value:>24s}" for estimator in chosen), "  NeuroKit2 0.2.13 Welch")
    for key in windows():
        cut = window(key)
        if not cut.file.startswith("syn_"):
            continue
        for band in ("lf", "hf"):
            truth = analytic_truth(cut.file)[band]
            if truth == 0.0:
                continue
            print(f"  {cut.file[:-4]:12s}{band:>5s}{truth:8.0f}", end="")
            for estimator in chosen:
                got = band_powers(cut.beat_s, cut.rr_ms, estimator=estimator)
                ours = got.lf_ms2 if band == "lf" else got.hf_ms2
                print(f"{ours:14.1f} {_per_cent(ours, truth)}"[:24].rjust(24), end="")
            peer = reference_values(key, "neurokit2")["welch"][band]
            print(f"{peer:14.1f} {_per_cent(peer, truth)}")
    print("Band powers: largest relative difference to the reference over all windows")
    for estimator, name in (
        (Estimator.MULTITAPER, "multitaper_nw2_k3"),
        (Estimator.LOMB_MULTITAPER, "lomb_multitaper_nw2_k3"),
        (Estimator.HANN, "fft_cubic_hann"),
        (Estimator.SMOOTHNESS_PRIORS, "fft_smoothness_priors_500"),
    ):
        worst = 0.0
        for key in windows():
            cut = window(key)
            got = band_powers(cut.beat_s, cut.rr_ms, estimator=estimator)
            wanted = reference_values(key)[name]
            for ours, value in ((got.lf_ms2, wanted["lf"]), (got.hf_ms2, wanted["hf"])):
                if value > 0.01:  # below it is the rounding of a far larger tone
                    worst = max(worst, abs(ours / value - 1.0))
        print(f"  {estimator.value:20s} {worst:.1e}")


def print_levelling() -> None:
    """HF of narrow-band breathing at low heart rates, where a spline loses it."""
    print("\nHF of breathing at low heart rates: estimate over truth, median and quartiles")
    chosen = (Estimator.MULTITAPER, Estimator.MULTITAPER_LEVELLED, Estimator.LOMB_MULTITAPER)
    for mean_ms, per_min in ((1200.0, 18.0), (1100.0, 15.0), (920.0, 15.0)):
        rng = np.random.default_rng(9)
        ratios: dict[Estimator, list[float]] = {estimator: [] for estimator in chosen}
        for _ in range(25):
            beats = sampled_beats(
                rng,
                duration_s=300.0,
                breaths_per_min=per_min * float(rng.uniform(0.95, 1.05)),
                mean_rr_ms=mean_ms,
                noise_ms=0.0,
                slow_ms=15.0,
                amplitude_ms=30.0,
            )
            for estimator in chosen:
                got = band_powers(beats.beat_s, beats.rr_ms, estimator=estimator)
                ratios[estimator].append(got.hf_ms2 / 450.0)
        print(f"  {60000.0 / mean_ms:4.0f} beats and {per_min:g} breaths a minute:", end="")
        for estimator in chosen:
            low, middle, high = np.quantile(ratios[estimator], [0.25, 0.5, 0.75])
            print(f"  {estimator.value} {middle:.3f} ({low:.3f}-{high:.3f})", end="")
        print()


def _fit(beats: SimulatedBeats) -> FittedSwing:
    found = fitted_swing(beats.beat_s, beats.heart_rate_bpm, beats.breath_phase)
    if isinstance(found, Withheld):
        raise SystemExit(f"the fit is withheld on simulated beats: {found.value}")
    return found


def print_swing() -> None:
    """Bias and scatter of the fitted and the peak-trough swing."""
    print("\nSwing over three breaths, estimate over truth: 40 ms, noise white / slow in ms")
    print(
        f"  {'model and case':44s}{'fitted':>8s}{'sd':>8s}{'error said':>12s}{'peak-trough':>12s}"
    )
    cases: list[tuple[str, float, float, float, float, bool]] = [
        (f"integral pulse, {pace:g}/min, 8 / 10", pace, 0.0, 8.0, 10.0, True)
        for pace in (4.5, 6.0, 7.0, 9.0, 12.0, 15.0)
    ]
    cases += [
        ("integral pulse, 6/min, 2nd harmonic 0.3", 6.0, 0.3, 8.0, 10.0, True),
        ("integral pulse, 6/min, 20 / 25", 6.0, 0.0, 20.0, 25.0, True),
        ("sampled, 6/min, 8 / 10", 6.0, 0.0, 8.0, 10.0, False),
        ("sampled, 6/min, 2nd harmonic 0.3, 8 / 10", 6.0, 0.3, 8.0, 10.0, False),
        ("sampled, 6/min, 20 / 25", 6.0, 0.0, 20.0, 25.0, False),
        ("sampled, 15/min, 8 / 10", 15.0, 0.0, 8.0, 10.0, False),
    ]
    for name, pace, harmonic, white_ms, slow_ms, is_integral in cases:
        rng = np.random.default_rng(12)
        ratios: list[float] = []
        errors: list[float] = []
        peaks: list[float] = []
        for _ in range(_TRIALS):
            if is_integral:
                beats = integral_pulse_beats(
                    rng,
                    duration_s=180.0 / pace,
                    breaths_per_min=pace,
                    harmonic=harmonic,
                    jitter_ms=white_ms,
                    slow_ms=slow_ms,
                )
            else:
                beats = sampled_beats(
                    rng,
                    duration_s=180.0 / pace,
                    breaths_per_min=pace,
                    harmonic=harmonic,
                    noise_ms=white_ms,
                    slow_ms=slow_ms,
                )
            got = _fit(beats)
            ratios.append(got.swing_bpm / beats.swing_bpm)
            errors.append(got.standard_error_bpm / beats.swing_bpm)
            whole = peak_trough_swings(beats.beat_s, beats.heart_rate_bpm, beats.breath_phase)
            peaks += [one / beats.swing_bpm for one in whole if one is not None]
        print(
            f"  {name:44s}{np.mean(ratios):8.3f}{np.std(ratios):8.3f}{np.mean(errors):12.3f}"
            f"{np.mean(peaks) if peaks else math.nan:12.3f}"
        )
    rng = np.random.default_rng(13)
    floor = [
        _fit(sampled_beats(rng, duration_s=30.0, amplitude_ms=0.0, slow_ms=0.0)).swing_bpm
        for _ in range(_TRIALS)
    ]
    print(f"  floor without any swing, 8 ms white: {np.mean(floor):.2f} bpm")


def print_in_step() -> None:
    """Ratio of the swings, and phase locking, on and off the pace of 6 a minute."""
    print(
        "\nIn step with a pacer of 6/min: 10, 50 and 90 % of the ratio, and locking over 5 breaths"
    )
    for off in (0.0, 0.25, 0.5, 1.0, 2.0):
        rng = np.random.default_rng(14)
        ratios: list[float] = []
        lockings: list[float] = []
        for _ in range(_TRIALS // 2):
            beats = integral_pulse_beats(rng, duration_s=50.0, unpaced_breaths_per_min=6.0 + off)
            last = beats.between(20.0, math.inf)
            found = in_step(
                _fit(last),
                peak_trough_swings(last.beat_s, last.heart_rate_bpm, last.breath_phase),
            )
            if isinstance(found, InStep):
                ratios.append(found.ratio)
            locked = phase_synchrony(
                breath_lags(beats.beat_s, beats.heart_rate_bpm, beats.breath_phase)
            )
            if isinstance(locked, PhaseSynchrony):
                lockings.append(locked.locking)
        ten, half, ninety = np.quantile(ratios, [0.1, 0.5, 0.9])
        print(f"  {off:4.2f}/min off: {ten:.2f} {half:.2f} {ninety:.2f}", end="")
        print(f"   locking {np.median(lockings):.2f}")


def print_rhythm() -> None:
    """Steady rhythm of sines, noise and recordings."""
    print("\nSteady rhythm, per cent (a perfect sine is 100)")
    time_s = np.arange(0.9, 66.0, 0.9)
    for hz in (0.07, 0.1, 0.2):
        found = steady_rhythm(time_s, 900.0 + 40.0 * np.sin(2.0 * np.pi * hz * time_s))
        if isinstance(found, SteadyRhythm):
            print(f"  sine of {hz:g} Hz: {found.percent:.1f}")
    rng = np.random.default_rng(15)
    noise = [steady_rhythm(time_s, 900.0 + rng.normal(0.0, 30.0, time_s.size)) for _ in range(50)]
    heights = [one.percent for one in noise if isinstance(one, SteadyRhythm)]
    print(f"  white noise, median: {np.median(heights):.1f}")
    for key in ("h10_slow_breathing_10min.csv@60+300", "rest_15min.csv@0+300"):
        cut = window(key)
        begins_s = np.arange(cut.beat_s[0], cut.beat_s[-1] - 64.0, 5.0)
        parts = [(cut.beat_s >= begin - 1.0) & (cut.beat_s < begin + 64.0) for begin in begins_s]
        seen = [steady_rhythm(cut.beat_s[part], cut.rr_ms[part]) for part in parts]
        heights = [one.percent for one in seen if isinstance(one, SteadyRhythm)]
        ratios = [one.ratio for one in seen if isinstance(one, SteadyRhythm) and one.ratio]
        wanted = reference_values(key)["coherence_ratio_64s_hann"]
        print(f"  {cut.file}: {np.median(heights):.1f}", end="")
        print(f"   (ratio {np.median(ratios):.3f}, reference {wanted:.3f})")


def print_respiration() -> None:
    """Errors of the breathing rate on simulated breathing."""
    print("\nBreathing rate from the beats: error, breaths a minute; share of windows withheld")
    for pace, length_s, amplitude_ms, white_ms, slow_ms in (
        (4.5, 60.0, 40.0, 8.0, 10.0),
        (6.0, 60.0, 40.0, 8.0, 10.0),
        (6.0, 45.0, 40.0, 8.0, 10.0),
        (6.0, 60.0, 40.0, 20.0, 25.0),
        (14.0, 60.0, 25.0, 8.0, 10.0),
        (6.0, 60.0, 0.0, 8.0, 10.0),
    ):
        rng = np.random.default_rng(16)
        errors: list[float] = []
        for _ in range(_TRIALS):
            beats = integral_pulse_beats(
                rng,
                duration_s=length_s,
                breaths_per_min=pace,
                amplitude_ms=amplitude_ms,
                jitter_ms=white_ms,
                slow_ms=slow_ms,
            )
            found = respiration_rate(beats.beat_s, beats.rr_ms)
            if not isinstance(found, Withheld):
                errors.append(abs(found.breaths_per_min - pace))
        name = f"{pace:g}/min, {length_s:g} s, {amplitude_ms:g} ms, {white_ms:g} / {slow_ms:g} ms"
        withheld = 1.0 - len(errors) / _TRIALS
        if amplitude_ms == 0.0:
            print(f"  {name:36s} no breathing in the beats: {100.0 * withheld:.1f} % withheld")
        else:
            print(
                f"  {name:36s} median {np.median(errors):.3f}, 90 % {np.quantile(errors, 0.9):.3f},"
                f" withheld {100.0 * withheld:.1f} %"
            )


def print_spread() -> None:
    """Spread of ln RMSSD between quiet minutes, which carry-over is held against."""
    print("\nChange of ln RMSSD between minutes of rest, nothing done between (rest_15min)")
    cut = window("rest_15min.csv@0+960")
    logs: list[float] = []
    errors: list[float] = []
    rng = np.random.default_rng(17)
    for begin_s in range(0, 900, 60):
        rr_ms = cut.rr_ms[(cut.beat_s >= begin_s) & (cut.beat_s < begin_s + 60)]
        log = time_domain(rr_ms, _all_follow(rr_ms)).ln_rmssd
        assert log is not None
        logs.append(log)
        squares = np.diff(rr_ms) ** 2
        blocks = rng.integers(0, squares.size - 9, (300, math.ceil(squares.size / 10)))
        drawn = squares[(blocks[:, :, None] + np.arange(10)).reshape(300, -1)]
        errors.append(float(np.std(0.5 * np.log(drawn.mean(axis=1)))))
    for minutes in (1, 5, 7):
        changes = np.array(logs[minutes:]) - np.array(logs[:-minutes])
        print(f"  {minutes} min apart: standard deviation {np.std(changes):.2f}, n {changes.size}")
    print(f"  error of one minute by block bootstrap, median: {np.median(errors):.3f}")


def main() -> None:
    """Print all tables."""
    print_time_domain()
    print_spectrum()
    print_levelling()
    print_swing()
    print_in_step()
    print_rhythm()
    print_respiration()
    print_spread()


if __name__ == "__main__":
    main()
