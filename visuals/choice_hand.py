"""What keys and pointer mean while a sensor is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pygame

from trainer.choosing import BREATH_KEY, PRACTICE_KEY, ChoiceWish
from visuals.display import ChoiceResponse
from visuals.scene.choice import BEGIN_KEY

__all__ = ["ChoiceHand"]

_CHOICE_WISHES = {
    pygame.K_UP: ChoiceWish.UP,
    pygame.K_LEFT: ChoiceWish.UP,
    pygame.K_DOWN: ChoiceWish.DOWN,
    pygame.K_RIGHT: ChoiceWish.DOWN,
    pygame.K_TAB: ChoiceWish.DOWN,
    pygame.K_RETURN: ChoiceWish.TAKE,
    pygame.K_KP_ENTER: ChoiceWish.TAKE,
    pygame.K_SPACE: ChoiceWish.LISTEN,
    pygame.K_l: ChoiceWish.LIST,
    pygame.K_ESCAPE: ChoiceWish.LEAVE,
}
_DIGITS = {
    key: digit
    for digit in range(1, 10)
    for key in (getattr(pygame, f"K_{digit}"), getattr(pygame, f"K_KP{digit}"))
}
_OTHER_KEYS = {pygame.K_p: PRACTICE_KEY, pygame.K_n: BREATH_KEY}


class ChoiceHand:
    """Gathers what was done in one frame.

    Parameters
    ----------
    key_at
        Key of what lies under a place on the screen; None: nothing.
    focus
        Key of the option that is in focus: the button begins with it.
    """

    def __init__(self, key_at: Callable[[tuple[int, int]], str | None], focus: str) -> None:
        self._key_at = key_at
        self._focus = focus
        self.response = ChoiceResponse()
        """Everything so far."""

    def heed(self, event: pygame.event.Event) -> None:
        """Take in one event."""
        if event.type == pygame.QUIT:
            self._wish(ChoiceWish.LEAVE)
        elif event.type == pygame.MOUSEMOTION:
            key = self._key_at(event.pos)
            if key is not None and key != BEGIN_KEY:
                self.response = replace(self.response, focused=key)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
            key = self._key_at(event.pos)
            if key is not None:
                self._take(self._focus if key == BEGIN_KEY else key)
        elif event.type == pygame.KEYDOWN:
            self._heed_key(event.key)

    def _heed_key(self, key: int) -> None:
        if key in _CHOICE_WISHES:
            self._wish(_CHOICE_WISHES[key])
        elif key in _DIGITS:
            self.response = replace(self.response, number=_DIGITS[key])
        elif key in _OTHER_KEYS:
            self._take(_OTHER_KEYS[key])

    def _wish(self, wish: ChoiceWish) -> None:
        self.response = replace(self.response, wishes=(*self.response.wishes, wish))

    def _take(self, key: str) -> None:
        self.response = replace(self.response, taken=key)
