"""The cards of the summary: the quiet minutes, the swing, and what was counted."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from devices.readings import SensorDescription, SensorKind
from trainer.signal.carry_over import SwingChange
from trainer.signal.figure import Figure as Measured
from trainer.signal.figure import Withheld
from trainer.snapshot import Summary
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.palette import Colour
from visuals.scene.layout import Box, Kind, Layout
from visuals.texts import Texts

_CARD_TITLE = 20
_LABEL = 18
_SMALL = 16
_VALUE = 38
_FACT = 32
_BREATHS = 96
PAD = 28
"""Room between a card's edge and its words, in design units."""
_COLUMNS = ((0.455, 0.265), (0.735, 0.265))
"""The two columns of numbers: left edge and width as shares of a card's inside."""
_FACT_COLUMNS = ((0.0, 0.235), (0.25, 0.235), (0.5, 0.28), (0.81, 0.19))
"""Of what was counted; "beats corrected" is the longest word."""
_LABEL_WIDTH = 0.445
_UNIT_HEIGHT = 42


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
        subtitle=(58, 88, 1168, 34),
        upset=(58, 122, 1168, 32),
        breaths=(240, 220, 800, 260),
        quiet=(48, 164, 584, 322),
        swing=(648, 164, 584, 322),
        facts=(48, 500, 584, 122),
        course=(648, 500, 584, 122),
        saved=(56, 636, 560, 52),
        done=(1048, 636, 184, 52),
        second=(836, 636, 196, 52),
        third=(650, 636, 170, 52),
    ),
    Kind.COMPACT: SummaryPlaces(
        title=(36, 22, 888, 62),
        subtitle=(38, 88, 888, 34),
        upset=(38, 122, 888, 32),
        breaths=(130, 220, 700, 260),
        quiet=(24, 164, 448, 322),
        swing=(488, 164, 448, 322),
        facts=(24, 500, 448, 122),
        course=(488, 500, 448, 122),
        saved=(32, 632, 360, 60),
        done=(764, 636, 172, 52),
        second=(578, 636, 174, 52),
        third=(402, 636, 164, 52),
    ),
    Kind.PORTRAIT: SummaryPlaces(
        title=(44, 52, 632, 76),
        subtitle=(46, 128, 632, 60),
        upset=(46, 190, 632, 34),
        breaths=(36, 420, 648, 300),
        quiet=(36, 230, 648, 322),
        swing=(36, 566, 648, 322),
        facts=(36, 902, 648, 104),
        course=(36, 1020, 648, 122),
        saved=(44, 1150, 632, 48),
        done=(468, 1206, 216, 58),
        second=(244, 1206, 208, 58),
        third=(36, 1206, 192, 58),
    ),
}


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Sizes at which all words of a sort fit their places."""

    label: float
    hint: float
    unit: float


@dataclass(frozen=True, slots=True)
class _SwingWords:
    """What is said of the swing."""

    wider: str
    """Where it was clearly wider at the end."""
    said: str
    """Where it was not."""
    hint: str


def _swing_words(texts: Texts, kind: SensorKind) -> _SwingWords:
    """What may be said of a swing: of nobody else's heart as if it were yours."""
    match kind:
        case SensorKind.SIMULATED:
            return _SwingWords(texts.practice_swing, texts.practice_swing, texts.practice_hint)
        case SensorKind.RECORDING:
            return _SwingWords(texts.recorded_wider, texts.recorded_swing, texts.recorded_hint)
        case _:
            return _SwingWords(texts.swing_wider, texts.still_learning, texts.swing_hint)


