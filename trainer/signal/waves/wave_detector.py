"""What a detector of pulses and one of R peaks have in common: the way of a sample to a point."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import replace

from trainer.signal.waves.even_grid import EvenGrid
from trainer.signal.waves.held_samples import HeldSamples
from trainer.signal.waves.hum_free import HumFree
from trainer.signal.waves.raw_second import LastSamples
from trainer.signal.waves.situation import Situation
from trainer.signal.waves.stamps import Joining, Stamps
from trainer.signal.waves.wave_beat import WaveBeat
from trainer.signal.waves.wave_condition import WaveCondition

__all__ = ["WaveDetector"]

_LONGEST_STEP_S = 1.0 / 22.5
"""25 observations a second, less the tenth by which boards miss what they promise. From fewer a
beat is told, and its time is vague (docs/methods.md)."""

_HOLE_S = 0.5
"""From this distance between two samples on nothing is drawn: what comes next begins anew."""


class WaveDetector(ABC):
    """Stamped samples in, beats out, one sample at a time.

    Any scale, either polarity. The same samples give the same beats, however they are cut into
    packets; nothing that a line may hold raises.

    Parameters
    ----------
    bridged_s
        From this distance between two samples on, what lies between is a guess: a line is drawn,
        and a beat on it is marked.
    smooth
        What makes points of the even cells.
    """

    def __init__(self, bridged_s: float, smooth: HumFree) -> None:
        self._bridged_s = bridged_s
        self._smooth = smooth
        self._stamps = Stamps(_HOLE_S)
        self._held = HeldSamples()
        self._grid = EvenGrid()
        self._samples = LastSamples()
        self._situation = Situation()
        self._latest_s = -math.inf
        self._bridge_s = (-math.inf, -math.inf)
        """Stamps at both ends of the last guess."""

    @property
    def condition(self) -> WaveCondition:
        """What can be said of the signal now."""
        return self._situation.condition

    @property
    def passed_over(self) -> int:
        """Samples that were no numbers, or whose stamps were not after the one before."""
        return self._stamps.passed_over

    @property
    @abstractmethod
    def is_inverted(self) -> bool | None:
        """True when each beat makes the values smaller; None while that is not known."""

    def push(self, at_s: Iterable[float], values: Iterable[float]) -> tuple[WaveBeat, ...]:
        """Beats that these samples make certain, oldest first.

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
                self._smooth.restart()
                self._samples.restart()
                self._situation.restart(at_s)
                self._forget()
                self._held.restart()
                self._held.push(at_s, value)
                self._grid.begin(at_s, value)
                self._samples.push(at_s, value)
                self._latest_s = at_s
                return []
            case Joining.JOINS:
                pass
        before_s, self._latest_s = self._latest_s, at_s
        if at_s - before_s > self._bridged_s:
            self._bridge_s = (before_s, at_s)
        self._samples.push(at_s, value)
        beats: list[WaveBeat] = []
        was_set_anew = self._held.is_set_anew
        observations = self._held.push(at_s, value)
        if self._held.is_set_anew is not was_set_anew:
            # Beside the moment from which stamps are read otherwise no interval is to be trusted.
            self._bridge_s = (before_s, at_s)
        for made_s, made in observations:
            for cell in self._grid.push(made_s, made):
                point = self._smooth.push(cell)
                if point is not None:
                    beats.extend(self._take_point(*point))
        self._situation.look(at_s, self._samples, self._height_at(at_s))
        if beats and self._is_coarse():
            return [replace(beat, is_vague=True) for beat in beats]
        return beats

    def _is_coarse(self) -> bool:
        """Tell whether observations are too far apart to time a beat by."""
        step_s = self._held.period_s or self._samples.step_s
        return step_s is not None and step_s > _LONGEST_STEP_S

    @abstractmethod
    def _forget(self) -> None:
        """Begin anew after a hole: nothing joins what was before it."""

    @abstractmethod
    def _take_point(self, number: int, value: float) -> list[WaveBeat]:
        """Beats that this point of the smooth wave makes certain."""

    @abstractmethod
    def _height_at(self, at_s: float) -> float | None:
        """Usual height of the heart's wave at a time that has come, in the unit of the signal.

        None while no heart is found.
        """
