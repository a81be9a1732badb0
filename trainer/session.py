"""One guided session: a function of its plan and its inputs, told the time.

`Session.step` first goes on to each input's own time, so that how time is cut into frames
changes nothing. Every input is written down before it is judged. The pictures get a
`Snapshot`; nothing in here asks a clock, draws, or waits.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import assert_never

from devices.readings import (
    BatteryLevel,
    Beat,
    HeartRate,
    LinkChanged,
    LinkState,
    PacketReceived,
    PacketSource,
    PulseSamples,
    Reading,
    SampleTiming,
    SensorDescription,
    SensorKind,
    StrapInformation,
    StreamChanged,
)
from trainer.battery_watch import BatteryWatch
from trainer.breath_alone import NOT_ASKED_FOR, BreathAlone
from trainer.commands import Command, Wish
from trainer.journal.entries import Ended, EndReason, Entry, StageEntered, Taken
from trainer.journal.unsaved import Unsaved
from trainer.live import LiveFigures
from trainer.own_breath import OwnBreathing, watch_no_breath
from trainer.pacing import PaceChange, stepped
from trainer.plan import Plan, Stage
from trainer.self_talk import USUAL_TALK, TalkRhythm, self_talk_at
from trainer.signal.beats import JudgedBeat, Verdict
from trainer.signal.figure import Figure, Withheld
from trainer.signal.pipeline import Pipeline
from trainer.snapshot import BreathPoint, Snapshot, Summary, measures_withheld
from trainer.timeline import Timeline
from trainer.trust import LOST_AFTER_S, TrustState, TrustWatch
from trainer.variability import told_of
from trainer.wired_pulse import WiredPulse

__all__ = ["BeatContext", "Session"]

_MORE_MINUTES = 3.0


@dataclass(frozen=True, slots=True)
class BeatContext:
    """Where in the session a beat fell; kept beside it until its verdict is final."""

    stage: Stage
    breath_phase: float | None
    """Breaths since paced breathing began; None where no breath was asked for."""
    asked_fullness: float | None
    """Belly fullness that was asked for, 0 to 1."""
    stretch: int
    """Number of the unbroken stretch of beats, from 1: nothing is computed across two."""


def _write_nothing(entry: Entry) -> None:
    """For sessions without a journal: replays and tests."""


def _watch_nothing(judged: JudgedBeat, context: BeatContext) -> None:
    """For sessions whose single beats nobody asks for."""


class Session:
    """A guided session.

    Parameters
    ----------
    plan
        What will be asked for.
    sensor
        Who gives the beats.
    started_s
        Session clock at which it begins.
    write
        Where the journal's entries go, each before what it holds is judged.
    watch
        Told of each beat once its verdict is final, with where it fell.
    talk
        How the gentle lines come and go; for the picture only.
    earlier_changes_ln
        Changes of resting ln RMSSD in the person's earlier sessions: their usual spread.
    watch_breath
        Told of each point of the breath that a strap's movement or a belt shows.
    """

    def __init__(
        self,
        plan: Plan,
        sensor: SensorDescription,
        started_s: float = 0.0,
        write: Callable[[Entry], None] = _write_nothing,
        watch: Callable[[JudgedBeat, BeatContext], None] = _watch_nothing,
        earlier_changes_ln: tuple[float, ...] = (),
        talk: TalkRhythm = USUAL_TALK,
        watch_breath: Callable[[BreathPoint], None] = watch_no_breath,
    ) -> None:
        self.plan = plan
        self.sensor = sensor
        self._talk = talk
        self._write = write
        self._watch = watch
        self._timeline = Timeline(plan, started_s)
        self._started_s = started_s
        self._breathing = OwnBreathing(lambda: self._timeline, watch_breath)
        self._now_s = started_s
        self._stage_number = 0
        self._pipeline = Pipeline()
        self._wired = WiredPulse()
        self._figures = LiveFigures(plan.pace.inhale_share)
        self._contexts: deque[BeatContext] = deque()
        self._pending: tuple[JudgedBeat, ...] = ()
        self._link_state = LinkState.WAITING
        self._link_since_s = started_s
        self._trust = TrustWatch()
        self._told_rate = 0
        self._told_rate_s = -math.inf
        self._battery = BatteryWatch()
        self._unrecorded: set[PacketSource] = set()
        self._alone = BreathAlone()
        self._earlier_changes_ln = earlier_changes_ln
        self._noise_gaps = 0
        self._is_in_noise_gap = False
        self._breathing_s = 0.0
        self._extended_s: float | None = None
        self._pace_change: PaceChange | None = None
        self._planned_pace = plan.pace
        self._summary: Summary | None = None
        self._write(StageEntered(started_s, plan.stages[0][0]))

    @property
    def stage(self) -> Stage:
        """Where the session is."""
        if self._summary is not None:
            return Stage.ENDED
        return self.plan.stages[self._stage_number][0]

    @property
    def summary(self) -> Summary | None:
        """What the session came to, once it has ended."""
        return self._summary

    @property
    def now_s(self) -> float:
        """The time up to which the session has gone, on the session clock."""
        return self._now_s

    def step(self, now_s: float, inputs: Sequence[Reading | Command] = ()) -> None:
        """Go on to a time, taking in what came until then.

        Parameters
        ----------
        now_s
            Session clock; an earlier time than before changes nothing.
        inputs
            In the order in which they came. Each is taken at its own stamp; one that is older
            than what has passed already, or stamped later than `now_s`, at the nearest time.
        """
        for what in inputs:
            # A stamp that is no number compares as false and becomes the present.
            taken_s = what.at_s if what.at_s <= now_s else now_s
            self._advance(taken_s)
            if self._summary is not None:
                return
            self._take(what)
        self._advance(now_s)

    def finish(self) -> None:
        """End now, as the person wished or because nothing more can come; no-op once ended."""
        if self._summary is None:
            self._end(EndReason.FINISHED_EARLY)

    def snapshot(
        self, at_s: float, unsaved: Unsaved | None = None, saved: str | None = None
    ) -> Snapshot:
        """Everything that a picture needs at a time not before the latest step."""
        pending = self._pending
        link_state = self._link_state_at(at_s)
        trust = self._trust.trust_at(at_s, self._link_state)
        is_up = self._link_state is LinkState.ARRIVING
        if is_up:
            trust = self._wired.trust(trust)
        heart_rate = self._figures.heart_rate(at_s, pending)
        swing = self._figures.paced.swing
        measures = self._figures.measures(at_s, self.stage)
        # A sensor that is back and has not sent a beat yet: what came before it was lost is old.
        is_back = link_state is LinkState.WAITING and self._pipeline.beats > 0
        if trust.state is TrustState.LOST or is_back:
            reason = self._why_lost(link_state)
            heart_rate = Figure(None, reason)
            swing = Figure(None, reason) if swing.value is not None else swing
            measures = measures_withheld(reason)
        if link_state is LinkState.RATE_ONLY and at_s - self._told_rate_s <= LOST_AFTER_S:
            heart_rate = Figure(float(self._told_rate))
        is_alone = self._alone.is_chosen
        if is_alone or self.sensor.kind is SensorKind.NONE:
            why = Withheld.SET_ASIDE if is_alone else Withheld.NO_SENSOR
            heart_rate = swing = Figure(None, why)
            measures = measures_withheld(why)
            trust = NOT_ASKED_FOR if is_alone else trust
        timeline = self._timeline
        elapsed_s = timeline.elapsed_s(at_s)
        _, _, stage_end_s = self.plan.stages[self._stage_number]
        has_ended = self._summary is not None
        return Snapshot(
            at_s=at_s,
            timeline=timeline,
            stage=self.stage,
            is_paused=timeline.paused_since_s is not None and not has_ended,
            stage_left_s=0.0 if has_ended else max(0.0, stage_end_s - elapsed_s),
            session_left_s=0.0 if has_ended else max(0.0, self.plan.total_s - elapsed_s),
            sensor=self.sensor,
            link_state=link_state,
            link_since_s=self._link_since_s,
            heart_rate=heart_rate,
            swing=swing,
            swing_start=self._figures.paced.swing_start,
            trust=trust,
            trace=self._figures.trace(pending),
            self_talk=None if has_ended else self_talk_at(timeline, at_s, self._talk),
            summary=self._summary,
            course=self._figures.course.points() if has_ended else (),
            unsaved=unsaved,
            saved_to=saved,
            live=measures,
            extended_s=self._extended_s,
            pace_change=self._pace_change,
            battery_percent=self._battery.percent,
            battery_notice_percent=self._battery.notice_percent(at_s),
            unrecorded=tuple(sorted(source.value for source in self._unrecorded)),
            own_breath=None if is_alone else self._breathing.at(at_s),
            wave=self._wired.condition if is_up else None,
            is_alone=is_alone,
        )

    @property
    def timeline(self) -> Timeline:
        """Which breath is asked for, and when; a new one after each pause and change of pace."""
        return self._timeline

    def _why_lost(self, state: LinkState) -> Withheld:
        """Why no number of the moment may be shown."""
        if self._link_state is LinkState.ARRIVING and (why := self._wired.withheld()) is not None:
            return why
        if state is LinkState.ARRIVING:
            return Withheld.TOO_DIRTY
        return Withheld.SILENT if self._pipeline.beats else Withheld.NO_BEATS

    def _link_state_at(self, at_s: float) -> LinkState:
        """The link's state; beats that stay away make it silent without a word from it."""
        state = self._wired.link_state(self._link_state)
        if state is LinkState.ARRIVING and self._trust.is_silent_at(at_s):
            return LinkState.SILENT
        return state

    def _advance(self, to_s: float) -> None:
        """Pass every stage boundary up to a time."""
        while self._summary is None and self._timeline.paused_since_s is None:
            stage, _, end_s = self.plan.stages[self._stage_number]
            boundary_s = self._timeline.clock_s(end_s)
            if not boundary_s <= to_s:
                break
            self._now_s = max(self._now_s, boundary_s)
            if stage is Stage.BREATHING:
                self._breathing_s = self.plan.breathing_s
            if self._stage_number + 1 == len(self.plan.stages):
                self._end(EndReason.COMPLETE)
            else:
                self._stage_number += 1
                self._write(StageEntered(boundary_s, self.stage))
        self._now_s = max(self._now_s, to_s)
        self._breathing.go_on(self._now_s)
        self._figures.go_on(self._now_s)

    def _take(self, what: Reading | Command) -> None:
        self._write(Taken(self._now_s, what))
        self.sensor = told_of(self.sensor, what)
        match what:
            case Beat():
                self._take_beat(what)
            case LinkChanged(_, state, _):
                self._link_state = state
                self._link_since_s = self._now_s
                self._breathing.link_changed(state)
                if state is not LinkState.ARRIVING:
                    self._wired.interrupt()
                    self._pipeline.break_series()
                if state is LinkState.ENDED:
                    self._end(EndReason.SENSOR_ENDED)
            case HeartRate(_, rate_per_min):
                self._told_rate = rate_per_min
                self._told_rate_s = self._now_s
            case BatteryLevel(_, percent):
                self._battery.take(percent, self._now_s)
            case StreamChanged(_, source, trouble):
                self._note_stream(source, has_trouble=trouble != "")
            case PacketReceived(at_s):
                # A stamp that cannot be becomes the present, as in `step`.
                arrived_s = at_s if self._started_s <= at_s <= self._now_s else self._now_s
                if not self._alone.is_chosen:
                    self._breathing.take(what, arrived_s)
            case PulseSamples():
                self._breathing.take_belt(what, self._now_s)
                if what.opens_gap:
                    self._pipeline.break_series()
                for beat in self._wired.take(what, self._now_s):
                    self._take_beat(beat)
            case StrapInformation() | SampleTiming():
                pass  # for the journal
            case Command(_, wish):
                self._breathing.settle()
                self._obey(wish)
            case _:
                assert_never(what)

    def _note_stream(self, source: PacketSource, *, has_trouble: bool) -> None:
        """Remember what was to be recorded and is not; intervals are tried without being asked."""
        self._unrecorded.discard(source)
        if has_trouble and source is not PacketSource.PULSE_INTERVALS:
            self._unrecorded.add(source)

    def _take_beat(self, beat: Beat) -> None:
        if self._alone.is_chosen:
            return  # it is in the journal; nobody asked for what it says
        beats, gaps = self._pipeline.beats, self._pipeline.gaps
        final = self._pipeline.take(beat, self._now_s)
        if self._pipeline.beats > beats:
            self._trust.beat_arrived(self._now_s)
            self._contexts.append(self._context_at(beat.beat_s))
        self._count(final)
        if self._pipeline.gaps > gaps:
            self._trust.stretch_begins()
        self._pending = self._pipeline.pending()
        if any(judged.is_accepted for judged in (*final, *self._pending)):
            self._trust.good_beat_seen(self._now_s)

    def _context_at(self, beat_s: float) -> BeatContext:
        timeline = self._timeline
        fullness = timeline.asked_fullness_at(beat_s)
        phase = None if fullness is None else timeline.breath_phase_at(beat_s)
        stretch = self._pipeline.gaps + 1
        return BeatContext(timeline.stage_at(beat_s), phase, fullness, stretch)

    def _count(self, final: tuple[JudgedBeat, ...]) -> None:
        for judged in final:
            is_gap = judged.verdict is Verdict.GAP
            self._noise_gaps += is_gap and not self._is_in_noise_gap
            self._is_in_noise_gap = is_gap
            context = self._contexts.popleft()
            self._trust.judged(judged.is_accepted)
            self._figures.take(
                judged, context.stage, context.breath_phase, context.stretch, self._now_s
            )
            self._watch(judged, context)

    def _obey(self, wish: Wish) -> None:
        match wish:
            case Wish.PAUSE:
                self._timeline = self._timeline.paused(self._now_s)
            case Wish.RESUME:
                self._timeline = self._timeline.resumed(self._now_s)
            case Wish.MORE:
                self._make_longer()
            case Wish.SLOWER | Wish.FASTER:
                self._change_pace(is_slower=wish is Wish.SLOWER)
            case Wish.WITHOUT_SENSOR:
                self._go_alone()
            case Wish.WITH_SENSOR:
                self._listen_again()
            case Wish.FINISH:
                self._end(EndReason.FINISHED_EARLY)
            case _:
                assert_never(wish)

    def _go_alone(self) -> None:
        """From here on the breath alone: what was measured stands, and nothing is added."""
        if self._alone.is_chosen or self.sensor.kind is SensorKind.NONE:
            return
        self._alone = BreathAlone(self._timeline.elapsed_s(self._now_s), self.stage)
        self._pipeline.break_series()

    def _listen_again(self) -> None:
        if self._alone.is_chosen:
            self._alone = BreathAlone()
            self._pipeline.break_series()
            self._trust.listen_anew(self._now_s)

    def _make_longer(self) -> None:
        """Three minutes more of what is going on; once the breathing is over it stays over."""
        if self.stage in (Stage.QUIET_BEFORE, Stage.BREATHING):
            self._timeline = self._timeline.longer(_MORE_MINUTES)
            self.plan = self._timeline.plan
            self._extended_s = self._now_s

    def _change_pace(self, *, is_slower: bool) -> None:
        """Another pace from the next breath on; once the breathing is over there is none."""
        if self.stage not in (Stage.QUIET_BEFORE, Stage.BREATHING):
            return
        before = self._timeline
        after = before.at_pace(self._now_s, stepped(before.last_pace, is_slower=is_slower))
        self._timeline = after
        self.plan = after.plan
        self._figures.paced.note_pace_changes(tuple(part.breath for part in after.later_paces))
        per_min = after.last_pace.breaths_per_min
        self._pace_change = PaceChange(self._now_s, per_min, is_slower, after is not before)

    def _end(self, reason: EndReason) -> None:
        self._breathing.settle()
        self._count(self._pipeline.finish())
        self._pending = ()
        if self.stage is Stage.BREATHING:
            into_s = self._timeline.elapsed_s(self._now_s) - self.plan.quiet_before_s
            self._breathing_s = min(max(into_s, 0.0), self.plan.breathing_s)
        figures = self._figures
        heart_rate_before, rmssd_before = figures.before.figures()
        heart_rate_after, rmssd_after = figures.after.figures()
        figures.paced.leave()
        summary = Summary(
            is_complete=reason is EndReason.COMPLETE,
            breathing_s=self._breathing_s,
            breaths=int(self._timeline.breaths_at(self._breathing_s) + 1e-9),
            beats=figures.beats,
            corrected_share=figures.corrected / figures.beats if figures.beats else 0.0,
            gaps=self._pipeline.gaps + self._noise_gaps,
            heart_rate_before=heart_rate_before,
            heart_rate_after=heart_rate_after,
            rmssd_before=rmssd_before,
            rmssd_after=rmssd_after,
            swing_start=figures.paced.swing_start,
            swing_end=figures.paced.swing_end,
            swing_mean=figures.paced.swing_mean(),
            swing_change=figures.paced.swing_change(),
            rate_change=figures.rate_change(),
            carry_over=figures.carry_over(self._earlier_changes_ln),
            breaths_in_step=figures.paced.breaths_in_step,
            breaths_judged=figures.paced.breaths_judged,
            pace_changes=self._changes_reached(),
            last_pace_per_min=self._last_pace_per_min(),
        )
        self._summary = self._alone.without_the_rest(summary)
        self._write(Ended(self._now_s, reason, self._summary))

    def _changes_reached(self) -> int:
        """How often the pace was another than before, in the breaths that were begun."""
        phase = self._timeline.breaths_at(self._breathing_s)
        reached = sum(part.breath < phase for part in self._timeline.later_paces)
        return reached + (self.plan.pace != self._planned_pace)

    def _last_pace_per_min(self) -> float:
        """Breaths a minute of the last breath that was begun, or of the first where none was."""
        phase = self._timeline.breaths_at(self._breathing_s)
        return self._timeline.pace_of(math.nextafter(phase, 0.0)).breaths_per_min
