"""Where everything stands on the start: three shapes of window, and large letters."""

from __future__ import annotations

from dataclasses import dataclass, replace

from visuals.scene.layout import Box, Kind, Layout

__all__ = ["StartPlaces", "places_of"]


@dataclass(frozen=True, slots=True)
class StartPlaces:
    """Places of one arrangement, in design units."""

    title: Box
    subtitle: Box
    sensor_label: Box
    sensors: Box
    pace_label: Box
    paces: Box
    length_label: Box
    lengths: Box
    begin: Box
    calm: Box
    calm_hint: Box
    links: tuple[Box, Box, Box]
    """How to breathe, settings, in danger or crisis."""
    keys: Box


_PLACES = {
    Kind.WIDE: StartPlaces(
        title=(64, 52, 480, 60),
        subtitle=(66, 114, 478, 72),
        sensor_label=(592, 36, 624, 30),
        sensors=(592, 70, 624, 142),
        pace_label=(592, 234, 624, 30),
        paces=(592, 268, 624, 150),
        length_label=(592, 444, 624, 30),
        lengths=(592, 478, 624, 64),
        begin=(592, 612, 300, 56),
        calm=(98, 612, 404, 56),
        calm_hint=(98, 670, 404, 36),
        links=((924, 597, 292, 37), (924, 634, 292, 37), (924, 671, 292, 37)),
        keys=(592, 674, 310, 32),
    ),
    Kind.COMPACT: StartPlaces(
        title=(36, 48, 364, 64),
        subtitle=(38, 112, 370, 68),
        sensor_label=(420, 28, 516, 30),
        sensors=(420, 60, 516, 140),
        pace_label=(420, 216, 516, 30),
        paces=(420, 250, 516, 148),
        length_label=(420, 416, 516, 30),
        lengths=(420, 450, 516, 60),
        begin=(440, 580, 240, 56),
        calm=(36, 580, 360, 56),
        calm_hint=(36, 638, 360, 36),
        links=((704, 572, 224, 37), (704, 609, 224, 37), (704, 646, 224, 37)),
        keys=(406, 638, 282, 36),
    ),
    Kind.PORTRAIT: StartPlaces(
        title=(48, 48, 624, 64),
        subtitle=(48, 112, 624, 56),
        sensor_label=(36, 508, 648, 32),
        sensors=(36, 542, 648, 142),
        pace_label=(36, 700, 648, 32),
        paces=(36, 736, 648, 148),
        length_label=(36, 898, 648, 32),
        lengths=(36, 934, 648, 64),
        begin=(36, 1024, 648, 58),
        calm=(36, 1096, 648, 58),
        calm_hint=(36, 1156, 648, 28),
        links=((36, 1184, 200, 48), (238, 1184, 196, 48), (436, 1184, 248, 48)),
        keys=(36, 1243, 648, 26),
    ),
}

_LARGE_PLACES = {
    Kind.WIDE: replace(
        _PLACES[Kind.WIDE],
        sensor_label=(592, 28, 624, 30),
        sensors=(592, 60, 624, 144),
        pace_label=(592, 212, 624, 30),
        paces=(592, 244, 624, 182),
        length_label=(592, 438, 624, 30),
        lengths=(592, 472, 624, 64),
    ),
    Kind.COMPACT: replace(
        _PLACES[Kind.COMPACT],
        sensor_label=(420, 20, 516, 30),
        sensors=(420, 50, 516, 142),
        pace_label=(420, 200, 516, 30),
        paces=(420, 232, 516, 182),
        length_label=(420, 424, 516, 30),
        lengths=(420, 456, 516, 60),
    ),
    Kind.PORTRAIT: replace(
        _PLACES[Kind.PORTRAIT],
        sensor_label=(36, 502, 648, 32),
        sensors=(36, 535, 648, 144),
        pace_label=(36, 686, 648, 32),
        paces=(36, 719, 648, 182),
        length_label=(36, 910, 648, 32),
        lengths=(36, 944, 648, 62),
    ),
}
"""The same with large letters: higher cards, so that nothing need be left out."""


def places_of(layout: Layout) -> StartPlaces:
    """The places that suit a window."""
    return (_LARGE_PLACES if layout.is_large else _PLACES)[layout.kind]
