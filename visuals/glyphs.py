"""Letters that the font lacks: a file's name may be in any script, our font has Latin ones."""

from __future__ import annotations

import unicodedata

import pygame

__all__ = ["PLACEHOLDER", "Glyphs"]

PLACEHOLDER = "\N{BULLET}"
"""Stands for a letter that cannot be drawn; the font's own sign for that is an empty box."""
_NO_LETTER = "\uffff"
"""Is no letter in any font: it shows how the font draws what it lacks."""
_UNSEEN = frozenset({"Mn", "Me", "Cf"})
"""Marks over the letter before, and signs of no width: they go where that letter goes."""
_NEVER_DRAWN = frozenset({"Cc", "Cs", "Co", "Cn"})
"""Controls, halves of letters (file names that are no text), and what stands for nothing."""


class Glyphs:
    """What one font can draw."""

    def __init__(self, font: pygame.font.Font) -> None:
        self._font = font
        self._lacking = self._picture(_NO_LETTER)
        self._drawn: dict[str, str] = {}

    def drawable(self, text: str) -> str:
        """Return the text with a dot in the place of every letter that the font lacks."""
        if text.isascii() and text.isprintable():
            return text
        composed = unicodedata.normalize("NFC", text)
        return "".join(self._one(letter) for letter in composed)

    def _one(self, letter: str) -> str:
        if letter not in self._drawn:
            category = unicodedata.category(letter)
            if category in _UNSEEN:
                self._drawn[letter] = ""
            elif category in _NEVER_DRAWN or self._picture(letter) == self._lacking:
                self._drawn[letter] = PLACEHOLDER
            else:
                self._drawn[letter] = letter
        return self._drawn[letter]

    def _picture(self, letter: str) -> bytes:
        return pygame.image.tobytes(self._font.render(letter, True, (255, 255, 255)), "RGBA")
