"""What real ports do to a session: pulled and plugged in, held by others, flooded. Content only.

The port is a pseudo-terminal under a name of its own, so that it can go and come back.
"""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from benchmarks.simulated_ecg import ecg_wave
from devices.bt1 import encode_bt1
from devices.clock import RunningClock
from devices.readings import LinkState, SensorKind
from devices.serial_delays import SerialDelays
from devices.serial_sensor import SerialSensor, SerialWish
from tests.firmware.waves import BodyOnPins
from tests.serial_line import senders
from tests.serial_line.cable import Cable, CountedDoor
from tests.serial_line.fake_door import Ear
from tests.serial_line.senders import Line
from trainer.plan import Pace, Plan
from trainer.session import BeatContext, Session
from trainer.signal.beats import JudgedBeat
from trainer.trust import TrustState
from trainer.variability import Variability, variability_of

PLAN = Plan(Pace(6.0), breathing_s=30.0, quiet_before_s=20.0, quiet_after_s=20.0)
LONG_PLAN = Plan(Pace(6.0), breathing_s=1800.0, quiet_before_s=0.0, quiet_after_s=0.0)
_QUICK = SerialDelays(back_off_s=(0.05, 0.1), back_off_after_beats_s=0.1)
_PATIENT = SerialDelays(wake_s=600.0, silent_s=600.0, reopen_s=600.0)
"""Silence is told by the machine's time, and a busy one may stand still for seconds."""
_MOST_MEMORY_BYTES = 8_000_000

_HOLDER = """
import serial, sys
port = serial.Serial(sys.argv[1], 115200, exclusive=True)
print("held", flush=True)
sys.stdin.read()
"""


@contextlib.asynccontextmanager
async def _at_work(wish: SerialWish, delays: SerialDelays = _QUICK) -> AsyncIterator[Ear]:
    ear = Ear()
    sensor = SerialSensor(wish, delays=delays)
    task = asyncio.ensure_future(sensor.run(RunningClock(), ear.take))
    try:
        yield ear
        assert not task.done(), task.exception()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        for thread in threading.enumerate():
            if thread.name.startswith("serial"):
                await asyncio.to_thread(thread.join, 5.0)


def _named(folder: Path, cable: Cable) -> str:
    """The port under a name that stays when it is plugged in anew."""
    name, waiting = folder / "board", folder / "waiting"
    waiting.symlink_to(cable.port)
    waiting.replace(name)
    return str(name)


def _unname(name: str) -> None:
    Path(name).unlink()


