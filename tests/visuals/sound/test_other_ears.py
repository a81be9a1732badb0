"""What is left of the sounds on small loudspeakers, in one channel, in one ear; their loudness."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.visuals.sound.heard_breaths import PACES, clips, played, wanted
from tests.visuals.sound.hearing import (
    Audio,
    by_a_small_loudspeaker,
    hear,
    in_one_channel,
    level_lufs,
    loudest_lufs,
    pitch_hz,
)
from trainer.plan import Pace
from visuals.sound.clip import RATE_HZ, Clip, samples
from visuals.sound.sets import SoundSet, breath_clips
from visuals.sound.side import Side
from visuals.sound.signs import Sign, sign_clip

EVERY_SET = pytest.mark.parametrize("sounds", list(SoundSet), ids=lambda one: one.value)
SWELL_S = 0.2


def _left(audio: Audio) -> Audio:
    return np.repeat(audio[:, :1], 2, axis=1)


def _right(audio: Audio) -> Audio:
    return np.repeat(audio[:, 1:], 2, axis=1)


def _small_in_one(audio: Audio) -> Audio:
    return by_a_small_loudspeaker(in_one_channel(audio))


WAYS = [in_one_channel, _left, _right, by_a_small_loudspeaker, _small_in_one]
QUICKER = PACES[2:]
"""To hear breaths of 20 s costs ten times as much; the poorest ear hears them, too."""


@EVERY_SET
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__.strip("_"))
def test_the_breath_is_recovered_by_poorer_ears(
    sounds: SoundSet, way: Callable[[Audio], Audio]
) -> None:
    for pace in PACES if way is _small_in_one else QUICKER:
        found, expected = hear(way(played(sounds, pace)), sounds), wanted(pace)
        assert [half.side for half in found] == [half.side for half in expected], pace
        for half, truth in zip(found, expected, strict=True):
            assert half.at_s == pytest.approx(truth.at_s, abs=0.04)


@EVERY_SET
def test_nothing_is_lost_where_both_channels_become_one(sounds: SoundSet) -> None:
    """Channels out of phase would cancel; unlike ones lose 3 dB, like ones nothing."""
    width = samples(0.1)
    for pace in PACES:
        audio = played(sounds, pace)
        apart = np.array(
            [np.mean(audio[at : at + width] ** 2) for at in range(0, len(audio), width)]
        )
        both = in_one_channel(audio)
        one = np.array([np.mean(both[at : at + width] ** 2) for at in range(0, len(audio), width)])
        heard = apart > 1e-3 * apart.max()
        assert 10.0 * np.log10((one[heard] / apart[heard]).min()) > -3.5


@EVERY_SET
def test_a_small_loudspeaker_plays_nearly_all_of_it(sounds: SoundSet) -> None:
    for pace in PACES:
        for side in Side:
            clip = clips(sounds, pace).of(side).astype(np.float64)
            lost = loudest_lufs(clip) - loudest_lufs(by_a_small_loudspeaker(clip))
            assert lost < 1.5
    for sign in Sign:
        clip = _sign(sign).astype(np.float64)
        assert loudest_lufs(clip) - loudest_lufs(by_a_small_loudspeaker(clip)) < 3.0


def test_loudness_of_a_sine_is_what_the_standard_says() -> None:
    """BS.1770-4, annex 1: 997 Hz at full scale in one channel reads -3.01 LKFS."""
    sine = np.sin(2.0 * np.pi * 997.0 * np.arange(2 * RATE_HZ) / RATE_HZ)
    audio = np.stack([sine, np.zeros_like(sine)], axis=1)
    assert level_lufs(audio) == pytest.approx(-3.01, abs=0.05)
    assert loudest_lufs(audio) == pytest.approx(-3.01, abs=0.05)


@pytest.mark.parametrize("pace", PACES, ids=lambda pace: f"{pace.breaths_per_min:g}")
def test_sets_are_equally_loud_and_so_are_in_and_out(pace: Pace) -> None:
    """By another scale than the one that they are made by."""
    levels = {
        sounds: {
            side: loudest_lufs(clips(sounds, pace).of(side).astype(np.float64)) for side in Side
        }
        for sounds in SoundSet
    }
    for halves in levels.values():
        assert abs(halves[Side.IN] - halves[Side.OUT]) < 2.0
    means = [np.mean(list(halves.values())) for halves in levels.values()]
    assert max(means) - min(means) < 2.0


def test_the_chord_swells_with_the_breath_and_does_not_throb() -> None:
    """Voices that nearly agree beat; a beat as strong as the swell would be taken for breath."""
    for seed in range(4):
        for pace in (Pace(6.0, 0.4), Pace(3.0, 0.6), Pace(8.0, 0.5)):
            halves = breath_clips(SoundSet.TONES, pace, seed)
            for side in Side:
                audio = halves.of(side).astype(np.float64)
                for heard in (audio, in_one_channel(audio)):
                    assert _throb_db(heard) < 5.0


def _throb_db(audio: Audio) -> float:
    """Height of what is left of the level's course without its swell, a parabola in dB."""
    width = samples(SWELL_S)
    power = np.array(
        [np.mean(audio[at : at + width] ** 2) for at in range(0, len(audio) - width, width // 4)]
    )
    edge = samples(0.5) // (width // 4)
    level_db = 10.0 * np.log10(power[edge:-edge])
    at = np.linspace(-1.0, 1.0, len(level_db))
    rest = level_db - np.polyval(np.polyfit(at, level_db, 2), at)
    return float(rest.max() - rest.min())


def _sign(sign: Sign) -> Clip:
    return sign_clip(sign, np.random.default_rng(0))


@pytest.mark.parametrize("sign", list(Sign), ids=lambda sign: sign.value)
def test_no_sign_is_struck_near_the_pitch_of_a_breath(sign: Sign) -> None:
    """Who breathes with the bowls hears pitches alone: a third at least lies between."""
    struck = pitch_hz(_sign(sign)[: samples(0.28)].mean(axis=1), 150.0, 1000.0)
    for side in Side:
        bowl = clips(SoundSet.BOWL, Pace()).of(side)[: samples(0.5)].mean(axis=1)
        semitones = 12.0 * abs(np.log2(struck / pitch_hz(bowl, 150.0, 1000.0)))
        assert semitones > 3.5
