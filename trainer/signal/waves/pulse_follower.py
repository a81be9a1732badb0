"""A pulse that is being followed, one way up, and how one is looked for.

While no pulse is known, the last seconds are looked through afresh, both ways up. So a finger
that was just laid on is met without what was learnt from the air, and a wave that is turned
over is met like a new one. The way up needs no test of its own: upside down, a pulse
falls steeper than it rises, and is not trusted.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Sequence
from statistics import median

import numpy as np

from trainer.signal.waves.pulse_finder import POINTS_PER_S, FoundPulse, PulseFinder, usual_height
from trainer.signal.waves.trusted_beats import TrustedBeats
from trainer.signal.waves.wave_beat import BeatQuality, WaveBeat

__all__ = ["LOOKED_THROUGH_POINTS", "PulseFollower", "look_for_pulse", "whole_likeness"]

LOOKED_THROUGH_POINTS = (500, 900)
"""5 s and 9 s: at 60 and 34 beats a minute five pulses, as many as trust asks for."""

_WHOLE_BEFORE = 25
_WHOLE_POINTS = 70
_PLACE = np.arange(_WHOLE_POINTS) - 0.5 * (_WHOLE_POINTS - 1)
_PLACE_SQUARES = float(_PLACE @ _PLACE)
_WHOLE_ALIKE = 0.75
_FEWEST_WHOLE = 3
"""Whole beats, 250 ms before the middle of the upstroke to 450 ms after it. Those of a heart are
alike by 0.85 to 1, those that are found in noise by 0.6 at most."""

_LOPSIDED = 1.25
_EVEN = 1.05
"""Steepest rise over steepest fall from which the wave is a pulse, and below which no longer."""
_LEAST_LIKENESS = 0.70
_LEAST_SHARE = 0.30
_LARGEST_SHARE = 2.50
"""Of the usual height: beyond these a pulse is misshapen by movement."""

_VAGUE_SHARE = 2.5
_VAGUE_MS = 6.0
_ERRORS = 25
_FEWEST_ERRORS = 5
"""A time is vague when its standard error is over 6 ms and over 2.5 times the median of the last
25. Below 6 ms it moves the three differences about it by less than 8.5 ms in the mean, a strap's
grid. A wave that is as noisy throughout is left to the gate, which learns its spread."""

_ALIKE = 0.985
_LIKENESSES = 15
_FEWEST_LIKENESSES = 5
"""All times are vague while the median likeness of the last 15 beats is less. A heart's upstrokes
are alike by 0.99 at rest; steps and other rhythms that are no heart's, and beats that are hardly
seen, by 0.9 to 0.98: what the beats differ by in shape, they differ by in time."""


class PulseFollower:
    """Finds the beats of one pulse.

    Parameters
    ----------
    sign
        1, or -1 for a wave that each pulse makes smaller.
    height
        What is taken as its usual height at first.
    delay_s
        How long before its number's time it was what a point shows.
    spoilt
        What else is wrong with a beat at a time, if anything.
    """

    def __init__(
        self,
        sign: float,
        height: float,
        delay_s: float,
        spoilt: Callable[[float], BeatQuality | None],
    ) -> None:
        self.sign = sign
        self._finder = PulseFinder(height)
        self._trusted = TrustedBeats(_LOPSIDED, _EVEN)
        self._delay_s = delay_s
        self._spoilt = spoilt
        self._errors_ms: deque[float] = deque(maxlen=_ERRORS)
        self._likenesses: deque[float] = deque(maxlen=_LIKENESSES)

    @property
    def is_trusted(self) -> bool:
        """True while what is found is a heart's."""
        return self._trusted.is_trusted

    @property
    def height(self) -> float:
        """Usual height of the pulse, in the unit of the signal."""
        return self._finder.height

    def push(self, number: int, value: float) -> list[WaveBeat]:
        """Beats that can be told now that this point has come."""
        beats: list[WaveBeat] = []
        for pulse in self._finder.push(number, self.sign * value):
            place = pulse.middle + (pulse.shift.points if pulse.shift is not None else 0.0)
            beat_s = place / POINTS_PER_S - self._delay_s
            beat = WaveBeat(
                beat_s,
                self._spoilt(beat_s) or _quality(pulse),
                pulse.likeness or 0.0,
                pulse.height,
                joins=True,
                is_vague=self._is_vague(pulse),
            )
            beats.extend(self._trusted.push(beat, pulse.likeness, pulse.lopsidedness))
        self._trusted.wait(number / POINTS_PER_S)
        return beats

    def _is_vague(self, pulse: FoundPulse) -> bool:
        """Tell whether the time is too uncertain for a difference, and learn from it."""
        is_far_off = self._is_far_off(pulse)
        likenesses = self._likenesses
        if pulse.likeness is not None:
            likenesses.append(pulse.likeness)
        is_unlike = len(likenesses) >= _FEWEST_LIKENESSES and median(likenesses) < _ALIKE
        return is_far_off or is_unlike

    def _is_far_off(self, pulse: FoundPulse) -> bool:
        """Tell whether the time is far less certain than usual, and learn from it."""
        if pulse.shift is None:
            return False
        error_ms = pulse.shift.error_points * 1000.0 / POINTS_PER_S
        errors_ms = self._errors_ms
        usual_ms = median(errors_ms) if len(errors_ms) >= _FEWEST_ERRORS else math.inf
        errors_ms.append(error_ms)
        return error_ms > max(_VAGUE_MS, _VAGUE_SHARE * usual_ms)


