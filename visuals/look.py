"""How everything looks to this person: colours, language, size of letters, how much moves."""

from __future__ import annotations

from dataclasses import dataclass

from visuals.palette import NIGHT, Palette
from visuals.texts import ENGLISH, Texts

__all__ = ["Look"]


@dataclass(frozen=True, slots=True)
class Look:
    """Handed to whatever draws; a new one makes new pictures."""

    palette: Palette = NIGHT
    texts: Texts = ENGLISH
    text_scale: float = 1.0
    """1.0, 1.25 or 1.5; letters grow as far as their boxes allow."""
    reduced_motion: bool = False
    """Only belly, ring and word move: the water stands, the mirror image is left out."""
    chest_hand: bool = False
    """True: the person in the picture has one hand on the chest, the other on the belly as ever."""
    own_lines: tuple[str, ...] = ()
    """Gentle lines of the person's own; they come first."""
    talks: bool = True
    """False where no gentle line is wanted until a key brings them back."""

    def lines(self, catalogue: tuple[str, ...]) -> tuple[str, ...]:
        """Lines that come beside the breath: the person's own, then those of a catalogue."""
        return (*self.own_lines, *catalogue)
