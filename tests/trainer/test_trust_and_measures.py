"""Trust, and the measures beside the two main figures: from a session's beats, at its times."""

from __future__ import annotations

import math
import random
from pathlib import Path

import pytest

from devices.readings import Beat, LinkChanged, LinkState, Reading, SensorDescription, SensorKind
from tests.trainer.example import PLAN, readings, run
from trainer.commands import Command, Wish
from trainer.history import NOT_THE_PERSON, earlier_changes_ln
from trainer.journal.entries import Ended, EndReason, Header
from trainer.journal.writer import JournalWriter
from trainer.plan import Pace, Plan
from trainer.session import Session
from trainer.signal.carry_over import CarryOver, SpreadSource, SwingChange
from trainer.signal.figure import Withheld
from trainer.signal.respiration import BeatRespiration
from trainer.signal.response import RateChange, rate_change
from trainer.signal.rhythm import SteadyRhythm
from trainer.signal.swing_in_step import InStep
from trainer.signal.swing_synchrony import PhaseSynchrony
from trainer.trust import LOST_AFTER_S, TrustState

ARRIVING = LinkChanged(0.0, LinkState.ARRIVING)
LONG = Plan(Pace(6.0), breathing_s=300.0)


def steady(until_s: float, from_s: float = 0.0) -> list[Reading]:
    """Beats of a calm heart, 800 ms apart with a little swing."""
    beats: list[Reading] = []
    at_s = from_s
    while at_s < until_s:
        rr_ms = 800.0 + 30.0 * math.sin(at_s)
        at_s += rr_ms / 1000.0
        beats.append(Beat(at_s, at_s, rr_ms))
    return beats


def noise(until_s: float, from_s: float) -> list[Reading]:
    """Intervals that no heart makes."""
    chance = random.Random(3)
    beats: list[Reading] = []
    at_s = from_s
    while at_s < until_s:
        rr_ms = chance.uniform(280.0, 1400.0)
        at_s += rr_ms / 1000.0
        beats.append(Beat(at_s, at_s, rr_ms))
    return beats


def trust_over(inputs: list[Reading], times_s: list[float]) -> list[TrustState]:
    session = Session(PLAN, SensorDescription(SensorKind.RECORDING, "x"))
    waiting = list(inputs)
    states: list[TrustState] = []
    for now_s in times_s:
        due = [reading for reading in waiting if reading.at_s <= now_s]
        waiting = waiting[len(due) :]
        session.step(now_s, due)
        states.append(session.snapshot(now_s).trust.state)
    return states


def test_trust_listens_first_and_is_steady_after_some_good_beats() -> None:
    states = trust_over([ARRIVING, *steady(30.0)], [0.0, 2.0, 10.0, 20.0])
    assert states == [
        TrustState.LISTENING,
        TrustState.LISTENING,
        TrustState.STEADY,
        TrustState.STEADY,
    ]


def test_silence_is_lost_after_three_seconds_and_comes_back_by_itself() -> None:
    before, after = steady(30.0), steady(60.0, from_s=40.0)
    last_s = before[-1].at_s
    states = trust_over([ARRIVING, *before, *after], [last_s + 2.9, last_s + 3.1, 39.0, 42.0, 50.0])
    assert states == [
        TrustState.STEADY,
        TrustState.LOST,
        TrustState.LOST,
        TrustState.LISTENING,
        TrustState.STEADY,
    ]


def test_a_silent_link_is_lost_at_once() -> None:
    silent = LinkChanged(20.0, LinkState.SILENT)
    inputs = [ARRIVING, *(beat for beat in steady(20.0) if beat.at_s < 20.0), silent]
    assert trust_over(inputs, [19.9, 20.0]) == [TrustState.STEADY, TrustState.LOST]


def test_noise_takes_the_figures_away_and_good_beats_bring_them_back() -> None:
    calm = steady(40.0)
    rough = noise(60.0, from_s=calm[-1].at_s)
    again = steady(90.0, from_s=rough[-1].at_s)
    session = Session(PLAN, SensorDescription(SensorKind.RECORDING, "x"))
    withheld_s = None
    states: set[TrustState] = set()
    for reading in [ARRIVING, *calm, *rough, *again]:
        session.step(reading.at_s, [reading])
        snapshot = session.snapshot(reading.at_s)
        if calm[-1].at_s < reading.at_s <= rough[-1].at_s:
            states.add(snapshot.trust.state)
            if withheld_s is None and snapshot.trust.state is not TrustState.STEADY:
                withheld_s = reading.at_s - calm[-1].at_s
    assert withheld_s is not None
    assert withheld_s <= 2.0 * LOST_AFTER_S
    assert TrustState.UNSURE in states
    assert session.snapshot(session.now_s).trust.state is TrustState.STEADY


