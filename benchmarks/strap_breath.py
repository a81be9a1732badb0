"""The breath from a strap's acceleration: accuracy, silence where nothing breathes, and cost.

Run: python -m benchmarks.own_breath

Simulated straps, whose truth is known; takes about two minutes. The recordings of other people
that `docs/methods.md` speaks of are reached through `benchmarks.adapters.acc_breath`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np

from benchmarks.simulated_strap import SimulatedStrap, simulated_strap
from trainer.signal.breath_side import BreathSide
from trainer.signal.strap_movement import BreathMovement, StrapMovement

_SEEDS = range(6)
_RATES_PER_MIN = (3.0, 4.5, 6.0, 10.0, 15.0, 30.0)


def _said(
    strap: SimulatedStrap, movement: StrapMovement, begin_s: float, every_s: float
) -> Iterator[tuple[float, BreathMovement]]:
    begin = 0
    for at_s in np.arange(begin_s, float(strap.time_s[-1]), every_s).tolist():
        end = int(np.searchsorted(strap.time_s, at_s, "right"))
        movement.push(strap.time_s[begin:end], strap.samples_mg[begin:end])
        begin = end
        yield at_s, movement.state(at_s)


def print_rates() -> None:
    """Mean and largest error of the rate, and how often there is one."""
    print("Rate, in breaths a minute: mean error, 95th of 100, share of the time with a number")
    for breath_mg, irregularity in ((100.0, 0.08), (24.0, 0.08), (10.0, 0.08), (24.0, 0.2)):
        cells: list[str] = []
        for breaths_per_min in _RATES_PER_MIN:
            errors: list[float] = []
            asked = 0
            for seed in _SEEDS:
                strap = simulated_strap(
                    seed,
                    breaths_per_min=breaths_per_min,
                    breath_mg=breath_mg,
                    irregularity=irregularity,
                    duration_s=180.0,
                )
                for at_s, state in _said(strap, StrapMovement(), 62.0, 5.0):
                    over_s = 60.0 if breaths_per_min > 4.0 else min(at_s, 100.0)
                    truth = strap.rate_over(at_s - over_s, at_s)
                    if truth is None:
                        continue
                    asked += 1
                    if state.rate.value is not None:
                        errors.append(abs(state.rate.value - truth))
            shown = len(errors) / asked
            cells.append(f"{np.mean(errors):.2f} {np.percentile(errors, 95):.2f} {shown:4.0%}")
        print(f"  {breath_mg:5.0f} mg, lengths +-{irregularity:.0%}:  " + "   ".join(cells))
    print("  at " + ", ".join(f"{rate:g}" for rate in _RATES_PER_MIN) + " a minute")


def print_phases() -> None:
    """How far the phase and the fullness are from the truth while a pacer is followed."""
    print("Phase while a pacer is followed: 95th of 100 of the error in breaths; side known so")
    for breath_mg in (24.0, 10.0):
        cells: list[str] = []
        for breaths_per_min in _RATES_PER_MIN[:-1]:
            errors: list[float] = []
            known = total = 0
            for seed in _SEEDS:
                strap = simulated_strap(
                    seed, breaths_per_min=breaths_per_min, breath_mg=breath_mg, duration_s=180.0
                )
                movement = StrapMovement()
                movement.follow(_early(strap))
                for at_s, state in _said(strap, movement, 60.0, 0.5):
                    number = int(np.searchsorted(strap.fullest_s, at_s))
                    if state.phase is None or number >= len(strap.fullest_s):
                        continue
                    total += 1
                    known += state.side is BreathSide.PACER
                    begin_s, end_s = strap.fullest_s[number - 1 : number + 1].tolist()
                    true_phase = 0.5 + (at_s - begin_s) / (end_s - begin_s)
                    errors.append(abs((state.phase - true_phase + 0.5) % 1.0 - 0.5))
            cells.append(f"{np.percentile(errors, 95):.3f} {known / total:4.0%}")
        print(f"  {breath_mg:5.0f} mg:  " + "   ".join(cells))


def _early(strap: SimulatedStrap, by_s: float = 0.4) -> Callable[[float], float]:
    """The pacer of someone who follows so much later."""
    return lambda at_s: float(np.interp(at_s + by_s, strap.time_s, strap.fullness))


def print_silence() -> None:
    """How often a number appears where nobody breathes."""
    print("Numbers shown where nothing breathes")
    for name, heart_mg, drift_mg in (
        ("on a table", 0.0, 0.2),
        ("held breath", 8.0, 1.0),
        ("held breath, sinking", 8.0, 3.0),
        ("held breath, sinking fast", 8.0, 6.0),
    ):
        shown = total = 0
        for seed in range(12):
            strap = simulated_strap(
                seed, breath_mg=0.0, heart_mg=heart_mg, drift_mg=drift_mg, duration_s=180.0
            )
            for _, state in _said(strap, StrapMovement(), 20.0, 1.0):
                total += 1
                shown += state.rate.value is not None
        print(f"  {name:26s} {shown / total:.1%} of {total} s")


def print_cost() -> None:
    """CPU time for a second of samples, in the first minutes and after hours."""
    strap = simulated_strap(1, duration_s=120.0, sample_rate_hz=200.0)
    movement = StrapMovement()
    spent_ms: list[float] = []
    for turn in range(60):
        begin = time.process_time()
        movement.push(strap.time_s + 120.0 * turn, strap.samples_mg)
        spent_ms.append((time.process_time() - begin) * 1000.0 / 120.0)
    begin = time.process_time()
    for _ in range(1000):
        movement.state(120.0 * 60.0)
    state_ms = time.process_time() - begin
    print(
        f"Cost of a second at 200 Hz: {np.median(spent_ms[1:6]):.2f} ms in the first ten minutes, "
        f"{np.median(spent_ms[-5:]):.2f} ms after two hours; of one look {state_ms:.2f} ms"
    )


if __name__ == "__main__":
    print_rates()
    print_phases()
    print_silence()
    print_cost()
