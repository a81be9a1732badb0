"""A strap may join the calm minutes: nobody is asked, nothing is shown, and its beats are kept."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from devices.board_ports import FoundPort, PortIdentity
from devices.clock import SessionClock
from devices.link import AskedBreath, Emit, Sensor
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
from trainer.plan import Plan, Stage
from trainer.self_talk import CALM_TALK
from trainer.snapshot import Snapshot
from visuals.chosen_sensor import calm_companion
from visuals.cli import main
from visuals.display import Display
from visuals.flow import CALM_PLAN, Flow
from visuals.look import Look
from visuals.running import Outcome, run_session
from visuals.scene import example
from visuals.screens.session import CalmScreen, SessionView
from visuals.terminal import TerminalConsole, TerminalDisplay
from visuals.terminal_line import LineWords
from visuals.texts import ENGLISH, GERMAN, Texts

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


@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["en", "de"])
def test_in_the_terminal_a_strap_joins_as_unseen(texts: Texts, tmp_path: Path) -> None:
    console = TerminalConsole(file=io.StringIO(), width=200)
    display = TerminalDisplay(console, words=LineWords(texts, is_calm=True))
    outcome = run_session(CALM_PLAN, _ComesLate(), display, tmp_path, 100.0, talk=CALM_TALK)
    assert outcome.summary.is_complete
    (journal,) = journals(tmp_path)
    assert sum(isinstance(getattr(entry, "what", None), Beat) for entry in journal.entries) >= 60
    assert isinstance(console.file, io.StringIO)
    said = console.file.getvalue()
    assert texts.stage_words[Stage.BREATHING] in said
    assert not re.search(r"\d", re.sub(r"\d:\d\d", "", said)), said
    for word in (texts.terminal.heart, texts.terminal.swing):
        assert not re.search(rf"\b{word}\b", said), said


def test_the_calm_command_in_the_terminal_asks_for_the_strap_of_last_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    came: list[SensorKind] = []

    def run(plan: Plan, sensor: Sensor, display: Display, *rest: object, **more: object) -> Outcome:
        came.append(sensor.description.kind)
        assert plan == CALM_PLAN
        display.show(example.strap_snapshot())
        summary = example.example_summary()
        return Outcome(summary, tmp_path / "kept", None, None, None, sensor.description)

    monkeypatch.setattr("visuals.commands.start.run_session", run)
    asked = ["calm", "--headless", "--data-dir", str(tmp_path), "--language", "en"]
    assert main(asked) == 0
    assert ENGLISH.no_sensor_note in capsys.readouterr().out
    remember_strap(tmp_path, StrapIdentity("Polar H10 1A2B3C4D", "A0:9E:1A:00:00:01"))
    assert main(asked) == 0
    assert came == [SensorKind.NONE, SensorKind.STRAP]
    said = capsys.readouterr().out
    assert ENGLISH.no_sensor_note not in said
    assert "8.2" not in said, "a number of the heart was told"
