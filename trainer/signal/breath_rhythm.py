"""The breath in a stretch of acceleration: along which axis it moves, and in what rhythm.

A strap tilts with every breath. The axis of the largest slow movement is the breath's, and the
delay after which that movement is most like itself is the breath's length.
"""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from trainer.signal.arrays import FloatArray
from trainer.signal.figure import Withheld
from trainer.signal.movement_bins import STEP_S

__all__ = ["SHORTEST_S", "BreathRhythm", "breath_rhythm", "breath_rhythm_in_steps", "smooth"]

SHORTEST_S = 12.0
"""Less than this cannot hold two of the breaths that a person would call slow."""
SHORTEST_BREATH_S = 1.5
LONGEST_BREATH_S = 25.0
"""40 to 2.4 breaths a minute."""
MOST_OF_WINDOW = 0.45
"""A breath longer than this share of the window is not seen twice."""
FIRST_SHARE = 0.8
"""The first delay that is so much of the best is the breath; the best may be two breaths."""
DRIFT_BREATHS = 1.5
"""What changes more slowly than over so many breaths is drift, and is taken out."""
NEAR_SHARE = 0.12
"""How far a multiple may lie from where it is expected, in breaths."""
LEAST_LIKENESS = 0.35
LEAST_ALONG = 0.6
"""Share of the slow movement that must lie along one axis: of noise it is a third, of a breath
nearly all."""
LEAST_MG = 2.0
"""Root mean square of a breath, in mg: 6 mg from end to end, a third of a degree. Below that the
heart moves a chest as much; a strap on a table shows 0.3."""
SMOOTHING_STEPS = 9
"""A Hann window of 0.9 s: the heart's beat is gone, a breath of 2 s still there by 0.8."""


@dataclass(frozen=True, slots=True)
class BreathRhythm:
    """A breath that was found."""

    axis: FloatArray
    """Direction of the movement, shape (3,), of length 1; its sign says nothing."""
    period_s: float
    """Length of a breath."""
    likeness: float
    """Autocorrelation after one breath, 0 to 1."""
    size_mg: float
    """Root mean square of the movement along the axis."""
    skewness: float
    """Third standardized moment along the axis: positive where the movement lingers low."""


def breath_rhythm(window_mg: FloatArray) -> BreathRhythm | Withheld:
    """Axis and length of the breath in a stretch of acceleration.

    Parameters
    ----------
    window_mg : shape (n, 3)
        In steps of 0.1 s, oldest first, in mg.

    Returns
    -------
    BreathRhythm or Withheld
        `TOO_SHORT` for less than 12 s; `STILL` when nothing moves as much as a breath; `TOO_WEAK`
        when the movement has no axis or no rhythm.

    Notes
    -----
    Principal component and autocorrelation after "PCA and autocorrelation" (Physiol. Meas. 2025,
    accelerometer at the abdomen). Departs from it: drift slower than 1.5 breaths is taken out
    with a moving mean, first over 37 s, then over 1.5 of the breaths found; the first delay
    within 0.8 of the best counts, if half of it does not explain the movement as well; it is
    made exact at its multiples; a value can be withheld.
    """
    finding = breath_rhythm_in_steps(window_mg)
    while True:
        try:
            next(finding)
        except StopIteration as done:
            found: BreathRhythm | Withheld = done.value
            return found


def breath_rhythm_in_steps(
    window_mg: FloatArray,
) -> Generator[None, None, BreathRhythm | Withheld]:
    """Find the same with up to eight stops, each after about a ninth of the work."""
    if len(window_mg) * STEP_S < SHORTEST_S:
        return Withheld.TOO_SHORT
    slow_mg = smooth(window_mg)
    yield
    drift = _steps(LONGEST_BREATH_S * DRIFT_BREATHS)
    found = yield from _rhythm(slow_mg, drift)
    for _ in range(2):
        if isinstance(found, BreathRhythm):
            finer = _steps(found.period_s * DRIFT_BREATHS)
            if finer == drift:
                break  # it would be found again
            drift = finer
            yield
            found = yield from _rhythm(slow_mg, drift)
    if isinstance(found, BreathRhythm):
        yield
        half = yield from _rhythm(slow_mg, _steps(found.period_s * DRIFT_BREATHS / 2.0))
        if (
            isinstance(half, BreathRhythm)
            and half.likeness >= FIRST_SHARE * found.likeness
            and abs(2.0 * half.period_s - found.period_s) < NEAR_SHARE * found.period_s
        ):
            found = half
    if isinstance(found, Withheld) or found.likeness >= LEAST_LIKENESS:
        return found
    return Withheld.TOO_WEAK


