"""The person as one still picture with both hands in place: for the page that explains.

A still picture shows no movement: a small arrow at the belly's hand says where it goes.
"""

from __future__ import annotations

import math
from enum import Enum

import numpy as np
import pygame

from visuals.palette import Palette
from visuals.scene import body
from visuals.scene.chest_arm import CHEST_ARM
from visuals.scene.ground import clear_surface
from visuals.scene.portrait import Portrait
from visuals.scene.shading import Canvas

__all__ = ["HEAD_REACH", "WIDTH_OF_HEIGHT", "Goes", "draw_still"]

WIDTH_OF_HEIGHT = body.WIDTH / body.HEIGHT
"""How wide the picture is, as a share of its height."""
HEAD_REACH = (252.0 - body.LEFT) / body.HEIGHT
"""How far from the left the tip of the nose is, as a share of the height: beyond it nothing is."""

_ARROW = (
    (0.0, -2.6),
    (33.0, -2.6),
    (33.0, -12.0),
    (52.0, 0.0),
    (33.0, 12.0),
    (33.0, 2.6),
    (0.0, 2.6),
)
"""Outline of an arrow to the right, from its tail, in the figure's units."""
_ARROW_LENGTH = 52.0
_BESIDE = 13.0
"""From the belly's front to the arrow, in the figure's units."""
_HAND_Y = 318.0
_SHARPER = 4


class Goes(Enum):
    """Where the hand on the belly goes."""

    NOWHERE = 0
    OUT = 1
    BACK = -1


def draw_still(
    surface: pygame.Surface,
    box: pygame.Rect,
    fullness: float,
    palette: Palette,
    goes: Goes = Goes.NOWHERE,
) -> None:
    """Draw the person in a box, as large as fits, one hand on the belly and one on the chest."""
    scale = min(box.width / body.WIDTH, box.height / body.HEIGHT)
    size = math.ceil(body.WIDTH * scale), math.ceil(body.HEIGHT * scale)
    canvas = Canvas(body.LEFT, body.TOP, scale, *size)
    portrait = Portrait(canvas, palette, chest_arm=CHEST_ARM)
    colours, opacity = portrait.paint(fullness)
    rows = np.clip(colours + 0.5, 0, 255).astype(np.uint8)
    alpha = np.clip(opacity * 255.0 + 0.5, 0, 255).astype(np.uint8)
    picture = clear_surface(rows, alpha)
    left, top = box.centerx - size[0] // 2, box.bottom - size[1]
    surface.blit(picture, (left, top))
    if goes is not Goes.NOWHERE:
        x = body.front_x(fullness, _HAND_Y) + _BESIDE - body.LEFT
        arrow = _arrow(scale, palette, goes)
        place = (left + round(x * scale), top + round((_HAND_Y - body.TOP) * scale))
        surface.blit(arrow, arrow.get_rect(midleft=place))


def _arrow(scale: float, palette: Palette, goes: Goes) -> pygame.Surface:
    """An arrow with soft edges."""
    fine = scale * _SHARPER
    half = max(y for _, y in _ARROW) + 1.0
    width, height = math.ceil((_ARROW_LENGTH + 2) * scale), math.ceil(2 * half * scale)
    picture = pygame.Surface((width * _SHARPER, height * _SHARPER), pygame.SRCALPHA, 32)
    picture.fill((*palette.breath, 0))
    corners = [((x + 1.0) * fine, (y + half) * fine) for x, y in _ARROW]
    pygame.draw.polygon(picture, palette.breath, corners)
    small = pygame.transform.smoothscale(picture, (width, height))
    return pygame.transform.flip(small, True, False) if goes is Goes.BACK else small
