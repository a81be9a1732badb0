"""The journal: what is written is read, and nothing is lost by a kill or a full disk."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import stat
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.readings import (
    BatteryLevel,
    Beat,
    HeartRate,
    LinkChanged,
    LinkState,
    PacketReceived,
    PacketSource,
    PulseSamples,
    SampleTiming,
    SensorDescription,
    SensorKind,
    StrapInformation,
    StreamChanged,
)
from tests.trainer.example import PLAN, SENSOR, readings, run
from trainer.commands import Command, Wish
from trainer.data_folder import data_dir
from trainer.errors import JournalError
from trainer.journal.entries import (
    Ended,
    EndReason,
    Entry,
    Header,
    StageEntered,
    Taken,
    entry_of_line,
    line_of_entry,
)
from trainer.journal.folder import journal_paths, new_journal_path, sessions_folder
from trainer.journal.reader import read_journal
from trainer.journal.replay import end_reason, replay
from trainer.journal.writer import SYNC_EVERY_S, JournalWriter
from trainer.plan import Pace, Plan, Stage

HEADER = Header("bellybreath 0", "2026-11-23T21:05:00+01:00", 0.0, 0.0, PLAN, SENSOR)
ROOT = Path(__file__).parent.parent.parent

times = st.floats(min_value=0.0, max_value=1e6)
anything = st.floats(allow_nan=False)
words = st.text(max_size=30)
dates = st.datetimes(
    min_value=datetime(1971, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    timezones=st.timezones(no_cache=True),
    allow_imaginary=False,
).map(datetime.isoformat)
pulse_samples = st.lists(
    st.tuples(
        st.integers(0, 10**11).map(lambda at_us: at_us / 1_000_000),
        st.integers(0, 4095).map(float) | st.floats(-1e6, 1e6),
        st.floats(0.0, 1023.0),
    ),
    max_size=12,
).flatmap(
    lambda rows: st.builds(
        PulseSamples,
        times,
        st.just(tuple(at_s for at_s, _, _ in rows)),
        st.just(tuple(pulse for _, pulse, _ in rows)),
        st.sampled_from([(), tuple(belt for _, _, belt in rows)]),
        st.none() | st.just(1023.0),
        st.booleans(),
        st.integers(0, 10**6),
    )
)
"""Pieces of a wave, with times in whole microseconds."""
entries = (
    st.builds(
        Header,
        words,
        dates,
        times,
        times,
        st.builds(
            Plan,
            st.builds(Pace, st.floats(3.0, 15.0), st.floats(0.25, 0.6)),
            st.floats(20.0, 86_400.0),
            st.floats(0.0, 3600.0),
            st.floats(0.0, 3600.0),
        ),
        st.builds(SensorDescription, st.sampled_from(SensorKind), words, st.none() | st.integers()),
    )
    | st.builds(
        Taken,
        times,
        st.builds(Beat, anything, anything, anything, st.none() | anything, st.booleans()),
    )
    | st.builds(
        Taken, times, st.builds(StreamChanged, anything, st.sampled_from(PacketSource), words)
    )
    | st.builds(Taken, times, st.builds(LinkChanged, anything, st.sampled_from(LinkState), words))
    | st.builds(Taken, times, st.builds(HeartRate, anything, st.integers(0, 65_535)))
    | st.builds(Taken, times, st.builds(BatteryLevel, anything, st.integers(0, 100)))
    | st.builds(
        Taken,
        times,
        st.builds(StrapInformation, anything, st.none() | words, st.none() | words, st.none()),
    )
    | st.builds(
        Taken,
        times,
        st.builds(PacketReceived, anything, st.sampled_from(PacketSource), st.binary(max_size=40)),
    )
    | st.builds(Taken, times, pulse_samples)
    | st.builds(
        Taken,
        times,
        st.builds(
            SampleTiming, times, words, times, times, st.booleans(), st.integers(0), st.integers(0)
        ),
    )
    | st.builds(Taken, times, st.builds(Command, anything, st.sampled_from(Wish)))
    | st.builds(StageEntered, times, st.sampled_from(Stage))
)


@given(entries)
def test_any_entry_survives_being_written_and_read(entry: Entry) -> None:
    line = line_of_entry(entry)
    assert line.count(b"\n") == 1
    assert entry_of_line(line) == entry


def test_a_summary_survives_being_written_and_read() -> None:
    session, written = run(readings())
    assert session.summary is not None
    assert entry_of_line(line_of_entry(written[-1])) == written[-1]


def test_what_is_no_number_is_kept_as_strict_json() -> None:
    line = line_of_entry(Taken(1.0, Beat(1.0, float("inf"), float("nan"))))
    json.loads(line, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))
    assert "nan" in repr(entry_of_line(line))


@given(st.binary(max_size=200))
def test_any_line_gives_an_entry_or_the_one_named_error(line: bytes) -> None:
    try:
        entry_of_line(line)
    except JournalError:
        pass


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@given(entries, st.data())
def test_a_changed_field_gives_an_entry_or_the_one_named_error(
    entry: Entry, data: st.DataObject
) -> None:
    record = json.loads(line_of_entry(entry))
    record[data.draw(st.sampled_from(sorted(record)))] = data.draw(json_values)
    try:
        entry_of_line(json.dumps(record).encode())
    except JournalError:
        pass


def write(path: Path, written: list[Entry]) -> None:
    writer = JournalWriter(path)
    for entry in written:
        writer.append(entry)
    assert writer.close() == path


def test_a_session_is_read_back_and_replayed_to_the_same_summary(tmp_path: Path) -> None:
    session, written = run(readings())
    write(tmp_path / "a.jsonl", [HEADER, *written])
    journal = read_journal(tmp_path / "a.jsonl")
    assert list(journal.entries) == written
    assert journal.notes == ()
    assert end_reason(journal) is EndReason.COMPLETE
    assert repr(replay(journal, lambda judged, context: None)) == repr(session.summary)


def test_each_entry_is_in_the_file_before_the_next(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    writer = JournalWriter(path)
    for number, entry in enumerate([HEADER, *run(readings(until_s=20.0))[1]], start=1):
        writer.append(entry)
        assert path.read_bytes().count(b"\n") == number
    writer.close()


def test_the_disk_is_asked_to_keep_it_at_stages_and_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    synced: list[tuple[str, int]] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        real(descriptor)
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            synced.append((threading.current_thread().name, os.fstat(descriptor).st_size))

    monkeypatch.setattr(os, "fsync", fsync)
    writer = JournalWriter(path)
    writer.append(HEADER)
    writer.append(StageEntered(0.0, Stage.QUIET_BEFORE))
    deadline_s = time.monotonic() + 10.0
    while not synced and time.monotonic() < deadline_s:
        time.sleep(0.005)
    assert synced, "the beginning was not synced"
    writer.append(Taken(1.0, Beat(1.0, 1.0, 800.0)))
    writer.close()
    assert synced[-1][1] == path.stat().st_size
    assert {name for name, _ in synced} == {"journal"}
    assert SYNC_EVERY_S < 2.0


@pytest.mark.parametrize("cut", [1, 5, 40])
def test_a_torn_last_line_is_skipped_and_reported(tmp_path: Path, cut: int) -> None:
    _, written = run(readings(until_s=20.0))
    path = tmp_path / "a.jsonl"
    write(path, [HEADER, *written])
    path.write_bytes(path.read_bytes()[:-cut])
    journal = read_journal(path)
    # A cut of one takes only the newline: the line itself is still whole.
    lost = 0 if cut == 1 else 1
    assert len(journal.entries) == len(written) - lost
    assert len(journal.notes) == lost
    assert all("torn" in str(note) for note in journal.notes)
    assert end_reason(journal) is EndReason.INTERRUPTED


def test_a_damaged_line_in_the_middle_costs_only_itself(tmp_path: Path) -> None:
    _, written = run(readings(until_s=20.0))
    path = tmp_path / "a.jsonl"
    write(path, [HEADER, *written])
    lines = path.read_bytes().splitlines(keepends=True)
    lines[5] = b"\x00\xff garbage\n"
    path.write_bytes(b"".join(lines))
    journal = read_journal(path)
    assert len(journal.entries) == len(written) - 1
    assert "Line 6" in str(journal.notes[0])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"\n", "no journal"),
        (b'{"kind":"header"}\n', "no journal"),
        (b'{"kind":"stage","at_s":0.0,"stage":"breathing"}\n', "no header"),
        (b"832\n845\n", "no journal"),
    ],
)
def test_what_is_no_journal_is_said(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    with pytest.raises(JournalError, match=sentence):
        read_journal(tmp_path / "a.jsonl")


def test_a_journal_of_a_newer_program_is_refused_with_its_reason(tmp_path: Path) -> None:
    record = json.loads(line_of_entry(HEADER)) | {"format_version": 99}
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    with pytest.raises(JournalError, match="newer program"):
        read_journal(tmp_path / "a.jsonl")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_folder_and_file_are_the_persons_own(tmp_path: Path) -> None:
    sessions = sessions_folder(tmp_path / "new" / "data")
    assert stat.S_IMODE(sessions.stat().st_mode) == 0o700
    assert stat.S_IMODE(sessions.parent.stat().st_mode) == 0o700
    path = sessions / "a.jsonl"
    write(path, [HEADER])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_folder_is_the_asked_one_then_the_variables_then_the_platforms(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BELLYBREATH_DATA_DIR", "/somewhere")
    assert data_dir("/asked") == Path("/asked")
    assert data_dir(None) == Path("/somewhere")
    monkeypatch.delenv("BELLYBREATH_DATA_DIR")
    assert data_dir(None).name == "bellybreath"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(JournalError, match="--data-dir"):
        sessions_folder(tmp_path / "file")
    with pytest.raises(JournalError, match="--data-dir"):
        sessions_folder(tmp_path / "file" / "below")


def test_two_sessions_of_one_second_have_two_names_in_order(tmp_path: Path) -> None:
    sessions = sessions_folder(tmp_path)
    began = datetime(2026, 11, 23, 21, 5, tzinfo=UTC)
    for _ in range(3):
        write(new_journal_path(sessions, began), [HEADER])
    assert [path.name for path in journal_paths(tmp_path)] == [
        "2026-11-23_21-05-00.jsonl",
        "2026-11-23_21-05-00_02.jsonl",
        "2026-11-23_21-05-00_03.jsonl",
    ]


def test_a_journal_is_never_written_over(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", [HEADER])
    before = (tmp_path / "a.jsonl").read_bytes()
    other = JournalWriter(tmp_path / "a.jsonl")
    other.append(HEADER)
    assert other.close() == tmp_path / "a_02.jsonl"
    assert (tmp_path / "a.jsonl").read_bytes() == before
    with pytest.raises(JournalError, match="cannot be written"):
        JournalWriter(tmp_path / "no" / "folder.jsonl")


def test_the_latest_session_is_the_latest_in_time_and_not_by_name(tmp_path: Path) -> None:
    sessions = sessions_folder(tmp_path)
    for name, wall_clock in (
        ("2026-11-23_20-00-00", "2026-11-23T20:00:00+09:00"),  # 11:00 UTC
        ("2026-11-23_05-00-00", "2026-11-23T05:00:00-08:00"),  # 13:00 UTC
        ("2026-11-23_12-00-00", "2026-11-23T12:00:00+00:00"),
    ):
        write(sessions / f"{name}.jsonl", [replace(HEADER, wall_clock=wall_clock)])
    (sessions / "9999.jsonl").write_bytes(b"no journal")
    (sessions / "a folder.jsonl").mkdir()
    names = [path.stem for path in journal_paths(tmp_path)]
    assert names == ["9999", "2026-11-23_20-00-00", "2026-11-23_12-00-00", "2026-11-23_05-00-00"]


def test_a_name_that_is_no_text_survives() -> None:
    sensor = SensorDescription(SensorKind.RECORDING, "bad\udcff.csv")
    header = replace(HEADER, sensor=sensor)
    assert entry_of_line(line_of_entry(header)) == header


def test_a_sync_that_is_refused_is_told_and_the_session_is_rescued(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems find out only when they sync that there is no room."""
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").resolve().name == "a.jsonl":
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    if not Path("/proc/self/fd").exists():
        return
    monkeypatch.setattr(os, "fsync", fsync)
    writer = JournalWriter(tmp_path / "a.jsonl")
    writer.append(HEADER)
    deadline_s = time.monotonic() + 10.0
    while writer.trouble is None and time.monotonic() < deadline_s:
        time.sleep(0.005)
    assert writer.trouble is not None
    assert writer.trouble.is_full
    kept = writer.close()
    assert kept != tmp_path / "a.jsonl"
    assert read_journal(kept).header == HEADER
    kept.unlink()


