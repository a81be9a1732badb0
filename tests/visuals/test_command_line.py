"""The program as a person uses it: from a command to a file that another program reads."""

from __future__ import annotations

import csv
import json
import math
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from trainer.journal.reader import read_journal
from trainer.signal.figure import Withheld
from trainer.signal.spectrum import Estimator
from visuals.cli import main
from visuals.command_line.parser import ESTIMATORS
from visuals.texts import NO_NUMBER

QUICK = ["--headless", "--speed", "max", "--minutes", "0.5", "--quiet", "50"]
STEADY = "\n".join(str(820 + round(60 * math.sin(number / 2.0))) for number in range(400)) + "\n"
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "bellybreath-data"


@pytest.fixture
def beats(tmp_path: Path) -> Path:
    path = tmp_path / "beats.txt"
    path.write_text(STEADY, encoding="utf-8")
    return path


def journals(folder: Path) -> list[Path]:
    return sorted((folder / "sessions").glob("*.jsonl"))


def test_practice_runs_from_quiet_to_saved(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["practice", *QUICK, "--seed", "5"]) == 0
    printed = capsys.readouterr().out
    assert "Saved:" in printed
    assert "by chance" in printed
    (path,) = journals(folder)
    journal = read_journal(path)
    assert journal.ended is not None
    assert journal.ended.summary.is_complete
    assert journal.header.sensor.seed == 5
    assert journal.header.software.startswith("bellybreath ")


def test_the_same_seed_gives_the_same_session(folder: Path) -> None:
    for _ in range(2):
        assert main(["practice", *QUICK, "--seed", "5"]) == 0
    one, other = (read_journal(path) for path in journals(folder))
    assert one.entries == other.entries


def test_a_recording_goes_through_the_same_session(folder: Path, beats: Path) -> None:
    assert main(["train", "--recording", str(beats), *QUICK]) == 0
    (path,) = journals(folder)
    journal = read_journal(path)
    assert journal.header.sensor.name == "beats.txt"
    assert journal.ended is not None
    assert journal.ended.summary.beats > 100


def test_the_data_folder_may_be_said_before_or_after_the_command(tmp_path: Path) -> None:
    for place in ("one", "two"):
        asked = ["--data-dir", str(tmp_path / place)]
        arguments = ["practice", *QUICK]
        assert main([*asked, *arguments] if place == "one" else [*arguments, *asked]) == 0
        assert len(journals(tmp_path / place)) == 1


