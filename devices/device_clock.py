"""Where a device's own time lies on the session clock, and how fast it runs. No I/O here.

What a device sends can come late, never early. So the true line between its time and ours is the
lower edge of all arrivals, and the longest stretches between early arrivals show its slope: the
edge of the lower convex hull that spans the middle. Least squares was off by 8 to 230 parts in a
million under the stalls of a busy computer; the hull by 92 after 5 s, 18 after 30 s, 4 after 60 s.

The times that are handed out never jump for this: the line that is used gives way to the one
that was found by bending a little, so intervals stay what the device measured.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

__all__ = ["DeviceClock", "lower_edge"]

BLOCK_S = 0.25
BLOCKS = 480
"""Two minutes: a ceramic resonator drifts with its warmth."""
FIRST_SLOPE_S = 2.5
SLEW_S = 10.0
"""In so many seconds the line would reach the one that was found."""
FIRST_SLEW, LATER_SLEW = 2e-3, 5e-4
"""The most by which it bends, as a share of the time that passes."""
LATER_S = 12.0
STEP_S = 0.25
"""A line that lies further off is not bent but set: bytes had waited somewhere for long."""
_LEAST_SLOPE_DOUBT = 2e-6


def lower_edge(points: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """Slope and height at 0 of the lower hull's edge that spans the mean; None for one point.

    Parameters
    ----------
    points
        With x rising strictly.

    References
    ----------
    Moon, Skelly, Towsley, Estimation and removal of clock skew from network delay measurements,
    INFOCOM 1999 (the line below all points that minimises the distance to them); the hull is
    Andrew's monotone chain.
    """
    hull: list[tuple[float, float]] = []
    for x, y in points:
        while len(hull) >= 2:
            (x1, y1), (x2, y2) = hull[-2:]
            if (x2 - x1) * (y - y1) > (y2 - y1) * (x - x1):
                break
            hull.pop()
        hull.append((x, y))
    if len(hull) < 2:
        return None
    mean = sum(x for x, _ in points) / len(points)
    for (x1, y1), (x2, y2) in pairwise(hull):
        if x2 >= mean:
            slope = (y2 - y1) / (x2 - x1)
            return slope, y1 - slope * x1
    return None


class DeviceClock:
    """One line between a device's seconds and ours, from one start of the device.

    Parameters
    ----------
    slope_within
        How far the device's seconds may be from ours, as a share.
    """

    def __init__(self, slope_within: float = 0.015) -> None:
        self._within = slope_within
        self._blocks: deque[tuple[int, float, float]] = deque(maxlen=BLOCKS)
        self._anchor_device_s = 0.0
        self._anchor_s: float | None = None
        self._began_s = 0.0
        self._rate = 1.0
        self.slope = 1.0
        """Our seconds in one of the device's, as found."""
        self.slope_doubt = slope_within
        """How far off the slope may be, as a share."""
        self.has_stepped = False
        """True when the line was set anew at the last note: what follows is a new stretch."""

    def note(self, device_s: float, arrived_s: float) -> None:
        """Take in that what the device did at `device_s` arrived at `arrived_s`."""
        self.has_stepped = False
        if self._anchor_s is None:
            self._anchor_device_s, self._anchor_s = device_s, arrived_s
            self._began_s = arrived_s
        block, late_s = int(arrived_s / BLOCK_S), arrived_s - device_s
        if self._blocks and self._blocks[-1][0] == block:
            if late_s < self._blocks[-1][2]:
                self._blocks[-1] = (block, device_s, late_s)
            return
        self._blocks.append((block, device_s, late_s))
        self._fit(device_s)

    def place(self, device_s: float) -> float:
        """Session time of a device's time; once something was noted."""
        anchor_s = 0.0 if self._anchor_s is None else self._anchor_s
        return anchor_s + (device_s - self._anchor_device_s) * self._rate

    def late_s(self) -> float:
        """By how much the latest arrivals (2 s) lie above the line, at the least of them."""
        latest = list(self._blocks)[-8:]
        return min((late_s + at_s - self.place(at_s) for _, at_s, late_s in latest), default=0.0)

    def _fit(self, device_s: float) -> None:
        """Find the line anew, once a block, and bend the one that is used towards it."""
        points = [(at_s, late_s) for _, at_s, late_s in list(self._blocks)[:-1]]
        if not points:
            return
        slope, height_s = 0.0, min(late_s for _, late_s in points)
        span_s = points[-1][0] - points[0][0]
        if span_s >= FIRST_SLOPE_S:
            edge = lower_edge(points)
            if edge is not None and abs(edge[0]) <= self._within:
                slope, height_s = edge
                self._doubt(points, slope, height_s, span_s)
        self.slope = 1.0 + slope
        off_s = device_s * self.slope + height_s - self.place(device_s)
        self._anchor_s, self._anchor_device_s = self.place(device_s), device_s
        if abs(off_s) > STEP_S:
            self._anchor_s += off_s
            self._rate = self.slope
            self.has_stepped = True
            return
        passed_s = self._anchor_s - self._began_s
        most = FIRST_SLEW if passed_s < LATER_S else LATER_SLEW
        self._rate = self.slope + min(max(off_s / SLEW_S, -most), most)

    def _doubt(
        self, points: list[tuple[float, float]], slope: float, height_s: float, span_s: float
    ) -> None:
        """What the slope may be off by: the usual lateness of an early arrival, over the span."""
        late_s = np.array([late_s - slope * at_s - height_s for at_s, late_s in points])
        self.slope_doubt = max(2.0 * float(np.median(late_s)) / span_s, _LEAST_SLOPE_DOUBT)
