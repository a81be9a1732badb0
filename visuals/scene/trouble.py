"""The trouble card: what the sensor needs, in place of the numbers and never over the figure.

A trouble never stops the breathing: the card says so first.
"""

from __future__ import annotations

import pygame

from devices.readings import LinkState
from trainer.signal.waves.wave_condition import WaveCondition
from trainer.snapshot import Snapshot
from trainer.trust import TrustState
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.scene import marks
from visuals.scene.layout import Layout
from visuals.texts import OWN_SENSORS, minutes_and_seconds

__all__ = ["TroubleCard", "has_trouble"]

_TITLE = 20
_WORDS = 18
_SMALL = 16
_PAD = 24
_RADIUS = 18
_STROKE_ALPHA = 0.55
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


def has_trouble(snapshot: Snapshot) -> bool:
    """Whether the person's own sensor needs something of them just now."""
    if snapshot.sensor.kind not in OWN_SENSORS:
        return False
    if snapshot.link_state is LinkState.ARRIVING:
        return snapshot.trust.state is TrustState.LOST
    return snapshot.link_state in _TROUBLES


_TROUBLES = frozenset(
    {
        LinkState.RADIO_OFF,
        LinkState.NO_RADIO,
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
        LinkState.FLAT,
        LinkState.UNPLUGGED,
        LinkState.FAILED,
    }
)


class TroubleCard:
    """Title, the one thing to do, and how long it has been looked for."""

    def __init__(self, layout: Layout, letters: Lettering) -> None:
        self._letters = letters
        self._layout = layout
        self._look = layout.look
        self._card = layout.rect(layout.places.trouble)
        shape = (*self._card.size, _RADIUS * layout.scale)
        palette = layout.look.palette
        self._ground = marks.rounded_box(*shape, palette.night_stops[0][1], 0.72)
        self._frame = marks.rounded_frame(
            *shape, palette.warn, _STROKE_ALPHA, max(1.0, 1.4 * layout.scale)
        )

    def place(self, snapshot: Snapshot, at_s: float, *, hides_numbers: bool) -> list[PlacedText]:
        """Every text of the card."""
        texts, palette = self._look.texts, self._look.palette
        state = snapshot.link_state
        title, said = texts.noise_title, texts.noise_said
        if snapshot.wave is not None and snapshot.wave is not WaveCondition.CLEAR:
            said = texts.wave_said[snapshot.wave]
        if state is not LinkState.ARRIVING:
            title, said = texts.trouble_titles[state], texts.link_said[state]
        pad = self._layout.length(_PAD)
        inner = self._card.inflate(-2 * pad, -2 * round(pad * 0.75))
        row = round(inner.height * 0.2)
        is_searching = state in _SEARCHES and not hides_numbers
        foot = round(row * 0.8) if is_searching else 0
        box = pygame.Rect(inner.x, inner.y, inner.width, row)
        placed = self._letters.place(title, box, _TITLE, Weight.SEMIBOLD, palette.text)
        body = pygame.Rect(inner.x, inner.y + row, inner.width, inner.height - row - foot)
        placed += self._letters.place(
            f"{texts.trouble_goes_on} {said}",
            body,
            _WORDS,
            Weight.REGULAR,
            palette.text2,
            align=Align.TOP_LEFT,
            max_lines=7,
        )
        if is_searching:
            placed += self._letters.place(
                minutes_and_seconds(at_s - snapshot.link_since_s),
                pygame.Rect(inner.x, inner.bottom - foot, inner.width, foot),
                _SMALL,
                Weight.REGULAR,
                palette.warn,
            )
        return placed

    def draw(self, surface: pygame.Surface) -> None:
        """Draw ground and frame; the texts are drawn with all others."""
        surface.blit(self._ground, self._card)
        surface.blit(self._frame, self._card)
