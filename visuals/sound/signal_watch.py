"""Whether to tell that the signal is lost, or back: once each, and not at every stumble."""

from __future__ import annotations

from devices.readings import LinkState
from trainer.plan import Stage
from trainer.snapshot import Snapshot
from trainer.trust import TrustState
from visuals.sound.signs import Sign

__all__ = ["SignalWatch"]

_APART_S = 20.0
"""Told lost so soon after the last time, a person would only be made restless."""


class SignalWatch:
    """Remembers what was told."""

    def __init__(self) -> None:
        self._was_steady = False
        self._told_lost = False
        self._last_lost_s = -_APART_S

    def sign_of(self, snapshot: Snapshot) -> Sign | None:
        """What is to be told now, if anything.

        Lost is told only of a signal that was there, and back only after lost. `Trust` says lost
        after three seconds without a good beat; a recording that is at its end is not lost.
        """
        if snapshot.stage is Stage.ENDED or snapshot.is_paused:
            return None
        match snapshot.trust.state:
            case TrustState.STEADY:
                self._was_steady = True
                if self._told_lost:
                    self._told_lost = False
                    return Sign.BACK
            case TrustState.LOST if snapshot.link_state is not LinkState.ENDED:
                is_news = self._was_steady and not self._told_lost
                if is_news and snapshot.at_s - self._last_lost_s >= _APART_S:
                    self._told_lost = True
                    self._last_lost_s = snapshot.at_s
                    return Sign.LOST
        return None
