"""One connection to a strap: from the device that was found to the disconnect.

It holds the subscription and hands readings out. What the packets mean is decided in
`strap_watch` and `beat_timeline`; whether to try again, in `strap`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
from collections import deque
from dataclasses import dataclass, replace

from bleak import BleakClient
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.device import BLEDevice
from bleak.exc import BleakError

from devices.beat_timeline import BeatTimeline, PlacedPacket
from devices.bluetooth import LINK_ERRORS, Bluetooth, refuse_if_stopping
from devices.clock import SessionClock
from devices.errors import MalformedPacketError
from devices.heart_rate_service import HEART_RATE_MEASUREMENT, parse_heart_rate_measurement
from devices.link import Emit
from devices.link_voice import LinkVoice
from devices.polar_kinds import PolarKind
from devices.polar_streams import PolarStreams
from devices.pulse_beats import PulseBeats
from devices.readings import Beat, HeartRate, LinkState, PacketReceived, PacketSource, StreamChanged
from devices.strap_about import StrapAbout
from devices.strap_watch import StrapWatch

__all__ = ["Connected", "StrapConnection"]

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Connected:
    """What became of one connection."""

    was_up: bool
    """True when the heart rate was subscribed to."""
    had_beats: bool
    """True when at least one beat came."""
    was_steady: bool
    """True when beats arrived long enough for the next failure to count as the first."""
    why_ended: str
    """For the journal and for troubleshooting."""


class StrapConnection:
    """Connects, listens until the link is gone or past hope, and disconnects.

    Parameters
    ----------
    bluetooth
        The door to bleak.
    clock
        For the stamps.
    emit, voice
        Where readings go, and states.
    timeline
        Of this connection's beats.
    about
        What is asked beside the heart rate.
    wanted
        Further streams to be recorded, where the strap has them.
    """

    def __init__(
        self,
        bluetooth: Bluetooth,
        clock: SessionClock,
        emit: Emit,
        voice: LinkVoice,
        timeline: BeatTimeline,
        about: StrapAbout,
        wanted: frozenset[PolarKind],
    ) -> None:
        self._bluetooth = bluetooth
        self._delays = bluetooth.delays
        self._clock = clock
        self._emit = emit
        self._voice = voice
        self._timeline = timeline
        self._about = about
        self._wanted = wanted
        self._streams = PolarStreams(bluetooth.delays, self._heed, self._heed_stream)
        self._pulses = PulseBeats(timeline)
        self._inbox: deque[PacketReceived | StreamChanged] = deque()
        self._batched: deque[Beat] = deque()
        self._stirred = asyncio.Event()
        self._is_gone = False
        self._has_just_begun = False
        self._watch: StrapWatch | None = None

    async def run(self, device: BLEDevice, *, is_retry: bool) -> Connected:
        """Live through the connection; what became of it."""
        client = self._bluetooth.client(device, self._heed_gone, is_retry=is_retry)
        why = "the link was lost"
        try:
            await self._voice.say(LinkState.CONNECTING)
            await self._bluetooth.carry_out(
                client.connect(),
                within_s=self._delays.connect_s + self._delays.request_s,
                parting_s=self._delays.disconnect_s,
            )
            # bleak on BlueZ tries again within `connect`, and each try that is lost calls back.
            self._is_gone = not client.is_connected
            await self._voice.say(LinkState.CHECKING)
            await self._subscribe(client)
            beside = {
                asyncio.create_task(self._about.ask(client, self._emit)),
                asyncio.create_task(self._streams.run(client)),
            }
            for kind in sorted(self._wanted, key=lambda kind: kind.value):
                self._streams.ask(kind)
            try:
                why = await self._listen()
            finally:
                for task in beside:
                    task.cancel()
                await asyncio.wait(beside)
                for task in beside:
                    if not task.cancelled() and (fault := task.exception()) is not None:
                        # Ours alone: what the world does was caught in there. The beats go on.
                        _logger.error("a question beside the beats failed", exc_info=fault)
                await self._streams.close(client)
        except asyncio.CancelledError:
            refuse_if_stopping()
            why = "the system's part gave up"  # a library's own cancellation that leaked out
        except LINK_ERRORS as error:
            why = f"{type(error).__name__}: {error}"[:200]
        finally:
            await self._disconnect(client)
        watch = self._watch
        now_s = asyncio.get_running_loop().time()
        if watch is None:
            return Connected(was_up=False, had_beats=False, was_steady=False, why_ended=why)
        return Connected(True, watch.has_had_beats, watch.has_been_steady(now_s), why)

    async def _subscribe(self, client: BleakClient) -> None:
        characteristic = client.services.get_characteristic(HEART_RATE_MEASUREMENT)
        if characteristic is None:
            raise BleakError("the device offers no heart rate measurement")
        async with asyncio.timeout(self._delays.subscribe_s):
            await client.start_notify(characteristic, self._heed_packet)
        self._watch = StrapWatch(self._delays, asyncio.get_running_loop().time())
        await self._voice.say(LinkState.WAITING)

    def _heed_packet(self, _characteristic: BleakGATTCharacteristic, packet: bytearray) -> None:
        self._heed(PacketSource.HEART_RATE, bytes(packet))

    def _heed(self, source: PacketSource, packet: bytes) -> None:
        self._inbox.append(PacketReceived(self._clock.now_s(), source, packet))
        self._stirred.set()

    def _heed_stream(self, source: PacketSource, trouble: str) -> None:
        self._inbox.append(StreamChanged(self._clock.now_s(), source, trouble))
        self._stirred.set()

    def _heed_gone(self) -> None:
        self._is_gone = True
        self._stirred.set()

    async def _listen(self) -> str:
        """Hand readings out as long as the link stands; why it ended."""
        loop = asyncio.get_running_loop()
        watch = self._watch
        assert watch is not None  # it begins with the subscription
        while True:
            refuse_if_stopping()
            is_gone = self._is_gone
            while self._inbox:
                await self._take(watch, self._inbox.popleft())
            await self._hand_on_batched(self._clock.now_s())
            if is_gone:
                await self._hand_on_batched(math.inf)
                return "the link was lost"
            await self._voice.say(watch.look(loop.time()))
            if watch.is_past_hope(loop.time()):
                await self._hand_on_batched(math.inf)
                return "no packets came"
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._delays.look_s):
                    await self._stirred.wait()
            self._stirred.clear()

    async def _take(self, watch: StrapWatch, what: PacketReceived | StreamChanged) -> None:
        await self._emit(what)
        match what:
            case PacketReceived(at_s, PacketSource.HEART_RATE, packet):
                await self._take_heart_rate(watch, at_s, packet)
            case PacketReceived(at_s, PacketSource.PULSE_INTERVALS, packet):
                await self._take_pulses(watch, at_s, packet)
            case _:
                pass  # recorded as it came, or told

    async def _take_heart_rate(self, watch: StrapWatch, at_s: float, packet: bytes) -> None:
        now_s = asyncio.get_running_loop().time()
        try:
            measurement = parse_heart_rate_measurement(packet)
        except MalformedPacketError as error:
            watch.take_malformed(now_s)
            _logger.info("packet %d passed over: %s", watch.malformed, error)
            return
        is_to_count = watch.take(measurement, now_s)
        await self._say(watch, now_s, at_s)
        if watch.state is LinkState.RATE_ONLY:
            await self._emit(HeartRate(at_s, measurement.rate_per_min))
        if is_to_count and measurement.rr_ticks:
            await self._hand_on(self._timeline.push(at_s, measurement.rr_ms))

    async def _take_pulses(self, watch: StrapWatch, at_s: float, packet: bytes) -> None:
        now_s = asyncio.get_running_loop().time()
        try:
            placed = self._pulses.push(at_s, packet)
        except MalformedPacketError as error:
            watch.take_malformed(now_s)
            _logger.info("packet %d passed over: %s", watch.malformed, error)
            return
        watch.take_pulses(now_s, has_beats=bool(placed.beats))
        await self._say(watch, now_s, at_s)
        self._batched.extend(placed.beats)

    async def _hand_on_batched(self, now_s: float) -> None:
        """Hand out the beats of batches one by one, each a fixed time after it happened.

        All at once they would be five seconds of silence, again and again.
        """
        while self._batched and self._batched[0].beat_s + self._delays.spread_s <= now_s:
            beat = self._batched.popleft()
            await self._emit(replace(beat, at_s=self._clock.now_s()))

    async def _say(self, watch: StrapWatch, now_s: float, at_s: float) -> None:
        state = watch.look(now_s)
        if state is LinkState.RATE_ONLY and self._voice.state is not state:
            # No beat times in the standard way; arm bands of one maker have them in their own.
            self._streams.ask(PolarKind.PULSE_INTERVALS)
        self._has_just_begun = state is LinkState.ARRIVING and self._voice.state is not state
        await self._voice.say(state, at_s=at_s)

    async def _hand_on(self, placed: PlacedPacket) -> None:
        note = placed.note
        if placed.opens_gap and note is not None and placed.beats and not self._has_just_begun:
            at_s = placed.beats[0].at_s
            await self._voice.say(LinkState.SILENT, note.value, at_s)
            await self._voice.say(LinkState.ARRIVING, at_s=at_s)
        for beat in placed.beats:
            await self._emit(beat)

    async def _disconnect(self, client: BleakClient) -> None:
        """Let the strap go, whatever happened: one that is not let go stays busy.

        Without a link there is only the client to be put away. bleak 3.1 on BlueZ waits for that
        without end where it was broken off while it opened its D-Bus connection (dbus-fast
        ends a connection when it reads its end, and reads only once it has been opened).
        """
        delays = self._delays
        with contextlib.suppress(*LINK_ERRORS):
            async with asyncio.timeout(
                delays.disconnect_s if client.is_connected else delays.release_s
            ):
                await client.disconnect()
