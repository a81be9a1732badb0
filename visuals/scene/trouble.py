"""The trouble card: what the sensor needs, in place of the numbers and never over the figure.

A trouble never stops the breathing: the card says so first.
"""

from __future__ import annotations

import pygame

from devices.readings import LinkState, SensorKind
from trainer.signal.waves.wave_condition import WaveCondition
from trainer.snapshot import Snapshot
from trainer.trust import TrustState
from visuals.gestures import Place
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.scene import marks
from visuals.scene.cards import Cards
from visuals.scene.layout import Layout
from visuals.scene.side_card import SideCard
from visuals.scene.waiting_dots import WaitingDots
from visuals.texts import OWN_SENSORS, KeyHint, minutes_and_seconds

__all__ = ["TroubleCard", "has_trouble"]

_TITLE = 20
_WORDS = 18
_SMALL = 16
_BUTTON = 18
_ICON = 50
_SEARCHES = frozenset(
    {
        LinkState.SEARCHING,
        LinkState.LOST,
        LinkState.GONE,
        LinkState.NO_PORT,
        LinkState.UNPLUGGED,
    }
)
"""States in which the time that was looked for says something."""
_STRAPS = frozenset({SensorKind.STRAP, SensorKind.OPTICAL_BAND})
"""Sensors that have the strap's icon."""


def has_trouble(snapshot: Snapshot) -> bool:
    """Whether the person's own sensor needs something of them just now."""
    if snapshot.is_alone or snapshot.sensor.kind not in OWN_SENSORS:
        return False
    if snapshot.link_state is LinkState.ARRIVING:
        return snapshot.trust.state is TrustState.LOST
    return snapshot.link_state in _TROUBLES


_TROUBLES = frozenset(
    {
        LinkState.RADIO_OFF,
        LinkState.NO_RADIO,
        LinkState.NO_ANSWER,
        LinkState.NOT_ALLOWED,
        LinkState.SEARCHING,
        LinkState.HELD,
        LinkState.RATE_ONLY,
        LinkState.SILENT,
        LinkState.OFF_SKIN,
        LinkState.LOST,
        LinkState.GONE,
        LinkState.NO_PORT,
        LinkState.PORT_BUSY,
        LinkState.PORT_NOT_ALLOWED,
        LinkState.BOARD_SILENT,
        LinkState.NOISE,
        LinkState.NO_WAVE,
        LinkState.UNDESCRIBED,
        LinkState.DAMAGED,
        LinkState.SENSOR_OFF,
        LinkState.FLAT,
        LinkState.UNPLUGGED,
        LinkState.FAILED,
    }
)


class TroubleCard:
    """Title, the one thing to do, how long it has been looked for, and the way on without."""

    def __init__(self, layout: Layout, letters: Lettering) -> None:
        self._letters = letters
        self._layout = layout
        self._look = layout.look
        self._cards = Cards(layout, letters)
        self._places = SideCard(layout)
        length, palette = layout.length, layout.look.palette
        self._icon = marks.strap(length(_ICON), max(1.2, 2.0 * layout.scale), palette.warn)
        self._dots = WaitingDots(layout, palette.warn)

    def place(self, snapshot: Snapshot, at_s: float, *, hides_numbers: bool) -> list[PlacedText]:
        """Every text of the card."""
        texts, palette = self._look.texts, self._look.palette
        state = snapshot.link_state
        title, said = texts.noise_title, texts.noise_said
        if snapshot.wave is not None and snapshot.wave is not WaveCondition.CLEAR:
            said = texts.wave_words(snapshot.sensor.kind, snapshot.wave)
        if state is not LinkState.ARRIVING:
            kind = snapshot.sensor.kind
            title, said = texts.state_title(kind, state), texts.state_help(kind, state)
        places, place = self._places, self._letters.place
        placed = place(
            title,
            self._title(snapshot),
            _TITLE,
            Weight.SEMIBOLD,
            palette.text,
            max_lines=places.title_lines,
        )
        body = places.body(has_foot=state in _SEARCHES)
        placed += place(
            f"{texts.trouble_goes_on} {said}",
            body,
            _WORDS,
            Weight.REGULAR,
            palette.text2,
            align=Align.TOP_LEFT,
            max_lines=9,
        )
        if state in _SEARCHES:
            placed += self._place_search(at_s - snapshot.link_since_s, hides_numbers)
        return placed + self._cards.place_button(
            places.button, texts.key_alone, is_main=False, size=_BUTTON
        )

    def _title(self, snapshot: Snapshot) -> pygame.Rect:
        """Where the title stands: behind the strap's icon, where it is a strap."""
        title = self._places.title.copy()
        if snapshot.sensor.kind in _STRAPS:
            shift = self._icon.get_width() + self._layout.length(14)
            title.x, title.width = title.x + shift, title.width - shift
        return title

    def _place_search(self, since_s: float, hides_numbers: bool) -> list[PlacedText]:
        foot = self._places.foot.copy()
        shift = self._dots.width + self._layout.length(10)
        foot.x, foot.width = foot.x + shift, foot.width - shift
        words = self._look.texts.link_short[LinkState.SEARCHING]
        if not hides_numbers:
            words = f"{words}, {minutes_and_seconds(since_s)}"
        colour = self._look.palette.text2
        return self._letters.place(words, foot, _SMALL, Weight.REGULAR, colour)

    def button_at(self, place: Place) -> KeyHint | None:
        """The way on without the sensor, where a finger or a click is on it."""
        return self._look.texts.key_alone if self._places.touches(place) else None

    def draw(self, surface: pygame.Surface, snapshot: Snapshot, at_s: float) -> None:
        """Draw ground, icon and button; the texts are drawn with all others."""
        places = self._places
        self._cards.draw_warning(surface, places.card)
        if snapshot.sensor.kind in _STRAPS:
            down = places.title.centery - self._icon.get_height() // 2
            surface.blit(self._icon, (places.title.x, down))
        if snapshot.link_state in _SEARCHES:
            foot = places.foot
            since_s = at_s - snapshot.link_since_s
            self._dots.draw(surface, (foot.x + self._dots.width, foot.centery), since_s)
        self._cards.draw_key_button(surface, places.button, self._look.texts.key_alone, _BUTTON)
