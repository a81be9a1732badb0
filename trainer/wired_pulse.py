"""The pulse or ECG of a wired sensor in a session: samples in, beats out, and what hinders them.

The beats then go the way of all beats, through the pipeline and its gate. What the detector says of
the wave becomes part of the trust: a wave without a pulse has no figure.
"""

from __future__ import annotations

from typing import assert_never

from devices.readings import Beat, LinkState, PulseSamples
from trainer.signal.figure import Withheld
from trainer.signal.waves.beat_intervals import BeatIntervals
from trainer.signal.waves.ecg_detector import EcgDetector
from trainer.signal.waves.pulse_detector import PulseDetector
from trainer.signal.waves.wave_condition import WaveCondition, WaveKind
from trainer.trust import Trust, TrustState

__all__ = ["WiredPulse"]


class WiredPulse:
    """Finds the beats in the pieces of a wave, in constant time a sample.

    It is told by the samples alone: the same pieces and interruptions give the same beats.
    """

    def __init__(self) -> None:
        self._detector: PulseDetector | EcgDetector | None = None
        self._intervals = BeatIntervals()

    @property
    def kind(self) -> WaveKind | None:
        """What the wave is of; None while none has come since the last interruption."""
        match self._detector:
            case None:
                return None
            case PulseDetector():
                return WaveKind.PULSE
            case EcgDetector():
                return WaveKind.ECG

    @property
    def condition(self) -> WaveCondition | None:
        """What can be said of the wave; None while none has come since the last interruption."""
        return None if self._detector is None else self._detector.condition

    def interrupt(self) -> None:
        """Forget the wave: what comes next joins nothing before it, and is learnt anew."""
        self._detector = None
        self._intervals = BeatIntervals()

    def take(self, samples: PulseSamples, at_s: float) -> tuple[Beat, ...]:
        """Beats that this piece makes certain, oldest first.

        Parameters
        ----------
        samples
            A piece of the wave, with its own times; one that opens a gap begins anew.
        at_s
            When it was taken, on the session clock.
        """
        kind = WaveKind.ECG if samples.is_ecg else WaveKind.PULSE
        if samples.opens_gap or kind is not self.kind:
            self.interrupt()
        if self._detector is None:
            self._detector = EcgDetector() if samples.is_ecg else PulseDetector()
        found = self._detector.push(samples.times_s, samples.pulse)
        beats = (self._intervals.take(beat, at_s) for beat in found)
        return tuple(beat for beat in beats if beat is not None)

    def link_state(self, said: LinkState) -> LinkState:
        """The link's state for a person: samples that arrive are no beats that arrive."""
        if said is not LinkState.ARRIVING:
            return said
        match self.condition:
            case WaveCondition.NO_PULSE | WaveCondition.FLAT:
                return LinkState.FLAT
            case WaveCondition.LISTENING | WaveCondition.INTERRUPTED:
                return LinkState.WAITING
            case _:
                return said

    def trust(self, beats: Trust) -> Trust:
        """Trust in the moment: that in the beats, and what the wave says of it.

        Parameters
        ----------
        beats
            What the beats alone say, while the link stands.
        """
        condition = self.condition
        if condition is None or condition is WaveCondition.CLEAR:
            return beats
        sentence = condition.sentence(self.kind or WaveKind.PULSE)
        match condition:
            case WaveCondition.LISTENING:
                return Trust(TrustState.LISTENING, sentence)
            case WaveCondition.NO_PULSE | WaveCondition.FLAT | WaveCondition.INTERRUPTED:
                return Trust(TrustState.LOST, sentence)
            case (
                WaveCondition.SATURATED
                | WaveCondition.HUM
                | WaveCondition.FLICKER
                | WaveCondition.MOVEMENT
            ):
                # Some beats may still be sharp; they, not the wave, say when there are none.
                has_beats = beats.state in (TrustState.STEADY, TrustState.UNSURE)
                return Trust(TrustState.UNSURE if has_beats else TrustState.LOST, sentence)
            case _:
                assert_never(condition)

    def withheld(self) -> Withheld | None:
        """Why there can be no figure of the moment; None where the wave says nothing of it."""
        match self.condition:
            case WaveCondition.NO_PULSE | WaveCondition.FLAT:
                return Withheld.NO_PULSE
            case WaveCondition.MOVEMENT:
                return Withheld.MOVING
            case WaveCondition.SATURATED | WaveCondition.HUM | WaveCondition.FLICKER:
                return Withheld.TOO_DIRTY
            case _:
                return None
