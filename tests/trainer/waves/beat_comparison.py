"""Beats that were found beside those that are true, for several tests."""

from __future__ import annotations

import numpy as np

from trainer.signal.arrays import FloatArray
from trainer.signal.waves.wave_beat import WaveBeat

_NEAR_S = 0.06


def compare(found: list[WaveBeat], truth_s: FloatArray, from_s: float = 1.0) -> tuple[int, float]:
    """Beats missed or too many from a time on, and the mean error of the intervals in ms."""
    until_s = truth_s[-1] - 0.5
    found_s = np.array([beat.beat_s for beat in found if from_s < beat.beat_s < until_s])
    truth_s = truth_s[(truth_s > from_s - _NEAR_S) & (truth_s < until_s + _NEAR_S)]
    nearest = np.abs(found_s[:, None] - truth_s[None, :])
    hits = nearest.min(axis=1) < _NEAR_S
    inside = (truth_s > from_s + _NEAR_S) & (truth_s < until_s - _NEAR_S)
    wrong = int((~hits).sum()) + int((nearest.min(axis=0)[inside] >= _NEAR_S).sum())
    place = nearest.argmin(axis=1)
    joined = (np.diff(place) == 1) & hits[1:] & hits[:-1]
    errors = (np.diff(found_s) - np.diff(truth_s[place]))[joined]
    return wrong, float(np.abs(errors).mean()) * 1000.0
