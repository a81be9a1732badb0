"""The person's own belly beside the pacing one: a second contour, in the dots of their breath.

What the strap shows is about a second old. Drawn as it is, a breath that goes well would seem to
limp behind; so the contour stands off the pacing belly by as much as the person's breath was
fuller or emptier than the pacer's *at that moment*. On one line: both go together. Where nothing
is paced, or the breath is withheld, there is none.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence

import numpy as np
import pygame

from trainer.snapshot import BreathPoint, OwnBreath
from trainer.timeline import Timeline
from visuals.scene import body
from visuals.scene.figure import Figure
from visuals.scene.kept import KeptCourse
from visuals.scene.layout import Layout
from visuals.scene.soft_dots import SoftDots

__all__ = ["Ahead", "OwnBelly"]

_BEHIND_S = 0.8
"""How old the shown moment is: the newest point is so old at most, so that the contour glides
between points and waits for none."""
_FADING_S = 1.0
"""It appears and goes over this time."""
_LOOKED_AT_S = 4.0
"""Older points than these have no part in it."""
_TOP, _BOTTOM = 226.0, 312.0
"""Heights between which the contour runs, in the figure's units: from the chest to the hand."""
_DOTS = 12
_ENDS = 3
"""Dots at either end that grow weaker towards it."""
_EMPTIEST, _FULLEST = -0.15, 1.15
_RADIUS = 1.7
"""Of a dot, in design units."""


class Ahead:
    """How much fuller than the pacer the person's breath was of late.

    Parameters
    ----------
    course
        Of their breath, in the order of time.
    timeline
        Of the session, with its pauses.
    at_s
        On the session clock; later points are left out, and of the others the last seconds count.
    """

    def __init__(self, course: Sequence[BreathPoint], timeline: Timeline, at_s: float) -> None:
        paced = _last_paced(course, timeline, at_s)
        self._times_s = [point.at_s for point in paced]
        self._differences = [
            (point.fullness or 0.0) - (point.asked_fullness or 0.0) for point in paced
        ]

    def at(self, at_s: float) -> tuple[float, float]:
        """What is shown at a time.

        Returns
        -------
        tuple
            Their fullness less the pacer's a moment ago, -1 to 1, negative where they were emptier;
            and how strongly to show it, 0 where the breath is withheld or nothing is paced, to 1.
        """
        if not self._times_s:
            return 0.0, 0.0
        shown_s = at_s - _BEHIND_S
        begun = (shown_s - self._times_s[0]) / _FADING_S
        left = 1.0 - (shown_s - self._times_s[-1]) / _FADING_S
        strength = min(1.0, max(0.0, begun)) * min(1.0, max(0.0, left))
        return _between(shown_s, self._times_s, self._differences), strength


def _between(at_s: float, times_s: list[float], values: list[float]) -> float:
    """Value at a time on straight lines from one to the next; beyond the ends it stays."""
    after = bisect.bisect_right(times_s, at_s)
    if after in (0, len(times_s)):
        return values[max(0, after - 1)]
    begin_s, end_s = times_s[after - 1], times_s[after]
    share = (at_s - begin_s) / (end_s - begin_s)
    return values[after - 1] + share * (values[after] - values[after - 1])


def _last_paced(
    course: Sequence[BreathPoint], timeline: Timeline, at_s: float
) -> list[BreathPoint]:
    """The last points that are drawn on one line and paced, in the order of time."""
    found: list[BreathPoint] = []
    newest_s: float | None = None
    for point in reversed(course):
        if point.at_s > at_s:
            continue
        # Back from the newest one: what is kept of a course must not depend on the time.
        newest_s = point.at_s if newest_s is None else newest_s
        if point.at_s <= newest_s - _LOOKED_AT_S:
            break
        if point.fullness is None or timeline.is_paused_at(point.at_s):
            if found:
                break
            continue
        if point.asked_fullness is None:
            break
        found.append(point)
        if point.starts_segment:
            break
    return found[::-1]


class OwnBelly:
    """Draws the second contour."""

    def __init__(self, layout: Layout, figure: Figure) -> None:
        self._dots = SoftDots(_RADIUS * layout.scale, layout.look.palette.text)
        self._kept = KeptCourse(Ahead, lambda point: point.at_s)
        line = body.front(0.0)
        rows = np.linspace(_TOP, _BOTTOM, _DOTS)
        still = np.interp(rows, line[:, 1], line[:, 0])
        from_end = np.minimum(np.arange(_DOTS), np.arange(_DOTS)[::-1]) + 1
        # A dozen are done by hand in a quarter of the time that arrays take.
        self._each = list(
            zip(
                figure.columns_of(still).tolist(),
                (figure.columns_of(still + body.BELLY_REACH * body.bulge(rows))).tolist(),
                [figure.row_of(row) for row in rows.tolist()],
                np.minimum(1.0, from_end / (_ENDS + 1.0)).tolist(),
                strict=True,
            )
        )
        """Of each dot: column of an empty and of a full belly, row, strength."""

    def draw(
        self,
        surface: pygame.Surface,
        breath: OwnBreath | None,
        timeline: Timeline,
        at_s: float,
        fullness: float,
    ) -> None:
        """Draw it over the figure, which is drawn at a fullness of 0 to 1."""
        if breath is None:
            return
        ahead, strength = self._kept.get(breath.course, timeline, at_s).at(at_s)
        if strength <= 0.0:
            return
        own = min(_FULLEST, max(_EMPTIEST, fullness + ahead))
        dots = [
            self._dots.placed(empty + own * (full - empty), row, strength * share)
            for empty, full, row, share in self._each
        ]
        surface.blits([dot for dot in dots if dot is not None], doreturn=False)
