"""The keyboard on the screen: which keys there are, and where the arrows lead among them.

It is for fingers and game controllers; whoever has a keyboard may write with that at any moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from visuals.gestures import Key

__all__ = ["COLUMNS", "Act", "Focus", "TouchKey", "moved", "rows_of"]

COLUMNS = 11
"""Width of the keyboard in keys of one letter."""


class Act(Enum):
    """Keys that write no letter."""

    SHIFT = "shift"
    LEFT = "left"
    RIGHT = "right"
    SPACE = "space"
    ERASE = "erase"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class TouchKey:
    """A key with its place in its row, in columns."""

    what: str | Act
    """The letter that it writes, or what it does."""
    column: int
    width: int = 1

    @property
    def middle(self) -> float:
        """Column of its middle."""
        return self.column + self.width / 2


Focus = tuple[int, int]
"""Row and number in the row of the key that is pointed at."""

_DIGITS = "1234567890"
_SIGNS = "!?+/()&:;'"
_LETTERS = {
    "de": ("qwertzuiopü", "asdfghjklöä", "yxcvbnm,.-"),
    "en": ("qwertyuiopü", "asdfghjklöä", "zxcvbnm,.-"),
}
"""As on the keyboards of the language; the umlauts are on both, for names have them."""
_SHIFTED = {",": ";", ".": ":", "-": "_", "ß": '"'}
_LAST_ROW = (
    TouchKey(Act.LEFT, 0),
    TouchKey(Act.RIGHT, 1),
    TouchKey(Act.SPACE, 2, 4),
    TouchKey(Act.ERASE, 6, 2),
    TouchKey(Act.DONE, 8, 3),
)


def rows_of(language: str, *, is_shifted: bool) -> tuple[tuple[TouchKey, ...], ...]:
    """Every row of the keyboard from the top; shifted, with capitals and signs."""
    upper, middle, lower = _LETTERS.get(language, _LETTERS["en"])
    digits = (_SIGNS if is_shifted else _DIGITS) + _with_shift("ß", is_shifted)
    return (
        _row(digits),
        _row(_with_shift(upper, is_shifted)),
        _row(_with_shift(middle, is_shifted)),
        (TouchKey(Act.SHIFT, 0), *_row(_with_shift(lower, is_shifted), 1)),
        _LAST_ROW,
    )


def _row(letters: str, first: int = 0) -> tuple[TouchKey, ...]:
    return tuple(TouchKey(letter, first + column) for column, letter in enumerate(letters))


def _with_shift(letters: str, is_shifted: bool) -> str:
    if not is_shifted:
        return letters
    return "".join(_SHIFTED.get(letter, letter.upper()) for letter in letters)


def moved(rows: tuple[tuple[TouchKey, ...], ...], focus: Focus, key: Key) -> Focus | None:
    """The key that an arrow leads to; None where it leads up out of the keyboard.

    To the sides it goes round; downwards it ends in the last row.
    """
    row, number = focus
    if key in (Key.LEFT, Key.RIGHT):
        return row, (number + (1 if key is Key.RIGHT else -1)) % len(rows[row])
    target = row + (1 if key is Key.DOWN else -1)
    if target < 0:
        return None
    target = min(target, len(rows) - 1)
    middle = rows[row][number].middle
    nearest = min(range(len(rows[target])), key=lambda other: _away(rows[target][other], middle))
    return (target, nearest) if target != row else focus


def _away(key: TouchKey, middle: float) -> tuple[float, int]:
    """How far a key lies from a column; keys above or below it at no distance."""
    outside = max(key.column - middle, middle - key.column - key.width, 0.0)
    return outside, key.column
