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


def test_an_export_is_spoken_of_in_german_and_is_the_same_file_in_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--data-dir", str(tmp_path / "data")]
    gappy = tmp_path / "luecke.txt"
    gappy.write_text("800\n" * 60 + "nan\n" + "800\n" * 60, encoding="utf-8")
    assert main(["train", "--recording", str(gappy), *QUICK[:-2], *folder]) == 0
    capsys.readouterr()
    files, spoken = [], dict[str, tuple[str, str]]()
    for language in TWO:
        target = tmp_path / f"{language}.txt"
        asked = ["export", "latest", "--format", "rr", "--language", language, *folder]
        written = told(capsys, *asked, "-o", str(target))
        spoken[language] = written, told(capsys, *asked, "-o", "-")
        gaps = target.with_name(f"{language}.txt.gaps.csv")
        files.append((target.read_bytes(), gaps.read_bytes()))
    for german in spoken["de"]:
        without_paths = german.replace(str(tmp_path), "")
        assert ENGLISH_WORDS.search(without_paths) is None, german
        assert GERMAN.files.one_gap in german
    assert re.search(r"Geschrieben: \d+ Schläge, nach ", spoken["de"][0]), spoken
    assert files[0] == files[1]


@pytest.mark.parametrize(
    ("wanted", "output", "words"),
    [
        ("1999", "aus.csv", "es gibt keine Übung '1999'; bellybreath sessions nennt alle"),
        ("20", "aus.csv", "'20' passt zu 2 Übungen"),
        ("latest", "data/sessions/neu.jsonl", "liegt bei deinen Übungen"),
        ("latest", "kein/ordner.csv", "Die Übung selbst ist sicher"),
    ],
)
def test_why_nothing_is_exported_is_said_in_german(
    wanted: str, output: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--data-dir", str(tmp_path / "data")]
    export = ["export", wanted, "-o", str(tmp_path / output), "--language", "de", *folder]
    assert "ist noch keine Übung" in told(capsys, *export, status=2)
    for _ in range(2):
        assert main(["practice", *QUICK, *folder]) == 0
    capsys.readouterr()
    assert words in told(capsys, *export, status=2)


def test_sounds_are_written_and_spoken_of_in_german(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["sounds", "--pace", "12", "--language", "de", "--data-dir", str(tmp_path), "--write"]
    said = told(capsys, *asked, str(tmp_path / "klang"))
    assert said == GERMAN.files.sounds_written.format(folder=tmp_path / "klang") + "\n"
    (tmp_path / "datei").write_text("da", encoding="utf-8")
    assert "die Klänge lassen sich nicht" in told(capsys, *asked, str(tmp_path / "datei"), status=2)


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
    for part in (
        texts.reports,
        texts.trouble,
        texts.terminal,
        texts.doctor,
        texts.sensor_list,
        texts.files,
    ):
        for sentence in strings(part):
            for forbidden in FORBIDDEN[texts.language]:
                assert forbidden not in sentence.lower(), sentence
