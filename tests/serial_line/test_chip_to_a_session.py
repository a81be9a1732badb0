"""The very sketch on a simulated Uno, through a real port, up to beats and their variability.

The chip runs in virtual time, and the session's clock is the chip's: nothing here depends on how
busy the machine is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from devices.clock import RunningClock
from devices.readings import LinkState
from devices.serial_delays import SerialDelays
from devices.serial_sensor import SerialSensor, SerialWish
from tests.firmware.chip import Chip
from tests.firmware.waves import BodyOnPins
from tests.serial_line.cable import Cable, CountedDoor
from tests.serial_line.fake_door import Ear
from trainer.plan import Pace, Plan
from trainer.session import BeatContext, Session
from trainer.signal.beats import JudgedBeat
from trainer.variability import Variability, variability_of

PLAN = Plan(Pace(6.0), breathing_s=60.0, quiet_before_s=0.0, quiet_after_s=0.0)
_SECONDS = 25.0
_SLICE_S = 0.02


@pytest.mark.timeout(600)
def test_the_sketch_gives_known_beats_and_their_variability_in_a_session(
    build: Callable[..., Path], cable: Cable
) -> None:
    body = BodyOnPins(_SECONDS)
    chip = Chip(build(), body.millivolts)
    patient = SerialDelays(wake_s=9999.0, silent_s=9999.0, reopen_s=9999.0)
    door = CountedDoor()
    sensor = SerialSensor(SerialWish(cable.port, 115_200), delays=patient, door=door)
    ear = Ear()

    async def scenario() -> None:
        now_s = 0.0
        clock = RunningClock(source=lambda: now_s)
        task = asyncio.ensure_future(sensor.run(clock, ear.take))
        try:
            await ear.until_state(LinkState.WAKING)
            for number in range(1, round(_SECONDS / _SLICE_S) + 1):
                now_s = number * _SLICE_S
                chip.run_until(now_s)
                await cable.send(chip.take())
                await door.until_taken(cable)
                chip.tell(cable.heard())
            now_s += 1.0  # what was held back for company is due
            await ear.until(lambda: ear.pieces[-1].times_s[-1] > _SECONDS - 1.0)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    asyncio.run(scenario())
    assert ear.gaps == 1
    judged: list[JudgedBeat] = []

    def watch(beat: JudgedBeat, context: BeatContext) -> None:
        judged.append(beat)

    session = Session(PLAN, sensor.description, watch=watch)
    for reading in ear.readings:
        session.step(reading.at_s, [reading])
    session.finish()
    assert variability_of(session.sensor.kind) is Variability.PULSE

    truth_s = np.array(body.beats_s)
    accepted = [beat for beat in judged if beat.is_accepted]
    assert len(accepted) >= np.count_nonzero(truth_s < _SECONDS) - 8, "the first ones are learnt"
    ends = [int(np.argmin(np.abs(truth_s - beat.beat_s))) for beat in accepted]
    assert np.all(np.diff(ends) == 1), "none is missing among them"
    known_ms = np.array([1000.0 * (truth_s[end] - truth_s[end - 1]) for end in ends])
    found_ms = np.array([beat.rr_ms for beat in accepted])
    assert np.std(found_ms - known_ms) < 1.0
    rmssd_found, rmssd_known = (
        float(np.sqrt(np.mean(np.diff(each) ** 2))) for each in (found_ms, known_ms)
    )
    assert rmssd_found == pytest.approx(rmssd_known, rel=0.02)
