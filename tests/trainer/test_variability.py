"""What a sensor's intervals are called, once it has said what it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from devices.heart_rate_service import BodyLocation
from devices.readings import (
    Beat,
    LinkChanged,
    LinkState,
    Reading,
    SensorDescription,
    SensorKind,
    StrapInformation,
)
from trainer.export import ExportFormat, beats_of, text_of
from trainer.journal.entries import Entry, Header
from trainer.journal.reader import Journal
from trainer.plan import Pace, Plan
from trainer.session import Session
from trainer.variability import Variability, heard_sensor, told_of, variability_of

STRAP = SensorDescription(SensorKind.STRAP, "Sensor")
PLAN = Plan(Pace(6.0), breathing_s=30.0, quiet_before_s=0.0, quiet_after_s=0.0)


def _worn_at(place: str | None) -> StrapInformation:
    return StrapInformation(1.0, "Maker", None, place)


def _beats(error_ms: float | None = None) -> list[Reading]:
    return [Beat(3.0 + n, 3.0 + n, 1000.0, error_ms) for n in range(20)]


def _journal(readings: list[Reading]) -> tuple[Session, Journal]:
    entries: list[Entry] = []
    session = Session(PLAN, STRAP, 0.0, entries.append)
    for reading in [LinkChanged(0.5, LinkState.ARRIVING), *readings]:
        session.step(reading.at_s, [reading])
    session.finish()
    header = Header("test", "2026-01-02T03:04:05+00:00", 0.0, 0.0, PLAN, STRAP, (), None)
    return session, Journal(Path("a.jsonl"), header, tuple(entries), ())


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        (BodyLocation.CHEST, SensorKind.STRAP),
        (BodyLocation.OTHER, SensorKind.STRAP),
        (BodyLocation.WRIST, SensorKind.OPTICAL_BAND),
        (BodyLocation.FINGER, SensorKind.OPTICAL_BAND),
        (BodyLocation.HAND, SensorKind.OPTICAL_BAND),
        (BodyLocation.EAR_LOBE, SensorKind.OPTICAL_BAND),
        (BodyLocation.FOOT, SensorKind.OPTICAL_BAND),
    ],
)
def test_the_place_at_which_it_is_worn_says_what_a_strap_sees(
    place: BodyLocation, kind: SensorKind
) -> None:
    assert told_of(STRAP, _worn_at(place.spoken)).kind is kind


def test_a_strap_that_does_not_say_where_it_is_worn_stays_a_strap() -> None:
    assert told_of(STRAP, _worn_at(None)) == STRAP
    assert told_of(STRAP, _worn_at("somewhere new")) == STRAP


def test_intervals_with_an_error_estimate_are_a_pulse_wherever_the_band_is_worn() -> None:
    said = [_worn_at("other"), *_beats(error_ms=4.0), _worn_at("chest")]
    session, journal = _journal(said)
    assert session.sensor == SensorDescription(SensorKind.OPTICAL_BAND, "Sensor")
    assert heard_sensor(STRAP, journal.entries) == session.sensor


def test_a_place_says_nothing_of_a_practice_heart_or_a_recording() -> None:
    for kind in (SensorKind.SIMULATED, SensorKind.RECORDING, SensorKind.ECG_BOARD):
        sensor = SensorDescription(kind, "Sensor")
        assert told_of(sensor, _worn_at("wrist")) == sensor


def test_what_an_optical_band_measured_is_called_pulse_rate_variability_everywhere() -> None:
    session, journal = _journal([*_beats(), _worn_at("wrist")])
    kind = session.snapshot(session.now_s).sensor.kind
    assert variability_of(kind) is Variability.PULSE
    beats = beats_of(journal)
    assert "pp_ms" in text_of(journal, beats, ExportFormat.CSV).splitlines()[0]
    assert text_of(journal, beats, ExportFormat.RR).startswith("# pulse to pulse, ms")
    exported = json.loads(text_of(journal, beats, ExportFormat.JSON))
    assert exported["variability"] == Variability.PULSE.value
    assert exported["sensor"]["kind"] == SensorKind.OPTICAL_BAND.value


def test_what_a_chest_strap_measured_is_called_heart_rate_variability() -> None:
    _, journal = _journal([*_beats(), _worn_at("chest")])
    beats = beats_of(journal)
    assert "rr_ms" in text_of(journal, beats, ExportFormat.CSV).splitlines()[0]
    exported = json.loads(text_of(journal, beats, ExportFormat.JSON))
    assert exported["variability"] == Variability.HEART.value
