"""What a wired sensor shows while somebody only looks at it: its curve, its pulse, how good it is.

For the list of boards and for the doctor. A session has `wired_pulse`, which ends in beats; this
ends in a picture and a few words.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from statistics import median

import numpy as np

from devices.port_check import PortCheck
from devices.readings import PulseSamples
from trainer.signal.belt_movement import BeltMovement
from trainer.signal.figure import Figure
from trainer.signal.waves.ecg_detector import EcgDetector
from trainer.signal.waves.pulse_detector import PulseDetector
from trainer.signal.waves.wave_beat import WaveBeat
from trainer.signal.waves.wave_condition import WaveCondition, WaveKind

__all__ = ["CURVE_S", "WireView", "WireWatch"]

CURVE_S = 6.0
"""Some six heartbeats."""
_POINTS_PER_S = 16
_QUALITY_S = 10.0
_FEWEST_BEATS = 3
_LONGEST_MS, _SHORTEST_MS = 2500.0, 240.0


@dataclass(frozen=True, slots=True)
class WireView:
    """The sensor at one moment."""

    kind: WaveKind = WaveKind.PULSE
    condition: WaveCondition | None = None
    """What can be said of the wave; None while none has come."""
    rate_per_min: float | None = None
    """Heartbeats a minute over the last ten seconds; None while none is sure."""
    sharp_share: float | None = None
    """Share of the last ten seconds' beats that are clear enough to be timed, 0 to 1."""
    curve: tuple[float, ...] = ()
    """The last six seconds, evenly spaced, 0 lowest to 1 highest, oldest first."""
    rate_hz: float | None = None
    """Samples a second, as they came."""
    belt: Figure | None = None
    """Breaths a minute, or why there is none; None without a belt."""

    @property
    def is_good(self) -> bool:
        """True while a pulse is seen that can be used."""
        return self.condition is WaveCondition.CLEAR and self.rate_per_min is not None


class WireWatch:
    """Follows what a port gives."""

    def __init__(self) -> None:
        self._taken = 0
        self._detector: PulseDetector | EcgDetector | None = None
        self._kind = WaveKind.PULSE
        self._beats: deque[WaveBeat] = deque()
        self._points: deque[tuple[int, float, int]] = deque(
            maxlen=round(CURVE_S * _POINTS_PER_S) + 1
        )
        self._belt: BeltMovement | None = None
        self._last_s = -math.inf
        self._covered_s = 0.0
        self._samples = 0

    def see(self, check: PortCheck) -> WireView:
        """Take in what came since the last look, and say what there is to be seen."""
        pieces = check.pieces_after(self._taken)
        # What came between two looks that are far apart is not kept; its time counts for nothing.
        joins = check.heard_pieces - self._taken == len(pieces)
        for piece in pieces:
            self._take(piece, joins=joins)
            joins = True
        self._taken = check.heard_pieces
        return self._view()

    def _take(self, piece: PulseSamples, *, joins: bool) -> None:
        kind = WaveKind.ECG if piece.is_ecg else WaveKind.PULSE
        if piece.opens_gap or self._detector is None or kind is not self._kind:
            self._kind = kind
            self._detector = EcgDetector() if piece.is_ecg else PulseDetector()
            self._beats.clear()
            self._points.clear()
            self._covered_s, self._samples, joins = 0.0, 0, False
        self._beats.extend(self._detector.push(piece.times_s, piece.pulse))
        self._covered_s += piece.times_s[-1] - (self._last_s if joins else piece.times_s[0])
        self._samples += len(piece.times_s) - (not joins)
        for at_s, value in zip(piece.times_s, piece.pulse, strict=True):
            number = math.floor(at_s * _POINTS_PER_S)
            if self._points and self._points[-1][0] == number:
                _, sum_, count = self._points[-1]
                self._points[-1] = (number, sum_ + value, count + 1)
            else:
                self._points.append((number, value, 1))
        if piece.belt:
            if self._belt is None:
                self._belt = BeltMovement()
            self._belt.push(np.array(piece.times_s), np.array(piece.belt))
        self._last_s = piece.times_s[-1]
        while self._beats and self._beats[0].beat_s < self._last_s - _QUALITY_S:
            self._beats.popleft()

    def _view(self) -> WireView:
        if self._detector is None:
            return WireView()
        beats = self._beats
        condition = self._detector.condition
        belt = None if self._belt is None else self._belt.rate(self._last_s)
        return WireView(
            self._kind,
            condition,
            self._rate() if condition is WaveCondition.CLEAR else None,
            sum(beat.is_sharp for beat in beats) / len(beats) if beats else None,
            self._curve(),
            self._samples / self._covered_s if self._covered_s > 1.0 else None,
            belt,
        )

    def _rate(self) -> float | None:
        intervals_ms = [
            1000.0 * (after.beat_s - before.beat_s)
            for before, after in zip(self._beats, list(self._beats)[1:], strict=False)
            if after.joins
        ]
        usable = [each for each in intervals_ms if _SHORTEST_MS <= each <= _LONGEST_MS]
        return 60_000.0 / median(usable) if len(usable) >= _FEWEST_BEATS else None

    def _curve(self) -> tuple[float, ...]:
        points = [sum_ / count for _, sum_, count in self._points][:-1]
        if len(points) < 2:
            return ()
        low, high = min(points), max(points)
        if not high > low:
            return (0.5,) * len(points)
        return tuple((point - low) / (high - low) for point in points)
