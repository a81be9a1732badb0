"""The sets that can be chosen, and what each makes of a pace."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

import numpy as np

from trainer.plan import Pace
from visuals.sound.bowl import strike
from visuals.sound.breath_noise import breath_noise
from visuals.sound.clip import BELL_PEAK_DBFS, Clip, finish
from visuals.sound.side import Side
from visuals.sound.tones import tones

__all__ = ["BreathClips", "SoundSet", "breath_clips", "half_s"]


class SoundSet(Enum):
    """Sounds that the program can make; the value is the word on the command line."""

    BREATH = "breath"
    """Noise like a slow breath through the nose."""
    TONES = "tones"
    """A chord that glides up and down."""
    BOWL = "bowl"
    """A singing bowl, struck as each half of the breath begins."""


_BOWL_HZ = {Side.IN: 392.0, Side.OUT: 293.66}
"""G4 when it goes in, D4 when it goes out: a fourth apart."""
_BOWL_DBA = {Side.IN: -32.0, Side.OUT: -33.0}
_BOWL_LONGEST_S = 9.0
_BOWL_SPARED_S = 0.25
"""A bowl has died away so long before the same one is struck again."""


@dataclass(frozen=True, slots=True)
class BreathClips:
    """The sounds of one breath."""

    inhale: Clip
    exhale: Clip

    def of(self, side: Side) -> Clip:
        """The sound of one half."""
        return self.inhale if side is Side.IN else self.exhale


def half_s(pace: Pace, side: Side) -> float:
    """Length of one half of a breath at a pace, in seconds."""
    inhale_s = pace.breath_s * pace.inhale_share
    return inhale_s if side is Side.IN else pace.breath_s - inhale_s


def breath_clips(sounds: SoundSet, pace: Pace, seed: int = 0) -> BreathClips:
    """The clips of a set for a pace: the same seed gives the same samples.

    Parameters
    ----------
    sounds
        Which set.
    pace
        How long in and out last. Noise and tones fill each half to its end; a bowl may ring on
        over the next half, never over the next breath.
    seed
        Of what is left to chance in a sound.
    """
    chance = np.random.default_rng(seed)
    inhale, exhale = (_half(sounds, pace, side, chance) for side in (Side.IN, Side.OUT))
    return BreathClips(inhale, exhale)


def _half(sounds: SoundSet, pace: Pace, side: Side, chance: np.random.Generator) -> Clip:
    length_s = half_s(pace, side)
    match sounds:
        case SoundSet.BREATH:
            return breath_noise(side, length_s, chance)
        case SoundSet.TONES:
            return tones(side, length_s, chance)
        case SoundSet.BOWL:
            ring_s = min(pace.breath_s - _BOWL_SPARED_S, _BOWL_LONGEST_S)
            return finish(
                strike(_BOWL_HZ[side], ring_s, chance),
                level_dba=_BOWL_DBA[side],
                peak_dbfs=BELL_PEAK_DBFS,
                fall_s=0.5 * ring_s,
            )
    assert_never(sounds)
