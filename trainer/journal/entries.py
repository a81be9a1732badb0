"""What stands in a journal, and how each entry becomes one line of JSON and comes back.

A journal holds what came in (readings and wishes, each with the session time at which it was
taken), where the stages began, and at the end what the session came to. Everything else is
computed again from these: a session is a function of its plan and its inputs. Numbers are
written so that reading gives the same binary value.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from enum import Enum
from typing import Any, assert_never

from devices.readings import (
    BatteryLevel,
    Beat,
    HeartRate,
    LinkChanged,
    LinkState,
    PacketReceived,
    PacketSource,
    PulseSamples,
    Reading,
    SampleTiming,
    SensorDescription,
    SensorKind,
    StrapInformation,
    StreamChanged,
)
from devices.sayable import Sentence
from trainer.answers import Answer, Occasion
from trainer.commands import Command, Wish
from trainer.errors import EntryError, JournalError, PlanError
from trainer.journal.samples import (
    record_of_samples,
    record_of_timing,
    samples_of_record,
    timing_of_record,
)
from trainer.plan import Pace, Plan, Stage
from trainer.said import EntrySaid
from trainer.signal.carry_over import CarryOver, SpreadSource, SwingChange
from trainer.signal.figure import Figure, Withheld
from trainer.signal.response import RateChange
from trainer.snapshot import Summary

__all__ = [
    "FORMAT_NAME",
    "FORMAT_VERSION",
    "Answered",
    "EndReason",
    "Ended",
    "Entry",
    "Header",
    "StageEntered",
    "Taken",
    "entry_of_line",
    "line_of_entry",
    "plain",
]

FORMAT_NAME = "bellybreath-journal"
FORMAT_VERSION = 1


class EndReason(Enum):
    """Why a session ended."""

    COMPLETE = "complete"
    """The plan was carried out to its end."""
    FINISHED_EARLY = "finished early"
    """The person finished; that counts as done."""
    SENSOR_ENDED = "recording ended"
    """The recording that gave the beats was over."""
    INTERRUPTED = "interrupted"
    """The journal has no end: the program was killed, or the power failed. Never written,
    only found."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line: what this file is, and what was planned."""

    software: str
    """Name and version of the program that wrote it."""
    wall_clock: str
    """Date, time and offset from UTC (ISO 8601) at `wall_clock_at_s`."""
    wall_clock_at_s: float
    """Session clock of that moment: the anchor between the two."""
    started_s: float
    """Session clock at which the session began."""
    plan: Plan
    sensor: SensorDescription
    earlier_changes_ln: tuple[float, ...] = ()
    """Changes of resting ln RMSSD in the person's earlier sessions, as the session knew them."""
    speed: float | None = 1.0
    """Session seconds in a second: 1 is real time, None as fast as it went. The wall clock tells
    when a beat was only in real time."""
    format_version: int = FORMAT_VERSION

    @property
    def began(self) -> datetime:
        """The wall clock's date and time, with its offset from UTC."""
        return datetime.fromisoformat(self.wall_clock)


@dataclass(frozen=True, slots=True)
class Taken:
    """One input, and the session time at which it was taken."""

    taken_s: float
    what: Reading | Command


@dataclass(frozen=True, slots=True)
class StageEntered:
    """A stage begins."""

    at_s: float
    stage: Stage


@dataclass(frozen=True, slots=True)
class Ended:
    """The last line of a session that ended in order."""

    at_s: float
    reason: EndReason
    summary: Summary


@dataclass(frozen=True, slots=True)
class Answered:
    """What the person said of themselves. It may stand after the end: the question comes then."""

    at_s: float
    answer: Answer


Entry = Header | Taken | StageEntered | Ended | Answered


def line_of_entry(entry: Entry) -> bytes:
    r"""One line of UTF-8 JSON, with its newline."""
    text = json.dumps(_record_of(entry), ensure_ascii=False, separators=(",", ":"))
    # A name from a file system may hold what is no character; it must not cost the session.
    return text.encode(errors="backslashreplace") + b"\n"


