"""How strongly a strap is heard, in four steps: all that a person can do about it is sit nearer."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from devices.strap_identity import FoundStrap

__all__ = ["MOST_BARS", "SteadySignal", "StrapSignal"]

MOST_BARS = 4
_SHARE_OF_NEW = 0.3
_STRONG_DBM = -62
_GOOD_DBM = -75
_WEAK_DBM = -87
"""A radio hears down to about -95 dBm; below -87 links break when somebody turns around."""


class StrapSignal(Enum):
    """A step; its value is the number of bars."""

    STRONG = 4
    """Within reach of the hand."""
    GOOD = 3
    """In the same room."""
    WEAK = 2
    """It holds as long as nothing comes in between."""
    FAINT = 1
    """At the edge of being heard."""
    NONE = 0
    """It is connected and therefore silent."""

    @classmethod
    def of(cls, strap: FoundStrap) -> StrapSignal:
        """The step in which a strap is heard."""
        rssi_dbm = strap.rssi_dbm
        if rssi_dbm is None:
            return cls.NONE
        if rssi_dbm >= _STRONG_DBM:
            return cls.STRONG
        if rssi_dbm >= _GOOD_DBM:
            return cls.GOOD
        return cls.WEAK if rssi_dbm >= _WEAK_DBM else cls.FAINT

    @property
    def bars(self) -> int:
        """How many of the `MOST_BARS` bars are lit."""
        return self.value

    @property
    def words(self) -> str:
        """The step in a word."""
        return self.name.lower() if self is not StrapSignal.NONE else "not heard"


class SteadySignal:
    """The strengths of all straps, steadied: from packet to packet they jump by 10 dB.

    An exponential mean over some three looks, half a second apart, so that bars do not flicker and
    yet follow somebody who comes nearer.
    """

    def __init__(self) -> None:
        self._levels_dbm: dict[str, float] = {}

    def steadied(self, strap: FoundStrap) -> FoundStrap:
        """The same strap with what its strength has been lately."""
        if strap.rssi_dbm is None:
            self._levels_dbm.pop(strap.address, None)
            return strap
        level_dbm = self._levels_dbm.get(strap.address, float(strap.rssi_dbm))
        level_dbm += _SHARE_OF_NEW * (strap.rssi_dbm - level_dbm)
        self._levels_dbm[strap.address] = level_dbm
        return replace(strap, rssi_dbm=round(level_dbm))