@pytest.mark.parametrize("state", TrustState)
def test_every_state_of_trust_speaks_plainly(state: TrustState) -> None:
    session = Session(PLAN, SensorDescription(SensorKind.RECORDING, "x"))
    seen = {}
    calm = steady(20.0)
    for reading in [ARRIVING, *calm, *noise(40.0, from_s=calm[-1].at_s)]:
        session.step(reading.at_s, [reading])
        trust = session.snapshot(reading.at_s).trust
        seen[trust.state] = trust.reason
    seen[TrustState.LOST] = session.snapshot(60.0).trust.reason
    assert seen[state].endswith(".")


def test_while_lost_no_figure_is_shown() -> None:
    session, _ = run(readings(until_s=115.0))
    lost = session.snapshot(125.0)
    assert lost.trust.state is TrustState.LOST
    for measure in (
        lost.live.swing_change,
        lost.live.rate_change,
        lost.live.in_step,
        lost.live.synchrony,
        lost.live.steady_rhythm,
        lost.live.respiration,
        lost.live.rmssd.withheld,
        lost.heart_rate.withheld,
        lost.swing.withheld,
    ):
        assert measure is Withheld.SILENT


def practised(until_s: float, plan: Plan = LONG) -> Session:
    """A session of five minutes with the simulated person, up to a time."""
    from devices.simulated_heart import HeartTraits, SimulatedHeart
    from trainer.timeline import Timeline

    traits = HeartTraits(68.0, 5.6 / 60.0, 14.0, 5.0, 0.0, 0.0)
    heart = SimulatedHeart(2, traits=traits)
    heart.follow(Timeline(plan, 0.0).asked_fullness_at)
    session = Session(plan, SensorDescription(SensorKind.SIMULATED, "x"))
    session.step(0.0, [ARRIVING])
    while (beat := heart.next_beat()).beat_s < until_s:
        session.step(beat.beat_s, [Beat(beat.beat_s, beat.beat_s, beat.rr_ms)])
    session.step(until_s)
    return session


def test_the_person_who_follows_is_in_step_and_keeps_their_place_in_the_breath() -> None:
    live = practised(200.0).snapshot(200.0).live
    assert isinstance(live.in_step, InStep)
    assert live.in_step.is_in_step
    assert isinstance(live.synchrony, PhaseSynchrony)
    assert live.synchrony.locking > 0.9
    assert isinstance(live.steady_rhythm, SteadyRhythm)
    assert live.steady_rhythm.percent > 70.0
    assert isinstance(live.respiration, BeatRespiration)
    assert live.respiration.breaths_per_min == pytest.approx(6.0, abs=0.15)
    assert isinstance(live.swing_change, SwingChange)
    assert isinstance(live.rate_change, RateChange)


def test_the_start_and_its_change_share_no_breath() -> None:
    assert practised(91.0).snapshot(91.0).swing_start.value is None
    early = practised(110.0).snapshot(110.0)
    assert early.swing_start.value is not None
    assert early.live.swing_change is Withheld.TOO_SHORT
    late = practised(130.0).snapshot(130.0)
    assert isinstance(late.live.swing_change, SwingChange)
    assert late.swing.value is not None
    assert late.swing_start.value is not None
    assert late.live.swing_change.difference_bpm == pytest.approx(
        late.swing.value - late.swing_start.value
    )


def test_a_pause_shortly_before_the_end_keeps_the_swing_that_was_measured() -> None:
    session = practised(200.0)
    measured = session.snapshot(200.0).swing.value
    session.step(200.0, [Command(200.0, Wish.PAUSE)])
    session.step(215.0, [Command(215.0, Wish.RESUME)])
    for beat in steady(219.0, from_s=215.0):
        session.step(beat.at_s, [beat])
    session.finish()
    assert session.summary is not None
    assert session.summary.swing_end.value == pytest.approx(measured, rel=0.1)


def test_paced_rmssd_is_withheld_and_resting_rmssd_is_not() -> None:
    assert practised(59.0).snapshot(59.0).live.rmssd.value is not None
    assert practised(30.0).snapshot(30.0).live.rmssd.withheld is Withheld.TOO_SHORT
    assert practised(200.0).snapshot(200.0).live.rmssd.withheld is Withheld.NOT_AT_REST


