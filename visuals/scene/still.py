"""The person as one still picture with both hands in place: for the page that explains."""

from __future__ import annotations

import math

import numpy as np
import pygame

from visuals.palette import Palette
from visuals.scene import body
from visuals.scene.ground import clear_surface
from visuals.scene.portrait import Portrait
from visuals.scene.shading import Canvas

__all__ = ["draw_still"]


def draw_still(
    surface: pygame.Surface, box: pygame.Rect, fullness: float, palette: Palette
) -> None:
    """Draw the person in a box, as large as fits, one hand on the belly and one on the chest."""
    scale = min(box.width / body.WIDTH, box.height / body.HEIGHT)
    size = math.ceil(body.WIDTH * scale), math.ceil(body.HEIGHT * scale)
    canvas = Canvas(body.LEFT, body.TOP, scale, *size)
    colours, opacity = Portrait(canvas, palette, has_chest_hand=True).paint(fullness)
    rows = np.clip(colours + 0.5, 0, 255).astype(np.uint8)
    alpha = np.clip(opacity * 255.0 + 0.5, 0, 255).astype(np.uint8)
    picture = clear_surface(rows, alpha)
    surface.blit(picture, (box.centerx - size[0] // 2, box.bottom - size[1]))
