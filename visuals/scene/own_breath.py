"""The person's own breath beside the pacer's: a row of small pale dots, named after what shows it.

Dots, for they must not be taken for the water that leads nor for the heart's line. Full and empty
stand where the water's are. Where the breath is withheld there are no dots, and the label says why.
"""

from __future__ import annotations

import numpy as np
import pygame

from trainer.snapshot import BreathPoint, OwnBreath
from trainer.timeline import Timeline
from visuals.lettering import Lettering, PlacedText, Weight
from visuals.scene.ground import smooth
from visuals.scene.layout import Kind, Layout
from visuals.scene.soft_dots import SoftDots
from visuals.scene.water import Water
from visuals.texts import Texts

__all__ = ["OwnBreathLabel", "OwnBreathLine", "shown_stretches"]

_RADIUS = 1.5
"""Of a dot, in design units."""
_OLD_UNITS = 110.0
"""Towards the left edge they fade over this length, as the heart line does."""
_SOFT_END_UNITS = 24.0
"""Where the breath was withheld the row fades over this length."""
_FRESH_S = 0.8
"""The last dot is this old at most while the breath is seen: half of what it describes, a frame
of the strap's, the air."""
_FADING_S = 1.0
"""A row that has ended softens its end over this time."""
_SIZE = 16
_GAP = 8
_MARK_DOTS = 5
_BETWEEN = " \N{MIDDLE DOT} "
_FIGURE_HALF = 174.0
"""Half the width that the figure's mirror image takes, in the figure's units."""


def shown_stretches(
    course: tuple[BreathPoint, ...], timeline: Timeline, at_s: float
) -> list[list[BreathPoint]]:
    """Points up to a time, cut where the breath was withheld and where a pause was."""
    found: list[list[BreathPoint]] = []
    starts = True
    has_pauses = bool(timeline.pauses) or timeline.paused_since_s is not None
    for point in course:
        if point.at_s > at_s:
            break
        if point.fullness is None or (has_pauses and timeline.is_paused_at(point.at_s)):
            starts = True
            continue
        if point.starts_segment or starts:
            found.append([])
        starts = False
        found[-1].append(point)
    return found


class OwnBreathLine:
    """Draws the breath's course over the water."""

    def __init__(self, layout: Layout, water: Water) -> None:
        self._layout = layout
        self._water = water
        self._dots = SoftDots(_RADIUS * layout.scale, layout.look.palette.text)

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
        stretches = shown_stretches(breath.course, timeline, at_s)
        unit = self._layout.scale
        for stretch in stretches:
            # No pause lies within a stretch, so its points are as far apart as they were taken.
            first_s = stretch[0].at_s
            into_s = np.array([point.at_s for point in stretch]) - first_s
            begin_px = self._water.x_of(timeline.elapsed_s(first_s), right_s)
            x = begin_px + into_s * self._water.pixels_per_s
            y = self._water.level_px(np.array([point.fullness for point in stretch], dtype=float))
            strength = smooth((x + _OLD_UNITS * unit) / (2.0 * _OLD_UNITS * unit))
            strength = strength * smooth((x - x[0]) / (_SOFT_END_UNITS * unit))
            ended = 1.0
            if stretch is stretches[-1]:
                since_s = timeline.elapsed_s(at_s) - timeline.elapsed_s(stretch[-1].at_s)
                ended = min(1.0, max(0.0, (since_s - _FRESH_S) / _FADING_S))
            fade = smooth((x[-1] - x) / (_SOFT_END_UNITS * unit))
            strength = strength * (1.0 - ended * (1.0 - fade))
            self._dots.draw(surface, x, y.astype(np.float64), strength.astype(np.float64))


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
            self._box = layout.rect((left, places.wave_empty + 6, right - left, 26))
        self._dots = SoftDots(_RADIUS * layout.scale, layout.look.palette.text)
        self._step = 5.0 * layout.scale
        self._gap = layout.length(_GAP)

    def place(self, breath: OwnBreath | None, *, hides_numbers: bool = False) -> list[PlacedText]:
        """The words; none where no sensor ever showed a breath."""
        if breath is None:
            return []
        mark = round((_MARK_DOTS - 1) * self._step) + 2 * self._gap
        box = self._box.move(mark, 0)
        box.width -= mark
        name = self._texts.breath_sources[breath.source]
        placed = self._letters.place(name, box, _SIZE, Weight.REGULAR, self._palette.text2)
        left = placed[-1].right + 2 * self._gap
        rest = pygame.Rect(left, box.y, max(1, box.right - left), box.height)
        font = self._letters.font(placed[-1].size_px, Weight.REGULAR)
        forms = _beside(breath, self._texts, hides_numbers=hides_numbers)
        fitting = [form for form in forms if font.size(form)[0] <= rest.width]
        beside = fitting[0] if fitting else forms[-1]
        return placed + self._letters.place(
            beside, rest, _SIZE, Weight.REGULAR, self._palette.text3
        )

    def draw(self, surface: pygame.Surface, breath: OwnBreath | None) -> None:
        """Draw the few dots beside the words."""
        if breath is None:
            return
        x = (
            np.linspace(0.0, self._step * (_MARK_DOTS - 1), _MARK_DOTS)
            + self._box.x
            + self._gap / 2
        )
        y = np.full(_MARK_DOTS, self._box.centery + 0.5)
        self._dots.draw(surface, x, y, np.ones(_MARK_DOTS))


def _beside(breath: OwnBreath, texts: Texts, *, hides_numbers: bool) -> list[str]:
    """What is said beside the name, from the longest form to the shortest.

    Why there are no dots; or how the breath goes with the pacer's, how fast it is, how deep.
    """
    if breath.fullness.withheld is not None:
        return [texts.reason(breath.fullness)]
    words = [follows] if (follows := texts.breath_follows(breath)) else []
    numbers = [] if hides_numbers else texts.breath_numbers(breath)
    return [_BETWEEN.join([*words, *numbers[:count]]) for count in range(len(numbers), -1, -1)]
