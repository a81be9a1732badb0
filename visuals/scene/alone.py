"""Beside the figure while the person goes on without their sensor: calm words, one way back."""

from __future__ import annotations

import pygame

from devices.readings import LinkState
from trainer.snapshot import Snapshot
from visuals.gestures import Place
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.scene.cards import Cards
from visuals.scene.layout import Layout
from visuals.scene.side_card import SideCard
from visuals.texts import KeyHint

__all__ = ["AloneCard"]

_TITLE = 20
_WORDS = 18
_BUTTON = 18


class AloneCard:
    """Says that the breath is enough, and takes the sensor up again when that is wanted."""

    def __init__(self, layout: Layout, letters: Lettering) -> None:
        self._letters = letters
        self._palette, self._texts = layout.look.palette, layout.look.texts
        self._cards = Cards(layout, letters)
        self._places = SideCard(layout)

    def place(self, snapshot: Snapshot) -> list[PlacedText]:
        """Every text of the card."""
        texts, places, place = self._texts, self._places, self._letters.place
        is_back = snapshot.link_state is LinkState.ARRIVING
        return [
            *place(
                texts.alone_title,
                places.title,
                _TITLE,
                Weight.SEMIBOLD,
                self._palette.text,
                max_lines=places.title_lines,
            ),
            *place(
                texts.alone_is_back if is_back else texts.alone_said,
                places.body(has_foot=False),
                _WORDS,
                Weight.REGULAR,
                self._palette.text2,
                align=Align.TOP_LEFT,
                max_lines=8,
            ),
            *self._cards.place_button(
                places.button, texts.key_listen_again, is_main=False, size=_BUTTON
            ),
        ]

    def button_at(self, place: Place) -> KeyHint | None:
        """The way back to the sensor, where a finger or a click is on it."""
        return self._texts.key_listen_again if self._places.touches(place) else None

    def draw(self, surface: pygame.Surface) -> None:
        """Draw ground and button; the texts are drawn with all others."""
        places = self._places
        self._cards.draw_card(surface, places.card, is_chosen=False, has_focus=False)
        self._cards.draw_key_button(surface, places.button, self._texts.key_listen_again, _BUTTON)
