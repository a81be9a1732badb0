"""Where things stand in the card beside the figure: title, words, a small line, one button.

The card takes the place of the numbers; the figure and its ring are never covered.
"""

from __future__ import annotations

import pygame

from visuals.gestures import Place
from visuals.scene.layout import Kind, Layout

__all__ = ["SideCard"]

_PAD = 24
_NARROW_PAD = 18
_TITLE = 36
_TALL_TITLE = 56
_LARGE_TITLE = 104
_BUTTON = 48
_FOOT = 30
_GAP = 12
_NARROW = (Kind.COMPACT, Kind.SQUARE)
"""Beside their rings a title has no room on one line."""
_FLAT_BUTTON_SHARE = 0.52
_FINGER_PX = 44
"""A finger hits a button of at least this size, whatever the window's scale (WCAG 2.5.5)."""


class SideCard:
    """The places of one card, in pixels."""

    def __init__(self, layout: Layout) -> None:
        self.card = layout.rect(layout.places.trouble)
        is_flat = layout.kind is Kind.PORTRAIT
        is_roomy = layout.kind is Kind.WIDE and not layout.is_large
        pad, gap = layout.length(_PAD if is_roomy else _NARROW_PAD), layout.length(_GAP)
        inner = self.card.inflate(-2 * pad, -2 * round(pad * 0.8))
        is_tall = layout.is_large and not is_flat
        self.title_lines = 3 if is_tall else 2 if layout.kind in _NARROW else 1
        """Large letters have no room on one line, and narrow columns have none."""
        title = layout.length({1: _TITLE, 2: _TALL_TITLE, 3: _LARGE_TITLE}[self.title_lines])
        height = layout.length(_BUTTON)
        foot = layout.length(_FOOT)
        self.title = pygame.Rect(inner.x, inner.y, inner.width, title)
        below = self.title.bottom + gap // 2
        self.button = pygame.Rect(inner.x, inner.bottom - height, inner.width, height)
        self._body_bottom = self.button.y - gap
        self.foot = pygame.Rect(inner.x, self._body_bottom - foot, inner.width, foot)
        if is_flat:
            # Low and wide: the small line and the button share the last row.
            across = round(inner.width * _FLAT_BUTTON_SHARE)
            self.button.update(inner.right - across, self.button.y, across, height)
            self.foot.update(inner.x, self.button.y, inner.width - across - gap, height)
        self._body = pygame.Rect(inner.x, below, inner.width, self._body_bottom - below)
        self._is_flat = is_flat

    def body(self, *, has_foot: bool) -> pygame.Rect:
        """Where the words stand: above the small line, where there is one."""
        body = self._body.copy()
        if has_foot and not self._is_flat:
            body.height -= self.foot.height
        return body

    def touches(self, place: Place) -> bool:
        """Whether a finger or a click is on the button."""
        less_x = max(0, _FINGER_PX - self.button.width)
        less_y = max(0, _FINGER_PX - self.button.height)
        return self.button.inflate(less_x, less_y).collidepoint(place)
