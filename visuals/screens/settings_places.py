"""Where everything stands in the settings: what is chosen in one column, what is written beside."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from visuals.scene.layout import Box, Kind, Layout
from visuals.screens.settings_rows import ROWS, WRITTEN, Row

__all__ = ["PLACES", "ROW_GAP", "SettingsPlaces", "places_of_rows"]

ROW_GAP = 8
"""Between two rows, in design units."""
_CARD_GAP = 12
"""Between two lines of the person's own."""


@dataclass(frozen=True, slots=True)
class SettingsPlaces:
    """Places of one arrangement, in design units."""

    title: Box
    chosen: Box
    """The rows that the arrows change."""
    written: Box
    """The lines of the person's own."""
    foot: Box
    back: Box


PLACES = {
    Kind.WIDE: SettingsPlaces(
        title=(68, 28, 1000, 64),
        chosen=(48, 104, 664, 508),
        written=(736, 104, 496, 508),
        foot=(68, 618, 924, 84),
        back=(1012, 630, 220, 56),
    ),
    Kind.COMPACT: SettingsPlaces(
        title=(44, 20, 860, 62),
        chosen=(24, 92, 500, 528),
        written=(540, 92, 396, 528),
        foot=(44, 624, 650, 84),
        back=(708, 636, 228, 56),
    ),
    Kind.PORTRAIT: SettingsPlaces(
        title=(56, 40, 600, 72),
        chosen=(36, 124, 648, 556),
        written=(36, 696, 648, 424),
        foot=(56, 1122, 608, 60),
        back=(190, 1184, 340, 64),
    ),
}


def places_of_rows(layout: Layout) -> list[tuple[Row, pygame.Rect]]:
    """Every row with its place in pixels, in the order of the page."""
    places = PLACES[layout.kind]
    rows = tuple(row for row in ROWS if row not in WRITTEN)
    found: list[tuple[Row, pygame.Rect]] = []
    for column, box, gap in ((rows, places.chosen, ROW_GAP), (WRITTEN, places.written, _CARD_GAP)):
        left, top, width, height = box
        each = (height + gap) / len(column)
        found += [
            (row, layout.rect((left, top + index * each, width, each - gap)))
            for index, row in enumerate(column)
        ]
    return found
