"""Where everything stands: an arrangement for each shape of window, and the scale of the window.

All places are in design units of the arrangement's stage; `Layout` turns them into pixels. The
stage is centred in the window; sky and water go on to the window's edges.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

import pygame

from visuals.look import Look

Box = tuple[float, float, float, float]
"""Left, top, width, height in design units."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one arrangement, in design units."""

    stage: tuple[int, int]
    pill: Box
    self_talk: Box
    time_left: Box
    notice: Box
    word: Box
    dots: Box
    hint: Box
    words_centred: bool
    word_lines: int
    """Lines that the word of the phase may take."""
    ring_centre: tuple[float, float]
    ring_radius: float
    horizon: float
    figure_scale: float
    """Design units of the stage per unit of the figure's own drawing."""
    rate: Box
    swing: Box
    trouble: Box
    """Beside the ring, in place of rate and swing."""
    wave_full: float
    """Height of the water at a full belly."""
    wave_empty: float
    now: float
    units_per_s: float
    legend: Box
    keys: Box
    key_rows: int = 1
    """Rows that the hints of keys may take."""


_WIDE = Places(
    stage=(1280, 720),
    pill=(48, 30, 380, 38),
    self_talk=(440, 20, 400, 62),
    time_left=(1032, 30, 200, 38),
    notice=(48, 84, 352, 84),
    word=(72, 214, 326, 92),
    dots=(72, 324, 340, 24),
    hint=(72, 362, 340, 76),
    words_centred=False,
    word_lines=1,
    ring_centre=(640, 292),
    ring_radius=204,
    horizon=500,
    figure_scale=0.86,
    rate=(944, 180, 280, 118),
    swing=(944, 318, 280, 166),
    trouble=(912, 182, 320, 276),
    wave_full=548,
    wave_empty=640,
    now=1040,
    units_per_s=17.2,
    legend=(48, 676, 420, 32),
    keys=(490, 676, 742, 32),
)

_COMPACT = Places(
    stage=(960, 720),
    pill=(32, 26, 430, 40),
    self_talk=(270, 70, 420, 50),
    time_left=(768, 26, 160, 40),
    notice=(36, 122, 290, 94),
    word=(36, 212, 244, 84),
    dots=(36, 310, 244, 24),
    hint=(36, 346, 244, 84),
    words_centred=False,
    word_lines=1,
    ring_centre=(480, 304),
    ring_radius=180,
    horizon=500,
    figure_scale=0.78,
    rate=(690, 190, 240, 118),
    swing=(690, 322, 240, 166),
    trouble=(670, 172, 278, 310),
    wave_full=548,
    wave_empty=632,
    now=760,
    units_per_s=17.2,
    legend=(32, 676, 272, 32),
    keys=(310, 676, 626, 32),
)

_PORTRAIT = Places(
    stage=(720, 1280),
    pill=(36, 36, 420, 44),
    self_talk=(60, 104, 600, 80),
    time_left=(500, 36, 184, 44),
    notice=(36, 1148, 648, 48),
    word=(60, 200, 600, 92),
    dots=(60, 300, 600, 24),
    hint=(60, 330, 600, 48),
    words_centred=True,
    word_lines=1,
    ring_centre=(360, 608),
    ring_radius=204,
    horizon=816,
    figure_scale=0.86,
    rate=(56, 994, 280, 118),
    swing=(372, 994, 292, 152),
    trouble=(36, 984, 648, 206),
    wave_full=862,
    wave_empty=950,
    now=560,
    units_per_s=13.0,
    legend=(36, 1196, 648, 32),
    keys=(36, 1232, 648, 32),
)

_WIDE_FROM = 1.5
"""Width by height from which the columns beside the ring have room for the full type size."""
_COMPACT_FROM = 0.85
"""From here on the broader stage is larger in the window than the upright one, by 13 % and more."""
_SQUARE_FROM, _SQUARE_TO = 0.8, 1.05
"""Between these an arrangement may have places for a square; below, the upright stage is larger."""


class Kind(Enum):
    """Shapes of window that the picture is arranged for."""

    WIDE = "wide"
    COMPACT = "compact"
    SQUARE = "square"
    """Only where an arrangement knows it (`square_places.py`)."""
    PORTRAIT = "portrait"


TRAINING = {Kind.WIDE: _WIDE, Kind.COMPACT: _COMPACT, Kind.PORTRAIT: _PORTRAIT}
"""The training screen: words, figure, numbers, water."""

LARGE_TRAINING = {
    Kind.WIDE: replace(
        _WIDE,
        self_talk=(434, 6, 412, 78),
        word=(42, 86, 418, 106),
        dots=(48, 204, 340, 24),
        hint=(48, 238, 362, 84),
        notice=(48, 344, 362, 136),
        trouble=(872, 84, 376, 416),
    ),
    Kind.COMPACT: replace(
        _COMPACT,
        ring_centre=(480, 306),
        ring_radius=166,
        self_talk=(304, 66, 352, 70),
        notice=(30, 70, 262, 122),
        word=(30, 200, 246, 166),
        word_lines=2,
        dots=(36, 370, 244, 24),
        hint=(36, 394, 280, 104),
        rate=(690, 152, 240, 118),
        swing=(690, 280, 240, 200),
        trouble=(664, 76, 284, 420),
        wave_full=534,
        wave_empty=604,
        legend=(32, 650, 272, 32),
        keys=(310, 645, 626, 72),
        key_rows=2,
    ),
    Kind.PORTRAIT: replace(
        _PORTRAIT,
        self_talk=(60, 84, 600, 80),
        word=(48, 164, 624, 114),
        dots=(60, 280, 600, 24),
        hint=(60, 306, 600, 76),
        ring_centre=(360, 588),
        horizon=796,
        wave_full=842,
        wave_empty=930,
        rate=(56, 964, 280, 118),
        swing=(372, 964, 292, 152),
        trouble=(36, 960, 648, 212),
        notice=(36, 1118, 648, 60),
        legend=(36, 1180, 648, 32),
        keys=(36, 1212, 648, 64),
        key_rows=2,
    ),
}
"""The same with large letters: a taller card; the word of the phase above, or on two lines."""

