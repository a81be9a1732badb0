"""Where everything stands in the summary, for the three shapes of window and for large letters."""

from __future__ import annotations

from dataclasses import dataclass, replace

from visuals.scene.layout import Box, Kind, Layout

__all__ = ["PAD", "Rows", "SummaryPlaces", "places_of"]

PAD = 28
"""Room between a card's edge and its words, in design units."""


@dataclass(frozen=True, slots=True)
class Rows:
    """How high the parts of a card are, from its top, in design units."""

    head: float
    """The title and the names of the columns; below it is a rule."""
    row: float
    """A measure before and after."""
    value: float
    """Of a row: the number; below it stands its unit."""
    said: float
    """What the swing card says."""
    step: float
    """How many breaths went in step."""
    note: float
    """The last lines of both cards."""


@dataclass(frozen=True, slots=True)
class SummaryPlaces:
    """Places of one arrangement, in design units."""

    title: Box
    subtitle: Box
    upset: Box
    """What the person said of themselves."""
    breaths: Box
    """In place of the cards where nobody listened to the heart."""
    figure: tuple[float, float]
    """Where somebody rests then: across, and the horizon."""
    figure_scale: float
    quiet: Box
    swing: Box
    rows: Rows
    facts: Box
    fact_rows: int
    course: Box
    """The heart over the whole session."""
    saved: Box
    done: Box
    second: Box
    third: Box
    """Buttons before the one that leaves."""


_ROWS = Rows(head=54, row=86, value=46, said=50, step=26, note=48)
_LARGE_ROWS = Rows(head=56, row=102, value=46, said=64, step=36, note=62)

_PLACES = {
    Kind.WIDE: SummaryPlaces(
        title=(68, 20, 1144, 60),
        subtitle=(70, 82, 1144, 31),
        upset=(70, 115, 1144, 31),
        breaths=(240, 170, 800, 170),
        figure=(640, 606),
        figure_scale=0.6,
        quiet=(48, 154, 584, 280),
        swing=(648, 154, 584, 280),
        rows=_ROWS,
        facts=(864, 448, 368, 188),
        fact_rows=2,
        course=(48, 448, 800, 188),
        saved=(68, 644, 540, 64),
        done=(1020, 650, 212, 52),
        second=(804, 650, 204, 52),
        third=(618, 650, 174, 52),
    ),
    Kind.COMPACT: SummaryPlaces(
        title=(44, 14, 872, 58),
        subtitle=(46, 74, 872, 31),
        upset=(46, 108, 872, 30),
        breaths=(130, 162, 700, 180),
        figure=(480, 604),
        figure_scale=0.6,
        quiet=(24, 142, 450, 312),
        swing=(486, 142, 450, 312),
        rows=replace(_ROWS, row=98, value=50, said=46, step=46),
        facts=(604, 466, 332, 150),
        fact_rows=2,
        course=(24, 466, 568, 150),
        saved=(44, 618, 872, 40),
        done=(696, 660, 240, 52),
        second=(444, 660, 240, 52),
        third=(204, 660, 228, 52),
    ),
    Kind.PORTRAIT: SummaryPlaces(
        title=(56, 28, 608, 76),
        subtitle=(58, 104, 608, 66),
        upset=(58, 172, 608, 36),
        breaths=(36, 330, 648, 300),
        figure=(360, 1090),
        figure_scale=0.92,
        quiet=(36, 218, 648, 286),
        swing=(36, 518, 648, 286),
        rows=replace(_ROWS, said=54),
        facts=(36, 818, 648, 112),
        fact_rows=1,
        course=(36, 944, 648, 202),
        saved=(56, 1150, 608, 48),
        done=(468, 1206, 216, 58),
        second=(244, 1206, 208, 58),
        third=(36, 1206, 192, 58),
    ),
}

_LARGE = {
    Kind.WIDE: replace(
        _PLACES[Kind.WIDE],
        title=(68, 8, 1144, 62),
        subtitle=(70, 70, 1144, 37),
        upset=(70, 109, 1144, 37),
        quiet=(48, 150, 584, 336),
        swing=(648, 150, 584, 336),
        rows=_LARGE_ROWS,
        facts=(48, 495, 584, 144),
        fact_rows=1,
        course=(648, 495, 584, 144),
    ),
    Kind.COMPACT: replace(
        _PLACES[Kind.COMPACT],
        quiet=(24, 146, 450, 336),
        swing=(486, 146, 450, 336),
        rows=_LARGE_ROWS,
        facts=(24, 490, 450, 126),
        fact_rows=1,
        course=(486, 490, 450, 126),
    ),
    Kind.PORTRAIT: replace(
        _PLACES[Kind.PORTRAIT],
        quiet=(36, 214, 648, 312),
        swing=(36, 534, 648, 324),
        rows=replace(_LARGE_ROWS, row=90),
        facts=(36, 866, 648, 98),
        course=(36, 972, 648, 174),
    ),
}
"""With large letters the words of the upper cards come first; the course is lower."""


def places_of(layout: Layout) -> SummaryPlaces:
    """The places that suit a window and its letters."""
    return (_LARGE if layout.is_large else _PLACES)[layout.kind]
