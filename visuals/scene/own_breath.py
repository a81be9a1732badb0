"""The person's own breath beside the pacer's: a row of small pale dots, named after what shows it.

Dots, for they must not be taken for the water that leads nor for the heart's line. Full and empty
stand where the water's are. Where the breath is withheld there are no dots, and the label says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pygame

from trainer.snapshot import BreathPoint, OwnBreath
from trainer.timeline import Timeline
from visuals.lettering import Lettering, PlacedText, Weight
from visuals.scene.breath_row import BreathRow, CourseColumns, DoubleArray
from visuals.scene.ground import smooth
from visuals.scene.kept import KeptCourse
from visuals.scene.layout import Kind, Layout
from visuals.scene.soft_dots import DotRow, SoftDots
from visuals.scene.water import Water
from visuals.texts import Texts

__all__ = ["OwnBreathLabel", "OwnBreathLine"]

_RADIUS = 1.5
"""Of a dot, in design units."""
_OLD_UNITS = 110.0
"""Towards the left edge they fade over this length, as the heart line does."""
_SOFT_END_UNITS = 24.0
"""Where the breath was withheld the row fades over this length."""
_SIZE = 16
_GAP = 8
_MARK_DOTS = 5
_KEPT = 8
"""Labels that are kept as they were placed: they change with each breath, not with each frame."""
_BETWEEN = " \N{MIDDLE DOT} "
_FIGURE_HALF = 174.0
"""Half the width that the figure's mirror image takes, in the figure's units."""


class OwnBreathLine:
    """Draws the breath's course over the water."""

    def __init__(self, layout: Layout, water: Water) -> None:
        self._water = water
        self._columns = CourseColumns()
        self._dots = SoftDots(_RADIUS * layout.scale, layout.look.palette.text)
        self._old_px = _OLD_UNITS * layout.scale
        self._soft_s = _SOFT_END_UNITS / layout.places.units_per_s
        self._kept = KeptCourse(self._row_of, lambda point: point.at_s)

    def draw(
        self,
        surface: pygame.Surface,
        breath: OwnBreath | None,
        timeline: Timeline,
        at_s: float,
        right_s: float,
    ) -> None:
        """Draw the course up to a time.

        `right_s` is the session's elapsed time at the now marker's usual place.
        """
        if breath is None:
            return
        row, x, dots = self._kept.get(breath.course, timeline, at_s)
        shift_px = self._water.x_of(0.0, right_s)
        strength = row.strength(timeline.elapsed_s(at_s))
        old = slice(int(x.searchsorted(self._old_px - shift_px)))
        strength[old] *= smooth(((x[old] + shift_px) / self._old_px + 1.0) / 2.0)
        surface.blits(dots.placed(shift_px, strength), doreturn=False)

    def _row_of(
        self, course: Sequence[BreathPoint], timeline: Timeline, at_s: float
    ) -> tuple[BreathRow, DoubleArray, DotRow]:
        """The row, how far its dots are from the session's begin in pixels, and the dots.

        From a place that stays: from the first one of them they would be rounded anew each time.
        """
        self._columns.update(course)
        row = BreathRow(self._columns, timeline, at_s, self._soft_s)
        x = row.elapsed_s * self._water.pixels_per_s
        y = self._water.level_px(row.fullness).astype(np.float64)
        return row, x, DotRow(self._dots, x, y)


class OwnBreathLabel:
    """Says what the dots are, and why there are none."""

    def __init__(self, layout: Layout, letters: Lettering) -> None:
        self._letters = letters
        self._palette, self._texts = layout.look.palette, layout.look.texts
        places = layout.places
        left = places.legend[0]
        if layout.kind is Kind.WIDE:
            # Beside the figure's mirror image; narrower windows have room below the water only.
            right = places.ring_centre[0] - _FIGURE_HALF * places.figure_scale
            self._box = layout.rect((left, places.wave_full - 42, right - left, 26))
        else:
            right = places.now - 16
            # In portrait numbers follow, elsewhere the legend.
            below = 5 if layout.kind is Kind.PORTRAIT else 12 if places.key_rows > 1 else 17
            self._box = layout.rect((left, places.wave_empty + below, right - left, 26))
        self._step = 5.0 * layout.scale
        self._gap = layout.length(_GAP)
        self._placed = lru_cache(_KEPT)(self._place_beside)
        x = np.arange(_MARK_DOTS, dtype=np.float64) * self._step + self._box.x + self._gap / 2
        y = np.full(_MARK_DOTS, self._box.centery + 0.5)
        dots = SoftDots(_RADIUS * layout.scale, layout.look.palette.text)
        self._dots = DotRow(dots, x, y).placed(0.0, np.ones(_MARK_DOTS))

    def place(self, breath: OwnBreath | None, *, hides_numbers: bool = False) -> list[PlacedText]:
        """The words; none where no sensor ever showed a breath."""
        if breath is None:
            return []
        words = tuple(_beside(breath, self._texts, hides_numbers=hides_numbers))
        return list(self._placed(self._texts.breath_sources[breath.source], words))

    def _place_beside(self, name: str, forms: tuple[str, ...]) -> tuple[PlacedText, ...]:
        """The name, and behind it the longest form that fits."""
        mark = round((_MARK_DOTS - 1) * self._step) + 2 * self._gap
        box = self._box.move(mark, 0)
        box.width -= mark
        placed = self._letters.place(name, box, _SIZE, Weight.REGULAR, self._palette.text2)
        left = placed[-1].right + 2 * self._gap
        rest = pygame.Rect(left, box.y, max(1, box.right - left), box.height)
        font = self._letters.font(placed[-1].size_px, Weight.REGULAR)
        fitting = [form for form in forms if font.size(form)[0] <= rest.width]
        beside = fitting[0] if fitting else forms[-1]
        placed += self._letters.place(beside, rest, _SIZE, Weight.REGULAR, self._palette.text3)
        return tuple(placed)

    def draw(self, surface: pygame.Surface, breath: OwnBreath | None) -> None:
        """Draw the few dots beside the words."""
        if breath is not None:
            surface.blits(self._dots, doreturn=False)


def _beside(breath: OwnBreath, texts: Texts, *, hides_numbers: bool) -> list[str]:
    """What is said beside the name, from the longest form to the shortest.

    Why there are no dots; or how the breath goes with the pacer's, how fast it is, how deep.
    """
    if breath.fullness.withheld is not None:
        return [texts.reason(breath.fullness)]
    words = [follows] if (follows := texts.breath_follows(breath)) else []
    numbers = [] if hides_numbers else texts.breath_numbers(breath)
    return [_BETWEEN.join([*words, *numbers[:count]]) for count in range(len(numbers), -1, -1)]
