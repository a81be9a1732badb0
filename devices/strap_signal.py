"""How strongly a strap is heard, in four steps: all that a person can do about it is sit nearer."""

from __future__ import annotations

from enum import Enum

from devices.strap_identity import FoundStrap

__all__ = ["MOST_BARS", "StrapSignal"]

MOST_BARS = 4
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
