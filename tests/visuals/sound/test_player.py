"""What sounds when: told snapshots of whole sessions, before an output that writes down."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from devices.readings import LinkState
from tests.visuals.sound.hearing import clicks_dbfs
from trainer.plan import Pace, Plan, Stage
from trainer.snapshot import Snapshot
from trainer.timeline import Timeline
from trainer.trust import Trust, TrustState
from visuals.scene import example
from visuals.sound.choice import SoundChoice
from visuals.sound.clip import RATE_HZ, Clip
from visuals.sound.player import LEAD_S, SoundPlayer
from visuals.sound.sets import SoundSet, breath_clips
from visuals.sound.side import Side
from visuals.sound.signs import Sign, sign_clip
from visuals.sound.volume import gain_of
from visuals.sound.workbench import Job

FRAME_S = 1.0 / 60.0
PACE = Pace(15.0, 0.4)  # 1.6 s in, 2.4 s out
PLAN = Plan(PACE, breathing_s=16.0, quiet_before_s=8.0, quiet_after_s=3.0)
TONES = SoundChoice(SoundSet.TONES, volume_percent=100)


class _AtOnce:
    """A bench that has no other work."""

    def begin(self, job: Job) -> None:
        job()

    def close(self) -> None:
        pass


class _Later(_AtOnce):
    """A bench that does its jobs when the test says so."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []

    def begin(self, job: Job) -> None:
        self.jobs.append(job)

    def work(self) -> None:
        while self.jobs:
            self.jobs.pop(0)()


@dataclass
class _Notes:
    """An output that writes down what it is asked to play."""

    has_device: bool = True
    is_open: bool = False
    now_s: float = 0.0
    played: list[tuple[float, Clip, float]] = field(default_factory=list)
    gains: list[tuple[float, float]] = field(default_factory=list)
    fades_s: list[float] = field(default_factory=list)
    prepared: list[Clip] = field(default_factory=list)

    def open(self) -> bool:
        self.is_open = self.has_device
        return self.is_open

    def prepare(self, clip: Clip) -> object:
        self.prepared.append(clip)
        return clip

    def decode(self, path: Path) -> Clip:
        raise ValueError(f"{path.name} is no sound")

    def play(self, sound: object, gain: float) -> None:
        assert isinstance(sound, np.ndarray)
        self.played.append((self.now_s, sound, gain))

    def set_gain(self, gain: float) -> None:
        self.gains.append((self.now_s, gain))

    def fade_out(self, length_s: float) -> None:
        del length_s
        self.fades_s.append(self.now_s)

    def close(self) -> None:
        self.is_open = False


class _Evening:
    """A session told frame by frame; time is the test's."""

    def __init__(
        self, choice: SoundChoice = TONES, notes: _Notes | None = None, bench: _AtOnce | None = None
    ) -> None:
        self.notes = _Notes() if notes is None else notes
        self.bench = _AtOnce() if bench is None else bench
        self.player = SoundPlayer(choice, output=self.notes, make_bench=lambda: self.bench)
        self.timeline = Timeline(PLAN, 0.0)
        self.snapshot: Snapshot = replace(
            example.example_snapshot(example.FULL_S), timeline=self.timeline, summary=None
        )
        self.now_s = 0.0
        self.tells_signal = True

    def until(self, end_s: float) -> _Evening:
        while self.now_s < end_s:
            self.now_s += FRAME_S
            self.frame()
        return self

    def frame(self) -> None:
        self.notes.now_s = self.now_s
        self.snapshot = replace(
            self.snapshot,
            at_s=self.now_s,
            timeline=self.timeline,
            stage=self.timeline.stage_at(self.now_s),
            is_paused=self.timeline.is_paused_at(self.now_s),
        )
        self.player.tell(self.snapshot, self.now_s, tells_signal=self.tells_signal)

    def pause(self) -> None:
        self.timeline = self.timeline.paused(self.now_s)

    def resume(self) -> None:
        self.timeline = self.timeline.resumed(self.now_s)

    def halves(
        self, sounds: SoundSet = SoundSet.TONES, pace: Pace = PACE
    ) -> list[tuple[float, Side]]:
        """When halves of a breath were started from their beginning."""
        clips = breath_clips(sounds, pace)
        return [
            (at_s, side)
            for at_s, clip, _ in self.notes.played
            for side in Side
            if np.array_equal(clip, clips.of(side))
        ]

    def signs(self) -> list[tuple[float, Sign]]:
        chance = np.random.default_rng(0)
        clips = {sign: sign_clip(sign, chance) for sign in Sign}
        return [
            (at_s, sign)
            for at_s, clip, _ in self.notes.played
            for sign in Sign
            if np.array_equal(clip, clips[sign])
        ]


