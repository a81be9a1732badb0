"""ECG samples in, R peaks out, by the same pieces and with the same interface as for a pulse.

For a bare board (AD8232 and the like) on a serial line: 100 samples a second at least, better 200.
The steepness of the wave, averaged over the length of a QRS complex, is one hill a beat whichever
way the complex points; `pulse_finder` finds the hills, and the peak is looked for under them.
"""

from __future__ import annotations

from collections import deque
from itertools import islice
from statistics import median

from trainer.signal.waves.hum_free import HumFree
from trainer.signal.waves.pulse_finder import FoundPulse, PulseFinder, usual_height
from trainer.signal.waves.trusted_beats import TrustedBeats
from trainer.signal.waves.usual_shape import UsualShape
from trainer.signal.waves.wave_beat import BeatQuality, WaveBeat
from trainer.signal.waves.wave_detector import WaveDetector

__all__ = ["EcgDetector"]

_BRIDGED_S = 0.025
"""A QRS complex lasts 80 ms: a line over more than this may hide a peak."""

_SLOPE_POINTS = 6
_HILL_POINTS = 30
"""Differences over 20 ms, their sizes averaged over 100 ms: a QRS complex as a whole."""
_FINDER_EVERY = 3
_FIRST_HILLS = 300
_NEEDED_EARLY = 0.40
_REFRACTORY_SHARE = 0.30
"""A T wave is seldom a quarter as steep as the complex, and early beats come early."""
_NEAR_POINTS = 24
"""The peak lies within 80 ms of the middle of the hill's rise; so long a piece is its shape too."""
_AFTER_POINTS = 12
"""So many points more are waited for, that the shape about a late peak is whole enough."""
_REMEMBERED_POINTS = 900
_SIGNS = 9
_OTHER_WAY = 1.3
"""A peak is looked for on the other side of the level once the last nine reach 1.3 times as far
there: between R and S lie 30 ms."""

_STANDS_OUT = 2.0
_STANDS_NOT = 1.4
"""Steepest in the complex over steepest between two beats: an ECG has 3 to 20, noise has 1."""
_REST = (0.45, 0.80)
"""Where between two beats it is quiet: after the T wave, before the P wave."""
_LEAST_LIKENESS = 0.70
_LEAST_SHARE = 0.30
_LARGEST_SHARE = 3.00


