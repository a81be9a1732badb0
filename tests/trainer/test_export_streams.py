"""ECG, movement and breath as tables: read back by the standard library alone."""

from __future__ import annotations

import csv
import json
import struct
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from devices.polar_frames import EcgFrame, encode_ecg
from devices.readings import Beat, LinkChanged, LinkState, PacketReceived, PacketSource, Reading
from tests.breathing_strap import LATE_S, START_NS, follower, movement_packets, settings_told
from tests.trainer.example import PLAN, SENSOR
from trainer.errors import JournalError
from trainer.export import ExportFormat, beats_of, text_of
from trainer.export_streams import StreamFormat, stream_text_of
from trainer.journal.entries import Entry, Header, entry_of_line, line_of_entry
from trainer.journal.reader import Journal
from trainer.session import Session
from trainer.snapshot import BreathPoint
from trainer.timeline import Timeline
from visuals.cli import main

BEGAN = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
MOVEMENT = movement_packets(follower(Timeline(PLAN, 0.0).asked_fullness_at), 40.0, 118.0)
LOST_FRAME = 12
CUT_S = (MOVEMENT[30].at_s + 0.01, MOVEMENT[30].at_s + 0.02)
"""The link is lost and back before the next frame."""


def ecg_packets() -> list[PacketReceived]:
    """Ten frames of 73 samples at 130 Hz; sample n holds n - 300 microvolt."""
    return [
        PacketReceived(
            (number + 1) * 73 / 130 + 0.05,
            PacketSource.ECG,
            encode_ecg(
                EcgFrame(
                    START_NS + round((number + 1) * 73 / 130 * 1e9),
                    tuple(range(number * 73 - 300, (number + 1) * 73 - 300)),
                )
            ),
        )
        for number in range(10)
    ]


def recorded(*, has_streams: bool = True) -> tuple[Journal, list[BreathPoint]]:
    """A journal as it is read back, and the points that the session itself had."""
    inputs: list[Reading] = [
        Beat(0.8 * number, 0.8 * number, 800.0 + number % 7) for number in range(1, 145)
    ]
    if has_streams:
        inputs += [settings_told(), *ecg_packets()]
        inputs += MOVEMENT[:LOST_FRAME] + MOVEMENT[LOST_FRAME + 1 :]
        inputs += [LinkChanged(CUT_S[0], LinkState.LOST), LinkChanged(CUT_S[1], LinkState.WAITING)]
    header = Header("test", BEGAN.isoformat(), 0.0, 0.0, PLAN, SENSOR)
    entries: list[Entry] = []
    points: list[BreathPoint] = []
    session = Session(PLAN, SENSOR, 0.0, entries.append, watch_breath=points.append)
    for what in sorted(inputs, key=lambda what: what.at_s):
        session.step(what.at_s, [what])
    session.finish()
    written = tuple(entry_of_line(line_of_entry(entry)) for entry in entries)
    return Journal(Path("x.jsonl"), header, written, ()), points


def rows_of(text: str) -> list[dict[str, str]]:
    assert text.endswith("\n")
    return list(csv.DictReader(text.splitlines()))


def test_ecg_has_every_sample_with_its_time_in_order() -> None:
    journal, _ = recorded()
    rows = rows_of(stream_text_of(journal, StreamFormat.ECG))
    assert [int(row["ecg_uv"]) for row in rows] == list(range(-300, 430))
    times_s = [float(row["sample_s"]) for row in rows]
    # The device's own time, 0.05 s late in the air.
    assert times_s == pytest.approx([(n + 1) / 130 + 0.05 for n in range(730)], abs=2e-6)
    assert [row["starts_stretch"] for row in rows] == ["1"] + ["0"] * 729
    stamps = [datetime.fromisoformat(row["wall_clock"]) for row in rows]
    assert stamps[-1] - BEGAN == pytest.approx(
        timedelta(seconds=times_s[-1]), abs=timedelta(milliseconds=1)
    )


