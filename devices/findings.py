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
from devices.serial_ports import SerialPort
from devices.strap_identity import FoundStrap, told_apart
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
    match checkup.nearby.trouble:
        case None if checkup.nearby.detail:
            return [
                Finding(
                    radio,
                    Verdict.NOT,
                    "It is there, but a search does not get going; another one may be stuck.",
                    "Switch Bluetooth off and on once.",
                ),
                Finding(allowed, Verdict.OK, "This program may use it."),
            ]
        case None:
            return [
                Finding(radio, Verdict.OK, "It is there, and it is on."),
                Finding(allowed, Verdict.OK, "This program may use it."),
            ]
        case LinkState.NOT_ALLOWED:
            return [
                Finding(radio, Verdict.NOT_KNOWN, "The system does not let us look."),
                Finding(allowed, Verdict.NOT, "This program may not use it yet.", _allow()),
            ]
        case LinkState.NO_ANSWER:
            first = Finding(
                radio,
                Verdict.NOT,
                "The system's Bluetooth service does not answer.",
                _start_anew(),
            )
        case LinkState.RADIO_OFF:
            first = Finding(
                radio, Verdict.NOT, "It is switched off.", "Switch it on, then ask again."
            )
        case _:
            first = Finding(radio, Verdict.NOT, *_no_radio(checkup.nearby.detail))
    return [first, Finding(allowed, Verdict.NOT_KNOWN, "Not asked: first Bluetooth itself.")]


def _start_anew() -> str:
    if sys.platform.startswith("linux"):
        return "Switch Bluetooth off and on. If it stays so: sudo systemctl restart bluetooth."
    return "Switch Bluetooth off and on, or start the computer anew."


def _no_radio(detail: str) -> tuple[str, str]:
    """Why there is no radio, told by the error's name, and what helps."""
    if detail.startswith(("FileNotFoundError", "ConnectionRefusedError", "EOFError")):
        return (
            "Nothing here answers for it: the system's message bus (D-Bus) cannot be reached.",
            "Start the services dbus and bluetooth; in a container, hand in the host's /run/dbus.",
        )
    if "ServiceUnknown" in detail or "NameHasNoOwner" in detail:
        return (
            "The system's Bluetooth service does not run.",
            "Start it: sudo systemctl enable --now bluetooth (the package is called bluez).",
        )
    return (
        "No radio was found.",
        "Plug in a small USB one: any with Bluetooth 4.0 or newer will do.",
    )


def _allow() -> str:
    if sys.platform == "darwin":
        return "Allow Bluetooth for your terminal under Privacy & Security in the settings."
    if sys.platform.startswith("linux"):
        return "Add yourself to the group that may (often `bluetooth`), and log in anew."
    return "Allow it under Privacy in the settings of your system."


def _seen(checkup: Checkup) -> Finding:
    question = Question.SEEN
    straps = [strap.identity for strap in checkup.nearby.straps]
    names = ", ".join(told_apart(strap, straps) for strap in straps)
    wanted = "Your strap of last time"
    if checkup.asked is not None:
        wanted = f"A strap called {checkup.asked!r}"
    elif checkup.remembered is not None:
        wanted = f"Your strap of last time, {checkup.remembered.name},"
    match checkup.choice:
        case Choice.FOUND if checkup.chosen is not None:
            name = told_apart(checkup.chosen.identity, straps)
            heard = ""
            if not checkup.chosen.is_held:
                heard = f", and its signal is {StrapSignal.of(checkup.chosen).words}"
            return Finding(
                question, Verdict.OK, f"{name} is there{heard}.", _nearer(checkup.chosen)
            )
        case Choice.SEVERAL:
            return Finding(
                question,
                Verdict.OK,
                f"There are {len(straps)}: {names}.",
                "Say which is yours: bellybreath doctor --strap and a part of its name, or the "
                "end of its address.",
            )
        case Choice.OTHERS:
            return Finding(
                question,
                Verdict.NOT,
                f"{wanted} does not show itself; there is {names}.",
                f"{_WAKE} If another one is yours now, name it with --strap.",
            )
        case Choice.NOT_LOOKED:
            return Finding(question, Verdict.NOT_KNOWN, "Not asked: first Bluetooth itself.")
        case _:
            return Finding(question, Verdict.NOT, "No strap shows itself.", _WAKE)


_WAKE = (
    "Put it on with its contacts moist: most straps wake only on the skin. Then close the app, "
    "or the watch, that may be connected to it."
)


def _nearer(strap: FoundStrap) -> str:
    is_faint = StrapSignal.of(strap) is StrapSignal.FAINT
    return "Sit a little nearer, without your body in between." if is_faint else ""


def _free(checkup: Checkup) -> Finding:
    question = Question.FREE
    if checkup.chosen is not None and checkup.chosen.is_held:
        return Finding(
            question,
            Verdict.NOT,
            "Another program on this computer is connected to it.",
            "Close that program, or disconnect the strap in the system's Bluetooth settings.",
        )
    if checkup.chosen is not None:
        return Finding(question, Verdict.OK, "It shows itself, so it has room for a listener.")
    if checkup.choice is Choice.NOT_LOOKED:
        return Finding(question, Verdict.NOT_KNOWN, "Not asked: first Bluetooth itself.")
    if checkup.choice is Choice.SEVERAL:
        return Finding(question, Verdict.NOT_KNOWN, "Not asked: first say which strap.")
    return Finding(
        question,
        Verdict.NOT_KNOWN,
        "A strap that a phone or a watch holds shows itself to nobody else.",
    )


def _ports(ports: Sequence[SerialPort]) -> Finding:
    if not ports:
        return Finding(
            Question.PORTS, Verdict.OK, "There is none; only a sensor on a cable needs one."
        )
    names = ", ".join(port_words(port) for port in ports)
    return Finding(Question.PORTS, Verdict.OK, f"{names}.")
