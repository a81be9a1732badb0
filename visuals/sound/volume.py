"""From the volume that a person sets to the gain of the mixer, without a jump."""

from __future__ import annotations

__all__ = ["FADE_S", "VOLUME_STEP", "Gain", "gain_of", "stepped"]

VOLUME_STEP = 10
"""One press of a key, in percent."""
FADE_S = 0.4
"""A new volume is reached after so long."""


def gain_of(volume_percent: int) -> float:
    """Gain at a volume of 0 to 100: half of the volume is heard as about half as loud.

    Notes
    -----
    The square: 50 % is -12 dB. Loudness halves with every 10 dB (Stevens, J Acoust Soc Am 27
    (1955) 815-829).
    """
    return (volume_percent / 100.0) ** 2


def stepped(volume_percent: int, steps: int) -> int:
    """Volume after so many presses, within 0 to 100."""
    return min(100, max(0, volume_percent + steps * VOLUME_STEP))


class Gain:
    """Goes to where it is wanted in small steps, told the time in each frame."""

    def __init__(self, value: float) -> None:
        self.value = value
        self._from = self._to = value
        self._since_s = 0.0

    def at(self, now_s: float, wanted: float) -> float:
        """Gain at a time, on its way to what is wanted now."""
        if wanted != self._to:
            self._from, self._to, self._since_s = self.value, wanted, now_s
        share = min(1.0, max(0.0, (now_s - self._since_s) / FADE_S))
        self.value = self._from + share * (self._to - self._from)
        return self.value

    @property
    def is_silent(self) -> bool:
        """True where it has arrived at nothing."""
        return self.value == self._to == 0.0
