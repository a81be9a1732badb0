"""What the sets sound like: in and out are told apart, nothing clicks, nothing is too loud."""

from __future__ import annotations

import numpy as np
import pytest

from tests.visuals.sound.heard_breaths import PACES, clips, played, wanted
from tests.visuals.sound.hearing import Audio, clicks_dbfs, hear, pitch_hz
from trainer.plan import Pace
from visuals.sound.clip import BREATH_PEAK_DBFS, RATE_HZ, samples
from visuals.sound.loudness import a_weight, loudest_dba
from visuals.sound.sets import SoundSet, breath_clips, half_s
from visuals.sound.side import Side, fullness_over
from visuals.sound.tones import FIFTH, ROOT_HZ

EVERY_SET = pytest.mark.parametrize("sounds", list(SoundSet), ids=lambda one: one.value)
EVERY_PACE = pytest.mark.parametrize(
    "pace", PACES, ids=lambda pace: f"{pace.breaths_per_min:g}-{pace.inhale_share:g}"
)
NO_CLICK_DBFS = -100.0
"""A step of a thousandth of full scale has -90 above 9 kHz."""


@EVERY_SET
@EVERY_PACE
def test_the_breath_is_recovered_from_the_audio_alone(sounds: SoundSet, pace: Pace) -> None:
    found = hear(played(sounds, pace), sounds)
    expected = wanted(pace)
    assert [half.side for half in found] == [half.side for half in expected]
    for half, truth in zip(found, expected, strict=True):
        assert half.at_s == pytest.approx(truth.at_s, abs=0.04)


@EVERY_SET
@EVERY_PACE
@pytest.mark.parametrize("side", list(Side), ids=lambda side: side.value)
def test_a_clip_begins_and_ends_in_silence_without_click_or_direct_current(
    sounds: SoundSet, pace: Pace, side: Side
) -> None:
    clip = clips(sounds, pace).of(side)
    assert not clip[0].any()
    assert not clip[-1].any()
    assert np.abs(clip.astype(np.float64).mean(axis=0)).max() < 1e-6
    assert clicks_dbfs(clip.astype(np.float64)) < NO_CLICK_DBFS


@EVERY_SET
@EVERY_PACE
@pytest.mark.parametrize("side", list(Side), ids=lambda side: side.value)
def test_a_clip_is_as_loud_as_its_neighbours_and_far_from_clipping(
    sounds: SoundSet, pace: Pace, side: Side
) -> None:
    clip = clips(sounds, pace).of(side).astype(np.float64)
    peak_dbfs = 20.0 * np.log10(np.abs(clip).max())
    assert -26.0 < peak_dbfs < BREATH_PEAK_DBFS + 0.01
    assert -36.0 < loudest_dba(clip, RATE_HZ) < -30.5


@EVERY_SET
@EVERY_PACE
def test_energy_is_where_small_loudspeakers_play_and_nowhere_shrill(
    sounds: SoundSet, pace: Pace
) -> None:
    audio = played(sounds, pace).mean(axis=1)
    power = np.abs(np.fft.rfft(audio)) ** 2
    frequency_hz = np.fft.rfftfreq(len(audio), 1.0 / RATE_HZ)
    assert power[frequency_hz < 150.0].sum() < 0.1 * power.sum()
    assert power[frequency_hz > 3000.0].sum() < 0.02 * power.sum()


@EVERY_SET
@EVERY_PACE
def test_a_sound_never_reaches_into_the_next_of_its_kind(sounds: SoundSet, pace: Pace) -> None:
    for side in Side:
        length = len(clips(sounds, pace).of(side))
        assert length <= samples(pace.breath_s - 0.2)
        if sounds is not SoundSet.BOWL:
            assert length == samples(half_s(pace, side))


@EVERY_SET
def test_no_sound_begins_suddenly(sounds: SoundSet) -> None:
    for side in Side:
        clip = np.abs(clips(sounds, Pace()).of(side)).max(axis=1)
        assert clip[: samples(0.008)].max() < 0.2 * clip.max()


@EVERY_SET
def test_the_same_seed_gives_the_same_samples(sounds: SoundSet) -> None:
    pace = Pace(15.0, 0.5)
    again = breath_clips(sounds, pace, seed=7)
    assert np.array_equal(breath_clips(sounds, pace, seed=7).exhale, again.exhale)
    assert not np.array_equal(breath_clips(sounds, pace, seed=8).exhale, again.exhale)


@pytest.mark.parametrize("side", list(Side), ids=lambda side: side.value)
def test_the_pitch_of_the_tones_is_the_fullness_of_the_belly(side: Side) -> None:
    clip = clips(SoundSet.TONES, Pace()).of(side).mean(axis=1)
    fullness = fullness_over(side, len(clip))
    for middle in range(samples(0.5), len(clip) - samples(0.5), samples(0.25)):
        part = clip[middle - samples(0.1) : middle + samples(0.1)]
        pitch = pitch_hz(part, 200.0, 350.0)
        # Half a cent of the glide within 0.2 s, and the grid of the transform.
        assert np.log(pitch / ROOT_HZ) / np.log(FIFTH) == pytest.approx(fullness[middle], abs=0.06)


def _brightness_hz(part: Audio) -> float:
    power = np.abs(np.fft.rfft(part)) ** 2
    return float(np.average(np.fft.rfftfreq(len(part), 1.0 / RATE_HZ), weights=power))


def test_noise_brightens_as_the_belly_fills_and_is_darker_when_it_empties() -> None:
    halves = {}
    for side in Side:
        clip = clips(SoundSet.BREATH, Pace()).of(side).mean(axis=1).astype(np.float64)
        halves[side] = [_brightness_hz(part) for part in np.array_split(clip, 5)]
        fullness = [part.mean() for part in np.array_split(fullness_over(side, len(clip)), 5)]
        assert np.corrcoef(halves[side], fullness)[0, 1] > 0.95
    assert np.mean(halves[Side.IN]) > 1.3 * np.mean(halves[Side.OUT])


def test_loudness_of_a_sine_is_what_the_standard_says() -> None:
    at_s = np.arange(RATE_HZ) / RATE_HZ
    # IEC 61672-1, table 3: A at 1 kHz 0 dB, 100 Hz -19.1 dB, 8 kHz -1.1 dB; within its 0.1.
    for frequency_hz, gain_db in ((1000.0, 0.0), (100.0, -19.1), (8000.0, -1.1)):
        sine = np.sin(2.0 * np.pi * frequency_hz * at_s)
        level = loudest_dba(np.stack([sine, sine], axis=1), RATE_HZ)
        assert level == pytest.approx(gain_db - 3.01, abs=0.1)
    assert a_weight(np.array([0.0]))[0] == 0.0