@pytest.mark.parametrize("sounds", list(SoundSet), ids=lambda one: one.value)
def test_each_half_of_a_breath_sounds_once_within_a_frame_of_its_time(sounds: SoundSet) -> None:
    evening = _Evening(replace(TONES, sounds=sounds)).until(27.0)
    begins = [8.0 + 4.0 * breath + into for breath in range(4) for into in (0.0, 1.6)]
    found = evening.halves(sounds)
    assert [side for _, side in found] == [Side.IN, Side.OUT] * 4
    for (at_s, _), begin_s in zip(found, begins, strict=True):
        assert begin_s - LEAD_S <= at_s <= begin_s - LEAD_S + FRAME_S + 1e-9


@pytest.mark.parametrize("offset_s", [0.0, 0.004, 0.008, 0.02])
def test_told_half_as_often_it_is_never_late(offset_s: float) -> None:
    evening = _Evening()
    evening.player.frame_s = 1.0 / 30.0
    evening.now_s = offset_s
    while evening.now_s < 27.0:
        evening.now_s += 1.0 / 30.0
        evening.frame()
    begins = [8.0 + 4.0 * breath + into for breath in range(4) for into in (0.0, 1.6)]
    for (at_s, _), begin_s in zip(evening.halves(), begins, strict=True):
        assert begin_s - 0.034 <= at_s <= begin_s + 1e-6


def test_another_pace_sounds_from_its_first_breath_on_and_never_before() -> None:
    """Changed in the out-breath of the second breath: that one is heard to its end as it was."""
    evening = _Evening().until(14.0)
    slower = Pace(12.0, 0.4)  # 2 s in, 3 s out
    evening.timeline = evening.timeline.at_pace(14.0, slower)
    evening.until(25.9)
    assert [side for _, side in evening.halves()] == [Side.IN, Side.OUT] * 2
    begins = [16.0, 18.0, 21.0, 23.0]
    found = evening.halves(pace=slower)
    assert [at_s for at_s, _ in found] == pytest.approx(begins, abs=LEAD_S + 1e-6)
    assert [side for _, side in found] == [Side.IN, Side.OUT] * 2
    assert len(evening.notes.played) == 3 + 4 + 4  # counted, and no rest of a breath besides


def test_who_goes_through_many_paces_waits_for_the_last_one_only() -> None:
    bench = _Later()
    evening = _Evening(bench=bench)
    evening.until(1.0)
    bench.work()
    evening.until(9.0)
    prepared = len(evening.notes.prepared)
    for per_min in (14.0, 13.0, 12.0, 11.0):
        evening.timeline = evening.timeline.at_pace(evening.now_s, Pace(per_min, 0.4))
        evening.until(evening.now_s + FRAME_S)
    bench.work()
    assert len(evening.notes.prepared) - prepared == len(Side)
    evening.until(12.5)
    assert [at_s for at_s, _ in evening.halves(pace=Pace(11.0, 0.4))] == pytest.approx(
        [12.0], abs=LEAD_S + 1e-6
    )


