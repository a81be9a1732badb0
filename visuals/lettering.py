"""Letters: the fonts that come with the program, measured, wrapped to a box, and cached.

Every string is measured before it is placed; nothing assumes how wide a word is, because the
two pygame bindings advance glyphs differently.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from importlib import resources

import pygame

from visuals.glyphs import Glyphs
from visuals.palette import Colour

_CACHED_PICTURES = 600
"""Rendered strings kept; a session shows fewer than 300 different ones."""
_CACHED_PLACES = 400
"""Places that are kept: a picture asks for the same forty again and again."""
_ROW_FROM = 4
"""So many lines side by side are drawn as one picture."""
_SMALLEST_PX = 9
"""Below this Nunito is hard to read."""
_LAST_PX = 8
"""So small before a text is cut with an ellipsis: pygame-ce sets 9 pixels 8 % wider than pygame."""
_LONE_SHARE = 0.3
"""A last line under this share of the width is a lone word that has lost its line."""
_EVEN_SHARES = (0.9, 0.8, 0.7, 0.6)
"""Widths that are tried for more even lines."""
_KEPT_WITH_NUMBER = ("%", "%.")
"""Signs that begin no line."""
_PATH_PARTS = re.compile(r"[^/\\]*[/\\]|[^/\\]+$")
"""Of a path that is wider than its box: it may be broken behind a slash."""
_GLYPHS_PX = 16
"""Size at which the font is asked which letters it has."""
_LEADING = 1.02
"""Line distance in units of the font's own line height."""


class Weight(Enum):
    """Weights of the font; the value is the file."""

    LIGHT = "Nunito-Light.ttf"
    REGULAR = "Nunito-Regular.ttf"
    SEMIBOLD = "Nunito-SemiBold.ttf"
    BOLD = "Nunito-Bold.ttf"


class Align(Enum):
    """Where a text stands in its box: across, then down."""

    LEFT = (0.0, 0.5)
    CENTRE = (0.5, 0.5)
    RIGHT = (1.0, 0.5)
    TOP_LEFT = (0.0, 0.0)
    TOP_CENTRE = (0.5, 0.0)
    TOP_RIGHT = (1.0, 0.0)
    BOTTOM_LEFT = (0.0, 1.0)
    BOTTOM_RIGHT = (1.0, 1.0)


@dataclass(frozen=True, slots=True)
class PlacedText:
    """One line of text where it is drawn, in pixels, with the box that it must stay in."""

    text: str
    left: int
    top: int
    width: int
    height: int
    box: tuple[int, int, int, int]
    size_px: int
    weight: Weight
    colour: Colour
    opacity: float = 1.0

    @property
    def rect(self) -> pygame.Rect:
        """Where the letters are."""
        return pygame.Rect(self.left, self.top, self.width, self.height)

    @property
    def right(self) -> int:
        """Pixel column after the last letter."""
        return self.left + self.width


