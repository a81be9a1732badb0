"""Whether bytes come at the wrong speed, or are no text at all. No I/O here.

Measured on captures that were sampled anew at wrong speeds: at the right one at least 98 % of the
bytes are digits, separators or line ends, with a line end every 5 to 30 bytes; at a wrong one at
most 76 % are printable, and less than one in 300 is a line end.
"""

from __future__ import annotations

from collections import deque

__all__ = ["LineNoise"]

WINDOW_BYTES = 400
ENOUGH_BYTES = 60
PRINTABLE_SHARE = 0.9
_TEXT = frozenset(range(0x20, 0x7F)) | {0x09, 0x0A, 0x0D}
_NOT_TEXT = bytes(byte for byte in range(256) if byte not in _TEXT)


class LineNoise:
    """Watches the latest bytes of a port."""

    def __init__(self) -> None:
        self._latest: deque[bytes] = deque()
        self._held = 0

    def feed(self, received: bytes) -> None:
        """Take in bytes; only the latest are kept."""
        piece = received[-WINDOW_BYTES:]
        self._latest.append(piece)
        self._held += len(piece)
        while self._held - len(self._latest[0]) >= WINDOW_BYTES:
            self._held -= len(self._latest.popleft())

    def forget(self) -> None:
        """Begin anew: the speed was changed."""
        self._latest.clear()
        self._held = 0

    @property
    def is_noise(self) -> bool:
        """True when the latest bytes are no lines of text."""
        latest = b"".join(self._latest)[-WINDOW_BYTES:]
        if len(latest) < ENOUGH_BYTES:
            return False
        printable = len(latest.translate(None, _NOT_TEXT))
        has_no_line = len(latest) == WINDOW_BYTES and b"\n" not in latest and b"\r" not in latest
        return printable < PRINTABLE_SHARE * len(latest) or has_no_line
