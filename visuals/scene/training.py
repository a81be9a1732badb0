"""The training screen: one picture of a snapshot at a time.

`TrainingScene` puts the parts together and holds nothing but what is baked for its size. A
resize makes a new scene.
"""

from __future__ import annotations

import numpy as np
import pygame

from devices.readings import SensorKind
from trainer.plan import Pace
from trainer.snapshot import Snapshot
from trainer.timeline import Timeline
from visuals import palette
from visuals.lettering import Lettering, PlacedText
from visuals.scene.backdrop import draw_backdrop
from visuals.scene.figure import Figure
from visuals.scene.heart_line import HeartLine
from visuals.scene.hints import Hints
from visuals.scene.layout import Layout
from visuals.scene.measures import Measures
from visuals.scene.moment import Moment, moment_at
from visuals.scene.ring import RingAndGlow, spot
from visuals.scene.strap_movement import StrapMovementLabel, StrapMovementLine
from visuals.scene.top_bar import TopBar
from visuals.scene.water import Water
from visuals.scene.words import Words


class TrainingScene:
    """Draws the training screen for one window size.

    Parameters
    ----------
    size
        Of the window in pixels.
    text_scale
        1.0, 1.25 or 1.5; texts grow as far as their boxes allow.
    reduced_motion
        Only belly, ring and word move: the water stands, the mirror image is left out.
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
        self._chance = chance
        self._letters = Lettering(self.layout.scale, text_scale)
        self._backdrop = draw_backdrop(self.layout, chance)
        self._ring = RingAndGlow(self.layout, chance)
        self.figure = Figure(self.layout, chance)
        self._words = Words(self.layout, self._letters)
        self._measures = Measures(self.layout, self._letters)
        self._top_bar = TopBar(self.layout, self._letters)
        self._hints = Hints(self.layout, self._letters)
        self._strap_label = StrapMovementLabel(self.layout, self._letters)
        self._now_spot = spot(4.6 * self.layout.scale, (255, 255, 255), 0.95)
        self._water: tuple[Pace, Water, HeartLine, StrapMovementLine] | None = None

    def bake(self, budget_s: float) -> bool:
        """Bake further frames and glows for about this long; True when all are there.

        One frame may take longer than the time given: about 20 ms at 720 lines, 40 at 1080.
        """
        return self.figure.bake(budget_s) and self._ring.bake(budget_s)

    def draw(
        self,
        surface: pygame.Surface,
        snapshot: Snapshot,
        at_s: float,
        *,
        hides_numbers: bool = False,
        shows_hints: bool = True,
    ) -> None:
        """Draw a snapshot at a time on the session clock over the whole surface."""
        self.draw_picture(surface, snapshot, at_s)
        self._draw_marks(surface, snapshot, at_s, hides_numbers=hides_numbers)
        for text in self.texts(
            snapshot, at_s, hides_numbers=hides_numbers, shows_hints=shows_hints
        ):
            self._letters.draw(surface, text)

    def texts(
        self,
        snapshot: Snapshot,
        at_s: float,
        *,
        hides_numbers: bool = False,
        shows_hints: bool = True,
    ) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        moment = moment_at(snapshot.timeline, at_s)
        placed = self._words.place(moment)
        placed += self._top_bar.place(snapshot, at_s, hides_numbers=hides_numbers)
        if _has_measures(snapshot) and not hides_numbers:
            placed += self._measures.place(snapshot)
        elapsed_s = snapshot.timeline.elapsed_s(at_s)
        placed += self._hints.place_now(elapsed_s - self._right_s(snapshot.timeline, elapsed_s))
        placed += self._hints.place_legend(snapshot)
        placed += self._strap_label.place(snapshot.strap_breath)
        if shows_hints:
            placed += self._hints.place_keys(
                is_paused=snapshot.is_paused, hides_numbers=hides_numbers
            )
        return placed

    def draw_picture(self, surface: pygame.Surface, snapshot: Snapshot, at_s: float) -> None:
        """Draw lake, person, ring, water and the lines, without words and marks."""
        moment = moment_at(snapshot.timeline, at_s)
        surface.blit(self._backdrop, (0, 0))
        self._ring.draw(surface, moment.fullness, moment.ring, is_quiet=not moment.is_paced)
        water, heart_line, strap_line = self._water_for(snapshot.timeline.plan.pace)
        timeline = snapshot.timeline
        elapsed_s = timeline.elapsed_s(at_s)
        right_s = self._right_s(timeline, elapsed_s)
        self.figure.draw(surface, moment.fullness, is_mirrored=not self._reduced_motion)
        water.draw(surface, timeline.plan, elapsed_s, right_s)
        self._draw_now(surface, water, moment, water.x_of(elapsed_s, right_s))
        strap_line.draw(surface, snapshot.strap_breath, timeline, at_s, right_s)
        heart_line.draw(surface, snapshot.trace, timeline, at_s, right_s)

    def _right_s(self, timeline: Timeline, elapsed_s: float) -> float:
        if self._reduced_motion:
            return Water.standing_s(timeline.plan, elapsed_s)
        return elapsed_s

    def _draw_now(
        self, surface: pygame.Surface, water: Water, moment: Moment, now_px: float
    ) -> None:
        layout = self.layout
        x = round(now_px)
        top = round(layout.y(layout.places.wave_full - 14))
        bottom = round(layout.y(layout.places.wave_empty + 16))
        surface.fill(palette.NOW, (x, top, layout.length(1), bottom - top))
        level = moment.fullness if moment.is_paced else 0.0
        y = round(float(water.level_px(np.array([level]))[0]))
        half = self._now_spot.get_width() // 2
        surface.blit(self._now_spot, (x - half, y - half), special_flags=pygame.BLEND_RGB_ADD)

    def _draw_marks(
        self, surface: pygame.Surface, snapshot: Snapshot, at_s: float, *, hides_numbers: bool
    ) -> None:
        moment = moment_at(snapshot.timeline, at_s)
        self._words.draw_dots(surface, moment)
        self._top_bar.draw(surface, snapshot)
        if _has_measures(snapshot) and not hides_numbers:
            self._measures.draw(surface, snapshot)
        self._hints.draw_legend(surface, snapshot)
        self._strap_label.draw(surface, snapshot.strap_breath)

    def _water_for(self, pace: Pace) -> tuple[Water, HeartLine, StrapMovementLine]:
        if self._water is None or self._water[0] != pace:
            water = Water(self.layout, pace, self._chance)
            lines = HeartLine(self.layout, water), StrapMovementLine(self.layout, water)
            self._water = (pace, water, *lines)
        return self._water[1:]


def _has_measures(snapshot: Snapshot) -> bool:
    """False where no sensor is there: an empty column would only look like something missing."""
    return snapshot.sensor.kind is not SensorKind.NONE
