"""Help, usage and every refusal in German: nothing that reaches a person is left in English."""

from __future__ import annotations

import argparse
import ast
import importlib
import inspect
import pkgutil
import re
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import devices
import trainer
import visuals
from devices.errors import DevicesError, MalformedPacketError, RecordingError
from devices.readings import LinkState
from devices.recording import read_recording
from devices.recording_said import RecordingSaid, RecordingUnit
from devices.sayable import Gap, SaidError, Sayable, Sentence, SystemReason
from tests.visuals.test_texts import FORBIDDEN
from trainer.errors import AnalysisError, TrainerError
from trainer.journal.entries import entry_of_line
from trainer.journal.reader import read_journal
from trainer.plan import Pace
from trainer.said import EntrySaid, JournalSaid, PlanSaid
from visuals.cli import main
from visuals.command_line.argparse_speech import ArgparseSpeech
from visuals.command_line.english import ENGLISH_COMMAND_LINE
from visuals.command_line.german import GERMAN_COMMAND_LINE
from visuals.command_line.language import language_of
from visuals.command_line.parser import build_parser
from visuals.errors import NoDisplayError, RequestError, VisualsError
from visuals.settings import Settings, save_settings
from visuals.texts import ENGLISH, GERMAN
from visuals.texts.told import told

ROOMS = (devices, trainer, visuals)
FAMILIES = {DevicesError, TrainerError, VisualsError}
REACH_NOBODY = {MalformedPacketError, AnalysisError}
"""A packet is counted and passed over; an analysis of another kind is a wrong call of ours."""
WORDED_BY_THE_CATALOGUE = {RequestError, NoDisplayError}
PROGRAMMERS_OWN = (
    "conflicting subparser",
    "conflicting option string",
    ".__call__() not defined",
    'argument "-" with mode',
    "can't open",
    "cannot merge actions",
    "'required' is an invalid argument",
    "invalid option string",
    "dest= is required",
    "invalid conflict_resolution value",
    "mutually exclusive arguments must be optional",
    "cannot have multiple subparser arguments",
    "is not callable",
    "mutually exclusive group",
    "argument_default",
)
"""What argparse tells only to whoever builds a parser; of each its beginning or a part."""


def modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            yield importlib.import_module(found.name)


def below(kind: type[Any]) -> Iterator[type[Any]]:
    heir: type[Any]
    for heir in kind.__subclasses__():
        yield heir
        yield from below(heir)


@pytest.fixture(scope="module", autouse=True)
def everything_is_loaded() -> list[ModuleType]:
    return list(modules())


def gaps_of(sentence: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(sentence) if name)


def test_every_sentence_that_a_room_has_a_name_for_is_said_in_german() -> None:
    german = {**GERMAN.refusals.said, **GERMAN.doctor.said, **GERMAN.doctor.advice}
    families = [kind for kind in below(Sayable) if issubclass(kind, Sayable)]
    assert len(families) >= 12
    for family in families:
        for each in family:
            assert each in german, each
            assert gaps_of(german[each]) == gaps_of(str(each.value)), each
            has_words = re.search("[A-Za-z]", re.sub(r"\{.*?\}", "", str(each.value)))
            assert has_words is None or german[each] != each.value, each


def test_every_error_that_reaches_a_person_has_a_name_or_the_catalogues_words() -> None:
    found = {kind for family in FAMILIES for kind in below(family)}
    assert len(found) >= 10
    for kind in found - REACH_NOBODY - WORDED_BY_THE_CATALOGUE:
        assert issubclass(kind, SaidError), kind


def test_no_error_of_the_screens_is_worded_where_it_is_raised() -> None:
    names = {kind.__name__ for kind in WORDED_BY_THE_CATALOGUE}
    raised = 0
    for module in modules():
        if not module.__name__.startswith("visuals."):
            continue
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
                raised += 1
                for given in node.args:
                    is_worded = isinstance(given, ast.JoinedStr | ast.Constant)
                    assert not is_worded, f"{module.__name__}, line {node.lineno}"
    assert raised > 15


