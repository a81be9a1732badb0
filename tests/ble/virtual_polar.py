"""Polar's measurement service for a virtual strap: control point, streams, and their bad habits."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from bumble.att import ATT_INSUFFICIENT_ENCRYPTION_ERROR, ATT_Error
from bumble.core import UUID
from bumble.device import Connection, Device
from bumble.gatt import Characteristic, CharacteristicValue, Service

from devices.polar_control import (
    POLAR_CONTROL_POINT,
    POLAR_DATA,
    POLAR_MEASUREMENT_SERVICE,
    ControlAnswer,
    encode_control_answer,
    encode_features,
)
from devices.polar_kinds import PolarKind, PolarOperation, PolarStatus, kind_of
from devices.polar_settings import PolarSettings, encode_settings

H10_KINDS = frozenset({PolarKind.ECG, PolarKind.ACCELERATION})
BAND_KINDS = frozenset({PolarKind.PULSE_INTERVALS, PolarKind.ACCELERATION})
_SETTINGS = {
    PolarKind.ECG: PolarSettings(rates_hz=(130,), resolutions_bits=(14,)),
    PolarKind.ACCELERATION: PolarSettings(
        rates_hz=(25, 50, 100, 200), resolutions_bits=(16,), ranges=(2, 4, 8)
    ),
}


@dataclass(frozen=True, slots=True)
class PolarTraits:
    """What a strap's measurement service is like."""

    kinds: frozenset[PolarKind] = H10_KINDS
    refuses: PolarStatus | None = None
    """What every start is answered with."""
    is_secure: bool = False
    """Writing needs an encrypted link."""
    is_mute: bool = False
    """Requests are taken and never answered."""


class VirtualPolar:
    """The service; its streams run on over a lost link, as in the real straps."""

    def __init__(self, device: Device, traits: PolarTraits) -> None:
        self._device = device
        self._traits = traits
        self.running: set[PolarKind] = set()
        self.requests: list[bytes] = []
        """Everything that was written to the control point."""
        self.stirred = asyncio.Event()
        """Set at each request that was answered."""
        self._tasks: set[asyncio.Task[None]] = set()
        properties = Characteristic.Properties
        self._control: Characteristic[bytes] = Characteristic(
            UUID(POLAR_CONTROL_POINT),
            properties.READ | properties.WRITE | properties.INDICATE,
            Characteristic.READABLE | Characteristic.WRITEABLE,
            CharacteristicValue(read=self._read, write=self._write),
        )
        self._data: Characteristic[bytes] = Characteristic(
            UUID(POLAR_DATA), properties.NOTIFY, Characteristic.READABLE
        )
        self.service = Service(UUID(POLAR_MEASUREMENT_SERVICE), [self._control, self._data])

    async def send(self, *frames: bytes) -> None:
        """Notify with these frames."""
        for frame in frames:
            await self._device.notify_subscribers(self._data, frame)

    async def until_running(self, kind: PolarKind, *, is_running: bool = True) -> None:
        """Wait until a stream runs, or no longer runs."""
        while (kind in self.running) is not is_running:
            self.stirred.clear()
            await self.stirred.wait()

    def _read(self, _connection: Connection) -> bytes:
        return encode_features(self._traits.kinds)

    def _write(self, connection: Connection, value: bytes) -> None:
        if self._traits.is_secure and not connection.is_encrypted:
            raise ATT_Error(ATT_INSUFFICIENT_ENCRYPTION_ERROR)
        self.requests.append(bytes(value))
        if not self._traits.is_mute:
            self._begin(self._answer(bytes(value)))

    async def _answer(self, request: bytes) -> None:
        operation, kind = PolarOperation(request[0]), kind_of(request[1])
        assert kind is not None  # the product asks for what it knows
        status, parameters = PolarStatus.SUCCESS, b""
        match operation:
            case PolarOperation.SETTINGS:
                parameters = encode_settings(_SETTINGS.get(kind, PolarSettings()))
            case PolarOperation.START if self._traits.refuses is not None:
                status = self._traits.refuses
            case PolarOperation.START if kind in self.running:
                status = PolarStatus.ALREADY_IN_STATE
            case PolarOperation.START:
                self.running.add(kind)
                parameters = b"\x01"
            case _:
                self.running.discard(kind)
        answer = ControlAnswer(operation, kind, status, status.value, False, parameters)
        await self._device.indicate_subscribers(self._control, encode_control_answer(answer))
        self.stirred.set()

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
