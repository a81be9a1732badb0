"""A journal played again: the same plan and the same inputs give the same figures."""

from __future__ import annotations

from collections.abc import Callable

from trainer.journal.entries import Ended, EndReason, Taken
from trainer.journal.reader import Journal
from trainer.own_breath import watch_no_breath
from trainer.session import BeatContext, Session
from trainer.signal.beats import JudgedBeat
from trainer.snapshot import BreathPoint, Summary

__all__ = ["end_reason", "replay"]


def replay(
    journal: Journal,
    watch: Callable[[JudgedBeat, BeatContext], None],
    watch_breath: Callable[[BreathPoint], None] = watch_no_breath,
) -> Summary:
    """What the session came to, computed anew from its inputs.

    Parameters
    ----------
    journal
        Of any session; one that was interrupted is taken as far as it goes.
    watch
        Told of each judged beat and where it fell, in order.
    watch_breath
        Told of each point of the breath that a strap's movement or a belt shows, in order.
    """
    header = journal.header
    session = Session(
        header.plan,
        header.sensor,
        header.started_s,
        watch=watch,
        earlier_changes_ln=header.earlier_changes_ln,
        watch_breath=watch_breath,
    )
    for entry in journal.entries:
        match entry:
            case Taken(taken_s, what):
                session.step(taken_s)
                session.step(taken_s, [what])
            case Ended(at_s):
                session.step(at_s)
            case _:  # a stage follows from the plan
                pass
    session.finish()
    assert session.summary is not None  # finish gives one
    return session.summary


def end_reason(journal: Journal) -> EndReason:
    """Why the session ended, as its journal says or fails to say."""
    return journal.ended.reason if journal.ended is not None else EndReason.INTERRUPTED