def _hold(port: str) -> subprocess.Popen[bytes]:
    """Another program that has the port open."""
    return subprocess.Popen(
        [sys.executable, "-c", _HOLDER, port], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


async def _speak(cable: Cable, lines: list[Line]) -> None:
    for line in lines:
        await cable.send(line.text)


def test_a_board_that_is_pulled_and_plugged_in_again_is_heard_again(
    cable: Cable, tmp_path: Path
) -> None:
    lines = senders.bt1(BodyOnPins(2.0), 2.0)
    session = Session(LONG_PLAN, SerialSensor().description)

    async def scenario() -> None:
        name = _named(tmp_path, cable)
        async with _at_work(SerialWish(name, 115_200)) as ear:
            await ear.until_state(LinkState.WAKING)
            cable.plug_in()
            await _speak(cable, lines)
            await ear.until_state(LinkState.ARRIVING)
            await ear.until(lambda: bool(ear.pieces))
            cable.pull()
            _unname(name)
            await ear.until_state(LinkState.UNPLUGGED)
            before = len(ear.pieces)
            again = Cable()
            try:
                _named(tmp_path, again)
                await ear.until_state(LinkState.WAKING, times=2)
                await _speak(again, lines)
                await ear.until_state(LinkState.ARRIVING, times=2)
                await ear.until(lambda: len(ear.pieces) > before)
            finally:
                again.pull()
            assert any(piece.opens_gap for piece in ear.pieces[before:])
            for reading in ear.readings:
                session.step(reading.at_s, [reading])

    asyncio.run(scenario())
    assert session.summary is None, "the breath went on"


def test_a_port_that_another_program_holds_is_said_and_taken_once_it_is_free(
    cable: Cable,
) -> None:
    lines = senders.bt1(BodyOnPins(2.0), 2.0)

    async def scenario() -> None:
        holder = _hold(cable.port)
        try:
            assert holder.stdout is not None
            assert await asyncio.to_thread(holder.stdout.readline) == b"held\n"
            async with _at_work(SerialWish(cable.port, 115_200)) as ear:
                await ear.until_state(LinkState.PORT_BUSY)
                assert LinkState.WAKING not in ear.states
                await asyncio.to_thread(holder.communicate)
                await ear.until_state(LinkState.WAKING)
                await _speak(cable, lines)
                await ear.until_state(LinkState.ARRIVING)
        finally:
            holder.kill()
            await asyncio.to_thread(holder.communicate)

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("piece", "megabytes"),
    [(b"x" * 4096, 10), (b"0123,4567\n" * 400, 1), (bytes(range(256)) * 16, 1)],
    ids=["10 MB without a line end", "lines as fast as they go", "every byte there is"],
)
def test_a_flood_ends_in_a_word_and_not_in_memory(
    cable: Cable, piece: bytes, megabytes: int
) -> None:
    session = Session(LONG_PLAN, SerialSensor().description)

    async def scenario() -> None:
        async with _at_work(SerialWish(cable.port, 115_200), _PATIENT) as ear:
            await ear.until_state(LinkState.WAKING)
            await cable.send(piece * 8)
            tracemalloc.start()
            try:
                for _ in range(megabytes * 1_000_000 // len(piece)):
                    await cable.send(piece)
                    ear.readings[:] = ear.readings[-50:]
                await cable.until_read()
                _, peak = tracemalloc.get_traced_memory()
            finally:
                tracemalloc.stop()
            assert peak < _MOST_MEMORY_BYTES
            for reading in ear.readings:
                session.step(reading.at_s, [reading])

    asyncio.run(scenario())
    assert session.summary is None, "the breath went on"


def test_an_ecg_board_gives_the_hearts_own_beats_through_a_real_port(cable: Cable) -> None:
    made = ecg_wave(np.random.default_rng(7), duration_s=40.0, rate_hz=200.0)
    told = encode_bt1("#BT1 rate=200 cols=n,us,ecg max=1023 up=0 lost=0") + b"\n"
    lines = [Line(0.0, told)]
    for n, value in enumerate(np.clip(made.values, 0, 1023).astype(int).tolist()):
        content = f"{n % 10_000},{5056 + n * 5000},{value}"
        lines.append(Line(n / 200.0 + 0.003, encode_bt1(content) + b"\n"))
    door = CountedDoor()
    sensor = SerialSensor(SerialWish(cable.port, 115_200), delays=_PATIENT, door=door)
    ear = Ear()

    async def scenario() -> None:
        now_s = 0.0
        clock = RunningClock(source=lambda: now_s)
        task = asyncio.ensure_future(sensor.run(clock, ear.take))
        try:
            await ear.until_state(LinkState.WAKING)
            for frame in senders.arrivals(lines, starts_at_s=0.0):
                now_s = frame.at_s
                await cable.send(frame.received)
                await door.until_taken(cable)
            now_s += 1.0  # what was held back for company is due
            await ear.until(lambda: ear.pieces[-1].times_s[-1] > 39.0)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    asyncio.run(scenario())
    judged: list[JudgedBeat] = []

    def watch(beat: JudgedBeat, context: BeatContext) -> None:
        judged.append(beat)

    session = Session(PLAN, sensor.description, watch=watch)
    for reading in ear.readings:
        session.step(reading.at_s, [reading])
    snapshot = session.snapshot(session.now_s)
    assert snapshot.sensor.kind is SensorKind.ECG_BOARD, "told by its lines"
    assert variability_of(snapshot.sensor.kind) is Variability.HEART
    assert snapshot.trust.state is TrustState.STEADY
    session.finish()
    truth_s = made.peak_s
    accepted = [beat for beat in judged if beat.is_accepted]
    assert len(accepted) >= np.count_nonzero(truth_s < 40.0) - 8, "the first ones are learnt"
    errors_ms = []
    for beat in accepted:
        end = int(np.argmin(np.abs(truth_s - beat.beat_s)))
        assert abs(beat.beat_s - truth_s[end]) < 0.03, "3 ms of line, 16 ms of bridge"
        errors_ms.append(beat.rr_ms - 1000.0 * (truth_s[end] - truth_s[end - 1]))
    # Steps of 5 ms, a peak between them by a parabola.
    assert np.std(errors_ms) < 2.0


def test_the_name_of_a_port_is_no_promise(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with _at_work(SerialWish(str(tmp_path / "not-there"))) as ear:
            await ear.until_state(LinkState.NO_PORT)

    asyncio.run(scenario())
    assert not list(tmp_path.iterdir())
