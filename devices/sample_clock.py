"""When each sample of a stream was taken, on the session clock.

A device stamps the last sample of a frame with its own clock. Its nominal rate is never believed:
a strap that says 130 Hz has 127.6 to 132.4. The samples of a frame are spread between its stamp
and that of the frame before. How far the device's clock is from ours is told by the earliest
arrivals (`arrival_envelope`); a clock that starts anew, a frame that was lost and one that comes
twice are told from the differences of the stamps.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from devices.arrival_envelope import ArrivalEnvelope

__all__ = ["SampleClock", "StampedFrame"]

_NS_PER_S = 1e9
LEARNING = 0.1
"""Weight of a new frame in the learnt period: some ten frames are remembered."""
TRUE_RATE_WITHIN = 0.1
"""A period this far from the learnt one, or from the nominal one, is no drift but a lost frame."""
LONGEST_BREAK_S = 3600.0
"""A longer step of the device's clock means that it was set."""
CLEARLY_FUTURE_S = 0.2
FIRM_SHARE = 0.1
"""Share of a frame's time by which the line comes back while it lies clearly in the future."""


@dataclass(frozen=True, slots=True)
class StampedFrame:
    """Times of the samples of one frame."""

    times_s: tuple[float, ...] = ()
    """In seconds on the session clock, oldest first, rising, also from frame to frame. Empty for
    a frame that came twice."""
    opens_gap: bool = False
    """True when the samples do not go on where the last frame ended."""
    lost_samples: int = 0
    """How many samples are missing before this frame, by the device's own clock."""


class SampleClock:
    """Times for the samples of one stream, frame by frame, in constant memory.

    Parameters
    ----------
    nominal_rate_hz
        For the first frame, and to tell lost frames from a rate that is a little off.
    """

    def __init__(self, nominal_rate_hz: float) -> None:
        if not (math.isfinite(nominal_rate_hz) and nominal_rate_hz > 0.0):
            raise ValueError(f"a rate of {nominal_rate_hz} Hz is not positive")
        self._nominal_s = 1.0 / nominal_rate_hz
        self._period_s = self._nominal_s
        self._last_ns: int | None = None
        self._offset_s = 0.0
        self._zero_ns = 0
        self._envelope = ArrivalEnvelope(0.0)
        self._last_time_s = -math.inf
        self._arrived_s = -math.inf
        self.doubled = 0
        """Frames that came twice and were left out."""

    @property
    def rate_hz(self) -> float:
        """The device's true rate by its own clock, as learnt so far."""
        return 1.0 / self._period_s

    def restart(self) -> None:
        """Say that the stream was interrupted: what comes next goes on from nothing."""
        self._last_ns = None

    def stamp(self, arrived_s: float, last_sample_ns: int, samples: int) -> StampedFrame:
        """Times of the samples of one frame.

        Parameters
        ----------
        arrived_s
            When the frame came, in seconds on the session clock.
        last_sample_ns
            The device's time of the last sample, from the frame.
        samples
            How many the frame holds, at least 1.
        """
        if samples < 1:
            return StampedFrame()
        arrived_s = self._arrived_s = max(arrived_s, self._arrived_s)
        if self._last_ns is None:
            return self._begin(arrived_s, last_sample_ns, samples)
        passed_s = (last_sample_ns - self._last_ns) / _NS_PER_S
        if passed_s == 0.0:
            self.doubled += 1
            return StampedFrame()
        # Half of the frame's time at least: what is less is a clock that was set.
        if not 0.5 * samples * self._period_s < passed_s < LONGEST_BREAK_S:
            return self._begin(arrived_s, last_sample_ns, samples)
        begin_s = (self._last_ns - self._zero_ns) / _NS_PER_S
        self._last_ns = last_sample_ns
        lost = self._lost(passed_s, samples)
        if lost:
            begin_s += passed_s - samples * self._period_s
            passed_s = samples * self._period_s
        else:
            self._learn(passed_s / samples)
        return self._spread(arrived_s, begin_s, passed_s, samples, lost)

    def _lost(self, passed_s: float, samples: int) -> int:
        """Samples that are missing in the time that passed."""
        period_s = passed_s / samples
        is_true_rate = min(
            abs(period_s / self._period_s - 1.0), abs(period_s / self._nominal_s - 1.0)
        )
        if period_s < self._period_s or is_true_rate < TRUE_RATE_WITHIN:
            return 0
        return max(1, round(passed_s / self._period_s) - samples)

    def _learn(self, period_s: float) -> None:
        if abs(period_s / self._nominal_s - 1.0) < TRUE_RATE_WITHIN:
            self._period_s += LEARNING * (period_s - self._period_s)

    def _begin(self, arrived_s: float, last_ns: int, samples: int) -> StampedFrame:
        """Start a line on which the last sample was taken when it arrived."""
        self._last_ns = self._zero_ns = last_ns
        length_s = samples * self._period_s
        # No time goes back: samples that would are set after those that were given.
        self._offset_s = max(arrived_s, self._last_time_s + length_s)
        self._envelope = ArrivalEnvelope(arrived_s)
        return self._spread(arrived_s, -length_s, length_s, samples, None)

    def _spread(
        self, arrived_s: float, begin_s: float, length_s: float, samples: int, lost: int | None
    ) -> StampedFrame:
        """Samples evenly over a stretch of the device's time, `lost` is None for a new line."""
        end_s = begin_s + length_s
        future_s = end_s + self._offset_s - arrived_s - CLEARLY_FUTURE_S
        move_s = self._envelope.step_s(arrived_s, self._offset_s, length_s)
        if future_s > 0.0 and lost is not None:
            move_s = min(move_s, -min(future_s, FIRM_SHARE * length_s))
        times_s = tuple(
            begin_s + self._offset_s + (length_s + move_s) * number / samples
            for number in range(1, samples + 1)
        )
        self._offset_s += move_s
        self._last_time_s = times_s[-1]
        self._envelope.note(arrived_s, arrived_s - end_s)
        return StampedFrame(times_s, opens_gap=lost != 0, lost_samples=lost or 0)
