"""Every word of help and usage as one record: a language that lacks a word is a type error.

Named tuples, unlike the records everywhere else: what dataclasses load takes longer than help does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["CommandLineWords", "CommandWords", "OptionWords", "PlaceWords", "ValueWords"]


class CommandWords(NamedTuple):
    """What is said of one command."""

    help: str
    """In the list of all commands."""
    description: str
    examples: str
    """Below the options: examples first, then what one should know."""


class PlaceWords(NamedTuple):
    """What stands in the place of a value, in capitals; letters alone are the same everywhere."""

    command: str
    folder: str
    file: str
    name: str
    port: str
    streams: str
    session: str


class ValueWords(NamedTuple):
    """Why a value is refused, with {text}."""

    no_number: str
    no_whole_number: str
    outside: str
    """With {low} and {high}, too."""
    no_speed: str
    no_baud: str
    no_column: str
    no_stream: str
    """With {names}, too."""


class OptionWords(NamedTuple):
    """What is said of each option."""

    help: str
    version: str
    data_dir: str
    language: str
    sound: str
    volume: str
    sounds: str
    minutes: str
    pace: str
    inhale_share: str
    quiet: str
    headless: str
    no_question: str
    speed: str
    seed: str
    strap: str
    serial: str
    recording: str
    breath: str
    record: str
    baud: str
    rate: str
    column: str
    ecg: str
    listen: str
    seconds: str
    json_at_end: str
    doctor_strap: str
    doctor_serial: str
    copy: str
    write: str
    sounds_inhale_share: str
    json: str
    session: str
    format: str
    output: str
    file: str
    json_of_beats: str
    start: str
    duration: str
    known_pace: str
    estimator: str
    json_of_checks: str


class CommandLineWords(NamedTuple):
    """All of them in one language."""

    description: str
    examples: str
    usage_error: str
    """With {program} and {message}."""
    argparse: Mapping[str, str]
    """What argparse itself says, by its English words; empty where those are meant."""
    options: OptionWords
    places: PlaceWords
    values: ValueWords
    start: CommandWords
    calm: CommandWords
    practice: CommandWords
    train: CommandWords
    sensors: CommandWords
    doctor: CommandWords
    sounds: CommandWords
    sessions: CommandWords
    export: CommandWords
    analyze: CommandWords
    check: CommandWords
