"""Heart-rate swing per breath: how far the heart speeds up and slows down with the pacer.

The main number of the program. Two definitions (docs/methods.md gives both): the *fitted
swing*, shown live with its uncertainty, and the *peak-trough swing*, the field's usual one.
From the two together comes whether the person is in step with the pacer. What is shown of
them, and when, is decided elsewhere.

Which moment does an interval's heart rate belong to? To none: in the integral pulse model
a beat comes each time the integral of the heart rate has grown by one, so 60000/RR is the
*mean* of the heart rate over the interval, exactly. The fit therefore uses each wave's mean over
the interval, not its value at a beat. That puts the phase right (a rate stamped at the closing
beat lags by half an interval) and undoes the flattening by averaging, sinc(f RR): 1.3 % of the
swing at 6 breaths a minute and 67 beats a minute, 8 % at 15.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from trainer.errors import AnalysisError
from trainer.signal.arrays import FloatArray
from trainer.signal.figure import Withheld
from trainer.timeline import fullness_of_phase

__all__ = [
    "FEWEST_BREATH_BEATS",
    "FEWEST_FIT_BEATS_PER_BREATH",
    "GRID_WAVES",
    "HARMONIC_BEATS_PER_BREATH",
    "HARMONIC_F",
    "LARGEST_BREATH_HOLE_BREATHS",
    "LARGEST_FIT_HOLE_BREATHS",
    "SHORTEST_FIT_BREATHS",
    "SPARE_BEATS",
    "FittedSwing",
    "InStep",
    "PhaseSynchrony",
    "breath_lags",
    "fitted_swing",
    "in_step",
    "peak_trough_swings",
    "phase_synchrony",
]

_TURN = 2.0 * math.pi

_DEFAULT_INHALE_SHARE = 0.4

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

_TOUCHING = 1.25
"""Two beats further apart than this many of the interval between them have a hole: a quarter
is far more than what a radio link moves a stamp by, and less than any beat left out."""

FEWEST_BREATH_BEATS = 4
"""Intervals in one breath: with three, the highest and lowest miss the turning points."""

LARGEST_BREATH_HOLE_BREATHS = 0.125
"""An eighth of a breath, 1.25 s at 6 breaths a minute: one interval may be missing, not two."""

_ALIKE = 1e-9
"""Share of what is independent in the waves of one breath under which rounding decides."""

_WEAKEST_FOR_IN_STEP_BPM = 4.0
"""Peak-trough swing below which beat noise alone may make the ratio (its floor is 2.4 bpm at
8 ms of beat jitter)."""

_IN_STEP_RATIO = 0.5
"""Ratio at and above which the person counts as in step with the pacer. On simulated beats in
step it is 0.6 or more nine times in ten even with much noise (20 ms white, 25 ms slow); one
breath a minute off it is 0.5 to 0.6, two off under 0.2. It errs on the kind side."""


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


@dataclass(frozen=True, slots=True)
class InStep:
    """Whether the swing goes with the pacer or with some other rate."""

    ratio: float
    """Fitted over mean peak-trough swing: about 1 in step, towards 0 off the pace."""
    is_in_step: bool
    """True when the ratio is at least 0.5."""


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


def fitted_swing(
    beat_s: FloatArray,
    heart_rate_bpm: FloatArray,
    breath_phase: FloatArray,
    *,
    inhale_share: float = _DEFAULT_INHALE_SHARE,
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
    beats = _checked_length(beat_s, heart_rate_bpm, breath_phase)
    if beats == 0:
        return Withheld.NO_BEATS
    if beats < 4 + SPARE_BEATS:
        return Withheld.TOO_SHORT
    begin, end = _interval_phases(beat_s, heart_rate_bpm, breath_phase)
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
    design = _design(beat_s, heart_rate_bpm, begin, end, tries_harmonic)
    moments = design.T @ design
    targets = design.T @ heart_rate_bpm
    found = _solve(design, heart_rate_bpm, moments, targets)
    if tries_harmonic and not _carries_harmonic(found):
        found = _solve(design[:, :4], heart_rate_bpm, moments[:4, :4], targets[:4])
    waves = found.values[2:]
    if waves.size == 4:
        peak, trough = _turning_points(waves)
    else:
        peak = math.atan2(waves[0], waves[1]) / _TURN
        trough = peak + 0.5
    gradient = _wave_values(peak, waves.size) - _wave_values(trough, waves.size)
    swing_bpm = float(gradient @ waves)
    variance = float(gradient @ found.inverse[2:, 2:] @ gradient) * found.residual_variance
    variance *= _inflation(found.residue, float(np.mean(covered)))
    lag = math.atan2(waves[0], waves[1]) / _TURN - _fullest_phase(inhale_share)
    return FittedSwing(
        swing_bpm=swing_bpm,
        standard_error_bpm=math.sqrt(variance),
        lag_breaths=_wrapped(lag),
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


def _checked_length(*arrays: FloatArray) -> int:
    """Length that the arrays share."""
    length = arrays[0].size
    if any(array.shape != (length,) for array in arrays):
        raise AnalysisError(
            f"arrays of {[array.shape for array in arrays]} came together; "
            "give one number per beat in each"
        )
    return length


def _interval_phases(
    beat_s: FloatArray, heart_rate_bpm: FloatArray, breath_phase: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Breath phase at the begin and the end of each interval.

    The begin of an interval that touches the one before is the end of that. Across a hole (a
    beat that was not accepted, or a pause, while which the phase stands still) the pace of
    the nearest touching interval is taken.
    """
    interval_s = 60.0 / heart_rate_bpm
    step_s = np.diff(beat_s)
    breaths_per_s = np.empty_like(breath_phase)
    step_breaths = np.diff(breath_phase)
    if float(step_s.min()) <= 0.0 or float(step_breaths.min()) < 0.0:
        raise AnalysisError(
            f"beats {float(step_s.min()):g} s and {float(step_breaths.min()):g} breaths apart; "
            "times must grow and the breath phase must not run back"
        )
    breaths_per_s[1:] = step_breaths / step_s
    touches = np.empty(beat_s.size, dtype=np.bool_)
    touches[0] = False
    np.less_equal(step_s, _TOUCHING * interval_s[1:], out=touches[1:])
    known = touches.nonzero()[0]
    if known.size == 0:
        breaths_per_s[0] = breaths_per_s[1]
    else:
        for index in (~touches).nonzero()[0]:
            breaths_per_s[index] = breaths_per_s[known[np.abs(known - index).argmin()]]
    return breath_phase - breaths_per_s * interval_s, breath_phase


