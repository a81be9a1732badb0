"""One screen, or a part of it, goes over into the next: what was seen last lies over it, and goes.

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
        self._place = (0, 0)
        self._of = (0, 0)
        """Where it was seen, and how large all of that was."""
        self._began_s: float | None = None

    def leave(self, seen: pygame.Surface, area: pygame.Rect | None = None) -> None:
        """Keep what is seen now, or an area of it: something else follows."""
        area = seen.get_rect() if area is None else area.clip(seen.get_rect())
        self._before = seen.subsurface(area).copy()
        self._place, self._of = area.topleft, seen.get_size()
        self._began_s = None

    def forget(self) -> None:
        """There is nothing any more that could be seen."""
        self._before = None

    def lay_over(self, screen: pygame.Surface, now_s: float) -> None:
        """Lay what was seen over what follows, as much of it as is left at a time.

        It begins to go with the first picture that follows, however long that took to make.
        """
        if self._before is None:
            return
        if self._began_s is None:
            self._began_s = now_s
        gone = (now_s - self._began_s) / _FADE_S
        if gone >= 1.0 or self._of != screen.get_size():
            self._before = None
            return
        left = 1.0 - gone * gone * (3.0 - 2.0 * gone)
        self._before.set_alpha(round(255 * left))
        screen.blit(self._before, self._place)
