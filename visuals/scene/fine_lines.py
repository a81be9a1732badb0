"""The finest lines of the person: strands of hair, loose ones at the nape, gaps between fingers.

Each is a thin limb; together they make hair of a cap, and a hand of a mitten.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from visuals.scene.body import Limb, Points, bowed, spline
from visuals.scene.ground import FloatArray
from visuals.scene.shading import Canvas

__all__ = ["GAP_SHADE", "KNOT_STRANDS", "STRANDS", "WISPS", "drawn", "finger_gaps"]

_STRAND_HALF = 0.75
_GAP_HALF = 0.7
GAP_SHADE = 0.34
"""How dark it is between two fingers."""


def _line(points: Sequence[tuple[float, float]], half: float) -> Limb:
    """A line that is thin at its ends, as it lies after the bow of the head."""
    curve = spline(np.array(points, dtype=float), closed=False)
    return Limb(bowed(curve), _tapered(curve, half))


def _tapered(curve: Points, half: float) -> Points:
    """Half widths of a line along its points."""
    along = np.linspace(-1.0, 1.0, len(curve))
    widths: Points = half * (1.0 - 0.7 * along**2)
    return widths


STRANDS = tuple(
    _line(points, _STRAND_HALF)
    for points in (
        [(224, 30), (206, 19), (186, 18), (168, 26)],
        [(215, 38), (200, 27), (184, 26), (166, 33)],
        [(208, 50), (196, 38), (182, 35), (164, 38)],
        [(203, 62), (191, 51), (178, 45), (163, 42)],
        [(194, 72), (184, 61), (173, 53), (161, 46)],
        [(188, 86), (177, 73), (167, 61), (159, 49)],
        [(184, 99), (171, 84), (163, 69), (157, 53)],
        [(172, 104), (162, 89), (157, 74), (154, 58)],
    )
)
"""From the hairline back to the knot."""

KNOT_STRANDS = tuple(
    _line(points, 0.65)
    for points in (
        [(161, 9), (151, 4), (141, 9), (137, 19)],
        [(162, 15), (152, 11), (144, 16), (143, 26)],
        [(161, 21), (154, 18), (149, 22), (150, 29)],
    )
)

WISPS = tuple(
    _line(points, 0.42)
    for points in (
        [(165, 97), (165, 106), (169, 116)],
        [(172, 101), (173, 109), (177, 116)],
    )
)
"""Loose hair at the nape."""


def finger_gaps(fingers: Sequence[Limb]) -> tuple[Limb, ...]:
    """The lines between the fingers of a hand."""
    gaps = []
    for one, other in pairwise(fingers):
        middle = 0.5 * (one.line + other.line)
        middle = middle[len(middle) // 5 :]
        gaps.append(Limb(middle, _tapered(middle, _GAP_HALF)))
    return tuple(gaps)


def drawn(canvas: Canvas, lines: Sequence[Limb]) -> tuple[tuple[slice, slice], FloatArray]:
    """Coverage of lines, 0 to 1, on the piece of the canvas that holds them."""
    where = canvas.around(tuple(lines), margin=1.0)
    return where, canvas.part(where).mask(*lines)