WRITES = re.compile(r"complain|sys\.std(out|err)\.write|(self\._)?console\.print")


def test_no_line_is_written_to_a_person_in_words_of_one_language() -> None:
    """What goes to the terminal holds names, numbers and the catalogue's words, no literal ones."""
    for module in modules():
        if not module.__name__.startswith("visuals."):
            continue
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            if not WRITES.fullmatch(called):
                continue
            literal = " ".join(
                part.value
                for given in node.args
                for part in ast.walk(given)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )
            words = set(re.findall(r"[A-Za-z]{4,}", literal)) - {"bellybreath", "yellow"}
            assert not words, f"{module.__name__}, line {node.lineno}: {words}"


def asked_of_gettext() -> set[str]:
    """Every message that this Python's argparse asks gettext for."""
    messages: set[str] = set()
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
            messages |= {
                given.value
                for given in node.args
                if isinstance(given, ast.Constant) and isinstance(given.value, str)
            }
    return messages


def test_every_word_of_argparse_itself_is_german() -> None:
    messages = asked_of_gettext()
    assert len(messages) > 25
    for message in messages:
        if not any(part in message for part in PROGRAMMERS_OWN):
            assert message in GERMAN_COMMAND_LINE.argparse, message
    for english, german in GERMAN_COMMAND_LINE.argparse.items():
        kept = re.findall(r"%(?:\(\w+\))?[rs]", english)
        assert sorted(re.findall(r"%(?:\(\w+\))?[rs]", german)) == sorted(kept), english


def words_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    """All that a parser and those below it say in their help."""
    yield parser.description or ""
    yield parser.epilog or ""
    for action in parser._actions:
        assert action.help or isinstance(action, argparse._SubParsersAction), action
        if action.help:
            yield action.help
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                yield choice.help or ""
            for child in action.choices.values():
                yield from words_of(child)


def test_every_option_and_command_has_help_in_both_languages() -> None:
    english = list(words_of(build_parser(ENGLISH_COMMAND_LINE)))
    german = list(words_of(build_parser(GERMAN_COMMAND_LINE)))
    assert len(english) == len(german) > 100
    for one, other in zip(english, german, strict=True):
        assert one.strip()
        assert other.strip()
        assert one != other, one


