"""A strap may join the calm minutes: nobody is asked, nothing is shown, and its beats are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from devices.board_ports import FoundPort, PortIdentity
from devices.clock import SessionClock
from devices.link import AskedBreath, Emit
from devices.no_sensor import NoSensor
from devices.port_memory import remember_port
from devices.readings import Beat, LinkChanged, LinkState, SensorDescription, SensorKind
from devices.serial_sensor import SerialSensor
from devices.strap import StrapSensor
from devices.strap_identity import StrapIdentity
from devices.strap_memory import remember_strap
from tests.visuals.test_flow import _Typed, journals
from trainer.commands import Command
from trainer.journal.entries import EndReason, StageEntered, Taken
from trainer.snapshot import Snapshot
from visuals.chosen_sensor import calm_companion
from visuals.flow import CALM_PLAN, Flow
from visuals.look import Look
from visuals.scene import example
from visuals.screens.session import CalmScreen, SessionView

JOINS_S = 30.0
LOST_S = 90.0
NOBODY = SensorDescription(SensorKind.NONE, "No sensor")


class _ComesLate:
    """A strap that is found after half a minute, and lost again after a minute."""

    description = SensorDescription(SensorKind.STRAP, "Strap of last time")

    def follow(self, asked_breath: AskedBreath) -> None:
        """Nothing: it measures, whatever is asked for."""

    async def run(self, clock: SessionClock, emit: Emit) -> None:
        await emit(LinkChanged(0.0, LinkState.SEARCHING))
        await clock.sleep_until(JOINS_S)
        await emit(LinkChanged(JOINS_S, LinkState.ARRIVING))
        beat_s = JOINS_S
        while beat_s < LOST_S:
            beat_s += 0.9
            await clock.sleep_until(beat_s)
            await emit(Beat(beat_s, beat_s, 900.0))
        await emit(LinkChanged(beat_s, LinkState.LOST))
        await clock.sleep_until(10_000.0)


def test_a_strap_joins_unseen_and_its_beats_are_kept(tmp_path: Path) -> None:
    window = _Typed([("QuestionScreen", "escape"), ("StartScreen", "escape")])
    way = Flow(window, tmp_path, language="en", speed=100.0, companion=lambda folder: _ComesLate())
    way.run(begins_calm=True)
    assert window.seen == ["CalmScreen", "QuestionScreen", "StartScreen"]
    (journal,) = journals(tmp_path)
    assert journal.header.plan == CALM_PLAN
    beats = [
        entry.what.beat_s
        for entry in journal.entries
        if isinstance(entry, Taken) and isinstance(entry.what, Beat)
    ]
    assert 60 <= len(beats) <= 68
    assert min(beats) >= JOINS_S
    assert journal.ended is not None
    assert journal.ended.reason is EndReason.COMPLETE
    stages = [entry for entry in journal.entries if isinstance(entry, StageEntered)]
    assert len(stages) == 1
    wishes = [entry for entry in journal.entries if isinstance(entry, Taken)]
    assert not [entry for entry in wishes if isinstance(entry.what, Command)]


@pytest.mark.parametrize("snapshot", [example.strap_snapshot(), example.withheld_snapshot()])
def test_no_number_and_no_trouble_is_shown_whatever_the_strap_does(snapshot: Snapshot) -> None:
    screen = CalmScreen((1280, 720), Look())
    alone = screen.texts(SessionView(replace(snapshot, sensor=NOBODY)), snapshot.at_s)
    shown = screen.texts(SessionView(snapshot), snapshot.at_s)
    assert [text.text for text in shown] == [text.text for text in alone]
    assert not any(char.isdigit() for text in shown for char in text.text)


def test_the_strap_of_last_time_is_asked_to_come_and_nobody_where_there_was_none(
    tmp_path: Path,
) -> None:
    assert isinstance(calm_companion(tmp_path), NoSensor)
    remember_strap(tmp_path, StrapIdentity("Polar H10 1A2B3C4D", "A0:9E:1A:00:00:01"))
    companion = calm_companion(tmp_path)
    assert isinstance(companion, StrapSensor)
    assert companion.description.kind is SensorKind.STRAP


def test_the_board_of_last_time_is_asked_to_come_where_it_was_used_last(tmp_path: Path) -> None:
    remember_strap(tmp_path, StrapIdentity("Polar H10 1A2B3C4D", "A0:9E:1A:00:00:01"))
    remember_port(
        tmp_path, FoundPort("/dev/ttyACM0", "Arduino Uno", PortIdentity(0x2341, 0x0043, "7553"))
    )
    companion = calm_companion(tmp_path)
    assert isinstance(companion, SerialSensor)
    assert companion.description.kind is SensorKind.PULSE_SENSOR