class Lettering:
    """Fonts and rendered strings of one scene."""

    def __init__(self, scale: float, text_scale: float) -> None:
        self.scale = scale
        self.text_scale = text_scale
        if not pygame.font.get_init():
            pygame.font.init()
        self._files: dict[Weight, bytes] = {}
        self._fonts: dict[tuple[int, Weight], pygame.font.Font] = {}
        self._pictures: dict[tuple[str, int, Weight, Colour, bool], pygame.Surface] = {}
        self._rows: dict[tuple[PlacedText, ...], tuple[pygame.Surface, tuple[int, int]]] = {}
        self._steady: tuple[PlacedText, ...] = ()
        self._steady_pictures: list[tuple[pygame.Surface, tuple[int, int]]] = []
        self._fits: dict[object, tuple[int, tuple[str, ...]]] = {}
        self._places: dict[object, tuple[PlacedText, ...]] = {}
        # Its weights have the same letters.
        self._glyphs = Glyphs(self.font(_GLYPHS_PX, Weight.REGULAR))

    def font(self, size_px: int, weight: Weight) -> pygame.font.Font:
        """Font of a size in pixels."""
        key = (size_px, weight)
        if key not in self._fonts:
            if weight not in self._files:
                file = resources.files("visuals").joinpath("fonts", weight.value)
                self._files[weight] = file.read_bytes()
            self._fonts[key] = pygame.font.Font(io.BytesIO(self._files[weight]), size_px)
        return self._fonts[key]

    def place(
        self,
        text: str,
        box: pygame.Rect,
        size: float,
        weight: Weight,
        colour: Colour,
        *,
        align: Align = Align.LEFT,
        max_lines: int = 1,
        opacity: float = 1.0,
    ) -> list[PlacedText]:
        """Lines of a text inside a box: as large as asked for, smaller where it must be.

        A letter that the font lacks becomes a dot.

        Parameters
        ----------
        box
            In pixels.
        size
            In design units; the scale of the window and of the text are applied here.
        """
        if not text:
            return []
        key = (text, *box, size, weight, colour, align, max_lines)
        placed = self._places.get(key)
        if placed is None:
            if len(self._places) >= _CACHED_PLACES:
                self._places.pop(next(iter(self._places)))
            placed = self._places[key] = self._place_anew(
                text, box, size, weight, colour, align, max_lines
            )
        if opacity != 1.0:
            return [replace(line, opacity=opacity) for line in placed]
        return list(placed)

    def _place_anew(
        self,
        text: str,
        box: pygame.Rect,
        size: float,
        weight: Weight,
        colour: Colour,
        align: Align,
        max_lines: int,
    ) -> tuple[PlacedText, ...]:
        size_px, lines = self._fit(text, box.size, size, weight, max_lines)
        font = self.font(size_px, weight)
        step = round(font.get_height() * _LEADING)
        whole = step * (len(lines) - 1) + font.get_height()
        across, down = align.value
        top = box.y + round((box.height - whole) * down)
        placed = []
        for index, line in enumerate(lines):
            width, height = font.size(line)
            left = box.x + round((box.width - width) * across)
            placed.append(
                PlacedText(
                    line,
                    left,
                    top + index * step,
                    width,
                    height,
                    (box.x, box.y, box.width, box.height),
                    size_px,
                    weight,
                    colour,
                )
            )
        return tuple(placed)

    def size_px(self, size: float) -> int:
        """Size of letters in pixels where their box is large enough; given in design units."""
        return max(_SMALLEST_PX, round(size * self.scale * self.text_scale))

    def width(self, text: str, size: float, weight: Weight) -> int:
        """Pixels that a text takes at a size in design units, wherever it is placed."""
        return self.font(self.size_px(size), weight).size(self._glyphs.drawable(text))[0]

    def common_size(
        self,
        texts_and_boxes: Sequence[tuple[str, pygame.Rect]],
        size: float,
        weight: Weight,
        *,
        max_lines: int = 1,
    ) -> float:
        """Size in design units, at most the one given, at which every text fits its box.

        Words that stand for each other, or beside each other, must not differ in size.
        """
        whole = self.scale * self.text_scale
        fitted = [
            self._fit(text, box.size, size, weight, max_lines)[0]
            for text, box in texts_and_boxes
            if text
        ]
        # A little more than the whole pixels, so that rounding gives them back.
        return min([size, *((size_px + 0.01) / whole for size_px in fitted)])

    def stacked(
        self,
        texts: Sequence[str],
        box: pygame.Rect,
        size: float,
        weight: Weight,
        *,
        gap: float,
        least_gap: float,
    ) -> tuple[float, list[pygame.Rect]]:
        """Paragraphs below each other: the size at which all fit a box, and each one's place.

        Parameters
        ----------
        size, gap, least_gap
            In design units: letters are made smaller once the gap between paragraphs is the least.
        """
        drawable = [self._glyphs.drawable(text) for text in texts]
        least_px = round(least_gap * self.scale) * (len(texts) - 1)
        size_px = self.size_px(size)
        heights = self._heights(drawable, box.width, size_px, weight)
        while sum(heights) + least_px > box.height and size_px > _SMALLEST_PX:
            size_px -= 1
            heights = self._heights(drawable, box.width, size_px, weight)
        apart = (box.height - sum(heights)) // max(1, len(texts) - 1)
        apart = max(1, min(round(gap * self.scale), apart))
        places, top = [], box.y
        for height in heights:
            places.append(pygame.Rect(box.x, top, box.width, height))
            top += height + apart
        # A little more than the whole pixels, so that rounding gives them back.
        return min(size, (size_px + 0.01) / (self.scale * self.text_scale)), places

    def _heights(self, texts: Sequence[str], width: int, size_px: int, weight: Weight) -> list[int]:
        """Pixels that each text is high, over as many lines as it takes."""
        font = self.font(size_px, weight)
        step = round(font.get_height() * _LEADING)
        return [
            font.get_height() + step * (len(_wrap_evenly(text, font, width)) - 1) for text in texts
        ]

    def on_baseline(self, text: PlacedText, of: PlacedText) -> PlacedText:
        """Return the text moved up or down to stand on the baseline of another."""
        baseline = of.top + self.font(of.size_px, of.weight).get_ascent()
        top = baseline - self.font(text.size_px, text.weight).get_ascent()
        return replace(text, top=top)

    def after(
        self,
        before: PlacedText,
        text: str,
        gap_px: int,
        right_px: int,
        size: float,
        weight: Weight,
        colour: Colour,
        *,
        max_lines: int = 1,
    ) -> list[PlacedText]:
        """Text behind another on the same baseline, up to a pixel column.

        More than one line stands centred on the line before it.
        """
        left = before.right + gap_px
        box = pygame.Rect(left, before.top, max(1, right_px - left), before.height)
        placed = self.place(text, box, size, weight, colour, max_lines=max_lines)
        if len(placed) != 1:
            return placed
        moved = self.on_baseline(placed[0], before)
        return [replace(moved, top=min(moved.top, box.bottom - moved.height))]

    def draw(self, surface: pygame.Surface, placed: PlacedText) -> None:
        """Draw one placed line."""
        if placed.opacity <= 0.0:
            return
        picture = self._picture(placed)
        alpha = round(255 * min(1.0, placed.opacity))
        if alpha == 255:
            surface.blit(picture, (placed.left, placed.top))
            return
        # Run-length encoding and another opacity exclude each other: each frame would make it anew.
        picture.set_alpha(alpha)
        surface.blit(picture, (placed.left, placed.top))

    def draw_all(self, surface: pygame.Surface, placed: Sequence[PlacedText]) -> None:
        """Draw all lines of a picture; most of them are where they were in the frame before."""
        steady = tuple(line for line in placed if line.opacity >= 1.0)
        if steady != self._steady:
            self._steady = steady
            self._steady_pictures = self._pictures_of(steady)
        surface.blits(self._steady_pictures, doreturn=False)
        for line in placed:
            if line.opacity < 1.0:
                self.draw(surface, line)

    def _pictures_of(
        self, steady: Sequence[PlacedText]
    ) -> list[tuple[pygame.Surface, tuple[int, int]]]:
        """Pictures of lines and their places; many that stand in a row, as key hints, are one."""
        rows: dict[tuple[int, int], list[PlacedText]] = {}
        for line in steady:
            rows.setdefault((line.top, line.height), []).append(line)
        known, self._rows = self._rows, {}
        found = []
        for row in rows.values():
            if len(row) < _ROW_FROM:
                found += [(self._picture(line), (line.left, line.top)) for line in row]
                continue
            key = tuple(row)
            self._rows[key] = known.get(key) or self._row_picture(row)
            found.append(self._rows[key])
        return found

    def _row_picture(self, row: Sequence[PlacedText]) -> tuple[pygame.Surface, tuple[int, int]]:
        left = min(line.left for line in row)
        size = max(line.left + line.width for line in row) - left, row[0].height
        whole = pygame.Surface(size, pygame.SRCALPHA, 32)
        for line in row:
            letters = self.font(line.size_px, line.weight).render(line.text, True, line.colour)
            place = (line.left - left, 0)
            # Added to nothing, they are copied as they are.
            whole.blit(letters, place, special_flags=pygame.BLEND_RGBA_ADD)
        whole.set_alpha(255, pygame.RLEACCEL)
        return whole, (left, row[0].top)

    def _picture(self, placed: PlacedText) -> pygame.Surface:
        """The letters, drawn when they are first wanted; those that fade are others.

        Letters are mostly nothing: encoded in runs they are laid on in a third of the time.
        """
        is_steady = placed.opacity >= 1.0
        key = (placed.text, placed.size_px, placed.weight, placed.colour, is_steady)
        picture = self._pictures.get(key)
        if picture is None:
            if len(self._pictures) >= _CACHED_PICTURES:
                self._pictures.pop(next(iter(self._pictures)))
            font = self.font(placed.size_px, placed.weight)
            picture = font.render(placed.text, True, placed.colour)
            if is_steady:
                picture.set_alpha(255, pygame.RLEACCEL)
            self._pictures[key] = picture
        return picture

    def _fit(
        self, text: str, box: tuple[int, int], size: float, weight: Weight, max_lines: int
    ) -> tuple[int, tuple[str, ...]]:
        key = (text, box, size, weight, max_lines)
        if key not in self._fits:
            if len(self._fits) >= _CACHED_PICTURES:
                self._fits.pop(next(iter(self._fits)))
            self._fits[key] = self._fit_anew(text, box, size, weight, max_lines)
        return self._fits[key]

    def _fit_anew(
        self, text: str, box: tuple[int, int], size: float, weight: Weight, max_lines: int
    ) -> tuple[int, tuple[str, ...]]:
        text = self._glyphs.drawable(text)
        wanted_px = max(_SMALLEST_PX, round(size * self.scale * self.text_scale))
        for size_px in range(wanted_px, _LAST_PX - 1, -1):
            font = self.font(size_px, weight)
            lines = _wrap_evenly(text, font, box[0])
            height = font.get_height() + round(font.get_height() * _LEADING) * (len(lines) - 1)
            widest = max(font.size(line)[0] for line in lines)
            if len(lines) <= max_lines and height <= box[1] and widest <= box[0]:
                return size_px, tuple(lines)
        return _SMALLEST_PX, (_cut(text, self.font(_SMALLEST_PX, weight), box[0]),)


