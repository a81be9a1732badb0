"""A packet and what it says are handed out within bleak's own call, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import NotifyCallback

from devices.heart_rate_service import HEART_RATE_MEASUREMENT
from devices.readings import Beat, LinkChanged, PacketReceived, Reading
from tests.ble.encoding import heart_rate_packet
from tests.ble.lab import BumbleLab, Ear
from tests.ble.rungs import ABOVE_BLEAK
from tests.ble.test_strap_link import hear
from tests.ble.virtual_strap import StrapTraits

pytestmark = ABOVE_BLEAK
PACKET = heart_rate_packet(60, [1000], in_contact=True)


def between(lab: BumbleLab, heed: Callable[[NotifyCallback, bytearray], None]) -> None:
    """Put something between bleak and the product's callback for the heart rate."""
    client: Any = lab.radio.Client

    class Between(client):  # type: ignore[misc]  # made for each radio
        async def start_notify(
            self, characteristic: BleakGATTCharacteristic, callback: NotifyCallback, **kwargs: Any
        ) -> None:
            if characteristic.uuid != HEART_RATE_MEASUREMENT:
                await super().start_notify(characteristic, callback, **kwargs)
                return
            await super().start_notify(
                characteristic, lambda packet: heed(callback, packet), **kwargs
            )
            heed(callback, bytearray(PACKET))  # a strap that does not wait for the answer

    lab.radio.Client = Between


async def test_a_beat_is_handed_out_before_bleaks_call_returns(lab: BumbleLab) -> None:
    strap = await lab.strap(StrapTraits(battery=None, location=None, maker=None, model=None))
    ears: list[Ear] = []
    handed_out: list[list[Reading]] = []

    def heed(callback: NotifyCallback, packet: bytearray) -> None:
        before = len(ears[0].readings)
        callback(packet)
        handed_out.append(ears[0].readings[before:])

    between(lab, heed)
    async with lab.listening(strap) as ear:
        ears.append(ear)
        await hear(lab, strap, ear)
    kinds = [[type(reading) for reading in readings] for readings in handed_out]
    assert kinds[0] == [], "before the subscription is answered there is nobody to hear it"
    assert kinds[1] == [PacketReceived, Beat]
    assert kinds[2:] == [[PacketReceived, Beat]] * 3


async def test_a_packet_before_the_subscription_is_answered_is_heard(lab: BumbleLab) -> None:
    strap = await lab.strap()
    between(lab, lambda callback, packet: callback(packet))
    async with lab.listening(strap) as ear:
        await ear.until_beats(1)
        first = ear.all_of(PacketReceived)[0]
        assert first.packet == PACKET
        states = [reading for reading in ear.readings if isinstance(reading, LinkChanged)]
        assert ear.readings.index(first) > ear.readings.index(states[-2]), "not before WAITING"


async def test_a_fault_in_our_own_reading_is_loud_and_keeps_the_packet(
    lab: BumbleLab, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within a callback of bleak's it would be logged there, and the link stand without beats."""

    def fail(_packet: bytes) -> None:
        raise ZeroDivisionError("one divided by none")

    strap = await lab.strap()
    monkeypatch.setattr("devices.strap_hearing.parse_heart_rate_measurement", fail)
    ear = Ear(lab, lab.sensor(strap))
    await strap.subscribed.wait()
    await strap.send(PACKET)
    with pytest.raises(ZeroDivisionError):
        await ear.until_beats(1)
    assert [reading.packet for reading in ear.all_of(PacketReceived)] == [PACKET]
    assert strap.links == 0, "it is let go all the same"
