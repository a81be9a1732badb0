"""Where in the pacer's breaths each interval between beats begins and ends."""

from __future__ import annotations

import numpy as np

from trainer.errors import AnalysisError
from trainer.signal.arrays import FloatArray

__all__ = ["checked_length", "interval_phases"]

_TOUCHING = 1.25
"""Two beats further apart than this many of the interval between them have a hole: a quarter
is far more than what a radio link moves a stamp by, and less than any beat left out."""


def checked_length(*arrays: FloatArray) -> int:
    """Length that the arrays share."""
    length = arrays[0].size
    if any(array.shape != (length,) for array in arrays):
        raise AnalysisError(
            f"arrays of {[array.shape for array in arrays]} came together; "
            "give one number per beat in each"
        )
    return length


def interval_phases(
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