def entry_of_line(line: bytes) -> Entry:
    """The entry that stands in a line.

    Raises
    ------
    JournalError
        The line is no entry; the message says what is wrong with it, without its number.
    """
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):  # UnicodeDecodeError is a ValueError
        raise JournalError(EntrySaid.NO_JSON) from None
    if not isinstance(record, dict):
        raise JournalError(EntrySaid.NO_OBJECT)
    kind = record.get("kind")
    read = _READERS.get(kind) if isinstance(kind, str) else None
    if read is None:
        raise JournalError(EntrySaid.UNKNOWN_KIND, kind=str(kind)[:40])
    try:
        return read(record)
    except KeyError as error:
        name = str(error.args[0])
        raise JournalError(EntrySaid.LACKS, kind=str(kind), name=name) from None
    except PlanError as error:
        raise JournalError(EntrySaid.OF_PLAN, kind=str(kind), why=error.sentence) from None
    except EntryError as error:
        raise JournalError(EntrySaid.CANNOT_BE_READ, kind=str(kind), why=error.sentence) from None
    except (TypeError, ValueError, OverflowError) as error:
        why = Sentence(EntrySaid.ODD_VALUE, {"words": str(error)})
        raise JournalError(EntrySaid.CANNOT_BE_READ, kind=str(kind), why=why) from None


def _record_of(entry: Entry) -> dict[str, Any]:
    match entry:
        case Header():
            return {
                "kind": "header",
                "format": FORMAT_NAME,
                "format_version": entry.format_version,
                "software": entry.software,
                "wall_clock": entry.wall_clock,
                "wall_clock_at_s": entry.wall_clock_at_s,
                "started_s": entry.started_s,
                "plan": plain(entry.plan),
                "sensor": plain(entry.sensor),
                "earlier_changes_ln": list(entry.earlier_changes_ln),
                "speed": entry.speed,
            }
        case Taken(taken_s, what):
            return _record_of_input(taken_s, what)
        case StageEntered(at_s, stage):
            return {"kind": "stage", "at_s": at_s, "stage": stage.value}
        case Ended(at_s, reason, summary):
            return {
                "kind": "end",
                "at_s": at_s,
                "reason": reason.value,
                "summary": plain(summary),
            }
        case Answered(at_s, Answer(occasion, upset)):
            return {
                "kind": "answer",
                "at_s": at_s,
                "occasion": occasion.value,
                "upset": upset,
            }
        case _:
            assert_never(entry)


def _record_of_input(taken_s: float, what: Reading | Command) -> dict[str, Any]:
    match what:
        case Beat(at_s, beat_s, rr_ms, error_ms, is_vague):
            beat: dict[str, Any] = {
                "kind": "beat",
                "taken_s": taken_s,
                "at_s": _written(at_s),
                "beat_s": _written(beat_s),
                "rr_ms": _written(rr_ms),
            }
            if error_ms is not None:
                beat["error_ms"] = _written(error_ms)
            if is_vague:
                beat["is_vague"] = True
            return beat
        case LinkChanged(at_s, state, detail):
            return {
                "kind": "link",
                "taken_s": taken_s,
                "at_s": _written(at_s),
                "state": state.value,
                "detail": detail,
            }
        case HeartRate(at_s, rate_per_min):
            return {
                "kind": "rate",
                "taken_s": taken_s,
                "at_s": _written(at_s),
                "rate_per_min": rate_per_min,
            }
        case BatteryLevel(at_s, percent):
            return {
                "kind": "battery",
                "taken_s": taken_s,
                "at_s": _written(at_s),
                "percent": percent,
            }
        case StrapInformation(at_s, maker, model, location):
            return {
                "kind": "strap",
                "taken_s": taken_s,
                "at_s": _written(at_s),
                "maker": maker,
                "model": model,
                "location": location,
            }
        case PacketReceived(at_s, source, packet):
            return {
                "kind": "packet",
                "taken_s": taken_s,
                "at_s": _written(at_s),
                "source": source.value,
                "hex": packet.hex(),
            }
        case StreamChanged(at_s, source, trouble):
            return {
                "kind": "stream",
                "taken_s": taken_s,
                "at_s": _written(at_s),
                "source": source.value,
                "trouble": trouble,
            }
        case PulseSamples():
            return {"kind": "pulse", "taken_s": taken_s, **record_of_samples(what)}
        case SampleTiming():
            return {"kind": "timing", "taken_s": taken_s, **record_of_timing(what)}
        case Command(at_s, wish):
            return {"kind": "wish", "taken_s": taken_s, "at_s": at_s, "wish": wish.value}
        case _:
            assert_never(what)


def _written(number: float) -> float | str:
    """A number as JSON may hold it: what a lying sensor sends may be no number, and is kept."""
    return number if math.isfinite(number) else repr(number)


