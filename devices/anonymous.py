"""A checkup without anything that names a person, for a report that goes to somebody else.

Names are not blacked out afterwards: they are replaced before a word of the report is written.
What the system said in its own words is searched for addresses as well.
"""

from __future__ import annotations

import re
from dataclasses import replace

from devices.board_ports import FoundPort, PortIdentity
from devices.checkup import Checkup
from devices.serial_ports import SerialPort
from devices.strap_identity import FoundStrap, StrapIdentity
from devices.strap_list import StrapCheck
from devices.wire_checkup import WireCheckup

__all__ = ["anonymous", "anonymous_port", "anonymous_wire", "strap_kind", "without_addresses"]

_MASK = "\N{HORIZONTAL ELLIPSIS}"
_KINDS = (
    "Polar H10",
    "Polar H9",
    "Polar H7",
    "Polar OH1",
    "Polar Sense",
    "Polar",
    "HRM-Dual",
    "HRM-Pro",
    "HRM-Fit",
    "HRM",
    "TICKR FIT",
    "TICKR X",
    "TICKR",
    "TRACKR",
    "CooSpo",
    "H808S",
    "HW807",
    "Magene",
    "Decathlon",
    "Suunto",
    "Scosche",
    "moofit",
    "iGPSPORT",
    "Garmin",
    "Wahoo",
)
"""Beginnings of the names that straps have from their makers; a longer one stands first."""
_OTHER_KIND = "of another kind"
_ADDRESS = re.compile(r"(?<![0-9A-Fa-f])[0-9A-Fa-f]{2}(?:[:_-][0-9A-Fa-f]{2}){5}(?![0-9A-Fa-f])")
_IDENTIFIER = re.compile(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")
_STANDARD = re.compile(r"0000[0-9A-Fa-f]{4}-0000-1000-8000-00805[fF]9[bB]34[fF][bB]")
"""Identifiers of the standard name a service, never a device."""
_MODEL = re.compile(r"[A-Za-z]{1,3}[0-9]{1,3}")
"""A model's code as makers give it (H10, OH1); anything longer may have been written by hand."""
_PLAIN_PORT = re.compile(r"/dev/tty(?:S|USB|ACM|AMA|XRUSB)[0-9]{1,3}|COM[0-9]{1,3}")


def anonymous(checkup: Checkup) -> Checkup:
    """The same checkup with kinds in place of names, and without addresses."""
    names = _Names(checkup)
    nearby = replace(
        checkup.nearby,
        straps=tuple(names.found(strap) for strap in checkup.nearby.straps),
        detail=names.words(checkup.nearby.detail),
    )
    return replace(
        checkup,
        asked=None if checkup.asked is None else _MASK,
        remembered=None if checkup.remembered is None else names.identity(checkup.remembered),
        nearby=nearby,
        chosen=None if checkup.chosen is None else names.found(checkup.chosen),
        check=None if checkup.check is None else names.check(checkup.check),
    )


def anonymous_port(port: SerialPort) -> SerialPort:
    """The same port, its name only where it is one of the system's plain numbers.

    macOS puts serial numbers and people's telephones into the names of ports.
    """
    is_plain = _PLAIN_PORT.fullmatch(port.name) is not None
    return SerialPort(
        port.name if is_plain else "a port", None, None, port.vendor_id, port.product_id
    )


def anonymous_wire(checkup: WireCheckup) -> WireCheckup:
    """The same round at a wired sensor, with USB's numbers in place of names."""
    check = checkup.check
    return replace(
        checkup,
        asked=None if checkup.asked is None else _MASK,
        listed=tuple(_nameless(port) for port in checkup.listed),
        likely=tuple(_nameless(port) for port in checkup.likely),
        chosen=None if checkup.chosen is None else _nameless(checkup.chosen),
        check=None if check is None else replace(check, detail=""),
    )


def _nameless(port: FoundPort) -> FoundPort:
    is_plain = _PLAIN_PORT.fullmatch(port.device) is not None
    vendor, product = port.identity.vendor, port.identity.product
    usb = "" if vendor is None or product is None else f"{vendor:04X}:{product:04X}"
    return FoundPort(
        port.device if is_plain else "a port", usb, PortIdentity(vendor, product, None)
    )


def strap_kind(name: str) -> str:
    """Which product a name stands for, without what makes it one person's own."""
    folded = name.casefold()
    for kind in _KINDS:
        if folded.startswith(kind.casefold()):
            return kind
    return _OTHER_KIND


def without_addresses(words: str) -> str:
    """The words with Bluetooth addresses and a system's identifiers of devices masked."""
    words = _ADDRESS.sub(_MASK, words)
    return _IDENTIFIER.sub(
        lambda found: found.group() if _STANDARD.fullmatch(found.group()) else _MASK, words
    )


class _Names:
    """Gives every strap of one checkup a number."""

    def __init__(self, checkup: Checkup) -> None:
        known = [strap.identity for strap in checkup.nearby.straps]
        known += [strap for strap in (checkup.remembered,) if strap is not None]
        known += [strap.identity for strap in (checkup.chosen,) if strap is not None]
        self._numbers = {
            address: number
            for number, address in enumerate(dict.fromkeys(each.address for each in known), 1)
        }
        self._secrets = sorted(
            {each.name for each in known} | {each.address for each in known}, key=len, reverse=True
        )
        if checkup.asked:
            self._secrets.append(checkup.asked)

    def identity(self, strap: StrapIdentity) -> StrapIdentity:
        number = self._numbers[strap.address]
        return StrapIdentity(f"Strap {number} ({strap_kind(strap.name)})", f"{number}")

    def found(self, strap: FoundStrap) -> FoundStrap:
        return replace(strap, identity=self.identity(strap.identity))

    def check(self, check: StrapCheck) -> StrapCheck:
        is_code = check.model is not None and _MODEL.fullmatch(check.model) is not None
        return replace(
            check,
            maker=None,
            model=check.model if is_code else None,
            detail=self.words(check.detail),
        )

    def words(self, words: str) -> str:
        """What the system said, without names and addresses."""
        for secret in self._secrets:
            words = words.replace(secret, _MASK)
        return without_addresses(words)
