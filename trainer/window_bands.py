"""Band powers of one window of a recording: of which part of it, by which estimator, or why not.

The spectrum itself is in `signal.spectrum`. Here it is decided which unbroken stretch of the window
it describes, and which estimator suits its beats; others may be asked for beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trainer.errors import AnalysisError
from trainer.quiet import DIRTY_SHARE
from trainer.signal.arrays import FloatArray
from trainer.signal.figure import Withheld
from trainer.signal.judging import JudgedSeries
from trainer.signal.spectrum import (
    BandPowers,
    Estimator,
    band_powers,
    has_hole,
    resting_estimator,
)

__all__ = ["SHORTEST_BANDS_S", "BandsBy", "WindowBands", "window_bands"]

SHORTEST_BANDS_S = 120.0
_LEAST_BANDS_S = 55.0
"""A recording of a minute gets its bands, as the reference values do; a longer one must give
two unbroken minutes."""


@dataclass(frozen=True, slots=True)
class BandsBy:
    """Band powers by an estimator that was asked for."""

    estimator: Estimator
    bands: BandPowers | None
    withheld: Withheld | None
    """Why there are none; None exactly when there are."""


@dataclass(frozen=True, slots=True)
class WindowBands:
    """Band powers of a window's longest unbroken stretch."""

    bands: BandPowers | None
    estimator: Estimator | None
    """The one that suits these beats."""
    window_s: float
    """Length of the stretch."""
    withheld: Withheld | None
    by: tuple[BandsBy, ...]
    """By those that were asked for, of the same beats, in that order."""


def window_bands(
    part: JudgedSeries, estimators: Sequence[Estimator], *, is_paced: bool
) -> WindowBands:
    """Band powers of the longest unbroken stretch of a window.

    Parameters
    ----------
    part
        The window's intervals.
    estimators
        Whose powers to give beside those of the one that suits.
    is_paced
        True when the breath is known to have been paced.

    Notes
    -----
    What suits: the Lomb multitaper where beats were excised; the levelled multitaper where the
    heart is slow and not known to be paced (`resting_estimator`); else the multitaper.
    """
    part = part.part(~part.is_gap)
    if part.beat_s.size == 0:
        return _none(0.0, Withheld.NO_BEATS, estimators)
    numbers, counts = np.unique(part.stretch, return_counts=True)
    longest = part.part(part.stretch == numbers[int(np.argmax(counts))])
    good = longest.part(longest.accepted)
    share = 1.0 - good.beat_s.size / longest.beat_s.size
    if good.beat_s.size < 2:
        return _none(0.0, Withheld.TOO_SHORT, estimators)
    length_s = float(good.beat_s[-1] - good.beat_s[0])
    is_cut = numbers.size > 1
    begun_s = float(part.beat_s[0] - part.rr_ms[0] / 1000.0)
    asked_s = min(SHORTEST_BANDS_S, float(part.beat_s[-1]) - begun_s)
    if length_s < 0.9 * asked_s or length_s < _LEAST_BANDS_S:
        return _none(length_s, Withheld.GAP if is_cut else Withheld.TOO_SHORT, estimators)
    if share > DIRTY_SHARE:
        return _none(length_s, Withheld.TOO_DIRTY, estimators)
    if good.beat_s.size < longest.beat_s.size:
        suits = Estimator.LOMB_MULTITAPER
    else:
        suits = Estimator.MULTITAPER if is_paced else resting_estimator(good.rr_ms)
    chosen = _bands_by(suits, good.beat_s, good.rr_ms)
    return WindowBands(
        bands=chosen.bands,
        estimator=suits,
        window_s=length_s,
        withheld=chosen.withheld,
        by=tuple(_bands_by(estimator, good.beat_s, good.rr_ms) for estimator in estimators),
    )


def _none(length_s: float, reason: Withheld, estimators: Sequence[Estimator]) -> WindowBands:
    by = tuple(BandsBy(estimator, None, reason) for estimator in estimators)
    return WindowBands(None, None, length_s, reason, by)


def _bands_by(estimator: Estimator, beat_s: FloatArray, rr_ms: FloatArray) -> BandsBy:
    if not estimator.bears_holes and has_hole(beat_s, rr_ms):
        return BandsBy(estimator, None, Withheld.HOLES)
    try:
        return BandsBy(estimator, band_powers(beat_s, rr_ms, estimator=estimator), None)
    except AnalysisError:
        return BandsBy(estimator, None, Withheld.TOO_SHORT)
