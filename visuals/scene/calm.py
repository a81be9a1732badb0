"""The calm minutes: the figure, one line at a time, what to do now. No number, no question."""

from __future__ import annotations

import numpy as np
import pygame

from trainer.snapshot import Snapshot
from visuals.gestures import Place
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.look import Look
from visuals.scene.figure import Figure
from visuals.scene.gentle_line import GentleLine
from visuals.scene.glowing_lake import GlowingLake
from visuals.scene.hints import Hints
from visuals.scene.layout import Layout
from visuals.scene.moment import moment_at
from visuals.scene.ring import Ring
from visuals.scene.said import more_said, pace_said
from visuals.scene.square_places import calm_places
from visuals.scene.words import Words
from visuals.texts import KeyHint

__all__ = ["CalmScene"]

_LINE = 34
_SAID = 18


class CalmScene:
    """Draws the calm minutes for one window size."""

    def __init__(self, size: tuple[int, int], look: Look | None = None, *, seed: int = 0) -> None:
        chance = np.random.default_rng(seed)
        self.layout = Layout(size, look, calm_places(look))
        self._look = self.layout.look
        places = self.layout.places
        self._letters = Lettering(self.layout.scale, self._look.text_scale)
        self._lake = GlowingLake(self.layout, chance)
        self._ring = Ring(self.layout)
        self.figure = Figure(self.layout, chance)
        self._words = Words(self.layout, self._letters)
        self._hints = Hints(self.layout, self._letters)
        self._line = GentleLine(
            self._letters,
            self.layout.rect(places.self_talk),
            self._look.lines(self._look.texts.calm_talk),
            _LINE,
            self._look.palette.text,
        )

    def bake(self, budget_s: float) -> bool:
        """Bake more of figure and lake for about this long; True when all is there."""
        return self.figure.bake(budget_s) and self._lake.bake(budget_s)

    def draw(
        self,
        surface: pygame.Surface,
        snapshot: Snapshot,
        at_s: float,
        *,
        hides_lines: bool = False,
        hints_opacity: float = 1.0,
        said: str = "",
    ) -> None:
        """Draw a snapshot at a time on the session clock over the whole surface."""
        self.draw_picture(surface, snapshot, at_s)
        texts = self.texts(
            snapshot,
            at_s,
            hides_lines=hides_lines,
            hints_opacity=hints_opacity,
            said=said,
        )
        self._letters.draw_all(surface, texts)

    def draw_picture(self, surface: pygame.Surface, snapshot: Snapshot, at_s: float) -> None:
        """Draw lake, person and ring, without words."""
        moment = moment_at(snapshot.timeline, at_s)
        self._lake.draw(surface, moment.fullness)
        self._ring.draw(surface, moment.ring, is_quiet=not moment.is_paced, light=moment.ring_light)
        self.figure.draw(surface, moment.fullness, is_mirrored=not self._look.reduced_motion)

    def texts(
        self,
        snapshot: Snapshot,
        at_s: float,
        *,
        hides_lines: bool = False,
        hints_opacity: float = 1.0,
        said: str = "",
    ) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        placed = self._words.place(moment_at(snapshot.timeline, at_s))
        if not hides_lines:
            placed += self._line.place(snapshot.self_talk, at_s)
        row = self.layout.rect(self.layout.places.keys)
        texts = self._look.texts
        words, colour = texts.unsaved_words(snapshot.unsaved), self._look.palette.warn
        if not words and said:
            words, colour = said, self._look.palette.text2
        elif not words:
            words = more_said(texts, snapshot, at_s) or pace_said(
                texts, snapshot, at_s, hides_numbers=True
            )
            colour = self._look.palette.text2
        if words:
            placed += self._letters.place(
                words, row, _SAID, Weight.REGULAR, colour, align=Align.CENTRE
            )
        elif hints_opacity > 0.0:
            placed += self._hints.place_keys(self.keys(snapshot), hints_opacity)
        return placed

    def keys(self, snapshot: Snapshot) -> tuple[KeyHint, ...]:
        """The keys that do something now, as they are hinted at."""
        texts = self._look.texts
        pause = texts.key_go_on if snapshot.is_paused else texts.key_pause
        pace = (texts.key_pace,) if snapshot.can_change_pace else ()
        return (pause, texts.key_more, *pace, texts.key_sound, texts.key_lines, texts.key_finish)

    def key_at(self, place: Place, snapshot: Snapshot) -> KeyHint | None:
        """The hinted key that a finger or a click is on."""
        return self._hints.hint_at(place, self.keys(snapshot))

    def rect_of_key(self, hint: KeyHint, snapshot: Snapshot) -> pygame.Rect:
        """Where a hinted key is shown."""
        return self._hints.rect_of(hint, self.keys(snapshot))
