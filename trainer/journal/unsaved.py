"""Why a journal cannot be written at the moment; what a person is told of it is the pictures'."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Unsaved"]


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Entries wait in memory, and are written as soon as that can be done."""

    is_full: bool
    """True where the disk has no room; else something other refuses."""
    detail: str = ""
    """What the system says of it."""
