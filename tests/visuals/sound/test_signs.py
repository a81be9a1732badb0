"""Signs beside the breath: short, soft, and never taken for a breath."""

from __future__ import annotations

import numpy as np
import pytest

from tests.visuals.sound.hearing import clicks_dbfs, pitch_hz
from visuals.sound.bowl import rim_ratio
from visuals.sound.clip import BELL_PEAK_DBFS, RATE_HZ, Clip, samples
from visuals.sound.loudness import loudest_dba
from visuals.sound.signs import Sign, sign_clip

EVERY_SIGN = pytest.mark.parametrize("sign", list(Sign), ids=lambda sign: sign.value)


def _clip(sign: Sign) -> Clip:
    return sign_clip(sign, np.random.default_rng(0))


@EVERY_SIGN
def test_a_sign_is_soft_and_does_not_click(sign: Sign) -> None:
    clip = _clip(sign).astype(np.float64)
    assert not clip[0].any()
    assert not clip[-1].any()
    assert np.abs(clip.mean(axis=0)).max() < 1e-6
    assert clicks_dbfs(clip) < -100.0
    assert 20.0 * np.log10(np.abs(clip).max()) < BELL_PEAK_DBFS + 0.01
    assert -40.0 < loudest_dba(clip, RATE_HZ) < -32.0


def test_lost_falls_and_back_rises() -> None:
    for sign, rises in ((Sign.LOST, False), (Sign.BACK, True)):
        mono = _clip(sign).mean(axis=1)
        first = pitch_hz(mono[: samples(0.25)], 400.0, 800.0)
        last = pitch_hz(mono[-samples(0.8) :], 400.0, 800.0)
        # The first note still rings beside the last one: its own share is taken at the end.
        assert (last > first) is rises


def test_the_end_is_struck_twice_and_the_rest_once() -> None:
    for sign, strikes in ((Sign.REST, 1), (Sign.END, 2)):
        loud = np.abs(_clip(sign)).max(axis=1)
        steps = np.array([loud[begin : begin + 4410].max() for begin in range(0, 132300, 4410)])
        assert np.sum(np.diff(np.concatenate([[0.0], steps])) > 0.15 * steps.max()) == strikes


@pytest.mark.parametrize(("nodes", "ratio"), [(2, 1.0), (3, 2.828), (4, 5.423), (5, 8.771)])
def test_the_rim_has_the_modes_of_a_ring(nodes: int, ratio: float) -> None:
    # n (n^2 - 1) / sqrt(n^2 + 1) against 6 / sqrt(5), by hand.
    assert rim_ratio(nodes) == pytest.approx(ratio, abs=0.001)
