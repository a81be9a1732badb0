"""Sounds that are ready to play: made ahead on the bench, fetched by the frame loop.

What is made for a pace is dropped when it is not wanted any more: a long breath takes 5 MB. Two are
wanted at a time at most, the pace of now and the one that comes with the next breath.
"""

from __future__ import annotations

import functools
import queue
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from devices.sayable import Sentence
from trainer.plan import Pace
from visuals.errors import SoundFileError
from visuals.sound.clip import tail_of
from visuals.sound.mixer import Output
from visuals.sound.own_files import find_own_file, fitted
from visuals.sound.own_said import SoundSaid
from visuals.sound.sets import BreathClips, SoundSet, breath_clips, half_s
from visuals.sound.side import Side
from visuals.sound.signs import Sign, sign_clip
from visuals.sound.workbench import Bench
from visuals.texts import printable

__all__ = ["BreathSounds", "Rest", "Stock"]


@dataclass(frozen=True, slots=True)
class BreathSounds:
    """One breath at a pace."""

    pace: Pace
    clips: BreathClips
    prepared: Mapping[Side, object]


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of half a breath from a time on."""

    pace: Pace
    side: Side
    from_s: float
    prepared: object


class Stock:
    """What can be played now.

    Parameters
    ----------
    output
        Opened on the bench, before anything is made.
    bench
        Who makes the sounds.
    sounds, own_folder
        The set, and the folder of sounds that take its place.
    seed
        Of what is left to chance in them.
    """

    def __init__(
        self,
        output: Output,
        bench: Bench,
        sounds: SoundSet,
        own_folder: Path | None = None,
        *,
        seed: int = 0,
    ) -> None:
        self.has_device: bool | None = None
        """None until it is known."""
        self.trouble: Sentence | None = None
        """Why a person's own sounds are not heard: one sentence."""
        self.signs: Mapping[Sign, object] = {}
        self.rest: Rest | None = None
        self._output, self._bench = output, bench
        self._sounds, self._own_folder, self._seed = sounds, own_folder, seed
        self._done: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._breaths: dict[Pace, BreathSounds] = {}
        self._wanted: frozenset[Pace] = frozenset()
        self._is_asked = False

    def fetch(self) -> None:
        """Take what the bench has done meanwhile."""
        while not self._done.empty():
            self._done.get_nowait()()

    def open(self) -> None:
        """Have the audio opened and the signs made; once."""
        if not self._is_asked:
            self._is_asked = True
            self._bench.begin(self._open)

    def want(self, *paces: Pace) -> None:
        """Have the sounds of these paces made where they are not yet, the first one first.

        Those of all other paces are dropped.
        """
        wanted = frozenset(paces)
        if wanted == self._wanted:
            return
        added = [pace for pace in dict.fromkeys(paces) if pace not in self._wanted]
        self._wanted = wanted
        self._breaths = {pace: made for pace, made in self._breaths.items() if pace in wanted}
        for pace in added:
            self._bench.begin(functools.partial(self._make_breath, pace))

    def breath(self, pace: Pace) -> BreathSounds | None:
        """The sounds of a breath at a pace that is wanted; None while they are being made."""
        return self._breaths.get(pace)

    def make_rest(self, breath: BreathSounds, side: Side, from_s: float) -> None:
        """Have made what is left of half a breath; it comes as `rest`."""
        self._bench.begin(lambda: self._make_rest(breath, side, from_s))

    # What follows is done on the bench, and hands over what it made.

    def _open(self) -> None:
        is_open = self._output.open()
        signs: dict[Sign, object] = {}
        if is_open:
            chance = np.random.default_rng(self._seed)
            signs = {sign: self._output.prepare(sign_clip(sign, chance)) for sign in Sign}

        def hand_over() -> None:
            self.has_device, self.signs = is_open, signs

        self._done.put(hand_over)

    def _make_breath(self, pace: Pace) -> None:
        if not self._output.is_open or pace not in self._wanted:
            return  # who goes through many paces at once waits for the last one only
        trouble = None
        try:
            clips = self._own(self._own_folder, pace) if self._own_folder else None
        except SoundFileError as error:
            clips, trouble = None, error.sentence
        if clips is None:
            clips = breath_clips(self._sounds, pace, self._seed)
        prepared = {side: self._output.prepare(clips.of(side)) for side in Side}
        breath = BreathSounds(pace, clips, prepared)

        def hand_over() -> None:
            self.trouble = trouble
            if pace in self._wanted:
                self._breaths[pace] = breath

        self._done.put(hand_over)

    def _own(self, folder: Path, pace: Pace) -> BreathClips:
        halves = []
        for side in Side:
            path = find_own_file(folder, side)
            try:
                clip = self._output.decode(path)
            except ValueError:
                # In the window there is room for the end of it.
                shown = printable(f"{path.parent.name}/{path.name}")
                raise SoundFileError(SoundSaid.NO_SOUND, path=shown) from None
            halves.append(fitted(clip, path, side, half_s(pace, side)))
        return BreathClips(*halves)

    def _make_rest(self, breath: BreathSounds, side: Side, from_s: float) -> None:
        prepared = self._output.prepare(tail_of(breath.clips.of(side), from_s))
        rest = Rest(breath.pace, side, from_s, prepared)

        def hand_over() -> None:
            self.rest = rest

        self._done.put(hand_over)
