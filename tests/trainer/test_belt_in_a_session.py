"""A belt beside a pulse sensor in a session: its breath beside the pacer, live and replayed."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from benchmarks.simulated_pulse import pulse_wave
from devices.readings import (
    LinkChanged,
    LinkState,
    PulseSamples,
    Reading,
    SensorDescription,
    SensorKind,
)
from trainer.errors import JournalError
from trainer.export import ExportFormat, beats_of, text_of
from trainer.export_streams import StreamFormat, stream_text_of
from trainer.journal.entries import Entry, Header, Taken, entry_of_line, line_of_entry
from trainer.journal.reader import Journal
from trainer.journal.replay import replay
from trainer.plan import Pace, Plan
from trainer.session import Session
from trainer.signal.breath_side import BreathSide
from trainer.signal.breath_step import BreathInStep
from trainer.signal.figure import Withheld
from trainer.snapshot import BreathPoint, BreathSource, OwnBreath
from trainer.timeline import Timeline

SENSOR = SensorDescription(SensorKind.PULSE_SENSOR, "Pulse sensor")
PLAN = Plan(Pace(6.0), breathing_s=60.0, quiet_before_s=30.0, quiet_after_s=0.0)
ASKED = Timeline(PLAN, 0.0).asked_fullness_at
_RATE_HZ = 100.0
_PIECE = 8
Fullness = Callable[[float], float]


def follows(at_s: float) -> float:
    """Somebody who breathes 15 times a minute, and then with the pacer, 0.4 s late."""
    asked = ASKED(at_s - 0.4)
    return asked if asked is not None else 0.5 - 0.5 * math.cos(2.0 * math.pi * at_s / 4.0)


def pieces(
    fullness: Fullness | None,
    until_s: float,
    *,
    begins_s: float = 0.0,
    gain: float = -80.0,
    piece: int = _PIECE,
) -> list[Reading]:
    """A pulse and a belt that falls with the breath in, as a cord at 5 V does; None: no belt."""
    chance = np.random.default_rng(11)
    made = pulse_wave(chance, duration_s=until_s - begins_s, rate_hz=_RATE_HZ)
    times_s = [round((begins_s + n / _RATE_HZ) * 1e6) / 1e6 for n in range(made.values.size)]
    belt: list[float] = []
    if fullness is not None:
        noise = chance.standard_normal(made.values.size)
        belt = [
            float(round(600.0 + gain * fullness(at_s) + 0.8 * noise[n]))
            for n, at_s in enumerate(times_s)
        ]
    heights = made.values.tolist()
    return [
        PulseSamples(
            times_s[first : first + piece][-1] + 0.02,
            tuple(times_s[first : first + piece]),
            tuple(heights[first : first + piece]),
            tuple(belt[first : first + piece]),
            1023.0,
            opens_gap=first == 0,
        )
        for first in range(0, len(times_s), piece)
    ]


def heard(inputs: list[Reading], until_s: float) -> tuple[Session, Journal, list[BreathPoint]]:
    """A session that has taken the inputs, its journal as it is read back, the breath's course."""
    entries: list[Entry] = []
    points: list[BreathPoint] = []
    session = Session(PLAN, SENSOR, 0.0, entries.append, watch_breath=points.append)
    session.step(0.0, [LinkChanged(0.0, LinkState.ARRIVING)])
    for what in inputs:
        session.step(what.at_s, [what])
    session.step(until_s)
    header = Header("test", "2026-01-01T00:00:00+00:00", 0.0, 0.0, PLAN, SENSOR)
    written = tuple(entry_of_line(line_of_entry(entry)) for entry in entries)
    return session, Journal(Path("x.jsonl"), header, written, ()), points


def breath_of(session: Session, at_s: float) -> OwnBreath:
    breath = session.snapshot(at_s).own_breath
    assert breath is not None
    return breath


@pytest.mark.parametrize("gain", [-80.0, 80.0])
def test_whoever_follows_the_pacer_sees_the_belt_go_with_it(gain: float) -> None:
    session, _, points = heard(pieces(follows, 85.0, gain=gain), 85.0)
    breath = breath_of(session, 85.0)
    assert breath.source is BreathSource.BELT
    assert breath.side is BreathSide.PACER, "which way the cord is wired is learnt"
    assert breath.rate.value == pytest.approx(6.0, abs=1.5), "the quiet breath is in the minute"
    assert isinstance(breath.in_step, BreathInStep)
    assert breath.in_step.is_in_step
    assert breath.in_step.lag_breaths == pytest.approx(0.04, abs=0.04)
    seen = [point for point in points if point.at_s > 60.0]
    assert len(seen) > 100
    far = [abs((point.fullness or 0.0) - follows(point.at_s)) for point in seen]
    assert np.mean(far) < 0.1
    assert breath.depth.value == pytest.approx(1.0, abs=0.15)


