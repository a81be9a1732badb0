"""The right column: heart rate, and the swing with each breath against the person's own start."""

from __future__ import annotations

import math
from functools import lru_cache

import pygame

from trainer.signal.figure import Figure
from trainer.snapshot import Snapshot
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.scene import marks
from visuals.scene.layout import Layout
from visuals.texts import NO_NUMBER

_LABEL = 18
_NUMBER = 64
_VALUE = 32
_SMALL = 16
_BAR_RANGE = 30.0
"""Swing at the bar's right end, beats; wider swings widen it in steps of 15."""
_BAR_STEP = 15.0
_BAR_HEIGHT = 10
_BLOCK = 166
"""Height of all that is said of the swing."""
_TRACK_OPACITY = 0.16
_KEPT = 8
"""Figures whose words are kept as they were placed."""
_SECOND_LINE = 34
"""Room for one more line above the swing, where large letters need it."""
_ROOM = 0.92
"""Share of the bar that a value may fill before the range widens."""


class Measures:
    """Heart rate and swing with their words."""

    def __init__(self, layout: Layout, letters: Lettering) -> None:
        self._layout = layout
        self._letters = letters
        self._palette, self._texts = layout.look.palette, layout.look.texts
        left, top, width, _ = layout.places.rate
        icon = 22
        self._rate_texts = lru_cache(_KEPT)(self._place_rate)
        self._swing_texts = lru_cache(_KEPT)(self._place_swing)
        self._heart = marks.heart(layout.length(icon), self._palette.heart)
        self._heart_at = (round(layout.x(left)), round(layout.y(top + 6)))
        self._rate_label = layout.rect((left + icon + 12, top, width - icon - 12, 34))
        self._rate_number = layout.rect((left, top + 36, width * 0.44, 82))
        left, top, width, height = layout.places.swing
        more = _SECOND_LINE if height >= _BLOCK + _SECOND_LINE else 0
        self._label_lines = 2 if more else 1
        self._swing_label = layout.rect((left, top, width, 34 + more))
        top += more
        self._swing_value = layout.rect((left, top + 36, width, 50))
        self._bar = layout.rect((left, top + 98, width, _BAR_HEIGHT))
        self._tick_row = layout.rect((left, top + 118, width, 34))
        self._reason = layout.rect((left, top + 90, width, 62))
        """Under the dashes, where large letters would have no room beside them."""
        self._track = marks.rounded_box(
            self._bar.width,
            self._bar.height,
            self._bar.height / 2,
            self._palette.card_stroke,
            _TRACK_OPACITY,
        )
        self._fill = marks.rounded_box(
            self._bar.width, self._bar.height, self._bar.height / 2, self._palette.gauge, 1.0
        )

    def place(self, snapshot: Snapshot) -> list[PlacedText]:
        """Every text of the column; figures change with the beats, not with the frames."""
        rate = self._rate_texts(snapshot.heart_rate)
        return [*rate, *self._swing_texts(snapshot.swing, snapshot.swing_start)]

    def _place_rate(self, figure: Figure) -> list[PlacedText]:
        place = self._letters.place
        placed = place(
            self._texts.heart_rate, self._rate_label, _LABEL, Weight.REGULAR, self._palette.text2
        )
        colour = self._palette.text if figure.value is not None else self._palette.text3
        size = _NUMBER if figure.value is not None else _VALUE
        value = place(self._texts.number(figure), self._rate_number, size, Weight.LIGHT, colour)
        beside = (
            self._texts.beats_a_minute if figure.value is not None else self._texts.reason(figure)
        )
        return [
            *placed,
            *value,
            *self._beside(value[-1], beside, 14, _LABEL, self._rate_label.right),
        ]

    def _place_swing(self, figure: Figure, start: Figure) -> list[PlacedText]:
        place = self._letters.place
        placed = place(
            self._texts.swing,
            self._swing_label,
            _LABEL,
            Weight.REGULAR,
            self._palette.text2,
            align=Align.LEFT if self._label_lines == 1 else Align.BOTTOM_LEFT,
            max_lines=self._label_lines,
        )
        if figure.value is None:
            value = place(NO_NUMBER, self._swing_value, _VALUE, Weight.LIGHT, self._palette.text3)
            if self._layout.is_large:
                why = self._texts.reason(figure)
                return [*placed, *value, *self._place_reason(why)]
            return [
                *placed,
                *value,
                *self._beside(value[-1], self._texts.reason(figure), 14, _LABEL, self._bar.right),
            ]
        words, error = self._texts.with_error(figure)
        value = place(
            f"{words} {self._texts.swing_unit}",
            self._swing_value,
            _VALUE,
            Weight.LIGHT,
            self._palette.text,
        )
        placed += value
        if error:
            placed += self._beside(value[-1], error, 12, _SMALL, self._bar.right)
        if start.value is not None:
            placed += self._place_tick_label(start.value, _range(figure, start))
        return placed

    def _place_reason(self, why: str) -> list[PlacedText]:
        return self._letters.place(
            why,
            self._reason,
            _LABEL,
            Weight.REGULAR,
            self._palette.text3,
            align=Align.TOP_LEFT,
            max_lines=2,
        )

    def _place_tick_label(self, start: float, full: float) -> list[PlacedText]:
        whole = self._letters.place(
            self._texts.your_start, self._tick_row, _SMALL, Weight.REGULAR, self._palette.text3
        )
        middle = self._tick_x(start, full)
        width = whole[0].width
        left = min(max(self._bar.left, round(middle - width / 2)), self._bar.right - width)
        box = pygame.Rect(left, self._tick_row.y, width, self._tick_row.height)
        return self._letters.place(
            self._texts.your_start,
            box,
            _SMALL,
            Weight.REGULAR,
            self._palette.text3,
            align=Align.TOP_LEFT,
        )

    def _beside(
        self, value: PlacedText, text: str, gap: float, size: float, right_px: int
    ) -> list[PlacedText]:
        """Small words behind a large number, up to the end of its block."""
        return self._letters.after(
            value,
            text,
            self._layout.length(gap),
            right_px,
            size,
            Weight.REGULAR,
            self._palette.text3,
            max_lines=2,
        )

    def _tick_x(self, value: float, full: float) -> float:
        return self._bar.x + self._bar.width * min(1.0, max(0.0, value / full))

    def draw(self, surface: pygame.Surface, snapshot: Snapshot) -> None:
        """Draw the icon and the bar; the texts are drawn with all others."""
        surface.blit(self._heart, self._heart_at)
        if snapshot.swing.value is None:
            return
        full = _range(snapshot.swing, snapshot.swing_start)
        bar = self._bar
        surface.blit(self._track, bar)
        filled = round(self._tick_x(snapshot.swing.value, full)) - bar.x
        round_end = math.ceil(bar.height / 2)
        if filled > 2 * round_end:
            surface.blit(self._fill, bar, (0, 0, filled - round_end, bar.height))
            end = (bar.width - round_end, 0, round_end, bar.height)
            surface.blit(self._fill, (bar.x + filled - round_end, bar.y), end)
        if snapshot.swing_start.value is not None:
            x = round(self._tick_x(snapshot.swing_start.value, full))
            over = self._layout.length(5)
            width = self._layout.length(2)
            surface.fill(
                self._palette.text, (x - width // 2, bar.y - over, width, bar.height + 2 * over)
            )


def _range(swing: Figure, start: Figure) -> float:
    """Swing at the bar's right end."""
    widest = max(swing.value or 0.0, start.value or 0.0)
    full = _BAR_RANGE
    while widest > _ROOM * full:
        full += _BAR_STEP
    return full
