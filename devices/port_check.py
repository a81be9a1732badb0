"""Listens to one serial port for a while, with the session's own loop.

For the list of boards, for `sensors` and for the doctor: what comes, in which form, how fast. What
the wave shows is found by whoever asked; the latest samples are handed on as they came.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace

from devices.bluetooth import refuse_if_stopping
from devices.clock import RunningClock
from devices.readings import HeartRate, LinkChanged, LinkState, PulseSamples, Reading, SampleTiming
from devices.serial_delays import SerialDelays
from devices.serial_door import Door
from devices.serial_sensor import SerialSensor, SerialWish

__all__ = ["PortCheck", "check_port_of"]

_EVERY_S = 0.1
_MOST_PIECES = 400
"""Some 16 s of pieces: who looks every few seconds misses none."""


@dataclass(frozen=True, slots=True)
class PortCheck:
    """What one port did while it was listened to."""

    states: tuple[LinkState, ...] = ()
    """What was said of the link, in order."""
    form: str = ""
    """What its lines look like and at which speed, once that is known."""
    detail: str = ""
    """What the system said of a trouble."""
    pieces: tuple[PulseSamples, ...] = ()
    """The latest, oldest first."""
    heard_pieces: int = 0
    """All that ever came: the last of `pieces` has this number, counted from 1."""
    timing: SampleTiming | None = None
    told_rate_per_min: int | None = None
    """The board's own heart rate, from one that sends no wave."""
    at_s: float = 0.0
    """How long it has been listened to."""
    is_over: bool = False

    @property
    def state(self) -> LinkState | None:
        """What was said of the link last."""
        return self.states[-1] if self.states else None

    def pieces_after(self, number: int) -> tuple[PulseSamples, ...]:
        """Those that came after so many, as far as they are still held."""
        new = min(self.heard_pieces - number, len(self.pieces))
        return self.pieces[len(self.pieces) - new :] if new > 0 else ()


async def check_port_of(
    wish: SerialWish, door: Door, seconds: float | None, delays: SerialDelays | None = None
) -> AsyncGenerator[PortCheck]:
    """Listen to a port, and let it go; anew ten times a second.

    Parameters
    ----------
    wish
        Which port, and what is known of its lines.
    door
        How ports are opened.
    seconds
        How long; None: until it is closed.
    delays
        Of the session's own loop.
    """
    loop = asyncio.get_running_loop()
    heard: deque[Reading] = deque()

    async def emit(reading: Reading) -> None:
        heard.append(reading)

    sensor = SerialSensor(replace(wish, wants_belt=True), door=door, delays=delays)
    began_s = loop.time()
    work = asyncio.create_task(sensor.run(RunningClock(source=loop.time), emit))
    held: deque[PulseSamples] = deque(maxlen=_MOST_PIECES)
    check = PortCheck()
    try:
        while seconds is None or loop.time() - began_s < seconds:
            await asyncio.wait({work}, timeout=_EVERY_S)
            refuse_if_stopping()
            while heard:
                check = _with(check, heard.popleft(), held)
            check = replace(check, pieces=tuple(held), at_s=loop.time() - began_s)
            yield check
            if work.done():
                work.result()  # our own code failed: that is said loudly
                break
    finally:
        work.cancel()
        await asyncio.wait({work})
    yield replace(check, is_over=True)


def _with(check: PortCheck, reading: Reading, held: deque[PulseSamples]) -> PortCheck:
    match reading:
        case LinkChanged(_, state, detail):
            is_form = state in (LinkState.ARRIVING, LinkState.FLAT, LinkState.RATE_ONLY)
            return replace(
                check,
                states=(*check.states, state),
                form=detail if is_form and detail else check.form,
                detail=check.detail if is_form or not detail else detail,
            )
        case PulseSamples():
            held.append(reading)
            return replace(check, heard_pieces=check.heard_pieces + 1)
        case SampleTiming():
            return replace(check, timing=reading)
        case HeartRate(_, rate):
            return replace(check, told_rate_per_min=rate)
        case _:
            return check
