"""What the artifact gate learns from each beat of a run that it accepts, for many beats at once.

The same arithmetic as `prediction.surprise`, `zigzag` and `bend`, in the same order, on arrays:
the batch path of `judging` rests on it that both agree to the last digit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trainer.signal.arrays import FloatArray
from trainer.signal.prediction import STEEPEST_TREND, TREND_REACH

__all__ = ["Deviations", "deviations_of"]


@dataclass(frozen=True, slots=True)
class Deviations:
    """For each beat, if it and the three before it are accepted; changes of log RR."""

    trend: FloatArray
    """Change that led to the beat, as far as a trend may promise it; not a deviation itself."""
    step: FloatArray
    """Absolute change from the beat before."""
    change: FloatArray
    """What the trend of the beat before leaves of the change."""
    bend: FloatArray
    """Absolute bend of the beat before, seen with this one."""
    zigzag: FloatArray
    """Absolute zigzag of the four beats that end here."""

    def part(self, begin: int, end: int) -> Deviations:
        """The beats from begin up to, not including, end."""
        return Deviations(
            self.trend[begin:end],
            self.step[begin:end],
            self.change[begin:end],
            self.bend[begin:end],
            self.zigzag[begin:end],
        )


def deviations_of(log_ms: FloatArray) -> Deviations:
    """Deviations of every beat of a series; the first three of a run mean nothing.

    Parameters
    ----------
    log_ms : shape (n,)
        Logarithms of the intervals, NaN where there is none.
    """
    change = np.full_like(log_ms, np.nan)
    change[1:] = log_ms[1:] - log_ms[:-1]
    trend = np.minimum(STEEPEST_TREND, np.maximum(-STEEPEST_TREND, change))
    reach = np.full_like(log_ms, np.nan)
    reach[1:] = trend[:-1] * TREND_REACH
    surprise = np.where(
        reach < 0.0,
        np.maximum(np.maximum(reach - change, change), 0.0),
        np.maximum(np.maximum(change - reach, -change), 0.0),
    )
    bend = np.full_like(log_ms, np.nan)
    bend[2:] = np.abs((log_ms[:-2] + log_ms[2:]) / 2.0 - log_ms[1:-1])
    zigzag = np.full_like(log_ms, np.nan)
    zigzag[3:] = np.abs((log_ms[3:] - log_ms[:-3] + 3.0 * (log_ms[1:-2] - log_ms[2:-1])) / 4.0)
    return Deviations(trend, np.abs(change), surprise, bend, zigzag)
