"""The question before and after, in sessions from the command line: asked, skipped, kept, shown."""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path

import pytest

from tests.visuals.test_flow import _Typed, journals
from trainer.answers import Answer, Occasion, UsualAfter, usual_after
from trainer.history import earlier_upset_changes
from trainer.journal.entries import Answered
from trainer.journal.reader import read_journal
from trainer.journal.writer import append_answer
from visuals.cli import main
from visuals.command_line.english import ENGLISH_COMMAND_LINE
from visuals.command_line.parser import build_parser
from visuals.commands import session
from visuals.settings import Settings, save_settings
from visuals.terminal import TerminalConsole
from visuals.terminal_question import ask_in_terminal
from visuals.texts import ENGLISH, GERMAN, Texts

QUICK = ["--speed", "max", "--minutes", "0.5", "--quiet", "0", "--seed", "4"]


def asked(*typed: str, texts: Texts = ENGLISH) -> tuple[tuple[Answer, ...], str]:
    """The answer to these lines, and what stood on the terminal."""
    said = io.StringIO()
    lines = iter(typed)
    answers = ask_in_terminal(
        TerminalConsole(file=said, width=100), Occasion.BEFORE, texts, lambda: next(lines)
    )
    return answers, said.getvalue()


def test_a_number_answers_and_enter_skips() -> None:
    assert asked("7\n")[0] == (Answer(Occasion.BEFORE, 7),)
    assert asked(" 10 \n")[0] == (Answer(Occasion.BEFORE, 10),)
    assert asked("\n")[0] == ()
    assert asked("")[0] == ()  # nobody is there any more


def test_what_is_no_answer_is_asked_again() -> None:
    answers, said = asked("11\n", "a lot\n", "-1\n", "²\n", "4\n")
    assert answers == (Answer(Occasion.BEFORE, 4),)
    assert said.count(ENGLISH.question_typed) == 5


