"""What all pages of words have in common: the night behind them, letters, and the way back."""

from __future__ import annotations

import numpy as np
import pygame

from visuals.gestures import Place
from visuals.lettering import Lettering, PlacedText
from visuals.look import Look
from visuals.scene.backdrop import draw_night
from visuals.scene.cards import Cards
from visuals.scene.layout import Box, Layout

__all__ = ["WordsPage"]

_BUTTON = 19


class WordsPage:
    """A page in which nothing moves and nothing is written; pages are made of it."""

    is_still = True

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        self.layout = Layout(size, look)
        self._palette, self._words = look.palette, look.texts
        self._letters = Lettering(self.layout.scale, look.text_scale)
        self._cards = Cards(self.layout, self._letters)
        self._ground = self._draw_ground()

    def _draw_ground(self) -> pygame.Surface:
        """What lies behind the words: the night alone, unless a page has more."""
        return draw_night(self.layout, np.random.default_rng(0))

    def bake(self, budget_s: float) -> bool:
        """Nothing is left to prepare."""
        del budget_s
        return True

    def takes_text(self, record: object) -> bool:
        """Nothing is written here: lines have a page of their own."""
        del record
        return False

    def _leads_back(self, box: Box, place: Place) -> bool:
        """Whether a click or a finger is on the button that leads back."""
        return self.layout.rect(box).collidepoint(place)

    def _draw_back(self, surface: pygame.Surface, box: Box, *, is_over: bool) -> None:
        """Draw that button; its words are drawn with all others."""
        rect, back = self.layout.rect(box), self._words.key_back
        self._cards.draw_key_button(surface, rect, back, _BUTTON, is_main=True)
        if is_over:
            self._cards.draw_over(surface, rect, is_round=True)

    def _place_back(self, box: Box) -> list[PlacedText]:
        """Its words."""
        back = self._words.key_back
        return self._cards.place_button(self.layout.rect(box), back, is_main=True, size=_BUTTON)