def _wrap_evenly(text: str, font: pygame.font.Font, width: int) -> list[str]:
    """Wrap a text; where a lone short word would be left for the last line, more evenly."""
    lines = _wrap(text, font, width)
    if len(lines) < 2 or font.size(lines[-1])[0] >= _LONE_SHARE * width:
        return lines
    narrower = [_wrap(text, font, round(share * width)) for share in _EVEN_SHARES]
    fitting = [tried for tried in narrower if len(tried) == len(lines)]
    return fitting[-1] if fitting else lines


def _wrap(text: str, font: pygame.font.Font, width: int) -> list[str]:
    lines: list[str] = []
    for word in _words_of(text):
        joint = " "
        parts = [word] if font.size(word)[0] <= width else _PATH_PARTS.findall(word) or [word]
        for part in parts:
            longer = f"{lines[-1]}{joint}{part}" if lines else part
            if lines and font.size(longer)[0] <= width:
                lines[-1] = longer
            else:
                lines.append(part)
            joint = ""
    return lines


def _words_of(text: str) -> list[str]:
    """What a line may be broken between: a sign of its own, as in "9 %", stays with its number."""
    words: list[str] = []
    for word in text.split(" "):
        if words and word in _KEPT_WITH_NUMBER:
            words[-1] = f"{words[-1]} {word}"
        else:
            words.append(word)
    return words


def _cut(text: str, font: pygame.font.Font, width: int) -> str:
    for kept in range(len(text), 0, -1):
        cut = text if kept == len(text) else text[:kept].rstrip() + "\u2026"
        if font.size(cut)[0] <= width:
            return cut
    return ""