class SummaryCards:
    """Places the words of the three cards."""

    def __init__(self, layout: Layout, letters: Lettering) -> None:
        self._layout = layout
        self._places = PLACES[layout.kind]
        self._letters = letters
        self._palette, self._texts = layout.look.palette, layout.look.texts
        self._sizes = self._common_sizes()

    def place(self, summary: Summary, sensor: SensorDescription) -> list[PlacedText]:
        """Every text of the cards."""
        return [
            *self._quiet_card(summary, sensor),
            *self._swing_card(summary, sensor),
            *self._facts(summary),
        ]

    def place_breaths(self, summary: Summary) -> list[PlacedText]:
        """How many breaths were done: all there is to say where nobody listened to the heart."""
        box = self._layout.rect(self._places.breaths)
        upper = pygame.Rect(box.x, box.y, box.width, box.height * 2 // 3)
        lower = pygame.Rect(box.x, upper.bottom, box.width, box.height - upper.height)
        words = self._texts.breaths_done[summary.breaths != 1]
        return [
            *self._letters.place(
                str(summary.breaths),
                upper,
                _BREATHS,
                Weight.LIGHT,
                self._palette.breath,
                align=Align.CENTRE,
            ),
            *self._letters.place(
                words,
                lower,
                _CARD_TITLE + 2,
                Weight.REGULAR,
                self._palette.text2,
                align=Align.TOP_CENTRE,
            ),
        ]

    def _common_sizes(self) -> _Sizes:
        box = self._places.quiet
        label = self._part(box, 0, 0, _LABEL_WIDTH, 38)
        hint = self._part(box, 0, 0, _LABEL_WIDTH, 34)
        column = self._part(box, _COLUMNS[0][0], 0, _COLUMNS[0][1], 42)
        unit = self._part(box, _COLUMNS[0][0], 0, _COLUMNS[0][1], _UNIT_HEIGHT)
        common = self._letters.common_size
        labels = [
            (text, label)
            for text in (
                self._texts.heart_rate,
                self._texts.variation,
                self._texts.pulse_variation,
                self._texts.swing,
            )
        ]
        hints = [
            (text, hint)
            for text in (self._texts.rate_hint, self._texts.variation_hint, self._texts.swing_units)
        ]
        columns = (self._texts.before, self._texts.after, self._texts.at_start, self._texts.at_end)
        hints += [(text, column) for text in columns]
        swing_unit = f"\N{PLUS-MINUS SIGN} 0.0 {self._texts.swing_unit}"
        units = [(text, unit) for text in (self._texts.beats_a_minute, self._texts.ms, swing_unit)]
        return _Sizes(
            common(labels, _LABEL, Weight.SEMIBOLD),
            common(hints, _SMALL, Weight.REGULAR),
            common(units, _SMALL - 1, Weight.REGULAR, max_lines=2),
        )

    def _part(self, box: Box, left: float, top: float, width: float, height: float) -> pygame.Rect:
        """Part of a card: left and width as shares of its inside, top and height in units."""
        inside = box[2] - 2 * PAD
        return self._layout.rect(
            (box[0] + PAD + left * inside, box[1] + top, width * inside, height)
        )

    def _head(self, box: Box, title: str, columns: tuple[str, str]) -> list[PlacedText]:
        place = self._letters.place
        placed = place(
            title,
            self._part(box, 0, 16, _LABEL_WIDTH, 42),
            _CARD_TITLE,
            Weight.SEMIBOLD,
            self._palette.text,
        )
        for column, (left, width) in zip(columns, _COLUMNS, strict=True):
            placed += place(
                column,
                self._part(box, left, 16, width, 42),
                self._sizes.hint,
                Weight.REGULAR,
                self._palette.text2,
                align=Align.RIGHT,
            )
        return placed

    def _row(
        self,
        box: Box,
        top: float,
        words: tuple[str, str],
        unit: str,
        pair: tuple[Measured, Measured],
        colour_of_last: Colour | None = None,
    ) -> list[PlacedText]:
        """One measure before and after: label, hint, two numbers or why there is none."""
        place = self._letters.place
        label, hint = words
        placed = place(
            label,
            self._part(box, 0, top + 10, _LABEL_WIDTH, 38),
            self._sizes.label,
            Weight.SEMIBOLD,
            self._palette.text,
        )
        placed += place(
            hint,
            self._part(box, 0, top + 48, _LABEL_WIDTH, 34),
            self._sizes.hint,
            Weight.REGULAR,
            self._palette.text3,
        )
        for figure, (left, width), colour in zip(
            pair, _COLUMNS, (self._palette.text2, colour_of_last or self._palette.text), strict=True
        ):
            value, error = self._texts.with_error(figure)
            if figure.value is None:
                value_box = self._part(box, left, top + 6, width, 32)
                rest_box = self._part(box, left, top + 38, width, 60)
                rest, size, lines = self._texts.reason(figure, is_over=True), _SMALL - 1.0, 3
            else:
                value_box = self._part(box, left, top + 4, width, 53)
                rest_box = self._part(box, left, top + 58, width, _UNIT_HEIGHT)
                rest, size, lines = f"{error} {unit}".lstrip(), self._sizes.unit, 2
            placed += place(
                value,
                value_box,
                _VALUE,
                Weight.LIGHT,
                colour if figure.value is not None else self._palette.text3,
                align=Align.RIGHT,
            )
            placed += place(
                rest,
                rest_box,
                size,
                Weight.REGULAR,
                self._palette.text3,
                align=Align.TOP_RIGHT,
                max_lines=lines,
            )
        return placed

    def _quiet_card(self, summary: Summary, sensor: SensorDescription) -> list[PlacedText]:
        box = self._places.quiet
        return [
            *self._head(box, self._texts.quiet_minute, (self._texts.before, self._texts.after)),
            *self._row(
                box,
                66,
                (self._texts.heart_rate, self._texts.rate_hint),
                self._texts.beats_a_minute,
                (summary.heart_rate_before, summary.heart_rate_after),
            ),
            *self._row(
                box,
                164,
                (self._texts.variation_of(sensor.kind), self._texts.variation_hint),
                self._texts.ms,
                (summary.rmssd_before, summary.rmssd_after),
            ),
            *self._letters.place(
                self._texts.carry_over_words(summary)
                or _alone_after_the_breath(self._texts, summary),
                self._part(box, 0, 262, 1.0, 50),
                _SMALL,
                Weight.REGULAR,
                self._palette.text2,
                max_lines=2,
            ),
        ]

    def _swing_card(self, summary: Summary, sensor: SensorDescription) -> list[PlacedText]:
        box = self._places.swing
        is_wider = _is_clearly_wider(summary)
        words = _swing_words(self._texts, sensor.kind)
        said = words.wider if is_wider else words.said
        if summary.swing_end.withheld is Withheld.SET_ASIDE:
            said = self._texts.alone_words(summary)
        return [
            *self._head(box, self._texts.swing_title, (self._texts.at_start, self._texts.at_end)),
            *self._row(
                box,
                66,
                (self._texts.swing, self._texts.swing_units),
                self._texts.swing_unit,
                (summary.swing_start, summary.swing_end),
                self._palette.gauge if is_wider else self._palette.text,
            ),
            *self._letters.place(
                said,
                self._part(box, 0, 174, 1.0, 60),
                _LABEL,
                Weight.REGULAR,
                self._palette.text,
                max_lines=2,
            ),
            *self._letters.place(
                words.hint,
                self._part(box, 0, 262, 1.0, 50),
                _SMALL,
                Weight.REGULAR,
                self._palette.text2,
                max_lines=2,
            ),
        ]

    def _facts(self, summary: Summary) -> list[PlacedText]:
        box = self._places.facts
        facts: tuple[tuple[str, str], ...] = (
            (f"{summary.breaths}", self._texts.breaths_done[summary.breaths != 1]),
            (f"{summary.beats}", self._texts.heartbeats[summary.beats != 1]),
            (f"{100 * summary.corrected_share:.0f} %", self._texts.corrected),
            (f"{summary.gaps}", self._texts.gaps[summary.gaps != 1]),
        )
        if not summary.beats:
            facts = facts[:1]  # a share of nothing is no number
        low = (box[3] - 88) / 2
        boxes = [self._part(box, left, low + 50, width, 38) for left, width in _FACT_COLUMNS]
        small = self._letters.common_size(
            [(words, place) for (_, words), place in zip(facts, boxes, strict=False)],
            _SMALL,
            Weight.REGULAR,
        )
        placed: list[PlacedText] = []
        for (value, words), (left, width), words_box in zip(
            facts, _FACT_COLUMNS, boxes, strict=False
        ):
            number = self._part(box, left, low, width, 44)
            placed += self._letters.place(value, number, _FACT, Weight.LIGHT, self._palette.text)
            placed += self._letters.place(
                words, words_box, small, Weight.REGULAR, self._palette.text2
            )
        return placed


def _alone_after_the_breath(texts: Texts, summary: Summary) -> str:
    """What the quiet card says where the sensor was set aside in the last minute only."""
    is_said = summary.swing_end.withheld is Withheld.SET_ASIDE
    return "" if is_said else texts.alone_words(summary)


def _is_clearly_wider(summary: Summary) -> bool:
    """Whether the swing grew, and by more than its uncertainty."""
    change = summary.swing_change
    return isinstance(change, SwingChange) and change.is_clear and change.difference_bpm > 0.0
