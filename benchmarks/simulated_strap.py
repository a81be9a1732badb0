"""Acceleration of a chest strap as a model: breath, heart, noise, drift and movement, all known.

Used where the truth must be known to the sample. What it cannot show is how real chests differ.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trainer.signal.arrays import FloatArray

__all__ = ["SimulatedStrap", "simulated_strap"]

_EARTH_MG = 1000.0
_INHALE_SHARE = 0.4
_REST_SHARE = 0.25
"""Share of the breath out in which nothing moves any more."""
_HEART_PER_MIN = 65.0


@dataclass(frozen=True, slots=True)
class SimulatedStrap:
    """Samples and what is true of them."""

    time_s: FloatArray
    samples_mg: FloatArray
    """Shape (n, 3)."""
    fullness: FloatArray
    """0 to 1 at each sample."""
    fullest_s: FloatArray
    """When each breath was at its fullest."""

    def rate_over(self, begin_s: float, end_s: float) -> float | None:
        """True breaths per minute: by the breaths whose fullest lies within; None below three."""
        inside = self.fullest_s[(self.fullest_s > begin_s) & (self.fullest_s <= end_s)]
        return 60.0 / float(np.diff(inside).mean()) if inside.size >= 3 else None


def simulated_strap(
    seed: int,
    *,
    breaths_per_min: float = 6.0,
    breath_mg: float = 24.0,
    duration_s: float = 120.0,
    sample_rate_hz: float = 50.0,
    irregularity: float = 0.08,
    noise_mg: float = 4.0,
    heart_mg: float = 8.0,
    drift_mg: float = 3.0,
) -> SimulatedStrap:
    """A strap on a breathing chest.

    Parameters
    ----------
    seed
        Draws the axes, the posture, the noise and the lengths of the breaths.
    breaths_per_min
        On the mean.
    breath_mg
        From empty to full, along the breath's axis; 0 for a strap that nobody breathes in.
    duration_s
        Of the recording.
    sample_rate_hz
        Evenly spaced.
    irregularity
        Standard deviation of a breath's length, as a share of it.
    noise_mg
        White, in each axis and sample.
    heart_mg
        Ringing of each heart beat (12 Hz), and a third of it as a wave at the heart's rate, along
        another axis; the heart swings by 4 % with the breath.
    drift_mg
        Random walk in each axis: its standard deviation after 20 s.
    """
    chance = np.random.default_rng(seed)
    time_s = np.arange(round(duration_s * sample_rate_hz)) / sample_rate_hz
    count = round(duration_s * breaths_per_min / 60.0 * 1.5) + 5
    lengths_s = 60.0 / breaths_per_min * (1.0 + irregularity * chance.standard_normal(count))
    begins_s = np.concatenate(([0.0], np.cumsum(lengths_s)))
    number = np.searchsorted(begins_s, time_s, "right") - 1
    into = (time_s - begins_s[number]) / lengths_s[number]
    out = np.clip((into - _INHALE_SHARE) / (1.0 - _INHALE_SHARE) / (1.0 - _REST_SHARE), 0.0, 1.0)
    rising = 0.5 - 0.5 * np.cos(np.pi * into / _INHALE_SHARE)
    fullness = np.where(into < _INHALE_SHARE, rising, 0.5 + 0.5 * np.cos(np.pi * out))
    breath_axis, heart_axis, down = (_direction(chance) for _ in range(3))
    swing = 1.0 + 0.04 * np.sin(2.0 * np.pi * time_s * breaths_per_min / 60.0)
    beats = np.cumsum(_HEART_PER_MIN / 60.0 * swing) / sample_rate_hz
    ringing = np.exp(-(((beats % 1.0) / 0.08) ** 2)) * np.sin(2.0 * np.pi * 12.0 * time_s)
    heart = heart_mg * (ringing + 0.3 * np.sin(2.0 * np.pi * beats))
    walk = np.cumsum(chance.standard_normal((time_s.size, 3)), axis=0)
    samples_mg = (
        _EARTH_MG * down
        + breath_mg * np.outer(fullness, breath_axis)
        + np.outer(heart, heart_axis)
        + drift_mg / np.sqrt(20.0 * sample_rate_hz) * walk
        + noise_mg * chance.standard_normal((time_s.size, 3))
    )
    fullest_s = begins_s[:-1] + _INHALE_SHARE * lengths_s
    return SimulatedStrap(time_s, np.round(samples_mg), fullness, fullest_s[fullest_s < duration_s])


def _direction(chance: np.random.Generator) -> FloatArray:
    direction: FloatArray = chance.standard_normal(3)
    unit: FloatArray = direction / np.linalg.norm(direction)
    return unit
