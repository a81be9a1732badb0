"""`check` as a person and as a program see it."""

from __future__ import annotations

import dataclasses
import json

import pytest

import trainer.analysis
from trainer.self_check import run_checks
from trainer.signal.arrays import BoolArray, FloatArray
from trainer.signal.time_domain import TimeDomain, time_domain
from visuals.cli import main


@pytest.fixture
def broken_rmssd(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(rr_ms: FloatArray, follows: BoolArray) -> TimeDomain:
        return dataclasses.replace(time_domain(rr_ms, follows), rmssd_ms=None)

    monkeypatch.setattr(trainer.analysis, "time_domain", broken)


def test_the_table_names_every_signal_and_the_status_is_0(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check"]) == 0
    printed = capsys.readouterr().out
    assert f"All {len(run_checks())} are as expected." in printed
    for words in ("sine of intervals", "spontaneous rhythm", "gliding pace", "19.728"):
        assert words in printed
    assert "DIFFERS" not in printed


def test_a_wrong_figure_is_shown_with_its_reason_and_what_to_do(
    broken_rmssd: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 1
    printed = " ".join(capsys.readouterr().out.split())
    assert "DIFFERS" in printed
    assert "sine of intervals, RMSSD: expected was closed form" in printed
    assert "report it" in printed


def test_a_program_gets_every_check_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    record = json.loads(printed.out)
    assert record["passed"] is True
    assert record["software"].startswith("bellybreath ")
    assert len(record["checks"]) == len(run_checks())
    for check in record["checks"]:
        names = {"signal", "asked", "unit", "expected", "tolerance", "reason", "got", "passed"}
        assert set(check) == names


def test_a_program_is_told_of_a_wrong_figure(
    broken_rmssd: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--json"]) == 1
    printed = capsys.readouterr()
    record = json.loads(printed.out)
    assert record["passed"] is False
    wrong = [check for check in record["checks"] if not check["passed"]]
    assert wrong
    assert all(check["got"] is None for check in wrong)
    assert "report it" in printed.err


def test_the_help_says_how_and_lists_it_among_the_commands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    assert "bellybreath check --json" in capsys.readouterr().out
    assert main([]) == 0
    assert "bellybreath check" in capsys.readouterr().out
