"""What a connected strap is doing, told from its packets and from their absence. No I/O here.

Bytes are parsed elsewhere; this is told of each packet and of the time, and says which
`LinkState` that is, and when the connection is past hope.

Contact bits are a hint only. Straps of one maker say "no contact" on every second connection
while perfect beats arrive, and optical bands say it at random (both reported by their owners),
so a beat that can be one always counts. Off the skin is what says so and sends no beats, sends
a rate of 0, repeats one rate without beats, or repeats one and the same interval.
"""

from __future__ import annotations

from devices.heart_rate_service import TICKS_PER_S, HeartRateMeasurement, SkinContact
from devices.readings import LinkState
from devices.strap_delays import StrapDelays

__all__ = ["StrapWatch"]

_PLAUSIBLE_TICKS = (0.24 * TICKS_PER_S, 3.0 * TICKS_PER_S)
"""250 beats a minute down to 20: outside, an interval is no sign of a heart."""
_FROZEN = 8
"""So many intervals to the very tick: no heart does that, a fill value does."""


class StrapWatch:
    """Watches one connection.

    Parameters
    ----------
    delays
        What is long.
    subscribed_s
        When the packets were asked for, on the loop's clock like every time here.
    """

    def __init__(self, delays: StrapDelays, subscribed_s: float) -> None:
        self._delays = delays
        self._packet_s = subscribed_s
        self._has_packet = False
        self._beat_s: float | None = None
        self._arriving_since_s = subscribed_s
        self._rate_since_s: float | None = None
        self._off_since_s: float | None = None
        self._rate: int | None = None
        self._rate_has_changed = False
        self._same_rate_since_s = subscribed_s
        self._ticks: int | None = None
        self._same_ticks = 0
        self._is_rate_only = False
        self._has_batches = False
        self.state = LinkState.WAITING
        self.malformed = 0
        """Packets that could not be read."""

    def take_malformed(self, at_s: float) -> None:
        """Count bytes that could not be read: the strap is there, and has said nothing."""
        self.malformed += 1
        self._heard(at_s)

    def take(self, measurement: HeartRateMeasurement, at_s: float) -> bool:
        """Take what a packet says; whether its intervals may be handed on as beats."""
        self._heard(at_s)
        if measurement.rate_per_min != self._rate:
            self._rate_has_changed = self._rate is not None
            self._rate = measurement.rate_per_min
            self._same_rate_since_s = at_s
        if self._has_beats(measurement):
            if self.state is not LinkState.ARRIVING:
                self._arriving_since_s = at_s
            self._beat_s = at_s
            self._off_since_s = None
            self._is_rate_only = False
            self.state = LinkState.ARRIVING
            return True
        if self._shows_no_skin(measurement, at_s):
            if self._off_since_s is None:
                self._off_since_s = at_s
        else:
            self._off_since_s = None
        self._consider_rate_only(measurement, at_s)
        return not self._is_frozen(measurement)

    def take_pulses(self, at_s: float, *, has_beats: bool) -> None:
        """Take a batch of pulse intervals; batches are seconds apart."""
        self._heard(at_s)
        self._has_batches = True
        if has_beats:
            self._off_since_s = None
            self._beat_s = at_s
            self._is_rate_only = False
            if self.state is not LinkState.ARRIVING:
                self._arriving_since_s = at_s
            self.state = LinkState.ARRIVING

    def look(self, at_s: float) -> LinkState:
        """The state at a time, which may have changed because nothing came."""
        if self._is_off(at_s):
            self.state = LinkState.OFF_SKIN
        elif self._is_silent(at_s):
            self.state = LinkState.SILENT
        elif self._is_rate_only:
            self.state = LinkState.RATE_ONLY
        elif self.state is not LinkState.ARRIVING and self._beat_s is None:
            self.state = LinkState.WAITING
        return self.state

    @property
    def has_had_beats(self) -> bool:
        """True when at least one beat came."""
        return self._beat_s is not None

    def is_past_hope(self, at_s: float) -> bool:
        """True when no packet came for so long that the connection should be made anew."""
        limit_s = self._delays.tear_down_s if self._has_packet else self._delays.first_packet_s
        return at_s - self._packet_s >= limit_s

    def has_been_steady(self, at_s: float) -> bool:
        """True when beats have been arriving long enough to call it a working connection."""
        return (
            self.state in (LinkState.ARRIVING, LinkState.RATE_ONLY)
            and at_s - self._arriving_since_s >= self._delays.steady_s
        )

    def _heard(self, at_s: float) -> None:
        self._packet_s = at_s
        self._has_packet = True

    def _has_beats(self, measurement: HeartRateMeasurement) -> bool:
        shortest, longest = _PLAUSIBLE_TICKS
        is_plausible = False
        for ticks in measurement.rr_ticks:
            self._same_ticks = self._same_ticks + 1 if ticks == self._ticks else 1
            self._ticks = ticks
            is_plausible = is_plausible or shortest <= ticks <= longest
        return is_plausible and measurement.rate_per_min > 0 and not self._is_frozen(measurement)

    def _is_frozen(self, measurement: HeartRateMeasurement) -> bool:
        return measurement.contact is SkinContact.OFF and self._same_ticks >= _FROZEN

    def _shows_no_skin(self, measurement: HeartRateMeasurement, at_s: float) -> bool:
        """True for a packet without beats that tells, or gives away, that no skin is felt."""
        if measurement.rate_per_min == 0:
            return True
        is_frozen = at_s - self._same_rate_since_s >= self._delays.tear_down_s
        if self._has_batches:
            return False  # its rate stands still for seconds, and its contact bit is no help
        if self._beat_s is None:
            # Nothing but a rate so far: where it changes, it comes from somebody.
            return measurement.contact is SkinContact.OFF and is_frozen
        return measurement.contact is SkinContact.OFF or is_frozen

    def _consider_rate_only(self, measurement: HeartRateMeasurement, at_s: float) -> None:
        is_doubtful = measurement.contact is SkinContact.OFF and not self._rate_has_changed
        has_rate = measurement.rate_per_min > 0 and not measurement.rr_ticks and not is_doubtful
        if not has_rate or self._beat_s is not None or self._off_since_s is not None:
            self._rate_since_s = None
            self._is_rate_only = False
            return
        if self._rate_since_s is None:
            self._rate_since_s = at_s
        if not self._is_rate_only and at_s - self._rate_since_s >= self._delays.rate_only_s:
            self._is_rate_only = True
            self._arriving_since_s = at_s

    def _is_off(self, at_s: float) -> bool:
        return self._off_since_s is not None and (
            self.state is LinkState.OFF_SKIN or at_s - self._off_since_s >= self._delays.off_skin_s
        )

    def _is_silent(self, at_s: float) -> bool:
        limit_s = self._delays.batch_silent_s if self._has_batches else self._delays.silent_s
        if at_s - self._packet_s >= limit_s and self._has_packet:
            return True
        return self._beat_s is not None and at_s - self._beat_s >= limit_s
