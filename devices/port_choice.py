"""Which port a person means, tried once before a session begins.

A session waits for a board that is away; who starts one wants to hear at once that there is none,
that the system refuses, or that two boards could be meant.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace

from devices.board_ports import FoundPort, likely_ports, same_port
from devices.choice_said import PortChoiceSaid
from devices.errors import PortChoiceError
from devices.readings import LinkState
from devices.sensor_text import clean_name
from devices.serial_delays import SerialDelays
from devices.serial_door import Door, SerialDoor
from devices.serial_sensor import SPEEDS, SerialWish
from devices.serial_trouble import PortTroubleError

__all__ = ["CheckedPort", "check_port", "check_port_now"]

_MOST_NAMES = 4
"""Some computers list dozens of ports that nothing is plugged into."""


@dataclass(frozen=True, slots=True)
class CheckedPort:
    """What a session can begin with."""

    wish: SerialWish
    """As it was, but for a name that was cut short."""
    known: FoundPort | None = None
    """The board of last time, where it told which of several is meant: no other one is tried."""


def check_port_now(wish: SerialWish, remembered: FoundPort | None = None) -> CheckedPort:
    """`check_port` with the ports of this computer, to its end.

    Raises
    ------
    PortChoiceError
        No session can begin with it.
    """
    return asyncio.run(check_port(wish, SerialDoor(), remembered))


async def check_port(
    wish: SerialWish, door: Door, remembered: FoundPort | None = None
) -> CheckedPort:
    """The same wish, once a port that it means has been opened and let go again.

    A port that was not named stays so: its board is then found again under another name.

    Parameters
    ----------
    wish
        What the person says of their sensor.
    door
        How ports are found and opened.
    remembered
        The board of last time: where several are plugged in and it is one of them, it is meant.

    Raises
    ------
    PortChoiceError
        No port is there, it cannot be opened, or it is not clear which one is meant.
    """
    listed = await door.ports()
    known = None
    if wish.port is None:
        likely = likely_ports(listed)
        if len(likely) > 1 and remembered is not None:
            known = same_port(likely, remembered)
        device = _only(listed) if known is None else known.device
    else:
        device = _named(listed, wish.port)
        wish = replace(wish, port=device)
    baud = SPEEDS[0] if wish.baud is None else wish.baud
    try:
        opened = await door.open(device, baud, SerialDelays().read_s, time.monotonic)
    except PortTroubleError as trouble:
        raise _why_not(device, trouble) from trouble
    await opened.close()
    return CheckedPort(wish, known)


def _only(listed: list[FoundPort]) -> str:
    likely = likely_ports(listed)
    if not likely:
        others = ", ".join(sorted(clean_name(port.device) for port in listed)[:_MOST_NAMES])
        if not others:
            raise PortChoiceError(PortChoiceSaid.NONE_AT_ALL)
        raise PortChoiceError(PortChoiceSaid.NONE_LIKELY, names=others)
    if len(likely) > 1:
        raise PortChoiceError(
            PortChoiceSaid.SEVERAL,
            count=len(likely),
            names=", ".join(f"{clean_name(p.device)} ({clean_name(p.title)})" for p in likely),
            first=clean_name(likely[0].device),
        )
    return likely[0].device


def _named(listed: list[FoundPort], name: str) -> str:
    """The port of a name; the beginning of it (/dev/) may be left out."""
    devices = [port.device for port in listed]
    if name in devices:
        return name
    return next((device for device in devices if device.rsplit("/", 1)[-1] == name), name)


def _why_not(device: str, trouble: PortTroubleError) -> PortChoiceError:
    name = clean_name(device)
    if trouble.state is LinkState.NO_PORT:
        return PortChoiceError(PortChoiceSaid.NO_SUCH_PORT, name=name)
    return PortChoiceError(PortChoiceSaid.TROUBLE, name=name, state=trouble.state)
