"""A recorded session in the forms that other programs read: text in, nothing opened here.

The judgements in an export are computed anew from the journal, by the very session that ran.
"""

from __future__ import annotations

import csv
import io
import json
from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Any

from devices.readings import BatteryLevel, HeartRate, LinkChanged, StrapInformation
from trainer.commands import Command
from trainer.errors import JournalError
from trainer.export_streams import wall_clock_of
from trainer.journal.entries import Answered, StageEntered, Taken, plain
from trainer.journal.reader import Journal
from trainer.journal.replay import end_reason, replay
from trainer.own_breath import POINT_EVERY_S
from trainer.said import JournalSaid
from trainer.session import BeatContext
from trainer.signal.beats import JudgedBeat
from trainer.snapshot import BreathPoint, BreathSource, Summary
from trainer.variability import Variability, heard_sensor, variability_of

__all__ = ["ExportFormat", "Gap", "SessionBeats", "beats_of", "gaps_of", "text_of"]

EXPORT_NAME = "bellybreath-session"
EXPORT_VERSION = 1


class ExportFormat(Enum):
    """The forms there are."""

    CSV = "csv"
    """One line a beat, with its verdict and where it fell; units in the names."""
    RR = "rr"
    """Plain intervals in ms, one a line, as every other program reads them. Those of a pulse have a
    line with # above them that says so."""
    JSON = "json"
    """Everything but samples: plan, beats, link, wishes, stages, the own breath, summary."""


@dataclass(frozen=True, slots=True)
class SessionBeats:
    """The judged beats of one session."""

    beats: tuple[tuple[JudgedBeat, BeatContext], ...]
    """Each with where it fell."""
    summary: Summary
    breath: tuple[BreathPoint, ...] = ()
    """The person's own, as a strap's movement or a belt shows it, in order; empty without one."""

    @property
    def breath_source(self) -> BreathSource:
        """What showed the breath; a strap where nothing did."""
        return self.breath[-1].source if self.breath else BreathSource.STRAP


@dataclass(frozen=True, slots=True)
class Gap:
    """A break that plain intervals cannot express."""

    after_intervals: int
    """Intervals that come before it in the file."""
    begin_s: float
    """Time of the last beat before it, on the session clock."""
    end_s: float
    """Time at which the first interval after it begins."""


def beats_of(journal: Journal, *, may_be_none: bool = False) -> SessionBeats:
    """The beats of a session, judged, with where each fell.

    Parameters
    ----------
    journal
        Of any session.
    may_be_none
        True where a session of the breath alone has something to tell, too.

    Raises
    ------
    JournalError
        The session holds no heartbeat, and must.
    """
    beats: list[tuple[JudgedBeat, BeatContext]] = []
    breath: list[BreathPoint] = []
    summary = replay(
        journal, lambda judged, context: beats.append((judged, context)), breath.append
    )
    if not beats and not may_be_none:
        raise JournalError(JournalSaid.NO_BEATS, path=journal.path)
    return SessionBeats(tuple(beats), summary, tuple(breath))


def gaps_of(beats: SessionBeats) -> tuple[Gap, ...]:
    """The breaks between the unbroken stretches."""
    gaps: list[Gap] = []
    for position, ((before, here), (after, there)) in enumerate(pairwise(beats.beats), start=1):
        if here.stretch != there.stretch:
            gaps.append(Gap(position, before.beat_s, after.beat_s - after.rr_ms / 1000.0))
    return tuple(gaps)


def text_of(journal: Journal, beats: SessionBeats, form: ExportFormat) -> str:
    """The session in one of the forms, each line ended by a line feed."""
    match form:
        case ExportFormat.CSV:
            return _csv_of(journal, beats)
        case ExportFormat.RR:
            return _rr_of(journal, beats)
        case ExportFormat.JSON:
            return _json_of(journal, beats)


def _plain_ms(rr_ms: float) -> str:
    """In ms, to a thousandth: a strap's 1/1024 s step needs no more, and whole numbers stay."""
    return f"{rr_ms:.3f}".rstrip("0").rstrip(".")


