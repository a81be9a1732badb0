"""The summary screen: what was done, the quiet minutes, and the swing; warm, without a score."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame

from devices.readings import SensorKind
from trainer.snapshot import Snapshot
from visuals.lettering import Lettering, PlacedText, Weight
from visuals.look import Look
from visuals.scene import marks
from visuals.scene.backdrop import draw_night
from visuals.scene.layout import Layout
from visuals.scene.summary_cards import PAD, PLACES, SummaryCards
from visuals.scene.summary_course import SummaryCourse

_TITLE = 44
_SUBTITLE = 20
_LABEL = 18
_SMALL = 16
_RADIUS = 18
_KEY_PAD = 12


class SummaryScene:
    """Draws the summary of a session for one window size."""

    def __init__(
        self,
        size: tuple[int, int],
        look: Look | None = None,
        *,
        seed: int = 0,
    ) -> None:
        self.layout = Layout(size, look)
        look = self.layout.look
        self._palette, self._texts = look.palette, look.texts
        self._places = PLACES[self.layout.kind]
        self._letters = Lettering(self.layout.scale, look.text_scale)
        self._chips: dict[tuple[int, int], pygame.Surface] = {}
        self._ground = draw_night(self.layout, np.random.default_rng(seed))
        self._bake_button()
        self._plain_ground = self._ground.copy()
        for box in (
            self._places.quiet,
            self._places.swing,
            self._places.facts,
            self._places.course,
        ):
            self._bake_card(self.layout.rect(box))
        self._draw_rules(self._ground)
        self._cards = SummaryCards(self.layout, self._letters)
        self._course = SummaryCourse(self.layout, self._letters, self._places.course)

    def _bake_card(self, rect: pygame.Rect) -> None:
        radius = _RADIUS * self.layout.scale
        for picture in (
            marks.rounded_box(
                rect.width, rect.height, radius, self._palette.card, self._palette.card_alpha / 255
            ),
            marks.rounded_frame(
                rect.width,
                rect.height,
                radius,
                self._palette.card_stroke,
                self._palette.card_stroke_alpha / 255,
                max(1.0, self.layout.scale),
            ),
        ):
            self._ground.blit(picture, rect)

    def _bake_button(self) -> None:
        rect = self.done_button
        self._ground.blit(
            marks.rounded_box(rect.width, rect.height, rect.height / 2, self._palette.button, 1.0),
            rect,
        )

    @property
    def done_button(self) -> pygame.Rect:
        """Where a click leaves the summary, in pixels."""
        return self.layout.rect(self._places.done)

    def bake(self, budget_s: float) -> bool:
        """Nothing is left to bake; here so that both scenes are used alike."""
        del budget_s
        return True

    def draw(
        self,
        surface: pygame.Surface,
        snapshot: Snapshot,
        at_s: float,
        *,
        hides_numbers: bool = False,
        shows_hints: bool = True,
        upset: str = "",
    ) -> None:
        """Draw the summary over the whole surface."""
        surface.blit(self._ground if _has_figures(snapshot) else self._plain_ground, (0, 0))
        self._draw_chip(surface)
        if _has_figures(snapshot) and not hides_numbers:
            self._course.draw(surface, snapshot)
        for text in self.texts(
            snapshot, at_s, hides_numbers=hides_numbers, shows_hints=shows_hints, upset=upset
        ):
            self._letters.draw(surface, text)

    def _draw_rules(self, surface: pygame.Surface) -> None:
        for left, top, width, _ in (self._places.quiet, self._places.swing):
            for row in (64, 162):
                rect = self.layout.rect((left + PAD, top + row, width - 2 * PAD, 1))
                surface.fill(self._palette.rule, (rect.x, rect.y, rect.width, 1))

    def texts(
        self,
        snapshot: Snapshot,
        at_s: float = 0.0,
        *,
        hides_numbers: bool = False,
        shows_hints: bool = True,
        upset: str = "",
    ) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        del at_s, shows_hints
        summary = snapshot.summary
        placed = self._button_texts()
        placed += self._saved(snapshot)
        if summary is None:
            return placed
        place, rect = self._letters.place, self.layout.rect
        title = self._texts.summary_title if summary.is_complete else self._texts.summary_stopped
        placed += place(title, rect(self._places.title), _TITLE, Weight.LIGHT, self._palette.text)
        subtitle = self._texts.breathing_done(summary.breathing_s, summary.breaths)
        subtitle = f"{subtitle} {self._texts.sensor_note(snapshot.sensor.kind)}".rstrip()
        placed += place(
            subtitle,
            rect(self._places.subtitle),
            _SUBTITLE,
            Weight.REGULAR,
            self._palette.text2,
            max_lines=2,
        )
        placed += self._upset_texts(upset)
        if _has_figures(snapshot) and not hides_numbers:
            placed += self._cards.place(summary, snapshot.sensor)
            placed += self._course.place(snapshot)
        elif not _has_figures(snapshot):
            placed += self._cards.place_breaths(summary)
        return placed

    def _upset_texts(self, upset: str) -> list[PlacedText]:
        """What the person said of themselves, side by side; nothing is made of it."""
        return self._letters.place(
            upset,
            self.layout.rect(self._places.upset),
            _LABEL,
            Weight.REGULAR,
            self._palette.text,
        )

    def _saved(self, snapshot: Snapshot) -> list[PlacedText]:
        if snapshot.unsaved is not None:
            words, colour = self._texts.unsaved_words(snapshot.unsaved), self._palette.warn
        elif snapshot.saved_to is not None:
            words, colour = f"{self._texts.saved_to} {snapshot.saved_to}", self._palette.text2
        else:
            words, colour = self._texts.not_saved, self._palette.text2
        return self._letters.place(
            words,
            self.layout.rect(self._places.saved),
            _SMALL,
            Weight.REGULAR,
            colour,
            max_lines=2,
        )

    def _button_texts(self) -> list[PlacedText]:
        """Word and key in the middle of the button, the key in its chip."""
        rect = self.done_button
        key, word = self._texts.key_done
        pad, gap = self.layout.length(_KEY_PAD), self.layout.length(14)
        inner = rect.inflate(-2 * self.layout.length(18), -2 * self.layout.length(6))
        share = round(inner.width * 0.5)
        placed = self._letters.place(
            word,
            pygame.Rect(inner.x, inner.y, share - gap, inner.height),
            _LABEL,
            Weight.BOLD,
            self._palette.ink,
        )
        placed += self._letters.place(
            key,
            pygame.Rect(inner.x, inner.y, inner.width - share - 2 * pad, inner.height),
            _SMALL - 1,
            Weight.SEMIBOLD,
            self._palette.ink,
        )
        whole = sum(text.width for text in placed) + gap + 2 * pad
        left = rect.centerx - whole // 2
        moved = []
        for text, x in zip(placed, (left, left + placed[0].width + gap + pad), strict=True):
            box = (x, text.box[1], text.box[2], text.box[3])
            moved.append(replace(text, left=x, box=box))
        return moved

    def _draw_chip(self, surface: pygame.Surface) -> None:
        chip = self._button_texts()[1].rect.inflate(
            2 * self.layout.length(_KEY_PAD - 2), self.layout.length(4)
        )
        key = chip.size
        if key not in self._chips:
            radius = 8 * self.layout.scale
            self._chips[key] = marks.rounded_box(*key, radius, self._palette.ink, 0.14)
        surface.blit(self._chips[key], chip)


def _has_figures(snapshot: Snapshot) -> bool:
    """Whether anything was heard of the heart, or was to be."""
    summary = snapshot.summary
    if summary is not None and summary.alone_from_s is not None and not summary.beats:
        return False  # a table of reasons would be no answer to somebody who set them aside
    return snapshot.sensor.kind is not SensorKind.NONE
