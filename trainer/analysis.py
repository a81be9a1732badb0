"""The figures of a whole recording, from the beats that the live pipeline judged.

Nothing is computed across a gap, and nothing but accepted beats counts. Every figure carries
its window, its count of beats and the share that was excised; one that cannot be trusted is
withheld with its reason.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from trainer.errors import NothingToAnalyzeError
from trainer.quiet import DIRTY_SHARE
from trainer.said import AnalysisSaid
from trainer.signal.arrays import FloatArray
from trainer.signal.beats import JudgedBeat, Verdict
from trainer.signal.figure import Figure, Withheld
from trainer.signal.judging import JudgedSeries, judge_series
from trainer.signal.respiration import BeatRespiration
from trainer.signal.respiration_windows import respiration_rates
from trainer.signal.spectrum import BandPowers, Estimator
from trainer.signal.swing_windows import fitted_swings, whole_breath_swings
from trainer.signal.time_domain import TimeDomain, time_domain
from trainer.window_bands import SHORTEST_BANDS_S, BandsBy, WindowBands, window_bands

__all__ = ["WINDOW_S", "Analysis", "WindowFigures", "analyze_intervals"]

WINDOW_S = 300.0
"""The short-term standard of the Task Force (1996)."""
_RIDES_ALONG_S = 10.0
"""A rest no longer than this belongs to the window before it: a recording of five minutes and a
beat is one window."""
_SWING_BREATHS = 3.0
_FEWEST_SWING_BEATS = 8
_NO_BANDS = WindowBands(None, None, 0.0, Withheld.NOT_ASKED, ())
_RATE_WINDOW_S = 60.0
_RATE_STEP_S = 10.0


@dataclass(frozen=True, slots=True)
class WindowFigures:
    """One window of a recording."""

    begin_s: float
    end_s: float
    """From the begin of the recording; an interval belongs to the window in which it ends."""
    beats: int
    """Intervals, accepted or not."""
    corrected_share: float
    """Share of them that was not accepted, 0 to 1."""
    gaps: int
    """Breaks of the series inside."""
    time_domain: TimeDomain
    withheld: Withheld | None
    """Why the time domain should not be trusted; its variation is None then."""
    bands: BandPowers | None
    bands_estimator: Estimator | None
    """The one that suits these beats; see `window_bands`."""
    bands_window_s: float
    """Length of the unbroken stretch that the bands describe."""
    bands_withheld: Withheld | None
    bands_by: tuple[BandsBy, ...]
    """By the estimators that were asked for, of the same beats."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A recording's figures."""

    duration_s: float
    """Sum of its intervals."""
    verdicts: tuple[tuple[str, int], ...]
    """How many intervals got which verdict; every verdict that occurs."""
    whole: WindowFigures
    windows: tuple[WindowFigures, ...]
    """Consecutive windows of 300 s, and one of the rest if that has at least 120 s; a rest of up
    to 10 s is part of the last one; a recording under 300 s is one window."""
    breaths_per_min: Figure
    """As given, or the median of what the beats themselves say, where they say it clearly."""
    swing: Figure
    """Fitted heart-rate swing over three breaths, beats per minute: median over the recording,
    with the standard error of that median."""
    swing_peak_trough: Figure
    """Mean of highest minus lowest heart rate per breath, beats per minute."""
    series: JudgedSeries
    """Every interval with its verdict."""

    @property
    def beats(self) -> tuple[JudgedBeat, ...]:
        """The intervals as records."""
        return self.series.beats

    @property
    def stretches(self) -> tuple[int, ...]:
        """Number of the unbroken stretch of each beat, from 1; see `JudgedSeries.stretch`."""
        return tuple(self.series.stretch.tolist())


