"""Heart-rate swing per breath: how far the heart speeds up and slows down with the pacer.

The main number of the program. Two definitions (docs/methods.md gives both): the *fitted
swing*, shown live with its uncertainty, and the *peak-trough swing*, the field's usual one.
This file has the first, `breath_swings` the second, `swing_in_step` what the two together tell;
`swing_synchrony` follows the lag from breath to breath. What is shown, and when, is decided
elsewhere.

Which moment does an interval's heart rate belong to? To none: in the integral pulse model
a beat comes each time the integral of the heart rate has grown by one, so 60000/RR is the
*mean* of the heart rate over the interval, exactly. The fit therefore uses each wave's mean over
the interval, not its value at a beat. That puts the phase right (a rate stamped at the closing
beat lags by half an interval) and undoes the flattening by averaging, sinc(f RR): 1.3 % of the
swing at 6 breaths a minute and 67 beats a minute, 8 % at 15.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from trainer.signal.arrays import FloatArray
from trainer.signal.figure import Withheld
from trainer.signal.interval_phases import checked_length, interval_phases
from trainer.signal.interval_waves import (
    DEFAULT_INHALE_SHARE,
    GRID_WAVES,
    TURN,
    fullest_phase,
    interval_waves,
    wave_values,
    wrapped,
)

__all__ = [
    "FEWEST_FIT_BEATS_PER_BREATH",
    "HARMONIC_BEATS_PER_BREATH",
    "HARMONIC_F",
    "LARGEST_FIT_HOLE_BREATHS",
    "SHORTEST_FIT_BREATHS",
    "SPARE_BEATS",
    "FittedSwing",
    "fitted_swing",
]

SHORTEST_FIT_BREATHS = 1.4
"""Below this, slope and wave cannot be told apart. Two breaths less the interval or so that
falls out at each end, at the slowest hearts and fastest paces, is just over it."""

SPARE_BEATS = 3
"""Intervals beyond the number of fitted values: the least that gives a standard error."""

LARGEST_FIT_HOLE_BREATHS = 0.5
"""A wave with half a breath unseen is guessed, not measured."""

FEWEST_FIT_BEATS_PER_BREATH = 2.5
"""At two intervals to a breath (30 beats and 15 breaths a minute) sine or cosine vanishes at
every beat."""

HARMONIC_BEATS_PER_BREATH = 6.0
"""The second harmonic needs three beats in each of its own waves; with fewer it comes near
half the beat rate, where a wave and its mirror image cannot be told apart."""

HARMONIC_F = 2.5
"""Least F ratio (2 and about 25 degrees of freedom: p about 0.1) to fit the harmonic. One that
comes and goes between windows scatters the swing (sd 4.6 % where keeping it gives 3.9 %)."""

_MOST_INFLATION = 25.0
"""Largest factor by which slow noise may raise the variance of the fitted wave."""


@dataclass(frozen=True, slots=True)
class FittedSwing:
    """The wave at the pacer's rate that fits the heart rate best."""

    swing_bpm: float
    """Peak to trough of the fitted wave, in beats per minute."""
    standard_error_bpm: float
    """Of the swing, from the residue, raised where the residue is slow noise."""
    lag_breaths: float
    """By how much of a breath the heart's fundamental comes after the asked-for fullness:
    0 is highest heart rate at the fullest belly, positive later; -0.5 to 0.5."""
    mean_bpm: float
    """Mean heart rate of the window without wave and slope."""
    beats: int
    """Intervals in the fit."""
    residual_sd_bpm: float
    """Standard deviation of what mean, slope and wave leave over."""
    harmonic_bpm: float
    """Amplitude of the second harmonic; 0 where it was not fitted."""

    @property
    def stands_out(self) -> bool:
        """True when noise alone makes such a swing less than about once in ninety windows.

        Without a wave, swing over standard error is Rayleigh distributed: above 3 with a
        chance of exp(-3^2 / 2) = 1.1 %.
        """
        return self.swing_bpm > 3.0 * self.standard_error_bpm


