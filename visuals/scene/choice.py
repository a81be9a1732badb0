"""The choice before a session: which strap, the practice heart, or the breath alone.

`ChoiceScene` draws a `Choice` at a time and tells what lies under a pointer; it decides nothing.
"""

from __future__ import annotations

import math

import numpy as np
import pygame

from trainer.choosing import Choice, OptionKind
from visuals import palette, texts
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.scene import marks
from visuals.scene.backdrop import backdrop_colours
from visuals.scene.choice_places import CHOICE_PLACES, lake_of
from visuals.scene.choice_rows import ChoiceRows
from visuals.scene.figure import Figure
from visuals.scene.ground import dithered, opaque_surface
from visuals.scene.keys import place_keys
from visuals.scene.layout import Layout

__all__ = ["BEGIN_KEY", "ChoiceScene"]

BEGIN_KEY = "begin"
"""What lies under a pointer on the button."""
_TITLE = 44
_SUBTITLE = 20
_BUTTON = 22
_CHIP = 15
_BREATH_S = 10.0
_CALM_FULLNESS = 0.55
"""The person breathes softly while they wait: nobody is asked to follow yet."""
_HALO_REACH = 250.0
_HALO_LIGHT = 0.34
_DIM = 0.38
"""Opacity of a button that leads nowhere yet."""


class ChoiceScene:
    """Draws the choice for one window size.

    Parameters
    ----------
    size
        Of the window in pixels.
    text_scale
        1.0, 1.25 or 1.5; texts grow as far as their boxes allow.
    reduced_motion
        The person sits still.
    seed
        Of the dither and the stars.
    """

    def __init__(
        self,
        size: tuple[int, int],
        *,
        text_scale: float = 1.0,
        reduced_motion: bool = False,
        seed: int = 0,
    ) -> None:
        chance = np.random.default_rng(seed)
        self.layout = Layout(size)
        self._reduced_motion = reduced_motion
        self._places = CHOICE_PLACES[self.layout.kind]
        self._letters = Lettering(self.layout.scale, text_scale)
        lake = lake_of(self.layout)
        self._ground = _ground(lake, chance)
        self._figure = Figure(lake, chance)
        self._rows = ChoiceRows(self.layout, self._letters)
        self._begin = self.layout.rect(self._places.begin)
        shape = (self._begin.width, self._begin.height, self._begin.height / 2)
        self._button = marks.rounded_box(*shape, palette.BREATH, 1.0)
        self._dim_button = marks.rounded_box(*shape, palette.BREATH, _DIM)
        self._chips: dict[tuple[int, int], pygame.Surface] = {}

    def bake(self, budget_s: float) -> bool:
        """Bake further frames of the person for about this long; True when all are there."""
        return self._figure.bake(budget_s)

    def draw(self, surface: pygame.Surface, choice: Choice, at_s: float) -> None:
        """Draw the choice at a time over the whole surface."""
        surface.blit(self._ground, (0, 0))
        self._figure.draw(surface, self._fullness_at(at_s), is_mirrored=not self._reduced_motion)
        self._rows.draw(surface, choice, 0.0 if self._reduced_motion else at_s)
        surface.blit(self._button if _can_begin(choice) else self._dim_button, self._begin)
        self._draw_chip(surface, choice)
        for text in self.texts(choice):
            self._letters.draw(surface, text)

    def texts(self, choice: Choice) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        title, subtitle = _titles(choice)
        place, rect = self._letters.place, self.layout.rect
        # All titles in one size: they stand for each other.
        box = rect(self._places.title)
        titles = (texts.SEEK_TITLE, texts.CHOICE_TITLE, texts.FOUND_TITLE)
        size = self._letters.common_size([(each, box) for each in titles], _TITLE, Weight.LIGHT)
        return [
            *place(title, box, size, Weight.LIGHT, palette.TEXT),
            *place(
                subtitle,
                rect(self._places.subtitle),
                _SUBTITLE,
                Weight.REGULAR,
                palette.TEXT2,
                align=Align.TOP_LEFT,
                max_lines=2,
            ),
            *self._rows.place(choice),
            *self._button_texts(choice),
            *place_keys(_keys(choice), rect(self._places.keys), self.layout, self._letters),
        ]

    def key_at(self, choice: Choice, position: tuple[float, float]) -> str | None:
        """Key of the option under a place on the canvas, or `BEGIN_KEY`; None: nothing."""
        if self._begin.collidepoint(position):
            return BEGIN_KEY
        return next(
            (key for key, rect in self._rows.places(choice) if rect.collidepoint(position)), None
        )

    def _fullness_at(self, at_s: float) -> float:
        if self._reduced_motion:
            return 0.0
        return _CALM_FULLNESS * 0.5 * (1.0 - math.cos(2 * math.pi * at_s / _BREATH_S))

    def _button_texts(self, choice: Choice) -> list[PlacedText]:
        """Word and key in the middle of the button."""
        key, word = texts.KEY_BEGIN
        colour = palette.INK if _can_begin(choice) else palette.TEXT2
        inner = self._begin.inflate(-self._begin.height, -self.layout.length(12))
        gap = self.layout.length(26)
        room = pygame.Rect(0, 0, round(inner.width * 0.55), inner.height)
        size = self._letters.common_size([(word, room)], _BUTTON, Weight.BOLD)
        whole = self._letters.place(word, room, size, Weight.BOLD, colour)[0]
        chip = self._letters.place(
            key,
            pygame.Rect(0, 0, inner.width - room.width - gap, inner.height),
            _CHIP,
            Weight.SEMIBOLD,
            colour,
        )[0]
        left = inner.centerx - (whole.width + gap + chip.width) // 2
        first = pygame.Rect(left, inner.y, whole.width + 1, inner.height)
        second = pygame.Rect(left + whole.width + gap, inner.y, chip.width + 1, inner.height)
        return [
            *self._letters.place(word, first, size, Weight.BOLD, colour),
            *self._letters.place(key, second, _CHIP, Weight.SEMIBOLD, colour),
        ]

    def _draw_chip(self, surface: pygame.Surface, choice: Choice) -> None:
        chip = self._button_texts(choice)[1].rect.inflate(
            2 * self.layout.length(10), self.layout.length(5)
        )
        if chip.size not in self._chips:
            radius = 8 * self.layout.scale
            self._chips[chip.size] = marks.rounded_box(*chip.size, radius, palette.INK, 0.14)
        surface.blit(self._chips[chip.size], chip)


