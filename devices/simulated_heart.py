"""A model of a person's heart that answers their breath; synchronous, seeded, never asked the time.

The model is for practice and for tests, not a claim about anybody's physiology. Its heart rate
is a mean that drifts, plus an answer to the volume of breath in the lungs:

* a fast part, in step with the breath (respiratory sinus arrhythmia at any pace), and
* a resonant part, a second-order band-pass around a hidden frequency near 5.5 per minute,
  reached by the breath after a delay: the swing grows when the pace comes near it.

Beats fall where the integral of heart rate crosses a whole number (integral pulse frequency
modulation), with jitter, now and then an ectopic beat, and now and then a second that is lost
on the way. Sources for the kind of model: Berger, Saul and Cohen, Am J Physiol 256 (1989) H142
(delay and low-pass of the respiratory answer); Vaschillo et al., Appl Psychophysiol Biofeedback
27 (2002) 1-27 (resonance near 0.1 Hz); Mateo and Laguna, IEEE TBME 47 (2000) 985 (integral
pulse frequency modulation). The numbers are ours, chosen so that the swing is 2 to 4 beats per
minute at natural breathing and about 12 to 18 at 6 per minute.
"""

from __future__ import annotations

import math
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["HeartTraits", "SimulatedBeat", "SimulatedHeart"]

_STEP_S = 0.02
"""Step of the integration; the breath and the resonance change over seconds."""
_DELAY_S = 0.5
"""From the breath to the resonant answer."""
_RESONANCE_GAIN_BPM = 13.0
_FAST_GAIN_BPM = 5.0
_DAMPING = 0.38
"""Of the resonance: broad enough that 6 per minute still answers well beside 5.5."""
_FOLLOWING_S = 0.35
"""How far the person's belly lags behind the pacer."""
_DRIFT_BPM = 2.0
_DRIFT_S = 45.0
"""Standard deviation and correlation time of the slow drift of the mean."""
_SETTLING_BPM = 3.0
_SETTLING_S = 180.0
"""The mean falls by this much as the person sits, with this time constant."""
_TICKS_PER_S = 1024.0
"""Straps count intervals in 1/1024 s; the model's person wears one."""


@dataclass(frozen=True, slots=True)
class HeartTraits:
    """What makes one simulated person; drawn from the seed by `SimulatedHeart`."""

    mean_bpm: float
    resonance_hz: float
    """The hidden resonance: where the swing is largest."""
    natural_breaths_per_min: float
    jitter_ms: float
    ectopic_share: float
    """Share of beats that come too early."""
    lost_per_min: float
    """How often a second of beats is lost on the way."""


@dataclass(frozen=True, slots=True)
class SimulatedBeat:
    """One beat of the model."""

    beat_s: float
    """When the heart beat."""
    rr_ms: float
    """The interval as a strap reports it, on a 1/1024 s grid."""
    is_lost: bool
    """True when it does not arrive."""


