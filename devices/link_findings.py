"""What a strap that was listened to means: connection, skin, heartbeats, battery. No I/O here."""

from __future__ import annotations

from devices.checkup import Checkup, Choice
from devices.finding import Finding, Question, Verdict
from devices.readings import LinkState
from devices.sayable import Gap
from devices.strap_list import StrapCheck
from devices.strap_said import StrapAdvice, StrapSaid

__all__ = ["link_findings"]

LOW_BATTERY_PERCENT = 15
"""From here on down straps become unreliable."""


def link_findings(checkup: Checkup) -> list[Finding]:
    """The four answers, also where there was nothing to listen to."""
    check = checkup.check
    later = (Question.CONNECTED, Question.CONTACT, Question.BEATS, Question.BATTERY)
    if check is None:
        why = {
            Choice.SEVERAL: StrapSaid.FIRST_WHICH,
            Choice.NOT_LOOKED: StrapSaid.FIRST_BLUETOOTH,
            Choice.FOUND: StrapSaid.ANOTHER_PROGRAMS,
        }.get(checkup.choice, StrapSaid.FIRST_STRAP)
        return [Finding(each, Verdict.NOT_KNOWN, why) for each in later]
    if not check.was_connected:
        said, advice = StrapSaid.NOT_CONNECTED, StrapAdvice.ASK_ONCE_MORE
        why = StrapSaid.FIRST_CONNECTION
        return [
            Finding(Question.CONNECTED, Verdict.NOT, said, advice),
            *(Finding(each, Verdict.NOT_KNOWN, why) for each in later[1:]),
        ]
    return [
        Finding(Question.CONNECTED, Verdict.OK, StrapSaid.CONNECTED),
        _contact(check),
        _beats(check),
        _battery(check),
    ]


def _contact(check: StrapCheck) -> Finding:
    question = Question.CONTACT
    if check.state is LinkState.OFF_SKIN:
        return Finding(question, Verdict.NOT, StrapSaid.NO_SKIN, StrapAdvice.MOISTEN)
    if check.beats or check.told_rate_per_min:
        return Finding(question, Verdict.OK, StrapSaid.ON_SKIN)
    return Finding(question, Verdict.NOT_KNOWN, StrapSaid.SKIN_NOT_TOLD)


def _beats(check: StrapCheck) -> Finding:
    question = Question.BEATS
    rate = check.rate_per_min
    if check.beats and rate is not None:
        return Finding(question, Verdict.OK, StrapSaid.BEATS, gaps={"rate": float(rate)})
    if check.told_rate_per_min is not None:
        told: dict[str, Gap] = {"rate": check.told_rate_per_min}
        said, advice = StrapSaid.RATE_ONLY, StrapAdvice.BREATH_LEADS
        return Finding(question, Verdict.NOT, said, advice, gaps=told)
    if LinkState.WAITING not in check.states:
        said, advice = StrapSaid.NO_HEART_RATE, StrapAdvice.TAKE_OFF_AND_ON
        return Finding(question, Verdict.NOT, said, advice)
    if check.state is LinkState.OFF_SKIN:
        return Finding(question, Verdict.NOT_KNOWN, StrapSaid.NONE_WITHOUT_SKIN)
    return Finding(question, Verdict.NOT, StrapSaid.NO_BEATS, StrapAdvice.MOISTEN_AND_WAIT)


def _battery(check: StrapCheck) -> Finding:
    question = Question.BATTERY
    percent = check.battery_percent
    if percent is None:
        return Finding(question, Verdict.NOT_KNOWN, StrapSaid.BATTERY_NOT_TOLD)
    left: dict[str, Gap] = {"percent": percent}
    if percent <= LOW_BATTERY_PERCENT:
        advice = StrapAdvice.CHANGE_BATTERY
        return Finding(question, Verdict.NOT, StrapSaid.BATTERY, advice, gaps=left)
    return Finding(question, Verdict.OK, StrapSaid.BATTERY, gaps=left)
