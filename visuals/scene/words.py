"""The left words: what to do now, its seconds as dots, and what the belly does."""

from __future__ import annotations

import numpy as np
import pygame

from visuals.lettering import Align, Lettering, PlacedText, Weight
from visuals.palette import Colour
from visuals.scene.layout import Layout
from visuals.scene.moment import Asked, Moment
from visuals.texts import Texts

_WORD = 64
_HINT = 22
_DOT = 5.2
"""Radius of a lit dot, in design units."""
_DOT_STEP = 27.0
_DOT_LIGHTS = 32
"""Steps of light of a dot."""
_UNLIT = 0.20
_DOTS_FADE_S = 0.35
"""The row of dots changes its number over this time at the turn of the breath."""


def words_of(texts: Texts) -> dict[Asked, tuple[str, str]]:
    """What to do and what the belly does, for all that may be asked."""
    return {
        Asked.IN: (texts.breathe_in, texts.belly_out),
        Asked.OUT: (texts.breathe_out, texts.belly_back),
        Asked.NOTHING: (texts.just_breathe, texts.nothing_to_do),
        Asked.PAUSE: (texts.paused, texts.go_on),
        Asked.END: (texts.ended, texts.ended_hint),
    }


_PACED = (Asked.IN, Asked.OUT)


class Words:
    """Phase word, dots and belly hint."""

    def __init__(self, layout: Layout, letters: Lettering) -> None:
        places = layout.places
        self._letters = letters
        self._palette = layout.look.palette
        self._of_asked = words_of(layout.look.texts)
        self._word = layout.rect(places.word)
        self._hint = layout.rect(places.hint)
        self._dots = layout.rect(places.dots)
        self._centred = places.words_centred
        paced = [(self._of_asked[asked][0], self._word) for asked in Asked]
        self._word_lines = places.word_lines
        self._word_size = letters.common_size(
            paced, _WORD, Weight.LIGHT, max_lines=self._word_lines
        )
        self._boxes = dict.fromkeys(Asked, self._word)
        lines = {asked: self._lines_of(asked) for asked in _PACED}
        for asked in _PACED:
            if len(lines[asked]) < max(map(len, lines.values())):
                # Where one of the two is broken, both are: "in" stands where "out" does.
                self._boxes[asked] = self._word.copy()
                self._boxes[asked].width = lines[asked][0].width - 1
                if len(self._lines_of(asked)) == 1:  # a single word
                    self._boxes[asked] = self._word
        hints = [(self._of_asked[asked][1], self._hint) for asked in Asked]
        self._hint_size = letters.common_size(hints, _HINT, Weight.REGULAR, max_lines=2)
        self._scale = layout.scale
        self._pictures = [
            _dot(
                self._palette.breath,
                _DOT * layout.scale,
                _UNLIT + (1.0 - _UNLIT) * step / _DOT_LIGHTS,
            )
            for step in range(_DOT_LIGHTS + 1)
        ]

    def place(self, moment: Moment) -> list[PlacedText]:
        """Words at a moment: while they change, the old ones go before the new ones come.

        Drawn over each other, "in" and "out" would smear into a third word.
        """
        asked, opacity = _shown(moment)
        has_dots = asked in _PACED or (asked is Asked.PAUSE and moment.is_paced)
        return self._of(asked, opacity, has_dots=has_dots)

    def _of(self, asked: Asked, opacity: float, *, has_dots: bool) -> list[PlacedText]:
        """Word and hint; the hint moves up where no dots stand between them."""
        hint = self._of_asked[asked][1]
        hint_box = self._hint if has_dots else self._hint.move(0, self._dots.y - self._hint.y)
        above = Align.TOP_CENTRE if self._centred else Align.TOP_LEFT
        return [
            *self._lines_of(asked, opacity),
            *self._letters.place(
                hint,
                hint_box,
                self._hint_size,
                Weight.REGULAR,
                self._palette.text2,
                align=above,
                max_lines=2,
                opacity=opacity,
            ),
        ]

    def _lines_of(self, asked: Asked, opacity: float = 1.0) -> list[PlacedText]:
        across = Align.CENTRE if self._centred else Align.LEFT
        if self._word_lines > 1:
            across = Align.BOTTOM_LEFT  # one line of two stands above the dots
        return self._letters.place(
            self._of_asked[asked][0],
            self._boxes[asked],
            self._word_size,
            Weight.LIGHT,
            self._palette.text,
            align=across,
            max_lines=self._word_lines,
            opacity=opacity,
        )

    def draw_dots(self, surface: pygame.Surface, moment: Moment) -> None:
        """Seconds as dots: they light up on the in-breath and go out with the out-breath."""
        if not moment.is_paced:
            return
        shown, light = _shown(moment)
        if moment.before is not Asked.NOTHING or moment.asked is not Asked.IN:
            light = 1.0
        elif shown is Asked.NOTHING:
            return  # the hint of the quiet minute still stands in their place
        is_in = moment.asked is Asked.IN or (
            moment.asked is Asked.PAUSE and moment.before is Asked.IN
        )
        count = max(1, round(moment.length_s))
        places = max(count, round(moment.other_s))
        done = moment.into_s / moment.length_s * count
        left_s = moment.length_s - moment.into_s
        # Dots that the shorter half of the breath does not need come and go softly.
        extra = min(1.0, moment.into_s / _DOTS_FADE_S, left_s / _DOTS_FADE_S)
        half = self._pictures[0].get_width() / 2
        step = min(_DOT_STEP * self._scale, (self._dots.width - 2 * half) / max(1, places - 1))
        left = float(self._dots.x) + _DOT * self._scale
        if self._centred:
            left = self._dots.centerx - step * (places - 1) / 2
        first = (places - count) // 2 if self._centred else 0
        other = round(moment.other_s)
        other_first = (places - other) // 2 if self._centred else 0
        top = round(self._dots.centery - half)
        for index in range(count):
            gone = index if is_in else count - 1 - index
            passed = min(1.0, max(0.0, done - gone))
            picture = self._pictures[round((passed if is_in else 1.0 - passed) * _DOT_LIGHTS)]
            stays = other_first <= first + index < other_first + other
            alpha = round(255 * light * (1.0 if stays else extra))
            if picture.get_alpha() != alpha:  # setting it makes the copy ready anew
                picture.set_alpha(alpha)
            x = left + (first + index) * step - half
            surface.blit(picture, (round(x), top))


def _shown(moment: Moment) -> tuple[Asked, float]:
    """Whose word is seen, and how much of it: the old one until it is gone, then the new one."""
    if moment.before is moment.asked:
        return moment.asked, 1.0
    turn = 2.0 * moment.faded_in - 1.0
    return moment.before if turn < 0.0 else moment.asked, abs(turn)


def _dot(colour: Colour, radius_px: float, light: float) -> pygame.Surface:
    half = int(np.ceil(radius_px * 2.4))
    away = np.arange(-half, half + 1, dtype=np.float32)
    distance = np.hypot(away[:, None], away[None, :])
    size = radius_px * (0.74 + 0.26 * light)
    core = np.clip(size + 0.5 - distance, 0.0, 1.0)
    glow = 0.30 * max(0.0, light - _UNLIT) * np.clip(1.0 - distance / half, 0.0, 1.0) ** 2
    surface = pygame.Surface((2 * half + 1, 2 * half + 1), pygame.SRCALPHA, 32)
    surface.fill((*colour, 0))
    alphas = pygame.surfarray.pixels_alpha(surface)
    alphas[:] = np.clip(np.maximum(core * light, glow) * 255 + 0.5, 0, 255).astype(np.uint8)
    del alphas
    return surface
