"""The picture of the program in a task bar: the light in the belly, in the night."""

from __future__ import annotations

import numpy as np
import pygame

from visuals.palette import NIGHT
from visuals.scene.ground import clear_surface, smooth

_CORE = 0.17
"""Radius of the bright middle, as a share of the picture's side."""
_GLOW = 0.20
"""Distance over which the light around it falls to a third."""
_RING = 0.40
"""Radius of the ring of breath."""
_RING_HALF = 0.022
_EDGE = 0.49
"""Radius of the round piece of night."""


def draw_icon(side_px: int = 64) -> pygame.Surface:
    """Square with the glowing circle; clear outside its round piece of night."""
    away = (np.arange(side_px, dtype=np.float32) + 0.5) / side_px - 0.5
    distance = np.hypot(away[:, None], away[None, :])
    soft = np.float32(1.0 / side_px)
    light = np.exp(-((np.maximum(distance - _CORE, 0.0) / _GLOW) ** 2))[:, :, None]
    core = smooth((_CORE + 2 * soft - distance) / (4 * soft))[:, :, None]
    ring = smooth((_RING_HALF + soft - np.abs(distance - _RING)) / (2 * soft))[:, :, None]
    night, ember, middle, breath = (
        np.array(colour, dtype=np.float32)
        for colour in (
            NIGHT.night_stops[0][1],
            NIGHT.ember,
            NIGHT.ember_core,
            NIGHT.breath,
        )
    )
    colours = night + (ember - night) * light * 0.85
    colours += (middle - colours) * core
    colours += (breath - colours) * ring
    cover = smooth((_EDGE + soft - distance) / (2 * soft))
    return clear_surface(
        np.clip(colours + 0.5, 0, 255).astype(np.uint8), (cover * 255 + 0.5).astype(np.uint8)
    )
