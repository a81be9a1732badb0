"""One open port, from its opening to its end: its bytes, its silence, its speed."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from devices.board_ports import FoundPort
from devices.link import Emit
from devices.link_voice import LinkVoice
from devices.readings import LinkState
from devices.serial_delays import SerialDelays
from devices.serial_door import MOST_BYTES, Door, OpenPort
from devices.serial_lines import SerialLines, Speech
from devices.serial_trouble import PortTroubleError

__all__ = ["Listened", "SerialListening"]

_DESCRIBE = b"?"
_STATES = {
    Speech.LISTENING: LinkState.LISTENING,
    Speech.WAVE: LinkState.ARRIVING,
    Speech.FLAT: LinkState.FLAT,
    Speech.RATE_ONLY: LinkState.RATE_ONLY,
    Speech.NO_WAVE: LinkState.NO_WAVE,
    Speech.NOISE: LinkState.NOISE,
    Speech.UNDESCRIBED: LinkState.UNDESCRIBED,
    Speech.DAMAGED: LinkState.DAMAGED,
    Speech.SENSOR_OFF: LinkState.SENSOR_OFF,
}
_UNDERSTOOD = frozenset({Speech.WAVE, Speech.FLAT, Speech.RATE_ONLY})
_RIGHT_SPEED = _UNDERSTOOD | {Speech.UNDESCRIBED, Speech.DAMAGED, Speech.SENSOR_OFF}
"""Whatever is wrong, the speed is not."""


@dataclass(frozen=True, slots=True)
class Listened:
    """How listening to a port ended."""

    was_up: bool
    """True when a wave came."""
    was_steady: bool
    """True when it came for long enough to call the link a working one."""
    speed: int
    """The line's speed at the end."""
    ended: LinkState | None
    """What to say of it; None: nothing new."""
    detail: str = ""


class SerialListening:
    """Listens to one port.

    Parameters
    ----------
    port, opened
        Which one, and the open port itself; the caller closes it.
    lines
        Makes out what it says; it knows of nothing that came before.
    voice, emit
        Where states and readings go.
    door
        For looking whether a silent port is still there.
    delays
        How long each step may take.
    speeds
        Of the line: the one that it was opened with, and others that may be tried.
    """

    def __init__(
        self,
        port: FoundPort,
        opened: OpenPort,
        lines: SerialLines,
        voice: LinkVoice,
        emit: Emit,
        door: Door,
        delays: SerialDelays,
        speeds: Sequence[int],
    ) -> None:
        self._port = port
        self._opened = opened
        self._lines = lines
        self._voice = voice
        self._emit = emit
        self._door = door
        self._delays = delays
        self._speeds = speeds
        self._speed = 0
        self._has_cycled = len(speeds) < 2
        self._opened_s = self._since_speed_s = self._now_s()
        self._heard_s: float | None = None
        self._looked_s = self._opened_s
        self._up_since_s: float | None = None

    @staticmethod
    def _now_s() -> float:
        return asyncio.get_running_loop().time()

    async def run(self, has_other: Callable[[], Awaitable[bool]]) -> Listened:
        """Listen until the port is gone, silent for too long, or another one is to be tried.

        Parameters
        ----------
        has_other
            Whether there is another port to try.
        """
        await self._voice.say(LinkState.WAKING)
        try:
            while True:
                received, at_s = await self._opened.read()
                for reading in self._lines.feed(received, at_s):
                    await self._emit(reading)
                if received:
                    self._heard_s = self._now_s()
                if self._lines.wants_description(at_s):
                    await self._opened.write(_DESCRIBE)
                await self._say_state()
                await self._consider_speed()
                if len(received) >= MOST_BYTES:
                    await asyncio.sleep(self._delays.flood_rest_s)
                ended = await self._consider_ending(has_other)
                if ended is not None:
                    return ended
        except PortTroubleError as trouble:
            return self._listened(LinkState.UNPLUGGED, trouble.detail)

    def _listened(self, ended: LinkState | None, detail: str = "") -> Listened:
        up_s = 0.0 if self._up_since_s is None else self._now_s() - self._up_since_s
        return Listened(
            was_up=self._up_since_s is not None,
            was_steady=up_s >= self._delays.steady_s,
            speed=self._speeds[self._speed],
            ended=ended,
            detail=detail,
        )

    async def _say_state(self) -> None:
        speech = self._lines.speech
        now_s = self._now_s()
        if speech in (Speech.WAVE, Speech.FLAT) and self._up_since_s is None:
            self._up_since_s = now_s
        if self._is_silent(now_s):
            await self._voice.say(LinkState.BOARD_SILENT)
            return
        if self._speed > 0 and speech not in _RIGHT_SPEED:
            await self._voice.say(LinkState.NOISE)
            return
        is_early = now_s - self._opened_s < self._delays.noise_grace_s
        if speech is Speech.NOTHING or (speech is Speech.NOISE and is_early):
            return
        if speech is Speech.NO_WAVE and not self._has_cycled:
            return
        detail = f"{self._lines.dialect} at {self._speeds[self._speed]} baud"
        await self._voice.say(_STATES[speech], detail if speech in _UNDERSTOOD else "")

    def _is_silent(self, now_s: float) -> bool:
        if self._heard_s is None:
            return now_s - self._opened_s >= self._delays.wake_s
        return now_s - self._heard_s >= self._delays.silent_s

    async def _consider_speed(self) -> None:
        """Listen at the next speed when this one gives no sense."""
        if len(self._speeds) < 2 or self._heard_s is None:
            return
        speech, now_s = self._lines.speech, self._now_s()
        if speech in _RIGHT_SPEED or now_s - self._opened_s < self._delays.noise_grace_s:
            return
        listened_s = now_s - self._since_speed_s
        is_noise = speech is Speech.NOISE and listened_s >= self._delays.noise_s
        is_unclear = not self._lines.dialect and listened_s >= self._delays.speed_s
        is_senseless = (speech is Speech.NO_WAVE or is_unclear) and not self._has_cycled
        if not (is_noise or is_senseless):
            return
        self._speed = (self._speed + 1) % len(self._speeds)
        if self._speed == 0:
            self._has_cycled = True
        self._since_speed_s = now_s
        for reading in self._lines.interrupt():
            await self._emit(reading)
        # A speed that the port does not know is passed over; if it is gone, reading will say so.
        with contextlib.suppress(PortTroubleError):
            await self._opened.set_baud(self._speeds[self._speed])

    async def _consider_ending(self, has_other: Callable[[], Awaitable[bool]]) -> Listened | None:
        now_s = self._now_s()
        quiet_s = now_s - (self._opened_s if self._heard_s is None else self._heard_s)
        if quiet_s >= self._delays.look_s and now_s - self._looked_s >= self._delays.look_s:
            self._looked_s = now_s
            if await self._is_gone():
                return self._listened(LinkState.UNPLUGGED, "the port is not listed any more")
        if quiet_s >= self._delays.reopen_s:
            return self._listened(LinkState.BOARD_SILENT, "opened anew")
        without_wave_s = now_s - self._opened_s
        if self._up_since_s is None and without_wave_s >= self._delays.other_port_s:
            if await has_other():
                return self._listened(None)
        return None

    async def _is_gone(self) -> bool:
        """True when the system listed the port once and does not any more."""
        if self._port.identity.vendor is None:
            return False
        return all(port.device != self._port.device for port in await self._door.ports())
