"""The shape of the person, seen from the side: outlines in the figure's own units.

The figure faces right and sits on a cushion; the ground is at y = 400, the crown at about 15.
Only the belly and the arm that rides on it depend on the fullness of the breath, `k` from 0 to
1; back, chest, shoulders and head stand still.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]

WIDTH = 318.0
TOP = -12.0
HEIGHT = 414.0
GROUND = 400.0
LEFT = 78.0
"""First column of the figure's picture, in its own units."""
CENTRE = 214.0
"""Column that stands on the middle of the ring."""

BELLY_REACH = 59.0
"""How far the belly comes forward from empty to full: half of the chest's depth, so that in and
out are told apart from across a room, and low enough that the chest has no part in it."""
BELLY_MIDDLE = 296.0
"""Height at which the belly comes furthest forward."""
_BELLY_UP = 66.0
_BELLY_DOWN = 70.0
"""How far the belly goes up towards the chest and down into the lap."""
_BELLY_ROUND = 2.0
"""2 is a parabola; more is fuller."""
_FILLET = 0.6
"""Softness of the fold between chest and belly, as a share of the reach."""
_BOW_DEGREES = 5.0
"""The head is bowed a little, towards the belly."""
_NECK = (184.0, 128.0)
_HEAD_DOWN = 7.0

_EMPTY_FRONT = np.array(
    [
        (226, 176), (235, 190), (240, 207), (240, 222), (237, 240), (232, 260),
        (228, 282), (227, 302), (229, 322), (234, 342), (238, 362),
    ],
    dtype=float,
)  # fmt: skip

_FACE = np.array(
    [
        (200, 14), (219, 18), (233, 30), (239.5, 45), (241, 56), (238.5, 64), (242, 73),
        (248.5, 83.5), (248, 88), (242.5, 90.5), (244.5, 95.5), (241.5, 99), (243.5, 103.5),
        (239.5, 108), (241.5, 115), (237, 122), (226, 126.5), (216, 133),
    ],
    dtype=float,
)  # fmt: skip

_THROAT = np.array([(213, 152), (216, 166)], dtype=float)

_BACK = np.array(
    [
        (240, 396), (180, 396), (124, 392), (108, 376), (108, 354), (120, 326), (131, 298),
        (132, 270), (127, 242), (127, 214), (134, 190), (148, 171), (163, 157), (171, 142),
    ],
    dtype=float,
)  # fmt: skip

_SKULL = np.array(
    [(171, 118), (163, 96), (157, 70), (160, 44), (176, 22)],
    dtype=float,
)


def spline(points: Points, *, closed: bool, steps: int = 10) -> Points:
    """Smooth curve through points: uniform Catmull-Rom pieces."""
    if closed:
        before, start = np.roll(points, 1, axis=0), points
        end, after = np.roll(points, -1, axis=0), np.roll(points, -2, axis=0)
    else:
        padded = np.concatenate([points[:1], points, points[-1:]])
        before, start, end, after = padded[:-3], padded[1:-2], padded[2:-1], padded[3:]
    u = np.linspace(0.0, 1.0, steps, endpoint=False)[None, :, None]
    a, b, c, d = (part[:, None, :] for part in (before, start, end, after))
    curve = 0.5 * (
        2 * b + (c - a) * u + (2 * a - 5 * b + 4 * c - d) * u**2 + (3 * b - a - 3 * c + d) * u**3
    )
    flat: Points = curve.reshape(-1, points.shape[1])
    return flat if closed else np.concatenate([flat, points[-1:]])


def bowed(points: Points) -> Points:
    """Points of the head, bowed and lowered."""
    angle = math.radians(_BOW_DEGREES)
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    result: Points = (points - _NECK) @ turn + _NECK + (0.0, _HEAD_DOWN)
    return result


def bulge(y: Points | float) -> Points:
    """How much of the belly's reach a height takes part in, 0 to 1.

    A round belly, joined to chest and lap by the polynomial smooth maximum with zero.
    """
    off = np.asarray(y, dtype=float) - BELLY_MIDDLE
    share = np.abs(off) / np.where(off < 0.0, _BELLY_UP, _BELLY_DOWN)
    belly = 1.0 - share**_BELLY_ROUND
    near = np.maximum(_FILLET - np.abs(belly), 0.0)
    shape: Points = np.maximum(belly, 0.0) + near * near / (4.0 * _FILLET)
    return shape


def front(k: float) -> Points:
    """Front contour from the collar bone to the lap, at a fullness."""
    line = spline(_EMPTY_FRONT, closed=False)
    moved = line.copy()
    moved[:, 0] += BELLY_REACH * k * bulge(line[:, 1])
    return moved


def front_x(k: float, y: float) -> float:
    """Column of the front contour at a height."""
    line = front(k)
    return float(np.interp(y, line[:, 1], line[:, 0]))


def torso(k: float) -> Points:
    """Closed outline of head, neck and trunk."""
    still = np.concatenate([_BACK, bowed(_SKULL), bowed(_FACE), _THROAT])
    return np.concatenate([spline(still, closed=False), front(k)])


