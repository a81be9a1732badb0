"""The summary screen: what was done, the quiet minutes, and the swing; warm, without a score."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pygame

from devices.readings import SensorKind
from trainer.snapshot import Snapshot
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.look import Look
from visuals.scene.backdrop import draw_night
from visuals.scene.cards import Cards
from visuals.scene.lake import draw_resting, lake_with
from visuals.scene.layout import Layout
from visuals.scene.summary_cards import SummaryCards
from visuals.scene.summary_course import SummaryCourse
from visuals.scene.summary_places import PAD, places_of
from visuals.texts import KeyHint

_TITLE = 44
_SUBTITLE = 20
_LABEL = 18
_SMALL = 16


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
        self._places = places_of(self.layout)
        self._letters = Lettering(self.layout.scale, look.text_scale)
        self._buttons = Cards(self.layout, self._letters)
        self._ground = draw_night(self.layout, np.random.default_rng(seed))
        self._seed = seed
        for box in (
            self._places.quiet,
            self._places.swing,
            self._places.facts,
            self._places.course,
        ):
            rect = self.layout.rect(box)
            self._buttons.draw_card(self._ground, rect, is_chosen=False, has_focus=False)
        self._draw_rules(self._ground)
        self._cards = SummaryCards(self.layout, self._letters)
        self.course = SummaryCourse(self.layout, self._letters, self._places.course)

    @cached_property
    def _lake(self) -> pygame.Surface:
        """The ground where nobody listened to the heart: somebody rests by the lake."""
        lake = lake_with(self.layout, self._places.figure, self._places.figure_scale)
        return draw_resting(lake, np.random.default_rng(self._seed))

    @property
    def done_button(self) -> pygame.Rect:
        """Where a click leaves the summary, in pixels."""
        return self.layout.rect(self._places.done)

    def buttons(self, offers: tuple[KeyHint, ...]) -> list[tuple[pygame.Rect, KeyHint]]:
        """The buttons before the one that leaves, from the right; each with its place in pixels."""
        places = (self._places.second, self._places.third)
        return [
            (self.layout.rect(place), hint) for place, hint in zip(places, offers, strict=False)
        ]

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
        offers: tuple[KeyHint, ...] = (),
        exported: str = "",
        focus: KeyHint | None = None,
        over: KeyHint | None = None,
    ) -> None:
        """Draw the summary over the whole surface.

        Parameters
        ----------
        offers
            Buttons before the one that leaves, from the right; two have room.
        exported
            What became of an export; it stands in place of where the session is saved.
        focus
            The button that Enter presses.
        over
            The button that the pointer is on.
        """
        surface.blit(self._ground if _has_figures(snapshot) else self._lake, (0, 0))
        self._draw_buttons(surface, offers, focus, over)
        if _has_figures(snapshot) and not hides_numbers:
            self.course.draw(surface, snapshot)
        for text in self.texts(
            snapshot,
            at_s,
            hides_numbers=hides_numbers,
            shows_hints=shows_hints,
            upset=upset,
            offers=offers,
            exported=exported,
        ):
            self._letters.draw(surface, text)

    def _draw_rules(self, surface: pygame.Surface) -> None:
        rows = self._places.rows
        for left, top, width, _ in (self._places.quiet, self._places.swing):
            for down in (rows.head, rows.head + rows.row):
                rect = self.layout.rect((left + PAD, top + down, width - 2 * PAD, 1))
                surface.fill(self._palette.rule, (rect.x, rect.y, rect.width, 1))

    def texts(
        self,
        snapshot: Snapshot,
        at_s: float = 0.0,
        *,
        hides_numbers: bool = False,
        shows_hints: bool = True,
        upset: str = "",
        offers: tuple[KeyHint, ...] = (),
        exported: str = "",
    ) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        del at_s, shows_hints
        summary = snapshot.summary
        placed = self._button_texts(offers)
        placed += self._saved(snapshot, exported)
        if summary is None:
            return placed
        place, rect = self._letters.place, self.layout.rect
        title = self._texts.summary_title if summary.is_complete else self._texts.summary_stopped
        placed += place(title, rect(self._places.title), _TITLE, Weight.LIGHT, self._palette.text)
        # Without figures the breaths stand large below it.
        breaths = summary.breaths if _has_figures(snapshot) else None
        subtitle = self._texts.breathing_done(summary.breathing_s, breaths)
        subtitle = f"{subtitle} {self._texts.sensor_note(snapshot.sensor.kind)}".rstrip()
        said = rect(self._places.subtitle)
        if not upset:  # then it may be longer
            said.height = rect(self._places.upset).bottom - said.y
        placed += place(
            subtitle,
            said,
            _SUBTITLE,
            Weight.REGULAR,
            self._palette.text2,
            align=Align.TOP_LEFT if not upset else Align.LEFT,
            max_lines=2,
        )
        placed += self._upset_texts(upset)
        if _has_figures(snapshot) and not hides_numbers:
            placed += self._cards.place(summary, snapshot.sensor)
            placed += self.course.place(snapshot)
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

    def _saved(self, snapshot: Snapshot, exported: str) -> list[PlacedText]:
        if exported:
            words, colour = exported, self._palette.text
        elif snapshot.unsaved is not None:
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

    def _draw_buttons(
        self,
        surface: pygame.Surface,
        offers: tuple[KeyHint, ...],
        focus: KeyHint | None,
        over: KeyHint | None,
    ) -> None:
        hints = (self._texts.key_done, *offers)
        for (rect, placed, is_main), hint in zip(self._placed_buttons(offers), hints, strict=False):
            self._buttons.draw_button(surface, rect, is_main=is_main, has_focus=hint == focus)
            self._buttons.draw_chip(surface, placed[-1], is_main=is_main)
            if hint == over:
                self._buttons.draw_over(surface, rect, is_round=True)

    def _placed_buttons(
        self, offers: tuple[KeyHint, ...]
    ) -> list[tuple[pygame.Rect, list[PlacedText], bool]]:
        """Every button with its words, all in one size: they stand beside each other."""
        rows = [(self.done_button, self._texts.key_done, True)]
        rows += [(rect, hint, False) for rect, hint in self.buttons(offers)]
        place = self._buttons.place_button
        size_px = min(
            place(rect, hint, is_main=is_main, size=_LABEL)[0].size_px
            for rect, hint, is_main in rows
        )
        size = (size_px + 0.01) / (self._letters.scale * self._letters.text_scale)
        return [
            (rect, place(rect, hint, is_main=is_main, size=size), is_main)
            for rect, hint, is_main in rows
        ]

    def _button_texts(self, offers: tuple[KeyHint, ...]) -> list[PlacedText]:
        """Word and key of every button."""
        return [text for _, placed, _ in self._placed_buttons(offers) for text in placed]


def _has_figures(snapshot: Snapshot) -> bool:
    """Whether anything was heard of the heart, or was to be."""
    summary = snapshot.summary
    if summary is not None and summary.alone_from_s is not None and not summary.beats:
        return False  # a table of reasons would be no answer to somebody who set them aside
    return snapshot.sensor.kind is not SensorKind.NONE
