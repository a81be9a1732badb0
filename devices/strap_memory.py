"""The strap of last time, in a small file of the person's own; whatever is in it does no harm."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import tempfile
from pathlib import Path

from devices.sensor_text import clean_name
from devices.strap_identity import StrapIdentity

__all__ = ["STRAP_FILE", "remember_strap", "remembered_strap"]

_logger = logging.getLogger(__name__)

STRAP_FILE = "strap.json"
_FORMAT = "bellybreath-strap"
_FORMAT_VERSION = 1
_LARGEST_BYTES = 4096
_LONGEST_ADDRESS = 64


def remembered_strap(folder: Path) -> StrapIdentity | None:
    """The strap of last time; None where there is none, or the file cannot be understood.

    Parameters
    ----------
    folder
        The folder of everything that is kept.
    """
    try:
        with (folder / STRAP_FILE).open("rb") as file:
            record = json.loads(file.read(_LARGEST_BYTES))
        if record["format"] != _FORMAT or record["format_version"] != _FORMAT_VERSION:
            return None
        name, address = record["name"], record["address"]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        _logger.info("the strap of last time cannot be read: %s", error)
        return None
    if not (isinstance(name, str) and isinstance(address, str)):
        return None
    if not 0 < len(address) <= _LONGEST_ADDRESS or not address.isprintable():
        return None
    return StrapIdentity(clean_name(name), address)


def remember_strap(folder: Path, strap: StrapIdentity) -> None:
    """Keep a strap for next time; where it cannot be kept, it is looked for by name again."""
    record = {
        "format": _FORMAT,
        "format_version": _FORMAT_VERSION,
        "name": strap.name,
        "address": strap.address,
    }
    waiting: str | None = None
    try:
        # Readable by the person alone, and whole or not at all.
        descriptor, waiting = tempfile.mkstemp(prefix=".strap-", dir=folder)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
        Path(waiting).replace(folder / STRAP_FILE)
    except (OSError, ValueError) as error:
        _logger.info("the strap cannot be remembered: %s", error)
        if waiting is not None:
            with contextlib.suppress(OSError):
                Path(waiting).unlink()
