"""Grounds without bands: gradients and dither as arrays, and arrays as surfaces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pygame

from visuals.palette import Colour, Palette

FloatArray = npt.NDArray[np.float32]

DITHER = 0.75
"""Half width of the triangular noise in steps of 1/255; less leaves bands on the dark sky."""


def blend_of(palette: Palette) -> int:
    """How light is laid on the ground: added to the night, taken away from the day."""
    return pygame.BLEND_RGB_SUB if palette.is_bright else pygame.BLEND_RGB_ADD


def gradient(
    stops: Sequence[tuple[float, Colour]], places: npt.NDArray[np.floating[Any]]
) -> FloatArray:
    """Colours between stops; shape of `places` with a last axis of 3, in 0 to 255."""
    at = np.array([stop for stop, _ in stops])
    channels = [
        np.interp(places, at, np.array([colour[channel] for _, colour in stops], dtype=float))
        for channel in range(3)
    ]
    return np.stack(channels, axis=-1).astype(np.float32)


def dithered(picture: FloatArray, chance: np.random.Generator) -> npt.NDArray[np.uint8]:
    """Round a picture to bytes with triangular noise, the same in all three channels."""
    shape = (*picture.shape[:-1], 1)
    noise = chance.random(shape, dtype=np.float32) - chance.random(shape, dtype=np.float32)
    rounded: npt.NDArray[np.uint8] = np.clip(picture + DITHER * noise + 0.5, 0, 255).astype(
        np.uint8
    )
    return rounded


def opaque_surface(rows: npt.NDArray[np.uint8]) -> pygame.Surface:
    """Surface without alpha from rows of colours, shape (height, width, 3)."""
    height, width = rows.shape[:2]
    surface = pygame.Surface((width, height), depth=32)
    pixels = pygame.surfarray.pixels3d(surface)
    pixels[:] = rows.swapaxes(0, 1)
    del pixels
    return surface


def clear_surface(rows: npt.NDArray[np.uint8], opacity: npt.NDArray[np.uint8]) -> pygame.Surface:
    """Surface with alpha from rows of colours and opacities."""
    height, width = rows.shape[:2]
    surface = pygame.Surface((width, height), pygame.SRCALPHA, 32)
    pixels = pygame.surfarray.pixels3d(surface)
    pixels[:] = rows.swapaxes(0, 1)
    del pixels
    alphas = pygame.surfarray.pixels_alpha(surface)
    alphas[:] = opacity.swapaxes(0, 1)
    del alphas
    return surface


def shared_surface(width: int, height: int) -> tuple[npt.NDArray[np.uint32], pygame.Surface]:
    """Surface with alpha over pixels that are ours to write at any time, shape (height, width).

    A pixel is alpha, red, green, blue from the high byte down. Nothing need be locked, so a frame
    that writes a few pixels does nothing else.
    """
    pixels = np.zeros((height, width), dtype="<u4")
    bytes_of = pixels.reshape(-1).view(np.uint8).data
    surface = pygame.image.frombuffer(bytes_of, (width, height), "BGRA")
    return pixels, surface


def plain_surface(width: int, height: int) -> pygame.Surface:
    """32-bit surface without alpha whose pixels are red, green, blue from the high byte down."""
    return pygame.Surface((width, height), 0, 32, (0xFF0000, 0xFF00, 0xFF, 0))


def packed(colours: FloatArray) -> npt.NDArray[np.uint32]:
    """Colours in 0 to 255, shape (n, 3), as pixels of `plain_surface`."""
    parts = np.clip(colours + 0.5, 0, 255).astype(np.uint32)
    result: npt.NDArray[np.uint32] = (parts[:, 0] << 16) | (parts[:, 1] << 8) | parts[:, 2]
    return result


def smooth(places: npt.NDArray[np.floating[Any]]) -> FloatArray:
    """Smoothstep of values clipped to 0 to 1."""
    u = np.minimum(np.maximum(places, 0.0), 1.0).astype(np.float32)  # np.clip takes twice as long
    result: FloatArray = u * u * (3.0 - 2.0 * u)
    return result