def test_the_summary_tells_the_change_with_its_usual_spread() -> None:
    summary = practised(421.0).summary
    assert summary is not None
    assert isinstance(summary.carry_over, CarryOver)
    assert summary.rmssd_before.value is not None
    assert summary.rmssd_after.value is not None
    assert summary.carry_over.ratio == pytest.approx(
        summary.rmssd_after.value / summary.rmssd_before.value
    )
    assert summary.carry_over.spread_source is SpreadSource.DEFAULT
    assert summary.breaths == 30
    assert summary.breaths_judged >= 25
    assert summary.breaths_in_step >= 24


def test_the_mean_swing_is_that_of_the_single_breaths() -> None:
    """Whole breaths of a known swing: 16 beats a minute up and down, no noise."""
    plan = Plan(Pace(6.0), breathing_s=100.0, quiet_before_s=0.0, quiet_after_s=0.0)
    session = Session(plan, SensorDescription(SensorKind.RECORDING, "x"))
    session.step(0.0, [ARRIVING])
    at_s = 0.0
    while at_s < 100.0:
        # Each interval is that of the model's rate at its middle, closely enough.
        middle_s = at_s + 0.45
        rate = 68.0 + 8.0 * math.sin(2.0 * math.pi * middle_s / 10.0)
        at_s += 60.0 / rate
        session.step(at_s, [Beat(at_s, at_s, 60_000.0 / rate)])
    session.finish()
    assert session.summary is not None
    # Peak to trough of ten beats a breath misses the turning points by a few per cent.
    assert session.summary.swing_mean.value == pytest.approx(16.0, rel=0.05)
    assert session.summary.swing_end.value == pytest.approx(16.0, rel=0.03)


def test_a_rate_change_is_the_difference_of_means_with_welchs_error() -> None:
    # scipy 1.17.1: ttest_ind([70, 71, 72, 71, 70, 72], [66, 67, 66, 65, 66, 66],
    # equal_var=False): t = 11.18, so the error is 5 / 11.18 = 0.4472.
    found = rate_change([70, 71, 72, 71, 70, 72], [66, 67, 66, 65, 66, 66])
    assert isinstance(found, RateChange)
    assert found.difference_bpm == pytest.approx(-5.0)
    assert found.standard_error_bpm == pytest.approx(0.4472, abs=1e-4)
    assert found.is_clear
    assert rate_change([70.0, 71.0, 72.0], [66.0] * 6) is Withheld.TOO_SHORT
    same = rate_change([70.0, 71.0, 72.0, 71.0], [70.5, 71.5, 71.0, 70.8])
    assert isinstance(same, RateChange)
    assert not same.is_clear


def journal(folder: Path, number: int, sensor: SensorDescription, change_ln: float) -> None:
    """A journal whose session ended with that change."""
    from dataclasses import replace

    summary = practised(421.0).summary
    assert summary is not None
    assert isinstance(summary.carry_over, CarryOver)
    summary = replace(summary, carry_over=replace(summary.carry_over, change_ln=change_ln))
    (folder / "sessions").mkdir(parents=True, exist_ok=True)
    writer = JournalWriter(folder / "sessions" / f"2026-01-{number:02d}_00-00-00.jsonl")
    writer.append(Header("test", "2026-01-01T00:00:00+00:00", 0.0, 0.0, LONG, sensor))
    writer.append(Ended(420.0, EndReason.COMPLETE, summary))
    writer.close()


def test_practice_and_recordings_have_no_history(tmp_path: Path) -> None:
    for number, kind in enumerate((SensorKind.SIMULATED, SensorKind.RECORDING), start=1):
        sensor = SensorDescription(kind, "x")
        journal(tmp_path, number, sensor, 0.1)
        assert earlier_changes_ln(tmp_path, sensor) == ()


def test_a_damaged_journal_is_no_history(tmp_path: Path) -> None:
    own = next((kind for kind in SensorKind if kind not in NOT_THE_PERSON), None)
    if own is None:
        return
    sensor = SensorDescription(own, "mine")
    for number, change_ln in enumerate((0.1, -0.2, 0.3), start=1):
        journal(tmp_path, number, sensor, change_ln)
    (tmp_path / "sessions" / "2026-01-09_00-00-00.jsonl").write_bytes(b"{broken")
    (tmp_path / "sessions" / "2026-01-10_00-00-00.jsonl").write_bytes(b"")
    assert earlier_changes_ln(tmp_path, sensor) == (0.1, -0.2, 0.3)
