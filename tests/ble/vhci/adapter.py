"""The guest's Bluetooth adapter: Bumble's virtual controller under the kernel's own stack.

Seen from Linux it is a dongle that was plugged in; seen from Bumble's link it is one more
controller, and the strap is another. Everything between is real: kernel, bluetoothd, D-Bus, bleak.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from bumble import hci
from bumble.transport import open_transport
from dbus_fast import BusType, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from tests.ble.bumble_fixes import MendedController, MendedLink

ADDRESS = "F0:F1:F2:F3:F4:F5"
LOOK_EVERY_S = 0.1
_ADAPTER_1 = "org.bluez.Adapter1"
_DEVICE_1 = "org.bluez.Device1"
_AGENT_1 = "org.bluez.Agent1"
_AGENT = "/bellybreath/agent"
_UNSUPPORTED = hci.LeFeatureMask.LL_PRIVACY | hci.LeFeatureMask.LE_EXTENDED_ADVERTISING
"""With either, the kernel waits for an event at each connection that Bumble never sends."""


class RealAdapter:
    """An adapter that is plugged in, and what another program of the guest does with it."""

    def __init__(self, link: MendedLink, controller: MendedController, bus: MessageBus) -> None:
        self.link = link
        self.controller = controller
        self._bus = bus
        self._path = ""
        bus.add_message_handler(self._agree)

    async def switch_on(self) -> None:
        """Wait until the daemon has seen it and lets it be powered; it may refuse at first."""
        while True:
            objects = await self._objects()
            for path, interfaces in objects.items():
                address = interfaces.get(_ADAPTER_1, {}).get("Address")
                if address is not None and address.value == ADDRESS:
                    self._path = path
            if self._path and await self._set_powered(True):
                return
            await asyncio.sleep(LOOK_EVERY_S)

    async def switch_off(self) -> None:
        """Power it off; the scan and every link end."""
        while not await self._set_powered(False):  # noqa: ASYNC110 - the daemon tells nobody when
            await asyncio.sleep(LOOK_EVERY_S)

    async def hold(self, address: str) -> None:
        """Find a device, connect to it as often as it takes, and keep it."""
        path = f"{self._path}/dev_{address.replace(':', '_')}"
        await self._call(self._path, _ADAPTER_1, "StartDiscovery")
        while path not in await self._objects():  # noqa: ASYNC110 - as above
            await asyncio.sleep(LOOK_EVERY_S)
        await self._call(self._path, _ADAPTER_1, "StopDiscovery")
        while not await self._is_resolved(path):
            await self._call(path, _DEVICE_1, "Connect")
            await asyncio.sleep(LOOK_EVERY_S)

    async def agree_to_pairings(self) -> None:
        """Do what a desktop does that is asked whether a device may be paired: say yes.

        Where nobody is there to be asked, bluetoothd refuses every pairing by itself.
        """
        manager = "org.bluez.AgentManager1"
        body = [_AGENT, "NoInputNoOutput"]
        await self._call("/org/bluez", manager, "RegisterAgent", "os", body)
        await self._call("/org/bluez", manager, "RequestDefaultAgent", "o", [_AGENT])

    def _agree(self, message: Message) -> bool:
        if message.interface != _AGENT_1 or message.message_type is not MessageType.METHOD_CALL:
            return False
        self._bus.send(Message.new_method_return(message))
        return True

    async def _is_resolved(self, path: str) -> bool:
        device = (await self._objects())[path][_DEVICE_1]
        return bool(device["ServicesResolved"].value)

    async def _set_powered(self, value: bool) -> bool:
        body = [_ADAPTER_1, "Powered", Variant("b", value)]
        properties = "org.freedesktop.DBus.Properties"
        reply = await self._call(self._path, properties, "Set", "ssv", body)
        return reply.message_type is MessageType.METHOD_RETURN

    async def _objects(self) -> dict[str, dict[str, dict[str, Variant]]]:
        manager = "org.freedesktop.DBus.ObjectManager"
        reply = await self._call("/", manager, "GetManagedObjects")
        if reply.message_type is MessageType.ERROR:
            return {}  # the daemon is not there yet
        objects: dict[str, dict[str, dict[str, Variant]]] = reply.body[0]
        return objects

    async def _call(
        self, path: str, interface: str, member: str, signature: str = "", body: object = ()
    ) -> Message:
        assert isinstance(body, list | tuple)
        return await self._bus.call(
            Message(
                destination="org.bluez",
                path=path,
                interface=interface,
                member=member,
                signature=signature,
                body=list(body),
            )
        )


@contextlib.asynccontextmanager
async def real_adapter() -> AsyncIterator[RealAdapter]:
    """Plug an adapter in and switch it on; straps on its link are in its reach."""
    async with await open_transport("vhci") as transport:
        link = MendedLink()  # type: ignore[no-untyped-call]  # of Bumble's
        controller = MendedController(
            "adapter",
            host_source=transport.source,
            host_sink=transport.sink,
            link=link,
            public_address=ADDRESS,
        )
        controller.le_features &= ~_UNSUPPORTED
        bus = await MessageBus(bus_type=BusType.SYSTEM).connect()
        try:
            adapter = RealAdapter(link, controller, bus)
            await adapter.switch_on()
            await adapter.agree_to_pairings()
            yield adapter
        finally:
            bus.disconnect()
            await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]  # of dbus-fast's
