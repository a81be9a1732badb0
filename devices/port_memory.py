"""The pulse sensor of last time, in a small file of the person's own; what is in it does no harm.

A board keeps its USB numbers when it is plugged in elsewhere; its port's name it does not keep.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TypeGuard

from devices.board_ports import FoundPort, PortIdentity
from devices.kept_record import keep_record, kept_record
from devices.sensor_text import clean_name

__all__ = ["port_was_latest", "remember_port", "remembered_port"]

_FILE = "pulse_sensor.json"
_FORMAT = "bellybreath-pulse-sensor"
_LARGEST_NUMBER = 0xFFFF
_LONGEST_SERIAL = 128


def remembered_port(folder: Path) -> FoundPort | None:
    """The board of last time; None where there is none, or the file cannot be understood.

    Parameters
    ----------
    folder
        The folder of everything that is kept.
    """
    record = kept_record(folder / _FILE, _FORMAT)
    if record is None:
        return None
    device, title = record.get("port"), record.get("title")
    vendor, product = record.get("vendor"), record.get("product")
    serial_number = record.get("serial_number")
    if not (isinstance(device, str) and isinstance(title, str)):
        return None
    if not (_is_number(vendor) and _is_number(product)):
        return None
    if not (serial_number is None or isinstance(serial_number, str)):
        return None
    if serial_number is not None and len(serial_number) > _LONGEST_SERIAL:
        return None
    return FoundPort(device, clean_name(title), PortIdentity(vendor, product, serial_number))


def _is_number(found: object) -> TypeGuard[int]:
    """Whether something is a number of USB; True is none."""
    return type(found) is int and 0 <= found <= _LARGEST_NUMBER


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
    with contextlib.suppress(OSError):  # where it cannot be made, nothing can be kept: said then
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    keep_record(
        folder / _FILE,
        _FORMAT,
        {
            "port": port.device,
            "title": port.title,
            "vendor": port.identity.vendor,
            "product": port.identity.product,
            "serial_number": port.identity.serial_number,
        },
    )
