"""`sounds`, and what the options of a session say about sound."""

from __future__ import annotations

import argparse
import sys
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np

from trainer.plan import Pace
from visuals.errors import RequestError, SoundFileError
from visuals.language import texts_of
from visuals.output import complain
from visuals.session_sound import SessionSound
from visuals.settings import load_settings, remember_sound
from visuals.settings_file import SETTINGS_FILE, UNREAD_FILE, holds_what_is_unread
from visuals.sound.choice import SoundChoice
from visuals.sound.clip import RATE_HZ, Clip, samples, to_int16
from visuals.sound.own_files import find_own_file
from visuals.sound.player import SoundPlayer
from visuals.sound.sets import BreathClips, SoundSet, breath_clips, half_s
from visuals.sound.side import Side
from visuals.sound.signs import Sign, sign_clip
from visuals.texts import printable
from visuals.texts.told import told

__all__ = ["run", "session_sound"]

_BREATHS = 2


def run(request: argparse.Namespace) -> int:
    """Write every sound as a file; the exit status."""
    pace = Pace(request.pace, request.inhale_share)
    folder, texts = Path(request.write), texts_of(request)
    words = texts.files
    shown = printable(str(folder))
    try:
        for sounds in SoundSet:
            clips = breath_clips(sounds, pace)
            (folder / sounds.value).mkdir(parents=True, exist_ok=True)
            for side in Side:
                _write(folder / sounds.value / f"{side.value}.wav", clips.of(side))
            _write(folder / f"{sounds.value}.wav", _breaths(clips, pace))
        chance = np.random.default_rng(0)
        for sign in Sign:
            _write(folder / f"sign-{sign.value}.wav", sign_clip(sign, chance))
    except OSError as error:
        why = told(error, texts)
        raise RequestError(words.sounds_not_written.format(folder=shown, why=why)) from None
    sys.stdout.write(f"{words.sounds_written.format(folder=shown)}\n")
    return 0


def _breaths(clips: BreathClips, pace: Pace) -> Clip:
    """Two breaths one after the other, as in a session."""
    audio = np.zeros((samples((_BREATHS + 1) * pace.breath_s), 2), dtype=np.float32)
    for number in range(_BREATHS):
        for side, into_s in ((Side.IN, 0.0), (Side.OUT, half_s(pace, Side.IN))):
            begin = samples(number * pace.breath_s + into_s)
            audio[begin : begin + len(clips.of(side))] += clips.of(side)
    return audio


def _write(path: Path, clip: Clip) -> None:
    with path.open("wb") as target, wave.open(target, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(to_int16(clip).astype("<i2").tobytes())


def session_sound(
    request: argparse.Namespace, folder: Path, speed: float | None = 1.0
) -> SessionSound | None:
    """The sound of sessions by the command line and the settings; what is asked is remembered.

    None where a session is hurried: a breath of half a second has no sound. A folder of own sounds
    that cannot be used is complained of, and a set sounds; so are settings that cannot be read.
    """
    if holds_what_is_unread(folder):
        path = printable(str(folder / SETTINGS_FILE))
        complain(texts_of(request).trouble.settings_unread.format(path=path, kept=UNREAD_FILE))
    choice = _asked(request, load_settings(folder).sound)
    remember_sound(folder, choice)
    if choice.own_folder is not None:
        try:
            for side in Side:
                find_own_file(choice.own_folder, side)
        except SoundFileError as error:
            complain(told(error, texts_of(request)))
            choice = replace(choice, own_folder=None)
    if speed != 1.0:
        return None
    return SessionSound(SoundPlayer(choice), lambda chosen: remember_sound(folder, chosen))


def _asked(request: argparse.Namespace, choice: SoundChoice) -> SoundChoice:
    """The choice of last time with what the command line asks for."""
    if request.sounds is not None:
        own_folder = Path(request.sounds).expanduser().absolute()
        choice = replace(choice, own_folder=own_folder, is_on=True)
    elif request.sound not in (None, "off"):  # a set is wanted in place of one's own sounds
        choice = replace(choice, own_folder=None)
    if request.sound == "off":
        choice = replace(choice, is_on=False)
    elif request.sound is not None:
        choice = replace(choice, sounds=SoundSet(request.sound), is_on=True)
    if request.volume is not None:
        choice = replace(choice, volume_percent=request.volume)
    return choice