LARGE_FROM = 1.25
"""From this size of letters on they need other places."""

CALM = {
    Kind.WIDE: replace(
        _WIDE,
        ring_centre=(640, 302),
        ring_radius=212,
        horizon=520,
        figure_scale=0.9,
        self_talk=(120, 16, 1040, 64),
        word=(240, 540, 800, 84),
        dots=(240, 624, 800, 24),
        hint=(240, 624, 800, 40),
        words_centred=True,
        keys=(240, 682, 800, 28),
    ),
    Kind.COMPACT: replace(
        _COMPACT,
        ring_centre=(480, 312),
        ring_radius=204,
        horizon=522,
        figure_scale=0.86,
        self_talk=(60, 20, 840, 72),
        word=(80, 542, 800, 84),
        dots=(80, 626, 800, 24),
        hint=(80, 626, 800, 40),
        words_centred=True,
        keys=(60, 682, 840, 28),
    ),
    Kind.PORTRAIT: replace(
        _PORTRAIT,
        ring_centre=(360, 560),
        ring_radius=252,
        horizon=820,
        figure_scale=1.06,
        self_talk=(50, 110, 620, 130),
        word=(40, 900, 640, 100),
        dots=(40, 1006, 640, 24),
        hint=(40, 1006, 640, 50),
        words_centred=True,
        keys=(36, 1222, 648, 34),
    ),
}
"""The calm minutes: the figure, a line, what to do. Nothing else."""

LARGE_CALM = {
    Kind.WIDE: replace(
        CALM[Kind.WIDE],
        word=(240, 522, 800, 106),
        dots=(240, 628, 800, 24),
        hint=(240, 628, 800, 44),
        keys=(120, 674, 1040, 38),
    ),
    Kind.COMPACT: replace(
        CALM[Kind.COMPACT],
        ring_centre=(480, 318),
        ring_radius=188,
        self_talk=(30, 6, 900, 120),
        word=(80, 524, 800, 108),
        dots=(80, 632, 800, 24),
        hint=(80, 632, 800, 44),
        keys=(20, 676, 920, 38),
    ),
    Kind.PORTRAIT: replace(
        CALM[Kind.PORTRAIT],
        word=(40, 884, 640, 116),
        keys=(36, 1192, 648, 72),
        key_rows=2,
    ),
}
"""The same with large letters."""

START = {
    Kind.WIDE: replace(
        _WIDE, ring_centre=(300, 372), ring_radius=204, horizon=578, figure_scale=0.86
    ),
    Kind.COMPACT: replace(
        _COMPACT, ring_centre=(210, 372), ring_radius=164, horizon=548, figure_scale=0.72
    ),
    Kind.PORTRAIT: replace(
        _PORTRAIT, ring_centre=(360, 336), ring_radius=150, horizon=494, figure_scale=0.64
    ),
}
"""The start: the figure beside, or above, what can be chosen."""


class Layout:
    """The places of the arrangement that suits a window, in its pixels, and the look of it all.

    Whatever is placed is also drawn: both come in one hand.
    """

    def __init__(
        self,
        size: tuple[int, int],
        look: Look | None = None,
        arrangement: Mapping[Kind, Places] | None = None,
    ) -> None:
        width, height = size
        self.size = size
        self.look = Look() if look is None else look
        if arrangement is None:
            arrangement = LARGE_TRAINING if self.is_large else TRAINING
        aspect = width / height
        if aspect >= _WIDE_FROM:
            self.kind = Kind.WIDE
        elif _SQUARE_FROM <= aspect < _SQUARE_TO and Kind.SQUARE in arrangement:
            self.kind = Kind.SQUARE
        elif aspect >= _COMPACT_FROM:
            self.kind = Kind.COMPACT
        else:
            self.kind = Kind.PORTRAIT
        self.places = arrangement[self.kind]
        stage_width, stage_height = self.places.stage
        self.scale = min(width / stage_width, height / stage_height)
        self.left_px = (width - stage_width * self.scale) / 2
        self.top_px = (height - stage_height * self.scale) / 2

    @property
    def is_large(self) -> bool:
        """Whether letters are so large that they need other places."""
        return self.look.text_scale >= LARGE_FROM

    def x(self, units: float) -> float:
        """Pixel column of a place across the stage."""
        return self.left_px + units * self.scale

    def y(self, units: float) -> float:
        """Pixel row of a place down the stage."""
        return self.top_px + units * self.scale

    def length(self, units: float) -> int:
        """A length in whole pixels, at least one."""
        return max(1, round(units * self.scale))

    def rect(self, box: Box) -> pygame.Rect:
        """A box in pixels."""
        left, top, width, height = box
        x, y = round(self.x(left)), round(self.y(top))
        return pygame.Rect(x, y, round(self.x(left + width)) - x, round(self.y(top + height)) - y)
