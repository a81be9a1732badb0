"""The whole session at one look: the heart from its first beat to its last, gaps left open."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pygame

from trainer.heart_course import CoursePoint
from trainer.plan import Stage
from trainer.snapshot import Snapshot
from trainer.timeline import Timeline
from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.scene import marks
from visuals.scene.layout import Box, Layout

__all__ = ["SummaryCourse", "joined"]

_TITLE = 16
_SMALL = 14
_PAD = 28
_TITLE_ROW = (8, 28)
_PICTURE_ROW = (40, 50)
_FOOT_ROW = (94, 22)
"""Top and height of the rows within the card, in design units."""
_HALF_WIDTH = 0.75
_LEAST_RANGE_BPM = 16.0
"""A very steady heart must not look like a storm."""
_ROOM = 0.06
"""Share of the height that is left free above and below."""
_LONGEST_STEP = 2.5
"""Spans further apart than so many of their lengths are not joined: there is a gap."""
_LONGEST_BEAT_S = 2.0
"""At 30 beats a minute every second span of a second has none."""
_SHARPER = 4
"""Made so much larger, then made smaller: a thin steep line has no steps then."""
_FINE = 4
_QUIET_OPACITY = 0.16

FloatArray = npt.NDArray[np.float64]


def joined(course: tuple[CoursePoint, ...]) -> list[tuple[CoursePoint, ...]]:
    """The course, cut where beats are missing for longer than a slow heart takes."""
    found: list[list[CoursePoint]] = []
    for point in course:
        longest_s = max(_LONGEST_STEP * point.span_s, _LONGEST_BEAT_S + point.span_s)
        if not found or point.at_s - found[-1][-1].at_s > longest_s:
            found.append([])
        found[-1].append(point)
    return [tuple(part) for part in found]


class SummaryCourse:
    """Draws the course into its card."""

    def __init__(self, layout: Layout, letters: Lettering, box: Box) -> None:
        self._letters = letters
        self._palette, self._texts = layout.look.palette, layout.look.texts
        self._scale = layout.scale
        left, top, width, _ = box

        def row(place: tuple[int, int]) -> pygame.Rect:
            return layout.rect((left + _PAD, top + place[0], width - 2 * _PAD, place[1]))

        self._title, self._picture, self._foot = map(row, (_TITLE_ROW, _PICTURE_ROW, _FOOT_ROW))
        self._drawn: tuple[tuple[CoursePoint, ...], pygame.Surface] | None = None

    def place(self, snapshot: Snapshot) -> list[PlacedText]:
        """Title with the range of the heart rate, and the foot with the length."""
        place, palette = self._letters.place, self._palette
        heart = self._texts.heart_line(snapshot.sensor.kind)
        title = self._texts.beat_by_beat.format(heart=heart[0].upper() + heart[1:])
        if not snapshot.course:
            return place(title, self._title, _TITLE, Weight.SEMIBOLD, palette.text)
        share = round(0.56 * self._title.width)
        left, right = self._title.copy(), self._title.copy()
        left.width, right.width, right.x = share, self._title.width - share, self._title.x + share
        lowest = min(point.lowest_bpm for point in snapshot.course)
        highest = max(point.highest_bpm for point in snapshot.course)
        rates = f"{lowest:.0f} \N{EN DASH} {highest:.0f} {self._texts.beats_a_minute}"
        minutes = snapshot.timeline.elapsed_s(snapshot.at_s) / 60.0
        end = self._texts.counted(max(1, round(minutes)), self._texts.minutes)
        return [
            *place(title, left, _TITLE, Weight.SEMIBOLD, palette.text),
            *place(rates, right, _SMALL, Weight.REGULAR, palette.text2, align=Align.RIGHT),
            *self._quiet_words(snapshot.timeline, minutes * 60.0),
            *place(end, self._foot, _SMALL, Weight.REGULAR, palette.text3, align=Align.RIGHT),
        ]

    def draw(self, surface: pygame.Surface, snapshot: Snapshot) -> None:
        """Draw the course over the card."""
        course = snapshot.course
        if not course:
            return
        if self._drawn is None or self._drawn[0] != course:
            made = pygame.transform.smoothscale(self._made(snapshot), self._picture.size)
            self._drawn = (course, made)
        surface.blit(self._drawn[1], self._picture)

    def _quiet_words(self, timeline: Timeline, length_s: float) -> list[PlacedText]:
        """The word for the quiet time under each, where it has room."""
        placed: list[PlacedText] = []
        for begin, end in self._quiet_spans(timeline, length_s):
            box = pygame.Rect(self._foot.x + begin, self._foot.y, end - begin, self._foot.height)
            placed += self._letters.place(
                self._texts.quiet_word, box, _SMALL, Weight.REGULAR, self._palette.text3
            )
        return placed[:1]  # the last would meet the length

    def _quiet_spans(self, timeline: Timeline, length_s: float) -> list[tuple[int, int]]:
        """First and last pixel of the quiet times that came to pass."""
        per_s = self._picture.width / max(1.0, length_s)
        return [
            (round(begin_s * per_s), round(min(end_s, length_s) * per_s))
            for stage, begin_s, end_s in timeline.plan.stages
            if stage is not Stage.BREATHING and begin_s < length_s
        ]

    def _made(self, snapshot: Snapshot) -> pygame.Surface:
        width, height = self._picture.width * _SHARPER, self._picture.height * _SHARPER
        timeline, course = snapshot.timeline, snapshot.course
        length_s = max(1.0, timeline.elapsed_s(snapshot.at_s))
        picture = pygame.Surface((width, height), pygame.SRCALPHA, 32)
        for span in self._quiet_spans(timeline, length_s):
            begin, end = (edge * _SHARPER for edge in span)
            if end > begin:
                radius = min(6.0 * _SHARPER * self._scale, (end - begin) / 2)
                colour = self._palette.card_stroke
                shade = marks.rounded_box(end - begin, height, radius, colour, _QUIET_OPACITY)
                picture.blit(shade, (begin, 0))
        lowest = min(point.lowest_bpm for point in course)
        highest = max(point.highest_bpm for point in course)
        middle, half = (highest + lowest) / 2, max(_LEAST_RANGE_BPM, highest - lowest) / 2

        def rows(rates_bpm: list[float]) -> FloatArray:
            share = (middle + half - np.array(rates_bpm)) / (2 * half)
            return np.asarray((_ROOM + (1.0 - 2 * _ROOM) * share) * height)

        for part in joined(course):
            at = np.array([timeline.elapsed_s(point.at_s) for point in part]) * width / length_s
            upper = rows([point.highest_bpm for point in part])
            lower = rows([point.lowest_bpm for point in part])
            first = max(0, int(at[0]))
            fine = first + np.arange((min(width, int(at[-1]) + 1) - first) * _FINE + 1) / _FINE
            if fine.size <= _FINE:
                continue
            picture.blit(
                marks.band(
                    _columns(np.interp(fine, at, upper)).min(axis=1),
                    _columns(np.interp(fine, at, lower)).max(axis=1),
                    height,
                    _HALF_WIDTH * _SHARPER * self._scale,
                    self._palette.heart,
                ),
                (first, 0),
            )
        return picture


def _columns(fine: FloatArray) -> FloatArray:
    """Values within each column and its neighbours, shape (columns, values).

    With the neighbours a steep line is as wide across as a level one is high.
    """
    starts = np.arange((fine.size - 1) // _FINE) * _FINE
    around = starts[:, None] + np.arange(-_FINE, 2 * _FINE + 1)[None, :]
    columns: FloatArray = fine[np.clip(around, 0, fine.size - 1)]
    return columns
