"""The top of the picture: who sends the beats, a gentle line, the time left, and a notice."""

from __future__ import annotations

import pygame

from devices.readings import LinkState, SensorKind
from trainer.snapshot import SelfTalk, Snapshot
from trainer.trust import TrustState
from visuals import palette, texts
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.scene import marks
from visuals.scene.layout import Layout

_NAME = 17
_NAME_SHARE = 0.6
"""Share of the pill for a name that is too long for it."""
_SELF_TALK = 22
_TIME = 22
_LEFT = 17
_NOTICE = 18
_PAD = 16
_LAMP = 4.2
"""Radius of the lamp in the pill, in design units."""


class TopBar:
    """Sensor pill, self-talk, time left, and the notice: an unsaved journal, a strap's need."""

    def __init__(self, layout: Layout, letters: Lettering) -> None:
        self._layout = layout
        self._letters = letters
        places = layout.places
        self._pill = layout.rect(places.pill)
        self._self_talk = layout.rect(places.self_talk)
        self._time = layout.rect(places.time_left)
        self._notice = layout.rect(places.notice)
        radius = _LAMP * layout.scale
        self._clear = marks.disc(radius, palette.GAUGE)
        self._warn = marks.disc(radius, palette.WARN)
        self._pill_words: dict[tuple[str, str], list[PlacedText]] = {}
        self._pills: dict[int, tuple[pygame.Surface, pygame.Surface]] = {}

    def place(self, snapshot: Snapshot, at_s: float, *, hides_numbers: bool) -> list[PlacedText]:
        """Every text of the top bar."""
        placed = list(self._place_pill(snapshot))
        if snapshot.self_talk is not None:
            placed += self._place_self_talk(snapshot.self_talk, at_s)
        if not hides_numbers:
            placed += self._place_time(snapshot, at_s)
        placed += self._place_notice(snapshot)
        return placed

    def _place_notice(self, snapshot: Snapshot) -> list[PlacedText]:
        """What is not saved, or else what the strap needs; both would be too much at once."""
        words, colour = snapshot.unsaved, palette.WARN
        if words is None:
            words, colour = _strap_notice(snapshot), palette.TEXT2
        if not words:
            return []
        return self._letters.place(
            words,
            self._notice,
            _NOTICE,
            Weight.REGULAR,
            colour,
            align=Align.TOP_LEFT,
            max_lines=4,
        )

    def _place_pill(self, snapshot: Snapshot) -> list[PlacedText]:
        length = self._layout.length
        inner = self._pill.inflate(-length(2 * _PAD), 0)
        lamp = length(2 * _LAMP + 9)
        words = texts.link_words(snapshot.sensor, snapshot.link_state, _is_noisy(snapshot))
        name = snapshot.sensor.name
        if snapshot.sensor.kind is SensorKind.SIMULATED:
            name = texts.PRACTICE_HEART
        if (name, words) in self._pill_words:
            return self._pill_words[name, words]
        gap = length(10)
        room = inner.width - lamp - gap
        # Both in one size, as if they were one line of the heavier weight.
        whole = pygame.Rect(0, 0, room, inner.height)
        size = self._letters.common_size([(f"{name} {words}", whole)], _NAME, Weight.SEMIBOLD)
        share = round(room * _NAME_SHARE)
        if self._letters.place(name, whole, size, Weight.SEMIBOLD, palette.TEXT)[0].width < room:
            share = room
        box = pygame.Rect(inner.x + lamp, inner.y, share, inner.height)
        placed = self._letters.place(name, box, size, Weight.SEMIBOLD, palette.TEXT)
        left = placed[-1].right + gap
        box = pygame.Rect(left, inner.y, max(1, inner.right - left), inner.height)
        placed += self._letters.place(words, box, size, Weight.REGULAR, palette.TEXT2)
        self._pill_words = {(name, words): placed}
        return placed

    def _place_self_talk(self, talk: SelfTalk, at_s: float) -> list[PlacedText]:
        fade_s = max(1e-3, talk.fade_s)
        shown = min(1.0, (at_s - talk.appeared_s) / fade_s, (talk.leaves_s - at_s) / fade_s)
        if shown <= 0.0:
            return []
        return self._letters.place(
            texts.SELF_TALK[talk.line % len(texts.SELF_TALK)],
            self._self_talk,
            _SELF_TALK,
            Weight.REGULAR,
            palette.TEXT2,
            align=Align.CENTRE,
            max_lines=2,
            opacity=shown * shown * (3.0 - 2.0 * shown),
        )

    def _place_time(self, snapshot: Snapshot, at_s: float) -> list[PlacedText]:
        passed_s = 0.0 if snapshot.is_paused else max(0.0, at_s - snapshot.at_s)
        left_s = snapshot.session_left_s - passed_s
        gap = self._layout.length(8)
        box = self._time
        unit = self._letters.place(
            texts.TIME_LEFT, box, _LEFT, Weight.REGULAR, palette.TEXT2, align=Align.RIGHT
        )
        rest = pygame.Rect(box.x, box.y, unit[0].left - gap - box.x, box.height)
        time = self._letters.place(
            texts.minutes_and_seconds(left_s),
            rest,
            _TIME,
            Weight.SEMIBOLD,
            palette.TEXT,
            align=Align.RIGHT,
        )
        return [*time, self._letters.on_baseline(unit[0], time[0])]

    def draw(self, surface: pygame.Surface, snapshot: Snapshot) -> None:
        """Draw the pill and its lamp; the texts are drawn with all others."""
        length = self._layout.length
        right = max(text.right for text in self._place_pill(snapshot)) + length(_PAD)
        width = min(self._pill.width, right - self._pill.x)
        for picture in self._pill_of(width):
            surface.blit(picture, self._pill)
        is_clear = snapshot.link_state is LinkState.ARRIVING and not _is_noisy(snapshot)
        is_clear |= snapshot.sensor.kind is SensorKind.NONE
        lamp = self._clear if is_clear else self._warn
        surface.blit(
            lamp,
            (
                self._pill.x + length(_PAD + _LAMP) - lamp.get_width() // 2,
                self._pill.centery - lamp.get_height() // 2,
            ),
        )

    def _pill_of(self, width: int) -> tuple[pygame.Surface, pygame.Surface]:
        if width not in self._pills:
            height = self._pill.height
            shape = (width, height, height / 2)
            self._pills[width] = (
                marks.rounded_box(*shape, palette.CARD, palette.CARD_ALPHA / 255),
                marks.rounded_frame(
                    *shape,
                    palette.CARD_STROKE,
                    palette.CARD_STROKE_ALPHA / 255,
                    max(1.0, self._layout.scale),
                ),
            )
        return self._pills[width]


def _strap_notice(snapshot: Snapshot) -> str:
    return texts.link_sentence(
        snapshot.sensor,
        snapshot.link_state,
        snapshot.battery_percent,
        snapshot.unrecorded,
        snapshot.wave,
    )


def _is_noisy(snapshot: Snapshot) -> bool:
    """Whether beats arrive of which many are unclear."""
    noise = snapshot.trust.state is TrustState.LOST and snapshot.link_state is LinkState.ARRIVING
    return noise or snapshot.trust.state is TrustState.UNSURE
