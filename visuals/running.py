"""The frame loop: one session from the first frame to the saved journal.

It holds the clock, asks the link for readings, steps the session, and shows the snapshot.
Whatever ends it, an error in drawing included, the session is finished and its journal closed.
"""

from __future__ import annotations

import contextlib
import math
import signal
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from devices.clock import FreeClock, RunningClock
from devices.link import Link, Sensor
from devices.readings import Reading, SensorDescription, SensorKind
from devices.sayable import Sentence
from trainer.answers import Answer
from trainer.commands import Command, Wish
from trainer.errors import JournalError
from trainer.history import NOT_THE_PERSON, earlier_changes_ln
from trainer.journal.entries import Answered, Header
from trainer.journal.folder import new_journal_path, sessions_folder
from trainer.journal.writer import JournalWriter
from trainer.plan import Plan
from trainer.said import JournalSaid
from trainer.self_talk import USUAL_TALK, TalkRhythm
from trainer.session import Session
from trainer.snapshot import Summary
from visuals.display import Display, Response
from visuals.stops import Stops
from visuals.undisturbed import undisturbed
from visuals.version import software_name

__all__ = ["Outcome", "run_session"]

_FREE_PATIENCE_S = 0.05
"""How long to wait for a reading when the clock is free: it comes at once or not at all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a session."""

    summary: Summary
    kept_in: Path | None
    """Where its journal is; None when no place would take the end of it."""
    trouble: Sentence | None
    """What to tell the person about saving; None when all went well."""
    stopped_by: signal.Signals | None
    """The signal that ended it, if one did."""
    failure: Exception | None
    """What broke the sensor's own code, if anything did."""
    sensor: SensorDescription
    """Who gave the beats, as far as its own lines told in the end."""
    ended_s: float = 0.0
    """Session clock at its end."""


def run_session(
    plan: Plan,
    sensor: Sensor,
    display: Display,
    folder: Path,
    speed: float | None,
    *,
    talk: TalkRhythm = USUAL_TALK,
    answers: tuple[Answer, ...] = (),
    stops: Stops | None = None,
) -> Outcome:
    """Carry out a plan with a sensor before a display, and keep its journal.

    Parameters
    ----------
    plan, sensor, display
        What, with whom, and before whose eyes.
    folder
        The folder of everything that is kept.
    speed
        1 is real time; None is as fast as it goes.
    talk
        How the gentle lines come and go.
    answers
        What the person said before it began.
    stops
        Who hears signals already; None listens here.

    Raises
    ------
    JournalError
        The folder cannot hold a journal.
    NoDisplayError
        The display cannot come up. Nothing was recorded then.
    """
    sessions = sessions_folder(folder)
    hears = Stops() if stops is None else stops
    with contextlib.ExitStack() as stack:
        if stops is None:
            stack.enter_context(hears.listening())
        stack.callback(display.close)
        display.open()
        stack.enter_context(undisturbed())
        person = sensor.description
        began = datetime.now(UTC).astimezone()
        changes_ln = earlier_changes_ln(folder, person)
        writer = JournalWriter(new_journal_path(sessions, began))
        try:
            writer.append(
                Header(
                    software_name(), began.isoformat(), 0.0, 0.0, plan, person, changes_ln, speed
                )
            )
            for answer in answers:
                writer.append(Answered(0.0, answer))
            session = Session(
                plan, person, 0.0, writer.append, earlier_changes_ln=changes_ln, talk=talk
            )
            sensor.follow(session.timeline.asked_fullness_at)
            # All letters and the water are made in the first picture. The breath begins once it
            # is there, not a tenth of a second before it is first seen.
            try:
                response = _show(session, display, writer)
            except BaseException:
                session.finish()
                raise
            clock = (
                FreeClock()
                if speed is None
                else RunningClock(speed, awaits_promises=person.kind in NOT_THE_PERSON)
            )
            link = Link(sensor, clock)
            stack.callback(link.stop)
            link.start()
            try:
                _run(session, link, clock, display, writer, hears, response)
            finally:
                session.finish()
                link.stop()
        finally:
            kept_in, trouble = _close(writer)
    assert session.summary is not None  # it was finished above
    return Outcome(
        session.summary,
        kept_in,
        trouble,
        hears.received,
        link.failure,
        session.sensor,
        session.now_s,
    )


def _run(
    session: Session,
    link: Link,
    clock: FreeClock | RunningClock,
    display: Display,
    writer: JournalWriter,
    stops: Stops,
    response: Response,
) -> None:
    """Step and show until the session is over and left; `response` is to the first picture."""
    patience_s = display.patience_s
    if isinstance(clock, FreeClock):
        patience_s = 0.0 if session.sensor.kind is SensorKind.NONE else _FREE_PATIENCE_S
    followed = session.timeline
    wants_out = response.wants_out
    while session.summary is None:
        # Asked before the queue is emptied: what a sensor gave last is then among the readings.
        was_running = link.is_running
        settled_s = _settled_s(session, clock)
        readings = link.take(patience_s)
        now_s = max(session.now_s, settled_s, _latest_s(readings, clock))
        inputs: list[Reading | Command] = list(readings)
        wishes = list(response.wishes)
        if stops.received is not None or wants_out:
            wishes.append(Wish.FINISH)
        inputs += [Command(now_s, wish) for wish in wishes]
        session.step(now_s, inputs)
        if isinstance(clock, FreeClock) and not readings and not was_running:
            session.finish()  # nothing can move the free clock any more
        if session.timeline is not followed:
            followed = session.timeline
            link.follow(followed.asked_fullness_at)
        response = _show(session, display, writer)
        wants_out = wants_out or response.wants_out
    link.let_go()  # the summary does not wait for a strap to be freed; the way out does
    while display.stays_for_summary and stops.received is None and not wants_out:
        wants_out = _show(session, display, writer).wants_out


def _show(session: Session, display: Display, writer: JournalWriter) -> Response:
    writer.retry(time.monotonic())
    response = display.show(session.snapshot(session.now_s, writer.trouble, str(writer.path)))
    for answer in response.answers:
        writer.append(Answered(session.now_s, answer))
    return response


def _settled_s(session: Session, clock: FreeClock | RunningClock) -> float:
    """Time up to which the session may go without a reading."""
    if isinstance(clock, RunningClock):
        return clock.settled_s
    # Where nobody sends beats nothing moves a free clock: it goes on second by second.
    return session.now_s + (session.sensor.kind is SensorKind.NONE)


def _latest_s(readings: list[Reading], clock: FreeClock | RunningClock) -> float:
    """Time of the latest reading, which a running clock has reached; a free one stands there."""
    stamps = [reading.at_s for reading in readings if math.isfinite(reading.at_s)]
    latest_s = max(stamps, default=0.0)
    return latest_s if isinstance(clock, FreeClock) else min(latest_s, clock.now_s())


def _close(writer: JournalWriter) -> tuple[Path | None, Sentence | None]:
    try:
        kept_in = writer.close()
    except JournalError as error:
        return None, error.sentence
    if kept_in != writer.path:
        return kept_in, Sentence(JournalSaid.ELSEWHERE, {"folder": writer.path.parent})
    return kept_in, None
