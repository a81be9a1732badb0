"""What the raw samples of the last second say: level, cut off, humming or flickering."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

import numpy as np

from trainer.signal.arrays import BoolArray, FloatArray

__all__ = ["LastSamples", "RawSecond"]

_REMEMBERED_S = 1.2
_MOST_SAMPLES = 1600
"""1000 Hz and a quarter more, so that a board of any rate stays in constant memory."""

_PLATEAU_S = 0.12
_PLATEAU_SHARE = 0.001
"""A stretch of 0.12 s within 0.1 % of the range, at its very end, is cut off: the round top of a
pulse leaves such a band within 0.02 s."""
_LEAST_STEPS = 200.0
"""Where the range has fewer steps than this, one step is wider than the band, and level stretches
are only what a coarse converter makes of a round top."""
_HIGHEST = frozenset(2.0**bits - 1.0 for bits in (8, 10, 12, 14, 16, 18, 24))
_LOWEST = 0.0
_LEAST_AT_END = 0.03
"""Share of a second's samples that lie exactly at the end of a converter, beyond which no sample
was ever seen."""

_HUMS_HZ = (50.0, 60.0)
_FLICKERS_HZ = (100.0, 120.0)
_PULSE_HZ = 14.0
"""A hum that the sampling folds below this frequency looks like the pulse; it is not judged."""
_MORE_THAN_NOISE = 4.0
"""A line counts when its amplitude is so many times what white noise of the same samples gives."""


@dataclass(frozen=True, slots=True)
class RawSecond:
    """The samples of about one second."""

    span: float
    """Highest less lowest, in the unit of the signal."""
    is_flat: bool
    """True when they are all alike."""
    is_cut_off: bool
    """True when a stretch of it lies level at the end of the range, or all of it at the upper."""
    hum: float
    """Peak to peak of the stronger of 50 and 60 Hz."""
    flicker: float
    """The same for 100 and 120 Hz."""


class LastSamples:
    """The raw samples of a little more than the last second."""

    def __init__(self) -> None:
        self._samples: deque[tuple[float, float]] = deque(maxlen=_MOST_SAMPLES)
        self._is_cut_off: bool | None = None
        """As found for these very samples: many beats are asked for at once."""
        self._lowest = math.inf
        self._highest = -math.inf

    def push(self, at_s: float, value: float) -> None:
        """Remember a sample."""
        self._is_cut_off = None
        if value > self._highest:
            self._highest = value
        if value < self._lowest:
            self._lowest = value
        samples = self._samples
        samples.append((at_s, value))
        while samples[0][0] < at_s - _REMEMBERED_S:
            samples.popleft()

    @property
    def step_s(self) -> float | None:
        """Mean distance from sample to sample; None for a single one."""
        samples = self._samples
        if len(samples) < 2:
            return None
        return (samples[-1][0] - samples[0][0]) / (len(samples) - 1)

    def restart(self) -> None:
        """Forget them."""
        self._samples.clear()
        self._is_cut_off = None

    def is_cut_off(self) -> bool:
        """Tell whether a stretch of the last second lies level at the end of the range."""
        if self._is_cut_off is None:
            at_s, values = self._arrays()
            self._is_cut_off = at_s.size > 4 and (
                _has_plateau(at_s, values) or self._is_at_end(values)
            )
        return self._is_cut_off

    def judge(self) -> RawSecond | None:
        """Look at all of them; None when there are too few to say anything."""
        at_s, values = self._arrays()
        if at_s.size < 12:
            return None
        span = float(values.max() - values.min())
        is_flat = not span > 1e-9 * max(1.0, float(np.abs(values).max()))
        hum, flicker = _lines(at_s, values) if not is_flat else (0.0, 0.0)
        # A level line at the upper end is a wave pushed out of range; elsewhere it is no signal.
        is_cut_off = (
            float(values[-1]) in _HIGHEST
            if is_flat
            else _has_plateau(at_s, values) or self._is_at_end(values)
        )
        return RawSecond(span, is_flat, is_cut_off, hum, flicker)

    def _is_at_end(self, values: FloatArray) -> bool:
        """Tell whether samples lie at the end of a converter."""
        ends = [self._lowest] if self._lowest == _LOWEST else []
        if self._highest in _HIGHEST:
            ends.append(self._highest)
        return any(float((values == end).mean()) >= _LEAST_AT_END for end in ends)

    def _arrays(self) -> tuple[FloatArray, FloatArray]:
        pairs = np.array(self._samples, dtype=np.float64).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]


def _has_plateau(at_s: FloatArray, values: FloatArray) -> bool:
    """Tell whether the wave lies level at its top or its bottom, as no body makes it."""
    low, high = float(values.min()), float(values.max())
    span = high - low
    if not span > 0.0:
        return False
    steps = np.abs(np.diff(values))
    steps = steps[steps > 0.0]
    if span < _LEAST_STEPS * float(steps.min()):
        return False
    return any(
        _longest_s(at_s, np.abs(values - end) <= _PLATEAU_SHARE * span) >= _PLATEAU_S
        for end in (low, high)
    )


def _longest_s(at_s: FloatArray, inside: BoolArray) -> float:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inside.astype(np.int8), [0]))))
    begins, ends = edges[::2], edges[1::2] - 1
    return float((at_s[ends] - at_s[begins]).max()) if begins.size else 0.0


def _lines(at_s: FloatArray, values: FloatArray) -> tuple[float, float]:
    """Return peak to peak of hum and of flicker."""
    span_s = float(at_s[-1] - at_s[0])
    if not span_s > 0.0:
        return 0.0, 0.0
    rate_hz = (at_s.size - 1) / span_s
    place = (at_s - at_s[0]) / span_s
    taper: FloatArray = 0.5 - 0.5 * np.cos(2.0 * math.pi * place)
    weight = float(taper.sum())
    level = values - float(values.mean())
    noise = float(np.abs(np.diff(level)).mean()) * math.sqrt(1.5 / at_s.size)
    hum = _strongest(at_s, level, taper, weight, rate_hz, _HUMS_HZ)
    flicker = _strongest(at_s, level, taper, weight, rate_hz, _FLICKERS_HZ)
    least = _MORE_THAN_NOISE * noise
    return (hum if hum > least else 0.0), (flicker if flicker > least else 0.0)


def _strongest(
    at_s: FloatArray,
    level: FloatArray,
    taper: FloatArray,
    weight: float,
    rate_hz: float,
    lines_hz: tuple[float, ...],
) -> float:
    most = 0.0
    for line_hz in lines_hz:
        if abs(line_hz - rate_hz * round(line_hz / rate_hz)) < _PULSE_HZ:
            continue
        wave = np.exp(-2j * math.pi * line_hz * (at_s - at_s[0]))
        most = max(most, 4.0 * abs(complex((taper * level) @ wave)) / weight)
    return most
