"""The doctor's round: is there Bluetooth, a strap, a connection, a beat? Each once, in order.

What was seen is collected here; what it means, and what to try next, is in `findings`.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import subprocess
import sys
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from enum import Enum

from devices.bluetooth import Bluetooth
from devices.errors import StrapChoiceError
from devices.readings import LinkState
from devices.strap_check import check_strap
from devices.strap_delays import StrapDelays
from devices.strap_discovery import Nearby, at_least_every, discover
from devices.strap_identity import FoundStrap, StrapIdentity, choose_strap
from devices.strap_list import StrapCheck

__all__ = ["Checkup", "Choice", "bluez_version", "examine"]

_PATIENCE_S = 3.0
_NOTHING = Nearby()


class Choice(Enum):
    """What came of looking for the strap that is meant."""

    LOOKING = "looking"
    """It is looked for."""
    FOUND = "found"
    """It is there."""
    NONE = "none"
    """No strap is there at all."""
    OTHERS = "others"
    """The one that is meant is not there; others are."""
    SEVERAL = "several"
    """More than one could be meant, and none is taken: it could be a stranger's."""
    NOT_LOOKED = "not looked"
    """Bluetooth cannot be used."""


@dataclass(frozen=True, slots=True)
class Checkup:
    """What is known so far."""

    asked: str | None = None
    """The name that the person gave."""
    remembered: StrapIdentity | None = None
    """The strap of last time."""
    nearby: Nearby = _NOTHING
    has_looked: bool = False
    """True once the system has answered in any way."""
    choice: Choice = Choice.LOOKING
    chosen: FoundStrap | None = None
    check: StrapCheck | None = None
    """What it did when it was listened to; None: it was not, or not yet."""
    is_over: bool = False


async def examine(
    asked: str | None, remembered: StrapIdentity | None, bluetooth: Bluetooth | None = None
) -> AsyncGenerator[Checkup]:
    """Look for the strap that is meant and listen to it, as far as that goes.

    Parameters
    ----------
    asked
        An address, its end, or a part of a name; None: that of last time, or the only one.
    remembered
        The strap of last time.
    bluetooth
        Delays and backends.
    """
    bluetooth = bluetooth if bluetooth is not None else Bluetooth(StrapDelays())
    known = Checkup(asked, remembered)
    yield known
    async with contextlib.aclosing(_look(known, bluetooth)) as steps:
        async for step in steps:
            known = step
            yield known
    if known.chosen is not None and not known.chosen.is_held:
        checks = check_strap(known.chosen.identity, bluetooth)
        async with contextlib.aclosing(checks):
            async for check in checks:
                known = replace(known, check=check)
                yield known
    yield replace(known, is_over=True)


async def _look(known: Checkup, bluetooth: Bluetooth) -> AsyncGenerator[Checkup]:
    """Look around until it is clear which strap is meant, or that it is not there."""
    delays = bluetooth.delays
    loop = asyncio.get_running_loop()
    began_s = loop.time()
    heard_since_s: float | None = None
    looking = discover(
        delays=delays,
        scanner_backend=bluetooth.scanner_backend,
        adapter_backend=bluetooth.adapter_backend,
    )
    async with contextlib.aclosing(at_least_every(delays.list_every_s, looking)) as changes:
        async for change in changes:
            if change is not None:
                known = replace(known, nearby=change, has_looked=True)
                yield known
            if known.nearby.trouble is not None:
                yield replace(known, choice=Choice.NOT_LOOKED)
                return
            now_s = loop.time()
            if not known.has_looked and now_s - began_s >= delays.choose_s:
                # A message bus that takes the call and never answers it.
                silent = Nearby(trouble=LinkState.NO_ANSWER)
                yield replace(known, nearby=silent, has_looked=True, choice=Choice.NOT_LOOKED)
                return
            if known.nearby.straps and heard_since_s is None:
                heard_since_s = now_s
            has_settled = heard_since_s is not None and now_s - heard_since_s >= delays.settle_s
            is_late = now_s - began_s >= delays.choose_s
            if has_settled or is_late:
                chosen = _chosen(known)
                if chosen.choice in (Choice.FOUND, Choice.SEVERAL) or is_late:
                    yield chosen
                    return


def _chosen(known: Checkup) -> Checkup:
    """What is known once the choice is made among the straps that are there."""
    identities = [strap.identity for strap in known.nearby.straps]
    try:
        meant = choose_strap(identities, known.asked, known.remembered)
    except StrapChoiceError:
        return replace(known, choice=Choice.SEVERAL)
    if meant is None:
        return replace(known, choice=Choice.OTHERS if identities else Choice.NONE)
    (found,) = (strap for strap in known.nearby.straps if strap.identity == meant)
    return replace(known, choice=Choice.FOUND, chosen=found)


def bluez_version() -> str | None:
    """Version of BlueZ, the Bluetooth of Linux; None elsewhere, and where it is not told."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        told = subprocess.run(
            ["bluetoothctl", "--version"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_PATIENCE_S,
            check=False,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(rb"\d+\.\d+", told)
    return None if found is None else found.group().decode("ascii")
