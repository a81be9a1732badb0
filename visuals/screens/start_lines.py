"""Words on the start's cards of sensors and paces: a title, and small lines that explain it.

With large letters the titles stand alone, over two lines: the small lines would hold them small.
"""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from devices.readings import SensorKind
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.scene.layout import Layout
from visuals.screens.choices import PaceChoice

__all__ = ["LOW_ICON", "PAD", "WAVE", "StartLines"]

PAD = 14
_RIGHT_PAD = {False: 5, True: 9}
"""Lines are ragged there, so that less room is seen as more; large letters fill theirs."""
_LOW_PAD = {False: 14, True: 9}
"""Around the icon of a low card: large letters need the room."""
WAVE = 44
"""Height of a pace's picture, in design units."""
LOW_ICON = 60
_LOW = 90
"""A card lower than this has its icon beside its words, in design units."""
_LOW_LINE = 24
_TITLE_LINE = 26
_LINE = 24
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
            [(lines[0], self._title(rect)) for rect, lines in said],
            _CARD_TITLE,
            Weight.SEMIBOLD,
            max_lines=most,
        )
        small = common(
            [(line, self._row(rect, 1)) for rect, lines in said for line in lines[1:]],
            _SMALL,
            Weight.REGULAR,
        )
        placed: list[PlacedText] = []
        for rect, lines in said:
            placed += self._letters.place(
                lines[0],
                self._title(rect),
                titles,
                Weight.SEMIBOLD,
                self._palette.text,
                align=Align.LEFT if self.is_low(rect) else Align.TOP_LEFT,
                max_lines=most,
            )
            for number, line in enumerate(lines[1:], 1):
                box = self._row(rect, number)
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

    def _title(self, rect: pygame.Rect) -> pygame.Rect:
        length, left = self._layout.length, self._left(rect)
        width = rect.right - length(_RIGHT_PAD[self._is_large]) - left
        if self.is_low(rect):
            if self._is_large:
                return pygame.Rect(left, rect.y, width, rect.height)
            top = rect.centery - (length(_TITLE_LINE) + length(_LOW_LINE)) // 2
            return pygame.Rect(left, top, width, length(_TITLE_LINE))
        top = rect.y + length(PAD + WAVE + 4)
        height = rect.bottom - length(4) - top if self._is_large else length(_TITLE_LINE)
        return pygame.Rect(left, top, width, height)

    def _row(self, rect: pygame.Rect, number: int) -> pygame.Rect:
        """Place of a small line below the title, the first is 1."""
        title = self._title(rect)
        height = self._layout.length(_LOW_LINE if self.is_low(rect) else _LINE)
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
        return lines[:1] if self._is_large else lines
