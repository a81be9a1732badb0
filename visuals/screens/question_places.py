"""Where everything stands around the question, for the three shapes of window."""

from __future__ import annotations

from dataclasses import dataclass

from visuals.scene.layout import Box, Kind

__all__ = ["PLACES", "QuestionPlaces"]


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
        crisis=(470, 658, 340, 50),
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
        crisis=(310, 658, 340, 50),
        figure=(480, 566),
        figure_scale=0.64,
    ),
    Kind.PORTRAIT: QuestionPlaces(
        question=(48, 110, 624, 116),
        hint=(48, 232, 624, 92),
        numbers=(60, 344, 600, 190),
        rows=2,
        ends=(60, 548, 600, 40),
        skip=(160, 1106, 400, 64),
        more=(160, 1026, 400, 64),
        crisis=(160, 1180, 400, 60),
        figure=(360, 990),
        figure_scale=0.88,
    ),
}
