"""What the strap sends while figures are taken."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from itertools import cycle

from devices.heart_rate_service import HEART_RATE_MEASUREMENT
from devices.polar_control import POLAR_DATA
from devices.polar_frames import AccelerationFrame, EcgFrame, encode_acceleration, encode_ecg
from devices.polar_kinds import PolarKind
from tests.ble.encoding import heart_rate_packet

__all__ = ["PACKET_EVERY_S", "WANTED", "Send", "feed_packets", "feed_streams"]

WANTED = frozenset({PolarKind.ECG, PolarKind.ACCELERATION})
PACKET_EVERY_S = 0.05
_ECG_EVERY_S = 73 / 130
_ACC_EVERY_S = 36 / 200
_BEATS = heart_rate_packet(66, [930], in_contact=True)
_QUICK_BEATS = [heart_rate_packet(66, [ticks], in_contact=True) for ticks in (50, 52, 51)]
"""An interval of 50 ms in each, as long as from packet to packet: so each is set in time and
handed on as a beat. One and the same again and again would be passed over as a packet's copy."""
_ECG_FRAME = encode_ecg(EcgFrame(1, tuple(range(73))))
_ACC_FRAME = encode_acceleration(AccelerationFrame(1, tuple((1.0, 2.0, 3.0) for _ in range(36))))


Send = Callable[[str, bytes], Awaitable[None]]
"""Takes the characteristic and the bytes; nothing happens where nobody has subscribed."""


async def feed_packets(send: Send) -> None:
    """Send a packet with a beat at a steady pace, without end."""
    for packet in cycle(_QUICK_BEATS):
        await send(HEART_RATE_MEASUREMENT, packet)
        await asyncio.sleep(PACKET_EVERY_S)


async def feed_streams(send: Send) -> None:
    """Send beats, an H10's ECG and its movement, each at its pace, without end."""
    loop = asyncio.get_running_loop()
    began_s = loop.time()

    async def every(period_s: float, uuid: str, packet: bytes) -> None:
        number = 0
        while True:
            number += 1
            await asyncio.sleep(began_s + number * period_s - loop.time())
            await send(uuid, packet)

    await asyncio.gather(
        every(0.908, HEART_RATE_MEASUREMENT, _BEATS),
        every(_ECG_EVERY_S, POLAR_DATA, _ECG_FRAME),
        every(_ACC_EVERY_S, POLAR_DATA, _ACC_FRAME),
    )
