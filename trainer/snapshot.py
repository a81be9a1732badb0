"""Everything a picture needs, frozen at one moment; drawing it decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from devices.readings import LinkState, SensorDescription
from trainer.plan import Stage
from trainer.signal.figure import Figure
from trainer.timeline import Timeline


@dataclass(frozen=True, slots=True)
class TracePoint:
    """One point of the heart line."""

    beat_s: float
    """Time on the session clock."""
    heart_rate_bpm: float
    is_corrected: bool
    """True where the value stands in for a beat that was not accepted: drawn softly."""
    starts_segment: bool
    """True where the line must begin anew: nothing is drawn across a gap."""


@dataclass(frozen=True, slots=True)
class SelfTalk:
    """A gentle line for the person, as a number in the catalogue, and how visible it is.

    It fades in over one out-breath, stays three breaths, fades, and rests three.
    """

    line: int
    appeared_s: float
    """Session clock: when it starts to fade in."""
    leaves_s: float
    """Session clock: when it has faded out."""
    fade_s: float


@dataclass(frozen=True, slots=True)
class Summary:
    """What a session comes to. Shown at its end and written into its journal."""

    is_complete: bool
    """False when it was finished early."""
    breathing_s: float
    """Paced breathing that was done, in seconds."""
    breaths: int
    """Whole paced breaths that were done."""
    beats: int
    """Beats received."""
    corrected_share: float
    """Share of them that was not accepted, 0 to 1."""
    gaps: int
    """Breaks in the series of beats."""
    heart_rate_before: Figure
    heart_rate_after: Figure
    """Mean heart rate over the quiet minute, beats per minute."""
    rmssd_before: Figure
    rmssd_after: Figure
    """RMSSD over the quiet minute, ms."""
    swing_start: Figure
    swing_end: Figure
    """Fitted heart-rate swing per breath, beats per minute: first and last three breaths."""
    swing_mean: Figure
    """Mean peak-trough swing per breath over all paced breaths, beats per minute."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The session at one moment."""

    at_s: float
    """Session clock."""
    timeline: Timeline
    """Ask it for the breath at any time from here on."""
    stage: Stage
    is_paused: bool
    stage_left_s: float
    session_left_s: float
    sensor: SensorDescription
    link_state: LinkState
    link_since_s: float
    heart_rate: Figure
    """Over the last 10 s, beats per minute."""
    swing: Figure
    """Fitted heart-rate swing over the last three breaths, beats per minute."""
    swing_start: Figure
    """The person's own start: the same over the first three paced breaths."""
    is_noisy: bool
    """Many of the latest beats were unclear."""
    trace: tuple[TracePoint, ...]
    """The heart line of about the last 70 s, oldest first."""
    self_talk: SelfTalk | None
    summary: Summary | None
    """There once the session has ended."""
    unsaved: str | None = None
    """What to tell a person whose journal cannot be written at the moment; None: all is saved."""
    saved_to: str | None = None
    """Where the journal is."""
