"""The list of straps nearby as records: who is there, and what was heard of each. No I/O here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from devices.readings import (
    BatteryLevel,
    Beat,
    HeartRate,
    LinkChanged,
    LinkState,
    PacketReceived,
    PulseSamples,
    Reading,
    SampleTiming,
    StrapInformation,
    StreamChanged,
)
from devices.strap_identity import FoundStrap, StrapIdentity

__all__ = ["StrapCheck", "Survey", "SurveyedStrap"]


@dataclass(frozen=True, slots=True)
class StrapCheck:
    """What one strap did while it was listened to."""

    states: tuple[LinkState, ...] = ()
    """What was said of the link, in order."""
    beats: int = 0
    """Heartbeats that arrived."""
    mean_rr_ms: float | None = None
    """Mean of their intervals."""
    told_rate_per_min: int | None = None
    """The strap's own heart rate, from one that sends no beat times."""
    packets: int = 0
    battery_percent: int | None = None
    maker: str | None = None
    model: str | None = None
    detail: str = ""
    """Why the link broke, or did not come up, the last time."""
    is_over: bool = False
    """True once it was let go."""

    @property
    def state(self) -> LinkState | None:
        """What was said of the link last."""
        return self.states[-1] if self.states else None

    @property
    def was_connected(self) -> bool:
        """True when a connection stood, even for a moment."""
        return LinkState.CHECKING in self.states

    @property
    def rate_per_min(self) -> float | None:
        """Heartbeats a minute: from the intervals, or as the strap told where it sends none."""
        if self.mean_rr_ms is not None:
            return 60_000.0 / self.mean_rr_ms
        return None if self.told_rate_per_min is None else float(self.told_rate_per_min)

    def with_reading(self, reading: Reading) -> StrapCheck:
        """What is known after a further reading."""
        match reading:
            case LinkChanged(_, state, detail):
                return replace(self, states=(*self.states, state), detail=detail or self.detail)
            case Beat(rr_ms=rr_ms):
                before_ms = self.mean_rr_ms if self.mean_rr_ms is not None else 0.0
                mean_ms = before_ms + (rr_ms - before_ms) / (self.beats + 1)
                return replace(self, beats=self.beats + 1, mean_rr_ms=mean_ms)
            case HeartRate(_, rate):
                return replace(self, told_rate_per_min=rate)
            case BatteryLevel(_, percent):
                return replace(self, battery_percent=percent)
            case StrapInformation(_, maker, model, _):
                return replace(self, maker=maker, model=model)
            case PacketReceived():
                return replace(self, packets=self.packets + 1)
            case StreamChanged() | PulseSamples() | SampleTiming():
                return self


@dataclass(frozen=True, slots=True)
class SurveyedStrap:
    """One line of the list."""

    found: FoundStrap
    check: StrapCheck | None = None
    """What it did when it was listened to; None: it was not."""
    is_listened_to: bool = False
    """True while it is."""

    @property
    def identity(self) -> StrapIdentity:
        """Which one."""
        return self.found.identity


@dataclass(frozen=True, slots=True)
class Survey:
    """The list at one moment."""

    straps: tuple[SurveyedStrap, ...] = ()
    trouble: LinkState | None = None
    """Why Bluetooth cannot be used; None: it can."""
    detail: str = ""
    """What the system said of the trouble."""

    @property
    def identities(self) -> list[StrapIdentity]:
        """All straps of the list."""
        return [strap.identity for strap in self.straps]