def test_a_pause_within_a_changed_pace_keeps_what_is_under_way() -> None:
    evening = _Evening().until(9.0)
    for per_min in (12.0, 10.0):
        evening.timeline = evening.timeline.at_pace(evening.now_s, Pace(per_min, 0.4))
        evening.until(evening.now_s + 4.0)
    assert evening.timeline.pace_of(evening.timeline.breath_phase_at(evening.now_s) or 0) == Pace(
        10.0, 0.4
    )
    evening.pause()
    evening.until(evening.now_s + 3.0)
    played = len(evening.notes.played)
    evening.resume()
    evening.until(evening.now_s + 0.5)
    assert len(evening.notes.played) == played + 1  # the rest of the breath rises


def test_three_are_counted_before_the_first_breath_and_a_bell_ends_it() -> None:
    evening = _Evening().until(24.5)
    counted = [at_s for at_s, sign in evening.signs() if sign is Sign.COUNT]
    assert counted == pytest.approx([5.0, 6.0, 7.0], abs=LEAD_S)
    assert [sign for _, sign in evening.signs()][3:] == [Sign.REST]


def test_a_complete_session_ends_with_its_bell_and_one_left_early_dies_away() -> None:
    for is_complete in (True, False):
        evening = _Evening().until(26.9)
        evening.snapshot = replace(
            evening.snapshot,
            stage=Stage.ENDED,
            summary=replace(example.example_summary(), is_complete=is_complete),
        )
        evening.player.tell(evening.snapshot, evening.now_s)
        assert (evening.signs()[-1][1] is Sign.END) is is_complete
        assert bool(evening.notes.fades_s) is not is_complete


def test_a_pause_dies_away_and_the_rest_of_the_breath_rises_where_it_goes_on() -> None:
    evening = _Evening().until(9.6 + 0.8)  # 0.8 s into the first out-breath
    evening.pause()
    evening.until(15.0)
    assert evening.notes.fades_s == pytest.approx([10.4], abs=2 * FRAME_S)
    count = len(evening.notes.played)
    evening.resume()
    evening.until(15.5)
    at_s, rest, _ = evening.notes.played[count]
    whole = breath_clips(SoundSet.TONES, PACE).exhale
    # What is left begins 0.15 s after the breath goes on, at its own place in the sound.
    left = len(whole) - len(rest)
    assert left / RATE_HZ == pytest.approx(0.8 + (at_s - 15.0) + LEAD_S, abs=2 * FRAME_S)
    assert np.array_equal(rest[-1000:], whole[-1000:])
    assert not rest[0].any()
    assert clicks_dbfs(rest.astype(np.float64)) < -100.0
    evening.until(17.5)
    at_s, side = evening.halves()[-1]
    assert at_s == pytest.approx(15.0 + 1.6 - LEAD_S, abs=FRAME_S)
    assert side is Side.IN


def test_a_bowl_is_not_struck_midway() -> None:
    evening = _Evening(replace(TONES, sounds=SoundSet.BOWL)).until(10.4)
    evening.pause()
    evening.until(12.0)
    count = len(evening.notes.played)
    evening.resume()
    evening.until(12.0 + 1.5)
    assert len(evening.notes.played) == count


def test_sounds_that_come_late_take_up_the_breath_where_it_is() -> None:
    bench = _Later()
    evening = _Evening(bench=bench)
    evening.until(8.4)
    bench.work()
    evening.until(8.42)
    bench.work()
    evening.until(9.0)
    (rest,) = (clip for at_s, clip, _ in evening.notes.played if at_s > 8.0)
    assert len(rest) < 0.8 * len(breath_clips(SoundSet.TONES, PACE).inhale)


def test_a_new_pace_sounds_at_its_own_length() -> None:
    evening = _Evening().until(14.0)
    evening.timeline = replace(evening.timeline, plan=replace(PLAN, pace=Pace(12.0, 0.4)))
    evening.until(20.0)
    other = breath_clips(SoundSet.TONES, Pace(12.0, 0.4))
    last = evening.notes.played[-1][1]
    assert any(np.array_equal(last, other.of(side)) for side in Side)


