"""Pulse samples in, heartbeats out: one sample at a time, in constant memory, never in error.

How the pieces go together: `even_grid` makes the stamps even, `hum_free` smooths, `polarity` turns
the wave upright, `pulse_finder` finds pulses, `trusted_beats` lets them through once they have
shown to be a heart's, `raw_second` and `wave_condition` say what hinders.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable

from trainer.signal.waves.even_grid import EvenGrid
from trainer.signal.waves.hum_free import HumFree
from trainer.signal.waves.polarity import Polarity
from trainer.signal.waves.pulse_finder import POINTS_PER_S, FoundPulse, PulseFinder
from trainer.signal.waves.raw_second import LastSamples
from trainer.signal.waves.situation import Situation
from trainer.signal.waves.stamps import Joining, Stamps
from trainer.signal.waves.trusted_beats import TrustedBeats
from trainer.signal.waves.wave_beat import BeatQuality, WaveBeat
from trainer.signal.waves.wave_condition import WaveCondition

__all__ = ["PulseDetector"]

_BRIDGED_S = 0.1
"""From this distance between two samples on, what lies between is a guess: a slow sensor of
25 Hz may lose one sample. A line is drawn, and a beat on it is marked."""
_HOLE_S = 0.5
"""From this distance on nothing is drawn: what comes next begins anew."""

_CELLS_A_POINT = 3
_MEAN_POINTS = 6
"""60 ms: with the two means against hum, half the power is gone at 6.6 Hz."""

_REPLAYED_POINTS = 300
"""When the wave turns out to be upside down, its last three seconds are looked at again."""
_LEAST_SKEW = 0.1
"""A pulse has 0.3 to 2.4, noise and hum that was sampled to a slow wave have 0."""
_TURN_SKEW = -0.3
_TURN_SECONDS = 5

_LOPSIDED = 1.25
_EVEN = 1.05
"""Steepest rise over steepest fall from which the wave is a pulse, and below which no longer."""
_LEAST_LIKENESS = 0.70
_LEAST_SHARE = 0.30
_LARGEST_SHARE = 2.50
"""Of the usual height: beyond these a pulse is misshapen by movement."""
_ABOUT_S = 0.25
"""How long before the middle of the upstroke samples may not be missing."""


class PulseDetector:
    """Finds heartbeats in the samples of a pulse sensor, about 0.2 s after their upstroke.

    Any scale, either polarity, 25 to 1000 samples a second. The same samples give the same beats,
    however they are cut into packets.

    Notes
    -----
    The times are those of the pulse at the sensor, later than the heart's by a fifth of a second or
    so that varies a little: pulse-rate variability, not heart-rate variability.

    References
    ----------
    Peralta 2019 and Pelaez-Coca 2022 (the middle of the upstroke), Charlton 2022 (comparison of
    detectors); see docs/methods.md.
    """

    def __init__(self) -> None:
        self._stamps = Stamps(_HOLE_S)
        self._grid = EvenGrid()
        self._smooth = HumFree(_CELLS_A_POINT, _MEAN_POINTS)
        self._polarity = Polarity()
        self._finder = PulseFinder()
        self._trusted = TrustedBeats(_LOPSIDED, _EVEN)
        self._samples = LastSamples()
        self._situation = Situation()
        self._points: deque[tuple[int, float]] = deque(maxlen=_REPLAYED_POINTS)
        self._sign = 0.0
        self._against = 0
        self._latest_beat_s = -math.inf
        self._latest_s = -math.inf
        self._bridged_until_s = -math.inf

    @property
    def condition(self) -> WaveCondition:
        """What can be said of the signal now."""
        return self._situation.condition

    @property
    def is_inverted(self) -> bool | None:
        """True when each pulse makes the values smaller; None while that is not known."""
        return None if self._sign == 0.0 else self._sign < 0.0

    @property
    def passed_over(self) -> int:
        """Samples that were no numbers, or whose stamps were not after the one before."""
        return self._stamps.passed_over

    def push(self, at_s: Iterable[float], values: Iterable[float]) -> tuple[WaveBeat, ...]:
        """Heartbeats that these samples make certain, oldest first.

        Parameters
        ----------
        at_s
            Stamps in s.
        values
            The samples, in any unit, one for each stamp.
        """
        beats: list[WaveBeat] = []
        for stamp_s, value in zip(at_s, values, strict=True):
            beats.extend(self._take(float(stamp_s), float(value)))
        return tuple(beats)

    def _take(self, at_s: float, value: float) -> list[WaveBeat]:
        match self._stamps.judge(at_s, value):
            case Joining.PASSED_OVER:
                return []
            case Joining.BEGINS:
                self._restart(at_s)
                self._grid.begin(at_s, value)
                self._samples.push(at_s, value)
                return []
            case Joining.JOINS:
                pass
        if at_s - self._latest_s > _BRIDGED_S:
            self._bridged_until_s = at_s
        self._latest_s = at_s
        self._samples.push(at_s, value)
        beats: list[WaveBeat] = []
        for cell in self._grid.push(at_s, value):
            point = self._smooth.push(cell)
            if point is not None:
                beats.extend(self._take_point(*point))
        self._trusted.wait(at_s)
        self._situation.look(at_s, self._samples, self._trusted.is_trusted, self._finder.height)
        return beats

    def _restart(self, at_s: float) -> None:
        """Begin anew after a hole: nothing joins what was before it."""
        self._smooth.restart()
        self._polarity.restart()
        self._finder.restart()
        self._trusted.restart()
        self._samples.restart()
        self._points.clear()
        self._against = 0
        self._situation.restart(at_s)
        self._latest_beat_s = -math.inf
        self._latest_s = at_s

    def _take_point(self, number: int, value: float) -> list[WaveBeat]:
        self._points.append((number, value))
        if self._polarity.push(value) and self._turns():
            return self._look_again()
        if self._sign == 0.0:
            return []
        return self._told(self._finder.push(number, self._sign * value))

    def _turns(self) -> bool:
        """Decide which way up the wave is; True when that is new."""
        skew = self._polarity.skewness
        if self._sign == 0.0:
            if abs(skew) < _LEAST_SKEW:
                return False
            self._sign = 1.0 if skew > 0.0 else -1.0
            return True
        self._against = self._against + 1 if self._sign * skew < _TURN_SKEW else 0
        if self._against < _TURN_SECONDS:
            return False
        self._against = 0
        self._sign = -self._sign
        return True

    def _look_again(self) -> list[WaveBeat]:
        """Look at the last seconds the other way up."""
        self._finder = PulseFinder()
        self._trusted.restart()
        beats: list[WaveBeat] = []
        for number, value in self._points:
            beats.extend(self._told(self._finder.push(number, self._sign * value)))
        return beats

    def _told(self, pulses: Iterable[FoundPulse]) -> list[WaveBeat]:
        beats: list[WaveBeat] = []
        for pulse in pulses:
            beat_s = pulse.middle / POINTS_PER_S - self._smooth.delay_s
            if beat_s <= self._latest_beat_s:
                continue  # told before the wave was turned
            quality = self._quality(pulse, beat_s)
            beat = WaveBeat(beat_s, quality, pulse.likeness or 0.0, pulse.height, joins=True)
            beats.extend(self._trusted.push(beat, pulse.likeness, pulse.lopsidedness))
        if beats:
            self._latest_beat_s = beats[-1].beat_s
        return beats

    def _quality(self, pulse: FoundPulse, beat_s: float) -> BeatQuality:
        if self._samples.is_cut_off():
            return BeatQuality.CUT_OFF
        if self._bridged_until_s >= beat_s - _ABOUT_S:
            return BeatQuality.TORN
        is_like = pulse.likeness is None or pulse.likeness >= _LEAST_LIKENESS
        if is_like and _LEAST_SHARE <= pulse.share <= _LARGEST_SHARE:
            return BeatQuality.SHARP
        return BeatQuality.ROUGH
