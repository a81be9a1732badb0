"""The row of dots for the person's own breath, worked out once for a point and not for a frame."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

import numpy as np
import numpy.typing as npt

from trainer.snapshot import BreathPoint
from trainer.timeline import Timeline
from visuals.scene.ground import smooth

__all__ = ["BreathRow", "shown_stretches"]

_FRESH_S = 0.8
"""The last dot is this old at most while the breath is seen: half of what it describes, a frame
of the strap's, the air."""
_FADING_S = 1.0
"""A row that has ended softens its end over this time."""

DoubleArray = npt.NDArray[np.float64]


def shown_stretches(
    course: Sequence[BreathPoint], timeline: Timeline, at_s: float
) -> list[list[BreathPoint]]:
    """Points up to a time, cut where the breath was withheld and where a pause was."""
    found: list[list[BreathPoint]] = []
    starts = True
    has_pauses = bool(timeline.pauses) or timeline.paused_since_s is not None
    for point in takewhile(lambda point: point.at_s <= at_s, course):
        if point.fullness is None or (has_pauses and timeline.is_paused_at(point.at_s)):
            starts = True
            continue
        if point.starts_segment or starts:
            found.append([])
        starts = False
        found[-1].append(point)
    return found


class BreathRow:
    """Points of the breath up to a time, and how strong their dots are.

    Parameters
    ----------
    stretches
        From `shown_stretches`.
    timeline
        Gives the elapsed time of each point.
    soft_s
        Where the breath was withheld the row fades over this time.
    """

    def __init__(
        self, stretches: list[list[BreathPoint]], timeline: Timeline, soft_s: float
    ) -> None:
        points = [point for stretch in stretches for point in stretch]
        sizes = np.array([len(stretch) for stretch in stretches], dtype=np.intp)
        self.elapsed_s: DoubleArray = np.array(
            [timeline.elapsed_s(point.at_s) for point in points], dtype=np.float64
        )
        """Of each point, shape (n,)."""
        self.fullness: DoubleArray = np.array(
            [point.fullness for point in points], dtype=np.float64
        )
        """Shape (n,), 0 to 1."""
        ends = sizes.cumsum()
        begin_s = self.elapsed_s[ends - sizes].repeat(sizes)
        end_s = self.elapsed_s[ends - 1].repeat(sizes)
        begun = smooth((self.elapsed_s - begin_s) / soft_s)
        ended = smooth((end_s - self.elapsed_s) / soft_s)
        last = len(points) - (len(stretches[-1]) if stretches else 0)
        self._steady: DoubleArray = begun.astype(np.float64)
        self._steady[:last] *= ended[:last]
        self._last = slice(last, None)
        self._loss: DoubleArray = 1.0 - ended[last:].astype(np.float64)

    def strength(self, elapsed_s: float) -> DoubleArray:
        """Strength of each dot when so much of the session has passed, shape (n,), 0 to 1."""
        since_s = elapsed_s - float(self.elapsed_s[-1]) if self.elapsed_s.size else 0.0
        ended = min(1.0, max(0.0, (since_s - _FRESH_S) / _FADING_S))
        if ended == 0.0:
            return self._steady
        strength = self._steady.copy()
        strength[self._last] *= 1.0 - ended * self._loss
        return strength