def test_silence_is_neither_opened_nor_made() -> None:
    bench = _Later()
    evening = _Evening(replace(TONES, is_on=False), bench=bench).until(12.0)
    assert bench.jobs == []
    assert evening.notes.played == []
    assert evening.player.has_device is None


def test_switched_off_and_on_again_goes_softly_and_takes_up_the_breath() -> None:
    evening = _Evening().until(9.0)
    evening.player.toggle()
    evening.until(12.5)
    ramp = [gain for at_s, gain in evening.notes.gains if at_s > 8.9]
    assert len(ramp) == 24  # 0.4 s at 60 frames a second
    assert np.abs(np.diff(ramp)).max() < 0.05
    assert ramp[-1] == 0.0
    assert not [at_s for at_s, _, _ in evening.notes.played if at_s > 9.0]
    evening.player.toggle()
    evening.until(14.0)
    assert [at_s for at_s, _, _ in evening.notes.played if at_s > 12.5]
    assert evening.notes.gains[-1][1] == 1.0


def test_a_new_volume_is_reached_within_four_tenths_of_a_second() -> None:
    evening = _Evening().until(9.0)
    evening.player.choice = replace(evening.player.choice, volume_percent=50)
    evening.until(9.5)
    assert evening.notes.gains[-1][1] == gain_of(50) == 0.25


def test_lost_and_back_are_told_once_each() -> None:
    evening = _Evening().until(9.0)
    steady = evening.snapshot.trust
    assert steady.state is TrustState.STEADY
    lost = Trust(TrustState.LOST, "No heartbeats for a moment.")
    evening.snapshot = replace(evening.snapshot, trust=lost)
    evening.until(12.0)
    evening.snapshot = replace(evening.snapshot, trust=steady)
    evening.until(15.0)
    evening.snapshot = replace(evening.snapshot, trust=lost)
    evening.until(18.0)  # so soon after the last time it is not told
    told = [sign for _, sign in evening.signs() if sign in (Sign.LOST, Sign.BACK)]
    assert told == [Sign.LOST, Sign.BACK]


def test_where_nobody_is_to_hear_of_the_signal_it_is_not_told() -> None:
    evening = _Evening()
    evening.tells_signal = False
    evening.until(9.0)
    lost = Trust(TrustState.LOST, "No heartbeats for a moment.")
    evening.snapshot = replace(evening.snapshot, trust=lost)
    evening.until(12.0)
    assert Sign.LOST not in [sign for _, sign in evening.signs()]


def test_a_signal_that_never_was_or_has_come_to_its_end_is_not_told_lost() -> None:
    lost = Trust(TrustState.LOST, "Looking for your strap.")
    evening = _Evening()
    evening.snapshot = replace(evening.snapshot, trust=lost)
    evening.until(9.0)
    evening.snapshot = replace(
        evening.snapshot, trust=Trust(TrustState.STEADY, "The beats are clear.")
    )
    evening.until(10.0)
    evening.snapshot = replace(evening.snapshot, trust=lost, link_state=LinkState.ENDED)
    evening.until(11.0)
    assert Sign.LOST not in [sign for _, sign in evening.signs()]


def test_without_an_audio_device_all_goes_on_in_silence() -> None:
    notes = _Notes(has_device=False)
    evening = _Evening(notes=notes).until(12.0)
    assert evening.player.has_device is False
    assert notes.played == []
    evening.player.end_session()
    evening.player.close()
    evening.player.close()


def test_a_second_session_begins_anew() -> None:
    evening = _Evening().until(12.0)
    evening.player.end_session()
    assert evening.notes.fades_s == pytest.approx([12.0], abs=FRAME_S)
    evening.now_s = 0.0
    evening.notes.played.clear()
    evening.until(9.0)
    assert [side for _, side in evening.halves()] == [Side.IN]
