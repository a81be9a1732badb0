"""Which strap is meant: names, addresses, and what a person types to choose one. No I/O here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from devices.choice_said import StrapChoiceSaid
from devices.errors import StrapChoiceError
from devices.sensor_text import clean_name

__all__ = ["FoundStrap", "StrapIdentity", "choose_strap", "named_straps", "told_apart"]

_ADDRESS = re.compile(r"[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}")
_LAST_DIGITS = 5


@dataclass(frozen=True, slots=True)
class StrapIdentity:
    """One strap, as it is known again."""

    name: str
    """As it calls itself, fit to be shown."""
    address: str
    """Its Bluetooth address; where the system hides addresses (macOS), an identifier that holds on
    that computer only."""

    def is_same(self, address: str, name: str | None) -> bool:
        """True for the device with this address and name.

        The name decides only where the system hides addresses and gave out another identifier.
        """
        if address.casefold() == self.address.casefold():
            return True
        is_hidden = _ADDRESS.fullmatch(address) is None
        return is_hidden and name is not None and clean_name(name) == self.name

    @property
    def last_digits(self) -> str:
        """The end of the address, by which straps with one name are told apart."""
        return self.address[-_LAST_DIGITS:].upper()


@dataclass(frozen=True, slots=True)
class FoundStrap:
    """A strap that is there now."""

    identity: StrapIdentity
    rssi_dbm: int | None
    """How strongly it is heard; None for one that is connected and therefore silent."""
    is_held: bool
    """True where it does not advertise because this computer is connected to it already."""

    @property
    def name(self) -> str:
        """As it calls itself, fit to be shown."""
        return self.identity.name

    @property
    def address(self) -> str:
        """Its address, or the system's identifier."""
        return self.identity.address


def told_apart(strap: StrapIdentity, others: Iterable[StrapIdentity]) -> str:
    """The name, with the last digits of the address where another strap has the same one."""
    has_double = any(
        other.name == strap.name and other.address.casefold() != strap.address.casefold()
        for other in others
    )
    return f"{strap.name} ({strap.last_digits})" if has_double else strap.name


def choose_strap(
    straps: Iterable[StrapIdentity],
    asked: str | None,
    remembered: StrapIdentity | None,
) -> StrapIdentity | None:
    """The strap that is meant, or None while none of them is.

    Parameters
    ----------
    straps
        All that are there.
    asked
        An address, its last digits, or a part of a name, in whatever case; None: any.
    remembered
        The strap of last time, the only one taken when none is asked for.

    Raises
    ------
    StrapChoiceError
        More than one could be meant: none is taken silently.
    """
    found = list(straps)
    if asked is not None:
        wanted = asked.strip().casefold()
        exact = [strap for strap in found if strap.address.casefold() == wanted]
        fitting = exact or [strap for strap in found if _is_named(strap, wanted)]
    elif remembered is not None:
        fitting = [strap for strap in found if remembered.is_same(strap.address, strap.name)][:1]
    else:
        fitting = found
    if len(fitting) > 1:
        raise _which(fitting, asked)
    return fitting[0] if fitting else None


def _is_named(strap: StrapIdentity, wanted: str) -> bool:
    name = told_apart(strap, [StrapIdentity(strap.name, "")]).casefold()
    return wanted in name or strap.address.casefold().endswith(wanted)


def named_straps(straps: Iterable[StrapIdentity]) -> str:
    """Names and addresses of straps, for a sentence; empty where there are none."""
    return ", ".join(f"{strap.name} ({strap.address})" for strap in straps)


def _which(straps: list[StrapIdentity], asked: str | None) -> StrapChoiceError:
    count, names = len(straps), named_straps(straps)
    if asked is None:
        return StrapChoiceError(StrapChoiceSaid.SEVERAL, count=count, names=names)
    said = StrapChoiceSaid.SEVERAL_FIT
    return StrapChoiceError(said, count=count, names=names, asked=asked)
