"""A whole session with a strap: the link's own thread, the frame loop, the journal, the replay."""

from __future__ import annotations

import asyncio
import contextlib
import json
from pathlib import Path

from devices.clock import SessionClock
from devices.heart_rate_service import parse_heart_rate_measurement
from devices.link import AskedBreath, Outlet
from devices.readings import (
    Beat,
    LinkChanged,
    LinkState,
    PacketReceived,
    PacketSource,
    SensorDescription,
    SensorKind,
)
from tests.ble.lab import BumbleLab, hastened
from tests.ble.virtual_strap import VirtualStrap, beat
from trainer.commands import Wish
from trainer.export import ExportFormat, beats_of, gaps_of, text_of
from trainer.journal.entries import Taken
from trainer.journal.reader import read_journal
from trainer.plan import Pace, Plan
from trainer.snapshot import Snapshot
from visuals.display import NO_RESPONSE, Response
from visuals.running import run_session

SPEED = 25.0
"""Session seconds in a second: real time runs here, and little of it."""


class _StrapAndItsWorld:
    """The product's sensor on the link's loop, with a virtual strap that beats and hangs up."""

    def __init__(self) -> None:
        self.description = SensorDescription(SensorKind.STRAP, "Polar H10 1A2B3C4D")
        self.strap: VirtualStrap | None = None

    def follow(self, asked_breath: AskedBreath) -> None:
        """Nothing."""

    async def run(self, clock: SessionClock, emit: Outlet) -> None:
        lab = BumbleLab()
        lab.pace = SPEED
        lab.delays = hastened(lab.delays, SPEED)
        await lab.open()
        self.strap = await lab.strap()
        living = asyncio.ensure_future(self._live(self.strap))
        try:
            await lab.sensor(self.strap).run(clock, emit)
        finally:
            living.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await living
            await lab.close()

    async def _live(self, strap: VirtualStrap) -> None:
        while True:
            await strap.subscribed.wait()
            await beat(strap, [800.0 + 25.0 * (n % 4) for n in range(15)], 1.0 / SPEED)
            await strap.hang_up()


class _UntilItCameBack:
    """A display without a picture: ends the session when beats are back after a loss."""

    stays_for_summary = False
    patience_s = 0.01

    def open(self) -> None:
        """Nothing comes up."""

    def close(self) -> None:
        """Nothing goes away."""

    def show(self, snapshot: Snapshot) -> Response:
        pieces = sum(point.starts_segment for point in snapshot.trace)
        return Response((Wish.FINISH,)) if pieces >= 2 else NO_RESPONSE


def test_a_session_with_a_strap_is_kept_with_its_gaps_and_replays(tmp_path: Path) -> None:
    world = _StrapAndItsWorld()
    plan = Plan(Pace(6.0), breathing_s=3000.0, quiet_before_s=0.0, quiet_after_s=0.0)
    outcome = run_session(plan, world, _UntilItCameBack(), tmp_path, SPEED)
    assert outcome.failure is None
    assert not outcome.summary.is_complete, "it ended because the beats were back"
    assert outcome.kept_in is not None
    assert world.strap is not None
    assert world.strap.links == 0, "the strap is let go on the way out"
    journal = read_journal(outcome.kept_in)
    assert journal.notes == ()
    taken = [entry.what for entry in journal.entries if isinstance(entry, Taken)]
    beats = [what for what in taken if isinstance(what, Beat)]
    states = [what.state for what in taken if isinstance(what, LinkChanged)]
    assert len(beats) >= 3
    assert {LinkState.SEARCHING, LinkState.WAITING, LinkState.ARRIVING} <= set(states)
    # What came over the air is there, and gives the same beats again.
    packets = [what for what in taken if isinstance(what, PacketReceived)]
    intervals_ms = [
        list(parse_heart_rate_measurement(what.packet).rr_ms)
        for what in packets
        if what.source is PacketSource.HEART_RATE
    ]
    last = intervals_ms.pop()  # the session may end between a packet and its beats
    before = [rr_ms for each in intervals_ms for rr_ms in each]
    kept = [what.rr_ms for what in beats]
    assert kept[: len(before)] == before
    assert kept[len(before) :] in ([], last)
    judged = beats_of(journal)
    assert judged.summary == outcome.summary
    assert len(gaps_of(judged)) >= 1
    told = json.loads(text_of(journal, judged, ExportFormat.JSON))["strap"]
    assert {87, None} <= {record.get("percent") for record in told}
    assert "H10" in {record.get("model") for record in told}
