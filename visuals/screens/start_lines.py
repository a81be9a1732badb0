"""Words on the start's cards of sensors and paces: a title, and small lines that explain it.

With large letters titles have two lines, over the small ones at the foot of the card.
"""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from devices.readings import SensorKind
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.scene.layout import Layout
from visuals.screens.choices import PaceChoice

__all__ = ["LOW_ICON", "PAD", "StartLines"]

PAD = 14
_RIGHT_PAD = {False: 5, True: 9}
"""Lines are ragged there, so that less room is seen as more; large letters fill theirs."""
_LOW_PAD = {False: 14, True: 9}
"""Around the icon of a low card: large letters need the room."""
_ICON = {False: 44, True: 34}
"""Height of a pace's picture, or room of an icon, in design units."""
_TOP_PAD = {False: 14, True: 8}
_LARGE_FOOT = 6
"""Below the last small line, with large letters."""
LOW_ICON = 60
_LOW = 90
"""A card lower than this has its icon beside its words, in design units."""
_LOW_LINE = {False: 24, True: 29}
_TITLE_LINE = {False: 26, True: 36}
_LINE = {False: 24, True: 28}
_CARD_TITLE = 20
_SMALL = 16


class StartLines:
    """Places title and lines of each card, all titles in one size and all lines in one."""

    def __init__(self, layout: Layout, letters: Lettering) -> None:
        self._layout, self._letters = layout, letters
        self._palette, self._words = layout.look.palette, layout.look.texts
        self._is_large = layout.is_large

    def is_low(self, rect: pygame.Rect) -> bool:
        """True for a card whose icon stands beside its words."""
        return rect.height < self._layout.length(_LOW)

    def place(
        self, cards: Sequence[tuple[SensorKind | PaceChoice, pygame.Rect]]
    ) -> list[PlacedText]:
        """Every word of the cards."""
        said = [(rect, self._of(control)) for control, rect in cards]
        common, most = self._letters.common_size, 2 if self._is_large else 1
        titles = common(
            [(lines[0], self._title(rect, len(lines) - 1)) for rect, lines in said],
            _CARD_TITLE,
            Weight.SEMIBOLD,
            max_lines=most,
        )
        small = common(
            [(line, self._row(rect, 1, 1)) for rect, lines in said for line in lines[1:]],
            _SMALL,
            Weight.REGULAR,
        )
        placed: list[PlacedText] = []
        for rect, lines in said:
            placed += self._letters.place(
                lines[0],
                self._title(rect, len(lines) - 1),
                titles,
                Weight.SEMIBOLD,
                self._palette.text,
                align=Align.LEFT if self.is_low(rect) else Align.TOP_LEFT,
                max_lines=most,
            )
            for number, line in enumerate(lines[1:], 1):
                box = self._row(rect, number, len(lines) - 1)
                placed += self._letters.place(line, box, small, Weight.REGULAR, self._palette.text2)
        return placed

    def _left(self, rect: pygame.Rect) -> int:
        """Where the words of a card begin."""
        if self.is_low(rect):
            return rect.x + self._layout.length(LOW_ICON + 2 * self.low_pad)
        return rect.x + self._layout.length(PAD)

    @property
    def low_pad(self) -> int:
        """Room on both sides of the icon in a low card, in design units."""
        return _LOW_PAD[self._is_large]

    @property
    def top_pad(self) -> int:
        """Room above the icon of a high card, in design units."""
        return _TOP_PAD[self._is_large]

    @property
    def icon_height(self) -> int:
        """Of the icon or the pace's picture of a high card, in design units."""
        return _ICON[self._is_large]

    def _title(self, rect: pygame.Rect, rows: int) -> pygame.Rect:
        """Place of a title that has so many small lines below it."""
        length, left, line = self._layout.length, self._left(rect), _TITLE_LINE[self._is_large]
        width = rect.right - length(_RIGHT_PAD[self._is_large]) - left
        if self.is_low(rect):
            whole = length(line) + length(_LOW_LINE[self._is_large])
            return pygame.Rect(left, rect.centery - whole // 2, width, length(line))
        top = rect.y + length(self.top_pad + self.icon_height + 4)
        height = length(line)
        if self._is_large:
            height = rect.bottom - length(_LARGE_FOOT) - rows * length(_LINE[True]) - top
        return pygame.Rect(left, top, width, height)

    def _row(self, rect: pygame.Rect, number: int, rows: int) -> pygame.Rect:
        """Place of one of so many small lines below the title, the first is 1."""
        title = self._title(rect, rows)
        line = (_LOW_LINE if self.is_low(rect) else _LINE)[self._is_large]
        height = self._layout.length(line)
        return pygame.Rect(title.x, title.bottom + (number - 1) * height, title.width, height)

    def _of(self, control: SensorKind | PaceChoice) -> tuple[str, ...]:
        """Title and lines of a card."""
        words = self._words
        lines: tuple[str, ...]
        match control:
            case SensorKind():
                lines = {
                    SensorKind.SIMULATED: words.sensor_practice,
                    SensorKind.STRAP: words.sensor_strap,
                    SensorKind.PULSE_SENSOR: words.sensor_pulse,
                }.get(control, words.sensor_none)
            case _:
                inhale_s, exhale_s = control.value
                lines = (
                    {
                        PaceChoice.LONG_OUT: words.pace_long,
                        PaceChoice.EVEN: words.pace_even,
                        PaceChoice.QUICKER: words.pace_quick,
                    }[control],
                    words.pace_in_out.format(
                        inhale=words.decimal(inhale_s, int(inhale_s % 1 > 0)),
                        exhale=words.decimal(exhale_s, int(exhale_s % 1 > 0)),
                    ),
                    words.pace_per_minute.format(breaths=round(control.pace.breaths_per_min)),
                )
        return lines
