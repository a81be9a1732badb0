"""Where everything stands around the question, for the three shapes of window."""

from __future__ import annotations

from dataclasses import dataclass, replace

from visuals.look import Look
from visuals.scene.layout import TRAINING, Box, Kind, Layout

__all__ = ["PLACES", "QuestionPlaces", "lake_of"]


@dataclass(frozen=True, slots=True)
class QuestionPlaces:
    """Places of one arrangement, in design units."""

    question: Box
    hint: Box
    numbers: Box
    rows: int
    """Rows in which the numbers stand."""
    ends: Box
    """What the first and the last number mean."""
    skip: Box
    more: Box
    crisis: Box
    figure: tuple[float, float]
    """Where the person sits: across, and the horizon."""
    figure_scale: float


PLACES = {
    Kind.WIDE: QuestionPlaces(
        question=(140, 44, 1000, 66),
        hint=(140, 112, 1000, 36),
        numbers=(190, 176, 900, 72),
        rows=1,
        ends=(190, 256, 900, 34),
        skip=(660, 596, 280, 56),
        more=(340, 596, 290, 56),
        crisis=(490, 664, 300, 40),
        figure=(640, 566),
        figure_scale=0.64,
    ),
    Kind.COMPACT: QuestionPlaces(
        question=(60, 44, 840, 66),
        hint=(60, 112, 840, 36),
        numbers=(60, 176, 840, 70),
        rows=1,
        ends=(60, 254, 840, 34),
        skip=(500, 596, 280, 56),
        more=(180, 596, 290, 56),
        crisis=(330, 664, 300, 40),
        figure=(480, 566),
        figure_scale=0.64,
    ),
    Kind.PORTRAIT: QuestionPlaces(
        question=(48, 120, 624, 112),
        hint=(48, 240, 624, 64),
        numbers=(60, 344, 600, 190),
        rows=2,
        ends=(60, 548, 600, 40),
        skip=(160, 1106, 400, 64),
        more=(160, 1026, 400, 64),
        crisis=(160, 1184, 400, 54),
        figure=(360, 990),
        figure_scale=0.88,
    ),
}


def lake_of(size: tuple[int, int], look: Look) -> Layout:
    """The window with the lake of the question: the person rests below the numbers."""
    arrangement = {
        kind: replace(
            TRAINING[kind],
            ring_centre=(places.figure[0], places.figure[1] - 240 * places.figure_scale),
            horizon=places.figure[1],
            figure_scale=places.figure_scale,
        )
        for kind, places in PLACES.items()
    }
    return Layout(size, look, arrangement)
