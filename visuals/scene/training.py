"""The training screen: one picture of a snapshot at a time.

`TrainingScene` puts the parts together and holds nothing but what is baked for its size. A
resize makes a new scene.
"""

from __future__ import annotations

import numpy as np
import pygame

from trainer.snapshot import Snapshot
from trainer.timeline import Timeline
from visuals.gestures import Place
from visuals.lettering import Lettering, PlacedText
from visuals.look import Look
from visuals.scene.alone import AloneCard
from visuals.scene.figure import Figure
from visuals.scene.glowing_lake import GlowingLake
from visuals.scene.ground import blend_of
from visuals.scene.heart_line import HeartLine
from visuals.scene.hints import Hints
from visuals.scene.layout import Layout
from visuals.scene.measures import Measures
from visuals.scene.moment import Moment, moment_at
from visuals.scene.own_belly import OwnBelly
from visuals.scene.own_breath import OwnBreathLabel, OwnBreathLine
from visuals.scene.ring import Ring, spot
from visuals.scene.said import pace_said
from visuals.scene.square_places import training_places
from visuals.scene.top_bar import TopBar
from visuals.scene.trouble import TroubleCard, has_trouble
from visuals.scene.water import Water
from visuals.scene.words import Words
from visuals.texts import KeyHint


class TrainingScene:
    """Draws the training screen for one window size.

    Parameters
    ----------
    size
        Of the window in pixels.
    look
        Colours, language, size of letters, how much moves.
    seed
        Of the dither and the stars.
    """

    def __init__(
        self,
        size: tuple[int, int],
        look: Look | None = None,
        *,
        seed: int = 0,
    ) -> None:
        chance = np.random.default_rng(seed)
        self.layout = Layout(size, look, training_places(look))
        look = self.layout.look
        self._palette = look.palette
        self._blend = blend_of(look.palette)
        self._reduced_motion = look.reduced_motion
        self._letters = Lettering(self.layout.scale, look.text_scale)
        self._lake = GlowingLake(self.layout, chance)
        self._ring = Ring(self.layout)
        self.figure = Figure(self.layout, chance)
        self._words = Words(self.layout, self._letters)
        self._measures = Measures(self.layout, self._letters)
        self._trouble = TroubleCard(self.layout, self._letters)
        self._alone = AloneCard(self.layout, self._letters)
        self._top_bar = TopBar(self.layout, self._letters)
        self._hints = Hints(self.layout, self._letters)
        self._breath_label = OwnBreathLabel(self.layout, self._letters)
        self._own_belly = OwnBelly(self.layout, self.figure)
        places = self.layout.places
        self._now_line = self.layout.rect(
            (0, places.wave_full - 14, 1, places.wave_empty - places.wave_full + 30)
        )
        self._now_line.x, self._now_line.width = 0, self.layout.length(1)
        self._now_spot = spot(4.6 * self.layout.scale, self._palette.light(self._palette.tip), 0.95)
        self._moment: tuple[Timeline, float, Moment] | None = None
        self._water = Water(self.layout, seed)
        self._heart_line = HeartLine(self.layout, self._water)
        self._breath_line = OwnBreathLine(self.layout, self._water)

    def bake(self, budget_s: float) -> bool:
        """Bake more of figure and lake for about this long; True when all is there.

        It may take longer by 5 ms at 720 lines, by 10 at 1080.
        """
        return self.figure.bake(budget_s) and self._lake.bake(budget_s)

    def draw(
        self,
        surface: pygame.Surface,
        snapshot: Snapshot,
        at_s: float,
        *,
        hides_numbers: bool = False,
        hides_lines: bool = False,
        hints_opacity: float = 1.0,
        said: str = "",
    ) -> None:
        """Draw a snapshot at a time on the session clock over the whole surface."""
        self.draw_picture(surface, snapshot, at_s)
        self._draw_marks(surface, snapshot, at_s, hides_numbers=hides_numbers)
        texts = self.texts(
            snapshot,
            at_s,
            hides_numbers=hides_numbers,
            hides_lines=hides_lines,
            hints_opacity=hints_opacity,
            said=said,
        )
        self._letters.draw_all(surface, texts)

    def texts(
        self,
        snapshot: Snapshot,
        at_s: float,
        *,
        hides_numbers: bool = False,
        hides_lines: bool = False,
        hints_opacity: float = 1.0,
        said: str = "",
    ) -> list[PlacedText]:
        """Every text that `draw` shows, where it shows it."""
        placed = self._words.place(self._moment_at(snapshot.timeline, at_s))
        placed += self._top_bar.place(
            snapshot, at_s, hides_numbers=hides_numbers, hides_lines=hides_lines
        )
        if has_trouble(snapshot):
            placed += self._trouble.place(snapshot, at_s, hides_numbers=hides_numbers)
        elif snapshot.is_alone:
            placed += self._alone.place(snapshot)
        elif _shows_numbers(snapshot, hides_numbers):
            placed += self._measures.place(snapshot)
        elapsed_s = snapshot.timeline.elapsed_s(at_s)
        placed += self._hints.place_now(elapsed_s - self._right_s(snapshot.timeline, elapsed_s))
        placed += self._hints.place_legend(snapshot)
        placed += self._breath_label.place(snapshot.own_breath, hides_numbers=hides_numbers)
        said = said or pace_said(
            self.layout.look.texts, snapshot, at_s, hides_numbers=hides_numbers
        )
        if said:
            placed += self._hints.place_said(said)
        elif hints_opacity > 0.0:
            placed += self._hints.place_keys(self.keys(snapshot), hints_opacity)
        return placed

    def keys(self, snapshot: Snapshot) -> tuple[KeyHint, ...]:
        """The keys that do something now, as they are hinted at."""
        texts = self.layout.look.texts
        found = [texts.key_go_on if snapshot.is_paused else texts.key_pause]
        if snapshot.listens:
            found.append(texts.key_numbers)
        if snapshot.can_change_pace:
            found.append(texts.key_pace)
        return (*found, texts.key_sound, texts.key_lines, texts.key_full, texts.key_finish)

    def key_at(self, place: Place, snapshot: Snapshot) -> KeyHint | None:
        """The hinted key that a finger or a click is on."""
        return self._hints.hint_at(place, self.keys(snapshot))

    def rect_of_key(self, hint: KeyHint, snapshot: Snapshot) -> pygame.Rect:
        """Where a hinted key is shown."""
        return self._hints.rect_of(hint, self.keys(snapshot))

    def button_at(self, place: Place, snapshot: Snapshot) -> KeyHint | None:
        """The button beside the figure that a finger or a click is on."""
        if has_trouble(snapshot):
            return self._trouble.button_at(place)
        return self._alone.button_at(place) if snapshot.is_alone else None

    def side(self, snapshot: Snapshot, *, hides_numbers: bool = False) -> object:
        """What stands beside the figure: while it is equal, only its numbers change."""
        if has_trouble(snapshot):
            return snapshot.link_state, snapshot.wave
        return snapshot.is_alone, _shows_numbers(snapshot, hides_numbers)

    @property
    def side_area(self) -> pygame.Rect:
        """Where that is, in pixels."""
        places, rect = self.layout.places, self.layout.rect
        return rect(places.trouble).unionall([rect(places.rate), rect(places.swing)])

    def draw_picture(self, surface: pygame.Surface, snapshot: Snapshot, at_s: float) -> None:
        """Draw lake, person, ring, water and the lines, without words and marks."""
        moment = self._moment_at(snapshot.timeline, at_s)
        self._lake.draw(surface, moment.fullness)
        self._ring.draw(surface, moment.ring, is_quiet=not moment.is_paced, light=moment.ring_light)
        water = self._water
        timeline = snapshot.timeline
        elapsed_s = timeline.elapsed_s(at_s)
        right_s = self._right_s(timeline, elapsed_s)
        self.figure.draw(surface, moment.fullness, is_mirrored=not self._reduced_motion)
        self._own_belly.draw(surface, snapshot.own_breath, timeline, at_s, moment.fullness)
        water.draw(surface, timeline, elapsed_s, right_s)
        self._draw_now(surface, water, moment, water.x_of(elapsed_s, right_s))
        self._breath_line.draw(surface, snapshot.own_breath, timeline, at_s, right_s)
        self._heart_line.draw(surface, snapshot.trace, timeline, at_s, right_s)

    def _moment_at(self, timeline: Timeline, at_s: float) -> Moment:
        """What a frame asks for several times."""
        if self._moment is None or self._moment[0] is not timeline or self._moment[1] != at_s:
            self._moment = timeline, at_s, moment_at(timeline, at_s)
        return self._moment[2]

    def _right_s(self, timeline: Timeline, elapsed_s: float) -> float:
        if self._reduced_motion:
            return Water.standing_s(timeline, elapsed_s)
        return elapsed_s

    def _draw_now(
        self, surface: pygame.Surface, water: Water, moment: Moment, now_px: float
    ) -> None:
        x = round(now_px)
        surface.fill(self._palette.now, self._now_line.move(x, 0))
        y = round(water.row_px(moment.fullness if moment.is_paced else 0.0))
        half = self._now_spot.get_width() // 2
        surface.blit(self._now_spot, (x - half, y - half), special_flags=self._blend)

    def _draw_marks(
        self, surface: pygame.Surface, snapshot: Snapshot, at_s: float, *, hides_numbers: bool
    ) -> None:
        self._words.draw_dots(surface, self._moment_at(snapshot.timeline, at_s))
        self._top_bar.draw(surface, snapshot)
        if has_trouble(snapshot):
            self._trouble.draw(surface, snapshot, at_s)
        elif snapshot.is_alone:
            self._alone.draw(surface)
        elif _shows_numbers(snapshot, hides_numbers):
            self._measures.draw(surface, snapshot)
        self._hints.draw_legend(surface, snapshot)
        self._breath_label.draw(surface, snapshot.own_breath)


def _shows_numbers(snapshot: Snapshot, hides_numbers: bool) -> bool:
    """Whether there are numbers, and somebody wants to see them."""
    return not hides_numbers and snapshot.listens
