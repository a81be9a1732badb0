"""A wired sensor that sees no pulse: whatever moves it, no variability is told of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.random_waves import RandomWave, random_wave
from devices.readings import LinkChanged, LinkState, PulseSamples, SensorDescription, SensorKind
from trainer.plan import Pace, Plan
from trainer.session import Session
from trainer.signal.carry_over import CarryOver
from trainer.signal.figure import Figure

_SENSOR = SensorDescription(SensorKind.PULSE_SENSOR, "Pulse sensor")
_PLAN = Plan(Pace(6.0), breathing_s=30.0, quiet_before_s=60.0, quiet_after_s=60.0)
_PIECE = 25


def _variabilities(kind: RandomWave, seed: int, rate_hz: float) -> list[Figure | CarryOver]:
    """Everything that a session on such a wave says of beat-to-beat variation, now and after."""
    at_s, values = random_wave(
        kind, np.random.default_rng(seed), duration_s=_PLAN.total_s + 1.0, rate_hz=rate_hz
    )
    session = Session(_PLAN, _SENSOR)
    session.step(0.0, [LinkChanged(0.0, LinkState.ARRIVING)])
    said: list[Figure | CarryOver] = []
    for first in range(0, at_s.size, _PIECE):
        piece = slice(first, first + _PIECE)
        times_s, heights = at_s[piece].tolist(), values[piece].tolist()
        samples = PulseSamples(
            times_s[-1], tuple(times_s), tuple(heights), full_scale=1023.0, opens_gap=first == 0
        )
        session.step(times_s[-1], [samples])
        said.append(session.snapshot(times_s[-1]).live.rmssd)
    assert session.summary is not None
    carry_over = session.summary.carry_over
    said += [session.summary.rmssd_before, session.summary.rmssd_after]
    return [*said, carry_over] if isinstance(carry_over, CarryOver) else said


@pytest.mark.parametrize("kind", RandomWave)
@settings(derandomize=True, max_examples=5)
@given(seed=st.integers(0, 2**32 - 1), rate_hz=st.sampled_from((50.0, 100.0, 200.0)))
def test_no_variability_is_told_of_what_is_no_pulse(
    kind: RandomWave, seed: int, rate_hz: float
) -> None:
    for told in _variabilities(kind, seed, rate_hz):
        assert isinstance(told, Figure)
        assert told.value is None
