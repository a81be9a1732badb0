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
    label: float
    """Of a row: the name of the measure; below it stands what it was taken from."""
    above: float = 2
    """Of a row: room above its words."""


@dataclass(frozen=True, slots=True)
class SummaryPlaces:
    """Places of one arrangement, in design units."""

    header: Box
    """The title and the line below it."""
    felt: Box | None
    """What the person said of themselves; none where they said nothing."""
    breaths: Box
    """In place of the cards where nobody listened to the heart."""
    figure: tuple[float, float]
    """Where somebody rests then: across, and the horizon."""
    figure_scale: float
    quiet: Box
    swing: Box
    rows: Rows
    course: Box
    """The heart over the whole session."""
    counts_below: bool
    """Whether what was counted has a line of its own below the course, else beside its title."""
    saved: Box
    done: Box
    second: Box
    third: Box
    """Buttons before the one that leaves."""


_PLACES = {
    Kind.WIDE: SummaryPlaces(
        header=(68, 14, 552, 126),
        felt=(648, 14, 584, 126),
        breaths=(240, 170, 800, 170),
        figure=(640, 606),
        figure_scale=0.6,
        quiet=(48, 152, 584, 276),
        swing=(648, 152, 584, 276),
        rows=Rows(head=50, row=81, value=46, label=46),
        course=(48, 440, 1184, 200),
        counts_below=False,
        saved=(68, 644, 540, 64),
        done=(1020, 650, 212, 52),
        second=(804, 650, 204, 52),
        third=(618, 650, 174, 52),
    ),
    Kind.COMPACT: SummaryPlaces(
        header=(44, 10, 430, 124),
        felt=(486, 10, 450, 124),
        breaths=(130, 162, 700, 180),
        figure=(480, 604),
        figure_scale=0.6,
        quiet=(24, 143, 450, 307),
        swing=(486, 143, 450, 307),
        rows=Rows(head=48, row=97, value=46, label=46),
        course=(24, 458, 912, 158),
        counts_below=False,
        saved=(44, 618, 872, 40),
        done=(696, 660, 240, 52),
        second=(444, 660, 240, 52),
        third=(204, 660, 228, 52),
    ),
    Kind.PORTRAIT: SummaryPlaces(
        header=(56, 24, 608, 134),
        felt=(36, 168, 648, 130),
        breaths=(36, 330, 648, 300),
        figure=(360, 1090),
        figure_scale=0.92,
        quiet=(36, 312, 648, 290),
        swing=(36, 616, 648, 260),
        rows=Rows(head=54, row=86, value=46, label=46),
        course=(36, 890, 648, 256),
        counts_below=True,
        saved=(56, 1150, 608, 48),
        done=(468, 1206, 216, 58),
        second=(244, 1206, 208, 58),
        third=(36, 1206, 192, 58),
    ),
}

_LARGE = {
    Kind.WIDE: replace(
        _PLACES[Kind.WIDE],
        header=(68, 8, 552, 142),
        felt=(648, 8, 584, 142),
        quiet=(48, 158, 584, 286),
        swing=(648, 158, 584, 286),
        rows=Rows(head=46, row=82, value=46, label=42),
        course=(48, 452, 1184, 190),
    ),
    Kind.COMPACT: replace(
        _PLACES[Kind.COMPACT],
        header=(44, 4, 430, 126),
        felt=(486, 6, 450, 126),
        quiet=(24, 139, 450, 314),
        swing=(486, 139, 450, 314),
        rows=Rows(head=42, row=100, value=46, label=62),
        course=(24, 460, 912, 162),
        saved=(44, 623, 872, 35),
    ),
    Kind.PORTRAIT: replace(
        _PLACES[Kind.PORTRAIT],
        header=(56, 14, 608, 140),
        felt=(36, 160, 648, 150),
        quiet=(36, 320, 648, 300),
        swing=(36, 630, 648, 286),
        rows=Rows(head=52, row=88, value=48, label=46),
        course=(36, 926, 648, 222),
    ),
}
"""With large letters the words of the upper cards come first; the course is lower."""

_FELT_GAP = 14
"""Between the card of what was felt and the next, in a window that is higher than wide."""
_MARGIN_SHARE = 0.1
_ROWS_SHARE = 0.3
"""Of the room that a window has to spare: above and below, and for the rows of numbers."""


def places_of(layout: Layout, *, tells_felt: bool = False) -> SummaryPlaces:
    """The places that suit a window and its letters, with the card of what was felt or without."""
    places = (_LARGE if layout.is_large else _PLACES)[layout.kind]
    if not tells_felt:
        places = _without_felt(places, layout.kind)
    spare = layout.size[1] / layout.scale - layout.places.stage[1]
    return places if spare < 1.0 else _stretched(places, layout.kind, spare)


def _without_felt(places: SummaryPlaces, kind: Kind) -> SummaryPlaces:
    """The title takes the room beside it; in an upright window what stands below moves up."""
    if places.felt is None:
        return places
    left, top, width, height = places.header
    if kind is not Kind.PORTRAIT:
        width = places.felt[0] + places.felt[2] - left
        return replace(places, felt=None, header=(left, top, width, height))
    free = places.felt[3] + _FELT_GAP
    lifted = replace(
        places,
        felt=None,
        quiet=_moved(places.quiet, -free),
        swing=_moved(places.swing, -free),
        course=_moved(places.course, -free),
    )
    return _grown(lifted, kind, free)


def _stretched(places: SummaryPlaces, kind: Kind, spare: float) -> SummaryPlaces:
    """The places from the window's upper edge to its lower one, where the stage leaves room."""
    margin = _MARGIN_SHARE * spare
    up = spare / 2 - margin
    lifted = replace(
        places,
        header=_moved(places.header, -up),
        felt=None if places.felt is None else _moved(places.felt, -up),
        quiet=_moved(places.quiet, -up),
        swing=_moved(places.swing, -up),
        course=_moved(places.course, -up),
        saved=_moved(places.saved, up),
        done=_moved(places.done, up),
        second=_moved(places.second, up),
        third=_moved(places.third, up),
    )
    return _grown(lifted, kind, 2 * up)


def _grown(places: SummaryPlaces, kind: Kind, free: float) -> SummaryPlaces:
    """Cards so much higher together: some of it for the rows of numbers, the rest for the course.

    Below each other the two upper cards share their part.
    """
    each = _ROWS_SHARE * free / (2 if kind is Kind.PORTRAIT else 1)
    rows = places.rows
    rows = replace(rows, row=rows.row + each / 3, above=rows.above + each / 6)
    quiet, swing = _higher(places.quiet, each), _higher(places.swing, each)
    if kind is Kind.PORTRAIT:
        swing = _moved(swing, each)
    taken = _ROWS_SHARE * free
    course = _higher(_moved(places.course, taken), free - taken)
    return replace(places, rows=rows, quiet=quiet, swing=swing, course=course)


def _moved(box: Box, down: float) -> Box:
    left, top, width, height = box
    return left, top + down, width, height


def _higher(box: Box, by: float) -> Box:
    left, top, width, height = box
    return left, top, width, height + by
