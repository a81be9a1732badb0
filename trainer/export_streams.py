"""A sensor's further streams as tables that other programs read: text out, nothing opened here.

The samples are worked out of what the journal holds again, just as the session had them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from enum import Enum
from typing import assert_never

from devices.polar_samples import EcgSamples, MovementSamples, PolarSamples
from devices.readings import LinkChanged, PacketReceived
from trainer.errors import JournalError
from trainer.journal.entries import Header, Taken
from trainer.journal.reader import Journal
from trainer.journal.replay import replay
from trainer.own_breath import is_linked
from trainer.said import JournalSaid
from trainer.snapshot import BreathPoint

__all__ = ["StreamFormat", "stream_text_of", "wall_clock_of"]


class StreamFormat(Enum):
    """The forms there are, beside those of the beats."""

    BREATH = "breath"
    """One line for each 0.2 s of the breath that a strap's movement or a belt shows."""
    ECG = "ecg"
    """One line a sample, in microvolt."""
    MOVEMENT = "movement"
    """One line a sample of acceleration, in thousandths of the earth's pull."""


def stream_text_of(journal: Journal, form: StreamFormat) -> str:
    """A stream in its form, each line ended by a line feed.

    Raises
    ------
    JournalError
        The session holds nothing of it.
    """
    match form:
        case StreamFormat.BREATH:
            return _breath_table(journal)
        case StreamFormat.ECG:
            return _ecg_table(journal)
        case StreamFormat.MOVEMENT:
            return _movement_table(journal)
        case _:
            assert_never(form)


_MICRO = 6
"""Digits of a sample's time: no clock here is more exact than a microsecond."""


def _ecg_table(journal: Journal) -> str:
    rows = (
        (samples, at_s, (microvolts,))
        for samples in _samples_of(journal)
        if isinstance(samples, EcgSamples)
        for at_s, microvolts in zip(samples.times_s, samples.microvolts, strict=True)
    )
    text = _sample_table(journal.header, ("ecg_uv",), rows)
    if text is None:
        raise JournalError(JournalSaid.NO_ECG, path=journal.path)
    return text


def _movement_table(journal: Journal) -> str:
    rows = (
        (samples, at_s, tuple(_plain(value) for value in row))
        for samples in _samples_of(journal)
        if isinstance(samples, MovementSamples)
        for at_s, row in zip(samples.times_s, samples.samples_mg, strict=True)
    )
    text = _sample_table(journal.header, ("x_mg", "y_mg", "z_mg"), rows)
    if text is None:
        raise JournalError(JournalSaid.NO_MOVEMENT, path=journal.path)
    return text


def _breath_table(journal: Journal) -> str:
    points: list[BreathPoint] = []
    replay(journal, lambda judged, context: None, points.append)
    if not points:
        raise JournalError(JournalSaid.NO_BREATH, path=journal.path)
    source = points[-1].source.value
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        (
            "wall_clock",
            "at_s",
            f"{source}_fullness",
            f"{source}_breaths_per_min",
            "side",
            "withheld",
            "starts_segment",
            "stage",
            "breath_phase",
            "asked_fullness",
            "depth_share",
            "in_step_share",
            "lag_breaths",
        )
    )
    clock = wall_clock_of(journal.header)
    for point in points:
        writer.writerow(
            (
                clock(point.at_s),
                repr(point.at_s),
                _optional(point.fullness),
                _optional(point.breaths_per_min),
                point.side.name.lower(),
                "" if point.withheld is None else point.withheld.value,
                int(point.starts_segment),
                point.stage.value,
                _optional(point.breath_phase),
                _optional(point.asked_fullness),
                _optional(point.depth_share),
                _optional(point.in_step_share),
                _optional(point.lag_breaths),
            )
        )
    return text.getvalue()


def wall_clock_of(header: Header) -> Callable[[float], str]:
    """Gives the date and time of a moment on the session clock, in ms.

    Empty where the session did not run in real time.
    """
    if header.speed != 1.0:
        return lambda _: ""
    anchor: datetime = header.began - timedelta(seconds=header.wall_clock_at_s)
    return lambda at_s: (anchor + timedelta(seconds=at_s)).isoformat(timespec="milliseconds")


def _samples_of(journal: Journal) -> Iterator[EcgSamples | MovementSamples]:
    """Samples of every packet, with the stamps and restarts that the session gave them."""
    found = PolarSamples()
    began_s = journal.header.started_s
    for entry in journal.entries:
        match entry:
            case Taken(taken_s, PacketReceived(at_s, source, packet)):
                arrived_s = at_s if began_s <= at_s <= taken_s else taken_s
                samples = found.take(arrived_s, source, packet)
                if samples is not None:
                    yield samples
            case Taken(_, LinkChanged(_, state)) if not is_linked(state):
                found.restart()
            case _:
                pass


def _sample_table(
    header: Header,
    columns: tuple[str, ...],
    rows: Iterable[tuple[EcgSamples | MovementSamples, float, tuple[int | str, ...]]],
) -> str | None:
    """Lines of samples; None where there is none."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("wall_clock", "sample_s", *columns, "starts_stretch"))
    clock = wall_clock_of(header)
    last: EcgSamples | MovementSamples | None = None
    for samples, at_s, values in rows:
        is_first = samples is not last
        starts = is_first and (last is None or samples.begins_anew or samples.lost_samples > 0)
        last = samples
        writer.writerow((clock(at_s), f"{at_s:.{_MICRO}f}", *values, int(starts)))
    return None if last is None else text.getvalue()


def _plain(value: float) -> str:
    """Whole numbers without a point; compressed frames have parts of a milli-g."""
    return f"{value:.0f}" if value == round(value) else repr(value)


def _optional(number: float | None) -> str:
    return "" if number is None else repr(number)