def analyze_intervals(
    intervals_ms: Iterable[float | None],
    *,
    start_s: float = 0.0,
    duration_s: float | None = None,
    breaths_per_min: float | None = None,
    estimators: Sequence[Estimator] = (),
) -> Analysis:
    """Figures of a series of intervals.

    Parameters
    ----------
    intervals_ms
        Raw intervals in ms, oldest first; None where the series is broken.
    start_s, duration_s
        The part to describe; the beats before it are judged too, as the pipeline learns from
        them. None is up to the end.
    breaths_per_min
        The pace that was breathed, where it is known; None reads it off the beats.
    estimators
        Of band powers to give beside those of the one that suits each window.

    Raises
    ------
    NothingToAnalyzeError
        No interval lies in the part that was asked for.
    """
    judged = judge_series(intervals_ms)
    end_s = math.inf if duration_s is None else start_s + duration_s
    series = judged.part((judged.beat_s >= start_s) & (judged.beat_s < end_s))
    if series.beat_s.size == 0:
        length_s = float(judged.beat_s[-1]) if judged.beat_s.size else 0.0
        if duration_s is None:
            said = AnalysisSaid.NO_INTERVAL
            raise NothingToAnalyzeError(said, start=start_s, length=length_s)
        said = AnalysisSaid.NO_INTERVAL_WITHIN
        raise NothingToAnalyzeError(said, start=start_s, duration=duration_s, length=length_s)
    last_s = float(series.beat_s[-1])
    end_s = min(end_s, last_s)
    is_paced = breaths_per_min is not None
    windows = tuple(
        _window(series, begin, stop, lambda part: window_bands(part, estimators, is_paced=is_paced))
        for begin, stop in _window_edges(start_s, end_s)
    )
    rate, swing, peak_trough = _swings(series, breaths_per_min)
    counted = Counter({Verdict.ACCEPTED.value: int(np.count_nonzero(series.accepted))})
    counted.update(beat.verdict.value for beat in series.unclear)
    return Analysis(
        duration_s=float(series.rr_ms.sum()) / 1000.0,
        verdicts=tuple((verdict, count) for verdict, count in counted.most_common() if count),
        whole=_window(series, start_s, end_s, lambda _: _NO_BANDS),
        windows=windows,
        breaths_per_min=rate,
        swing=swing,
        swing_peak_trough=peak_trough,
        series=series,
    )


