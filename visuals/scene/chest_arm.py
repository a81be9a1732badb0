"""The far arm with its hand lying flat on the breastbone: it stays still while the belly moves.

Seen from the side the far shoulder is behind the chest. The upper arm comes out from behind it,
down to an elbow that points forward, so high that a full belly leaves it in sight; the forearm
comes back, and the hand lies round the chest, its fingers pointing up to the near collar bone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visuals.scene.body import Limb, limb

__all__ = ["CHEST_ARM", "ChestArm"]

_WRIST = (250.0, 221.0)
_UP_DEGREES = 33.0
"""How steeply the fingers point up."""


@dataclass(frozen=True, slots=True)
class ChestArm:
    """The parts of the arm, in the order in which they lie over each other."""

    upper: Limb
    hand: tuple[Limb, ...]
    """Wrist and palm, thumb, and the fingers."""
    fingers: tuple[Limb, ...]
    forearm: Limb
    """Its last point is the middle of the cuff, out of which the wrist comes."""


def _laid(points: Sequence[tuple[float, float, float]]) -> Limb:
    """A limb of the hand: from the wrist towards the fingers, from the thumb down, half width."""
    angle = math.radians(_UP_DEGREES)
    forward = np.array([-math.cos(angle), -math.sin(angle)])
    down = np.array([-math.sin(angle), math.cos(angle)])
    placed = [(_WRIST + x * forward + y * down, half) for x, y, half in points]
    return limb([(float(at[0]), float(at[1]), half) for at, half in placed])


_FINGERS = tuple(
    _laid([(19, root, 4.5), (31, 0.5 * (root + tip) - 0.6, 4.1), (reach, tip, 3.3)])
    for root, tip, reach in (
        (-8.6, -9.4, 41.0),
        (-3.6, -3.6, 46.0),
        (1.4, 2.2, 45.0),
        (6.2, 7.8, 38.5),
    )
)

CHEST_ARM = ChestArm(
    upper=limb([(206, 208, 16), (238, 238, 16), (262, 259, 15), (276, 269, 13)]),
    hand=(
        _laid([(-17, 4.5, 7.6), (-8, 2, 7.6), (1, 0, 8.6), (12, -1, 10), (23, -1, 10.4)]),
        _laid([(3, -5, 5.4), (14, -13.5, 4.7), (29, -18, 3.5)]),
        *_FINGERS,
    ),
    fingers=_FINGERS,
    forearm=limb([(277, 269, 12.6), (275, 257, 12.8), (267, 242, 11.4), (257, 228, 9.2)]),
)
