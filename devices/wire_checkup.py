"""The doctor's round at a wired sensor: which port, what it sends. Each once, in order.

What was seen is collected here; what it means is told where the pulse is found.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from pathlib import Path

from devices.board_ports import FoundPort, PortIdentity, likely_ports
from devices.port_check import PortCheck, check_port_of
from devices.readings import LinkState
from devices.serial_delays import SerialDelays
from devices.serial_door import Door, SerialDoor
from devices.serial_sensor import SerialWish

__all__ = ["WireCheckup", "examine_wire", "port_group"]

_LISTEN_S = 15.0
"""A board wakes for 1.4 s; its pulse is known 6 s later, its rate as well."""
_BELT_S = 24.0
"""A belt needs 15 s and two breaths."""
_SPEEDS_S = 55.0
"""Where lines make no sense, every speed of the line is tried first."""
_TROUBLE_S = 6.0
_STUCK = frozenset({LinkState.PORT_BUSY, LinkState.PORT_NOT_ALLOWED, LinkState.NO_PORT})
_UNCLEAR = frozenset({LinkState.NOISE, LinkState.LISTENING})
_NOBODY = PortIdentity(None, None, None)


@dataclass(frozen=True, slots=True)
class WireCheckup:
    """What is known so far."""

    asked: str | None = None
    """The port that the person named."""
    listed: tuple[FoundPort, ...] = ()
    likely: tuple[FoundPort, ...] = ()
    """Those that are plainly boards, the likeliest first."""
    chosen: FoundPort | None = None
    """The one that is listened to."""
    check: PortCheck | None = None
    """What it did; None: not listened to, or not yet."""
    group: str | None = None
    """Whose group may use the port, where the system has such groups."""
    has_looked: bool = False
    is_over: bool = False


async def examine_wire(
    asked: str | None, door: Door | None = None, delays: SerialDelays | None = None
) -> AsyncGenerator[WireCheckup]:
    """Look for the port that is meant and listen to it, as far as that goes.

    Parameters
    ----------
    asked
        The port's name; None: the likeliest board.
    door
        How ports are opened; pyserial by default.
    delays
        Of the session's own loop.
    """
    door = door if door is not None else SerialDoor()
    listed = await door.ports()
    likely = tuple(likely_ports(listed))
    chosen = next(iter(likely), None)
    if asked is not None:
        named = (port for port in listed if asked in (port.device, port.device.rsplit("/", 1)[-1]))
        chosen = next(named, FoundPort(asked, asked, _NOBODY))
    known = WireCheckup(
        asked,
        tuple(listed),
        likely,
        chosen,
        group=None if chosen is None else port_group(chosen.device),
        has_looked=True,
    )
    yield known
    if chosen is not None:
        checks = check_port_of(SerialWish(chosen.device), door, _SPEEDS_S, delays)
        async with contextlib.aclosing(checks):
            async for check in checks:
                known = replace(known, check=check)
                yield known
                if _is_enough(check):
                    break
    yield replace(known, is_over=True)


def _is_enough(check: PortCheck) -> bool:
    if check.state in _STUCK:
        return check.at_s >= _TROUBLE_S
    if check.state in _UNCLEAR:
        return False
    has_belt = any(piece.belt for piece in check.pieces[-2:])
    return check.at_s >= (_BELT_S if has_belt else _LISTEN_S)


def port_group(device: str, platform: str = sys.platform) -> str | None:
    """Whose group may use a port (dialout, uucp); None where there are no such groups."""
    if not platform.startswith("linux"):
        return None
    try:
        return Path(device).group()
    except (OSError, KeyError, ValueError, NotImplementedError):
        return None
