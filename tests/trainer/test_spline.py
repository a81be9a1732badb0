"""Our cubic spline against scipy's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.interpolate import CubicSpline

from trainer.errors import AnalysisError
from trainer.signal.arrays import FloatArray
from trainer.signal.spline import cubic_spline, evenly_spaced

widths = st.lists(st.floats(0.3, 3.0), min_size=3, max_size=200)
seeds = st.integers(0, 2**32 - 1)


def knots(width_s: list[float], seed: int) -> tuple[FloatArray, FloatArray]:
    time_s = np.cumsum([10.0, *width_s])
    return time_s, np.random.default_rng(seed).normal(900.0, 50.0, time_s.size)


@given(widths, seeds)
def test_agrees_with_scipy(width_s: list[float], seed: int) -> None:
    # Reference: scipy.interpolate.CubicSpline, bc_type "not-a-knot". Both solve the same
    # system; 1e-7 ms of 900 leaves a factor 1e5 for the conditioning of 10 : 1 widths.
    time_s, value = knots(width_s, seed)
    at = np.linspace(time_s[0], time_s[-1], 97)
    np.testing.assert_allclose(
        cubic_spline(time_s, value, at), CubicSpline(time_s, value)(at), rtol=0.0, atol=1e-7
    )


@given(widths, seeds)
def test_passes_through_its_knots(width_s: list[float], seed: int) -> None:
    time_s, value = knots(width_s, seed)
    np.testing.assert_allclose(cubic_spline(time_s, value, time_s), value, rtol=1e-9)


def test_a_cubic_is_its_own_spline() -> None:
    # Closed form: not-a-knot ends make every cubic exact, also beyond the ends.
    time_s = np.array([0.0, 0.7, 1.9, 2.5, 4.0])
    at = np.linspace(-0.5, 4.5, 30)

    def cubic(t: FloatArray) -> FloatArray:
        return np.asarray(2.0 - t + 0.5 * t**2 - 0.25 * t**3)

    np.testing.assert_allclose(cubic_spline(time_s, cubic(time_s), at), cubic(at), atol=1e-12)


def test_even_samples_run_from_the_first_time_up_to_the_last() -> None:
    time_s = np.array([1.0, 2.0, 3.0, 4.0])
    grid_s, value = evenly_spaced(time_s, 10.0 * time_s, 4.0)
    assert grid_s.tolist() == [1.0 + step / 4.0 for step in range(13)]
    np.testing.assert_allclose(value, 10.0 * grid_s, rtol=1e-12)


@pytest.mark.parametrize(
    ("time_s", "message"),
    [([0.0, 1.0, 2.0], "at least 4"), ([0.0, 1.0, 1.0, 2.0], "must increase")],
)
def test_what_has_no_spline_is_refused(time_s: list[float], message: str) -> None:
    with pytest.raises(AnalysisError, match=message):
        cubic_spline(np.array(time_s), np.zeros(len(time_s)), np.array([0.5]))
