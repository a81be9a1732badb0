"""The strap of last time, in a small file of the person's own; whatever is in it does no harm."""

from __future__ import annotations

from pathlib import Path

from devices.kept_record import keep_record, kept_record
from devices.sensor_text import clean_name
from devices.strap_identity import StrapIdentity

__all__ = ["STRAP_FILE", "remember_strap", "remembered_strap"]

STRAP_FILE = "strap.json"
_FORMAT = "bellybreath-strap"
_LONGEST_ADDRESS = 64


def remembered_strap(folder: Path) -> StrapIdentity | None:
    """The strap of last time; None where there is none, or the file cannot be understood.

    Parameters
    ----------
    folder
        The folder of everything that is kept.
    """
    record = kept_record(folder / STRAP_FILE, _FORMAT)
    if record is None:
        return None
    name, address = record.get("name"), record.get("address")
    if not (isinstance(name, str) and isinstance(address, str)):
        return None
    if not 0 < len(address) <= _LONGEST_ADDRESS or not address.isprintable():
        return None
    return StrapIdentity(clean_name(name), address)


def remember_strap(folder: Path, strap: StrapIdentity) -> None:
    """Keep a strap for next time; where it cannot be kept, it is looked for by name again."""
    keep_record(folder / STRAP_FILE, _FORMAT, {"name": strap.name, "address": strap.address})
