"""Sounds of a person's own: two files in a folder, one for in and one for out."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from visuals.errors import SoundFileError
from visuals.sound.clip import BREATH_PEAK_DBFS, Clip, finish, samples
from visuals.sound.own_said import SoundSaid
from visuals.sound.side import Side
from visuals.texts import printable

__all__ = ["SOUND_SUFFIXES", "find_own_file", "fitted"]

SOUND_SUFFIXES = (".wav", ".ogg", ".flac", ".mp3")
_LARGEST_BYTES = 64 * 1024 * 1024
_SHORTEST_S = 0.1
_LEVEL_DBA = {Side.IN: -31.5, Side.OUT: -33.5}
_RISE_S = 0.03
_FALL_S = 0.3


def find_own_file(folder: Path, side: Side) -> Path:
    """The file for one half of a breath: in.wav, out.ogg and the like.

    Raises
    ------
    SoundFileError
        There is none, or it is too large.
    """
    for suffix in SOUND_SUFFIXES:
        path = folder / f"{side.value}{suffix}"
        try:
            size = path.stat().st_size
        except OSError:
            continue
        if size > _LARGEST_BYTES:
            megabytes = size // 1_000_000
            raise SoundFileError(SoundSaid.TOO_LARGE, path=_shown(path), megabytes=megabytes)
        return path
    kinds = ", ".join(suffix[1:] for suffix in SOUND_SUFFIXES[1:])
    shown = _shown(folder)
    raise SoundFileError(SoundSaid.NOT_THERE, name=side.value, kinds=kinds, folder=shown)


def fitted(clip: Clip, path: Path, side: Side, length_s: float) -> Clip:
    """A person's own sound, as loud as the others and no longer than half a breath.

    Raises
    ------
    SoundFileError
        It is too short, or holds nothing but silence.
    """
    if len(clip) < samples(_SHORTEST_S):
        raise SoundFileError(SoundSaid.TOO_SHORT, path=_shown(path), seconds=_SHORTEST_S)
    if not np.abs(clip).max() > 1e-4:
        raise SoundFileError(SoundSaid.SILENT, path=_shown(path))
    return finish(
        clip[: samples(length_s)].astype(np.float64),
        level_dba=_LEVEL_DBA[side],
        peak_dbfs=BREATH_PEAK_DBFS,
        rise_s=_RISE_S,
        fall_s=_FALL_S,
    )


def _shown(path: Path) -> str:
    return printable(str(path))
