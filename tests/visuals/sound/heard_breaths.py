"""Breaths put together as a session sounds, for the tests to listen to."""

from __future__ import annotations

from functools import cache

import numpy as np

from tests.visuals.sound.hearing import Audio, Heard
from trainer.plan import Pace
from visuals.sound.clip import samples
from visuals.sound.sets import BreathClips, SoundSet, breath_clips, half_s
from visuals.sound.side import Side

PACES = [Pace(3.0, 0.25), Pace(3.0, 0.6), Pace(6.0, 0.4), Pace(15.0, 0.25), Pace(15.0, 0.6)]
"""The corners of what can be asked for, and the usual."""
BREATHS = 2
_BEGIN_S = 0.5


@cache
def clips(sounds: SoundSet, pace: Pace) -> BreathClips:
    """Clips of a set, made once."""
    return breath_clips(sounds, pace)


def wanted(pace: Pace) -> list[Heard]:
    """Halves of the breaths, as they are put together."""
    inhale_s = half_s(pace, Side.IN)
    begins_s = [_BEGIN_S + number * pace.breath_s for number in range(BREATHS)]
    return [
        Heard(begin_s + into_s, side)
        for begin_s in begins_s
        for side, into_s in ((Side.IN, 0.0), (Side.OUT, inhale_s))
    ]


def played(sounds: SoundSet, pace: Pace) -> Audio:
    """Two breaths after half a second of silence, shape (n, 2)."""
    audio = np.zeros((samples(_BEGIN_S + (BREATHS + 1) * pace.breath_s), 2))
    for half in wanted(pace):
        clip, begin = clips(sounds, pace).of(half.side), samples(half.at_s)
        audio[begin : begin + len(clip)] += clip
    return audio