@pytest.mark.parametrize(
    "change",
    [
        {"breathing_s": "abc"},
        {"swing_start": None},
        {"swing_start": 5},
        {"is_complete": 3},
        {"carry_over": {"change_ln": "x"}},
        {"carry_over": "no reason"},
        {"beats": None},
    ],
)
def test_a_damaged_summary_is_the_one_named_error(change: dict[str, object]) -> None:
    record = json.loads(line_of_entry(run(readings())[1][-1]))
    record["summary"] |= change
    with pytest.raises(JournalError, match="of kind 'end'"):
        entry_of_line(json.dumps(record).encode())


_FULL_DISK = """
import resource, sys, time
from pathlib import Path
from tests.trainer.test_journal import HEADER
from tests.trainer.example import readings, run
from trainer.journal.writer import JournalWriter

path = Path(sys.argv[1])
entries = [HEADER, *run(readings())[1]]
writer = JournalWriter(path)
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
for number, entry in enumerate(entries):
    if number == 20:
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 37, hard))
    if number == 60:
        assert writer.trouble is not None and writer.trouble.is_full, writer.trouble
        assert writer.waiting_bytes > 1000
        if sys.argv[2] == "room":
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            writer.retry(1.0)
            assert writer.trouble is None
    writer.append(entry)
if sys.argv[2] == "kept full":
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, hard))
    try:
        writer.close()
    except Exception as error:
        print(type(error).__name__, error)
        sys.exit(3)
print(writer.close())
"""


