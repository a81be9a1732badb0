"""Polar's further streams over one connection: started when asked for, stopped whatever happens.

A strap with a running stream stays awake until its battery is empty, also off the body (vendor's
known issues). So a stream counts as running from the moment in which its start is written, is
stopped before the disconnect, and one that was left running by an earlier link (status 6) is
stopped and started anew. Without a wish the control point is not touched at all: some systems
would ask for a pairing.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from collections.abc import Awaitable, Callable

from bleak import BleakClient
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.exc import BleakError, BleakGATTProtocolError, BleakGATTProtocolErrorCode

from devices.bluetooth import LINK_ERRORS, refuse_if_stopping
from devices.errors import MalformedPacketError
from devices.polar_control import (
    POLAR_CONTROL_POINT,
    POLAR_DATA,
    ControlAnswer,
    PolarFeatures,
    parse_control_point,
)
from devices.polar_kinds import PolarKind, PolarOperation, PolarStatus, kind_of
from devices.polar_settings import (
    PolarSettings,
    parse_settings,
    request_settings,
    start_acceleration,
    start_ecg,
    start_pulse_intervals,
    stop,
)
from devices.readings import PacketSource
from devices.strap_delays import StrapDelays

__all__ = ["SOURCES", "HeedPacket", "PolarStreams"]

_logger = logging.getLogger(__name__)

HeedPacket = Callable[[PacketSource, bytes], None]
"""Where a packet goes, in the moment in which it comes."""

SOURCES = {
    PolarKind.ECG: PacketSource.ECG,
    PolarKind.ACCELERATION: PacketSource.MOVEMENT,
    PolarKind.PULSE_INTERVALS: PacketSource.PULSE_INTERVALS,
}
"""The kinds that are listened to, and what their packets are called."""
_NO_ANSWER = "no answer"
_UNENCRYPTED = (
    BleakGATTProtocolErrorCode.INSUFFICIENT_AUTHENTICATION,
    BleakGATTProtocolErrorCode.INSUFFICIENT_ENCRYPTION,
    BleakGATTProtocolErrorCode.INSUFFICIENT_ENCRYPTION_KEY_SIZE,
)


class PolarStreams:
    """The streams of one connection.

    Parameters
    ----------
    delays
        How long an answer may take.
    heed
        Told of every packet of a stream, and of the control point's answers.
    tell
        Told of each stream whether it runs, and why not.
    """

    def __init__(
        self,
        delays: StrapDelays,
        heed: HeedPacket,
        tell: Callable[[PacketSource, str], None],
    ) -> None:
        self._delays = delays
        self._heed = heed
        self._tell = tell
        self._asked: asyncio.Queue[PolarKind] = asyncio.Queue()
        self._answers: asyncio.Queue[ControlAnswer] = asyncio.Queue()
        self._running: set[PolarKind] = set()
        self._control: BleakGATTCharacteristic | None = None
        self._offered: frozenset[PolarKind] = frozenset()
        self._has_paired = False

    def ask(self, kind: PolarKind) -> None:
        """Wish for a stream; it is started as soon as it can be."""
        self._asked.put_nowait(kind)

    async def run(self, client: BleakClient) -> None:
        """Start what is asked for, until cancelled; no failure of it ends the heart rate."""
        while True:
            refuse_if_stopping()
            kind = await self._asked.get()
            try:
                trouble = await self._start(client, kind)
            except (*LINK_ERRORS, MalformedPacketError) as error:
                trouble = f"{type(error).__name__}: {error}"[:200]
            _logger.info("%s: %s", SOURCES[kind].value, trouble or "runs")
            self._tell(SOURCES[kind], trouble)

    async def close(self, client: BleakClient) -> None:
        """Stop everything that may run; to be called before the disconnect, also after a cancel."""
        for kind in list(self._running):
            if not client.is_connected:
                return  # the strap heard of it, or it is stopped at the next connection
            with contextlib.suppress(*LINK_ERRORS):
                await self._request(client, stop(kind), PolarOperation.STOP, kind)
            self._running.discard(kind)

    async def _start(self, client: BleakClient, kind: PolarKind) -> str:
        """Start a stream; why it does not run, empty when it does."""
        if self._control is None and not await self._open(client):
            return "the device has no such streams"
        if kind not in self._offered:
            return "the device does not measure it"
        request = await self._start_request(client, kind)
        self._running.add(kind)  # from here on it may run, whatever becomes of the answer
        answer = await self._request(client, request, PolarOperation.START, kind)
        if answer is not None and answer.status is PolarStatus.ALREADY_IN_STATE:
            await self._request(client, stop(kind), PolarOperation.STOP, kind)
            answer = await self._request(client, request, PolarOperation.START, kind)
        if answer is None:
            return _NO_ANSWER
        if answer.status is not PolarStatus.SUCCESS:
            self._running.discard(kind)
            return f"{answer.status.name.lower().replace('_', ' ')} ({answer.code})"
        return ""

    async def _open(self, client: BleakClient) -> bool:
        """Listen to the control point and to the data; both before anything is written."""
        control = client.services.get_characteristic(POLAR_CONTROL_POINT)
        data = client.services.get_characteristic(POLAR_DATA)
        if control is None or data is None:
            return False
        await self._with_pairing(client, lambda: client.start_notify(control, self._heed_control))
        await self._with_pairing(client, lambda: client.start_notify(data, self._heed_data))
        async with asyncio.timeout(self._delays.request_s):
            features = parse_control_point(bytes(await client.read_gatt_char(control)))
        if isinstance(features, PolarFeatures):
            self._offered = features.kinds
        self._control = control
        return True

    async def _start_request(self, client: BleakClient, kind: PolarKind) -> bytes:
        """The bytes that start a stream, at the fullest setting on offer."""
        if kind is PolarKind.PULSE_INTERVALS:
            return start_pulse_intervals()
        answer = await self._request(client, request_settings(kind), PolarOperation.SETTINGS, kind)
        offered = PolarSettings()
        if answer is not None and answer.status is PolarStatus.SUCCESS:
            offered = parse_settings(answer.parameters)
        if kind is PolarKind.ECG:
            return start_ecg(
                max(offered.rates_hz, default=130), max(offered.resolutions_bits, default=14)
            )
        return start_acceleration(
            max(offered.rates_hz, default=200),
            max(offered.ranges, default=8),
            max(offered.resolutions_bits, default=16),
            max(offered.channels, default=None),
        )

    async def _request(
        self, client: BleakClient, request: bytes, operation: PolarOperation, kind: PolarKind
    ) -> ControlAnswer | None:
        """Write a request and wait for its answer; None where none comes in time."""
        control = self._control
        assert control is not None  # it was opened
        while not self._answers.empty():
            self._answers.get_nowait()  # of a request that was given up
        await self._with_pairing(
            client, lambda: client.write_gatt_char(control, request, response=True)
        )
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._delays.request_s):
                while True:
                    answer = await self._answers.get()
                    if answer.operation is operation and answer.kind is kind:
                        return answer
        return None

    async def _with_pairing(self, client: BleakClient, ask: Callable[[], Awaitable[None]]) -> None:
        """Do something once, and once more after a pairing where the strap wants one."""
        for is_second in (False, True):
            try:
                async with asyncio.timeout(self._delays.subscribe_s):
                    await ask()
                return
            except BleakError as error:
                # macOS pairs by itself when it is needed, and has no call for it.
                if is_second or self._has_paired or sys.platform == "darwin":
                    raise
                if not _wants_pairing(error):
                    raise
            self._has_paired = True
            async with asyncio.timeout(self._delays.connect_s):
                await client.pair()

    def _heed_control(self, _characteristic: BleakGATTCharacteristic, packet: bytearray) -> None:
        self._heed(PacketSource.POLAR_CONTROL, bytes(packet))
        try:
            told = parse_control_point(packet)
        except MalformedPacketError as error:
            _logger.info("control point: %s", error)
            return
        if isinstance(told, ControlAnswer):
            self._answers.put_nowait(told)

    def _heed_data(self, _characteristic: BleakGATTCharacteristic, packet: bytearray) -> None:
        kind = kind_of(packet[0]) if packet else None
        source = SOURCES.get(kind) if kind is not None else None
        if source is not None:
            self._heed(source, bytes(packet))


def _wants_pairing(error: BleakError) -> bool:
    """True for what the systems say where a strap wants an encrypted link."""
    if isinstance(error, BleakGATTProtocolError):
        return error.code in _UNENCRYPTED
    # BlueZ folds the three codes into one of its own, or hands the number on in words.
    words = str(error)
    return "Not paired" in words or any(
        f"ATT error: 0x{code:02x}" in words for code in _UNENCRYPTED
    )