ENGLISH_WORDS = re.compile(
    r"\b(the|and|of|from|with|not|heart|breath|breaths|beats|before|after|over|usage|options|is|"
    r"positional|arguments|argument|show|exit|default|required|invalid|choice|expected)\b",
    re.IGNORECASE,
)
OPTIONS = re.compile(r"(?<![\w-])--?[a-z][a-z-]*|\{[a-z,]+\}|^  bellybreath .*|[\w-]+\.\w+", re.M)
NAMES = re.compile(r"'(?:bowl|start|breath|all)'|ecg,movement|^ +(breath|json|csv|rr|hann)\b", re.M)
COMMANDS = ("start calm practice train sensors doctor sounds sessions export analyze check").split()


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    try:
        status = main(list(arguments))
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    captured = capsys.readouterr()
    return status, captured.out + captured.err


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_german_throughout(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--language", "de", *filter(None, [command])]
    status, help_text = shown(capsys, *asked, "--help")
    assert status == 0
    assert help_text.startswith("Aufruf: bellybreath")
    assert "\nOptionen:\n" in help_text
    bare = NAMES.sub("", OPTIONS.sub("", help_text))
    found = ENGLISH_WORDS.search(bare)
    assert found is None, help_text[max(0, found.start() - 60) : found.end() + 60]
    for forbidden in FORBIDDEN["de"]:
        assert forbidden not in help_text.lower(), forbidden


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["train", "--pace", "x"], "'x' ist keine Zahl"),
        (["practice", "--seed", "x"], "'x' ist keine ganze Zahl"),
        (["train", "--rate", "9"], "9 liegt nicht in 10 bis 1000"),
        (["train", "--column", " "], "eine Spalte hat eine Nummer oder einen Namen"),
        (["train", "--column", "65"], "65 liegt nicht in 1 bis 64"),
        (["train", "--record", "eeg"], "'eeg' ist nicht eines von ecg, movement"),
        (["train", "--baud", "9" * 5000], "ist keine Geschwindigkeit"),
        (["practice", "--speed", "0"], "oder sag max"),
        (["practice", "--volume", "101"], "101 liegt nicht in 0 bis 100"),
        (["practice", "--sound", "drum"], "'drum' steht nicht zur Wahl"),
        (["dance"], "'dance' steht nicht zur Wahl"),
        (["practise"], "meinst du 'practice'?"),
        (["export", "latest", "--format", "cvs", "-o", "x"], "meinst du 'csv'?"),
        (["practice", "--minutes"], "--minutes: braucht einen Wert"),
        (["export"], "es fehlt: ÜBUNG, -o/--output"),
        (["sounds"], "es fehlt: --write"),
        (["train", "--strap", "a", "--serial", "b"], "geht nicht zusammen mit --strap"),
        (["check", "--json=3"], "nimmt keinen Wert, auch nicht '3'"),
        (["practice", "--strap"], "nicht zu verstehen: --strap"),
        (["practice", "--so", "off"], "nicht zu verstehen: --so"),
    ],
)
def test_what_cannot_be_understood_is_said_in_german(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = shown(capsys, *arguments, "--language", "de")
    assert status == 2
    assert words in said
    assert "Mehr dazu: bellybreath" in said
    assert said.count("\n") == 1
    assert ENGLISH_WORDS.search(OPTIONS.sub("", NAMES.sub("", said))) is None, said


def test_argparse_speaks_english_again_afterwards() -> None:
    with ArgparseSpeech(GERMAN_COMMAND_LINE.argparse):
        assert "Aufruf: " in argparse.ArgumentParser().format_usage()
    assert "usage: " in argparse.ArgumentParser().format_usage()


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["practice", "--language", "de"], "de"),
        (["--language=de", "practice"], "de"),
        (["practice", "--lang", "de"], "de"),
        (["practice", "--language", "en", "--language", "de"], "de"),
        (["practice", "--language"], "en"),
        (["practice", "--language", "fr"], "en"),
        (["practice"], "en"),
        (["practice", "--data-dir", "{folder}"], "de"),
        (["practice", "--data-dir={folder}", "--language", "en"], "en"),
        (["practice", "--data-dir", "~nobody-of-this-name"], "en"),
    ],
)
def test_the_language_is_known_before_anything_is_understood(
    arguments: list[str], language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    save_settings(tmp_path, Settings(language="de"))
    assert language_of([word.format(folder=tmp_path) for word in arguments]) == language


def test_a_refusal_is_german_down_to_what_the_system_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ordner").mkdir()
    (tmp_path / "leer.txt").write_bytes(b"")
    (tmp_path / "wort.txt").write_text("hallo\n", encoding="utf-8")
    for name, words in (
        ("nirgends.txt", "gibt es nicht; sieh den Namen noch einmal an."),
        ("ordner", "ist ein Ordner; nenne eine Datei"),
        ("leer.txt", "ist leer: darin steht kein Abstand"),
        ("wort.txt", "in Zeile 1 steht 'hallo', und danach kommen keine Zahlen."),
    ):
        status, said = shown(capsys, "analyze", str(tmp_path / name), "--language", "de")
        assert (status, said.count("\n")) == (2, 1)
        assert words in said
    long = tmp_path / ("x" * 300)
    status, said = shown(capsys, "analyze", str(long), "--language", "de")
    assert said.endswith("lässt sich nicht öffnen: der Name ist zu lang.\n")
    taken = ["practice", "--headless", "--data-dir", str(tmp_path / "leer.txt")]
    status, said = shown(capsys, *taken, "--language", "de")
    assert "eine Datei dieses Namens ist im Weg. Wähle mit --data-dir" in said
    status, said = shown(capsys, "practice", "--pace", "2.5", "--headless", "--language", "de")
    assert "2,5 Atemzüge pro Minute liegen nicht zwischen 3 und 15" in said


def test_a_recordings_notes_are_german_and_its_json_is_english(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sekunden.txt"
    path.write_text("0.832\n0.845\nnan\n" * 80, encoding="utf-8")
    _, said = shown(capsys, "analyze", str(path), "--language", "de")
    assert "Die Abstände sind in Sekunden (ein üblicher ist 0,8385 s)." in said
    assert "80 von 240 Zeilen enthalten keinen Abstand (zuerst Zeile 3)" in said
    _, record = shown(capsys, "analyze", str(path), "--json", "--language", "de")
    assert "Intervals are in seconds (a typical one is 0.8385 s)." in record


def test_a_journals_notes_are_german_to_their_last_reason(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    assert main(["practice", "--headless", "--speed", "max", "--minutes", "0.5",
                 "--quiet", "0", "--data-dir", str(tmp_path)]) == 0  # fmt: skip
    (whole,) = (tmp_path / "sessions").glob("*.jsonl")
    lines = whole.read_bytes().splitlines(keepends=True)
    lines[3:3] = [b'{"kind":"rate","at_s":"x"}\n', b'{"kind":"stage","at_s":1,"stage":"odd"}\n']
    path.write_bytes(b"".join(lines) + b'{"kind":"be')
    notes = [told(note, GERMAN) for note in read_journal(path).notes]
    assert notes[0].startswith("Zeile 4 von der Art 'rate'")
    assert "ein Wert darin passt nicht ('odd' is not a valid Stage)" in notes[1]
    assert notes[2] == f"Die letzte Zeile ({len(lines) + 1}) ist abgerissen; sie wurde ausgelassen."


def test_a_sentence_within_a_sentence_and_a_state_are_put_into_words() -> None:
    why = Sentence(EntrySaid.NO_NUMBER, {"name": "at_s"})
    entry = Sentence(EntrySaid.CANNOT_BE_READ, {"kind": "beat", "why": why})
    note = Sentence(JournalSaid.SKIPPED, {"number": 7, "why": entry})
    english = "Line 7 of kind 'beat' cannot be read: at_s is no number; it was skipped."
    assert str(note) == told(note, ENGLISH) == english
    assert "at_s ist keine Zahl" in told(note, GERMAN)
    mixed: dict[str, Gap] = {"strangers": 9, "count": 60, "unit": RecordingUnit.SECONDS}
    assert "nach Sekunden" in told(Sentence(RecordingSaid.MIXED_UNITS, mixed), GERMAN)
    refused = Sentence(RecordingSaid.OF_FILE, {"path": "a", "why": SystemReason("odd words")})
    assert told(refused, GERMAN) == "a odd words."
    from devices.choice_said import PortChoiceSaid

    held = Sentence(PortChoiceSaid.TROUBLE, {"name": "COM4", "state": LinkState.PORT_BUSY})
    assert told(held, GERMAN) == f"COM4: {GERMAN.link_said[LinkState.PORT_BUSY]}"
    assert str(held) == f"COM4: {LinkState.PORT_BUSY.sentence}"


def test_errors_read_in_english_as_they_are() -> None:
    with pytest.raises(RecordingError, match="is not there; check the name") as missing:
        read_recording(Path("nowhere.txt"))
    assert told(missing.value, ENGLISH) == str(missing.value)
    with pytest.raises(TrainerError, match="a pace of 2 breaths per minute") as slow:
        Pace(2.0)
    assert slow.value.sentence == Sentence(PlanSaid.PACE, {"pace": 2.0})  # type: ignore[attr-defined]  # a PlanError
    with pytest.raises(TrainerError, match="is not JSON"):
        entry_of_line(b"?")
