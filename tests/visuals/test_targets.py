"""Whatever can be clicked is large enough for a finger: 24 px by 24 (WCAG 2.2, 2.5.8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from visuals.gestures import Place, Tapped
from visuals.look import Look
from visuals.screens.gallery import Picture, gallery
from visuals.screens.screen import Screen
from visuals.screens.writing import WritingRecord
from visuals.texts import GERMAN

LEAST_PX = 24
LARGE = Look(texts=GERMAN, text_scale=1.5)
WINDOWS = [
    pytest.param((640, 480), Look(), id="640x480"),
    pytest.param((640, 480), LARGE, id="640x480-large-de"),
    pytest.param((800, 600), Look(), id="800x600"),
    pytest.param((854, 480), Look(), id="854x480"),
    pytest.param((480, 640), Look(), id="480x640"),
    pytest.param((480, 640), LARGE, id="480x640-large-de"),
]
STEP_PX = 15
"""The whole screen is tapped in such steps: nothing of 24 px is missed, nor much that is less."""


class _Finger:
    """Taps a screen that shows a picture, and tells what that means."""

    def __init__(self, screen: Screen[Any, Any], picture: Picture, size: tuple[int, int]) -> None:
        self._screen, self._record, self._size = screen, picture.record, size

    def meaning_at(self, place: Place) -> object:
        """What a tap here makes of the record; None where it means nothing."""
        heard = self._screen.hear(Tapped(place), self._record)
        if heard.outcome is not None:
            return heard.outcome, heard.record
        if heard.record == self._record:
            return None
        if isinstance(heard.record, WritingRecord):  # every place in a line sets the caret
            line = replace(heard.record.line, caret=0)
            return replace(heard.record, line=line)
        return heard.record

    def extent_at(self, place: Place) -> tuple[int, int]:
        """Width and height of what means the same, through this place, in pixels."""
        meant, (x, y) = self.meaning_at(place), place
        lengths = []
        for step_x, step_y in ((1, 0), (0, 1)):
            length = 1
            for sign in (-1, 1):
                steps = 1
                while (
                    self._is_inside(at := (x + sign * steps * step_x, y + sign * steps * step_y))
                    and self.meaning_at(at) == meant
                ):
                    steps += 1
                length += steps - 1
            lengths.append(length)
        return lengths[0], lengths[1]

    def _is_inside(self, place: Place) -> bool:
        return 0 <= place[0] < self._size[0] and 0 <= place[1] < self._size[1]

    def touched(self) -> Iterator[tuple[object, Place]]:
        """Everything that a tap means something on, with one place on it."""
        seen: list[object] = []
        for y in range(STEP_PX // 2, self._size[1], STEP_PX):
            for x in range(STEP_PX // 2, self._size[0], STEP_PX):
                meant = self.meaning_at((float(x), float(y)))
                if meant is not None and meant not in seen:
                    seen.append(meant)
                    yield meant, (float(x), float(y))


def small_targets(size: tuple[int, int], look: Look) -> tuple[int, list[str]]:
    """How many targets there are, and which are too small."""
    screens: dict[Any, Screen[Any, Any]] = {}
    count, small = 0, []
    for picture in gallery():
        maker: Any = picture.maker
        if maker not in screens:
            screens[maker] = maker(size, look)
        finger = _Finger(screens[maker], picture, size)
        elsewhere = finger.meaning_at((1.0, 1.0))  # on a page for writing it keeps the line
        for meant, place in finger.touched():
            if meant == elsewhere:
                continue
            count += 1
            extent = finger.extent_at(place)
            if min(extent) < LEAST_PX:
                small.append(f"{picture.name} at {place}: {extent} {str(meant)[:80]}")
    return count, small


@pytest.mark.parametrize(("size", "look"), WINDOWS)
def test_whatever_can_be_clicked_is_large_enough(size: tuple[int, int], look: Look) -> None:
    count, small = small_targets(size, look)
    assert count > 150
    assert not small, "\n".join(small)