def _design(
    beat_s: FloatArray,
    heart_rate_bpm: FloatArray,
    begin: FloatArray,
    end: FloatArray,
    with_harmonic: bool,
) -> FloatArray:
    """Columns of the fit: 1, time (centred, scaled), and the waves averaged over intervals."""
    harmonics = _HARMONICS[: 2 if with_harmonic else 1]
    half_turn = math.pi * (harmonics * (end - begin))
    half_turn[half_turn == 0.0] = 1e-20  # a pause stands still, and its mean is its value
    flattening = np.sin(half_turn) / half_turn
    centre = harmonics * (math.pi * (end + begin))
    design = np.empty((beat_s.size, 6 if with_harmonic else 4))
    design[:, 0] = 1.0
    middle_s = beat_s - 30.0 / heart_rate_bpm
    design[:, 1] = (middle_s - middle_s.mean()) / (beat_s[-1] - beat_s[0])
    design[:, 2::2] = (np.sin(centre) * flattening).T
    design[:, 3::2] = (np.cos(centre) * flattening).T
    return design


_HARMONICS = np.array([[1.0], [2.0]])


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


def _wave_values(phase: float, size: int) -> FloatArray:
    """Sine and cosine of one phase, and of its double when size is 4."""
    turn = _TURN * phase
    values = [math.sin(turn), math.cos(turn)]
    if size == 4:
        values += [math.sin(2.0 * turn), math.cos(2.0 * turn)]
    return np.array(values)


_GRID_PHASES = np.arange(64) / 64.0
GRID_WAVES = np.array([_wave_values(float(phase), 4) for phase in _GRID_PHASES])
"""Sine and cosine of the grid's phases, and of their doubles."""


