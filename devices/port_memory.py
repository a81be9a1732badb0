"""The pulse sensor of last time, in a small file of the person's own; what is in it does no harm.

A board keeps its USB numbers when it is plugged in elsewhere; its port's name it does not keep.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import tempfile
from pathlib import Path

from devices.board_ports import FoundPort, PortIdentity
from devices.sensor_text import clean_name

__all__ = ["port_was_latest", "remember_port", "remembered_port"]

_logger = logging.getLogger(__name__)

_FILE = "pulse_sensor.json"
_FORMAT = "bellybreath-pulse-sensor"
_FORMAT_VERSION = 1
_LARGEST_BYTES = 4096
_LARGEST_NUMBER = 0xFFFF
_LONGEST_SERIAL = 128


def remembered_port(folder: Path) -> FoundPort | None:
    """The board of last time; None where there is none, or the file cannot be understood.

    Parameters
    ----------
    folder
        The folder of everything that is kept.
    """
    try:
        with (folder / _FILE).open("rb") as file:
            record = json.loads(file.read(_LARGEST_BYTES))
        if record["format"] != _FORMAT or record["format_version"] != _FORMAT_VERSION:
            return None
        device, title = record["port"], record["title"]
        numbers = record["vendor"], record["product"]
        serial_number = record["serial_number"]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        _logger.info("the pulse sensor of last time cannot be read: %s", error)
        return None
    if not (isinstance(device, str) and isinstance(title, str)):
        return None
    if not all(type(each) is int and 0 <= each <= _LARGEST_NUMBER for each in numbers):
        return None
    is_serial = isinstance(serial_number, str) and len(serial_number) <= _LONGEST_SERIAL
    if serial_number is not None and not is_serial:
        return None
    return FoundPort(device, clean_name(title), PortIdentity(*numbers, serial_number))


def port_was_latest(folder: Path, other: str) -> bool:
    """True where the board was remembered after another file of the same folder, if any."""
    try:
        here = (folder / _FILE).stat().st_mtime
    except OSError:
        return False
    try:
        return here >= (folder / other).stat().st_mtime
    except OSError:
        return True


def remember_port(folder: Path, port: FoundPort) -> None:
    """Keep a board for next time; where it cannot be kept, it is chosen from the list again.

    A port that has no numbers of USB is not kept: nothing would tell it from another one.
    """
    if port.identity.vendor is None or port.identity.product is None:
        return
    record = {
        "format": _FORMAT,
        "format_version": _FORMAT_VERSION,
        "port": port.device,
        "title": port.title,
        "vendor": port.identity.vendor,
        "product": port.identity.product,
        "serial_number": port.identity.serial_number,
    }
    waiting: str | None = None
    try:
        # Readable by the person alone, and whole or not at all.
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, waiting = tempfile.mkstemp(prefix=".pulse-sensor-", dir=folder)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
        Path(waiting).replace(folder / _FILE)
    except (OSError, ValueError) as error:
        _logger.info("the pulse sensor cannot be remembered: %s", error)
        if waiting is not None:
            with contextlib.suppress(OSError):
                Path(waiting).unlink()
