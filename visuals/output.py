"""Standard output and standard error, whatever they lead to: a terminal, a pipe, a full disk.

Nothing is printed here; imports stay light, for this comes before everything else.
"""

from __future__ import annotations

import io
import os
import sys

__all__ = ["complain", "fall_silent", "soften", "speak_utf8"]


def soften() -> None:
    """Let letters that the output cannot show become question marks instead of errors."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def speak_utf8() -> None:
    """Write to standard output the bytes that would stand in a file, whatever the locale.

    A file name that is no text is escaped in the way of JSON.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def fall_silent() -> None:
    """Lead standard output to nowhere, so that what it still holds cannot fail at the exit."""
    try:
        descriptor = sys.stdout.fileno()
    except (AttributeError, ValueError, OSError):
        return  # there is none, or it is no file
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def complain(sentence: str) -> None:
    """Say one sentence on standard error, if anybody can hear it."""
    try:
        sys.stderr.write(f"bellybreath: {sentence}\n")
        sys.stderr.flush()
    except (AttributeError, OSError):
        return