def test_a_shallower_breath_is_told_as_a_share_of_the_usual_one() -> None:
    def shallower(at_s: float) -> float:
        return follows(at_s) * (0.5 if at_s > 70.0 else 1.0)

    session, _, _ = heard(pieces(shallower, 85.0), 85.0)
    assert breath_of(session, 85.0).depth.value == pytest.approx(0.5, abs=0.12)


@pytest.mark.parametrize(
    "dead", [lambda at_s: 0.0, lambda at_s: 423.0 / 80.0], ids=["slack", "at the end"]
)
def test_a_dead_belt_is_said_and_gives_no_number(dead: Fullness) -> None:
    session, _, points = heard(pieces(dead, 60.0, gain=80.0), 60.0)
    breath = breath_of(session, 60.0)
    for figure in (breath.rate, breath.fullness, breath.depth):
        assert figure.value is None
    assert breath.rate.withheld is Withheld.NO_BELT
    assert all(point.fullness is None for point in points)


def test_a_belt_that_comes_loose_falls_silent_within_half_a_minute() -> None:
    def loose(at_s: float) -> float:
        return follows(at_s) if at_s < 50.0 else 0.0

    session, _, points = heard(pieces(loose, 85.0), 85.0)
    assert breath_of(session, 85.0).rate.withheld in (Withheld.STILL, Withheld.NO_BELT)
    last_s = max(point.at_s for point in points if point.fullness is not None)
    assert last_s < 76.0


def test_without_a_belt_there_is_no_breath() -> None:
    session, journal, points = heard(pieces(None, 30.0), 30.0)
    assert session.snapshot(30.0).own_breath is None
    assert not points
    with pytest.raises(JournalError, match="train --serial --breath"):
        stream_text_of(journal, StreamFormat.BREATH)


def test_a_lost_link_begins_the_breath_anew_and_a_missing_finger_does_not() -> None:
    first = pieces(follows, 50.0)
    flat = LinkChanged(50.0, LinkState.FLAT)
    session, _, _ = heard([*first, flat], 50.2)
    assert breath_of(session, 50.2).rate.value is not None
    session, _, _ = heard([*first, LinkChanged(50.0, LinkState.UNPLUGGED)], 50.2)
    assert breath_of(session, 50.2).rate.withheld is Withheld.GAP


def test_the_journal_gives_the_same_breath_again_however_the_pieces_were_cut() -> None:
    _, journal, points = heard(pieces(follows, 70.0), 70.0)
    again: list[BreathPoint] = []
    replay(journal, lambda judged, context: None, again.append)
    assert again == points
    _, _, otherwise = heard(pieces(follows, 70.0, piece=3), 70.0)
    assert [point.fullness for point in otherwise[:340]] == [p.fullness for p in points[:340]]


def test_exports_hold_the_belt_and_call_the_intervals_what_they_are() -> None:
    _, journal, points = heard(pieces(follows, 70.0), 70.0)
    rows = list(csv.DictReader(stream_text_of(journal, StreamFormat.BREATH).splitlines()))
    assert [row["belt_fullness"] for row in rows] == [
        "" if point.fullness is None else repr(point.fullness) for point in points
    ]
    assert [row["depth_share"] for row in rows if row["depth_share"]]
    assert rows[-1]["in_step_share"] == repr(points[-1].in_step_share)
    beats = beats_of(journal)
    table = list(csv.DictReader(text_of(journal, beats, ExportFormat.CSV).splitlines()))
    assert "rr_ms" not in table[0]
    assert float(table[-1]["pp_ms"]) == beats.beats[-1][0].rr_ms
    assert [row for row in table if row["belt_fullness"]]
    told = json.loads(text_of(journal, beats, ExportFormat.JSON))
    assert told["variability"] == "pulse-rate variability (PRV)"
    assert told["belt_breath"][-1]["source"] == "belt"
    first, *rest = text_of(journal, beats, ExportFormat.RR).splitlines()
    assert first.startswith("#")
    assert "PRV" in first
    assert len(rest) == len(beats.beats)
    assert "HRV" not in "".join(text_of(journal, beats, form) for form in ExportFormat)


def test_the_belt_is_raw_in_the_journal() -> None:
    sent = pieces(follows, 2.0)
    _, journal, _ = heard(sent, 2.0)
    kept = [
        entry.what
        for entry in journal.entries
        if isinstance(entry, Taken) and isinstance(entry.what, PulseSamples)
    ]
    assert kept == sent
