"""Many splines at once against each by itself: the same, to the last digit."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from trainer.signal.spline import evenly_spaced
from trainer.signal.spline_windows import evenly_spaced_windows


@given(
    st.integers(0, 10_000),
    st.lists(st.tuples(st.integers(0, 150), st.integers(4, 50)), min_size=1, max_size=8),
    st.sampled_from([0.5, 2.0, 4.0]),
)
def test_windows_have_the_values_of_each_spline_by_itself(
    seed: int, windows: list[tuple[int, int]], rate_hz: float
) -> None:
    chance = np.random.default_rng(seed)
    time_s = np.cumsum(np.exp(chance.normal(0.0, 0.6, 200)))
    value = chance.normal(900.0, 50.0, 200)
    first = np.array([begin for begin, _ in windows])
    last = first + np.array([size for _, size in windows])
    found = evenly_spaced_windows(time_s, value, first, last, rate_hz)
    for row, (begin, end) in enumerate(zip(first, last, strict=True)):
        _, expected = evenly_spaced(time_s[begin:end], value[begin:end], rate_hz)
        assert found.samples[row] == expected.size
        assert found.values[row, : expected.size].tolist() == expected.tolist()
