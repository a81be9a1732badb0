"""The person as ready pictures: baked once, copied every frame.

The picture for a fullness is the baked frame below it with the one above laid over, as strong as
the rest of the way; a few frames give a first usable picture, all of them a smooth belly.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator

import numpy as np
import pygame

from visuals.scene import body
from visuals.scene.chest_arm import CHEST_ARM
from visuals.scene.ground import DITHER, clear_surface
from visuals.scene.layout import Layout
from visuals.scene.mirror import Mirror
from visuals.scene.portrait import Portrait
from visuals.scene.shading import Canvas

_STEPS = 32
"""Steps from empty to full; a step of the belly is under 3 pixels at 1080 lines."""
_FIRST_STRIDE = 16
"""Steps between the frames that are there from the start."""
_FINE_STRIDE = 2
"""Steps between two frames up to which only what moves is laid over."""
_ALL = object()
"""Nothing is left to bake."""


class Figure:
    """Frames of the seated person and of the mirror image in the water."""

    def __init__(self, layout: Layout, chance: np.random.Generator) -> None:
        places = layout.places
        scale = places.figure_scale * layout.scale
        self._canvas = Canvas(
            body.LEFT,
            body.TOP,
            scale,
            math.ceil(body.WIDTH * scale),
            math.ceil(body.HEIGHT * scale),
        )
        shape = (self._canvas.height, self._canvas.width, 1)
        # One noise for all frames: a new one for each would shimmer as the belly moves.
        self._noise = chance.random(shape, dtype=np.float32) - chance.random(
            shape, dtype=np.float32
        )
        look = layout.look
        arm = CHEST_ARM if look.chest_hand else None
        self._portrait = Portrait(self._canvas, look.palette, chest_arm=arm)
        self._mirror = Mirror(self._canvas, look.palette)
        centre = layout.x(places.ring_centre[0])
        self._left = round(centre - (body.CENTRE - body.LEFT) * scale)
        self._horizon = round(layout.y(places.horizon))
        self._top = self._horizon - round((body.GROUND - body.TOP) * scale)
        rows, columns = self._canvas.around((body.MOVING,), margin=0.0)
        self._moving = pygame.Rect(
            columns.start, rows.start, columns.stop - columns.start, rows.stop - rows.start
        )
        self._frames: dict[int, pygame.Surface] = {}
        self._mirrors: dict[int, pygame.Surface] = {}
        self._overlays: dict[int, pygame.Surface] = {}
        """What moves, of frames that were encoded: to be laid over another one."""
        order = _bake_order()
        for step in [step for step in order if step % _FIRST_STRIDE == 0]:
            for _ in self._baking(step):
                pass
            order.remove(step)
        self._shown_on: pygame.Surface | None = None
        """What it was drawn on last."""
        self._rest = self._baking_all(order)
        self._is_baked = False

    @property
    def rect(self) -> pygame.Rect:
        """Where the frames lie in the window."""
        return pygame.Rect(self._left, self._top, self._canvas.width, self._canvas.height)

    def row_of(self, y: float) -> float:
        """Pixel row of a height in the figure's units."""
        return self._top + (y - body.TOP) * self._canvas.scale

    def columns_of(self, x: body.Points) -> body.Points:
        """Pixel columns of places in the figure's units."""
        columns: body.Points = self._left + (x - body.LEFT) * self._canvas.scale
        return columns

    def bake(self, budget_s: float, clock: Callable[[], float] = time.perf_counter) -> bool:
        """Bake further frames for about this long; True when all are there.

        It goes on at least to the next stop of `Portrait.painting`, so it may take that much
        longer than the time given. What it was drawn on last is touched, and not changed: it must
        not be locked then.
        """
        begun_s = clock()
        while not self._is_baked:
            self._is_baked = next(self._rest, _ALL) is _ALL
            if clock() - begun_s >= budget_s:
                break
        return self._is_baked

    def _baking_all(self, order: list[int]) -> Iterator[None]:
        for step in order:
            yield from self._baking(step)
        for step in self._frames:
            self._encode(step)
            yield

    def _baking(self, step: int) -> Iterator[None]:
        """Bake a frame, with stops: at its end it is there."""
        colours, opacity = yield from self._portrait.painting(step / _STEPS)
        yield
        colours += DITHER * self._noise + 0.5
        rows = np.clip(colours, 0, 255, out=colours).astype(np.uint8)
        alpha = np.clip(opacity * 255.0 + 0.5, 0, 255).astype(np.uint8)
        yield
        mirror = self._mirror.of(rows, opacity, self._noise, step / _STEPS)
        yield
        self._frames[step] = clear_surface(rows, alpha)
        self._mirrors[step] = mirror
        yield

    def _encode(self, step: int) -> None:
        """Encode a frame in runs: half of it is nothing, and it is copied in a tenth of the time.

        So it cannot be laid over another one any more; what moves is kept for that.
        """
        frame = self._frames[step]
        frame.set_alpha(255)
        self._overlays[step] = frame.subsurface(self._moving).copy()
        frame.set_alpha(255, pygame.RLEACCEL)
        # It is encoded when it is first copied, and anew for another surface: now, by a corner
        # with nothing in it, and not in a frame of the session.
        if self._shown_on is not None:
            self._shown_on.blit(frame, (self._left, self._top), (0, 0, 1, 1))

    def draw(self, surface: pygame.Surface, fullness: float, *, is_mirrored: bool = True) -> None:
        """Draw the person and, where wanted, the mirror image at a fullness of 0 to 1."""
        self._shown_on = surface
        place = min(1.0, max(0.0, fullness)) * _STEPS
        below = max(step for step in self._frames if step <= place)
        above = min((step for step in self._frames if step >= place), default=below)
        share = 0.0 if above == below else (place - below) / (above - below)
        if is_mirrored:
            mirror = self._mirrors[above if share > 0.5 else below]
            surface.blit(mirror, (self._left, self._horizon))
        frame = self._frames[below]
        if below not in self._overlays:
            frame.set_alpha(255)
        surface.blit(frame, (self._left, self._top))
        if share > 0.0 and above in self._overlays:
            frame = self._overlays[above]
            frame.set_alpha(round(255 * share))
            surface.blit(frame, (self._left + self._moving.x, self._top + self._moving.y))
        elif share > 0.0:
            # Only what moves is laid over: a see-through copy costs ten times a plain one. While
            # frames are still missing their light differs everywhere, and an edge would be seen.
            is_fine = above - below <= _FINE_STRIDE
            moving = self._moving if is_fine else pygame.Rect((0, 0), self.rect.size)
            frame = self._frames[above]
            frame.set_alpha(round(255 * share))
            surface.blit(frame, (self._left + moving.x, self._top + moving.y), moving)


def _bake_order() -> list[int]:
    """Steps in the order in which a session needs them.

    Every session begins with an empty belly: the steps are baked ahead of the first in-breath, the
    finer ones between them when it has been drawn.
    """
    order: list[int] = []
    for stride in (_FIRST_STRIDE, _FINE_STRIDE, 1):
        order += [step for step in range(0, _STEPS + 1, stride) if step not in order]
    return order
