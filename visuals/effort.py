"""How much the window takes on: what is left out where frames take too long.

The breath is a function of time in every one of them, so it stays even: nothing of it is left out.
No clock is asked here; the window tells how long its frames took.
"""

from __future__ import annotations

from enum import Enum

__all__ = ["Effort", "EffortWatch"]

_JUDGED = 120
"""Frames that are judged together."""
_MOST_LATE = 0.05
"""Share of them that may come late."""
_LATE_S = {60: (0.014, 0.018), 30: (0.028, 0.036)}
"""A frame is late when drawing took longer than the first and it came later than the second.

Both, because a screen that waits for its own rhythm makes drawing look long, and a computer that
wakes up late makes a frame late that was drawn in no time: fewer frames would help neither.
"""
_LIGHT_S = 0.009
"""Drawn so fast, 30 frames a second may be 60 again; the flip comes on top."""
_LIGHT_FEW_LINES_S = 0.014
"""Drawn so fast at 720 lines, 1080 do for 30 frames a second: they take a third to a half more."""
_FIRST_PATIENCE = 3
_MOST_PATIENCE = 48
"""Judgements in a row, light all, before there are 60 frames again: 12 s at first; twice as long
each time that it did not last, so that the picture does not go to and fro."""


class Effort(Enum):
    """What the window takes on, from the smoothest picture to the cheapest."""

    FULL = "full"
    """Sixty frames a second."""
    HALF_RATE = "half rate"
    """Thirty."""
    FEW_LINES = "few lines"
    """Thirty, drawn at 720 lines: only for a window that is scaled up anyway. Up to 1080 lines the
    scaling would cost more (3.3 ms) than the smaller picture saves (2.4 ms)."""

    @property
    def frames_per_s(self) -> int:
        """How often there is a picture."""
        return 60 if self is Effort.FULL else 30


class EffortWatch:
    """Judges frames and says what is taken on."""

    def __init__(self) -> None:
        self.effort = Effort.FULL
        self._late = self._light = self._seen = 0
        self._light_judgements = 0
        self._patience = _FIRST_PATIENCE
        self._came_back = False

    def frame(self, took_s: float, since_last_s: float, *, is_scaled_up: bool) -> None:
        """Hear of a frame.

        Parameters
        ----------
        took_s
            What was worked for it, without what was prepared for later ones.
        since_last_s
            From the frame before it to this one.
        is_scaled_up
            The window has more lines than are drawn.
        """
        long_s, late_s = _LATE_S[self.effort.frames_per_s]
        few_lines = self.effort is Effort.FEW_LINES
        self._seen += 1
        self._late += took_s > long_s and since_last_s > late_s
        self._light += took_s < (_LIGHT_FEW_LINES_S if few_lines else _LIGHT_S)
        if self._seen == _JUDGED:
            self._judge(is_scaled_up=is_scaled_up)
            self._late = self._light = self._seen = 0

    def next_screen(self) -> None:
        """Hear that another screen comes, whose frames are others.

        More lines come back here alone: in the midst of a breath it would stand still for a moment
        while everything is made anew.
        """
        if self.effort is Effort.FEW_LINES and self._light_judgements > 0:
            self.effort = Effort.HALF_RATE
            self._light_judgements = 0
        self._late = self._light = self._seen = 0

    def _judge(self, *, is_scaled_up: bool) -> None:
        is_late = self._late > _MOST_LATE * _JUDGED
        is_light = self._light >= (1.0 - _MOST_LATE) * _JUDGED
        self._light_judgements = self._light_judgements + 1 if is_light else 0
        if self.effort is Effort.FULL and is_late:
            self.effort = Effort.HALF_RATE
            self._light_judgements = 0
            if self._came_back:
                self._patience = min(_MOST_PATIENCE, 2 * self._patience)
        elif self.effort is Effort.HALF_RATE and is_late and is_scaled_up:
            self.effort = Effort.FEW_LINES
            self._light_judgements = 0
        elif self.effort is Effort.HALF_RATE and self._light_judgements >= self._patience:
            self.effort = Effort.FULL
            self._came_back = True
