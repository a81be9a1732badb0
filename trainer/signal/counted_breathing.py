"""Breathing rate from the beats alone where breaths differ from each other, by counting them.

`respiration` reads one steady rhythm and is silent when there is none; a person who breathes freely
rarely has one. This looks at the same window and counts, and is right to about half a breath
a minute where breathing moves the heart. Show it as an estimate.
"""

from __future__ import annotations

from dataclasses import dataclass

from trainer.errors import AnalysisError
from trainer.signal.arrays import FloatArray
from trainer.signal.figure import Withheld
from trainer.signal.spline import evenly_spaced
from trainer.signal.waves.band import within_band, without_bend
from trainer.signal.waves.turning_points import count_breaths

__all__ = ["CountedBreathing", "counted_breathing"]

_SHORTEST_S = 42.0
_LONGEST_HOLE_S = 3.0
"""Both as in `respiration`."""
_SAMPLE_RATE_HZ = 4.0
_LOW_HZ = 0.06
_HIGH_HZ = 0.40
_MOST_CYCLES_PER_BEAT = 0.45
_TIMES_THE_RATE = 2.0
"""What is faster than twice the first count is no breath: it is cut away, and counted again."""
_LEAST_SHARE = 0.30
_QUANTILE = 0.75

_LEAST_SWING_MS = 8.0
"""A smaller swing drowns in the beat-to-beat noise of any heart."""
_MOST_IRREGULAR = 0.38
"""Breaths differ from each other by 10 to 35 %, counted noise by 27 to 50 %."""
_LEAST_PART = 0.25
"""Least part of the variance that lies about the rate, from 0.6 to 1.5 of it."""


@dataclass(frozen=True, slots=True)
class CountedBreathing:
    """Breaths counted in the beats."""

    breaths_per_min: float
    irregularity: float
    """Standard deviation of the breaths' lengths over their mean."""
    swing_ms: float
    """By how much the intervals change within a breath, median."""
    beats: int


def counted_breathing(beat_s: FloatArray, rr_ms: FloatArray) -> CountedBreathing | Withheld:
    """Breathing rate over a window of 45 to 60 s, in breaths per minute.

    Parameters
    ----------
    beat_s : shape (n,)
        Times of the beats that closed accepted intervals, increasing, in s; the window's.
    rr_ms : shape (n,)
        These intervals.

    Returns
    -------
    CountedBreathing or Withheld
        `NO_BEATS`, `TOO_SHORT` and `GAP` as in `respiration_rate`; `TOO_WEAK` when the swing is
        under 8 ms, breaths differ from each other by more than 38 %, or less than 25 % of the
        variance lies about the rate.

    Raises
    ------
    AnalysisError
        The arrays differ in length.

    Notes
    -----
    Each interval at its middle; cubic spline to 4 Hz; parabola taken away; 0.06 to 0.4 Hz, then to
    twice the rate; turns with swings of at least 0.3 of the upper quartile are counted, tops and
    bottoms alike. The counting is that of Schaefer and Kratky (Ann Biomed Eng 36 (2008) 476-485),
    whose threshold of 0.3 of the upper quartile it keeps; departs from it by the second, narrower
    band and by the refusals.
    """
    if beat_s.shape != rr_ms.shape or beat_s.ndim != 1:
        raise AnalysisError(
            f"{beat_s.shape} beats came with {rr_ms.shape} intervals; give one for each"
        )
    if beat_s.size == 0:
        return Withheld.NO_BEATS
    if float(beat_s[-1] - beat_s[0]) < _SHORTEST_S:
        return Withheld.TOO_SHORT
    if float((beat_s[1:] - beat_s[:-1]).max()) > _LONGEST_HOLE_S:
        return Withheld.GAP
    middle_s = beat_s - rr_ms / 2000.0
    if not bool((middle_s[1:] > middle_s[:-1]).all()):
        return Withheld.TOO_WEAK  # intervals that overlap: their beats are no time line
    _, even_ms = evenly_spaced(middle_s, rr_ms, _SAMPLE_RATE_HZ)
    level_ms = without_bend(even_ms)
    highest_hz = min(_HIGH_HZ, _MOST_CYCLES_PER_BEAT * 1000.0 / float(rr_ms.mean()))
    found = _count(level_ms, highest_hz)
    if found is None:
        return Withheld.TOO_WEAK
    again = _count(level_ms, min(highest_hz, max(0.1, _TIMES_THE_RATE / found[0])))
    period_s, irregularity, swing_ms = again if again is not None else found
    near = within_band(level_ms, _SAMPLE_RATE_HZ, 0.6 / period_s, 1.5 / period_s)
    part = float(near.var()) / float(level_ms.var())
    if swing_ms < _LEAST_SWING_MS or irregularity > _MOST_IRREGULAR or part < _LEAST_PART:
        return Withheld.TOO_WEAK
    return CountedBreathing(60.0 / period_s, irregularity, swing_ms, int(beat_s.size))


def _count(level_ms: FloatArray, highest_hz: float) -> tuple[float, float, float] | None:
    """Period in s, irregularity and swing of what lies under a frequency."""
    wave = within_band(level_ms, _SAMPLE_RATE_HZ, _LOW_HZ, highest_hz)
    found = count_breaths(wave, least_share=_LEAST_SHARE, quantile=_QUANTILE)
    if found is None:
        return None
    return found.period / _SAMPLE_RATE_HZ, found.irregularity, found.swing