class SimulatedHeart:
    """Beats of one simulated person, one after the other.

    Parameters
    ----------
    seed
        The same seed and the same breaths give the same beats, to the last digit.
    started_s
        Session clock at which the model begins.
    traits
        In place of those that the seed would draw, for tests.
    """

    def __init__(
        self, seed: int, started_s: float = 0.0, traits: HeartTraits | None = None
    ) -> None:
        self._random = random.Random(seed)
        self.traits = traits if traits is not None else _draw_traits(self._random)
        self._now_s = started_s
        self._started_s = started_s
        self._asked: Callable[[float], float | None] = lambda _: None
        self._volume = 0.3
        self._breath_began_s = started_s
        self._breath_s = 60.0 / self.traits.natural_breaths_per_min
        self._breath_depth = 0.45
        self._delayed = deque([0.3] * round(_DELAY_S / _STEP_S))
        self._resonance = 0.0
        self._resonance_speed = 0.0
        self._drift_bpm = 0.0
        self._beats_passed = 0.0
        self._last_beat_s: float | None = None
        self._early_by_s = 0.0
        self._lost_until_s = started_s

    def follow(self, asked: Callable[[float], float | None]) -> None:
        """Take up another breath: belly fullness 0 to 1 by time, None for as the person likes."""
        self._asked = asked

    def next_beat(self) -> SimulatedBeat:
        """Live on until the heart beats again.

        The very first beat closes no interval and is not given.
        """
        while True:
            beat_s = self._cross_next()
            last_s, self._last_beat_s = self._last_beat_s, beat_s
            if last_s is None:
                continue
            ticks = max(1, round((beat_s - last_s) * _TICKS_PER_S))
            # What the strap counts is what the running sum of intervals will give again.
            self._last_beat_s = last_s + ticks / _TICKS_PER_S
            return SimulatedBeat(
                self._last_beat_s, ticks * 1000.0 / _TICKS_PER_S, self._loses(beat_s)
            )

    def _cross_next(self) -> float:
        """Time of the next beat: where the integral crosses a whole number, then disturbed."""
        while True:
            before = self._beats_passed
            rate_hz = self._step()
            self._beats_passed = before + rate_hz * _STEP_S
            if self._beats_passed < 1.0:
                continue
            self._beats_passed -= 1.0
            crossed_s = self._now_s - self._beats_passed / rate_hz
            crossed_s += self._random.gauss(0.0, self.traits.jitter_ms / 1000.0)
            if self._random.random() < self.traits.ectopic_share:
                # Premature by a quarter to a third of an interval; the next beat comes when it
                # would have come: a full compensatory pause.
                crossed_s -= self._random.uniform(0.25, 0.35) / rate_hz
            earliest_s = crossed_s if self._last_beat_s is None else self._last_beat_s + 0.25
            return max(crossed_s, earliest_s)

    def _step(self) -> float:
        """Go on by one step; the heart rate in beats per second."""
        self._now_s += _STEP_S
        asked = self._asked(self._now_s)
        wanted = self._natural_fullness() if asked is None else asked
        self._volume += (wanted - self._volume) * (_STEP_S / _FOLLOWING_S)
        self._delayed.append(self._volume)
        arriving = self._delayed.popleft()
        # Band-pass with gain 1 at the resonance: y'' + 2 d w y' + w^2 y = 2 d w x'.
        angular = 2.0 * math.pi * self.traits.resonance_hz
        change = (self._delayed[0] - arriving) / _STEP_S
        self._resonance_speed += _STEP_S * (
            2.0 * _DAMPING * angular * (change - self._resonance_speed)
            - angular * angular * self._resonance
        )
        self._resonance += _STEP_S * self._resonance_speed
        kick = _DRIFT_BPM * math.sqrt(2.0 * _STEP_S / _DRIFT_S)
        self._drift_bpm += -self._drift_bpm * _STEP_S / _DRIFT_S + self._random.gauss(0.0, kick)
        settled = 1.0 - math.exp(-(self._now_s - self._started_s) / _SETTLING_S)
        rate_bpm = (
            self.traits.mean_bpm
            + self._drift_bpm
            - _SETTLING_BPM * settled
            + _RESONANCE_GAIN_BPM * self._resonance
            + _FAST_GAIN_BPM * (self._volume - 0.5)
        )
        return max(rate_bpm, 35.0) / 60.0

    def _natural_fullness(self) -> float:
        """Belly fullness when the person breathes as they like: shallow, never twice the same."""
        into = (self._now_s - self._breath_began_s) / self._breath_s
        if into >= 1.0:
            self._breath_began_s = self._now_s
            natural_s = 60.0 / self.traits.natural_breaths_per_min
            self._breath_s = natural_s * self._random.uniform(0.8, 1.25)
            self._breath_depth = self._random.uniform(0.3, 0.55)
            into = 0.0
        return 0.2 + self._breath_depth * 0.5 * (1.0 - math.cos(2.0 * math.pi * into))

    def _loses(self, beat_s: float) -> bool:
        if beat_s >= self._lost_until_s:
            per_beat = self.traits.lost_per_min / self.traits.mean_bpm
            if self._random.random() < per_beat:
                self._lost_until_s = beat_s + self._random.uniform(1.0, 2.5)
        return beat_s < self._lost_until_s


def _draw_traits(chance: random.Random) -> HeartTraits:
    return HeartTraits(
        mean_bpm=chance.uniform(64.0, 76.0),
        resonance_hz=chance.uniform(5.2, 5.8) / 60.0,
        natural_breaths_per_min=chance.uniform(12.5, 15.5),
        jitter_ms=chance.uniform(4.0, 8.0),
        ectopic_share=0.004,
        lost_per_min=0.25,
    )
