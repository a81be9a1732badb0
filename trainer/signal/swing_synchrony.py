"""How steadily the heart keeps its place in the breath: each breath's lag, and their spread."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trainer.signal.arrays import FloatArray
from trainer.signal.breath_swings import swings_of_breaths, whole_breaths
from trainer.signal.figure import Withheld
from trainer.signal.interval_phases import checked_length, interval_phases
from trainer.signal.interval_waves import (
    DEFAULT_INHALE_SHARE,
    TURN,
    fullest_phase,
    interval_waves,
    wrapped,
)
from trainer.signal.swing import SPARE_BEATS

__all__ = ["PhaseSynchrony", "breath_lags", "phase_synchrony"]

_ALIKE = 1e-9
"""Share of what is independent in the waves of one breath under which rounding decides."""


@dataclass(frozen=True, slots=True)
class PhaseSynchrony:
    """How steadily the heart keeps its place in the breath."""

    mean_lag_breaths: float
    """Circular mean of the lags, -0.5 to 0.5."""
    locking: float
    """Length of the mean of the unit vectors: 0 any place, 1 always the same."""
    spread_breaths: float
    """Circular standard deviation of the lags."""
    breaths: int


def breath_lags(
    beat_s: FloatArray,
    heart_rate_bpm: FloatArray,
    breath_phase: FloatArray,
    *,
    inhale_share: float = DEFAULT_INHALE_SHARE,
) -> tuple[float | None, ...]:
    """Lag of the heart behind the pacer in each whole breath, in breaths, -0.5 to 0.5.

    Parameters
    ----------
    beat_s, heart_rate_bpm, breath_phase : shape (n,)
        As for `fitted_swing`; a few breaths.
    inhale_share
        Share of the breath that is the in-breath.

    Returns
    -------
    tuple
        One entry for each whole breath; None under the conditions of `peak_trough_swings`.

    Notes
    -----
    Mean and slope come from one fit over all the breaths, since a slope and a single wave cannot
    be told apart; the wave then from each breath by itself.
    """
    beats = checked_length(beat_s, heart_rate_bpm, breath_phase)
    if beats < 2:
        return ()
    begin, end = interval_phases(beat_s, heart_rate_bpm, breath_phase)
    breaths = whole_breaths(begin, end)
    if beats < 4 + SPARE_BEATS:
        return (None,) * len(breaths)
    swings = swings_of_breaths(heart_rate_bpm, begin, end, breaths)
    design = interval_waves(beat_s, heart_rate_bpm, begin, end, with_harmonic=False)
    values = np.linalg.lstsq(design, heart_rate_bpm, rcond=None)[0]
    level = heart_rate_bpm - design[:, :2] @ values[:2]
    columns = design[:, [0, 2, 3]]
    fullest = fullest_phase(inhale_share)
    lags: list[float | None] = []
    for breath, swing_bpm in zip(breaths, swings, strict=True):
        if swing_bpm is None:
            lags.append(None)
            continue
        part = slice(breath.first, breath.last)
        lag = _lag_of_wave(columns[part], level[part])
        lags.append(None if lag is None else wrapped(lag - fullest))
    return tuple(lags)


def _lag_of_wave(columns: FloatArray, level: FloatArray) -> float | None:
    """Phase of the highest point of the wave that fits one breath best, in breaths.

    Least squares of a mean and a wave; columns are 1, sine and cosine. None where they are all but
    alike, as when the pacer stood still for most of the breath.
    """
    ((beats, sine, cosine), (_, sines, both), (_, _, cosines)) = (columns.T @ columns).tolist()
    total, with_sine, with_cosine = (level @ columns).tolist()
    # The mean taken out of everything, two equations are left.
    sines_left, cosines_left = sines - sine * sine / beats, cosines - cosine * cosine / beats
    both_left = both - sine * cosine / beats
    determinant = sines_left * cosines_left - both_left * both_left
    if determinant <= _ALIKE * sines * cosines:
        return None
    sine_wanted = with_sine - sine * total / beats
    cosine_wanted = with_cosine - cosine * total / beats
    return (
        math.atan2(
            cosines_left * sine_wanted - both_left * cosine_wanted,
            sines_left * cosine_wanted - both_left * sine_wanted,
        )
        / TURN
    )


def phase_synchrony(lag_breaths: Sequence[float | None]) -> PhaseSynchrony | Withheld:
    """Circular mean and spread of the lags of the last breaths.

    Parameters
    ----------
    lag_breaths
        One lag per breath, from `breath_lags`, of about five breaths; None are left out.

    Returns
    -------
    PhaseSynchrony or Withheld
        `TOO_SHORT` with fewer than three lags.

    Notes
    -----
    Locking R = |mean(exp(2 pi i lag))|, spread sqrt(-2 ln R) / (2 pi). With n lags of no order
    R is about 1/sqrt(n), not 0: 0.45 for five.

    References
    ----------
    Mardia and Jupp, Directional Statistics (2000), chapter 2.
    """
    known = [lag for lag in lag_breaths if lag is not None]
    if len(known) < 3:
        return Withheld.TOO_SHORT
    real = math.fsum(math.cos(TURN * lag) for lag in known) / len(known)
    imaginary = math.fsum(math.sin(TURN * lag) for lag in known) / len(known)
    locking = min(1.0, math.hypot(real, imaginary))
    spread = math.sqrt(-2.0 * math.log(max(locking, 1e-12))) / TURN
    return PhaseSynchrony(math.atan2(imaginary, real) / TURN, locking, spread, len(known))
