"""The beats of one quiet minute, and what they give: the person's own start, and its end."""

from __future__ import annotations

import numpy as np

from trainer.signal.beats import JudgedBeat
from trainer.signal.figure import Figure, Withheld
from trainer.signal.time_domain import TimeDomain, time_domain

__all__ = ["DIFFERENCES_SHARE", "DIRTY_SHARE", "QuietMinute"]

DIRTY_SHARE = 0.2
"""Share of corrected beats over which a figure is withheld (docs/methods.md)."""
DIFFERENCES_SHARE = 0.5
"""Share of the accepted intervals whose difference with the one before must be certain, for RMSSD.
Where beats are only missed it is over 0.7; it is less where their times are vague."""
_COVERED_S = 45.0
"""Accepted time that the figures of a quiet minute need: RMSSD settles from about 60 s."""
_BLOCK_S = 10.0
"""Length of the blocks whose mean rates tell how steady the rate is: about a slow breath."""
_BLOCK_COVERED = 0.6


class QuietMinute:
    """The intervals of one quiet stage, in constant time each."""

    def __init__(self) -> None:
        self._beat_s: list[float] = []
        self._rr_ms: list[float] = []
        self._follows: list[bool] = []
        self._excised = 0

    def take(self, judged: JudgedBeat) -> None:
        """Count a final beat of the stage in."""
        if judged.is_accepted:
            # A difference with a beat from before the stage is not the stage's.
            self._follows.append(judged.follows and bool(self._rr_ms))
            self._rr_ms.append(judged.rr_ms)
            self._beat_s.append(judged.beat_s)
        else:
            self._excised += 1

    @property
    def beats(self) -> int:
        """Accepted intervals so far."""
        return len(self._rr_ms)

    def time_domain(self) -> TimeDomain | Withheld:
        """Time domain of the stage, or why it is withheld."""
        beats = len(self._rr_ms)
        if beats == 0:
            return Withheld.NOT_REACHED
        if self._excised_share > DIRTY_SHARE:
            return Withheld.TOO_DIRTY
        if sum(self._rr_ms) / 1000.0 < _COVERED_S:
            return Withheld.TOO_SHORT
        return time_domain(np.array(self._rr_ms), np.array(self._follows))

    def figures(self) -> tuple[Figure, Figure]:
        """Mean heart rate (beats per minute) and RMSSD (ms) of the stage."""
        match self.time_domain():
            case TimeDomain() as found:
                rmssd_ms = None if self.is_coarse else found.rmssd_ms
                reason = Withheld.TOO_COARSE if self.is_coarse else Withheld.TOO_SHORT
                rate = self._figure(found.mean_heart_rate_bpm, Withheld.TOO_SHORT)
                return rate, self._figure(rmssd_ms, reason)
            case Withheld() as reason:
                withheld = Figure(
                    None,
                    reason,
                    None,
                    sum(self._rr_ms) / 1000.0,
                    len(self._rr_ms),
                    self._excised_share,
                )
                return withheld, withheld

    @property
    def is_coarse(self) -> bool:
        """True where too few differences are certain for any figure that rests on them."""
        return sum(self._follows) < DIFFERENCES_SHARE * len(self._rr_ms)

    def block_rates_bpm(self) -> list[float]:
        """Mean heart rates of the stage's blocks of ten seconds that are well covered."""
        if not self._beat_s:
            return []
        begin_s = self._beat_s[0] - self._rr_ms[0] / 1000.0
        blocks: dict[int, list[float]] = {}
        for beat_s, rr_ms in zip(self._beat_s, self._rr_ms, strict=True):
            middle_s = beat_s - rr_ms / 2000.0
            blocks.setdefault(int((middle_s - begin_s) / _BLOCK_S), []).append(rr_ms)
        return [
            60_000.0 * len(block) / sum(block)
            for block in blocks.values()
            if sum(block) >= 1000.0 * _BLOCK_COVERED * _BLOCK_S
        ]

    @property
    def _excised_share(self) -> float:
        return self._excised / (len(self._rr_ms) + self._excised) if self._rr_ms else 0.0

    def _figure(self, value: float | None, reason: Withheld) -> Figure:
        covered_s = sum(self._rr_ms) / 1000.0
        withheld = reason if value is None else None
        return Figure(value, withheld, None, covered_s, len(self._rr_ms), self._excised_share)
