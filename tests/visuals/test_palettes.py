"""Colours of every theme: words can be read, breath and heart told apart by all eyes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt
import pygame
import pytest

from tests.visuals.pictures import luminance, pixels_of
from visuals.lettering import Lettering
from visuals.look import Look
from visuals.palette import Colour, Palette
from visuals.scene import example
from visuals.scene.training import TrainingScene
from visuals.screens.gallery import gallery
from visuals.settings import Theme

FloatArray = npt.NDArray[np.float64]
THEMES = [pytest.param(theme.palette, id=theme.value) for theme in Theme]

SIMULATED = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
               (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
               (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
               (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
"""Machado, Oliveira and Fernandes, IEEE TVCG 15 (2009) 1291-1298, severity 1.0, linear RGB."""


def linear(colour: Colour) -> FloatArray:
    share = np.array(colour) / 255.0
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def lab(rgb: FloatArray) -> FloatArray:
    """CIE L*a*b* (D65) of linear sRGB."""
    matrix = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = matrix @ np.clip(rgb, 0.0, 1.0) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of WCAG 2.2."""
    lights = sorted(float(luminance(np.array(colour, dtype=float))) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("palette", THEMES)
@pytest.mark.parametrize("eyes", SIMULATED)
def test_breath_and_heart_are_told_apart_by_all_eyes(palette: Palette, eyes: str) -> None:
    """A CIE76 distance of 2.3 is just seen; the two lines have more than ten times that."""
    matrix = np.array(SIMULATED[eyes])
    seen = [lab(matrix @ linear(colour)) for colour in (palette.breath, palette.heart)]
    assert np.linalg.norm(seen[0] - seen[1]) >= 30.0


@pytest.mark.parametrize("palette", THEMES)
def test_a_trouble_is_told_from_a_clear_signal_by_all_eyes(palette: Palette) -> None:
    for matrix in SIMULATED.values():
        seen = [lab(np.array(matrix) @ linear(c)) for c in (palette.warn, palette.gauge)]
        assert np.linalg.norm(seen[0] - seen[1]) >= 8.0


@pytest.mark.parametrize("palette", THEMES)
def test_lines_and_edges_stand_out_of_every_ground(palette: Palette) -> None:
    """3 to 1 for what is no text (WCAG 2.2, 1.4.11)."""
    grounds = [colour for _, colour in (*palette.night_stops, *palette.water_stops)]
    for ground in grounds:
        for colour in (palette.breath, palette.heart, palette.gauge, palette.warn, palette.tip):
            assert contrast(colour, ground) >= 3.0, (colour, ground)
    assert contrast(palette.ink, palette.button) >= 4.5


@pytest.mark.parametrize("palette", THEMES)
def test_the_heart_line_stands_out_of_the_water_that_it_rides(palette: Palette) -> None:
    """3 to 1 against what lies beside it, three pixels above and below, also on the crests.

    But where it crosses the edge of the water, which is a line of its own.
    """
    scene = TrainingScene((1280, 720), Look(palette=palette))
    surface = pygame.Surface((1280, 720))
    places, found = scene.layout.places, []
    for at_s in np.arange(140.0, 150.0, 1.3):
        snapshot = example.example_snapshot(float(at_s))
        scene.draw_picture(surface, snapshot, float(at_s))
        colours = pixels_of(surface)[530:670, 150:1030].astype(float)
        away = np.abs(colours - np.array(palette.heart)).sum(axis=2)
        rows = away.argmin(axis=0)
        columns = np.arange(len(rows))
        is_line = (away[rows, columns] < 40.0) & (rows > 3) & (rows < 136)
        is_flat = np.abs(np.roll(rows, -4) - np.roll(rows, 4)) < 4  # of eight columns
        when_s = at_s + (150 + columns - places.now) / places.units_per_s
        full = np.array([snapshot.timeline.asked_fullness_at(float(each)) for each in when_s])
        edge = places.wave_empty + (places.wave_full - places.wave_empty) * full - 530
        x = columns[is_line & is_flat & (np.abs(edge - rows) > 9)]
        light = luminance(colours) + 0.05
        for side in (-3, 3):
            line, beside = light[rows[x], x], light[rows[x] + side, x]
            found += (np.maximum(line, beside) / np.minimum(line, beside)).tolist()
    assert len(found) > 400
    assert np.quantile(found, 0.01) >= 3.0  # below are the two soft ends of the line


@contextmanager
def without_words() -> Iterator[None]:
    """Whatever is drawn meanwhile has no letters."""
    draw, draw_all = Lettering.draw, Lettering.draw_all
    Lettering.draw = lambda self, surface, placed: None  # type: ignore[method-assign]
    Lettering.draw_all = lambda self, surface, placed: None  # type: ignore[method-assign]
    try:
        yield
    finally:
        Lettering.draw, Lettering.draw_all = draw, draw_all  # type: ignore[method-assign]


@pytest.mark.parametrize("palette", THEMES)
@pytest.mark.parametrize("size", [(800, 600), (1280, 720), (720, 1280)])
def test_every_word_can_be_read_where_it_stands(size: tuple[int, int], palette: Palette) -> None:
    """4.5 to 1 against the ground behind each word as it is drawn (WCAG 2.2, 1.4.3).

    The ground is the 98th percentile of what lies behind the word, nearest to the word's own
    light: dither, stars and the thin frames of chips may not count.
    """
    look = Look(palette=palette)
    makers: dict[object, object] = {}
    for picture in gallery():
        if picture.maker not in makers:
            makers[picture.maker] = picture.maker(size, look)
        screen = makers[picture.maker]
        surface = pygame.Surface(size)
        with without_words():
            screen.draw(surface, picture.record, picture.at_s)  # type: ignore[attr-defined]
        ground = luminance(pixels_of(surface).astype(float))
        for text in screen.texts(picture.record, picture.at_s):  # type: ignore[attr-defined]
            if text.opacity < 1.0:
                continue
            rect = text.rect.clip(surface.get_rect())
            behind = ground[rect.top : rect.bottom, rect.left : rect.right]
            light = float(luminance(np.array(text.colour, dtype=float)))
            nearest = np.percentile(behind, 98 if light > behind.mean() else 2)
            high, low = max(light, nearest), min(light, nearest)
            ratio = (high + 0.05) / (low + 0.05)
            assert ratio >= 4.5, (picture.name, text.text, round(ratio, 2))


@pytest.mark.parametrize("palette", THEMES)
def test_stops_go_from_one_end_to_the_other(palette: Palette) -> None:
    for stops in (palette.night_stops, palette.water_stops):
        places = [place for place, _ in stops]
        assert places[0] == 0.0
        assert places[-1] == 1.0
        assert all(one < other for one, other in pairwise(places))
    texts = [palette.text, palette.text2, palette.text3]
    assert all(one != other for one, other in combinations(texts, 2))
