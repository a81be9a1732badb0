"""Samples by a device's time become samples on the session clock. No I/O here.

One clock line for each start of the device; pieces of some 40 ms, so that a fast sensor does not
fill the queue with readings of one sample each.
"""

from __future__ import annotations

from devices.bt1_ticks import TickedSample
from devices.device_clock import DeviceClock
from devices.readings import PulseSamples

__all__ = ["WaveTiming"]

PIECE_S = 0.04
MOST_SAMPLES = 2048
_LEAST_STEP_S = 1e-6
_DECIMALS = 6
_FLAT_S = 3.0
_FLAT_STEPS = 2.0
_LARGEST_OF_A_SMALL_CONVERTER = 5000.0


class WaveTiming:
    """Places samples, and collects them into pieces."""

    def __init__(self) -> None:
        self.clock = DeviceClock()
        self._times_s: list[float] = []
        self._pulse: list[float] = []
        self._belt: list[float] = []
        self._opens_gap = True
        self._lost = 0
        self._last_s = float("-inf")
        self._piece_began_s = float("-inf")
        self._arrived_s = float("-inf")
        self._extremes: list[tuple[int, float, float]] = []

    @property
    def is_flat(self) -> bool:
        """True when the pulse has stood still for seconds: no finger, or a wrong pin."""
        if len(self._extremes) <= _FLAT_S:
            return False
        low = min(low for _, low, _ in self._extremes)
        high = max(high for _, _, high in self._extremes)
        is_small = abs(high) <= _LARGEST_OF_A_SMALL_CONVERTER
        return high - low <= (_FLAT_STEPS if is_small else 0.0)

    def begin(self, slope_within: float) -> None:
        """Say that the device has started anew, or that the line was broken."""
        self.clock = DeviceClock(slope_within)
        self._opens_gap = True
        self._extremes.clear()

    def add(
        self, sample: TickedSample, arrived_s: float, full_scale: float | None
    ) -> PulseSamples | None:
        """Take in a sample; the piece before it where it does not connect with it."""
        self.clock.note(sample.device_s, arrived_s)
        breaks = sample.lost > 0 or self.clock.has_stepped
        before = self.flush(full_scale) if breaks or len(self._times_s) >= MOST_SAMPLES else None
        if breaks:
            self._opens_gap = True
            self._lost += sample.lost
        self._arrived_s = arrived_s
        if sample.pulse is None:
            return before
        # Whole microseconds: a journal holds them in few digits, and gives the same values.
        at_s = round(
            max(self.clock.place(sample.device_s), self._last_s + _LEAST_STEP_S), _DECIMALS
        )
        self._last_s = at_s
        if not self._times_s:
            self._piece_began_s = arrived_s
        self._times_s.append(at_s)
        self._pulse.append(sample.pulse)
        if sample.belt is not None:
            self._belt.append(sample.belt)
        self._note_extremes(at_s, sample.pulse)
        return before

    def flush_if_due(self, now_s: float, full_scale: float | None) -> PulseSamples | None:
        """The piece, once it has been collected for long enough."""
        return self.flush(full_scale) if now_s - self._piece_began_s >= PIECE_S else None

    def flush(self, full_scale: float | None) -> PulseSamples | None:
        """The piece, however short; None when it is empty."""
        if not self._times_s:
            return None
        has_belt = len(self._belt) == len(self._pulse)
        piece = PulseSamples(
            self._arrived_s,
            tuple(self._times_s),
            tuple(self._pulse),
            tuple(self._belt) if has_belt else (),
            full_scale,
            self._opens_gap,
            self._lost,
        )
        for column in (self._times_s, self._pulse, self._belt):
            column.clear()
        self._opens_gap, self._lost = False, 0
        return piece

    def _note_extremes(self, at_s: float, pulse: float) -> None:
        second = int(at_s)
        if self._extremes and self._extremes[-1][0] == second:
            _, low, high = self._extremes[-1]
            self._extremes[-1] = (second, min(low, pulse), max(high, pulse))
            return
        self._extremes.append((second, pulse, pulse))
        del self._extremes[: -int(_FLAT_S) - 1]
