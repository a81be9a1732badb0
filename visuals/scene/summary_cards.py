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
from visuals.scene.layout import Box, Layout
from visuals.scene.summary_places import PAD, places_of
from visuals.texts import Texts

_CARD_TITLE = 20
_LABEL = 18
_SMALL = 16
_VALUE = 38
_FACT = 32
_BREATHS = 96
_COLUMNS = ((0.51, 0.235), (0.765, 0.235))
"""The two columns of numbers: left edge and width as shares of a card's inside."""
_FACT_GAP = 16
_FACT_EDGE = 10
_FACT_NUMBER = 42
_FACT_WORDS = 34
_LABEL_WIDTH = 0.5


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Sizes at which all words of a sort fit their places."""

    title: float
    label: float
    hint: float
    column: float
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
        self._places = places_of(layout)
        self._rows = self._places.rows
        self._letters = letters
        self._palette, self._texts = layout.look.palette, layout.look.texts
        # With large letters a row says its name alone, over two lines, and no hint.
        self._is_large = layout.is_large
        value, rest = self._rows.value, self._rows.row - self._rows.value
        self._label_rows = (3, self._rows.row - 8) if self._is_large else (2, value - 2)
        self._hint_rows = (value, rest - 2)
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
                self._palette.button,
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
        box, said, common = self._places.quiet, self._texts, self._letters.common_size
        label = self._part(box, 0, 0, _LABEL_WIDTH, self._label_rows[1])
        hint = self._part(box, 0, 0, _LABEL_WIDTH, self._hint_rows[1])
        unit = self._part(box, 0, 0, _COLUMNS[0][1], self._rows.row - self._rows.value - 2)
        labels = (said.heart_rate, said.variation, said.pulse_variation, said.swing)
        hints = (said.rate_hint, said.variation_hint, said.swing_units)
        columns = (said.before, said.after, said.at_start, said.at_end)
        units = (
            said.beats_a_minute,
            said.ms,
            f"\N{PLUS-MINUS SIGN} {said.decimal(10.0, 0)} {said.swing_unit}",
            f"\N{PLUS-MINUS SIGN} {said.decimal(0.9, 1)} {said.swing_unit}",
        )
        title = self._part(box, 0, 0, _LABEL_WIDTH, self._rows.head - 12)
        head = self._part(box, 0, 0, _COLUMNS[0][1], self._rows.head - 12)
        return _Sizes(
            common(
                [(text, title) for text in (said.quiet_minute, said.swing_title)],
                _CARD_TITLE,
                Weight.SEMIBOLD,
                max_lines=1,
            ),
            common([(text, label) for text in labels], _LABEL, Weight.SEMIBOLD, max_lines=2),
            common([(text, hint) for text in hints], _SMALL, Weight.REGULAR, max_lines=2),
            common([(text, head) for text in columns], _SMALL, Weight.REGULAR, max_lines=2),
            common([(text, unit) for text in units], _SMALL, Weight.REGULAR, max_lines=2),
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
            self._part(box, 0, 8, _LABEL_WIDTH, self._rows.head - 12),
            self._sizes.title,
            Weight.SEMIBOLD,
            self._palette.text,
        )
        for column, (left, width) in zip(columns, _COLUMNS, strict=True):
            placed += place(
                column,
                self._part(box, left, 8, width, self._rows.head - 12),
                self._sizes.column,
                Weight.REGULAR,
                self._palette.text2,
                align=Align.RIGHT,
                max_lines=2,
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
            self._part(box, 0, top + self._label_rows[0], _LABEL_WIDTH, self._label_rows[1]),
            self._sizes.label,
            Weight.SEMIBOLD,
            self._palette.text,
            max_lines=2,
        )
        if not self._is_large:
            placed += place(
                hint,
                self._part(box, 0, top + self._hint_rows[0], _LABEL_WIDTH, self._hint_rows[1]),
                self._sizes.hint,
                Weight.REGULAR,
                self._palette.text3,
                align=Align.TOP_LEFT,
                max_lines=2,
            )
        for figure, (left, width), colour in zip(
            pair, _COLUMNS, (self._palette.text2, colour_of_last or self._palette.text), strict=True
        ):
            value, error = self._texts.with_error(figure)
            if figure.value is None:
                value_box = self._part(box, left, top + 2, width, 26)
                rest_box = self._part(box, left, top + 28, width, self._rows.row - 30)
                rest, size, lines = self._texts.reason(figure, is_over=True), self._sizes.unit, 3
            else:
                value_box = self._part(box, left, top, width, self._rows.value)
                below = self._rows.row - self._rows.value - 2
                rest_box = self._part(box, left, top + self._rows.value, width, below)
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
                self._rows.head + 2,
                (self._texts.heart_rate, self._texts.rate_hint),
                self._texts.beats_a_minute,
                (summary.heart_rate_before, summary.heart_rate_after),
            ),
            *self._row(
                box,
                self._rows.head + self._rows.row + 2,
                (self._texts.variation_of(sensor.kind), self._texts.variation_hint),
                self._texts.ms,
                (summary.rmssd_before, summary.rmssd_after),
            ),
            *self._letters.place(
                self._texts.carry_over_words(summary, sensor.kind)
                or _alone_after_the_breath(self._texts, summary),
                self._note(box),
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
        sentence = words.wider if is_wider else words.said
        if summary.swing_end.withheld is Withheld.SET_ASIDE:
            sentence = self._texts.alone_words(summary)
        said = self._rows.head + self._rows.row + 6
        return [
            *self._head(box, self._texts.swing_title, (self._texts.at_start, self._texts.at_end)),
            *self._row(
                box,
                self._rows.head + 2,
                (self._texts.swing, self._texts.swing_units),
                self._texts.swing_unit,
                (summary.swing_start, summary.swing_end),
                self._palette.gauge if is_wider else self._palette.text,
            ),
            *self._letters.place(
                sentence,
                self._part(box, 0, said, 1.0, self._rows.said),
                _LABEL,
                Weight.REGULAR,
                self._palette.text,
                max_lines=2,
            ),
            *self._letters.place(
                self._texts.breaths_in_step(summary),
                self._part(box, 0, said + self._rows.said, 1.0, self._rows.step),
                _SMALL,
                Weight.REGULAR,
                self._palette.text,
                max_lines=2,
            ),
            *self._letters.place(
                self._texts.pace_changed_words(summary) or words.hint,
                self._note(box),
                _SMALL,
                Weight.REGULAR,
                self._palette.text2,
                max_lines=2,
            ),
        ]

    def _note(self, box: Box) -> pygame.Rect:
        """Where the last lines of a card stand."""
        return self._part(box, 0, box[3] - self._rows.note - 8, 1.0, self._rows.note)

    def _facts(self, summary: Summary) -> list[PlacedText]:
        box = self._places.facts
        facts: tuple[tuple[str, str], ...] = (
            (f"{summary.beats}", self._texts.heartbeats[summary.beats != 1]),
            (f"{100 * summary.corrected_share:.0f} %", self._texts.corrected),
            (f"{summary.gaps}", self._texts.gaps[summary.gaps != 1]),
        )
        if not summary.beats:
            facts = facts[:1]  # a share of nothing is no number
        rows = self._places.fact_rows if len(facts) > 1 else 1
        per_row = -(-len(facts) // rows)
        columns = self._fact_columns(box, facts, per_row)
        high = (box[3] - 2 * _FACT_EDGE) / rows
        # Number and words together in the middle of their row; large words need it all.
        spare = 0.0 if self._is_large else high - _FACT_NUMBER - _FACT_WORDS
        low = max(0.0, spare / 2)
        places = []
        for index in range(len(facts)):
            row, column = divmod(index, per_row)
            places.append((*columns[column], _FACT_EDGE + row * high + low))
        words_high = high - low - _FACT_NUMBER
        boxes = [
            self._part(box, left, top + _FACT_NUMBER, width, words_high)
            for left, width, top in places
        ]
        small = self._letters.common_size(
            [(words, place) for (_, words), place in zip(facts, boxes, strict=True)],
            _SMALL,
            Weight.REGULAR,
            max_lines=2,
        )
        placed: list[PlacedText] = []
        for (value, words), (left, width, top), below in zip(facts, places, boxes, strict=True):
            number = self._part(box, left, top, width, _FACT_NUMBER)
            placed += self._letters.place(value, number, _FACT, Weight.LIGHT, self._palette.text)
            placed += self._letters.place(
                words,
                below,
                small,
                Weight.REGULAR,
                self._palette.text2,
                align=Align.TOP_LEFT,
                max_lines=2,
            )
        return placed

    def _fact_columns(
        self, box: Box, facts: tuple[tuple[str, str], ...], per_row: int
    ) -> list[tuple[float, float]]:
        """Left edge and width of each column, as shares of the inside; wide words get more."""
        if per_row < len(facts):
            each = (1.0 - _FACT_GAP / (box[2] - 2 * PAD) * (per_row - 1)) / per_row
            return [
                (column * (1.0 - each) / max(1, per_row - 1), each) for column in range(per_row)
            ]

        def wide(words: str) -> int:
            return self._letters.width(words, _SMALL, Weight.REGULAR)

        gap = _FACT_GAP / (box[2] - 2 * PAD)
        inside = self._part(box, 0, 0, 1.0 - gap * (len(facts) - 1), 1).width
        needed = [wide(words) for _, words in facts]
        if sum(needed) > inside:
            needed = [max(wide(word) for word in words.split(" ")) for _, words in facts]
        needed = [max(each, self._letters.width("000", _FACT / 2, Weight.LIGHT)) for each in needed]
        columns, left = [], 0.0
        for each in needed:
            width = (1.0 - gap * (len(facts) - 1)) * each / sum(needed)
            columns.append((left, width))
            left += width + gap
        return columns


def _alone_after_the_breath(texts: Texts, summary: Summary) -> str:
    """What the quiet card says where the sensor was set aside in the last minute only."""
    is_said = summary.swing_end.withheld is Withheld.SET_ASIDE
    return "" if is_said else texts.alone_words(summary)


def _is_clearly_wider(summary: Summary) -> bool:
    """Whether the swing grew, and by more than its uncertainty."""
    change = summary.swing_change
    return isinstance(change, SwingChange) and change.is_clear and change.difference_bpm > 0.0
