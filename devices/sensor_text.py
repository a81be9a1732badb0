"""Words that come from a sensor, made fit to be shown: its name, its maker, its model.

Anybody near may choose these bytes. They end up in a window, a terminal and a journal, so they
must not move a cursor, turn the reading direction, break a line or fill a page.
"""

from __future__ import annotations

import unicodedata

__all__ = ["LONGEST_TEXT", "NAMELESS", "clean_name", "parse_text"]

LONGEST_TEXT = 48
"""Characters that are kept. Names of straps have about twenty."""
NAMELESS = "Unnamed sensor"
"""What a sensor is called whose name holds nothing that can be shown."""

_ENOUGH_BYTES = 512
"""The longest value that Bluetooth can carry (Core Specification 5.4, Vol 3, Part F, 3.2.9)."""
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Control, format (bidi marks are among them), surrogate, private and unassigned characters."""
_BLANK_CATEGORIES = frozenset({"Zs", "Zl", "Zp"})
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffd") | frozenset(
    chr(code) for code in range(0xFE00, 0xFE10)
)
"""Letters and marks that show nothing, or that say that a byte was lost."""
_MOST_MARKS = 2
"""Accents on one letter. More of them would be drawn over the lines above and below."""


def parse_text(packet: bytes | bytearray) -> str:
    """Text of a device information characteristic (UTF-8), fit to be shown; maybe empty.

    Everything from the first zero byte on is left out: sensors pad with it. Bytes that are no
    UTF-8 are left out, and so is what `clean_name` leaves out of a name. Never raises.
    """
    whole = bytes(packet[:_ENOUGH_BYTES]).partition(b"\x00")[0]
    return _clean(whole.decode("utf-8", errors="ignore"))


def clean_name(name: str | None) -> str:
    """Advertised name, fit to be shown; `NAMELESS` when nothing is left of it.

    Left out are control characters, marks that turn the reading direction and other format
    characters, whatever is invisible or unassigned, and what goes beyond `LONGEST_TEXT`. Blanks
    and line breaks of every kind become one blank. Never raises.
    """
    return _clean((name or "")[:_ENOUGH_BYTES]) or NAMELESS


def _clean(text: str) -> str:
    visible = "".join(" " if _is_blank(char) else char for char in text if not _is_hidden(char))
    kept: list[str] = []
    marks = _MOST_MARKS  # nothing stands before the first letter that a mark could belong to
    for char in unicodedata.normalize("NFC", visible):
        is_mark = unicodedata.category(char) in ("Mn", "Me")
        marks = marks + 1 if is_mark else (_MOST_MARKS if char == " " else 0)
        if not is_mark or marks <= _MOST_MARKS:
            kept.append(char)
    return " ".join("".join(kept).split())[:LONGEST_TEXT].rstrip()


def _is_blank(char: str) -> bool:
    return char in "\t\n\v\f\r\x85" or unicodedata.category(char) in _BLANK_CATEGORIES


def _is_hidden(char: str) -> bool:
    is_dropped = unicodedata.category(char) in _DROPPED_CATEGORIES or char in _INVISIBLE
    return is_dropped and not _is_blank(char)
