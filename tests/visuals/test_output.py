"""The program's edge: letters that do not fit, disks that are full, readers that leave, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.visuals.test_command_line import QUICK, ROOT, folder, journals
from trainer.journal.reader import read_journal
from visuals.cli import main

__all__ = ["folder"]

PROGRAM = [sys.executable, "-m", "visuals.cli"]
WITHOUT_UTF8 = {
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


def call(
    *arguments: str, shell_end: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own, its output led through a piece of shell."""
    command = " ".join(f"'{word}'" for word in (*PROGRAM, *arguments))
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{command} {shell_end}"],
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if key != "PYTHONIOENCODING"}
        | environment,
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("environment", WITHOUT_UTF8.values(), ids=WITHOUT_UTF8.keys())
def test_every_command_speaks_where_the_output_is_not_utf8(
    environment: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    beats = tmp_path / ("beats.txt" if "LC_ALL" in environment else "Schl\u00e4ge \u5fc3.txt")
    beats.write_text("800\n" * 300, encoding="utf-8")
    for arguments in (
        ["train", "--recording", str(beats), *QUICK],
        ["sessions"],
        ["sessions", "--json"],
        ["analyze", str(beats)],
        ["export", "latest", "--format", "csv", "-o", "-"],
        ["--help"],
    ):
        done = call(*arguments, **environment)
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr
        assert done.stdout
    done = call("analyze", str(beats), "--json", **environment)
    assert json.loads(done.stdout.decode("utf-8"))["file"] == beats.name


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes")
def test_a_file_name_that_is_no_text_is_escaped_in_json(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / os.fsdecode(b"beats\xff.txt")
    path.write_text("800\n" * 300, encoding="utf-8")
    assert main(["analyze", str(path)]) == 0
    capsysbinary.readouterr()
    assert main(["analyze", str(path), "--json"]) == 0
    assert json.loads(capsysbinary.readouterr().out.decode("utf-8"))["file"] == path.name


@pytest.mark.skipif(sys.platform != "linux", reason="a device that is always full")
@pytest.mark.parametrize(
    "arguments", [["sessions"], ["sessions", "--json"], ["--help"], ["--version"]]
)
def test_a_full_disk_gets_one_sentence(arguments: list[str], folder: Path) -> None:
    main(["practice", *QUICK])
    done = call(*arguments, shell_end="> /dev/full")
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert done.stderr.startswith(b"bellybreath: the output cannot be written (No space")


@pytest.mark.skipif(sys.platform != "linux", reason="a device that is always full")
def test_a_session_goes_on_and_is_kept_where_its_line_cannot_be_printed(folder: Path) -> None:
    done = call("practice", *QUICK, shell_end="> /dev/full")
    (path,) = journals(folder)
    ended = read_journal(path).ended
    assert ended is not None
    assert ended.summary.is_complete
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert f"Saved: {path}" in done.stderr.decode()


@pytest.mark.skipif(os.name == "nt", reason="no such shell")
def test_a_reader_who_leaves_ends_the_list_quietly(folder: Path) -> None:
    main(["practice", *QUICK])
    for arguments in (["sessions"], ["sessions", "--json"], ["export", "latest", "-o", "-"]):
        done = call(*arguments, shell_end="| true")
        assert done.returncode == 0, arguments
        assert done.stderr == b"", arguments


@pytest.mark.skipif(os.name == "nt", reason="no such shell")
def test_a_reader_who_leaves_does_not_end_the_session(folder: Path) -> None:
    done = call("practice", *QUICK, shell_end="| true")
    assert done.returncode == 0
    assert done.stderr == b""
    (path,) = journals(folder)
    ended = read_journal(path).ended
    assert ended is not None
    assert ended.summary.is_complete


@pytest.mark.skipif(os.name == "nt", reason="no such shell")
def test_without_any_output_the_session_is_kept(folder: Path) -> None:
    assert call("practice", *QUICK, shell_end=">&- 2>&-").returncode == 0
    assert len(journals(folder)) == 1


_INTERRUPTED_WHILE_IMPORTING = """
import sys

class Interrupts:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt

from visuals.cli import main
sys.meta_path.insert(0, Interrupts())
sys.modules.pop({module!r}, None)
sys.exit(main(["sessions"]))
"""


@pytest.mark.parametrize("module", ["argparse", "logging", "visuals.output", "rich.table"])
def test_an_interrupt_while_the_program_loads_is_no_traceback(module: str, folder: Path) -> None:
    code = _INTERRUPTED_WHILE_IMPORTING.format(module=module)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 128 + signal.SIGINT
    assert done.stderr == b""


def test_nothing_is_loaded_before_main_runs() -> None:
    code = (
        "import sys; before = set(sys.modules); import visuals.cli\n"
        "sys.exit(' '.join(set(sys.modules) - before - {'visuals', 'visuals.cli', '__future__'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr.strip() == ""


def test_the_statuses_are_all_named() -> None:
    assert main.__doc__ is not None
    for status in ("0 ", "1 ", "2 ", "130 "):
        assert status in main.__doc__
