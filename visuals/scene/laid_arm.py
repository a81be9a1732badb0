"""Light and shade of the arm whose hand lies on the chest: worked out once, for it lies still.

The sleeve is behind the trunk and before the wrist, the hand is before the trunk. So the hand is
laid twice: whole behind all, and once more on the trunk, without what is within the sleeve.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from visuals.palette import Colour, Palette
from visuals.scene import fine_lines
from visuals.scene.chest_arm import ChestArm
from visuals.scene.ground import FloatArray
from visuals.scene.shading import Canvas, Form, blurred

__all__ = ["LaidArm", "laid_arm"]

_UNDER_FOREARM = 0.48
"""Shade of the forearm on the upper arm."""
_UNDER_HAND = 0.40
"""Shade of the hand on the chest."""
_IN_CUFF = 0.30
"""Shade of the cuff on the wrist."""
_IN_CUFF_REACH = 3.0
_SOFT = 4.0
"""Softness of shade, in the figure's units."""


@dataclass(frozen=True, slots=True)
class LaidArm:
    """Forms with their light, as they are laid over each other."""

    behind: tuple[tuple[Form, FloatArray], ...]
    """What the trunk hides in part."""
    hand: tuple[Form, FloatArray]
    """The hand as far as it comes out of its sleeve: it lies on the trunk."""
    around: tuple[slice, slice]
    """Where the shade under the hand falls."""
    shaded: FloatArray
    """What that leaves of the light there."""


def laid_arm(
    arm: ChestArm,
    canvas: Canvas,
    palette: Palette,
    form: Callable[..., Form],
    lit: Callable[[Form, Colour, float, float], FloatArray],
) -> LaidArm:
    """The arm on a canvas, formed and lit as the rest of the person is."""
    upper, whole_forearm, hand = form(arm.upper), form(arm.forearm), form(*arm.hand)
    beyond = _beyond_cuff(arm, canvas)
    # The sleeve ends in a straight cuff: the round end of the limb is cut off.
    cut = np.clip(0.5 - beyond * canvas.scale, 0.0, 1.0)[whole_forearm.where]
    forearm = replace(whole_forearm, mask=whole_forearm.mask * cut)

    upper_light = lit(upper, palette.top, 0.8, 0.5)
    shade = _UNDER_FOREARM * _shade_of(forearm, canvas, right=-3.0, down=3.0)[upper.where]
    upper_light *= (1.0 - shade)[:, :, None]

    hand_light = lit(hand, palette.skin, 1.05, 0.6)
    within = np.exp(-0.5 * (np.maximum(beyond, 0.0) / _IN_CUFF_REACH) ** 2)[hand.where]
    where, gaps = fine_lines.drawn(canvas, fine_lines.finger_gaps(arm.fingers))
    lines = _spread(where, gaps, canvas)[hand.where]
    hand_light *= ((1.0 - _IN_CUFF * within) * (1.0 - fine_lines.GAP_SHADE * lines))[:, :, None]

    sleeve = _spread(forearm.where, forearm.mask, canvas)[hand.where]
    around = canvas.around(arm.hand, margin=3.0 * _SOFT)
    shade = _UNDER_HAND * _shade_of(hand, canvas, right=0.0, down=3.0)[around]
    return LaidArm(
        behind=(
            (upper, upper_light),
            (hand, hand_light),
            (forearm, lit(forearm, palette.top, 0.95, 0.8)),
        ),
        hand=(replace(hand, mask=hand.mask * (1.0 - sleeve)), hand_light),
        around=around,
        shaded=(1.0 - shade)[:, :, None],
    )


def _beyond_cuff(arm: ChestArm, canvas: Canvas) -> FloatArray:
    """How far each pixel is beyond the end of the sleeve, along it, in the figure's units."""
    line = arm.forearm.line
    way = line[-1] - line[-4]
    right, down = (float(part) for part in way / np.hypot(way[0], way[1]))
    across, rows = canvas.grid()
    beyond: FloatArray = ((across - line[-1, 0]) * right + (rows - line[-1, 1]) * down).astype(
        np.float32
    )
    return beyond


def _spread(where: tuple[slice, slice], piece: FloatArray, canvas: Canvas) -> FloatArray:
    """A piece on a whole canvas of zeros."""
    whole = np.zeros((canvas.height, canvas.width), dtype=np.float32)
    whole[where] = piece
    return whole


def _shade_of(form: Form, canvas: Canvas, *, right: float, down: float) -> FloatArray:
    """Soft shade that a form casts, moved by so many units, on the whole canvas."""
    by = round(down * canvas.scale), round(right * canvas.scale)
    cast = np.roll(_spread(form.where, form.mask, canvas), by, axis=(0, 1))
    return blurred(cast, _SOFT * canvas.scale)
