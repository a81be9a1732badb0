"""Paints the person at one fullness: cool night light on the edges, warm light in the belly."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np

from visuals.palette import NIGHT, Colour, Palette
from visuals.scene import body, fine_lines
from visuals.scene.body import Limb, Points
from visuals.scene.chest_arm import ChestArm
from visuals.scene.ground import FloatArray, smooth
from visuals.scene.laid_arm import laid_arm
from visuals.scene.shading import Canvas, Form, blurred, form_of

_RIM = 2.4
"""Softness of the rim light, in figure units."""
_CHEEK = 0.22
"""Strength of the cheek's warmth."""
_SHEEN = (186.0, 38.0)
"""Where the hair shines most."""
_STRAND, _SHINE = 0.17, 0.07
"""Light of a strand, and of the hair around it, as shares of the rim's."""
_GIVES_WAY = 0.55
"""Share of the cloth's colour that is gone where the light in the belly is brightest."""
_ROUND = 10.0
"""Softness of the roundness, in figure units."""


Painted = tuple[FloatArray, FloatArray]
"""Colours (height, width, 3) in 0 to 255, and opacity (height, width) in 0 to 1."""


def _colour(colour: Colour) -> FloatArray:
    return np.array(colour, dtype=np.float32)


class Portrait:
    """Paints frames onto one canvas; what does not move is prepared once."""

    def __init__(
        self, canvas: Canvas, palette: Palette = NIGHT, *, chest_arm: ChestArm | None = None
    ) -> None:
        self._canvas = canvas
        self._palette = palette
        self._across, self._down = canvas.grid()
        height = np.clip(self._down / body.GROUND, 0.0, 1.0)
        self._fall = (1.0 - 0.55 * height).astype(np.float32)
        far_leg = self._form(body.FAR_LEG)
        cushion = self._form(body.CUSHION)
        self._behind = (
            (far_leg, self._lit(far_leg, self._palette.trousers, 0.85, rim=0.45)),
            (cushion, self._lit(cushion, self._palette.cushion, 1.0, rim=0.5)),
        )
        thigh, shin, foot = self._form(body.THIGH), self._form(body.SHIN), self._form(body.FOOT)
        self._legs = (
            (thigh, self._lit(thigh, self._palette.trousers, 1.15, rim=0.7), 0.9),
            (foot, self._lit(foot, self._palette.skin, 1.0, rim=0.6), 0.5),
            (shin, self._lit(shin, self._palette.trousers, 1.15, rim=0.7), 0.6),
        )
        knot, hair = self._form(body.KNOT), self._form(body.HAIR)
        wisps = self._form(*fine_lines.WISPS)
        self._hair = (
            (wisps, self._lit(wisps, self._palette.hair, 1.0, rim=0.3)),
            (knot, self._combed(knot, fine_lines.KNOT_STRANDS)),
            (hair, self._combed(hair, fine_lines.STRANDS)),
        )
        self._ear = self._form(body.EAR)
        self._features = self._draw_features()
        self._below_head = np.broadcast_to(
            smooth((self._down - 70.0) / 60.0), (canvas.height, canvas.width)
        )
        # The top begins at a collar that rises towards the nape.
        collar = body.NECKLINE - 0.30 * (218.0 - self._across)
        x, y = body.CHEEK
        away = (self._across - x) ** 2 + (self._down - y) ** 2
        self._cheek = (_CHEEK * np.exp(-away / (2 * 8.5 * 8.5))).astype(np.float32)
        self._top = smooth((self._down - collar) / 2.2 + 0.5)
        self._chest_arm = None
        if chest_arm is not None:
            self._chest_arm = laid_arm(chest_arm, canvas, palette, self._form, self._lit)

    def _combed(self, form: Form, strands: tuple[Limb, ...]) -> FloatArray:
        """Hair with strands that shine where the head is round."""
        light = self._lit(form, self._palette.hair, 1.0, rim=0.85)
        where, lines = fine_lines.drawn(self._canvas, strands)
        every = np.zeros((self._canvas.height, self._canvas.width), dtype=np.float32)
        every[where] = lines
        x, y = _SHEEN
        away = ((self._across - x) / 34.0) ** 2 + ((self._down - y) / 22.0) ** 2
        sheen = np.exp(-away).astype(np.float32)[form.where]
        shine = _STRAND * every[form.where] * (0.35 + 0.65 * sheen) + _SHINE * sheen
        light += shine[:, :, None] * _colour(self._palette.rim)
        return light

    def _draw_features(self) -> FloatArray:
        dark = np.zeros((self._canvas.height, self._canvas.width), dtype=np.float32)
        for line, width, strength in (
            (body.EYE, 1.0, 0.85),
            (body.BROW, 0.9, 0.35),
            (body.MOUTH, 0.8, 0.55),
        ):
            taper = width * (1.0 - 0.5 * np.linspace(-1.0, 1.0, len(line)) ** 2)
            dark = np.maximum(dark, strength * self._canvas.mask(Limb(line, taper)))
        return dark

    def _form(self, *shapes: Points | Limb) -> Form:
        return form_of(self._canvas, shapes, _RIM, _ROUND)

    def paint(self, k: float) -> Painted:
        """Colours (height, width, 3) in 0 to 255 and opacity in 0 to 1 at a fullness."""
        painting = self.painting(k)
        while True:
            try:
                next(painting)
            except StopIteration as done:
                painted: Painted = done.value
                return painted

    def painting(self, k: float) -> Generator[None, None, Painted]:
        """Paint as `paint` does, and stop now and then: a whole picture takes longer than a frame.

        Between two stops lie 5 ms at most at 720 lines, and 10 at 1080.
        """
        canvas = self._canvas
        colours = np.zeros((canvas.height, canvas.width, 3), dtype=np.float32)
        opacity = np.zeros((canvas.height, canvas.width), dtype=np.float32)

        def lay(form: Form, light: FloatArray, cover: FloatArray | None = None) -> None:
            mask = form.mask if cover is None else form.mask * cover
            under = colours[form.where]
            under += (light - under) * mask[:, :, None]
            opacity[form.where] += (1.0 - opacity[form.where]) * mask

        for form, light in self._behind:
            lay(form, light)
        yield
        shape = body.arm(k)
        arm = self._form(shape.sleeve)
        hand = self._form(shape.palm, *shape.fingers, shape.thumb)
        yield
        torso = self._form(body.torso(k))
        yield
        glow = self._glow(k, 66.0) * np.float32(0.06 + 0.62 * k)
        chest = self._chest_arm
        if chest is not None:
            for form, light in chest.behind:
                lay(form, light + self._bounced(form, glow * np.float32(0.5)))
        yield
        lay(torso, (yield from self._torso_light(torso, arm, k)))
        yield
        for form, light in self._hair:
            lay(form, light)
        lay(self._ear, self._lit(self._ear, self._palette.skin, 0.95, rim=0.4))
        colours *= (1.0 - 0.8 * self._features)[:, :, None]
        yield
        hip = smooth((self._across - 142.0) / 46.0)
        for form, light, share in self._legs:
            cover = np.broadcast_to(hip, opacity.shape)[form.where] if share > 0.8 else None
            lay(form, light + self._bounced(form, glow * np.float32(share)), cover)
        yield
        shoulder = smooth((self._down - 182.0) / 60.0)
        lit = self._lit(arm, self._palette.top, 1.08, rim=0.6) + self._bounced(arm, glow)
        lay(arm, lit, np.broadcast_to(shoulder, opacity.shape)[arm.where])
        yield
        lit = self._lit(hand, self._palette.skin, 1.0, rim=0.5) + self._bounced(hand, glow * 1.2)
        where, gaps = fine_lines.drawn(canvas, fine_lines.finger_gaps(shape.fingers))
        lay(hand, lit)
        colours[where] *= (1.0 - fine_lines.GAP_SHADE * gaps)[:, :, None]
        if chest is not None:
            colours[chest.around] *= chest.shaded
            form, light = chest.hand
            lay(form, light)
        yield
        # Laid over nothing, the colours so far are weakened at the edges; undo that.
        colours /= np.maximum(opacity, 0.02)[:, :, None]
        return colours, opacity

    def _torso_light(self, torso: Form, arm: Form, k: float) -> Generator[None, None, FloatArray]:
        """Skin above the collar, the top below it, and the light in the belly shining through."""
        where = torso.where
        top = np.broadcast_to(self._top, self._features.shape)[where][:, :, None]
        skin = self._lit(torso, self._palette.skin, 1.0, rim=1.0)
        cloth = self._lit(torso, self._palette.top, 1.0, rim=1.0)
        skin += (_colour(self._palette.cheek) - skin) * self._cheek[where][:, :, None]
        # A little of the belly's light reaches chin and throat from below.
        chin = np.clip(torso.down + 0.2 * torso.right, 0.0, 1.0) * self._below_head[where]
        skin += (chin * np.float32(0.05 + 0.30 * k))[:, :, None] * _colour(self._palette.ember)
        light = skin + (cloth - skin) * top
        yield
        cast = np.zeros_like(self._features)
        shoulder = smooth((self._down - 190.0) / 60.0)
        cast[arm.where] = arm.mask * shoulder[arm.where[0]]
        cast = blurred(np.roll(cast, round(5 * self._canvas.scale), axis=0), 5 * self._canvas.scale)
        shade = 1.0 - 0.55 * cast[where]
        light *= shade[:, :, None]
        yield
        ember = self._ember(k)[where]
        share = np.clip(ember * 1.05, 0.0, 1.0)[:, :, None] ** 1.5
        warm = (
            _colour(self._palette.ember) * (1 - share) + _colour(self._palette.ember_core) * share
        )
        # The cloth gives way to the light: laid on its blue, a warm light would turn pale.
        light *= 1.0 - _GIVES_WAY * share
        light += (ember * (0.35 + 0.65 * shade))[:, :, None] * warm
        edge = torso.rim * np.clip(torso.right, 0.0, 1.0) * self._glow(k, 46.0)[where]
        light += (0.75 * k * edge)[:, :, None] * _colour(self._palette.ember_core)
        return light

    def _lit(self, form: Form, colour: Colour, tone: float, rim: float) -> FloatArray:
        """Night light on a form: a little from above, a thin rim from the right and the back."""
        fall = np.broadcast_to(self._fall, (self._canvas.height, self._canvas.width))[form.where]
        above = tone * fall * (1.0 - 0.32 * form.down + 0.10 * form.right)
        facing = 0.16 + 0.84 * np.clip(0.85 * form.right - 0.5 * form.down, 0.0, 1.0)
        facing += 0.40 * np.clip(-0.8 * form.right - 0.4 * form.down, 0.0, 1.0)
        if self._palette.contour:
            facing, rim = np.maximum(facing, np.float32(self._palette.contour)), max(rim, 0.9)
        edge = np.float32(0.60 * rim) * form.rim * np.sqrt(form.rim) * facing
        light: FloatArray = (above[:, :, None] * _colour(colour)).astype(np.float32)
        light += edge[:, :, None] * _colour(self._palette.rim)
        return light

    @staticmethod
    def _middle(k: float) -> tuple[float, float]:
        """Where the light in the belly is."""
        return 0.36 * 150.0 + 0.64 * body.front_x(k, body.BELLY_MIDDLE), body.BELLY_MIDDLE - 5.0

    def _glow(self, k: float, reach: float) -> FloatArray:
        x, y = self._middle(k)
        across = np.exp(-((self._across - x) ** 2) / (2 * reach * reach))
        down = np.exp(-((self._down - y) ** 2) / (2 * reach * reach))
        glow: FloatArray = (across * down).astype(np.float32)
        return glow

    def _ember(self, k: float) -> FloatArray:
        """Light in the belly, 0 to 1."""
        x, y = self._middle(k)
        away = ((self._across - x) / (24.0 + 21.0 * k)) ** 2
        away = away + ((self._down - y) / (30.0 + 9.0 * k)) ** 2
        light: FloatArray = ((0.12 + 0.72 * k) * np.exp(-0.5 * away)).astype(np.float32)
        return light

    def _bounced(self, form: Form, glow: FloatArray) -> FloatArray:
        """Warm light from the belly on what lies near it, mostly on the side turned up."""
        facing = 0.12 + 0.5 * np.clip(-form.down + 0.25 * form.right, 0.0, 1.0) + 0.35 * form.rim
        shine: FloatArray = (glow[form.where] * facing)[:, :, None] * _colour(self._palette.ember)
        return shine