def _turning_points(waves: FloatArray) -> tuple[float, float]:
    """Phases at which fundamental plus second harmonic is highest and lowest.

    A grid of 64 and two Newton steps on the derivative: the height is then exact to 1e-9.
    """
    sine, cosine, sine_2, cosine_2 = (float(value) for value in waves)
    heights = GRID_WAVES @ waves
    found: list[float] = []
    for start in (int(heights.argmax()), int(heights.argmin())):
        turn = _TURN * start / 64.0
        for _ in range(2):
            s1, c1 = math.sin(turn), math.cos(turn)
            s2, c2 = math.sin(2.0 * turn), math.cos(2.0 * turn)
            slope = sine * c1 - cosine * s1 + 2.0 * (sine_2 * c2 - cosine_2 * s2)
            bend = -sine * s1 - cosine * c1 - 4.0 * (sine_2 * s2 + cosine_2 * c2)
            # A flat top bends so little that Newton overshoots: never leave the grid cell.
            turn += max(-_TURN / 64.0, min(_TURN / 64.0, -slope / (bend or 1.0)))
        found.append(turn / _TURN)
    return found[0], found[1]


def _inflation(residue: FloatArray, breaths_per_beat: float) -> float:
    """Factor on the variance of the wave where the residue is not white, 1 or more.

    Spectral density of a first-order autoregression with the residue's own lag-1 correlation,
    at the breathing rate, relative to white noise of the same variance.
    """
    power = float(residue @ residue) or 1.0  # no residue at all has no correlation either
    lag_1 = float(residue[1:] @ residue[:-1]) / power
    density = (1.0 - lag_1**2) / (1.0 + lag_1**2 - 2.0 * lag_1 * math.cos(_TURN * breaths_per_beat))
    return min(_MOST_INFLATION, max(1.0, density))


@lru_cache(maxsize=64)
def _fullest_phase(inhale_share: float) -> float:
    """Phase at which the fundamental of the asked-for fullness is highest."""
    fullness = np.array([fullness_of_phase(float(phase), inhale_share) for phase in _GRID_PHASES])
    sine, cosine = GRID_WAVES[:, :2].T @ fullness
    return math.atan2(sine, cosine) / _TURN


def _wrapped(breaths: float) -> float:
    """Bring a phase difference into -0.5 to 0.5."""
    return (breaths + 0.5) % 1.0 - 0.5


def peak_trough_swings(
    beat_s: FloatArray, heart_rate_bpm: FloatArray, breath_phase: FloatArray
) -> tuple[float | None, ...]:
    """Highest minus lowest heart rate of each whole breath, in beats per minute.

    Parameters
    ----------
    beat_s, heart_rate_bpm, breath_phase : shape (n,)
        As for `fitted_swing`.

    Returns
    -------
    tuple
        One entry for each whole breath that the intervals cover, in order. None for a breath
        with fewer than four intervals, or with an eighth of it or more without any.

    Notes
    -----
    An interval belongs to the breath that its middle falls in. The value is biased upwards by
    beat noise (2.4 bpm out of nothing at 8 ms of jitter) and downwards by the averaging within
    intervals; both are left as they are, as in the field.
    """
    beats = _checked_length(beat_s, heart_rate_bpm, breath_phase)
    if beats < 2:
        return ()
    begin, end = _interval_phases(beat_s, heart_rate_bpm, breath_phase)
    breaths = _whole_breaths(begin, end)
    return tuple(_swings_of_breaths(heart_rate_bpm, begin, end, breaths))


@dataclass(frozen=True, slots=True)
class _Breath:
    """A breath that the intervals cover, and those whose middles fall into it."""

    number: int
    first: int
    last: int
    """One after its last interval."""


def _whole_breaths(begin: FloatArray, end: FloatArray) -> list[_Breath]:
    """Breaths that the intervals cover from seam to seam, in order."""
    # A stream that starts or ends within an eighth of a breath of the seam still counts as whole.
    first = math.ceil(float(begin[0]) - LARGEST_BREATH_HOLE_BREATHS)
    last = math.floor(float(end[-1]) + LARGEST_BREATH_HOLE_BREATHS)
    seams = ((begin + end) / 2.0).searchsorted(np.arange(first, last + 1)).tolist()
    return [_Breath(number, *edges) for number, edges in enumerate(pairwise(seams), start=first)]


