"""What the doctor says: a question, a verdict, a sentence by its name, and what to try next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from devices.sayable import Gap, Sayable

__all__ = [
    "STRAP_QUESTIONS",
    "WIRE_QUESTIONS",
    "Finding",
    "Question",
    "Verdict",
]


class Question(Enum):
    """What is asked, in this order."""

    RADIO = "Bluetooth"
    """Is there a radio, and is it on?"""
    ALLOWED = "Allowed"
    """May this program use it?"""
    SEEN = "Strap"
    """Does the strap show itself?"""
    FREE = "Free"
    """Or is it held by another program?"""
    CONNECTED = "Connection"
    """Does a connection come up?"""
    CONTACT = "Skin"
    """Does it feel skin?"""
    BEATS = "Heartbeats"
    """Do beats arrive, with their times?"""
    BATTERY = "Battery"
    """How full is it?"""
    PORTS = "Serial ports"
    """Is there one, for a sensor on a cable?"""
    PORT_ALLOWED = "Port allowed"
    """May this program open it?"""
    PORT_FREE = "Port free"
    """Or is it held by another program?"""
    LINES = "Lines"
    """Does the board send any?"""
    FORM = "Form"
    """Which sketch speaks, and is there a wave in it?"""
    SAMPLES = "Samples"
    """How many a second, against what the board promises; how many are lost?"""
    PULSE = "Pulse"
    """Is one seen, how well, how fast?"""
    BELT = "Belt"
    """Does it show a breath?"""


WIRE_QUESTIONS = (
    Question.PORT_ALLOWED,
    Question.PORT_FREE,
    Question.LINES,
    Question.FORM,
    Question.SAMPLES,
    Question.PULSE,
    Question.BELT,
)
"""Asked of a wired sensor, once its port is known."""
STRAP_QUESTIONS = tuple(each for each in Question if each not in WIRE_QUESTIONS)
"""Asked of a strap; the ports are only named then."""


class Verdict(Enum):
    """How an answer came out."""

    OK = "ok"
    """As it should be."""
    NOT = "not"
    """Not as it should be: here is something to do."""
    NOT_KNOWN = "not known"
    """It was not asked, or cannot be told."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's."""

    question: Question
    verdict: Verdict
    said: Sayable
    """What was found, in one plain sentence."""
    advice: Sayable | None = None
    """The next thing to try; None where nothing need be done."""
    more: Sayable | None = None
    """A second sentence behind the first."""
    gaps: Mapping[str, Gap] = field(default_factory=dict)
    """What is filled into all of them, by name."""
