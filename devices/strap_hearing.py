"""What one connection's packets say: readings, in the order in which they are to be handed out.

No I/O and no waiting here: a packet is read within the call that brings it.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from devices.beat_timeline import BeatTimeline, PlacedPacket
from devices.clock import SessionClock
from devices.errors import MalformedPacketError
from devices.heart_rate_service import parse_heart_rate_measurement
from devices.link_voice import LinkVoice
from devices.pulse_beats import PulseBeats
from devices.readings import Beat, HeartRate, LinkState, PacketReceived, PacketSource, Reading
from devices.strap_watch import StrapWatch

__all__ = ["StrapHearing"]

_logger = logging.getLogger(__name__)


class StrapHearing:
    """Hears one connection.

    Parameters
    ----------
    watch
        What the strap is doing.
    timeline
        Of the beats.
    voice
        Which state was said last.
    clock
        For the stamps of what is handed out later than it came.
    ask_for_pulses
        Called where no beat times come in the standard way; arm bands of one maker have them in
        their own.
    spread_s
        Beats of a batch are handed out so long after they happened.
    """

    def __init__(
        self,
        watch: StrapWatch,
        timeline: BeatTimeline,
        voice: LinkVoice,
        clock: SessionClock,
        ask_for_pulses: Callable[[], None],
        spread_s: float,
    ) -> None:
        self._watch = watch
        self._timeline = timeline
        self._voice = voice
        self._clock = clock
        self._ask_for_pulses = ask_for_pulses
        self._spread_s = spread_s
        self._pulses = PulseBeats(timeline)
        self._batched: deque[Beat] = deque()
        self._has_just_begun = False

    def take(self, received: PacketReceived, now_s: float, readings: list[Reading]) -> None:
        """Add what a packet says to the readings.

        Parameters
        ----------
        received
            The packet.
        now_s
            The loop's clock, on which silence is measured.
        readings
            Where they are added one by one.
        """
        if received.source is PacketSource.HEART_RATE:
            self._take_heart_rate(received, now_s, readings)
        elif received.source is PacketSource.PULSE_INTERVALS:
            self._take_pulses(received, now_s, readings)
        # else it is recorded as it came
        if self._batched:
            readings += self.due(received.at_s)

    def due(self, until_s: float) -> list[Reading]:
        """Beats of batches, each a fixed time after it happened, up to a time (session clock).

        All at once they would be five seconds of silence, again and again.
        """
        readings: list[Reading] = []
        while self._batched and self._batched[0].beat_s + self._spread_s <= until_s:
            readings.append(replace(self._batched.popleft(), at_s=self._clock.now_s()))
        return readings

    def _take_heart_rate(
        self, received: PacketReceived, now_s: float, readings: list[Reading]
    ) -> None:
        watch = self._watch
        try:
            measurement = parse_heart_rate_measurement(received.packet)
        except MalformedPacketError as error:
            self._pass_over(error, now_s)
            return
        is_to_count = watch.take(measurement, now_s)
        self._say(now_s, received.at_s, readings)
        if watch.state is LinkState.RATE_ONLY:
            readings.append(HeartRate(received.at_s, measurement.rate_per_min))
        if is_to_count and measurement.rr_ticks:
            placed = self._timeline.push(received.at_s, measurement.rr_ms)
            if placed.opens_gap:
                self._say_gap(placed, readings)
            readings += placed.beats

    def _take_pulses(self, received: PacketReceived, now_s: float, readings: list[Reading]) -> None:
        try:
            placed = self._pulses.push(received.at_s, received.packet)
        except MalformedPacketError as error:
            self._pass_over(error, now_s)
            return
        self._watch.take_pulses(now_s, has_beats=bool(placed.beats))
        self._say(now_s, received.at_s, readings)
        self._batched.extend(placed.beats)

    def _pass_over(self, error: MalformedPacketError, now_s: float) -> None:
        self._watch.take_malformed(now_s)
        _logger.info("packet %d passed over: %s", self._watch.malformed, error)

    def _say(self, now_s: float, at_s: float, readings: list[Reading]) -> None:
        state = self._watch.look(now_s)
        self._has_just_begun = False
        if state is self._voice.state:
            return
        self._has_just_begun = state is LinkState.ARRIVING
        if state is LinkState.RATE_ONLY:
            self._ask_for_pulses()
        self._say_state(state, "", at_s, readings)

    def _say_gap(self, placed: PlacedPacket, readings: list[Reading]) -> None:
        if placed.note is not None and placed.beats and not self._has_just_begun:
            at_s = placed.beats[0].at_s
            self._say_state(LinkState.SILENT, placed.note.value, at_s, readings)
            self._say_state(LinkState.ARRIVING, "", at_s, readings)

    def _say_state(
        self, state: LinkState, detail: str, at_s: float, readings: list[Reading]
    ) -> None:
        changed = self._voice.change(state, detail, at_s)
        if changed is not None:
            readings.append(changed)
