"""The cards of the summary: the quiet minutes, the swing, and what was counted."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from devices.readings import SensorDescription, SensorKind
from trainer.signal.carry_over import SwingChange
from trainer.signal.figure import Figure as Measured
from trainer.snapshot import Summary
from visuals import palette, texts
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.palette import Colour
from visuals.scene.layout import Box, Kind, Layout

_CARD_TITLE = 20
_LABEL = 18
_SMALL = 16
_VALUE = 38
_FACT = 32
PAD = 28
"""Room between a card's edge and its words, in design units."""
_COLUMNS = ((0.455, 0.265), (0.735, 0.265))
"""The two columns of numbers: left edge and width as shares of a card's inside."""
_LABEL_WIDTH = 0.445
_UNIT_HEIGHT = 42


@dataclass(frozen=True, slots=True)
class SummaryPlaces:
    """Places of one arrangement, in design units."""

    title: Box
    subtitle: Box
    quiet: Box
    swing: Box
    facts: Box
    saved: Box
    done: Box


PLACES = {
    Kind.WIDE: SummaryPlaces(
        title=(56, 40, 1168, 68),
        subtitle=(58, 108, 1168, 36),
        quiet=(48, 164, 584, 336),
        swing=(648, 164, 584, 336),
        facts=(48, 516, 1184, 100),
        saved=(56, 636, 960, 52),
        done=(1048, 636, 184, 52),
    ),
    Kind.COMPACT: SummaryPlaces(
        title=(36, 40, 888, 68),
        subtitle=(38, 108, 888, 36),
        quiet=(24, 164, 448, 336),
        swing=(488, 164, 448, 336),
        facts=(24, 516, 912, 100),
        saved=(32, 632, 700, 60),
        done=(764, 636, 172, 52),
    ),
    Kind.PORTRAIT: SummaryPlaces(
        title=(44, 72, 632, 76),
        subtitle=(46, 148, 632, 64),
        quiet=(36, 230, 648, 336),
        swing=(36, 586, 648, 336),
        facts=(36, 942, 648, 100),
        saved=(44, 1064, 632, 64),
        done=(36, 1160, 648, 60),
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


_OWN_SWING = _SwingWords(texts.SWING_WIDER, texts.STILL_LEARNING, texts.SWING_HINT)
"""Of a heart that beats here and now: nobody else's may be called yours."""
_SWING_WORDS = {
    SensorKind.SIMULATED: _SwingWords(
        texts.PRACTICE_SWING, texts.PRACTICE_SWING, texts.PRACTICE_HINT
    ),
    SensorKind.RECORDING: _SwingWords(
        texts.RECORDED_WIDER, texts.RECORDED_SWING, texts.RECORDED_HINT
    ),
    SensorKind.NONE: _SwingWords(texts.NO_SENSOR_SWING, texts.NO_SENSOR_SWING, texts.RECORDED_HINT),
}


class SummaryCards:
    """Places the words of the three cards."""

    def __init__(self, layout: Layout, letters: Lettering) -> None:
        self._layout = layout
        self._places = PLACES[layout.kind]
        self._letters = letters
        self._sizes = self._common_sizes()

    def place(self, summary: Summary, sensor: SensorDescription) -> list[PlacedText]:
        """Every text of the cards."""
        return [
            *self._quiet_card(summary, sensor),
            *self._swing_card(summary, sensor),
            *self._facts(summary),
        ]

    def _common_sizes(self) -> _Sizes:
        box = self._places.quiet
        label = self._part(box, 0, 0, _LABEL_WIDTH, 38)
        hint = self._part(box, 0, 0, _LABEL_WIDTH, 34)
        column = self._part(box, _COLUMNS[0][0], 0, _COLUMNS[0][1], 42)
        unit = self._part(box, _COLUMNS[0][0], 0, _COLUMNS[0][1], _UNIT_HEIGHT)
        common = self._letters.common_size
        variations = (texts.VARIATION, texts.PULSE_VARIATION)
        labels = [(text, label) for text in (texts.HEART_RATE, *variations, texts.SWING)]
        hints = [
            (text, hint) for text in (texts.RATE_HINT, texts.VARIATION_HINT, texts.SWING_UNITS)
        ]
        columns = (texts.BEFORE, texts.AFTER, texts.AT_START, texts.AT_END)
        hints += [(text, column) for text in columns]
        swing_unit = f"\N{PLUS-MINUS SIGN} 0.0 {texts.SWING_UNIT}"
        units = [(text, unit) for text in (texts.BEATS_A_MINUTE, texts.MS, swing_unit)]
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
            palette.TEXT,
        )
        for column, (left, width) in zip(columns, _COLUMNS, strict=True):
            placed += place(
                column,
                self._part(box, left, 16, width, 42),
                self._sizes.hint,
                Weight.REGULAR,
                palette.TEXT2,
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
        colour_of_last: Colour = palette.TEXT,
    ) -> list[PlacedText]:
        """One measure before and after: label, hint, two numbers or why there is none."""
        place = self._letters.place
        label, hint = words
        placed = place(
            label,
            self._part(box, 0, top + 10, _LABEL_WIDTH, 38),
            self._sizes.label,
            Weight.SEMIBOLD,
            palette.TEXT,
        )
        placed += place(
            hint,
            self._part(box, 0, top + 48, _LABEL_WIDTH, 34),
            self._sizes.hint,
            Weight.REGULAR,
            palette.TEXT3,
        )
        for figure, (left, width), colour in zip(
            pair, _COLUMNS, (palette.TEXT2, colour_of_last), strict=True
        ):
            value, error = texts.with_error(figure)
            if figure.value is None:
                value_box = self._part(box, left, top + 6, width, 32)
                rest_box = self._part(box, left, top + 38, width, 60)
                rest, size, lines = texts.reason(figure), _SMALL - 1.0, 3
            else:
                value_box = self._part(box, left, top + 4, width, 53)
                rest_box = self._part(box, left, top + 58, width, _UNIT_HEIGHT)
                rest, size, lines = f"{error} {unit}".lstrip(), self._sizes.unit, 2
            placed += place(
                value,
                value_box,
                _VALUE,
                Weight.LIGHT,
                colour if figure.value is not None else palette.TEXT3,
                align=Align.RIGHT,
            )
            placed += place(
                rest,
                rest_box,
                size,
                Weight.REGULAR,
                palette.TEXT3,
                align=Align.TOP_RIGHT,
                max_lines=lines,
            )
        return placed

    def _quiet_card(self, summary: Summary, sensor: SensorDescription) -> list[PlacedText]:
        box = self._places.quiet
        return [
            *self._head(box, texts.QUIET_MINUTE, (texts.BEFORE, texts.AFTER)),
            *self._row(
                box,
                66,
                (texts.HEART_RATE, texts.RATE_HINT),
                texts.BEATS_A_MINUTE,
                (summary.heart_rate_before, summary.heart_rate_after),
            ),
            *self._row(
                box,
                164,
                (texts.variation(sensor.kind), texts.VARIATION_HINT),
                texts.MS,
                (summary.rmssd_before, summary.rmssd_after),
            ),
            *self._letters.place(
                texts.carry_over_words(summary),
                self._part(box, 0, 266, 1.0, 50),
                _SMALL,
                Weight.REGULAR,
                palette.TEXT2,
                max_lines=2,
            ),
        ]

    def _swing_card(self, summary: Summary, sensor: SensorDescription) -> list[PlacedText]:
        box = self._places.swing
        is_wider = _is_clearly_wider(summary)
        words = _SWING_WORDS.get(sensor.kind, _OWN_SWING)
        return [
            *self._head(box, texts.SWING_TITLE, (texts.AT_START, texts.AT_END)),
            *self._row(
                box,
                66,
                (texts.SWING, texts.SWING_UNITS),
                texts.SWING_UNIT,
                (summary.swing_start, summary.swing_end),
                palette.GAUGE if is_wider else palette.TEXT,
            ),
            *self._letters.place(
                words.wider if is_wider else words.said,
                self._part(box, 0, 174, 1.0, 60),
                _LABEL,
                Weight.REGULAR,
                palette.TEXT,
                max_lines=2,
            ),
            *self._letters.place(
                words.hint,
                self._part(box, 0, 266, 1.0, 50),
                _SMALL,
                Weight.REGULAR,
                palette.TEXT2,
                max_lines=2,
            ),
        ]

    def _facts(self, summary: Summary) -> list[PlacedText]:
        box = self._places.facts
        facts: tuple[tuple[str, str], ...] = (
            (f"{summary.breaths}", texts.BREATHS_DONE[summary.breaths != 1]),
            (f"{summary.beats}", texts.HEARTBEATS[summary.beats != 1]),
            (f"{100 * summary.corrected_share:.0f} %", texts.CORRECTED),
            (f"{summary.gaps}", texts.GAPS[summary.gaps != 1]),
        )
        if not summary.beats:
            facts = facts[:1]  # a share of nothing is no number
        placed: list[PlacedText] = []
        for index, (value, words) in enumerate(facts):
            for text, top, height, size, weight, colour in (
                (value, 12, 44, _FACT, Weight.LIGHT, palette.TEXT),
                (words, 56, 32, _SMALL, Weight.REGULAR, palette.TEXT2),
            ):
                placed += self._letters.place(
                    text, self._part(box, index / 4, top, 0.24, height), size, weight, colour
                )
        return placed


def _is_clearly_wider(summary: Summary) -> bool:
    """Whether the swing grew, and by more than its uncertainty."""
    change = summary.swing_change
    return isinstance(change, SwingChange) and change.is_clear and change.difference_bpm > 0.0
