"""Breathing rate from the beats alone, by the rhythm that breathing leaves in them.

It is a guess about the breath, not a measurement of it: it is withheld wherever another rhythm
might be taken for the breath. What to do with it is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from trainer.errors import AnalysisError
from trainer.signal.arrays import FloatArray
from trainer.signal.figure import Withheld
from trainer.signal.periodogram import hann_periodogram
from trainer.signal.spline import evenly_spaced

__all__ = [
    "LEAST_PROMINENCE",
    "LEAST_SHARE",
    "LOBE_BINS",
    "LONGEST_HOLE_S",
    "MOST_CYCLES_PER_BEAT",
    "POINTS",
    "RANGE_HZ",
    "RESPIRATION_WINDOW_S",
    "SAMPLE_RATE_HZ",
    "SHORTEST_S",
    "BeatRespiration",
    "respiration_rate",
]

RESPIRATION_WINDOW_S = 60.0
"""The window to hand in, at its best; from 45 s on it is accepted."""

SHORTEST_S = 42.0
"""45 s less the two intervals cut at the ends of the window."""

RANGE_HZ = (0.05, 0.45)
"""3 to 27 breaths a minute."""

MOST_CYCLES_PER_BEAT = 0.45
"""Above this near half the beat rate, a faster breath and its mirror image look the same."""

SAMPLE_RATE_HZ = 2.0
POINTS = 8192
"""Bins of 0.00024 Hz (0.015 breaths a minute); the parabola refines them further."""

LOBE_BINS = 2.0
"""Half-width of a tone's main lobe under a Hann window, in 1 / length."""

LEAST_SHARE = 0.55
"""Least share of the power in range that the peak's lobe must hold."""

LEAST_PROMINENCE = 3.0
"""Least height of the peak over the highest rival outside its lobe, in power. With both limits
noise alone is taken for a breath in about one window of forty."""

LONGEST_HOLE_S = 3.0
"""As in `rhythm`: what a spline may bridge."""


@dataclass(frozen=True, slots=True)
class BeatRespiration:
    """A breathing rate seen in the beats."""

    breaths_per_min: float
    share: float
    """Share of the power in range that lies in the peak, 0 to 1."""
    prominence: float
    """Height of the peak over its highest rival, in power; infinite without a rival."""
    beats: int


def respiration_rate(beat_s: FloatArray, rr_ms: FloatArray) -> BeatRespiration | Withheld:
    """Breathing rate over a window of 45 to 60 s, in breaths per minute.

    Parameters
    ----------
    beat_s : shape (n,)
        Times of the beats that closed accepted intervals, increasing, in s; the window's.
    rr_ms : shape (n,)
        These intervals.

    Returns
    -------
    BeatRespiration or Withheld
        `NO_BEATS`; `TOO_SHORT` for less than 42 s from the first beat to the last; `GAP` for
        more than 3 s without an accepted beat; `TOO_WEAK` when the highest point lies at an
        edge of the range or on the flank of something below it, holds less than 55 % of the
        power, or has a rival.

    Raises
    ------
    AnalysisError
        The arrays differ in length.

    Notes
    -----
    Cubic spline to 2 Hz, linear detrend, one Hann periodogram, zero-padded; the highest peak
    from 0.05 to 0.45 Hz (0.45 of the beat rate for slow hearts), refined by a parabola through
    three bins. A tone in a Hann window has one sharp peak; averaged or multitaper spectra are
    flat there and off by half a breath a minute.
    """
    if beat_s.shape != rr_ms.shape or beat_s.ndim != 1:
        raise AnalysisError(
            f"{beat_s.shape} beats came with {rr_ms.shape} intervals; give one for each"
        )
    if beat_s.size == 0:
        return Withheld.NO_BEATS
    length_s = float(beat_s[-1] - beat_s[0])
    if length_s < SHORTEST_S:
        return Withheld.TOO_SHORT
    if float((beat_s[1:] - beat_s[:-1]).max()) > LONGEST_HOLE_S:
        return Withheld.GAP
    _, even_ms = evenly_spaced(beat_s, rr_ms, SAMPLE_RATE_HZ)
    power, _ = hann_periodogram(even_ms, POINTS)
    step_hz = SAMPLE_RATE_HZ / POINTS
    highest_hz = min(RANGE_HZ[1], MOST_CYCLES_PER_BEAT * 1000.0 / float(rr_ms.mean()))
    low, high = round(RANGE_HZ[0] / step_hz), round(highest_hz / step_hz) + 1
    peak = low + int(power[low:high].argmax())
    if not power[peak - 1] < power[peak] > power[peak + 1]:
        return Withheld.TOO_WEAK
    lobe = round(LOBE_BINS / length_s / step_hz)
    begin, end = max(low, peak - lobe), min(high, peak + lobe + 1)
    if peak - lobe < low and float(power[low - lobe : low].max()) > power[peak]:
        return Withheld.TOO_WEAK  # a shoulder on the flank of something below the range
    share = float(power[begin:end].sum()) / float(power[low:high].sum())
    rival = max(float(power[low:begin].max(initial=0.0)), float(power[end:high].max(initial=0.0)))
    prominence = float(power[peak]) / rival if rival > 0.0 else float("inf")
    if share < LEAST_SHARE or prominence < LEAST_PROMINENCE:
        return Withheld.TOO_WEAK
    before, top, after = (float(height) for height in power[peak - 1 : peak + 2])
    shift = 0.5 * (before - after) / (before - 2.0 * top + after)
    return BeatRespiration(
        breaths_per_min=60.0 * (peak + shift) * step_hz,
        share=share,
        prominence=prominence,
        beats=int(beat_s.size),
    )
