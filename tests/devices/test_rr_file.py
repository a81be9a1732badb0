"""What a text of RR intervals may look like, and what is said of one that is none."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import RecordingError
from devices.rr_file import LONGEST_INTERVAL_MS, parse_rr_text

# Forms as the programs write them (docs/formats in each program's own pages); values made up.
FORMS = {
    "one a line": "832\n845\n798\n",
    "windows line ends": "832\r\n845\r\n798\r\n",
    "old mac line ends": "832\r845\r798\r",
    "no last newline": "832\n845\n798",
    "byte order mark": "\ufeff832\n845\n798\n",
    "kubios": "# SIGNAL/SERIES EXPORT - KUBIOS\n# Resolution: 16\n832.000\n845.000\n798.000\n",
    "seconds": "0.832\n0.845\n0.798\n",
    "seconds with decimal comma": "0,832\n0,845\n0,798\n",
    "vns analyse": "RR-Intervalle - Korrigierte Werte (Aktiv)\n0,832\n0,845\n0,798\n",
    "polar flow": "0.832\t832\n1.677\t845\n2.475\t798\n",
    "hrvas": "0.832,0.832\n1.677,0.845\n2.475,0.798\n",
    "empatica": "1700000000.000, IBI\n12.50,0.832\n13.345,0.845\n14.143,0.798\n",
    "hrv logger": "date,rr,since start\n2026-03-15 09:00:15.123,832,0\n"
    "2026-03-15 09:00:15.955,845,832\n2026-03-15 09:00:16.8,798,1677\n",
    "fatmaxxer": "timestamp, rr, since_start \n1700000000000, 832, 0.0\n"
    "1700000000845, 845, 0.8\n1700000001643, 798, 1.7\n",
    "polar sensor logger": "Phone timestamp;RR-interval [ms]\n2026-04-24T14:10:16.752;832\n"
    "2026-04-24T14:10:16.752;845\n2026-04-24T14:10:17.752;798\n",
    "openhrv": "event,value,timestamp\nInterBeatInterval,832,2026-04-24T14:10:16.752\n"
    "PacerRate,6,2026-04-24T14:10:16.9\nInterBeatInterval,845,2026-04-24T14:10:17.6\n"
    "InterBeatInterval,798,2026-04-24T14:10:18.4\n",
    "own export": "wall_clock,beat_s,rr_ms,verdict,drawn_ms\n"
    "2026-11-23T06:47:55.636+00:00,1.8,832,accepted,832\n"
    "2026-11-23T06:47:55.636+00:00,2.6,845,ectopic,840 850\n"
    "2026-11-23T06:47:55.636+00:00,3.4,798,accepted,798\n",
    "with times": "# source: somewhere\nt_s,rr_ms\n0.005,832\n0.005,845\n0.975,798\n",
    "quoted": '"rr_ms"\n"832"\n"845"\n"798"\n',
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
def test_every_form_gives_the_same_intervals(text: str) -> None:
    assert parse_rr_text(text.encode()).intervals_ms == pytest.approx((832.0, 845.0, 798.0))


def test_utf_16_is_read() -> None:
    assert parse_rr_text("832\n845\n".encode("utf-16")).intervals_ms == (832.0, 845.0)


def test_words_in_another_encoding_are_read_and_said() -> None:
    recording = parse_rr_text("# Ger\u00e4t: Gurt\nrr_ms\n832\n845\n".encode("latin-1"))
    assert recording.intervals_ms == (832.0, 845.0)
    assert "Latin-1" in str(recording.notes[0])


def test_seconds_and_milliseconds_are_told_apart_and_said() -> None:
    assert parse_rr_text(b"832\n845\n").notes == ()
    assert "seconds" in str(parse_rr_text(b"0.832\n0.845\n").notes[0])


def test_values_win_over_a_heading_with_the_wrong_unit() -> None:
    in_seconds = parse_rr_text(b"rr_ms\n0.832\n0.845\n")
    assert in_seconds.intervals_ms == (832.0, 845.0)
    assert "says ms" in str(in_seconds.notes[0])
    in_ms = parse_rr_text(b"rr_s\n832\n845\n")
    assert in_ms.intervals_ms == (832.0, 845.0)
    assert "says s" in str(in_ms.notes[0])


@pytest.mark.parametrize(
    "bad", ["nan", "-832", "0", "inf", "abc", "1e308", "-inf", "12_3", "\u0668"]
)
def test_a_line_without_interval_breaks_the_series_and_is_counted(bad: str) -> None:
    recording = parse_rr_text(f"832\n845\n{bad}\n798\n".encode())
    assert recording.intervals_ms == (832.0, 845.0, None, 798.0)
    assert "1 of 4" in str(recording.notes[0])
    assert "line 3" in str(recording.notes[0])


def test_a_comma_at_the_end_of_the_line_is_no_second_column() -> None:
    assert parse_rr_text(b"832,\n845,\n").intervals_ms == (832.0, 845.0)


def test_the_column_named_exactly_is_preferred() -> None:
    text = b"rr_count,rr_ms\n1,832\n2,845\n"
    assert parse_rr_text(text).intervals_ms == (832.0, 845.0)


def test_mixed_units_are_said() -> None:
    text = "".join("832\n" if number % 3 else "0.832\n" for number in range(60))
    assert any("look like seconds" in str(note) for note in parse_rr_text(text.encode()).notes)
    assert parse_rr_text(b"832\n845\n0.9\n" + b"800\n" * 60).notes == ()


def test_ten_minutes_are_an_interval_and_two_hours_are_none() -> None:
    assert parse_rr_text(b"832\n600000\n845\n").intervals_ms[1] == 600_000.0
    assert LONGEST_INTERVAL_MS < 7_200_000.0
    assert parse_rr_text(b"832\n7200000\n845\n").intervals_ms[1] is None


def test_an_export_of_ones_own_is_broken_where_beats_are_missing() -> None:
    """Else two beats on either side of a gap would be taken for neighbours."""
    text = b"beat_s,rr_ms,follows\n0.8,800,0\n1.6,810,1\n9.0,700,0\n9.7,720,1\n12,,0\n13,730,0\n"
    recording = parse_rr_text(text)
    assert recording.intervals_ms == (800.0, 810.0, None, 700.0, 720.0, None, None, 730.0)
    assert any("beats are missing (2)" in str(note) for note in recording.notes)
    whole = parse_rr_text(b"rr_ms,follows\n800,0\n810,1\n")
    assert (whole.intervals_ms, whole.notes) == ((800.0, 810.0), ())


REFUSED = {
    "a saved session": (
        b'{"kind":"header","format":"bellybreath-journal","format_version":1}\n{"kind":"x"}\n',
        "saved session",
    ),
    "empty": (b"", "empty"),
    "only comments": (b"# rr\n# ms\n", "empty"),
    "only blanks": (b"\n\n  \n", "empty"),
    "binary": (bytes(range(256)) * 8, "binary"),
    "binary without zero": (bytes(range(1, 32)) * 8 + b"\xff\xfe\x81", "binary"),
    "prose": (b"Dear diary,\ntoday I breathed.\n", "intervals"),
    "prose with a number": (b"Dear diary\n832 times\nno\nno\nno\n", "intervals"),
    "heart rates": (b"72\n74\n71\n70\n", "heart rates"),
    "only zeros": (b"0\n0\n0\n", "no heart has"),
    "only negatives": (b"-832\n-845\n", "no heart has"),
    "huge": (b"832000\n845000\n", "too large"),
    "unnamed columns": (b"1,832,5\n2,845,6\n", "columns without names"),
    "unknown columns": (b"time,volts\n0,832\n1,845\n", "no column of intervals"),
    "mostly words": (b"832\nfoo\nbar\nbaz\n", "no list"),
}


@pytest.mark.parametrize(("content", "word"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_recording_is_refused_in_one_sentence(content: bytes, word: str) -> None:
    with pytest.raises(RecordingError, match=word) as caught:
        parse_rr_text(content)
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=400))
def test_any_bytes_give_intervals_or_the_one_named_error(content: bytes) -> None:
    try:
        recording = parse_rr_text(content)
    except RecordingError:
        return
    for rr_ms in recording.intervals_ms:
        assert rr_ms is None or (math.isfinite(rr_ms) and 0.0 < rr_ms <= LONGEST_INTERVAL_MS)


LINES = st.lists(
    st.sampled_from(
        ["832", "845,1", "0.8", "nan", "", "rr_ms", "a;b", "1\t2", "#x", "-1", "1e400"]
    ),
    max_size=12,
)


@given(LINES)
def test_any_mix_of_lines_gives_intervals_or_the_one_named_error(lines: list[str]) -> None:
    try:
        recording = parse_rr_text("\n".join(lines).encode())
    except RecordingError:
        return
    assert any(rr_ms is not None for rr_ms in recording.intervals_ms)


@given(
    st.lists(st.floats(min_value=300.0, max_value=2000.0, allow_nan=False), min_size=2, max_size=40)
)
def test_what_is_written_is_read_to_the_last_digit(intervals_ms: list[float]) -> None:
    text = "".join(f"{rr_ms!r}\n" for rr_ms in intervals_ms)
    assert parse_rr_text(text.encode()).intervals_ms == tuple(intervals_ms)


@pytest.mark.parametrize(
    "content",
    [
        b"beat_s,pp_ms,verdict\n0.8,800,accepted\n1.6,810,accepted\n",
        b"# pulse to pulse, ms: pulse-rate variability (PRV)\n800\n810\n805\n",
        b"Phone timestamp;PP-interval [ms];error estimate [ms]\n1;800;5\n2;810;5\n3;805;5\n",
    ],
    ids=["our table", "our plain intervals", "Polar Sensor Logger"],
)
def test_intervals_between_pulses_are_called_so(content: bytes) -> None:
    recording = parse_rr_text(content)
    assert recording.intervals_ms[:2] == (800.0, 810.0)
    assert recording.is_pulse
    assert any("PRV" in str(note) for note in recording.notes)


def test_intervals_between_heartbeats_are_not_called_pulses() -> None:
    for content in (b"rr_ms\n800\n810\n", b"# rr of a heart\n800\n810\n805\n"):
        recording = parse_rr_text(content)
        assert not recording.is_pulse
        assert not recording.notes