def _titles(choice: Choice) -> tuple[str, str]:
    if choice.is_made:
        has_strap = choice.focused.kind is OptionKind.STRAP
        return texts.FOUND_TITLE if has_strap else texts.CHOICE_TITLE, texts.MADE_SUBTITLE
    if choice.is_seeking:
        return texts.SEEK_TITLE, texts.SEEK_SUBTITLE
    return texts.CHOICE_TITLE, texts.CHOICE_SUBTITLE


def _can_begin(choice: Choice) -> bool:
    return choice.focused.can_be_taken and not choice.is_made


def _keys(choice: Choice) -> tuple[tuple[str, str], ...]:
    if choice.is_seeking:
        return (texts.KEY_ALL, texts.KEY_FULL, texts.KEY_LEAVE)
    focus = choice.focused
    listens = focus.strap is not None and not focus.strap.found.is_held
    listen = (texts.KEY_LISTEN,) if listens else ()
    return (texts.KEY_CHOOSE, *listen, texts.KEY_FULL, texts.KEY_LEAVE)


def _ground(lake: Layout, chance: np.random.Generator) -> pygame.Surface:
    """The lake with a still light around the person."""
    picture = backdrop_colours(lake, chance)
    width, height = lake.size
    x, y = (lake.x(lake.places.ring_centre[0]), lake.y(lake.places.ring_centre[1] + 20))
    across = (np.arange(width, dtype=np.float32) - x) / (_HALO_REACH * lake.scale)
    down = (np.arange(height, dtype=np.float32) - y) / (_HALO_REACH * lake.scale)
    light = np.exp(-(across[None, :] ** 2 + down[:, None] ** 2))
    light[round(lake.y(lake.places.horizon)) :] *= 0.25
    halo = np.array(palette.BREATH_DEEP, dtype=np.float32) * _HALO_LIGHT
    picture += light[:, :, None] * halo
    return opaque_surface(dithered(picture, chance))
