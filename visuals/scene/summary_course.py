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

__all__ = ["SummaryCourse", "beats_of", "joined"]

_SIZE = 16
_PAD = 28
_TITLE = 20
_ROW, _TITLE_ROW = 24, 28
"""Height of foot and title at the usual size of letters, in design units."""
_EDGE = 8
"""Room above the title and below the foot."""
_GAP = 6
_SCALE_GAP = 10
"""Between the rates at the side and the picture."""
_WIDEST_RATE = "188"
_UNIT_GAP, _COUNTS_GAP = 14, 28
"""Behind the title its unit, and from there on at least so far what was counted."""
_LEAST_SHARE = 0.5
_HALF_WIDTH = 0.75
_STEEP = 0.7
"""Of the half width, to each side of a column: what stands steeply is as strong as what lies."""
_LEAST_RANGE_BPM = 16.0
"""A very steady heart must not look like a storm."""
_ROOM = 0.06
"""Share of the height that is left free above and below."""
_LONGEST_STEP = 2.5
"""Spans further apart than so many of their lengths are not joined: there is a gap."""
_LONGEST_BEAT_S = 3.0
"""At 30 beats a minute a beat takes two seconds; one of them may be set aside."""
_WIDE_PX = 3.0
"""A span wider than this is drawn as its beats; a narrower one as all that the heart did in it."""
_SHARPER, _SHARPER_FINE = 4, 2
"""Made so much larger, then made smaller: a thin steep line has no steps then. Fine windows need
less of it, and 16 times their pixels would take 200 MB."""
_FINE_FROM = 2.0
"""From this scale on a window is fine."""
_FINE = 4
_QUIET_OPACITY = 0.16

FloatArray = npt.NDArray[np.float64]


def joined(course: tuple[CoursePoint, ...]) -> list[tuple[CoursePoint, ...]]:
    """The course, cut where beats are missing for longer than a slow heart takes."""
    found: list[list[CoursePoint]] = []
    for point in course:
        longest_s = max(_LONGEST_STEP * point.span_s, _LONGEST_BEAT_S)
        if not found or point.at_s - found[-1][-1].at_s > longest_s:
            found.append([])
        found[-1].append(point)
    return [tuple(part) for part in found]


def beats_of(part: tuple[CoursePoint, ...]) -> list[CoursePoint]:
    """One point a beat: a span that holds two rates becomes two, the one that goes on first.

    Which of two beats came first is not kept; the nearer to the beat before is taken to.
    """
    beats: list[CoursePoint] = []
    for point in part:
        low, high = point.lowest_bpm, point.highest_bpm
        if low == high:
            beats.append(point)
            continue
        falls = bool(beats) and beats[-1].lowest_bpm > (low + high) / 2
        for share, rate in zip((-0.25, 0.25), (high, low) if falls else (low, high), strict=True):
            at_s = point.at_s + share * point.span_s
            beats.append(CoursePoint(at_s, point.span_s / 2, rate, rate))
    return beats


