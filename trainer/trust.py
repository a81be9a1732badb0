"""Whether the beats can be trusted at the moment, and why: one state machine, told the time.

It is a function of the link's state and of the verdicts of the latest beats. While it says
lost, no figure of the moment is shown; while it says unsure, figures stand only where their own
window is clean enough.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum

from devices.readings import LinkState

__all__ = ["LOST_AFTER_S", "Trust", "TrustState", "TrustWatch"]

LOST_AFTER_S = 3.0
"""So long after the last beat, or the last good one, figures of the moment are withheld. The
slowest heart that the gate accepts beats every 2.4 s."""
_LATEST = 10
_FIRST_GOOD = 5
"""Good beats before anything is called steady: the gate has learnt the person a little."""
_UNSURE_FROM = 3
_STEADY_UP_TO = 1
"""Unclear beats among the latest ten from which the signal is unsure, and up to which it is
steady again: the distance keeps the word from flickering."""


class TrustState(Enum):
    """How far the beats can be trusted."""

    LISTENING = "listening"
    """Too few beats to say."""
    STEADY = "steady"
    """Beats arrive and are clear."""
    UNSURE = "unsure"
    """Beats arrive, and many of the latest are unclear."""
    LOST = "lost"
    """Nothing that could be trusted arrives."""


@dataclass(frozen=True, slots=True)
class Trust:
    """The state and its reason."""

    state: TrustState
    reason: str
    """In plain words, for a person."""


_FIRST_BEATS = Trust(TrustState.LISTENING, "Listening to the first beats.")
_STEADY = Trust(TrustState.STEADY, "The beats are clear.")
_UNSURE = Trust(TrustState.UNSURE, "Some beats are unclear. Sit still a moment.")
_SILENT = Trust(TrustState.LOST, "No heartbeats for a moment. The breath goes on.")
_NOISE = Trust(TrustState.LOST, "The signal is too unclear. Sit still a moment.")


class TrustWatch:
    """Keeps what the state rests on."""

    def __init__(self) -> None:
        self._latest: deque[bool] = deque(maxlen=_LATEST)
        self._is_unsure = False
        self._last_beat_s: float | None = None
        self._last_good_s: float | None = None
        self._good_in_stretch = 0

    def beat_arrived(self, at_s: float) -> None:
        """A beat was taken, whatever it may turn out to be."""
        self._last_beat_s = at_s

    def good_beat_seen(self, at_s: float) -> None:
        """A beat looked good when it was taken (its verdict may be provisional)."""
        self._last_good_s = at_s

    def judged(self, is_accepted: bool) -> None:
        """A verdict is final."""
        self._latest.append(is_accepted)
        self._good_in_stretch += is_accepted
        unclear = self._latest.count(False)
        if unclear >= _UNSURE_FROM:
            self._is_unsure = True
        elif unclear <= _STEADY_UP_TO:
            self._is_unsure = False

    def stretch_begins(self) -> None:
        """The series was broken: what is trusted must be heard anew."""
        self._latest.clear()
        self._is_unsure = False
        self._good_in_stretch = 0

    def listen_anew(self, now_s: float) -> None:
        """The sensor is listened to again: as patient as at the beginning, nothing trusted yet."""
        self.stretch_begins()
        self._last_beat_s = now_s
        self._last_good_s = None

    def is_silent_at(self, now_s: float) -> bool:
        """True when beats came and now stay away."""
        return self._last_beat_s is not None and now_s - self._last_beat_s > LOST_AFTER_S

    def trust_at(self, now_s: float, link_state: LinkState) -> Trust:
        """State and reason at a time not before the latest beat."""
        if link_state is LinkState.WAITING:
            return _FIRST_BEATS
        if link_state is not LinkState.ARRIVING:
            return Trust(TrustState.LOST, link_state.sentence)
        if self.is_silent_at(now_s):
            return _SILENT
        good_s = self._last_good_s
        if self._is_unsure and (good_s is None or now_s - good_s > LOST_AFTER_S):
            return _NOISE
        if self._is_unsure:
            return _UNSURE
        if self._good_in_stretch < _FIRST_GOOD:
            return _FIRST_BEATS
        return _STEADY
