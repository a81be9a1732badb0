"""The row of dots for the person's own breath, worked out once for a point and not for a frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from trainer.snapshot import BreathPoint
from trainer.timeline import Timeline
from visuals.scene.ground import smooth

__all__ = ["BreathRow", "CourseColumns"]

_FRESH_S = 0.8
"""The last dot is this old at most while the breath is seen: half of what it describes, a frame
of the strap's, the air."""
_FADING_S = 1.0
"""A row that has ended softens its end over this time."""

DoubleArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]


class CourseColumns:
    """The points of a course as arrays; most of them are in the next course, too."""

    def __init__(self) -> None:
        self._course: tuple[BreathPoint, ...] = ()
        self.at_s: DoubleArray = np.zeros(0)
        """Of each point, shape (n,), ascending."""
        self.fullness: DoubleArray = np.zeros(0)
        """Shape (n,), 0 to 1, not a number where the breath was withheld."""
        self.starts: BoolArray = np.zeros(0, dtype=np.bool_)
        """Where the row must begin anew, shape (n,)."""

    def update(self, course: Sequence[BreathPoint]) -> None:
        """Become the arrays of a course; only points that the last one had not are looked at."""
        course = tuple(course)
        begin = int(self.at_s.searchsorted(course[0].at_s)) if course else 0
        known = len(self._course) - begin
        if self._course[begin:] != course[:known]:
            begin, known = len(self._course), 0
        new = course[known:]
        self._course = course
        at_s = np.array([point.at_s for point in new], dtype=np.float64)
        # None becomes no number.
        fullness = np.array([point.fullness for point in new], dtype=np.float64)
        starts = np.array([point.starts_segment for point in new], dtype=np.bool_)
        self.at_s = np.concatenate((self.at_s[begin:], at_s))
        self.fullness = np.concatenate((self.fullness[begin:], fullness))
        self.starts = np.concatenate((self.starts[begin:], starts))


class BreathRow:
    """Points of the breath up to a time, and how strong their dots are.

    Points in a pause and points without a fullness are left out; the row begins anew behind them.

    Parameters
    ----------
    columns
        Of the course.
    timeline
        Gives the elapsed time of each point.
    at_s
        On the session clock; later points are left out.
    soft_s
        Where the breath was withheld the row fades over this time.
    """

    def __init__(
        self, columns: CourseColumns, timeline: Timeline, at_s: float, soft_s: float
    ) -> None:
        until = int(columns.at_s.searchsorted(at_s, "right"))
        times_s, fullness = columns.at_s[:until], columns.fullness[:until]
        is_shown = ~(np.isnan(fullness) | timeline.are_paused_at(times_s))
        begins = columns.starts[:until].copy()
        begins[1:] |= ~is_shown[:-1]
        begins[:1] = True
        self.elapsed_s: DoubleArray = timeline.elapsed_s_of(times_s[is_shown])
        """Of each point, shape (n,)."""
        self.fullness: DoubleArray = fullness[is_shown]
        """Shape (n,), 0 to 1."""
        count = len(self.elapsed_s)
        self.firsts = np.flatnonzero(begins[is_shown])
        """Numbers of the points with which the row begins anew."""
        ends = np.append(self.firsts[1:], count)
        sizes = ends - self.firsts
        begin_s = self.elapsed_s[self.firsts].repeat(sizes)
        end_s = self.elapsed_s[ends - 1].repeat(sizes) if count else begin_s
        begun = smooth((self.elapsed_s - begin_s) / soft_s)
        ended = smooth((end_s - self.elapsed_s) / soft_s)
        last = int(self.firsts[-1]) if count else 0
        self._steady: DoubleArray = begun.astype(np.float64)
        self._steady[:last] *= ended[:last]
        self._last = slice(last, None)
        self._loss: DoubleArray = 1.0 - ended[last:].astype(np.float64)

    def strength(self, elapsed_s: float) -> DoubleArray:
        """Strength of each dot when so much of the session has passed, shape (n,), 0 to 1."""
        since_s = elapsed_s - float(self.elapsed_s[-1]) if self.elapsed_s.size else 0.0
        ended = min(1.0, max(0.0, (since_s - _FRESH_S) / _FADING_S))
        strength = self._steady.copy()
        if ended > 0.0:
            strength[self._last] *= 1.0 - ended * self._loss
        return strength
