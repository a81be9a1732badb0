"""What a checkup means: a verdict for each question, and the next thing to try. No I/O here.

A question that makes no sense after a failure is not asked, and the answer says so.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from devices.checkup import Checkup, Choice
from devices.finding import Finding, Question, Verdict
from devices.link_findings import link_findings
from devices.readings import LinkState
from devices.sayable import Gap
from devices.serial_ports import SerialPort
from devices.strap_identity import FoundStrap, told_apart
from devices.strap_said import StrapAdvice, StrapSaid
from devices.strap_signal import StrapSignal

__all__ = ["findings", "port_words"]


def findings(checkup: Checkup, ports: Sequence[SerialPort]) -> tuple[Finding, ...]:
    """All that can be said so far, in the order of the questions; at the end every one."""
    found: list[Finding] = []
    if not checkup.has_looked and not checkup.is_over:
        return ()
    found += _of_bluetooth(checkup)
    if checkup.choice is Choice.LOOKING:
        return tuple(found)
    found += [_seen(checkup), _free(checkup)]
    if not checkup.is_over:
        return tuple(found)
    found += link_findings(checkup)
    found.append(_ports(ports))
    return tuple(found)


def port_words(port: SerialPort) -> str:
    """A port with what USB says of it."""
    told = " ".join(filter(None, (port.maker, port.product)))
    rest = ", ".join(filter(None, (told, port.usb_id)))
    return f"{port.name} ({rest})" if rest else port.name


def _of_bluetooth(checkup: Checkup) -> list[Finding]:
    radio, allowed = Question.RADIO, Question.ALLOWED
    may = Finding(allowed, Verdict.OK, StrapSaid.ALLOWED)
    match checkup.nearby.trouble:
        case None if checkup.nearby.detail:
            said, advice = StrapSaid.SEARCH_STUCK, StrapAdvice.OFF_AND_ON_ONCE
            return [Finding(radio, Verdict.NOT, said, advice), may]
        case None:
            return [Finding(radio, Verdict.OK, StrapSaid.RADIO_ON), may]
        case LinkState.NOT_ALLOWED:
            return [
                Finding(radio, Verdict.NOT_KNOWN, StrapSaid.NO_LOOKING),
                Finding(allowed, Verdict.NOT, StrapSaid.NOT_ALLOWED, _allow()),
            ]
        case LinkState.NO_ANSWER:
            first = Finding(radio, Verdict.NOT, StrapSaid.NO_ANSWER, _start_anew())
        case LinkState.RADIO_OFF:
            first = Finding(radio, Verdict.NOT, StrapSaid.RADIO_OFF, StrapAdvice.SWITCH_ON)
        case _:
            first = Finding(radio, Verdict.NOT, *_no_radio(checkup.nearby.detail))
    return [first, Finding(allowed, Verdict.NOT_KNOWN, StrapSaid.FIRST_BLUETOOTH)]


def _start_anew() -> StrapAdvice:
    is_linux = sys.platform.startswith("linux")
    return StrapAdvice.RESTART_LINUX if is_linux else StrapAdvice.RESTART


def _no_radio(detail: str) -> tuple[StrapSaid, StrapAdvice]:
    """Why there is no radio, told by the error's name, and what helps."""
    if detail.startswith(("FileNotFoundError", "ConnectionRefusedError", "EOFError")):
        return StrapSaid.NO_BUS, StrapAdvice.START_BUS
    if "ServiceUnknown" in detail or "NameHasNoOwner" in detail:
        return StrapSaid.NO_SERVICE, StrapAdvice.START_SERVICE
    return StrapSaid.NO_RADIO, StrapAdvice.PLUG_RADIO


def _allow() -> StrapAdvice:
    if sys.platform == "darwin":
        return StrapAdvice.ALLOW_MACOS
    return StrapAdvice.ALLOW_LINUX if sys.platform.startswith("linux") else StrapAdvice.ALLOW


def _seen(checkup: Checkup) -> Finding:
    question = Question.SEEN
    straps = [strap.identity for strap in checkup.nearby.straps]
    names = ", ".join(told_apart(strap, straps) for strap in straps)
    match checkup.choice:
        case Choice.FOUND if checkup.chosen is not None:
            gaps: dict[str, Gap] = {"name": told_apart(checkup.chosen.identity, straps)}
            said = StrapSaid.THERE
            if not checkup.chosen.is_held:
                said = StrapSaid.THERE_WITH_SIGNAL
                gaps["signal"] = StrapSignal.of(checkup.chosen)
            return Finding(question, Verdict.OK, said, _nearer(checkup.chosen), gaps=gaps)
        case Choice.SEVERAL:
            gaps = {"count": len(straps), "names": names}
            said, advice = StrapSaid.SEVERAL, StrapAdvice.SAY_WHICH
            return Finding(question, Verdict.OK, said, advice, gaps=gaps)
        case Choice.OTHERS:
            gaps, said = {"names": names}, StrapSaid.OWN_NOT_THERE
            if checkup.asked is not None:
                gaps["asked"], said = checkup.asked, StrapSaid.ASKED_NOT_THERE
            elif checkup.remembered is not None:
                gaps["last"], said = checkup.remembered.name, StrapSaid.LAST_NOT_THERE
            return Finding(question, Verdict.NOT, said, StrapAdvice.WAKE_OR_NAME, gaps=gaps)
        case Choice.NOT_LOOKED:
            return Finding(question, Verdict.NOT_KNOWN, StrapSaid.FIRST_BLUETOOTH)
        case _:
            return Finding(question, Verdict.NOT, StrapSaid.NONE_SEEN, StrapAdvice.WAKE)


def _nearer(strap: FoundStrap) -> StrapAdvice | None:
    return StrapAdvice.NEARER if StrapSignal.of(strap) is StrapSignal.FAINT else None


def _free(checkup: Checkup) -> Finding:
    question = Question.FREE
    if checkup.chosen is not None and checkup.chosen.is_held:
        return Finding(question, Verdict.NOT, StrapSaid.HELD, StrapAdvice.CLOSE_PROGRAM)
    if checkup.chosen is not None:
        return Finding(question, Verdict.OK, StrapSaid.FREE)
    if checkup.choice is Choice.NOT_LOOKED:
        return Finding(question, Verdict.NOT_KNOWN, StrapSaid.FIRST_BLUETOOTH)
    if checkup.choice is Choice.SEVERAL:
        return Finding(question, Verdict.NOT_KNOWN, StrapSaid.FIRST_WHICH)
    return Finding(question, Verdict.NOT_KNOWN, StrapSaid.MAY_BE_HELD)


def _ports(ports: Sequence[SerialPort]) -> Finding:
    if not ports:
        return Finding(Question.PORTS, Verdict.OK, StrapSaid.NO_PORTS)
    names = ", ".join(port_words(port) for port in ports)
    return Finding(Question.PORTS, Verdict.OK, StrapSaid.PORTS, gaps={"names": names})
