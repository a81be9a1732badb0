"""What a strap that was listened to means: connection, skin, heartbeats, battery. No I/O here."""

from __future__ import annotations

from devices.checkup import Checkup, Choice
from devices.finding import Finding, Question, Verdict
from devices.readings import LinkState
from devices.strap_list import StrapCheck

__all__ = ["link_findings"]

LOW_BATTERY_PERCENT = 15
"""From here on down straps become unreliable."""


def link_findings(checkup: Checkup) -> list[Finding]:
    """The four answers, also where there was nothing to listen to."""
    check = checkup.check
    later = (Question.CONNECTED, Question.CONTACT, Question.BEATS, Question.BATTERY)
    if check is None:
        why = "first say which strap" if checkup.choice is Choice.SEVERAL else "first the strap"
        if checkup.choice is Choice.NOT_LOOKED:
            why = "first Bluetooth itself"
        elif checkup.choice is Choice.FOUND:
            why = "it is another program's just now"
        return [Finding(each, Verdict.NOT_KNOWN, f"Not asked: {why}.") for each in later]
    if not check.was_connected:
        first = Finding(
            Question.CONNECTED,
            Verdict.NOT,
            "It was seen, and no connection came up.",
            "Ask once more: a first attempt often leads to nothing. Then sit nearer, take the "
            "strap off and on, or switch Bluetooth off and on.",
        )
        return [
            first,
            *(
                Finding(each, Verdict.NOT_KNOWN, "Not asked: first a connection.")
                for each in later[1:]
            ),
        ]
    return [
        Finding(Question.CONNECTED, Verdict.OK, "It came up."),
        _contact(check),
        _beats(check),
        _battery(check),
    ]


def _contact(check: StrapCheck) -> Finding:
    question = Question.CONTACT
    if check.state is LinkState.OFF_SKIN:
        return Finding(
            question,
            Verdict.NOT,
            "It feels no skin.",
            "Moisten its contacts with water and press it on gently.",
        )
    if check.beats or check.told_rate_per_min:
        return Finding(question, Verdict.OK, "It feels your heart, so it lies well.")
    return Finding(question, Verdict.NOT_KNOWN, "It says nothing of it.")


def _beats(check: StrapCheck) -> Finding:
    question = Question.BEATS
    rate = check.rate_per_min
    if check.beats and rate is not None:
        return Finding(question, Verdict.OK, f"They arrive, about {rate:.0f} a minute.")
    if check.told_rate_per_min is not None:
        return Finding(
            question,
            Verdict.NOT,
            f"It sends a heart rate ({check.told_rate_per_min} a minute) and no beat times.",
            "The breath can lead you; for the swing it takes a strap that sends beat times.",
        )
    if LinkState.WAITING not in check.states:
        return Finding(
            question,
            Verdict.NOT,
            "It offers no heart rate that we could ask for.",
            "Take it off and on once. If it stays so, it may be another kind of device.",
        )
    if check.state is LinkState.OFF_SKIN:
        return Finding(question, Verdict.NOT_KNOWN, "Not to be expected without skin.")
    return Finding(
        question,
        Verdict.NOT,
        "It is connected and sends none.",
        "Moisten its contacts, press it on gently, and wait half a minute.",
    )


def _battery(check: StrapCheck) -> Finding:
    question = Question.BATTERY
    percent = check.battery_percent
    if percent is None:
        return Finding(question, Verdict.NOT_KNOWN, "It does not tell.")
    if percent <= LOW_BATTERY_PERCENT:
        return Finding(question, Verdict.NOT, f"{percent} % are left.", "Change it when you can.")
    return Finding(question, Verdict.OK, f"{percent} % are left.")
