"""From the bytes of a board at a real port to the beats of a session, on a clock moved by hand.

Each frame of bytes is taken before the clock goes on, so that the stamps do not depend on how
busy the machine is.
"""

from __future__ import annotations

import asyncio

import numpy as np

from devices.clock import RunningClock
from devices.readings import LinkState, PulseSamples, SensorKind
from devices.serial_delays import SerialDelays
from devices.serial_sensor import SerialSensor, SerialWish
from tests.firmware.waves import BodyOnPins
from tests.serial_line import senders
from tests.serial_line.cable import Cable, CountedDoor
from tests.serial_line.fake_door import Ear
from trainer.plan import Pace, Plan
from trainer.session import BeatContext, Session
from trainer.signal.beats import JudgedBeat
from trainer.trust import TrustState

_SECONDS = 40.0
PLAN = Plan(Pace(6.0), breathing_s=30.0, quiet_before_s=20.0, quiet_after_s=20.0)


async def _heard(sensor: SerialSensor, cable: Cable, door: CountedDoor, body: BodyOnPins) -> Ear:
    """What the sensor gives of a board that sends this body's pulse."""
    now_s = 0.0
    ear = Ear()
    clock = RunningClock(source=lambda: now_s)
    task = asyncio.ensure_future(sensor.run(clock, ear.take))
    try:
        await ear.until_state(LinkState.WAKING)
        for frame in senders.arrivals(senders.bt1(body, _SECONDS), starts_at_s=0.0):
            now_s = frame.at_s
            await cable.send(frame.received)
            await door.until_taken(cable)
        now_s += 1.0  # what was held back for company is due
        await ear.until(lambda: ear.pieces[-1].times_s[-1] > _SECONDS - 1.0)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    return ear


def test_known_beats_come_through_a_real_port_into_a_session(cable: Cable) -> None:
    body = BodyOnPins(_SECONDS)
    # Silence is told by the machine's time, and a busy one may stand still for seconds.
    patient = SerialDelays(wake_s=600.0, silent_s=600.0, reopen_s=600.0)
    door = CountedDoor()
    sensor = SerialSensor(
        SerialWish(cable.port, 115_200, wants_belt=True), delays=patient, door=door
    )
    ear = asyncio.run(_heard(sensor, cable, door, body))
    judged: list[JudgedBeat] = []

    def watch(beat: JudgedBeat, context: BeatContext) -> None:
        judged.append(beat)

    session = Session(PLAN, sensor.description, watch=watch)
    for reading in ear.readings:
        session.step(reading.at_s, [reading])
    snapshot = session.snapshot(session.now_s)
    assert snapshot.sensor.kind is SensorKind.PULSE_SENSOR
    assert snapshot.trust.state is TrustState.STEADY
    session.finish()

    truth_s = np.array(body.beats_s)
    accepted = [beat for beat in judged if beat.is_accepted]
    assert len(accepted) >= np.count_nonzero(truth_s < _SECONDS) - 8, "the first ones are learnt"
    errors_ms = []
    for beat in accepted:
        end = int(np.argmin(np.abs(truth_s - beat.beat_s)))
        assert abs(beat.beat_s - truth_s[end]) < 0.03, "4 ms of line, 16 ms of bridge"
        errors_ms.append(beat.rr_ms - 1000.0 * (truth_s[end] - truth_s[end - 1]))
    # Found: 0.4 ms, and 1.2 ms at most; steps of 5 ms and of the converter, 4 mV of noise.
    assert np.std(errors_ms) < 1.0
    assert np.max(np.abs(errors_ms)) < 3.0
    assert any(isinstance(reading, PulseSamples) and reading.belt for reading in ear.readings)
