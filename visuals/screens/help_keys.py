"""The list of keys on the help page: each with what it does, all of one size."""

from __future__ import annotations

import pygame

from visuals.lettering import Lettering, PlacedText, Weight
from visuals.palette import Palette
from visuals.texts import KeyHint

__all__ = ["place_keys"]

_SIZE = 21
_NAME_SHARE = 0.27
"""Share of a column that the names of keys have."""
_GAP_SHARE = 0.05


def place_keys(
    letters: Lettering,
    palette: Palette,
    keys: tuple[KeyHint, ...],
    whole: pygame.Rect,
    *,
    columns: int,
) -> list[PlacedText]:
    """Place the keys of a list, one column after the other.

    Parameters
    ----------
    keys
        Names of keys, and what each does.
    whole
        Room of the list, in pixels.
    """
    rows = -(-len(keys) // columns)
    width, height = whole.width // columns, whole.height // rows
    name_width, gap = round(_NAME_SHARE * width), round(_GAP_SHARE * width)
    names: list[tuple[str, pygame.Rect]] = []
    acts: list[tuple[str, pygame.Rect]] = []
    for index, (name, act) in enumerate(keys):
        column, row = divmod(index, rows)
        x, y = whole.x + column * width, whole.y + row * height
        names.append((name, pygame.Rect(x, y, name_width, height)))
        acts.append((act, pygame.Rect(x + name_width, y, width - name_width - gap, height)))
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
