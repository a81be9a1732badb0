"""The top of the picture: who sends the beats, a gentle line, the time left, and a notice."""

from __future__ import annotations

from functools import lru_cache

import pygame

from devices.readings import LinkState, SensorKind
from trainer.snapshot import Snapshot
from trainer.trust import TrustState
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.palette import Colour
from visuals.scene import marks
from visuals.scene.gentle_line import GentleLine
from visuals.scene.layout import Layout
from visuals.scene.trouble import has_trouble
from visuals.texts import minutes_and_seconds

_NAME = 17
_NAME_SHARE = 0.6
"""Share of the pill for a name that is too long for it."""
_SELF_TALK = 22
_TIME = 22
_LEFT = 17
_NOTICE = 18
_KEPT = 2
"""Times and names that are kept as they were placed; they change once a second at most."""
_PAD = 16
_LAMP = 4.2
"""Radius of the lamp in the pill, in design units."""


class TopBar:
    """Sensor pill, self-talk, time left, and the notice: an unsaved journal, a strap's need."""

    def __init__(self, layout: Layout, letters: Lettering) -> None:
        self._layout = layout
        self._letters = letters
        self._palette, self._texts = layout.look.palette, layout.look.texts
        places = layout.places
        self._pill = layout.rect(places.pill)
        look = layout.look
        self._line = GentleLine(
            letters,
            layout.rect(places.self_talk),
            look.lines(look.texts.self_talk),
            _SELF_TALK,
            look.palette.text2,
        )
        self._time = layout.rect(places.time_left)
        self._time_texts = lru_cache(_KEPT)(self._place_minutes)
        self._notice = layout.rect(places.notice)
        self._pad = layout.length(_PAD)
        self._words_in_pill = lru_cache(_KEPT)(self._place_in_pill)
        self._pill_of = lru_cache(_KEPT)(self._draw_pill)

    def place(
        self,
        snapshot: Snapshot,
        at_s: float,
        *,
        hides_numbers: bool,
        hides_lines: bool = False,
    ) -> list[PlacedText]:
        """Every text of the top bar."""
        placed = list(self._place_pill(snapshot)) if _has_sensor(snapshot) else []
        if not hides_lines:
            placed += self._line.place(snapshot.self_talk, at_s)
        if not hides_numbers:
            placed += self._place_time(snapshot, at_s)
        placed += self._place_notice(snapshot, hides_numbers=hides_numbers)
        return placed

    def _place_notice(self, snapshot: Snapshot, *, hides_numbers: bool) -> list[PlacedText]:
        """What is not saved, or else the strap's battery; troubles have a card of their own."""
        words, colour = self._texts.unsaved_words(snapshot.unsaved), self._palette.warn
        if snapshot.unsaved is None:
            words, colour = "", self._palette.text2
            if not snapshot.is_alone:
                words = self._strap_notice(snapshot, hides_numbers=hides_numbers)
        if not words or (snapshot.unsaved is None and has_trouble(snapshot)):
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

    def _strap_notice(self, snapshot: Snapshot, *, hides_numbers: bool) -> str:
        return self._texts.link_sentence(
            snapshot.sensor,
            snapshot.link_state,
            snapshot.battery_notice_percent,
            snapshot.unrecorded,
            snapshot.wave,
            hides_numbers=hides_numbers,
        )

    def _place_pill(self, snapshot: Snapshot) -> list[PlacedText]:
        words = self._texts.link_words(snapshot.sensor, snapshot.link_state, _is_noisy(snapshot))
        if snapshot.is_alone:
            words = self._texts.set_aside
        name = self._texts.sensor_name(snapshot.sensor)
        if snapshot.sensor.kind is SensorKind.SIMULATED:
            name = self._texts.practice_heart
        return self._words_in_pill(name, words)

    def _place_in_pill(self, name: str, words: str) -> list[PlacedText]:
        length = self._layout.length
        inner = self._pill.inflate(-length(2 * _PAD), 0)
        lamp = length(2 * _LAMP + 9)
        gap = length(10)
        room = inner.width - lamp - gap
        # Both in one size, as if they were one line of the heavier weight.
        whole = pygame.Rect(0, 0, room, inner.height)
        size = self._letters.common_size([(f"{name} {words}", whole)], _NAME, Weight.SEMIBOLD)
        share = round(room * _NAME_SHARE)
        if (
            self._letters.place(name, whole, size, Weight.SEMIBOLD, self._palette.text)[0].width
            < room
        ):
            share = room
        box = pygame.Rect(inner.x + lamp, inner.y, share, inner.height)
        placed = self._letters.place(name, box, size, Weight.SEMIBOLD, self._palette.text)
        left = placed[-1].right + gap
        box = pygame.Rect(left, inner.y, max(1, inner.right - left), inner.height)
        placed += self._letters.place(words, box, size, Weight.REGULAR, self._palette.text2)
        return placed

    def _place_time(self, snapshot: Snapshot, at_s: float) -> list[PlacedText]:
        passed_s = 0.0 if snapshot.is_paused else max(0.0, at_s - snapshot.at_s)
        return self._time_texts(minutes_and_seconds(snapshot.session_left_s - passed_s))

    def _place_minutes(self, left: str) -> list[PlacedText]:
        gap = self._layout.length(8)
        box = self._time
        unit = self._letters.place(
            self._texts.time_left,
            box,
            _LEFT,
            Weight.REGULAR,
            self._palette.text2,
            align=Align.RIGHT,
        )
        rest = pygame.Rect(box.x, box.y, unit[0].left - gap - box.x, box.height)
        time = self._letters.place(
            left,
            rest,
            _TIME,
            Weight.SEMIBOLD,
            self._palette.text,
            align=Align.RIGHT,
        )
        return [*time, self._letters.on_baseline(unit[0], time[0])]

    def draw(self, surface: pygame.Surface, snapshot: Snapshot) -> None:
        """Draw the pill and its lamp; the texts are drawn with all others."""
        if not _has_sensor(snapshot):
            return
        is_clear = snapshot.link_state is LinkState.ARRIVING and not _is_noisy(snapshot)
        colour = self._palette.gauge if is_clear else self._palette.warn
        if snapshot.is_alone:
            colour = self._palette.text3
        right = max(text.right for text in self._place_pill(snapshot))
        width = min(self._pill.width, right + self._pad - self._pill.x)
        surface.blits(self._pill_of(width, colour), doreturn=False)

    def _draw_pill(self, width: int, colour: Colour) -> list[tuple[pygame.Surface, pygame.Rect]]:
        """The pill and its lamp, encoded in runs: they stay as they are for minutes."""
        pill = pygame.Rect(self._pill.topleft, (width, self._pill.height))
        shape = (*pill.size, pill.height / 2)
        palette = self._palette
        lamp = marks.disc(_LAMP * self._layout.scale, colour)
        lamp_x = self._pill.x + self._layout.length(_PAD + _LAMP)
        stroke = max(1.0, self._layout.scale)
        pieces = [
            (marks.rounded_box(*shape, palette.card, palette.card_alpha / 255), pill),
            (
                marks.rounded_frame(
                    *shape, palette.card_stroke, palette.card_stroke_alpha / 255, stroke
                ),
                pill,
            ),
            (lamp, lamp.get_rect(center=(lamp_x, self._pill.centery))),
        ]
        for picture, _ in pieces:
            picture.set_alpha(255, pygame.RLEACCEL)
        return pieces


def _has_sensor(snapshot: Snapshot) -> bool:
    """Whether there is a sensor at all."""
    return snapshot.sensor.kind is not SensorKind.NONE


def _is_noisy(snapshot: Snapshot) -> bool:
    """Whether beats arrive of which many are unclear."""
    noise = snapshot.trust.state is TrustState.LOST and snapshot.link_state is LinkState.ARRIVING
    return noise or snapshot.trust.state is TrustState.UNSURE