@dataclass(frozen=True, slots=True)
class Limb:
    """A limb as a line with a half width at each of its points."""

    line: Points
    half_width: npt.NDArray[np.float64]


def limb(points: Sequence[tuple[float, float, float]]) -> Limb:
    """Smooth limb through (x, y, half width)."""
    curve = spline(np.array(points, dtype=float), closed=False, steps=8)
    return Limb(curve[:, :2], curve[:, 2])


def closed(points: Sequence[tuple[float, float]]) -> Points:
    """Smooth closed outline through points."""
    return spline(np.array(points, dtype=float), closed=True)


CUSHION = closed(
    [(92, 384), (98, 373), (120, 369), (170, 369), (214, 371), (228, 378), (230, 392), (218, 399),
     (160, 400), (108, 400), (94, 396)]
)  # fmt: skip

FAR_LEG = limb([(250, 372, 20), (300, 371, 19), (346, 379, 15), (366, 386, 12)])

THIGH = limb([(152, 350, 34), (200, 355, 28), (256, 364, 21), (310, 374, 16.5), (340, 381, 14)])

SHIN = limb([(341, 384.5, 14), (312, 389, 11), (268, 390.5, 9.5), (238, 391.5, 8.0)])

FOOT = closed(
    [(246, 383), (236, 382), (225, 385), (211, 389.5), (198, 391), (191, 394.5), (193, 399),
     (208, 400), (232, 400), (246, 399)]
)  # fmt: skip

HAIR = bowed(
    closed(
        [(230, 25), (214, 11), (192, 9), (168, 18), (153, 40), (152, 68), (158, 92), (168, 106),
         (178, 106), (187, 96), (190, 82), (194, 72), (203, 66), (208, 54), (215, 42), (225, 35),
         (232, 31)]
    )
)  # fmt: skip

KNOT = bowed(closed([(164, 4), (150, -2), (137, 5), (132, 18), (139, 31), (153, 33), (166, 24)]))

EAR = bowed(closed([(193, 71), (199, 68), (203, 73), (202, 82), (197, 90), (192, 88), (191, 79)]))

MOVING = np.array([(120.0, 192.0), (316.0, 400.0)])
"""Corners of the part that changes with the breath: belly, arm and the light on the legs.

The light under the chin changes as well, by two steps of 255 from frame to frame: not seen.
"""

NECKLINE = 165.0
"""Height of the top's collar at the front; the back of the collar lies higher."""

CHEEK = (226.0, 96.0)
"""Middle of the cheek's warmth, as it lies after the bow."""

EYE = bowed(spline(np.array([(223.5, 66), (228, 69.2), (233, 69), (237, 66.5)]), closed=False))
BROW = bowed(spline(np.array([(221, 55), (229, 51.5), (236, 53.5)]), closed=False))
MOUTH = bowed(spline(np.array([(242, 99.4), (237, 100.4), (231.5, 98)]), closed=False))


@dataclass(frozen=True, slots=True)
class Arm:
    """An arm and its hand, at one fullness."""

    sleeve: Limb
    palm: Limb
    fingers: tuple[Limb, ...]
    thumb: Limb


def arm(k: float) -> Arm:
    """Arm whose hand rests on the lower belly and rides on it."""
    touch_y = 326.0
    edge = front_x(k, touch_y)
    elbow = (143.0 + 18.0 * k, 294.0 + 3.0 * k)
    wrist = (edge - 45.0, touch_y + 1.0 - 3.0 * k)
    sleeve = limb(
        [
            (167, 186, 18),
            (157, 210, 21),
            (148, 246, 18.5),
            (elbow[0] - 1, elbow[1] - 6, 16),
            (elbow[0] + 0.42 * (wrist[0] - elbow[0]), elbow[1] + 19, 14),
            (wrist[0], wrist[1], 9.6),
        ]
    )
    palm = limb(
        [
            (wrist[0] - 4, wrist[1], 8.5),
            (wrist[0] + 10, wrist[1] - 1, 10.5),
            (wrist[0] + 25, wrist[1] - 2, 10.5),
        ]
    )
    fingers = []
    for finger in range(4):
        y = wrist[1] - 9.5 + 5.2 * finger
        tip_y = y + 1.0 - 1.5 * k + 1.0 * finger
        reach = (44.0, 49.0, 49.0, 44.0)[finger]
        tip_x = min(wrist[0] + reach, front_x(k, tip_y) + 3.0)
        fingers.append(
            limb(
                [
                    (wrist[0] + 20, y + 0.5, 4.6),
                    (0.5 * (wrist[0] + 22 + tip_x), (y + tip_y) / 2 - 2.0, 4.1),
                    (tip_x, tip_y, 3.3),
                ]
            )
        )
    thumb = limb(
        [
            (wrist[0] + 4, wrist[1] - 5, 5.0),
            (wrist[0] + 17, wrist[1] - 15, 4.6),
            (wrist[0] + 30, wrist[1] - 20, 3.4),
        ]
    )
    return Arm(sleeve, palm, tuple(fingers), thumb)
