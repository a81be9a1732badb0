"""The cards of the summary: the quiet minutes, and the swing with the breath."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pygame

from devices.readings import SensorDescription, SensorKind
from trainer.signal.carry_over import SwingChange
from trainer.signal.figure import Figure as Measured
from trainer.signal.figure import Withheld
from trainer.snapshot import Summary
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.palette import Colour
from visuals.scene.layout import Box, Kind, Layout
from visuals.scene.summary_places import PAD, SummaryPlaces
from visuals.texts import Texts

_CARD_TITLE = 20
_HINT_SHARE = 0.9
_LABEL = 18
_SMALL = 16
_VALUE = 38
_DASHES = 24
"""Height of the dashes in place of a number, where a long reason stands below them."""
_BREATHS = 96
_COLUMNS = ((0.51, 0.235), (0.765, 0.235))
_LARGE_COLUMNS = ((0.53, 0.23), (0.77, 0.23))
"""The two columns of numbers: left edge and width as shares of a card's inside."""
_EDGE = 9
"""Room above and below the words under the rows."""
_PARAGRAPH_GAP, _LEAST_GAP = 12, 4
"""Between paragraphs, in design units: at best, and where room is scarce."""
_MOST_LINES = 4
_LITTLE_LESS, _FEWER_LINES = 0.92, 0.86
"""Letters so much smaller are taken where they make lines fewer: the height then falls to this."""
_ENOUGH = 1.25
"""Large letters are so much larger then at least."""
_REASON_SHARE, _SMALLEST_PX = 0.88, 11
"""A reason may be so much smaller than units, and no smaller than this, to stand in one line."""
_LABEL_WIDTH, _LARGE_LABEL_WIDTH = 0.5, 0.525


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
    """Places the words of both cards."""

    def __init__(self, layout: Layout, letters: Lettering, places: SummaryPlaces) -> None:
        self._layout = layout
        self._places = places
        self._rows = places.rows
        self._letters = letters
        self._palette, self._texts = layout.look.palette, layout.look.texts
        # An upright window has room for both as they are.
        is_large = layout.is_large and layout.kind is not Kind.PORTRAIT
        self._columns = _LARGE_COLUMNS if is_large else _COLUMNS
        self._label_width = _LARGE_LABEL_WIDTH if is_large else _LABEL_WIDTH
        rows = self._rows
        self._label_rows = (rows.above, rows.label)
        self._hint_rows = (rows.above + rows.label, rows.row - 2 * rows.above - rows.label)
        self._unit_rows = (rows.above + rows.value, rows.row - 2 * rows.above - rows.value)
        self._sizes = self._common_sizes()

    def place(self, summary: Summary, sensor: SensorDescription) -> list[PlacedText]:
        """Every text of the cards."""
        return [
            *self._quiet_card(summary, sensor),
            *self._swing_card(summary, sensor),
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
        label = self._part(box, 0, 0, self._label_width, self._label_rows[1])
        hint = self._part(box, 0, 0, self._label_width, self._hint_rows[1])
        unit = self._part(box, 0, 0, self._columns[0][1], self._unit_rows[1])
        labels = (said.heart_rate, said.variation, said.pulse_variation, said.swing)
        hints = (said.rate_hint, said.variation_hint, said.swing_units)
        columns = (said.before, said.after, said.at_start, said.at_end)
        units = (
            said.beats_a_minute,
            said.ms,
            f"\N{PLUS-MINUS SIGN} {said.decimal(10.0, 0)} {said.swing_unit}",
            f"\N{PLUS-MINUS SIGN} {said.decimal(0.9, 1)} {said.swing_unit}",
        )
        title = self._part(box, 0, 0, self._label_width, self._rows.head - 12)
        head = self._part(box, 0, 0, self._columns[0][1], self._rows.head - 12)
        label_size = common(
            [(text, label) for text in labels], _LABEL, Weight.SEMIBOLD, max_lines=2
        )
        hint_size = common([(text, hint) for text in hints], _SMALL, Weight.REGULAR, max_lines=2)
        # Large letters must not make a hint louder than the name above it.
        quieter = max(_SMALL / self._letters.text_scale, _HINT_SHARE * label_size)
        return _Sizes(
            common(
                [(text, title) for text in (said.quiet_minute, said.swing_title)],
                _CARD_TITLE,
                Weight.SEMIBOLD,
                max_lines=1,
            ),
            label_size,
            min(hint_size, quieter),
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
            self._part(box, 0, 8, self._label_width, self._rows.head - 12),
            self._sizes.title,
            Weight.SEMIBOLD,
            self._palette.text,
        )
        for column, (left, width) in zip(columns, self._columns, strict=True):
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
            self._part(box, 0, top + self._label_rows[0], self._label_width, self._label_rows[1]),
            self._sizes.label,
            Weight.SEMIBOLD,
            self._palette.text,
            max_lines=2,
        )
        placed += place(
            hint,
            self._part(box, 0, top + self._hint_rows[0], self._label_width, self._hint_rows[1]),
            self._sizes.hint,
            Weight.REGULAR,
            self._palette.text3,
            align=Align.TOP_LEFT,
            max_lines=2,
        )
        for figure, (left, width), colour in zip(
            pair,
            self._columns,
            (self._palette.text2, colour_of_last or self._palette.text),
            strict=True,
        ):
            value, error = self._texts.with_error(figure)
            rest = f"{error} {unit}".lstrip()
            value_rows, rest_rows, lines = (self._rows.above, self._rows.value), self._unit_rows, 2
            if figure.value is None:
                rest = self._texts.reason(figure, is_over=True)
                below = self._part(box, left, 0, width, self._unit_rows[1])
                if not self._has_room(rest, below):  # a long reason takes the room of the number
                    down = self._rows.above + _DASHES
                    value_rows = (self._rows.above, _DASHES)
                    rest_rows, lines = (down, self._rows.row - down - 2), 4
            placed += place(
                value,
                self._part(box, left, top + value_rows[0], width, value_rows[1]),
                _VALUE,
                Weight.LIGHT,
                colour if figure.value is not None else self._palette.text3,
                align=Align.RIGHT,
            )
            placed += place(
                rest,
                self._part(box, left, top + rest_rows[0], width, rest_rows[1]),
                self._sizes.unit,
                Weight.REGULAR,
                self._palette.text3,
                align=Align.TOP_RIGHT,
                max_lines=lines,
            )
        return placed

    def _has_room(self, words: str, box: pygame.Rect) -> bool:
        """Whether words fit a place in about the size of all units."""
        letters, size = self._letters, self._sizes.unit
        whole = letters.common_size([(words, box)], size, Weight.REGULAR, max_lines=2)
        is_readable = letters.size_px(whole) >= min(_SMALLEST_PX, letters.size_px(size))
        return whole >= _REASON_SHARE * size and is_readable

    def _below_rows(
        self, box: Box, count: int, said: tuple[tuple[str, Colour], ...]
    ) -> list[PlacedText]:
        """What is said below so many rows: paragraphs of one size, in the middle of their room."""
        said = tuple((words, colour) for words, colour in said if words)
        top = self._rows.head + count * self._rows.row + _EDGE
        room = self._part(box, 0, top, 1.0, box[3] - top - _EDGE)
        stacked = partial(
            self._letters.stacked,
            [words for words, _ in said],
            room,
            weight=Weight.REGULAR,
            gap=_PARAGRAPH_GAP,
            least_gap=_LEAST_GAP,
        )
        size, places = stacked(min(_LABEL, self._sizes.label) if count == 1 else _SMALL)
        scale = self._letters.text_scale
        if places and _LITTLE_LESS * size * scale >= _SMALL * min(scale, _ENOUGH):
            lesser_size, lesser = stacked(_LITTLE_LESS * size)
            if _height(lesser) < _FEWER_LINES * _height(places):
                size, places = lesser_size, lesser
        down = max(0, (room.bottom - places[-1].bottom) // 2) if places else 0
        placed: list[PlacedText] = []
        for (words, colour), place in zip(said, places, strict=True):
            placed += self._letters.place(
                words,
                place.move(0, down),
                size,
                Weight.REGULAR,
                colour,
                max_lines=_MOST_LINES,
            )
        return placed

    def _quiet_card(self, summary: Summary, sensor: SensorDescription) -> list[PlacedText]:
        box, texts = self._places.quiet, self._texts
        said = texts.carry_over_words(summary, sensor.kind) or texts.alone_words(summary)
        return [
            *self._head(box, texts.quiet_minute, (texts.before, texts.after)),
            *self._row(
                box,
                self._rows.head,
                (texts.heart_rate, texts.rate_hint),
                texts.beats_a_minute,
                (summary.heart_rate_before, summary.heart_rate_after),
            ),
            *self._row(
                box,
                self._rows.head + self._rows.row,
                (texts.variation_of(sensor.kind), texts.variation_hint),
                texts.ms,
                (summary.rmssd_before, summary.rmssd_after),
            ),
            *self._below_rows(box, 2, ((said, self._palette.text2),)),
        ]

    def _swing_card(self, summary: Summary, sensor: SensorDescription) -> list[PlacedText]:
        box, palette, texts = self._places.swing, self._palette, self._texts
        is_wider = _is_clearly_wider(summary)
        words = _swing_words(texts, sensor.kind)
        sentence = words.wider if is_wider else words.said
        if summary.swing_end.withheld is Withheld.SET_ASIDE:
            sentence = _alone_beside_the_quiet(texts, summary, sensor.kind)
        return [
            *self._head(box, texts.swing_title, (texts.at_start, texts.at_end)),
            *self._row(
                box,
                self._rows.head,
                (texts.swing, texts.swing_units),
                texts.swing_unit,
                (summary.swing_start, summary.swing_end),
                palette.gauge if is_wider else palette.text,
            ),
            *self._below_rows(
                box,
                1,
                (
                    (sentence, palette.text),
                    (texts.breaths_in_step(summary), palette.text),
                    (texts.pace_changed_words(summary) or words.hint, palette.text2),
                ),
            ),
        ]


def _height(places: list[pygame.Rect]) -> int:
    """Pixels that paragraphs are high together, without what lies between."""
    return sum(place.height for place in places)


def _alone_beside_the_quiet(texts: Texts, summary: Summary, kind: SensorKind) -> str:
    """How long the heart was measured, where the quiet card has something else to say."""
    return texts.alone_words(summary) if texts.carry_over_words(summary, kind) else ""


def _is_clearly_wider(summary: Summary) -> bool:
    """Whether the swing grew, and by more than its uncertainty."""
    change = summary.swing_change
    return isinstance(change, SwingChange) and change.is_clear and change.difference_bpm > 0.0
