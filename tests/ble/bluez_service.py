"""A service on a D-Bus that answers members from a table, and refuses where it is told to."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from tests.ble.bluez_errors import BluezError


@dataclass(frozen=True, slots=True)
class Answer:
    """What a method returns."""

    signature: str = ""
    body: tuple[object, ...] = ()


Member = Callable[[Message], Awaitable[Answer]]


class BusService:
    """The part that is no business of Bluetooth's.

    Parameters
    ----------
    name
        The well-known name that it takes.
    """

    def __init__(self, name: str) -> None:
        self.calls: Counter[str] = Counter()
        """How often each member was called."""
        self.members: Mapping[str, Member] = {}
        """What it answers to."""
        self.before: dict[str, Callable[[], object]] = {}
        """What is done when a member is called for the first time, before it is answered."""
        self.held_back: dict[str, asyncio.Event] = {}
        """Members that are answered when the event is set, and not before."""
        self._name = name
        self._refusals: defaultdict[str, list[BluezError]] = defaultdict(list)
        self._tasks: set[asyncio.Task[None]] = set()
        self._bus: MessageBus | None = None

    def refuse(self, member: str, *errors: BluezError) -> None:
        """Answer the next calls of a member with these errors, one each."""
        self._refusals[member] += errors

    async def join(self, bus_address: str) -> None:
        """Be on a bus from now on; calls are answered as soon as the name is taken."""
        self._bus = await MessageBus(bus_address=bus_address).connect()
        self._bus.add_message_handler(self._heed)

    async def take_name(self) -> None:
        """Let everybody find it."""
        assert self._bus is not None  # it has joined one
        await self._bus.request_name(self._name)

    async def vanish(self) -> None:
        """Leave the bus without a word, as in a crash."""
        if self._bus is not None:
            self._bus.disconnect()
            with contextlib.suppress(EOFError, OSError):  # the bus itself was killed
                await self._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
            self._bus = None

    async def end_calls(self) -> None:
        """Leave nothing running."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def send(self, message: Message) -> None:
        """Put a message on the bus; nothing where there is none."""
        if self._bus is not None and self._bus.connected:
            self._bus.send(message)

    def _heed(self, message: Message) -> bool:
        if message.message_type is not MessageType.METHOD_CALL:
            return False
        task = asyncio.ensure_future(self._answer(message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def _answer(self, message: Message) -> None:
        member = message.member or ""
        self.calls[member] += 1
        if (first := self.before.pop(member, None)) is not None:
            first()
        try:
            if self._refusals[member]:
                raise self._refusals[member].pop(0)
            if member not in self.members:
                raise BluezError("org.freedesktop.DBus.Error.UnknownMethod", f"no {member} here")
            answer = await self.members[member](message)
            if member in self.held_back:
                await self.held_back[member].wait()
        except BluezError as error:
            self.send(Message.new_error(message, error.name, error.text))
        else:
            self.send(Message.new_method_return(message, answer.signature, list(answer.body)))