def test_the_question_speaks_the_persons_language() -> None:
    assert GERMAN.question_before in asked("\n", texts=GERMAN)[1]


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits before the terminal, and a hurried session is asked about, too."""
    monkeypatch.setattr(session, "can_ask", lambda console: True)
    monkeypatch.setattr(session, "_asks", lambda request: True)


@pytest.mark.usefixtures("there")
def test_both_answers_of_a_session_in_the_terminal_are_kept_told_and_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("6\n3\n"))
    folder = ["--data-dir", str(tmp_path)]
    assert main(["practice", "--headless", "--language", "en", *QUICK, *folder]) == 0
    told = capsys.readouterr().out
    assert ENGLISH.upset_words(6, 3) in told
    assert told.index(ENGLISH.question_after) < told.index("Done.")
    (journal,) = journals(tmp_path)
    assert (journal.upset(Occasion.BEFORE), journal.upset(Occasion.AFTER)) == (6, 3)
    assert journal.notes == ()
    last = journal.entries[-1]
    assert isinstance(last, Answered)
    assert journal.ended is not None
    assert last.at_s >= journal.ended.at_s
    main(["sessions", *folder])
    assert "6 → 3" in capsys.readouterr().out
    main(["sessions", "--json", *folder])
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["upset_before"], listed["upset_after"]) == (6, 3)
    main(["export", "latest", "--format", "json", "-o", "-", *folder])
    exported = json.loads(capsys.readouterr().out)
    assert [answer["upset"] for answer in exported["answers"]] == [6, 3]


@pytest.mark.usefixtures("there")
def test_a_session_in_a_window_by_command_is_asked_about_before_and_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = _Typed(
        [
            ("QuestionScreen", "8 d"),
            ("CrisisScreen", "escape"),
            ("QuestionScreen", "enter"),
            ("QuestionScreen", "d"),
            ("CrisisScreen", "escape"),
            ("QuestionScreen", "escape"),
            ("SummaryScreen", "enter"),
        ]
    )
    monkeypatch.setattr(session, "_window", lambda request: typed)
    command = ["practice", *QUICK, "--sound", "off", "--language", "en"]
    assert main([*command, "--data-dir", str(tmp_path)]) == 0
    before_and_after = ["QuestionScreen", "CrisisScreen", "QuestionScreen"]
    assert typed.seen == [
        *before_and_after,
        "SessionScreen",
        *before_and_after,
        "SummaryScreen",
    ]
    assert not typed.is_open
    (journal,) = journals(tmp_path)
    assert (journal.upset(Occasion.BEFORE), journal.upset(Occasion.AFTER)) == (8, None)
    assert ENGLISH.upset_words(8, None) in capsys.readouterr().out


@pytest.mark.usefixtures("there")
def test_who_closes_the_window_at_the_question_has_begun_no_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Closed(_Typed):
        def present(self, *args: object, **options: object) -> None:
            self.is_closed = True

    window = Closed([])
    monkeypatch.setattr(session, "_window", lambda request: window)
    assert main(["practice", *QUICK, "--sound", "off", "--data-dir", str(tmp_path)]) == 0
    assert journals(tmp_path) == []


def wants(folder: Path, *options: str) -> bool:
    parser = build_parser(ENGLISH_COMMAND_LINE)
    request = parser.parse_args(["practice", "--data-dir", str(folder), *options])
    assert isinstance(request, argparse.Namespace)
    return session._asks(request)


def test_the_question_is_left_out_by_option_by_setting_and_in_a_hurry(tmp_path: Path) -> None:
    assert wants(tmp_path)
    assert not wants(tmp_path, "--no-question")
    assert not wants(tmp_path, "--speed", "5")
    save_settings(tmp_path, Settings(asks=False))
    assert not wants(tmp_path)


def test_nobody_is_asked_in_a_pipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(session, "_asks", lambda request: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("6\n3\n"))
    assert main(["practice", "--headless", *QUICK, "--data-dir", str(tmp_path)]) == 0
    assert ENGLISH.question_before not in capsys.readouterr().out


def test_usual_is_what_ten_earlier_sessions_did_and_nothing_from_fewer_than_five() -> None:
    assert usual_after(7, (-3, -3, -3, -3)) is None
    assert usual_after(7, (-3,) * 5) == UsualAfter(4, 4)
    # Mean -2, standard deviation of (-4, -3, -2, -1, 0) sqrt(2.5) = 1.58: 3.42 to 6.58.
    assert usual_after(7, (-4, -3, -2, -1, 0)) == UsualAfter(3, 7)
    assert usual_after(1, (-4, -3, -2, -1, 0)) == UsualAfter(0, 1)
    assert usual_after(7, (9,) * 20 + (-3,) * 10) == UsualAfter(4, 4)
    assert "3 to 7" in ENGLISH.upset_words(7, 4, (-4, -3, -2, -1, 0))


@pytest.mark.usefixtures("there")
def test_earlier_answers_are_found_and_a_skipped_or_damaged_one_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for lines in ("6\n3\n", "\n3\n", "6\n\n", "2\n4\n"):
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        main(["practice", "--headless", *QUICK, "--data-dir", str(tmp_path)])
    assert earlier_upset_changes(tmp_path) == (-3, 2)
    path = journals(tmp_path)[0].path
    path.write_bytes(path.read_bytes().replace(b'"upset":3', b'"upset":30'))
    assert earlier_upset_changes(tmp_path) == (2,)


def test_an_answer_that_the_disk_refuses_is_said_to_be_lost(tmp_path: Path) -> None:
    answer = Answered(1.0, Answer(Occasion.AFTER, 3))
    assert not append_answer(tmp_path / "no" / "such.jsonl", answer)
    assert append_answer(tmp_path / "a.jsonl", answer)
    assert (tmp_path / "a.jsonl").read_bytes().endswith(b'"upset":3}\n')


def test_a_session_of_the_breath_alone_can_be_exported_with_its_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from devices.no_sensor import NoSensor
    from trainer.plan import Pace, Plan
    from visuals.running import run_session
    from visuals.terminal import TerminalDisplay

    run_session(
        Plan.of_minutes(0.5, Pace(), 0.0, 0.0),
        NoSensor(),
        TerminalDisplay(TerminalConsole(file=io.StringIO())),
        tmp_path,
        None,
        answers=(Answer(Occasion.BEFORE, 5),),
    )
    folder = ["--data-dir", str(tmp_path)]
    assert main(["export", "latest", "--format", "json", "-o", "-", *folder]) == 0
    assert json.loads(capsys.readouterr().out)["answers"][0]["upset"] == 5
    assert main(["export", "latest", "--format", "csv", "-o", "-", *folder]) == 2
    (journal,) = journals(tmp_path)
    assert read_journal(journal.path).upset(Occasion.BEFORE) == 5
