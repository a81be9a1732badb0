"""The places of a window that is about as high as it is wide, for the pictures that breathe.

An upright stage would leave a third of such a window empty beside it. Here the columns stand beside
the ring as in a compact window, under more sky and above more water, and the ring of the calm
minutes is as large as it can be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from visuals.look import Look
from visuals.scene.layout import (
    CALM,
    LARGE_CALM,
    LARGE_FROM,
    LARGE_TRAINING,
    TRAINING,
    Kind,
    Places,
)

__all__ = ["calm_places", "training_places"]

_STAGE = (960, 900)

_TRAINING = replace(
    TRAINING[Kind.COMPACT],
    stage=_STAGE,
    self_talk=(150, 92, 660, 60),
    notice=(36, 176, 280, 94),
    word=(36, 284, 244, 84),
    dots=(36, 382, 244, 24),
    hint=(36, 418, 244, 84),
    ring_centre=(480, 380),
    ring_radius=186,
    horizon=584,
    figure_scale=0.81,
    rate=(690, 262, 240, 118),
    swing=(690, 394, 240, 166),
    trouble=(672, 246, 276, 316),
    wave_full=646,
    wave_empty=756,
    legend=(32, 850, 272, 32),
    keys=(310, 850, 626, 32),
)
_LARGE_TRAINING = replace(
    _TRAINING,
    self_talk=(60, 80, 840, 76),
    notice=(30, 160, 270, 112),
    word=(30, 276, 246, 166),
    word_lines=2,
    dots=(36, 446, 244, 24),
    hint=(36, 470, 272, 104),
    ring_centre=(480, 386),
    ring_radius=174,
    rate=(690, 228, 240, 118),
    swing=(690, 356, 240, 200),
    trouble=(664, 164, 284, 412),
    wave_empty=744,
    legend=(32, 822, 272, 32),
    keys=(310, 820, 626, 72),
    key_rows=2,
)
_CALM = replace(
    CALM[Kind.COMPACT],
    stage=_STAGE,
    ring_centre=(480, 398),
    ring_radius=270,
    horizon=676,
    figure_scale=1.14,
    self_talk=(60, 22, 840, 92),
    word=(80, 694, 800, 90),
    dots=(80, 786, 800, 24),
    hint=(80, 786, 800, 46),
    keys=(60, 854, 840, 30),
)
_LARGE_CALM = replace(
    _CALM,
    ring_centre=(480, 392),
    ring_radius=240,
    horizon=640,
    figure_scale=1.01,
    self_talk=(30, 10, 900, 128),
    word=(80, 654, 800, 114),
    dots=(80, 772, 800, 24),
    hint=(80, 772, 800, 56),
    keys=(20, 846, 920, 40),
)


def training_places(look: Look | None) -> Mapping[Kind, Places]:
    """The arrangements of the training screen, the square one with them."""
    if _is_large(look):
        return {**LARGE_TRAINING, Kind.SQUARE: _LARGE_TRAINING}
    return {**TRAINING, Kind.SQUARE: _TRAINING}


def calm_places(look: Look | None) -> Mapping[Kind, Places]:
    """The arrangements of the calm minutes, the square one with them."""
    if _is_large(look):
        return {**LARGE_CALM, Kind.SQUARE: _LARGE_CALM}
    return {**CALM, Kind.SQUARE: _CALM}


def _is_large(look: Look | None) -> bool:
    return look is not None and look.text_scale >= LARGE_FROM
