"""Why a sound of a person's own cannot be used."""

from __future__ import annotations

from enum import unique

from devices.sayable import Sayable

__all__ = ["SoundSaid"]


@unique
class SoundSaid(Sayable):
    """What is wrong with a folder of own sounds, or with a file in it."""

    TOO_LARGE = "{path} has {megabytes} MB; 64 are the most"
    NOT_THERE = (
        "no sound {name}.wav (or {kinds}) is in {folder}; two files are needed, one called in and "
        "one called out"
    )
    TOO_SHORT = "{path} is shorter than {seconds:g} s"
    SILENT = "{path} holds nothing but silence"
    NO_SOUND = "{path} cannot be read as a sound; the usual one is heard"
