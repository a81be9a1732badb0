"""One line to write, by keyboard, finger or game controller: a calm page for it alone."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from enum import Enum

import numpy as np
import pygame

from visuals.gestures import Composed, Gesture, Key, Moved, Place, Pressed, Tapped, Wrote
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.look import Look
from visuals.scene.backdrop import draw_night
from visuals.scene.cards import Cards
from visuals.scene.layout import Box, Kind, Layout
from visuals.screens.screen import Heard
from visuals.screens.touch_board import TouchBoard
from visuals.screens.touch_keys import Act, Focus, TouchKey, moved, rows_of
from visuals.written_line import WrittenLine, hear_line, without_last, written

__all__ = ["WritingOutcome", "WritingRecord", "WritingScreen"]

_TITLE = 34
_LINE = 28
_HINT = 16
_BUTTON = 18
_PAD = 24
_CARET = 2.6
"""Width of the caret, in design units."""
_CARET_S = 1.8
"""The caret swells and fades in so long: slower than anything that could be called a flash."""
_FAINT = 0.35
_AHEAD = 0.12
"""Share of the line's room that stays visible behind the caret, where the line goes on."""
_HOME_KEY: Focus = (1, 0)
"""Where the arrows first come to on the keyboard."""


class WritingOutcome(Enum):
    """How the page was left."""

    KEEP = "keep"
    LEAVE = "leave"
    """The line stays as it was before."""


@dataclass(frozen=True, slots=True)
class WritingRecord:
    """The line, what it is for, and where on the keyboard of the screen one is."""

    label: str
    line: WrittenLine = field(default_factory=WrittenLine)
    empty_hint: str = ""
    """What could stand there."""
    focus: Focus | None = None
    """None: in the line itself."""
    is_shifted: bool = False
    over: Focus | WritingOutcome | None = None
    """What the pointer is on: a key of the screen, or the way back."""


@dataclass(frozen=True, slots=True)
class _Places:
    label: Box
    back: Box
    line: Box
    hint: Box
    board: Box


_PLACES = {
    Kind.WIDE: _Places(
        (128, 36, 800, 60), (976, 38, 200, 56), (104, 112, 1072, 84), (128, 204, 1024, 38),
        (104, 256, 1072, 432),
    ),
    Kind.COMPACT: _Places(
        (60, 24, 640, 66), (724, 24, 200, 66), (36, 108, 888, 84), (60, 200, 840, 36),
        (24, 244, 912, 456),
    ),
    Kind.PORTRAIT: _Places(
        (60, 96, 400, 72), (468, 96, 212, 72), (36, 200, 648, 104), (60, 314, 600, 64),
        (20, 500, 680, 680),
    ),
}  # fmt: skip