def _full_disk(path: Path, how: str) -> subprocess.CompletedProcess[str]:
    """A child whose files may not grow: the nearest to a full disk that needs no privilege."""
    return subprocess.run(
        [sys.executable, "-c", _FULL_DISK, str(path), how],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on file sizes")
def test_a_full_disk_keeps_the_session_in_memory_and_writes_when_there_is_room(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.jsonl"
    done = _full_disk(path, "room")
    assert done.returncode == 0, done.stderr
    journal = read_journal(path)
    assert journal.notes == ()
    assert [journal.header, *journal.entries] == [HEADER, *run(readings())[1]]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on file sizes")
def test_a_disk_that_stays_full_is_said_and_keeps_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    done = _full_disk(path, "kept full")
    assert done.returncode == 3, done.stderr
    assert "JournalError" in done.stdout
    assert "Make room on the disk" in done.stdout
    journal = read_journal(path)
    assert len(journal.entries) >= 18


_ENDLESS = """
import sys, time
from pathlib import Path
from tests.trainer.test_journal import HEADER
from tests.trainer.example import readings
from trainer.journal.entries import Taken
from trainer.journal.writer import JournalWriter

writer = JournalWriter(Path(sys.argv[1]))
writer.append(HEADER)
number = 0
while True:
    for reading in readings(until_s=60.0):
        number += 1
        sys.stdout.write(f"{number}\\n")
        sys.stdout.flush()
        writer.append(Taken(float(number), reading))
        time.sleep(0.0005)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_a_kill_at_any_moment_loses_at_most_the_beat_in_flight(tmp_path: Path) -> None:
    chance = random.Random(9)
    for attempt in range(20):
        path = tmp_path / f"{attempt}.jsonl"
        child = subprocess.Popen(
            [sys.executable, "-c", _ENDLESS, str(path)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        for _ in range(chance.randrange(1, 150)):
            child.stdout.readline()
        time.sleep(chance.random() * 0.002)
        child.send_signal(signal.SIGKILL)
        begun = child.stdout.read().split()
        child.wait()
        child.stdout.close()
        journal = read_journal(path)
        taken = [entry for entry in journal.entries if isinstance(entry, Taken)]
        assert [entry.taken_s for entry in taken] == [float(n + 1) for n in range(len(taken))]
        if begun:
            assert len(taken) >= int(begun[-1]) - 1
        assert end_reason(journal) is EndReason.INTERRUPTED
        assert not any(isinstance(entry, Ended) for entry in journal.entries)
