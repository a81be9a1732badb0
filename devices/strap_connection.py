"""One connection to a strap: from the device that was found to the disconnect.

It holds the subscription and hands readings out, those of a packet within bleak's own call: a
turn of the loop later they would wait behind whatever else came. What the packets mean is
decided in `strap_hearing`; whether to try again, in `strap`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
from dataclasses import dataclass

from bleak import BleakClient
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.device import BLEDevice
from bleak.exc import BleakError

from devices.beat_timeline import BeatTimeline
from devices.bluetooth import LINK_ERRORS, Bluetooth, refuse_if_stopping
from devices.clock import SessionClock
from devices.heart_rate_service import HEART_RATE_MEASUREMENT
from devices.link import Outlet
from devices.link_voice import LinkVoice
from devices.polar_kinds import PolarKind
from devices.polar_streams import PolarStreams
from devices.readings import LinkState, PacketReceived, PacketSource, Reading, StreamChanged
from devices.strap_about import StrapAbout
from devices.strap_hearing import StrapHearing
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
        emit: Outlet,
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
        self._early: list[PacketReceived | StreamChanged] = []
        self._stirred = asyncio.Event()
        self._is_gone = False
        self._fault: Exception | None = None
        self._watch: StrapWatch | None = None
        self._hearing: StrapHearing | None = None

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
        self._hear(PacketReceived(self._clock.now_s(), source, packet))

    def _heed_stream(self, source: PacketSource, trouble: str) -> None:
        self._hear(StreamChanged(self._clock.now_s(), source, trouble))

    def _heed_gone(self) -> None:
        self._is_gone = True
        self._stirred.set()

    def _hear(self, what: PacketReceived | StreamChanged) -> None:
        """Hand out what came and all that it says, in one go.

        The frame loop's thread can only go on when this one has come to rest, so nothing is won by
        handing out a part of it before.
        """
        hearing = self._hearing
        if hearing is None:
            self._early.append(what)
            return
        readings: list[Reading] = [what]
        if isinstance(what, PacketReceived):
            try:
                hearing.take(what, asyncio.get_running_loop().time(), readings)
            except Exception as fault:
                self._fault = fault
                self._stirred.set()
        self._emit.at_once(readings)

    async def _listen(self) -> str:
        """See to it that readings are handed out as long as the link stands; why it ended."""
        watch = self._watch
        assert watch is not None  # it begins with the subscription
        hearing = StrapHearing(
            watch,
            self._timeline,
            self._voice,
            self._clock,
            lambda: self._streams.ask(PolarKind.PULSE_INTERVALS),
            self._delays.spread_s,
        )
        self._hearing = hearing
        for what in self._early:
            self._hear(what)
        try:
            return await self._watch_over(watch, hearing)
        finally:
            self._hearing = None

    async def _watch_over(self, watch: StrapWatch, hearing: StrapHearing) -> str:
        """Look at the silence now and then; no timer is set anew when a packet comes."""
        loop = asyncio.get_running_loop()
        while True:
            refuse_if_stopping()
            if self._fault is not None:
                raise self._fault
            is_past_hope = watch.is_past_hope(loop.time())
            if self._is_gone or is_past_hope:
                self._emit.at_once(hearing.due(math.inf))
                return "the link was lost" if self._is_gone else "no packets came"
            self._emit.at_once(hearing.due(self._clock.now_s()))
            await self._voice.say(watch.look(loop.time()))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._delays.look_s):
                    await self._stirred.wait()
            self._stirred.clear()

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