class WritingScreen:
    """Draws the line and the keyboard, and hears what is written."""

    is_still = True

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        self.layout = Layout(size, look)
        self._places = _PLACES[self.layout.kind]
        self._palette, self._words = look.palette, look.texts
        self._is_still = look.reduced_motion
        self._letters = Lettering(self.layout.scale, look.text_scale)
        self._cards = Cards(self.layout, self._letters)
        self.board = TouchBoard(self.layout, self._letters, self._cards, self._places.board)
        self._ground = draw_night(self.layout, np.random.default_rng(0))

    def bake(self, budget_s: float) -> bool:
        """Nothing is left to prepare."""
        del budget_s
        return True

    def takes_text(self, record: WritingRecord) -> bool:
        """Every letter is for the line."""
        del record
        return True

    def written_at(self, record: WritingRecord) -> pygame.Rect:
        """Where the caret is, for what input methods offer."""
        return self._caret(record)

    def rows(self, record: WritingRecord) -> tuple[tuple[TouchKey, ...], ...]:
        """The keys of the keyboard as they are now."""
        return rows_of(self._words.language, is_shifted=record.is_shifted)

    def hear(self, gesture: Gesture, record: WritingRecord) -> Heard[WritingRecord, WritingOutcome]:
        """What a gesture makes of a record."""
        match gesture:
            case Wrote() | Composed():
                # Who has a keyboard in hand writes with that: Enter is then no key of the screen.
                record = replace(record, focus=None, is_shifted=False)
            case Moved(place):
                return Heard(replace(record, over=self._at(place, record)))
            case Tapped(place):
                return self._tapped(record, place)
            case Pressed(key) if record.line.composing:
                return Heard(record)  # the input method's own
            case Pressed(Key.BACK):
                return Heard(record, WritingOutcome.LEAVE)
            case Pressed(Key.ENTER):
                if record.focus is None:
                    return Heard(record, WritingOutcome.KEEP)
                row, number = record.focus
                return _pressed(record, self.rows(record)[row][number])
            case Pressed(Key.NEXT | Key.PREVIOUS):
                return Heard(replace(record, focus=None if record.focus else _HOME_KEY))
            case Pressed(Key.DOWN) if record.focus is None:
                return Heard(replace(record, focus=_HOME_KEY))
            case Pressed(Key.UP | Key.DOWN | Key.LEFT | Key.RIGHT as key) if record.focus:
                focus = moved(self.rows(record), record.focus, key)
                return Heard(replace(record, focus=focus))
        line = hear_line(gesture, record.line)
        return Heard(record if line is None else replace(record, line=line))

    def _tapped(self, record: WritingRecord, place: Place) -> Heard[WritingRecord, WritingOutcome]:
        match self._at(place, record):
            case WritingOutcome() as outcome:
                return Heard(record, outcome)
            case (row, number):
                return _pressed(replace(record, focus=None), self.rows(record)[row][number])
        if self._line_card.collidepoint(place) and not record.line.composing:
            line = replace(record.line, caret=self._caret_near(record, place[0]))
            return Heard(replace(record, line=line, focus=None))
        return Heard(record)

    def _at(self, place: Place, record: WritingRecord) -> Focus | WritingOutcome | None:
        """The key or the way back that the pointer or a finger is on."""
        if self.layout.rect(self._places.back).collidepoint(place):
            return WritingOutcome.LEAVE
        keys = self.board.keys(self.rows(record))
        return next((at for at, _, rect in keys if rect.collidepoint(place)), None)

    @property
    def _line_card(self) -> pygame.Rect:
        return self.layout.rect(self._places.line)

    @property
    def _inner(self) -> pygame.Rect:
        """Where in its card the line may stand."""
        return self._line_card.inflate(-2 * self.layout.length(_PAD), 0)

    def _width(self, text: str) -> int:
        return self._letters.width(text, _LINE, Weight.REGULAR)

    def _seen(self, record: WritingRecord) -> tuple[int, int]:
        """First and last place of the part of the line that has room, the caret within."""
        shown, room = record.line.shown, self._inner.width - self.layout.length(_CARET)
        caret = record.line.caret + len(record.line.composing)
        begin = 0
        ahead = room * _AHEAD if caret < len(shown) else 0.0
        while begin < caret and self._width(shown[begin:caret]) > room - ahead:
            begin += 1
        end = len(shown)
        while end > caret and self._width(shown[begin:end]) > room:
            end -= 1
        return begin, end

    def _caret(self, record: WritingRecord) -> pygame.Rect:
        inner, (begin, _) = self._inner, self._seen(record)
        before = record.line.shown[begin : record.line.caret + len(record.line.composing)]
        font = self._letters.font(self._size_px, Weight.REGULAR)
        caret = pygame.Rect(0, 0, self.layout.length(_CARET), round(font.get_height() * 0.9))
        # Between two letters, not over the second one's edge.
        caret.midleft = (inner.x + self._width(before) - (1 if before else 0), inner.centery)
        return caret

    @property
    def _size_px(self) -> int:
        return round(_LINE * self._letters.scale * self._letters.text_scale)

    def _caret_near(self, record: WritingRecord, x: float) -> int:
        """The place between two letters that is nearest to a touch."""
        begin, end = self._seen(record)
        left, text = self._inner.x, record.line.text
        return min(
            range(begin, end + 1), key=lambda at: abs(left + self._width(text[begin:at]) - x)
        )

    def draw(self, surface: pygame.Surface, record: WritingRecord, at_s: float) -> None:
        """Draw a record at a time over the whole surface."""
        surface.blit(self._ground, (0, 0))
        in_line = record.focus is None
        self._cards.draw_card(surface, self._line_card, is_chosen=True, has_focus=in_line)
        back = self.layout.rect(self._places.back)
        self._cards.draw_key_button(surface, back, self._words.key_back, _BUTTON)
        if record.over is WritingOutcome.LEAVE:
            self._cards.draw_over(surface, back, is_round=True)
        over = record.over if isinstance(record.over, tuple) else None
        rows = self.rows(record)
        self.board.draw(surface, rows, record.focus, over, is_shifted=record.is_shifted)
        for text in self.texts(record, at_s):
            self._letters.draw(surface, text)
        self._draw_composing(surface, record)
        self._draw_caret(surface, self._caret(record), at_s)

    def _draw_composing(self, surface: pygame.Surface, record: WritingRecord) -> None:
        """Draw the line under what an input method is still putting together."""
        if not record.line.composing:
            return
        begin, _ = self._seen(record)
        left = self._inner.x + self._width(record.line.shown[begin : record.line.caret])
        caret = self._caret(record)
        down = caret.bottom - self.layout.length(2)
        width = max(1, caret.x - max(left, self._inner.x))
        rule = (caret.x - width, down, width, self.layout.length(2))
        surface.fill(self._palette.breath, rule)

    def _draw_caret(self, surface: pygame.Surface, caret: pygame.Rect, at_s: float) -> None:
        strength = 1.0
        if not self._is_still:
            swell = 0.5 + 0.5 * math.cos(2.0 * math.pi * at_s / _CARET_S)
            strength = _FAINT + (1.0 - _FAINT) * swell
        mark = pygame.Surface(caret.size)
        mark.fill(self._palette.breath)
        mark.set_alpha(round(255 * strength))
        surface.blit(mark, caret)

    def texts(self, record: WritingRecord, at_s: float) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        del at_s
        words, places, rect = self._words, self._places, self.layout.rect
        place, palette = self._letters.place, self._palette
        placed = place(record.label, rect(places.label), _TITLE, Weight.LIGHT, palette.text)
        begin, end = self._seen(record)
        shown = record.line.shown[begin:end]
        # The box goes a little further: a letter may lean over its advance.
        box = self._inner.inflate(0, 0)
        box.width = self._line_card.right - box.x
        if record.line.shown:
            placed += place(shown, box, _LINE, Weight.REGULAR, palette.text)
        else:
            hint = self._inner.move(self.layout.length(_PAD // 2), 0)
            placed += place(record.empty_hint, hint, _LINE - 6, Weight.REGULAR, palette.text2)
        placed += place(
            words.typing_hint,
            rect(places.hint),
            _HINT,
            Weight.REGULAR,
            palette.text2,
            align=Align.LEFT,
            max_lines=2,
        )
        placed += self._cards.place_button(
            rect(places.back), words.key_back, is_main=False, size=_BUTTON
        )
        return placed + self.board.texts(self.rows(record))


def _pressed(record: WritingRecord, key: TouchKey) -> Heard[WritingRecord, WritingOutcome]:
    """What a key of the screen makes of a record; capitals are for one letter."""
    line = replace(record.line, composing="")
    match key.what:
        case Act.DONE:
            return Heard(record, WritingOutcome.KEEP)
        case Act.SHIFT:
            return Heard(replace(record, is_shifted=not record.is_shifted))
        case Act.ERASE:
            return Heard(replace(record, line=without_last(line)))
        case Act.LEFT | Act.RIGHT:
            step = hear_line(Pressed(Key.LEFT if key.what is Act.LEFT else Key.RIGHT), line)
            return Heard(record if step is None else replace(record, line=step))
        case Act.SPACE:
            return Heard(replace(record, line=written(line, " ")))
        case letter:
            return Heard(replace(record, line=written(line, letter), is_shifted=False))