class EcgDetector(WaveDetector):
    """Finds R peaks, about 0.15 s after them.

    Any scale, either polarity. The same samples give the same beats, however they are cut into
    packets; nothing that a line may hold raises.

    References
    ----------
    Pan and Tompkins, IEEE Trans Biomed Eng 32 (1985) 230-236: slope, then the mean over a window.
    Departs: sizes instead of squares, an adaptive turn instead of two thresholds, hum-free means
    instead of a band-pass.
    """

    def __init__(self) -> None:
        super().__init__(_BRIDGED_S, HumFree(1, 1))
        self._finder: PulseFinder | None = None
        self._first_hills: deque[tuple[int, float]] = deque(maxlen=_FIRST_HILLS)
        self._shape = UsualShape(2 * _NEAR_POINTS + 1, _NEAR_POINTS + _AFTER_POINTS)
        self._trusted = TrustedBeats(_STANDS_OUT, _STANDS_NOT)
        self._slopes: deque[float] = deque(maxlen=_HILL_POINTS)
        self._points: deque[float] = deque(maxlen=_REMEMBERED_POINTS)
        self._hills: deque[FoundPulse] = deque()
        self._reach: deque[tuple[float, float]] = deque(maxlen=_SIGNS)
        self._sign = 0.0
        self._height: float | None = None
        self._number = 0
        self._last_peak: float | None = None

    @property
    def is_inverted(self) -> bool | None:
        """True when the large peak of each beat makes the values smaller; None before the first."""
        return None if self._sign == 0.0 else self._sign < 0.0

    def _forget(self) -> None:
        self._finder = None
        self._first_hills.clear()
        self._trusted.restart()
        self._slopes.clear()
        self._points.clear()
        self._hills.clear()
        self._last_peak = None

    def _height_at(self, at_s: float) -> float | None:
        if self._trusted.wait(at_s):
            self._finder = None
        return self._height if self._trusted.is_trusted else None

    def _take_point(self, number: int, value: float) -> list[WaveBeat]:
        self._points.append(value)
        self._number = number
        if len(self._points) <= _SLOPE_POINTS:
            return []
        self._slopes.append(abs(value - self._points[-1 - _SLOPE_POINTS]))
        if len(self._slopes) < _HILL_POINTS or number % _FINDER_EVERY:
            return []
        hill = sum(self._slopes) / _HILL_POINTS
        self._hills.extend(self._find(number // _FINDER_EVERY, hill))
        beats: list[WaveBeat] = []
        while self._hills and number >= _middle(self._hills[0]) + _NEAR_POINTS + _AFTER_POINTS:
            beats.extend(self._tell(self._hills.popleft()))
        return beats

    def _find(self, number: int, hill: float) -> list[FoundPulse]:
        """Find hills; the first three seconds give the usual height and are looked through then."""
        if self._finder is not None:
            return list(self._finder.push(number, hill))
        self._first_hills.append((number, hill))
        if len(self._first_hills) < _FIRST_HILLS:
            return []
        height = usual_height([one for _, one in self._first_hills])
        self._finder = PulseFinder(height, _NEEDED_EARLY, _REFRACTORY_SHARE)
        found: list[FoundPulse] = []
        for one in self._first_hills:
            found.extend(self._finder.push(*one))
        self._first_hills.clear()
        return found

    def _tell(self, found: FoundPulse) -> tuple[WaveBeat, ...]:
        middle = _middle(found)
        near = self._stretch(middle - _NEAR_POINTS, middle + _NEAR_POINTS)
        if len(near) < 2 * _NEAR_POINTS + 1:
            return ()
        peak = middle - _NEAR_POINTS + self._peak(near)
        if self._last_peak is not None and peak <= self._last_peak:
            return ()
        whole = round(peak)
        likeness = self._shape.compare(self._stretch(whole - _NEAR_POINTS, whole + _NEAR_POINTS))
        contrast = self._contrast(near, peak)
        self._last_peak = peak
        self._height = max(near) - min(near)
        beat_s = self._smooth.moment_s(0) + peak / self._smooth.points_per_s
        quality = self._quality(found, likeness, beat_s)
        beat = WaveBeat(beat_s, quality, likeness or 0.0, self._height, joins=True)
        return self._trusted.push(beat, likeness, contrast)

    def _stretch(self, first: int, last: int) -> list[float]:
        """Return the points from one number to another, as far as they are remembered."""
        begin = self._number - len(self._points) + 1
        return list(islice(self._points, max(0, first - begin), max(0, last - begin + 1)))

    def _peak(self, near: list[float]) -> float:
        """Return the place of the peak in a stretch, between two points."""
        level = median(near)
        self._reach.append((max(near) - level, level - min(near)))
        up = sum(reach[0] for reach in self._reach)
        down = sum(reach[1] for reach in self._reach)
        if self._sign == 0.0:
            self._sign = 1.0 if up >= down else -1.0
        elif (down > _OTHER_WAY * up) if self._sign > 0.0 else (up > _OTHER_WAY * down):
            self._sign = -self._sign
        wave = [self._sign * value for value in near]
        top = max(range(1, len(wave) - 1), key=wave.__getitem__)
        before, at, after = wave[top - 1 : top + 2]
        bend = before - 2.0 * at + after
        # At the end of the stretch it is no peak; then the parabola would lead anywhere.
        return top + (0.5 * (before - after) / bend if before <= at >= after and bend < 0.0 else 0)

    def _contrast(self, near: list[float], peak: float) -> float | None:
        """Return the steepest of the complex over the steepest between this beat and the last."""
        if self._last_peak is None:
            return None
        length = peak - self._last_peak
        begin, end = (round(self._last_peak + share * length) for share in _REST)
        between = _steepest(self._stretch(begin, end))
        return _steepest(near) / between if between > 0.0 else None

    def _quality(self, found: FoundPulse, likeness: float | None, beat_s: float) -> BeatQuality:
        if self._samples.is_cut_off():
            return BeatQuality.CUT_OFF
        if self._bridge_s[1] >= beat_s - _NEAR_POINTS / self._smooth.points_per_s:
            return BeatQuality.TORN
        is_like = likeness is None or likeness >= _LEAST_LIKENESS
        if is_like and _LEAST_SHARE <= found.share <= _LARGEST_SHARE:
            return BeatQuality.SHARP
        return BeatQuality.ROUGH


def _middle(found: FoundPulse) -> int:
    """Return the point about which the complex lies.

    The hill rises half way when half of the complex has come, and is late by half a slope.
    """
    return round(found.middle * _FINDER_EVERY - _SLOPE_POINTS / 2)


def _steepest(points: list[float]) -> float:
    """Return the largest change over 20 ms, either way."""
    return max(
        (abs(b - a) for a, b in zip(points, points[_SLOPE_POINTS:], strict=False)), default=0.0
    )
