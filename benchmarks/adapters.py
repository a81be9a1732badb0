"""Doors through which the benchmark scripts reach the trainer's detectors."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable

import numpy as np

from trainer.signal.arrays import FloatArray
from trainer.signal.artifacts import ArtifactGate
from trainer.signal.beats import JudgedBeat
from trainer.signal.counted_breathing import counted_breathing
from trainer.signal.figure import Withheld
from trainer.signal.respiration import RESPIRATION_WINDOW_S
from trainer.signal.strap_movement import StrapMovement
from trainer.signal.waves.belt_breath import BeltBreath
from trainer.signal.waves.pulse_detector import PulseDetector

__all__ = [
    "BeatsBreath",
    "BeltStream",
    "BreathStream",
    "PulseStream",
    "RRStream",
    "acc_breath",
    "belt_breath",
    "pulse_detector",
    "rr_breath",
    "rr_stream",
]


class RRStream:
    """The artifact gate in the shape that the RR artifact benchmark asks for."""

    def __init__(self) -> None:
        self._gate = ArtifactGate()
        self._clock_s = 0.0

    def push(self, rr_ms: float) -> list[tuple[int, bool, list[float]]]:
        """Judge one interval; gives (index, is artifact, values for the statistics)."""
        self._clock_s += rr_ms / 1000.0
        return _as_rows(self._gate.push(self._clock_s, rr_ms))

    def finish(self) -> list[tuple[int, bool, list[float]]]:
        """Judge what is left."""
        return _as_rows(self._gate.finish())


def _as_rows(judged: Iterable[JudgedBeat]) -> list[tuple[int, bool, list[float]]]:
    # NaN in place of a rejected interval: no difference is taken across it.
    return [
        (beat.index, not beat.is_accepted, [beat.rr_ms if beat.is_accepted else math.nan])
        for beat in judged
    ]


def rr_stream() -> RRStream:
    """Return a new gate for one recording."""
    return RRStream()


class PulseStream:
    """The pulse detector in the shape that the pulse benchmark asks for."""

    def __init__(self) -> None:
        self._detector = PulseDetector()

    def push(self, at_s: FloatArray, values: FloatArray) -> list[tuple[float, bool]]:
        """Take in samples; gives (time of the beat in s, is a beat)."""
        beats = self._detector.push(at_s.tolist(), values.tolist())
        return [(beat.beat_s, True) for beat in beats]


def pulse_detector(fs: float) -> PulseStream:
    """Return a new pulse detector; the promised rate is not used, the stamps are."""
    return PulseStream()


class BeatsBreath:
    """The counted breathing rate in the shape that the respiration benchmark asks for."""

    def __init__(self) -> None:
        self._beats: deque[tuple[float, float]] = deque(maxlen=400)

    def push(self, beat_s: float, rr_ms: float) -> None:
        """Take in one interval."""
        self._beats.append((beat_s, rr_ms))

    def rate(self, at_s: float) -> float | None:
        """Breaths a minute over the last 60 s; None where it is withheld."""
        window = [beat for beat in self._beats if beat[0] > at_s - RESPIRATION_WINDOW_S]
        beats = np.array(window, dtype=np.float64).reshape(-1, 2)
        found = counted_breathing(beats[:, 0], beats[:, 1])
        return None if isinstance(found, Withheld) else found.breaths_per_min


def rr_breath() -> BeatsBreath:
    """Return the breathing rate from beats alone, for one recording."""
    return BeatsBreath()


class BeltStream:
    """The belt in the shape that the respiration benchmark asks for."""

    def __init__(self) -> None:
        self._belt = BeltBreath()
        self._tops: list[tuple[float, float]] = []

    def push(self, at_s: FloatArray, values: FloatArray) -> None:
        """Take in samples."""
        tops = self._belt.push(at_s.tolist(), values.tolist())
        self._tops.extend((top.at_s, top.told_s) for top in tops)

    def rate(self, at_s: float) -> float | None:
        """Breaths a minute over the last 60 s; None where it is withheld."""
        found = self._belt.breaths_per_min()
        return None if isinstance(found, Withheld) else found

    def breaths(self) -> list[tuple[float, float]]:
        """Ends of in-breaths with the times at which they were told."""
        return self._tops


def belt_breath(fs: float) -> BeltStream:
    """Return a belt for one recording; the promised rate is not used, the stamps are."""
    return BeltStream()


class BreathStream:
    """The strap's breath in the shape that the respiration benchmark asks for."""

    def __init__(self) -> None:
        self._movement = StrapMovement()

    def push(self, t_s: FloatArray, x_mg: FloatArray) -> None:
        """Take in samples, shapes (n,) and (n, 3)."""
        self._movement.push(t_s, x_mg)

    def rate(self, t_s: float) -> float | None:
        """Breaths per minute, or None where the figure is withheld."""
        return self._movement.rate(t_s).value


def acc_breath(fs: float) -> BreathStream:
    """Return a new stream; the rate in Hz is not needed, for samples come with their times."""
    del fs
    return BreathStream()
