"""Laying a pulse over the usual one: what moves it, what does not, and how certain it is."""

from __future__ import annotations

import numpy as np
import pytest

from trainer.signal.arrays import FloatArray
from trainer.signal.waves.usual_slopes import SLOPES_AFTER, SLOPES_BEFORE, UsualSlopes

PLACE = np.arange(-SLOPES_BEFORE, SLOPES_AFTER + 1, dtype=np.float64)


def pulse(later_points: float = 0.0, size: float = 100.0) -> FloatArray:
    """A rise with its middle at 0, a crest and the first fall."""
    place = PLACE - later_points
    width = np.where(place < 7.0, 5.9, 10.0)
    return np.asarray(size * np.exp(-0.5 * ((place - 7.0) / width) ** 2), dtype=np.float64)


def taught(pulses: int = 5) -> UsualSlopes:
    """Slopes that have met a few pulses."""
    usual = UsualSlopes()
    for _ in range(pulses):
        usual.learn(pulse().tolist(), 100.0)
    return usual


@pytest.mark.parametrize("later_points", [-1.5, -0.4, 0.0, 0.7, 1.5])
@pytest.mark.parametrize("size", [3.0, 100.0, 4e6])
def test_a_pulse_of_any_size_is_laid_where_it_came(later_points: float, size: float) -> None:
    shift = taught().lay_on(pulse(later_points, size).tolist())
    assert shift is not None
    # Slopes change in proportion to a small shift only: 4 % of 15 ms is what that costs.
    assert shift.points == pytest.approx(later_points, abs=0.02 + 0.05 * abs(later_points))


def test_a_level_and_a_slow_drift_beneath_move_nothing() -> None:
    drifting = pulse(0.5) + 5000.0 + 0.1 * PLACE
    shift = taught().lay_on(drifting.tolist())
    assert shift is not None
    assert shift.points == pytest.approx(0.5, abs=0.08)


def test_a_rise_whose_fall_has_not_come_is_laid_on_by_what_there_is() -> None:
    rise = pulse(0.6)[: SLOPES_BEFORE + 10].tolist()
    shift = taught().lay_on(rise)
    assert shift is not None
    assert shift.points == pytest.approx(0.6, abs=0.06)
    assert taught().lay_on(pulse(0.6)[: SLOPES_BEFORE + 5].tolist()) is None


def test_the_standard_error_is_that_of_a_level_that_walks_at_random() -> None:
    rng = np.random.default_rng(3)
    usual = taught()
    errors: dict[float, list[float]] = {1.0: [], 4.0: []}
    missed: dict[float, list[float]] = {1.0: [], 4.0: []}
    for noise in errors:
        for _ in range(300):
            # A level that walks at random, and points that are means over 60 ms of it.
            walk = noise * np.cumsum(rng.standard_normal(PLACE.size + 5))
            smooth = np.convolve(walk, np.full(6, 1.0 / 6.0), "valid")
            shift = usual.lay_on((pulse() + smooth).tolist())
            assert shift is not None
            errors[noise].append(shift.error_points)
            missed[noise].append(shift.points)
    for noise, found in errors.items():
        # Measured: 1.2 of what is foretold.
        assert 0.7 < float(np.std(missed[noise])) / float(np.median(found)) < 1.4
    assert float(np.median(errors[4.0])) > 3.0 * float(np.median(errors[1.0]))


def test_nothing_is_said_before_three_pulses_or_of_what_is_none() -> None:
    assert taught(2).lay_on(pulse().tolist()) is None
    assert taught(3).lay_on(pulse().tolist()) is not None
    assert taught().lay_on((-pulse()).tolist()) is None  # it falls
    assert taught().lay_on(pulse(12.0).tolist()) is None  # too far away
    assert taught().lay_on([0.0] * PLACE.size) is None
    level = UsualSlopes()
    for _ in range(5):
        level.learn([1.0] * PLACE.size, 1.0)
    assert level.lay_on(pulse().tolist()) is None


def test_half_a_pulse_teaches_nothing() -> None:
    usual = UsualSlopes()
    for _ in range(5):
        usual.learn(pulse()[:-1].tolist(), 100.0)
    assert usual.lay_on(pulse().tolist()) is None
