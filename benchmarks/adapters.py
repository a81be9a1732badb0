"""Doors through which the benchmark scripts reach the trainer's detectors."""

from __future__ import annotations

import math
from collections.abc import Iterable

from trainer.signal.arrays import FloatArray
from trainer.signal.artifacts import ArtifactGate
from trainer.signal.beats import JudgedBeat
from trainer.signal.strap_movement import StrapMovement

__all__ = ["BreathStream", "RRStream", "acc_breath", "rr_stream"]


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
