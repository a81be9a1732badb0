"""What a person chose to hear."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from visuals.sound.sets import SoundSet

__all__ = ["SoundChoice"]


@dataclass(frozen=True, slots=True)
class SoundChoice:
    """A set, how loud, and whether at all."""

    sounds: SoundSet = SoundSet.BREATH
    is_on: bool = True
    volume_percent: int = 70
    own_folder: Path | None = None
    """A folder with sounds of the person's own; they take the place of the set."""
