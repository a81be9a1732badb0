"""Frozen, stamped readings: everything that the device room ever hands out.

A reading says what arrived and when; whether it is any good is judged later, in `trainer`.
Every stamp is in seconds on the session clock, whose zero is when the link was opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class SensorKind(Enum):
    """Where the beats come from; practice and replay are never mixed up with a person's own."""

    SIMULATED = "simulated"
    """The simulated person: beats of a seeded model, for practice without hardware."""
    RECORDING = "recording"
    """Intervals that were recorded earlier, arriving again in time."""


class LinkState(Enum):
    """What the way to the sensor is doing."""

    WAITING = "waiting"
    """The sensor is there; no beat has arrived yet."""
    ARRIVING = "arriving"
    """Beats arrive."""
    SILENT = "silent"
    """The sensor is there but sends no beats."""
    ENDED = "ended"
    """Nothing more will come: a recording is at its end."""
    FAILED = "failed"
    """Nothing more will come: the program's own part that listens has broken down."""

    @property
    def sentence(self) -> str:
        """What a person needs to know of this state, in one plain sentence."""
        return _SENTENCES[self]


_SENTENCES = {
    LinkState.WAITING: "Waiting for the first heartbeats.",
    LinkState.ARRIVING: "Your heartbeats are arriving.",
    LinkState.SILENT: "No heartbeats for a moment. The breath goes on.",
    LinkState.ENDED: "The recording has come to its end.",
    LinkState.FAILED: "The listening part has stopped. The breath goes on; start again to listen.",
}


@dataclass(frozen=True, slots=True)
class SensorDescription:
    """Who is speaking, as far as it is known when the session begins."""

    kind: SensorKind
    name: str
    """For people: "Practice heart", a strap's name, a file's name."""
    seed: int | None = None
    """The seed of the simulated person; None for everything that is real."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One heartbeat: the interval that it closes, exactly as the sensor gave it."""

    at_s: float
    """When the reading reached us."""
    beat_s: float
    """When the heart beat: the running sum of intervals on the session clock."""
    rr_ms: float
    """The interval from the beat before, in ms, unrounded and unjudged."""


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """The way to the sensor changed its state."""

    at_s: float
    state: LinkState
    detail: str = ""
    """What was special about it, for the journal and for troubleshooting."""


Reading = Beat | LinkChanged
