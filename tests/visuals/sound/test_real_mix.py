"""What the mixer really gives out: taken from SDL's disk driver, heard by an ear for the tests."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pygame
import pytest

if not sys.platform.startswith("linux"):
    pytest.skip("the size of a pipe can be set on Linux alone", allow_module_level=True)

from tests.visuals.sound.disk_audio import DiskAudio, disk_audio
from tests.visuals.sound.hearing import Heard, clicks_dbfs, hear
from trainer.plan import Pace, Plan
from trainer.timeline import Timeline
from visuals.scene import example
from visuals.sound.choice import SoundChoice
from visuals.sound.clip import samples
from visuals.sound.player import SoundPlayer
from visuals.sound.sets import SoundSet
from visuals.sound.side import Side
from visuals.sound.volume import gain_of
from visuals.sound.workbench import Job

FRAME_S = 1.0 / 60.0
SYNC_S = 0.04
"""Picture and sound are this close."""
PLAN = Plan(Pace(12.0, 0.4), breathing_s=20.0, quiet_before_s=1.0, quiet_after_s=2.0)


class _AtOnce:
    def begin(self, job: Job) -> None:
        job()

    def close(self) -> None:
        pass


def _player(choice: SoundChoice) -> SoundPlayer:
    return SoundPlayer(choice, make_bench=_AtOnce)


def _go_on(
    player: SoundPlayer,
    loudspeaker: DiskAudio,
    timeline: Timeline,
    until_s: float,
    frame_s: float = FRAME_S,
) -> None:
    """Frames of a session, each as long as its sound."""
    player.frame_s = frame_s
    shown = replace(example.example_snapshot(), summary=None)
    while loudspeaker.heard_s < until_s or not player.has_device:
        at_s = loudspeaker.heard_s
        snapshot = replace(
            shown,
            at_s=at_s,
            timeline=timeline,
            stage=timeline.stage_at(at_s),
            is_paused=timeline.is_paused_at(at_s),
        )
        player.tell(snapshot, at_s)
        loudspeaker.play(frame_s)


def _die_away(loudspeaker: DiskAudio) -> None:
    """Let it sound until nothing does: the mixer's fades go by a clock of its own."""
    while pygame.mixer.get_busy():
        loudspeaker.play(FRAME_S)
    loudspeaker.play(0.1)


def _asked(timeline: Timeline, breaths: int) -> list[Heard]:
    plan = timeline.plan
    begins_s = [plan.quiet_before_s + number * plan.pace.breath_s for number in range(breaths)]
    inhale_s = plan.pace.breath_s * plan.pace.inhale_share
    return [
        Heard(timeline.clock_s(begin_s + into_s), side)
        for begin_s in begins_s
        for side, into_s in ((Side.IN, 0.0), (Side.OUT, inhale_s))
    ]


@pytest.mark.parametrize(
    ("sounds", "frames_per_s"),
    [*((sounds, 60) for sounds in SoundSet), (SoundSet.TONES, 30)],
)
def test_the_picture_and_what_is_heard_are_within_40_ms(
    sounds: SoundSet, frames_per_s: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    timeline = Timeline(PLAN, 0.0)
    with disk_audio(tmp_path, monkeypatch) as loudspeaker:
        player = _player(SoundChoice(sounds, volume_percent=100))
        _go_on(player, loudspeaker, timeline, 15.9, 1.0 / frames_per_s)
        player.end_session()
        _die_away(loudspeaker)
        audio = loudspeaker.audio
    found = hear(audio, sounds)
    asked = _asked(timeline, 3)
    assert [half.side for half in found] == [half.side for half in asked]
    for half, truth in zip(found, asked, strict=True):
        assert half.at_s == pytest.approx(truth.at_s, abs=SYNC_S)
    assert clicks_dbfs(audio) < -90.0  # nothing but the rounding to 16 bits
    assert np.abs(audio).max() < 0.21  # -14 dBFS, and a bowl that still rings
    assert np.abs(audio.mean(axis=0)).max() < 1e-4


def test_a_pause_neither_clicks_nor_shifts_the_breath(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    timeline = Timeline(PLAN, 0.0)
    with disk_audio(tmp_path, monkeypatch) as loudspeaker:
        player = _player(SoundChoice(SoundSet.TONES, volume_percent=100))
        _go_on(player, loudspeaker, timeline, 4.0)
        timeline = timeline.paused(loudspeaker.heard_s)
        _go_on(player, loudspeaker, timeline, 4.1)
        _die_away(loudspeaker)
        _go_on(player, loudspeaker, timeline, loudspeaker.heard_s + 1.0)
        silent_s = loudspeaker.heard_s
        timeline = timeline.resumed(silent_s)
        _go_on(player, loudspeaker, timeline, silent_s + 12.9)
        player.end_session()
        _die_away(loudspeaker)
        audio = loudspeaker.audio
    assert np.abs(audio[samples(silent_s - 0.9) : samples(silent_s)]).max() == 0.0
    assert clicks_dbfs(audio) < -75.0
    # The rest of the half that was paused comes first, and then two whole breaths.
    found = hear(audio[samples(silent_s) :], SoundSet.TONES)[1:5]
    asked = [half for half in _asked(timeline, 3) if half.at_s > silent_s]
    assert [half.side for half in found] == [half.side for half in asked]
    for half, truth in zip(found, asked, strict=True):
        assert silent_s + half.at_s == pytest.approx(truth.at_s, abs=SYNC_S)


def test_switching_off_and_a_new_volume_do_not_click(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    timeline = Timeline(PLAN, 0.0)
    with disk_audio(tmp_path, monkeypatch) as loudspeaker:
        player = _player(SoundChoice(SoundSet.TONES, volume_percent=100))
        _go_on(player, loudspeaker, timeline, 2.0)
        player.choice = replace(player.choice, volume_percent=40)
        _go_on(player, loudspeaker, timeline, 2.8)
        player.toggle()
        _go_on(player, loudspeaker, timeline, 3.8)
        silent = loudspeaker.audio[samples(3.4) :]
        player.toggle()
        _go_on(player, loudspeaker, timeline, 9.5)
        player.end_session()
        _die_away(loudspeaker)
        audio = loudspeaker.audio
    assert np.abs(silent).max() == 0.0
    assert np.abs(audio[samples(4.6) : samples(5.5)]).max() > 0.001
    # A sound that begins later begins at the volume that was set: 40 % is -16 dB.
    loudest = np.abs(audio[samples(6.3) : samples(9.4)]).max()
    assert 0.001 < loudest < 0.2 * gain_of(40)
    assert clicks_dbfs(audio) < -65.0
