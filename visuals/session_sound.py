"""The sound of sessions in the window: keys change it, words say so, and it is remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum

from devices.sayable import Sentence
from trainer.snapshot import Snapshot
from visuals.sound.choice import SoundChoice
from visuals.sound.player import SoundPlayer
from visuals.sound.volume import stepped
from visuals.texts import Texts
from visuals.texts.told import told

__all__ = ["SAID_S", "SessionSound", "SoundWish"]

SAID_S = 2.5
"""So long it is said what was changed."""
_TROUBLE_S = 10.0
"""A sentence takes longer to read."""


class SoundWish(Enum):
    """What can be asked of the sound while a session runs."""

    TOGGLE = "toggle"
    LOUDER = "louder"
    SOFTER = "softer"


class SessionSound:
    """A player with its keys and words.

    Parameters
    ----------
    player
        Told every frame.
    remember
        Keeps a choice for next time.
    """

    def __init__(self, player: SoundPlayer, remember: Callable[[SoundChoice], object]) -> None:
        self.player = player
        self._remember = remember
        self._changed_s: float | None = None
        self._step = 0
        """Of the volume: 1 a step louder, -1 a step softer, 0 none."""
        self._trouble: Sentence | None = None
        self._trouble_s = 0.0

    def frame(self, snapshot: Snapshot, now_s: float, *, tells_signal: bool = True) -> None:
        """Tell the player what is shown, at a time on the window's clock.

        Parameters
        ----------
        tells_signal
            Whether it is heard when the signal is lost and back.
        """
        self.player.tell(snapshot, now_s, tells_signal=tells_signal)
        if self.player.trouble != self._trouble:
            self._trouble, self._trouble_s = self.player.trouble, now_s

    def obey(self, wish: SoundWish, now_s: float) -> None:
        """Do what was asked, and keep it; a new volume switches the sound on."""
        choice, self._step = self.player.choice, 0
        match wish:
            case SoundWish.TOGGLE:
                choice = replace(choice, is_on=not choice.is_on)
            case SoundWish.LOUDER | SoundWish.SOFTER:
                step = 1 if wish is SoundWish.LOUDER else -1
                volume_percent = stepped(choice.volume_percent, step)
                self._step = step if volume_percent != choice.volume_percent else 0
                choice = replace(choice, is_on=True, volume_percent=volume_percent)
        self.player.choice = choice
        self._changed_s = now_s
        self._remember(choice)

    def said(self, texts: Texts, now_s: float, *, hides_numbers: bool) -> str:
        """What is to be said at a time; empty where nothing is."""
        if self._changed_s is not None and now_s - self._changed_s < SAID_S:
            choice = self.player.choice
            if self.player.trouble is not None:  # a set is heard in place of one's own
                choice = replace(choice, own_folder=None)
            if not choice.is_on:
                return texts.sound_off
            words = texts.sound_on
            if hides_numbers:
                steps = {1: texts.sound_louder, -1: texts.sound_softer}
                words = steps.get(self._step, texts.sound_uncounted)
            return words.format(sound=texts.sound_name(choice), percent=choice.volume_percent)
        if self._trouble is not None and now_s - self._trouble_s < _TROUBLE_S:
            return told(self._trouble, texts)
        return ""