def _quality(pulse: FoundPulse) -> BeatQuality:
    is_like = pulse.likeness is None or pulse.likeness >= _LEAST_LIKENESS
    if is_like and _LEAST_SHARE <= pulse.share <= _LARGEST_SHARE:
        return BeatQuality.SHARP
    return BeatQuality.ROUGH


def look_for_pulse(
    points: Sequence[tuple[int, float]],
    delay_s: float,
    spoilt: Callable[[float], BeatQuality | None],
) -> tuple[PulseFollower, list[WaveBeat]] | None:
    """A pulse in the last seconds, with its beats until now; None when there is none.

    Parameters
    ----------
    points
        Number and value, 100 a second, without a hole, of three seconds at least.
    delay_s, spoilt
        As in `PulseFollower`.
    """
    values = [value for _, value in points]
    height = usual_height(values)
    for sign in (1.0, -1.0):
        follower = PulseFollower(sign, height, delay_s, spoilt)
        beats: list[WaveBeat] = []
        for number, value in points:
            beats.extend(follower.push(number, value))
        if not follower.is_trusted:
            continue
        # What came before the pulse: a jolt, or ripples in the air.
        while beats and not _LEAST_SHARE <= beats[0].height / follower.height <= _LARGEST_SHARE:
            del beats[0]
        places = [(beat.beat_s + delay_s) * POINTS_PER_S - points[0][0] for beat in beats]
        if whole_likeness(values, places) >= _WHOLE_ALIKE:
            return follower, beats
    return None


def whole_likeness(values: Sequence[float], places: Sequence[float]) -> float:
    """How much whole beats look alike: median correlation with the mean of the others.

    Upstrokes in noise look somewhat alike because they were chosen to rise; what comes after
    them was not chosen.

    Parameters
    ----------
    values
        Points, 100 a second.
    places
        Middles of the upstrokes among them, from 0.

    Returns
    -------
    float
        -1 to 1; -1 for fewer than three whole beats.
    """
    wave = np.array(values, dtype=np.float64)
    stretches = []
    for place in places:
        first = round(place) - _WHOLE_BEFORE
        stretch = wave[max(0, first) : first + _WHOLE_POINTS]
        if first >= 0 and stretch.size == _WHOLE_POINTS and float(np.ptp(stretch)) > 0.0:
            level = stretch - stretch.mean()
            level = level - (float(level @ _PLACE) / _PLACE_SQUARES) * _PLACE  # drift is alike too
            size = np.sqrt(float(level @ level))
            stretches.append(level / size if size > 0.0 else level)
    if len(stretches) < _FEWEST_WHOLE:
        return -1.0
    beats = np.stack(stretches)
    others = beats.sum(axis=0) - beats
    others -= others.mean(axis=1, keepdims=True)
    sizes = np.sqrt((others**2).sum(axis=1))
    return float(np.median((beats * others).sum(axis=1) / np.where(sizes > 0.0, sizes, 1.0)))
