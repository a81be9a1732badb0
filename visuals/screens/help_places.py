"""Where everything stands on the help page: three shapes of window, and large letters."""

from __future__ import annotations

from dataclasses import dataclass, replace

from visuals.scene.layout import Box, Kind

__all__ = ["LARGE_PLACES", "PLACES", "HelpPlaces"]


@dataclass(frozen=True, slots=True)
class HelpPlaces:
    """Places of one arrangement, in design units."""

    title: Box
    cards: tuple[Box, Box, Box]
    is_beside: bool
    """True where the picture stands beside its words, not above."""
    softly: Box
    words: Box
    crisis: Box
    keys: Box
    back: Box
    columns: int
    """Of the list of keys."""
    size: float
    """Of the words, in design units."""


PLACES = {
    Kind.WIDE: HelpPlaces(
        title=(68, 22, 1144, 64),
        cards=((48, 94, 384, 438), (448, 94, 384, 438), (848, 94, 384, 438)),
        is_beside=False,
        softly=(68, 544, 910, 36),
        words=(68, 582, 910, 36),
        crisis=(48, 630, 938, 52),
        keys=(1010, 554, 222, 54),
        back=(1010, 628, 222, 56),
        columns=2,
        size=20,
    ),
    Kind.COMPACT: HelpPlaces(
        title=(44, 14, 872, 60),
        cards=((24, 78, 294, 422), (333, 78, 294, 422), (642, 78, 294, 422)),
        is_beside=False,
        softly=(44, 508, 680, 56),
        words=(44, 566, 680, 56),
        crisis=(24, 632, 704, 62),
        keys=(744, 562, 192, 54),
        back=(744, 634, 192, 58),
        columns=1,
        size=19.5,
    ),
    Kind.PORTRAIT: HelpPlaces(
        title=(56, 32, 620, 68),
        cards=((36, 108, 648, 271), (36, 393, 648, 271), (36, 678, 648, 271)),
        is_beside=True,
        softly=(56, 962, 608, 64),
        words=(56, 1030, 608, 64),
        crisis=(36, 1104, 648, 72),
        keys=(36, 1194, 316, 60),
        back=(368, 1194, 316, 60),
        columns=1,
        size=22,
    ),
}

LARGE_PLACES = {
    Kind.WIDE: replace(
        PLACES[Kind.WIDE],
        cards=((48, 90, 384, 414), (448, 90, 384, 414), (848, 90, 384, 414)),
        softly=(68, 510, 910, 52),
        words=(68, 564, 910, 52),
        crisis=(48, 624, 938, 66),
    ),
    Kind.COMPACT: replace(
        PLACES[Kind.COMPACT],
        cards=((24, 76, 294, 398), (333, 76, 294, 398), (642, 76, 294, 398)),
        softly=(44, 478, 680, 68),
        words=(44, 547, 680, 68),
        crisis=(24, 620, 704, 76),
    ),
    Kind.PORTRAIT: replace(
        PLACES[Kind.PORTRAIT],
        cards=((36, 104, 648, 252), (36, 365, 648, 252), (36, 626, 648, 252)),
        softly=(56, 886, 608, 92),
        words=(56, 982, 608, 92),
        crisis=(36, 1084, 648, 94),
    ),
}
"""The same with large letters: lower cards, more room for the lines below."""