def fitted_swing(
    beat_s: FloatArray,
    heart_rate_bpm: FloatArray,
    breath_phase: FloatArray,
    *,
    inhale_share: float = DEFAULT_INHALE_SHARE,
    with_harmonic: bool = True,
) -> FittedSwing | Withheld:
    """Fit the heart-rate swing at the pacer's rate over a window of about three breaths.

    Parameters
    ----------
    beat_s : shape (n,)
        Times of the beats that closed accepted intervals, increasing, in s.
    heart_rate_bpm : shape (n,)
        60000 / RR of these intervals.
    breath_phase : shape (n,)
        The pacer's breaths since its start at these times (2.4: in the third breath). It may
        glide: only the phase counts, not the rate.
    inhale_share
        Share of the breath that is the in-breath; only the lag rests on it.
    with_harmonic
        False leaves the second harmonic out even where the data carry it.

    Returns
    -------
    FittedSwing or Withheld
        `Withheld.NO_BEATS`; `TOO_SHORT` for less than 1.4 breaths, fewer than 2.5 intervals
        to a breath or too few for a standard error; `GAP` for half a breath or more without
        accepted beats.

    Raises
    ------
    AnalysisError
        The arrays differ in length, times do not grow, or the phase runs back.

    Notes
    -----
    Least squares of mean, slope in time, fundamental and second harmonic, each wave averaged
    over the interval (see the module). The harmonic is kept when there are at least six beats
    to a breath, its F ratio is at least 2.5 and it is no larger than the fundamental; the swing
    is then peak to trough of the two together. The standard error is the usual one of the
    linear fit, carried through to peak minus trough, times the spectral density of a
    first-order autoregression of the residue at the breathing rate, where that is over 1.

    The published single-sine fits (cosinor, or complex demodulation at the pace) have neither
    slope, harmonic, glide nor interval averaging; those are ours.

    References
    ----------
    Nelson et al., Chronobiologia 6 (1979) 305-323 (cosinor).
    Hyndman and Mohn, Automedica 1 (1975) 239-252 (integral pulse frequency modulation).
    """
    beats = checked_length(beat_s, heart_rate_bpm, breath_phase)
    if beats == 0:
        return Withheld.NO_BEATS
    if beats < 4 + SPARE_BEATS:
        return Withheld.TOO_SHORT
    begin, end = interval_phases(beat_s, heart_rate_bpm, breath_phase)
    span_breaths = float(end[-1] - begin[0])
    if span_breaths < SHORTEST_FIT_BREATHS:
        return Withheld.TOO_SHORT
    if float((begin[1:] - end[:-1]).max()) >= LARGEST_FIT_HOLE_BREATHS:
        return Withheld.GAP
    covered = end - begin
    if beats < FEWEST_FIT_BEATS_PER_BREATH * float(covered.sum()):
        return Withheld.TOO_SHORT
    tries_harmonic = (
        with_harmonic
        and beats >= 6 + SPARE_BEATS
        and beats >= HARMONIC_BEATS_PER_BREATH * float(covered.sum())
    )
    design = interval_waves(beat_s, heart_rate_bpm, begin, end, tries_harmonic)
    moments = design.T @ design
    targets = design.T @ heart_rate_bpm
    found = _solve(design, heart_rate_bpm, moments, targets)
    if tries_harmonic and not _carries_harmonic(found):
        found = _solve(design[:, :4], heart_rate_bpm, moments[:4, :4], targets[:4])
    waves = found.values[2:]
    if waves.size == 4:
        peak, trough = _turning_points(waves)
    else:
        peak = math.atan2(waves[0], waves[1]) / TURN
        trough = peak + 0.5
    gradient = wave_values(peak, waves.size) - wave_values(trough, waves.size)
    swing_bpm = float(gradient @ waves)
    variance = float(gradient @ found.inverse[2:, 2:] @ gradient) * found.residual_variance
    variance *= _inflation(found.residue, float(np.mean(covered)))
    lag = math.atan2(waves[0], waves[1]) / TURN - fullest_phase(inhale_share)
    return FittedSwing(
        swing_bpm=swing_bpm,
        standard_error_bpm=math.sqrt(variance),
        lag_breaths=wrapped(lag),
        mean_bpm=float(found.values[0]),
        beats=beats,
        residual_sd_bpm=math.sqrt(found.residual_variance),
        harmonic_bpm=math.hypot(waves[2], waves[3]) if waves.size == 4 else 0.0,
    )


@dataclass(frozen=True, slots=True)
class _Fit:
    """One least-squares solution."""

    values: FloatArray
    inverse: FloatArray
    residue: FloatArray
    residual_variance: float


def _solve(
    design: FloatArray, wanted: FloatArray, moments: FloatArray, targets: FloatArray
) -> _Fit:
    """Solve the normal equations.

    They have a solution: 1.4 breaths without a hole of half a breath, and 2.5 intervals or more
    to a breath, tell all the columns apart.
    """
    inverse = np.asarray(np.linalg.inv(moments), dtype=np.float64)
    values: FloatArray = inverse @ targets
    residue = wanted - design @ values
    spare = design.shape[0] - design.shape[1]
    return _Fit(values, inverse, residue, float(residue @ residue) / spare)


def _carries_harmonic(found: _Fit) -> bool:
    """Tell whether the data carry the second harmonic (Wald's F and a bound on its size)."""
    first, second = found.values[2:4], found.values[4:6]
    if float(second @ second) > float(first @ first):
        return False
    weight = float(second @ np.linalg.solve(found.inverse[4:, 4:], second)) / 2.0
    return weight > HARMONIC_F * found.residual_variance


def _turning_points(waves: FloatArray) -> tuple[float, float]:
    """Phases at which fundamental plus second harmonic is highest and lowest.

    A grid of 64 and two Newton steps on the derivative: the height is then exact to 1e-9.
    """
    sine, cosine, sine_2, cosine_2 = (float(value) for value in waves)
    heights = GRID_WAVES @ waves
    found: list[float] = []
    for start in (int(heights.argmax()), int(heights.argmin())):
        turn = TURN * start / 64.0
        for _ in range(2):
            s1, c1 = math.sin(turn), math.cos(turn)
            s2, c2 = math.sin(2.0 * turn), math.cos(2.0 * turn)
            slope = sine * c1 - cosine * s1 + 2.0 * (sine_2 * c2 - cosine_2 * s2)
            bend = -sine * s1 - cosine * c1 - 4.0 * (sine_2 * s2 + cosine_2 * c2)
            # A flat top bends so little that Newton overshoots: never leave the grid cell.
            turn += max(-TURN / 64.0, min(TURN / 64.0, -slope / (bend or 1.0)))
        found.append(turn / TURN)
    return found[0], found[1]


def _inflation(residue: FloatArray, breaths_per_beat: float) -> float:
    """Factor on the variance of the wave where the residue is not white, 1 or more.

    Spectral density of a first-order autoregression with the residue's own lag-1 correlation,
    at the breathing rate, relative to white noise of the same variance.
    """
    power = float(residue @ residue) or 1.0  # no residue at all has no correlation either
    lag_1 = float(residue[1:] @ residue[:-1]) / power
    density = (1.0 - lag_1**2) / (1.0 + lag_1**2 - 2.0 * lag_1 * math.cos(TURN * breaths_per_beat))
    return min(_MOST_INFLATION, max(1.0, density))
