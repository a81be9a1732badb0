"""Everything a picture needs, frozen at one moment; drawing it decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from devices.readings import LinkState, SensorDescription, SensorKind
from trainer.heart_course import CoursePoint
from trainer.journal.unsaved import Unsaved
from trainer.pacing import PaceChange
from trainer.plan import Stage
from trainer.signal.breath_side import BreathSide
from trainer.signal.breath_step import BreathInStep
from trainer.signal.carry_over import CarryOver, SwingChange
from trainer.signal.figure import Figure, Withheld
from trainer.signal.respiration import BeatRespiration
from trainer.signal.response import RateChange
from trainer.signal.rhythm import SteadyRhythm
from trainer.signal.swing_in_step import InStep
from trainer.signal.swing_synchrony import PhaseSynchrony
from trainer.signal.waves.wave_condition import WaveCondition
from trainer.timeline import Timeline
from trainer.trust import Trust


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


class BreathSource(Enum):
    """What shows the person's own breath; the value names it in tables."""

    STRAP = "strap"
    """The movement of a chest strap: of the ribs, or of the belly where it is worn there."""
    BELT = "belt"
    """A stretch belt around the belly."""


@dataclass(frozen=True, slots=True)
class BreathPoint:
    """One point of the person's own breath."""

    at_s: float
    """Time on the session clock: the middle of the half second that it describes."""
    fullness: float | None
    """0 empty to 1 full, of the last breaths' own range; None where it is withheld."""
    breaths_per_min: float | None
    """Over the last minute or so."""
    withheld: Withheld | None
    """Why there is no fullness; None exactly when there is one."""
    side: BreathSide
    """How it is known which way is in."""
    starts_segment: bool
    """True where the line must begin anew: nothing is drawn across what was withheld."""
    stage: Stage
    """In which part of the session it fell."""
    breath_phase: float | None
    """Breaths since paced breathing began; None where no breath was asked for."""
    asked_fullness: float | None
    """Fullness that was asked for, 0 to 1."""
    depth_share: float | None
    """Depth of the last breath over the median of the last minute's."""
    in_step_share: float | None
    """How much of the movement went at the pacer's rate in the last three breaths, 0 to 1."""
    lag_breaths: float | None
    """How late it was, in breaths."""
    source: BreathSource
    """What showed it."""


@dataclass(frozen=True, slots=True)
class OwnBreath:
    """The person's own breath, beside the one that is asked for."""

    source: BreathSource
    """What shows it."""
    rate: Figure
    """Breaths per minute over the last minute or so."""
    fullness: Figure
    """0 empty to 1 full, of the last breaths' own range. `TOO_SHORT` also while it is not known
    yet which way is in."""
    side: BreathSide
    """How it is known which way is in."""
    in_step: BreathInStep | Withheld
    """Whether it goes with the pacer: the last three breaths, brought up to date every second."""
    depth: Figure
    """Of the last breath, as a share of the usual one of the last minute."""
    course: tuple[BreathPoint, ...]
    """About the last 75 s, five points a second, oldest first."""


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
class LiveMeasures:
    """The measures of the moment beside heart rate and swing; each with its window."""

    swing_change: SwingChange | Withheld
    """Swing now against the person's own start."""
    rate_change: RateChange | Withheld
    """Mean heart rate of the last six breaths against the quiet minute before."""
    in_step: InStep | Withheld
    """Whether the swing goes with the pacer: the two swings of the last three breaths."""
    synchrony: PhaseSynchrony | Withheld
    """How steadily the heart keeps its place in the breath: the last five breaths."""
    steady_rhythm: SteadyRhythm | Withheld
    """Share of a perfect sine's score: the last 64 s, brought up to date every 5 s."""
    respiration: BeatRespiration | Withheld
    """Breaths per minute read off the beats alone: the last 60 s, brought up to date every 5 s."""
    rmssd: Figure
    """RMSSD of the last 60 s in ms; only at natural breathing, since paced RMSSD misleads."""


def measures_withheld(reason: Withheld) -> LiveMeasures:
    """No measure, for one reason."""
    return LiveMeasures(reason, reason, reason, reason, reason, reason, Figure(None, reason))


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
    """Fitted heart-rate swing per breath, beats per minute: first and last three breaths, of the
    last pace where it was changed."""
    swing_mean: Figure
    """Mean peak-trough swing per breath over all paced breaths, beats per minute."""
    swing_change: SwingChange | Withheld
    """Swing of the last three breaths against that of the first three."""
    rate_change: RateChange | Withheld
    """Mean heart rate of the last six paced breaths against the quiet minute before."""
    carry_over: CarryOver | Withheld
    """Change of ln RMSSD from the quiet minute before to the one after, with its usual spread."""
    breaths_in_step: int
    """Breaths at whose end the heart went with the pacer."""
    breaths_judged: int
    """Breaths of which that could be told."""
    alone_from_s: float | None = None
    """Time into the session, pauses left out, from which on the person went without their sensor;
    None where they had it to the end, or never had one."""
    pace_changes: int = 0
    """How often the person breathed on at another pace."""
    last_pace_per_min: float | None = None
    """Breaths a minute of the last breath; of this pace are start, end and change of the swing.
    None where a version wrote it that knew of one pace only."""


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
    """The person's own start: the same over the first three breaths at the pace of now."""
    trust: Trust
    """Whether the beats can be trusted at the moment, and why."""
    trace: tuple[TracePoint, ...]
    """The heart line of about the last 70 s, oldest first."""
    self_talk: SelfTalk | None
    summary: Summary | None
    """There once the session has ended."""
    course: tuple[CoursePoint, ...] = ()
    """The heart over the whole session, oldest first; there once it has ended."""
    unsaved: Unsaved | None = None
    """Why the journal cannot be written at the moment; None: all is saved."""
    saved_to: str | None = None
    """Where the journal is."""
    live: LiveMeasures = field(default_factory=lambda: measures_withheld(Withheld.NO_BEATS))
    """What is measured beside the two main figures."""
    extended_s: float | None = None
    """Session clock at which the breathing was last made longer; None: it never was."""
    pace_change: PaceChange | None = None
    """The last wish for another pace; None: there was none."""
    battery_percent: int | None = None
    """How full the sensor's battery is, as it told last."""
    battery_notice_percent: int | None = None
    """The same while the person should hear of it: once when it gets low, and once under 10 %."""
    unrecorded: tuple[str, ...] = ()
    """Streams that were to be recorded and do not run."""
    own_breath: OwnBreath | None = None
    """What a strap's movement or a belt shows; None where neither was ever sent."""
    wave: WaveCondition | None = None
    """What can be said of the wave of a wired sensor while it arrives; None without one."""
    is_alone: bool = False
    """True while the person goes on without the sensor that they have."""

    @property
    def can_change_pace(self) -> bool:
        """Whether another pace can be asked for: until the breathing is over."""
        return self.stage in (Stage.QUIET_BEFORE, Stage.BREATHING)

    @property
    def listens(self) -> bool:
        """Whether anybody listens to the heart at this moment."""
        return self.sensor.kind is not SensorKind.NONE and not self.is_alone
