"""Samples of Polar's streams and when each was taken, from the packets as they came. No I/O here.

The packets are what is kept. Whoever wants samples works them out from these, during the session
and from its journal alike, so that both have the same. What the samples mean is not judged here.
"""

from __future__ import annotations

from dataclasses import dataclass

from devices.errors import MalformedPacketError
from devices.polar_control import ControlAnswer, parse_control_point
from devices.polar_frames import AccelerationFrame, EcgFrame, parse_frame
from devices.polar_kinds import PolarKind, PolarOperation, PolarStatus
from devices.polar_settings import PolarSettings, parse_settings
from devices.readings import PacketSource
from devices.sample_clock import SampleClock, StampedFrame

__all__ = ["EcgSamples", "MovementSamples", "PolarSamples"]

USUAL_RATES_HZ = {PolarKind.ECG: 130, PolarKind.ACCELERATION: 200}
"""What is asked for where a device names no rates; see `polar_streams`."""
MOST_FUTURE_S = 2.0
"""No sample is taken after it arrived. A device whose clock says so by more was set anew."""


@dataclass(frozen=True, slots=True)
class MovementSamples:
    """A stretch of acceleration."""

    at_s: float
    """When it arrived, in s on the session clock like all times here."""
    times_s: tuple[float, ...]
    """When each sample was taken, rising; never empty."""
    samples_mg: tuple[tuple[float, float, float], ...]
    """x, y, z in thousandths of the earth's pull."""
    begins_anew: bool
    """True when it does not go on from the stretch before: nobody knows how much is missing."""
    lost_samples: int
    """How many are missing before it, by the device's own clock."""


@dataclass(frozen=True, slots=True)
class EcgSamples:
    """A stretch of ECG."""

    at_s: float
    times_s: tuple[float, ...]
    microvolts: tuple[int, ...]
    begins_anew: bool
    lost_samples: int
    """All as in `MovementSamples`."""


class PolarSamples:
    """Sets the frames of one device's streams in time, in constant memory."""

    def __init__(self) -> None:
        self._offered: dict[PolarKind, PolarSettings] = {}
        self._in_force: dict[PolarKind, PolarSettings] = {}
        self._clocks: dict[PolarKind, tuple[float, SampleClock]] = {}
        self.malformed = 0
        """Packets that could not be read and were passed over."""

    def restart(self) -> None:
        """Say that the link was lost: what comes next goes on from nothing."""
        for _, clock in self._clocks.values():
            clock.restart()

    def take(
        self, arrived_s: float, source: PacketSource, packet: bytes
    ) -> MovementSamples | EcgSamples | None:
        """Samples of a packet; None where it holds none, came twice, or cannot be read.

        Parameters
        ----------
        arrived_s
            In s on the session clock; a finite number.
        source, packet
            As they were received. The answers of the control point tell the rate and the factor.
        """
        try:
            match source:
                case PacketSource.POLAR_CONTROL:
                    self._heed_control(packet)
                case PacketSource.ECG | PacketSource.MOVEMENT:
                    return self._samples(arrived_s, packet)
                case _:
                    pass
        except MalformedPacketError:
            self.malformed += 1
        return None

    def _heed_control(self, packet: bytes) -> None:
        told = parse_control_point(packet)
        if not isinstance(told, ControlAnswer) or told.status is not PolarStatus.SUCCESS:
            return
        if told.kind not in USUAL_RATES_HZ:
            return
        if told.operation is PolarOperation.SETTINGS:
            self._offered[told.kind] = parse_settings(told.parameters)
        elif told.operation is PolarOperation.START:
            self._in_force[told.kind] = parse_settings(told.parameters)
            if told.kind in self._clocks:
                self._clocks[told.kind][1].restart()

    def _samples(self, arrived_s: float, packet: bytes) -> MovementSamples | EcgSamples | None:
        factor = self._in_force.get(PolarKind.ACCELERATION, PolarSettings()).factor
        frame = parse_frame(packet, factor)
        match frame:
            case EcgFrame(last_ns, microvolts):
                stamped = self._stamp(PolarKind.ECG, arrived_s, last_ns, len(microvolts))
                if stamped.times_s:
                    return EcgSamples(arrived_s, stamped.times_s, microvolts, *_before(stamped))
            case AccelerationFrame(last_ns, samples_mg):
                kind = PolarKind.ACCELERATION
                stamped = self._stamp(kind, arrived_s, last_ns, len(samples_mg))
                if stamped.times_s:
                    before = _before(stamped)
                    return MovementSamples(arrived_s, stamped.times_s, samples_mg, *before)
            case _:
                pass
        return None

    def _stamp(self, kind: PolarKind, arrived_s: float, last_ns: int, samples: int) -> StampedFrame:
        stamped = self._clock(kind).stamp(arrived_s, last_ns, samples)
        if stamped.times_s and stamped.times_s[-1] > arrived_s + MOST_FUTURE_S:
            del self._clocks[kind]
            stamped = self._clock(kind).stamp(arrived_s, last_ns, samples)
        return stamped

    def _clock(self, kind: PolarKind) -> SampleClock:
        """The clock of a stream, a new one where its nominal rate has changed."""
        none = PolarSettings()
        rate_hz = max(
            self._in_force.get(kind, none).rates_hz
            or self._offered.get(kind, none).rates_hz
            or (USUAL_RATES_HZ[kind],)
        )
        rate_hz = rate_hz or USUAL_RATES_HZ[kind]
        if kind not in self._clocks or self._clocks[kind][0] != rate_hz:
            self._clocks[kind] = (rate_hz, SampleClock(rate_hz))
        return self._clocks[kind][1]


def _before(stamped: StampedFrame) -> tuple[bool, int]:
    """Whether a frame begins anew, and how many samples are known to be missing before it."""
    return stamped.opens_gap and not stamped.lost_samples, stamped.lost_samples
