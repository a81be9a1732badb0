"""Masks and light for the figure: outlines become coverage, coverage becomes soft form.

A blurred mask stands for a height field: its slope says which way the surface faces, its value
how near the edge is. That gives rim light and roundness without any model in three dimensions.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pygame

from visuals.scene.body import Limb, Points
from visuals.scene.ground import FloatArray

_FINE = 4
"""Sub-pixels along each axis for the soft edge: 17 steps of coverage."""
_CREASE = 5.0
"""Softness of the line where a form turns from one side to the other, in the figure's units."""
_COARSE = 4
"""The wide blur is made on a picture this many times smaller."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """A part of the figure's plane as pixels."""

    left: float
    top: float
    scale: float
    """Pixels per unit of the figure."""
    width: int
    height: int

    def grid(self) -> tuple[FloatArray, FloatArray]:
        """Columns (1, width) and rows (height, 1) of the pixels, in the figure's units."""
        across = (np.arange(self.width, dtype=np.float32) + 0.5) / self.scale + self.left
        down = (np.arange(self.height, dtype=np.float32) + 0.5) / self.scale + self.top
        return across[None, :].astype(np.float32), down[:, None].astype(np.float32)

    def around(self, shapes: tuple[Points | Limb, ...], margin: float) -> tuple[slice, slice]:
        """Rows and columns of this canvas that hold the shapes and a margin, in units."""
        boxes = []
        for shape in shapes:
            line = shape.line if isinstance(shape, Limb) else shape
            wide = float(shape.half_width.max()) if isinstance(shape, Limb) else 0.0
            boxes.append((line.min(axis=0) - wide, line.max(axis=0) + wide))
        low = np.min([box[0] for box in boxes], axis=0) - margin - (self.left, self.top)
        high = np.max([box[1] for box in boxes], axis=0) + margin - (self.left, self.top)
        left, top = (max(0, math.floor(value * self.scale)) for value in low)
        right = min(self.width, math.ceil(high[0] * self.scale))
        bottom = min(self.height, math.ceil(high[1] * self.scale))
        return slice(top, bottom), slice(left, right)

    def part(self, where: tuple[slice, slice]) -> Canvas:
        """Piece of this canvas as a canvas of its own, on the same pixels."""
        rows, columns = where
        return Canvas(
            self.left + columns.start / self.scale,
            self.top + rows.start / self.scale,
            self.scale,
            columns.stop - columns.start,
            rows.stop - rows.start,
        )

    def mask(self, *shapes: Points | Limb) -> FloatArray:
        """Coverage 0 to 1 of all shapes together, shape (height, width)."""
        fine = pygame.Surface((self.width * _FINE, self.height * _FINE), depth=8)
        fine.set_palette([(0, 0, 0), (255, 255, 255)])
        ratio = self.scale * _FINE
        offset = np.array([self.left, self.top])
        for shape in shapes:
            if isinstance(shape, Limb):
                self._paint_limb(fine, shape, ratio, offset)
            else:
                pygame.draw.polygon(fine, 1, ((shape - offset) * ratio).tolist())
        pixels = pygame.surfarray.pixels2d(fine)
        rows = pixels.T
        total = np.zeros((self.height, self.width), dtype=np.uint8)
        for step in range(_FINE * _FINE):
            total += rows[step // _FINE :: _FINE, step % _FINE :: _FINE]
        del rows, pixels
        coverage: FloatArray = total.astype(np.float32) / np.float32(_FINE * _FINE)
        return coverage

    @staticmethod
    def _paint_limb(
        fine: pygame.Surface, shape: Limb, ratio: float, offset: npt.NDArray[np.float64]
    ) -> None:
        line = (shape.line - offset) * ratio
        half = shape.half_width * ratio
        along = np.gradient(line, axis=0)
        along /= np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
        across = np.stack([-along[:, 1], along[:, 0]], axis=1) * half[:, None]
        left, right = (line + across).tolist(), (line - across).tolist()
        for index in range(len(left) - 1):
            corners = [left[index], left[index + 1], right[index + 1], right[index]]
            pygame.draw.polygon(fine, 1, corners)
        for point, radius in zip(line.tolist(), half.tolist(), strict=True):
            pygame.draw.circle(fine, 1, point, radius)


def blurred(picture: FloatArray, sigma_px: float) -> FloatArray:
    """Nearly Gaussian blur: two box means along each axis, edges repeated outwards."""
    half = max(1, round(sigma_px * 1.2 - 0.2))
    result = picture
    for _ in range(2):
        result = _box(_box(result, half).T, half).T
    return result


def _box(picture: FloatArray, half: int) -> FloatArray:
    padded = np.pad(picture, ((half + 1, half), (0, 0)), mode="edge")
    total = np.cumsum(padded, axis=0, dtype=np.float32)
    mean: FloatArray = total[2 * half + 1 :] - total[: -(2 * half + 1)]
    mean *= np.float32(1.0 / (2 * half + 1))
    return mean


def _small(picture: FloatArray) -> FloatArray:
    """Block means, `_COARSE` times smaller; the last rows and columns are repeated to fit."""
    height, width = picture.shape
    padded = np.pad(picture, ((0, -height % _COARSE), (0, -width % _COARSE)), mode="edge")
    blocks = padded.reshape(
        padded.shape[0] // _COARSE, _COARSE, padded.shape[1] // _COARSE, _COARSE
    )
    result: FloatArray = blocks.mean(axis=(1, 3), dtype=np.float32)
    return result


def _large(picture: FloatArray, height: int, width: int) -> FloatArray:
    """Linear enlargement of block means to the size that they came from."""
    result = picture
    for size in (height, width):
        place = np.clip((np.arange(size) + 0.5) / _COARSE - 0.5, 0, result.shape[0] - 1)
        first = np.minimum(place.astype(np.intp), max(0, result.shape[0] - 2))
        share = (place - first).astype(np.float32)[:, None]
        low, high = result[first], result[np.minimum(first + 1, result.shape[0] - 1)]
        result = (low + (high - low) * share).T
    return result


@dataclass(frozen=True, slots=True)
class Form:
    """A mask with what is known of the surface under it, and where it lies on its canvas."""

    where: tuple[slice, slice]
    mask: FloatArray
    rim: FloatArray
    """1 at the edge, falling to 0 inside."""
    right: FloatArray
    """How much the surface faces right, -1 to 1."""
    down: FloatArray
    """How much it faces down, -1 to 1."""


def form_of(
    canvas: Canvas, shapes: tuple[Points | Limb, ...], rim_units: float, round_units: float
) -> Form:
    """Rim and roundness of shapes together, on the piece of the canvas that holds them."""
    where = canvas.around(shapes, margin=2.0 * rim_units)
    piece = canvas.part(where)
    mask = piece.mask(*shapes)
    thin = blurred(mask, rim_units * canvas.scale)
    rim: FloatArray = mask * np.clip((1.0 - thin) * 2.0, 0.0, 1.0)
    small = blurred(_small(mask), round_units * canvas.scale / _COARSE)
    slope_down, slope_right = np.gradient(small)
    level = 0.10 * _COARSE / (round_units * canvas.scale)
    steep = (1.0 / (np.hypot(slope_right, slope_down) + level)).astype(np.float32)
    shape = mask.shape
    # Where two sides of a limb meet the slope turns at once: left so, a crease is seen along it.
    soft_px = _CREASE * canvas.scale / _COARSE
    right = _large(blurred((-slope_right * steep).astype(np.float32), soft_px), *shape)
    down = _large(blurred((-slope_down * steep).astype(np.float32), soft_px), *shape)
    return Form(where, mask, rim, right, down)