def smooth(window_mg: FloatArray) -> FloatArray:
    """Movement without the heart's beat: a Hann window of 0.9 s, the ends held."""
    weights = np.hanning(SMOOTHING_STEPS + 2)[1:-1]
    weights /= weights.sum()
    half = SMOOTHING_STEPS // 2
    held = np.concatenate(
        (window_mg[:1].repeat(half, 0), window_mg, window_mg[-1:].repeat(half, 0))
    )
    return np.stack([np.convolve(held[:, axis], weights, "valid") for axis in range(3)], axis=1)


def _steps(length_s: float) -> int:
    return round(length_s / STEP_S)


def _rhythm(slow_mg: FloatArray, drift: int) -> Generator[None, None, BreathRhythm | Withheld]:
    """Best rhythm once drift slower than so many steps is taken out, however unlike itself.

    It stops once, in the middle of its work.
    """
    moving = slow_mg - _moving_mean(slow_mg, drift)
    moving -= moving.mean(axis=0)
    sizes, axes = np.linalg.eigh(moving.T @ moving / len(moving))
    largest = float(sizes[-1])
    if math.sqrt(max(0.0, largest)) < LEAST_MG:
        return Withheld.STILL
    if largest < LEAST_ALONG * float(sizes.sum()):
        return Withheld.TOO_WEAK
    along = moving @ axes[:, -1]
    yield
    likeness = _autocorrelation(along)
    longest = math.floor(MOST_OF_WINDOW * len(along))
    first = _first_peak(likeness, min(round(LONGEST_BREATH_S / STEP_S), longest))
    if first is None:
        return Withheld.TOO_WEAK
    return BreathRhythm(
        axis=axes[:, -1],
        period_s=_exact_steps(likeness, first, longest) * STEP_S,
        likeness=float(likeness[first]),
        size_mg=math.sqrt(largest),
        skewness=float((along**3).mean()) / largest**1.5,
    )


def _first_peak(likeness: FloatArray, longest: int) -> int | None:
    """First delay whose likeness is nearly the best there is, in steps.

    A movement around zero is unlike itself somewhere within a breath. What comes before that is a
    ripple, such as the heart's, on the flank of a slower movement.
    """
    unlike = np.flatnonzero(likeness[:longest] < 0.0)
    if not unlike.size:
        return None
    low = max(round(SHORTEST_BREATH_S / STEP_S), int(unlike[0]))
    inner = likeness[low : longest + 1]
    is_peak = (inner > likeness[low - 1 : longest]) & (inner >= likeness[low + 1 : longest + 2])
    peaks = np.flatnonzero(is_peak & (inner > 0.0)) + low
    if not peaks.size:
        return None
    heights = likeness[peaks]
    return int(peaks[np.argmax(heights >= FIRST_SHARE * heights.max())])


def _exact_steps(likeness: FloatArray, first: int, longest: int) -> float:
    """Length of a breath in steps: the latest delay that is a clear multiple of the first, divided.

    Many breaths together are timed more exactly than one. The multiples end where the breath is
    too irregular for them.
    """
    period, breaths = _top(likeness, first), 1
    reach = max(2, round(NEAR_SHARE * period))
    while True:
        centre = round((breaths + 1) * period)
        begin, end = centre - reach, centre + reach + 1
        if end > longest:
            return period
        peak = begin + int(np.argmax(likeness[begin:end]))
        if peak in (begin, end - 1) or likeness[peak] < FIRST_SHARE * likeness[first]:
            return period
        breaths += 1
        period = _top(likeness, peak) / breaths


def _top(likeness: FloatArray, peak: int) -> float:
    """Place of a maximum between steps, by a parabola through three."""
    before, top, after = (float(height) for height in likeness[peak - 1 : peak + 2])
    bend = before - 2.0 * top + after
    return peak + (0.5 * (before - after) / bend if bend < 0.0 else 0.0)


def _moving_mean(window: FloatArray, steps: int) -> FloatArray:
    """Mean over so many steps around each; at the ends over those that there are."""
    width = min(max(1, steps), len(window))
    sums = np.concatenate((np.zeros((1, window.shape[1])), np.cumsum(window, axis=0)))
    begin = np.clip(np.arange(len(window)) - width // 2, 0, len(window) - width)
    means: FloatArray = (sums[begin + width] - sums[begin]) / width
    return means


def _autocorrelation(along: FloatArray) -> FloatArray:
    """Likeness to itself after each delay, 1 at none; each over the pairs that there are."""
    count = len(along)
    size = 1 << (2 * count - 1).bit_length()
    spectrum = np.fft.rfft(along, size)
    products = np.fft.irfft(spectrum * spectrum.conj(), size)[:count]
    likeness: FloatArray = products / np.arange(count, 0, -1) / (float(products[0]) / count)
    return likeness