def _window_edges(start_s: float, end_s: float) -> list[tuple[float, float]]:
    length_s = end_s - start_s
    if length_s <= WINDOW_S + _RIDES_ALONG_S:
        return [(start_s, end_s)]
    edges: list[tuple[float, float]] = []
    count = int(length_s // WINDOW_S)
    for number in range(count):
        begin_s = start_s + number * WINDOW_S
        edges.append((begin_s, begin_s + WINDOW_S))
    left_s = end_s - edges[-1][1]
    if left_s >= SHORTEST_BANDS_S:
        edges.append((edges[-1][1], end_s))
    elif left_s <= _RIDES_ALONG_S:
        edges[-1] = (edges[-1][0], end_s)
    return edges


def _window(
    series: JudgedSeries,
    begin_s: float,
    end_s: float,
    bands_of: Callable[[JudgedSeries], WindowBands],
) -> WindowFigures:
    first, last = (int(place) for place in series.beat_s.searchsorted((begin_s, end_s)))
    if end_s >= series.beat_s[-1]:
        last = series.beat_s.size
    part = series.part(slice(first, last))
    count = int(part.beat_s.size)
    good = part.part(part.accepted)
    share = 1.0 - float(good.beat_s.size) / count if count else 0.0
    follows = good.follows.copy()
    if follows.size:
        follows[0] = False  # its difference is with a beat before the window
    figures = time_domain(good.rr_ms, follows)
    withheld = None
    if count == 0:
        withheld = Withheld.NO_BEATS
    elif share > DIRTY_SHARE:
        withheld = Withheld.TOO_DIRTY
        figures = _without_variation(figures)
    bands = bands_of(part)
    return WindowFigures(
        begin_s=begin_s,
        end_s=end_s,
        beats=count,
        corrected_share=share,
        gaps=int(np.count_nonzero(np.diff(part.stretch))),
        time_domain=figures,
        withheld=withheld,
        bands=bands.bands,
        bands_estimator=bands.estimator,
        bands_window_s=bands.window_s,
        bands_withheld=bands.withheld,
        bands_by=bands.by,
    )


def _without_variation(figures: TimeDomain) -> TimeDomain:
    """Only the mean: what rests on single intervals is withheld."""
    return TimeDomain(
        beats=figures.beats,
        mean_rr_ms=figures.mean_rr_ms,
        mean_heart_rate_bpm=figures.mean_heart_rate_bpm,
        sdnn_ms=None,
        rmssd_ms=None,
        ln_rmssd=None,
        nn50=figures.nn50,
        pnn50_percent=None,
        sd1_ms=None,
        sd2_ms=None,
        differences=figures.differences,
    )


@dataclass(frozen=True, slots=True)
class _Breathing:
    """A part of a recording that was breathed at one rate."""

    begin_s: float
    length_s: float
    breaths_per_min: float


def _swings(series: JudgedSeries, breaths_per_min: float | None) -> tuple[Figure, Figure, Figure]:
    """Rate of breathing, fitted swing and peak-trough swing over the whole part."""
    good = series.part(series.accepted)
    beats = int(good.beat_s.size)
    share = 1.0 - beats / series.beat_s.size
    if beats < _FEWEST_SWING_BEATS:
        none = Figure(None, Withheld.TOO_SHORT, None, 0.0, beats, share)
        return none, none, none
    window_s = float(good.beat_s[-1] - good.beat_s[0])
    if breaths_per_min is not None:
        parts = [_Breathing(float(good.beat_s[0]), window_s, breaths_per_min)]
    else:
        parts = _read_breathing(good)
    if not parts:
        reason = Withheld.TOO_SHORT if window_s < _RATE_WINDOW_S else Withheld.TOO_WEAK
        none = Figure(None, reason, None, window_s, beats, share)
        return none, none, none
    rates = np.array([part.breaths_per_min for part in parts])
    rate_error = _median_error(rates, _RATE_WINDOW_S / _RATE_STEP_S)
    fitted, peak_trough = _swings_of(good, parts)
    return (
        Figure(float(np.median(rates)), None, rate_error, window_s, beats, share),
        _figure_of(fitted, window_s, beats, share, with_median=True),
        _figure_of(peak_trough, window_s, beats, share, with_median=False),
    )


def _read_breathing(good: JudgedSeries) -> list[_Breathing]:
    """Rates of breathing, step by step, where the beats say them clearly."""
    begins_s: list[float] = []
    begin_s = float(good.beat_s[0])
    while begin_s + _RATE_WINDOW_S <= float(good.beat_s[-1]):
        begins_s.append(begin_s)
        begin_s += _RATE_STEP_S
    begin = np.array(begins_s)
    first = good.beat_s.searchsorted(begin, side="right")
    last = good.beat_s.searchsorted(begin + _RATE_WINDOW_S, side="right")
    rates = respiration_rates(good.beat_s, good.rr_ms, first, last)
    # The window's rate is that of its middle.
    before_s = (_RATE_WINDOW_S - _RATE_STEP_S) / 2.0
    return [
        _Breathing(begin_s + before_s, _RATE_STEP_S, measured.breaths_per_min)
        for begin_s, measured in zip(begins_s, rates, strict=True)
        if isinstance(measured, BeatRespiration)
    ]


def _swings_of(good: JudgedSeries, parts: list[_Breathing]) -> tuple[FloatArray, FloatArray]:
    """Fitted swings over three breaths from each breath on, and peak-trough swings of each."""
    heart_rate_bpm = 60_000.0 / good.rr_ms
    begins_s: list[float] = []
    breaths_s: list[float] = []
    for part in parts:
        breath_s = 60.0 / part.breaths_per_min
        for number in range(max(1, math.floor(part.length_s / breath_s))):
            begins_s.append(part.begin_s + number * breath_s)
            breaths_s.append(breath_s)
    begin, breath = np.array(begins_s), np.array(breaths_s)
    return (
        fitted_swings(good.beat_s, heart_rate_bpm, begin, breath, _SWING_BREATHS),
        whole_breath_swings(good.beat_s, heart_rate_bpm, begin, breath),
    )


def _figure_of(
    values: FloatArray, window_s: float, beats: int, share: float, *, with_median: bool
) -> Figure:
    if values.size == 0:
        return Figure(None, Withheld.TOO_SHORT, None, window_s, beats, share)
    if with_median:
        return Figure(
            float(np.median(values)),
            None,
            _median_error(values, _SWING_BREATHS),
            window_s,
            beats,
            share,
        )
    error = float(values.std(ddof=1) / math.sqrt(values.size)) if values.size > 1 else None
    return Figure(float(values.mean()), None, error, window_s, beats, share)


def _median_error(values: FloatArray, overlap: float) -> float | None:
    """Standard error of a median of values of which so many in a row share their beats.

    1.2533 sd / sqrt(n) (Kenney and Keeping, Mathematics of Statistics, 1962), with the median
    absolute deviation times 1.4826 for the standard deviation and the count over the overlap.
    """
    if values.size < 2 * overlap:
        return None
    spread = 1.4826 * float(np.median(np.abs(values - np.median(values))))
    return 1.2533 * spread / math.sqrt(values.size / overlap)
