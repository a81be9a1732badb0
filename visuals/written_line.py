"""A line of text while somebody writes it: where the caret is, and what a gesture makes of it.

Nothing is drawn here. A step of the caret is a letter as the person sees it, with the marks that
belong to it, not a code point.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from visuals.gestures import Composed, Gesture, Key, Pressed, Wrote

__all__ = ["WrittenLine", "hear_line", "line_of", "without_last", "written"]

_JOINS = frozenset({"Mn", "Me", "Mc", "Cf"})
"""Marks over a letter and signs of no width: they go where their letter goes."""
_JOINER = "\N{ZERO WIDTH JOINER}"


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """The line, its caret, and what an input method is still putting together there."""

    text: str = ""
    caret: int = 0
    """Code points before it."""
    composing: str = ""
    """Shown at the caret, not written yet."""
    longest: int = 80
    """Code points that the line may have."""

    @property
    def shown(self) -> str:
        """The line with what is being composed in its place."""
        return self.text[: self.caret] + self.composing + self.text[self.caret :]


def line_of(text: str, longest: int) -> WrittenLine:
    """The line as it is found, with the caret at its end."""
    return WrittenLine(text, len(text), longest=longest)


def hear_line(gesture: Gesture, line: WrittenLine) -> WrittenLine | None:
    """What a gesture makes of a line; None where it means nothing to one.

    While an input method composes, the keys are its own: erasing and the arrows change nothing.
    """
    match gesture:
        case Wrote(text):
            return written(line, text)
        case Composed(text):
            return replace(line, composing=_clean(text))
        case Pressed(Key.ERASE | Key.DELETE | Key.LEFT | Key.RIGHT | Key.HOME | Key.END as key):
            return line if line.composing else _moved_or_erased(line, key)
    return None


def written(line: WrittenLine, text: str) -> WrittenLine:
    """The line with a text at its caret, as far as it has room; pasted lines become one."""
    new = _clean(text)[: max(0, line.longest - len(line.text))]
    whole = line.text[: line.caret] + new + line.text[line.caret :]
    return replace(line, text=whole, caret=line.caret + len(new), composing="")


def without_last(line: WrittenLine) -> WrittenLine:
    """The line without the letter before its caret."""
    begin = _before(line.text, line.caret)
    return replace(line, text=line.text[:begin] + line.text[line.caret :], caret=begin)


def _moved_or_erased(line: WrittenLine, key: Key) -> WrittenLine:
    match key:
        case Key.ERASE:
            return without_last(line)
        case Key.DELETE:
            end = _after(line.text, line.caret)
            return replace(line, text=line.text[: line.caret] + line.text[end:])
        case Key.LEFT:
            return replace(line, caret=_before(line.text, line.caret))
        case Key.RIGHT:
            return replace(line, caret=_after(line.text, line.caret))
        case Key.HOME:
            return replace(line, caret=0)
        case _:
            return replace(line, caret=len(line.text))


def _clean(text: str) -> str:
    """One line of what may be drawn: other white space becomes a space, control codes nothing."""
    composed = unicodedata.normalize("NFC", text)
    spaced = "".join(" " if char.isspace() else char for char in composed)
    return "".join(
        char for char in spaced if char.isprintable() or unicodedata.category(char) in _JOINS
    )


def _belongs(text: str, at: int) -> bool:
    """Whether the code point at a place belongs to the letter before it."""
    return unicodedata.category(text[at]) in _JOINS or text[at - 1] == _JOINER


def _before(text: str, caret: int) -> int:
    """Place of the caret one letter back."""
    at = max(0, caret - 1)
    while at > 0 and _belongs(text, at):
        at -= 1
    return at


def _after(text: str, caret: int) -> int:
    """Place of the caret one letter on."""
    at = min(len(text), caret + 1)
    while at < len(text) and _belongs(text, at):
        at += 1
    return at
