"""Short signs beside the breath: the count before it begins, bells at the end, the signal's way.

None of them glides, and none is struck near the pitch of a breath's bowl (four semitones away at
least): a sign is never taken for a breath.
"""

from __future__ import annotations

from enum import Enum

import numpy as np

from visuals.sound.bowl import strike
from visuals.sound.clip import BELL_PEAK_DBFS, Clip, Signal, finish, samples

__all__ = ["COUNT_FROM", "Sign", "sign_clip"]

COUNT_FROM = 3
"""The count before the first breath begins here, one sign a second."""


class Sign(Enum):
    """What is told by a sound."""

    COUNT = "count"
    """One of the last seconds before the breath begins."""
    REST = "rest"
    """Guided breathing is over; breathe as you like."""
    END = "end"
    """The session is complete."""
    LOST = "lost"
    """The signal has been lost; nothing need be done."""
    BACK = "back"
    """The signal is there again."""


_NOTES: dict[Sign, tuple[tuple[float, float, float], ...]] = {
    # begin in s, pitch in Hz, strength
    Sign.COUNT: ((0.0, 523.25, 1.0),),
    Sign.REST: ((0.0, 220.0, 1.0),),
    Sign.END: ((0.0, 220.0, 1.0), (1.6, 220.0, 0.7)),
    Sign.LOST: ((0.0, 659.26, 1.0), (0.28, 493.88, 0.9)),
    Sign.BACK: ((0.0, 493.88, 0.9), (0.28, 659.26, 1.0)),
}
_LENGTH_S = {Sign.COUNT: 0.9, Sign.REST: 6.0, Sign.END: 8.0, Sign.LOST: 1.6, Sign.BACK: 1.6}
_LEVEL_DBA = {
    Sign.COUNT: -38.0,
    Sign.REST: -35.0,
    Sign.END: -35.0,
    Sign.LOST: -39.0,
    Sign.BACK: -39.0,
}


def sign_clip(sign: Sign, chance: np.random.Generator) -> Clip:
    """The clip of a sign."""
    length_s = _LENGTH_S[sign]
    signal: Signal = np.zeros((samples(length_s), 2))
    for begin_s, pitch_hz, strength in _NOTES[sign]:
        begin = samples(begin_s)
        note = strike(pitch_hz, length_s - begin_s, chance)[: len(signal) - begin]
        signal[begin : begin + len(note)] += strength * note
    return finish(
        signal,
        level_dba=_LEVEL_DBA[sign],
        peak_dbfs=BELL_PEAK_DBFS,
        fall_s=0.6 * length_s,
    )
