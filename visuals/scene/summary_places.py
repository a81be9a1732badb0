"""Where everything stands in the summary, for the three shapes of window."""

from __future__ import annotations

from dataclasses import dataclass

from visuals.scene.layout import Box, Kind

__all__ = ["PAD", "PLACES", "SummaryPlaces"]

PAD = 28
"""Room between a card's edge and its words, in design units."""


@dataclass(frozen=True, slots=True)
class SummaryPlaces:
    """Places of one arrangement, in design units."""

    title: Box
    subtitle: Box
    upset: Box
    """What the person said of themselves."""
    breaths: Box
    """In place of the cards where nobody listened to the heart."""
    quiet: Box
    swing: Box
    facts: Box
    course: Box
    """The heart over the whole session."""
    saved: Box
    done: Box
    second: Box
    third: Box
    """Buttons before the one that leaves."""


PLACES = {
    Kind.WIDE: SummaryPlaces(
        title=(56, 22, 1168, 62),
        subtitle=(58, 84, 1168, 36),
        upset=(58, 120, 1168, 34),
        breaths=(240, 220, 800, 260),
        quiet=(48, 160, 584, 320),
        swing=(648, 160, 584, 320),
        facts=(48, 492, 584, 142),
        course=(648, 492, 584, 142),
        saved=(56, 648, 570, 52),
        done=(1032, 648, 200, 52),
        second=(824, 648, 196, 52),
        third=(648, 648, 164, 52),
    ),
    Kind.COMPACT: SummaryPlaces(
        title=(36, 18, 888, 62),
        subtitle=(38, 80, 888, 34),
        upset=(38, 114, 888, 34),
        breaths=(130, 220, 700, 260),
        quiet=(24, 152, 448, 320),
        swing=(488, 152, 448, 320),
        facts=(24, 480, 448, 136),
        course=(488, 480, 448, 136),
        saved=(36, 618, 888, 40),
        done=(696, 660, 240, 52),
        second=(444, 660, 240, 52),
        third=(204, 660, 228, 52),
    ),
    Kind.PORTRAIT: SummaryPlaces(
        title=(44, 32, 632, 76),
        subtitle=(46, 108, 632, 66),
        upset=(46, 176, 632, 36),
        breaths=(36, 420, 648, 300),
        quiet=(36, 218, 648, 320),
        swing=(36, 550, 648, 320),
        facts=(36, 882, 648, 112),
        course=(36, 1006, 648, 142),
        saved=(44, 1152, 632, 48),
        done=(468, 1206, 216, 58),
        second=(244, 1206, 208, 58),
        third=(36, 1206, 192, 58),
    ),
}
