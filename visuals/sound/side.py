"""The two halves of a breath, and how full the belly is over each."""

from __future__ import annotations

from enum import Enum

import numpy as np
import numpy.typing as npt

from trainer.timeline import fullness_of_phase

__all__ = ["Side", "fullness_over"]

_KNOTS = 257


class Side(Enum):
    """Which way the air goes."""

    IN = "in"
    OUT = "out"


def fullness_over(side: Side, count: int) -> npt.NDArray[np.float64]:
    """Fullness of the belly over one half of a breath, at so many even steps.

    It is the pacer's own curve, so that what glides with it goes with the picture.
    """
    # The pacer knows one number at a time: a table of it is read in between.
    knots = np.linspace(0.0, 1.0, _KNOTS)
    table = np.array([fullness_of_phase(0.5 * knot, 0.5) for knot in knots])
    rising: npt.NDArray[np.float64] = np.interp(np.linspace(0.0, 1.0, count), knots, table)
    return rising if side is Side.IN else rising[::-1]
