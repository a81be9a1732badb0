"""Doors through which the benchmark scripts reach the trainer's detectors."""

from __future__ import annotations

import math
from collections.abc import Iterable

from trainer.signal.arrays import FloatArray
from trainer.signal.artifacts import ArtifactGate
from trainer.signal.beats import JudgedBeat
from trainer.signal.waves.pulse_detector import PulseDetector

__all__ = ["PulseStream", "RRStream", "pulse_detector", "rr_stream"]


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
