"""The asked breath as motion: smooth to the second derivative, across every seam."""

from __future__ import annotations

import numpy as np
import pytest

from trainer.timeline import fullness_of_phase


@pytest.mark.parametrize("inhale_share", [0.25, 0.4, 0.5, 0.6])
@pytest.mark.parametrize("seam", ["turn", "end"])
def test_breath_is_smooth_to_the_second_derivative_at_its_seams(
    inhale_share: float, seam: str
) -> None:
    """One-sided differences on either side of a seam, with steps that become smaller.

    Value, speed and acceleration agree in the limit: their jump shrinks at least as fast as the
    step. A raised cosine with unequal halves fails: its acceleration jumps by a constant.
    """
    at = inhale_share if seam == "turn" else 1.0
    for step in (1e-2, 1e-3):
        side = np.arange(4) * step
        before = np.array([fullness_of_phase(at - away, inhale_share) for away in side])
        after = np.array([fullness_of_phase(at + away, inhale_share) for away in side])
        assert before[0] == pytest.approx(after[0], abs=1e-12)
        speeds = (before[0] - before[1]) / step, (after[1] - after[0]) / step
        assert abs(speeds[0] - speeds[1]) < 3000.0 * step**2
        bend = [(part[2] - 2 * part[1] + part[0]) / step**2 for part in (before, after)]
        # The third derivative of either half is at most 60 over the cube of its share.
        assert abs(bend[0] - bend[1]) < 2.5 * 60.0 / 0.25**3 * step


def test_a_raised_cosine_with_unequal_halves_would_fail() -> None:
    """What the tolerance above is worth: the jump that it must find."""
    share, step = 0.4, 1e-3
    jump = abs(np.pi**2 / 2 / share**2 - np.pi**2 / 2 / (1 - share) ** 2)
    assert jump > 2.5 * 60.0 / 0.25**3 * step
