"""Whether what looks like beats is a heart: beats look alike and stand out, noise does neither.

The first beats wait here until enough of them have shown it; then they are told, late but with
their times. What waits in vain is never told.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import replace
from statistics import median

from trainer.signal.waves.wave_beat import WaveBeat

__all__ = ["TrustedBeats"]

_LAST = 7
_FEWEST = 4
_ALIKE = 0.92
_UNALIKE = 0.80
"""Median likeness of the last beats from which they are a heart's, and below which no longer.
White and slow noise stay below 0.75 and 0.92 (docs/methods.md); hearts are above 0.95."""
_WAITS_S = 5.0
_SILENT_S = 3.0


class TrustedBeats:
    """Holds beats back until they have shown that they are a heart's.

    Parameters
    ----------
    stands_out, stands_not
        Median contrast of the last beats from which they are a heart's, and below which no longer.
    """

    def __init__(self, stands_out: float, stands_not: float) -> None:
        self._stands_out = stands_out
        self._stands_not = stands_not
        self.is_trusted = False
        """True while the last beats look alike."""
        self._likeness: deque[float] = deque(maxlen=_LAST)
        self._contrast: deque[float] = deque(maxlen=_LAST)
        self._waiting: deque[WaveBeat] = deque(maxlen=2 * _LAST)
        self._latest_s = -math.inf

    def push(
        self, beat: WaveBeat, likeness: float | None, contrast: float | None
    ) -> tuple[WaveBeat, ...]:
        """Beats that can be told now, oldest first.

        Parameters
        ----------
        beat
            The newest.
        likeness, contrast
            As they were found; None where there was nothing to compare with.
        """
        if likeness is not None:
            self._likeness.append(likeness)
        if contrast is not None:
            self._contrast.append(contrast)
        self._latest_s = beat.beat_s
        was_trusted = self.is_trusted
        least_contrast = self._stands_not if was_trusted else self._stands_out
        self.is_trusted = (
            min(len(self._likeness), len(self._contrast)) >= _FEWEST
            and median(self._likeness) >= (_UNALIKE if self.is_trusted else _ALIKE)
            and median(self._contrast) >= least_contrast
        )
        self._waiting.append(beat)
        if not self.is_trusted:
            return ()
        told = [one for one in self._waiting if one.beat_s >= beat.beat_s - _WAITS_S]
        self._waiting.clear()
        if not was_trusted:
            told[0] = replace(told[0], joins=False)
        return tuple(told)

    def wait(self, at_s: float) -> bool:
        """Say that time has passed; True when trust begins anew, after three seconds of silence."""
        if at_s - self._latest_s <= _SILENT_S:
            return False
        self._latest_s = at_s
        self.restart()
        return True

    def restart(self) -> None:
        """Forget the beats: what comes next must show itself first."""
        self.is_trusted = False
        self._likeness.clear()
        self._contrast.clear()
        self._waiting.clear()
