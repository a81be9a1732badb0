"""Where the parts of the choice stand, in each arrangement, in design units."""

from __future__ import annotations

from dataclasses import dataclass, replace

from visuals.scene.lake import lake_with
from visuals.scene.layout import Box, Kind, Layout

__all__ = ["StrapChoicePlaces", "lake_of", "places_of"]


@dataclass(frozen=True, slots=True)
class StrapChoicePlaces:
    """Places of one arrangement."""

    title: Box
    subtitle: Box
    label: Box
    rows: Box
    """All rows of straps together."""
    row_height: float
    row_gap: float
    other_label: Box
    others: Box
    """The two cards of what needs no strap, side by side."""
    begin: Box
    keys: Box
    figure: tuple[float, float]
    """Where the person sits: across, and the horizon."""
    figure_scale: float

    @property
    def most_rows(self) -> int:
        """Rows that have room."""
        return int((self.rows[3] + self.row_gap) / (self.row_height + self.row_gap))


_PLACES = {
    Kind.WIDE: StrapChoicePlaces(
        title=(64, 48, 496, 66),
        subtitle=(66, 114, 470, 72),
        label=(592, 48, 624, 32),
        rows=(592, 88, 624, 296),
        row_height=68,
        row_gap=8,
        other_label=(592, 404, 624, 32),
        others=(592, 444, 624, 92),
        begin=(592, 612, 300, 56),
        keys=(592, 676, 624, 32),
        figure=(300, 578),
        figure_scale=0.86,
    ),
    Kind.COMPACT: StrapChoicePlaces(
        title=(36, 44, 336, 66),
        subtitle=(38, 110, 330, 62),
        label=(384, 48, 552, 32),
        rows=(384, 88, 552, 296),
        row_height=68,
        row_gap=8,
        other_label=(384, 404, 552, 32),
        others=(384, 444, 552, 92),
        begin=(384, 606, 260, 56),
        keys=(384, 676, 552, 32),
        figure=(190, 578),
        figure_scale=0.76,
    ),
    Kind.PORTRAIT: StrapChoicePlaces(
        title=(44, 56, 632, 70),
        subtitle=(46, 126, 632, 48),
        label=(44, 196, 632, 34),
        rows=(44, 238, 632, 324),
        row_height=74,
        row_gap=9,
        other_label=(44, 588, 632, 34),
        others=(44, 630, 632, 100),
        begin=(180, 1136, 360, 64),
        keys=(36, 1228, 648, 32),
        figure=(360, 1082),
        figure_scale=0.78,
    ),
}


_LARGE = {
    kind: replace(
        places,
        rows=(*places.rows[:2], places.rows[2], high * 3 + 2 * places.row_gap),
        row_height=high,
    )
    for (kind, places), high in zip(_PLACES.items(), (94, 94, 102), strict=True)
}
"""With large letters: three high rows in the place of four."""


def places_of(layout: Layout) -> StrapChoicePlaces:
    """The places that suit a window and its letters."""
    return (_LARGE if layout.is_large else _PLACES)[layout.kind]


def lake_of(layout: Layout) -> Layout:
    """The same window with the lake of the choice: the person sits beside the list."""
    places = places_of(layout)
    return lake_with(layout, places.figure, places.figure_scale)
