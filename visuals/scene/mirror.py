"""The water's image of the person: faint, upside down, with the belly's light lying warm on it.

Baked with each frame of the figure; a frame of the session copies it as before.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pygame

from visuals.palette import Palette
from visuals.scene import body
from visuals.scene.ground import DITHER, FloatArray, clear_surface, smooth
from visuals.scene.shading import Canvas

__all__ = ["Mirror"]

_DEPTH = 128.0
"""How much of the figure the water mirrors, in the figure's units."""
_OPACITY = 0.30
_GLOW = 0.34
"""Opacity of the belly's light on the water where it is strongest, at a full belly."""
_GLOW_BRIGHT = 0.20
_GLOW_AT = 46.0
"""Depth at which it is strongest: below the seat, above where the waves' crests begin."""
_GLOW_HALF = 30.0
_WIDTH, _WIDENS = 30.0, 0.20
"""Half width of the light at the shore, and by how much it grows with the depth."""
_RIPPLES, _RIPPLE_SHARE = 5.2, 0.34
"""Ripples break the light into strips that grow wider towards the eye."""
_EDGE = 24.0
"""The light has faded out so far from the sides of the picture."""


class Mirror:
    """Makes mirror images of frames that are painted on one canvas."""

    def __init__(self, canvas: Canvas, palette: Palette) -> None:
        self._ground = round((body.GROUND - body.TOP) * canvas.scale)
        self._rows = min(round(_DEPTH * canvas.scale), self._ground)
        self._fade = np.linspace(1.0, 0.0, self._rows, dtype=np.float32)[:, None] ** 1.5
        self._across, _ = canvas.grid()
        self._down = ((np.arange(self._rows, dtype=np.float32) + 0.5) / canvas.scale)[:, None]
        self._colour = np.array(palette.ember, dtype=np.float32)
        self._strength = _GLOW_BRIGHT if palette.is_bright else _GLOW
        right = body.LEFT + body.WIDTH
        sides = np.minimum(self._across - body.LEFT, right - self._across) / _EDGE
        self._ends = smooth(sides) * smooth((_DEPTH - self._down) / _EDGE)

    def of(
        self,
        rows: npt.NDArray[np.uint8],
        opacity: FloatArray,
        noise: FloatArray,
        k: float,
    ) -> pygame.Surface:
        """Mirror image of a frame.

        Parameters
        ----------
        rows : shape (height, width, 3)
            Its colours.
        opacity : shape (height, width)
            0 to 1.
        noise : shape (height, width, 1)
            Triangular, -1 to 1, against bands.
        k
            Fullness of the belly.
        """
        part = slice(self._ground - self._rows, self._ground)
        seen = opacity[part][::-1] * self._fade * np.float32(_OPACITY)
        glow = self._glow(k)
        alpha = seen + glow * (1.0 - seen)
        share = (glow / np.maximum(alpha, 1e-3))[:, :, None]
        colours = rows[part][::-1] + (self._colour - rows[part][::-1]) * share
        grain = DITHER * noise[part, :, 0] * (alpha > 0.0)
        opaque = np.clip(alpha * 255.0 + grain + 0.5, 0, 255).astype(np.uint8)
        return clear_surface(colours.astype(np.uint8), opaque)

    def _glow(self, k: float) -> FloatArray:
        """Opacity of the belly's light."""
        middle = 0.3 * 150.0 + 0.7 * body.front_x(k, body.BELLY_MIDDLE)
        width = _WIDTH + _WIDENS * self._down
        across = np.exp(-(((self._across - middle) / width) ** 2))
        down = np.exp(-(((self._down - _GLOW_AT) / _GLOW_HALF) ** 2))
        slant = 0.5 * np.sin(self._across / 17.0) + 0.3 * np.sin(self._across / 7.3 + 1.0)
        ripple = np.sin(_RIPPLES * np.log1p(self._down / 9.0) * 2.0 * np.pi + slant)
        broken = 1.0 - _RIPPLE_SHARE * (0.5 - 0.5 * ripple)
        strength = self._strength * (0.06 + 0.94 * k)
        glow: FloatArray = (strength * across * down * broken * self._ends).astype(np.float32)
        return glow