def test_movement_has_what_was_in_the_packets_and_says_where_samples_are_missing() -> None:
    journal, _ = recorded()
    rows = rows_of(stream_text_of(journal, StreamFormat.MOVEMENT))
    sent = MOVEMENT[:LOST_FRAME] + MOVEMENT[LOST_FRAME + 1 :]
    # Read with the standard library: 10 bytes of head, then three signed 16-bit numbers a sample.
    wanted = [axes for each in sent for axes in struct.iter_unpack("<hhh", each.packet[10:])]
    found = [(int(row["x_mg"]), int(row["y_mg"]), int(row["z_mg"])) for row in rows]
    assert found == wanted
    starts = [number for number, row in enumerate(rows) if row["starts_stretch"] == "1"]
    assert starts == [0, LOST_FRAME * 36, 30 * 36]
    times_s = [float(row["sample_s"]) for row in rows[: 29 * 36]]
    taken_s = [40.0 + number / 50.0 + LATE_S for number in range(30 * 36)]
    del taken_s[LOST_FRAME * 36 : (LOST_FRAME + 1) * 36]
    assert times_s == pytest.approx(taken_s, abs=2e-3)


def test_the_breath_is_the_one_that_the_session_had() -> None:
    journal, points = recorded()
    rows = rows_of(stream_text_of(journal, StreamFormat.BREATH))
    assert [row["at_s"] for row in rows] == [repr(point.at_s) for point in points]
    assert [row["strap_fullness"] for row in rows] == [
        "" if point.fullness is None else repr(point.fullness) for point in points
    ]
    reasons = {row["withheld"] for row in rows if not row["strap_fullness"]}
    # Neither pace fits while the quiet breath gives way to the paced one.
    assert reasons == {"needs a little more time", "too weak to tell"}
    assert {row["side"] for row in rows if row["strap_fullness"]} == {"pacer"}
    assert {row["stage"] for row in rows} == {"quiet before", "breathing"}
    last = rows[-1]
    assert float(last["strap_breaths_per_min"]) == pytest.approx(6.0, abs=0.3)
    assert abs(float(last["asked_fullness"]) - float(last["strap_fullness"])) < 0.3


def test_beats_and_json_hold_the_breath_beside_them() -> None:
    journal, points = recorded()
    beats = beats_of(journal)
    rows = rows_of(text_of(journal, beats, ExportFormat.CSV))
    by_time = {point.at_s: point for point in points}
    with_breath = [row for row in rows if row["strap_fullness"]]
    assert len(with_breath) > 30
    for row in with_breath:
        nearest = by_time[min(by_time, key=lambda at_s: abs(at_s - float(row["beat_s"])))]
        assert row["strap_fullness"] == repr(nearest.fullness)
        assert row["strap_breaths_per_min"] == repr(nearest.breaths_per_min)
    assert not [row for row in with_breath if float(row["beat_s"]) < 40.0]
    told = json.loads(text_of(journal, beats, ExportFormat.JSON))["strap_breath"]
    assert [point["at_s"] for point in told] == [point.at_s for point in points]
    assert told[-1]["fullness"] == points[-1].fullness
    assert told[-1]["side"] == points[-1].side.value


def test_a_session_without_such_streams_says_how_to_have_them() -> None:
    journal, _ = recorded(has_streams=False)
    for form, hint in (
        (StreamFormat.ECG, "--record ecg"),
        (StreamFormat.MOVEMENT, "--breath"),
        (StreamFormat.BREATH, "--breath"),
    ):
        with pytest.raises(JournalError, match=hint):
            stream_text_of(journal, form)
    row = rows_of(text_of(journal, beats_of(journal), ExportFormat.CSV))[-1]
    assert (row["strap_fullness"], row["strap_breaths_per_min"]) == ("", "")


@pytest.mark.parametrize(("form", "what"), [("ecg", "730 samples"), ("breath", "points of the")])
def test_the_command_writes_a_stream_to_a_file(
    form: str, what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal, _ = recorded()
    folder = tmp_path / "data" / "sessions"
    folder.mkdir(parents=True)
    lines = [line_of_entry(entry) for entry in (journal.header, *journal.entries)]
    (folder / "2026-01-01_00-00-00.jsonl").write_bytes(b"".join(lines))
    target = tmp_path / "out.csv"
    words = ["export", "latest", "--format", form, "-o", str(target)]
    assert main([*words, "--data-dir", str(tmp_path / "data")]) == 0
    assert what in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == stream_text_of(journal, StreamFormat(form))
