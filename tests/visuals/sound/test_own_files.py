"""Sounds of a person's own: what can be used sounds, what cannot is said in one sentence."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pygame
import pytest

from tests.visuals.sound.hearing import clicks_dbfs
from trainer.plan import Pace
from visuals.errors import SoundFileError
from visuals.sound.clip import BREATH_PEAK_DBFS, RATE_HZ, amplitude
from visuals.sound.mixer import Mixer
from visuals.sound.own_files import find_own_file, fitted
from visuals.sound.sets import SoundSet, breath_clips
from visuals.sound.side import Side
from visuals.sound.stock import BreathSounds, Stock
from visuals.sound.workbench import Job

PACE = Pace(12.0, 0.4)


class _AtOnce:
    def begin(self, job: Job) -> None:
        job()

    def close(self) -> None:
        pass


def _write(path: Path, samples: np.ndarray, rate_hz: int = 22_050) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes((samples * 32_767).astype("<i2").tobytes())


def _hum(seconds: float, rate_hz: int = 22_050) -> np.ndarray:
    # Loud, with direct current, and cut off at both ends.
    return 0.8 * np.cos(2 * np.pi * 330.0 * np.arange(round(seconds * rate_hz)) / rate_hz) + 0.1


def _stock(folder: Path) -> tuple[Stock, BreathSounds | None]:
    mixer = Mixer()
    stock = Stock(mixer, _AtOnce(), SoundSet.TONES, folder)
    stock.open()
    stock.want(PACE)
    stock.fetch()
    breath = stock.breath(PACE)
    mixer.close()
    return stock, breath


def test_own_files_are_fitted_to_the_breath(tmp_path: Path) -> None:
    _write(tmp_path / "in.wav", _hum(5.0))
    _write(tmp_path / "out.wav", _hum(1.0))
    stock, breath = _stock(tmp_path)
    assert stock.trouble is None
    assert breath is not None
    assert len(breath.clips.inhale) / RATE_HZ == pytest.approx(2.0, abs=1e-4)
    assert len(breath.clips.exhale) / RATE_HZ == pytest.approx(1.0, abs=0.01)
    for side in Side:
        clip = breath.clips.of(side).astype(np.float64)
        assert not clip[0].any()
        assert not clip[-1].any()
        assert np.abs(clip).max() <= amplitude(BREATH_PEAK_DBFS) + 1e-6
        assert np.abs(clip.mean(axis=0)).max() < 1e-6
        assert clicks_dbfs(clip) < -80.0


def test_a_bad_file_is_said_in_one_sentence_and_the_set_sounds(tmp_path: Path) -> None:
    _write(tmp_path / "in.wav", _hum(1.0))
    (tmp_path / "out.ogg").write_bytes(b"no sound at all")
    stock, breath = _stock(tmp_path)
    assert stock.trouble is not None
    assert "out.ogg cannot be read as a sound" in str(stock.trouble)
    assert "\n" not in str(stock.trouble)
    assert breath is not None
    assert np.array_equal(breath.clips.inhale, breath_clips(SoundSet.TONES, PACE).inhale)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    _write(tmp_path / "in.wav", _hum(1.0))
    assert find_own_file(tmp_path, Side.IN) == tmp_path / "in.wav"
    with pytest.raises(SoundFileError, match=r"no sound out\.wav \(or ogg, flac, mp3\) is in"):
        find_own_file(tmp_path, Side.OUT)
    with pytest.raises(SoundFileError, match="one called in and one called out"):
        find_own_file(tmp_path / "nowhere", Side.IN)


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path) -> None:
    with (tmp_path / "in.wav").open("wb") as file:
        file.truncate(70_000_000)
    with pytest.raises(SoundFileError, match="has 70 MB; 64 are the most"):
        find_own_file(tmp_path, Side.IN)


@pytest.mark.parametrize(
    ("clip", "sentence"),
    [
        (np.zeros((100, 2), dtype=np.float32), "is shorter than 0.1 s"),
        (np.zeros((44_100, 2), dtype=np.float32), "holds nothing but silence"),
    ],
)
def test_a_file_with_nothing_to_hear_is_refused(
    clip: np.ndarray,
    sentence: str,
) -> None:
    with pytest.raises(SoundFileError, match=sentence):
        fitted(clip, Path("in.wav"), Side.IN, 2.0)


def test_no_device_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    pygame.mixer.quit()
    monkeypatch.setenv("SDL_AUDIODRIVER", "there is no such driver")
    mixer = Mixer()
    assert mixer.open() is False
    assert mixer.is_open is False
    mixer.fade_out(0.1)
    mixer.close()


def test_what_is_prepared_while_the_audio_closes_is_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    mixer = Mixer()
    clip = np.zeros((400, 2), dtype=np.float32)
    assert mixer.open()
    assert mixer.prepare(clip) is not None
    mixer.close()
    assert mixer.prepare(clip) is None