def test_sessions_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sessions"]) == 0
    assert "No sessions yet" in capsys.readouterr().out
    main(["practice", *QUICK])
    capsys.readouterr()
    assert main(["sessions"]) == 0
    listed = capsys.readouterr().out
    assert journals(folder)[0].stem in listed
    assert "complete" in listed
    assert main(["sessions", "--json"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert record["end"] == "complete"
    assert record["summary"]["breaths"] == 3


def test_a_session_that_was_killed_is_listed_as_interrupted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["practice", *QUICK])
    (path,) = journals(folder)
    written = path.read_bytes()
    half_way = written.rindex(b"\n", 0, len(written) // 2)
    path.write_bytes(written[: half_way + 10])  # within a line: at its end nothing would be torn
    capsys.readouterr()
    assert main(["sessions", "--json"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert record["end"] == "interrupted"
    assert record["summary"]["beats"] > 20
    assert "torn" in record["notes"][0]


def test_a_damaged_journal_does_not_hide_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["practice", *QUICK])
    (folder / "sessions" / "0000.jsonl").write_bytes(b"\xff\xff")
    capsys.readouterr()
    assert main(["sessions", "--json"]) == 0
    printed = capsys.readouterr()
    assert len(json.loads(printed.out)) == 1
    assert "no journal" in printed.err


def test_an_export_as_intervals_reads_back_as_the_same_recording(
    folder: Path, beats: Path, tmp_path: Path
) -> None:
    main(["train", "--recording", str(beats), *QUICK])
    target = tmp_path / "out.txt"
    assert main(["export", "latest", "--format", "rr", "-o", str(target)]) == 0
    written = target.read_text(encoding="utf-8").split()
    assert written == STEADY.split()[: len(written)]
    assert len(written) > 100
    assert not (tmp_path / "out.txt.gaps.csv").exists()


def test_an_export_as_intervals_says_its_gaps(folder: Path, tmp_path: Path) -> None:
    recording = tmp_path / "broken.txt"
    recording.write_text("800\n" * 60 + "nan\n" + "800\n" * 60, encoding="utf-8")
    main(["train", "--recording", str(recording), *QUICK])
    target = tmp_path / "out.txt"
    assert main(["export", "latest", "--format", "rr", "-o", str(target)]) == 0
    lines = (tmp_path / "out.txt.gaps.csv").read_text(encoding="utf-8").splitlines()
    (gap,) = csv.DictReader(lines)
    assert gap["after_intervals"] == "60"


def test_an_export_as_table_has_every_beat_with_its_verdict(folder: Path, tmp_path: Path) -> None:
    main(["practice", *QUICK, "--seed", "3"])
    target = tmp_path / "out.csv"
    assert main(["export", "latest", "-o", str(target)]) == 0
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ended = read_journal(journals(folder)[0]).ended
    assert ended is not None
    assert len(rows) == ended.summary.beats
    assert {row["stage"] for row in rows} == {"quiet before", "breathing", "quiet after"}
    assert all((row["breath_phase"] != "") == (row["stage"] == "breathing") for row in rows)
    accepted = [row for row in rows if row["verdict"] == "accepted"]
    assert all(float(row["heart_rate_bpm"]) == 60_000.0 / float(row["rr_ms"]) for row in accepted)


def test_an_export_as_json_is_strict_and_holds_the_summary(folder: Path, tmp_path: Path) -> None:
    main(["practice", *QUICK])
    target = tmp_path / "out.json"
    assert main(["export", "latest", "--format", "json", "-o", str(target)]) == 0
    record = json.loads(
        target.read_text(encoding="utf-8"), parse_constant=lambda name: pytest.fail(name)
    )
    assert record["end"] == "complete"
    assert record["summary"]["beats"] == len(record["beats"])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_an_export_is_readable_by_its_owner_only(folder: Path, tmp_path: Path) -> None:
    main(["practice", *QUICK])
    target = tmp_path / "out.csv"
    main(["export", "latest", "-o", str(target)])
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_an_export_to_the_terminal_is_the_text_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["practice", *QUICK])
    capsys.readouterr()
    assert main(["export", "latest", "--format", "rr", "-o", "-"]) == 0
    assert all(float(line) > 0.0 for line in capsys.readouterr().out.split())


def test_analyze_prints_and_gives_json(beats: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", str(beats)]) == 0
    assert "RMSSD" in capsys.readouterr().out
    assert main(["analyze", str(beats), "--json"]) == 0
    record = json.loads(capsys.readouterr().out, parse_constant=lambda name: pytest.fail(name))
    assert len(record["beats"]) == 400
    assert record["whole"]["time_domain"]["rmssd_ms"] > 0.0


def test_analyze_lists_what_was_not_accepted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = STEADY.split()
    lines[100:102] = [str(int(lines[100]) + int(lines[101]))]  # a missed beat
    path = tmp_path / "missed.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert main(["analyze", str(path)]) == 0
    listed = capsys.readouterr().out.split("were not accepted")[1]
    assert lines[100] in listed.replace(",", "")
    assert "missed" in listed


def test_the_estimators_that_help_names_are_all_there_are() -> None:
    assert [name.replace("-", "_").upper() for name in ESTIMATORS] == list(Estimator.__members__)


def test_analyze_sets_estimators_side_by_side(
    beats: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert main(["analyze", str(beats), "--estimator", "all"]) == 0
    table = capsys.readouterr().out.split("Band powers by estimator")[1]
    rows = [row for row in table.splitlines() if any(way.value in row for way in Estimator)]
    assert len(rows) >= len(Estimator)
    assert sum("suits" in row for row in rows) == len(rows) // len(Estimator)


def test_analyze_gives_each_estimator_once_in_json_in_the_order_of_asking(
    beats: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [f"--estimator={name}" for name in ("welch", "lomb", "welch")]
    assert main(["analyze", str(beats), "--json", *asked]) == 0
    (window, *_) = json.loads(capsys.readouterr().out)["windows"]
    assert [by["estimator"] for by in window["bands_by"]] == ["Welch", "Lomb"]
    assert all(by["bands"]["lf_ms2"] > 0.0 for by in window["bands_by"])
    assert window["bands_estimator"] == "multitaper"


def test_analyze_shows_no_estimators_that_were_not_asked_for(
    beats: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyze", str(beats)]) == 0
    assert "by estimator" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rr_ms", "words"),
    [
        (1200, "multitaper levelled (slow heart)"),
        (800, "multitaper"),
        (801, "Lomb multitaper (beats left out)"),
    ],
)
def test_analyze_says_which_estimator_was_chosen_and_why(
    rr_ms: int,
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    lines = [str(rr_ms + 3 * (number % 7)) for number in range(320)]
    if rr_ms == 801:
        lines[150] = "1600"  # a missed beat
    path = tmp_path / "beats.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert main(["analyze", str(path)]) == 0
    row = next(line for line in capsys.readouterr().out.splitlines() if "LF power" in line)
    assert row.rstrip(" │").endswith(words)


def test_analyze_says_why_beside_every_figure_that_is_withheld(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    path = tmp_path / "short.txt"
    path.write_text("800\n", encoding="utf-8")
    assert main(["analyze", str(path)]) == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if NO_NUMBER in line]
    assert len(rows) > 8
    for row in rows:
        assert any(reason.value in row for reason in Withheld), row


def test_help_has_an_example_for_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("practice", "train", "sessions", "export", "analyze"):
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0
        assert f"bellybreath {command}" in capsys.readouterr().out.split("examples:")[1]


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from visuals.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'scipy', 'pygame', 'rich', 'asyncio', 'bleak', 'platformdirs'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_window_is_up_before_scipy_is_imported() -> None:
    code = "import sys, visuals.window, visuals.running; sys.exit('scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


REFUSED = {
    "letters for minutes": ["practice", "--minutes", "five"],
    "no minutes": ["practice", "--minutes", "0"],
    "not a number of minutes": ["practice", "--minutes", "nan"],
    "too slow a pace": ["practice", "--pace", "1"],
    "a speed of nothing": ["practice", "--speed", "0"],
    "an unknown option": ["practice", "--fast"],
    "an unknown command": ["meditate"],
    "a quiet of hours": ["practice", "--quiet", "9999"],
    "no heartbeats at all": ["train", "--headless"],
    "a file that is not there": ["train", "--recording", "no/such/file.csv", "--headless"],
    "a folder for a file": ["analyze", "."],
    "an export of nothing": ["export", "latest", "-o", "out.csv"],
    "an unknown format": ["export", "latest", "--format", "pdf", "-o", "out.csv"],
    "a part before the start": ["analyze", "pyproject.toml", "--start", "-1"],
    "a part of no length": ["analyze", "pyproject.toml", "--duration", "0"],
    "a text without beats": ["analyze", "LICENSE"],
    "sounds that nobody hears": ["practice", "--headless", "--sounds", "."],
    "a loudness of nothing": ["calm", "--headless", "--volume", "50"],
}


@pytest.mark.parametrize("arguments", REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_gets_one_sentence_and_status_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    try:
        status: object = main(arguments)
    except SystemExit as ended:
        status = ended.code
    assert status == 2
    message = capsys.readouterr().err
    assert message.startswith("bellybreath")
    assert message.count("\n") == 1
    assert not (folder / "sessions").exists() or not journals(folder)


def test_without_a_screen_the_program_names_headless(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main(["practice"]) == 2
    message = capsys.readouterr().err
    assert "--headless" in message
    assert message.count("\n") == 1


def test_without_a_screen_and_a_command_it_says_why_there_is_only_help(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main([]) == 0
    printed = capsys.readouterr()
    assert "bellybreath calm" in printed.out
    assert printed.err.startswith("bellybreath: There is no screen here")
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("module", ["visuals.sound.mixer", "visuals.window", "visuals.flow"])
def test_the_drawing_library_does_not_greet(module: str) -> None:
    environment = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    greeted = subprocess.run(
        [sys.executable, "-c", f"import {module}"],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=environment,
        text=True,
    )
    assert greeted.stdout == ""


def test_what_is_over_is_not_said_to_need_time(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["practice", *QUICK[:-1], "5", "--data-dir", str(folder)]) == 0
    _, at_the_end = capsys.readouterr().out.split("Done.")
    assert "too short this" in at_the_end
    assert "needs a little" not in at_the_end


def test_a_screen_that_cannot_be_reached_names_headless(folder: Path) -> None:
    """A process of its own: the drawing library reads its environment once."""
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in ("SDL_VIDEODRIVER", "WAYLAND_DISPLAY")
    } | {"DISPLAY": ":4711", "XDG_RUNTIME_DIR": "/nonexistent"}
    done = subprocess.run(
        [sys.executable, "-m", "visuals.cli", "practice", "--data-dir", str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert "--headless" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="a folder that not even root may write")
def test_a_folder_that_may_not_be_written_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["practice", "--headless", "--data-dir", "/proc/bellybreath"]) == 2
    message = capsys.readouterr().err
    assert "--data-dir" in message
    assert message.count("\n") == 1


def test_a_folder_that_is_a_file_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").write_text("in the way", encoding="utf-8")
    assert main(["practice", "--headless", "--data-dir", str(tmp_path / "data")]) == 2
    assert "--data-dir" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal to one process")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupt_saves_and_says_where(folder: Path, number: signal.Signals) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "visuals.cli", "practice", "--headless", "--data-dir", str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        # Who started the tests with nohup has its child ignore a hang-up too.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
    )
    deadline_s = time.monotonic() + 30.0
    while not (journals(folder) and b'"beat"' in journals(folder)[0].read_bytes()):
        assert time.monotonic() < deadline_s, "no beat arrived"
        assert child.poll() is None
        time.sleep(0.02)
    child.send_signal(number)
    printed, _ = child.communicate(timeout=20)
    assert child.returncode == 130
    assert "Finished early. That counts as done." in printed
    assert str(journals(folder)[0]) in printed
    ended = read_journal(journals(folder)[0]).ended
    assert ended is not None
    assert ended.reason.value == "finished early"


def test_export_finds_a_session_by_the_beginning_of_its_name(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["practice", *QUICK])
    main(["practice", *QUICK])
    first, second = journals(folder)
    target = tmp_path / "out.csv"
    assert main(["export", second.stem, "-o", str(target)]) == 0
    assert main(["export", first.name, "-o", str(target)]) == 0
    assert main(["export", "20", "-o", str(target)]) == 2
    assert "fits 2 sessions" in capsys.readouterr().err
    assert main(["export", "1999", "-o", str(target)]) == 2
    assert "bellybreath sessions" in capsys.readouterr().err
    assert main(["export", "latest", "-o", str(first)]) == 2
    assert main(["export", "latest", "-o", str(tmp_path)]) == 2
    assert main(["export", "latest", "-o", str(tmp_path / "no" / "folder.csv")]) == 2
    assert "The session itself is safe" in capsys.readouterr().err


def test_an_export_follows_a_link_and_keeps_the_permissions(folder: Path, tmp_path: Path) -> None:
    main(["practice", *QUICK])
    real = tmp_path / "real.csv"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o644)
    link = tmp_path / "link.csv"
    link.symlink_to(real)
    assert main(["export", "latest", "-o", str(link)]) == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("wall_clock")
    assert stat.S_IMODE(real.stat().st_mode) == 0o644


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_an_export_into_a_pipe_goes_through_the_pipe(folder: Path, tmp_path: Path) -> None:
    main(["practice", *QUICK])
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    assert main(["export", "latest", "--format", "rr", "-o", str(pipe)]) == 0
    read, _ = reader.communicate(timeout=20)
    assert len(read.split()) > 100
    assert pipe.is_fifo()


def test_nothing_is_exported_among_the_sessions(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["practice", *QUICK])
    assert main(["export", "latest", "-o", str(folder / "sessions" / "new.jsonl")]) == 2
    assert "among your recorded sessions" in capsys.readouterr().err
    assert len(journals(folder)) == 1


def test_a_file_in_the_place_of_the_gaps_is_not_written_over(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recording = tmp_path / "broken.txt"
    recording.write_text("800\n" * 60 + "nan\n" + "800\n" * 60, encoding="utf-8")
    main(["train", "--recording", str(recording), *QUICK])
    precious = tmp_path / "out.txt.gaps.csv"
    precious.write_text("precious", encoding="utf-8")
    assert main(["export", "latest", "--format", "rr", "-o", str(tmp_path / "out.txt")]) == 2
    assert precious.read_text(encoding="utf-8") == "precious"
    assert "something else" in capsys.readouterr().err
    assert main(["export", "latest", "--format", "rr", "-o", "-"]) == 0
    assert "a gap" in capsys.readouterr().err


def test_a_hurried_session_tells_no_wall_clock(folder: Path, tmp_path: Path) -> None:
    main(["practice", *QUICK])
    target = tmp_path / "out.csv"
    main(["export", "latest", "-o", str(target)])
    rows = csv.DictReader(target.read_text(encoding="utf-8").splitlines())
    assert {row["wall_clock"] for row in rows} == {""}


NAMES = ["[bold]x[.csv", ":heart:.csv", "esc\x1b[31m.csv", "n\nl.csv", "bad\udcff.csv"]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_a_file_is_printed_as_it_is_or_made_harmless(
    name: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_text(STEADY, encoding="utf-8")
    assert main(["train", "--recording", str(path), *QUICK]) == 0
    assert main(["analyze", str(path)]) == 0
    assert main(["sessions"]) == 0
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "\udcff" not in printed
    if name.isprintable():
        assert name in printed


@pytest.mark.parametrize("place", ["~nobody-of-that-name/x", "a\x00b", "/dev/null/x", "x" * 300])
def test_a_data_folder_that_cannot_be_gets_one_sentence(
    place: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["practice", *QUICK, "--data-dir", place]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_an_empty_data_folder_means_the_variable(folder: Path) -> None:
    assert main(["practice", *QUICK, "--data-dir", ""]) == 0
    assert len(journals(folder)) == 1


def test_half_an_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """What begins alike today may be another option tomorrow."""
    with pytest.raises(SystemExit) as ended:
        main(["practice", "--minute", "3"])
    assert ended.value.code == 2
    assert "--minute" in capsys.readouterr().err


def test_a_saved_session_is_not_analyzed_as_intervals(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["practice", *QUICK]) == 0
    capsys.readouterr()
    (path,) = journals(folder)
    assert main(["analyze", str(path)]) == 2
    assert "bellybreath export" in capsys.readouterr().err