def _rr_of(journal: Journal, beats: SessionBeats) -> str:
    lines = [_plain_ms(judged.rr_ms) for judged, _ in beats.beats]
    if _variability(journal) is Variability.PULSE:
        lines.insert(0, f"# pulse to pulse, ms: {Variability.PULSE.value}")
    return "".join(f"{line}\n" for line in lines)


def _variability(journal: Journal) -> Variability:
    return variability_of(heard_sensor(journal.header.sensor, journal.entries).kind)


def _csv_of(journal: Journal, beats: SessionBeats) -> str:
    header = journal.header
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        (
            "wall_clock",
            "beat_s",
            _variability(journal).interval_column,
            "verdict",
            "drawn_ms",
            "heart_rate_bpm",
            "follows",
            "stretch",
            "stage",
            "breath_phase",
            "asked_fullness",
            f"{beats.breath_source.value}_fullness",
            f"{beats.breath_source.value}_breaths_per_min",
        )
    )
    clock = wall_clock_of(header)
    times_s = [point.at_s for point in beats.breath]
    for judged, context in beats.beats:
        point = _point_at(beats.breath, times_s, judged.beat_s)
        writer.writerow(
            (
                clock(judged.beat_s),
                repr(judged.beat_s),
                repr(judged.rr_ms),
                judged.verdict.value,
                " ".join(repr(drawn_ms) for drawn_ms in judged.drawn_ms),
                repr(60_000.0 / judged.rr_ms) if judged.is_accepted else "",
                int(judged.follows),
                context.stretch,
                context.stage.value,
                _optional(context.breath_phase),
                _optional(context.asked_fullness),
                _optional(None if point is None else point.fullness),
                _optional(None if point is None else point.breaths_per_min),
            )
        )
    return text.getvalue()


def _optional(number: float | None) -> str:
    return "" if number is None else repr(number)


def _point_at(
    points: tuple[BreathPoint, ...], times_s: list[float], at_s: float
) -> BreathPoint | None:
    """The point of the own breath nearest to a time; None where there is none so near."""
    after = bisect_left(times_s, at_s)
    near = points[max(0, after - 1) : after + 1]
    found = min(near, key=lambda point: abs(point.at_s - at_s), default=None)
    return found if found is not None and abs(found.at_s - at_s) <= POINT_EVERY_S else None


def _json_of(journal: Journal, beats: SessionBeats) -> str:
    header = journal.header
    record = {
        "format": EXPORT_NAME,
        "format_version": EXPORT_VERSION,
        "software": header.software,
        "wall_clock": header.wall_clock,
        "wall_clock_at_s": header.wall_clock_at_s,
        "started_s": header.started_s,
        "speed": header.speed,
        "plan": plain(header.plan),
        "sensor": plain(heard_sensor(header.sensor, journal.entries)),
        "variability": _variability(journal).value,
        "end": end_reason(journal).value,
        "notes": [str(note) for note in journal.notes],
        "stages": [plain(entry) for entry in journal.entries if isinstance(entry, StageEntered)],
        "link": [_plain_taken(entry) for entry in journal.entries if _is_link(entry)],
        "strap": [_plain_taken(entry) for entry in journal.entries if _is_about_strap(entry)],
        "wishes": [_plain_taken(entry) for entry in journal.entries if _is_wish(entry)],
        "answers": [
            {"at_s": entry.at_s, **plain(entry.answer)}
            for entry in journal.entries
            if isinstance(entry, Answered)
        ],
        "beats": [{**plain(judged), **plain(context)} for judged, context in beats.beats],
        f"{beats.breath_source.value}_breath": [plain(point) for point in beats.breath],
        "summary": plain(beats.summary),
    }
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _is_link(entry: object) -> bool:
    return isinstance(entry, Taken) and isinstance(entry.what, LinkChanged)


def _is_about_strap(entry: object) -> bool:
    """What a strap told beside its beats; the packets themselves stay in the journal."""
    return isinstance(entry, Taken) and isinstance(
        entry.what, HeartRate | BatteryLevel | StrapInformation
    )


def _is_wish(entry: object) -> bool:
    return isinstance(entry, Taken) and isinstance(entry.what, Command)


def _plain_taken(entry: Any) -> dict[str, Any]:
    return {"taken_s": entry.taken_s, **plain(entry.what)}