def plain(value: object) -> Any:
    """A record as what JSON knows: enums by their value, tuples as lists."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}  # type: ignore[arg-type]  # an instance, just checked
    return value


def _number(record: Mapping[str, Any], name: str) -> float:
    value = record[name]
    if value in ("nan", "inf", "-inf"):
        return float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise EntryError(EntrySaid.NO_NUMBER, name=name)
    return float(value)


def _finite(record: Mapping[str, Any], name: str) -> float:
    value = _number(record, name)
    if not math.isfinite(value):
        raise EntryError(EntrySaid.NOT_FINITE, name=name)
    return value


def _numbers(record: Mapping[str, Any], name: str) -> list[float]:
    values = record[name]
    if not isinstance(values, list):
        raise EntryError(EntrySaid.NO_LIST, name=name)
    return [_finite({name: value}, name) for value in values]


def _date(record: Mapping[str, Any], name: str) -> str:
    """A date and time with its offset, as it was written."""
    words = _words(record, name)
    try:
        if datetime.fromisoformat(words).tzinfo is None:
            raise ValueError
        datetime.fromisoformat(words).timestamp()
    except (ValueError, OverflowError):
        raise EntryError(EntrySaid.NO_DATE, name=name, words=words[:40]) from None
    return words


def _words(record: Mapping[str, Any], name: str) -> str:
    value = record[name]
    if not isinstance(value, str):
        raise EntryError(EntrySaid.NO_TEXT, name=name)
    return value


def _table(record: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = record[name]
    if not isinstance(value, dict):
        raise EntryError(EntrySaid.NO_TABLE, name=name)
    return value


def _read_header(record: Mapping[str, Any]) -> Header:
    if record.get("format") != FORMAT_NAME:
        raise EntryError(EntrySaid.OTHER_FORMAT, name=FORMAT_NAME)
    version = record["format_version"]
    if version != FORMAT_VERSION:
        raise EntryError(EntrySaid.OTHER_VERSION, version=str(version), ours=FORMAT_VERSION)
    plan, sensor = _table(record, "plan"), _table(record, "sensor")
    pace = _table(plan, "pace")
    return Header(
        software=_words(record, "software"),
        wall_clock=_date(record, "wall_clock"),
        wall_clock_at_s=_finite(record, "wall_clock_at_s"),
        started_s=_finite(record, "started_s"),
        plan=Plan(
            Pace(_number(pace, "breaths_per_min"), _number(pace, "inhale_share")),
            _number(plan, "breathing_s"),
            _number(plan, "quiet_before_s"),
            _number(plan, "quiet_after_s"),
        ),
        sensor=SensorDescription(
            SensorKind(sensor["kind"]),
            _words(sensor, "name"),
            None if sensor["seed"] is None else int(sensor["seed"]),
        ),
        earlier_changes_ln=tuple(_numbers(record, "earlier_changes_ln")),
        speed=None if record["speed"] is None else _finite(record, "speed"),
        format_version=FORMAT_VERSION,
    )


def _read_beat(record: Mapping[str, Any]) -> Taken:
    return Taken(
        _finite(record, "taken_s"),
        Beat(
            _number(record, "at_s"),
            _number(record, "beat_s"),
            _number(record, "rr_ms"),
            _number(record, "error_ms") if "error_ms" in record else None,
            is_vague=bool(record.get("is_vague", False)),
        ),
    )


def _read_link(record: Mapping[str, Any]) -> Taken:
    return Taken(
        _finite(record, "taken_s"),
        LinkChanged(_number(record, "at_s"), LinkState(record["state"]), _words(record, "detail")),
    )


def _read_rate(record: Mapping[str, Any]) -> Taken:
    return Taken(
        _finite(record, "taken_s"),
        HeartRate(_number(record, "at_s"), int(_finite(record, "rate_per_min"))),
    )


def _read_battery(record: Mapping[str, Any]) -> Taken:
    return Taken(
        _finite(record, "taken_s"),
        BatteryLevel(_number(record, "at_s"), int(_finite(record, "percent"))),
    )


def _read_strap(record: Mapping[str, Any]) -> Taken:
    maker, model, location = (
        None if record[name] is None else _words(record, name)
        for name in ("maker", "model", "location")
    )
    return Taken(
        _finite(record, "taken_s"),
        StrapInformation(_number(record, "at_s"), maker, model, location),
    )


def _read_packet(record: Mapping[str, Any]) -> Taken:
    return Taken(
        _finite(record, "taken_s"),
        PacketReceived(
            _number(record, "at_s"),
            PacketSource(record["source"]),
            bytes.fromhex(_words(record, "hex")),
        ),
    )


def _read_stream(record: Mapping[str, Any]) -> Taken:
    return Taken(
        _finite(record, "taken_s"),
        StreamChanged(
            _number(record, "at_s"), PacketSource(record["source"]), _words(record, "trouble")
        ),
    )


def _read_wish(record: Mapping[str, Any]) -> Taken:
    return Taken(_finite(record, "taken_s"), Command(_number(record, "at_s"), Wish(record["wish"])))


def _read_stage(record: Mapping[str, Any]) -> StageEntered:
    return StageEntered(_finite(record, "at_s"), Stage(record["stage"]))


def _read_end(record: Mapping[str, Any]) -> Ended:
    return Ended(
        _finite(record, "at_s"),
        EndReason(record["reason"]),
        _read_summary(_table(record, "summary")),
    )


_MEASURES = {
    "swing_change": SwingChange,
    "rate_change": RateChange,
    "carry_over": CarryOver,
}
"""Parts of a summary that are a record of their own, or the reason why there is none."""


def _read_summary(record: Mapping[str, Any]) -> Summary:
    values: dict[str, Any] = {}
    for field in fields(Summary):
        measure = _MEASURES.get(field.name)
        if field.name not in record and field.default is not MISSING:
            continue  # the version that wrote it did not know of it
        value = record[field.name]
        if field.type == "float | None":
            values[field.name] = None if value is None else _finite(record, field.name)
        elif measure is not None:
            values[field.name] = _read_measure(measure, value)
        elif field.type == "Figure":
            values[field.name] = _read_figure(_table(record, field.name))
        elif field.type == "bool":
            values[field.name] = _truth(record, field.name)
        elif field.type == "int":
            values[field.name] = int(_finite(record, field.name))
        else:
            values[field.name] = _finite(record, field.name)
    return Summary(**values)


def _read_measure(measure: type[Any], value: object) -> Any:
    """A part of a summary that is a record, or the reason why it is withheld."""
    if not isinstance(value, dict):
        return Withheld(value)
    values: dict[str, Any] = {}
    for field in fields(measure):
        if field.type == "SpreadSource":
            values[field.name] = SpreadSource(value[field.name])
        elif field.type == "bool":
            values[field.name] = _truth(value, field.name)
        elif field.type == "int":
            values[field.name] = int(_finite(value, field.name))
        else:
            values[field.name] = _finite(value, field.name)
    return measure(**values)


def _read_figure(record: Mapping[str, Any]) -> Figure:
    return Figure(
        value=None if record["value"] is None else _finite(record, "value"),
        withheld=None if record["withheld"] is None else Withheld(record["withheld"]),
        standard_error=(
            None if record["standard_error"] is None else _finite(record, "standard_error")
        ),
        window_s=_finite(record, "window_s"),
        beats=int(_finite(record, "beats")),
        corrected_share=_finite(record, "corrected_share"),
    )


def _truth(record: Mapping[str, Any], name: str) -> bool:
    value = record[name]
    if not isinstance(value, bool):
        raise EntryError(EntrySaid.NO_TRUTH, name=name)
    return value


def _read_answer(record: Mapping[str, Any]) -> Answered:
    upset = _finite(record, "upset")
    if upset != int(upset):
        raise EntryError(EntrySaid.PART_OF_ANSWER, upset=upset)
    return Answered(_finite(record, "at_s"), Answer(Occasion(record["occasion"]), int(upset)))


_READERS: dict[str, Callable[[Mapping[str, Any]], Entry]] = {
    "header": _read_header,
    "beat": _read_beat,
    "link": _read_link,
    "rate": _read_rate,
    "battery": _read_battery,
    "strap": _read_strap,
    "packet": _read_packet,
    "stream": _read_stream,
    "pulse": lambda record: Taken(_finite(record, "taken_s"), samples_of_record(record)),
    "timing": lambda record: Taken(_finite(record, "taken_s"), timing_of_record(record)),
    "wish": _read_wish,
    "stage": _read_stage,
    "answer": _read_answer,
    "end": _read_end,
}