class SummaryCourse:
    """Draws the course into its card."""

    def __init__(
        self, layout: Layout, letters: Lettering, box: Box, *, counts_below: bool = False
    ) -> None:
        self._letters = letters
        self._palette, self._texts = layout.look.palette, layout.look.texts
        self._scale = layout.scale
        self._sharper = _SHARPER if layout.scale < _FINE_FROM else _SHARPER_FINE
        card = layout.rect(box)
        pad, edge, gap = layout.length(_PAD), layout.length(_EDGE), layout.length(_GAP)
        # Every row at least as high as its letters, also where pixels are few.
        row = max(letters.font(letters.size_px(_SIZE), Weight.SEMIBOLD).get_height(), 1)
        row = max(row, layout.length(_ROW))
        # Large letters need the room for the picture: there the title is as all other words.
        self._title_size = _SIZE if layout.is_large else _TITLE
        title_row = max(row, 0 if layout.is_large else layout.length(_TITLE_ROW))
        self._title = pygame.Rect(card.x + pad, card.y + edge, card.width - 2 * pad, title_row)
        side = letters.width(_WIDEST_RATE, _SIZE, Weight.REGULAR) + layout.length(_SCALE_GAP)
        left, top = self._title.x + side, self._title.bottom + gap
        width = self._title.right - left
        self._counts_below = counts_below
        foot_top = card.bottom - edge // 2 - row
        # What was counted, in a line of its own or beside the title.
        self._counts = pygame.Rect(self._title.x, foot_top, self._title.width, row)
        if counts_below:
            foot_top -= row
        self._foot = pygame.Rect(left, foot_top, width, row)
        self.picture = pygame.Rect(left, top, width, foot_top - gap // 2 - top)
        """Where the course is drawn, in pixels."""
        self._side = pygame.Rect(self._title.x, top, side - layout.length(_SCALE_GAP), row)
        self._drawn: tuple[tuple[CoursePoint, ...], pygame.Surface] | None = None

    def place(self, snapshot: Snapshot) -> list[PlacedText]:
        """Title with the unit, highest and lowest rate at the side, the foot with the length."""
        place, palette = self._letters.place, self._palette
        heart = self._texts.heart_line(snapshot.sensor.kind)
        title = self._texts.beat_by_beat.format(heart=heart[0].upper() + heart[1:])
        summary = snapshot.summary
        counted = "" if summary is None else self._texts.beats_counted(summary)
        if not snapshot.course:
            if summary is None or summary.beats:
                return place(title, self._title, self._title_size, Weight.SEMIBOLD, palette.text)
            # Its room says that there was no beat.
            room = self._counts.union(self._foot).union(self.picture)
            return [
                *place(title, self._title, self._title_size, Weight.SEMIBOLD, palette.text),
                *place(counted, room, _TITLE, Weight.REGULAR, palette.text2, align=Align.CENTRE),
            ]
        minutes = snapshot.timeline.elapsed_s(snapshot.at_s) / 60.0
        end = self._texts.counted(max(1, round(minutes)), self._texts.minutes)
        return [
            *self._title_row(title, "" if self._counts_below else counted),
            *(
                place(counted, self._counts, _SIZE, Weight.REGULAR, palette.text2)
                if self._counts_below
                else ()
            ),
            *self._rates(snapshot.course),
            *self._quiet_words(snapshot.timeline, minutes * 60.0),
            *place(end, self._foot, _SIZE, Weight.REGULAR, palette.text3, align=Align.RIGHT),
        ]

    def _title_row(self, title: str, counted: str) -> list[PlacedText]:
        """The title, its unit behind it, and what was counted at the right; smaller if it must."""
        letters, row, palette = self._letters, self._title, self._palette
        unit = self._texts.beats_a_minute
        gaps = _UNIT_GAP + (_COUNTS_GAP if counted else 0)
        room = row.width - round(gaps * self._scale)
        share = 1.0
        while True:
            sizes = share * self._title_size, share * _SIZE
            title_px = letters.width(title, sizes[0], Weight.SEMIBOLD)
            unit_px = letters.width(unit, sizes[1], Weight.REGULAR)
            counted_px = letters.width(counted, sizes[1], Weight.REGULAR)
            if title_px + unit_px + counted_px <= room or share < _LEAST_SHARE:
                break
            share -= 0.02
        (placed,) = letters.place(
            title,
            pygame.Rect(row.x, row.y, title_px, row.height),
            sizes[0],
            Weight.SEMIBOLD,
            palette.text,
        )
        gap, right = round(_UNIT_GAP * self._scale), row.right - counted_px
        behind = letters.after(placed, unit, gap, right, sizes[1], Weight.REGULAR, palette.text2)
        box = pygame.Rect(right, row.y, counted_px, row.height)
        return [
            placed,
            *behind,
            *(
                letters.on_baseline(text, placed)
                for text in letters.place(counted, box, sizes[1], Weight.REGULAR, palette.text2)
            ),
        ]

    def draw(self, surface: pygame.Surface, snapshot: Snapshot) -> None:
        """Draw the course over the card, on a thin line for its highest and its lowest rate."""
        course = snapshot.course
        if not course:
            return
        if self._drawn is None or self._drawn[0] != course:
            made = pygame.transform.smoothscale(self._made(snapshot), self.picture.size)
            self._drawn = (course, made)
        for row in _Rows(course, self.picture.height).of(_extremes(course)):
            line = (self.picture.x, self.picture.y + round(float(row)), self.picture.width, 1)
            surface.fill(self._palette.rule, line)
        surface.blit(self._drawn[1], self.picture)

    def _rates(self, course: tuple[CoursePoint, ...]) -> list[PlacedText]:
        """The highest and the lowest rate, each at its height, kept apart from each other."""
        high, low = (round(row) for row in _Rows(course, self.picture.height).of(_extremes(course)))
        half = self._side.height // 2
        top = max(0, high - half)
        placed: list[PlacedText] = []
        for row, rate in zip(
            (top, max(low - half, top + self._side.height)), _extremes(course), strict=True
        ):
            box = self._side.move(0, row)
            placed += self._letters.place(
                f"{rate:.0f}", box, _SIZE, Weight.REGULAR, self._palette.text2, align=Align.RIGHT
            )
        return placed

    def _quiet_words(self, timeline: Timeline, length_s: float) -> list[PlacedText]:
        """The word for the quiet time under the first, as far as it has room."""
        spans = self._quiet_spans(timeline, length_s)
        if not spans:
            return []  # only the first: a second word would meet the length
        begin = spans[0][0]
        box = pygame.Rect(
            self._foot.x + begin, self._foot.y, self._foot.width // 2 - begin, self._foot.height
        )
        return self._letters.place(
            self._texts.quiet_word, box, _SIZE, Weight.REGULAR, self._palette.text3
        )

    def _quiet_spans(self, timeline: Timeline, length_s: float) -> list[tuple[int, int]]:
        """First and last pixel of the quiet times that came to pass."""
        per_s = self.picture.width / max(1.0, length_s)
        return [
            (round(begin_s * per_s), round(min(end_s, length_s) * per_s))
            for stage, begin_s, end_s in timeline.plan.stages
            if stage is not Stage.BREATHING and begin_s < length_s
        ]

    def _made(self, snapshot: Snapshot) -> pygame.Surface:
        width, height = self.picture.width * self._sharper, self.picture.height * self._sharper
        timeline, course = snapshot.timeline, snapshot.course
        length_s = max(1.0, timeline.elapsed_s(snapshot.at_s))
        picture = pygame.Surface((width, height), pygame.SRCALPHA, 32)
        for span in self._quiet_spans(timeline, length_s):
            begin, end = (edge * self._sharper for edge in span)
            if end > begin:
                radius = min(6.0 * self._sharper * self._scale, (end - begin) / 2)
                colour = self._palette.card_stroke
                shade = marks.rounded_box(end - begin, height, radius, colour, _QUIET_OPACITY)
                picture.blit(shade, (begin, 0))
        rows = _Rows(course, height)
        half_width = _HALF_WIDTH * self._sharper * max(1.0, self._scale)
        beside = max(1, round(_STEEP * half_width))
        is_wide = course[0].span_s * self.picture.width / length_s > _WIDE_PX
        for part in joined(course):
            points = beats_of(part) if is_wide else part
            at = np.array([timeline.elapsed_s(point.at_s) for point in points]) * width / length_s
            upper = rows.of([point.highest_bpm for point in points])
            lower = rows.of([point.lowest_bpm for point in points])
            first = max(0, int(at[0]))
            fine = first + np.arange((min(width, int(at[-1]) + 1) - first) * _FINE + 1) / _FINE
            if fine.size <= _FINE:
                continue
            picture.blit(
                marks.band(
                    _columns(np.interp(fine, at, upper), beside).min(axis=1),
                    _columns(np.interp(fine, at, lower), beside).max(axis=1),
                    height,
                    half_width,
                    self._palette.heart,
                ),
                (first, 0),
            )
        return picture


class _Rows:
    """How far down a rate stands in a picture of a height."""

    def __init__(self, course: tuple[CoursePoint, ...], height: int) -> None:
        highest, lowest = _extremes(course)
        half = max(_LEAST_RANGE_BPM, highest - lowest) / 2
        self._top_bpm, self._range_bpm = (highest + lowest) / 2 + half, 2 * half
        self._height = height

    def of(self, rates_bpm: list[float]) -> FloatArray:
        """Pixels from the top of each rate, shape (n,)."""
        share = (self._top_bpm - np.array(rates_bpm)) / self._range_bpm
        return np.asarray((_ROOM + (1.0 - 2 * _ROOM) * share) * self._height)


def _extremes(course: tuple[CoursePoint, ...]) -> list[float]:
    """Highest and lowest rate, in beats a minute."""
    highest = max(point.highest_bpm for point in course)
    return [highest, min(point.lowest_bpm for point in course)]


def _columns(fine: FloatArray, beside: int) -> FloatArray:
    """Values within each column and so many to each side, shape (columns, values).

    With the neighbours a steep line is about as wide across as a level one is high.
    """
    starts = np.arange((fine.size - 1) // _FINE) * _FINE
    around = starts[:, None] + np.arange(-_FINE * beside, _FINE * (beside + 1) + 1)[None, :]
    columns: FloatArray = fine[np.clip(around, 0, fine.size - 1)]
    return columns
