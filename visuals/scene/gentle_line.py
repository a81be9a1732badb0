"""A gentle line beside the breath: it fades in, stays, fades out, and is never one of two."""

from __future__ import annotations

import pygame

from trainer.snapshot import SelfTalk
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.palette import Colour

__all__ = ["GentleLine"]


class GentleLine:
    """Lines of one catalogue in one box."""

    def __init__(
        self,
        letters: Lettering,
        box: pygame.Rect,
        lines: tuple[str, ...],
        size: float,
        colour: Colour,
    ) -> None:
        self._letters = letters
        self._box = box
        self._lines = lines
        self._colour = colour
        # One size for all: a line must not be louder than another.
        self._size = letters.common_size(
            [(line, box) for line in lines], size, Weight.REGULAR, max_lines=2
        )

    def place(self, talk: SelfTalk | None, at_s: float) -> list[PlacedText]:
        """The line of a moment, as visible as it is then."""
        if talk is None or not self._lines:
            return []
        fade_s = max(1e-3, talk.fade_s)
        shown = min(1.0, (at_s - talk.appeared_s) / fade_s, (talk.leaves_s - at_s) / fade_s)
        if shown <= 0.0:
            return []
        return self._letters.place(
            self._lines[talk.line % len(self._lines)],
            self._box,
            self._size,
            Weight.REGULAR,
            self._colour,
            align=Align.CENTRE,
            max_lines=2,
            opacity=shown * shown * (3.0 - 2.0 * shown),
        )
