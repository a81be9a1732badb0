"""One screen goes over into the next: what was seen last lies over it, and goes.

Also where motion is reduced: nothing moves in it.
"""

from __future__ import annotations

import pygame

__all__ = ["CrossFade"]

_FADE_S = 0.4


class CrossFade:
    """Keeps what was seen last for as long as it is still seen."""

    def __init__(self) -> None:
        self._before: pygame.Surface | None = None
        self._began_s: float | None = None

    def leave(self, seen: pygame.Surface) -> None:
        """Keep what is seen now: another screen follows."""
        self._before = seen.copy()
        self._began_s = None

    def forget(self) -> None:
        """There is nothing any more that could be seen."""
        self._before = None

    def lay_over(self, screen: pygame.Surface, now_s: float) -> None:
        """Lay what was seen over the next screen, as much of it as is left at a time.

        It begins to go with the first picture of the next screen, however long that took to make.
        """
        if self._before is None:
            return
        if self._began_s is None:
            self._began_s = now_s
        gone = (now_s - self._began_s) / _FADE_S
        if gone >= 1.0 or self._before.get_size() != screen.get_size():
            self._before = None
            return
        left = 1.0 - gone * gone * (3.0 - 2.0 * gone)
        self._before.set_alpha(round(255 * left))
        screen.blit(self._before, (0, 0))
