"""Changes beside their usual spread."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t as student

from trainer.signal.carry_over import (
    CarryOver,
    SpreadSource,
    carry_over,
    swing_against,
)
from trainer.signal.figure import Withheld
from trainer.signal.swing import FittedSwing
from trainer.signal.time_domain import TimeDomain, time_domain

HISTORY = (0.1, -0.2, 0.25, 0.0, -0.1)


def minute(rmssd_ms: float, beats: int = 61) -> TimeDomain:
    """Intervals that step up and down by the RMSSD asked for."""
    rr_ms = 900.0 + rmssd_ms * (np.arange(beats, dtype=np.float64) % 2.0)
    return time_domain(rr_ms, np.ones(beats, dtype=np.bool_))


def change(before_ms: float, after_ms: float, history: tuple[float, ...] = ()) -> CarryOver:
    found = carry_over(minute(before_ms), minute(after_ms), earlier_changes_ln=history)
    assert isinstance(found, CarryOver)
    return found


def swing(swing_bpm: float, standard_error_bpm: float) -> FittedSwing:
    return FittedSwing(swing_bpm, standard_error_bpm, 0.0, 65.0, 30, 1.0, 0.0)


def test_change_is_the_difference_of_logarithms() -> None:
    got = change(40.0, 50.0)
    assert got.ratio == pytest.approx(1.25, rel=1e-9)
    assert got.change_ln == pytest.approx(math.log(1.25), rel=1e-9)


def test_without_a_history_the_default_spread_is_taken_and_named() -> None:
    got = change(40.0, 50.0, HISTORY[:4])
    assert got.spread_source is SpreadSource.DEFAULT
    assert (got.usual_spread_ln, got.earlier_pairs) == (0.30, 4)
    assert got.is_usual, "ln 1.25 = 0.22 is within 1.96 x 0.30"
    assert not change(40.0, 80.0).is_usual, "ln 2 = 0.69 is beyond 1.96 x 0.30 = 0.59"
    assert not change(80.0, 40.0).is_usual, "either way"


def test_from_five_earlier_pairs_on_the_own_spread_is_taken() -> None:
    got = change(40.0, 50.0, HISTORY)
    assert got.spread_source is SpreadSource.OWN_HISTORY
    # Reference: numpy's standard deviation (n - 1) and scipy's Student t; 0.3 % for the expansion.
    spread = float(np.std(HISTORY, ddof=1))
    assert got.usual_spread_ln == pytest.approx(spread, rel=1e-12)
    assert got.usual_limit_ln == pytest.approx(spread * student.ppf(0.975, 4), rel=3e-3)


def test_a_history_that_never_varies_is_not_believed() -> None:
    assert change(40.0, 44.0, (0.1,) * 8).usual_spread_ln == 0.11
    assert change(40.0, 44.0, (0.1,) * 8).is_usual


@given(st.floats(5.0, 200.0), st.floats(5.0, 200.0), st.floats(0.2, 5.0))
def test_scaling_both_changes_nothing_and_swapping_turns_the_sign(
    before_ms: float, after_ms: float, factor: float
) -> None:
    base = change(before_ms, after_ms)
    assert change(before_ms * factor, after_ms * factor).change_ln == pytest.approx(
        base.change_ln, abs=1e-9
    )
    assert change(after_ms, before_ms).change_ln == pytest.approx(-base.change_ln, abs=1e-9)


def test_what_cannot_be_compared_is_withheld() -> None:
    nothing = time_domain(np.array([]), np.array([], dtype=np.bool_))
    assert carry_over(nothing, minute(40.0)) is Withheld.NO_BEATS
    assert carry_over(minute(40.0), minute(40.0, beats=20)) is Withheld.TOO_SHORT
    assert carry_over(minute(0.0), minute(40.0)) is Withheld.TOO_WEAK


def test_swing_against_the_start_carries_both_errors() -> None:
    # By hand: 3-4-5.
    got = swing_against(swing(8.0, 0.3), swing(9.5, 0.4))
    assert got.difference_bpm == pytest.approx(1.5)
    assert got.standard_error_bpm == pytest.approx(0.5)
    assert got.is_clear
    assert not swing_against(swing(8.0, 0.3), swing(8.9, 0.4)).is_clear
    assert swing_against(swing(9.5, 0.3), replace(swing(8.0, 0.4))).is_clear
