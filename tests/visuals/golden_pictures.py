"""Makes the golden box means anew: `python -m tests.visuals.golden_pictures`.

Run it only after a wanted change of the picture, and after looking at the picture.
"""

from __future__ import annotations

import numpy as np
import pygame

from tests.visuals.pictures import (
    GOLDEN,
    GOLDEN_SCREENS,
    GOLDEN_TIMES,
    WIDE,
    baked,
    box_means,
    golden_screen,
    pixels_of,
)
from visuals.scene import example


def main() -> None:
    """Write one file of box means for each golden moment, and for each golden screen."""
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((64, 64))
    scene = baked()
    for name, at_s in GOLDEN_TIMES.items():
        surface = pygame.Surface(WIDE)
        scene.draw_picture(surface, example.example_snapshot(at_s), at_s)
        means = np.rint(box_means(pixels_of(surface))).astype(np.uint8)
        np.save(GOLDEN / f"{name}.npy", means)
    for name in GOLDEN_SCREENS:
        means = np.rint(box_means(golden_screen(name))).astype(np.uint8)
        np.savez_compressed(GOLDEN / f"{name}.npz", means=means)


if __name__ == "__main__":
    main()
