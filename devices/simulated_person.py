"""The simulated person as a sensor: practice without hardware, honestly labelled."""

from __future__ import annotations

from devices.clock import SessionClock
from devices.link import AskedBreath, Emit
from devices.readings import Beat, LinkChanged, LinkState, SensorDescription, SensorKind
from devices.simulated_heart import HeartTraits, SimulatedHeart

__all__ = ["SimulatedPerson"]


class SimulatedPerson:
    """Gives the beats of a `SimulatedHeart` when they are due."""

    def __init__(self, seed: int, traits: HeartTraits | None = None) -> None:
        self._description = SensorDescription(SensorKind.SIMULATED, "Practice heart", seed)
        self._heart = SimulatedHeart(seed, traits=traits)

    @property
    def description(self) -> SensorDescription:
        """Who is speaking."""
        return self._description

    def follow(self, asked_breath: AskedBreath) -> None:
        """Breathe with the pacer from now on."""
        self._heart.follow(asked_breath)

    async def run(self, clock: SessionClock, emit: Emit) -> None:
        """Give beats until cancelled."""
        await emit(LinkChanged(0.0, LinkState.WAITING))
        state = LinkState.WAITING
        while True:
            beat = self._heart.next_beat()
            await clock.promise_until(beat.beat_s)
            found = LinkState.SILENT if beat.is_lost else LinkState.ARRIVING
            if found is not state:
                state = found
                await emit(LinkChanged(beat.beat_s, state))
            if not beat.is_lost:
                await emit(Beat(beat.beat_s, beat.beat_s, beat.rr_ms))
