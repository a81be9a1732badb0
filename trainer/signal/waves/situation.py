"""Which of the things that hinder a wave sensor it is, decided once a second."""

from __future__ import annotations

import math
from collections import deque

from trainer.signal.waves.raw_second import LastSamples, RawSecond
from trainer.signal.waves.wave_condition import WaveCondition

__all__ = ["Situation"]

_LISTENS_S = 6.0
"""After so long a pulse would have been found if there was one."""
_JUST_LOST_S = 4.0
"""A pulse that was there so shortly ago is covered by movement, not gone."""
_LARGER_THAN_PULSE = 3.0
"""A hand that moves makes waves at least so many times as high as the pulse."""
_SPANS = 3


class Situation:
    """Keeps the sentence for the person up to date."""

    def __init__(self) -> None:
        self.condition = WaveCondition.LISTENING
        """What can be said now."""
        self.cut_off_s = -math.inf
        """When the wave was last seen to be cut off."""
        self._began_s: float | None = None
        self._next_s = -math.inf
        self._trusted_s = -math.inf
        self._pulse_height: float | None = None
        self._spans: deque[float] = deque(maxlen=_SPANS)

    def restart(self, at_s: float) -> None:
        """Begin anew at a sample that joins nothing before it."""
        if self._began_s is not None:
            self.condition = WaveCondition.INTERRUPTED
        self._began_s = at_s
        self._next_s = at_s + 1.0
        self._trusted_s = -math.inf
        self.cut_off_s = -math.inf
        self._spans.clear()

    def look(self, at_s: float, samples: LastSamples, height: float | None) -> None:
        """Judge the last second, when it is over.

        Parameters
        ----------
        at_s
            Stamp of the newest sample.
        samples
            The raw samples of the last second.
        height
            Usual height of the heart's wave, in the unit of the signal; None while none is found.
        """
        if at_s < self._next_s:
            return
        self._next_s = at_s + 1.0
        second = samples.judge()
        if second is None:
            return
        is_trusted = height is not None
        if second.is_cut_off:
            self.cut_off_s = at_s
        if height is not None:
            self._trusted_s = at_s
            if self._pulse_height is None or second.span < _LARGER_THAN_PULSE * height:
                self._pulse_height = height
        self._spans.append(second.span)
        self.condition = self._judge(at_s, second, is_trusted)

    def _judge(self, at_s: float, second: RawSecond, is_trusted: bool) -> WaveCondition:
        if second.is_cut_off:
            return WaveCondition.SATURATED
        if second.is_flat:
            return WaveCondition.FLAT
        pulse = self._pulse_height
        line = max(second.hum, second.flicker)
        # Without a pulse to compare with, a line is to blame when it is most of what there is.
        if line > (pulse if pulse is not None and is_trusted else 0.5 * second.span):
            return WaveCondition.HUM if second.hum >= second.flicker else WaveCondition.FLICKER
        if pulse is not None and max(self._spans) > _LARGER_THAN_PULSE * pulse:
            return WaveCondition.MOVEMENT
        if is_trusted:
            return WaveCondition.CLEAR
        began_s = self._began_s if self._began_s is not None else at_s
        if at_s - self._trusted_s < _JUST_LOST_S:
            return WaveCondition.MOVEMENT
        if at_s - began_s < _LISTENS_S:
            return WaveCondition.LISTENING
        return WaveCondition.NO_PULSE
