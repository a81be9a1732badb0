"""The file of the settings as it stands on the disk. Light: help reads the language here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

__all__ = [
    "FORMAT",
    "FORMAT_VERSION",
    "SETTINGS_FILE",
    "UNREAD_FILE",
    "holds_what_is_unread",
    "read_record",
]

SETTINGS_FILE = "settings.json"
UNREAD_FILE = "settings.unread.json"
"""What a file was that could not be understood, once there are new settings."""
FORMAT = "bellybreath-settings"
FORMAT_VERSION = 1
_LARGEST_BYTES = 65_536


def read_record(folder: Path) -> dict[str, Any]:
    """What the file holds, not judged yet; empty where there is none that can be understood.

    Parameters
    ----------
    folder
        The folder of everything that is kept.
    """
    try:
        with (folder / SETTINGS_FILE).open("rb") as file:
            content = file.read(_LARGEST_BYTES)
        import json  # behind the open: where nothing was ever set, help does not wait for it

        record = json.loads(content)
        if record["format"] != FORMAT or record["format_version"] != FORMAT_VERSION:
            return {}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        import logging  # here, for help is to be there at once

        logging.getLogger(__name__).info("the settings cannot be read: %s", error)
        return {}
    return dict(record)


def holds_what_is_unread(folder: Path) -> bool:
    """Whether there is a file of settings of which nothing was understood.

    Damaged, or written by a newer version: it is not to be lost.
    """
    try:
        return (folder / SETTINGS_FILE).stat().st_size > 0 and not read_record(folder)
    except OSError:
        return False
