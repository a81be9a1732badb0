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
from visuals.scene.summary_felt import Felt, SummaryFelt
from visuals.scene.summary_places import PAD, SummaryPlaces, places_of
from visuals.texts import KeyHint

_TITLE = 44
_SUBTITLE = 20
_TITLE_GAP = 2
_BESIDE = 24
"""Between a button and words beside it, in design units."""
_DONE_SHARE = 0.46
"""Of the header's height, that the line below the title may take at most."""
_LABEL = 18
_SMALL = 16


class _Arranged:
    """The cards of one arrangement, and the ground that they lie on."""

    def __init__(
        self,
        layout: Layout,
        letters: Lettering,
        cards: Cards,
        places: SummaryPlaces,
        seed: int,
    ) -> None:
        self._layout, self._frames, self._seed = layout, cards, seed
        self.places = places
        self.cards = SummaryCards(layout, letters, places)
        self.course = SummaryCourse(
            layout, letters, places.course, counts_below=places.counts_below
        )
        self.felt = None if places.felt is None else SummaryFelt(layout, letters, places.felt)

    @cached_property
    def ground(self) -> pygame.Surface:
        """The night with the frames of the cards and the rules in them."""
        layout, places = self._layout, self.places
        ground = draw_night(layout, np.random.default_rng(self._seed))
        for box in (places.quiet, places.swing, places.course):
            self._frames.draw_card(ground, layout.rect(box), is_chosen=False, has_focus=False)
        rows = places.rows
        for left, top, width, _ in (places.quiet, places.swing):
            for down in (rows.head, rows.head + rows.row):
                rect = layout.rect((left + PAD, top + down, width - 2 * PAD, 1))
                ground.fill(layout.look.palette.rule, (rect.x, rect.y, rect.width, 1))
        return ground


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
        self._letters = Lettering(self.layout.scale, look.text_scale)
        self._buttons = Cards(self.layout, self._letters)
        self._places = places_of(self.layout)
        self._seed = seed

    @cached_property
    def _alone(self) -> _Arranged:
        """Where nobody was asked, or nobody answered."""
        return _Arranged(self.layout, self._letters, self._buttons, self._places, self._seed)

    @cached_property
    def _with_felt(self) -> _Arranged:
        places = places_of(self.layout, tells_felt=True)
        return _Arranged(self.layout, self._letters, self._buttons, places, self._seed)

    def _arranged(self, felt: Felt | None) -> _Arranged:
        """What suits the answers; the other is not made."""
        return self._with_felt if felt is not None and felt.is_told else self._alone

    @property
    def course(self) -> SummaryCourse:
        """The heart over the whole session, where nothing is told of what was felt."""
        return self._alone.course

    @cached_property
    def _lake(self) -> pygame.Surface:
        """The ground where nobody listened to the heart: somebody rests by the lake."""
        lake = lake_with(self.layout, self._places.figure, self._places.figure_scale)
        return draw_resting(lake, np.random.default_rng(self._seed))

    @property
    def felt_card(self) -> SummaryFelt:
        """The card of what was felt, as it is where something is told of it."""
        card = self._with_felt.felt
        assert card is not None  # its places have one
        return card

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
        felt: Felt | None = None,
        offers: tuple[KeyHint, ...] = (),
        exported: str = "",
        focus: KeyHint | None = None,
        over: KeyHint | None = None,
    ) -> None:
        """Draw the summary over the whole surface.

        Parameters
        ----------
        felt
            What the person said of themselves; without an answer there is no card for it.
        offers
            Buttons before the one that leaves, from the right; two have room.
        exported
            What became of an export; it stands in place of where the session is saved.
        focus
            The button that Enter presses.
        over
            The button that the pointer is on.
        """
        arranged = self._arranged(felt)
        surface.blit(arranged.ground if _has_figures(snapshot) else self._lake, (0, 0))
        self._draw_buttons(surface, offers, focus, over)
        if felt is not None and arranged.felt is not None:
            card = arranged.felt.card
            self._buttons.draw_card(surface, card, is_chosen=False, has_focus=False)
            arranged.felt.draw(surface, felt)
        if _has_figures(snapshot) and not hides_numbers:
            arranged.course.draw(surface, snapshot)
        for text in self.texts(
            snapshot,
            at_s,
            hides_numbers=hides_numbers,
            felt=felt,
            offers=offers,
            exported=exported,
        ):
            self._letters.draw(surface, text)

    def texts(
        self,
        snapshot: Snapshot,
        at_s: float = 0.0,
        *,
        hides_numbers: bool = False,
        felt: Felt | None = None,
        offers: tuple[KeyHint, ...] = (),
        exported: str = "",
    ) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        del at_s
        summary = snapshot.summary
        placed = self._button_texts(offers)
        placed += self._saved(snapshot, offers, exported)
        if summary is None:
            return placed
        arranged = self._arranged(felt)
        placed += self._header(snapshot, self.layout.rect(arranged.places.header))
        if felt is not None and arranged.felt is not None:
            placed += arranged.felt.place(felt)
        if _has_figures(snapshot) and not hides_numbers:
            placed += arranged.cards.place(summary, snapshot.sensor)
            placed += arranged.course.place(snapshot)
        elif not _has_figures(snapshot):
            placed += arranged.cards.place_breaths(summary)
        return placed

    def _header(self, snapshot: Snapshot, room: pygame.Rect) -> list[PlacedText]:
        """The title and what was done, together in the middle of their room."""
        summary, texts, palette = snapshot.summary, self._texts, self._palette
        assert summary is not None  # asked before
        title = texts.summary_title if summary.is_complete else texts.summary_stopped
        # Without figures the breaths stand large below it.
        breaths = summary.breaths if _has_figures(snapshot) else None
        done = texts.breathing_done(summary.breathing_s, breaths)
        done = f"{done} {texts.sensor_note(snapshot.sensor.kind)}".rstrip()

        def placed(words: str, top: int, height: int, size: float) -> list[PlacedText]:
            is_title = size == _TITLE
            box = pygame.Rect(room.x, top, room.width, height)
            return self._letters.place(
                words,
                box,
                size,
                Weight.LIGHT if is_title else Weight.REGULAR,
                palette.text if is_title else palette.text2,
                align=Align.TOP_LEFT,
                max_lines=2,
            )

        def height_of(lines: list[PlacedText]) -> int:
            return lines[-1].rect.bottom - lines[0].top

        gap = self.layout.length(_TITLE_GAP)
        below = height_of(placed(done, 0, round(_DONE_SHARE * room.height), _SUBTITLE))
        above = height_of(placed(title, 0, room.height - below - gap, _TITLE))
        top = room.y + (room.height - above - gap - below) // 2
        return [
            *placed(title, top, above, _TITLE),
            *placed(done, top + above + gap, below, _SUBTITLE),
        ]

    def _saved(
        self, snapshot: Snapshot, offers: tuple[KeyHint, ...], exported: str
    ) -> list[PlacedText]:
        if exported:
            words, colour = exported, self._palette.text
        elif snapshot.unsaved is not None:
            words, colour = self._texts.unsaved_at_end(snapshot.unsaved), self._palette.warn
        elif snapshot.saved_to is not None:
            words, colour = f"{self._texts.saved_to} {snapshot.saved_to}", self._palette.text2
        else:
            words, colour = self._texts.not_saved, self._palette.text2
        box, lines = self.layout.rect(self._places.saved), 2
        if snapshot.unsaved is not None:
            # It must be read, and there is room up to the buttons.
            lines = 4
            buttons = [self.done_button, *(rect for rect, _ in self.buttons(offers))]
            left = min(button.left for button in buttons)
            if left > box.centerx:
                box.width = left - self.layout.length(_BESIDE) - box.left
                box.height = self.done_button.bottom - box.top
        return self._letters.place(
            words,
            box,
            _SMALL,
            Weight.REGULAR,
            colour,
            max_lines=lines,
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
