"""Commands in German: what a person reads is German, what a program reads is the same in both."""

from __future__ import annotations

import json
import math
import re
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from devices.checkup import Checkup, Choice
from devices.readings import LinkState
from devices.strap_discovery import Nearby
from devices.strap_said import StrapAdvice
from tests.visuals.test_texts import FORBIDDEN, strings
from trainer.self_check import run_checks
from visuals.cli import main
from visuals.commands import doctor, session
from visuals.settings import Settings, save_settings
from visuals.texts import ENGLISH, GERMAN

QUICK = ["--headless", "--speed", "max", "--minutes", "0.5", "--quiet", "50", "--seed", "4"]
ENGLISH_WORDS = re.compile(
    r"\b(the|and|of|from|with|not|heart|breath|breaths|beats|session|before|after|over)\b",
    re.IGNORECASE,
)


@pytest.fixture
def beats(tmp_path: Path) -> Path:
    path = tmp_path / "schlag.txt"
    rows = [820 + round(60 * math.sin(number / 2.0)) for number in range(500)]
    rows[200] = 1650
    path.write_text("\n".join(map(str, rows)) + "\n", encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main(list(arguments)) == status
    captured = capsys.readouterr()
    return captured.out + captured.err


def test_a_session_and_the_list_are_german(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--data-dir", str(tmp_path)]
    practised = told(capsys, "practice", "--language", "de", *QUICK, *folder)
    listed = told(capsys, "--language", "de", "sessions", *folder)
    for said in (practised, listed):
        without_paths = "\n".join(line for line in said.splitlines() if str(tmp_path) not in line)
        assert ENGLISH_WORDS.search(without_paths) is None, said
    assert GERMAN.sensor_practice[0] in listed


def test_the_language_that_was_set_counts_where_none_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--data-dir", str(tmp_path)]
    save_settings(tmp_path, Settings(language="de"))
    assert "Noch keine Übung" in told(capsys, "sessions", *folder)
    assert "No sessions yet" in told(capsys, "sessions", "--language", "en", *folder)


def test_an_analysis_is_german_and_its_json_is_the_same_in_both(
    beats: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(capsys, "analyze", str(beats), "--language", "de", "--estimator", "all")
    assert ENGLISH_WORDS.search(said) is None, said
    assert "übersehen" in said
    both = [told(capsys, "analyze", str(beats), "--json", "--language", name) for name in TWO]
    assert both[0] == both[1]


TWO = ("en", "de")


def test_a_check_is_german_and_its_json_is_the_same_in_both(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = told(capsys, "check", "--language", "de")
    assert GERMAN.reports.all_expected.format(count=len(run_checks())) in said
    both = [json.loads(told(capsys, "check", "--json", "--language", name)) for name in TWO]
    assert both[0] == both[1]


def test_every_signal_and_figure_of_the_check_has_a_german_name() -> None:
    for check in run_checks():
        for name in (check.signal, check.asked):
            assert name in GERMAN.reports.check_names, name


async def _without_radio(*_: object) -> AsyncGenerator[Checkup]:
    nearby = Nearby((), LinkState.RADIO_OFF, "off")
    yield Checkup(nearby=nearby, has_looked=True, choice=Choice.NOT_LOOKED, is_over=True)


def test_a_checkup_is_german_and_its_json_is_the_same_in_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "examine", _without_radio)
    monkeypatch.setattr(doctor, "serial_ports", tuple)
    asked = ["doctor", "--strap", "H10", "--data-dir", str(tmp_path)]
    said = told(capsys, *asked, "--language", "de", status=1)
    assert ENGLISH_WORDS.search(said) is None, said
    assert GERMAN.doctor.advice[StrapAdvice.SWITCH_ON] in said
    assert GERMAN.doctor.one_thing in said
    both = [told(capsys, *asked, "--json", "--language", name, status=1) for name in TWO]
    assert both[0] == both[1]
    assert StrapAdvice.SWITCH_ON.value in both[1]


def test_a_list_of_no_time_is_refused_in_german(capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, "sensors", "--seconds", "0.5", "--language", "de", status=2)
    assert GERMAN.sensor_list.seconds_outside.format(seconds="0.5") in said


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (["--headless"], "needs_heartbeats"),
        (["--strap", "--speed", "5"], "strap_in_real_time"),
        (["--serial", "--speed", "5"], "pulse_in_real_time"),
        (["--breath", "--headless"], "breath_needs_strap"),
        (["--record", "ecg", "--headless"], "record_needs_strap"),
    ],
)
def test_what_cannot_be_is_said_in_the_persons_language(
    arguments: list[str], field: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for texts in (ENGLISH, GERMAN):
        said = told(
            capsys, "train", *arguments, "--language", texts.language,
            "--data-dir", str(tmp_path), status=2,
        )  # fmt: skip
        assert getattr(texts.trouble, field) in said


def test_without_a_screen_the_way_on_is_said_in_the_persons_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(session, "has_screen", lambda: False)
    said = told(capsys, "practice", "--language", "de", "--data-dir", str(tmp_path), status=2)
    assert GERMAN.trouble.no_screen in said


@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["en", "de"])
def test_the_reports_promise_nothing_and_scold_nobody(texts: object) -> None:
    assert isinstance(texts, type(ENGLISH))
    for part in (texts.reports, texts.trouble, texts.terminal, texts.doctor, texts.sensor_list):
        for sentence in strings(part):
            for forbidden in FORBIDDEN[texts.language]:
                assert forbidden not in sentence.lower(), sentence
