"""What a frame shares with the one before: worked out once, until something else comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from trainer.timeline import Timeline

__all__ = ["KeptCourse"]

Point = TypeVar("Point")
Made = TypeVar("Made")


class KeptCourse(Generic[Point, Made]):
    """What was made of a course of points up to a time, as long as it would be made alike.

    A snapshot gives the same tuple until a point comes, so nothing is compared but identity.

    Parameters
    ----------
    make
        Makes it of a course, a timeline and a time; later points must have no part in it, and the
        time itself none beside that.
    time_of
        On the session clock, of a point.
    """

    def __init__(
        self,
        make: Callable[[Sequence[Point], Timeline, float], Made],
        time_of: Callable[[Point], float],
    ) -> None:
        self._make = make
        self._time_of = time_of
        self._kept: tuple[Sequence[Point], Timeline, Made] | None = None
        self._until_s = 0.0

    def get(self, course: Sequence[Point], timeline: Timeline, at_s: float) -> Made:
        """What is made of the points up to a time."""
        last_s = self._time_of(course[-1]) if course else 0.0
        if (
            self._kept is not None
            and self._kept[0] is course
            and self._kept[1] is timeline
            and (not course or last_s <= min(at_s, self._until_s))
        ):
            return self._kept[2]
        made = self._make(course, timeline, at_s)
        self._kept, self._until_s = (course, timeline, made), at_s
        return made
