"""The list of keys on the help page: each with what it does, all of one size."""

from __future__ import annotations

import pygame

from visuals.lettering import Lettering, PlacedText, Weight
from visuals.palette import Palette
from visuals.texts import KeyHint

__all__ = ["place_keys"]

_SIZE = 21
_NAME_SHARE = 0.32
"""Share of a column that the names of keys have at most."""
_ACT_SHARE = 0.24
"""Share of a column after which it is said what they do, if the names leave so much."""
_GAP_SHARE = 0.05
_HIGH_SHARE = 0.9
"""Share of a row that its letters have: chips of keys must not touch each other."""


def place_keys(
    letters: Lettering,
    palette: Palette,
    keys: tuple[KeyHint, ...],
    whole: pygame.Rect,
    *,
    columns: int,
) -> list[PlacedText]:
    """Place the keys of a list, one column after the other: first all names, then what they do.

    Parameters
    ----------
    keys
        Names of keys, and what each does.
    whole
        Room of the list, in pixels.
    """
    rows = -(-len(keys) // columns)
    width, height = whole.width // columns, whole.height // rows
    high, gap = round(_HIGH_SHARE * height), round(_GAP_SHARE * width)
    # As wide as the widest name needs, so that what the keys do has the rest.
    widest = max(letters.width(name, _SIZE, Weight.SEMIBOLD) for name, _ in keys)
    name_width = min(widest, round(_NAME_SHARE * width))
    act_left = max(name_width + gap, round(_ACT_SHARE * width))
    names: list[tuple[str, pygame.Rect]] = []
    acts: list[tuple[str, pygame.Rect]] = []
    for index, (name, act) in enumerate(keys):
        column, row = divmod(index, rows)
        x, y = whole.x + column * width, whole.y + row * height
        names.append((name, pygame.Rect(x, y + (height - high) // 2, name_width, high)))
        acts.append((act, pygame.Rect(x + act_left, y, width - act_left - gap, height)))
    size = min(
        letters.common_size(names, _SIZE, Weight.SEMIBOLD),
        letters.common_size(acts, _SIZE, Weight.REGULAR, max_lines=2),
    )
    placed: list[PlacedText] = []
    for name, box in names:
        placed += letters.place(name, box, size, Weight.SEMIBOLD, palette.text)
    for act, box in acts:
        placed += letters.place(act, box, size, Weight.REGULAR, palette.text2, max_lines=2)
    return placed