def _swings_of_breaths(
    heart_rate_bpm: FloatArray, begin: FloatArray, end: FloatArray, breaths: list[_Breath]
) -> list[float | None]:
    """Highest minus lowest within each breath, None with a hole or too few intervals.

    In plain floats: a breath has some ten of them, fewer than what a call into numpy costs.
    """
    rate_bpm, begins, ends = heart_rate_bpm.tolist(), begin.tolist(), end.tolist()
    width, hole = (end - begin).tolist(), (begin[1:] - end[:-1]).tolist()
    swings: list[float | None] = []
    for breath in breaths:
        first, last = breath.first, breath.last
        if last - first < FEWEST_BREATH_BEATS:
            swings.append(None)
            continue
        # Half an interval at either side may belong to the neighbour, so the edges are no holes
        # until they are a hole beyond that.
        half = max(width[first:last]) / 2.0
        edges = max(begins[first] - breath.number, breath.number + 1.0 - ends[last - 1]) - half
        if max(edges, *hole[first : last - 1]) >= LARGEST_BREATH_HOLE_BREATHS:
            swings.append(None)
        else:
            swings.append(max(rate_bpm[first:last]) - min(rate_bpm[first:last]))
    return swings


def in_step(fitted: FittedSwing, peak_trough: Sequence[float | None]) -> InStep | Withheld:
    """Tell whether the heart swings with the pacer, from the ratio of the two swings.

    Parameters
    ----------
    fitted
        Over the last breaths, at the pacer's phase.
    peak_trough
        Of the same breaths, from `peak_trough_swings`.

    Returns
    -------
    InStep or Withheld
        `TOO_SHORT` with fewer than two whole breaths; `TOO_WEAK` when the peak-trough swing is
        under 4 bpm, where noise alone makes the ratio.

    Notes
    -----
    Off the pace the heart swings on at the person's own rate: peak-trough stays, the fit at the
    pacer's phase falls away. A hint, not a proof: it cannot see the breath. `phase_synchrony`
    of five breaths is the sharper sign: 0.9 or more in step, 0.2 one breath a minute off.
    """
    whole = [swing_bpm for swing_bpm in peak_trough if swing_bpm is not None]
    if len(whole) < 2:
        return Withheld.TOO_SHORT
    mean_bpm = math.fsum(whole) / len(whole)
    if mean_bpm < _WEAKEST_FOR_IN_STEP_BPM:
        return Withheld.TOO_WEAK
    ratio = fitted.swing_bpm / mean_bpm
    return InStep(ratio, ratio >= _IN_STEP_RATIO)


def breath_lags(
    beat_s: FloatArray,
    heart_rate_bpm: FloatArray,
    breath_phase: FloatArray,
    *,
    inhale_share: float = _DEFAULT_INHALE_SHARE,
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
    beats = _checked_length(beat_s, heart_rate_bpm, breath_phase)
    if beats < 2:
        return ()
    begin, end = _interval_phases(beat_s, heart_rate_bpm, breath_phase)
    breaths = _whole_breaths(begin, end)
    if beats < 4 + SPARE_BEATS:
        return (None,) * len(breaths)
    swings = _swings_of_breaths(heart_rate_bpm, begin, end, breaths)
    design = _design(beat_s, heart_rate_bpm, begin, end, with_harmonic=False)
    values = np.linalg.lstsq(design, heart_rate_bpm, rcond=None)[0]
    level = heart_rate_bpm - design[:, :2] @ values[:2]
    columns = design[:, [0, 2, 3]]
    fullest = _fullest_phase(inhale_share)
    lags: list[float | None] = []
    for breath, swing_bpm in zip(breaths, swings, strict=True):
        if swing_bpm is None:
            lags.append(None)
            continue
        part = slice(breath.first, breath.last)
        lag = _lag_of_wave(columns[part], level[part])
        lags.append(None if lag is None else _wrapped(lag - fullest))
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
        / _TURN
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
    real = math.fsum(math.cos(_TURN * lag) for lag in known) / len(known)
    imaginary = math.fsum(math.sin(_TURN * lag) for lag in known) / len(known)
    locking = min(1.0, math.hypot(real, imaginary))
    spread = math.sqrt(-2.0 * math.log(max(locking, 1e-12))) / _TURN
    return PhaseSynchrony(math.atan2(imaginary, real) / _TURN, locking, spread, len(known))
