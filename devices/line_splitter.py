"""Bytes of a serial port, cut into lines, in bounded memory. No I/O here.

Whatever a port sends, a line is what stands between two line ends (LF, CR or both). A line without
end is thrown away. The first line may have begun before we listened; the caller knows.
"""

from __future__ import annotations

__all__ = ["LONGEST_KEPT", "LineSplitter"]

LONGEST_KEPT = 512
"""Bytes of a line. The longest that any known sensor sends has about 90."""


class LineSplitter:
    """Takes bytes in pieces of any size, gives whole lines."""

    def __init__(self) -> None:
        self._rest = bytearray()
        self._is_passing_over = False
        self.overlong = 0
        """Lines that had no end within `LONGEST_KEPT` bytes."""
        self.since_line_end = 0
        """Bytes since the last line end."""

    def feed(self, received: bytes) -> list[bytes]:
        """Lines that are complete now, without their ends; empty ones are left out."""
        pieces = received.replace(b"\r", b"\n").split(b"\n")
        if len(pieces) == 1:
            self.since_line_end += len(received)
            self._keep(received)
            return []
        self._keep(pieces[0])
        lines = [] if self._is_passing_over else [bytes(self._rest)]
        self._rest.clear()
        self._is_passing_over = False
        for piece in pieces[1:-1]:
            if len(piece) > LONGEST_KEPT:
                self.overlong += 1
            else:
                lines.append(piece)
        self.since_line_end = len(pieces[-1])
        self._keep(pieces[-1])
        return [line for line in lines if line.strip()]

    def begin_anew(self) -> None:
        """Forget what has come: the port was opened again."""
        self._rest.clear()
        self._is_passing_over = False
        self.since_line_end = 0

    def _keep(self, piece: bytes) -> None:
        if self._is_passing_over:
            return
        if len(self._rest) + len(piece) > LONGEST_KEPT:
            self.overlong += 1
            self._rest.clear()
            self._is_passing_over = True
            return
        self._rest += piece
